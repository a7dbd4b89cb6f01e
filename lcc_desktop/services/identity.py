"""Names for things made here: random, so that two laptops never choose the same."""

import secrets


def new_identity() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)
