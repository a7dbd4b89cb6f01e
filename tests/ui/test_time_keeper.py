"""The time an indicator is on the card: counted while somebody is there, kept, never over a lunch or a night."""

import pytest

from lcc_desktop.ui.workshop.time_keeper import AWAY, FLUSH, GAP, IDLE, TimeKeeper


class Clock:
    """Goes as told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Kept:
    """A time keeper on its clock, and what it had kept."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.keeper = TimeKeeper(self.clock)
        self.saved: list[tuple[str, dict[str, int]]] = []
        self.keeper.due.connect(lambda evaluation, seconds: self.saved.append((evaluation, seconds)))
        self.keeper.begin("e", {"1.1.1": 60})

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        for _look in range(round(seconds / step)):
            self.clock.now += step
            self.keeper.look()


@pytest.fixture
def kept(qapp) -> Kept:
    return Kept()


def test_time_adds_to_what_was_known(kept):
    kept.keeper.show("1.1.1")
    kept.pass_time(10)
    assert kept.keeper.seconds("1.1.1") == 70


def test_each_indicator_has_its_own(kept):
    kept.keeper.show("1.1.1")
    kept.pass_time(3)
    kept.keeper.show("1.1.2")
    kept.pass_time(4)
    assert (kept.keeper.seconds("1.1.1"), kept.keeper.seconds("1.1.2")) == (63, 4)


def test_no_second_is_lost_between_two_looks(kept):
    kept.keeper.show("1.1.2")
    kept.pass_time(10, step=0.7)
    assert kept.keeper.seconds("1.1.2") == 9


def test_while_another_page_is_shown_nothing_counts(kept):
    kept.keeper.show("1.1.2")
    kept.pass_time(3)
    kept.keeper.show("")
    kept.pass_time(60)
    kept.keeper.show("1.1.2")
    assert kept.keeper.seconds("1.1.2") == 3


def test_a_laptop_that_slept_did_not_work(kept):
    kept.keeper.show("1.1.2")
    kept.pass_time(3)
    kept.pass_time(8 * 3600, step=8 * 3600)
    kept.pass_time(2)
    assert kept.keeper.seconds("1.1.2") == 5
    assert GAP < 8 * 3600


def test_a_long_talk_counts_and_a_lunch_does_not(kept):
    kept.keeper.show("1.1.2")
    kept.pass_time(IDLE - 60)
    assert kept.keeper.seconds("1.1.2") == IDLE - 60
    kept.pass_time(3600)
    assert kept.keeper.seconds("1.1.2") == IDLE
    kept.keeper.touch()
    kept.pass_time(5)
    assert kept.keeper.seconds("1.1.2") == IDLE + 5


def test_with_another_program_in_front_it_stops_sooner(kept):
    kept.keeper.show("1.1.2")
    kept.keeper.set_front(False)
    kept.pass_time(3600)
    assert kept.keeper.seconds("1.1.2") == AWAY


def test_what_was_counted_is_kept_now_and_then_and_at_the_end(kept):
    kept.keeper.show("1.1.1")
    kept.pass_time(FLUSH + 5)
    kept.keeper.show("")
    assert kept.saved == [("e", {"1.1.1": int(FLUSH)}), ("e", {"1.1.1": 5})]


def test_another_evaluation_begins_with_its_own(kept):
    kept.keeper.show("1.1.1")
    kept.pass_time(4)
    kept.keeper.look()
    kept.keeper.begin("f", {})
    assert kept.keeper.seconds("1.1.1") == 0
    assert kept.saved == [("e", {"1.1.1": 4})]


def test_the_same_evaluation_read_afresh_goes_on(kept):
    kept.keeper.show("1.1.1")
    kept.pass_time(4)
    kept.keeper.begin("e", {"1.1.1": 60})
    assert kept.keeper.seconds("1.1.1") == 64
