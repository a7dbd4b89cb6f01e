"""Everything the workshop does with a key: said by the keys' overlay, found by Ctrl+K, done by the view."""

from dataclasses import dataclass

from lcc_desktop.i18n import N_, _, current_language, fill, is_rtl

_NAMES = {"Delete": N_("Delete"), "Enter": N_("Enter")}


@dataclass(frozen=True)
class RoomAction:
    """`key` is as of `keys.key_of`, `shown` what is printed on it; `text` says what it does."""

    name: str
    key: str
    text: str
    icon: str
    shown: str = ""


SCORING = (
    RoomAction("degree", "", N_("The degree that was agreed on"), "check", "0 – 9"),
    RoomAction("not-applicable", "N", N_("Not applicable"), "minus"),
    RoomAction("no-information", "I", N_("No information"), "help"),
    RoomAction("unscore", "Delete", N_("Take the score back"), "close", "Delete"),
    RoomAction("justify", "J", N_("Write the justification"), "edit"),
    RoomAction("method", "M", N_("Say how it was decided"), "people"),
    RoomAction("dissent", "D", N_("Note a dissent"), "dissent"),
)
VOTING = (
    RoomAction("vote", "V", N_("Vote: type the cards"), "vote"),
    RoomAction("reveal", "Return", N_("Reveal the votes"), "eye", "Enter"),
    RoomAction("vote-first", "Shift+V", N_("Count the first vote again"), "vote"),
)
WRITING = (
    RoomAction("strength", "S", N_("Note a strength"), "strength"),
    RoomAction("improvement", "W", N_("Note a point to improve"), "improve"),
    RoomAction("park", "P", N_("Park something for later"), "park"),
    RoomAction("note", "O", N_("Write a note of my own"), "lock"),
    RoomAction("evidence", "E", N_("Attach evidence"), "paperclip"),
    RoomAction("action", "A", N_("Make it an action of the plan"), "plan"),
    RoomAction("calibration", "C", N_("Mark as the calibration indicator"), "target"),
)
MOVING = (
    RoomAction("forward", "", N_("Next indicator"), "next", "→ ↓"),
    RoomAction("backward", "", N_("Previous indicator"), "previous", "← ↑"),
    RoomAction("next-principle", "Ctrl+Down", N_("Next principle"), "down", "Ctrl ↓"),
    RoomAction("previous-principle", "Ctrl+Up", N_("Previous principle"), "up", "Ctrl ↑"),
    RoomAction("list", "L", N_("Choose which indicators are listed"), "filter"),
    RoomAction("help", "H", N_("Unfold the help"), "help"),
    RoomAction("home", "Escape", N_("Back to the card"), "back", "Esc"),
    RoomAction("keys", "?", N_("Show the keys"), "keyboard", "?"),
)
PROJECTING = (
    RoomAction("projector", "", N_("Open or close the projector"), "projector", "F5"),
    RoomAction("freeze", "F", N_("Freeze the projector, or let it follow"), "freeze"),
    RoomAction("degrees", "G", N_("Degrees on the projector"), "results"),
    RoomAction("radar", "R", N_("Radar on the projector"), "results"),
    RoomAction("timer", "T", N_("Timer on the projector"), "clock"),
)
WINDOW = (
    RoomAction("undo", "", N_("Undo"), "undo", "Ctrl Z"),
    RoomAction("redo", "", N_("Redo"), "redo", "Ctrl Y"),
    RoomAction("find", "", N_("Find an indicator, a commune or an action"), "search", "Ctrl K"),
)
GROUPS = (
    (N_("Decide"), SCORING),
    (N_("Vote"), VOTING),
    (N_("Write"), WRITING),
    (N_("Move"), MOVING),
    (N_("Projector"), PROJECTING),
    (N_("Everywhere"), WINDOW),
)

BY_KEY = {action.key: action.name for _title, group in GROUPS for action in group if action.key}

OPENS_A_FIELD = frozenset(
    (
        "justify",
        "method",
        "dissent",
        "vote",
        "vote-first",
        "strength",
        "improvement",
        "park",
        "note",
        "evidence",
        "list",
    )
)
"""What takes the keyboard on the facilitator's own screen."""

FINDABLE = tuple(
    action
    for _title, group in GROUPS
    for action in group
    if action.name not in ("degree", "find", "home", "forward", "backward", "reveal")
)
"""What Ctrl+K offers: not what only makes sense with the keyboard on the card."""


def cap(action: RoomAction) -> str:
    """What is printed on the key of an action, the arrows in the reading direction."""
    shown = action.shown or action.key.replace("Shift+", "\u21e7 ")
    if is_rtl(current_language()):
        shown = shown.translate(str.maketrans("\u2190\u2192", "\u2192\u2190"))
    return _(_NAMES[shown]) if shown in _NAMES else shown


def action_label(action: RoomAction) -> str:
    """What an action does, and its key."""
    return fill(_("{action} ({key})"), action=_(action.text), key=cap(action))
