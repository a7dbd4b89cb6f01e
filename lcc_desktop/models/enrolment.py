"""What a workspace knows of its coordination team, and whom it certified itself."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from lcc_desktop.models.base import Base, Moment


class AuthorityKey(Base):
    """A key whose certificates count here. `private_key` is there for our own alone: such a workspace can certify.

    `vouched_by` is the authority that made it known, `vouch` its signature; both empty for the first.
    """

    __tablename__ = "authority"

    public_key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    vouched_by: Mapped[str] = mapped_column(default="", server_default="")
    vouch: Mapped[str] = mapped_column(default="", server_default="")
    private_key: Mapped[str] = mapped_column(default="", server_default="")
    added_at: Mapped[datetime] = mapped_column(Moment)


class VoidKey(Base):
    """A key of a device, an authority or a recipient that was withdrawn. Never deleted."""

    __tablename__ = "void_key"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class TeamRecipient(Base):
    """Whom packages are sealed for: the coordination team's computers."""

    __tablename__ = "team_recipient"

    recipient: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Member(Base):
    """A device that this workspace certified. `certificate` is the latest; `authority` the key by which the device
    itself certifies, if it does.
    """

    __tablename__ = "member"

    device: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    public_key: Mapped[str]
    recipient: Mapped[str]
    authority: Mapped[str] = mapped_column(default="", server_default="")
    certificate: Mapped[str]
