"""A logo as documents print it: small, opaque, a PNG made here from whatever picture was given."""

import io

from lcc_desktop.domain.errors import LogoUnreadable, PictureTooLarge
from lcc_desktop.pictures.intake import fitted, opened

LONG_EDGE = 600
"""Dots along the longer side: 400 an inch at the size it is printed."""

MOST_DOTS = 40_000_000
FORMATS = ("PNG", "JPEG", "MPO")


def logo(content: bytes, name: str) -> bytes:
    """The picture of a PNG or JPEG file as a PNG on white, LONG_EDGE at the most; the same file gives the same bytes.

    Raises LogoUnreadable, PictureTooLarge, with `name`.
    """
    try:
        with opened(io.BytesIO(content), name) as picture:
            if picture.format not in FORMATS:
                raise LogoUnreadable(name)
            if picture.width * picture.height > MOST_DOTS:
                raise PictureTooLarge(name, picture.width, picture.height, MOST_DOTS)
            drawn = fitted(picture, (LONG_EDGE, LONG_EDGE)).convert("RGBA")
    except (LogoUnreadable, PictureTooLarge):
        raise
    except Exception as error:  # a decoder may fail in any way
        raise LogoUnreadable(name) from error
    paper = drawn.copy()
    paper.paste("white", (0, 0, *paper.size))
    paper.alpha_composite(drawn)
    out = io.BytesIO()
    paper.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
