"""A QR code as shapes: sharp at any size."""

from functools import lru_cache
from typing import Any

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4
"""Modules that stay white on each side, as the standard asks."""


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float, correction: str = "Q", quiet: int = 0) -> None:
    """Draw the code of a text in a square with its lower left corner at (x, y).

    `correction`: a quarter of it may be lost with "Q", a seventh with "M". `quiet`: modules of the square that stay
    white on each side; where it is 0, what is around must be left white.
    """
    count, rectangles = _shapes(text, correction)
    module = side / (count + 2 * quiet)
    left, bottom = x + quiet * module, y + quiet * module
    canvas.addLiteral(f"q 0 g {module:.5f} 0 0 {module:.5f} {left:.3f} {bottom:.3f} cm {rectangles} f Q")


def dark_modules(text: str, correction: str = "Q") -> list[list[bool]]:
    """The rows of a text's code from the top, without the quiet zone: True is dark."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=correction)
    drawn: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(drawn).tolist()  # 0 is dark
    return [[light == 0 for light in row] for row in rows]


@lru_cache(maxsize=4)  # of one document, page after page
def _shapes(text: str, correction: str) -> tuple[int, str]:
    """How many modules wide, and its dark ones as rectangles: neighbours in one, so that no hairline is between."""
    rows = dark_modules(text, correction)
    rectangles = []
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate([*row, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                rectangles.append(f"{start} {len(rows) - number - 1} {column - start} 1 re")
                start = None
    return len(rows), " ".join(rectangles)
