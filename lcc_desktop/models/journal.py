"""The change journal and its streams: what merges. See docs/ARCHITECTURE.md, "The journal"."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.base import Base


class JournalEntry(Base):
    """One change of one fact, as its author wrote it. Never updated, never deleted.

    `body` is the entry's canonical line, the only truth; the other columns repeat parts of it for queries.
    `fact` is kind, entity and field joined by a tab.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_fact", "scope", "fact"),)

    scope: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    fact: Mapped[str]
    body: Mapped[str]


class Stream(Base):
    """The entries of one device about one evaluation: how far they go, and what vouches for them.

    `seal` is the device's signature over (scope, device, seq, hash), absent while our own entries have not
    been sent since the last one.
    """

    __tablename__ = "stream"

    scope: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]
    sealed_seq: Mapped[int] = mapped_column(default=0)
    seal: Mapped[str] = mapped_column(default="")


class Conflict(Base):
    """A fact with values that did not know each other. It goes when somebody chooses."""

    __tablename__ = "conflict"

    scope: Mapped[str] = mapped_column(primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)


class Device(Base):
    """The workspace's own identity: one row. `wall` and `counter` are its hybrid logical clock (ms, count)."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    private_key: Mapped[str]
    public_key: Mapped[str]
    wall: Mapped[int] = mapped_column(BigInteger, default=0)
    counter: Mapped[int] = mapped_column(default=0)
    package_number: Mapped[int] = mapped_column(default=0)
    package_digest: Mapped[str] = mapped_column(default="")
