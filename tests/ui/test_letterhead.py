"""The letterhead on the documents page: typed, left, kept; no button for it."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.window import Desk, apply_language

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(open_desk, desk, evaluation, qtbot) -> Desk:
    """The window on the documents page of an evaluation of Tétouan."""
    window = open_desk(desk, "en")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    window.window.go_to("documents")
    return window


@pytest.fixture
def settle(qtbot, shown) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not shown.tasks.busy)


def letterhead(shown: Desk, language: str):
    return shown.documents.letterhead.names[f"letterhead_{language}"]


def on_disk(shown: Desk):
    return shown.services.evaluations.view(shown.current.id).commune


def test_the_lines_show_the_gazetteers_names_until_something_is_typed(shown):
    assert (letterhead(shown, "fr").placeholderText(), letterhead(shown, "fr").text()) == ("Tétouan", "")
    assert (letterhead(shown, "ar").placeholderText(), letterhead(shown, "ar").text()) == ("تطوان", "")
    assert shown.documents.letterhead.milieux[""].isChecked()
    assert "urban" in shown.documents.letterhead.milieux[""].text()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_line_reads_in_its_own_direction_and_has_a_name(shown, qapp, language):
    apply_language(qapp, language)
    qapp.processEvents()
    french, arabic = letterhead(shown, "fr"), letterhead(shown, "ar")
    assert french.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert arabic.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert french.accessibleName() != arabic.accessibleName() != ""
    # As on paper: French on the left, Arabic on the right.
    assert french.mapToGlobal(french.rect().center()).x() < arabic.mapToGlobal(arabic.rect().center()).x()
    # The keyboard follows the reading direction.
    first, second = (arabic, french) if language == "ar" else (french, arabic)
    first.setFocus()
    assert first.focusWidget() is first
    shown.documents.letterhead.focusNextChild()
    assert second.hasFocus()


def test_a_name_is_kept_when_its_line_is_left(qtbot, shown, settle):
    qtbot.mouseClick(letterhead(shown, "fr"), LEFT)
    qtbot.keyClicks(letterhead(shown, "fr"), "Titaouen")
    assert on_disk(shown).letterhead_fr == ""
    qtbot.keyClick(letterhead(shown, "fr"), Qt.Key.Key_Tab)
    assert letterhead(shown, "ar").hasFocus()
    settle()
    assert on_disk(shown).letterhead_fr == "Titaouen"
    assert shown.current.view.commune.printed_name("fr") == "Titaouen"
    assert shown.window.bar.saved.text()


def test_a_name_is_kept_by_enter_and_goes_back_when_emptied(qtbot, shown, settle):
    line = letterhead(shown, "ar")
    line.setText("  تطوان   المدينة ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert on_disk(shown).letterhead_ar == line.text() == "تطوان المدينة"
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert on_disk(shown).printed_name("ar") == "تطوان"


def test_a_name_is_kept_when_the_page_or_the_window_is_left(qtbot, shown, settle, evaluation):
    letterhead(shown, "fr").setText("Titaouen")
    shown.window.go_to("home")
    settle()
    assert on_disk(shown).letterhead_fr == "Titaouen"
    shown.window.go_to("documents")
    letterhead(shown, "fr").setText("Titaouen-Ville")
    folder = shown.services.workspace.folder
    shown.window.close()
    with Workspace.open(folder) as again:
        assert services_for(again, dict).evaluations.view(evaluation).commune.letterhead_fr == "Titaouen-Ville"


def test_a_milieu_is_kept_at_the_click(qtbot, shown, settle):
    milieux = shown.documents.letterhead.milieux
    qtbot.mouseClick(milieux["rural"], LEFT)
    settle()
    assert on_disk(shown).effective_milieu == "rural"
    qtbot.mouseClick(milieux[""], LEFT)
    settle()
    assert on_disk(shown).effective_milieu == "urban"
    assert [milieu for milieu, button in milieux.items() if button.isChecked()] == [""]


def test_a_name_too_long_is_refused_in_a_sentence_and_stays_to_be_shortened(qtbot, shown, settle):
    line = letterhead(shown, "fr")
    line.setText("x" * 121)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert "120" in shown.documents.banner.text.text()
    assert line.text() == "x" * 121
    letterhead(shown, "ar").setText("تطوان المدينة")
    letterhead(shown, "ar").keep()
    settle()
    assert line.text() == "x" * 121
    assert (on_disk(shown).letterhead_fr, on_disk(shown).letterhead_ar) == ("", "تطوان المدينة")


def test_a_document_asked_for_while_typing_bears_what_was_typed(qtbot, shown):
    made: list[bytes] = []
    shown.printing.documents.made.connect(lambda _name, data: made.append(data))
    letterhead(shown, "fr").setText("Titaouen")
    qtbot.mouseClick(shown.documents.kinds.buttons["council", "fr"], LEFT)
    qtbot.waitUntil(lambda: bool(made))
    document = pypdfium2.PdfDocument(made[0])
    assert "Titaouen" in document[0].get_textpage().get_text_range()
    document.close()
    shown.printing.dialog.close()


def test_another_evaluation_shows_its_own_letterhead(qtbot, shown, settle, desk: Services):
    letterhead(shown, "fr").setText("Titaouen")
    letterhead(shown, "fr").keep()
    settle()
    commune = desk.communes.search("Tiznit")[0]
    shown.home_presenter.open(desk.evaluations.start(commune.code, "2026", desk.frameworks.all()[0].ref))
    settle()
    assert (letterhead(shown, "fr").text(), letterhead(shown, "fr").placeholderText()) == ("", "Tiznit")


def test_answers_given_apart_are_settled_by_choosing_one(qtbot, shown, settle, new_services, desk, tmp_path: Path):
    evaluation, other = shown.current.id, new_services("other", like=desk)
    other.trust.write_request(tmp_path / "request")
    desk.trust.add(tmp_path / "request")
    desk.packages.export(evaluation, tmp_path / "there.lcc")
    other.packages.merge([tmp_path / "there.lcc"])
    other.evaluations.describe_commune(evaluation, letterhead_fr="Titaouen", milieu="rural")
    desk.evaluations.describe_commune(evaluation, letterhead_fr="Tétouan-Ville", milieu="urban")
    other.packages.export(evaluation, tmp_path / "back.lcc")
    shown.inbox.files_given.emit([tmp_path / "back.lcc"])
    settle()
    shown.inbox.take.click()
    settle()
    qtbot.waitUntil(lambda: len(shown.current.view.commune_conflicts) == 2)

    def offered(name: str) -> list[QPushButton]:
        buttons = shown.documents.letterhead.findChildren(QPushButton)
        return [b for b in buttons if name in b.accessibleName() and b.isVisible()]

    for name in ("Titaouen", "Rural"):
        qtbot.waitUntil(lambda name=name: bool(offered(name)))
        qtbot.mouseClick(offered(name)[0], LEFT)
        settle()
    assert shown.current.view.commune_conflicts == ()
    assert (on_disk(shown).letterhead_fr, on_disk(shown).effective_milieu) == ("Titaouen", "rural")
    assert letterhead(shown, "fr").text() == "Titaouen"
