"""Lines of administrative documents, for tests of what is printed."""

from pathlib import Path

LINES = Path(__file__).parent / "data" / "printed_lines.txt"


def printed_lines() -> list[tuple[str, bool]]:
    """Each line of the corpus and whether it is set right to left."""
    found = []
    for line in LINES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, text = line.split("|", 1)
            found.append((text.replace("{", "\u2068").replace("}", "\u2069"), language.endswith("ar")))
    return found


def without_marks(text: str) -> str:
    """As a person reads it: no marks of direction, one space between words."""
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x0c"))
    return " ".join(text.translate(marks).split())
