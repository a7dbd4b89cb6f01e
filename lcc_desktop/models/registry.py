"""What a workspace knows beside evaluations: frameworks, trusted keys, packages sent and received."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.base import Base, Moment


class FrameworkFile(Base):
    """A framework file, byte for byte: evaluations are pinned to its digest (SHA-256)."""

    __tablename__ = "framework_file"

    digest: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str]
    version: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TrustedKey(Base):
    """A device whose packages may enter. `public_key` is an OpenSSH line without comment."""

    __tablename__ = "trusted_key"

    public_key: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(Moment)


class ReceivedPackage(Base):
    """A package that entered. (device, number) with another digest is an incident."""

    __tablename__ = "received_package"

    device: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    scope: Mapped[str]
    file_name: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(Moment)


class SentPackage(Base):
    """The last package made of an evaluation. The same knowledge exported again is the same package."""

    __tablename__ = "sent_package"

    scope: Mapped[str] = mapped_column(primary_key=True)
    knowledge: Mapped[str]
    number: Mapped[int]
    previous: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment)
