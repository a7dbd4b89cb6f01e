"""What can be done with a workspace that does not open: a backup in its place, or what can still be read of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.health import Rescued
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.backup_places import KeptBackup, backups_beside, backups_on
from lcc_desktop.services.backups import Archive, Backup
from lcc_desktop.services.protection import Keys
from lcc_desktop.services.rescue import beside, change_places, replace_with_backup, rescue
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.health import rescued_line


class DamagePresenter(QObject):
    """
    Signals:
        backups_known: the backups beside it that can be read, the latest first (list[KeptBackup]).
        looked: the backup that was opened and is sound (KeptBackup).
        working: whether something is under way.
        saved: a sentence: what could be read, and where it is now.
        mended: something sound is in its place; a sentence to be said over it.
        message: a sentence for the user, of something that was not done.
    """

    backups_known = Signal(list)
    looked = Signal(object)
    working = Signal(bool)
    saved = Signal(str)
    mended = Signal(str)
    message = Signal(str)

    def __init__(self, folder: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._tasks = folder, tasks
        self._keys: Keys | None = None
        self._target: Path | None = None

    def begin(self, keys: Keys | None) -> None:
        """Look for backups; `keys` open the workspace and its backups if they are protected."""
        self._keys, self._target = keys, None
        self._tasks.run(partial(backups_beside, self._folder, keys), self.backups_known.emit, self._on_refused)

    @Slot(object)
    def look_in(self, drive: Path) -> None:
        """Look for backups on another drive: in a folder of them, or in what lies in it."""
        self.working.emit(True)
        self._tasks.run(partial(backups_on, drive, self._folder, self._keys), self._on_found, self._on_refused)

    @Slot(object)
    def look_at(self, kept: KeptBackup) -> None:
        """Prove a backup."""

        def looked(_proven: Backup) -> None:
            self.working.emit(False)
            self.looked.emit(kept)

        self.working.emit(True)
        self._tasks.run(partial(self._archive(kept).check, kept.moment), looked, self._on_refused)

    @Slot(object)
    def put_back(self, kept: KeptBackup) -> None:
        """Put a backup in its place."""

        def done(found: tuple[Backup, Path]) -> None:
            self.working.emit(False)
            text = _("The backup of {moment} is open now. The damaged workspace is kept in {folder}.")
            self.mended.emit(fill(text, moment=moment(kept.moment), folder=found[1]))

        self.working.emit(True)
        work = partial(replace_with_backup, self._folder, self._archive(kept), kept.moment)
        self._tasks.run(work, done, self._on_refused)

    @Slot()
    def save(self) -> None:
        """Save what can still be read to a new workspace beside; the damaged one is only read."""
        target = beside(self._folder)

        def done(saved: Rescued) -> None:
            self._target = target
            self.working.emit(False)
            text = _("{saved} It is in {folder}.")
            self.saved.emit(fill(text, saved=rescued_line(saved), folder=target))

        self.working.emit(True)
        self._tasks.run(partial(rescue, self._folder, target, self._keys), done, self._on_refused)

    @Slot()
    def use_saved(self) -> None:
        """Put what was saved in its place, and go on with that."""
        if self._target is None:
            return

        def done(kept: Path) -> None:
            text = _("What could be saved is open now. The damaged workspace is kept in {folder}.")
            self.mended.emit(fill(text, folder=kept))

        self._tasks.run(partial(change_places, self._folder, self._target), done, self._on_refused)

    def _on_found(self, backups: list[KeptBackup]) -> None:
        self.working.emit(False)
        self.backups_known.emit(backups)

    def _archive(self, kept: KeptBackup) -> Archive:
        return Archive(kept.place, [self._keys] if self._keys is not None else [])

    def _on_refused(self, error: AppError) -> None:
        self.working.emit(False)
        self.message.emit(explain(error))
