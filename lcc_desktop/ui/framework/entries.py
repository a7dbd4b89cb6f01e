"""What the editor asks of each part of a framework: which keys, in which order, in which kind of field."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from lcc_desktop.domain.framework import ConditionKind, Overall, ScaleKind
from lcc_desktop.i18n import N_, _
from lcc_desktop.services.framework_text import Document, Place

PART_NAMES = {
    "fields": N_("Fields"),
    "principles": N_("Principles"),
    "norms": N_("Norms"),
    "indicators": N_("Indicators"),
    "prerequisites": N_("Prerequisites"),
    "numbers": N_("Numbers"),
    "levels": N_("Thresholds"),
}


class Kind(Enum):
    """The kinds of field."""

    CODE = auto()
    LINES = auto()
    """One text in two languages, a line each."""
    TEXTS = auto()
    """One text in two languages, of any length."""
    NUMBER = auto()
    DECIMAL = auto()
    FLAG = auto()
    CHOICE = auto()
    LIST = auto()
    """Texts in two languages, any number of them."""
    DEGREES = auto()
    THRESHOLDS = auto()
    FORMULA = auto()
    CONDITIONS = auto()


@dataclass(frozen=True)
class Entry:
    """One field of the form. `key` leads from the part to its value; an `optional` one may be left empty."""

    key: Place
    label: str
    kind: Kind
    optional: bool = False
    most: int = 1000


CHOICES: Mapping[Place, Mapping[str, str]] = {
    ("scale", "kind"): {
        ScaleKind.ORDINAL: N_("Degrees to choose from"),
        ScaleKind.YES_NO: N_("Yes or no"),
        ScaleKind.PERCENTAGE: N_("Percentage"),
        ScaleKind.COMPUTED: N_("Computed from numbers"),
    },
    ("scale", "better"): {"higher": N_("Higher is better"), "lower": N_("Lower is better")},
    ("aggregation", "overall"): {
        Overall.POINTS: N_("Weighted mean of all points"),
        Overall.PRINCIPLES: N_("Mean of the principles"),
        Overall.WEAKEST: N_("Weakest principle"),
    },
}
CONDITIONS = {
    ConditionKind.PRINCIPLE: N_("Principle, % at least"),
    ConditionKind.INDICATOR: N_("Indicator, degree at least"),
    ConditionKind.COMPLETENESS: N_("Completeness, % at least"),
}

_CODE = Entry(("code",), N_("Code"), Kind.CODE)

GENERAL = (
    Entry(("id",), N_("Identifier"), Kind.CODE),
    Entry(("title",), N_("Title"), Kind.LINES),
    Entry(("official",), N_("Official framework"), Kind.FLAG),
    Entry(("notice",), N_("Notice shown when it is not official"), Kind.LINES),
    Entry(("aggregation", "overall"), N_("Overall score"), Kind.CHOICE),
    Entry(("aggregation", "points"), N_("Points of an indicator of weight 1"), Kind.NUMBER, optional=True),
)
FIELD = (_CODE, Entry(("name",), N_("Name"), Kind.LINES))
PRINCIPLE = (
    _CODE,
    Entry(("name",), N_("Name"), Kind.LINES),
    Entry(("summary",), N_("Summary"), Kind.TEXTS),
)
NORM = (
    _CODE,
    Entry(("title",), N_("Title"), Kind.LINES),
    Entry(("legal_basis",), N_("Legal basis"), Kind.TEXTS),
)
PREREQUISITE = (
    _CODE,
    Entry(("principle",), N_("Principle"), Kind.CHOICE),
    Entry(("text",), N_("Text"), Kind.TEXTS),
    Entry(("help",), N_("Help"), Kind.TEXTS, optional=True),
    Entry(("sources",), N_("Sources of verification"), Kind.LIST),
)
NUMBER = (
    _CODE,
    Entry(("text",), N_("Text"), Kind.LINES),
    Entry(("formula",), N_("Formula, if it is computed from others"), Kind.FORMULA, optional=True),
)
LEVEL = (
    _CODE,
    Entry(("name",), N_("Name"), Kind.LINES),
    Entry(("from",), N_("From, in % of the overall score"), Kind.DECIMAL),
    Entry(("conditions",), N_("Must-have conditions"), Kind.CONDITIONS),
)


def entries_of(document: Document, place: Place, item: Document) -> tuple[Entry, ...]:
    """The form of the part at a place."""
    if not place:
        return GENERAL
    plain = {
        "fields": FIELD,
        "principles": PRINCIPLE,
        "norms": NORM,
        "prerequisites": PREREQUISITE,
        "numbers": NUMBER,
        "levels": LEVEL,
    }
    return plain.get(str(place[-2])) or _indicator(item)


def _indicator(item: Document) -> tuple[Entry, ...]:
    scale = ScaleKind(item.get("scale", {}).get("kind", ScaleKind.ORDINAL))
    measured = (
        Entry(("calculation",), N_("Calculation, in words"), Kind.TEXTS, optional=True),
        *((Entry(("scale", "formula"), N_("Formula"), Kind.FORMULA),) if scale is ScaleKind.COMPUTED else ()),
        Entry(("scale", "better"), N_("Which way is good"), Kind.CHOICE),
        Entry(("scale", "from"), N_("Values from which degrees 1, 2, … are reached"), Kind.THRESHOLDS),
    )
    return (
        _CODE,
        Entry(("text",), N_("Indicator"), Kind.TEXTS),
        Entry(("help",), N_("Help to decide"), Kind.TEXTS),
        Entry(("field",), N_("Field"), Kind.CHOICE),
        Entry(("weight",), N_("Weight"), Kind.NUMBER),
        Entry(("mandatory",), N_("Mandatory"), Kind.FLAG),
        Entry(("na_allowed",), N_("May be not applicable"), Kind.FLAG),
        Entry(("evidence_from",), N_("Evidence required from degree"), Kind.NUMBER, optional=True, most=9),
        Entry(("scale", "kind"), N_("Scale"), Kind.CHOICE),
        *(measured if scale in (ScaleKind.PERCENTAGE, ScaleKind.COMPUTED) else ()),
        Entry(("degrees",), N_("Degrees"), Kind.DEGREES),
        Entry(("sources",), N_("Sources of verification"), Kind.LIST),
        Entry(("examples",), N_("Examples"), Kind.LIST, optional=True),
        Entry(("replaces",), N_("Code in the version before, if it changed"), Kind.CODE, optional=True),
    )


_ALL = (*GENERAL, *PRINCIPLE, *NORM, *PREREQUISITE, *NUMBER, *LEVEL, *_indicator({}))
KEY_NAMES = {entry.key[-1]: entry.label for entry in _ALL} | {
    "scale": N_("Scale"),
    "formula": N_("Formula"),
    "text": N_("Text"),
    **PART_NAMES,
}
"""What the keys of a document are called, for problems."""


def names_of(document: Document, part: Place, item: Document, key: Place) -> list[str]:
    """What the way from a part to one of its values is called: the field of the form, and where in it."""
    parts = entries_of(document, part, item) if len(part) != 1 else ()
    entry = next((one for one in parts if key[: len(one.key)] == one.key), None)
    if entry is None:
        return [_(KEY_NAMES[step]) for step in key if step in KEY_NAMES]
    first = 0 if entry.kind is Kind.DEGREES else 1
    return [_(entry.label), *_within(key[len(entry.key) :], first)]


def _within(key: Place, first: int) -> list[str]:
    """Positions, counted as people see them, and languages."""
    return [str(step + first) if isinstance(step, int) else _(LANGUAGES[step]) for step in key if step not in _INNER]


LANGUAGES = {"fr": N_("French"), "ar": N_("Arabic"), "zgh": N_("Amazigh")}
_INNER = ("code", "from", "kind")
"""Of a condition, which stands in one row."""
