"""From a degree's key to its repaint after the durable commit, with many evaluations in the workspace.

    python benchmarks/key_press.py [EVALUATIONS] [KEYS]

The real window, offscreen. The floor in the same run is a commit of one row alone, synchronised to the same disk. Of a
busy machine only the processor time tells anything: it is that of this process, whoever else had the processors.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.ui.collector import Collector
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language

LIMIT = 16
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""As the running application waits: asleep, not turning in a loop that keeps Python from the worker."""


class Repaints(QObject):
    """Notes when the chosen button was painted last."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def main() -> None:
    """Print median, p99 and maximum in milliseconds."""
    evaluations = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    app = QApplication([])
    gc.freeze()
    Collector(app)
    fonts.load()
    with tempfile.TemporaryDirectory() as folder:
        services = services_for(workspaces.create(Path(folder) / "w", "benchmark"), readable_members)
        _fill(services, evaluations)
        preferences = Preferences(QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
        preferences.language = "ar"
        apply_language(app, "ar")
        apply_theme(app)
        desk = Desk(app, services, preferences)
        desk.window.resize(1366, 768)
        desk.window.show()
        _settle(app, desk)
        desk.open_latest()
        _settle(app, desk)
        pressed, worked = _press(app, desk, keys)
        floor = _floor(services, keys)
        desk.window.close()
    print(f"{evaluations} evaluations, {keys} keys; limit {LIMIT} ms at p99")
    print(f"key to repaint    {_figures(pressed)}")
    print(f"processor time    {_figures(worked)}")
    print(f"one row committed {_figures(floor)}")


def _fill(services: Services, count: int) -> None:
    framework = services.frameworks.usable()[0]
    plain = [i.code for i in framework.indicators if not i.scale.measured]
    for commune in services.communes.communes[:count]:
        evaluation = services.evaluations.start(commune.code, "2026", framework.ref)
        for code in plain[:20]:
            services.scoring.score(evaluation, code, Score.of(1))


def _press(app: QApplication, desk: Desk, keys: int) -> tuple[list[float], list[float]]:
    codes = [c for c, item in desk.current.view.indicators.items() if item.indicator.top == 4]
    codes = [c for c in codes if not desk.current.view.indicators[c].indicator.scale.measured]
    found, worked = [], []
    for press in range(keys):
        desk.workshop_presenter.choose(codes[press % len(codes)])
        _settle(app, desk)
        degree = (press // len(codes) + press) % 5
        if desk.workshop_presenter.shown.score.degree == degree:
            degree = (degree + 1) % 5
        repaints = Repaints()
        button = desk.workshop.card.degrees.degrees[degree]
        button.installEventFilter(repaints)
        begin, used = time.perf_counter(), time.process_time()
        QTest.keyClick(desk.workshop.tree, Qt.Key(Qt.Key.Key_0.value + degree))
        while not (button.isChecked() and repaints.at > begin and not desk.tasks.busy):
            app.processEvents(WAIT)
        worked.append((time.process_time() - used) * 1000)
        found.append((repaints.at - begin) * 1000)
        button.removeEventFilter(repaints)
    return found, worked


def _floor(services: Services, count: int) -> list[float]:
    found = []
    for number in range(count):
        begin = time.perf_counter()
        with services.workspace.engine.begin() as connection:
            connection.execute(text("UPDATE device SET counter = counter"), {"n": number})
        found.append((time.perf_counter() - begin) * 1000)
    return found


def _settle(app: QApplication, desk: Desk) -> None:
    app.processEvents()
    while desk.tasks.busy:
        app.processEvents()
    app.processEvents()


def _figures(times: list[float]) -> str:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"median {statistics.median(times):.1f} ms, p99 {p99:.1f} ms, maximum {ordered[-1]:.1f} ms"


if __name__ == "__main__":
    main()
