"""The improvement plan of an evaluation: actions, where they stand, what was noted of them since."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain import plan
from lcc_desktop.domain.errors import ActionNotFound, BadAmount, BadDate, BadNumber, IndicatorNotFound, NoteTooLong
from lcc_desktop.domain.facts import KINDS, NAME_LIMIT, NOTE_LIMIT, TITLE_LIMIT, one_line, writable
from lcc_desktop.domain.plan import Action, Status
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.models import workshop as rows
from lcc_desktop.models.evaluation import Evaluation
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import framework_of, read_indicator
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.plan_reading import action_of, day_of, read_actions
from lcc_desktop.services.reading import commune_of, entry_moment, find
from lcc_desktop.services.scoring import decimal
from lcc_desktop.services.unit import Work, begin, look
from lcc_desktop.sync.entry import fact_key

_LIMITS = {
    **dict.fromkeys(("title_fr", "title_ar", "partners"), TITLE_LIMIT),
    **dict.fromkeys(("elected", "technical", "budget_source"), NAME_LIMIT),
}
"""Lines of an action, and their longest."""

_TEXTS = ("result", "success")


@dataclass(frozen=True)
class FollowUp:
    """Something noted of an action on a day."""

    id: str
    text: str
    date: date | None
    author: str


@dataclass(frozen=True)
class Step:
    """A change of an action's status or progress: when, by whom, to what."""

    at: datetime
    author: str
    field: str
    value: str | int


@dataclass(frozen=True)
class PlanView:
    """The plan whole: its actions, those without a deadline last, and what was noted of each, the latest first.

    `disputed` names the fields of an action that two people filled in differently.
    """

    actions: tuple[Action, ...]
    follow_ups: Mapping[str, tuple[FollowUp, ...]]
    disputed: Mapping[str, tuple[str, ...]]

    @property
    def key_actions(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.key)

    @property
    def has_too_many(self) -> bool:
        """More key actions than is advised."""
        return len(self.key_actions) > plan.ADVISED

    def of(self, indicator: str) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.indicator == indicator)


@dataclass(frozen=True)
class Reminder:
    """A late action of one of the evaluations here."""

    evaluation: str
    commune: Commune
    cycle: str
    action: Action


class Plans:
    """The improvement plans of a workspace.

    Methods raise EvaluationNotFound and StorageFailed beside what they name.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes

    def view(self, evaluation: str) -> PlanView:
        with look(self._workspace) as work:
            find(work.session, evaluation)
            return _view(work, evaluation)

    def from_indicator(self, evaluation: str, code: str, language: str) -> Action:
        """An action out of a weak score: named after the indicator, its result the degree aimed at, or the next one.

        One that is there already is given back as it is. Raises IndicatorNotFound.
        """
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            indicator = framework.find(code)
            if indicator is None:
                raise IndicatorNotFound(code)
            for action in _view(work, evaluation).of(code):
                return action
            shown = read_indicator(work, evaluation, code, framework)
            degree = min(max(shown.aim or 0, (shown.score.degree or 0) + 1), indicator.top)
            said = {
                "indicator": code,
                "title_fr": _cut(indicator.text.fr),
                "title_ar": _cut(indicator.text.ar),
                "result": indicator.degrees[degree].say(language),
                "key": True,
            }
            return _write_new(work, evaluation, said)

    def add(self, evaluation: str, title_fr: str = "", title_ar: str = "", indicator: str = "") -> Action:
        """A new action. Raises NoteTooLong, IndicatorNotFound."""
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            if indicator and framework.find(indicator) is None:
                raise IndicatorNotFound(indicator)
            said = _checked({"title_fr": title_fr, "title_ar": title_ar}) | {"indicator": indicator}
            return _write_new(work, evaluation, said)

    def change(self, evaluation: str, action: str, **said: object) -> Action:
        """Say fields of an action, as entered: dates as `date`, ISO text or "", the budget in either script's digits.

        A finished action is at 100 %; saying a field again settles two people's differing words.
        Raises ActionNotFound, NoteTooLong, BadDate, BadAmount.
        """
        values = _checked(said)
        with begin(self._workspace) as work:
            row = _row(work.session, evaluation, action)
            if values.get("status") == Status.DONE and "progress" not in values:
                values["progress"] = 100
            disputed = _disputed(work, evaluation).get(action, ())
            for field, value in values.items():
                if getattr(row, field) != value or field in disputed:
                    work.journal.record(evaluation, "action", action, field, value)
            work.session.flush()
            after = action_of(_row(work.session, evaluation, action))
            work.commit()
        return after

    def remove(self, evaluation: str, action: str) -> None:
        """Take an action out of the plan. Raises ActionNotFound."""
        with begin(self._workspace) as work:
            _row(work.session, evaluation, action)
            work.journal.record(evaluation, "action", action, "present", value=False)
            work.commit()

    def note(self, evaluation: str, action: str, text: str, on: date) -> FollowUp:
        """Note something of an action. Raises ActionNotFound, NoteTooLong."""
        text = _text(text)
        with begin(self._workspace) as work:
            _row(work.session, evaluation, action)
            note = new_identity()
            for field, value in (("action", action), ("text", text), ("date", on.isoformat()), ("present", True)):
                work.journal.record(evaluation, "follow_up", note, field, value)
            work.commit()
            return FollowUp(note, text, on, work.journal.device.name)

    def steps(self, evaluation: str, action: str) -> list[Step]:
        """How an action went: every change of its status and progress, the first one first."""
        with look(self._workspace) as work:
            keys = [fact_key("action", action, field) for field in ("status", "progress")]
            entries = sorted(work.journal.entries_of(evaluation, keys), key=lambda entry: (entry.hlc, entry.device))
            return [Step(entry_moment(e), e.author, e.field, e.value) for e in entries]

    def reminders(self, today: date) -> list[Reminder]:
        """What is late, in every evaluation here; what has waited longest first."""
        with look(self._workspace) as work:
            here = select(rows.Action).where(rows.Action.present, rows.Action.deadline < today.isoformat())
            late = [(row.scope, action_of(row)) for row in work.session.scalars(here.where(rows.Action.deadline != ""))]
            found = []
            for scope, action in late:
                evaluation = work.session.get(Evaluation, (scope, scope))
                if action.is_late(today) and evaluation is not None:
                    commune = commune_of(self._communes, evaluation.commune)
                    found.append(Reminder(scope, commune, evaluation.cycle, action))
        return sorted(found, key=lambda each: (each.action.deadline or today, each.action.id))


def _view(work: Work, evaluation: str) -> PlanView:
    return PlanView(read_actions(work.session, evaluation), _follow_ups(work, evaluation), _disputed(work, evaluation))


def _follow_ups(work: Work, evaluation: str) -> dict[str, tuple[FollowUp, ...]]:
    noted = work.session.scalars(select(rows.FollowUp).where(rows.FollowUp.scope == evaluation, rows.FollowUp.present))
    by_id = {row.entity: row for row in noted}
    keys = [fact_key("follow_up", note, "text") for note in by_id]
    authors = {entry.entity: entry.author for entry in work.journal.entries_of(evaluation, keys)}
    found: dict[str, list[FollowUp]] = defaultdict(list)
    for note, row in by_id.items():
        found[row.action].append(FollowUp(note, row.text, day_of(row.date), authors.get(note, "")))
    for notes in found.values():
        notes.sort(key=lambda note: (note.date or date.min, note.id), reverse=True)
    return {action: tuple(notes) for action, notes in found.items()}


def _disputed(work: Work, evaluation: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for fact in work.journal.conflicts(evaluation):
        if fact.shown.kind == "action":
            found[fact.shown.entity].append(fact.shown.field)
    return {action: tuple(fields) for action, fields in found.items()}


def _write_new(work: Work, evaluation: str, said: Mapping[str, object]) -> Action:
    action = new_identity()
    for field, value in {**said, "status": str(Status.PLANNED), "present": True}.items():
        if value != KINDS["action"].fields[field].blank:
            work.journal.record(evaluation, "action", action, field, value)
    work.session.flush()
    made = action_of(_row(work.session, evaluation, action))
    work.commit()
    return made


def _row(session: Session, evaluation: str, action: str) -> rows.Action:
    row = session.get(rows.Action, (evaluation, action))
    if row is None or not row.present:
        raise ActionNotFound(action)
    return row


def _checked(said: Mapping[str, object]) -> dict[str, Any]:
    """What was entered as values of facts. Raises NoteTooLong, BadDate, BadAmount."""
    found: dict[str, Any] = {}
    for field, value in said.items():
        if field in _LIMITS:
            found[field] = _line(field, str(value))
        elif field in _TEXTS:
            found[field] = _text(str(value))
        elif field in ("start", "deadline"):
            found[field] = _entered_day(value)
        elif field == "budget":
            found[field] = _amount(value)
        elif field == "status":
            found[field] = str(Status(str(value)))
        else:
            found[field] = value
    return found


def _line(field: str, text: str) -> str:
    text = one_line(text)
    if len(text) > _LIMITS[field]:
        raise NoteTooLong(_LIMITS[field])
    return text


def _text(text: str) -> str:
    text = writable(text)
    if len(text) > NOTE_LIMIT:
        raise NoteTooLong(NOTE_LIMIT)
    return text


def _cut(text: str) -> str:
    """An indicator's text as a title: whole words, within the limit."""
    text = one_line(text).rstrip(".")
    return text if len(text) <= TITLE_LIMIT else text[: TITLE_LIMIT - 1].rsplit(" ", 1)[0] + "…"


def _entered_day(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise BadDate(str(value)) from error


def _amount(value: object) -> str:
    if value is None or value == "":
        return ""
    try:
        found = decimal("".join(str(value).split()))  # thousands may be set apart
    except BadNumber as error:
        raise BadAmount(str(value)) from error
    if found.startswith("-"):
        raise BadAmount(str(value))
    return found
