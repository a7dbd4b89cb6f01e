"""Fixtures for tests with widgets: the application dressed as users see it, and whole windows."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language

# Long enough for a machine that does other work too: a test waits for what happens, not for a while.
QtBot.waitUntil.__kwdefaults__["timeout"] = 60_000


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Fonts and theme on; English again afterwards. Garbage is collected by this thread alone, as in the program."""
    gc.disable()
    fonts.load()
    apply_theme(qapp)
    yield
    gc.collect(1)
    gc.enable()
    apply_theme(qapp)
    apply_language(qapp, "en")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of this test alone."""
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def open_desk(qtbot, qapp: QApplication, preferences: Preferences) -> Iterator[Callable[..., Desk]]:
    """Opens the real window on a workspace, as `lcc-desktop` does."""
    opened: list[Desk] = []

    def make(workspace: Workspace | Services, language: str = "fr") -> Desk:
        services = workspace if isinstance(workspace, Services) else services_for(workspace, readable_members)
        preferences.language = language
        apply_language(qapp, language)
        desk = Desk(qapp, services, preferences)
        desk.window.show()
        qtbot.waitUntil(lambda: not desk.tasks.busy)
        opened.append(desk)
        return desk

    yield make
    discard(*opened)


def discard(*desks: Desk) -> None:
    """Close and delete at once: the next test's windows would otherwise be dressed and translated with these."""
    for desk in desks:
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
