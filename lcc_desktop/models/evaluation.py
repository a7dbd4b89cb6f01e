"""Evaluations, their scores and their evidence: what the journal results in. The rest of a workshop: `workshop`."""

from typing import Any

from sqlalchemy import JSON, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.domain.scoring import Score, State
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
    letterhead_fr: Mapped[str] = mapped_column(default="", server_default="")
    letterhead_ar: Mapped[str] = mapped_column(default="", server_default="")
    milieu: Mapped[str] = mapped_column(default="", server_default="")
    calibration: Mapped[str] = mapped_column(default="", server_default="")
    closed: Mapped[str] = mapped_column(default="", server_default="")

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        if field == "framework":
            self.framework_id, self.framework_version = value["id"], value["version"]
            self.framework_digest = value["digest"]
        else:
            super().take(field, value)


class Scored(Projected):
    """A row with a score. `numbers` are what a measured degree was computed from, by code."""

    __abstract__ = True

    state: Mapped[str] = mapped_column(default=State.UNSCORED.value)
    degree: Mapped[int | None] = mapped_column(default=None)
    numbers: Mapped[dict[str, str] | None] = mapped_column(JSON, default=None)

    @property
    def score(self) -> Score:
        return Score(State(self.state), self.degree, tuple(sorted((self.numbers or {}).items())))

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        if field == "value":
            self.state, self.degree, self.numbers = value["state"], value.get("degree"), value.get("numbers")
        else:
            super().take(field, value)


class ScoreRow(Scored):
    """The commune's own score of one indicator (`entity`), its justification, and the degree it aims at."""

    __tablename__ = "score"

    note: Mapped[str] = mapped_column(default="")
    aim: Mapped[int | None] = mapped_column(default=None)
    method: Mapped[str] = mapped_column(default="", server_default="")
    dissent: Mapped[str] = mapped_column(default="", server_default="")


class VerifiedRow(Scored):
    """What the verification mission says of one indicator (`entity`), and why."""

    __tablename__ = "verified"

    reason: Mapped[str] = mapped_column(default="")
    on: Mapped[str] = mapped_column("seen_on", default="", server_default="")


class Prerequisite(Projected):
    """Whether one of the framework's prerequisites (`entity`) is met, and what was said of it."""

    __tablename__ = "prerequisite"

    state: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Evidence(Projected):
    """A piece of evidence: a file, a link, or paper seen on site; perhaps still to be obtained.

    A file's content is in the evidence store under `sha256`, empty where there is no file.
    """

    __tablename__ = "evidence"

    name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="", index=True)
    title: Mapped[str] = mapped_column(default="", server_default="")
    link: Mapped[str] = mapped_column(default="", server_default="")
    reference: Mapped[str] = mapped_column(default="", server_default="")
    keeper: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[str] = mapped_column(default="", server_default="")
    due_who: Mapped[str] = mapped_column(default="", server_default="")
    due_by: Mapped[str] = mapped_column(default="", server_default="")
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        match field:
            case "file":
                self.name, self.media_type = value["name"], value["media_type"]
                self.size, self.sha256 = value["size"], value["sha256"]
            case "paper":
                self.reference, self.keeper = value["reference"], value["keeper"]
            case "due":
                self.due_who, self.due_by = value["who"], value["by"]
            case _:
                super().take(field, value)


class EvidenceLink(Projected):
    """Which evidence serves what; `entity` is "served/evidence".

    `indicator` is what it serves: an indicator's or a prerequisite's code, or an action's id.
    """

    __tablename__ = "evidence_link"
    __table_args__ = (Index("ix_evidence_link_indicator", "scope", "indicator"),)

    indicator: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    present: Mapped[bool] = mapped_column(default=False)

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        self.indicator, self.evidence = self.entity.split("/")
        self.present = value


class EvidenceSource(Projected):
    """Which of the expected sources of verification, by position, a linked piece is; `entity` as of its link."""

    __tablename__ = "evidence_source"

    source: Mapped[int | None] = mapped_column(default=None)
