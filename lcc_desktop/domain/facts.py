"""The shared facts: which kinds of thing an evaluation holds, their fields, and what a value may be.

A fact is (kind, entity, field) → value. The journal stores changes of facts; packages carry them. A kind or
field of a newer minor version is unknown here: it travels on untouched and is not shown.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lcc_desktop.domain.checks import (
    BREAKS,
    Check,
    Value,
    between,
    constant,
    day,
    either,
    flag,
    line,
    mapping,
    matching,
    one_of,
    or_empty,
    or_null,
    record,
    text,
)
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.domain.territory import MILIEUX

NOTE_LIMIT = 20_000
"""Longest justification, in characters."""

LETTERHEAD_LIMIT = 120
"""Longest name of a commune on a letterhead, in characters."""

NAME_LIMIT = 200
"""Longest name of a person, place or organisation, in characters."""

TITLE_LIMIT = 400
"""Longest title of an action, in characters."""

GENDERS = ("female", "male")
CATEGORIES = ("elected", "staff", "civil-society", "citizen", "authority", "facilitator", "observer")
AGE_BANDS = ("under-25", "25-34", "35-44", "45-59", "60-plus")
METHODS = ("consensus", "majority", "mean", "facilitator")
"""How a group came from its votes to a score."""

PREREQUISITE_STATES = ("met", "not-met", "unsure")
EVIDENCE_STATUSES = ("to-obtain", "obtained", "seen", "refused")
REMARKS = ("strength", "improvement", "parked")
ACTION_STATUSES = ("planned", "under-way", "done", "given-up")
ELIGIBILITIES = ("eligible", "not-eligible")
OUTCOMES = ("granted", "action-plan", "declined")
NO_FILE: Mapping[str, str | int] = {"name": "", "media_type": "", "size": 0, "sha256": ""}
"""Shown where a file is known of, but was left out of what came."""

NO_PAPER: Mapping[str, str] = {"reference": "", "keeper": ""}
NOT_DUE: Mapping[str, str] = {"who": "", "by": ""}

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,39}")
SHA256 = re.compile(r"[0-9a-f]{64}")
IDENTITY = re.compile(r"[0-9a-f]{32}")
_LINK = re.compile(f"{CODE.pattern}/{IDENTITY.pattern}")


def writable(text: str) -> str:
    """A text as it can be stored anywhere: composed letters, and a mark for what is no character at all.

    File names and command lines of some systems can hold bytes that are not text.
    """
    whole = text.encode("utf-8", errors="replace").decode("utf-8").replace("\0", "\ufffd")
    return unicodedata.normalize("NFC", whole)


def one_line(text: str) -> str:
    """A name as it can stand in a list: writable, without line feeds, tabs and control characters."""
    return " ".join(BREAKS.sub(" ", writable(text)).split())


DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
"""A number as a person enters it and as it is kept: exact, in Western digits."""

_NUMBERS = mapping(text(40), matching(DECIMAL), least=1, most=40)
"""What a measured degree was computed from, by code."""

# "disputed" is never said by anybody: it is what values in conflict amount to.
_SCORE = either(
    record({"state": constant(State.SCORED), "degree": between(0, 100), "numbers": _NUMBERS}, optional=("numbers",)),
    *(record({"state": constant(state)}) for state in State if state not in (State.SCORED, State.DISPUTED)),
)
_PERCENT = or_null(between(0, 100))


def score_value(score: Score) -> dict[str, object]:
    """A score as a fact's value."""
    if score.state is not State.SCORED:
        return {"state": str(score.state)}
    numbers = {"numbers": dict(score.numbers)} if score.numbers else {}
    return {"state": str(score.state), "degree": score.degree, **numbers}


def score_of(value: Mapping[str, Any]) -> Score:
    """The score that a fact's value says."""
    return Score(State(value["state"]), value.get("degree"), tuple(sorted(value.get("numbers", {}).items())))


class _Nothing:
    """Stands for no value at all, which JSON has no word for beside null."""


NOTHING = _Nothing()


@dataclass(frozen=True)
class Field:
    """What is said of a thing: what a value may be, and what it is as long as nobody said anything.

    Undoing the first word on a field says its `blank`; where that is NOTHING it stands, and what points to the thing
    is undone instead. A `personal` value may be left out of a package; so may a `confidential` one, where the thing's
    own field of that name is true. `names`: the kind of the thing that a value names.
    """

    check: Check
    blank: Any = NOTHING
    personal: bool = False
    confidential: bool = False
    names: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of thing. `entity` tells what names it; a `union` kind's values unite instead of conflicting.

    A kind with a field `present` is there as long as that is true; nothing else ever removes it. `parts`: the kinds of
    the things that the parts of an entity name, "" for what never goes. What names things that go is fixed within a
    major version of the format: a reader must see whether what was taken away was still spoken of.
    """

    entity: re.Pattern[str]
    fields: Mapping[str, Field]
    union: bool = False
    parts: tuple[str, ...] = ()

    @property
    def goes(self) -> bool:
        """Whether its things are taken away by a word, which somebody else may not have known."""
        return PRESENT in self.fields and not self.union


PRESENT = "present"
"""The field that says whether a thing is there."""


_VOTES = mapping(matching(re.compile("[0-9]{1,3}|unknown")), between(0, 10_000), most=200)
_FRAMEWORK = record({"id": line(80), "version": between(1, 2**31 - 1), "digest": matching(SHA256)})
_FILE = record({"name": line(255), "media_type": line(100), "size": between(0, 2**40), "sha256": matching(SHA256)})
# An outcome on a day, who sat, under which conditions, and the minutes it stands in.
_DECISION = record(
    {
        "outcome": either(*map(constant, OUTCOMES)),
        "date": day,
        "members": text(NOTE_LIMIT),
        "conditions": text(NOTE_LIMIT),
        "reference": line(NAME_LIMIT),
        "signature": text(4000),
    }
)
# What was known when it was made (device → number of its last entry), and the hash of that state's dump.
_SNAPSHOT = record(
    {
        "name": line(NAME_LIMIT),
        "knowledge": mapping(matching(IDENTITY), between(0, 2**31 - 1), most=200),
        "digest": matching(SHA256),
        "signature": text(4000),
    }
)
_PAPER = record({"reference": line(NAME_LIMIT), "keeper": line(NAME_LIMIT)})
_DUE = record({"who": line(NAME_LIMIT), "by": or_empty(day)})
_PRESENT = Field(flag, blank=False)
_NAME = Field(line(NAME_LIMIT), blank="")
_DAY = Field(or_empty(day), blank="")
_WORDS = Field(text(NOTE_LIMIT), blank="")

KINDS: Mapping[str, Kind] = {
    "evaluation": Kind(
        IDENTITY,
        {
            "commune": Field(line(20)),
            "cycle": Field(line(40)),
            "framework": Field(_FRAMEWORK),
            "stage": Field(line(40)),
            # Where the gazetteer is not followed; empty: as the gazetteer says.
            "letterhead_fr": Field(line(LETTERHEAD_LIMIT), blank=""),
            "letterhead_ar": Field(line(LETTERHEAD_LIMIT), blank=""),
            "milieu": Field(one_of(MILIEUX), blank=""),
            # The indicator everybody scores together first, to agree on how to score.
            "calibration": Field(or_empty(matching(CODE)), blank=""),
            # The snapshot it is closed with; empty: open.
            "closed": Field(or_empty(matching(IDENTITY)), blank=""),
        },
    ),
    "score": Kind(
        CODE,
        {
            "value": Field(_SCORE, blank={"state": "unscored"}),
            "note": _WORDS,
            "aim": Field(_PERCENT, blank=None),
            "method": Field(one_of(METHODS), blank=""),
            "dissent": _WORDS,
        },
    ),
    # The verification mission's own layer, beside the commune's: neither overwrites the other.
    "verified": Kind(CODE, {"value": Field(_SCORE, blank={"state": "unscored"}), "reason": _WORDS, "on": _DAY}),
    "prerequisite": Kind(CODE, {"state": Field(one_of(PREREQUISITE_STATES), blank=""), "note": _WORDS}),
    # A piece of evidence: a file, a link, or paper seen on site; perhaps still to be obtained.
    "evidence": Kind(
        IDENTITY,
        {
            "file": Field(_FILE, confidential=True),
            "title": Field(line(255), blank="", confidential=True),
            "link": Field(line(2000), blank="", confidential=True),
            "paper": Field(_PAPER, blank=NO_PAPER, confidential=True),
            "status": Field(one_of(EVIDENCE_STATUSES), blank=""),
            "due": Field(_DUE, blank=NOT_DUE, confidential=True),
            "confidential": Field(flag, blank=False),
        },
    ),
    # entity: what it serves (an indicator's or a prerequisite's code, an action's id) + "/" + evidence id
    "evidence_link": Kind(_LINK, {"present": _PRESENT}, union=True, parts=("action",)),
    # Which of the expected sources of verification (by position) a linked piece is.
    "evidence_source": Kind(_LINK, {"source": Field(or_null(between(0, 999)), blank=None)}),
    "group": Kind(IDENTITY, {"name": _NAME, "present": _PRESENT}),
    "participant": Kind(
        IDENTITY,
        {
            "name": Field(line(NAME_LIMIT), blank="", personal=True),
            "organisation": Field(line(NAME_LIMIT), blank="", personal=True),
            "gender": Field(one_of(GENDERS), blank=""),
            "category": Field(one_of(CATEGORIES), blank=""),
            "age_band": Field(one_of(AGE_BANDS), blank=""),
            "group": Field(or_empty(matching(IDENTITY)), blank="", names="group"),
            "present": _PRESENT,
        },
    ),
    "session": Kind(
        IDENTITY,
        {
            "title": _NAME,
            "place": _NAME,
            "date": _DAY,
            "start": Field(or_empty(matching(re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]"))), blank=""),
            # Minutes planned, by code of principle, in the order of the framework.
            "budgets": Field(mapping(matching(CODE), between(0, 10_000), most=200), blank={}),
            "present": _PRESENT,
        },
    ),
    # entity: session + "/" + participant
    "presence": Kind(
        re.compile(f"{IDENTITY.pattern}/{IDENTITY.pattern}"),
        {"present": _PRESENT},
        union=True,
        parts=("session", "participant"),
    ),
    # Cards shown, counted: nobody's name. entity: indicator + "/" + round (1, 2) + "/" + group ("all": everybody)
    "tally": Kind(
        re.compile(f"{CODE.pattern}/[12]/(all|{IDENTITY.pattern})"),
        {"votes": Field(_VOTES, blank={})},
        parts=("", "", "group"),
    ),
    # A strength, a point to improve, or something parked for later; `indicator` empty: of the whole evaluation.
    "remark": Kind(
        IDENTITY,
        {
            "indicator": Field(or_empty(matching(CODE)), blank=""),
            "sort": Field(one_of(REMARKS), blank=""),
            "text": _WORDS,
            "done": Field(flag, blank=False),
            "present": _PRESENT,
        },
    ),
    "action": Kind(
        IDENTITY,
        {
            "indicator": Field(or_empty(matching(CODE)), blank=""),
            "title_fr": Field(line(TITLE_LIMIT), blank=""),
            "title_ar": Field(line(TITLE_LIMIT), blank=""),
            "result": _WORDS,
            "elected": _NAME,
            "technical": _NAME,
            "partners": Field(line(TITLE_LIMIT), blank=""),
            "start": _DAY,
            "deadline": _DAY,
            # Dirhams, exact; empty: not said.
            "budget": Field(or_empty(matching(DECIMAL)), blank=""),
            "budget_source": _NAME,
            "success": _WORDS,
            # Where it stands in the matrix, 0 to 100 each; None: not placed.
            "impact": Field(_PERCENT, blank=None),
            "feasibility": Field(_PERCENT, blank=None),
            "key": Field(flag, blank=False),
            "status": Field(one_of(ACTION_STATUSES), blank=""),
            "progress": Field(between(0, 100), blank=0),
            "present": _PRESENT,
        },
    ),
    # What is noted of an action months later.
    "follow_up": Kind(
        IDENTITY,
        {
            "action": Field(or_empty(matching(IDENTITY)), blank="", names="action"),
            "text": _WORDS,
            "date": _DAY,
            "present": _PRESENT,
        },
    ),
    # What the accreditation committee decided: recorded as it was said, never changed; a later one stands above it.
    "decision": Kind(IDENTITY, {"made": Field(_DECISION)}),
    # The state of an evaluation at a moment, signed by who closed it.
    "snapshot": Kind(IDENTITY, {"made": Field(_SNAPSHOT)}),
    # A campaign is a scope of its own, as an evaluation is: who applied, who may take part, when.
    "campaign": Kind(
        IDENTITY,
        {
            "name_fr": _NAME,
            "name_ar": _NAME,
            "cycle": Field(line(40), blank=""),
            "framework": Field(_FRAMEWORK),
            "opens": _DAY,
            "closes": _DAY,
        },
    ),
    "lot": Kind(IDENTITY, {"name": _NAME, "position": Field(between(0, 10_000), blank=0), "present": _PRESENT}),
    # entity: the commune's code
    "application": Kind(
        CODE,
        {
            "received": _DAY,
            "milieu": Field(one_of(MILIEUX), blank=""),
            "eligibility": Field(one_of(ELIGIBILITIES), blank=""),
            "reason": _WORDS,
            "decided": _DAY,
            "lot": Field(or_empty(matching(IDENTITY)), blank="", names="lot"),
            "start": _DAY,
            "end": _DAY,
            "note": _WORDS,
            "withdrawn": Field(flag, blank=False),
            "present": _PRESENT,
        },
    ),
    # entity: commune + "/" + prerequisite of the framework
    "application_check": Kind(
        re.compile(f"{CODE.pattern}/{CODE.pattern}"),
        {"state": Field(one_of(PREREQUISITE_STATES), blank="")},
        parts=("application",),
    ),
    "training": Kind(
        IDENTITY,
        {
            "title": _NAME,
            "place": _NAME,
            "start": _DAY,
            "end": _DAY,
            "women": Field(between(0, 100_000), blank=0),
            "men": Field(between(0, 100_000), blank=0),
            "present": _PRESENT,
        },
    ),
    # Who accompanies communes; `device` is the workspace they work on, where it is known.
    "facilitator": Kind(
        IDENTITY, {"name": _NAME, "device": Field(or_empty(matching(IDENTITY)), blank=""), "present": _PRESENT}
    ),
    # entity: commune + "/" + training or facilitator
    "training_commune": Kind(_LINK, {"present": _PRESENT}, union=True, parts=("application", "training")),
    "facilitates": Kind(_LINK, {"present": _PRESENT}, union=True, parts=("application", "facilitator")),
}

SCOPES = ("evaluation", "campaign")
"""The kinds that give a scope its name: their entity is the scope itself."""


_SCORING = frozenset({"value", "note", "method", "dissent"})
CLOSED: Mapping[str, frozenset[str]] = {
    "evaluation": frozenset({"commune", "cycle", "framework", "calibration"}),
    "score": _SCORING,
    **{
        kind: frozenset(KINDS[kind].fields)
        for kind in ("prerequisite", "group", "participant", "session", "presence", "tally")
    },
}
"""What the commune says for itself: nothing of it changes while its evaluation is closed. Evidence, the plan, its
follow-up and the verified layer go on."""


@dataclass(frozen=True)
class LeaveOut:
    """What a package is to leave out. `names`: what is personal. `confidential`: what is said of things marked so."""

    names: bool = False
    confidential: bool = False


def spoken_of(kind: str, entity: str, field: str, value: Value) -> Iterator[tuple[str, str]]:
    """The things that a fact speaks of beside whether they are there: (kind, entity), known ones that can go."""
    declared = KINDS.get(kind)
    if declared is None:
        return
    if declared.goes and field != PRESENT:
        yield kind, entity
    blank = declared.fields[field].blank if field in declared.fields else NOTHING
    if value == blank:
        return
    for part, of in zip(entity.split("/"), declared.parts, strict=False):
        if of:
            yield of, part
    names = declared.fields[field].names if field in declared.fields else ""
    if names and isinstance(value, str):
        yield names, value


NAMED_BY: Mapping[str, tuple[str, ...]] = {
    named: tuple(
        kind
        for kind, declared in KINDS.items()
        if named in declared.parts or named in (field.names for field in declared.fields.values())
    )
    for named, declared in KINDS.items()
    if declared.goes
}
"""For each kind that can go, the other kinds whose facts may speak of its things."""


def is_known(kind: str, field: str) -> bool:
    """Whether this version can show the fact."""
    return kind in KINDS and field in KINDS[kind].fields


def may_be_left_out(kind: str, field: str) -> bool:
    """Whether a package may leave out what is said of a fact this version knows, and show only that it was said."""
    declared = KINDS[kind].fields[field]
    return declared.personal or declared.confidential


def is_entity(kind: str, entity: str) -> bool:
    """Whether a kind this version knows can have a thing of this name."""
    return KINDS[kind].entity.fullmatch(entity) is not None


def is_valid(kind: str, entity: str, field: str, value: Value) -> bool:
    """Whether a fact this version knows has a name and a value it can have."""
    return is_entity(kind, entity) and KINDS[kind].fields[field].check(value)
