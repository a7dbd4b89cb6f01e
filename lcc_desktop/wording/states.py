"""Names of states, for screens, documents and the command line alike."""

from collections.abc import Sequence

from lcc_desktop.domain.framework_diff import Change, Fate, Part
from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.territory import Commune
from lcc_desktop.i18n import N_, _, current_language, fill, lone, ngettext
from lcc_desktop.i18n.formats import listed

STATES = {
    State.UNSCORED: N_("Not scored"),
    State.NO_INFORMATION: N_("No information"),
    State.NOT_APPLICABLE: N_("Not applicable"),
    State.SCORED: N_("Scored"),
    State.DISPUTED: N_("Disputed"),
}

MILIEUX = {"urban": N_("Urban"), "rural": N_("Rural")}


def milieu_name(milieu: str) -> str:
    """Urban or rural; empty for a commune of which nobody has said it."""
    return _(MILIEUX[milieu]) if milieu in MILIEUX else ""


def commune_label(commune: Commune) -> str:
    """Both names, then the province: 11 names are shared by several communes."""
    language = current_language()
    other = commune.name_fr if language == "ar" else commune.name_ar
    if not commune.province(language):  # of a code that only newer data has
        return lone(commune.name(language))
    return fill(
        _("{commune} · {other_name} — {province}"),
        commune=commune.name(language),
        other_name=other,
        province=commune.province(language),
    )


ROLES = {
    "facilitator": N_("Facilitation"),
    "verifier": N_("Verification"),
    "coordinator": N_("Coordination"),
}


def role_name(role: str) -> str:
    """What a workspace is for, which may be several things; a role of a newer version is shown as it is written."""
    return listed([_(ROLES[one]) if one in ROLES else one for one in role.split(",")])


CHANGES = {
    Change.ADDED: N_("new"),
    Change.REMOVED: N_("dropped"),
    Change.CHANGED: N_("changed"),
}

PARTS = {
    Part.FIELD: N_("field"),
    Part.PRINCIPLE: N_("principle"),
    Part.NORM: N_("norm"),
    Part.INDICATOR: N_("indicator"),
    Part.PREREQUISITE: N_("prerequisite"),
    Part.NUMBER: N_("number"),
    Part.LEVEL: N_("threshold"),
}


def change_name(change: Change) -> str:
    return _(CHANGES[change])


def part_name(part: Part) -> str:
    """What a part of a framework is called."""
    return _(PARTS[part])


FATES = {
    Fate.SAME: N_("unchanged"),
    Fate.REWORDED: N_("reworded"),
    Fate.RESCALED: N_("scale changed"),
    Fate.NEW: N_("new"),
    Fate.DROPPED: N_("dropped"),
}


def fate_name(fate: Fate) -> str:
    """What becomes of an indicator in another version of its framework."""
    return _(FATES[fate])


def missing_versions(versions: Sequence[int]) -> str:
    """What a move cannot know for want of the versions in between, and the remedy; nothing if none is missing."""
    if not versions:
        return ""
    text = ngettext(
        "Version {versions} lies between and is not here: what it renamed cannot be followed, and scores may be asked "
        "again. Add its file first.",
        "Versions {versions} lie between and are not here: what they renamed cannot be followed, and scores may be "
        "asked again. Add their files first.",
        len(versions),
    )
    return fill(text, versions=listed(versions))


def state_name(state: State) -> str:
    return _(STATES[state])
