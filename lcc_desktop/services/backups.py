"""Backups of a workspace: made while it is in use, each proven by opening it, thinned, restored beside, never over.

A backup is a folder named by its moment (UTC) with a database of its own; the evidence of all backups of a place lies
together beside them, named by content, so that each file is copied once. A protected workspace's backups are
protected by the same keys, and each carries its key file: the passphrase of the workspace opens them.
"""

import os
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import (
    AppError,
    BackupUnsound,
    FolderNotEmpty,
    FolderUnusable,
    PlaceTaken,
    TargetUnwritable,
    WorkspaceDamaged,
    WorkspaceLocked,
)
from lcc_desktop.domain.keeping import EVERY, kept
from lcc_desktop.models import backup as copies
from lcc_desktop.models.disk import sync_file, write_durably
from lcc_desktop.models.evaluation import Evaluation, Evidence
from lcc_desktop.models.evidence_store import EvidenceStore
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.models.layout import EVIDENCE, MARKER, Form, clear_other_forms, is_formed, read_form
from lcc_desktop.models.rehousing import copy_database
from lcc_desktop.models.vault import Keys, Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import look, writing
from lcc_desktop.services.workspaces import renew_identity
from lcc_desktop.sync.audit import broken_streams

BACKUPS = "backups"
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"\d{8}T\d{6}Z")
_turns: dict[Path, threading.Lock] = {}
"""One at a time writes in a place: whoever begins clears away what looks like left by a backup that was cut short."""


@dataclass(frozen=True)
class Backup:
    """A backup that was proven: its folder, its moment, and how much it holds."""

    path: Path
    made_at: datetime
    evaluations: int
    entries: int
    evidence: int


def usual_place(folder: Path) -> Path:
    """Beside a workspace's folder, so that deleting or damaging it leaves the backups."""
    return folder.with_name(f"{folder.name}-{BACKUPS}")


class Archive:
    """The backups of one place, to look at and to restore. It needs no workspace: that may be what was lost."""

    def __init__(self, place: Path, keys: Iterable[Keys] = ()) -> None:
        """`keys` open what is protected here; others can be added with `unlock`."""
        self.place = place
        self._keys = {one.id: one for one in keys}

    def unlock(self, keys: Keys) -> None:
        """Know these keys too."""
        self._keys[keys.id] = keys

    def moments(self) -> list[datetime]:
        """When there is a backup of, the latest first."""
        if not self.place.is_dir():
            return []
        names = [path.name for path in self.place.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)]
        return sorted((datetime.strptime(name, _STAMP).replace(tzinfo=UTC) for name in names), reverse=True)

    def folder(self, moment: datetime) -> Path:
        """Where the backup of a moment lies."""
        return self.place / moment.astimezone(UTC).strftime(_STAMP)

    def check(self, moment: datetime) -> Backup:
        """Prove a backup again: database, journal and every piece of evidence.

        Raises BackupUnsound, WorkspaceLocked, NewerWorkspace.
        """
        return self._prove(self.folder(moment), moment)

    @contextmanager
    def opened(self, moment: datetime) -> Iterator[Session]:
        """A session on a backup's database that cannot change it; nothing is proven yet.

        Raises BackupUnsound, WorkspaceLocked, WorkspaceDamaged, NewerWorkspace.
        """
        folder = self.folder(moment)
        form, keys = self._opening(folder)
        if not (folder / form.database).is_file():
            raise BackupUnsound(str(folder), form.database)
        with copies.opened(folder / form.database, keys) as session:
            yield session

    def restore(self, moment: datetime, target: Path) -> Backup:
        """Write a proven backup to a new folder as a workspace of its own. Nothing that is there is touched.

        It is a new device: it needs to be enrolled before its packages are taken, and can never say under the old
        one's numbers something else than the old one said. A protected one stays so, under the same passphrase.
        Raises BackupUnsound, WorkspaceLocked, FolderNotEmpty, FolderUnusable, TargetUnwritable, StorageFailed.
        """
        proven = self.check(moment)
        try:
            if target.exists() and any(target.iterdir()):
                raise FolderNotEmpty(str(target))
        except OSError as error:
            raise FolderUnusable(str(target)) from error
        if not os.path.isdir(target.parent):
            raise TargetUnwritable(str(target))
        source = self.folder(moment)
        form, keys = self._opening(source)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        with writing(beside):
            try:
                beside.mkdir()
                shutil.copyfile(source / form.database, beside / form.database)
                store = EvidenceStore(beside / form.evidence, keys)
                for sha256, name in self._evidence_of(source):
                    store.put_chunks(self._store(form).read(sha256, name))
                if keys is not None:
                    Vault.of(source, keys).write(beside)
                (beside / MARKER).write_bytes(form.marker)
                with Workspace.open(beside, keys) as copied:
                    renew_identity(copied)
                sync_file(beside / form.database)
                if target.exists():
                    target.rmdir()
                beside.rename(target)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        return proven

    def _opening(self, folder: Path) -> tuple[Form, Keys | None]:
        """In which form a backup is, and what opens it. Raises BackupUnsound, WorkspaceLocked, NewerWorkspace."""
        try:
            form = read_form(folder)
        except WorkspaceDamaged as error:
            raise BackupUnsound(str(folder), MARKER) from error
        if form.is_protected and form.keys_id not in self._keys:
            raise WorkspaceLocked(str(folder))
        return form, self._keys.get(form.keys_id)

    def _store(self, form: Form) -> EvidenceStore:
        """The evidence of all backups of one form here."""
        return EvidenceStore(self.place / form.evidence, self._keys.get(form.keys_id))

    def _prove(self, folder: Path, moment: datetime) -> Backup:
        """Open a copy as a workspace would be, and look at all of it."""
        form, keys = self._opening(folder)
        database, store = folder / form.database, self._store(form)
        if not database.is_file() or copies.faults(database, keys):
            raise BackupUnsound(str(folder), form.database)
        with copies.opened(database, keys) as session:
            broken = broken_streams(session)
            if broken:
                raise BackupUnsound(str(folder), broken[0])
            evidence = session.execute(select(Evidence.sha256, Evidence.name)).all()
            evaluations = session.scalar(select(func.count()).select_from(Evaluation)) or 0
            entries = session.scalar(select(func.count()).select_from(JournalEntry)) or 0
        for sha256, name in evidence:
            # What the workspace itself has lost cannot be in its backup; what is here must be whole.
            if store.holds(sha256) and not store.is_whole(sha256):
                raise BackupUnsound(str(folder), name)
        return Backup(folder, moment, evaluations, entries, len(evidence))

    def _evidence_of(self, folder: Path) -> list[tuple[str, str]]:
        form, keys = self._opening(folder)
        with copies.opened(folder / form.database, keys) as session:
            rows = session.execute(select(Evidence.sha256, Evidence.name)).all()
        store = self._store(form)
        return [(sha256, name) for sha256, name in rows if store.holds(sha256)]


class Backups(Archive):
    """The backups of one workspace in one place: the usual one, or a folder of a second drive."""

    def __init__(self, workspace: Workspace, place: Path | None = None) -> None:
        super().__init__(place or usual_place(workspace.folder), () if workspace.keys is None else (workspace.keys,))
        self._workspace = workspace
        self._form = workspace.form

    def make(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Backup:
        """Make a backup and prove it; older ones are thinned only then.

        A copy that turns out unsound is thrown away and leaves every earlier backup where it is. Backups from before
        the workspace was protected are protected first.
        Raises BackupUnsound, WorkspaceDamaged, PlaceTaken, TargetUnwritable, StorageFailed, KeptByServer.
        """
        source = self._workspace.database
        moment = now().astimezone(UTC).replace(microsecond=0)
        with _turn(self.place):
            self._prepare()
            while (final := self.folder(moment)).exists():
                moment += timedelta(seconds=1)  # a good one is never written over, and may be the one to put back
            beside = self._beside(final)
            with writing(beside):
                if self._form.is_protected:
                    self._convert()
                try:
                    beside.mkdir()
                    database = beside / self._form.database
                    copies.snapshot(source, database, self._workspace.keys)
                    self._dress(beside)
                    self._copy_evidence(self._wanted())
                    made = self._prove(beside, moment)
                    sync_file(database)
                    beside.rename(final)
                finally:
                    shutil.rmtree(beside, ignore_errors=True)
            self._thin(moment)
        return Backup(final, moment, made.evaluations, made.entries, made.evidence)

    def holds_all(self) -> bool:
        """Whether the latest backup holds every change that is here; an empty workspace has nothing to lose."""
        with look(self._workspace) as work:
            here = work.session.scalar(select(func.count()).select_from(JournalEntry)) or 0
        latest = max(self.moments(), default=None)
        return not here or (latest is not None and here == self._entries(latest))

    def _entries(self, moment: datetime) -> int | None:
        """How many entries a backup holds; None where it is unreadable, or under other keys."""
        try:
            form, keys = self._opening(self.folder(moment))
            with copies.opened(self.folder(moment) / form.database, keys) as session:
                return session.scalar(select(func.count()).select_from(JournalEntry)) or 0
        except AppError:
            return None

    def is_due(self, now: datetime) -> bool:
        """Whether something is here that the latest backup does not hold, and it is old enough for a new one."""
        latest = max(self.moments(), default=None)
        if latest is None:
            return True
        if now - latest < EVERY:
            return False
        with look(self._workspace) as work:
            here = work.session.scalar(select(func.count()).select_from(JournalEntry)) or 0
        return here != self._entries(latest)

    def bring_into_form(self, former: Keys | None) -> list[datetime]:
        """Bring every backup here into the workspace's form, which was just changed from that of `former`; those that
        were found unsound and stay as they are.

        Raises TargetUnwritable, StorageFailed; what is not done then is done with the next backup.
        """
        if former is not None:
            self.unlock(former)
        if not self.moments():
            return []
        with _turn(self.place):
            self._prepare()
            with writing(self.place / MARKER):
                return self._convert()

    def renew_key_files(self) -> None:
        """Give every backup the workspace's key file of now, so that one passphrase opens all. Raises StorageFailed,
        TargetUnwritable.
        """
        with writing(self.place / MARKER):
            for moment in self.moments():
                folder = self.folder(moment)
                if self._workspace.keys is not None and _is_in(folder, self._form):
                    Vault.of(self._workspace.folder, self._workspace.keys).write(folder)

    def _convert(self) -> list[datetime]:
        """Write every backup of another form anew, each replaced in one step; those that could not be read."""
        left = []
        forms = {moment: self._form_of(moment) for moment in self.moments()}
        for other in {Form(keys_id) for keys_id in ("", *self._keys)} & set(forms.values()) - {self._form}:
            if (self.place / other.evidence).is_dir():
                self._store(self._form).take_over(self._store(other))
        for moment, form in forms.items():
            folder = self.folder(moment)
            if form is not None and form != self._form and (not form.is_protected or form.keys_id in self._keys):
                try:
                    old = self._keys.get(form.keys_id)
                    copy_database(folder / form.database, old, folder / self._form.database, self._workspace.keys)
                except WorkspaceDamaged:
                    left.append(moment)
                    continue
                self._dress(folder)
            if form is not None:
                clear_other_forms(folder, self._form if _is_in(folder, self._form) else form)
        self._sweep()
        return left

    def _dress(self, folder: Path) -> None:
        """Put beside a backup's database what says how it is opened."""
        keys = self._workspace.keys
        if keys is not None:
            Vault.of(self._workspace.folder, keys).write(folder)
        write_durably(folder / MARKER, self._form.marker)

    def _form_of(self, moment: datetime) -> Form | None:
        try:
            return read_form(self.folder(moment))
        except AppError:
            return None

    def _sweep(self) -> None:
        """Remove the evidence of forms that no backup here has any more."""
        forms = {self._form_of(moment) for moment in self.moments()} | {self._form}
        if None in forms:
            return  # what an unreadable backup needs is unknown: keep all
        needed = {form.evidence for form in forms if form is not None}
        for path in self.place.iterdir():
            if path.name.startswith(EVIDENCE) and is_formed(path.name) and path.name not in needed:
                shutil.rmtree(path)

    def _beside(self, final: Path) -> Path:
        return self.place / f".{final.name}.{secrets.token_hex(4)}.part"

    def _prepare(self) -> None:
        # A workspace keeps its evidence under the same name: thinning would take what it needs.
        place = self.place.absolute()
        if any(os.path.isfile(folder / MARKER) for folder in (place, *place.parents)):
            raise PlaceTaken(str(self.place))
        try:
            self.place.mkdir(parents=True, exist_ok=True)
            for left in self.place.glob(".*.part"):  # of a backup that was cut short
                shutil.rmtree(left, ignore_errors=True)
        except OSError as error:
            raise TargetUnwritable(str(self.place)) from error

    def _wanted(self) -> list[tuple[str, str]]:
        with look(self._workspace) as work:
            return [(row.sha256, row.name) for row in work.session.scalars(select(Evidence))]

    def _copy_evidence(self, wanted: list[tuple[str, str]]) -> None:
        store = self._store(self._form)
        for sha256, name in wanted:
            if not store.holds(sha256) and self._workspace.evidence.holds(sha256):
                store.put_chunks(self._workspace.evidence.read(sha256, name))

    def _thin(self, now: datetime) -> None:
        """Remove what the rule no longer keeps, then the evidence that no backup left refers to."""
        moments = self.moments()
        gone = set(moments) - kept(moments, now)
        for moment in gone:
            shutil.rmtree(self.folder(moment), ignore_errors=True)
        if gone:
            needed: set[str] = set()
            for moment in self.moments():
                if self._form_of(moment) not in (self._form, None):
                    continue  # its evidence lies apart
                try:
                    needed |= {sha256 for sha256, _name in self._evidence_of(self.folder(moment))}
                except AppError:
                    return  # what an unreadable backup needs is unknown: keep all
            self._store(self._form).forget_all_but(needed)
            self._sweep()


def _is_in(folder: Path, form: Form) -> bool:
    try:
        return read_form(folder) == form
    except AppError:
        return False


def _turn(place: Path) -> threading.Lock:
    """Whose turn it is to write in a place: what is kept before an import and what the clock makes may meet."""
    return _turns.setdefault(place.absolute(), threading.Lock())
