"""A receipt: the signed word of who received packages, sent back to the device that made them.

Canonical JSON, one file a sender. It names each package by number and digest, so it speaks of these bytes, evidence
included, and of no others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lcc_desktop.sync import canonical, keys, shapes, statement

FORMAT = shapes.RECEIPT_FORMAT
NAMESPACE = "lcc-receipt@lcc-desktop"
ENDING = ".receipt"
LARGEST = 4 * 1024**2
"""Bytes of the file; a package takes some 250."""

_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class NotAReceipt(ValueError):
    """Not such a file, or not signed by the key it names. The message is for logs."""


@dataclass(frozen=True)
class Received:
    """One package: its number and digest, the scope and how far the sender's own entries go in it, what became of it.

    `reasons` pairs each reason of a refusal with its detail.
    """

    number: int
    digest: str
    scope: str
    seq: int
    outcome: str
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReceiptFile:
    """Who received (`device`, `name`), whose packages (`to`), when, and which. `signer`: a key or certificate."""

    device: str
    name: str
    to: str
    at: datetime
    packages: tuple[Received, ...]
    signer: str = ""

    def dump(self, signer: keys.Signer) -> bytes:
        """The file."""
        said = {
            "format": FORMAT,
            "device": self.device,
            "name": self.name,
            "to": self.to,
            "at": self.at.strftime(_MOMENT),
            "packages": [
                {
                    "number": one.number,
                    "digest": one.digest,
                    "scope": one.scope,
                    "seq": one.seq,
                    "outcome": one.outcome,
                    "reasons": [list(reason) for reason in one.reasons],
                }
                for one in self.packages
            ],
        }
        return canonical.dump({**said, "signature": statement.sign(signer, NAMESPACE, said)}) + b"\n"

    @classmethod
    def read(cls, data: bytes) -> "ReceiptFile":
        """Raises NotAReceipt."""
        if len(data) > LARGEST:
            raise NotAReceipt("too large")
        try:
            return cls._of(canonical.load(data))
        except (canonical.NotCanonical, keys.BadSignature, ValueError) as error:
            raise NotAReceipt(str(error)) from error

    @classmethod
    def _of(cls, said: Any) -> "ReceiptFile":
        if not shapes.RECEIPT(said):
            raise NotAReceipt("not what it should hold")
        signature = said.pop("signature")
        signer = statement.check(signature, NAMESPACE, said)
        at = datetime.strptime(said["at"], _MOMENT).replace(tzinfo=UTC)
        packages = tuple(
            Received(**{**one, "reasons": tuple((reason, detail) for reason, detail in one["reasons"])})
            for one in said["packages"]
        )
        return cls(said["device"], said["name"], said["to"], at, packages, signer)


def by_sender(packages: Sequence[tuple[str, Received]]) -> dict[str, tuple[Received, ...]]:
    """What was received of each device, by its id; of each package the last word."""
    found: dict[str, dict[int, Received]] = {}
    for device, one in packages:
        found.setdefault(device, {})[one.number] = one
    return {device: tuple(said[number] for number in sorted(said)) for device, said in found.items()}
