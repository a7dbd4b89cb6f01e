"""What each evaluation adds up to, kept so that lists of thousands open at once; made anew when out of date."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.base import Base, Moment


class Summary(Base):
    """One evaluation's figures. Shares are exact, written "numerator/denominator", empty where nothing is applicable.

    `entries` counts the journal's entries it was made from: with more here, it is out of date. `principles`, `fields`,
    `verified_principles`: code → share; the verified ones are empty while the mission has not begun.
    """

    __tablename__ = "summary"

    scope: Mapped[str] = mapped_column(primary_key=True)
    entries: Mapped[int]
    answered: Mapped[int]
    total: Mapped[int]
    disputed: Mapped[int]
    score: Mapped[str]
    verified: Mapped[str]
    principles: Mapped[dict[str, str]] = mapped_column(JSON)
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    verified_principles: Mapped[dict[str, str]] = mapped_column(JSON)
    last_change: Mapped[datetime | None] = mapped_column(Moment)
