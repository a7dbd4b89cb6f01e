"""What can go wrong for the user. Errors carry facts; `wording.errors` puts them into words.

AppError
├── workspace: NoWorkspace, FolderNotEmpty, NewerWorkspace, WorkspaceBusy, WorkspaceDamaged, StorageFailed
├── evaluation: EvaluationNotFound, CommuneNotFound, IndicatorNotFound, BadScore, CycleMissing
├── evidence: FileUnreadable, FileTooLarge, EvidenceMissing
├── framework: FrameworkRefused, FrameworkUnknown
├── trust: BadPublicKey
└── package: PackageRefused (with its Refusals)
"""

from dataclasses import dataclass
from enum import StrEnum


class AppError(Exception):
    """A situation the user can understand and act on; anything else is a bug."""


@dataclass
class NoWorkspace(AppError):
    """There is no workspace in this folder."""

    folder: str


@dataclass
class FolderNotEmpty(AppError):
    """A new workspace wants an empty folder, so that nothing is overwritten."""

    folder: str


@dataclass
class NewerWorkspace(AppError):
    """The folder was written by a later version of the application."""

    folder: str


@dataclass
class WorkspaceBusy(AppError):
    """Another process holds the workspace."""

    folder: str


@dataclass
class WorkspaceDamaged(AppError):
    """The database cannot be read."""

    folder: str


@dataclass
class StorageFailed(AppError):
    """The disk refused: full, removed, read-only. Nothing of the intention was kept."""

    reason: str


@dataclass
class EvaluationNotFound(AppError):
    evaluation: str


@dataclass
class CommuneNotFound(AppError):
    code: str


@dataclass
class CycleMissing(AppError):
    """An evaluation needs the name of its cycle, in 1 to 40 characters."""


@dataclass
class IndicatorNotFound(AppError):
    indicator: str


@dataclass
class BadScore(AppError):
    """Not a degree of this indicator, nor a state it allows."""

    indicator: str
    value: str
    top: int


@dataclass
class NoteTooLong(AppError):
    limit: int


@dataclass
class FileUnreadable(AppError):
    path: str


@dataclass
class FileTooLarge(AppError):
    """`limit` in bytes."""

    path: str
    limit: int


@dataclass
class EvidenceMissing(AppError):
    """A file of the evidence store is gone or altered on the disk."""

    name: str


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a framework file: where, which rule, and what was found there."""

    place: str
    rule: str
    detail: str = ""


@dataclass
class FrameworkRefused(AppError):
    path: str
    problems: tuple[Problem, ...]


@dataclass
class FrameworkUnknown(AppError):
    """The evaluation is pinned to a framework that this workspace does not hold."""

    id: str
    version: int


@dataclass
class BadPublicKey(AppError):
    path: str


class Refusal(StrEnum):
    """Why a package does not enter. One member a reason; `detail` of a Reason says where."""

    NOT_A_PACKAGE = "not-a-package"
    UNREADABLE = "unreadable"
    STRUCTURE = "structure"
    TOO_LARGE = "too-large"
    UNEXPECTED_NAME = "unexpected-name"
    MISSING_MEMBER = "missing-member"
    ALTERED = "altered"
    NOT_LISTED = "not-listed"
    BAD_SIGNATURE = "bad-signature"
    UNKNOWN_AUTHOR = "unknown-author"
    NEWER_FORMAT = "newer-format"
    BAD_CONTENT = "bad-content"
    BROKEN_CHAIN = "broken-chain"
    BAD_SEAL = "bad-seal"
    STATE_MISMATCH = "state-mismatch"
    EVIDENCE_MISSING = "evidence-missing"
    UNKNOWN_FRAMEWORK = "unknown-framework"
    FORKED_DEVICE = "forked-device"
    NUMBER_REUSED = "number-reused"


@dataclass(frozen=True)
class Reason:
    refusal: Refusal
    detail: str = ""


@dataclass
class PackageRefused(AppError):
    """Nothing of this file was taken."""

    path: str
    reasons: tuple[Reason, ...]
