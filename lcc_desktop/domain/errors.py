"""What can go wrong for the user. Errors carry facts; `wording.errors` puts them into words.

AppError
├── workspace: NoWorkspace, FolderNotEmpty, FolderUnusable, NewerWorkspace, WorkspaceBusy, WorkspaceDamaged
├── server: BadDatabaseUrl, ServerAway, ServerRefused, DatabaseUnfit, DatabaseTaken, KeptByServer
├── protection: WorkspaceLocked, PassphraseMissing, WrongPassphrase, KeyFileDamaged, PassphraseTooShort,
│   PassphraseTooLong, AlreadyProtected, NotProtected, KeyringUnavailable, BadRecoveryKey, NoRecovery,
│   BadRecoveryFile, OtherRecovery
├── disk: StorageFailed, TargetUnwritable, PlaceTaken, BackupUnsound, BackupNotFound
├── evaluation: EvaluationNotFound, EvaluationAmbiguous, CommuneNotFound, IndicatorNotFound, CycleMissing
├── scoring: BadScore, BadAim, ScoreMeasured, NotMeasured, BadNumber, NumbersGiveNothing, NoteTooLong
├── room: BadCards, RemarkEmpty
├── evidence: FileUnreadable, FileTooLarge, FileEmpty, PictureTooLarge, EvidenceMissing, EvidenceNotFound,
│             EvidenceUnnamed, BadLink, CannotShow
├── documents: CodeMissing, NotPrinted, TemplateRefused, TemplateUnreadable, LogoUnreadable
├── preparation: EntryGone, TableRefused
├── framework: FrameworkRefused, FrameworkUnknown, VersionTaken, DraftNotFound
├── trust: BadPublicKey, KeyTaken, DigitsDiffer, NoAuthority, HasAuthority, NotAMember, KeyWithdrawn, BadAssignment,
│   ForAnotherDevice, BadValidity, NotYourRole
├── inbox: ImportNotFound, UndoRefused, ReceiptRefused, ConflictGone
└── package: PackageTooLarge, CannotLeaveOut, BadRecipient, NoRecipient, BadIdentity, PackageRefused (with its Refusals)
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lcc_desktop.domain.template import Fault


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
class FolderUnusable(AppError):
    """No folder can be made here, or nothing may be written in it."""

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


class BadDatabaseUrl(AppError):
    """Not the address of a PostgreSQL database. It may hold a password, so it is not repeated."""


@dataclass
class ServerAway(AppError):
    """The database's server does not answer, or no longer."""

    server: str


@dataclass
class ServerRefused(AppError):
    """The server does not let this user in: no such user, wrong password, no such database, or no right."""

    server: str
    user: str


@dataclass
class DatabaseUnfit(AppError):
    """The database does not keep texts in UTF-8, or holds something that is not a workspace."""

    server: str


@dataclass
class DatabaseTaken(AppError):
    """There is a workspace in the database already, so that nothing can be copied there."""

    server: str


@dataclass
class KeptByServer(AppError):
    """What is asked for is the server's to do: passphrase, backups, mending files."""

    server: str


@dataclass
class WorkspaceLocked(AppError):
    """What lies in this folder is protected, and no passphrase was given that opens it."""

    folder: str


@dataclass
class PassphraseMissing(AppError):
    """A new passphrase is needed, and there is nobody to ask and nothing that says it."""


@dataclass
class WrongPassphrase(AppError):
    """The passphrase is not the one that locked these keys."""


@dataclass
class KeyFileDamaged(AppError):
    """Neither the key file nor its copy is there and whole: no passphrase can open this folder."""

    folder: str


@dataclass
class PassphraseTooShort(AppError):
    least: int


@dataclass
class PassphraseTooLong(AppError):
    most: int


@dataclass
class AlreadyProtected(AppError):
    folder: str


@dataclass
class NotProtected(AppError):
    folder: str


@dataclass
class KeyringUnavailable(AppError):
    """The operating system has no keyring that keeps anything, or it is locked."""


@dataclass
class BadRecoveryKey(AppError):
    """A file that should hold a recovery key, public or secret, does not; or its passphrase is another."""

    path: str


@dataclass
class NoRecovery(AppError):
    """The keys of this folder were never sealed to a recovery key, or what was sealed is gone."""

    folder: str


@dataclass
class BadRecoveryFile(AppError):
    """Not a recovery request, or not an answer to one; or it cannot be opened with this key."""

    path: str


@dataclass
class OtherRecovery(AppError):
    """A recovery answer to another request than the one that waits here."""

    path: str


class DiskTrouble(StrEnum):
    """Why the disk refused, as far as the system tells."""

    FULL = "full"
    READ_ONLY = "read-only"
    NO_SUCH_PLACE = "no-such-place"
    BUSY = "busy"
    FAILING = "failing"


@dataclass
class StorageFailed(AppError):
    """The disk refused. Nothing of the intention was kept."""

    trouble: DiskTrouble


@dataclass
class TargetUnwritable(AppError):
    """A file that the user asked for cannot be made at this place: no such folder, or no right to write there."""

    path: str


@dataclass
class PlaceTaken(AppError):
    """A folder for backups that is a workspace's, or within one."""

    folder: str


@dataclass
class BackupUnsound(AppError):
    """A copy does not hold what it should; `detail` names the first thing found."""

    folder: str
    detail: str


@dataclass
class BackupNotFound(AppError):
    """There is no backup, or none of this moment."""

    moment: str


@dataclass
class EvaluationNotFound(AppError):
    evaluation: str


@dataclass
class EvaluationAmbiguous(AppError):
    """Several evaluations begin with what was given."""

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
class BadAim(AppError):
    """Not a degree that the improvement of this indicator can aim at."""

    indicator: str
    value: str
    top: int


@dataclass
class ScoreMeasured(AppError):
    """The degree of this indicator follows from numbers: they are what is entered, each by its name in `numbers`."""

    indicator: str
    numbers: tuple[str, ...]


@dataclass
class NotMeasured(AppError):
    """The indicator has a degree of its own and takes no numbers."""

    indicator: str


@dataclass
class BadNumber(AppError):
    """Not a decimal number, or one outside what the indicator can have."""

    value: str


@dataclass
class BadCards(AppError):
    """Not cards of an indicator whose highest degree is `top`; `written` is what could not be read."""

    written: str
    top: int


@dataclass
class RemarkEmpty(AppError):
    """A strength, a point to improve or something parked needs a word."""


@dataclass
class NumbersGiveNothing(AppError):
    """The formula of the indicator divides by zero for these numbers."""

    indicator: str


@dataclass
class CampaignNotFound(AppError):
    campaign: str


@dataclass
class ApplicationNotFound(AppError):
    """No application of this commune, by code, in this campaign."""

    commune: str


@dataclass
class LotNotFound(AppError):
    lot: str


@dataclass
class ExportUnknown(AppError):
    """Figures are written as a workbook, CSV or JSON."""

    name: str


@dataclass
class NameMissing(AppError):
    """A lot, a training, somebody who accompanies or a kept view is found by its name."""


@dataclass
class ReasonMissing(AppError):
    """A commune that is not eligible is told why."""


@dataclass
class NothingToRescue(AppError):
    """Not one change can be read in this folder."""

    folder: str


@dataclass
class MembersMissing(AppError):
    """A decision of the committee names who sat."""


@dataclass
class LabelNotGranted(AppError):
    """No certificate without a decision that grants the label. `reason`: "none" was recorded, the one that stands is
    "other", or its "signature" does not hold here.
    """

    reason: str


@dataclass
class SessionNotFound(AppError):
    """No session of a workshop has this id or this number."""

    session: str


@dataclass
class ActionNotFound(AppError):
    action: str


@dataclass
class BadDate(AppError):
    value: str


@dataclass
class BadAmount(AppError):
    """Not an amount of dirhams."""

    value: str


@dataclass
class TableRefused(AppError):
    """A file or a pasted text from which no list of people can be read; `rule` says why."""

    path: str
    rule: str


@dataclass
class EntryGone(AppError):
    """A participant, group, session, prerequisite or remark that is not there, or not any more."""

    id: str


@dataclass
class NoteTooLong(AppError):
    limit: int


@dataclass
class LetterheadTooLong(AppError):
    limit: int


@dataclass
class TemplateRefused(AppError):
    """A template of documents that cannot be kept, and everything that is wrong with it."""

    faults: "tuple[Fault, ...]"


@dataclass
class TemplateUnreadable(AppError):
    """No file of a template."""

    path: str


@dataclass
class LogoUnreadable(AppError):
    """No PNG or JPEG picture, or a broken one."""

    path: str


@dataclass
class FileUnreadable(AppError):
    path: str


@dataclass
class FileTooLarge(AppError):
    """`limit` in bytes."""

    path: str
    limit: int


@dataclass
class FileEmpty(AppError):
    """Nothing is in it: what copied it here was cut short, more often than not."""

    path: str


@dataclass
class PictureTooLarge(AppError):
    """A picture unfolds to more dots than `limit`; `width` and `height` are 0 where they were not even read."""

    path: str
    width: int
    height: int
    limit: int


@dataclass
class EvidenceNotFound(AppError):
    evidence: str


@dataclass
class EvidenceUnnamed(AppError):
    """A piece without a file or a link needs a title, or the reference of the paper."""


@dataclass
class BadLink(AppError):
    """Not an address of the web, complete with its scheme."""

    link: str


class Unshowable(StrEnum):
    """Why a file cannot be looked at inside the window."""

    BROKEN = "broken"
    LOCKED = "locked"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"


@dataclass
class CannotShow(AppError):
    """The file is there and whole, but is not shown here; the system's own program may."""

    name: str
    why: Unshowable


@dataclass
class CodeMissing(AppError):
    """No signed code can be read in a file: it bears none, or the picture is too poor."""

    name: str


@dataclass
class NotPrinted(AppError):
    """The printer did not take the pages."""

    printer: str


@dataclass
class EvidenceMissing(AppError):
    """A file of the evidence store is gone or altered on the disk."""

    name: str


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a framework: where, which rule, and what was found there.

    `path` leads through the document; `line` is where that stands in a file (from 1), `cell` in a workbook
    ("Sheet!B7"). `allowed` is what would be right there, as the format writes it, where it can be said so shortly.
    """

    path: tuple[str | int, ...]
    rule: str
    detail: str = ""
    line: int | None = None
    cell: str = ""
    allowed: str = ""

    @property
    def place(self) -> str:
        """The path as people write it, such as `principles[0].norms[1].title.ar`."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).lstrip(".")

    def at_line(self, line: int) -> "Problem":
        return replace(self, line=line)

    def at_cell(self, cell: str) -> "Problem":
        return replace(self, cell=cell)


@dataclass
class FrameworkRefused(AppError):
    path: str
    problems: tuple[Problem, ...]


@dataclass
class FrameworkUnknown(AppError):
    """The workspace does not hold that framework, or not in that version."""

    id: str
    version: int | None = None


@dataclass
class VersionTaken(AppError):
    """Another file was published under this framework's id and version: a version never changes."""

    id: str
    version: int


@dataclass
class DraftNotFound(AppError):
    draft: str


@dataclass
class EvaluationClosed(AppError):
    """The commune's part of this evaluation is frozen in a snapshot until somebody reopens it."""


@dataclass
class AlreadyClosed(AppError):
    """It was closed before."""


@dataclass
class NotClosed(AppError):
    """There is nothing to reopen."""


@dataclass
class SnapshotNotFound(AppError):
    snapshot: str


@dataclass
class BadPublicKey(AppError):
    path: str


@dataclass
class DeviceNotTrusted(AppError):
    device: str


@dataclass
class KeyTaken(AppError):
    """A request names a device that is on the trust list with another key, or a key that is there for another."""

    name: str
    digits: str


@dataclass
class DigitsDiffer(AppError):
    """What somebody read out is not what the key of `name` says, or too little of it was typed."""

    name: str


@dataclass
class NoAuthority(AppError):
    """The workspace has no key that certifies."""


@dataclass
class HasAuthority(AppError):
    """The workspace certifies already, with the key of these digits."""

    digits: str


@dataclass
class NotAMember(AppError):
    """No device of this id, or this beginning of it, was certified here."""

    device: str


@dataclass
class KeyWithdrawn(AppError):
    """The key was withdrawn for good; the computer needs another."""

    name: str


@dataclass
class NotYourRole(AppError):
    """A change that the certificate of this workspace does not cover. `kind` is the fact's, `role` as it is kept."""

    kind: str
    role: str


@dataclass
class BadValidity(AppError):
    """A certificate must end after today, and within `years` years."""

    years: int


@dataclass
class BadAssignment(AppError):
    """Not an assignment, or not signed by the team that it names."""

    path: str


@dataclass
class ForAnotherDevice(AppError):
    """An assignment for the computer of `name`, which is not this one."""

    name: str


@dataclass
class PackageTooLarge(AppError):
    """What is to be sent does not fit into a package; `limit` in bytes."""

    limit: int


@dataclass
class CannotLeaveOut(AppError):
    """Something that is to be left out of a package was written in a way that cannot be taken apart."""


@dataclass
class BadRecipient(AppError):
    """Neither an age recipient nor a file of some."""

    given: str


@dataclass
class NoRecipient(AppError):
    """A package is to be sealed for the coordination team, and this workspace knows nobody of it."""


@dataclass
class BadIdentity(AppError):
    """A file holds no age identity."""

    path: str


class NotUndone(StrEnum):
    """Why an import is not taken back. `detail` of an UndoRefused says whose words stand in the way."""

    NOTHING = "nothing"
    OURS = "ours"
    CONTINUED = "continued"
    BUILT_ON = "built-on"


@dataclass
class ConflictGone(AppError):
    """What was to be settled was settled meanwhile, or is another conflict now."""


@dataclass
class ImportNotFound(AppError):
    """No import, or no file of one, has this name."""

    name: str


@dataclass
class UndoRefused(AppError):
    """Nothing was taken back."""

    reason: NotUndone
    author: str = ""


class NotReceived(StrEnum):
    """Why a receipt is not believed."""

    NOT_A_RECEIPT = "not-a-receipt"
    FOR_ANOTHER = "for-another"
    UNKNOWN_SIGNER = "unknown-signer"
    NOT_SENT = "not-sent"


@dataclass
class ReceiptRefused(AppError):
    """Nothing of this receipt was taken."""

    path: str
    reason: NotReceived


class Refusal(StrEnum):
    """Why a package does not enter. One member a reason; `detail` of a Reason says where."""

    NOT_A_PACKAGE = "not-a-package"
    UNREADABLE = "unreadable"
    SEALED = "sealed"
    SEALED_FOR_OTHERS = "sealed-for-others"
    SEALED_OTHERWISE = "sealed-otherwise"
    SEAL_DAMAGED = "seal-damaged"
    STRUCTURE = "structure"
    TOO_LARGE = "too-large"
    UNEXPECTED_NAME = "unexpected-name"
    MISSING_MEMBER = "missing-member"
    ALTERED = "altered"
    NOT_LISTED = "not-listed"
    BAD_SIGNATURE = "bad-signature"
    UNKNOWN_AUTHOR = "unknown-author"
    UNKNOWN_AUTHORITY = "unknown-authority"
    OTHER_DEVICE = "other-device"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    BEYOND_ROLE = "beyond-role"
    NEWER_FORMAT = "newer-format"
    BAD_CONTENT = "bad-content"
    BROKEN_CHAIN = "broken-chain"
    BAD_SEAL = "bad-seal"
    MAY_NOT_BE_LEFT_OUT = "may-not-be-left-out"
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
