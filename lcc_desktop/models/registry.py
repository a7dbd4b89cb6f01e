"""What a workspace knows beside evaluations: frameworks, trusted keys, packages sent and received, settings."""

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


class FrameworkDraft(Base):
    """A framework being written here. `content` is a framework file, not necessarily a sound one."""

    __tablename__ = "framework_draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(Moment)


class TrustedKey(Base):
    """A device whose packages may enter. `public_key` is an OpenSSH line without comment; `recipient` is what to seal
    packages for, that only this device can open.
    """

    __tablename__ = "trusted_key"

    public_key: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    recipient: Mapped[str] = mapped_column(default="", server_default="")
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
    """A package made of an evaluation. The same knowledge exported again is the same package.

    `digest` is empty for those made before it was kept.
    """

    __tablename__ = "sent_package"

    scope: Mapped[str] = mapped_column(primary_key=True)
    knowledge: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    previous: Mapped[str]
    digest: Mapped[str] = mapped_column(default="", server_default="")
    made_at: Mapped[datetime] = mapped_column(Moment)


class Setting(Base):
    """What this workspace remembers of how it is used here, as text by key. Never in a package."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
