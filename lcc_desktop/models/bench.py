"""What a facilitator keeps for themselves: never in the journal, never in a package."""

from sqlalchemy.orm import Mapped, Session, mapped_column

from lcc_desktop.models.base import Base


def own(session: Session, scope: str) -> str:
    """Under which scope somebody keeps what is theirs: of several who work in one database, each has a part of it."""
    author = session.info.get("author")
    return f"{author}\t{scope}" if author else scope


class PrivateNote(Base):
    """A note of an indicator that nobody else reads."""

    __tablename__ = "private_note"

    scope: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(default="")


class TimeUsed(Base):
    """Seconds an indicator was on the card."""

    __tablename__ = "time_used"

    scope: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    seconds: Mapped[int] = mapped_column(default=0)


class Bookmark(Base):
    """Where one was: the page, the evaluation and the indicator to come back to. A row for each who works here."""

    __tablename__ = "bookmark"

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="")
    indicator: Mapped[str] = mapped_column(default="")
