"""What a camera or a program wrote beside the picture, taken out without touching a dot of it.

Place, date, device, owner, comments, embedded previews and whatever lies behind the end of the picture go; what is
needed to show it right (colour profile, transparency) stays.
"""

import struct
from collections.abc import Iterator

_STANDALONE = {*range(0xD0, 0xD8), 0x01}
"""Markers of a JPEG without a length: restarts, and one nobody uses."""

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP2, _APP14, _APP15, _COM = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_JFIF_LENGTH = 16
"""Of the segment without a small picture."""
_JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0"

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"PLTE", b"IDAT", b"IHDR", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}

_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def stripped(data: bytes, media_type: str) -> bytes | None:
    """The same picture with nothing beside it; None where that cannot be done without drawing it again."""
    strip = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(media_type)
    try:
        return None if strip is None else b"".join(strip(data))
    except (IndexError, ValueError, struct.error):
        return None


def _jpeg(data: bytes) -> Iterator[bytes]:
    if data[:2] != bytes((0xFF, _SOI)):
        raise ValueError("no picture")
    yield data[:2]
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI:
            yield bytes((0xFF, _EOI))
            return
        if marker in _STANDALONE:
            raise ValueError("out of place")
        end = at + struct.unpack_from(">H", data, at)[0]
        if end > len(data) or end < at + 2:
            raise ValueError("cut short")
        yield from _segment(marker, data[at:end])
        at = end
        if marker == _SOS:
            end = _end_of_scan(data, at)
            yield data[at:end]
            at = end


def _segment(marker: int, body: bytes) -> Iterator[bytes]:
    """What is kept of one segment; `body` begins with its length."""
    content = body[2:]
    if marker == _APP0:
        if content.startswith(b"JFIF\0"):
            yield bytes((0xFF, marker)) + body if len(body) == _JFIF_LENGTH else _JFIF  # never the small picture
        return
    shows = (marker == _APP2 and content.startswith(b"ICC_PROFILE\0")) or (
        marker == _APP14 and content.startswith(b"Adobe")
    )
    if shows or not (_APP0 <= marker <= _APP15 or marker == _COM):
        yield bytes((0xFF, marker)) + body


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, and where what follows it begins."""
    if data[at] != 0xFF:
        raise ValueError("no marker")
    while data[at] == 0xFF:
        at += 1
    return data[at], at + 1


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the dots of a scan end: at the next marker that is neither a restart nor a stuffed byte."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and data[at + 1] not in _STANDALONE:
            return at
        at += 2


def _png(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_PNG):
        raise ValueError("no picture")
    yield _PNG
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("cut short")
        if name in _PNG_KEPT:
            yield data[at:end]
        elif name[:1].isupper():
            raise ValueError("a part that is needed and not known")
        at = end


def _webp(data: bytes) -> Iterator[bytes]:
    magic, length, kind = struct.unpack_from("<4sI4s", data)
    if magic != b"RIFF" or kind != b"WEBP" or length + 8 > len(data):
        raise ValueError("no picture")
    kept, at = [], 12
    while at < length + 8:
        name, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        if end > length + 8:
            raise ValueError("cut short")
        if name == b"VP8X":
            flags = data[at + 8] & ~(_WEBP_EXIF | _WEBP_XMP)
            kept.append(data[at : at + 8] + bytes((flags,)) + data[at + 9 : end])
        elif name in _WEBP_KEPT:
            kept.append(data[at:end])
        at = end
    body = b"".join(kept)
    yield struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WEBP")
    yield body
