"""Which key was pressed, whatever the keyboard: French, Arabic or English, with or without a number pad.

An Arabic layout gives Arabic letters where Latin ones are printed; a French one gives signs in the top row without
Shift. In the workshop a key means what is printed on it.
"""

import sys
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ARABIC = {
    # Arabic (101) on an English keyboard; where two stand, the second is the same key of a French one.
    "A": "شض", "C": "ؤ", "D": "ي", "E": "ث", "F": "ب", "G": "ل", "H": "ا", "I": "ه", "J": "ت", "K": "ن", "L": "م",
    "M": "ةك", "N": "ى", "O": "خ", "P": "ح", "R": "ق", "S": "س", "T": "ف", "U": "ع", "V": "ر", "W": "صئ", "X": "ء",
    "Y": "غ",
}  # fmt: skip
_LATIN = {letter: latin for latin, letters in _ARABIC.items() for letter in letters}

_TOP_ROW = {"win32": 2, "linux": 10}
"""The scan code of the key 1; those of 2 to 9 and of 0 follow it."""

_NAMED = {
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Delete",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
}
_MARKS = {"?": "?", "؟": "?"}
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def key_of(event: QKeyEvent, platform: str = sys.platform) -> str:
    """What is printed on the key: "3", "V", "?", "Left"…; with "Shift+" before a letter, "Ctrl+" before an arrow.

    Empty for what means nothing here: other keys, and letters with Control or Alt, which are the window's.
    """
    modifiers = event.modifiers()
    others = modifiers & ~(_SHIFT | _CONTROL | Qt.KeyboardModifier.KeypadModifier)
    named = _NAMED.get(Qt.Key(event.key()), "")
    if others:
        return ""
    if modifiers & _CONTROL:
        return f"Ctrl+{named}" if named else ""
    if named:
        return named
    text = event.text()
    if text in _MARKS:
        return _MARKS[text]
    digit = unicodedata.digit(text, -1) if len(text) == 1 else -1
    if digit < 0 and not modifiers & _SHIFT:
        digit = _top_row(event.nativeScanCode(), platform)
    if digit >= 0:
        return str(digit)
    letter = _LATIN.get(text) or (chr(event.key()) if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z else "")
    return f"Shift+{letter}" if letter and modifiers & _SHIFT else letter


def _top_row(scan_code: int, platform: str) -> int:
    """The digit printed on a key of the top row; -1 for any other."""
    place = scan_code - _TOP_ROW[platform] if platform in _TOP_ROW and scan_code else -1
    return (place + 1) % 10 if 0 <= place <= 9 else -1
