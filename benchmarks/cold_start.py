"""Cold start to a usable window, beside a bare PySide6 window in the same run.

    python benchmarks/cold_start.py [RUNS]

Each figure is the median of whole processes (offscreen), from the start of Python to the first idle moment
with the window painted. The aim is 2.5 times the bare window.
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

OURS = """
import sys
import lcc_desktop.desktop
from PySide6.QtCore import QTimer
from lcc_desktop import window as built
from PySide6.QtWidgets import QApplication
desk_show = built.MainWindow.show
def show(self):
    desk_show(self)
    self.grab()
    QTimer.singleShot(0, QApplication.quit)
built.MainWindow.show = show
sys.exit(built.run(["--workspace", sys.argv[1], "--lang", "ar"]))
"""

AIM = 2.5


def seconds(*arguments: str) -> float:
    """How long a whole Python process takes."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", *arguments], check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> None:
    """Print both medians and their ratio."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # people's second start has compiled modules
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        workspace = str(Path(folder) / "workspace")
        seconds(OURS, workspace)  # makes the workspace
        pairs = [(seconds(BARE), seconds(OURS, workspace)) for _ in range(runs)]
    bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"bare window {bare:.3f} s, LCC Desktop {ours:.3f} s, ratio {ours / bare:.2f} (aim: {AIM} at most)")


if __name__ == "__main__":
    main()
