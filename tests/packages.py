"""Packages made by hand: small, by a device of the test's own, and as hostile as a test wants."""

import hashlib
import secrets
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lcc_desktop.sync import package_format as names, package_writer, seal, state, strict_zip
from lcc_desktop.sync.entry import START, Entry
from lcc_desktop.sync.keys import PACKAGE_NAMESPACE, Signer

SCOPE = "5" * 32
MADE = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)

Members = dict[str, bytes]


class Author:
    """A device with a key of its own, and what it has said of one evaluation."""

    def __init__(self, name: str = "author", scope: str = SCOPE) -> None:
        self.name, self.scope = name, scope
        self.device, self.signer = secrets.token_hex(16), Signer.generate()
        self.said: list[Entry] = []
        self.heard: list[Entry] = []

    def say(self, kind: str, entity: str, field: str, value: Any, **parts: Any) -> Entry:
        """The next entry of this device's stream. `parts` replace what an honest device would have written."""
        before = self.said[-1] if self.said else None
        known: dict[str, int] = {}
        for entry in self.heard:
            known[entry.device] = max(entry.seq, known.get(entry.device, 0))
        made = {
            "scope": self.scope,
            "device": self.device,
            "seq": before.seq + 1 if before else 1,
            "hlc": (1_790_000_000_000 + len(self.said) + len(self.heard), 0),
            "at": "2026-11-20T16:30:00Z",
            "author": self.name,
            "kind": kind,
            "entity": entity,
            "field": field,
            "value": value,
            "seen": known,
            "prev": before.hash if before else START,
        }
        self.said.append(Entry(**(made | parts)))
        return self.said[-1]

    def score(self, indicator: str, degree: int) -> Entry:
        return self.say("score", indicator, "value", {"state": "scored", "degree": degree})

    def sealed(self, entry: Entry) -> package_writer.SealedStream:
        """The device's word for its entries up to one."""
        signature = seal.make(self.signer, self.scope, self.device, entry.seq, entry.hash)
        return package_writer.SealedStream(entry.seq, entry.hash, signature)

    def package(self, others: Sequence["Author"] = (), evidence: Sequence[bytes] = (), number: int = 1) -> Members:
        """The members of a package of everything said here and by `others`."""
        entries = sorted((e for a in (self, *others) for e in a.said), key=lambda e: (e.device, e.seq))
        payload: dict[str, bytes] = {
            names.JOURNAL: b"".join(entry.body + b"\n" for entry in entries),
            names.EVALUATION: state.dump(self.scope, entries),
            names.FRAMEWORK: b"{}",
        }
        payload |= {names.evidence_name(hashlib.sha256(e).hexdigest(), "application/pdf"): e for e in evidence}
        made = package_writer.PackageToWrite(
            scope=self.scope,
            device=self.device,
            author=self.name,
            role="facilitator",
            number=number,
            previous="",
            made_at=MADE,
            seals={a.device: a.sealed(a.said[-1]) for a in (self, *others) if a.said},
            payload={name: package_writer.in_memory(data) for name, data in payload.items()},
        )
        prepared = package_writer.prepare(made, self.signer)
        return {name: b"".join(member.content()) for name, member in prepared.members.items()}


def change(members: Members, name: str, old: bytes, new: bytes) -> Members:
    """The members with some bytes replaced; nothing is signed again."""
    assert old in members[name]
    return {**members, name: members[name].replace(old, new, 1)}


def sign_again(members: Members, signer: Signer) -> Members:
    """What somebody with a key would do after changing something: make manifests and signature fit again."""
    payload = {name: data for name, data in members.items() if name.startswith("data/")}
    device = members[names.AUTHOR_KEY].split()[2].decode()
    key = f"{signer.public} {device}\n".encode()
    return sign_tags({**members, names.MANIFEST: manifest(payload), names.AUTHOR_KEY: key}, signer)


def sign_tags(members: Members, signer: Signer, namespace: str = PACKAGE_NAMESPACE) -> Members:
    """The tag manifest made again and signed, whatever the manifest says."""
    listed = manifest({name: members[name] for name in names.TAG_FILES})
    return {**members, names.TAG_MANIFEST: listed, names.SIGNATURE: signer.sign(listed, namespace).encode()}


def manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def unpack(path: Path) -> Members:
    """The members of a package that was written."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(members: Members) -> bytes:
    """The file of these members, in the shape a package has."""
    packed = {}
    for name, data in members.items():
        _digest, packed[name] = package_writer.measure(package_writer.in_memory(data))
    return b"".join(strict_zip.pack(packed))


def write(folder: Path, data: bytes) -> Path:
    path = folder / f"{secrets.token_hex(4)}.lcc"
    path.write_bytes(data)
    return path


# Files that no honest program writes.

_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"


@dataclass
class Raw:
    """One member, and what its two headers say otherwise than they should. `hidden` puts no header in the directory."""

    name: bytes
    data: bytes
    local: dict[str, int] = field(default_factory=dict)
    central: dict[str, int] = field(default_factory=dict)
    local_name: bytes | None = None
    extra: bytes = b""
    comment: bytes = b""
    gap: bytes = b""
    hidden: bool = False


def raw(members: Members) -> list[Raw]:
    """The members of a package as they should be written."""
    return [Raw(name.encode(), data) for name, data in members.items()]


def raw_zip(
    members: Sequence[Raw], before: bytes = b"", after: bytes = b"", end: Mapping[str, int] | None = None
) -> bytes:
    """A ZIP byte by byte. `end` replaces fields of the last record; its comment is what `after` begins with."""
    out, directory, count = bytearray(before), bytearray(), 0
    for member in members:
        out += member.gap
        fields = {
            "version": 20, "flags": 0, "method": 0, "time": 0, "date": 33, "crc": zlib.crc32(member.data),
            "packed": len(member.data), "size": len(member.data),
        }  # fmt: skip
        local = fields | member.local
        local_name = member.name if member.local_name is None else member.local_name
        start = len(out)
        out += struct.pack(_LOCAL, b"PK\x03\x04", *local.values(), len(local_name), len(member.extra))
        out += local_name + member.extra + member.data
        if member.hidden:
            continue
        count += 1
        said = {"made": 3 << 8 | 20} | fields
        said |= {"disk": 0, "internal": 0, "external": 0o100644 << 16, "start": start} | member.central
        place = [said.pop(key) for key in ("disk", "internal", "external", "start")]
        lengths = (len(member.name), len(member.extra), len(member.comment))
        directory += struct.pack(_CENTRAL, b"PK\x01\x02", *said.values(), *lengths, *place)
        directory += member.name + member.extra + member.comment
    record = {"disk": 0, "start_disk": 0, "here": count, "count": count}
    record |= {"size": len(directory), "start": len(out), "comment": 0} | (end or {})
    return bytes(out + directory) + struct.pack(_END, b"PK\x05\x06", *record.values()) + after
