"""A whole workshop by the keyboard alone, as a facilitator holds it: every indicator voted, revealed and decided, with
the projector open; in French and in Arabic.
"""

import gc

import pytest
from PySide6.QtCore import QEvent, QObject, Qt

from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.ui.projector.slide import Kind
from lcc_desktop.window import Desk

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
CARDS = ("3 3 2 4 x", "1*4 2*6", "0123", "12x2 ?", "4 4 4 4")


def opened(open_desk, desk, evaluation, qtbot, language: str) -> Desk:
    shown = open_desk(desk, language)
    shown.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
    return shown


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_indicator_is_voted_and_decided_by_keyboard_with_the_projector_open(
    open_desk, desk, evaluation, qtbot, language
):
    shown = opened(open_desk, desk, evaluation, qtbot, language)
    forward = Qt.Key.Key_Left if language == "ar" else Qt.Key.Key_Right

    def press(*keys: str | Qt.Key) -> None:
        for key in keys:
            target = shown.window.focusWidget()
            if isinstance(key, str):
                qtbot.keyClicks(target, key)
            else:
                qtbot.keyClick(target, key)
        qtbot.waitUntil(lambda: not shown.tasks.busy)

    qtbot.keyClick(shown.window, Qt.Key.Key_F5)
    shown.window.activateWindow()  # as with a second screen: the keyboard stays with the facilitator
    qtbot.waitUntil(shown.window.isActiveWindow)
    show = shown.room.show
    codes = list(shown.current.view.indicators)
    assert len(codes) >= 100
    said: dict[str, object] = {}
    for place, code in enumerate(codes):
        item = shown.workshop_presenter.shown
        assert item.indicator.code == code == show.slide.code
        if item.indicator.scale.measured:  # its numbers, one after the other; those known already wait for Enter
            for field in shown.workshop.card.numbers.fields.values():
                if not field.text():
                    press("1", ENTER)
            press(ENTER) if shown.workshop.card.numbers.isAncestorOf(shown.window.focusWidget()) else None
            if shown.current.view.indicators[code].score.state is State.UNSCORED:
                press("i")
        elif item.indicator.top >= 4:
            press("v")
            assert show.slide.kind is Kind.DEGREES
            press(CARDS[place % len(CARDS)], ENTER)
            assert show.slide.kind is Kind.VOTES
            degree = place % 5
            press(str(degree))
            said[code] = degree
            assert show.slide.chosen == degree
        else:
            press("1")
            said[code] = 1
        press(forward)
    view = desk.evaluations.view(evaluation)
    assert {code: view.indicators[code].score.degree for code in said} == said
    assert not [code for code, item in view.indicators.items() if item.score.state is State.UNSCORED]
    assert view.indicators["1.1.1"].ballot(1) == Ballot.of([3, 3, 2, 4], 1)
    assert len(said) >= 90

    # What else a workshop says, on the last one: a second vote, how it was decided, a dissent, remarks, a step back.
    last = codes[-1]
    press("s", "Bon exemple", ENTER, "w", "Publier", ENTER, "p", "Receveur", ENTER, "d", "Deux voix", ESCAPE, "m", "2")
    press("o", "Pour moi", ESCAPE)
    item = desk.evaluations.view(evaluation).indicators[last]
    assert [remark.text for remark in item.remarks] == ["Bon exemple", "Publier", "Receveur"]
    assert (item.dissent, item.method, item.private) == ("Deux voix", "majority", "Pour moi")
    assert "Pour moi" not in repr(show.slide)
    qtbot.keyClick(shown.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert desk.evaluations.view(evaluation).indicators[last].method == ""

    # And what follows it: a weak score becomes an action in one key, the evaluation is closed, from Ctrl+K alone.
    press("a")
    qtbot.waitUntil(lambda: len(desk.evaluations.view(evaluation).actions) == 1 and not shown.tasks.busy)
    assert desk.evaluations.view(evaluation).actions[0].indicator == last
    assert shown.window.page == "plan"
    qtbot.keyClick(shown.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    shown.finder.line.setText({"fr": "cloture", "ar": "الختم"}[language])
    qtbot.keyClick(shown.finder.line, ENTER)
    qtbot.waitUntil(lambda: shown.window.page == "closing" and not shown.tasks.busy)
    shown.closing.name.setFocus()
    for _step in range(9):  # Tab, as far as the button
        if shown.window.focusWidget() is shown.closing.close_button:
            break
        qtbot.keyClick(shown.window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(shown.window.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(desk.evaluations.view(evaluation).closed))


def test_paging_through_the_workshop_keeps_nothing(open_desk, desk, evaluation, qtbot, qapp):
    """Neither widgets nor other objects add up, however often one goes through all indicators."""
    shown = opened(open_desk, desk, evaluation, qtbot, "ar")
    for code in list(shown.current.view.indicators)[:20]:
        desk.votes.count(evaluation, code, 1, Ballot.of([0, 1]))
        desk.remarks.add(evaluation, "strength", "x", code)
    shown.home_presenter.read_again()
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    shown.room.project()

    def page_through() -> tuple[int, int]:
        for code in list(shown.current.view.indicators)[::2]:
            shown.workshop_presenter.choose(code)
            qapp.processEvents()
        qtbot.waitUntil(lambda: not shown.tasks.busy)
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the running application does between two keys
        gc.collect()
        return len(shown.window.findChildren(QObject)), len(gc.get_objects())

    page_through()
    widgets, objects = page_through()
    again, left = page_through()
    assert again == widgets
    assert left - objects < 500
