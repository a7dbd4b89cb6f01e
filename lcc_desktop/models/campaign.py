"""What a campaign holds: applications and eligibility, lots, trainings, who accompanies whom. As the journal says."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.evaluation import Projected


class Campaign(Projected):
    """One call of the scheme: a cycle, with the framework its evaluations are made with. Dates are ISO texts."""

    __tablename__ = "campaign"

    name_fr: Mapped[str] = mapped_column(default="")
    name_ar: Mapped[str] = mapped_column(default="")
    cycle: Mapped[str] = mapped_column(default="", index=True)
    framework_id: Mapped[str] = mapped_column(default="")
    framework_version: Mapped[int] = mapped_column(default=0)
    framework_digest: Mapped[str] = mapped_column(default="")
    opens: Mapped[str] = mapped_column(default="")
    closes: Mapped[str] = mapped_column(default="")

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        if field == "framework":
            self.framework_id, self.framework_version = value["id"], value["version"]
            self.framework_digest = value["digest"]
        else:
            super().take(field, value)


class Lot(Projected):
    """Communes that begin together."""

    __tablename__ = "lot"

    name: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    present: Mapped[bool] = mapped_column(default=False)


class Application(Projected):
    """A commune (`entity` is its code) that applied, what was decided of it, and when it is to evaluate itself."""

    __tablename__ = "application"

    received: Mapped[str] = mapped_column(default="")
    milieu: Mapped[str] = mapped_column(default="")
    eligibility: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    decided: Mapped[str] = mapped_column(default="")
    lot: Mapped[str] = mapped_column(default="")
    start: Mapped[str] = mapped_column("starts", default="")
    end: Mapped[str] = mapped_column("ends", default="")
    note: Mapped[str] = mapped_column(default="")
    withdrawn: Mapped[bool] = mapped_column(default=False)
    present: Mapped[bool] = mapped_column(default=False)


class ApplicationCheck(Projected):
    """Whether an applicant meets a prerequisite of the framework: "commune/prerequisite"."""

    __tablename__ = "application_check"

    state: Mapped[str] = mapped_column(default="")


class Training(Projected):
    """A training session or awareness workshop, with how many took part."""

    __tablename__ = "training"

    title: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    start: Mapped[str] = mapped_column("starts", default="")
    end: Mapped[str] = mapped_column("ends", default="")
    women: Mapped[int] = mapped_column(default=0)
    men: Mapped[int] = mapped_column(default=0)
    present: Mapped[bool] = mapped_column(default=False)


class Facilitator(Projected):
    """Somebody who accompanies communes; `device` is the id of the workspace they work on, empty while unknown."""

    __tablename__ = "facilitator"

    name: Mapped[str] = mapped_column(default="")
    device: Mapped[str] = mapped_column(default="")
    present: Mapped[bool] = mapped_column(default=False)


class TrainingCommune(Projected):
    """Which commune took part in which training: "commune/training"."""

    __tablename__ = "training_commune"

    present: Mapped[bool] = mapped_column(default=False)


class Facilitates(Projected):
    """Who accompanies which commune: "commune/facilitator"."""

    __tablename__ = "facilitates"

    present: Mapped[bool] = mapped_column(default=False)
