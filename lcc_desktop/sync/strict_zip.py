"""A ZIP reader that accepts one shape only: stored members, back to back, nothing before, between or after.

Python's `zipfile` is made to read what it can; a gate must refuse what it does not expect: duplicate names,
compression (bombs), encryption, data descriptors, extra fields, comments, prepended or appended bytes, headers
that disagree. No name from the file is ever used as a path.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

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


class ZipRefused(ValueError):
    """Not a ZIP of the accepted shape. The message names what is wrong, for logs and details."""


class NotAZip(ZipRefused):
    """Not a ZIP at all."""


class ZipTooLarge(ZipRefused):
    """More members or bytes than a package may have."""


@dataclass(frozen=True)
class Member:
    """One stored file: `start` is where its `size` bytes begin."""

    name: str
    start: int
    size: int
    crc: int


def members(file: BinaryIO) -> dict[str, Member]:
    """The members of a ZIP by name, after checking its whole structure (not yet the content).

    Raises NotAZip, ZipTooLarge, ZipRefused.
    """
    length = file.seek(0, 2)
    if length > MAX_BYTES:
        raise ZipTooLarge(f"{length} bytes")
    if length < _END.size or _read(file, 0, 4) != b"PK\x03\x04":
        raise NotAZip("no ZIP header at the start")
    count, directory_size, directory_start = _end_record(file, length)
    found: dict[str, Member] = {}
    position, expected = directory_start, 0
    for _ in range(count):
        member, position, local_start = _central(file, position, length)
        if local_start != expected:
            raise ZipRefused("bytes between members")
        expected = member.start + member.size
        if member.name in found:
            raise ZipRefused(f"duplicate name {member.name!r}")
        found[member.name] = member
    if expected != directory_start or position != directory_start + directory_size:
        raise ZipRefused("bytes around the directory")
    return found


def chunks(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The content of a member, its checksum verified at the end. Raises ZipRefused."""
    file.seek(member.start)
    left, crc = member.size, 0
    while left:
        chunk = file.read(min(_CHUNK, left))
        if not chunk:
            raise ZipRefused("truncated")
        left -= len(chunk)
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if crc != member.crc:
        raise ZipRefused(f"checksum of {member.name!r}")


def _end_record(file: BinaryIO, length: int) -> tuple[int, int, int]:
    fields = _END.unpack(_read(file, length - _END.size, _END.size))
    signature, disk, start_disk, here, count, size, start, comment = fields
    if signature != b"PK\x05\x06":
        raise ZipRefused("no end record at the very end: truncated, or bytes appended")
    if disk or start_disk or here != count or comment:
        raise ZipRefused("several disks or a comment")
    if count > MAX_MEMBERS:
        raise ZipTooLarge(f"{count} members")
    if start + size != length - _END.size:
        raise ZipRefused("the directory is not where it should be")
    return count, size, start


def _central(file: BinaryIO, position: int, length: int) -> tuple[Member, int, int]:
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


def _read(file: BinaryIO, position: int, count: int) -> bytes:
    file.seek(position)
    data = file.read(count)
    if len(data) != count:
        raise ZipRefused("truncated")
    return data
