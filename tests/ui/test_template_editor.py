"""Letterhead and texts written beside their page: kept when left, taken back, refused in words, handed over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.template import STANDARD, Part
from lcc_desktop.ui.documents.template_editor import TemplateEditor
from lcc_desktop.window import Desk
from tests.unit.test_templates import OWN, picture


@pytest.fixture
def editing(open_desk, desk, evaluation, qtbot) -> Callable[..., Desk]:
    """The window on letterhead and texts, with an evaluation of Tétouan open or with none."""

    def make(language: str = "en", evaluated: bool = True) -> Desk:
        shown = open_desk(desk, language)
        if evaluated:
            shown.home_presenter.open(evaluation)
            qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
        shown.window.go_to("documents")
        shown.documents.template.edit.click()
        settle(qtbot, shown)
        return shown

    return make


def settle(qtbot, shown: Desk) -> None:
    preview = shown.printing.template.preview
    qtbot.waitUntil(lambda: not shown.tasks.busy and not preview.tasks.busy)


def edit(shown: Desk, part: Part, language: str, row: int = 0):
    return shown.documents.editor.pairs[part][row].edits[language]


def kept(shown: Desk):
    return shown.services.templates.read()


def rows(editor: TemplateEditor, part: Part) -> int:
    return sum(pair.isVisible() for pair in editor.pairs[part])


def test_what_is_typed_is_kept_once_both_languages_are_left_and_the_page_follows(qtbot, editing):
    shown = editing()
    editor, line = shown.documents.editor, len(STANDARD.letterhead)
    assert rows(editor, Part.LETTERHEAD) == line + 1
    qtbot.waitUntil(lambda: not editor.picture.pixmap().isNull())
    before = editor.picture.pixmap().toImage()
    edit(shown, Part.LETTERHEAD, "fr", line).setFocus()
    qtbot.keyClicks(edit(shown, Part.LETTERHEAD, "fr", line), "Cercle du Rif")
    qtbot.keyClick(edit(shown, Part.LETTERHEAD, "fr", line), Qt.Key.Key_Tab)
    settle(qtbot, shown)
    assert edit(shown, Part.LETTERHEAD, "ar", line).hasFocus()
    assert kept(shown) == STANDARD
    assert not editor.banner.isVisible()
    edit(shown, Part.LETTERHEAD, "ar", line).setPlainText("دائرة الريف")
    qtbot.keyClick(edit(shown, Part.LETTERHEAD, "ar", line), Qt.Key.Key_Tab)
    settle(qtbot, shown)
    assert kept(shown).letterhead == (*STANDARD.letterhead, Text("Cercle du Rif", "دائرة الريف"))
    assert rows(editor, Part.LETTERHEAD) == line + 2
    qtbot.waitUntil(lambda: editor.picture.pixmap().toImage() != before)


def test_one_language_alone_is_refused_in_words_and_stays_to_be_finished(qtbot, editing):
    shown = editing(evaluated=False)
    edit(shown, Part.COMMITTEE, "ar").setFocus()
    edit(shown, Part.COMMITTEE, "ar").setPlainText("")
    edit(shown, Part.NOTICE, "fr").setFocus()
    settle(qtbot, shown)
    assert "the Arabic is missing" in shown.documents.editor.banner.text.text()
    assert kept(shown) == STANDARD
    edit(shown, Part.COMMITTEE, "ar").setPlainText("لجنة الميزة")
    shown.documents.editor.keep()
    settle(qtbot, shown)
    assert kept(shown).committee.ar == "لجنة الميزة"
    assert not shown.documents.editor.banner.isVisible()


def test_steps_are_taken_back_one_by_one_and_the_standard_comes_back_at_once(qtbot, editing):
    shown = editing(evaluated=False)
    shown.services.templates.keep(OWN)
    shown.printing.template.refresh()
    settle(qtbot, shown)
    editor = shown.documents.editor
    assert edit(shown, Part.NOTICE, "fr").note == OWN.notice.fr
    editor.reset.click()
    settle(qtbot, shown)
    assert kept(shown) == STANDARD
    assert not editor.reset.isEnabled()
    shown.undo()
    settle(qtbot, shown)
    assert kept(shown) == OWN
    assert edit(shown, Part.NOTICE, "fr").note == OWN.notice.fr
    assert not editor.undo.isEnabled()


def test_a_line_that_is_emptied_goes_and_those_after_it_move_up(qtbot, editing):
    shown = editing(evaluated=False)
    for language in ("fr", "ar"):
        edit(shown, Part.LETTERHEAD, language, 1).setPlainText("")
    shown.documents.editor.keep()
    settle(qtbot, shown)
    assert kept(shown).letterhead == (STANDARD.letterhead[0], *STANDARD.letterhead[2:])
    assert edit(shown, Part.LETTERHEAD, "fr", 1).note == STANDARD.letterhead[2].fr


def test_a_logo_comes_and_goes_and_a_broken_picture_is_refused(qtbot, editing, tmp_path: Path):
    shown = editing(evaluated=False)
    editor = shown.documents.editor
    good, bad = tmp_path / "logo.png", tmp_path / "broken.png"
    good.write_bytes(picture())
    bad.write_bytes(b"no picture")
    editor.add_logo.files_chosen.emit([good])
    settle(qtbot, shown)
    assert len(kept(shown).logos) == 1
    assert editor.logos[0].isVisible()
    editor.add_logo.files_chosen.emit([bad])
    settle(qtbot, shown)
    assert "broken.png" in editor.banner.text.text()
    editor.logos[0].drop.click()
    settle(qtbot, shown)
    assert kept(shown).logos == ()
    assert not editor.logos[0].isVisible()


def test_the_page_shown_is_that_of_the_part_the_keyboard_is_in(qtbot, editing):
    shown = editing()
    edit(shown, Part.CITATIONS, "fr").setFocus()
    settle(qtbot, shown)
    assert shown.documents.editor.caption.text() == "Council summary, second page"
    edit(shown, Part.NOTICE, "fr").setFocus()
    settle(qtbot, shown)
    assert shown.documents.editor.caption.text() == "Attendance sheet"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_cell_reads_in_its_own_direction_and_escape_leads_back(qtbot, editing, language, tmp_path):
    shown = editing(language, evaluated=False)
    french, arabic = edit(shown, Part.LETTERHEAD, "fr"), edit(shown, Part.LETTERHEAD, "ar")
    assert french.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert arabic.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert french.mapToGlobal(french.rect().center()).x() < arabic.mapToGlobal(arabic.rect().center()).x()
    assert french.accessibleName() != arabic.accessibleName() != ""
    assert shown.documents.editor.picture.text()  # no evaluation is open: says so
    shown.printing.template.write_file(tmp_path / "t.json")
    settle(qtbot, shown)
    assert (tmp_path / "t.json").exists()
    qtbot.keyClick(french, Qt.Key.Key_Escape)
    assert not shown.documents.is_editing
    assert shown.documents.template.edit.hasFocus()
