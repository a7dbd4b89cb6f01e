"""What a start of the window is asked to do."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class StartOptions:
    """`workspace`: its folder, if not the usual one. `language`: if asked for."""

    workspace: Path | None = None
    sample: bool = False
    language: str | None = None


def read(arguments: Sequence[str]) -> StartOptions:
    """The options of a command line; leaves the process when that is answered already, as with --help."""
    if not arguments:
        return StartOptions()
    # Most starts have no options, and the library that reads them takes as long to load as our own rooms.
    from lcc_desktop.start.command import answer

    found = answer(arguments)
    if isinstance(found, int):
        sys.exit(found)
    return found
