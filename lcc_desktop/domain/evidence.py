"""What is true of evidence: its status, and what is said of a file that was taken in as it came."""

from datetime import date
from enum import StrEnum

from lcc_desktop.domain.facts import EVIDENCE_STATUSES

TO_OBTAIN, OBTAINED, SEEN, REFUSED = EVIDENCE_STATUSES


class Remark(StrEnum):
    """What people should know of a file that was taken in."""

    BROKEN = "broken"
    """It calls itself a picture and cannot be read as one."""
    SEVERAL = "several"
    """It holds several pictures or pages, so what is written in it was left there."""
    KNOWN = "known"
    """The same content is a piece of this evaluation already: that piece serves one thing more."""


class Shows(StrEnum):
    """How a file can be looked at inside the window."""

    PICTURE = "picture"
    PAGES = "pages"
    NOT = ""


_PICTURES = frozenset(f"image/{kind}" for kind in ("jpeg", "png", "webp", "tiff", "gif", "bmp", "heic", "avif"))


def shows(media_type: str) -> Shows:
    """How a file of this type can be looked at."""
    if media_type == "application/pdf":
        return Shows.PAGES
    return Shows.PICTURE if media_type in _PICTURES else Shows.NOT


def is_overdue(status: str, by: str, today: date) -> bool:
    """Whether something still to be obtained was wanted before today. `by` is an ISO date, or empty."""
    return status == TO_OBTAIN and bool(by) and date.fromisoformat(by) < today
