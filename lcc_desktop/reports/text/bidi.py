"""The Unicode bidirectional algorithm (UAX #9, isolates included): levels of a text, visual runs of a line.

Our own, held against the cases of Unicode's conformance files by a test. The libraries that would do: one gives no
levels, the other takes a second and more to load with the PDF writer it belongs to, before the first line is printed.
Rule names in the comments are those of the standard.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

REMOVED = 255
"""Level of what rule X9 removes: embeddings, overrides and what joins nothing. It stands nowhere."""

_MOST = 125
_EMBEDDINGS = {"LRE", "RLE", "LRO", "RLO"}
_REMOVED = {*_EMBEDDINGS, "PDF", "BN"}
_ISOLATES = {"LRI", "RLI", "FSI"}
_NEUTRAL = {"B", "S", "WS", "ON", *_ISOLATES, "PDI"}
_AS_STRONG = {"L": "L", "R": "R", "AN": "R", "EN": "R"}
_PLAIN = {"L", "EN", "ES", "ET", "CS", "NSM", "B", "S", "WS", "ON"}
"""A left-to-right paragraph of these alone is one run."""


def _brackets() -> dict[str, str]:
    """Each opening bracket's closing one: they stand side by side, or with one sign between them."""
    pairs = {}
    for code in (*range(0x300), *range(0xF00, 0x1700), *range(0x2000, 0x3100), *range(0xFE00, 0x10000)):
        if unicodedata.category(chr(code)) == "Ps" and unicodedata.mirrored(chr(code)):
            beside = chr(code + 1)
            pairs[chr(code)] = beside if unicodedata.category(beside) == "Pe" else chr(code + 2)
    return pairs | {"\u298d": "\u2990", "\u298f": "\u298e"}


_CLOSING = _brackets()
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}


@dataclass(frozen=True)
class Run:
    """A stretch of a line in one direction: text positions `start`..`end` of the paragraph, in logical order."""

    start: int
    end: int
    right_to_left: bool


class _Classes(dict[str, str]):
    """Each character's class, looked up once. What Unicode has not assigned takes its block's direction."""

    def __missing__(self, character: str) -> str:
        found = unicodedata.bidirectional(character) or _unassigned(ord(character))
        self[character] = found
        return found


_CLASS = _Classes()


@lru_cache(maxsize=2_000)
def levels(text: str, right_to_left: bool) -> Sequence[int]:
    """The embedding level of each character, lines not yet broken (rules X1 to I2)."""
    classes = [_CLASS[character] for character in text]
    if not right_to_left and _PLAIN.issuperset(classes):
        return (0,) * len(text)
    found: list[int] = []
    start = 0
    while start < len(text):  # P1: each paragraph by itself
        end = classes.index("B", start) + 1 if "B" in classes[start:] else len(text)
        found += _paragraph(text[start:end], classes[start:end], 1 if right_to_left else 0)
        start = end
    return tuple(found)


def line_levels(text: str, found: Sequence[int], start: int, end: int, right_to_left: bool) -> list[int]:
    """The levels of a line: white space before a separator or at the end is the paragraph's (rule L1)."""
    line = list(found[start:end])
    base = 1 if right_to_left else 0
    trailing = True
    for position in range(len(line) - 1, -1, -1):
        kind = _CLASS[text[start + position]]
        if kind in ("S", "B"):
            line[position], trailing = base, True
        elif kind == "WS" or kind in _ISOLATES or kind == "PDI":
            if trailing:
                line[position] = base
        elif line[position] != REMOVED:
            trailing = False
    return line


def visual_runs(text: str, found: Sequence[int], start: int, end: int, right_to_left: bool) -> list[Run]:
    """The runs of a line, from left to right (rule L2). What rule X9 removes is in none of them."""
    line = line_levels(text, found, start, end, right_to_left)
    runs: list[tuple[int, int, int]] = []
    for position, level in enumerate(line, start=start):
        if level == REMOVED:
            continue
        if runs and runs[-1][2] == level and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1, level)
        else:
            runs.append((position, position + 1, level))
    return [Run(first, last, level % 2 == 1) for first, last, level in _reordered(runs)]


def first_strong(text: str) -> bool | None:
    """Whether a text begins right to left, as rules P2 and P3 find it; None where nothing in it has a direction."""
    return _first_strong([_CLASS[character] for character in text])


def _first_strong(classes: Sequence[str]) -> bool | None:
    depth = 0
    for kind in classes:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
        elif kind == "B":
            return None
    return None


def _paragraph(text: str, classes: list[str], base: int) -> list[int]:
    ends = _matching(classes)
    found, kinds = _explicit(classes, ends, base)
    for positions, sos, eos in list(_sequences(classes, found, ends, base)):  # before levels change
        _weak(kinds, positions, sos)
        _paired(text, classes, kinds, positions, sos, found[positions[0]])
        _neutral(kinds, positions, sos, eos, found[positions[0]])
        for position in positions:  # I1, I2
            kind, level = kinds[position], found[position]
            if level % 2:
                found[position] += kind != "R"
            else:
                found[position] += {"R": 1, "L": 0}.get(kind, 2)
    return found


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """Each isolate's end, and each end's isolate (BD9). One without an end goes to the paragraph's."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for position, kind in enumerate(classes):
        if kind in _ISOLATES:
            opened.append(position)
        elif kind == "PDI" and opened:
            start = opened.pop()
            ends[start], ends[position] = position, start
    return ends


def _explicit(classes: Sequence[str], ends: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """Rules X1 to X8: levels from embeddings, overrides and isolates, and the classes that overrides leave."""
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    beyond_isolates = beyond_embeddings = isolates = 0
    found, kinds = [base] * len(classes), list(classes)
    for position, kind in enumerate(classes):
        level, override, _isolate = stack[-1]
        if kind in _EMBEDDINGS:
            found[position] = REMOVED
            higher = level + (1 + level % 2 if kind[0] == "R" else 2 - level % 2)
            if higher <= _MOST and not beyond_isolates and not beyond_embeddings:
                stack.append((higher, kind[0] if kind[2] == "O" else "", False))
            elif not beyond_isolates:
                beyond_embeddings += 1
        elif kind in _ISOLATES:
            found[position], kinds[position] = level, override or kind
            right = kind == "RLI"
            if kind == "FSI":
                right = _first_strong(classes[position + 1 : ends.get(position, len(classes))]) or False
            higher = level + (1 + level % 2 if right else 2 - level % 2)
            if higher <= _MOST and not beyond_isolates and not beyond_embeddings:
                isolates += 1
                stack.append((higher, "", True))
            else:
                beyond_isolates += 1
        elif kind == "PDI":
            if beyond_isolates:
                beyond_isolates -= 1
            elif isolates:
                beyond_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                isolates -= 1
            found[position], kinds[position] = stack[-1][0], stack[-1][1] or kind
        elif kind == "PDF":
            found[position] = REMOVED
            if not beyond_isolates:
                if beyond_embeddings:
                    beyond_embeddings -= 1
                elif len(stack) > 1 and not stack[-1][2]:
                    stack.pop()
        elif kind == "BN":
            found[position] = REMOVED
        elif kind != "B":
            found[position], kinds[position] = level, override or kind
    return found, kinds


def _sequences(
    classes: Sequence[str], found: Sequence[int], ends: dict[int, int], base: int
) -> Iterator[tuple[list[int], str, str]]:
    """The isolating run sequences (X10), each with the directions it begins and ends beside."""
    left = [position for position, level in enumerate(found) if level != REMOVED]
    runs: list[list[int]] = []
    for position in left:
        if runs and found[runs[-1][-1]] == found[position]:
            runs[-1].append(position)
        else:
            runs.append([position])
    starting = {run[0]: run for run in runs}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in ends:
            continue  # goes on another
        whole = list(run)
        while classes[whole[-1]] in _ISOLATES and whole[-1] in ends:
            whole += starting[ends[whole[-1]]]
        level = found[whole[0]]
        before = bisect_left(left, whole[0])
        after = bisect_left(left, whole[-1]) + 1
        previous = found[left[before - 1]] if before else base
        following = base if classes[whole[-1]] in _ISOLATES or after == len(left) else found[left[after]]
        yield whole, "LR"[max(level, previous) % 2], "LR"[max(level, following) % 2]


def _weak(kinds: list[str], positions: Sequence[int], sos: str) -> None:
    """Rules W1 to W7: what numbers and the signs among them are."""
    before = strong = sos
    for position in positions:
        kind = kinds[position]
        if kind == "NSM":  # W1
            kind = "ON" if before in _ISOLATES or before == "PDI" else before
        before = kind
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
        kinds[position] = "R" if kind == "AL" else kind  # W3
    for at in range(1, len(positions) - 1):  # W4
        around = kinds[positions[at - 1]], kinds[positions[at + 1]]
        kind = kinds[positions[at]]
        if around == ("EN", "EN") and kind in ("ES", "CS"):
            kinds[positions[at]] = "EN"
        elif around == ("AN", "AN") and kind == "CS":
            kinds[positions[at]] = "AN"
    at = 0
    while at < len(positions):  # W5, W6
        stop = at
        while stop < len(positions) and kinds[positions[stop]] == "ET":
            stop += 1
        if stop > at:
            beside = (at and kinds[positions[at - 1]] == "EN") or (
                stop < len(positions) and kinds[positions[stop]] == "EN"
            )
            for position in positions[at:stop]:
                kinds[position] = "EN" if beside else "ON"
        elif kinds[positions[at]] in ("ES", "CS"):
            kinds[positions[at]] = "ON"
        at = max(stop, at + 1)
    strong = sos
    for position in positions:  # W7
        if kinds[position] in ("L", "R"):
            strong = kinds[position]
        elif kinds[position] == "EN" and strong == "L":
            kinds[position] = "L"


def _paired(
    text: str, classes: Sequence[str], kinds: list[str], positions: Sequence[int], sos: str, level: int
) -> None:
    """Rule N0: a pair of brackets goes with what it holds, or with what stands before it."""
    embedding = "LR"[level % 2]
    for opening, closing in sorted(_pairs(text, kinds, positions)):
        inside = {_AS_STRONG.get(kinds[positions[at]]) for at in range(opening + 1, closing)} - {None}
        if embedding in inside:
            side = embedding
        elif inside:
            strong = (_AS_STRONG.get(kinds[positions[at]]) for at in range(opening - 1, -1, -1))
            side = next(filter(None, strong), sos)
        else:
            continue
        for bracket in (opening, closing):
            kinds[positions[bracket]] = side
            for position in positions[bracket + 1 :]:
                if classes[position] != "NSM":
                    break
                kinds[position] = side


def _pairs(text: str, kinds: Sequence[str], positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for at, position in enumerate(positions):
        character = _CANONICAL.get(text[position], text[position])
        if kinds[position] != "ON":
            continue
        if character in _CLOSING:
            if len(opened) == 63:
                return
            opened.append((_CLOSING[character], at))
        elif character in _OPENING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == character:
                    yield opened[depth][1], at
                    del opened[depth:]
                    break


def _neutral(kinds: list[str], positions: Sequence[int], sos: str, eos: str, level: int) -> None:
    """Rules N1 and N2: what has no direction takes that of both neighbours, or the embedding's."""
    at, before = 0, sos
    while at < len(positions):
        kind = kinds[positions[at]]
        if kind not in _NEUTRAL:
            before = _AS_STRONG[kind]
            at += 1
            continue
        stop = at
        while stop < len(positions) and kinds[positions[stop]] in _NEUTRAL:
            stop += 1
        after = _AS_STRONG[kinds[positions[stop]]] if stop < len(positions) else eos
        side = before if before == after else "LR"[level % 2]
        for position in positions[at:stop]:
            kinds[position] = side
        at = stop


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


def _unassigned(code: int) -> str:
    """What a code point without a character counts as (DerivedBidiClass's defaults)."""
    if 0x0600 <= code <= 0x07BF or 0x0860 <= code <= 0x08FF or 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF:
        return "AL"
    if 0x0590 <= code <= 0x05FF or 0x07C0 <= code <= 0x085F or 0xFB1D <= code <= 0xFB4F:
        return "R"
    if 0x10800 <= code <= 0x10FFF or 0x1E800 <= code <= 0x1EFFF:
        return "R"
    if 0x20A0 <= code <= 0x20CF:
        return "ET"
    if code & 0xFFFE == 0xFFFE or 0xE0000 <= code <= 0xE0FFF or 0xFDD0 <= code <= 0xFDEF:
        return "BN"
    return "L"
