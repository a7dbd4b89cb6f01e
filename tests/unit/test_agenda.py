"""The time of a workshop, shared among the principles."""

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.agenda import SLIVER, STEP, next_sitting, pour, spread, suggest
from lcc_desktop.domain.people import Sitting, running
from lcc_desktop.i18n.formats import read_clock

WEIGHTS = {"1": 16, "2": 16, "3": 16, "4": 16, "5": 15, "6": 15, "7": 15}
weights = st.dictionaries(st.sampled_from("1234567"), st.integers(0, 60), min_size=1).filter(lambda w: any(w.values()))
lengths = st.lists(st.integers(0, 600), min_size=1, max_size=6)


def test_ten_hours_go_to_the_principles_by_their_indicators():
    assert spread(600, WEIGHTS) == {"1": 90, "2": 90, "3": 90, "4": 90, "5": 80, "6": 80, "7": 80}


@given(st.integers(0, 6000), weights)
def test_nothing_is_lost_and_nothing_invented(minutes, weights):
    shares = spread(minutes, weights)
    assert shares.keys() == weights.keys()
    assert sum(shares.values()) == minutes
    assert all(shares[code] == 0 for code, weight in weights.items() if not weight)


@given(st.integers(0, 6000).map(lambda m: m * STEP), weights)
def test_each_gets_its_proportion_to_the_step(minutes, weights):
    total = sum(weights.values())
    for code, share in spread(minutes, weights).items():
        assert abs(share - minutes * weights[code] / total) < STEP
        assert share % STEP == 0


def test_without_weights_nobody_gets_time():
    assert spread(60, {"1": 0}) == {"1": 0}
    assert spread(60, {}) == {}


def test_a_principle_goes_on_in_the_next_session():
    assert pour({"1": 90, "2": 90}, [120, 60]) == [{"1": 90, "2": 30}, {"2": 60}]


def test_a_principle_is_not_broken_off_for_a_few_minutes():
    assert pour({"1": 60, "2": 60}, [65, 55]) == [{"1": 60}, {"2": 60}]
    assert pour({"1": 60, "2": 60}, [55, 65]) == [{"1": 60}, {"2": 60}]


@given(weights, lengths)
def test_every_minute_of_the_sessions_is_planned(weights, lengths):
    sessions = suggest(weights, lengths)
    assert len(sessions) == len(lengths)
    assert sum(sum(budget.values()) for budget in sessions) == sum(lengths)
    order = [code for budget in sessions for code in budget]
    assert order == sorted(order, key=list(weights).index), "the principles keep their order"


@given(weights, lengths)
def test_no_session_but_the_last_is_much_longer_than_asked(weights, lengths):
    for budget, length in list(zip(suggest(weights, lengths), lengths, strict=True))[:-1]:
        assert sum(budget.values()) <= length + SLIVER


@pytest.mark.parametrize(
    ("known", "following"),
    [
        ([], (None, "09:00")),
        ([(None, "09:00")], (None, "14:00")),
        ([(date(2026, 11, 24), "09:00")], (date(2026, 11, 24), "14:00")),
        ([(date(2026, 11, 24), "09:00"), (date(2026, 11, 24), "14:00")], (date(2026, 11, 25), "09:00")),
        ([(date(2026, 12, 31), "")], (date(2027, 1, 1), "09:00")),
    ],
)
def test_one_more_session_follows_the_others(known, following):
    assert next_sitting(known) == following


@pytest.mark.parametrize(
    ("now", "title"),
    [
        (datetime(2026, 11, 23, 8), "morning"),
        (datetime(2026, 11, 24, 10), "morning"),
        (datetime(2026, 11, 24, 14), "afternoon"),
        (datetime(2026, 12, 24, 8), "afternoon"),
    ],
)
def test_the_session_under_way_is_the_last_that_has_begun(now, title):
    day = date(2026, 11, 24)
    sittings = [
        Sitting("1", "morning", day=day, start="09:00"),
        Sitting("2", "afternoon", day=day, start="14:00"),
        Sitting("3", "without a date"),
    ]
    assert running(sittings, now).title == title
    assert running([], now) is None


@pytest.mark.parametrize(
    ("typed", "kept"), [("9", "09:00"), ("9h30", "09:30"), ("٠٩:١٥", "09:15"), (" 14 : 05 ", "14:05"), ("", "")]
)
def test_a_time_of_the_day_is_read_as_people_type_it(typed, kept):
    assert read_clock(typed) == kept


@pytest.mark.parametrize("typed", ["midi", "25", "9:60", "9:5", "-1"])
def test_what_is_no_time_of_the_day_is_refused(typed):
    with pytest.raises(ValueError, match=r".+"):
        read_clock(typed)
