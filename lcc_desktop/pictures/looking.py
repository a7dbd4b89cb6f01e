"""The process that unfolds pictures and PDF pages to be looked at. Files come from anywhere: what one of them does to
a decoder happens here, and ends with this process.

It reads requests from its input and writes answers to its output, each a line of JSON followed by as many bytes as
the line says. It opens no file and knows no workspace. Started by `viewer`.
"""

import io
import json
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from lcc_desktop.domain.errors import PictureTooLarge, Unshowable
from lcc_desktop.pictures.confinement import confine

MEMORY = 2 * 1024**3
"""Bytes that this process may take: more than a page can honestly need."""

MOST_DRAWN = 24_000_000
"""Dots of a page or picture that are drawn at most, whatever is asked."""

CODE_DOTS = (200, 400)
"""Dots an inch at which a page is looked at for codes: as printed by us, then as a poor scan may need."""

Answer = tuple[dict[str, object], bytes]


class Looker:
    """Answers one request after the other; one PDF may be open at a time."""

    def __init__(self) -> None:
        self._pdf: Any = None

    def answer(self, request: Mapping[str, Any], content: bytes) -> Answer:
        """What was asked, or {"why": …} when it cannot be shown."""
        try:
            match request["ask"]:
                case "picture":
                    return _picture(content, request["width"], request["height"])
                case "open":
                    return self._open(content)
                case "page":
                    return self._page(request["page"], request["width"], request["height"])
                case "codes":
                    return _codes(content)
                case "page codes":
                    return self._page_codes(request["page"])
            raise ValueError(request["ask"])
        except (MemoryError, PictureTooLarge):
            return {"why": Unshowable.TOO_LARGE}, b""
        except Exception:  # decoders fail in every way there is
            return {"why": Unshowable.BROKEN}, b""

    def _open(self, content: bytes) -> Answer:
        import pypdfium2  # here and below: a process that shows pictures does without the other library

        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None
        try:
            self._pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
            return {"why": Unshowable.LOCKED if locked else Unshowable.BROKEN}, b""
        return {"pages": len(self._pdf)}, b""

    def _page(self, number: int, width: int, height: int) -> Answer:
        page = self._pdf[number]
        try:
            full_width, full_height = page.get_size()
            scale = _scale(full_width, full_height, width, height)
            # No forms and no scripts: the library is never told to run them.
            picture = page.render(scale=scale, may_draw_forms=False).to_pil()
        finally:
            page.close()
        return _drawn(picture, round(full_width), round(full_height))

    def _page_codes(self, number: int) -> Answer:
        from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

        from lcc_desktop.pictures.codes import codes_in

        page, found = self._pdf[number], []
        try:
            scanned = next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None
            for dots in CODE_DOTS if scanned else CODE_DOTS[:1]:
                width, height = page.get_size()
                scale = min(dots / 72, (MOST_DRAWN / (width * height)) ** 0.5)
                found = codes_in(
                    page.render(scale=scale, may_draw_forms=False, grayscale=True).to_pil(), sharp=not scanned
                )
                if found:
                    break
        finally:
            page.close()
        return {"codes": found}, b""


def _codes(content: bytes) -> Answer:
    from lcc_desktop.pictures.codes import SEEN, codes_in
    from lcc_desktop.pictures.intake import fitted, opened

    with opened(io.BytesIO(content), "") as picture:
        return {"codes": codes_in(fitted(picture, SEEN))}, b""


def _picture(content: bytes, width: int, height: int) -> Answer:
    from lcc_desktop.pictures.intake import fitted, opened

    with opened(io.BytesIO(content), "") as picture:
        full = picture.size
        upright = fitted(picture, (width, height))
    turned = (upright.width > upright.height) != (full[0] > full[1])
    return _drawn(upright, *(reversed(full) if turned else full))


def _scale(full_width: float, full_height: float, width: int, height: int) -> float:
    scale = min(width / full_width, height / full_height)
    return float(min(scale, (MOST_DRAWN / (full_width * full_height)) ** 0.5))


def _drawn(picture: Any, full_width: int, full_height: int) -> Answer:
    dots = picture.convert("RGBA")
    size = {"width": dots.width, "height": dots.height, "full_width": full_width, "full_height": full_height}
    return size, dots.tobytes()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the input ends."""
    looker = Looker()
    while line := requests.readline():
        request = json.loads(line)
        said, content = looker.answer(request, requests.read(request["bytes"]))
        answers.write(json.dumps({**said, "bytes": len(content)}).encode() + b"\n" + content)
        answers.flush()


if __name__ == "__main__":
    confine(MEMORY)
    # Whatever a library prints must not fall between the answers.
    output, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, output)
