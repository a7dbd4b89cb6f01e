"""Making and opening workspaces."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select

from lcc_desktop.domain.facts import one_line
from lcc_desktop.domain.roles import Role
from lcc_desktop.models.enrolment import AuthorityKey, TeamRecipient, VoidKey
from lcc_desktop.models.journal import Device, Stream
from lcc_desktop.models.layout import is_workspace, read_form
from lcc_desktop.models.registry import FrameworkFile, SentPackage, TrustedKey
from lcc_desktop.models.server import address
from lcc_desktop.models.vault import Keys, Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import BUNDLED, Frameworks
from lcc_desktop.services.identity import new_identity, opening_identity
from lcc_desktop.services.unit import begin, look
from lcc_desktop.sync import envelope, seal
from lcc_desktop.sync.keys import Signer

FACILITATOR, COORDINATOR = str(Role.FACILITATOR), str(Role.COORDINATOR)
ROLES = tuple(str(role) for role in Role)


def create(
    folder: Path, name: str, role: str = FACILITATOR, framework: Path = BUNDLED, vault: Vault | None = None
) -> Workspace:
    """A new workspace with its own key and one framework, open; protected when it is given a vault.

    Raises FolderNotEmpty, FolderUnusable, StorageFailed, FrameworkRefused.
    """

    def furnish(workspace: Workspace) -> None:
        identify(workspace, name, role)
        Frameworks(workspace).add_file(framework)

    return Workspace.create(folder, furnish, vault)


def create_on(
    folder: Path, url: str, name: str, role: str = COORDINATOR, framework: Path = BUNDLED
) -> tuple[Workspace, bool]:
    """A folder that leads to a team's workspace on a server, open, and whether it was made now: the first makes it, the
    others join. `name` is who works from this folder, and the workspace's own when it is made.

    Raises BadDatabaseUrl, ServerAway, ServerRefused, DatabaseUnfit, NewerWorkspace, FolderNotEmpty, FolderUnusable,
    StorageFailed, FrameworkRefused.
    """
    made = False

    def furnish(workspace: Workspace) -> None:
        nonlocal made
        with look(workspace) as work:
            has_device = work.session.scalar(select(Device.id)) is not None
            has_framework = work.session.scalar(select(FrameworkFile.digest)) is not None
        if not has_device:
            identify(workspace, name, role)
            made = True
        if not has_framework:
            Frameworks(workspace).add_file(framework)

    return Workspace.create_on(folder, address(url), _short(name), furnish), made


def open_folder(folder: Path, keys: Keys | None = None) -> Workspace:
    """Open a workspace, a team's with the password that the keyring has for it, if any. Raises what Workspace.open
    raises.
    """
    password = ""
    if is_workspace(folder) and (server := read_form(folder).server):
        from lcc_desktop.services.session_keyring import recall_password  # only teams need a keyring to open

        password = recall_password(server)
    return Workspace.open(folder, keys, password)


def create_like(
    folder: Path, other: Workspace, name: str, role: str = FACILITATOR, vault: Vault | None = None
) -> Workspace:
    """A new workspace with the frameworks, the trust list and the coordination team of `other`, which it also trusts;
    no evaluations, and no key that certifies.
    """
    with begin(other) as there:
        device = there.journal.device
        recipient = envelope.recipient_of(opening_identity(there))
        frameworks = there.session.scalars(select(FrameworkFile)).all()
        trusted = there.session.scalars(select(TrustedKey)).all()
        team = [row for table in (VoidKey, TeamRecipient) for row in there.session.scalars(select(table)).all()]
        team += [
            AuthorityKey(
                public_key=row.public_key,
                name=row.name,
                vouched_by=row.vouched_by,
                vouch=row.vouch,
                added_at=row.added_at,
            )
            for row in there.session.scalars(select(AuthorityKey))
        ]
        own = TrustedKey(
            public_key=device.public_key,
            device=device.id,
            name=device.name,
            role=device.role,
            recipient=recipient,
            added_at=datetime.now(UTC),
        )
        there.commit()

    def furnish(workspace: Workspace) -> None:
        identify(workspace, name, role)
        with begin(workspace) as here:
            for row in (*frameworks, *trusted, *team, own):
                here.session.merge(row)
            here.commit()

    return Workspace.create(folder, furnish, vault)


def renew_identity(workspace: Workspace) -> None:
    """Make a copied workspace a device of its own, so that it never numbers an entry that the original numbered too.

    The original's last words here are sealed with its key, and it is trusted from now on like any other device. What
    was sealed for the original still opens: it is the same people's. Its certificate is of the other key: the team
    enrols the copy again, but what it was asked to do stays known.
    """
    with begin(workspace) as work:
        old = work.journal.device
        identity = opening_identity(work)
        signer = Signer.load(old.private_key).certified(old.certificate)
        for stream in work.session.scalars(
            select(Stream).where(Stream.device == old.id, Stream.sealed_seq < Stream.seq)
        ):
            stream.seal = seal.make(signer, stream.scope, stream.device, stream.seq, stream.hash)
            stream.sealed_seq = stream.seq
        work.session.execute(delete(SentPackage))
        work.session.merge(
            TrustedKey(
                public_key=old.public_key,
                device=old.id,
                name=old.name,
                role=old.role,
                recipient=envelope.recipient_of(identity),
                added_at=datetime.now(UTC),
            )
        )
        fresh = Signer.generate()
        clock = (old.wall, old.counter)
        name, role = old.name, old.role
        asked = (old.assignment, old.assigned_at)
        work.session.delete(old)
        work.session.flush()
        copy = _device(name, role, fresh, clock, identity)
        copy.assignment, copy.assigned_at = asked
        work.session.add(copy)
        work.commit()


def identify(workspace: Workspace, name: str, role: str, identity: str = "") -> None:
    """Give a new workspace its name and a key of its own. `identity` opens what was sealed for one before it."""
    with begin(workspace) as work:
        fresh, _recipient = envelope.new_identity()
        work.session.add(_device(_short(name), role, Signer.generate(), (0, 0), identity or fresh))
        work.commit()


def _short(name: str) -> str:
    return one_line(name)[:100]


def _device(name: str, role: str, signer: Signer, clock: tuple[int, int], identity: str) -> Device:
    return Device(
        id=new_identity(),
        name=name,
        role=role,
        private_key=signer.pem(),
        public_key=signer.public,
        identity=identity,
        wall=clock[0],
        counter=clock[1],
        package_number=0,
        package_digest="",
    )
