"""A ZIP of one shape only, read and written: stored members, back to back, nothing before, between or after.

Python's `zipfile` is made to read what it can; a gate must refuse what it does not expect: duplicate names,
compression (bombs), encryption, data descriptors, extra fields, comments, prepended or appended bytes, headers
that disagree. No name from the file is ever used as a path. What is written never looks back: it can go straight
into a seal.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

MAX_MEMBERS = 20_000
MAX_BYTES = 4 * 1024**3 - 1
"""One file on a FAT32 stick, and every size in 32 bits."""

_CHUNK = 1 << 20

# Every member of a package has these: made on Unix for ZIP 2.0, no clock (1 January 1980), an ordinary file.
# Holding them leaves no byte of the file that could change unseen.
_FIXED = (3 << 8 | 20, 20, 0, 33, 0o100644 << 16)
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


class Source(Protocol):
    """What can be read at any place: an open file, or an opened envelope."""

    def read(self, size: int = ..., /) -> bytes:
        """As many bytes as asked for, fewer only at the end."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Go to a place; the place."""


class ZipRefused(ValueError):
    """Not a ZIP of the accepted shape. The message is one that `wording.errors.DETAILS` translates."""


class NotAZip(ZipRefused):
    """Not a ZIP at all."""


class ZipTooLarge(ZipRefused):
    """More members or bytes than a package may have."""


Content = Callable[[], Iterable[bytes]]
"""Opens a member's content, in chunks; called twice (to measure, to write), so nothing large stays in memory."""


class ContentChanged(Exception):
    """A member's content was not the same the second time. The message is its name."""


@dataclass(frozen=True)
class Packed:
    """A member to write: what its content amounts to, and how to have it again."""

    size: int
    crc: int
    content: Content


@dataclass(frozen=True)
class Member:
    """One stored file: `start` is where its `size` bytes begin."""

    name: str
    start: int
    size: int
    crc: int


def members(file: Source) -> dict[str, Member]:
    """The members of a ZIP by name, after checking its whole structure (not yet the content).

    Raises NotAZip, ZipTooLarge, ZipRefused.
    """
    length = file.seek(0, 2)
    if length > MAX_BYTES:
        raise ZipTooLarge(".lcc")
    if length < _END.size or _read(file, 0, 4) != b"PK\x03\x04":
        raise NotAZip("")
    count, directory_size, directory_start = _end_record(file, length)
    found: dict[str, Member] = {}
    position, expected = directory_start, 0
    for _ in range(count):
        member, position, local_start = _central(file, position, length)
        if local_start != expected:
            raise ZipRefused("bytes between members")
        expected = member.start + member.size
        if member.name in found:
            raise ZipRefused("the same name twice")
        found[member.name] = member
    if expected != directory_start or position != directory_start + directory_size:
        raise ZipRefused("bytes around the directory")
    return found


def chunks(file: Source, member: Member) -> Iterator[bytes]:
    """The content of a member, its checksum verified at the end. Raises ZipRefused."""
    file.seek(member.start)
    left, crc = member.size, 0
    while left:
        chunk = file.read(min(_CHUNK, left))
        if not chunk:
            raise ZipRefused("cut short")
        left -= len(chunk)
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if crc != member.crc:
        raise ZipRefused("a checksum that does not match")


def packed_length(members: Mapping[str, Packed]) -> int:
    """How many bytes `pack` gives. Raises ZipTooLarge where that is more than a package may have."""
    each = sum(_LOCAL.size + _CENTRAL.size + 2 * len(name) + member.size for name, member in members.items())
    if each + _END.size > MAX_BYTES or len(members) > MAX_MEMBERS:
        raise ZipTooLarge(".lcc")
    return each + _END.size


def pack(members: Mapping[str, Packed]) -> Iterator[bytes]:
    """The bytes of a ZIP, in the order of `members`. Raises ZipTooLarge, and ContentChanged on the way."""
    packed_length(members)
    directory: list[bytes] = []
    position = 0
    for name, member in members.items():
        made, version, time, date, external = _FIXED
        raw, size = name.encode("ascii"), member.size
        local = (b"PK\x03\x04", version, 0, 0, time, date, member.crc, size, size, len(raw), 0)
        yield _LOCAL.pack(*local) + raw
        yield from _measured(name, member)
        central = (b"PK\x01\x02", made, version, 0, 0, time, date, member.crc, size, size)
        directory.append(_CENTRAL.pack(*central, len(raw), 0, 0, 0, 0, external, position) + raw)
        position += _LOCAL.size + len(raw) + size
    yield from directory
    size = sum(map(len, directory))
    yield _END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), size, position, 0)


def _measured(name: str, member: Packed) -> Iterator[bytes]:
    left, crc = member.size, 0
    for chunk in member.content():
        left -= len(chunk)
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if left or crc != member.crc:
        raise ContentChanged(name)


def _end_record(file: Source, length: int) -> tuple[int, int, int]:
    fields = _END.unpack(_read(file, length - _END.size, _END.size))
    signature, disk, start_disk, here, count, size, start, comment = fields
    if signature != b"PK\x05\x06":
        raise ZipRefused("cut short, or bytes appended")
    if disk or start_disk or here != count or comment:
        raise ZipRefused("several disks or a comment")
    if count > MAX_MEMBERS:
        raise ZipTooLarge(".lcc")
    if start + size != length - _END.size:
        raise ZipRefused("the directory is not where it should be")
    return count, size, start


def _central(file: Source, position: int, length: int) -> tuple[Member, int, int]:
    header = _CENTRAL.unpack(_read(file, position, _CENTRAL.size))
    (signature, made, version, flags, method, time, date, crc, packed, size, name_length, extra, comment,
     disk, internal, external, start) = header  # fmt: skip
    if signature != b"PK\x01\x02" or method or flags or packed != size or extra or comment or disk or internal:
        raise ZipRefused("a member that is compressed, encrypted or has extra fields")
    if (made, version, time, date, external) != _FIXED:
        raise ZipRefused("a member with other attributes than a package's")
    raw_name = _read(file, position + _CENTRAL.size, name_length)
    local = _LOCAL.unpack(_read(file, start, _LOCAL.size))
    same = (b"PK\x03\x04", version, flags, method, time, date, crc, packed, size, name_length, 0)
    if local != same or _read(file, start + _LOCAL.size, name_length) != raw_name:
        raise ZipRefused("two headers of a member disagree")
    content = start + _LOCAL.size + name_length
    if content + size > length:
        raise ZipRefused("a member past the end")
    try:
        name = raw_name.decode("ascii")
    except UnicodeDecodeError as error:
        raise ZipRefused("a name that is not plain ASCII") from error
    return Member(name, content, size, crc), position + _CENTRAL.size + name_length, start


def _read(file: Source, position: int, count: int) -> bytes:
    file.seek(position)
    data = file.read(count)
    if len(data) != count:
        raise ZipRefused("cut short")
    return data
