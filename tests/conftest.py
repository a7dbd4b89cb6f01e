"""Fixtures that every room's tests share. Real folders, real SQLite, real keys."""

import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.dont_write_bytecode:
    # Nothing is written beside the sources then, but what is imported is compiled once for all: by every worker and
    # every program that a test starts it would be compiled anew, which takes three times as long as running it.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from hypothesis import settings
from sqlalchemy import URL

from lcc_desktop.domain.template import Template
from lcc_desktop.i18n import use_language
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.stamps import Stamping
from lcc_desktop.sync import package_format
from tests import properties, servers


def short_documents(
    view: EvaluationView, made_at: datetime, stamping: Stamping, template: Template
) -> dict[str, bytes]:
    """Stands in for the workbook and the PDFs where a test is about something else."""
    return {name: f"{view.id} {made_at}".encode() for name in package_format.READABLE}


settings.load_profile(properties.PROFILE)

IN_MEMORY = Path("/dev/shm")  # noqa: S108  (pytest makes a folder of its own there)


def pytest_configure() -> None:
    """Every commit waits for its disk, in tests as in the program: where there is room, memory is a disk that answers
    at once.
    """
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 4 * 2**30:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


@pytest.fixture(autouse=True)
def english() -> None:
    """Tests read messages in the source language unless they choose another."""
    use_language("en")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The tests of modules marked `on_both` run a second time on PostgreSQL, where there is a server to run on."""
    if "database" in metafunc.fixturenames and metafunc.definition.get_closest_marker("on_both"):
        kinds = ["sqlite", "postgresql"] if servers.ADDRESS else ["sqlite"]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Callable[[], URL] | None]:
    """Where a new workspace's database goes: nowhere else than its folder, or to a place of its own on the server."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield None
    else:
        with servers.places() as new_place:
            yield new_place


@pytest.fixture
def new_services(tmp_path: Path, database: Callable[[], URL] | None) -> Iterator[Callable[..., Services]]:
    """Makes workspaces: `new_services("a")`, `new_services("b", like=a)`. The first is the one on a server, if any:
    the others are laptops.
    """
    opened: list[Workspace] = []

    def make(name: str, like: Services | None = None, role: str = workspaces.FACILITATOR) -> Services:
        folder = tmp_path / name
        if database is not None and not opened:
            assert like is None
            workspace, _made = workspaces.create_on(folder, servers.text_of(database()), name, role)
        elif like is None:
            workspace = workspaces.create(folder, name, role)
        else:
            workspace = workspaces.create_like(folder, like.workspace, name, role)
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


@pytest.fixture(scope="session")
def vectors() -> Path:
    """The folder of published test vectors, which are not part of the project; skips where there is none."""
    folder = os.environ.get("LCC_TEST_VECTORS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("LCC_TEST_VECTORS names no folder of test vectors")
    return Path(folder)


@pytest.fixture
def has_tool() -> Callable[[str], None]:
    """Skips a test whose stock tool is not on this machine."""

    def need(name: str) -> None:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")

    return need
