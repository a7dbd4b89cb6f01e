"""All services of one open workspace, together."""

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import delete

from lcc_desktop.models import schema
from lcc_desktop.models.projection import Projection
from lcc_desktop.models.summary import Summary
from lcc_desktop.models.territory import gazetteer
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.bench import Bench
from lcc_desktop.services.evaluations import Evaluations
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.history import History
from lcc_desktop.services.remarks import Remarks
from lcc_desktop.services.scoring import Scoring
from lcc_desktop.services.steps import Steps
from lcc_desktop.services.unit import begin
from lcc_desktop.services.votes import Votes

if TYPE_CHECKING:
    from lcc_desktop.services.campaign_filter import SavedViews
    from lcc_desktop.services.campaigns import Campaigns
    from lcc_desktop.services.committee import Committee
    from lcc_desktop.services.conflicts import Conflicts
    from lcc_desktop.services.document_check import DocumentCheck
    from lcc_desktop.services.dossiers import Dossiers
    from lcc_desktop.services.drafts import Drafts
    from lcc_desktop.services.enrolment import Enrolment
    from lcc_desktop.services.evidence import EvidenceDesk
    from lcc_desktop.services.evidence_viewing import EvidenceViewing
    from lcc_desktop.services.framework_moves import FrameworkMoves
    from lcc_desktop.services.inbox import Inbox
    from lcc_desktop.services.packages import Packages, Renderings
    from lcc_desktop.services.people import People
    from lcc_desktop.services.plan import Plans
    from lcc_desktop.services.prerequisites import Prerequisites
    from lcc_desktop.services.protection import Protection
    from lcc_desktop.services.receipts import Receipts
    from lcc_desktop.services.settings import Settings
    from lcc_desktop.services.snapshots import Snapshots
    from lcc_desktop.services.stamps import Stamps
    from lcc_desktop.services.statistics import StatisticsDesk
    from lcc_desktop.services.team import CoordinationTeam
    from lcc_desktop.services.templates import Templates
    from lcc_desktop.services.trust import Trust
    from lcc_desktop.services.verification import Verification


class Services:
    """Everything that can be done with one open workspace."""

    def __init__(self, workspace: Workspace, renderings: "Renderings") -> None:
        """`renderings` makes the readable members of a package."""
        self.workspace = workspace
        self.history = History(workspace)
        self.communes = gazetteer()
        self.frameworks = Frameworks(workspace)
        self.evaluations = Evaluations(workspace, self.frameworks, self.communes)
        self.steps = Steps(workspace, self.history, self.evaluations)
        self.scoring = Scoring(workspace, self.frameworks)
        self.votes = Votes(workspace, self.frameworks)
        self.remarks = Remarks(workspace, self.frameworks)
        self.bench = Bench(workspace)
        self._renderings = renderings

    def close(self) -> None:
        """Leave nothing behind that was copied for viewing, and free the workspace."""
        if "evidence" in self.__dict__:
            self.evidence.forget_viewed()
        self.workspace.close()

    # Imported when first asked for: the window's start sends, receives and publishes nothing.

    @cached_property
    def people(self) -> "People":
        from lcc_desktop.services.people import People

        return People(self.workspace, self.frameworks)

    @cached_property
    def prerequisites(self) -> "Prerequisites":
        from lcc_desktop.services.prerequisites import Prerequisites

        return Prerequisites(self.workspace, self.frameworks)

    @cached_property
    def settings(self) -> "Settings":
        from lcc_desktop.services.settings import Settings

        return Settings(self.workspace)

    @cached_property
    def templates(self) -> "Templates":
        from lcc_desktop.services.templates import Templates

        return Templates(self.workspace)

    @cached_property
    def dossiers(self) -> "Dossiers":
        from lcc_desktop.services.dossiers import Dossiers

        return Dossiers(self.evaluations, self.prerequisites, self.snapshots, self.committee, self.templates)

    @cached_property
    def drafts(self) -> "Drafts":
        from lcc_desktop.services.drafts import Drafts

        return Drafts(self.workspace, self.frameworks)

    @cached_property
    def evidence(self) -> "EvidenceDesk":
        from lcc_desktop.services.evidence import EvidenceDesk

        return EvidenceDesk(self.workspace, self.frameworks)

    @cached_property
    def viewing(self) -> "EvidenceViewing":
        from lcc_desktop.services.evidence_viewing import EvidenceViewing

        return EvidenceViewing(self.workspace)

    @cached_property
    def framework_moves(self) -> "FrameworkMoves":
        from lcc_desktop.services.framework_moves import FrameworkMoves

        return FrameworkMoves(self.workspace, self.frameworks)

    @cached_property
    def campaigns(self) -> "Campaigns":
        from lcc_desktop.services.campaigns import Campaigns

        return Campaigns(self.workspace, self.frameworks, self.communes)

    @cached_property
    def statistics(self) -> "StatisticsDesk":
        from lcc_desktop.services.statistics import StatisticsDesk

        return StatisticsDesk(self.workspace, self.frameworks)

    @cached_property
    def saved_views(self) -> "SavedViews":
        from lcc_desktop.services.campaign_filter import SavedViews

        return SavedViews(self.workspace)

    @cached_property
    def committee(self) -> "Committee":
        from lcc_desktop.services.committee import Committee

        return Committee(self.workspace)

    @cached_property
    def verification(self) -> "Verification":
        from lcc_desktop.services.verification import Verification

        return Verification(self.workspace, self.frameworks, self.communes)

    @cached_property
    def plans(self) -> "Plans":
        from lcc_desktop.services.plan import Plans

        return Plans(self.workspace, self.frameworks, self.communes)

    @cached_property
    def snapshots(self) -> "Snapshots":
        from lcc_desktop.services.snapshots import Snapshots

        return Snapshots(self.workspace, self.frameworks, self.communes)

    @cached_property
    def stamps(self) -> "Stamps":
        from lcc_desktop.services.stamps import Stamps

        return Stamps(self.workspace)

    @cached_property
    def document_check(self) -> "DocumentCheck":
        from lcc_desktop.services.document_check import DocumentCheck

        return DocumentCheck(self.workspace, self.evaluations, self.snapshots, self.campaigns, self.communes)

    @cached_property
    def packages(self) -> "Packages":
        from lcc_desktop.services.packages import Packages

        return Packages(self.workspace, self.frameworks, self.communes, self._renderings)

    @cached_property
    def inbox(self) -> "Inbox":
        from lcc_desktop.services.inbox import Inbox

        return Inbox(self.workspace, self.packages, self.communes)

    @cached_property
    def receipts(self) -> "Receipts":
        from lcc_desktop.services.receipts import Receipts

        return Receipts(self.workspace)

    @cached_property
    def conflicts(self) -> "Conflicts":
        from lcc_desktop.services.conflicts import Conflicts

        return Conflicts(self.workspace, self.frameworks, self.communes)

    @cached_property
    def protection(self) -> "Protection":
        from lcc_desktop.services.protection import Protection

        return Protection(self.workspace)

    @cached_property
    def trust(self) -> "Trust":
        from lcc_desktop.services.trust import Trust

        return Trust(self.workspace)

    @cached_property
    def enrolment(self) -> "Enrolment":
        from lcc_desktop.services.enrolment import Enrolment

        return Enrolment(self.workspace, self.frameworks)

    @cached_property
    def team(self) -> "CoordinationTeam":
        from lcc_desktop.services.team import CoordinationTeam

        return CoordinationTeam(self.workspace)


def services_for(workspace: Workspace, renderings: "Renderings") -> Services:
    """`renderings` makes the readable members of a package.

    The first time a version of the program opens a workspace, its tables are made anew from the journal: it may hold
    facts, brought by packages of that version, which the one before could not show.
    """
    with begin(workspace) as work:
        if work.session.get(Projection, schema.HEAD) is None:
            work.journal.rebuild()
            work.session.execute(delete(Projection))
            work.session.execute(delete(Summary))
            work.session.add(Projection(revision=schema.HEAD))
            work.commit()
    return Services(workspace, renderings)
