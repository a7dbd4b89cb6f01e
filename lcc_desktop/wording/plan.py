"""The improvement plan in words: statuses, quarters of the matrix, what is late, what is advised."""

from datetime import date

from lcc_desktop.domain.plan import ADVISED, Action, Quadrant, Status
from lcc_desktop.i18n import N_, _, current_language, fill, ngettext
from lcc_desktop.i18n.formats import day, number

STATUSES = {
    Status.PLANNED: N_("Planned"),
    Status.UNDER_WAY: N_("Under way"),
    Status.DONE: N_("Done"),
    Status.GIVEN_UP: N_("Given up"),
}

QUADRANTS = {
    Quadrant.DO_FIRST: N_("Do first"),
    Quadrant.PREPARE: N_("Prepare"),
    Quadrant.FILL_IN: N_("Do in passing"),
    Quadrant.LEAVE: N_("Leave for later"),
}


def status_name(status: Status) -> str:
    return _(STATUSES[status])


def quadrant_name(quadrant: Quadrant) -> str:
    return _(QUADRANTS[quadrant])


def action_title(action: Action) -> str:
    """In the language of the moment; a stand-in while nothing is written."""
    return action.title(current_language()) or _("Action without a title")


def plan_line(action: Action) -> str:
    """An action in a line: its title, its deadline, how it stands."""
    by = day(action.deadline) if action.deadline else _("No deadline yet")
    return fill(
        _("{title}: {deadline}, {status}"), title=action_title(action), deadline=by, status=status_name(action.status)
    )


def lateness(action: Action, today: date) -> str:
    """How late an action is; empty if it is not."""
    if not action.is_late(today) or action.deadline is None:
        return ""
    days = (today - action.deadline).days
    return fill(ngettext("{count} day late", "{count} days late", days), count=days)


def budget_text(action: Action) -> str:
    """The budget in dirhams; empty where nobody said."""
    if action.budget is None:
        return ""
    # TRANSLATORS: an amount of money in Moroccan dirhams
    return fill(_("{amount} MAD"), amount=number(float(action.budget), 2))


def advice(key_actions: int) -> str:
    """What is advised when there are more key actions than people carry out; empty otherwise."""
    if key_actions <= ADVISED:
        return ""
    text = ngettext(
        "{count} key action. Plans with more than {advised} are seldom carried out: keep the most useful ones.",
        "{count} key actions. Plans with more than {advised} are seldom carried out: keep the most useful ones.",
        key_actions,
    )
    return fill(text, count=key_actions, advised=ADVISED)
