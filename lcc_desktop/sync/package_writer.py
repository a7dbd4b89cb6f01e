"""Writes a package: a BagIt bag (RFC 8493) in a ZIP, signed with an OpenSSH signature over its tag manifest.

Contents are read twice, to measure and to write, and never held: see `benchmarks/large_package.py`.
"""

import hashlib
import os
import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lcc_desktop.domain.errors import PackageTooLarge
from lcc_desktop.sync import canonical, envelope, package_format as names, strict_zip
from lcc_desktop.sync.keys import PACKAGE_NAMESPACE, Signer
from lcc_desktop.sync.strict_zip import Content, Packed


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


@dataclass(frozen=True)
class Prepared:
    """A package measured, listed and signed. `digest`, the SHA-256 of its tag manifest, identifies it."""

    digest: str
    members: Mapping[str, Packed]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, from the first to the last. Raises what the contents raise."""
        return strict_zip.pack(self.members)


def prepare(package: PackageToWrite, signer: Signer) -> Prepared:
    """Measure and sign. Raises PackageTooLarge where no reader would take it, and what the contents raise."""
    listed: dict[str, Packed] = {}
    sums: dict[str, str] = {}
    payload = {names.ABOUT: in_memory(about(package)), **package.payload}
    for name, content in sorted(payload.items()):
        sums[name], listed[name] = measure(content)
        if names.is_text(name) and listed[name].size > names.MAX_TEXT:
            raise PackageTooLarge(names.MAX_TEXT)
    total = sum(member.size for member in listed.values())
    tags = {
        names.BAGIT: names.BAGIT_TEXT.encode(),
        names.BAG_INFO: _bag_info(package, total, len(listed)).encode(),
        names.MANIFEST: _manifest(sums).encode(),
        names.AUTHOR_KEY: f"{signer.line} {package.device}\n".encode(),
    }
    tag_manifest = _manifest({name: hashlib.sha256(data).hexdigest() for name, data in sorted(tags.items())}).encode()
    signature = signer.sign(tag_manifest, PACKAGE_NAMESPACE).encode()
    proof = {**tags, names.TAG_MANIFEST: tag_manifest, names.SIGNATURE: signature}
    members = {name: measure(in_memory(data))[1] for name, data in proof.items()} | listed
    try:
        strict_zip.packed_length(members)
    except strict_zip.ZipTooLarge as error:
        raise PackageTooLarge(strict_zip.MAX_BYTES) from error
    return Prepared(hashlib.sha256(tag_manifest).hexdigest(), members)


def write(
    content: Iterable[bytes], target: Path, before_it_appears: Callable[[], None], seal_to: Sequence[str] = ()
) -> None:
    """Write a package's bytes to `target`, in an envelope for the recipients if there are any.

    The file appears whole or not at all: written beside, synchronised, then renamed, with `before_it_appears` called
    in between. Raises OSError, envelope.BadRecipient, and what the content raises.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            if seal_to:
                envelope.close(content, file, seal_to)
            else:
                for chunk in content:
                    file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        before_it_appears()
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


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


def in_memory(data: bytes) -> Content:
    """A small member's content."""
    return lambda: [data]


def measure(content: Content) -> tuple[str, Packed]:
    """The SHA-256 of a content, and what the ZIP needs to know of it beforehand."""
    digest, size, crc = hashlib.sha256(), 0, 0
    for chunk in content():
        digest.update(chunk)
        size += len(chunk)
        crc = zlib.crc32(chunk, crc)
    return digest.hexdigest(), Packed(size, crc, content)


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
