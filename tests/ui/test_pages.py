"""Every page in every language: said, mirrored, named for screen readers, inside 1366×768."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import LANGUAGES, is_rtl
from lcc_desktop.i18n.bidi import plain
from lcc_desktop.ui.home.table_model import EvaluationTableModel
from lcc_desktop.ui.results.table_model import PrincipleTableModel
from lcc_desktop.ui.workshop.tree_model import IndicatorTreeModel
from lcc_desktop.window import apply_language
from tests import sample

PAGES = (
    "home",
    "new",
    "prepare",
    "workshop",
    "evidence",
    "results",
    "plan",
    "closing",
    "documents",
    "send",
    "inbox",
    "campaign",
    "verification",
    "committee",
    "comparison",
    "framework",
    "protection",
    "enrolment",
    "backups",
)


@pytest.fixture
def window(open_desk, desk, evaluation, qtbot):
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "PV 12/2025 – محضر")
    shown = open_desk(desk)
    shown.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(window, qapp, qtbot, page, language):
    apply_language(qapp, language)
    window.window.go_to(page)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    shown = window.window.stack.currentWidget()
    direction = Qt.LayoutDirection.RightToLeft if is_rtl(language) else Qt.LayoutDirection.LeftToRight
    assert shown.layoutDirection() is direction
    window.window.resize(1366, 768)
    assert window.window.width() == 1366
    assert not window.window.grab().isNull()


class WindowsShown(QObject):
    """Notes every widget that shows as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_as_a_window_before_it_is_in_its_place(window, qapp, qtbot):
    noted = WindowsShown()
    qapp.installEventFilter(noted)
    for page in PAGES:
        window.window.go_to(page)
        qtbot.waitUntil(lambda: not window.tasks.busy)
        qapp.processEvents()
    qapp.removeEventFilter(noted)
    assert noted.seen == []
    assert window.window.isActiveWindow()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_visible_button_has_a_name(window, qapp, language):
    apply_language(qapp, language)
    for page in PAGES:
        window.window.go_to(page)
        for button in window.window.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                assert button.accessibleName() or button.text(), (page, button)


def test_switching_language_says_every_label_again(window, qapp, qtbot):
    """A label that stays English in French and in Arabic was forgotten by `retranslate`."""
    texts: dict[str, dict[QWidget, str]] = {}
    for language in ("en", "fr", "ar"):
        apply_language(qapp, language)
        qtbot.waitUntil(lambda: True)
        qapp.processEvents()
        texts[language] = {
            widget: plain(widget.text())
            for kind in (QLabel, QAbstractButton)
            for widget in window.window.findChildren(kind)
        }
    data = {"LCC Desktop", "2026"}
    for widget, english in texts["en"].items():
        words = [word for word in english.split() if len(word) > 3 and word.isalpha()]
        if widget.property("role") == "key" or english in data or not words or widget not in texts["ar"]:
            continue
        framework = any("\u0600" <= c <= "\u06ff" for c in english)
        same = english == texts["fr"].get(widget) == texts["ar"].get(widget)
        assert framework or not same, english


def test_the_rail_is_at_the_leading_edge(window, qapp):
    apply_language(qapp, "fr")
    qapp.processEvents()
    assert window.window.rail.x() == 0
    apply_language(qapp, "ar")
    qapp.processEvents()
    assert window.window.rail.geometry().right() >= window.window.width() - 2


def test_pages_that_need_an_evaluation_wait_for_one(open_desk, desk):
    shown = open_desk(desk)
    assert not shown.window.rail.buttons["workshop"].isEnabled()
    assert shown.home.empty.isVisible()


@pytest.mark.parametrize("model_type", [EvaluationTableModel, PrincipleTableModel, IndicatorTreeModel])
def test_models_obey_qt(qtmodeltester, model_type, desk, evaluation):
    model = model_type()
    if model_type is EvaluationTableModel:
        model.set_rows(desk.evaluations.rows())
    else:
        model.set_view(sample.evaluation())
    qtmodeltester.check(model)
    assert model.rowCount() > 0


def test_dark_and_light_follow_the_button(window, qapp):
    light = qapp.styleSheet()
    window.window.bar.theme.click()
    assert qapp.styleSheet() != light
    window.window.bar.theme.click()
    assert qapp.styleSheet() == light


def test_a_page_that_is_not_on_the_rail_marks_none_of_it(open_desk, desk):
    window = open_desk(desk).window
    assert [key for key, button in window.rail.buttons.items() if button.isChecked()] == ["home"]
    window.go_to("protection")
    assert not any(button.isChecked() for button in window.rail.buttons.values())
    window.go_to("home")
    assert window.rail.buttons["home"].isChecked()
