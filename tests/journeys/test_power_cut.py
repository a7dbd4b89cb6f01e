"""The plug is pulled right after a score shows on the screen: it is there at the next start."""

import os
import signal
import subprocess
import sys

import pytest

from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language
from PySide6.QtTest import QTest

folder = Path(sys.argv[1])
app = QApplication([])
fonts.load()
apply_language(app, "ar")
apply_theme(app)
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
desk = Desk(app, services_for(Workspace.open(folder), lambda view, made_at: {}), Preferences(settings))
desk.window.show()
desk.home_presenter.opened.connect(lambda: QTest.keyClicks(desk.workshop.tree, "3"))

def shown():
    view = desk.workshop_presenter.shown
    assert desk.workshop.card.degrees.degrees[3].isChecked()
    print(view.indicator.code, flush=True)

desk.workshop_presenter.saved.connect(shown)
desk.home_presenter.open(sys.argv[2])
app.exec()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_score_on_the_screen_survives_a_kill(desk, evaluation):
    folder = desk.workspace.folder
    desk.workspace.close()
    process = subprocess.Popen([sys.executable, "-c", WINDOW, folder, evaluation], stdout=subprocess.PIPE, text=True)
    code = process.stdout.readline().strip()
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    process.wait()
    assert code == "1.1.1"
    with Workspace.open(folder) as workspace:
        view = services_for(workspace, lambda v, m: {}).evaluations.view(evaluation)
        assert view.indicators[code].score == Score.of(3)
