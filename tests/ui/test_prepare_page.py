"""The page that prepares a workshop, by keyboard and by mouse, in both languages: what shows is on the disk."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.domain.people import Gathering, NewParticipant
from lcc_desktop.i18n.bidi import plain
from lcc_desktop.ui.prepare.budget_model import FIRST_SITTING, BudgetModel
from lcc_desktop.ui.prepare.import_dialog import ImportDialog
from lcc_desktop.ui.prepare.import_model import ImportModel
from lcc_desktop.ui.prepare.participants_model import Column, ParticipantsModel
from lcc_desktop.ui.prepare.participants_view import ParticipantsView
from lcc_desktop.ui.prepare.presence_model import PresenceModel
from lcc_desktop.ui.prepare.presence_view import PresenceView
from lcc_desktop.window import Desk

LEFT = Qt.MouseButton.LeftButton
PEOPLE = [
    NewParticipant("Participante 2", "Association A", "female", "civil-society"),
    NewParticipant("Participant 10", "", "male", "elected"),
    NewParticipant("مشاركة 3", "", "female", "staff"),
]


@pytest.fixture(params=["fr", "ar"])
def language(request) -> str:
    return request.param


@pytest.fixture
def shown(open_desk, desk, evaluation, qtbot) -> Desk:
    """The window on the preparation of an evaluation of Tétouan, in English."""
    return prepared(open_desk, desk, evaluation, qtbot, "en")


def prepared(open_desk, desk, evaluation, qtbot, language: str) -> Desk:
    window = open_desk(desk, language)
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    window.window.go_to("prepare")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    return window


@pytest.fixture
def settle(qtbot, shown) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not shown.tasks.busy)


@pytest.fixture
def people(desk, evaluation) -> Gathering:
    """Three people and two sessions, before the window opens."""
    desk.people.add_sitting(evaluation, "Matin", "", date(2026, 11, 24), "09:00")
    desk.people.add_sitting(evaluation, "Soir", "", date(2126, 11, 24), "17:00")
    return desk.people.add(evaluation, PEOPLE)


def on_disk(shown: Desk) -> Gathering:
    return shown.services.people.gathering(shown.current.id)


def names(view: ParticipantsView) -> list[str]:
    return [plain(view.proxy.index(row, Column.NAME).data()) for row in range(view.proxy.rowCount())]


def cell(view: ParticipantsView, name: str, column: Column):
    return view.proxy.index(names(view).index(name), column)


# Participants


def test_names_are_typed_one_after_the_other(open_desk, desk, evaluation, qtbot, language):
    shown = prepared(open_desk, desk, evaluation, qtbot, language)
    shown.prepare.go_to("participants")
    view = shown.prepare.participants
    view.begin()
    for name in ("Participante 1", "مشارك 2"):
        assert view.entry.name.hasFocus()
        view.entry.name.insert(name)  # the test keyboard has no Arabic keys
        qtbot.keyClick(view.entry.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert {one.name for one in on_disk(shown).participants} == {"Participante 1", "مشارك 2"}
    assert view.list_or_empty.currentIndex() == 1
    assert plain(view.counts.total.text()) == "2"


def test_category_and_gender_go_with_the_name(qtbot, shown, settle):
    entry = shown.prepare.participants.entry
    shown.prepare.go_to("participants")
    entry.category.setCurrentIndex(entry.category.findData("citizen"))
    qtbot.mouseClick(entry.genders["female"], LEFT)
    qtbot.keyClicks(entry.name, "Participante 1")
    qtbot.keyClick(entry.genders["female"], Qt.Key.Key_Return)
    settle()
    [one] = on_disk(shown).participants
    assert (one.category, one.gender) == ("citizen", "female")
    assert entry.category.currentData() == "citizen", "the next one is often of the same category"
    assert not entry.genders["female"].isChecked()


def test_a_cell_is_typed_over_and_enter_goes_on_to_the_next(qtbot, people, shown, settle):
    view = shown.prepare.participants
    shown.prepare.go_to("participants")
    view.table.setFocus()
    first = names(view)[0]
    view.table.setCurrentIndex(cell(view, first, Column.ORGANISATION))
    qtbot.keyClicks(view.table, "S")
    editor = view.table.focusWidget()
    qtbot.keyClicks(editor, "ervices")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.table.currentIndex().row() == 1)
    settle()
    assert next(one for one in on_disk(shown).participants if one.name == first).organisation == "Services"


def test_enter_in_the_last_row_begins_a_new_participant(qtbot, people, shown, settle):
    view = shown.prepare.participants
    shown.prepare.go_to("participants")
    view.table.setFocus()
    view.table.setCurrentIndex(view.proxy.index(2, Column.NAME))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.keyClick(view.table.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(view.entry.name.hasFocus)


def test_a_choice_is_made_in_its_cell(qtbot, people, shown, settle):
    view = shown.prepare.participants
    shown.prepare.go_to("participants")
    index = cell(view, "Participante 2", Column.GENDER)
    view.table.setCurrentIndex(index)
    view.table.edit(index)
    combo = view.table.findChild(QComboBox)
    combo.setCurrentIndex(combo.findData("male"))
    combo.activated.emit(combo.currentIndex())
    settle()
    assert next(one for one in on_disk(shown).participants if one.name == "Participante 2").gender == "male"


def test_numbers_in_names_sort_by_their_value(people, shown):
    view = shown.prepare.participants
    order = [name for name in names(view) if name.startswith("Participant")]
    view.proxy.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert [name for name in names(view) if name.startswith("Participant")] == order[::-1]
    view.proxy.sort(Column.CATEGORY, Qt.SortOrder.AscendingOrder)
    assert names(view)[0] == "Participante 2", "civil society comes first in English"


def test_people_are_found_however_they_are_spelled(qtbot, people, shown):
    view = shown.prepare.participants
    qtbot.keyClicks(view.search, "PARTICIPANTE")
    assert names(view) == ["Participante 2"]
    view.search.setText("association")
    assert names(view) == ["Participante 2"]
    view.search.clear()
    view.category.setCurrentIndex(view.category.findData("staff"))
    view.category.activated.emit(view.category.currentIndex())
    assert names(view) == ["مشاركة 3"]


def test_something_is_said_of_several_at_once_and_they_are_removed_and_come_back(qtbot, people, shown, settle):
    view = shown.prepare.participants
    shown.prepare.go_to("participants")
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 2):
        view.table.selectionModel().select(view.proxy.index(row, 0), rows)
    assert view.set_category.isVisible()
    view.set_category.setCurrentIndex(view.set_category.findData("observer"))
    view.set_category.activated.emit(view.set_category.currentIndex())
    settle()
    assert sorted(one.category for one in on_disk(shown).participants).count("observer") == 2
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    settle()
    assert len(on_disk(shown).participants) == 1
    assert view.proxy.rowCount() == 1
    shown.services.history.undo(shown.current.id)
    shown.people_presenter.refresh()
    settle()
    assert view.proxy.rowCount() == 3


def test_two_entries_of_one_person_become_one(qtbot, people, shown, settle):
    shown.people_presenter.add_all([NewParticipant("PARTICIPANTE 2", age_band="35-44")])
    settle()
    view = shown.prepare.participants
    shown.prepare.go_to("participants")
    assert "same name" in cell(view, "Participante 2", Column.NAME).data(Qt.ItemDataRole.ToolTipRole)
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.table.clearSelection()
    for name in ("Participante 2", "PARTICIPANTE 2"):
        view.table.selectionModel().select(cell(view, name, Column.NAME), rows)
    qtbot.mouseClick(view.unite, LEFT)
    settle()
    assert len(on_disk(shown).participants) == 3


def test_a_name_that_is_not_known_is_said_to_be_left_out(qtbot, people, shown, settle):
    shown.people_presenter.add_all([NewParticipant(gender="female")])
    settle()
    assert "Name left out" in names(shown.prepare.participants)
    presence = shown.prepare.presence
    assert "Name left out" in [plain(presence.proxy.index(row, 0).data()) for row in range(presence.proxy.rowCount())]


def test_groups_are_made_renamed_and_dissolved(qtbot, people, shown, settle):
    view = shown.prepare.participants
    shown.prepare.go_to("participants")
    qtbot.keyClicks(view.groups.new, "Élus")
    qtbot.keyClick(view.groups.new, Qt.Key.Key_Return)
    settle()
    [group] = on_disk(shown).groups
    assert view.groups.new.text() == ""
    name = view.groups.names[group.id]
    name.setText("Élues et élus")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settle()
    assert on_disk(shown).groups[0].name == "Élues et élus"
    assert "Élues et élus" in [plain(text) for text in view.model.choices(Column.GROUP).values()]
    shown.people_presenter.remove_group(group.id)
    settle()
    assert view.groups.names == {}


# Lists


def test_a_table_pasted_in_is_looked_at_corrected_and_taken(qtbot, people, shown, settle):
    shown.prepare.go_to("participants")
    view = shown.prepare.participants
    QApplication.clipboard().setText(
        "Nom et prénom\tCIN\tSurnom\nParticipante 4\tAB123456\tQuatre\nParticipante 2\t\tDeux\n"
    )
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.window.findChild(ImportDialog) is not None and not shown.tasks.busy)
    dialog = shown.window.findChild(ImportDialog)
    assert dialog.isVisible()
    assert "CIN" in dialog.forbidden.text.text()
    assert not dialog.choices[1].isEnabled()
    assert len(dialog.model.taken) == 1, "who is on the list already is not taken again"
    choice = dialog.choices[2]
    choice.setCurrentIndex(choice.findText("Organisation"))
    choice.activated.emit(choice.currentIndex())
    settle()
    dialog.model.setData(dialog.model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "2" in dialog.take.text()
    qtbot.mouseClick(dialog.take, LEFT)
    settle()
    assert not dialog.isVisible()
    added = [one for one in on_disk(shown).participants if one.organisation in ("Quatre", "Deux")]
    assert len(added) == 2
    assert "AB123456" not in shown.services.evaluations.dump(shown.current.id).decode()
    assert "2 participants added" in plain(shown.prepare.banner.text.text())


def test_a_file_is_chosen_and_refused_in_a_sentence(qtbot, shown, settle, tmp_path: Path, monkeypatch):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))
    shown.prepare.go_to("participants")
    qtbot.mouseClick(shown.prepare.participants.importing, LEFT)
    settle()
    assert "nothing in the file" in shown.prepare.banner.text.text()


def test_the_list_is_exported_in_the_language_of_the_window(qtbot, people, shown, settle, tmp_path: Path, monkeypatch):
    target = tmp_path / "presence.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    shown.prepare.go_to("participants")
    qtbot.mouseClick(shown.prepare.participants.exporting, LEFT)
    settle()
    assert target.read_bytes().startswith(b"PK")


# Presence


def test_space_says_who_is_there(open_desk, desk, evaluation, people, qtbot, language):
    shown = prepared(open_desk, desk, evaluation, qtbot, language)
    shown.prepare.go_to("presence")
    view = shown.prepare.presence
    view.table.setFocus()
    view.table.setCurrentIndex(view.proxy.index(0, 2))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(view.table, key)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert len(on_disk(shown).present_at(people.sittings[0].id)) == 2
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert len(on_disk(shown).present_at(people.sittings[0].id)) == 1


def test_pressing_anywhere_in_a_cell_is_enough(qtbot, people, shown, settle):
    shown.prepare.go_to("presence")
    view = shown.prepare.presence
    box = view.table.visualRect(view.proxy.index(1, 2))
    qtbot.mouseClick(view.table.viewport(), LEFT, pos=box.center())
    settle()
    assert len(on_disk(shown).present_at(people.sittings[0].id)) == 1
    assert plain(view.counts.total.text()) == "1"


def test_the_roll_is_called_by_name(qtbot, people, shown, settle):
    shown.prepare.go_to("presence")
    view = shown.prepare.presence
    assert view.sitting is not None
    assert view.sitting.title == "Matin", "the one that has begun, not one to come"
    for word in ("2", "مشاركه"):
        view.roll.insert(word)
        qtbot.keyClick(view.roll, Qt.Key.Key_Return)
        settle()
        assert view.roll.text() == ""
    here = on_disk(shown).present_at(people.sittings[0].id)
    assert {one.name for one in here} == {"Participante 2", "مشاركة 3"}


def test_all_and_nobody(qtbot, people, shown, settle):
    shown.prepare.go_to("presence")
    view = shown.prepare.presence
    qtbot.mouseClick(view.everybody, LEFT)
    settle()
    assert len(on_disk(shown).present_at(people.sittings[0].id)) == 3
    assert shown.current.view.participation.attended.total == 3
    qtbot.mouseClick(view.nobody, LEFT)
    settle()
    assert on_disk(shown).presence == frozenset()


def test_a_latecomer_is_five_keys_away(qtbot, people, shown, settle):
    shown.window.go_to("workshop")
    shown.find()
    shown.finder.line.setText("latecomer")
    qtbot.keyClick(shown.finder.line, Qt.Key.Key_Return)
    settle()
    entry = shown.prepare.presence.entry
    assert shown.window.focusWidget() is entry.name
    qtbot.keyClicks(entry.name, "Participant 11")
    qtbot.keyClick(entry.name, Qt.Key.Key_Return)
    settle()
    assert [one.name for one in on_disk(shown).present_at(people.sittings[0].id)] == ["Participant 11"]


def test_without_a_session_presence_leads_to_one(qtbot, shown, settle):
    shown.prepare.go_to("presence")
    view: PresenceView = shown.prepare.presence
    assert view.no_session.isVisible()
    qtbot.mouseClick(view.no_session.button, LEFT)
    assert shown.prepare.sessions.isVisible()


# Sessions


def test_sessions_are_planned_one_after_the_other(qtbot, shown, settle):
    shown.prepare.go_to("sessions")
    view = shown.prepare.sessions
    qtbot.mouseClick(view.empty.button, LEFT)
    settle()
    assert view.title.hasFocus()
    qtbot.keyClicks(view.title, "Matin")
    view.day.line.setText("24/11/2026")
    view.day.keep()
    view.start.setFocus()
    view.start.setText("9h")
    qtbot.keyClick(view.start, Qt.Key.Key_Return)
    settle()
    [first] = on_disk(shown).sittings
    assert (first.title, first.day, first.start) == ("Matin", date(2026, 11, 24), "09:00")
    qtbot.mouseClick(view.add, LEFT)
    settle()
    second = on_disk(shown).sittings[1]
    assert (second.day, second.start) == (date(2026, 11, 24), "14:00")
    assert view.chosen == second.id
    qtbot.mouseClick(view.remove, LEFT)
    settle()
    assert len(on_disk(shown).sittings) == 1


def test_a_time_that_is_none_is_said_and_nothing_is_kept(qtbot, people, shown, settle):
    shown.prepare.go_to("sessions")
    view = shown.prepare.sessions
    view.start.setFocus()
    view.start.setText("midi")
    qtbot.keyClick(view.start, Qt.Key.Key_Return)
    settle()
    assert "midi" in shown.prepare.banner.text.text()
    assert on_disk(shown) == people


def test_time_is_shared_and_every_figure_can_be_changed(qtbot, people, shown, settle):
    shown.prepare.go_to("sessions")
    view = shown.prepare.sessions
    view.hours.setValue(3.5)
    qtbot.mouseClick(view.suggest, LEFT)
    settle()
    assert [sitting.minutes for sitting in on_disk(shown).sittings] == [210, 210]
    index = view.model.index(0, FIRST_SITTING)
    before = index.data(Qt.ItemDataRole.EditRole)
    view.table.setCurrentIndex(index)
    view.table.setFocus()
    qtbot.keyClicks(view.table, "4")
    editor = view.table.focusWidget()
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: on_disk(shown).sittings[0].budgets["1"] != before)
    assert on_disk(shown).sittings[0].budgets["1"] == 45
    assert "24/11/2026" in plain(view.days.text())


# To print


@pytest.mark.parametrize("kind", ["attendance", "cards", "sheets"])
def test_printables_are_made_in_both_languages(qtbot, people, shown, settle, tmp_path: Path, monkeypatch, kind):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    target = tmp_path / f"{kind}.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    shown.prepare.go_to("print")
    view = shown.prepare.prints
    assert view.session.currentData() == people.sittings[0].id, "the session under way"
    view.principle.setCurrentIndex(view.principle.findData("7"))
    view.reference.setText("D-123/2026")
    qtbot.mouseClick(view.buttons[kind], LEFT)
    settle()
    qtbot.waitUntil(lambda: bool(opened), timeout=30_000)
    assert opened == [str(target)]
    with pypdfium2.PdfDocument(target) as document:
        pages = len(document)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    framework = shown.current.view.framework
    assert pages == {"attendance": 1, "cards": 2, "sheets": sum(1 for _ in framework.principles[6].indicators)}[kind]
    assert ("D-123/2026" in text) == ("Participante 2" in text) == (kind == "attendance")
    assert shown.services.settings.cndp_reference == "D-123/2026"


# Cycle and prerequisites


def test_the_stage_is_chosen_and_shows_in_the_bar(qtbot, shown, settle):
    stepper = shown.prepare.cycle.stepper
    qtbot.mouseClick(stepper.steps[3], LEFT)
    settle()
    assert shown.services.evaluations.view(shown.current.id).stage == Stage.VERIFICATION
    assert stepper.steps[3].isChecked()
    assert stepper.steps[2].behind
    assert "Verification" in shown.window.bar.subtitle.text()


def test_the_cycle_is_named_anew(qtbot, shown, settle):
    line = shown.prepare.cycle.cycle
    line.setText("2026-2027")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert shown.services.evaluations.view(shown.current.id).cycle == "2026-2027"
    line.setText("")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert "1 to 40" in shown.prepare.banner.text.text()


def test_a_prerequisite_is_answered_noted_and_shown_by_a_file(qtbot, shown, settle, tmp_path: Path):
    code, row = next(iter(shown.prepare.cycle.rows.items()))
    qtbot.mouseClick(row.states["met"], LEFT)
    qtbot.mouseClick(row.more, LEFT)
    row.note.setFocus()
    qtbot.keyClicks(row.note, "Session de mai")
    row.attach.setFocus()
    path = tmp_path / "deliberation.pdf"
    path.write_bytes(b"%PDF-1.7 deliberation")
    row.attach.files_chosen.emit([path])
    qtbot.waitUntil(lambda: bool(row.pieces) and not shown.evidence.busy)
    first = shown.services.prerequisites.checklist(shown.current.id)[0]
    assert (first.prerequisite.code, first.state, first.note) == (code, "met", "Session de mai")
    assert [item.name for item in first.evidence] == ["deliberation.pdf"]
    assert "1 piece of evidence" in plain(row.extra.text())
    assert plain(shown.prepare.cycle.summary.text()).startswith("1 of")
    row.detached.emit(first.evidence[0].id)
    qtbot.mouseClick(row.states["met"], LEFT)
    qtbot.waitUntil(lambda: not row.pieces and not shown.evidence.busy)
    first = shown.services.prerequisites.checklist(shown.current.id)[0]
    assert (first.state, first.evidence) == ("", ())


def test_one_prerequisite_is_open_at_a_time(qtbot, shown):
    first, second = list(shown.prepare.cycle.rows.values())[:2]
    qtbot.mouseClick(first.more, LEFT)
    qtbot.mouseClick(second.more, LEFT)
    assert second.note.isVisible()
    assert not first.note.isVisible()


def test_a_closed_evaluation_says_why_nothing_changes(open_desk, desk, evaluation, people, qtbot):
    desk.snapshots.close(evaluation, "Clôture")
    shown = prepared(open_desk, desk, evaluation, qtbot, "en")
    assert shown.prepare.closed.isVisible()
    shown.people_presenter.add_all([NewParticipant("Participante 9")])
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert "closed" in shown.prepare.banner.text.text()
    assert on_disk(shown) == people


def test_what_is_being_typed_is_kept_however_the_page_is_left(qtbot, people, shown, settle):
    shown.prepare.go_to("sessions")
    shown.prepare.sessions.place.setText("Maison des associations")
    shown.window.go_to("results")
    settle()
    assert on_disk(shown).sittings[0].place == "Maison des associations"


@pytest.mark.parametrize("model_type", [ParticipantsModel, PresenceModel, BudgetModel, ImportModel])
def test_models_obey_qt(qtmodeltester, model_type, desk, evaluation, people):
    model = model_type()
    if model_type is BudgetModel:
        model.set_plan(desk.evaluations.view(evaluation).framework.principles, people)
    elif model_type is ImportModel:
        model.set_rows(())
    else:
        model.set_gathering(people)
    qtmodeltester.check(model)
