"""The stages of the scheme and where a commune of a campaign stands. No figure decides anything here."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """The stages of the scheme, in order (documented: application to accreditation, then continuous follow-up)."""

    APPLICATION = "application"
    ELIGIBILITY = "eligibility"
    SELF_EVALUATION = "self-evaluation"
    VERIFICATION = "verification"
    ACTION_PLAN = "action-plan"
    ACCREDITATION = "accreditation"
    FOLLOW_UP = "follow-up"


_STAGES = {stage.value: stage for stage in Stage}


class Eligibility(StrEnum):
    """What the coordination team decided of an application."""

    PENDING = ""
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"


class Outcome(StrEnum):
    """What the committee decides (documented)."""

    GRANTED = "granted"
    ACTION_PLAN = "action-plan"
    DECLINED = "declined"


class Met(StrEnum):
    """Whether a prerequisite is met."""

    UNKNOWN = ""
    MET = "met"
    NOT_MET = "not-met"
    UNSURE = "unsure"


class Late(StrEnum):
    """Why a commune is said to be late."""

    UNDECIDED = "undecided"
    """The call is closed and its eligibility is not decided."""
    NOT_STARTED = "not-started"
    """Its self-evaluation should have begun, and nothing has come from it."""
    NOT_RETURNED = "not-returned"
    """Its self-evaluation should have ended, and is not complete."""


_PENDING, _NOT_ELIGIBLE = Eligibility.PENDING, Eligibility.NOT_ELIGIBLE
"""Named once: members are looked up slowly, and every commune of the country is asked at once."""


class Applicant(NamedTuple):
    """What the campaign says of a commune. Dates are None where nobody said."""

    received: date | None = None
    eligibility: Eligibility = Eligibility.PENDING
    reason: str = ""
    decided: date | None = None
    lot: str = ""
    start: date | None = None
    end: date | None = None
    withdrawn: bool = False


def stage_of(applicant: Applicant, evaluation: str | None, decision: Outcome | None) -> Stage:
    """Where a commune stands, by the committee's decision, else its evaluation's own stage, else its application."""
    if decision is not None:
        return Stage.FOLLOW_UP
    if evaluation is not None:
        return _STAGES[evaluation]
    return Stage.APPLICATION if applicant.eligibility is _PENDING else Stage.ELIGIBILITY


def late(applicant: Applicant, closes: date | None, begun: bool, complete: bool, today: date) -> tuple[Late, ...]:
    """What a commune is late with on a day. One that withdrew or is not eligible is late with nothing."""
    if applicant.withdrawn or applicant.eligibility is _NOT_ELIGIBLE:
        return ()
    found: tuple[Late, ...] = ()
    if applicant.eligibility is _PENDING and closes is not None and closes < today:
        found = (Late.UNDECIDED,)
    if applicant.end is not None and applicant.end < today:
        return found if complete else (*found, Late.NOT_RETURNED)
    if applicant.start is not None and applicant.start < today and not begun:
        return (*found, Late.NOT_STARTED)
    return found


def suggested(required: frozenset[str], checks: Mapping[str, Met]) -> Eligibility:
    """What the prerequisites speak for; the team decides. PENDING while one of `required` is not known."""
    states = [checks.get(code, Met.UNKNOWN) for code in required]
    if Met.NOT_MET in states:
        return Eligibility.NOT_ELIGIBLE
    return Eligibility.ELIGIBLE if states and all(state is Met.MET for state in states) else Eligibility.PENDING
