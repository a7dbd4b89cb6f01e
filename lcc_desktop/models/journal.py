"""The change journal and its streams: what merges. See docs/ARCHITECTURE.md, "The journal"."""

from sqlalchemy import BigInteger, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.base import Base


class JournalEntry(Base):
    """One change of one fact, as its author wrote it. Deleted only where an import is undone on which nothing builds,
    and updated in one case only: an entry that came with its value left out (`is_left_out`) becomes the whole one when
    that comes.

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
    is_left_out: Mapped[bool] = mapped_column(default=False, server_default=false())


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
    """The workspace's own identity: one row. `wall` and `counter` are its hybrid logical clock (ms, count).

    `private_key` signs; `identity` (age) opens what was sealed for this workspace: one key, one purpose. The latter is
    made when first needed. `certificate` is the coordination team's word for the former, empty before enrolment;
    `assignment` what the team last asked of whoever works here (JSON), and `assigned_at` when it said so.
    """

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    private_key: Mapped[str]
    public_key: Mapped[str]
    identity: Mapped[str] = mapped_column(default="", server_default="")
    wall: Mapped[int] = mapped_column(BigInteger, default=0)
    counter: Mapped[int] = mapped_column(default=0)
    package_number: Mapped[int] = mapped_column(default=0)
    package_digest: Mapped[str] = mapped_column(default="")
    certificate: Mapped[str] = mapped_column(default="", server_default="")
    assignment: Mapped[str] = mapped_column(default="", server_default="")
    assigned_at: Mapped[str] = mapped_column(default="", server_default="")
