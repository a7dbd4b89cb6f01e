"""Cards shown in the workshop: typed, counted, described; a vote is never a score."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import BadCards, EntryGone, IndicatorNotFound
from lcc_desktop.domain.people import Group
from lcc_desktop.domain.scoring import UNSCORED, Score
from lcc_desktop.domain.votes import Ballot, read_cards, written
from lcc_desktop.services.history import Undone
from lcc_desktop.services.unit import begin
from lcc_desktop.wording.errors import explain

ELECTED, STAFF = "e" * 32, "f" * 32


@pytest.fixture
def groups(desk, evaluation) -> None:
    """The elected and the staff vote apart."""
    with begin(desk.workspace) as work:
        for group, name in ((ELECTED, "Élus"), (STAFF, "Fonctionnaires")):
            work.journal.record(evaluation, "group", group, "name", name)
            work.journal.record(evaluation, "group", group, "present", value=True)
        work.commit()


# Typing


@pytest.mark.parametrize(
    ("typed", "cards", "unknown"),
    [
        ("3 3 2 4 x", [3, 3, 2, 4], 1),
        ("3324x", [3, 3, 2, 4], 1),
        ("33, 2 ; 4/?", [3, 3, 2, 4], 1),
        ("٣ ٣ ٢ ٤ ش", [3, 3, 2, 4], 1),
        ("۳۳،۲۴؟", [3, 3, 2, 4], 1),
        ('" " é \' x', [3, 3, 2, 4], 1),  # the top row of a French keyboard without Shift
        ("3*12", [3] * 12, 0),
        ("12x3", [3] * 12, 0),
        ("12 × 3, x*5", [3] * 12, 5),
        ("3 * 2 1", [3, 3, 1], 0),
        ("xx?", [], 3),
        ("x3", [3], 1),
        ("", [], 0),
        ("   ", [], 0),
        ("2*0", [], 0),
    ],
)
def test_cards_are_typed_as_hands_come_up(typed, cards, unknown):
    assert read_cards(typed, 4) == Ballot.of(cards, unknown)


@pytest.mark.parametrize(
    ("typed", "unread"), [("3 5", "5"), ("3 oui", "oui"), ("12x7", "12x7"), ("3 *", "*"), ("3*1000", "3*1000")]
)
def test_what_is_no_card_is_said_with_what_would_be_one(typed, unread):
    with pytest.raises(BadCards) as refused:
        read_cards(typed, 4)
    assert refused.value.written.endswith(unread)
    assert unread in explain(refused.value)
    assert "from 0 to \u20684\u2069" in explain(refused.value)


def test_a_long_scale_wants_a_space_between_cards():
    assert read_cards("10 7 10", 10) == Ballot.of([10, 7, 10])


ballots = st.builds(Ballot.of, st.lists(st.integers(0, 4), max_size=40), st.integers(0, 30))


@given(ballots)
def test_what_is_written_for_correction_reads_the_same(ballot):
    assert read_cards(written(ballot), 4) == ballot
    assert Ballot.from_fact(ballot.as_fact()) == ballot


# Counting


def test_a_ballot_says_its_extremes_its_middle_and_apart_who_does_not_know():
    ballot = Ballot.of([3, 3, 2, 4, 0], unknown=2)
    assert (ballot.cards, ballot.unknown, ballot.total) == (5, 2, 7)
    assert (ballot.extremes, ballot.spread) == ((0, 4), 4)
    assert (ballot.median, ballot.mean) == (3, Fraction(12, 5))


def test_between_two_middle_cards_the_median_is_halfway():
    assert Ballot.of([1, 2, 3, 4]).median == Fraction(5, 2)


def test_of_nobody_nothing_is_said():
    nobody = Ballot.of([], unknown=3)
    assert (nobody.extremes, nobody.spread, nobody.median, nobody.mean) == (None, None, None, None)


@given(st.lists(st.integers(0, 4), min_size=1))
def test_the_median_lies_between_the_extremes_and_half_the_cards_on_each_side(cards):
    ballot = Ballot.of(cards)
    low, high = ballot.extremes
    assert low <= ballot.median <= high
    assert 2 * sum(card <= ballot.median for card in cards) >= len(cards)
    assert 2 * sum(card >= ballot.median for card in cards) >= len(cards)


@given(ballots, ballots)
def test_groups_add_up(one, other):
    together = one + other
    assert together.total == one.total + other.total
    assert together == other + one


# Saying


def test_votes_stand_beside_the_score_and_never_set_it(desk, evaluation):
    view = desk.votes.count(evaluation, "1.1.1", 1, read_cards("3 3 3", 4))
    assert view.ballot(1) == Ballot.of([3, 3, 3])
    assert view.score == UNSCORED
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    view = desk.votes.count(evaluation, "1.1.1", 2, read_cards("4 4 4", 4))
    assert view.score == Score.of(2)


def test_both_rounds_are_kept(desk, evaluation):
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([1, 4]))
    desk.votes.count(evaluation, "1.1.1", 2, Ballot.of([3, 3]))
    view = desk.evaluations.view(evaluation).indicators["1.1.1"]
    assert (view.ballot(1), view.ballot(2)) == (Ballot.of([1, 4]), Ballot.of([3, 3]))


def test_groups_have_their_own_distributions_and_together_the_rooms(desk, evaluation, groups):
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([4, 4]), ELECTED)
    view = desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([1], unknown=1), STAFF)
    assert view.ballot_of(1, ELECTED) == Ballot.of([4, 4])
    assert view.ballot_of(1, STAFF) == Ballot.of([1], unknown=1)
    assert view.ballot(1) == Ballot.of([1, 4, 4], unknown=1)
    assert desk.evaluations.view(evaluation).groups == (Group(ELECTED, "Élus"), Group(STAFF, "Fonctionnaires"))


def test_a_vote_of_everybody_together_is_the_rooms(desk, evaluation, groups):
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([4]), ELECTED)
    assert desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([2, 2])).ballot(1) == Ballot.of([2, 2])


def test_an_empty_ballot_takes_a_vote_back(desk, evaluation):
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([1]))
    assert desk.votes.count(evaluation, "1.1.1", 1, Ballot()).tallies == ()


def test_a_vote_is_a_step_to_undo(desk, evaluation):
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([1]))
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([2]))
    assert desk.history.undo(evaluation) == Undone((("tally", "1.1.1/1/all", "votes"),))
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].ballot(1) == Ballot.of([1])


@pytest.mark.parametrize(
    ("code", "ballot", "group", "error"),
    [
        ("1.1.1", Ballot.of([5]), "all", BadCards),
        ("1.1.1", Ballot.of([1]), "a" * 32, EntryGone),
        ("9.9.9", Ballot.of([1]), "all", IndicatorNotFound),
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_written(desk, evaluation, code, ballot, group, error):
    known = desk.evaluations.dump(evaluation)
    with pytest.raises(error):
        desk.votes.count(evaluation, code, 1, ballot, group)
    assert desk.evaluations.dump(evaluation) == known


def test_two_laptops_that_counted_apart_are_in_conflict_until_one_counts_again(
    new_services, desk, evaluation, tmp_path
):
    other = new_services("other", like=desk)
    for one, another in ((desk, other), (other, desk)):
        request = tmp_path / f"{one.trust.own().device}.request"
        one.trust.write_request(request)
        another.trust.add(request)
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.votes.count(evaluation, "1.1.1", 1, Ballot.of([1]))
    other.packages.export(evaluation, tmp_path / "b.lcc")
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([3]))
    desk.packages.merge([tmp_path / "b.lcc"])
    [conflict] = desk.evaluations.view(evaluation).indicators["1.1.1"].conflicts
    assert conflict.field == "votes"
    assert {value for value, _author, _at in conflict.values} == {Ballot.of([1]), Ballot.of([3])}
    assert desk.scoring.score(evaluation, "1.1.1", Score.of(2)).conflicts == (conflict,)
    shown = desk.evaluations.view(evaluation).indicators["1.1.1"].ballot(1)
    assert desk.votes.count(evaluation, "1.1.1", 1, shown).conflicts == ()
