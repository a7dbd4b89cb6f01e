"""Numbers, percentages and dates as Morocco writes them: Western digits, Moroccan month names.

The source is CLDR through Babel, with the region: bare "ar" would give another country's habits.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from fractions import Fraction

from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol

from lcc_desktop.i18n import current_language, is_rtl
from lcc_desktop.i18n.bidi import RLM, isolate

_LOCALES = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}


def locale_of(language: str | None = None) -> str:
    """CLDR locale for one of our languages; the current one by default."""
    return _LOCALES[language or current_language()]


def number(value: int | Fraction | float, digits: int = 0, language: str | None = None) -> str:
    """`value` with at most `digits` decimals."""
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return format_decimal(float(value), format=pattern, locale=locale_of(language))


def as_entered(kept: str, language: str | None = None) -> str:
    """A decimal number as it is kept ("62.5"), with every digit, in the way of the language ("62,5")."""
    return kept.replace(".", get_decimal_symbol(locale_of(language)))


def listed(values: Iterable[object], language: str | None = None) -> str:
    """Several values in a row, as in "3, 4 et 5"."""
    return format_list([str(value) for value in values], locale=locale_of(language))


def enumerated(texts: Iterable[str]) -> str:
    """Texts with the comma of the language between them, each in its own direction."""
    arabic = is_rtl(current_language())
    return (RLM if arabic else "") + ("، " if arabic else ", ").join(map(isolate, texts))


def percent(value: Fraction | float | None, digits: int = 0, language: str | None = None) -> str:
    """A share of one (0.725) as "72,5 %"; a dash where there is nothing to divide.

    Arabic puts no space before the sign, as CLDR has it for Morocco and its administration writes it: so the two are
    one figure to the bidirectional algorithm, and the sign stands to the right of the digits in every line.
    """
    if value is None:
        return "–"
    language = language or current_language()
    return number(value * 100, digits, language) + ("%" if is_rtl(language) else "\u00a0%")


def day(value: date, language: str | None = None) -> str:
    """A date in words, such as 23 novembre 2026."""
    return format_date(value, format="long", locale=locale_of(language))


def short_day(value: date) -> str:
    """A date in figures, day first, as both languages write it: 23/11/2026."""
    return value.strftime("%d/%m/") + f"{value.year:04d}"


def month_name(value: date) -> str:
    """A month with its year, short: fév. 2027, فبراير 2027."""
    return format_date(value, format="MMM y", locale=locale_of())


_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def read_day(text: str) -> date | None:
    """A date as people type it, day first or as 2026-10-31, in digits of either script; None for an empty text.

    Raises ValueError.
    """
    text = text.translate(_FIGURES).strip()
    if not text:
        return None
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    raise ValueError(text)


_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hHس.]\s*(\d{2})?)?")


def read_clock(text: str) -> str:
    """A time of the day as people type it ("9", "9h30", "09:30"), as it is kept: "09:30"; empty for an empty text.

    Raises ValueError.
    """
    text = text.translate(_FIGURES).strip()
    if not text:
        return ""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0)).strftime("%H:%M")


def moment(value: datetime, language: str | None = None) -> str:
    """Day and time, local to the machine."""
    return format_datetime(value.astimezone(), format="d MMMM y HH:mm", locale=locale_of(language))


def clock(value: datetime | None = None) -> str:
    """Hour and minute, local to the machine; now by default."""
    local = (value or datetime.now(UTC)).astimezone()
    return format_time(local.time(), format="HH:mm", locale=locale_of())
