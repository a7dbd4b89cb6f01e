"""Garbage is collected by the window's thread: a widget freed by another ends the process."""

import gc
import weakref
from threading import Thread

from PySide6.QtCore import QObject

from lcc_desktop.ui.collector import Collector, collect_due


class Knot:
    """Unreachable once forgotten, but for itself."""

    def __init__(self) -> None:
        self.itself = self


def test_a_busy_worker_collects_nothing_and_the_window_does(qapp):
    parent = QObject()
    Collector(parent)
    gc.collect()
    forgotten = weakref.ref(Knot())
    worker = Thread(target=lambda: [[each] for each in range(50 * gc.get_threshold()[0])])
    worker.start()
    worker.join()
    assert forgotten() is not None
    kept = [[each] for each in range(2 * gc.get_threshold()[0])]
    assert collect_due() > 0
    assert forgotten() is None
    assert kept


def test_little_garbage_waits(qapp):
    gc.collect()
    assert collect_due() == 0
