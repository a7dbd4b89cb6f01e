"""What a signature under a statement is worth in this workspace."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from lcc_desktop.services.standing import trust_of
from lcc_desktop.services.unit import Work
from lcc_desktop.sync import statement
from lcc_desktop.sync.keys import BadSignature


class Signed(StrEnum):
    """What a signature is worth here."""

    GOOD = "good"
    """By this workspace or a device on its trust list, over what is here."""

    UNKNOWN = "unknown"
    """Sound, but by a key nobody here has vouched for."""

    BROKEN = "broken"
    """Not over what is here."""


def worth(work: Work, signature: str, namespace: str, said: Mapping[str, Any]) -> Signed:
    """Check a signature against the keys this workspace trusts."""
    try:
        key = statement.check(signature, namespace, said)
    except BadSignature:
        return Signed.BROKEN
    return Signed.GOOD if trust_of(work.session).believes(key) else Signed.UNKNOWN
