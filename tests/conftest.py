"""Fixtures that every room's tests share. Real folders, real SQLite, real keys."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from lcc_desktop.i18n import use_language
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.sync import package_format


def short_documents(view: EvaluationView, made_at: datetime) -> dict[str, bytes]:
    """Stands in for the workbook and the PDFs where a test is about something else."""
    return {name: f"{view.id} {made_at}".encode() for name in package_format.READABLE}


@pytest.fixture(autouse=True)
def english() -> None:
    """Tests read messages in the source language unless they choose another."""
    use_language("en")


@pytest.fixture
def new_services(tmp_path: Path) -> Iterator[Callable[..., Services]]:
    """Makes workspaces: `new_services("a")`, `new_services("b", like=a)`."""
    opened: list[Workspace] = []

    def make(name: str, like: Services | None = None) -> Services:
        folder = tmp_path / name
        if like is None:
            workspace = workspaces.create(folder, name)
        else:
            workspace = workspaces.create_like(folder, like.workspace, name)
        opened.append(workspace)
        return services_for(workspace, short_documents)

    yield make
    for workspace in opened:
        workspace.close()


@pytest.fixture
def desk(new_services: Callable[..., Services]) -> Services:
    """The services of one new workspace."""
    return new_services("desk")


@pytest.fixture
def evaluation(desk: Services) -> str:
    """An evaluation of Tétouan on that desk."""
    commune = desk.communes.search("Tétouan")[0]
    return desk.evaluations.start(commune.code, "2026", desk.frameworks.all()[0].ref)


@pytest.fixture
def has_tool() -> Callable[[str], None]:
    """Skips a test whose stock tool is not on this machine."""

    def need(name: str) -> None:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")

    return need
