"""Making and opening workspaces."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.facts import writable
from lcc_desktop.models.journal import Device
from lcc_desktop.models.registry import FrameworkFile, TrustedKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import BUNDLED, Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.keys import Signer

FACILITATOR, COORDINATOR = "facilitator", "coordinator"
ROLES = (FACILITATOR, COORDINATOR)


def create(folder: Path, name: str, role: str = FACILITATOR, framework: Path = BUNDLED) -> Workspace:
    """A new workspace with its own key and one framework, open.

    Raises FolderNotEmpty, StorageFailed, FrameworkRefused.
    """
    workspace = Workspace.create(folder)
    try:
        _identify(workspace, name, role)
        Frameworks(workspace).add_file(framework)
    except AppError:
        workspace.close()
        raise
    return workspace


def create_like(folder: Path, other: Workspace, name: str, role: str = FACILITATOR) -> Workspace:
    """A new workspace with the frameworks and the trust list of `other`, which it also trusts; no evaluations."""
    with begin(other) as there:
        device = there.journal.device
        frameworks = there.session.scalars(select(FrameworkFile)).all()
        trusted = there.session.scalars(select(TrustedKey)).all()
        own = TrustedKey(
            public_key=device.public_key,
            device=device.id,
            name=device.name,
            role=device.role,
            added_at=datetime.now(UTC),
        )
    workspace = Workspace.create(folder)
    try:
        _identify(workspace, name, role)
        with begin(workspace) as here:
            for row in (*frameworks, *trusted, own):
                here.session.merge(row)
            here.commit()
    except AppError:
        workspace.close()
        raise
    return workspace


def _identify(workspace: Workspace, name: str, role: str) -> None:
    signer = Signer.generate()
    with begin(workspace) as work:
        work.session.add(
            Device(
                id=new_identity(),
                name=writable(name)[:100],
                role=role,
                private_key=signer.pem(),
                public_key=signer.public,
                wall=0,
                counter=0,
                package_number=0,
                package_digest="",
            )
        )
        work.commit()
