"""Errors in the user's words: what happened, what is safe, what to do. One sentence or two."""

from functools import singledispatch

from lcc_desktop.domain import errors as e
from lcc_desktop.domain.errors import AppError, DiskTrouble, Reason, Refusal
from lcc_desktop.domain.roles import CAMPAIGN
from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import number
from lcc_desktop.wording.states import role_name
from lcc_desktop.wording.templates import fault_line


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
def _evaluation_closed(error: e.EvaluationClosed) -> str:
    return _("This evaluation is closed, so nothing was changed. Reopen it first: its snapshot is kept.")


@explain.register
def _already_closed(error: e.AlreadyClosed) -> str:
    return _("This evaluation is closed already. Reopen it to close it again.")


@explain.register
def _not_closed(error: e.NotClosed) -> str:
    return _("This evaluation is open: there is nothing to reopen.")


@explain.register
def _snapshot_not_found(error: e.SnapshotNotFound) -> str:
    return fill(_("There is no snapshot {snapshot} of this evaluation. List its snapshots."), snapshot=error.snapshot)


@explain.register
def _folder_not_empty(error: e.FolderNotEmpty) -> str:
    return fill(_("The folder {folder} is not empty. Choose an empty folder for a new workspace."), folder=error.folder)


@explain.register
def _folder_unusable(error: e.FolderUnusable) -> str:
    return fill(
        _("Nothing can be kept in {folder}: it is no folder, or writing there is not allowed. Choose another folder."),
        folder=error.folder,
    )


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
def _bad_database_url(error: e.BadDatabaseUrl) -> str:
    return _("This is not the address of a PostgreSQL database. Write it as postgresql+psycopg://user@host/database.")


@explain.register
def _server_away(error: e.ServerAway) -> str:
    return fill(
        _(
            "The team’s server does not answer ({server}). What was confirmed before is safe there; the last action "
            "was not kept. Check the network, or ask who looks after the server, then try again."
        ),
        server=error.server,
    )


@explain.register
def _server_refused(error: e.ServerRefused) -> str:
    return fill(
        _(
            "The team’s server ({server}) does not let {user} in. Say the password again with lcc workspace password, "
            "or ask who looks after the server."
        ),
        server=error.server,
        user=error.user,
    )


@explain.register
def _database_unfit(error: e.DatabaseUnfit) -> str:
    return fill(
        _(
            "The database {server} is no place for a workspace: it holds something else, or does not keep texts in "
            "UTF-8. It was not changed. Ask for an empty database in UTF-8."
        ),
        server=error.server,
    )


@explain.register
def _database_taken(error: e.DatabaseTaken) -> str:
    return fill(
        _("There is a workspace in the database {server} already; it was not changed. Copy to an empty one."),
        server=error.server,
    )


@explain.register
def _kept_by_server(error: e.KeptByServer) -> str:
    return fill(
        _(
            "This workspace is on the team’s server ({server}), which has its own passwords, backups and repairs. "
            "Nothing was changed. For a copy of your own, use lcc workspace copy."
        ),
        server=error.server,
    )


@explain.register
def _locked(error: e.WorkspaceLocked) -> str:
    return fill(
        _("What lies in {folder} is protected by a passphrase. Give it when asked, in a file or in LCC_PASSPHRASE."),
        folder=error.folder,
    )


@explain.register
def _no_passphrase(error: e.PassphraseMissing) -> str:
    return _("A new passphrase is needed. Type it when asked, or give it in a file.")


@explain.register
def _wrong_passphrase(error: e.WrongPassphrase) -> str:
    return _(
        "This passphrase does not open it. Check the keyboard's language and capital letters, then try again. "
        "If it is lost, ask the coordination team for recovery."
    )


@explain.register
def _key_file(error: e.KeyFileDamaged) -> str:
    return fill(
        _(
            "The key file in {folder} is missing or damaged, and its copy too, so that no passphrase can open it. "
            "Your data is untouched. Put back the files keys-*.json from a backup, or ask the coordination team "
            "for recovery."
        ),
        folder=error.folder,
    )


@explain.register
def _short_passphrase(error: e.PassphraseTooShort) -> str:
    text = ngettext(
        "This passphrase is too short: use at least {least} character.",
        "This passphrase is too short: use at least {least} characters.",
        error.least,
    )
    return fill(text, least=error.least)


@explain.register
def _long_passphrase(error: e.PassphraseTooLong) -> str:
    text = ngettext(
        "This passphrase is too long: use at most {most} character.",
        "This passphrase is too long: use at most {most} characters.",
        error.most,
    )
    return fill(text, most=error.most)


@explain.register
def _already_protected(error: e.AlreadyProtected) -> str:
    return fill(
        _("The workspace in {folder} is protected already. To use another passphrase, change it."), folder=error.folder
    )


@explain.register
def _not_protected(error: e.NotProtected) -> str:
    return fill(_("The workspace in {folder} is not protected: it opens without a passphrase."), folder=error.folder)


@explain.register
def _keyring(error: e.KeyringUnavailable) -> str:
    return _(
        "This computer has no keyring that could keep the key, or it is locked. Nothing was changed: "
        "type the passphrase at each start."
    )


@explain.register
def _recovery_key(error: e.BadRecoveryKey) -> str:
    return fill(
        _("The file {path} is not a recovery key, or its passphrase is another. Ask the coordination team for theirs."),
        path=error.path,
    )


@explain.register
def _no_recovery(error: e.NoRecovery) -> str:
    return fill(
        _(
            "The workspace in {folder} was protected without a recovery key, so nobody can open it without its "
            "passphrase. Look for the passphrase where you wrote it down, or for a backup from before it was protected."
        ),
        folder=error.folder,
    )


@explain.register
def _recovery_file(error: e.BadRecoveryFile) -> str:
    return fill(
        _(
            "The file {path} cannot be used for recovery: it is damaged, or was sealed to another recovery key. "
            "Ask for it to be made again."
        ),
        path=error.path,
    )


@explain.register
def _other_recovery(error: e.OtherRecovery) -> str:
    return fill(
        _(
            "The file {path} does not answer the request that waits here. Take the answer to the last request made on "
            "this computer, or make a new request."
        ),
        path=error.path,
    )


@explain.register
def _storage(error: e.StorageFailed) -> str:
    return _(DISK_TROUBLES[error.trouble])


@explain.register
def _target(error: e.TargetUnwritable) -> str:
    return fill(
        _(
            "The file {path} cannot be written. Check that its folder exists, that the name is not a folder's "
            "and that writing there is allowed."
        ),
        path=error.path,
    )


@explain.register
def _place_taken(error: e.PlaceTaken) -> str:
    return fill(
        _("The folder {folder} belongs to a workspace. Choose another one for backups, best on another drive."),
        folder=error.folder,
    )


@explain.register
def _backup(error: e.BackupUnsound) -> str:
    return fill(
        _(
            "The backup in {folder} is not sound ({detail}) and was not used. The earlier backups are untouched: "
            "choose one of them, and have the disk checked."
        ),
        folder=error.folder,
        detail=error.detail,
    )


@explain.register
def _no_backup(error: e.BackupNotFound) -> str:
    if not error.moment:
        return _("There is no backup here yet. Make one, or name the folder of the backups.")
    return fill(_("There is no backup {moment}. Name one as the list of backups does."), moment=error.moment)


@explain.register
def _evaluation(error: e.EvaluationNotFound) -> str:
    return fill(_("There is no evaluation {evaluation} in this workspace."), evaluation=error.evaluation)


@explain.register
def _ambiguous(error: e.EvaluationAmbiguous) -> str:
    if not error.evaluation:
        return _("Name the evaluation by its identifier or by its first characters.")
    return fill(
        _("Several evaluations begin with {evaluation}. Give more of its identifier."), evaluation=error.evaluation
    )


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
def _bad_aim(error: e.BadAim) -> str:
    return fill(
        _("Indicator {indicator} cannot aim at {value}. Give a degree from 0 to {top}, or none."),
        indicator=error.indicator,
        value=error.value,
        top=error.top,
    )


@explain.register
def _measured(error: e.ScoreMeasured) -> str:
    if error.numbers == (error.indicator,):
        return fill(
            _("The degree of indicator {indicator} is computed. Enter its percentage instead."),
            indicator=error.indicator,
        )
    return fill(
        _("The degree of indicator {indicator} is computed. Enter its numbers instead: {numbers}."),
        indicator=error.indicator,
        numbers=", ".join(error.numbers),
    )


@explain.register
def _not_measured(error: e.NotMeasured) -> str:
    return fill(_("Indicator {indicator} takes no numbers. Give it a degree instead."), indicator=error.indicator)


@explain.register
def _number(error: e.BadNumber) -> str:
    return fill(
        _("{value} is not a number this indicator can have. Enter digits, with a decimal comma or point if needed."),
        value=error.value,
    )


@explain.register
def _numbers(error: e.NumbersGiveNothing) -> str:
    return fill(
        _(
            "These numbers give indicator {indicator} no value: they divide by zero. "
            "Correct them, or say no information."
        ),
        indicator=error.indicator,
    )


@explain.register
def _campaign_not_found(error: e.CampaignNotFound) -> str:
    return fill(_("There is no campaign {campaign} here. List the campaigns."), campaign=error.campaign)


@explain.register
def _application_not_found(error: e.ApplicationNotFound) -> str:
    return fill(
        _("The commune {commune} has not applied in this campaign. Take its application in first."),
        commune=error.commune,
    )


@explain.register
def _lot_not_found(error: e.LotNotFound) -> str:
    return fill(_("There is no lot {lot} in this campaign. List its lots."), lot=error.lot)


@explain.register
def _export_unknown(error: e.ExportUnknown) -> str:
    return fill(_("{name}: figures are written to files that end in .xlsx, .csv or .json."), name=error.name)


@explain.register
def _name_missing(error: e.NameMissing) -> str:
    return _("Give it a name: that is how it is found again.")


@explain.register
def _reason_missing(error: e.ReasonMissing) -> str:
    return _("Say why this commune is not eligible: it will be told.")


@explain.register
def _nothing_to_rescue(error: e.NothingToRescue) -> str:
    return fill(
        _("Nothing can be read in {folder} any more. It was not changed. Restore a backup instead."),
        folder=error.folder,
    )


@explain.register
def _members_missing(error: e.MembersMissing) -> str:
    return _("Name the members of the committee who sat: they are part of the decision.")


NOT_GRANTED = {
    "none": N_("No decision of the committee is recorded for this evaluation. Record it first, as it was taken."),
    "other": N_("The committee’s decision that stands does not grant the label, so there is no certificate to print."),
    "signature": N_(
        "The decision that grants the label is not signed by a key known here, or was altered. Ask the coordination "
        "team for the signed decision."
    ),
}


@explain.register
def _label_not_granted(error: e.LabelNotGranted) -> str:
    return _(NOT_GRANTED[error.reason])


@explain.register
def _session_not_found(error: e.SessionNotFound) -> str:
    return fill(_("This workshop has no session {session}. List its sessions."), session=error.session)


@explain.register
def _action_not_found(error: e.ActionNotFound) -> str:
    return fill(_("There is no action {action} in this plan. List its actions."), action=error.action)


@explain.register
def _bad_date(error: e.BadDate) -> str:
    return fill(_("{value} is not a date. Write year, month and day, as 2026-10-31."), value=error.value)


@explain.register
def _bad_amount(error: e.BadAmount) -> str:
    return fill(_("{value} is not an amount. Write dirhams in digits, as 120000 or 1 500,50."), value=error.value)


@explain.register
def _table(error: e.TableRefused) -> str:
    return fill(_(TABLES[error.rule]), path=error.path) if error.path else _(PASTED[error.rule])


@explain.register
def _gone(error: e.EntryGone) -> str:
    return _("This entry is not on the list, or was removed meanwhile. Nothing was changed. Look at the list again.")


@explain.register
def _cards(error: e.BadCards) -> str:
    return fill(
        _("“{written}” cannot be read as cards. Type degrees from 0 to {top}, x for “I don’t know”, as in {example}."),
        written=error.written,
        top=error.top,
        example=f"{error.top} {error.top} {max(0, error.top - 1)} x",
    )


@explain.register
def _remark_empty(error: e.RemarkEmpty) -> str:
    return _("Nothing was written. Type a few words, or leave with Escape.")


@explain.register
def _note(error: e.NoteTooLong) -> str:
    return fill(_("This text is too long: {limit} characters at most."), limit=number(error.limit))


@explain.register
def _letterhead(error: e.LetterheadTooLong) -> str:
    return fill(
        _("This name is too long for a letterhead: {limit} characters at most. Shorten it."), limit=number(error.limit)
    )


@explain.register
def _template_refused(error: e.TemplateRefused) -> str:
    return "\n".join([*map(fault_line, error.faults), _("The texts of before stay as they were.")])


@explain.register
def _template_unreadable(error: e.TemplateUnreadable) -> str:
    return fill(
        _("The file {path} holds no letterhead and texts of LCC Desktop. Ask for a file saved on the Documents page."),
        path=error.path,
    )


@explain.register
def _logo_unreadable(error: e.LogoUnreadable) -> str:
    return fill(
        _("The file {path} is no PNG or JPEG picture, or it is damaged. Save the logo as PNG and choose it again."),
        path=error.path,
    )


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
def _file_empty(error: e.FileEmpty) -> str:
    return fill(
        _("The file {path} is empty: nothing of it arrived here. Copy it again from where it came."), path=error.path
    )


@explain.register
def _picture_too_large(error: e.PictureTooLarge) -> str:
    return fill(
        _(
            "The picture {path} has more than {limit} million dots, which an ordinary computer cannot hold. "
            "It was not added. Make a smaller copy of it, or attach it as the original."
        ),
        path=error.path,
        limit=number(error.limit // 1_000_000),
    )


@explain.register
def _no_evidence(error: e.EvidenceNotFound) -> str:
    return fill(
        _("There is no piece of evidence {evidence} in this evaluation. Name one as the evidence list does."),
        evidence=error.evidence,
    )


@explain.register
def _unnamed(error: e.EvidenceUnnamed) -> str:
    return _("Say what it is: give it a title, or the reference of the paper.")


@explain.register
def _bad_link(error: e.BadLink) -> str:
    return fill(
        _("{link} is not the address of a web page. Give it whole, beginning with https:// or http://."),
        link=error.link,
    )


@explain.register
def _unshowable(error: e.CannotShow) -> str:
    return fill(_(UNSHOWABLE[error.why]), name=error.name)


@explain.register
def _no_code(error: e.CodeMissing) -> str:
    return fill(
        _(
            "No code of LCC Desktop can be read in {name}. Scan the page again at 300 dots an inch, or photograph it "
            "flat, in good light, with the code sharp; documents without results bear none."
        ),
        name=error.name,
    )


@explain.register
def _not_printed(error: e.NotPrinted) -> str:
    return fill(
        _("The printer {printer} did not take the pages. Check that it is on and has paper, or save the PDF instead."),
        printer=error.printer,
    )


@explain.register
def _evidence(error: e.EvidenceMissing) -> str:
    return fill(
        _("The evidence file {name} is missing from this workspace or was altered on the disk. Attach it again."),
        name=error.name,
    )


@explain.register
def _framework_unknown(error: e.FrameworkUnknown) -> str:
    if error.version is None:
        return fill(
            _("This workspace does not have the framework {id}. Ask the coordination team for it."), id=error.id
        )
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
def _version_taken(error: e.VersionTaken) -> str:
    return fill(
        _(
            "This workspace already has another file of the framework {id}, version {version}. A published version "
            "never changes: give the new file a higher version."
        ),
        id=error.id,
        version=error.version,
    )


@explain.register
def _draft(error: e.DraftNotFound) -> str:
    return _("This draft is no longer there: it was published or thrown away.")


@explain.register
def _public_key(error: e.BadPublicKey) -> str:
    return fill(
        _("The file {path} is not an enrolment request. Ask for the file that LCC Desktop made on the other computer."),
        path=error.path,
    )


@explain.register
def _not_trusted(error: e.DeviceNotTrusted) -> str:
    return fill(_("There is no device {device} on the trust list."), device=error.device)


@explain.register
def _import_not_found(error: e.ImportNotFound) -> str:
    return fill(_("There is no import {name} here. List the imports."), name=error.name)


NOT_UNDONE = {
    e.NotUndone.NOTHING: N_("It brought nothing that could be taken back, or was taken back already."),
    e.NotUndone.OURS: N_("It brought changes that were made on this computer: they are not taken back."),
    e.NotUndone.CONTINUED: N_(
        "Later changes of {author} came in since. Take back the import that brought them first, or say the earlier "
        "values again."
    ),
    e.NotUndone.BUILT_ON: N_(
        "{author} has worked on what it brought. Nothing was taken back: say the earlier values again instead."
    ),
}


@explain.register
def _undo_refused(error: e.UndoRefused) -> str:
    return fill(_(NOT_UNDONE[error.reason]), author=error.author)


NOT_RECEIVED = {
    e.NotReceived.NOT_A_RECEIPT: N_("{path} is not a receipt, or was altered. Ask for it again."),
    e.NotReceived.FOR_ANOTHER: N_("{path} is a receipt for another computer."),
    e.NotReceived.UNKNOWN_SIGNER: N_(
        "{path} was signed by a computer that is not on the trust list. Enrol it first, then read the receipt again."
    ),
    e.NotReceived.NOT_SENT: N_(
        "{path} speaks of a package that was not sent from here as it says. Show it to its sender."
    ),
}


@explain.register
def _receipt_refused(error: e.ReceiptRefused) -> str:
    return fill(_(NOT_RECEIVED[error.reason]), path=error.path)


@explain.register
def _conflict_gone(error: e.ConflictGone) -> str:
    return _("This conflict was settled or has changed meanwhile. Nothing was changed; look at it again.")


@explain.register
def _key_taken(error: e.KeyTaken) -> str:
    return fill(
        _(
            "The trust list already has {name} with the key {digits}. Nothing was changed. If this request is "
            "genuine, remove that device first."
        ),
        name=error.name,
        digits=error.digits,
    )


@explain.register
def _digits_differ(error: e.DigitsDiffer) -> str:
    return fill(
        _(
            "The digits are not those of {name}. Nothing was changed. Have them read again; if they still differ, "
            "somebody may have put another file in the place of theirs."
        ),
        name=error.name,
    )


@explain.register
def _no_authority(error: e.NoAuthority) -> str:
    return _("This workspace enrols nobody. Make the team’s key first, or take the team’s assignment in.")


@explain.register
def _has_authority(error: e.HasAuthority) -> str:
    return fill(_("This workspace has a team’s key already: {digits}."), digits=error.digits)


@explain.register
def _not_a_member(error: e.NotAMember) -> str:
    return fill(_("No computer {device} was enrolled here, or several begin so."), device=error.device)


@explain.register
def _key_withdrawn(error: e.KeyWithdrawn) -> str:
    return fill(
        _(
            "The key of {name} was withdrawn for good. Restore a backup on their computer, or make a new workspace: "
            "it gets another key, which can be enrolled."
        ),
        name=error.name,
    )


@explain.register
def _bad_validity(error: e.BadValidity) -> str:
    text = ngettext(
        "An enrolment ends after today, and within {years} year.",
        "An enrolment ends after today, and within {years} years.",
        error.years,
    )
    return fill(text, years=error.years)


@explain.register
def _bad_assignment(error: e.BadAssignment) -> str:
    return fill(
        _(
            "The file {path} is no assignment, or was changed on the way. Ask the coordination team for the file "
            "that LCC Desktop made there."
        ),
        path=error.path,
    )


@explain.register
def _for_another_device(error: e.ForAnotherDevice) -> str:
    return fill(
        _(
            "This assignment is for another computer, that of {name}. After restoring a backup, send the team a new "
            "enrolment request."
        ),
        name=error.name,
    )


@explain.register
def _not_your_role(error: e.NotYourRole) -> str:
    return fill(
        _(
            "The coordination team enrolled this computer for: {role}. That does not cover {sort}. Nothing was "
            "changed. If you are to do that, ask the team for the role."
        ),
        role=role_name(error.role),
        sort=_(BEYOND.get(error.kind, _OF_THE_COMMUNE)),
    )


@explain.register
def _package_too_large(error: e.PackageTooLarge) -> str:
    return fill(
        _(
            "This evaluation does not fit into one package: {limit} MB at most. Nothing was written. "
            "Mark the largest evidence as confidential, then leave confidential evidence out."
        ),
        limit=number(error.limit // 1024**2),
    )


@explain.register
def _bad_recipient(error: e.BadRecipient) -> str:
    return fill(
        _("{given} is no recipient to seal for. Give one that begins with age1, or a file with one a line."),
        given=error.given,
    )


@explain.register
def _no_recipient(error: e.NoRecipient) -> str:
    return _(
        "This workspace does not know whom to seal for, as it does not know the coordination team yet. Take the "
        "team’s assignment in first, or send the package open."
    )


@explain.register
def _bad_identity(error: e.BadIdentity) -> str:
    return fill(
        _("The file {path} holds no key that opens sealed packages. Give one that lcc trust identity wrote."),
        path=error.path,
    )


@explain.register
def _cannot_leave_out(error: e.CannotLeaveOut) -> str:
    return _(
        "Some of what is to be left out was written by an early version and cannot be taken apart from the rest. "
        "Nothing was written. Send the whole package, sealed for the coordination team."
    )


@explain.register
def _package(error: e.PackageRefused) -> str:
    lines = [fill(_("The package {path} was refused; nothing of it was taken:"), path=error.path)]
    return "\n".join([*lines, *(explain_reason(reason) for reason in error.reasons)])


UNSHOWABLE = {
    e.Unshowable.BROKEN: N_(
        "{name} cannot be shown here: it is damaged or of another kind than it says. The file is kept as it came. "
        "Another program may be able to open it."
    ),
    e.Unshowable.LOCKED: N_(
        "{name} is protected by a password and cannot be shown here. Open it with the system’s program, "
        "or attach a copy without a password."
    ),
    e.Unshowable.TOO_LARGE: N_("{name} is too large to be shown here. Open it with the system’s program."),
    e.Unshowable.TOO_SLOW: N_(
        "{name} took too long to draw and was stopped. Open it with the system’s program if you trust where it "
        "comes from."
    ),
}


DISK_TROUBLES = {
    DiskTrouble.FULL: N_(
        "The disk is full. What was on it before is safe; the last action was not kept. "
        "Free some space, then try again."
    ),
    DiskTrouble.READ_ONLY: N_(
        "The disk does not allow writing. What was on it before is safe; the last action was not kept. "
        "Check its lock and your rights, then try again."
    ),
    DiskTrouble.NO_SUCH_PLACE: N_(
        "The folder is no longer there, or its disk does not take this name. What was there before is safe; "
        "the last action was not kept. Check that the disk is plugged in, then try again."
    ),
    DiskTrouble.BUSY: N_(
        "Another program holds the file. What was there before is safe; the last action was not kept. "
        "Close the other program, then try again."
    ),
    DiskTrouble.FAILING: N_(
        "The disk did not answer as it should. What was on it before is safe; the last action was not kept. "
        "Check that it is plugged in and sound, then try again."
    ),
}


TABLES = {
    "too-large": N_("The file {path} is too large for a list of people: 10 MB at most. Keep only the list in it."),
    "too-many-rows": N_("The file {path} has more than 5,000 rows. Keep only the people of this workshop in it."),
    "empty": N_("There is nothing in the file {path}. Open it and check that the list was saved."),
    "no-table": N_("The file {path} is not a table. Save the list as .xlsx or .csv, then choose it again."),
    "old-workbook": N_(
        "The file {path} is an old Excel workbook or has a password. Save it as .xlsx without a password, "
        "then choose it again."
    ),
    "workbook": N_(
        "The file {path} is not a workbook that can be read here. Save the list as .xlsx or .csv, then choose it again."
    ),
    "workbook-damaged": N_(
        "The workbook {path} is damaged or was made by an unusual program. Open it in Excel or LibreOffice, save it "
        "again as .xlsx, then choose it again."
    ),
}
"""Why no list of people can be read from a file."""

PASTED = {
    "too-large": N_("The text is too large for a list of people. Copy only the list."),
    "too-many-rows": N_("The text has more than 5,000 rows. Copy only the people of this workshop."),
    "empty": N_("There is no text on the clipboard. Copy the list in Excel or Word first."),
}
"""Why none can be read from what was pasted."""

PROBLEMS = {
    "json": N_("{place}: from here on this is not valid JSON: {detail}. Correct it in an editor that marks the error."),
    "nothing": N_("The file is empty. Choose another file."),
    "too-deep": N_("The file holds lists within lists without end. Choose another file."),
    "decimal": N_(
        "{place}: {detail} is not a number this format takes. Write at most fifteen digits and six decimals, without "
        "an exponent."
    ),
    "too-large": N_("The file is too large for a framework. Choose another file."),
    "twice": N_("{place}: the name {detail} stands twice in the same part. Keep one."),
    "encoding": N_("{place}: this is not UTF-8 text. Save the file again as UTF-8."),
    "missing": N_("{place}: this is missing. Add it."),
    "unknown": N_("{place}: this is not part of the format. Remove it or correct its name."),
    "type": N_("{place}: {detail} is not of the right kind. Write {allowed} here."),
    "empty": N_("{place}: this text is empty. Fill it in."),
    "too-few": N_("{place}: at least one more item is needed."),
    "too-many": N_("{place}: there are too many items. Keep {allowed} at most."),
    "too-many-indicators": N_("{place}: {detail} indicators are too many. Keep 2,000 at most."),
    "too-long": N_("{place}: this text is too long. Shorten it to {allowed} characters at most."),
    "value": N_("{place}: {detail} is not an allowed value. Allowed here: {allowed}."),
    "choice": N_("{place}: {detail} is none of the choices of this cell. Choose one of its list: {allowed}."),
    "code": N_(
        "{place}: {detail} cannot be a code. Use at most 40 Latin letters, digits, points and hyphens, the first a "
        "letter or a digit."
    ),
    "identifier": N_(
        "{place}: {detail} cannot be the identifier of a framework. Use at most 80 small Latin letters, digits and "
        "hyphens, the first a letter or a digit."
    ),
    "name": N_(
        "{place}: {detail} cannot be the code of a number. Use at most 40 small Latin letters, digits and underscores, "
        "the first a letter."
    ),
    "replaces": N_(
        "{place}: {detail} cannot replace itself. Write the code that the indicator had in the version before, or "
        "nothing."
    ),
    "never": N_(
        "{place}: nothing under the principle {detail} has a weight, so this condition could never hold. Give a "
        "weight, or remove the condition."
    ),
    "mark": N_("{place}: what follows the sign ∅ here is not understood: {detail}. Type the text again without ∅."),
    "reference": N_("{place}: nothing here has the code {detail}. Correct it or add what it names."),
    "duplicate": N_("{place}: the code {detail} is used more than once. Give each a code of its own."),
    "control": N_("{place}: this text holds a line break or a control character. Type it again on one line."),
    "two-degrees": N_("{place}: a yes/no indicator has two degrees, not {detail}. Keep no and yes."),
    "thresholds": N_("{place}: one threshold is needed for each degree from 1 to {detail}."),
    "order": N_("{place}: thresholds must follow each other in order, each once. Put them in order."),
    "formula": N_("{place}: {detail} is not understood. Use numbers by their codes, + - * / and parentheses."),
    "cycle": N_("{place}: {detail} is computed from itself. Give one of these numbers without a formula."),
    "workbook": N_(
        "The file is not a workbook that can be read here. Open it in Excel or LibreOffice and save it as .xlsx, "
        "without a password."
    ),
    "workbook-damaged": N_(
        "The workbook is damaged or was made by an unusual program. Open it in Excel or LibreOffice and save it again "
        "as .xlsx."
    ),
    "sheet-missing": N_("{place}: this sheet is missing. Copy your texts into a new workbook of the framework."),
    "sheet-unknown": N_("{place}: this sheet is not read. Remove it, or begin its name with Notes."),
    "column-missing": N_(
        "{place}: the column {detail} is missing. Copy your texts into a new workbook of the framework."
    ),
    "column-unknown": N_("{place}: what stands here is not read. Remove it, or begin the column’s label with Notes."),
    "column-twice": N_("{place}: the column {detail} is there twice. Remove one."),
    "header": N_(
        "{place}: the rows with the labels and keys of the columns were moved or removed. "
        "Copy your texts into a new workbook of the framework."
    ),
    "merged": N_("{place}: these cells are merged. Split them and fill in each."),
    "cell-formula": N_("{place}: this is a formula, {detail}. Type its result as text or number."),
    "cell-error": N_("{place}: this cell shows the error {detail}. Type the value."),
    "cell-date": N_(
        "{place}: the spreadsheet made a date of this ({detail}). Set the cell’s format to text and type it again."
    ),
    "cell-number": N_(
        "{place}: {detail} is a number here, and what was meant is not sure. Set the cell’s format to text and type it "
        "again."
    ),
    "cell-percent": N_("{place}: this cell has the format %. Set its format to general and type 25 for 25 %."),
    "gap": N_("{place}: a threshold is missing between others. Fill it in."),
    "degree": N_("{place}: {detail} is out of place. Number the degrees 0, 1, 2 and so on, each once."),
    "no-weight": N_(
        "{place}: every weight is zero, so no score can be computed. Give at least one indicator a weight."
    ),
}


KINDS = {
    "string": N_("a text"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "boolean": N_("yes or no (true, false)"),
    "array": N_("a list, in [ ]"),
    "object": N_("named parts, in { }"),
}
"""What a JSON Schema calls the kinds of value."""


def explain_problem(problem: e.Problem) -> str:
    """One thing wrong with a framework file: the place, and the remedy."""
    allowed = _(KINDS[problem.allowed]) if problem.rule == "type" else problem.allowed
    return fill(_(PROBLEMS[problem.rule]), place=_place_of(problem), detail=problem.detail, allowed=allowed)


def _place_of(problem: e.Problem) -> str:
    if problem.cell:
        return problem.cell
    if problem.line is None:
        return problem.place or _("the file")
    return fill(_("line {line}, {path}"), line=problem.line, path=problem.place or "/")


REFUSALS = {
    Refusal.NOT_A_PACKAGE: N_("This is not an LCC package. Choose a file whose name ends in .lcc or .lcc.age."),
    Refusal.UNREADABLE: N_("The file cannot be read. Check the stick or the folder, then try again."),
    Refusal.SEALED: N_("It is sealed. Name the workspace it was sealed for, or its key, to open it."),
    Refusal.SEALED_FOR_OTHERS: N_(
        "It is sealed for somebody else. Ask its author for one that is sealed for this workspace."
    ),
    Refusal.SEALED_OTHERWISE: N_(
        "It is sealed in a way that is not used here ({detail}). Ask its author for one made with LCC Desktop."
    ),
    Refusal.SEAL_DAMAGED: N_("Its seal is damaged ({detail}). Ask for it to be sent again."),
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
    Refusal.UNKNOWN_AUTHORITY: N_(
        "Its author was enrolled by a coordination team that is not known here ({detail}). Take a notice of that team "
        "in, or enrol the author."
    ),
    Refusal.OTHER_DEVICE: N_(
        "It uses the certificate of {detail} for another computer. Do not use it; tell the coordination team."
    ),
    Refusal.NOT_YET_VALID: N_(
        "Its author’s certificate begins on {detail}. If that is past, the date of this computer is wrong: set it "
        "right, then try again."
    ),
    Refusal.EXPIRED: N_(
        "Its author’s certificate ended on {detail}. The coordination team can renew it, then the package enters as "
        "it is."
    ),
    Refusal.REVOKED: N_(
        "It was signed with a key that was withdrawn ({detail}), as after the loss of a computer. Ask the coordination "
        "team before you believe any of it."
    ),
    Refusal.BEYOND_ROLE: N_(
        "{author} changed what their role does not cover: {sort}. If they are to do that, the coordination team gives "
        "them the role; then the package enters as it is."
    ),
    Refusal.NEWER_FORMAT: N_("It was made by a newer version ({detail}). Install that version to read it."),
    Refusal.BAD_CONTENT: N_("Its content does not follow the format ({detail}). Ask its author for a new one."),
    Refusal.BROKEN_CHAIN: N_("Its history has a gap or was altered ({detail}). Ask its author for a new one."),
    Refusal.BAD_SEAL: N_("The entries of a device are not sealed by it ({detail}). Ask its author for a new one."),
    Refusal.MAY_NOT_BE_LEFT_OUT: N_(
        "It leaves out what no package may leave out ({detail}). Do not use it; tell the coordination team."
    ),
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


DETAILS = (
    N_("bytes between members"),
    N_("the same name twice"),
    N_("bytes around the directory"),
    N_("cut short"),
    N_("a checksum that does not match"),
    N_("cut short, or bytes appended"),
    N_("several disks or a comment"),
    N_("the directory is not where it should be"),
    N_("a member that is compressed, encrypted or has extra fields"),
    N_("a member with other attributes than a package's"),
    N_("two headers of a member disagree"),
    N_("a member past the end"),
    N_("a name that is not plain ASCII"),
    N_("a value that is not what it should be"),
    N_("a header that is not one"),
    N_("a header that was changed"),
    N_("a part that was changed, or cut short"),
    N_("another version of age"),
    N_("a passphrase"),
)
"""What `sync.strict_zip`, `sync.package_reader` and `sync.envelope` find wrong; every other detail is a name, a number
or a place.
"""


BEYOND = {
    "verified": N_("scores of the verification"),
    "decision": N_("decisions of the committee"),
    **dict.fromkeys(CAMPAIGN, N_("the campaign")),
}
"""What is not everybody's to say; all else is what a commune says of itself."""

_OF_THE_COMMUNE = N_("what the commune says of itself")


def explain_reason(reason: Reason) -> str:
    """Why a package was refused, and what to do."""
    if reason.refusal is Refusal.BEYOND_ROLE:
        author, _colon, kind = reason.detail.rpartition(": ")
        sort = _(BEYOND.get(kind, _OF_THE_COMMUNE))
        return fill(_(REFUSALS[reason.refusal]), author=author, sort=sort)
    detail = _(reason.detail) if reason.detail in DETAILS else reason.detail
    return fill(_(REFUSALS[reason.refusal]), detail=detail)
