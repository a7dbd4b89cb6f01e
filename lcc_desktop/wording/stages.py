"""Names of a cycle's stages. Apart, because the first page shows them before anything else is loaded."""

from lcc_desktop.i18n import N_, _

STAGES = {
    "application": N_("Application"),
    "eligibility": N_("Eligibility"),
    "self-evaluation": N_("Self-evaluation"),
    "verification": N_("Verification mission"),
    "action-plan": N_("Action plan"),
    "accreditation": N_("Accreditation"),
    "follow-up": N_("Follow-up"),
}


def stage_name(stage: str) -> str:
    """The stage in words; a stage of a newer version is shown as it is written."""
    return _(STAGES[stage]) if stage in STAGES else stage
