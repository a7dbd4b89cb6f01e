"""Which table shows which kind of fact."""

from collections.abc import Mapping

from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models import campaign, evaluation, workshop
from lcc_desktop.models.base import Base

PROJECTED: Mapping[str, type[evaluation.Projected]] = {
    "evaluation": evaluation.Evaluation,
    "score": evaluation.ScoreRow,
    "verified": evaluation.VerifiedRow,
    "prerequisite": evaluation.Prerequisite,
    "evidence": evaluation.Evidence,
    "evidence_link": evaluation.EvidenceLink,
    "evidence_source": evaluation.EvidenceSource,
    "group": workshop.Group,
    "participant": workshop.Participant,
    "session": workshop.WorkshopSession,
    "presence": workshop.Presence,
    "tally": workshop.Tally,
    "remark": workshop.Remark,
    "action": workshop.Action,
    "follow_up": workshop.FollowUp,
    "decision": workshop.Decision,
    "snapshot": workshop.Snapshot,
    "campaign": campaign.Campaign,
    "lot": campaign.Lot,
    "application": campaign.Application,
    "application_check": campaign.ApplicationCheck,
    "training": campaign.Training,
    "facilitator": campaign.Facilitator,
    "training_commune": campaign.TrainingCommune,
    "facilitates": campaign.Facilitates,
}


class Projection(Base):
    """Which revision of the database the tables were last brought in line with the journal for: one row.

    Packages of a later version may have brought facts that had no table yet.
    """

    __tablename__ = "projection"

    revision: Mapped[str] = mapped_column(primary_key=True)
