"""What a workshop holds beside scores: people, sessions, votes, remarks, the plan, snapshots. As the journal says."""

from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.evaluation import Projected


class Group(Projected):
    """Some participants who vote together, as the elected or the staff."""

    __tablename__ = "participant_group"

    name: Mapped[str] = mapped_column(default="")
    present: Mapped[bool] = mapped_column(default=False)


class Participant(Projected):
    """Somebody who takes part. No national number, party or union membership: law 09-08."""

    __tablename__ = "participant"

    name: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    age_band: Mapped[str] = mapped_column(default="")
    group: Mapped[str] = mapped_column("group_id", default="")
    present: Mapped[bool] = mapped_column(default=False)


class WorkshopSession(Projected):
    """A sitting of the workshop: when, where, and how many minutes each principle is given."""

    __tablename__ = "workshop_session"

    title: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    start: Mapped[str] = mapped_column(default="")
    budgets: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    present: Mapped[bool] = mapped_column(default=False)


class Presence(Projected):
    """Who was there: `entity` is "session/participant"."""

    __tablename__ = "presence"

    present: Mapped[bool] = mapped_column(default=False)


class Tally(Projected):
    """Cards counted for an indicator, in a round (1, 2), by everybody ("all") or a group: "indicator/round/group"."""

    __tablename__ = "tally"
    __table_args__ = (Index("ix_tally_indicator", "scope", "indicator"),)

    indicator: Mapped[str] = mapped_column(default="")
    round: Mapped[int] = mapped_column(default=1)
    group: Mapped[str] = mapped_column("group_id", default="")
    votes: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        self.indicator, number, self.group = self.entity.split("/")
        self.round = int(number)
        super().take(field, value)


class Remark(Projected):
    """A strength, a point to improve, or something parked for later, of an indicator or of the whole."""

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_indicator", "scope", "indicator"),)

    indicator: Mapped[str] = mapped_column(default="")
    sort: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    done: Mapped[bool] = mapped_column(default=False)
    present: Mapped[bool] = mapped_column(default=False)


class Action(Projected):
    """An action of the improvement plan. `budget` is a decimal number of dirhams, as text: exact."""

    __tablename__ = "action"

    indicator: Mapped[str] = mapped_column(default="")
    title_fr: Mapped[str] = mapped_column(default="")
    title_ar: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    elected: Mapped[str] = mapped_column(default="")
    technical: Mapped[str] = mapped_column(default="")
    partners: Mapped[str] = mapped_column(default="")
    start: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")
    budget: Mapped[str] = mapped_column(default="")
    budget_source: Mapped[str] = mapped_column(default="")
    success: Mapped[str] = mapped_column(default="")
    impact: Mapped[int | None] = mapped_column(default=None)
    feasibility: Mapped[int | None] = mapped_column(default=None)
    key: Mapped[bool] = mapped_column("is_key", default=False)
    status: Mapped[str] = mapped_column(default="")
    progress: Mapped[int] = mapped_column(default=0)
    present: Mapped[bool] = mapped_column(default=False)


class FollowUp(Projected):
    """What was noted of an action later on."""

    __tablename__ = "follow_up"

    action: Mapped[str] = mapped_column(default="", index=True)
    text: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    present: Mapped[bool] = mapped_column(default=False)


class Decision(Projected):
    """What the accreditation committee decided of an evaluation on a day (ISO date)."""

    __tablename__ = "decision"

    outcome: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    members: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    signature: Mapped[str] = mapped_column(default="")

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        for name, said in value.items():
            setattr(self, name, said)


class Snapshot(Projected):
    """The state of an evaluation at a moment: what was known (device → entry number), and who signed its hash."""

    __tablename__ = "snapshot"

    name: Mapped[str] = mapped_column(default="")
    knowledge: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    digest: Mapped[str] = mapped_column(default="")
    signature: Mapped[str] = mapped_column(default="")

    def take(self, field: str, value: Any) -> None:
        """Show `value` for `field`, as the journal decided."""
        self.name, self.knowledge = value["name"], value["knowledge"]
        self.digest, self.signature = value["digest"], value["signature"]
