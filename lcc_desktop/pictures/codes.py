"""QR codes in pictures of paper: turned, tilted, pale, blurred, small in a large photograph."""

from collections.abc import Iterator
from itertools import islice

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

SEEN = (6000, 6000)
"""Dots of a picture that are looked at."""
SMALL = 6_000_000
"""Dots below which a picture is looked at enlarged as well."""


def codes_in(picture: Image.Image, sharp: bool = False) -> list[str]:
    """The texts of the QR codes that can be read, each once. A `sharp` picture is looked at in one way only."""
    for seen in islice(_views(picture.convert("L")), 1 if sharp else None):
        found = zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        if found:
            return list(dict.fromkeys(one.text for one in found))
    return []


def _views(grey: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, then in other ways to look at it, from the quickest."""
    yield grey
    clear = ImageOps.autocontrast(grey, cutoff=1)
    yield clear.filter(ImageFilter.GaussianBlur(1))  # against grain
    yield grey.filter(ImageFilter.UnsharpMask(radius=3, percent=500, threshold=0))
    if grey.width * grey.height < SMALL:
        larger = clear.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
        yield larger
        yield larger.filter(ImageFilter.UnsharpMask(radius=6, percent=400, threshold=0))
