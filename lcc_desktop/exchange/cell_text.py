"""Texts in the cells of a workbook: what a spreadsheet program would lose or alter is written so that it does not."""

import json
import re
import unicodedata

from lcc_desktop.exchange.framework_sheets import NOTHING

_TRICKY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|x005F_")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff_]")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_BLANK = str.maketrans("", "", _INVISIBLE)


def written(text: str) -> str:
    """A text as it stands in a cell. What a spreadsheet would lose or alter stands there as JSON after the mark."""
    if text == "":
        return NOTHING
    if text.startswith(NOTHING) or is_blank(text) or _TRICKY.search(text):
        quoted = json.dumps(text, ensure_ascii=False)
        return NOTHING + _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
    return text


def read(text: str) -> str | None:
    """The text that a cell stands for; None where the mark is followed by what it cannot be followed by."""
    if text.strip() == NOTHING:
        return ""
    if text.startswith(f'{NOTHING}"'):
        try:
            found = str(json.loads(text[1:]))
            found.encode()  # half a character is no text
        except ValueError:
            return None
        return found
    return text.replace("_x000D_\n", "\n").replace("_x000D_", "\n").replace("\r\n", "\n").replace("\r", "\n")


def is_blank(text: str) -> bool:
    return not text.translate(_BLANK).strip()


def stripped(text: str) -> str:
    """A code without the spaces and direction marks that came along when it was pasted."""
    return text.translate(_BLANK).strip()


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.translate(_BLANK)).casefold().split())
