"""Folders in the system's temporary place that only this person can look into, for documents being looked at.

Each goes when it is closed. What a crash, a power cut or a viewer that kept its file left goes at the next start:
whoever uses a folder holds a lock in it, so a folder that can be locked is nobody's.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "lcc-desktop-viewing-"
_LOCK = ".lock"
_JUST_MADE = 60
"""Seconds in which a folder without a lock may be one whose lock is about to come."""


class PrivateFolder:
    """A new folder of one's own. Raises OSError."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))  # for this person alone, wherever it lies
        self._lock = FileLock(self.path / _LOCK, thread_local=False)
        self._lock.acquire(timeout=0)

    def close(self) -> None:
        """Remove it with everything in it, as far as no viewer holds on to a file."""
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def clear_left() -> None:
    """Remove the folders that nobody uses any more."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            found = path.lstat()
            ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            if path.is_symlink() or not path.is_dir() or not ours:
                continue
            if not (path / _LOCK).exists() and time.time() - found.st_mtime < _JUST_MADE:
                continue
            lock = FileLock(path / _LOCK, thread_local=False)
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue
        lock.release()
        shutil.rmtree(path, ignore_errors=True)
