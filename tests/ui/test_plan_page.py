"""The plan page in the real window: from a weak score to an action filled in, in both languages."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QAbstractItemModelTester

from lcc_desktop.domain.plan import Status
from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n.formats import read_day
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.plan.table_model import ActionTableModel, Column


@pytest.fixture
def planning(qtbot, open_desk, desk, evaluation):
    """The window at the workshop, on a weak score, in a language."""

    def make(language: str):
        desk.scoring.score(evaluation, "1.1.1", Score.of(1))
        shown = open_desk(desk, language)
        shown.home_presenter.open(evaluation)
        idle(qtbot, shown)
        shown.workshop_presenter.choose("1.1.1")
        return shown

    return make


def idle(qtbot, shown) -> None:
    qtbot.waitUntil(lambda: not shown.tasks.busy)


def plan_of(shown):
    return shown.services.plans.view(shown.current.id)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_turns_a_weak_score_into_an_action_ready_to_be_named(qtbot, planning, language):
    shown = planning(language)
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    assert shown.window.page == "plan"
    [action] = plan_of(shown).actions
    title = shown.plan.form.edits[f"title_{language}"]
    assert (shown.plan.form.action, title.note) == (action.id, action.title(language))
    assert title.hasFocus()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_field_is_on_the_disk_as_soon_as_it_is_left(qtbot, planning, language):
    shown = planning(language)
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    form = shown.plan.form
    for field, text in (("elected", "Présidente"), ("partners", "جمعيات"), ("budget", "1 200,5")):
        form.edits[field].setFocus()
        form.edits[field].insert(text)  # keys would have to be on the keyboard
        qtbot.keyClick(form.edits[field], Qt.Key.Key_Return)
    form.edits["deadline"].line.setFocus()
    qtbot.keyClicks(form.edits["deadline"].line, "31/10/2027")
    qtbot.keyClick(form.edits["deadline"].line, Qt.Key.Key_Return)
    form.edits["status"].activated.emit(form.edits["status"].findData(Status.UNDER_WAY))
    idle(qtbot, shown)
    [action] = plan_of(shown).actions
    assert (action.elected, action.partners, str(action.budget)) == ("Présidente", "جمعيات", "1200.5")
    assert (action.deadline, action.status) == (date(2027, 10, 31), Status.UNDER_WAY)


def test_what_is_being_typed_is_kept_when_the_page_is_left(qtbot, planning):
    shown = planning("fr")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    shown.plan.form.edits["technical"].setFocus()
    qtbot.keyClicks(shown.plan.form.edits["technical"], "DGS")
    shown.window.go_to("results")
    idle(qtbot, shown)
    assert plan_of(shown).actions[0].technical == "DGS"


def test_what_is_no_date_is_said_and_stays_to_be_mended(qtbot, planning):
    shown = planning("fr")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    line = shown.plan.form.edits["start"].line
    line.setFocus()
    qtbot.keyClicks(line, "31/02/2027")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "31/02/2027" in shown.plan.message.text.text()
    assert line.text() == "31/02/2027"
    assert plan_of(shown).actions[0].start is None


def test_a_refused_amount_is_said_and_nothing_is_kept(qtbot, planning):
    shown = planning("fr")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    budget = shown.plan.form.edits["budget"]
    qtbot.keyClicks(budget, "beaucoup")
    qtbot.keyClick(budget, Qt.Key.Key_Return)
    idle(qtbot, shown)
    assert "beaucoup" in shown.plan.message.text.text()
    assert plan_of(shown).actions[0].budget is None


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_action_is_dragged_to_its_place(qtbot, planning, language):
    shown = planning(language)
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    page = shown.plan
    page.ways["matrix"].click()
    board = page.matrix
    [action] = plan_of(shown).actions
    goal = QPointF(*board.board.point(80, 90)).toPoint()
    qtbot.mousePress(board, Qt.MouseButton.LeftButton, pos=board.place_of(action).toPoint())
    qtbot.mouseMove(board, goal - QPoint(10, 10))
    qtbot.mouseMove(board, goal)
    qtbot.mouseRelease(board, Qt.MouseButton.LeftButton, pos=goal)
    idle(qtbot, shown)
    [placed] = plan_of(shown).actions
    assert abs(placed.feasibility - 80) <= 1
    assert abs(placed.impact - 90) <= 1


@pytest.mark.parametrize(("language", "easier"), [("fr", Qt.Key.Key_Right), ("ar", Qt.Key.Key_Left)])
def test_the_arrows_move_an_action_in_the_reading_direction(qtbot, planning, language, easier):
    shown = planning(language)
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    shown.plan.ways["matrix"].click()
    for key in (easier, Qt.Key.Key_Up):
        qtbot.keyClick(shown.plan.matrix, key)
        idle(qtbot, shown)
    [action] = plan_of(shown).actions
    assert (action.impact, action.feasibility) == (55, 55)


def test_a_removed_action_leaves_the_page_empty_again(qtbot, planning):
    shown = planning("fr")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    shown.plan.form.remove.click()
    idle(qtbot, shown)
    assert plan_of(shown).actions == ()
    assert shown.plan.empty.isVisible()


def test_a_note_of_today_stands_under_its_action(qtbot, planning):
    shown = planning("fr")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    form = shown.plan.form
    form.note.insertPlainText("Réunion tenue")
    form.add_note.click()
    idle(qtbot, shown)
    assert "Réunion tenue" in form.notes.text()
    assert form.note.note == ""


def test_the_model_keeps_what_qt_asks_of_models(qtmodeltester, qtbot, planning):
    shown = planning("fr")
    model = ActionTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.keyClick(shown.workshop, Qt.Key.Key_A)
    idle(qtbot, shown)
    model.set_actions(plan_of(shown).actions, date(2030, 1, 1))
    qtmodeltester.check(model)
    assert model.index(0, Column.TITLE).data().startswith("\u200e")


@pytest.mark.parametrize(
    ("text", "day"),
    [("1/2/2027", date(2027, 2, 1)), ("01-02-2027", date(2027, 2, 1)), ("2027-02-01", date(2027, 2, 1)),
     ("٠١/٠٢/٢٠٢٧", date(2027, 2, 1)), (" ", None)],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["31/02/2027", "1/2/27", "demain", "2027"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_day(text)


def test_a_picked_day_is_said_once(qtbot):
    edit = DayEdit()
    qtbot.addWidget(edit)
    said = []
    edit.said.connect(said.append)
    edit.line.setText("3/4/2027")
    edit.keep()
    edit.keep()
    assert said == [date(2027, 4, 3)]
    assert edit.line.text() == "03/04/2027"
