"""Where somebody stands with the coordination team, in words."""

from datetime import date

from lcc_desktop.domain.enrolment import Enrolled, Standing
from lcc_desktop.domain.roles import written
from lcc_desktop.i18n import N_, _, fill
from lcc_desktop.i18n.formats import day
from lcc_desktop.wording.states import role_name

STANDINGS = {
    Standing.NONE: N_("not enrolled yet"),
    Standing.VALID: N_("enrolled"),
    Standing.ENDS_SOON: N_("ends soon"),
    Standing.ENDED: N_("ended"),
    Standing.WITHDRAWN: N_("withdrawn"),
}

SENTENCES = {
    Standing.NONE: N_(
        "Not enrolled yet. Work goes on as usual: only handing packages over waits. Give the coordination team the "
        "request, as a file or a photograph of the code, and read them the digits they ask for. Then open the "
        "assignment they send back."
    ),
    Standing.VALID: N_("Enrolled by {team} until {day}: {roles}."),
    Standing.ENDS_SOON: N_(
        "Enrolled by {team}, but only until {day}: {roles}. Ask the team to renew it, so that packages go on being "
        "taken."
    ),
    Standing.ENDED: N_(
        "The enrolment by {team} ended on {day}. Work goes on as usual; ask the team to renew it before you hand "
        "packages over."
    ),
    Standing.WITHDRAWN: N_(
        "{team} believes this computer no more, or replaced the key it was enrolled with. Ask them; what is here stays "
        "here."
    ),
}


def standing_name(standing: Standing) -> str:
    return _(STANDINGS[standing])


def period(start: date | None, end: date | None) -> str:
    """When a commune is to evaluate itself; empty where nobody has planned it."""
    if start and end:
        return fill(_("{start} to {end}"), start=day(start), end=day(end))
    if start:
        return fill(_("from {day}"), day=day(start))
    return fill(_("until {day}"), day=day(end)) if end else ""


def sentence(enrolled: Enrolled) -> str:
    """Where a computer stands, in words."""
    until = day(enrolled.until.date()) if enrolled.until else ""
    roles = role_name(written(enrolled.roles))
    return fill(_(SENTENCES[enrolled.standing]), team=enrolled.team, day=until, roles=roles)
