"""What of a printable is wanted. Nothing of the printing itself is loaded here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What of a printable is wanted.

    `session`: of an attendance sheet, an id or a number from 1; empty for the only one, or for a blank sheet.
    `sets`: of voting cards. `indicators`: of score sheets, all of them if empty.
    """

    session: str = ""
    sets: int = 1
    indicators: tuple[str, ...] = ()
