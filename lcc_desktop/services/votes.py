"""Cards shown in the workshop, counted. They stand beside the score, which only people set."""

from lcc_desktop.domain.errors import BadCards, EntryGone
from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.votes import EVERYBODY, MOST, Ballot, written
from lcc_desktop.models.workshop import Group
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.indicator import change, in_conflict
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.unit import Work


class Votes:
    """What hands held up."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def count(self, evaluation: str, code: str, number: int, ballot: Ballot, group: str = EVERYBODY) -> IndicatorView:
        """Say what everybody or a group showed for an indicator in a round (1, 2); an empty ballot takes it back.

        Raises BadCards, EntryGone, and what `indicator.change` raises.
        """

        def write(work: Work, _framework: Framework, before: IndicatorView) -> None:
            top = before.indicator.top
            if any(not 0 <= degree <= top or count > MOST for degree, count in ballot.degrees):
                raise BadCards(written(ballot), top)
            known = group == EVERYBODY or work.session.get(Group, (evaluation, group)) is not None
            if not known:
                raise EntryGone(group)
            if ballot != before.ballot_of(number, group) or in_conflict(before, "votes"):
                work.journal.record(evaluation, "tally", f"{code}/{number}/{group}", "votes", ballot.as_fact())

        return change(self._workspace, self._frameworks, evaluation, code, write)
