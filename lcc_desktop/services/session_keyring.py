"""The keys of a workspace in the operating system's keyring, for who trusts the session more than a passphrase; and the
password of a team's server, which stands in no file.

The system gives them back to any program of the same person's session. Off unless somebody asks for it; the library is
loaded then and not before, as some keyrings take seconds to answer.
"""

import base64

from lcc_desktop.domain.errors import KeyringUnavailable
from lcc_desktop.models.vault import Keys

_SERVICE = "LCC Desktop"


def remember_password(server: str, password: str) -> None:
    """Keep the password of a team's server for the next start. Raises KeyringUnavailable."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, server, password)
        kept = keyring.get_password(_SERVICE, server)
    except (KeyringError, OSError, RuntimeError) as error:
        raise KeyringUnavailable from error
    if kept is None:
        raise KeyringUnavailable


def recall_password(server: str) -> str:
    """The password of a server that was kept; "" where none was, or the keyring does not answer."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, server) or ""
    except (KeyringError, OSError, RuntimeError):
        return ""


def remember(keys: Keys) -> None:
    """Keep keys for the next start. Raises KeyringUnavailable."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, keys.id, base64.b64encode(keys.master).decode())
        kept = keyring.get_password(_SERVICE, keys.id)
    except (KeyringError, OSError, RuntimeError) as error:
        raise KeyringUnavailable from error
    if kept is None:
        raise KeyringUnavailable


def recall(keys_id: str) -> Keys | None:
    """Keys that were kept; None where they were not, or the keyring does not answer."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(_SERVICE, keys_id)
        master = base64.b64decode(kept, validate=True) if kept is not None else b""
    except (KeyringError, OSError, RuntimeError, ValueError):
        return None
    return Keys(keys_id, master) if len(master) == 32 else None


def forget(keys_id: str) -> None:
    """Keep them no longer; nothing happens where they were not kept."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, keys_id)
    except (KeyringError, OSError, RuntimeError):
        return
