"""Work off the screen's thread."""

import sys
import threading

import pytest

from lcc_desktop.domain.errors import AppError, CycleMissing
from lcc_desktop.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    tasks.close()


def never(error: AppError) -> None:
    raise AssertionError(error)


def test_answers_come_back_on_the_screens_thread(qtbot, tasks):
    seen = []
    tasks.run(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())), never)
    qtbot.waitUntil(lambda: bool(seen))
    [(worker, screen)] = seen
    assert screen == threading.get_ident() != worker


def test_answers_come_in_the_order_of_asking(qtbot, tasks):
    seen = []
    for number in range(20):
        tasks.run(lambda number=number: number, seen.append, never)
    with qtbot.waitSignal(tasks.idle):
        pass
    assert seen == list(range(20))


def test_what_the_user_can_act_on_is_handed_over(qtbot, tasks):
    seen = []

    def refused() -> None:
        raise CycleMissing

    tasks.run(refused, print, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], CycleMissing)


def test_a_bug_reaches_the_screens_thread(qtbot, tasks):
    with qtbot.captureExceptions() as caught:
        tasks.run(lambda: 1 / 0, print, never)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_emitting_a_signal_leaves_no_trace_in_the_interpreter(qapp, tasks):
    """PySide6 6.12.0 drops a reference to True at every emit: Python 3.11 dies of it after some thousands."""
    tasks.idle.emit()
    before = sys.getrefcount(True)
    for _ in range(200):
        tasks.idle.emit()
    assert sys.getrefcount(True) > before - 100
