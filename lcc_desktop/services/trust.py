"""Who may send packages here: the trust list, and the request by which a device asks to be on it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import BadPublicKey, FileUnreadable
from lcc_desktop.domain.facts import IDENTITY
from lcc_desktop.models.registry import TrustedKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import begin, write_whole
from lcc_desktop.sync import keys
from lcc_desktop.sync.journal import Journal


@dataclass(frozen=True)
class KnownDevice:
    """A device and the sixty digits by which two people compare its key."""

    device: str
    name: str
    role: str
    public_key: str
    digits: str


class Trust:
    """The trust list of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def own(self) -> KnownDevice:
        """The device of this workspace itself."""
        with begin(self._workspace) as work:
            device = work.journal.device
            return KnownDevice(device.id, device.name, device.role, device.public_key, keys.digits(device.public_key))

    def write_request(self, target: Path) -> None:
        """Write the file by which a coordinator can trust this workspace. Raises StorageFailed."""
        own = self.own()
        write_whole(target, f"{own.public_key} {own.device} {own.role} {own.name}\n".encode())

    def add(self, request: Path) -> KnownDevice:
        """Trust the device of a request file. Compare its digits with its owner first.

        Raises FileUnreadable, BadPublicKey, StorageFailed.
        """
        known = _read_request(request)
        with begin(self._workspace) as work:
            work.session.execute(delete(TrustedKey).where(TrustedKey.device == known.device))
            work.session.merge(
                TrustedKey(
                    public_key=known.public_key,
                    device=known.device,
                    name=known.name,
                    role=known.role,
                    added_at=datetime.now(UTC),
                )
            )
            work.commit()
        return known

    def remove(self, device: str) -> bool:
        """Stop trusting a device; whether it was trusted. What it sent before stays."""
        with begin(self._workspace) as work:
            found = work.session.scalars(select(TrustedKey).where(TrustedKey.device == device)).all()
            for row in found:
                work.session.delete(row)
            work.commit()
            return bool(found)

    def all(self) -> list[KnownDevice]:
        """Every trusted device, by name."""
        with begin(self._workspace) as work:
            rows = work.session.scalars(select(TrustedKey).order_by(TrustedKey.name, TrustedKey.device))
            return [KnownDevice(r.device, r.name, r.role, r.public_key, keys.digits(r.public_key)) for r in rows]

    def allowed_signers(self) -> str:
        """The list in OpenSSH's allowed_signers format, this workspace included: for `ssh-keygen -Y verify`."""
        namespaces = f'namespaces="{keys.PACKAGE_NAMESPACE},{keys.SEAL_NAMESPACE}"'
        everyone = {known.device: known for known in (self.own(), *self.all())}
        return "".join(f"{known.device} {namespaces} {known.public_key}\n" for known in everyone.values())


def trusted(session: Session) -> dict[str, str]:
    """Device id → public key, this workspace included: what `sync.package_reader` asks for."""
    rows = session.scalars(select(TrustedKey))
    own = Journal(session).device
    return {row.device: row.public_key for row in rows} | {own.id: own.public_key}


def _read_request(path: Path) -> KnownDevice:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(str(path)) from error
    parts = re.split(r"\s+", text, maxsplit=4)
    if len(text) > 2000 or not text.isprintable() or len(parts) != 5 or not IDENTITY.fullmatch(parts[2]):
        raise BadPublicKey(str(path))
    try:
        public = keys.read_public_key(text)
    except keys.BadKey as error:
        raise BadPublicKey(str(path)) from error
    return KnownDevice(parts[2], parts[4], parts[3], public, keys.digits(public))
