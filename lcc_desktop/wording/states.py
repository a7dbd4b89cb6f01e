"""Names of states and stages, for screens, documents and the command line alike."""

from lcc_desktop.domain.scoring import State
from lcc_desktop.i18n import N_, _

STATES = {
    State.UNSCORED: N_("Not scored"),
    State.NO_INFORMATION: N_("No information"),
    State.NOT_APPLICABLE: N_("Not applicable"),
    State.SCORED: N_("Scored"),
    State.DISPUTED: N_("Disputed"),
}

STAGES = {
    "application": N_("Application"),
    "eligibility": N_("Eligibility"),
    "self-evaluation": N_("Self-evaluation"),
    "verification": N_("Verification mission"),
    "action-plan": N_("Action plan"),
    "accreditation": N_("Accreditation"),
    "follow-up": N_("Follow-up"),
}


def state_name(state: State) -> str:
    return _(STATES[state])


def stage_name(stage: str) -> str:
    """The stage in words; a stage of a newer version is shown as it is written."""
    return _(STAGES[stage]) if stage in STAGES else stage
