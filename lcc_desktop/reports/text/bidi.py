"""The Unicode bidirectional algorithm: levels of a paragraph, visual runs of a line.

Levels come from fpdf2's implementation of UAX #9 (revision 48, isolates included); a test holds it against an
independent one. Cutting a line into runs (rules L1 and L2) is here, because lines are broken on logical text.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

REMOVED = 255
"""Level of characters that only steer the order (marks, isolates): they are never drawn."""

_STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN", "LRI", "RLI", "FSI", "PDI"}
_INVISIBLE = {"\u200e", "\u200f", "\u061c", "\ufeff", "\u200b"}


@dataclass(frozen=True)
class Run:
    """A stretch of a line in one direction: text positions `start`..`end` of the paragraph, in logical order."""

    start: int
    end: int
    right_to_left: bool


def levels(text: str, right_to_left: bool) -> list[int]:
    """The embedding level of each character of a paragraph in a base direction."""
    paragraph, directions = _library()
    found = [REMOVED] * len(text)
    base = directions.RTL if right_to_left else directions.LTR
    for character in paragraph(text=text, base_direction=base).get_characters_with_embedding_level():
        found[character.character_index] = character.embedding_level
    return [REMOVED if _steers(c) else level for c, level in zip(text, found, strict=True)]


def visual_runs(text: str, found: Sequence[int], start: int, end: int, right_to_left: bool) -> list[Run]:
    """The runs of a line, from left to right. Characters that only steer the order are in none of them."""
    line = list(found[start:end])
    base = 1 if right_to_left else 0
    # L1: white space at the end of a line belongs to the paragraph.
    for position in range(len(line) - 1, -1, -1):
        if line[position] != REMOVED and not text[start + position].isspace():
            break
        if line[position] != REMOVED:
            line[position] = base
    runs: list[tuple[int, int, int]] = []
    for position, level in enumerate(line, start=start):
        if level == REMOVED:
            continue
        if runs and runs[-1][2] == level and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1, level)
        else:
            runs.append((position, position + 1, level))
    return [Run(first, last, level % 2 == 1) for first, last, level in _reordered(runs)]


def _reordered(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """L2: from the highest level down to the lowest odd one, reverse every contiguous stretch."""
    ordered = list(runs)
    highest = max((level for _, _, level in runs), default=0)
    for level in range(highest, 0, -1):
        position = 0
        while position < len(ordered):
            if ordered[position][2] < level:
                position += 1
                continue
            stop = position
            while stop < len(ordered) and ordered[stop][2] >= level:
                stop += 1
            ordered[position:stop] = reversed(ordered[position:stop])
            position = stop
    return ordered


def _steers(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.bidirectional(character) in _STEERING


@cache
def _library() -> tuple[Any, Any]:
    # A second to import, with its whole PDF writer: paid by the first document, not by the window's start.
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    return BidiParagraph, TextDirection
