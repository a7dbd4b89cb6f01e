"""Something a person signs beside a package: a snapshot that closes an evaluation, a committee's decision.

What is signed is the canonical JSON of the statement, under a namespace of its own for each sort.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from lcc_desktop.sync import canonical, keys

SNAPSHOT = "lcc-snapshot@lcc-desktop"
DECISION = "lcc-decision@lcc-desktop"


def sign(signer: keys.Signer, namespace: str, statement: Mapping[str, Any]) -> str:
    """An armoured SSHSIG over a statement."""
    return signer.sign(canonical.dump(statement), namespace)


def check(signature: str, namespace: str, statement: Mapping[str, Any]) -> str:
    """The public key that signed a statement; raises keys.BadSignature."""
    return keys.verify(canonical.dump(statement), signature, namespace)


def known(heads: Mapping[str, tuple[int, str]]) -> str:
    """A hash of what is known of an evaluation: device → number and hash of its last entry.

    Entries are chained, so the hash of entry number n stands for all of a device's first n entries.
    """
    return hashlib.sha256(canonical.dump({device: [seq, last] for device, (seq, last) in heads.items()})).hexdigest()
