"""What keeps the work safe put together: backups by themselves, an eye on the workspace, and the page of backups."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lcc_desktop.services.backup_places import BackupPlaces
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.backup_keeper import BackupKeeper
from lcc_desktop.ui.health_keeper import HealthKeeper

if TYPE_CHECKING:
    from lcc_desktop.ui.backups.presenter import BackupsPresenter
    from lcc_desktop.ui.backups.view import BackupsView


class Safekeeping(QObject):
    """
    Signals:
        message: a sentence for the user, of something that is not as it should be.
        rehouse_asked: the workspace is to be closed and a backup put in its place (Rehousing).
    """

    message = Signal(str)
    rehouse_asked = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.backups = BackupKeeper(BackupPlaces(services.workspace), self)
        self.health = HealthKeeper(services, self)
        self.backups.message.connect(self.message)
        self.health.message.connect(self.message)

    def start(self) -> None:
        """Make backups from now on, and watch over the workspace itself."""
        if not self._services.workspace.is_shared:  # a server's backups are its own
            self.backups.start()
        self.health.start()

    def close(self) -> None:
        """Wait for what is under way; begin nothing else."""
        if "presenter" in self.__dict__:
            self.presenter.close()
        self.backups.close()
        self.health.close()

    @cached_property
    def presenter(self) -> "BackupsPresenter":
        from lcc_desktop.ui.backups.presenter import BackupsPresenter

        return BackupsPresenter(self._services, self.backups.tasks, self)

    @cached_property
    def page(self) -> "BackupsView":
        from lcc_desktop.ui.backups.view import BackupsView

        page, presenter = BackupsView(), self.presenter
        page.shown.connect(presenter.refresh)
        page.make_asked.connect(presenter.make)
        page.look_asked.connect(presenter.look_at)
        page.put_back_asked.connect(presenter.put_back)
        page.second_chosen.connect(presenter.use_second)
        page.second_forgotten.connect(presenter.forget_second)
        page.examine_asked.connect(presenter.examine)
        presenter.backups_changed.connect(page.show_backups)
        presenter.previewed.connect(page.show_preview)
        presenter.working.connect(page.show_working)
        presenter.examined.connect(page.show_examined)
        presenter.rehouse_asked.connect(self.rehouse_asked)
        presenter.said.connect(page.show_said)
        presenter.message.connect(page.show_message)
        self.backups.made.connect(presenter.refresh)
        return page
