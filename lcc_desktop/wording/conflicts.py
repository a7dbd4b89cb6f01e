"""Conflicts in words: what they are about, each side's value, the rules."""

from collections.abc import Mapping, Sequence

from lcc_desktop.domain.scoring import Score
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import N_, _, fill
from lcc_desktop.i18n.formats import number
from lcc_desktop.wording.closing import score_text
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name

RULES = {
    "newest": N_("The latest word wins"),
    "team": N_("The verification and coordination team wins"),
    "device": N_("This computer wins"),
    "evidence": N_("Who had more evidence wins"),
}

_THINGS = {
    "score": N_("Score"),
    "verified": N_("Verified score"),
    "prerequisite": N_("Prerequisite"),
    "evidence": N_("Evidence"),
    "evidence_source": N_("Expected source"),
    "evaluation": N_("Evaluation"),
    "group": N_("Group"),
    "participant": N_("Participant"),
    "session": N_("Session"),
    "presence": N_("Attendance"),
    "evidence_link": N_("Evidence"),
    "tally": N_("Votes"),
    "remark": N_("Remark"),
    "action": N_("Action"),
    "follow_up": N_("Follow-up note"),
}
_FIELDS = {
    "note": N_("justification"),
    "reason": N_("reason"),
    "aim": N_("degree aimed at"),
    "method": N_("how it was agreed"),
    "dissent": N_("dissent"),
    "on": N_("date seen"),
    "state": N_("answer"),
    "stage": N_("stage"),
    "cycle": N_("cycle"),
    "milieu": N_("milieu"),
    "letterhead_fr": N_("name in French"),
    "letterhead_ar": N_("name in Arabic"),
    "calibration": N_("calibration indicator"),
    "closed": N_("closing"),
    "commune": N_("commune"),
    "framework": N_("framework"),
    "name": N_("name"),
    "organisation": N_("organisation"),
    "gender": N_("gender"),
    "category": N_("category"),
    "age_band": N_("age band"),
    "group": N_("group"),
    "title": N_("title"),
    "place": N_("place"),
    "date": N_("date"),
    "start": N_("start"),
    "deadline": N_("deadline"),
    "budgets": N_("minutes by principle"),
    "title_fr": N_("title in French"),
    "title_ar": N_("title in Arabic"),
    "result": N_("result expected"),
    "elected": N_("elected member responsible"),
    "technical": N_("technical contact"),
    "partners": N_("partners"),
    "budget": N_("budget"),
    "budget_source": N_("source of the budget"),
    "success": N_("success indicator"),
    "impact": N_("impact"),
    "feasibility": N_("feasibility"),
    "key": N_("key action"),
    "status": N_("status"),
    "progress": N_("progress"),
    "text": N_("text"),
    "done": N_("done"),
    "present": N_("kept or removed"),
    "link": N_("address"),
    "paper": N_("reference and keeper"),
    "due": N_("to be obtained"),
    "confidential": N_("confidential"),
    "action": N_("action"),
}


def fact_name(kind: str, field: str) -> str:
    """What a fact is called: the thing, and which of its fields where it is not the main one."""
    thing = _(_THINGS.get(kind, kind))
    if field not in _FIELDS:
        return thing
    return fill(_("{thing}: {field}"), thing=thing, field=_(_FIELDS[field]))


def rule_name(rule: str) -> str:
    return _(RULES[rule])


def value_text(kind: str, field: str, value: object) -> str:
    """A side's value, as people read it. `value` as services hand it out."""
    match value:
        case Score():
            return score_text(value)
        case Ballot():
            return _votes(value)
        case bool():
            return _yes(field, value)
        case None | "":
            return _("nothing")
        case int():
            return number(value)
        case str():
            return _word(kind, field, value)
        case Mapping():
            return " · ".join(str(part) for part in value.values() if part not in ("", 0))
    return str(value)


def _yes(field: str, value: object) -> str:
    if field == "present":
        return _("Kept") if value else _("Removed")
    return _("Yes") if value else _("No")


def _word(kind: str, field: str, value: str) -> str:
    if (kind, field) == ("evaluation", "stage"):
        return stage_name(value)
    return milieu_name(value) if field == "milieu" else value


def _votes(ballot: Ballot) -> str:
    return " · ".join(f"{degree}: {number(count)}" for degree, count in ballot.degrees)


def side_line(kind: str, field: str, value: object, keeps: bool) -> str:
    """One side in a line; who knew nothing of a deletion went on with the thing."""
    if not keeps:
        return value_text(kind, field, value)
    return fill(_("Kept, and went on with it ({field})"), field=fact_name(kind, field))


def evidence_line(evidence: Sequence[str]) -> str:
    """On what evidence somebody spoke."""
    return ", ".join(evidence) if evidence else _("no evidence")
