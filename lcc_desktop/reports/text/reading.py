"""The order in which a line's glyphs are written, so that programs that read PDF get the logical text back.

A PDF holds glyphs at places; whoever copies, searches or reads aloud guesses the text from them. Two guesses are met
here, found by experiment and held by a test over a corpus:

- one sorts glyphs by place, and turns round what lies between two letters that read from left to right: full stops
  and spaces beside numbers go astray. Marks of direction without width (as Unicode has them) hold them where they are;
- the other takes the glyphs of one text operator in the order written, cuts them where the class of character changes,
  and reverses the pieces when more are Arabic than Latin. So the pieces are written in the order that this undoes.

What is seen does not depend on any of this.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from lcc_desktop.reports.text.fonts import BOLD, REGULAR, Face, Glyph, face, space
from lcc_desktop.reports.text.layout import Look, Placed

LRM, RLM = "\u200e", "\u200f"
_NOTHING = "\u200b"  # no mark of direction: a hyphen is weak

_MIRRORED = str.maketrans("()[]{}<>«»‹›‘’“”", ")(][}{><»«›‹’‘”“")


@dataclass(frozen=True, slots=True)
class Entry:
    """A glyph at its place: what it stands for as read from left to right, and where that is in the line's text."""

    face: Face
    glyph: Glyph
    look: Look
    x: float
    right_to_left: bool
    spoken: str
    order: tuple[int, int]


@dataclass(frozen=True)
class Written:
    """A line's glyphs by text operator, each in the order to write them, and the marks to draw as outlines.

    A vowel mark stands above or below its letter: written as text of its own, readers take it for another line. Its
    letter stands for both instead.
    """

    operators: list[list[Entry]]
    marks: list[Entry]
    apart: bool = False
    """Whether each operator is to be read on its own, in their order."""


def written(words: Sequence[Placed], page_right_to_left: bool) -> Written:
    """How a line is written on a page that is read from right to left, or from left to right."""
    entries, marks = _with_their_marks([entry for word in words for entry in _entries(word)])
    turns = any(entry.right_to_left for entry in entries)
    marked = _marked(entries, page_right_to_left) if turns or page_right_to_left else list(entries)
    _keep_hyphen(marked)
    if not turns:
        return Written([list(group) for _key, group in groupby(marked, key=_operator)], marks)
    return Written(list(_operators(marked)), marks, apart=True)


def _operators(marked: list[Entry]) -> Iterator[list[Entry]]:
    """The glyphs of each text operator in the order that a reader's own turning round makes the logical one; an
    operator that has no such order is parted where the direction changes.
    """
    for number, logical in enumerate(_in_order(marked)):
        best, least = _best(logical)
        if least:
            best, least = min((best, least), _best(_in_order(_moved(marked))[number]), key=lambda found: found[1])
        if least:
            parts = [_best(list(part)) for _key, part in groupby(logical, key=lambda entry: entry.right_to_left)]
            if sum(wrong for _order, wrong in parts) < least:
                yield from (order for order, _wrong in parts)
                continue
        yield best


def _moved(entries: list[Entry]) -> list[Entry]:
    """With the marks that stand before a glyph after the one on its left: the same to the eye, and between others."""
    found = list(entries)
    for at in range(1, len(found)):
        spoken = found[at].spoken
        rest = spoken.lstrip(LRM + RLM)
        if rest and rest != spoken:
            found[at] = replace(found[at], spoken=rest)
            _mark(found, at - 1, after=spoken[: len(spoken) - len(rest)])
    return found


def _in_order(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The glyphs of each text operator in logical order."""
    logical = sorted(entries, key=lambda entry: entry.order)
    return [list(group) for _key, group in groupby(logical, key=_operator)]


def _with_their_marks(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Letters that stand for their vowel marks too, and the marks: left of it in Arabic, right of it in Latin."""
    letters: list[Entry] = []
    marks: list[Entry] = []
    waiting: list[Entry] = []
    for entry in entries:
        if not _is_mark(entry):
            if entry.right_to_left and waiting and waiting[-1].order[0] == entry.order[0]:
                entry = _standing_for(entry, waiting)
                marks += waiting
                waiting = []
            letters += [*waiting, entry]
            waiting = []
        elif entry.right_to_left:
            waiting.append(entry)
        elif letters and letters[-1].order[0] == entry.order[0]:
            letters[-1] = _standing_for(letters[-1], [entry])
            marks.append(entry)
        else:
            letters.append(entry)
    return [*letters, *waiting], marks


def _is_mark(entry: Entry) -> bool:
    return entry.glyph.y_offset != 0 and bool(entry.glyph.text) and all(map(unicodedata.combining, entry.glyph.text))


def _standing_for(letter: Entry, marks: Sequence[Entry]) -> Entry:
    following = marks[::-1] if letter.right_to_left else marks
    text = letter.glyph.text + "".join(mark.glyph.text for mark in following)
    spoken = text[::-1] if letter.right_to_left else text
    return replace(letter, glyph=replace(letter.glyph, text=text), spoken=spoken)


def _operator(entry: Entry) -> tuple[str, Look, float]:
    return entry.face.name, entry.look, entry.glyph.y_offset


def _entries(word: Placed) -> Iterator[Entry]:
    main, size = face(BOLD if word.look.bold else REGULAR), word.look.size / 1000
    if word.shaped is None:
        glyph = Glyph(space(word.look.bold).gid, " ", word.width / size)
        yield Entry(main, glyph, word.look, word.x, word.right_to_left, " ", (word.start, 0))
        return
    x = word.x
    glyphs = [(drawn, glyph) for drawn, some in word.shaped.parts for glyph in some]
    for at, (drawn, glyph) in enumerate(glyphs):
        spoken = glyph.text[::-1] if word.right_to_left else glyph.text
        order = (word.start, len(glyphs) - at if word.right_to_left else at)
        yield Entry(drawn, glyph, word.look, x, word.right_to_left, spoken, order)
        x += glyph.advance * size


def _marked(entries: list[Entry], right_to_left: bool) -> list[Entry]:
    """The glyphs of a line with the marks of direction they need, on a page read in a direction."""
    found = list(entries)
    _mark_edge(found, right_to_left)
    solid = LRM if right_to_left else ""  # what stands before, spaces apart
    for at, here in enumerate(entries):
        if _bracket(here.glyph.text):
            if here.right_to_left:
                _mark(found, at, before=RLM, after=LRM)
            elif not right_to_left and solid == RLM:
                _mark(found, at, before=LRM)
        if here.glyph.text != " ":
            solid = RLM if here.right_to_left else LRM
        if at + 1 < len(entries):
            _mark_between(found, at, here, entries[at + 1], right_to_left)
    return found


def _keep_hyphen(entries: list[Entry]) -> None:
    """Show that a hyphen at the end of a line is of its word: readers drop one that might part a word only there."""
    at = max(range(len(entries)), key=lambda place: entries[place].order, default=None)
    if at is not None and entries[at].glyph.text == "-":
        _mark(entries, at, after=_NOTHING)


def _mark_edge(found: list[Entry], right_to_left: bool) -> None:
    """Mark where a reader of the page begins, if the line begins there with what has no direction of its own."""
    at = -1 if right_to_left else 0
    if found and found[at].right_to_left != right_to_left and kind(found[at].glyph.text) not in "RL":
        if right_to_left:
            _mark(found, at, after=LRM)
        else:
            _mark(found, at, before=RLM)


def _mark_between(found: list[Entry], at: int, left: Entry, right: Entry, right_to_left: bool) -> None:
    """Mark where two neighbours meet, if need be.

    What a reader comes to second begins with a letter or a number, else it is taken for a part of the first.
    """
    left_kind, right_kind = kind(left.glyph.text), kind(right.glyph.text)
    if left_kind == "W" and right.right_to_left and unicodedata.combining(right.glyph.text[-1:] or " "):
        _mark(found, at + 1, before=RLM)  # a sign would be taken together with the vowel mark
    elif right_to_left:
        meets = left.right_to_left and not right.right_to_left
        if left_kind != "R" and (meets or (right.right_to_left and _sign(right.glyph.text))):
            _mark(found, at + 1, before=RLM)
        elif right.right_to_left and not left.right_to_left and left_kind in "RN":
            _mark(found, at, after=LRM)
    elif left.right_to_left and not right.right_to_left and right_kind in "RN":
        _mark(found, at, after=LRM)
    elif right.right_to_left and not left.right_to_left and right_kind != "R":
        _mark(found, at, after=RLM)


def _mark(found: list[Entry], at: int, before: str = "", after: str = "") -> None:
    found[at] = replace(found[at], spoken=before + found[at].spoken + after)


def _best(logical: Sequence[Entry]) -> tuple[list[Entry], int]:
    """The order in which the reader takes the fewest characters for others, and how many these are."""
    wanted = "".join(entry.glyph.text for entry in logical)
    best, least = list(logical), len(wanted) + 1
    for backwards in (True, False):
        order = _turned(logical, backwards)
        read = _read("".join(entry.spoken for entry in order))
        wrong = sum(here != there for here, there in zip(read, wanted, strict=False))
        if wrong < least:
            best, least = order, wrong
        if not wrong:
            break
    return best, least


def _turned(logical: Sequence[Entry], backwards: bool) -> list[Entry]:
    """Glyphs for a reader that takes a line for one from right to left (`backwards`) or not: it cuts the characters it
    finds where their kind changes, turns what is Arabic round, and the pieces' order for the whole line.
    """
    pieces: list[tuple[str, bool, list[Entry]]] = []
    current, closed = "R" if backwards else "L", True
    for entry in logical:
        own = kind(entry.glyph.text)
        current = own if own in "RL" else current
        turns = "R" in (own, current if own == "N" else "")
        before, after = kind(entry.spoken[:1]), kind(entry.spoken[-1:])
        if turns:
            before, after = after, before
        alone = _bracket(entry.glyph.text)
        if closed or alone or before != own or pieces[-1][:2] != (own, turns):
            pieces.append((own, turns, []))
        pieces[-1][2].append(entry)
        closed = alone or after != own
    turned = [piece[::-1] if turns else piece for _own, turns, piece in pieces]
    return [entry for piece in (reversed(turned) if backwards else turned) for entry in piece]


def _read(written_text: str) -> str:
    """What the second reader makes of characters in the order written, without marks."""
    pieces = [(piece_kind, "".join(piece)) for piece_kind, piece in groupby(written_text, key=kind)]
    kinds = [piece_kind for piece_kind, _piece in pieces]
    backwards = kinds.count("R") > kinds.count("L")
    current, read = "R" if backwards else "L", []
    for piece_kind, piece in reversed(pieces) if backwards else pieces:
        current = piece_kind if piece_kind in "RL" else current
        turned = "R" in (piece_kind, current if piece_kind == "N" else "")
        read.append(piece[::-1].translate(_MIRRORED) if turned else piece)
    return "".join(read).replace(LRM, "").replace(RLM, "")


@lru_cache(maxsize=5_000)
def kind(text: str) -> str:
    """What a reader takes characters for: right to left, left to right, weak (numbers and their signs), neutral."""
    found = unicodedata.bidirectional(text[0]) if text else "ON"
    if found in ("R", "AL"):
        return "R"
    return "L" if found == "L" else "W" if found in ("EN", "AN", "NSM", "CS", "ES", "ET") else "N"


def _sign(text: str) -> bool:
    """Whether a character is a sign that goes with numbers."""
    return kind(text) == "W" and not unicodedata.combining(text[0])


@lru_cache(maxsize=5_000)
def _bracket(text: str) -> bool:
    """Whether a character is one of two that readers take for one another in Arabic."""
    return len(text) == 1 and (bool(unicodedata.mirrored(text)) or ord(text) in _MIRRORED)
