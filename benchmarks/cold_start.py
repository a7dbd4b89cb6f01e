"""Cold start, beside a bare PySide6 window in the same run.

    python benchmarks/cold_start.py [RUNS]

Two moments of LCC Desktop, each in whole processes (offscreen) from the start of Python, as medians:

* *the window*: painted, and idle, so that it answers: what the aim of 2.5 times the bare window is about;
* *the evaluations*: the workspace is open and its evaluations are listed. The database layer alone takes as long to
  load as two bare windows, so it is loaded by a worker behind the window that stands already.

And how long the window kept still at most meanwhile: what a click would have waited for.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("LCC"))
window.resize(1366, 768)
window.show()
window.grab()
QTimer.singleShot(0, app.quit)
app.exec()
"""

WINDOW = """
import sys
import lcc_desktop.desktop
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from lcc_desktop import window as built

shown = built.MainWindow.show
built.MainWindow.show = lambda window: (shown(window), window.grab(), QTimer.singleShot(0, QApplication.quit))
sys.exit(built.run([]))
"""

EVALUATIONS = """
import sys
import time
import lcc_desktop.desktop
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from lcc_desktop import window as built
from lcc_desktop.ui.home.view import HomeView

still, last = 0.0, None

def tick():
    global still, last
    now = time.perf_counter()
    still, last = max(still, now - (last or now)), now

def listed(page, rows):
    set_rows(page, rows)
    page.window().grab()
    tick()
    QTimer.singleShot(0, QApplication.quit)

set_rows, HomeView.set_rows = HomeView.set_rows, listed
shown = built.MainWindow.show

def show(window):
    shown(window)
    ticks = QTimer(window)
    ticks.timeout.connect(tick)
    ticks.start(0)

built.MainWindow.show = show
code = built.run([])
print(still)
sys.exit(code)
"""

MAKE = """
from lcc_desktop.places import default_folder
from lcc_desktop.start.opening import make_workspace
make_workspace(default_folder(), "", [])
"""
"""What the first choice makes: while a folder holds no workspace, the window asks for it."""

AIM = 2.5


def start(script: str) -> tuple[float, str]:
    """How long a whole Python process takes, and what it prints."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return time.perf_counter() - begin, done.stdout


def main() -> None:
    """Print the medians and their ratios."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # people's second start has compiled modules
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": f"{folder}/settings", "XDG_DATA_HOME": f"{folder}/data"}
        settings = Path(folder) / "settings" / "lcc-desktop" / "lcc-desktop.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text("[General]\nlanguage=ar\n", encoding="utf-8")
        subprocess.run([sys.executable, "-c", MAKE], check=True)
        start(EVALUATIONS)  # makes compiled modules
        figures = [(start(BARE)[0], start(WINDOW)[0], *start(EVALUATIONS)) for _ in range(runs)]
    bare, window, listed, still = (statistics.median(map(float, column)) for column in zip(*figures, strict=True))
    print(f"bare window {bare:.3f} s")
    print(f"the window {window:.3f} s, ratio {window / bare:.2f} (aim: {AIM} at most)")
    print(f"the evaluations {listed:.3f} s, ratio {listed / bare:.2f}")
    print(f"longest the window kept still meanwhile: {still * 1000:.0f} ms")


if __name__ == "__main__":
    main()
