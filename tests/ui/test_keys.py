"""A key means what is printed on it, on every keyboard a facilitator may have."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from lcc_desktop.ui.parts.keys import key_of
from lcc_desktop.ui.workshop.actions import BY_KEY, GROUPS

NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def pressed(key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE, scan_code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("v", "V"), ("V", "V"), ("ر", "V"), ("ش", "A"), ("ة", "M"), ("ك", "M"), ("ص", "W"), ("ئ", "W"), ("ي", "D")],
)
def test_a_letter_of_an_arabic_layout_is_the_latin_one_on_the_same_key(text, printed):
    assert key_of(pressed(ord(text.upper()), text)) == printed


@pytest.mark.parametrize("text", ["3", "٣", "۳"])
def test_a_digit_counts_in_any_script(text):
    assert key_of(pressed(ord(text), text)) == "3"


@pytest.mark.parametrize(("platform", "first"), [("win32", 2), ("linux", 10)])
def test_the_top_row_of_a_french_keyboard_gives_its_digits_without_shift(platform, first):
    signs = "&é\"'(-è_çà"
    found = [
        key_of(pressed(ord(sign.upper()), sign, scan_code=first + place), platform) for place, sign in enumerate(signs)
    ]
    assert found == list("1234567890")


def test_the_same_signs_elsewhere_on_a_keyboard_are_no_digits():
    assert key_of(pressed(Qt.Key.Key_Apostrophe, "'", scan_code=40), "win32") == ""
    assert key_of(pressed(Qt.Key.Key_Exclam, "!", SHIFT, scan_code=2), "win32") == ""


def test_shift_and_control_are_told_and_what_belongs_to_the_window_means_nothing():
    assert key_of(pressed(Qt.Key.Key_V, "V", SHIFT)) == "Shift+V"
    assert key_of(pressed(Qt.Key.Key_Down, "", CONTROL)) == "Ctrl+Down"
    assert key_of(pressed(Qt.Key.Key_K, "\x0b", CONTROL)) == ""
    assert key_of(pressed(Qt.Key.Key_V, "v", ALT)) == ""


@pytest.mark.parametrize("mark", ["?", "؟"])
def test_the_question_mark_of_either_script_asks_for_the_keys(mark):
    assert BY_KEY[key_of(pressed(ord(mark), mark, SHIFT))] == "keys"


def test_no_key_does_two_things():
    keys = [action.key for _title, group in GROUPS for action in group if action.key]
    assert len(keys) == len(set(keys))
