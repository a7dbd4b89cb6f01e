"""What statistics of campaigns are: groups of communes with the spread of their scores, and how far to trust them."""

from dataclasses import dataclass
from enum import StrEnum

from lcc_desktop.domain.distribution import Spread
from lcc_desktop.domain.framework import Text

FEW = 5
"""Groups of fewer communes say who they are: figures without names leave them out. Our choice."""


class By(StrEnum):
    """What communes are set side by side by."""

    REGION = "region"
    MILIEU = "milieu"
    LOT = "lot"
    CYCLE = "cycle"
    PRINCIPLE = "principle"
    FIELD = "field"


class Caution(StrEnum):
    """What keeps figures from being taken for more than they are, each with a count of communes."""

    NOT_VERIFIED = "not-verified"
    UNFINISHED = "unfinished"
    WITHOUT_LAYER = "without-layer"
    OTHER_FRAMEWORK = "other-framework"
    FRAMEWORKS_MIXED = "frameworks-mixed"


@dataclass(frozen=True)
class Question:
    """What is compared. `part` is "" for the whole score, "p/CODE" for a principle, "f/CODE" for a field.

    `verified`: what the mission found, instead of what communes say themselves. `whole`: complete evaluations only.
    """

    by: By = By.REGION
    part: str = ""
    verified: bool = False
    whole: bool = True


@dataclass(frozen=True)
class Group:
    """Communes set together: what they have in common, and the spread of their scores, None where none has one."""

    key: str
    name: Text
    spread: Spread | None

    @property
    def count(self) -> int:
        return self.spread.count if self.spread is not None else 0

    @property
    def is_few(self) -> bool:
        """Whether so few that the figures would say which communes they are."""
        return 0 < self.count < FEW


@dataclass(frozen=True)
class Statistics:
    """The answer to a question. `parts` is what a score can be asked of; `counted` is how many evaluations are in."""

    question: Question
    groups: tuple[Group, ...]
    cautions: tuple[tuple[Caution, int], ...]
    counted: int
    parts: tuple[tuple[str, Text], ...]

    @property
    def official(self) -> bool:
        """Whether nothing in it was said by a commune of itself alone."""
        return not any(caution is Caution.NOT_VERIFIED for caution, _count in self.cautions)
