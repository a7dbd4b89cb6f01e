"""The text of a printed code: the indicator that a score sheet is about, or the signed code of a document."""

import re

_CODE = re.compile(r"\s*lcc:([0-9a-f]{32})/([0-9A-Za-z][0-9A-Za-z.\-]{0,39})\s*", re.IGNORECASE)
_DOCUMENT = re.compile(r"\s*LCC[0-9]+:[0-9A-Z $%*+\-./:]{60,}\s*")


def read_scanned(text: str) -> tuple[str, str] | None:
    """Evaluation and indicator of "lcc:EVALUATION/INDICATOR", as a scanner types it; None for any other text."""
    found = _CODE.fullmatch(text)
    return (found[1].lower(), found[2]) if found else None


def is_document_code(text: str) -> bool:
    """Whether a scanner typed the signed code of a document."""
    return _DOCUMENT.fullmatch(text) is not None
