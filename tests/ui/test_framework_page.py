"""The framework page: a version drafted, mended, published; an evaluation moved to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QMessageBox, QPushButton

from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import plain
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.framework_text import dump
from lcc_desktop.ui.framework.fields import ListField, PairField
from lcc_desktop.window import Desk
from tests.frameworks import a_document, a_file

FIRST = ("principles", 0, "norms", 0, "indicators", 0)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(open_desk, desk, tmp_path, qtbot) -> Desk:
    desk.frameworks.add_file(a_file(tmp_path, a_document()))
    window = open_desk(desk, "en")
    window.window.go_to("framework")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    return window


@pytest.fixture
def settle(qtbot, shown) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not shown.tasks.busy)


def press(qtbot, shown: Desk, name: str) -> None:
    """Press the button whose name begins so."""
    buttons = shown.framework.shelf.findChildren(QPushButton)
    found = [b for b in buttons if plain(b.accessibleName() or b.text()).startswith(name) and b.isVisible()]
    qtbot.mouseClick(found[0], LEFT)


@pytest.fixture
def editing(qtbot, shown, settle) -> Desk:
    """The editor on the next version of the small framework."""
    press(qtbot, shown, "Next version: Essai")
    settle()
    return shown


def choose(shown: Desk, place) -> None:
    editor = shown.framework.editor
    editor.tree.setCurrentIndex(editor.model.index_of(place))


def field(shown: Desk, *key):
    return shown.framework.editor.form.fields[key]


def on_disk(shown: Desk):
    [draft] = shown.services.drafts.all()
    return draft.document


def test_the_next_version_begins_as_the_last_one_is(editing):
    assert on_disk(editing) == a_document(version=2)
    assert editing.framework.editor.publish.isEnabled()


def test_a_text_is_kept_when_it_is_left_and_what_is_missing_shows(qtbot, editing, settle):
    choose(editing, FIRST)
    pair: PairField = field(editing, "text")
    pair.pair.edits["ar"].setFocus()
    pair.pair.edits["ar"].selectAll()
    qtbot.keyClick(pair.pair.edits["ar"], Qt.Key.Key_Delete)
    pair.pair.edits["fr"].setFocus()
    settle()
    assert on_disk(editing)["principles"][0]["norms"][0]["indicators"][0]["text"]["ar"] == ""
    editor = editing.framework.editor
    assert editor.problems.count() == 1
    assert not editor.publish.isEnabled()
    assert "1.1.1" in editor.problems.item(0).text()


def test_a_problem_leads_to_its_field(qtbot, editing, settle):
    editing.framework.editor.changed.emit((*FIRST, "degrees", 2), {"fr": "", "ar": "نص"})
    settle()
    editor = editing.framework.editor
    editor.problems.itemClicked.emit(editor.problems.item(0))
    degrees = field(editing, "degrees")
    assert any(edit.hasFocus() for pair in degrees.pairs for edit in pair.edits.values())


def test_a_problem_is_named_by_its_field_and_its_place_in_it(editing, settle):
    editor = editing.framework.editor
    editor.changed.emit((*FIRST, "degrees", 2), {"fr": "", "ar": "نص"})
    editor.changed.emit(("principles", 0, "norms", 1, "indicators", 0, "scale", "from"), [10, 30, 20, 40])
    editor.changed.emit(("levels", 1, "conditions", 1, "code"), "9.9")
    settle()
    said = [plain(editor.problems.item(row).text()).split(":")[0] for row in range(editor.problems.count())]
    assert said == [
        "N2 · Must-have conditions · 2",
        "1.1.1 · Degrees · 2 · French",
        "1.2.1 · Values from which degrees 1, 2, … are reached",
    ]


def test_a_text_is_written_in_amazigh_where_that_is_wanted_and_shows_where_it_is(qtbot, editing, settle):
    editor = editing.framework.editor
    choose(editing, ("principles", 0))
    name = field(editing, "name").pair.edits["zgh"]
    assert not name.isVisible()
    qtbot.mouseClick(editor.amazigh, LEFT)
    assert name.isVisible()
    name.setFocus()
    name.insertPlainText("ⴰⴷⵔⴰⵡ")  # as an input method does: QTest knows Latin keys only
    qtbot.mouseClick(editor.amazigh, LEFT)
    choose(editing, ("principles", 1))
    settle()
    assert on_disk(editing)["principles"][0]["name"]["zgh"] == "ⴰⴷⵔⴰⵡ"
    choose(editing, ("principles", 0))
    shown = field(editing, "name").pair.edits["zgh"]
    assert shown.isVisible()
    shown.setFocus()
    shown.selectAll()
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    choose(editing, ("principles", 1))
    settle()
    assert on_disk(editing) == a_document(version=2)


def test_percentages_show_no_zeros_that_say_nothing_and_degrees_are_whole(qtbot, editing, settle):
    choose(editing, ("levels", 1))
    assert field(editing, "from").spin.text() == "70.5"
    boxes = field(editing, "conditions").findChildren(QDoubleSpinBox)
    assert [box.text() for box in boxes] == ["50", "3", "100"]
    assert on_disk(editing) == a_document(version=2)


def test_degrees_are_added_and_removed_and_a_step_is_taken_back(qtbot, editing, settle):
    choose(editing, FIRST)
    degrees: ListField = field(editing, "degrees")
    qtbot.mouseClick(degrees.add, LEFT)
    settle()
    assert len(degrees.pairs) == 6
    editing.framework.editor.undo_asked.emit()
    settle()
    assert on_disk(editing) == a_document(version=2)
    assert len(degrees.pairs) == 5


def test_a_part_is_added_moved_and_removed(qtbot, editing, settle):
    editor = editing.framework.editor
    choose(editing, FIRST)
    qtbot.mouseClick(editor.add_beside, LEFT)
    settle()
    codes = [i["code"] for i in on_disk(editing)["principles"][0]["norms"][0]["indicators"]]
    assert codes == ["1.1.1", "1.1.2", "1.1.3"]
    qtbot.mouseClick(editor.up, LEFT)
    settle()
    codes = [i["code"] for i in on_disk(editing)["principles"][0]["norms"][0]["indicators"]]
    assert codes == ["1.1.1", "1.1.3", "1.1.2"]
    qtbot.mouseClick(editor.remove, LEFT)
    settle()
    assert on_disk(editing) == a_document(version=2)


def test_a_new_indicator_does_not_take_the_code_of_a_published_one_that_was_removed(qtbot, editing, settle):
    editor = editing.framework.editor
    choose(editing, ("principles", 0, "norms", 0, "indicators", 1))
    qtbot.mouseClick(editor.remove, LEFT)
    settle()
    qtbot.mouseClick(editor.add_beside, LEFT)
    settle()
    codes = [i["code"] for i in on_disk(editing)["principles"][0]["norms"][0]["indicators"]]
    assert codes == ["1.1.1", "1.1.3"]


def test_another_scale_asks_for_what_it_needs(editing, settle):
    choose(editing, FIRST)
    assert ("scale", "from") not in editing.framework.editor.form.fields
    combo = field(editing, "scale", "kind").combo
    combo.setCurrentIndex(combo.findData("percentage"))
    combo.activated.emit(combo.currentIndex())
    settle()
    assert on_disk(editing)["principles"][0]["norms"][0]["indicators"][0]["scale"]["from"] == [20, 40, 60, 80]
    assert field(editing, "scale", "from").edit.text() == "20; 40; 60; 80"


def test_thresholds_are_typed_with_a_decimal_comma(qtbot, editing, settle):
    choose(editing, ("principles", 0, "norms", 1, "indicators", 0))
    line = field(editing, "scale", "from").edit
    line.setText("10; 20; 30; 40,5")
    line.editingFinished.emit()
    settle()
    [indicator] = on_disk(editing)["principles"][0]["norms"][1]["indicators"]
    assert float(indicator["scale"]["from"][3]) == 40.5
    assert editing.framework.editor.problems.count() == 0


def test_the_indicator_is_shown_as_on_the_workshop_page(qtbot, editing, settle):
    choose(editing, ("principles", 1, "norms", 0, "indicators", 0))
    editing.framework.editor.tabs.setCurrentIndex(1)
    settle()
    card = editing.framework.editor.preview
    assert card.isVisible()
    assert card.first.text() == "Indicateur 2.1.1"
    assert list(card.numbers.fields) == ["women", "men"]


def test_every_kind_of_part_has_a_form(editing, settle):
    for place in [(), ("fields", 0), ("principles", 0), ("principles", 0, "norms", 0), FIRST, ("prerequisites", 0),
                  ("numbers", 2), ("levels", 1)]:  # fmt: skip
        choose(editing, place)
        assert editing.framework.editor.form.fields
    assert on_disk(editing) == a_document(version=2)


def test_conditions_are_added_and_changed(qtbot, editing, settle):
    choose(editing, ("levels", 0))
    conditions = field(editing, "conditions")
    qtbot.mouseClick(conditions.add, LEFT)
    settle()
    assert on_disk(editing)["levels"][0]["conditions"] == [{"kind": "completeness", "from": 100}]


def test_a_published_version_stands_on_the_shelf_and_evaluations_stay(qtbot, editing, settle, monkeypatch, evaluation):
    monkeypatch.setattr(QMessageBox, "question", lambda *_a: QMessageBox.StandardButton.Yes)
    before = editing.services.evaluations.dump(evaluation)
    qtbot.mouseClick(editing.framework.editor.publish, LEFT)
    settle()
    refs = [(f.ref.id, f.ref.version) for f in editing.services.frameworks.all()]
    assert ("essai", 2) in refs
    assert editing.services.drafts.all() == []
    assert editing.services.evaluations.dump(evaluation) == before
    assert editing.framework.stack.currentWidget() is editing.framework.shelf


def test_publishing_is_asked_first(qtbot, editing, settle, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_a: QMessageBox.StandardButton.No)
    qtbot.mouseClick(editing.framework.editor.publish, LEFT)
    settle()
    assert len(editing.services.drafts.all()) == 1


def test_a_draft_left_is_gone_on_with(qtbot, editing, settle):
    choose(editing, ("principles", 0))
    editing.framework.editor.changed.emit(("principles", 0, "name"), {"fr": "Participer", "ar": "المشاركة"})
    qtbot.mouseClick(editing.framework.editor.back, LEFT)
    settle()
    press(qtbot, editing, "Go on")
    settle()
    assert editing.framework.stack.currentWidget() is editing.framework.editor
    assert on_disk(editing)["principles"][0]["name"]["fr"] == "Participer"


@pytest.mark.parametrize("leave", ["page", "window", "back", "tree"])
def test_what_is_being_typed_is_kept_however_the_editor_is_left(qtbot, editing, settle, leave):
    choose(editing, ("principles", 0))
    edit = field(editing, "name").pair.edits["fr"]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Prendre part")
    match leave:
        case "page":
            editing.window.go_to("home")
        case "back":
            qtbot.mouseClick(editing.framework.editor.back, LEFT)
        case "tree":
            choose(editing, ("principles", 1))
        case "window":
            folder = editing.services.workspace.folder
            editing.window.close()
            with Workspace.open(folder) as again:
                [draft] = services_for(again, dict).drafts.all()
            assert draft.document["principles"][0]["name"]["fr"] == "Prendre part"
            return
    settle()
    assert on_disk(editing)["principles"][0]["name"]["fr"] == "Prendre part"


def test_a_file_that_is_no_framework_is_said_so(qtbot, shown, settle, tmp_path, monkeypatch):
    wrong = tmp_path / "wrong.lccf.json"
    wrong.write_bytes(dump({"format": "something"}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(wrong), ""))
    qtbot.mouseClick(shown.framework.shelf.file, LEFT)
    settle()
    assert shown.framework.banner.isVisible()
    assert shown.services.drafts.all() == []


def test_a_draft_is_written_to_a_file_and_read_back(qtbot, editing, settle, tmp_path: Path, monkeypatch):
    target = tmp_path / "draft.lccf.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), "Framework file (*.lccf.json)"))
    qtbot.mouseClick(editing.framework.editor.export, LEFT)
    settle()
    assert target.read_bytes() == dump(a_document(version=2))


def test_a_move_over_a_version_that_is_not_here_says_so(qtbot, shown, settle, tmp_path):
    services = shown.services
    first = next(f for f in services.frameworks.all() if f.ref.id == "essai")
    services.evaluations.start(services.communes.search("Tétouan")[0].code, "2026", first.ref)
    third = services.frameworks.add_file(a_file(tmp_path, a_document(version=3)))
    shown.framework.shelf.move_asked.emit(third)
    settle()
    assert "Version 2 lies between" in plain(shown.framework.moving.summary.text())


def test_moving_shows_what_becomes_of_each_score_and_then_moves(qtbot, shown, settle, tmp_path):
    services = shown.services
    first = next(f for f in services.frameworks.all() if f.ref.id == "essai")
    moving = services.evaluations.start(services.communes.search("Tétouan")[0].code, "2026", first.ref)
    services.scoring.score(moving, "1.1.1", Score.of(4))
    document = a_document(version=2)
    indicators = document["principles"][0]["norms"][0]["indicators"]
    indicators[0]["degrees"] = indicators[0]["degrees"][:4]
    document["levels"] = []
    second = services.frameworks.add_file(a_file(tmp_path, document))
    shown.framework.shelf.move_asked.emit(second)
    settle()
    page = shown.framework.moving
    assert page.table.rowCount() == 4
    assert [page.table.item(0, column).text() for column in (1, 2, 3)] == ["scale changed", "4", "Not scored"]
    page.rescale.setCurrentIndex(1)
    page.rescale.activated.emit(1)
    settle()
    assert page.table.item(0, 3).text() == "3"
    qtbot.mouseClick(page.accept, LEFT)
    settle()
    view = services.evaluations.view(moving)
    assert (view.framework.ref, view.indicators["1.1.1"].score) == (second.ref, Score.of(3))
    assert shown.window.page == "workshop"
