"""What scores add up to, as properties."""

from fractions import Fraction

from hypothesis import given, settings, strategies as st

from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score, State, results, total
from tests.sample import framework, indicator

GRID = framework()
CODES = [item.code for item in GRID.indicators]

any_score = st.one_of(
    st.builds(Score.of, st.integers(0, 4)),
    st.sampled_from([UNSCORED, NO_INFORMATION, NOT_APPLICABLE]),
    st.builds(Score, st.just(State.DISPUTED), st.one_of(st.none(), st.integers(0, 4))),
)
score_sheets = st.dictionaries(st.sampled_from(CODES), any_score)


@given(score_sheets)
def test_the_whole_is_the_sum_of_its_principles_and_of_its_fields(scores):
    found = results(GRID, scores)
    assert sum((t.obtained for t in found.principles.values()), Fraction(0)) == found.overall.obtained
    assert sum((t.possible for t in found.fields.values()), Fraction(0)) == found.overall.possible
    assert sum(t.total for t in found.norms.values()) == found.overall.total == len(CODES)


@given(score_sheets)
def test_a_score_is_between_nothing_and_everything(scores):
    overall = results(GRID, scores).overall
    assert overall.score is None or 0 <= overall.score <= 1
    assert 0 <= overall.completeness <= 1


@given(score_sheets)
def test_not_applicable_is_as_if_the_indicator_were_not_there(scores):
    applicable = [i for i in GRID.indicators if scores.get(i.code, UNSCORED).state is not State.NOT_APPLICABLE]
    assert total(applicable, scores).score == results(GRID, scores).overall.score


@given(score_sheets)
def test_everything_is_reached_only_when_everything_applicable_is_at_the_top(scores):
    overall = results(GRID, scores).overall
    states = [scores.get(code, UNSCORED) for code in CODES]
    at_the_top = all(s.state is State.NOT_APPLICABLE or s.degree == 4 for s in states)
    assert (overall.score == 1) == (at_the_top and overall.possible > 0)


@given(st.permutations(CODES), score_sheets)
@settings(max_examples=30)
def test_the_order_of_scoring_never_matters(order, scores):
    shuffled = {code: scores[code] for code in order if code in scores}
    assert results(GRID, shuffled) == results(GRID, scores)


@given(st.integers(1, 9), st.lists(st.integers(0, 4), min_size=1, max_size=6))
def test_multiplying_every_weight_changes_no_score(factor, degrees):
    def share(weight: int) -> Fraction | None:
        items = [indicator(f"1.1.{k}", weight) for k in range(len(degrees))]
        return total(items, {f"1.1.{k}": Score.of(d) for k, d in enumerate(degrees)}).score

    assert share(1) == share(factor)


def test_no_information_obtains_nothing_but_was_answered():
    [item] = [indicator("1.1.1", weight=3)]
    found = total([item], {"1.1.1": NO_INFORMATION})
    assert (found.obtained, found.possible, found.completeness) == (0, 12, 1)


def test_nothing_applicable_has_no_score():
    assert total([indicator("1.1.1")], {"1.1.1": NOT_APPLICABLE}).score is None
