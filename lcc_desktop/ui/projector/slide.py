"""What is projected, and nothing else: a slide holds no name, no note, no evidence, no author to show by mistake."""

from dataclasses import dataclass
from enum import Enum, auto

from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.votes import ROUNDS, Ballot
from lcc_desktop.reports.charts.principles import principle_axes
from lcc_desktop.reports.charts.radar import Axis
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.workshop.play import Play


class Kind(Enum):
    """What a slide is about."""

    READ = auto()
    """The indicator in both languages, and its degrees as numbers."""
    DEGREES = auto()
    """What each degree means, in both languages."""
    VOTES = auto()
    """How the cards are spread, once everybody may see."""
    RADAR = auto()
    """The evaluation as it grows."""


@dataclass(frozen=True)
class Slide:
    """`chosen` is the degree that was agreed on, `state` what was said instead of one; `ballots` are the revealed
    rounds by number. `seconds` is the time of the timer, None while it is not shown.
    """

    kind: Kind
    code: str
    text: Text
    degrees: tuple[Text, ...]
    chosen: int | None
    state: State
    ballots: tuple[tuple[int, Ballot], ...]
    axes: tuple[Axis, ...]
    notice: Text | None
    seconds: int | None = None


def slide_of(view: EvaluationView, shown: IndicatorView, play: Play, language: str, wanted: Kind | None) -> Slide:
    """The slide of an indicator. Without a `wanted` kind it follows the group: read, choose a card, see, decide."""
    ballots = tuple((number, shown.ballot(number)) for number in ROUNDS if number in play.revealed)
    return Slide(
        kind=wanted or _following(play, bool(ballots)),
        code=shown.indicator.code,
        text=shown.indicator.text,
        degrees=shown.indicator.degrees,
        chosen=shown.score.degree if shown.score.state is State.SCORED else None,
        state=shown.score.state,
        ballots=ballots,
        axes=tuple(principle_axes(view.framework, view.results, language)),
        notice=None if view.framework.official else view.framework.notice,
    )


def _following(play: Play, revealed: bool) -> Kind:
    if play.voting:
        return Kind.DEGREES
    return Kind.VOTES if revealed else Kind.READ
