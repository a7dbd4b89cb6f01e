"""The file by which a device asks to be enrolled: who it is, its key, what to seal for it. Signed with that key.

So comparing the key's digits with its owner vouches for all of it: nobody on the way can put another recipient in.
"""

from dataclasses import asdict, dataclass
from typing import Any

from lcc_desktop.domain.checks import is_line
from lcc_desktop.domain.facts import IDENTITY
from lcc_desktop.sync import canonical, envelope, keys, ssh_wire, statement

FORMAT = "lcc-request/1.0"
NAMESPACE = "lcc-request@lcc-desktop"
LARGEST = 16 * 1024
"""Bytes of the file; it has about 700."""


class NotAnIntroduction(ValueError):
    """Not such a file, or not signed by the key it names. The message is for logs."""


@dataclass(frozen=True)
class Introduction:
    """`public_key` is an OpenSSH line without comment, `recipient` an age recipient. `authority` is the key by which a
    coordinator certifies others, empty for everybody else.
    """

    device: str
    name: str
    role: str
    public_key: str
    recipient: str
    authority: str = ""

    def dump(self, signer: keys.Signer) -> bytes:
        """The file."""
        said = {"format": FORMAT, **asdict(self)}
        return canonical.dump({**said, "signature": statement.sign(signer.certified(""), NAMESPACE, said)}) + b"\n"

    @classmethod
    def read(cls, data: bytes) -> "Introduction":
        """Raises NotAnIntroduction."""
        if len(data) > LARGEST:
            raise NotAnIntroduction("too large")
        try:
            said = canonical.load(data)
            return cls._of(said)
        except (canonical.NotCanonical, keys.BadSignature, envelope.BadRecipient, KeyError, TypeError) as error:
            raise NotAnIntroduction(str(error)) from error

    @classmethod
    def _of(cls, said: Any) -> "Introduction":
        if not isinstance(said, dict):
            raise NotAnIntroduction("not what it should hold")
        signature = said.pop("signature")
        names = [said[key] for key in ("device", "name", "role", "public_key", "recipient", "authority")]
        if said.pop("format") != FORMAT or len(said) != len(names) or not all(is_line(one, 300) for one in names):
            raise NotAnIntroduction("not what it should hold")
        device, name, role, public_key, recipient, authority = names
        if not IDENTITY.fullmatch(device) or not 0 < len(name) <= 100 or not 0 < len(role) <= 40:
            raise NotAnIntroduction("not what it should hold")
        if authority and not ssh_wire.is_key_line(authority):
            raise NotAnIntroduction("an authority without a key")
        signer = statement.check(str(signature), NAMESPACE, {"format": FORMAT, **said})
        if signer != public_key or envelope.check_recipient(recipient) != recipient:
            raise NotAnIntroduction("signed with another key")
        return cls(device, name, role, public_key, recipient, authority)
