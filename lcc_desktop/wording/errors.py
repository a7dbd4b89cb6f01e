"""Errors in the user's words: what happened, what is safe, what to do. One sentence or two."""

from functools import singledispatch

from lcc_desktop.domain import errors as e
from lcc_desktop.domain.errors import AppError, Reason, Refusal
from lcc_desktop.i18n import N_, _, fill
from lcc_desktop.i18n.formats import number


@singledispatch
def explain(error: AppError) -> str:
    """The sentence for an error that people can act on."""
    return _("This action could not be completed. Nothing was changed.")


@explain.register
def _no_workspace(error: e.NoWorkspace) -> str:
    return fill(
        _("There is no workspace in {folder}. Choose another folder, or make one there first."), folder=error.folder
    )


@explain.register
def _folder_not_empty(error: e.FolderNotEmpty) -> str:
    return fill(_("The folder {folder} is not empty. Choose an empty folder for a new workspace."), folder=error.folder)


@explain.register
def _newer_workspace(error: e.NewerWorkspace) -> str:
    return fill(
        _(
            "The workspace in {folder} was written by a newer version of LCC Desktop. "
            "It was not touched. Install the newer version to open it."
        ),
        folder=error.folder,
    )


@explain.register
def _busy(error: e.WorkspaceBusy) -> str:
    return fill(
        _("The workspace in {folder} is already open in another window or command. Close it there, then try again."),
        folder=error.folder,
    )


@explain.register
def _damaged(error: e.WorkspaceDamaged) -> str:
    return fill(
        _(
            "The workspace in {folder} cannot be read: its file is damaged. It was not changed. "
            "Keep a copy of the folder and ask the coordination team."
        ),
        folder=error.folder,
    )


@explain.register
def _storage(error: e.StorageFailed) -> str:
    return fill(
        _(
            "The disk refused to write ({reason}). What was on the disk before is safe; the last action was not kept. "
            "Free some space or check the disk, then try again."
        ),
        reason=error.reason,
    )


@explain.register
def _evaluation(error: e.EvaluationNotFound) -> str:
    return fill(_("There is no evaluation {evaluation} in this workspace."), evaluation=error.evaluation)


@explain.register
def _commune(error: e.CommuneNotFound) -> str:
    return fill(_("No commune matches {code}. Give its code, or a name that only one commune has."), code=error.code)


@explain.register
def _cycle(error: e.CycleMissing) -> str:
    return _("Give the cycle a name of 1 to 40 characters, such as 2026.")


@explain.register
def _indicator(error: e.IndicatorNotFound) -> str:
    return fill(_("This framework has no indicator {indicator}."), indicator=error.indicator)


@explain.register
def _bad_score(error: e.BadScore) -> str:
    if error.value == "na":
        return fill(
            _("Indicator {indicator} applies to every commune: it cannot be set aside."), indicator=error.indicator
        )
    return fill(
        _(
            "{value} is not a score for indicator {indicator}. Give a degree from 0 to {top}, na, "
            "no-information or unscored."
        ),
        value=error.value,
        indicator=error.indicator,
        top=error.top,
    )


@explain.register
def _note(error: e.NoteTooLong) -> str:
    return fill(_("This text is too long: {limit} characters at most."), limit=number(error.limit))


@explain.register
def _unreadable(error: e.FileUnreadable) -> str:
    return fill(
        _("The file {path} cannot be read. Check that it is still there and that you may open it."), path=error.path
    )


@explain.register
def _too_large(error: e.FileTooLarge) -> str:
    return fill(
        _("The file {path} is too large: {limit} MB at most. Attach a smaller copy."),
        path=error.path,
        limit=number(error.limit // 1024**2),
    )


@explain.register
def _evidence(error: e.EvidenceMissing) -> str:
    return fill(
        _("The evidence file {name} is missing from this workspace or was altered on the disk. Attach it again."),
        name=error.name,
    )


@explain.register
def _framework_unknown(error: e.FrameworkUnknown) -> str:
    return fill(
        _("This workspace does not have the framework {id}, version {version}. Ask the coordination team for it."),
        id=error.id,
        version=error.version,
    )


@explain.register
def _framework_refused(error: e.FrameworkRefused) -> str:
    lines = [fill(_("The framework {path} cannot be used:"), path=error.path)]
    return "\n".join([*lines, *(explain_problem(problem) for problem in error.problems)])


@explain.register
def _public_key(error: e.BadPublicKey) -> str:
    return fill(
        _("The file {path} is not an enrolment request. Ask for the file that LCC Desktop made on the other computer."),
        path=error.path,
    )


@explain.register
def _package(error: e.PackageRefused) -> str:
    lines = [fill(_("The package {path} was refused; nothing of it was taken:"), path=error.path)]
    return "\n".join([*lines, *(explain_reason(reason) for reason in error.reasons)])


PROBLEMS = {
    "json": N_("{place}: this is not valid JSON ({detail}). Open the file in an editor that marks the error."),
    "encoding": N_("The file is not UTF-8 text. Save it again as UTF-8."),
    "missing": N_("{place}: this is missing. Add it."),
    "unknown": N_("{place}: this is not part of the format. Remove it or correct its name."),
    "type": N_("{place}: {detail} is not of the right kind."),
    "empty": N_("{place}: this text is empty. Fill it in."),
    "too-few": N_("{place}: at least one more item is needed."),
    "too-many": N_("{place}: there are too many items."),
    "too-long": N_("{place}: this text is too long."),
    "value": N_("{place}: {detail} is not an allowed value."),
    "reference": N_("{place}: nothing here has the code {detail}. Correct it or add what it names."),
    "duplicate": N_("{place}: the code {detail} is used more than once. Give each a code of its own."),
    "no-weight": N_(
        "{place}: every weight is zero, so no score can be computed. Give at least one indicator a weight."
    ),
}


def explain_problem(problem: e.Problem) -> str:
    """One thing wrong with a framework file: the place, and the remedy."""
    return fill(_(PROBLEMS[problem.rule]), place=problem.place, detail=problem.detail)


REFUSALS = {
    Refusal.NOT_A_PACKAGE: N_("This is not an LCC package. Choose a file whose name ends in .lcc."),
    Refusal.UNREADABLE: N_("The file cannot be read. Check the stick or the folder, then try again."),
    Refusal.STRUCTURE: N_(
        "The file is damaged or was repacked by another program ({detail}). Ask for it to be sent again."
    ),
    Refusal.TOO_LARGE: N_("The package is larger than the limit ({detail}). Ask for one with less evidence."),
    Refusal.UNEXPECTED_NAME: N_(
        "It holds a file that does not belong in a package: {detail}. Ask its author for a new one."
    ),
    Refusal.MISSING_MEMBER: N_("The file {detail} is missing from it. Ask for it to be sent again."),
    Refusal.ALTERED: N_("The file {detail} was changed after signing. Ask for it to be sent again."),
    Refusal.NOT_LISTED: N_("The file {detail} is not covered by the signature. Ask its author for a new one."),
    Refusal.BAD_SIGNATURE: N_("The signature is missing or wrong. Ask its author for a new one."),
    Refusal.UNKNOWN_AUTHOR: N_(
        "It was signed by a key that is not on the trust list ({detail}). Compare these digits "
        "with its author, then enrol that device."
    ),
    Refusal.NEWER_FORMAT: N_("It was made by a newer version ({detail}). Install that version to read it."),
    Refusal.BAD_CONTENT: N_("Its content does not follow the format ({detail}). Ask its author for a new one."),
    Refusal.BROKEN_CHAIN: N_("Its history has a gap or was altered ({detail}). Ask its author for a new one."),
    Refusal.BAD_SEAL: N_("The entries of a device are not sealed by it ({detail}). Ask its author for a new one."),
    Refusal.STATE_MISMATCH: N_(
        "What it shows differs from its own history. Do not use it; tell the coordination team."
    ),
    Refusal.EVIDENCE_MISSING: N_("The evidence file {detail} is missing from it. Ask for a complete package."),
    Refusal.UNKNOWN_FRAMEWORK: N_(
        "It uses a framework that this workspace does not have ({detail}). Add that framework first."
    ),
    Refusal.FORKED_DEVICE: N_(
        "The device {detail} has written two different histories, as after restoring an old "
        "copy. Keep this file and tell the coordination team."
    ),
    Refusal.NUMBER_REUSED: N_(
        "Another package of this device already has the number {detail}. Keep this file and tell the coordination team."
    ),
}


def explain_reason(reason: Reason) -> str:
    """Why a package was refused, and what to do."""
    return fill(_(REFUSALS[reason.refusal]), detail=reason.detail)
