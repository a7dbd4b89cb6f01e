"""Where a workspace is backed up: beside it, and on a second drive if one was chosen; what a backup changes."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import AppError
from lcc_desktop.models.evaluation import Evaluation, Evidence
from lcc_desktop.models.journal import Stream
from lcc_desktop.models.registry import Setting
from lcc_desktop.models.vault import Keys
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backups import Archive, Backup, Backups, usual_place
from lcc_desktop.services.rescue import REPLACED, replace_with_backup
from lcc_desktop.services.unit import begin, look

SECOND = "second-backup-place"
"""The setting that holds the folder of backups on a second drive."""


@dataclass(frozen=True)
class KeptBackup:
    """A backup as lists show it. `evaluations` and `evidence` are None where it cannot be read."""

    place: Path
    moment: datetime
    second: bool
    evaluations: int | None
    evidence: int | None


@dataclass(frozen=True)
class Difference:
    """How one evaluation differs: changes made since the backup, and those that only the backup has.

    `is_new`: the backup does not have the evaluation at all.
    """

    commune: str
    cycle: str
    since: int
    only_there: int
    is_new: bool


@dataclass(frozen=True)
class Preview:
    """A proven backup beside what is here now; evaluations that are the same are left out."""

    kept: KeptBackup
    proven: Backup
    differences: tuple[Difference, ...]
    evidence_since: int


@dataclass(frozen=True)
class SecondPlace:
    """The folder of backups on a second drive. `connected`: it is there now."""

    folder: Path
    connected: bool


class BackupPlaces:
    """The backups of an open workspace, wherever they are."""

    def __init__(self, workspace: Workspace, place: Path | None = None) -> None:
        """`place`: another one than beside the workspace."""
        self._workspace = workspace
        self._first = Backups(workspace, place)

    @property
    def second(self) -> SecondPlace | None:
        """The second place, if one was chosen."""
        with look(self._workspace) as work:
            row = work.session.get(Setting, SECOND)
        folder = Path(row.value) if row is not None and row.value else None
        return SecondPlace(folder, folder.is_dir()) if folder is not None else None

    def use_second(self, drive: Path) -> Backup:
        """Make backups in a folder of a second drive too, from now on; the first of them is made at once.

        Raises what `Backups.make` raises; then nothing is remembered.
        """
        folder = drive / usual_place(self._workspace.folder).name
        made = Backups(self._workspace, folder).make()
        self._remember(str(folder))
        return made

    def forget_second(self) -> None:
        """Make no more backups on the second drive; those that are there stay."""
        self._remember("")

    def make(self) -> list[Backup]:
        """Make a backup now in every place that is there. Raises what `Backups.make` raises."""
        return _each(self._there(), lambda backups: backups.make())

    def make_due(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> list[Backup]:
        """Make a backup in every place that is there and where one is due. Raises what `Backups.make` raises.

        A drive that is not connected is passed over: the next backup after it is there again is due at once.
        """
        due = [backups for backups in self._there() if backups.is_due(now())]
        return _each(due, lambda backups: backups.make(now))

    def all(self) -> list[KeptBackup]:
        """Every backup that is there, the latest first."""
        second = self.second
        found = _kept(self._first, second=False)
        if second is not None and second.connected:
            found += _kept(Backups(self._workspace, second.folder), second=True)
        return sorted(found, key=lambda kept: (kept.moment, not kept.second), reverse=True)

    def preview(self, kept: KeptBackup) -> Preview:
        """Prove a backup, and say what would be other than now if it were put back. Raises what `check` raises."""
        archive = Backups(self._workspace, kept.place)
        proven = archive.check(kept.moment)
        with archive.opened(kept.moment) as session:
            then = _contents(session)
        with look(self._workspace) as work:
            now = _contents(work.session)
        differences = []
        for scope, (commune, cycle) in (then.evaluations | now.evaluations).items():
            here, there = now.entries.get(scope, Counter()), then.entries.get(scope, Counter())
            since, only_there = (here - there).total(), (there - here).total()
            if since or only_there:
                is_new = scope not in then.evaluations
                differences.append(Difference(commune, cycle, since, only_there, is_new))
        return Preview(kept, proven, tuple(differences), len(now.evidence - then.evidence))

    def _there(self) -> list[Backups]:
        second = self.second
        drives = [second.folder] if second is not None and second.connected else []
        return [self._first, *(Backups(self._workspace, drive) for drive in drives)]

    def _remember(self, folder: str) -> None:
        with begin(self._workspace) as work:
            work.session.merge(Setting(key=SECOND, value=folder))
            work.commit()


def backups_beside(folder: Path, keys: Keys | None = None) -> list[KeptBackup]:
    """The backups beside a workspace that does not open, the latest first, without those that cannot be read."""
    return _readable(usual_place(folder), keys, second=False)


def backups_on(drive: Path, folder: Path, keys: Keys | None = None) -> list[KeptBackup]:
    """The same of a second drive, or of the folder of backups on it."""
    inside = drive / usual_place(folder).name
    return _readable(inside if inside.is_dir() else drive, keys, second=True)


def put_back(
    folder: Path, keys: Keys | None, place: Path, moment: datetime, report: Callable[[int, int], object]
) -> Path:
    """Back a sound, closed workspace up, and put a backup in its place; where the folder of before lies now.

    Raises what opening, `Backups.make` and `replace_with_backup` raise; until the last step nothing has changed.
    """
    report(0, 3)
    with Workspace.open(folder, keys) as workspace:
        Backups(workspace).make()
    report(1, 3)
    archive = Archive(place, [keys] if keys is not None else [])
    _restored, kept = replace_with_backup(folder, archive, moment, REPLACED)
    return kept


def _each(there: Iterable[Backups], make: Callable[[Backups], Backup]) -> list[Backup]:
    """A backup in each place; what one of them refuses is raised only when the others have theirs."""
    made: list[Backup] = []
    refused: AppError | None = None
    for backups in there:
        try:
            made.append(make(backups))
        except AppError as error:
            refused = refused or error
    if refused is not None:
        raise refused
    return made


@dataclass(frozen=True)
class _Contents:
    """`evaluations`: commune and cycle by id; `entries`: how many of each device, by evaluation."""

    evaluations: dict[str, tuple[str, str]]
    entries: dict[str, Counter[str]]
    evidence: frozenset[tuple[str, str]]


def _contents(session: Session) -> _Contents:
    evaluations = {row.scope: (row.commune, row.cycle) for row in session.scalars(select(Evaluation))}
    entries: dict[str, Counter[str]] = {scope: Counter() for scope in evaluations}
    for stream in session.scalars(select(Stream)):
        entries.setdefault(stream.scope, Counter())[stream.device] = stream.seq
    pieces = session.execute(select(Evidence.scope, Evidence.entity)).all()
    return _Contents(evaluations, entries, frozenset((scope, entity) for scope, entity in pieces))


def _readable(place: Path, keys: Keys | None, second: bool) -> list[KeptBackup]:
    archive = Archive(place, [keys] if keys is not None else [])
    return [kept for kept in _kept(archive, second) if kept.evaluations is not None]


def _kept(archive: Archive, second: bool) -> list[KeptBackup]:
    found = []
    for moment in archive.moments():
        counts: tuple[int | None, int | None] = (None, None)
        try:
            with archive.opened(moment) as session:
                evaluations = session.scalar(select(func.count()).select_from(Evaluation))
                counts = evaluations, session.scalar(select(func.count()).select_from(Evidence))
        except AppError:
            pass  # told by the missing counts
        found.append(KeptBackup(archive.place, moment, second, *counts))
    return found
