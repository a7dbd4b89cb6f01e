"""Texts in the order in which the language of the moment sorts them."""

from collections.abc import Iterable
from functools import cmp_to_key

from PySide6.QtCore import QCollator, QLocale

from lcc_desktop.i18n.formats import locale_of


def ranks(texts: Iterable[str]) -> dict[str, int]:
    """The place of each text among the others: numbers by their value, no text at all last."""
    collator = QCollator(QLocale(locale_of()))
    collator.setNumericMode(True)
    ordered = sorted(set(texts), key=cmp_to_key(collator.compare))
    return {text: place if text else len(ordered) for place, text in enumerate(ordered)}
