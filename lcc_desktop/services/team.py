"""The coordination team: its key, whom it enrols, what it tells them, and whom it believes no more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain import digits as compared
from lcc_desktop.domain.enrolment import LONGEST_YEARS, Standing, standing
from lcc_desktop.domain.errors import (
    BadValidity,
    DigitsDiffer,
    HasAuthority,
    KeyWithdrawn,
    NoAuthority,
    NotAMember,
)
from lcc_desktop.domain.facts import one_line
from lcc_desktop.domain.roles import Role, written
from lcc_desktop.models import campaign as rows
from lcc_desktop.models.enrolment import AuthorityKey, Member, TeamRecipient, VoidKey
from lcc_desktop.models.registry import FrameworkFile, TrustedKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import recovery_keys
from lcc_desktop.services.identity import opening_identity
from lcc_desktop.services.standing import own_authority, voided
from lcc_desktop.services.trust import KnownDevice, check_free, read_request
from lcc_desktop.services.unit import Work, begin, look, write_whole
from lcc_desktop.sync import assignment as files, certificate, envelope, keys

EARLIER = timedelta(days=1)
"""A certificate holds from the day before: clocks differ."""
_OWN = timedelta(days=2 * 365)
_OWN_LEAST = timedelta(days=180)


@dataclass(frozen=True)
class TeamMember:
    """A device that this workspace certified. `communes` counts those it was asked to accompany."""

    device: str
    name: str
    roles: frozenset[Role]
    until: datetime
    standing: Standing
    digits: str
    communes: int


@dataclass(frozen=True)
class TeamKey:
    """An authority. `is_used`: this workspace certifies with it now; `is_ours`: it holds its secret half."""

    public_key: str
    name: str
    digits: str
    is_used: bool
    is_ours: bool
    is_withdrawn: bool


@dataclass(frozen=True)
class TeamState:
    """A coordination team as this workspace knows it; `name` is empty where it certifies nobody."""

    name: str
    digits: str
    members: tuple[TeamMember, ...]
    keys: tuple[TeamKey, ...]

    @property
    def ending(self) -> int:
        """How many certificates ask to be renewed."""
        return sum(one.standing in (Standing.ENDS_SOON, Standing.ENDED) for one in self.members)


class CoordinationTeam:
    """What a coordinator does about those who send packages. Methods raise NoAuthority before `found`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def state(self, now: datetime) -> TeamState:
        """The team's keys and its members, by name."""
        with begin(self._workspace) as work:
            session, void, used = work.session, voided(work.session), own_authority(work.session)
            members = [_member(session, row, void, now) for row in session.scalars(select(Member))]
            found = [
                TeamKey(
                    public_key=row.public_key,
                    name=row.name,
                    digits=keys.digits(row.public_key),
                    is_used=used is not None and row.public_key == used.public_key,
                    is_ours=bool(row.private_key),
                    is_withdrawn=row.public_key in void,
                )
                for row in session.scalars(select(AuthorityKey).order_by(AuthorityKey.added_at))
            ]
            return TeamState(
                name=used.name if used else "",
                digits=keys.digits(used.public_key) if used else "",
                members=tuple(sorted(members, key=lambda one: (one.name, one.device))),
                keys=tuple(found),
            )

    def found(self, name: str) -> str:
        """Make the key by which this workspace certifies; its digits. Raises HasAuthority, StorageFailed."""
        with begin(self._workspace) as work:
            used = own_authority(work.session)
            if used is not None:
                raise HasAuthority(keys.digits(used.public_key))
            made = _new_authority(work, one_line(name)[: certificate.NAME_LIMIT] or work.journal.device.name, None)
            _certify_oneself(work)
            work.commit()
            return keys.digits(made.public)

    def replace_key(self) -> str:
        """Certify with another key from now on; its digits. The one until now vouches for it and goes on counting until
        it is withdrawn, so that everybody's certificate can be renewed meanwhile.
        """
        with begin(self._workspace) as work:
            used = _used(work.session)
            made = _new_authority(work, used.name, keys.Signer.load(used.private_key))
            work.session.flush()
            work.journal.device.certificate = ""
            _certify_oneself(work)
            work.commit()
            return keys.digits(made.public)

    def withdraw_key(self, public_key: str) -> None:
        """Let an authority count no more, here and wherever a file of ours comes; nor whom it certified.

        Raises NotAMember, and NoAuthority where none of ours would be left.
        """
        with begin(self._workspace) as work:
            if work.session.get(AuthorityKey, public_key) is None:
                raise NotAMember(public_key)
            _void(work.session, public_key)
            work.session.flush()
            _used(work.session)
            _certify_oneself(work)
            work.commit()

    def key_of(self, digits: str) -> str:
        """The authority whose digits begin so. Raises NotAMember."""
        begins = compared.plain(digits)
        found = [one for one in self.state(datetime.now(UTC)).keys if compared.plain(one.digits).startswith(begins)]
        if len(found) != 1 or not begins:
            raise NotAMember(digits)
        return found[0].public_key

    def look(self, request: Path) -> KnownDevice:
        """Who asks to be enrolled. Raises FileUnreadable, BadPublicKey, KeyTaken, KeyWithdrawn."""
        asking = read_request(request)
        with begin(self._workspace) as work:
            _check_enrollable(work.session, asking)
        return asking

    def approve(
        self, request: Path, typed: Mapping[int, str], roles: Collection[Role], until: datetime, now: datetime
    ) -> TeamMember:
        """Certify the device of a request, after its owner read out groups of its digits. What it may do already stays.

        A coordinator's own key is vouched for: who it certifies is believed by all who believe us.
        Raises what `look` raises, DigitsDiffer, BadValidity, StorageFailed.
        """
        asking = read_request(request)
        with begin(self._workspace) as work:
            _check_enrollable(work.session, asking)
            if not compared.agree(asking.digits, typed):
                raise DigitsDiffer(asking.name)
            authority = asking.authority if Role.COORDINATOR in roles else ""
            row = work.session.get(Member, asking.device)
            held = certificate.read_line(row.certificate).roles if row is not None else frozenset()
            row = Member(
                device=asking.device,
                name=asking.name,
                public_key=asking.public_key,
                recipient=asking.recipient,
                authority=authority,
                certificate="",
            )
            _certify(work, row, held | frozenset(roles), until, now)
            work.session.merge(row)
            if Role.COORDINATOR in roles:
                work.session.merge(TeamRecipient(recipient=asking.recipient, name=asking.name))
            if authority and work.session.get(AuthorityKey, authority) is None:
                by = keys.Signer.load(_used(work.session).private_key)
                vouched = files.Authority.vouched(authority, asking.name, by)
                work.session.add(_row_of(vouched, now))
            trusted = work.session.get(TrustedKey, asking.public_key)
            if trusted is not None:  # the certificate says it from now on, and ends
                work.session.delete(trusted)
            work.session.flush()
            approved = _member(work.session, row, voided(work.session), now)
            work.commit()
        return approved

    def member(self, device: str) -> TeamMember:
        """Somebody enrolled here, whose device begins so. Raises NotAMember."""
        with look(self._workspace) as work:
            row = _found(work.session, device)
            return _member(work.session, row, voided(work.session), datetime.now(UTC))

    def renew(self, device: str, until: datetime, now: datetime, roles: Collection[Role] = ()) -> TeamMember:
        """Certify a member's key again, with the roles it has and perhaps more.

        Raises NotAMember, KeyWithdrawn, BadValidity, StorageFailed.
        """
        with begin(self._workspace) as work:
            row = _found(work.session, device)
            if row.public_key in voided(work.session):
                raise KeyWithdrawn(row.name)
            _certify(work, row, certificate.read_line(row.certificate).roles | frozenset(roles), until, now)
            renewed = _member(work.session, row, voided(work.session), now)
            work.commit()
        return renewed

    def revoke(self, device: str) -> TeamMember:
        """Believe a member's computer no more: its key, what is sealed for it, whom it certified. For good.

        What it sent before stays. Raises NotAMember, StorageFailed.
        """
        now = datetime.now(UTC)
        with begin(self._workspace) as work:
            row = _found(work.session, device)
            for key in (row.public_key, row.recipient, row.authority):
                if key:
                    _void(work.session, key)
            work.session.flush()
            revoked = _member(work.session, row, voided(work.session), now)
            work.commit()
        return revoked

    def write_assignment(self, device: str, target: Path) -> None:
        """Write what goes to a member: the certificate, the team, the campaigns with their communes and frameworks.

        Raises NotAMember, KeyWithdrawn, TargetUnwritable, StorageFailed.
        """
        with begin(self._workspace) as work:
            row, used = _found(work.session, device), _used(work.session)
            if row.public_key in voided(work.session):
                raise KeyWithdrawn(row.name)
            given = certificate.read_line(row.certificate)
            if given.authority != used.public_key:
                # Certified before the key was replaced: the same, with the key of now.
                _certify(work, row, given.roles, given.until, datetime.now(UTC))
                given = certificate.read_line(row.certificate)
            campaigns = _campaigns(work.session, row.device)
            frameworks = _frameworks(work.session, {one.framework for one in campaigns})
            data = _file(work, used, files.Granted(given, campaigns, frameworks))
            work.commit()
        write_whole(target, data)

    def write_notice(self, target: Path) -> None:
        """Write what everybody is to know of the team: its keys, whom to seal for, what was withdrawn.

        Raises TargetUnwritable, StorageFailed.
        """
        with begin(self._workspace) as work:
            data = _file(work, _used(work.session), None)
            work.commit()
        write_whole(target, data)


def _used(session: Session) -> AuthorityKey:
    used = own_authority(session)
    if used is None:
        raise NoAuthority
    return used


def _new_authority(work: Work, name: str, by: keys.Signer | None) -> keys.Signer:
    made = keys.Signer.generate()
    said = files.Authority(made.public, name) if by is None else files.Authority.vouched(made.public, name, by)
    row = _row_of(said, datetime.now(UTC))
    row.private_key = made.pem()
    work.session.add(row)
    work.session.flush()
    return made


def _row_of(said: files.Authority, now: datetime) -> AuthorityKey:
    return AuthorityKey(
        public_key=said.public_key,
        name=said.name,
        vouched_by=said.vouched_by,
        vouch=said.vouch,
        private_key="",
        added_at=now,
    )


def _void(session: Session, key: str) -> None:
    if session.get(VoidKey, key) is None:
        session.add(VoidKey(key=key, at=datetime.now(UTC)))
    trusted = session.get(TrustedKey, key)
    if trusted is not None:
        session.delete(trusted)


def _found(session: Session, device: str) -> Member:
    """The member whose device begins so."""
    matching = session.scalars(select(Member).where(Member.device.startswith(device, autoescape=True))).all()
    if len(matching) != 1 or not device:
        raise NotAMember(device)
    return matching[0]


def _check_enrollable(session: Session, asking: KnownDevice) -> None:
    _used(session)
    check_free(session, asking)
    if asking.public_key in voided(session):
        raise KeyWithdrawn(asking.name)


def _certify(work: Work, row: Member, roles: Collection[Role], until: datetime, now: datetime) -> None:
    if not now < until <= now + timedelta(days=366 * LONGEST_YEARS):
        raise BadValidity(LONGEST_YEARS)
    row.certificate = _issue(work, row.public_key, row.device, row.name, roles, until, now)
    _certify_oneself(work)


def _issue(
    work: Work, key: str, device: str, name: str, roles: Collection[Role], until: datetime, now: datetime
) -> str:
    authority = keys.Signer.load(_used(work.session).private_key)
    # Rising, so that of two certificates of a key the later one shows.
    serial = int(now.timestamp() * 1000)
    return certificate.issue(authority.private, key, device, name, roles, serial, now - EARLIER, until).line


def _certify_oneself(work: Work) -> None:
    """The team's own computer has a certificate like everybody, renewed in time without being asked."""
    device, now, void = work.journal.device, datetime.now(UTC), voided(work.session)
    ours = certificate.read_line(device.certificate) if device.certificate else None
    if ours is None or ours.authority in void or ours.until - now < _OWN_LEAST:
        roles = {Role.COORDINATOR} | (ours.roles if ours else set())
        device.certificate = _issue(work, device.public_key, device.id, device.name, roles, now + _OWN, now)
        device.role = written(roles)


def _member(session: Session, row: Member, void: frozenset[str], now: datetime) -> TeamMember:
    given = certificate.read_line(row.certificate)
    withdrawn = row.public_key in void or given.authority in void
    return TeamMember(
        device=row.device,
        name=row.name,
        roles=given.roles,
        until=given.until,
        standing=standing(given.until, withdrawn, now),
        digits=keys.digits(row.public_key),
        communes=sum(len(one.communes) for one in _campaigns(session, row.device)),
    )


def _campaigns(session: Session, device: str) -> tuple[files.AssignedCampaign, ...]:
    """The campaigns in which a device accompanies communes, with those."""
    found = []
    for person in session.scalars(select(rows.Facilitator).where(rows.Facilitator.device == device)):
        campaign = session.get(rows.Campaign, (person.scope, person.scope))
        if campaign is None or not person.present:
            continue
        links = session.scalars(select(rows.Facilitates).where(rows.Facilitates.scope == person.scope))
        served = sorted(
            link.entity.partition("/")[0]
            for link in links
            if link.present and link.entity.partition("/")[2] == person.entity
        )
        communes = []
        for code in served:
            applied = session.get(rows.Application, (person.scope, code))
            days = (applied.start, applied.end) if applied is not None else ("", "")
            communes.append(files.AssignedCommune(code, *days))
        found.append(
            files.AssignedCampaign(
                id=campaign.entity,
                name_fr=campaign.name_fr,
                name_ar=campaign.name_ar,
                cycle=campaign.cycle,
                opens=campaign.opens,
                closes=campaign.closes,
                framework=campaign.framework_digest,
                communes=tuple(communes),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.cycle, one.id)))


def _frameworks(session: Session, digests: Collection[str]) -> tuple[bytes, ...]:
    files_ = (session.get(FrameworkFile, digest) for digest in sorted(digests))
    return tuple(file.content for file in files_ if file is not None)


def _file(work: Work, used: AuthorityKey, granted: files.Granted | None) -> bytes:
    """A file signed by the key in use."""
    session, own, void = work.session, work.journal.device, voided(work.session)
    authorities = [
        files.Authority(row.public_key, row.name, row.vouched_by, row.vouch)
        for row in session.scalars(select(AuthorityKey).order_by(AuthorityKey.added_at, AuthorityKey.public_key))
    ]
    recipients = {envelope.recipient_of(opening_identity(work)): own.name}
    recipients |= {row.recipient: row.name for row in session.scalars(select(TeamRecipient))}
    team = files.Team(
        tuple(authorities),
        tuple(files.Recipient(name, key) for key, name in sorted(recipients.items()) if key not in void),
        tuple(sorted(void)),
        tuple(files.Recipient(one.name, one.recipient) for one in recovery_keys.within(session)),
    )
    return files.write(keys.Signer.load(used.private_key), datetime.now(UTC).replace(microsecond=0), team, granted)
