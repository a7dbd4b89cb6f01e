"""What stands before the window's desk: a passphrase that is asked for, a first choice, locking, being written anew.

While a workspace is locked nothing of it is left: the desk is closed like at the end, its window thrown away, its keys
forgotten. Opening makes another desk and goes to where people were.
"""

import gc
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from lcc_desktop.domain.errors import AppError
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

if TYPE_CHECKING:
    from lcc_desktop.services.desk import Services
    from lcc_desktop.services.protection import Keys, Rehoused
    from lcc_desktop.ui.gate.damage_presenter import DamagePresenter
    from lcc_desktop.ui.gate.presenter import GatePresenter
    from lcc_desktop.ui.gate.view import GateWindow
    from lcc_desktop.ui.idle import IdleWatch
    from lcc_desktop.ui.preferences import Preferences
    from lcc_desktop.ui.rehousing import Rehousing
    from lcc_desktop.ui.tasks import Job
    from lcc_desktop.window import Desk

Then = Callable[["Desk"], None]


class Entrance(QObject):
    """Makes desks on one folder, one at a time, and stands in their place while there is none."""

    def __init__(
        self,
        app: QApplication,
        preferences: "Preferences",
        folder: Path,
        make_desk: Callable[[], "Desk"],
        set_language: Callable[[str], None],
        then: Then,
    ) -> None:
        """`then` is done with each desk whose workspace is open."""
        super().__init__()
        self._app, self._preferences, self.folder = app, preferences, folder
        self._make_desk, self._set_language, self._then = make_desk, set_language, then
        self._said = ""
        self._keys: Keys | None = None
        self._job: Job | None = None
        self.desk: Desk | None = None
        """The desk that is there, open or about to be."""

    @property
    def is_protected(self) -> bool:
        """Whether a protected workspace is open."""
        return self.desk is not None and self.desk.is_protected

    def begin(self, opening: Callable[[], "Services"]) -> "Desk":
        """Show a desk at once, and open its workspace when it has been painted: the first thing to see does not wait
        for the last to load.
        """
        desk = self._new_desk()
        desk.window.show()
        QTimer.singleShot(0, partial(desk.open, opening, self._on_open))
        return desk

    def lock(self) -> None:
        """Hide everything at once, and forget it when what was under way is on the disk."""
        desk = self.desk
        if desk is None or not desk.is_protected or self.is_shown:
            return
        desk.keep_typed()
        self._show(self.gate.unlock)
        desk.when_idle(self._leave)

    @property
    def is_shown(self) -> bool:
        """Whether the gate stands before the desk."""
        return "gate" in self.__dict__ and self.gate.isVisible()

    @cached_property
    def tasks(self) -> Tasks:
        return Tasks(self)

    @cached_property
    def presenter(self) -> "GatePresenter":
        from lcc_desktop.ui.gate.presenter import GatePresenter

        return GatePresenter(self.folder, self.tasks, self)

    @cached_property
    def damage(self) -> "DamagePresenter":
        from lcc_desktop.ui.gate.damage_presenter import DamagePresenter

        return DamagePresenter(self.folder, self.tasks, self)

    @cached_property
    def gate(self) -> "GateWindow":
        from lcc_desktop.ui.gate.view import GateWindow

        gate, presenter = GateWindow(), self.presenter
        gate.language_chosen.connect(self._set_language)
        gate.closing.connect(self._on_closing)
        gate.unlock.unlock_asked.connect(presenter.unlock)
        gate.unlock.lost.connect(presenter.look_for_recovery)
        gate.welcome.judge_asked.connect(presenter.judge)
        gate.welcome.recovery_key_given.connect(presenter.read_recovery_key)
        gate.welcome.begin_asked.connect(self._on_begin)
        gate.recovery.request_asked.connect(presenter.ask_for_recovery)
        gate.recovery.answer_given.connect(presenter.take_answer)
        gate.recovery.judge_asked.connect(presenter.judge)
        gate.recovery.finish_asked.connect(presenter.finish_recovery)
        gate.waiting.stop_asked.connect(self._on_stop)
        damage = self.damage
        gate.damage.put_back_asked.connect(damage.put_back)
        gate.damage.save_asked.connect(damage.save)
        gate.damage.open_saved_asked.connect(damage.use_saved)
        gate.damage.look_asked.connect(damage.look_at)
        gate.damage.elsewhere_given.connect(damage.look_in)
        damage.backups_known.connect(gate.damage.show_backups)
        damage.looked.connect(gate.damage.show_preview)
        damage.working.connect(gate.damage.show_working)
        damage.saved.connect(gate.damage.show_saved)
        damage.message.connect(gate.damage.show_message)
        damage.mended.connect(self._on_mended)
        presenter.opened.connect(self._on_unlocked)
        presenter.refused.connect(gate.unlock.show_refused)
        presenter.judged.connect(gate.welcome.choice.show_quality)
        presenter.judged.connect(gate.recovery.choice.show_quality)
        presenter.recovery_key_read.connect(gate.welcome.recovery.show_key)
        presenter.recovery_known.connect(gate.recovery.show_state)
        presenter.request_written.connect(gate.recovery.show_request)
        presenter.answer_taken.connect(gate.recovery.show_answered)
        presenter.message.connect(gate.recovery.show_message)
        presenter.message.connect(gate.welcome.show_message)
        return gate

    @cached_property
    def idle(self) -> "IdleWatch":
        from lcc_desktop.ui.idle import IdleWatch

        watch = IdleWatch(self._app, self)
        watch.idle.connect(self.lock)
        return watch

    def _new_desk(self) -> "Desk":
        desk = self._make_desk()
        desk.locked_out.connect(self._on_locked_out)
        desk.unmade.connect(self._on_unmade)
        desk.damaged.connect(self._on_damaged)
        desk.lock_asked.connect(self.lock)
        desk.rehouse_asked.connect(self._on_rehouse)
        desk.lock_after_changed.connect(self._watch)
        self.desk = desk
        return desk

    def _on_open(self) -> None:
        desk = self.desk
        if desk is None:
            return
        self._watch()
        if self._said:
            desk.window.show_message(self._said)
            self._said = ""
        self._then(desk)

    def _watch(self, _minutes: int = 0) -> None:
        if self.is_protected:
            self.idle.start(self._preferences.lock_after)

    def _on_locked_out(self) -> None:
        self._show(self.gate.unlock)

    def _on_damaged(self) -> None:
        self._show(self.gate.damage)
        self.damage.begin(self._keys)

    def _on_unmade(self) -> None:
        self._show(self.gate.welcome)

    def _show(self, page: object) -> None:
        """Put the gate in the place of everything else."""
        gate, desk = self.gate, self.desk
        if "idle" in self.__dict__:
            self.idle.stop()
        if desk is not None and not gate.isVisible():
            gate.setGeometry(desk.window.geometry())
            gate.setWindowState(desk.window.windowState())
        gate.show_page(page)  # type: ignore[arg-type]
        gate.show()  # before the others go: the last window that goes ends the program
        _close_dialogs(self._app)
        for window in self._app.topLevelWidgets():
            if window is not gate and window.isVisible():
                window.hide()
        gate.activateWindow()

    def _hide(self, desk: "Desk") -> None:
        gate = self.gate
        desk.window.setGeometry(gate.geometry())
        desk.window.setWindowState(gate.windowState())
        desk.window.show()
        gate.hide()

    def _leave(self) -> None:
        """Forget the workspace, unless it was opened again meanwhile."""
        desk = self.desk
        if desk is not None and self.is_shown:
            desk.close()
            desk.window.deleteLater()
            desk.deleteLater()
            self.desk = None
            QTimer.singleShot(0, gc.collect)  # what showed it, and its keys

    def _on_unlocked(self, keys: "Keys") -> None:
        desk = self.desk
        if desk is not None and desk.is_open:  # it was still finishing
            self._hide(desk)
            self._watch()
            return
        self._keys = keys  # a damaged workspace is saved with them
        self._open(partial(_open, self.folder, keys))

    def _open(self, opening: Callable[[], "Services"]) -> None:
        desk = self.desk or self._new_desk()
        self._hide(desk)
        desk.open(opening, self._on_open)

    def _on_mended(self, said: str) -> None:
        """Something sound is in the place of what was damaged."""
        self._said = said
        self._open(partial(_open, self.folder, self._keys))

    def _on_begin(self, passphrase: str, recovery: list[object]) -> None:
        self._open(partial(_make, self.folder, passphrase, recovery))

    def _on_rehouse(self, rehousing: "Rehousing") -> None:
        """Close the workspace, have it written anew, open it again."""
        desk = self.desk
        if desk is None:
            return
        keys = desk.services.workspace.keys
        self.gate.waiting.begin(rehousing.title)
        self._show(self.gate.waiting)

        def start() -> None:
            self._leave()
            self._job = self.tasks.run_long(
                lambda job: rehousing.work(job.report),
                partial(self._on_rehoused, rehousing.said),
                partial(self._on_rehousing_failed, keys),
                self.gate.waiting.show_progress,
                lambda: self._open(partial(_open, self.folder, keys)),
            )

        desk.when_idle(start)

    def _on_rehoused(self, said: Callable[[], str], made: "Rehoused") -> None:
        self._said = said()
        if made.backups_failed is not None:
            text = _("The earlier backups are not brought along yet; it is tried again with the next one. {reason}")
            self._said = fill(text, reason=explain(made.backups_failed))
        elif made.backups_left:
            text = ngettext(
                "{count} earlier backup cannot be read and stays as it is.",
                "{count} earlier backups cannot be read and stay as they are.",
                len(made.backups_left),
            )
            self._said = fill(text, count=len(made.backups_left))
        self._open(partial(_open, self.folder, made.keys))

    def _on_rehousing_failed(self, keys: "Keys | None", error: AppError) -> None:
        self._said = explain(error)
        self._open(partial(_open, self.folder, keys))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_closing(self) -> None:
        """The program ends while the gate stands there."""
        if self.desk is not None:
            self.desk.close()
        if "tasks" in self.__dict__:
            self.tasks.close()


def _close_dialogs(app: QApplication) -> None:
    """Refuse whatever dialog is open: it may show what is to be hidden."""
    for _dialog in range(10):
        dialog = app.activeModalWidget()
        if dialog is None:
            return
        dialog.close()


def _open(folder: Path, keys: "Keys | None") -> "Services":
    from lcc_desktop.start.opening import open_workspace

    return open_workspace(folder, keys)


def _make(folder: Path, passphrase: str, recovery: list[object]) -> "Services":
    from lcc_desktop.start.opening import make_workspace

    return make_workspace(folder, passphrase, recovery)
