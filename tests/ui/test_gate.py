"""Before the desk: the passphrase, the first choice, locking, being written anew, and the way back from a lost one."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QFileDialog

from lcc_desktop.domain.errors import WrongPassphrase
from lcc_desktop.entrance import Entrance
from lcc_desktop.i18n import plain
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, recovery, recovery_keys, workspaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.start.opening import open_workspace
from lcc_desktop.sync.recovery import SecretKey
from lcc_desktop.ui.gate.presenter import LONGEST_DELAY
from lcc_desktop.ui.gate.view import UnlockPage, WelcomePage
from lcc_desktop.ui.idle import IdleWatch
from lcc_desktop.window import Desk, apply_language
from tests.protected import PASSPHRASE, cheap_passphrases
from tests.windows import discard

__all__ = ["cheap_passphrases"]

NEW = "cinq mots tout à fait nouveaux"


@pytest.fixture
def come(qtbot, qapp, preferences):
    """Starts the window on a folder, as `lcc-desktop` does."""
    made: list[Entrance] = []

    def begin(folder: Path, then: Callable[[Desk], None] = lambda desk: None) -> Entrance:
        language = partial(apply_language, qapp)
        entrance = Entrance(qapp, preferences, folder, lambda: Desk(qapp, None, preferences), language, then)
        made.append(entrance)
        entrance.begin(partial(open_workspace, folder))
        qtbot.waitUntil(lambda: entrance.is_shown or entrance.desk.is_open)
        return entrance

    yield begin
    for entrance in made:
        if entrance.desk is not None:
            discard(entrance.desk)
        if "gate" in entrance.__dict__:
            entrance.gate.close()


@pytest.fixture
def team() -> SecretKey:
    return SecretKey.generate("Équipe de coordination")


@pytest.fixture
def folder(tmp_path, team) -> Path:
    """A protected workspace with an evaluation."""
    workspace = workspaces.create(tmp_path / "w", "w", vault=protection.new_vault(PASSPHRASE, [team.public]))
    services = services_for(workspace, dict)
    code = services.communes.search("Tétouan")[0].code
    services.evaluations.start(code, "2026", services.frameworks.all()[0].ref)
    services.close()
    return tmp_path / "w"


def type_in(qtbot, entrance: Entrance, passphrase: str) -> None:
    page = entrance.gate.unlock
    qtbot.waitUntil(page.passphrase.isEnabled)
    page.passphrase.edit.setText(passphrase)
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)


def enter(qtbot, entrance: Entrance) -> Desk:
    type_in(qtbot, entrance, PASSPHRASE)
    qtbot.waitUntil(lambda: entrance.desk is not None and entrance.desk.is_open and not entrance.is_shown)
    qtbot.waitUntil(lambda: not entrance.desk.tasks.busy)
    return entrance.desk


def test_a_protected_workspace_asks_for_its_passphrase_and_shows_nothing_before(come, folder, qtbot):
    entrance = come(folder)
    assert isinstance(entrance.gate.page, UnlockPage)
    assert not entrance.desk.window.isVisible()
    desk = enter(qtbot, entrance)
    assert desk.window.isVisible()
    assert desk.home.model.rowCount() == 1


def test_a_wrong_passphrase_is_told_in_words_and_more_wrong_ones_with_a_growing_delay(come, folder, qtbot, qapp):
    entrance = come(folder)
    page = entrance.gate.unlock
    delays = []
    entrance.presenter.refused.connect(lambda _text, delay: delays.append(delay))
    for tried in range(4):
        page._left = 0  # as if one had waited
        page._offer(waiting=False)
        type_in(qtbot, entrance, f"not this one {tried}")
        qtbot.waitUntil(lambda tried=tried: len(delays) == tried + 1)
    assert delays == [0, 0, 4, 8]
    assert "does not open it" in page.banner.text.text()
    assert "8 seconds" in plain(page.banner.text.text())
    assert not page.open.isEnabled()
    for _second in range(8):
        page._tick()
    assert page.open.isEnabled()
    enter(qtbot, entrance)


def test_nothing_is_ever_blocked_for_good(come, folder):
    presenter = come(folder).presenter
    presenter._wrong = 500
    delays = []
    presenter.refused.connect(lambda _text, delay: delays.append(delay))
    presenter._on_refused(WrongPassphrase())
    assert delays == [LONGEST_DELAY]


def test_what_is_typed_can_be_shown_and_capitals_are_noticed(come, folder, qtbot):
    field = come(folder).gate.unlock.passphrase
    assert field.edit.echoMode() is field.edit.EchoMode.Password
    field.reveal.trigger()
    assert field.edit.echoMode() is field.edit.EchoMode.Normal
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    field.edit.keyPressEvent(capital)
    assert "Caps Lock" in field.hint.text()
    field.edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert "Caps Lock" not in field.hint.text()


# Locking


def test_locking_hides_everything_forgets_it_and_comes_back_to_the_same_indicator(come, folder, qtbot):
    desk = enter(qtbot, entrance := come(folder, Desk.reopen))
    desk.home_presenter.open(desk.home_presenter.rows[0].id)
    qtbot.waitUntil(lambda: desk.window.page == "workshop" and not desk.tasks.busy)
    desk.workshop_presenter.choose("1.2.1")
    desk.workshop.card.edit_note()
    desk.workshop.card.note.insertPlainText("noté avant de verrouiller")
    dialog = QDialog(desk.window)
    dialog.setModal(True)
    dialog.show()
    entrance.idle.idle.emit()
    assert entrance.is_shown
    assert not desk.window.isVisible()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: entrance.desk is None)
    again = enter(qtbot, entrance)
    assert again is not desk
    qtbot.waitUntil(lambda: again.window.page == "workshop" and not again.tasks.busy)
    assert again.workshop_presenter.shown.indicator.code == "1.2.1"
    assert again.workshop_presenter.shown.note == "noté avant de verrouiller"


def test_what_is_being_written_is_finished_before_it_is_forgotten(come, folder, qtbot):
    desk = enter(qtbot, entrance := come(folder))
    evaluation = desk.home_presenter.rows[0].id
    codes = list(desk.services.evaluations.view(evaluation).indicators)[:20]
    for code in codes:
        work = partial(desk.services.scoring.justify, evaluation, code, "dit")
        desk.tasks.run(work, lambda _view: None, lambda _error: None)
    entrance.lock()
    assert entrance.is_shown
    qtbot.waitUntil(lambda: entrance.desk is None)
    with Workspace.open(folder, protection.unlock(folder, PASSPHRASE)) as workspace:
        views = services_for(workspace, dict).evaluations.view(evaluation).indicators
        assert [views[code].note for code in codes] == ["dit"] * 20


def test_it_can_be_opened_again_while_it_is_still_finishing(come, folder, qtbot):
    desk = enter(qtbot, entrance := come(folder))
    desk.when_idle = lambda then: None  # something that never ends
    qtbot.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert enter(qtbot, entrance) is desk


def test_ctrl_l_says_how_to_protect_what_is_not(come, tmp_path, qtbot):
    workspaces.create(tmp_path / "plain", "w").close()
    desk = come(tmp_path / "plain").desk
    qtbot.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.page == "protection"


def test_a_touch_keeps_it_open_and_none_locks_it(qapp, qtbot, open_desk, desk):
    shown = open_desk(desk)
    clock = [0.0]
    watch = IdleWatch(qapp, now=lambda: (clock[0], clock[0]))
    locked = []
    watch.idle.connect(lambda: locked.append(clock[0]))
    watch._on_window(shown.window.windowHandle())
    watch.start(10)
    clock[0] = 590
    touch = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(5, 5),
        QPointF(5, 5),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    qapp.sendEvent(shown.window.windowHandle(), touch)
    clock[0] = 1180
    watch.look()
    assert locked == []
    clock[0] = 1190
    watch.look()
    assert locked == [1190]
    watch.start(0)
    clock[0] = 99_999
    watch.look()
    assert locked == [1190]


def test_a_night_with_the_lid_closed_counts(qapp):
    """The clock that nobody sets stands still while the computer sleeps; the other one does not."""
    times = [(0.0, 0.0)]
    watch = IdleWatch(qapp, now=lambda: times[0])
    locked = []
    watch.idle.connect(lambda: locked.append(True))
    watch.start(30)
    times[0] = (5.0, 8 * 3600.0)
    watch.look()
    assert locked == [True]


# The first start


def test_the_first_start_offers_protection_and_goes_on_with_it(come, tmp_path, qtbot):
    entrance = come(tmp_path / "first")
    page = entrance.gate.welcome
    assert isinstance(entrance.gate.page, WelcomePage)
    assert not page.protect.isEnabled()
    page.choice.first.edit.setText(PASSPHRASE)
    page.choice.second.edit.setText("quatre")
    assert not page.choice.differ.text()
    page.choice.second.edit.setText("autre chose")
    assert page.choice.differ.text()
    page.choice.second.edit.setText(PASSPHRASE)
    qtbot.waitUntil(lambda: "Good" in page.choice.said.text() or "Fair" in page.choice.said.text())
    qtbot.mouseClick(page.protect, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: entrance.desk.is_open and not entrance.is_shown)
    assert entrance.is_protected
    assert protection.unlock(tmp_path / "first", PASSPHRASE)


def test_the_first_start_goes_on_without_when_asked(come, tmp_path, qtbot):
    entrance = come(tmp_path / "first")
    qtbot.mouseClick(entrance.gate.welcome.without, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: entrance.desk.is_open and not entrance.is_shown)
    assert not entrance.is_protected


# The page


def test_an_open_workspace_is_protected_changed_and_unprotected_from_its_page(come, tmp_path, qtbot):
    team = SecretKey.generate("Équipe").public
    with workspaces.create(tmp_path / "plain", "w") as made:
        recovery_keys.keep(made, team)
    entrance = come(tmp_path / "plain", Desk.reopen)
    desk = entrance.desk
    desk.window.go_to("protection")
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    page = desk.protection
    assert page.protect.isVisible()
    assert not page.lock.isVisible()
    assert page.choice_recovery.keys == [team]
    page.choice_recovery.drop.click()
    assert page.choice_recovery.keys == []
    page.choice.first.edit.setText(PASSPHRASE)
    page.choice.second.edit.setText(PASSPHRASE)
    page.protect.click()
    qtbot.waitUntil(lambda: entrance.is_protected and entrance.desk.is_open and not entrance.is_shown)
    desk = entrance.desk
    qtbot.waitUntil(lambda: desk.window.page == "protection" and not desk.tasks.busy)
    page = desk.protection
    assert page.lock.isVisible()
    assert not page.protect.isVisible()
    assert desk.services.protection.state().recovery == ()
    page.accept.click()
    qtbot.waitUntil(lambda: not page.accept.isVisible())
    assert desk.services.protection.state().recovery == (team,)

    page.present.edit.setText(PASSPHRASE)
    page.renewed.first.edit.setText(NEW)
    page.renewed.second.edit.setText(NEW)
    page.change.click()
    qtbot.waitUntil(lambda: "changed" in page.banner.text.text())
    assert protection.unlock(tmp_path / "plain", NEW)

    page.off_passphrase.edit.setText("not this one")
    page.off.click()
    qtbot.waitUntil(lambda: "does not open it" in page.banner.text.text())
    page.off_passphrase.edit.setText(NEW)
    page.off.click()
    qtbot.waitUntil(lambda: entrance.desk is not None and entrance.desk.is_open and not entrance.is_protected)
    assert not protection.is_protected(tmp_path / "plain")


def test_a_protecting_that_cannot_be_done_opens_the_workspace_as_it_was(come, tmp_path, qtbot, monkeypatch):
    workspaces.create(tmp_path / "plain", "w").close()
    entrance = come(tmp_path / "plain", Desk.reopen)
    monkeypatch.setattr("lcc_desktop.models.rehousing.shutil.disk_usage", lambda _folder: type("U", (), {"free": 0}))
    entrance.desk.window.go_to("protection")
    entrance.desk.protection.protect_asked.emit(PASSPHRASE, [])
    qtbot.waitUntil(lambda: entrance.is_shown)
    qtbot.waitUntil(lambda: entrance.desk is not None and entrance.desk.is_open and not entrance.is_shown)
    assert "disk is full" in entrance.desk.window.banner.text.text()
    assert not entrance.is_protected


# The way back


def test_a_lost_passphrase_is_recovered_in_the_window(come, folder, team, tmp_path, qtbot, monkeypatch):
    entrance = come(folder)
    gate, page = entrance.gate, entrance.gate.recovery
    qtbot.mouseClick(gate.unlock.forgotten, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not entrance.tasks.busy)
    assert gate.page is page
    page.who.setText("Fatima Zahra")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_said: (str(tmp_path / "request"), ""))
    qtbot.mouseClick(page.request, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.digits.isVisible())
    asked = recovery.read_request(tmp_path / "request")
    assert asked.digits in plain(page.digits.text())

    recovery.answer(tmp_path / "request", team, tmp_path / "answer")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_said: (str(tmp_path / "answer"), ""))
    qtbot.mouseClick(page.answer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.choice.isVisible())
    page.choice.first.edit.setText(NEW)
    page.choice.second.edit.setText(NEW)
    qtbot.mouseClick(page.finish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: entrance.desk.is_open and not entrance.is_shown)
    assert protection.unlock(folder, NEW)


def test_without_a_recovery_key_the_page_says_so(come, tmp_path, qtbot):
    workspaces.create(tmp_path / "w", "w", vault=protection.new_vault(PASSPHRASE)).close()
    entrance = come(tmp_path / "w")
    page = entrance.gate.recovery
    qtbot.mouseClick(entrance.gate.unlock.forgotten, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "nobody can open" in page.said.text())
    assert not page.request.isVisible()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert entrance.gate.page is entrance.gate.unlock


def test_a_damaged_key_file_is_said_with_its_remedy(come, folder, qtbot):
    for path in folder.glob("keys-*.json"):
        path.write_text(json.dumps({}))
    entrance = come(folder)
    type_in(qtbot, entrance, PASSPHRASE)
    qtbot.waitUntil(lambda: "keys-*.json" in entrance.gate.unlock.banner.text.text())
