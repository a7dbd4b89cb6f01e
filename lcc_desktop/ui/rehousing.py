"""Work on the folder of the workspace, for which it must be closed."""

from collections.abc import Callable
from dataclasses import dataclass

from lcc_desktop.services.protection import Rehoused


@dataclass(frozen=True)
class Rehousing:
    """What to call it while it lasts, the work, and what is said once the workspace is open again."""

    title: str
    work: Callable[[Callable[[int, int], None]], Rehoused]
    said: Callable[[], str] = str
