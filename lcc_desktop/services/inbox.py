"""The inbox: files taken in together, what became of each, and those kept apart because they were refused.

Every file is a transaction of its own, and what became of it is written in the same one: an import that was stopped, by
a person or by a power cut, is gone on with where it was.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import func, insert, select, update

from lcc_desktop.domain.errors import FileUnreadable, ImportNotFound, Reason, Refusal
from lcc_desktop.domain.facts import writable
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.models.evaluation import Evaluation
from lcc_desktop.models.evidence_store import CHUNK
from lcc_desktop.models.inbox import Arrival, Import
from lcc_desktop.models.private_folder import PrivateFolder
from lcc_desktop.models.registry import Setting
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backups import Backups
from lcc_desktop.services.files import open_given
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.package_files import is_offered, packages_in
from lcc_desktop.services.packages import MergeResult, Outcome, Packages, Preview
from lcc_desktop.services.reading import commune_of
from lcc_desktop.services.undoing import Undoing, undo_record
from lcc_desktop.services.unit import Work, begin, storage, writing
from lcc_desktop.sync.journal import TakenIn
from lcc_desktop.sync.package_writer import write

WATCHED = "inbox-watched"
"""The setting that names the folder looked into by itself."""

SETTLED = 5.0
"""Seconds a file in the watched folder must have been left alone: until then somebody may still be copying it."""

Report = Callable[[int, int], None]
"""Told how many files are done, of how many, again and again; it may raise, and what was not begun then waits."""


@dataclass(frozen=True)
class ArrivalRow:
    """One file of an import. `outcome` is None while it waits; `kept`: it was refused and is kept apart here."""

    import_number: int
    position: int
    path: Path
    outcome: Outcome | None
    at: datetime | None
    commune: Commune | None
    evaluation: str
    author: str
    device: str
    number: int
    made_at: datetime | None
    changes: int
    scores: int
    evidence: int
    conflicts: int
    authors: dict[str, int]
    left_out: dict[str, int]
    reasons: tuple[Reason, ...]
    kept: bool
    undone_at: datetime | None
    can_undo: bool

    @property
    def name(self) -> str:
        """What people call it: its import and its place there."""
        return f"{self.import_number}.{self.position}"


@dataclass(frozen=True)
class ImportRow:
    """Files given together. `ended_at` is None while some wait. `backup`: the moment of the backup made before."""

    id: str
    number: int
    began_at: datetime
    ended_at: datetime | None
    backup: datetime | None
    waiting: int
    merged: int
    known: int
    refused: int
    undone: int

    @property
    def files(self) -> int:
        return self.waiting + self.merged + self.known + self.refused


@dataclass(frozen=True)
class ImportReport:
    """An import with each of its files."""

    row: ImportRow
    arrivals: tuple[ArrivalRow, ...]


class Inbox:
    """What comes to a workspace. Methods raise ImportNotFound and StorageFailed beside what they name."""

    def __init__(self, workspace: Workspace, packages: Packages, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._packages = packages
        self._communes = communes
        self._undoing = Undoing(workspace)

    def look(self, paths: Iterable[Path], report: Report = lambda done, total: None) -> list[Preview]:
        """What taking in each file would do now. A file that is there twice is looked at once."""
        files = list(dict.fromkeys(packages_in(paths)))
        found: list[Preview] = []
        seen: set[str] = set()
        for done, path in enumerate(files):
            report(done, len(files))
            preview = self._packages.preview(path)
            if not preview.result.digest or preview.result.digest not in seen:
                found.append(preview)
            seen.add(preview.result.digest)
        report(len(files), len(files))
        return found

    def begin(self, paths: Iterable[Path]) -> ImportRow:
        """Note what is to be taken in; a folder stands for the packages in it. Nothing is read yet."""
        files = list(dict.fromkeys(packages_in(paths)))
        with begin(self._workspace) as work:
            row = _note(work, [(writable(str(path)), *_stamp(path), "") for path in files])
            work.commit()
        return row

    def begin_again(self, names: Iterable[tuple[int, int]]) -> ImportRow:
        """Note that files kept apart, as (import, position), are to be tried again: what they lacked may be here."""
        with begin(self._workspace) as work:
            arrivals = [_arrival(work, number, position) for number, position in names]
            row = _note(work, [(one.path, one.size, one.modified, one.kept) for one in arrivals if one.kept])
            work.commit()
        return row

    def go_on(
        self,
        number: int,
        report: Report = lambda done, total: None,
        told: Callable[[ArrivalRow], None] = lambda row: None,
    ) -> ImportReport:
        """Take in what waits of an import, after a backup. `told` is given each file as soon as it is done.

        Raises what `report` raises, and what making a backup raises: nothing was touched then.
        """
        with begin(self._workspace) as work:
            made = _find(work, number)
            query = select(Arrival.position, Arrival.path, Arrival.kept).where(Arrival.import_id == made.id)
            total = work.session.scalar(select(func.count()).select_from(query.subquery())) or 0
            waiting = work.session.execute(query.where(Arrival.outcome == "").order_by(Arrival.position)).all()
        if waiting:
            report(total - len(waiting), total)
            self._back_up(number)
        for done, (position, path, kept) in enumerate(waiting, start=total - len(waiting)):
            report(done, total)
            told(self._take_in(number, position, Path(path), kept, partial(report, done, total)))
        report(total, total)
        self.close(number)
        return self.report(number)

    def receive(self, paths: Iterable[Path], told: Callable[[ArrivalRow], None] = lambda row: None) -> ImportReport:
        """Take files in, from the first to the last."""
        return self.go_on(self.begin(paths).number, told=told)

    def close(self, number: int) -> None:
        """Say that an import has come to its end, whatever waits."""
        with begin(self._workspace) as work:
            _find(work, number).ended_at = datetime.now(UTC)
            work.commit()

    def unfinished(self) -> ImportRow | None:
        """The latest import that was stopped before its end."""
        with begin(self._workspace) as work:
            query = select(Import).where(Import.ended_at.is_(None)).order_by(Import.number.desc())
            found = work.session.scalars(query).first()
            return _import_row(work, found) if found else None

    def imports(self) -> list[ImportRow]:
        """Every import, the latest first."""
        with begin(self._workspace) as work:
            found = work.session.scalars(select(Import).order_by(Import.number.desc())).all()
            return [_import_row(work, one) for one in found]

    def report(self, number: int) -> ImportReport:
        """What came, from whom, and what did not enter and why."""
        with begin(self._workspace) as work:
            made = _find(work, number)
            rows = work.session.scalars(
                select(Arrival).where(Arrival.import_id == made.id).order_by(Arrival.position)
            ).all()
            return ImportReport(_import_row(work, made), tuple(self._row(made.number, row) for row in rows))

    def kept_apart(self) -> list[ArrivalRow]:
        """The refused files that are kept here, the latest first."""
        with begin(self._workspace) as work:
            query = select(Arrival, Import.number).join(Import, Import.id == Arrival.import_id)
            rows = work.session.execute(
                query.where(Arrival.kept != "", Arrival.outcome != "").order_by(Import.number.desc(), Arrival.position)
            ).all()
            return [self._row(number, row) for row, number in rows]

    def copy_out(self, number: int, position: int, target: Path) -> None:
        """Write a file that is kept apart somewhere else. Raises EvidenceMissing, TargetUnwritable."""
        with begin(self._workspace) as work:
            arrival = _arrival(work, number, position)
            kept, name = arrival.kept, Path(arrival.path).name
        with writing(target):
            write(self._workspace.evidence.read(kept, name), target, lambda: None)

    def discard(self, number: int, position: int) -> None:
        """Keep a refused file no longer; what was said of it stays in the report."""
        with begin(self._workspace) as work:
            _arrival(work, number, position).kept = ""
            work.commit()

    def undo(self, number: int, position: int | None = None) -> ImportReport:
        """Take back what a file brought, or all of an import, where nothing here builds on it. See `undoing`.

        Raises UndoRefused.
        """
        self._undoing.undo(number, position)
        return self.report(number)

    @property
    def watched(self) -> Path | None:
        """The folder that is looked into by itself."""
        with begin(self._workspace) as work:
            row = work.session.get(Setting, WATCHED)
            return Path(row.value) if row and row.value else None

    def watch(self, folder: Path | None) -> None:
        """Look into a folder by itself from now on; None: into none. Raises FileUnreadable."""
        if folder is not None and not folder.is_dir():
            raise FileUnreadable(str(folder))
        with begin(self._workspace) as work:
            work.session.merge(Setting(key=WATCHED, value=str(folder.absolute()) if folder else ""))
            work.commit()

    def arrived(self) -> list[Path]:
        """What lies in the watched folder and was not taken in or refused yet, as it is now."""
        folder = self.watched
        if folder is None or not folder.is_dir():
            return []
        with begin(self._workspace) as work:
            done = select(Arrival.path, Arrival.size, Arrival.modified).where(Arrival.outcome != "")
            known = {(path, size, modified) for path, size, modified in work.session.execute(done)}
        settled = time.time() - SETTLED
        found = []
        for path in packages_in([folder]):
            size, modified = _stamp(path)
            if is_offered(path.name) and (str(path), size, modified) not in known and modified / 1e9 < settled:
                found.append(path)
        return found

    def _back_up(self, number: int) -> None:
        backups = Backups(self._workspace)
        if not backups.holds_all():
            made = backups.make()
            with begin(self._workspace) as work:
                _find(work, number).backup = made.made_at
                work.commit()

    def _take_in(self, number: int, position: int, path: Path, kept: str, beat: Callable[[], None]) -> ArrivalRow:
        def note(work: Work, result: MergeResult, taken: TakenIn) -> None:
            arrival = _arrival(work, number, position)
            _fill(arrival, work, result)
            arrival.undo = undo_record(work, result.evaluation, taken) if taken.new else None
            if kept:  # it entered: nothing of it need be kept apart any more
                work.session.execute(update(Arrival).where(Arrival.kept == kept).values(kept=""))

        with self._at_hand(path, kept) as file:
            result = self._packages.take_in(file, note, beat)
        if result.outcome is Outcome.REFUSED:
            kept = kept or self._keep(path, beat)
            with begin(self._workspace) as work:
                if kept:  # given again, or tried again: one copy is enough
                    work.session.execute(update(Arrival).where(Arrival.kept == kept).values(kept=""))
                arrival = _arrival(work, number, position)
                _fill(arrival, work, result)
                arrival.kept = kept
                work.commit()
        with begin(self._workspace) as work:
            return self._row(number, _arrival(work, number, position))

    @contextmanager
    def _at_hand(self, path: Path, kept: str) -> Iterator[Path]:
        """The file as it was given, or for a moment a copy of what was kept apart."""
        if not kept:
            yield path
            return
        folder = PrivateFolder()
        try:
            copy = folder.path / path.name
            with storage():
                write(self._workspace.evidence.read(kept, path.name), copy, lambda: None)
            yield copy
        finally:
            folder.close()

    def _keep(self, path: Path, beat: Callable[[], None]) -> str:
        """Put a refused file among the contents of the store, encrypted where they are; its SHA-256, or nothing."""
        if not is_offered(path.name):
            return ""
        try:
            with open_given(path) as file, storage():

                def chunks() -> Iterator[bytes]:
                    while chunk := file.read(CHUNK):
                        beat()
                        yield chunk

                sha256, _size = self._workspace.evidence.put_chunks(chunks())
        except FileUnreadable:
            return ""
        return sha256

    def _row(self, number: int, row: Arrival) -> ArrivalRow:
        return ArrivalRow(
            import_number=number,
            position=row.position,
            path=Path(row.path),
            outcome=Outcome(row.outcome) if row.outcome else None,
            at=row.at,
            commune=commune_of(self._communes, row.commune) if row.commune else None,
            evaluation=row.scope,
            author=row.author,
            device=row.device,
            number=row.number,
            made_at=row.made_at,
            changes=row.changes,
            scores=row.scores,
            evidence=row.evidence,
            conflicts=row.conflicts,
            authors=dict(row.authors),
            left_out=dict(row.left_out),
            reasons=tuple(Reason(Refusal(refusal), detail) for refusal, detail in row.reasons),
            kept=bool(row.kept),
            undone_at=row.undone_at,
            can_undo=row.undo is not None and row.undone_at is None,
        )


def _note(work: Work, files: Sequence[tuple[str, int, int, str]]) -> ImportRow:
    """A new import of files, as (path, size, modified, kept)."""
    number = 1 + (work.session.scalar(select(func.max(Import.number))) or 0)
    now = datetime.now(UTC)
    made = Import(id=new_identity(), number=number, began_at=now, ended_at=None if files else now, backup=None)
    work.session.add(made)
    work.session.flush()
    rows = [
        {"import_id": made.id, "position": position, "path": path, "size": size, "modified": modified, "kept": kept}
        for position, (path, size, modified, kept) in enumerate(files, start=1)
    ]
    if rows:
        work.session.execute(insert(Arrival), rows)
    return _import_row(work, made)


def _import_row(work: Work, made: Import) -> ImportRow:
    counted = (
        select(Arrival.outcome, func.count().label("files"))
        .where(Arrival.import_id == made.id)
        .group_by(Arrival.outcome)
    )
    counts = {row.outcome: row.files for row in work.session.execute(counted)}
    undone = select(func.count()).where(Arrival.import_id == made.id, Arrival.undone_at.is_not(None))
    return ImportRow(
        id=made.id,
        number=made.number,
        began_at=made.began_at,
        ended_at=made.ended_at,
        backup=made.backup,
        waiting=counts.get("", 0),
        merged=counts.get(Outcome.MERGED, 0),
        known=counts.get(Outcome.ALREADY_MERGED, 0),
        refused=counts.get(Outcome.REFUSED, 0),
        undone=work.session.scalar(undone) or 0,
    )


def _find(work: Work, number: int) -> Import:
    found = work.session.scalars(select(Import).where(Import.number == number)).one_or_none()
    if found is None:
        raise ImportNotFound(str(number))
    return found


def _arrival(work: Work, number: int, position: int) -> Arrival:
    found = work.session.get(Arrival, (_find(work, number).id, position))
    if found is None:
        raise ImportNotFound(f"{number}.{position}")
    return found


def _fill(arrival: Arrival, work: Work, result: MergeResult) -> None:
    """Write down what became of a file."""
    row = work.session.get(Evaluation, (result.evaluation, result.evaluation))
    arrival.outcome, arrival.at = result.outcome, datetime.now(UTC)
    arrival.digest, arrival.device, arrival.number, arrival.seq = (
        result.digest, result.device, result.number, result.seq,
    )  # fmt: skip
    arrival.scope, arrival.commune = result.evaluation, row.commune if row else ""
    arrival.author, arrival.made_at = result.author, result.made_at
    arrival.changes, arrival.scores = result.changes, result.scores
    arrival.evidence, arrival.conflicts = result.evidence, result.conflicts
    arrival.authors, arrival.left_out = dict(result.authors), dict(result.left_out)
    arrival.reasons = [[reason.refusal, reason.detail] for reason in result.reasons]


def _stamp(path: Path) -> tuple[int, int]:
    """Size and moment of a file, as far as they can be known."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_size, found.st_mtime_ns
