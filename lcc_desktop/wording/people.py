"""Names of what is said of participants, and what their counts amount to in words."""

from lcc_desktop.domain.people import Counts, Doubt, Participation, RowNote, Sitting
from lcc_desktop.i18n import N_, _, fill, lone, ngettext
from lcc_desktop.i18n.formats import day, number, percent, short_day

CATEGORIES = {
    "elected": N_("Elected member"),
    "staff": N_("Staff of the commune"),
    "civil-society": N_("Civil society"),
    "citizen": N_("Citizen"),
    "authority": N_("Local authority"),
    "facilitator": N_("Facilitator"),
    "observer": N_("Observer"),
}
GENDERS = {"female": N_("Woman"), "male": N_("Man")}
AGE_BANDS = {
    "under-25": N_("Under 25"),
    "25-34": N_("25 to 34"),
    "35-44": N_("35 to 44"),
    "45-59": N_("45 to 59"),
    "60-plus": N_("60 and over"),
}
_IN_FIGURES = {"under-25": "< 25", "25-34": "25–34", "35-44": "35–44", "45-59": "45–59", "60-plus": "60+"}
PREREQUISITE_STATES = {"met": N_("Met"), "not-met": N_("Not met"), "unsure": N_("To be checked")}

DOUBTS = {
    Doubt.NO_NAME: N_("No name"),
    Doubt.HEADING: N_("Looks like a heading"),
    Doubt.KNOWN: N_("On the list already"),
    Doubt.TWICE: N_("The same name as in row {detail}"),
    Doubt.CARD_NUMBER: N_("Holds what looks like an identity card number: take it out first"),
    Doubt.TOO_LONG: N_("Too long: {detail} characters at most"),
    Doubt.GENDER: N_("Gender not understood: {detail}"),
    Doubt.CATEGORY: N_("Category not understood: {detail}"),
    Doubt.AGE: N_("Age not understood: {detail}"),
}


def category_name(category: str) -> str:
    """What somebody is in the workshop; empty while it was not said."""
    return _(CATEGORIES[category]) if category in CATEGORIES else ""


def gender_name(gender: str) -> str:
    return _(GENDERS[gender]) if gender in GENDERS else ""


def age_band_name(band: str) -> str:
    return _(AGE_BANDS[band]) if band in AGE_BANDS else ""


def short_age_band(band: str) -> str:
    """An age band in figures, for narrow columns: "25–34"."""
    return lone(_IN_FIGURES.get(band, ""))


def prerequisite_state_name(state: str) -> str:
    """Whether a prerequisite is met; words for one of which nothing was said, too."""
    return _(PREREQUISITE_STATES[state]) if state in PREREQUISITE_STATES else _("Not said")


def name_left_out() -> str:
    """In the place of a name that nobody gave, or that a package left out."""
    return _("Name left out")


def sitting_name(sitting: Sitting) -> str:
    """What a session is called: its title, or else when it is held."""
    return lone(sitting.title) if sitting.title else sitting_when(sitting) or _("Session without a title")


def sitting_when(sitting: Sitting) -> str:
    """Day and start of a session, in figures; empty while neither was said."""
    if sitting.day is None:
        return lone(sitting.start) if sitting.start else ""
    if not sitting.start:
        return lone(short_day(sitting.day))
    return fill(_("{day}, {start}"), day=short_day(sitting.day), start=sitting.start)


def sitting_label(sitting: Sitting) -> str:
    """Name and time of a session on two lines, where it has both."""
    when = sitting_when(sitting)
    return f"{sitting_name(sitting)}\n{when}" if sitting.title and when else sitting_name(sitting)


def sitting_head(sitting: Sitting, most: int) -> str:
    """The same over a narrow column: the title cut at `most` characters, the day without its year."""
    day_of_year = short_day(sitting.day)[:5] if sitting.day else ""
    when = " ".join(part for part in (day_of_year, sitting.start) if part)
    title = sitting.title if len(sitting.title) <= most else f"{sitting.title[: most - 1]}…"
    return "\n".join(lone(line) for line in (title, when) if line) or sitting_name(sitting)


def sitting_line(sitting: Sitting) -> str:
    """Name and time of a session on one line."""
    when = sitting_when(sitting)
    if not sitting.title or not when:
        return sitting_name(sitting)
    return fill(_("{session}, {day}"), session=sitting.title, day=when)


def explain_note(note: RowNote) -> str:
    """What is to be known of a row of a list before it is taken."""
    return fill(_(DOUBTS[note.doubt]), detail=note.detail)


def people_line(counts: Counts) -> str:
    """How many people, and how many of them women: "24 participants, 10 of them women (42 %)"."""
    people = ngettext("{count} participant", "{count} participants", counts.total)
    said = fill(people, count=number(counts.total))
    if counts.women_share is None:
        return said
    women = ngettext("{people}, {count} woman ({share})", "{people}, {count} women ({share})", counts.women)
    return fill(women, people=said, count=number(counts.women), share=percent(counts.women_share))


def when_line(participation: Participation) -> str:
    """On which days a workshop was or will be held; empty while no session has a date."""
    first, last = participation.first_day, participation.last_day
    if first is None or last is None:
        return ""
    return day(first) if first == last else fill(_("{first} to {last}"), first=day(first), last=day(last))


def duration(minutes: int) -> str:
    """Minutes as people plan them: "2 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return fill(_("{minutes} min"), minutes=rest)
    return (
        fill(_("{hours} h {minutes}"), hours=hours, minutes=f"{rest:02d}")
        if rest
        else fill(_("{hours} h"), hours=hours)
    )
