"""A picture as it is taken in: upright, of a sensible size, with nothing in it about where, when and by whom."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import pi_heif
from PIL import Image, ImageCms

from lcc_desktop.domain.errors import PictureTooLarge
from lcc_desktop.domain.evidence import Remark
from lcc_desktop.pictures.sniffing import ENOUGH, sniff
from lcc_desktop.pictures.stripping import stripped

LONG_EDGE = 2000
"""Dots along the longer side: an A4 page photographed is still read without effort, in a tenth of the bytes."""

QUALITY = 85
MOST_DOTS = 120_000_000
"""Beyond this a picture is not unfolded: an old laptop has not the memory, and small files may claim to be huge."""

LARGEST_TO_STRIP = 16 * 1024**2
"""Bytes; a picture that needs more than this for LONG_EDGE is drawn again."""

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "HEIF", "AVIF")
"""What is decoded at all. The library knows dozens more, each one more thing a hostile file can aim at."""

_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "HEIF": "image/heic",
    "AVIF": "image/avif",
}
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned for what the camera says of how it was held."""

# The library's own limit speaks only at twice its value, and by then it is ours that was said.
Image.MAX_IMAGE_PIXELS = MOST_DOTS
pi_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Taken:
    """What to keep of a picture. `data` is None where that is the file as it came, and `remark` says why."""

    data: bytes | None
    media_type: str
    remark: Remark | None = None

    @property
    def size(self) -> int:
        return len(self.data or b"")


def take_in(file: BinaryIO, name: str) -> Taken:
    """What to keep of a picture in an open file; a file that cannot be read as one is kept as it came.

    Raises PictureTooLarge, with `name`.
    """
    file.seek(0)
    media_type = sniff(file.read(ENOUGH)) or "application/octet-stream"
    try:
        with opened(file, name) as picture:
            return _taken(picture, file)
    except PictureTooLarge:
        raise
    except Exception:  # a decoder may fail in any way; whatever it was, the file is worth keeping
        return Taken(None, media_type, Remark.BROKEN)


def fitted(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """A picture upright, in the colours every screen knows, no larger than `box`, with nothing beside it."""
    orientation = picture.getexif().get(_ORIENTATION, 1)
    if orientation in (5, 6, 7, 8):
        box = (box[1], box[0])
    if picture.format in ("JPEG", "MPO"):
        picture.draft(None, box)  # decodes at a half, a quarter or an eighth: enough, and fast
    profile = picture.info.get("icc_profile")
    plain = _plain(picture)
    plain.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    plain = _in_srgb(plain, profile)
    # A decoder that has turned the picture by now has said so.
    turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    upright = plain if turn is None else plain.transpose(turn)
    upright.info = {}  # what is there would be written out again
    return upright


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Image.Image]:
    """A picture whose head was read, and which is not too large to unfold. Raises PictureTooLarge, and anything."""
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise PictureTooLarge(name, picture.width, picture.height, MOST_DOTS)
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge(name, 0, 0, MOST_DOTS) from error


def _taken(picture: Image.Image, file: BinaryIO) -> Taken:
    media_type = _MEDIA_TYPES[picture.format or ""]
    # A JPEG's further pictures are previews and gain maps of the first; those of other formats are pages.
    if media_type != "image/jpeg" and getattr(picture, "n_frames", 1) > 1:
        return Taken(None, media_type, Remark.SEVERAL)
    bare = _bare(picture, file, media_type)
    if bare is not None and max(picture.size) <= LONG_EDGE:
        picture.load()  # all of it, so that a broken one shows
        return bare
    drawn = _drawn(picture, media_type)
    # A screen's large even areas take fewer bytes as they are than blurred by scaling.
    return bare if bare is not None and bare.size <= drawn.size else drawn


def _bare(picture: Image.Image, file: BinaryIO, media_type: str) -> Taken | None:
    """The picture dot for dot with nothing beside it; None if it has to be drawn anew."""
    if picture.getexif().get(_ORIENTATION, 1) in _TURNS or file.seek(0, io.SEEK_END) > LARGEST_TO_STRIP:
        return None
    file.seek(0)
    whole = file.read()
    bare = stripped(whole, media_type)
    return None if bare is None else Taken(bare, media_type)


def _drawn(picture: Image.Image, media_type: str) -> Taken:
    """The picture made anew."""
    plain = fitted(picture, (LONG_EDGE, LONG_EDGE))
    if plain.mode in ("RGBA", "LA"):
        if plain.getchannel("A").histogram()[255] < plain.width * plain.height:
            return Taken(_written(plain, "PNG"), "image/png")
        plain = plain.convert("RGB" if plain.mode == "RGBA" else "L")
    jpeg = _written(plain, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    if media_type in ("image/jpeg", "image/heic", "image/avif"):  # photographs: never smaller the other way
        return Taken(jpeg, "image/jpeg")
    png = _written(plain, "PNG")
    return Taken(png, "image/png") if len(png) <= len(jpeg) else Taken(jpeg, "image/jpeg")


def _plain(picture: Image.Image) -> Image.Image:
    """In one of the modes RGB, RGBA, L, LA and CMYK, eight bits each."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.convert("I").point(_high_byte).convert("L")
    if "transparency" in picture.info or picture.mode in ("PA", "La", "RGBa"):
        return picture.convert("RGBA")
    if picture.mode in ("RGB", "RGBA", "L", "LA", "CMYK"):
        return picture.copy()
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _high_byte(value: Any) -> Any:
    """Of sixteen bits. The library calls this once, with an expression of its own."""
    return value / 256


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours of a wide or printing colour space as every screen shows them."""
    colours = picture.mode if picture.mode in ("RGBA", "L", "LA") else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=colours)
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None  # a profile that says nothing usable
        if turned is not None:
            return turned
    return picture if picture.mode == colours else picture.convert(colours)


def _written(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()
