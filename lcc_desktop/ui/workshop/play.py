"""The order of play: shown, never imposed."""

from dataclasses import dataclass
from enum import IntEnum

from lcc_desktop.domain.scoring import State
from lcc_desktop.services.results import IndicatorView


class Step(IntEnum):
    """What comes after what, for one indicator."""

    READ = 0
    VOTE = 1
    REVEAL = 2
    AGAIN = 3
    DECIDE = 4


@dataclass(frozen=True)
class Play:
    """How far an indicator is: the round whose cards are being typed (0: none), the rounds everybody may see."""

    voting: int = 0
    revealed: frozenset[int] = frozenset()

    def step(self, shown: IndicatorView) -> Step:
        """Where the group is now."""
        if self.voting:
            return Step.VOTE if self.voting == 1 else Step.AGAIN
        if shown.score.state is not State.UNSCORED or 2 in self.revealed:
            return Step.DECIDE
        return Step.REVEAL if 1 in self.revealed else Step.READ

    def done(self, shown: IndicatorView) -> frozenset[Step]:
        """The steps behind it."""
        steps = {Step.READ} if self.step(shown) > Step.READ else set()
        if shown.ballot(1) and self.voting != 1:
            steps.add(Step.VOTE)
        if 1 in self.revealed:
            steps.add(Step.REVEAL)
        if shown.ballot(2) and self.voting != 2:
            steps.add(Step.AGAIN)
        if shown.score.state is not State.UNSCORED:
            steps.add(Step.DECIDE)
        return frozenset(steps)
