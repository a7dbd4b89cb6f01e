"""What is said at opening: late actions, and what a stop without closing left."""

import os
import subprocess
import sys
from datetime import date

import pytest

from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_late_actions_are_named_on_the_home_page(qtbot, open_desk, desk, evaluation, language):
    action = desk.plans.from_indicator(evaluation, "1.1.1", language)
    desk.plans.change(evaluation, action.id, deadline=date(2020, 1, 31))
    shown = open_desk(desk, language)
    qtbot.waitUntil(lambda: shown.home.late.isVisible())
    assert action.title(language) in shown.home.late.text.text()


def test_without_a_late_action_nothing_is_said(qtbot, open_desk, desk, evaluation):
    shown = open_desk(desk)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert not shown.home.late.isVisible()


STOPPED = """
import os, sys
from pathlib import Path
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for
services_for(Workspace.open(Path(sys.argv[1])), dict).scoring.score(sys.argv[2], "1.1.2", Score.of(4))
os._exit(9)
"""


def test_after_a_stop_without_closing_the_window_says_that_all_is_there(qtbot, open_desk, desk, evaluation):
    desk.workspace.close()
    folder = desk.workspace.folder
    subprocess.run([sys.executable, "-c", STOPPED, str(folder), evaluation], env=dict(os.environ), check=False)
    services = services_for(Workspace.open(folder), dict)
    shown = open_desk(services, "en")
    shown.keep_backups()
    qtbot.waitUntil(lambda: "Everything that was confirmed is here" in shown.window.banner.text.text(), timeout=20_000)
    assert services.evaluations.view(evaluation).indicators["1.1.2"].score == Score.of(4)
