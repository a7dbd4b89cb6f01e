"""The names and fixed texts of a package, for its writer and its reader. See docs/package-format.md."""

import re
from typing import Final

FORMAT_MAJOR, FORMAT_MINOR = 1, 0
FORMAT: Final = f"lcc-package/{FORMAT_MAJOR}.{FORMAT_MINOR}"

BAGIT, BAG_INFO, MANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt"
TAG_MANIFEST, SIGNATURE, AUTHOR_KEY = "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig", "author.pub"
ENDING, SEALED_ENDING = ".lcc", ".lcc.age"

ABOUT, EVALUATION, JOURNAL = "data/package.json", "data/evaluation.json", "data/journal.jsonl"
FRAMEWORK, SCORES = "data/framework.lccf.json", "data/scores.xlsx"
SUMMARIES = {"fr": "data/summary-fr.pdf", "ar": "data/summary-ar.pdf"}

TAG_FILES = (BAGIT, BAG_INFO, MANIFEST, AUTHOR_KEY)
NEEDED = frozenset({*TAG_FILES, TAG_MANIFEST, SIGNATURE, ABOUT, EVALUATION, JOURNAL, FRAMEWORK})
READABLE = frozenset({SCORES, *SUMMARIES.values()})
"""For people who open the package without us; never read by the application."""

MAX_TEXT = 16 * 1024**2
"""Largest member that is read whole, in bytes: several times the journal of any evaluation we can imagine."""

BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

EXTENSIONS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "text/plain": "txt",
    "text/csv": "csv",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
"""Media types that keep a telling extension inside a package; everything else is `bin`."""

_EVIDENCE = re.compile(r"data/evidence/([0-9a-f]{64})\.(" + "|".join([*sorted(set(EXTENSIONS.values())), "bin"]) + ")")


def is_package(file_name: str) -> bool:
    """Whether a file is named as packages are, sealed or not."""
    return file_name.lower().endswith((ENDING, SEALED_ENDING))


def evidence_name(sha256: str, media_type: str) -> str:
    return f"data/evidence/{sha256}.{EXTENSIONS.get(media_type, 'bin')}"


def evidence_digest(name: str) -> str | None:
    """The SHA-256 in the name of an evidence member; None if it is not one."""
    match = _EVIDENCE.fullmatch(name)
    return match.group(1) if match else None


def is_text(name: str) -> bool:
    """Whether a reader holds the member whole; everything else passes through in pieces."""
    return name in NEEDED


def is_expected(name: str) -> bool:
    """Whether a package may have a member of this name: a closed set, so no path from a file is ever used."""
    return name in NEEDED or name in READABLE or evidence_digest(name) is not None
