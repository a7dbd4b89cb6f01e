"""Who may send packages here: the trust list, and the request by which a device asks to be on it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import BadPublicKey, CannotShow, KeyTaken, NoRecipient
from lcc_desktop.domain.roles import Role, role_of
from lcc_desktop.models.enrolment import AuthorityKey, Member, TeamRecipient
from lcc_desktop.models.registry import TrustedKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.pictures.viewer import Viewer
from lcc_desktop.services.files import open_given
from lcc_desktop.services.identity import opening_identity
from lcc_desktop.services.standing import own_authority, voided
from lcc_desktop.services.unit import begin, look, write_whole
from lcc_desktop.sync import certificate, envelope, keys, stamp
from lcc_desktop.sync.introduction import Introduction, NotAnIntroduction
from lcc_desktop.sync.journal import Journal

NAMESPACES = (keys.PACKAGE_NAMESPACE, keys.SEAL_NAMESPACE, stamp.NAMESPACE)
"""What a trusted device may sign, for people who check with `ssh-keygen`."""

PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
"""How pictures begin that a telephone takes, or that a screen is kept in."""
LARGEST_PICTURE = 30 * 1024**2


@dataclass(frozen=True)
class KnownDevice:
    """A device and the sixty digits by which two people compare its key. Packages for it are sealed to `recipient`;
    `authority` is the key by which it certifies others, if it does.
    """

    device: str
    name: str
    role: str
    public_key: str
    recipient: str
    digits: str
    authority: str = ""


class Trust:
    """The trust list of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def own(self) -> KnownDevice:
        """The device of this workspace itself."""
        with begin(self._workspace) as work:
            device = work.journal.device
            recipient = envelope.recipient_of(opening_identity(work))
            work.commit()
            digits = keys.digits(device.public_key)
            return KnownDevice(device.id, device.name, device.role, device.public_key, recipient, digits)

    def request(self) -> bytes:
        """The request by which a coordinator can enrol this workspace, as its file and its QR code hold it."""
        own = self.own()
        with look(self._workspace) as work:
            signer = keys.Signer.load(work.journal.device.private_key)
            ours = own_authority(work.session)
            authority = ours.public_key if ours is not None else ""
        return Introduction(own.device, own.name, own.role, own.public_key, own.recipient, authority).dump(signer)

    def write_request(self, target: Path) -> None:
        """Write that request. Raises TargetUnwritable, StorageFailed."""
        write_whole(target, self.request())

    def team_recipients(self) -> list[str]:
        """Whom packages are sealed for unless somebody else is named: the coordination team. Raises NoRecipient."""
        known = (self.own(), *self.all())
        found = {one.recipient for one in known if Role.COORDINATOR in role_of(one.role) and one.recipient}
        with begin(self._workspace) as work:
            found |= set(work.session.scalars(select(TeamRecipient.recipient)))
            found -= voided(work.session)
        if not found:
            raise NoRecipient
        return sorted(found)

    def write_identity(self, target: Path) -> None:
        """Write the secret by which `age` itself opens what was sealed for this workspace, as an identities file.

        Raises TargetUnwritable, StorageFailed.
        """
        with begin(self._workspace) as work:
            secret = opening_identity(work)
            work.commit()
        write_whole(target, f"# public key: {envelope.recipient_of(secret)}\n{secret}\n".encode(), mode=0o600)

    def add(self, request: Path) -> KnownDevice:
        """Trust the device of a request file. Compare its digits with its owner first.

        A key never takes another's place silently: the old one is removed first, by a person who knows why.
        Raises FileUnreadable, BadPublicKey, KeyTaken, StorageFailed.
        """
        known = read_request(request)
        with begin(self._workspace) as work:
            check_free(work.session, known)
            work.session.merge(
                TrustedKey(
                    public_key=known.public_key,
                    device=known.device,
                    name=known.name,
                    role=known.role,
                    recipient=known.recipient,
                    added_at=datetime.now(UTC),
                )
            )
            work.commit()
        return known

    def remove(self, device: str) -> bool:
        """Stop trusting a device; whether it was trusted. What it sent before stays."""
        with begin(self._workspace) as work:
            found = work.session.scalars(select(TrustedKey).where(TrustedKey.device == device)).all()
            for row in found:
                work.session.delete(row)
            work.commit()
            return bool(found)

    def all(self) -> list[KnownDevice]:
        """Every trusted device, by name."""
        with look(self._workspace) as work:
            rows = work.session.scalars(select(TrustedKey).order_by(TrustedKey.name, TrustedKey.device))
            return [
                KnownDevice(r.device, r.name, r.role, r.public_key, r.recipient, keys.digits(r.public_key))
                for r in rows
            ]

    def allowed_signers(self) -> str:
        """The list in OpenSSH's allowed_signers format, this workspace included: for `ssh-keygen -Y verify`.

        Whoever an authority certified is good by its line alone.
        """
        namespaces = f'namespaces="{",".join(NAMESPACES)}"'
        everyone = {known.device: known for known in (self.own(), *self.all())}
        with begin(self._workspace) as work:
            query = select(AuthorityKey.public_key).order_by(AuthorityKey.public_key)
            void = voided(work.session)
            authorities = [key for key in work.session.scalars(query) if key not in void]
            given = [certificate.read_line(line) for line in work.session.scalars(select(Member.certificate))]
        return "".join(
            [
                *(f"{known.device} {namespaces} {known.public_key}\n" for known in everyone.values()),
                # What somebody signed with the bare key, as the codes of documents are.
                *(
                    f'{one.device} {namespaces},valid-before="{one.until:%Y%m%d}" {one.key}\n'
                    for one in given
                    if one.key not in void
                ),
                *(f"* cert-authority,{namespaces} {key}\n" for key in authorities),
            ]
        )


def check_free(session: Session, known: KnownDevice) -> None:
    """Neither the device with another key, nor the key for another device, is known here."""
    own = Journal(session).device
    same = or_(TrustedKey.device == known.device, TrustedKey.public_key == known.public_key)
    rows = session.scalars(select(TrustedKey).where(same)).all()
    here = [(row.device, row.public_key, row.name) for row in rows]
    certified = select(Member).where(or_(Member.device == known.device, Member.public_key == known.public_key))
    here += [(row.device, row.public_key, row.name) for row in session.scalars(certified)]
    if own.id == known.device or own.public_key == known.public_key:
        here.append((own.id, own.public_key, own.name))
    for device, public_key, name in here:
        if (device, public_key) != (known.device, known.public_key):
            raise KeyTaken(name, keys.digits(public_key))


def read_request(path: Path) -> KnownDevice:
    """The device of a request: of its file, or of a picture of its QR code. Raises FileUnreadable, BadPublicKey."""
    with open_given(path) as file:
        data = file.read(LARGEST_PICTURE + 1)
    texts = _in_picture(path.name, data) if data.startswith(PICTURES) else [data]
    for text in texts:
        try:
            found = Introduction.read(text)
        except NotAnIntroduction:
            continue
        digits = keys.digits(found.public_key)
        return KnownDevice(
            found.device, found.name, found.role, found.public_key, found.recipient, digits, found.authority
        )
    raise BadPublicKey(str(path))


def _in_picture(name: str, data: bytes) -> list[bytes]:
    """What the QR codes in a picture say; nothing where none can be read."""
    viewer = Viewer()
    try:
        return [text.encode() for text in viewer.codes(name, data)]
    except CannotShow:
        return []
    finally:
        viewer.close()
