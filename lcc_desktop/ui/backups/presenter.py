"""What the backups page does: backups listed, made, looked at and put back, a second drive, an examination in words."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.health import Health
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.backup_places import BackupPlaces, KeptBackup, Preview, put_back
from lcc_desktop.services.backups import Backup
from lcc_desktop.services.desk import Services
from lcc_desktop.services.health import examine
from lcc_desktop.services.protection import Rehoused
from lcc_desktop.ui.backups.words import preview_lines
from lcc_desktop.ui.rehousing import Rehousing
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.health import health_lines


class BackupsPresenter(QObject):
    """
    Signals:
        backups_changed: the backups that are there, the latest first (list[KeptBackup]), and the second place
            (SecondPlace, or None).
        previewed: the backup looked at (KeptBackup), and what would be other than now, a sentence a line.
        working: whether a backup or an examination is under way.
        examined: what an examination found, a sentence a line, and whether all is sound.
        rehouse_asked: the workspace is to be closed and a backup put in its place (Rehousing).
        said: a sentence for the user, of something done.
        message: a sentence for the user, of something not done.
    """

    backups_changed = Signal(list, object)
    previewed = Signal(object, list)
    working = Signal(bool)
    examined = Signal(list, bool)
    rehouse_asked = Signal(object)
    said = Signal(str)
    message = Signal(str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        """`tasks`: a worker beside the one that writes: what is done here lasts, and a key press must not wait."""
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._places = BackupPlaces(services.workspace)
        self._job: Job | None = None

    @Slot()
    def refresh(self) -> None:
        """Read which backups there are."""

        def read() -> tuple[list[KeptBackup], object]:
            return self._places.all(), self._places.second

        self._tasks.run(read, lambda found: self.backups_changed.emit(*found), self._on_refused)

    @Slot()
    def make(self) -> None:
        """Make a backup now, in every place."""
        self.working.emit(True)
        self._tasks.run(self._places.make, self._on_made, self._on_refused)

    @Slot(object)
    def look_at(self, kept: KeptBackup) -> None:
        """Prove a backup and say what would be other than now."""
        self._tasks.run(partial(self._places.preview, kept), self._on_previewed, self._on_refused)

    @Slot(object)
    def use_second(self, drive: Path) -> None:
        """Make backups on a second drive too."""
        self.working.emit(True)
        self._tasks.run(partial(self._places.use_second, drive), lambda made: self._on_made([made]), self._on_refused)

    @Slot()
    def forget_second(self) -> None:
        """Make no more backups on the second drive."""
        self._tasks.run(self._places.forget_second, lambda _nothing: self.refresh(), self._on_refused)

    @Slot()
    def examine(self) -> None:
        """Look at all of the workspace, and say in words how it is."""
        self.working.emit(True)
        work = partial(examine, self._services.workspace)
        self._job = self._tasks.run_long(lambda job: work(job.report), self._on_examined, self._on_refused)

    @Slot(object)
    def put_back(self, kept: KeptBackup) -> None:
        """Have the workspace closed and a backup put in its place, with a backup of the present made first."""
        workspace = self._services.workspace
        folder, keys, where = workspace.folder, workspace.keys, []

        def work(report: object) -> Rehoused:
            where.append(put_back(folder, keys, kept.place, kept.moment, report))  # type: ignore[arg-type]
            return Rehoused(keys)

        def said() -> str:
            text = _("The backup of {moment} is open now. What was here before is backed up, and kept in {folder}.")
            return fill(text, moment=moment(kept.moment), folder=where[0])

        self.rehouse_asked.emit(Rehousing(_("A backup is being put back"), work, said))

    def close(self) -> None:
        """Stop an examination under way."""
        if self._job is not None:
            self._job.cancel()

    def _on_previewed(self, preview: Preview) -> None:
        self.previewed.emit(preview.kept, preview_lines(preview, self._commune_name))

    def _commune_name(self, code: str) -> str:
        commune = self._services.communes.find(code)
        return commune.name(current_language()) if commune is not None else code

    def _on_made(self, made: list[Backup]) -> None:
        self.working.emit(False)
        self.said.emit(fill(_("A backup was made at {moment} and opened to prove it."), moment=moment(made[0].made_at)))
        self.refresh()

    def _on_examined(self, found: Health) -> None:
        self.working.emit(False)
        self.examined.emit(health_lines(found), found.is_sound)

    def _on_refused(self, error: AppError) -> None:
        self.working.emit(False)
        self.message.emit(explain(error))
