"""Fixtures for tests with widgets: the application dressed as users see it, and whole windows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Fonts and theme on; English again afterwards."""
    fonts.load()
    apply_theme(qapp)
    yield
    apply_theme(qapp)
    apply_language(qapp, "en")


@pytest.fixture
def open_desk(qtbot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens the real window on a workspace, as `lcc-desktop` does."""
    opened: list[Desk] = []

    def make(workspace: Workspace | Services, language: str = "fr") -> Desk:
        services = workspace if isinstance(workspace, Services) else services_for(workspace, readable_members)
        preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        preferences.language = language
        apply_language(qapp, language)
        desk = Desk(qapp, services, preferences)
        qtbot.addWidget(desk.window)
        desk.window.show()
        qtbot.waitUntil(lambda: not desk.tasks.busy)
        opened.append(desk)
        return desk

    yield make
    for desk in opened:
        desk.window.close()
