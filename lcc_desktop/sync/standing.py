"""Whose word is taken, and for what: the devices people vouched for, and those that an authority certified."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lcc_desktop.domain.errors import Reason, Refusal
from lcc_desktop.domain.roles import Role
from lcc_desktop.sync import certificate, keys

DAY = "%Y-%m-%d"
_NEVER = datetime.max.replace(tzinfo=UTC)
"""When every certificate has ended."""


class NotBelieved(Exception):
    """A key speaks for a device, and is not believed here."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Trust:
    """Whose word is taken.

    `keys` maps a device to the OpenSSH key by which people here know it, `roles` to what it may do. `authorities` are
    the keys whose certificates count, `void` the keys and authorities that were withdrawn, `certified` the certificates
    that were issued here, by device: they hold also for what their owner signed without. `now` is the day it is.

    `holds(scope, device, seq, hash)` tells whether an entry is here already. What is here needs nobody's word again:
    a device that is no longer trusted adds nothing, and takes nothing back.
    """

    keys: Mapping[str, str]
    holds: Callable[[str, str, int, str], bool]
    roles: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    authorities: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()
    certified: Mapping[str, certificate.Certificate] = field(default_factory=dict)
    now: datetime = _NEVER

    def roles_of(self, device: str, line: str, carried: bool = False) -> frozenset[Role]:
        """What a device may do, whose key or certificate is `line`. Raises NotBelieved.

        Of a device whose entries another one carries, the certificate may have run out since: whoever carries them is
        believed today, and took them when it had not.
        """
        key = certificate.bare(line)
        if self.keys.get(device) == key:
            return self.roles.get(device, frozenset())
        found = certificate.read_line(line) if certificate.is_certificate(line) else None
        ours = self.certified.get(device)
        if ours is not None and ours.key == key and (found is None or ours.until > found.until):
            found = ours
        if found is None:
            refusal = Refusal.REVOKED if key in self.void else Refusal.UNKNOWN_AUTHOR
            raise NotBelieved(Reason(refusal, keys.digits(line)))
        self._check(found, device, carried)
        return found.roles

    def believes(self, line: str) -> bool:
        """Whether what was signed with `line`, a key or a certificate, is one of ours."""
        key = certificate.bare(line)
        if key in self.keys.values():
            return True
        devices = {device for device, ours in self.certified.items() if ours.key == key}
        if certificate.is_certificate(line):
            devices.add(certificate.read_line(line).device)
        try:
            return bool([self.roles_of(device, line, carried=True) for device in devices])
        except NotBelieved:
            return False

    def _check(self, found: certificate.Certificate, device: str, carried: bool) -> None:
        if found.authority in self.void or found.key in self.void:
            raise NotBelieved(Reason(Refusal.REVOKED, found.name))
        if found.authority not in self.authorities:
            raise NotBelieved(Reason(Refusal.UNKNOWN_AUTHORITY, keys.digits(found.authority)))
        if found.device != device:
            raise NotBelieved(Reason(Refusal.OTHER_DEVICE, found.name))
        if self.now < found.since:
            raise NotBelieved(Reason(Refusal.NOT_YET_VALID, found.since.strftime(DAY)))
        if self.now >= found.until and not carried:
            raise NotBelieved(Reason(Refusal.EXPIRED, found.until.strftime(DAY)))
