"""Writing so that a power cut takes nothing back, and what the system says when it refuses, put in a word."""

import errno
import os
from pathlib import Path

from sqlalchemy.exc import OperationalError

from lcc_desktop.domain.errors import DiskTrouble

_NUMBERS = {
    errno.ENOSPC: DiskTrouble.FULL,
    errno.EDQUOT: DiskTrouble.FULL,
    errno.EFBIG: DiskTrouble.FULL,
    errno.EROFS: DiskTrouble.READ_ONLY,
    errno.EACCES: DiskTrouble.READ_ONLY,
    errno.EPERM: DiskTrouble.READ_ONLY,
    errno.ENOENT: DiskTrouble.NO_SUCH_PLACE,
    errno.ENOTDIR: DiskTrouble.NO_SUCH_PLACE,
    errno.ENAMETOOLONG: DiskTrouble.NO_SUCH_PLACE,
    errno.EINVAL: DiskTrouble.NO_SUCH_PLACE,
}

_PHRASES = {"full": DiskTrouble.FULL, "readonly": DiskTrouble.READ_ONLY, "locked": DiskTrouble.BUSY}


def system_trouble(error: OSError) -> DiskTrouble:
    """From the system's error number."""
    return _NUMBERS.get(error.errno or 0, DiskTrouble.FAILING)


def database_trouble(error: OperationalError) -> DiskTrouble:
    """From SQLite's own messages (sqlite3.c, sqlite3ErrStr), which are the same in every version."""
    said = str(error.orig)
    return next((trouble for phrase, trouble in _PHRASES.items() if phrase in said), DiskTrouble.FAILING)


def write_durably(path: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or as it was before, whenever the power goes."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make durable what another writer left in a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and needs none: its rename is journalled."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
