"""What a step back or forward was about, in words."""

from collections.abc import Mapping, Sequence

from lcc_desktop.i18n import N_, _, fill

Fact = tuple[str, str, str]

_OF_INDICATOR: Mapping[tuple[str, str], str] = {
    ("score", "value"): N_("the score of {indicator}"),
    ("score", "note"): N_("the justification of {indicator}"),
    ("score", "aim"): N_("the degree aimed at for {indicator}"),
    ("score", "method"): N_("the method of {indicator}"),
    ("score", "dissent"): N_("the dissent on {indicator}"),
    ("verified", "value"): N_("the verified score of {indicator}"),
    ("verified", "reason"): N_("the reason of the verified score of {indicator}"),
}
_BY_KIND: Mapping[str, str] = {
    "tally": N_("the votes on {indicator}"),
    "remark": N_("a remark on {indicator}"),
    "evidence_link": N_("the evidence of {indicator}"),
    "evidence_source": N_("the evidence of {indicator}"),
    "action": N_("an action for {indicator}"),
}
_OF_WHOLE: Mapping[tuple[str, str], str] = {
    ("evaluation", "calibration"): N_("the calibration indicator"),
    ("evaluation", "stage"): N_("the stage"),
    ("evaluation", "closed"): N_("the closing of the evaluation"),
}
_ALONE: Mapping[str, str] = {
    "evaluation": N_("what is said of the evaluation"),
    "evidence": N_("a piece of evidence"),
    "evidence_link": N_("a piece of evidence"),
    "prerequisite": N_("a prerequisite"),
    "group": N_("a group"),
    "participant": N_("a participant"),
    "session": N_("a session"),
    "presence": N_("who was present"),
    "remark": N_("a remark on the whole"),
    "action": N_("an action"),
    "follow_up": N_("the follow-up of an action"),
    "snapshot": N_("a snapshot"),
}


def step_back(facts: Sequence[Fact], indicator: str) -> str:
    """The sentence for a step taken back."""
    return fill(_("Undone: {what}."), what=_what(facts, indicator))


def step_forth(facts: Sequence[Fact], indicator: str) -> str:
    """The sentence for a step taken again."""
    return fill(_("Redone: {what}."), what=_what(facts, indicator))


def _what(facts: Sequence[Fact], indicator: str) -> str:
    """What the first fact that has a name was; several facts of one step are about one thing."""
    for kind, _entity, field in facts:
        template = _OF_INDICATOR.get((kind, field)) or _BY_KIND.get(kind) if indicator else None
        if template is not None:
            return fill(_(template), indicator=indicator)
    alone = (_OF_WHOLE.get((kind, field)) or _ALONE.get(kind) for kind, _entity, field in facts)
    return next((_(text) for text in alone if text is not None), _("the last change"))
