"""With a second screen the projector goes there, and the facilitator's keyboard stays.

In a process of its own: how many screens there are is said when Qt starts.
"""

import json
import os
import subprocess
import sys

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language

folder = Path(sys.argv[1])
app = QApplication([])
fonts.load()
apply_language(app, "fr")
apply_theme(app)
services = services_for(workspaces.create(folder / "w", "essai"), lambda view, made_at, stamping: {})
commune = services.communes.search("Azrou")[0]
services.evaluations.start(commune.code, "2026", services.frameworks.usable()[0].ref)
settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
desk = Desk(app, services, Preferences(settings))
desk.window.show()

def opened():
    desk.room.project()
    window = desk.room.projector.window
    print([screen.name() for screen in app.screens()])
    print(desk.window.screen().name(), window.screen().name(), window.geometry().getRect())
    print(desk.room.projector.is_alone)
    desk.window.close()
    app.quit()

desk.home_presenter.opened.connect(lambda: QTimer.singleShot(0, opened))
desk.open_latest()
app.exec()
"""


def test_the_second_screen_is_the_rooms(tmp_path):
    screens = [
        {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "projector", "x": 1366, "y": 0, "width": 1280, "height": 720},
    ]
    parts = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    configuration = tmp_path / "screens.json"
    configuration.write_text(json.dumps({"screens": [{**screen, **parts} for screen in screens]}))
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={configuration.as_posix()}"},
        capture_output=True,
        text=True,
        check=True,
    )
    names, places, alone = found.stdout.splitlines()
    assert names == "['laptop', 'projector']"
    assert places == "laptop projector (1366, 0, 1280, 720)"
    assert alone == "False"
