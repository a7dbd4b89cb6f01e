"""Ctrl+K finds indicators, evaluations, communes and actions, in either script, by the keyboard alone."""

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import Qt

from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import plain
from lcc_desktop.ui.shell.finder import Target, find
from lcc_desktop.window import Desk


@pytest.fixture
def shown(open_desk, desk, evaluation, qtbot) -> Desk:
    window = open_desk(desk, "fr")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    qtbot.keyClick(window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.isVisible()
    return window


def type_and_go(qtbot, shown: Desk, text: str) -> None:
    shown.finder.line.setText(text)
    qtbot.keyClick(shown.finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown.tasks.busy)


@pytest.mark.parametrize("typed", ["2.3.1", "budget citoyen", "الميزانية"])
def test_an_indicator_is_found_by_code_and_by_words_of_either_script(qtbot, shown, typed):
    shown.window.go_to("results")
    shown.finder.line.setText(typed)  # Qt cannot press the keys of a script it has no layout for
    first = shown.finder.found[0]
    qtbot.keyClick(shown.finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert not shown.finder.isVisible()
    assert shown.window.page == "workshop"
    assert plain(first.label).startswith(shown.workshop_presenter.shown.indicator.code)


def test_a_page_is_an_action(qtbot, shown):
    type_and_go(qtbot, shown, "resultats")
    assert shown.window.page == "results"


def test_a_commune_begins_a_new_evaluation(qtbot, shown):
    type_and_go(qtbot, shown, "شفشاون nouvelle")
    assert shown.window.page == "new"
    qtbot.waitUntil(lambda: "Chefchaouen" in shown.new.choice.text())


def test_an_evaluation_is_opened(qtbot, shown):
    shown.window.go_to("home")
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    shown.find()
    type_and_go(qtbot, shown, "tetouan 2026")
    assert shown.window.page == "workshop"


def test_the_language_is_changed_and_the_finder_follows(qtbot, shown, qapp):
    type_and_go(qtbot, shown, "العربية")
    qapp.processEvents()
    shown.find()
    assert shown.finder.layoutDirection() is Qt.LayoutDirection.RightToLeft
    type_and_go(qtbot, shown, "النتائج")
    assert shown.window.page == "results"


def test_arrows_choose_and_escape_leaves(qtbot, shown):
    qtbot.keyClicks(shown.finder.line, "tet")
    second = shown.finder.found[1]
    qtbot.keyClick(shown.finder.line, Qt.Key.Key_Down)
    assert shown.finder.list.currentRow() == 1
    assert plain(shown.finder.list.currentItem().text()) == plain(second.label)
    qtbot.keyClick(shown.finder.line, Qt.Key.Key_Escape)
    assert not shown.finder.isVisible()


def test_nothing_found_is_said(qtbot, shown):
    qtbot.keyClicks(shown.finder.line, "zzzz")
    assert shown.finder.none.isVisible()
    qtbot.keyClick(shown.finder.line, Qt.Key.Key_Return)
    assert shown.finder.isVisible()


words = st.text(st.sampled_from("abcé اأبت1."), min_size=1, max_size=6)


@given(st.lists(words, max_size=12), words)
def test_what_is_found_holds_every_word_and_nothing_that_does_is_left_out(labels, query):
    targets = [Target.of("plus", label, (), lambda: None) for label in labels]
    found = find(targets, query, most=100)
    wanted = [t for t in targets if all(word in t.words for word in fold(query).split())]
    assert sorted(map(id, found)) == sorted(map(id, wanted))
