"""Translation at run time. Knows catalogues and bidi marks, never widgets."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from lcc_desktop.i18n.bidi import LRM, RLM, isolate, plain
from lcc_desktop.resources import CATALOGS

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "current_language",
    "fill",
    "is_rtl",
    "lone",
    "ngettext",
    "pgettext",
    "plain",
    "speaking",
    "use_language",
]

DOMAIN = "lcc_desktop"
LANGUAGES = {"fr": "Français", "ar": "العربية", "en": "English"}  # each in its own script, never translated


@dataclass(frozen=True)
class Speech:
    """One language, ready to be spoken."""

    language: str
    catalogue: _gettext.NullTranslations

    @property
    def anchor(self) -> str:
        """The mark that gives a text the direction of the language whatever it begins with."""
        return RLM if is_rtl(self.language) else LRM


# The one mutable global of the application: its window speaks one language at a time.
_interface = Speech("en", _gettext.NullTranslations())
# A document may be in another language than the window, and is made in another thread.
_document: ContextVar[Speech | None] = ContextVar("document", default=None)


def _speech() -> Speech:
    return _document.get() or _interface


def _load(code: str, directory: Path) -> Speech:
    return Speech(code, _gettext.translation(DOMAIN, directory, languages=[code], fallback=code == "en"))


def use_language(code: str, directory: Path = CATALOGS) -> None:
    """Switch every later `_()` to this language: "fr", "ar" or "en" (the source language)."""
    global _interface
    _interface = _load(code, directory)


@contextmanager
def speaking(code: str, directory: Path = CATALOGS) -> Iterator[None]:
    """Within the block, in this thread, `_()` and the formats speak `code`: for documents."""
    token = _document.set(_load(code, directory))
    try:
        yield
    finally:
        _document.reset(token)


def current_language() -> str:
    return _speech().language


def is_rtl(code: str) -> bool:
    return code == "ar"


def _(message: str) -> str:
    return _speech().catalogue.gettext(message) if message else ""  # gettext("") is the catalogue's header


def ngettext(singular: str, plural: str, count: int) -> str:
    return _speech().catalogue.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    return _speech().catalogue.pgettext(context, message)


def N_(message: str) -> str:
    """Mark for extraction without translating: for constants read before a language is chosen."""
    return message


def fill(template: str, **values: object) -> str:
    """Like str.format, for text with data in it: values cannot reorder it, nor flip its alignment.

    >>> fill(_("{count} measures of {commune}"), count=3, commune=commune.name)
    """
    return _speech().anchor + template.format(**{name: isolate(str(value)) for name, value in values.items()})


def lone(value: str) -> str:
    """A piece of data shown by itself, such as a commune's name in a label."""
    return _speech().anchor + isolate(value)
