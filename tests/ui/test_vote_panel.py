"""Cards typed while hands are up: by everybody or by group, counted live, kept only by Enter."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lcc_desktop.domain.people import Group
from lcc_desktop.domain.votes import EVERYBODY, Ballot
from lcc_desktop.i18n import plain
from lcc_desktop.services.results import EvaluationView, IndicatorView, Tallied
from lcc_desktop.ui.workshop.play import Play, Step
from lcc_desktop.ui.workshop.vote_panel import VotePanel
from tests import sample

GROUPS = (Group("e" * 32, "Élus"), Group("f" * 32, "Personnel"))
ENTER = Qt.Key.Key_Return


def voted(*tallies: Tallied, groups: tuple[Group, ...] = ()) -> tuple[IndicatorView, EvaluationView]:
    view = replace(sample.evaluation(scored=False), groups=groups)
    return replace(view.indicators["1.1.1"], tallies=tallies), view


@pytest.fixture
def panel(qtbot: QtBot) -> VotePanel:
    panel = VotePanel()
    qtbot.addWidget(panel)
    panel.resize(300, 640)
    panel.show_indicator(*voted())
    panel.show()
    return panel


def lines(panel: VotePanel):
    return [line for line in panel.lines.lines if line.isVisible()]


def test_cards_are_counted_while_they_are_typed(qtbot, panel):
    panel.show_play(Play(voting=1))
    [line] = lines(panel)
    assert line.cards.hasFocus()
    qtbot.keyClicks(line.cards, "3 3 2 x")
    assert plain(line.says.text()) == "3 cards · 1 does not know"
    qtbot.keyClicks(line.cards, "9")
    assert "9" in line.says.text()
    assert line.says.property("role") == "danger"


def test_enter_hands_the_cards_over_and_is_the_last_line(qtbot, panel):
    panel.show_play(Play(voting=1))
    qtbot.keyClicks(lines(panel)[0].cards, "332x")
    with qtbot.waitSignal(panel.counted) as counted:
        qtbot.keyClick(lines(panel)[0].cards, ENTER)
    assert counted.args == ["1.1.1", 1, EVERYBODY, Ballot.of([3, 3, 2], 1), True]


def test_what_cannot_be_read_is_not_handed_over(qtbot, panel):
    panel.show_play(Play(voting=1))
    qtbot.keyClicks(lines(panel)[0].cards, "3 oui")
    with qtbot.assertNotEmitted(panel.counted):
        qtbot.keyClick(lines(panel)[0].cards, ENTER)
    assert lines(panel)[0].cards.text() == "3 oui"


def test_with_groups_enter_goes_from_one_to_the_next(qtbot, panel):
    panel.show_indicator(*voted(groups=GROUPS))
    panel.show_play(Play(voting=1))
    elected, staff = lines(panel)
    assert [plain(line.name.text()) for line in lines(panel)] == ["Élus", "Personnel"]
    counted = []
    panel.counted.connect(lambda *said: counted.append(said))
    qtbot.keyClicks(elected.cards, "3 4")
    qtbot.keyClick(elected.cards, ENTER)
    assert staff.cards.hasFocus()
    qtbot.keyClicks(staff.cards, "1")
    qtbot.keyClick(staff.cards, ENTER)
    assert [(said[2], said[3], said[4]) for said in counted] == [
        (GROUPS[0].id, Ballot.of([3, 4]), False),
        (GROUPS[1].id, Ballot.of([1]), True),
    ]


def test_escape_puts_the_cards_away_and_what_was_typed_stays(qtbot, panel):
    panel.show_play(Play(voting=1))
    qtbot.keyClicks(lines(panel)[0].cards, "3 3")
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(lines(panel)[0].cards, Qt.Key.Key_Escape)
    panel.show_play(Play())
    assert lines(panel) == []
    panel.show_play(Play(voting=1))
    assert lines(panel)[0].cards.text() == "3 3"


def test_cards_left_typed_are_counted_unseen_when_another_indicator_comes(qtbot, panel):
    panel.show_play(Play(voting=1))
    qtbot.keyClicks(lines(panel)[0].cards, "3 3")
    _shown, view = voted()
    with qtbot.waitSignal(panel.counted) as counted:
        panel.show_indicator(view.indicators["1.1.2"], view)
    assert counted.args == ["1.1.1", 1, EVERYBODY, Ballot.of([3, 3]), False]


def test_what_was_counted_is_offered_for_correction(panel):
    panel.show_indicator(*voted(Tallied(1, EVERYBODY, Ballot.of([1, 3], 1))))
    panel.show_play(Play(voting=1))
    assert lines(panel)[0].cards.text() == "1 3 x"


def test_both_rounds_stand_side_by_side_and_the_extremes_of_the_last_explain(panel):
    rounds = (Tallied(1, EVERYBODY, Ballot.of([0, 4])), Tallied(2, EVERYBODY, Ballot.of([2, 3])))
    panel.show_indicator(*voted(*rounds))
    panel.show_play(Play(revealed=frozenset({1, 2})))
    first, second = panel.charts[1], panel.charts[2]
    assert first.isVisible()
    assert first.y() == second.y()
    assert plain(panel.extremes.text()) == "The two extremes explain: 2 and 3."
    assert "Degree 4: 1 card" in plain(first.accessibleDescription())


def test_groups_speak_for_themselves(panel):
    elected, staff = (
        Tallied(1, GROUPS[0].id, Ballot.of([4, 4])),
        Tallied(1, GROUPS[1].id, Ballot.of([], unknown=2)),
    )
    panel.show_indicator(*voted(elected, staff, groups=GROUPS))
    panel.show_play(Play(revealed=frozenset({1})))
    said = plain(panel.by_group.text()).splitlines()
    assert said == ["Élus: median 4, 2 cards", "Personnel: 0 cards · 2 do not know"]


def test_a_number_chooses_the_method_that_has_the_keyboard(qtbot, panel):
    panel.choose_method()
    with qtbot.waitSignal(panel.decided) as decided:
        qtbot.keyClicks(panel.methods["consensus"], "3")
    assert decided.args == ["mean"]
    assert not any(button.isChecked() for button in panel.methods.values())  # it is not on the disk yet


def test_a_measured_degree_is_not_voted_on(panel):
    shown, view = voted()
    scale = replace(shown.indicator.scale, kind="percentage")
    panel.show_indicator(replace(shown, indicator=replace(shown.indicator, scale=scale)), view)
    assert not panel.vote.isVisible()


# The order of play

one, two = Tallied(1, EVERYBODY, Ballot.of([1])), Tallied(2, EVERYBODY, Ballot.of([2]))


@pytest.mark.parametrize(
    ("play", "tallies", "scored", "step"),
    [
        (Play(), (), False, Step.READ),
        (Play(voting=1), (), False, Step.VOTE),
        (Play(), (one,), False, Step.READ),
        (Play(revealed=frozenset({1})), (one,), False, Step.REVEAL),
        (Play(voting=2, revealed=frozenset({1})), (one,), False, Step.AGAIN),
        (Play(revealed=frozenset({1, 2})), (one, two), False, Step.DECIDE),
        (Play(), (), True, Step.DECIDE),
    ],
)
def test_the_order_of_play_shows_where_the_group_is(play, tallies, scored, step):
    shown, _view = voted(*tallies)
    score = sample.evaluation().indicators["1.1.2"].score if scored else shown.score
    assert play.step(replace(shown, score=score)) is step


def test_what_was_left_out_is_not_ticked():
    shown, _view = voted(one)
    assert Play(revealed=frozenset({1})).done(shown) == {Step.READ, Step.VOTE, Step.REVEAL}
    score = sample.evaluation().indicators["1.1.2"].score
    assert Play().done(replace(voted()[0], score=score)) == {Step.READ, Step.DECIDE}
