"""Files that somebody names."""

import stat
from pathlib import Path
from typing import BinaryIO

from lcc_desktop.domain.errors import FileUnreadable


def open_given(path: Path) -> BinaryIO:
    """An ordinary file, open for reading; a folder, a pipe or a device, which may never end, is none.

    Raises FileUnreadable.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileUnreadable(str(path))
        return path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name that no system takes
        raise FileUnreadable(str(path)) from error
