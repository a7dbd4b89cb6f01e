"""What came to this workspace: imports, the files of each and what became of them, receipts for what it sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.base import Base, Moment


class Import(Base):
    """Files that were given together. `ended_at` is empty while some of them wait: it can then be gone on with."""

    __tablename__ = "import"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    backup: Mapped[datetime | None] = mapped_column(Moment)


class Arrival(Base):
    """One file of an import. `outcome` is empty while it waits.

    `modified` is the file's own moment (ns), as its system says; `seq` how far the entries of the package's own device
    go in it. `authors`: name → how many entries were new. `undo` is what it takes to forget the entries it brought: see
    `services.undoing`. `kept` names the content of a refused file in the evidence store, as long as it is kept apart.
    """

    __tablename__ = "arrival"
    __table_args__ = (Index("ix_arrival_kept", "kept"),)

    import_id: Mapped[str] = mapped_column("import", ForeignKey("import.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None] = mapped_column(Moment)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    modified: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[str] = mapped_column(default="")
    device: Mapped[str] = mapped_column(default="")
    number: Mapped[int] = mapped_column(default=0)
    seq: Mapped[int] = mapped_column(default=0)
    scope: Mapped[str] = mapped_column(default="")
    commune: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    changes: Mapped[int] = mapped_column(default=0)
    scores: Mapped[int] = mapped_column(default=0)
    evidence: Mapped[int] = mapped_column(default=0)
    conflicts: Mapped[int] = mapped_column(default=0)
    authors: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    left_out: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    reasons: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON, default=None)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    kept: Mapped[str] = mapped_column(default="")


class Receipt(Base):
    """The signed word of another workspace that a package of ours came there, and what became of it."""

    __tablename__ = "receipt"

    receiver: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    scope: Mapped[str]
    seq: Mapped[int]
    outcome: Mapped[str]
    reasons: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    at: Mapped[datetime] = mapped_column(Moment)
