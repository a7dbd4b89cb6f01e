"""Being enrolled: the assignment that comes back from the coordination team, and where one stands with it."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain import digits as compared
from lcc_desktop.domain.enrolment import Enrolled, Offer, Task, TaskCommune, standing
from lcc_desktop.domain.errors import BadAssignment, DigitsDiffer, ForAnotherDevice
from lcc_desktop.domain.roles import role_of, written
from lcc_desktop.models.enrolment import AuthorityKey, TeamRecipient, VoidKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import recovery_keys
from lcc_desktop.services.files import open_given
from lcc_desktop.services.framework_file import read as read_framework
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.standing import voided
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.sync import assignment as files, certificate, keys
from lcc_desktop.sync.assignment import Assignment, NotAnAssignment
from lcc_desktop.sync.recovery import RecoveryKey


class Enrolment:
    """Where this workspace stands with its coordination team."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def state(self, now: datetime) -> Enrolled:
        """What this workspace may do, until when, and what it was asked to do."""
        with begin(self._workspace) as work:
            device = work.journal.device
            ours = certificate.read_line(device.certificate) if device.certificate else None
            void = voided(work.session)
            withdrawn = device.public_key in void or (ours is not None and ours.authority in void)
            authority = _authority(work.session, ours, void)
            return Enrolled(
                standing=standing(ours.until if ours else None, withdrawn, now),
                roles=ours.roles if ours else role_of(device.role),
                until=ours.until if ours else None,
                team=authority.name if authority else "",
                team_digits=keys.digits(authority.public_key) if authority else "",
                tasks=_tasks(device.assignment),
            )

    def look(self, path: Path) -> Offer:
        """What a file from the team says; nothing is taken.

        Raises FileUnreadable, BadAssignment, ForAnotherDevice.
        """
        found = _read(path)
        with begin(self._workspace) as work:
            _check_for_here(work, found)
            known, void = _known(work.session), voided(work.session)
            is_known = found.reaches(known, void)
            former = None if is_known else _authority(work.session, None, void)
            return _offer(found, is_known, former.name if former else "")

    def take(self, path: Path, typed: Mapping[int, str] | None = None) -> Offer:
        """Take an assignment or a notice; what it says. The digits of a team that is not known yet are typed as its
        people read them out, by group from 1.

        What it says of the team is added to what is known. A certificate that ends sooner than ours, and tasks older
        than ours, take nothing back. Raises FileUnreadable, BadAssignment, ForAnotherDevice, DigitsDiffer,
        FrameworkRefused, VersionTaken, StorageFailed.
        """
        found = _read(path)
        frameworks = []
        for content in found.granted.frameworks if found.granted else ():
            frameworks.append((read_framework(content, str(path)), content))
        with begin(self._workspace) as work:
            _check_for_here(work, found)
            is_known = found.reaches(_known(work.session), voided(work.session))
            if not is_known and not compared.agree(keys.digits(found.issuer), typed or {}):
                raise DigitsDiffer(found.issuing.name)
            if found.issuer in voided(work.session):
                raise BadAssignment(str(path))
            for framework, content in frameworks:
                self._frameworks.keep(work.session, framework.ref, content)
            _learn(work.session, found)
            if found.granted is not None:
                _be_granted(work, found, found.granted)
            work.commit()
        return _offer(found, is_known, "")


def _read(path: Path) -> Assignment:
    with open_given(path) as file:
        data = file.read(files.LARGEST + 1)
    try:
        return files.read(data)
    except NotAnAssignment as error:
        raise BadAssignment(str(path)) from error


def _check_for_here(work: Work, found: Assignment) -> None:
    own = work.journal.device
    if found.granted is None:
        return
    given = found.granted.certificate
    if (given.device, given.key) != (own.id, own.public_key):
        raise ForAnotherDevice(given.name)


def _known(session: Session) -> set[str]:
    return set(session.scalars(select(AuthorityKey.public_key)))


def _authority(session: Session, ours: certificate.Certificate | None, void: frozenset[str]) -> AuthorityKey | None:
    """The authority to name: the one that certified this workspace, else the latest that is known."""
    rows = session.scalars(select(AuthorityKey).order_by(AuthorityKey.added_at.desc(), AuthorityKey.public_key)).all()
    certified = next((row for row in rows if ours is not None and row.public_key == ours.authority), None)
    return certified or next((row for row in rows if row.public_key not in void), None)


def _learn(session: Session, found: Assignment) -> None:
    """What is said of the team only ever adds."""
    now = datetime.now(UTC)
    for said in found.team.authorities:
        row = session.get(AuthorityKey, said.public_key)
        if row is None:
            row = AuthorityKey(public_key=said.public_key, name=said.name, added_at=now)
            session.add(row)
        if said.vouched_by:
            row.vouched_by, row.vouch = said.vouched_by, said.vouch
    for one in found.team.recipients:
        session.merge(TeamRecipient(recipient=one.recipient, name=one.name))
    recovery_keys.learn(session, [RecoveryKey(one.name, one.recipient) for one in found.team.recovery])
    for key in found.team.void:
        if session.get(VoidKey, key) is None:
            session.add(VoidKey(key=key, at=now))


def _be_granted(work: Work, found: Assignment, granted: files.Granted) -> None:
    device, void = work.journal.device, voided(work.session)
    ours = certificate.read_line(device.certificate) if device.certificate else None
    if ours is None or ours.authority in void or granted.certificate.until >= ours.until:
        device.certificate = granted.certificate.line
        device.role = written(granted.certificate.roles) or device.role
    issued_at = found.issued_at.isoformat()
    if issued_at >= device.assigned_at:
        device.assigned_at = issued_at
        device.assignment = json.dumps([_plain(one) for one in granted.campaigns], ensure_ascii=False)


def _plain(campaign: files.AssignedCampaign) -> dict[str, object]:
    return {
        "campaign": campaign.id,
        "name_fr": campaign.name_fr,
        "name_ar": campaign.name_ar,
        "cycle": campaign.cycle,
        "framework": campaign.framework,
        "communes": [[one.code, one.start, one.end] for one in campaign.communes],
    }


def _tasks(text: str) -> tuple[Task, ...]:
    return tuple(
        Task(
            **{
                **one,
                "communes": tuple(TaskCommune(code, _day(start), _day(end)) for code, start, end in one["communes"]),
            }
        )
        for one in (json.loads(text) if text else ())
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _offer(found: Assignment, is_known: bool, replaces: str) -> Offer:
    given = found.granted.certificate if found.granted else None
    campaigns = found.granted.campaigns if found.granted else ()
    return Offer(
        team=found.issuing.name,
        digits=keys.digits(found.issuer),
        is_known=is_known,
        name=given.name if given else "",
        roles=given.roles if given else frozenset(),
        until=given.until if given else None,
        tasks=_tasks(json.dumps([_plain(one) for one in campaigns])),
        replaces=replaces,
    )
