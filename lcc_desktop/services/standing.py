"""Who this workspace is, signing, and whom it believes."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.roles import role_of
from lcc_desktop.models.enrolment import AuthorityKey, Member, VoidKey
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.models.registry import TrustedKey
from lcc_desktop.services.unit import Work
from lcc_desktop.sync import certificate
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.journal import Journal
from lcc_desktop.sync.keys import Signer
from lcc_desktop.sync.standing import Trust


def own_signer(work: Work) -> Signer:
    """The workspace's key, with its certificate once it has one."""
    device = work.journal.device
    return Signer.load(device.private_key).certified(device.certificate)


def trust_of(session: Session, now: datetime | None = None) -> Trust:
    """Whom this workspace believes, itself included."""
    rows = session.scalars(select(TrustedKey)).all()
    own = Journal(session).device

    def holds(scope: str, device: str, seq: int, last_hash: str) -> bool:
        row = session.get(JournalEntry, (scope, device, seq))
        return row is not None and Entry.parse(row.body.encode()).hash == last_hash

    return Trust(
        keys={row.device: row.public_key for row in rows} | {own.id: own.public_key},
        holds=holds,
        roles={row.device: role_of(row.role) for row in rows} | {own.id: role_of(own.role)},
        authorities=frozenset(session.scalars(select(AuthorityKey.public_key))),
        void=voided(session),
        certified={row.device: certificate.read_line(row.certificate) for row in session.scalars(select(Member))},
        now=now or datetime.now(UTC),
    )


def own_authority(session: Session) -> AuthorityKey | None:
    """The key by which this workspace certifies, the latest that was not withdrawn; None where it certifies nobody."""
    rows = session.scalars(
        select(AuthorityKey).where(AuthorityKey.private_key != "").order_by(AuthorityKey.added_at.desc())
    )
    void = voided(session)
    return next((row for row in rows if row.public_key not in void), None)


def voided(session: Session) -> frozenset[str]:
    """The keys, authorities and recipients that were withdrawn."""
    return frozenset(session.scalars(select(VoidKey.key)))


def name_of(session: Session, device: str) -> str:
    """Whose device it is, as far as this workspace knows; empty for a stranger's."""
    own = Journal(session).device
    if device == own.id:
        return own.name
    for column in (
        select(Member.name).where(Member.device == device),
        select(TrustedKey.name).where(TrustedKey.device == device),
    ):
        found = session.scalars(column).first()
        if found is not None:
            return found
    return ""
