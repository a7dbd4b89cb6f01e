"""What scores add up to, as properties."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.formula import parse
from lcc_desktop.domain.framework import (
    Better,
    Condition,
    ConditionKind,
    Framework,
    Indicator,
    Level,
    Number,
    Overall,
    Scale,
    ScaleKind,
    Text,
)
from lcc_desktop.domain.scoring import (
    NO_INFORMATION,
    NOT_APPLICABLE,
    UNSCORED,
    Score,
    State,
    headline,
    results,
    standing,
    total,
    verified_layer,
    with_score,
)
from tests.properties import tried
from tests.sample import framework, indicator

GRID = framework()
CODES = [item.code for item in GRID.indicators]

any_score = st.one_of(
    st.builds(Score.of, st.integers(0, 4)),
    st.sampled_from([UNSCORED, NO_INFORMATION, NOT_APPLICABLE]),
    st.builds(Score, st.just(State.DISPUTED), st.one_of(st.none(), st.integers(0, 4))),
)
score_sheets = st.dictionaries(st.sampled_from(CODES), any_score)
aim_sheets = st.dictionaries(st.sampled_from(CODES), st.integers(0, 4))
rules = st.sampled_from(list(Overall))
weights = st.lists(st.integers(0, 3), min_size=len(CODES), max_size=len(CODES))
top_sheets = st.lists(st.sampled_from([Score.of(4), NOT_APPLICABLE]), min_size=len(CODES), max_size=len(CODES)).map(
    lambda said: dict(zip(CODES, said, strict=True))
)
"""Nearly everything at the top, which random sheets never are."""


def ruled(rule: Overall) -> Framework:
    return replace(GRID, overall=rule)


def weighted(factor: int) -> Framework:
    """The sample grid with every indicator worth `factor` times as much."""
    principles = tuple(
        replace(p, norms=tuple(replace(n, indicators=tuple(_times(i, factor) for i in n.indicators)) for n in p.norms))
        for p in GRID.principles
    )
    return replace(GRID, principles=principles)


def weighing(weights: Sequence[int]) -> Framework:
    """The sample grid with a weight for each indicator, zero for some."""
    by_code = dict(zip(CODES, weights, strict=True))
    principles = tuple(
        replace(
            p,
            norms=tuple(
                replace(
                    n,
                    indicators=tuple(
                        replace(i, weight=by_code[i.code], points=4 * by_code[i.code]) for i in n.indicators
                    ),
                )
                for n in p.norms
            ),
        )
        for p in GRID.principles
    )
    return replace(GRID, principles=principles)


def _times(item: Indicator, factor: int) -> Indicator:
    return replace(item, weight=item.weight * factor, points=item.points * factor)


def without(codes: set[str]) -> Framework:
    """The sample grid with some indicators removed."""
    principles = tuple(
        replace(
            p,
            norms=tuple(replace(n, indicators=tuple(i for i in n.indicators if i.code not in codes)) for n in p.norms),
        )
        for p in GRID.principles
    )
    return replace(GRID, principles=principles)


@given(score_sheets)
def test_the_whole_is_the_sum_of_its_principles_and_of_its_fields(scores):
    found = results(GRID, scores)
    assert sum((t.obtained for t in found.principles.values()), Fraction(0)) == found.overall.obtained
    assert sum((t.possible for t in found.fields.values()), Fraction(0)) == found.overall.possible
    assert sum(t.total for t in found.norms.values()) == found.overall.total == len(CODES)
    assert found.overall.disputed == sum(score.state is State.DISPUTED for score in scores.values())


@given(score_sheets, aim_sheets, rules)
def test_a_score_is_between_nothing_and_everything(scores, aims, rule):
    found = results(ruled(rule), scores, aims)
    assert found.score is None or 0 <= found.score <= 1
    assert 0 <= found.overall.completeness <= 1
    assert 0 <= found.overall.obtained <= found.overall.planned <= found.overall.possible


@given(score_sheets, rules)
def test_not_applicable_is_as_if_the_indicator_were_not_there(scores, rule):
    away = {code for code, score in scores.items() if score.state is State.NOT_APPLICABLE}
    left = results(replace(without(away), overall=rule), scores)
    whole = results(ruled(rule), scores)
    assert (left.score, left.weakest, left.overall.possible) == (whole.score, whole.weakest, whole.overall.possible)


@given(top_sheets | score_sheets, weights, rules)
def test_everything_is_reached_only_when_everything_applicable_that_has_a_weight_is_at_the_top(scores, weights, rule):
    found = results(replace(weighing(weights), overall=rule), scores)
    counted = [scores.get(code, UNSCORED) for code, weight in zip(CODES, weights, strict=True) if weight]
    at_the_top = all(s.state is State.NOT_APPLICABLE or s.degree == 4 for s in counted)
    assert (found.score == 1) == (at_the_top and found.overall.possible > 0)


@given(score_sheets, weights, rules, any_score)
def test_an_indicator_without_weight_changes_no_score_and_is_counted_as_answered(scores, weights, rule, said):
    grid = replace(weighing([0, *weights[1:]]), overall=rule)
    with_it, without_it = results(grid, scores | {CODES[0]: said}), results(grid, scores | {CODES[0]: UNSCORED})
    assert (with_it.score, with_it.weakest) == (without_it.score, without_it.weakest)
    answered = int(said.state is not State.UNSCORED)
    assert with_it.overall.answered == without_it.overall.answered + answered


@given(st.permutations(CODES), score_sheets, aim_sheets)
@tried(30)
def test_the_order_of_scoring_never_matters(order, scores, aims):
    shuffled = {code: scores[code] for code in order if code in scores}
    assert results(GRID, shuffled, aims) == results(GRID, scores, aims)


@given(score_sheets, score_sheets, aim_sheets, rules, st.sampled_from(CODES))
def test_one_score_said_anew_adds_up_as_if_all_were(scores, others, aims, rule, code):
    framework = ruled(rule)
    changed = {**scores, code: others.get(code, UNSCORED)}
    now = {other: aim for other, aim in aims.items() if other != code}
    was, said = (scores.get(code, UNSCORED), aims.get(code)), (changed[code], None)
    assert with_score(framework, results(framework, scores, aims), code, was, said) == results(framework, changed, now)


@given(st.integers(1, 9), score_sheets, rules)
def test_multiplying_every_weight_changes_no_score(factor, scores, rule):
    heavier = results(replace(weighted(factor), overall=rule), scores)
    plain = results(ruled(rule), scores)
    assert (heavier.score, heavier.weakest) == (plain.score, plain.weakest)
    assert heavier.overall.obtained == factor * plain.overall.obtained


@given(score_sheets, rules)
def test_a_list_and_a_page_show_the_same_score(scores, rule):
    found = results(ruled(rule), scores)
    assert headline(ruled(rule), scores) == (found.overall, found.score)


@given(score_sheets)
def test_the_weakest_link_is_never_above_the_mean(scores):
    weakest, mean = results(ruled(Overall.WEAKEST), scores), results(ruled(Overall.PRINCIPLES), scores)
    assert (weakest.score is None) == (mean.score is None)
    if weakest.score is not None and mean.score is not None:
        assert weakest.score <= mean.score
        assert weakest.principles[str(weakest.weakest)].score == weakest.score


@given(st.lists(st.integers(2, 10), min_size=1, max_size=5))
def test_an_indicator_is_worth_its_weight_whatever_the_length_of_its_scale(lengths):
    items = [replace(indicator(f"1.1.{k}"), degrees=indicator("x").degrees[:1] * n) for k, n in enumerate(lengths)]
    found = total(items, {item.code: Score.of(item.top) for item in items})
    assert found.obtained == found.possible == 4 * len(items)


def test_no_information_obtains_nothing_but_was_answered():
    [item] = [indicator("1.1.1", weight=3)]
    found = total([item], {"1.1.1": NO_INFORMATION})
    assert (found.obtained, found.possible, found.completeness) == (0, 12, 1)


def test_nothing_applicable_has_no_score():
    assert total([indicator("1.1.1")], {"1.1.1": NOT_APPLICABLE}).score is None


@given(any_score, st.integers(0, 9))
def test_no_aim_plans_more_than_an_indicator_is_worth_nor_less_than_it_has(said, aim):
    """9: an aim that was set under a longer scale."""
    found = total([indicator("1.1.1")], {"1.1.1": said}, {"1.1.1": aim})
    assert found.obtained <= found.planned <= found.possible
    assert found.planned == (0 if said is NOT_APPLICABLE else max(found.obtained, min(aim, 4)))


@given(score_sheets, aim_sheets, rules)
def test_what_is_planned_is_the_score_if_every_aim_were_reached(scores, aims, rule):
    reached = {
        code: score
        if (score := scores.get(code, UNSCORED)).state is State.NOT_APPLICABLE
        else Score.of(max(score.degree or 0, aims.get(code, 0)))
        for code in CODES
    }
    assert results(ruled(rule), scores, aims).planned == results(ruled(rule), reached).score


def test_a_degree_of_another_version_counts_as_not_scored():
    short = replace(indicator("1.1.1"), degrees=indicator("x").degrees[:2])
    found = total([short], {"1.1.1": Score.of(4)})
    assert (found.obtained, found.answered) == (0, 0)


@given(score_sheets, score_sheets)
def test_what_nobody_verified_lends_the_verified_layer_nothing(own, verified):
    verified = {code: score for code, score in verified.items() if score != UNSCORED}
    found = results(GRID, verified_layer(own, verified))
    points = sum((total([i], verified).obtained for i in GRID.indicators if i.code in verified), Fraction(0))
    assert found.overall.obtained == points


def test_what_the_commune_set_aside_stays_set_aside_unless_the_mission_says_otherwise():
    own = {CODES[0]: NOT_APPLICABLE, CODES[1]: NOT_APPLICABLE, CODES[2]: Score.of(4)}
    layer = verified_layer(own, {CODES[1]: Score.of(2)})
    assert layer == {CODES[0]: NOT_APPLICABLE, CODES[1]: Score.of(2)}


# Thresholds

BASE = Level("B", Text("Base", "أساس"), Fraction(25), ())
MORE = Level(
    "M",
    Text("Avancé", "متقدم"),
    Fraction(50),
    (
        Condition(ConditionKind.PRINCIPLE, Fraction(50), "2"),
        Condition(ConditionKind.INDICATOR, Fraction(3), "1.1.1"),
        Condition(ConditionKind.COMPLETENESS, Fraction(100)),
    ),
)
LEVELLED = replace(GRID, levels=(BASE, MORE))


def everywhere(degree: int) -> dict[str, Score]:
    return {code: Score.of(degree) for code in CODES}


def test_without_thresholds_nothing_is_said_of_levels():
    assert standing(GRID, results(GRID, everywhere(4))) is None


def test_the_next_level_is_so_many_points_away():
    found = standing(LEVELLED, results(LEVELLED, {CODES[0]: Score.of(4)}))
    assert found is not None
    assert (found.level, found.next) == (None, BASE)
    assert found.points == Fraction(25, 100) * 4 * len(CODES) - 4


def test_exactly_on_the_threshold_is_reached():
    found = standing(LEVELLED, results(LEVELLED, everywhere(1)))
    assert found is not None
    assert found.level == BASE


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"1.1.1": Score.of(2)}, [ConditionKind.INDICATOR]),
        ({"3.1.1": UNSCORED}, [ConditionKind.COMPLETENESS]),
        ({f"2.{n}.{i}": Score.of(1) for n in (1, 2) for i in (1, 2, 3)}, [ConditionKind.PRINCIPLE]),
    ],
)
def test_a_must_have_that_does_not_hold_keeps_a_level_away_whatever_the_score(change, kinds):
    found = standing(LEVELLED, results(LEVELLED, everywhere(3) | change))
    assert found is not None
    assert found.next == MORE
    assert (found.gap, [condition.kind for condition in found.unmet]) == (0, kinds)


def test_a_must_have_that_is_exactly_met_holds():
    half = {f"2.{n}.{i}": Score.of(2) for n in (1, 2) for i in (1, 2, 3)}
    found = standing(LEVELLED, results(LEVELLED, everywhere(3) | half))
    assert found is not None
    assert (found.level, found.unmet) == (MORE, ())


def test_a_must_have_on_what_does_not_apply_holds_and_a_disputed_degree_meets_none():
    for said, kinds in ((NOT_APPLICABLE, []), (Score(State.DISPUTED, 4), [ConditionKind.INDICATOR])):
        found = standing(LEVELLED, results(LEVELLED, everywhere(3) | {"1.1.1": said}))
        assert found is not None
        assert [condition.kind for condition in found.unmet] == kinds


def test_at_the_last_level_there_is_no_next():
    found = standing(LEVELLED, results(LEVELLED, everywhere(3)))
    assert found is not None
    assert (found.level, found.next, found.unmet) == (MORE, None, ())


@given(score_sheets, st.sampled_from(CODES))
def test_one_more_degree_never_lowers_the_standing(scores, code):
    def rank(sheet) -> int:
        found = standing(LEVELLED, results(LEVELLED, sheet))
        return 0 if found is None or found.level is None else 1 + LEVELLED.levels.index(found.level)

    before = scores.get(code, UNSCORED)
    if before.state is State.SCORED and before.degree is not None and before.degree < 4:
        assert rank(scores | {code: Score.of(before.degree + 1)}) >= rank(scores)


# Measured scales

SHARE = Scale(
    ScaleKind.COMPUTED, (Fraction(10), Fraction(20), Fraction(30), Fraction(40)), formula=parse("100 * women / elected")
)
COUNTED = replace(
    GRID,
    numbers=(
        Number("women", Text("Femmes", "النساء")),
        Number("men", Text("Hommes", "الرجال")),
        Number("elected", Text("Élus", "المنتخبون"), parse("women + men")),
    ),
)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_degree_follows_from_the_numbers(women, men):
    item = replace(indicator("1.1.1"), scale=SHARE)
    value = COUNTED.measure(item, {"women": Fraction(women), "men": Fraction(men)})
    if women + men == 0:
        assert value is None
    else:
        assert value == Fraction(100 * women, women + men)
        assert SHARE.degree_of(value) == min(4, 100 * women // (women + men) // 10)


def test_only_numbers_without_a_formula_are_asked():
    item = replace(indicator("1.1.1"), scale=SHARE)
    assert [number.code for number in COUNTED.asked(item)] == ["women", "men"]


def test_where_less_is_better_the_scale_goes_down():
    delay = Scale(ScaleKind.PERCENTAGE, (Fraction(50), Fraction(10)), Better.LOWER)
    assert [delay.degree_of(Fraction(v)) for v in (100, 51, 50, 11, 10, 0)] == [0, 0, 1, 1, 2, 2]


def test_numbers_computed_from_each_other_are_computed_once_each():
    """Sixty generations of two numbers, each from both of the one before: 2⁶⁰ ways, 120 numbers."""
    numbers = [Number("a0", Text("a", "ا")), Number("b0", Text("b", "ب"))]
    for k in range(1, 61):
        half = parse(f"(a{k - 1} + b{k - 1}) / 2")
        numbers += [Number(f"a{k}", Text("a", "ا"), half), Number(f"b{k}", Text("b", "ب"), half)]
    grid = replace(GRID, numbers=tuple(numbers))
    item = replace(indicator("1.1.1"), scale=replace(SHARE, formula=parse("a60 + b60")))
    assert grid.measure(item, {"a0": Fraction(1), "b0": Fraction(3)}) == 4
    assert [number.code for number in grid.asked(item)] == ["a0", "b0"]
