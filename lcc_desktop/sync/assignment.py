"""What a coordination team sends its people: who they are to each other, and what one of them is asked to do.

One line of canonical JSON, then an OpenSSH signature over it by an authority of the team (namespace NAMESPACE). Without
`granted` it is a notice: what everybody is to know of the team. All that is said of a team only ever adds (authorities,
recipients, keys withdrawn), so notices may come late, twice or in any order, and an old one takes nothing back.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from lcc_desktop.sync import canonical, certificate, envelope, keys, shapes, ssh_wire, statement

FORMAT = shapes.ASSIGNMENT_FORMAT
NAMESPACE, VOUCH_NAMESPACE = "lcc-assignment@lcc-desktop", "lcc-authority@lcc-desktop"
LARGEST = 32 * 1024**2
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class NotAnAssignment(ValueError):
    """Not such a file, or not signed by an authority that it names. The message is for logs."""


@dataclass(frozen=True)
class Authority:
    """A key that certifies. `vouched_by` is the authority that made it known, with the signature by which it did; both
    are empty for the first.
    """

    public_key: str
    name: str
    vouched_by: str = ""
    vouch: str = ""

    @classmethod
    def vouched(cls, public_key: str, name: str, by: keys.Signer) -> "Authority":
        return cls(public_key, name, by.public, statement.sign(by, VOUCH_NAMESPACE, _vouch(public_key, name)))

    @property
    def is_vouched(self) -> bool:
        try:
            said = _vouch(self.public_key, self.name)
            return statement.check(self.vouch, VOUCH_NAMESPACE, said) == self.vouched_by
        except keys.BadSignature:
            return False


@dataclass(frozen=True)
class Recipient:
    """Whom packages are sealed for."""

    name: str
    recipient: str


@dataclass(frozen=True)
class Team:
    """What is known of a coordination team. `void` are keys, authorities and recipients that were withdrawn, `recovery`
    the keys with which the team can help when a passphrase is lost.
    """

    authorities: tuple[Authority, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    void: tuple[str, ...] = ()
    recovery: tuple[Recipient, ...] = ()


@dataclass(frozen=True)
class AssignedCommune:
    """A commune to accompany, by its code, and when it is to evaluate itself where that is planned."""

    code: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class AssignedCampaign:
    """A campaign and one's communes in it. `framework` is the digest of the framework it uses."""

    id: str
    name_fr: str
    name_ar: str
    cycle: str
    opens: str
    closes: str
    framework: str
    communes: tuple[AssignedCommune, ...] = ()


@dataclass(frozen=True)
class Granted:
    """For one device: its certificate, its campaigns, and the framework files these use."""

    certificate: certificate.Certificate
    campaigns: tuple[AssignedCampaign, ...] = ()
    frameworks: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """`issuer` is the authority that signed it."""

    issued_at: datetime
    issuer: str
    team: Team
    granted: Granted | None

    @property
    def issuing(self) -> Authority:
        return next(one for one in self.team.authorities if one.public_key == self.issuer)

    def reaches(self, known: Collection[str], void: Collection[str]) -> bool:
        """Whether whoever knows some authorities can believe the issuer: it is one, or one of them vouched for it,
        directly or through others.
        """
        believed, waiting = set(known) - set(void), list(self.team.authorities)
        grown = True
        while grown and self.issuer not in believed:
            found = {one.public_key for one in waiting if one.vouched_by in believed and one.is_vouched} - set(void)
            grown = not found <= believed
            believed |= found
        return self.issuer in believed


def write(signer: keys.Signer, issued_at: datetime, team: Team, granted: Granted | None) -> bytes:
    """The file, signed by an authority."""
    body = canonical.dump(
        {
            "format": FORMAT,
            "issued_at": issued_at.strftime(_MOMENT),
            "authorities": [asdict(one) for one in team.authorities],
            "recipients": [asdict(one) for one in team.recipients],
            "recovery": [asdict(one) for one in team.recovery],
            "void": list(team.void),
            "granted": None
            if granted is None
            else {
                "certificate": granted.certificate.line,
                "campaigns": [asdict(one) for one in granted.campaigns],
                "frameworks": [one.decode() for one in granted.frameworks],
            },
        }
    )
    return body + b"\n" + signer.sign(body, NAMESPACE).encode()


def read(data: bytes) -> Assignment:
    """Check a file and read it; whether its issuer is believed is not asked. Raises NotAnAssignment."""
    if len(data) > LARGEST:
        raise NotAnAssignment("too large")
    body, _end, signature = data.partition(b"\n")
    try:
        issuer = keys.verify(body, signature.decode("ascii"), NAMESPACE)
        return _of(canonical.load_exact(body), issuer)
    except ValueError as error:
        raise NotAnAssignment(str(error)) from error


def _of(said: Any, issuer: str) -> Assignment:
    """Anything that is not as it should be raises what `read` turns into a refusal."""
    if not shapes.ASSIGNMENT(said):
        raise ValueError("not what it should hold")
    team = Team(
        tuple(_authority(one) for one in said["authorities"]),
        tuple(_recipient(one) for one in said["recipients"]),
        tuple(_void(one) for one in said["void"]),
        tuple(_recipient(one) for one in said["recovery"]),
    )
    known = {one.public_key for one in team.authorities}
    if issuer not in known or issuer in team.void or len(known) != len(team.authorities):
        raise ValueError("not signed by an authority it names")
    granted = None if said["granted"] is None else _granted(said["granted"])
    if granted is not None and granted.certificate.authority != issuer:
        raise ValueError("a certificate of another authority")
    issued_at = datetime.strptime(said["issued_at"], _MOMENT).replace(tzinfo=UTC)
    return Assignment(issued_at, issuer, team, granted)


def _authority(said: Mapping[str, Any]) -> Authority:
    found = Authority(**said)
    vouched = found.vouched_by == "" == found.vouch or (ssh_wire.is_key_line(found.vouched_by) and found.is_vouched)
    if not ssh_wire.is_key_line(found.public_key) or not vouched:
        raise ValueError("not an authority")
    return found


def _recipient(said: Mapping[str, Any]) -> Recipient:
    found = Recipient(**said)
    envelope.check_recipient(found.recipient)
    return found


def _void(said: str) -> str:
    if not ssh_wire.is_key_line(said):
        envelope.check_recipient(said)
    return said


def _granted(said: Mapping[str, Any]) -> Granted:
    return Granted(
        certificate.read_line(said["certificate"]),
        tuple(_campaign(one) for one in said["campaigns"]),
        tuple(one.encode() for one in said["frameworks"]),
    )


def _campaign(said: Mapping[str, Any]) -> AssignedCampaign:
    return AssignedCampaign(**{**said, "communes": tuple(AssignedCommune(**one) for one in said["communes"])})


def _vouch(public_key: str, name: str) -> dict[str, str]:
    return {"authority": public_key, "name": name}
