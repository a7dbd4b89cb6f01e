"""Writes a package: a BagIt bag (RFC 8493) in a ZIP, signed with an OpenSSH signature over its tag manifest."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from lcc_desktop.sync import canonical, package_format as names
from lcc_desktop.sync.keys import PACKAGE_NAMESPACE, Signer

Content = Callable[[], Iterable[bytes]]
"""Opens a member's content, in chunks; called twice (to hash, to write), so nothing large stays in memory."""


@dataclass(frozen=True)
class SealedStream:
    """How far a device's entries go in this package, and its signature for it."""

    seq: int
    hash: str
    signature: str


@dataclass(frozen=True)
class PackageToWrite:
    """Everything a package says. `payload` maps member names (all under data/, package.json excepted) to content."""

    scope: str
    device: str
    author: str
    role: str
    number: int
    previous: str
    made_at: datetime
    seals: Mapping[str, SealedStream]
    payload: Mapping[str, Content]


def write(package: PackageToWrite, signer: Signer, target: Path, before_it_appears: Callable[[str], None]) -> str:
    """Write the package to `target`; its digest (SHA-256 of the tag manifest).

    The file appears whole or not at all: written beside, synchronised, then renamed. `before_it_appears` is
    told the digest in between. Raises OSError.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            digest = _write_zip(package, signer, file)
            file.flush()
            os.fsync(file.fileno())
        before_it_appears(digest)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return digest


def about(package: PackageToWrite) -> bytes:
    """`data/package.json`."""
    return canonical.dump(
        {
            "format": names.FORMAT,
            "evaluation": package.scope,
            "device": package.device,
            "author": package.author,
            "role": package.role,
            "number": package.number,
            "previous": package.previous,
            "made_at": package.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "seals": {
                device: {"seq": seal.seq, "hash": seal.hash, "signature": seal.signature}
                for device, seal in package.seals.items()
            },
        }
    )


def _write_zip(package: PackageToWrite, signer: Signer, file: BinaryIO) -> str:
    payload = {names.ABOUT: in_memory(about(package)), **package.payload}
    ordered = dict(sorted(payload.items()))
    sums, total = {}, 0
    for name, content in ordered.items():
        sums[name], size = _sum(content())
        total += size
    tags = {
        names.BAGIT: names.BAGIT_TEXT.encode(),
        names.BAG_INFO: _bag_info(package, total, len(ordered)).encode(),
        names.MANIFEST: _manifest(sums).encode(),
        names.AUTHOR_KEY: f"{signer.public} {package.device}\n".encode(),
    }
    tag_manifest = _manifest({name: hashlib.sha256(data).hexdigest() for name, data in sorted(tags.items())}).encode()
    signature = signer.sign(tag_manifest, PACKAGE_NAMESPACE).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name, data in {**tags, names.TAG_MANIFEST: tag_manifest, names.SIGNATURE: signature}.items():
            _add(archive, name, [data])
        for name, content in ordered.items():
            _add(archive, name, content())
    return hashlib.sha256(tag_manifest).hexdigest()


def _add(archive: zipfile.ZipFile, name: str, content: Iterable[bytes]) -> None:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # no clock in the bytes
    info.create_system, info.external_attr = 3, 0o100644 << 16
    with archive.open(info, "w") as member:
        for chunk in content:
            member.write(chunk)


def in_memory(data: bytes) -> Content:
    """A small member's content."""
    return lambda: [data]


def _sum(content: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in content:
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _manifest(sums: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sums.items())


def _bag_info(package: PackageToWrite, octets: int, count: int) -> str:
    lines = (
        f"Bag-Software-Agent: LCC Desktop ({names.FORMAT})",
        f"Bagging-Date: {package.made_at:%Y-%m-%d}",
        f"External-Identifier: {package.scope}/{package.device}/{package.number}",
        f"Payload-Oxum: {octets}.{count}",
    )
    return "\n".join(lines) + "\n"
