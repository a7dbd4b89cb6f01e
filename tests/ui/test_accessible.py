"""Who cannot see the screen hears it: every control of every page has a name in the language of the moment, and the
keyboard goes through a page as its reader does.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import plain
from lcc_desktop.ui.gate.view import GateWindow
from lcc_desktop.ui.shell.window import PAGES
from lcc_desktop.window import Desk, apply_language

CONTROLS = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.PageTab,
    QAccessible.Role.PageTabList,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Slider,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.ButtonDropDown,
}
OWN_WORDS = {"Français", "العربية", "English", "EXEMPLE", "محضر", "ملاحظة"}
"""Names that are the same in every language, and what people wrote."""

ALL_PAGES = ("new", "evidence", "protection", "enrolment", "backups", *PAGES)


@pytest.fixture
def window(open_desk, desk, evaluation, tmp_path, qtbot) -> Desk:
    """A workshop with something of everything."""
    proof = tmp_path / "محضر.pdf"
    proof.write_bytes(b"%PDF-1.7")
    desk.evidence.add(evaluation, "1.1.1", proof)
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([1, 3]))
    for sort in ("strength", "improvement", "parked"):
        desk.remarks.add(evaluation, sort, "ملاحظة", "1.1.1")
    shown = open_desk(desk, "ar")
    shown.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
    return shown


def interfaces(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything a screen reader comes by, but the rows of lists and tables, which are data."""
    yield top
    if top.role() in (QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree):
        return
    for place in range(top.childCount()):
        child = top.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from interfaces(child)


def controls(widget: QWidget) -> list[QAccessibleInterface]:
    top = QAccessible.queryAccessibleInterface(widget)
    return [each for each in interfaces(top) if each.role() in CONTROLS]


def is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def show_page(window: Desk, page: str, qtbot) -> QWidget:
    window.window.go_to(page)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    return window.window.stack.currentWidget()


def parts_of(window: Desk, page: str) -> Iterator[None]:
    """A page, and what of it lies behind tabs."""
    if page != "workshop":
        yield
        return
    for tab in ("evidence", "votes", "remarks", "notes"):
        window.workshop.side.show_tab(tab)
        yield


def unnamed(shown: QWidget, language: str) -> list[tuple[str, object]]:
    """The controls without a name, or with one that is not in the language."""
    found = []
    for control in controls(shown):
        name = plain(control.text(QAccessible.Text.Name))
        foreign = is_arabic(name) if language == "fr" else not is_arabic(name) and any(map(str.isalpha, name))
        if not name.strip() or (foreign and not any(own in name for own in OWN_WORDS)):
            found.append((name, control.object()))
    return found


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_control_has_a_name_in_the_language_of_the_moment(window, qtbot, qapp, page):
    shown = show_page(window, page, qtbot)
    for language in ("ar", "fr"):
        apply_language(qapp, language)
        qapp.processEvents()  # pages follow the language with an event
        for _part in parts_of(window, page):
            assert unnamed(shown, language) == [], (page, language)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_stands_before_the_window_and_the_projector_have_names_too(qapp, qtbot, window, language):
    apply_language(qapp, language)
    gate = GateWindow()
    qtbot.addWidget(gate)
    gate.show()
    for page in gate.pages:
        gate.show_page(page)
        assert unnamed(gate, language) == [], type(page).__name__
    window.room.project()
    assert unnamed(window.room.projector.window, language) == []


def test_the_frame_round_the_pages_has_names_in_arabic(window):
    for part in (window.window.rail, window.window.bar):
        names = [plain(control.text(QAccessible.Text.Name)) for control in controls(part)]
        assert names
        assert all(is_arabic(name) for name in names), names


def visited(window: Desk, start: QWidget, key: Qt.Key, qtbot) -> list[QWidget]:
    """Where Tab, or Shift and Tab, leads from a widget until it leaves the page or comes back."""
    start.setFocus()
    page = window.window.stack.currentWidget()
    found: list[QWidget] = []
    at = window.window.focusWidget()
    while at not in found and page.isAncestorOf(at):
        found.append(at)
        qtbot.keyClick(at, key)
        at = window.window.focusWidget()
    return found


@pytest.mark.parametrize("page", [page for page in ALL_PAGES if page != "closing"])  # its links are stops of their own
def test_tab_visits_every_page_and_shift_tab_the_same_way_back(window, qtbot, page):
    shown = show_page(window, page, qtbot)
    start = shown.nextInFocusChain()
    while not (shown.isAncestorOf(start) and start.isVisible() and start.isEnabled() and takes_tab(start)):
        start = start.nextInFocusChain()
    there = visited(window, start, Qt.Key.Key_Tab, qtbot)
    back = visited(window, there[-1], Qt.Key.Key_Backtab, qtbot)
    assert [widget for widget in back if widget in there] == there[::-1]


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_tab_goes_through_the_workshop_as_it_is_read(window, qapp, qtbot, language):
    """From the list to the degrees, downwards, to the justification, to what lies beside, to the foot; and back."""
    apply_language(qapp, language)
    show_page(window, "workshop", qtbot)
    window.workshop.side.show_tab("votes")
    page = window.workshop
    read = [page.list.filter, page.tree, *page.card.degrees.degrees, page.card.note, page.side.tabs, page.votes.reveal]
    read += [*page.votes.methods.values(), page.votes.dissent, page.foot.keys, page.foot.next]
    there = visited(window, page.list.filter, Qt.Key.Key_Tab, qtbot)
    assert [widget for widget in there if widget in read] == read
    back = visited(window, page.foot.next, Qt.Key.Key_Backtab, qtbot)
    assert back == there[::-1]
