"""Evaluations, their scores and their evidence: what the journal results in."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.domain.scoring import UNSCORED, Score, State
from lcc_desktop.models.base import Base


class Projected(Base):
    """A row that shows what the journal says of one entity of one evaluation (`scope`)."""

    __abstract__ = True

    scope: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        setattr(self, field, value)


class Evaluation(Projected):
    """One commune's evaluation in one cycle, pinned to the exact bytes of a framework."""

    __tablename__ = "evaluation"

    commune: Mapped[str] = mapped_column(default="")
    cycle: Mapped[str] = mapped_column(default="")
    framework_id: Mapped[str] = mapped_column(default="")
    framework_version: Mapped[int] = mapped_column(default=0)
    framework_digest: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        if field == "framework":
            self.framework_id, self.framework_version = value["id"], value["version"]
            self.framework_digest = value["digest"]
        else:
            super().take(field, value)


class ScoreRow(Projected):
    """The score of one indicator (`entity`) and its justification."""

    __tablename__ = "score"

    state: Mapped[str] = mapped_column(default=State.UNSCORED.value)
    degree: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")

    @property
    def score(self) -> Score:
        return Score(State(self.state), self.degree) if self.state else UNSCORED

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        if field == "value":
            self.state, self.degree = value["state"], value.get("degree")
        else:
            self.note = value


class Evidence(Projected):
    """A file that was supplied. Its content is in the evidence store under `sha256`."""

    __tablename__ = "evidence"

    name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="", index=True)

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        self.name, self.media_type = value["name"], value["media_type"]
        self.size, self.sha256 = value["size"], value["sha256"]


class EvidenceLink(Projected):
    """Which evidence serves which indicator; `entity` is "indicator/evidence"."""

    __tablename__ = "evidence_link"
    __table_args__ = (Index("ix_evidence_link_indicator", "scope", "indicator"),)

    indicator: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    present: Mapped[bool] = mapped_column(default=False)

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        self.indicator, self.evidence = self.entity.split("/")
        self.present = value


PROJECTED: Mapping[str, type[Projected]] = {
    "evaluation": Evaluation,
    "score": ScoreRow,
    "evidence": Evidence,
    "evidence_link": EvidenceLink,
}
"""Which table shows which kind of fact."""
