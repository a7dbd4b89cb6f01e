"""Protected workspaces for tests, whose passphrases cost little to try."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lcc_desktop.models import vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, workspaces
from lcc_desktop.services.desk import Services, services_for
from tests.conftest import short_documents

PASSPHRASE = "quatre mots pour l’essai"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch) -> None:
    """The least cost a key file may ask for."""
    monkeypatch.setattr(vault, "USUAL", vault.Cost(1, 8 * 2**20))


@pytest.fixture
def new_protected(tmp_path: Path) -> Iterator[Callable[..., Services]]:
    """Makes protected workspaces: `new_protected("a")`."""
    opened: list[Workspace] = []

    def make(name: str, recovery: tuple[protection.RecoveryKey, ...] = ()) -> Services:
        made = workspaces.create(tmp_path / name, name, vault=protection.new_vault(PASSPHRASE, recovery))
        opened.append(made)
        return services_for(made, short_documents)

    yield make
    for workspace in opened:
        workspace.close()
