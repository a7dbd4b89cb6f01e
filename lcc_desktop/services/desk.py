"""All services of one open workspace, together."""

from dataclasses import dataclass

from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.territory import gazetteer
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import Evaluations
from lcc_desktop.services.evidence import EvidenceDesk
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.packages import Packages, Renderings
from lcc_desktop.services.scoring import Scoring
from lcc_desktop.services.trust import Trust


@dataclass(frozen=True)
class Services:
    """Everything that can be done with one open workspace."""

    workspace: Workspace
    communes: Gazetteer
    frameworks: Frameworks
    evaluations: Evaluations
    scoring: Scoring
    evidence: EvidenceDesk
    packages: Packages
    trust: Trust


def services_for(workspace: Workspace, renderings: Renderings) -> Services:
    """`renderings` makes the readable members of a package."""
    communes = gazetteer()
    frameworks = Frameworks(workspace)
    return Services(
        workspace=workspace,
        communes=communes,
        frameworks=frameworks,
        evaluations=Evaluations(workspace, frameworks, communes),
        scoring=Scoring(workspace, frameworks),
        evidence=EvidenceDesk(workspace, frameworks),
        packages=Packages(workspace, frameworks, communes, renderings),
        trust=Trust(workspace),
    )
