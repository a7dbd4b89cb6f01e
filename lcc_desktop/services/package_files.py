"""Files of packages, sealed or not: found, opened, looked into, unsealed. Needs no workspace."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from lcc_desktop.domain.errors import (
    BadIdentity,
    BadRecipient,
    FileUnreadable,
    PackageRefused,
    Reason,
    Refusal,
)
from lcc_desktop.domain.facts import is_known
from lcc_desktop.services.files import open_given
from lcc_desktop.services.unit import writing
from lcc_desktop.sync import envelope, package_format as names, package_reader, package_writer, state
from lcc_desktop.sync.standing import Trust
from lcc_desktop.sync.strict_zip import Source

LONGEST_LIST = 64 * 1024
"""Bytes of a file of recipients or identities that are read."""


@dataclass(frozen=True)
class PackageSummary:
    """What a package says of itself, after its checks. `trusted` is None when no trust list was asked.

    `left_out` counts the values it leaves out, by sort ("participant.name").
    """

    path: Path
    digest: str
    evaluation: str
    commune: str
    cycle: str
    framework: str
    author: str
    role: str
    device: str
    number: int
    made_at: datetime
    entries: int
    devices: int
    conflicts: int
    evidence: int
    evidence_bytes: int
    left_out: Mapping[str, int]
    signer: str
    trusted: bool | None
    members: tuple[str, ...]


def summarise(path: Path, trust: Trust | None, identities: Sequence[str] = ()) -> PackageSummary:
    """Check a file completely and say what it holds; needs no workspace. Raises FileUnreadable, PackageRefused."""
    with opened(path, identities) as file:
        package = package_reader.read(file, path, trust)
    facts = package.state
    shown = {fact.shown.field: fact.value for fact in facts.values() if fact.shown.kind == "evaluation"}
    framework = shown.get("framework", {})
    return PackageSummary(
        path=path,
        digest=package.digest,
        evaluation=package.scope,
        commune=str(shown.get("commune", "")),
        cycle=str(shown.get("cycle", "")),
        framework=f"{framework.get('id', '')} {framework.get('version', '')}".strip(),
        author=package.author,
        role=package.role,
        device=package.device,
        number=package.number,
        made_at=package.made_at,
        entries=len(package.entries),
        devices=len(package.seals),
        conflicts=sum(f.in_conflict and is_known(f.shown.kind, f.shown.field) for f in facts.values()),
        evidence=len(package.evidence),
        evidence_bytes=sum(member.size for member in package.evidence.values()),
        left_out=state.left_out(package.entries),
        signer=package.signer,
        trusted=None if trust is None else True,
        members=tuple(package.members),
    )


@contextmanager
def opened(path: Path, identities: Sequence[str]) -> Iterator[Source]:
    with open_given(path) as file:
        yield package_reader.opened(file, path, identities)


def packages_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and for a folder or a stick the packages in it by name, sealed or not, folders within included.

    What other programs hide there, or keep beside a file of the same name, is not looked at.
    """
    for path in paths:
        if not os.path.isdir(path):  # it is judged when it is read
            yield path
            continue
        for folder, within, files in os.walk(path):
            within[:] = sorted(name for name in within if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(files) if is_offered(name))


def is_offered(name: str) -> bool:
    """Whether a file in a folder is a package for us: named so, and neither hidden nor a copy of a synchroniser."""
    return names.is_package(name) and not name.startswith(".") and ".sync-conflict-" not in name


def check_recipients(given: Iterable[str]) -> None:
    """Raises BadRecipient."""
    for one in given:
        try:
            envelope.check_recipient(one)
        except envelope.BadRecipient as error:
            raise BadRecipient(one) from error


def recipients_from(given: str) -> list[str]:
    """The recipients that a person named: one of age, or a file of some. Raises BadRecipient."""
    found = [given]
    if not given.startswith("age1"):
        try:
            found = _lines(Path(given))
        except (FileUnreadable, UnicodeDecodeError) as error:
            raise BadRecipient(given) from error
    check_recipients(found)
    if not found:
        raise BadRecipient(given)
    return found


def identities_from(path: Path) -> list[str]:
    """The identities in a file of age. Raises BadIdentity."""
    try:
        found = _lines(path)
        for one in found:
            envelope.recipient_of(one)
    except (FileUnreadable, UnicodeDecodeError, envelope.BadRecipient) as error:
        raise BadIdentity(str(path)) from error
    if not found:
        raise BadIdentity(str(path))
    return found


def _lines(path: Path) -> list[str]:
    with open_given(path) as file:
        return envelope.lines(file.read(LONGEST_LIST).decode())


def unseal(path: Path, target: Path, identities: Sequence[str]) -> None:
    """Write the open form of a package, after checking it completely; needs no workspace.

    Raises FileUnreadable, PackageRefused, TargetUnwritable, StorageFailed.
    """
    with opened(path, identities) as file:
        package_reader.read(file, path, None)
        file.seek(0)
        with writing(target):
            package_writer.write(_content(file, path), target, lambda: None)


def _content(file: Source, path: Path) -> Iterator[bytes]:
    try:
        yield from iter(partial(file.read, 1 << 20), b"")
    except envelope.DamagedEnvelope as error:  # it changed since it was checked
        raise PackageRefused(str(path), (Reason(Refusal.SEAL_DAMAGED, str(error)),)) from error
