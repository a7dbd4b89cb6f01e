"""Where things are when nobody says. Needs nothing of ours: the window asks before any room is open."""

from pathlib import Path

import platformdirs


def default_folder() -> Path:
    """The workspace: the platform's place for an application's data."""
    return Path(platformdirs.user_data_dir("lcc-desktop", appauthor=False)) / "workspace"


def usual_folder(sample: bool) -> Path:
    """The workspace the window opens: one's own, or the sample beside it."""
    return default_folder().with_name("sample") if sample else default_folder()
