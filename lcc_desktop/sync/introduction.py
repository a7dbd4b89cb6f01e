"""The file by which a device asks to be enrolled: who it is, its key, what to seal for it. Signed with that key.

So comparing the key's digits with its owner vouches for all of it: nobody on the way can put another recipient in.
"""

from dataclasses import asdict, dataclass
from typing import Any

from lcc_desktop.sync import canonical, envelope, keys, shapes, ssh_wire, statement

FORMAT = shapes.REQUEST_FORMAT
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
            return cls._of(canonical.load(data))
        except (canonical.NotCanonical, keys.BadSignature, envelope.BadRecipient) as error:
            raise NotAnIntroduction(str(error)) from error

    @classmethod
    def _of(cls, said: Any) -> "Introduction":
        if not shapes.REQUEST(said):
            raise NotAnIntroduction("not what it should hold")
        signature = said.pop("signature")
        signer = statement.check(signature, NAMESPACE, said)
        found = cls(**{key: value for key, value in said.items() if key != "format"})
        if found.authority and not ssh_wire.is_key_line(found.authority):
            raise NotAnIntroduction("an authority without a key")
        if signer != found.public_key or envelope.check_recipient(found.recipient) != found.recipient:
            raise NotAnIntroduction("signed with another key")
        return found
