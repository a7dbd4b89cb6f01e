"""The documents that say results, and what the signed code in their foot says of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lcc_desktop.domain.territory import Commune

KINDS = ("council", "report", "plan", "evidence", "verification", "committee", "certificate", "campaign")
"""Their numbers in a code, from 1, are their places here: kinds are added at the end, none is ever moved."""


@dataclass(frozen=True)
class Stamp:
    """What a document's code says. Shares are of one, in thousandths, as documents print them.

    `kind` is empty where this version does not know it. `subject` is the id of the evaluation (or campaign), `commune`
    a code of the gazetteer, `scores` the digest of the scores, `principles` the score of each in the framework's order.
    """

    kind: str
    made_on: date
    subject: str
    scores: str
    score: Fraction | None
    completeness: Fraction | None
    verified: Fraction | None
    principles: tuple[Fraction | None, ...]
    commune: str
    cycle: str


class Holder(StrEnum):
    """Whose key signed a code."""

    OWN = "own"
    """This workspace's."""

    KNOWN = "known"
    """That of a device on the trust list."""

    UNKNOWN = "unknown"
    """A key nobody here has vouched for."""

    NOT_ASKED = "not-asked"
    """Checked without a workspace."""


class Standing(StrEnum):
    """How the scores a code stands for compare with those of this workspace."""

    SAME = "same"
    OTHER = "other"
    EARLIER = "earlier"
    """Those of a snapshot kept here."""

    ABSENT = "absent"
    """The evaluation is not here."""

    NOT_ASKED = "not-asked"


class Problem(StrEnum):
    """Why a code proves nothing."""

    BROKEN = "broken"
    NEWER = "newer"
    MISREAD = "misread"


@dataclass(frozen=True)
class CheckedCode:
    """What a code says and what that is worth here. `pages` on which it stands, from 1; empty for a picture or a text.

    With a `problem`, nothing else is known. `key` is an OpenSSH public key line and `digits` are what people compare of
    it, `signer` is its holder's name where that is known, `snapshot` the name of the one with the same scores.
    """

    pages: tuple[int, ...] = ()
    problem: Problem | None = None
    stamp: Stamp | None = None
    key: str = ""
    digits: str = ""
    holder: Holder = Holder.NOT_ASKED
    signer: str = ""
    commune: Commune | None = None
    standing: Standing = Standing.NOT_ASKED
    snapshot: str = ""

    @property
    def good(self) -> bool:
        """Whether the signature holds and its key is not a stranger's."""
        return self.problem is None and self.holder is not Holder.UNKNOWN


@dataclass(frozen=True)
class CheckedFile:
    """The codes found in a file, and on how many of its pages there was none (0 for a picture that has one)."""

    codes: tuple[CheckedCode, ...]
    bare_pages: int = 0
