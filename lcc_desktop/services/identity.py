"""Names for things made here: random, so that two laptops never choose the same. And what opens sealed packages."""

import secrets

from lcc_desktop.services.unit import Work
from lcc_desktop.sync import envelope


def new_identity() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def opening_identity(work: Work) -> str:
    """The secret that opens packages sealed for this workspace, made now if it was never needed. The caller commits."""
    device = work.journal.device
    if not device.identity:
        device.identity, _recipient = envelope.new_identity()
    return device.identity
