"""What a coordination team sends its people: who they are to each other, and what one of them is asked to do.

One line of canonical JSON, then an OpenSSH signature over it by an authority of the team (namespace NAMESPACE). Without
`granted` it is a notice: what everybody is to know of the team. All that is said of a team only ever adds (authorities,
recipients, keys withdrawn), so notices may come late, twice or in any order, and an old one takes nothing back.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from lcc_desktop.domain.checks import is_line
from lcc_desktop.domain.facts import CODE, IDENTITY
from lcc_desktop.sync import canonical, certificate, envelope, keys, ssh_wire, statement

FORMAT = "lcc-assignment/1.0"
NAMESPACE, VOUCH_NAMESPACE = "lcc-assignment@lcc-desktop", "lcc-authority@lcc-desktop"
LARGEST = 32 * 1024**2
MOST_MEMBERS, MOST_COMMUNES = 5_000, 2_000
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
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotAnAssignment(str(error)) from error


def _of(said: Any, issuer: str) -> Assignment:
    """Anything that is not as it should be raises what `read` turns into a refusal."""
    expected = {"format", "issued_at", "authorities", "recipients", "recovery", "void", "granted"}
    if said["format"] != FORMAT or said.keys() != expected:
        raise ValueError("another format")
    team = Team(
        tuple(_authority(one) for one in _list(said["authorities"], 100)),
        tuple(_recipient(one) for one in _list(said["recipients"], 100)),
        tuple(_void(one) for one in _list(said["void"], MOST_MEMBERS)),
        tuple(_recipient(one) for one in _list(said["recovery"], 10)),
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
    vouched = found.vouched_by == "" == found.vouch or (
        ssh_wire.is_key_line(found.vouched_by) and isinstance(found.vouch, str) and found.is_vouched
    )
    if not ssh_wire.is_key_line(found.public_key) or not is_line(found.name, 100) or not vouched:
        raise ValueError("not an authority")
    return found


def _recipient(said: Mapping[str, Any]) -> Recipient:
    found = Recipient(**said)
    if envelope.check_recipient(found.recipient) != found.recipient or not is_line(found.name, 100):
        raise ValueError("not a recipient")
    return found


def _void(said: Any) -> str:
    if not isinstance(said, str) or not (ssh_wire.is_key_line(said) or envelope.check_recipient(said) == said):
        raise ValueError("not a key")
    return said


def _granted(said: Mapping[str, Any]) -> Granted:
    if said.keys() != {"certificate", "campaigns", "frameworks"}:
        raise ValueError("another form")
    return Granted(
        certificate.read_line(said["certificate"]),
        tuple(_campaign(one) for one in _list(said["campaigns"], 100)),
        tuple(one.encode() for one in _list(said["frameworks"], 100)),
    )


def _campaign(said: Mapping[str, Any]) -> AssignedCampaign:
    communes = tuple(AssignedCommune(**one) for one in _list(said["communes"], MOST_COMMUNES))
    found = AssignedCampaign(**{**said, "communes": communes})
    texts = (found.name_fr, found.name_ar, found.cycle)
    days = [found.opens, found.closes, *(day for one in communes for day in (one.start, one.end))]
    if not IDENTITY.fullmatch(found.id) or not all(is_line(text, 300) for text in texts):
        raise ValueError("not a campaign")
    if not all(CODE.fullmatch(one.code) for one in communes) or not is_line(found.framework, 64):
        raise ValueError("not communes")
    for day in days:
        if day:
            date.fromisoformat(day)
    return found


def _list(said: Any, most: int) -> list[Any]:
    if not isinstance(said, list) or len(said) > most:
        raise ValueError("not a list, or too long")
    return said


def _vouch(public_key: str, name: str) -> dict[str, str]:
    return {"authority": public_key, "name": name}
