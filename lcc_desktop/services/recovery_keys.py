"""The coordination team's recovery keys, as this workspace knows them: made here, or come with an assignment."""

import json
from collections.abc import Iterable

from sqlalchemy.orm import Session

from lcc_desktop.models.registry import Setting
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.standing import voided
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.recovery import MOST_RECIPIENTS, RecoveryKey

_KEY = "team-recovery"


def known(workspace: Workspace) -> list[RecoveryKey]:
    """Those that can help when a passphrase is lost, the latest first."""
    with begin(workspace) as work:
        return within(work.session)


def offered(workspace: Workspace, helping: Iterable[RecoveryKey]) -> list[RecoveryKey]:
    """Those that could help and cannot yet: the workspace was protected before they came."""
    already = {key.recipient for key in helping}
    return [key for key in known(workspace) if key.recipient not in already]


def joined(workspace: Workspace, helping: Iterable[RecoveryKey]) -> list[RecoveryKey]:
    """The keys to seal to so that those the team sent can help too; one that was withdrawn helps no more."""
    with begin(workspace) as work:
        void = voided(work.session)
        found = {key.recipient: key for key in (*within(work.session), *helping) if key.recipient not in void}
    return list(found.values())[:MOST_RECIPIENTS]


def keep(workspace: Workspace, key: RecoveryKey) -> None:
    """Know a key from now on; assignments carry it. Raises StorageFailed."""
    with begin(workspace) as work:
        learn(work.session, [key])
        work.commit()


def within(session: Session) -> list[RecoveryKey]:
    """As `known`, within a transaction under way."""
    row, void = session.get(Setting, _KEY), voided(session)
    said = json.loads(row.value) if row else []
    return [RecoveryKey(name, recipient) for name, recipient in said if recipient not in void]


def learn(session: Session, keys: Iterable[RecoveryKey]) -> None:
    """Add keys to those that are known, within a transaction under way."""
    found = {key.recipient: key for key in (*keys, *within(session))}
    said = [(key.name, key.recipient) for key in found.values()]
    session.merge(Setting(key=_KEY, value=json.dumps(said, ensure_ascii=False)))
