"""A workspace copied to another place or another kind, a folder or a team's server, and proven to be the same."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import DatabaseTaken, KeptByServer, WorkspaceDamaged
from lcc_desktop.models.bench import PrivateNote, TimeUsed, own
from lcc_desktop.models.copying import copy_tables, first_difference
from lcc_desktop.models.evaluation import Evaluation, Evidence
from lcc_desktop.models.journal import Device, JournalEntry
from lcc_desktop.models.layout import MARKER, MOVED
from lcc_desktop.models.server import address, server_name
from lcc_desktop.models.vault import Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import begin, look, storage
from lcc_desktop.services.workspaces import renew_identity


@dataclass(frozen=True)
class Copied:
    """What a copy holds, as it was proven to hold."""

    evaluations: int
    entries: int
    evidence: int


def copy(
    source: Workspace, folder: Path, url: str = "", seat: str = "", vault: Vault | None = None, move: bool = False
) -> Copied:
    """Copy all of an open workspace to a new folder, or to the database at `url` with a folder that leads there.

    Every row and every piece of evidence is compared before it counts. The copy is a device of its own, as a restored
    backup is: two that went on under one identity would say different things under the same numbers. With `move` it
    goes on as the same device instead, and the folder it came from is a workspace no more; what is on a server cannot
    be moved, as others work there. `seat` is who works from the new folder.
    Raises BadDatabaseUrl, DatabaseTaken, FolderNotEmpty, FolderUnusable, ServerAway, ServerRefused, DatabaseUnfit,
    WorkspaceDamaged, KeptByServer, StorageFailed.
    """
    if move and source.is_shared:
        raise KeptByServer(server_name(source.engine.url))

    def furnish(target: Workspace) -> None:
        _fill(source, target)
        if move:
            with storage():
                (source.folder / MARKER).rename(source.folder / MOVED)
        else:
            renew_identity(target)

    try:
        if url:
            made = Workspace.create_on(folder, address(url), seat, furnish)
        else:
            made = Workspace.create(folder, furnish, vault)
    except BaseException:
        if (source.folder / MOVED).exists():  # the new one was not finished after all
            (source.folder / MOVED).rename(source.folder / MARKER)
        raise
    with made, look(made) as work:
        counted = [
            work.session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Evaluation, JournalEntry, Evidence)
        ]
    return Copied(*counted)


def _fill(source: Workspace, target: Workspace) -> None:
    with look(target) as work:
        if work.session.scalar(select(Device.id)) is not None:
            raise DatabaseTaken(server_name(target.engine.url))
    with look(source) as here, begin(target) as there:
        one, other = here.session.connection(), there.session.connection()
        copy_tables(one, other)
        if first_difference(one, other):
            raise WorkspaceDamaged(str(source.folder))
        _copy_own(here.session, there.session)
        wanted = here.session.execute(select(Evidence.sha256, Evidence.name).where(Evidence.sha256 != "")).all()
        there.session.commit()
    with storage():
        target.evidence.take_over(source.evidence)
        for sha256, _name in wanted:
            if source.evidence.is_whole(sha256) and not target.evidence.is_whole(sha256):
                raise WorkspaceDamaged(str(target.folder))


def _copy_own(here: Session, there: Session) -> None:
    """What somebody keeps for themselves goes along with them; what their colleagues keep stays theirs."""
    for note in here.scalars(select(PrivateNote)):
        if (scope := _moved(here, there, note.scope)) is not None:
            there.add(PrivateNote(scope=scope, indicator=note.indicator, text=note.text))
    for used in here.scalars(select(TimeUsed)):
        if (scope := _moved(here, there, used.scope)) is not None:
            there.add(TimeUsed(scope=scope, indicator=used.indicator, seconds=used.seconds))


def _moved(here: Session, there: Session, scope: str) -> str | None:
    """What one's own scope is called there; None for a colleague's."""
    evaluation = scope.rpartition("\t")[2]
    return own(there, evaluation) if scope == own(here, evaluation) else None
