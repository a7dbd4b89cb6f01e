"""Numbers, percentages and dates as Morocco writes them: Western digits, Moroccan month names.

The source is CLDR through Babel, with the region: bare "ar" would give another country's habits.
"""

from datetime import UTC, date, datetime
from fractions import Fraction

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal

from lcc_desktop.i18n import current_language

_LOCALES = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}


def locale_of(language: str | None = None) -> str:
    """CLDR locale for one of our languages; the current one by default."""
    return _LOCALES[language or current_language()]


def number(value: int | Fraction | float, digits: int = 0, language: str | None = None) -> str:
    """`value` with at most `digits` decimals."""
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return format_decimal(float(value), format=pattern, locale=locale_of(language))


def percent(value: Fraction | float | None, digits: int = 0, language: str | None = None) -> str:
    """A share of one (0.725) as "72,5 %"; a dash where there is nothing to divide."""
    if value is None:
        return "–"
    return f"{number(value * 100, digits, language)}\u00a0%"


def day(value: date, language: str | None = None) -> str:
    """A date in words, such as 23 novembre 2026."""
    return format_date(value, format="long", locale=locale_of(language))


def moment(value: datetime, language: str | None = None) -> str:
    """Day and time, local to the machine."""
    return format_datetime(value.astimezone(), format="d MMMM y HH:mm", locale=locale_of(language))


def clock(value: datetime | None = None) -> str:
    """Hour and minute, local to the machine; now by default."""
    local = (value or datetime.now(UTC)).astimezone()
    return format_time(local.time(), format="HH:mm", locale=locale_of())
