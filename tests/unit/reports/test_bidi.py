"""The order of mixed text: Unicode's own cases, and an independent implementation."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import bidi
import pytest
from hypothesis import given, strategies as st

from lcc_desktop.reports.text.bidi import REMOVED, first_strong, levels, line_levels, visual_runs
from tests.properties import TIMES, tried

UNICODE = Path("/usr/share/unicode")
"""Where Debian's unicode-data puts the conformance files."""

SAMPLE = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "ES": "+", "ET": "%", "AN": "\u0661", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a",
    "LRO": "\u202d", "RLE": "\u202b", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
ONE_IN_CHARACTERS, ONE_IN_CLASSES = max(1, 7 // TIMES), max(1, 17 // TIMES)
"""Of the lines of each file, ninety thousand and half a million; all were run when the algorithm was written."""

letters = st.text(st.sampled_from("abc xyz ABC ابتثجحخ دذرزس 0123 .,:()[]«»-/%"), min_size=1, max_size=40)
with_steering = st.text(st.sampled_from("ab אבجد 12 ,(]\u2066\u2067\u2068\u2069\u202b\u202d\u202c\u200f"), max_size=30)


def lines(name: str) -> Iterator[str]:
    path = UNICODE / name
    if not path.exists():
        pytest.skip("Debian's unicode-data is not installed")
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n")


def resolved(text: str, right_to_left: bool) -> list[int]:
    return line_levels(text, levels(text, right_to_left), 0, len(text), right_to_left)


def order(text: str, right_to_left: bool) -> list[int]:
    found: list[int] = []
    for run in visual_runs(text, levels(text, right_to_left), 0, len(text), right_to_left):
        positions = range(run.start, run.end)
        found += reversed(positions) if run.right_to_left else positions
    return found


def test_the_character_cases_of_unicode_are_resolved_and_ordered_as_it_says():
    wrong = []
    for line in islice(lines("BidiCharacterTest.txt"), 0, None, ONE_IN_CHARACTERS):
        codes, direction, base, wanted, wanted_order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        right_to_left = bool(first_strong(text)) if direction == "2" else direction == "1"
        expected = [REMOVED if level == "x" else int(level) for level in wanted.split()]
        agrees = resolved(text, right_to_left) == expected and int(base) == right_to_left
        if not agrees or order(text, right_to_left) != [int(position) for position in wanted_order.split()]:
            wrong.append(line)
    assert wrong == []


def test_the_class_cases_of_unicode_are_resolved_as_it_says():
    wrong, expected = [], []
    for number, line in enumerate(lines("BidiTest.txt")):
        if line.startswith("@"):
            if line.startswith("@Levels"):
                expected = [REMOVED if level == "x" else int(level) for level in line.split(":")[1].split()]
            continue
        if number % ONE_IN_CLASSES:
            continue
        classes, directions = line.split(";")
        text = "".join(SAMPLE[kind] for kind in classes.split())
        for bit, right_to_left in ((1, bool(first_strong(text))), (2, False), (4, True)):
            if int(directions, 16) & bit and resolved(text, right_to_left) != expected:
                wrong.append((line, right_to_left))
    assert wrong == []


def unmirrored(text: str) -> str:
    """Brackets as one kind: the other implementation draws the mirrored one, fonts do it for us."""
    return text.translate(str.maketrans({")": "(", "]": "[", "»": "«"}))


def steered(text: str) -> str:
    """Without what only steers: the other implementation keeps some of it."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f")))


@given(letters, st.booleans())
@tried(100)
def test_plain_text_agrees_with_an_independent_implementation(text: str, right_to_left: bool):
    other = bidi.get_display(text, base_dir="R" if right_to_left else "L")
    assert unmirrored("".join(text[at] for at in order(text, right_to_left))) == unmirrored(other)


@given(with_steering, st.booleans())
@tried(100)
def test_isolates_embeddings_and_overrides_agree_with_an_independent_implementation(text: str, right_to_left: bool):
    text += "x"  # the other keeps white space at the end where it is, against rule L1, once an embedding stands there
    other = steered(bidi.get_display(text, base_dir="R" if right_to_left else "L"))
    ours = steered("".join(text[at] for at in order(text, right_to_left)))
    assert unmirrored(ours) == unmirrored(other)


def test_an_isolate_keeps_a_name_from_reordering_what_follows():
    text = "Commune de \u2068المدينة\u2069 12 habitants"
    shown = steered("".join(text[at] for at in order(text, False)))
    assert shown == "Commune de ةنيدملا 12 habitants"


def test_a_new_line_ends_what_was_opened_before():
    assert [*levels("\u202eab\nab", right_to_left=False)[-2:]] == [0, 0]


@pytest.mark.parametrize(
    ("text", "expected"), [("محضر PV", True), ("PV محضر", False), ("12 (3)", None), ("\u2068محضر\u2069 PV", False)]
)
def test_the_first_letter_says_where_a_text_begins(text, expected):
    assert first_strong(text) is expected
