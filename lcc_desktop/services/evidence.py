"""Evidence: what is supplied for indicators, prerequisites and actions, and what is still to be obtained.

Files are taken in by `evidence_intake` first, durably, which may take its time; what is then said of them is one
short transaction. Stopped between the two, nothing was said, and content that nothing refers to is cleared away.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import (
    BadLink,
    EvidenceMissing,
    EvidenceNotFound,
    EvidenceUnnamed,
    IndicatorNotFound,
    NoteTooLong,
)
from lcc_desktop.domain.evidence import Remark
from lcc_desktop.domain.facts import EVIDENCE_STATUSES, KINDS, NAME_LIMIT, NOTHING, one_line
from lcc_desktop.domain.framework import Framework
from lcc_desktop.models.evaluation import Evidence, EvidenceLink, EvidenceSource
from lcc_desktop.models.inbox import Arrival
from lcc_desktop.models.journal import Conflict, JournalEntry
from lcc_desktop.models.private_folder import PrivateFolder
from lcc_desktop.models.workshop import Action
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import evidence_item, framework_of, read_evidence, read_indicator
from lcc_desktop.services.evidence_intake import (
    LONGEST_NAME,
    Content,
    EvidenceIntake,
    Given,
    GivenFile,
    Kept,
    Report,
    ending_for,
)
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.results import EvidenceItem, IndicatorView
from lcc_desktop.services.unit import Work, begin, look, storage
from lcc_desktop.sync.entry import Entry, fact_key

LONGEST_LINK = 2000


@dataclass(frozen=True)
class Said:
    """What is said of a piece of evidence; None leaves a part as it is. `by` is a day, or "" for none."""

    title: str | None = None
    link: str | None = None
    reference: str | None = None
    keeper: str | None = None
    status: str | None = None
    who: str | None = None
    by: date | str | None = None
    confidential: bool | None = None


@dataclass(frozen=True)
class EvidenceChange:
    """What came of a gesture. `pieces` are the ids it was about, `evidence` all that serves the same thing now.

    `indicators` are those whose evidence is new; `remarks` pair the name of a file with what to know of it.
    """

    pieces: tuple[str, ...]
    evidence: tuple[EvidenceItem, ...]
    indicators: tuple[IndicatorView, ...]
    remarks: tuple[tuple[str, Remark], ...] = ()


class EvidenceDesk:
    """Supply, describe, show and withdraw evidence. `served` is a code of an indicator or a prerequisite, or an action.

    Every method that says something is one step of undo, and raises EvaluationNotFound, IndicatorNotFound,
    EvidenceNotFound and StorageFailed beside what it names.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._intake = EvidenceIntake(workspace.evidence)
        self._viewed: PrivateFolder | None = None

    def keep(self, given: Sequence[Given], original: bool = False, report: Report = lambda done, total: None) -> Kept:
        """Take files in without saying anything of them yet: safe in any thread. See EvidenceIntake.keep."""
        return self._intake.keep(given, original, report)

    def supply(
        self,
        evaluation: str,
        served: str,
        kept: Kept,
        said: Said = Said(),
        source: int | None = None,
        instead_of: str = "",
    ) -> EvidenceChange:
        """Say that what was kept is evidence. Content that is a piece of this evaluation already stays one piece.

        `instead_of` is a piece that was waited for: what now comes serves all that it was to serve.
        """
        try:
            return self._change(evaluation, served, lambda step: step.supply(kept, said, source, instead_of))
        finally:
            self._intake.settle(kept)

    def add(self, evaluation: str, served: str, path: Path, original: bool = False) -> EvidenceChange:
        """Take one file in and say what it is evidence of.

        Raises FileUnreadable, FileTooLarge, FileEmpty, PictureTooLarge.
        """
        kept = self.keep([GivenFile(path)], original)
        if kept.refused:
            raise kept.refused[0]
        return self.supply(evaluation, served, kept)

    def describe(self, evaluation: str, served: str, said: Said, source: int | None = None) -> EvidenceChange:
        """Say of a new piece without a file what it is: a link, paper seen on site, something to obtain.

        Raises EvidenceUnnamed, BadLink, NoteTooLong.
        """
        return self._change(evaluation, served, lambda step: step.describe(said, source))

    def amend(self, evaluation: str, evidence: str, said: Said) -> EvidenceChange:
        """Say something else of a piece. What is in conflict is settled by saying it.

        Raises EvidenceUnnamed, BadLink, NoteTooLong.
        """
        return self._change(evaluation, "", lambda step: step.amend(evidence, said))

    def serve(
        self, evaluation: str, evidence: str, also: Collection[str] = (), no_longer: Collection[str] = ()
    ) -> EvidenceChange:
        """Let a piece serve other things, or some no longer."""
        return self._change(evaluation, "", lambda step: step.serve(evidence, also, no_longer))

    def place(self, evaluation: str, served: str, evidence: str, source: int | None) -> EvidenceChange:
        """Say which of the expected sources a piece is, by position; None takes it back."""
        return self._change(evaluation, served, lambda step: step.place(evidence, source))

    def withdraw(self, evaluation: str, served: str, evidence: str) -> EvidenceChange:
        """Take a piece off what it serves; it stays in the journal's keeping, and comes back by undo."""
        return self._change(evaluation, served, lambda step: step.serve(evidence, (), (served,)))

    def of(self, evaluation: str, served: str) -> tuple[EvidenceItem, ...]:
        """What serves an indicator, a prerequisite or an action. Raises EvaluationNotFound, IndicatorNotFound."""
        return self._change(evaluation, served, lambda step: ((), ())).evidence

    def served_by(self, evaluation: str, evidence: str) -> tuple[str, ...]:
        """All that a piece serves. Raises EvidenceNotFound."""
        with look(self._workspace) as work:
            _row(work.session, evaluation, evidence)
            return tuple(sorted(_links(work.session, evaluation, evidence)))

    def copy_for_viewing(self, item: EvidenceItem, folder: Path | None = None) -> Path:
        """Write a checked copy to `folder`, or to one that goes with the window; its path.

        Its name is ours: the original one may come from anywhere and mean anything to a shell or a viewer.
        Raises EvidenceMissing, StorageFailed.
        """
        with storage():
            if folder is None:
                self._viewed = self._viewed or PrivateFolder()
                folder = self._viewed.path
            target = folder / f"{item.sha256[:16]}.{ending_for(item.media_type)}"
            with target.open("wb") as file:
                for chunk in self._workspace.evidence.read(item.sha256, item.label):
                    file.write(chunk)
        return target

    def forget_viewed(self) -> None:
        """Remove the copies made for viewing."""
        if self._viewed is not None:
            self._viewed.close()
            self._viewed = None

    def tidy(self) -> None:
        """Clear away content that no entry of any evaluation names. Raises StorageFailed."""
        with look(self._workspace) as work:
            said = work.session.scalars(
                select(JournalEntry.body).where(JournalEntry.fact.like(fact_key("evidence", "%", "file")))
            )
            entries = [Entry.parse(body.encode()) for body in said]
            needed = {entry.value["sha256"] for entry in entries if not entry.left_out}
            needed |= set(work.session.scalars(select(Arrival.kept).where(Arrival.kept != "")))
        self._intake.tidy(needed)

    def _change(self, evaluation: str, served: str, speak: "Callable[[_Step], _Spoken]") -> EvidenceChange:
        """One transaction: what is said in it comes from `speak`, what it came to goes back."""
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            step = _Step(work, evaluation, framework, self._workspace.evidence.holds, served)
            pieces, remarks = speak(step)
            work.session.flush()
            views = [
                read_indicator(work, evaluation, indicator.code, framework)
                for indicator in framework.indicators
                if indicator.code in step.touched
            ]
            if served:
                evidence = tuple(read_evidence(work.session, evaluation, served).get(served, ()))
            else:
                evidence = tuple(evidence_item(_row(work.session, evaluation, piece)) for piece in pieces)
            work.commit()
        return EvidenceChange(pieces, evidence, tuple(views), remarks)


_Spoken = tuple[tuple[str, ...], tuple[tuple[str, Remark], ...]]


class _Step:
    """What is said in one transaction; `touched` are the things whose evidence is no longer what it was."""

    def __init__(
        self, work: Work, evaluation: str, framework: Framework, holds: Callable[[str], bool], served: str
    ) -> None:
        self._work, self._session, self._evaluation = work, work.session, evaluation
        self._framework, self._holds, self._served = framework, holds, served
        self.touched: set[str] = {served}
        self._expected = self._sources_of(served) if served else 0

    def supply(self, kept: Kept, said: Said, source: int | None, instead_of: str) -> _Spoken:
        remarks = [(content.name, content.remark) for content in kept.contents if content.remark]
        pieces = []
        for content in kept.contents:
            if not self._holds(content.sha256):
                raise EvidenceMissing(content.name)
            piece = self._piece_with(content.sha256)
            if piece and _links(self._session, self._evaluation, piece) - {self._served}:
                remarks.append((content.name, Remark.KNOWN))
            piece = piece or self._new_piece(content)
            self._say(piece, checked(said, new=False))
            self._link(piece, self._served)
            self._place(piece, self._served, self._likely(source))
            pieces.append(piece)
        if instead_of and pieces:
            self._replace(instead_of, pieces)
        return tuple(pieces), tuple(remarks)

    def describe(self, said: Said, source: int | None) -> _Spoken:
        piece = new_identity()
        self._say(piece, checked(said, new=True))
        self._link(piece, self._served)
        self._place(piece, self._served, self._likely(source))
        return (piece,), ()

    def amend(self, piece: str, said: Said) -> _Spoken:
        before = evidence_item(_row(self._session, self._evaluation, piece))
        self._say(piece, checked(said, new=False))
        self._session.flush()
        after = evidence_item(_row(self._session, self._evaluation, piece))
        if before.label and not after.label:
            raise EvidenceUnnamed
        self.touched |= _links(self._session, self._evaluation, piece)
        return (piece,), ()

    def serve(self, piece: str, also: Collection[str], no_longer: Collection[str]) -> _Spoken:
        _row(self._session, self._evaluation, piece)
        for code in also:
            self._sources_of(code)
            self._link(piece, code)
        for code in no_longer:
            self._unlink(piece, code)
        # The others show how many it serves, so they are all new.
        self.touched |= {*also, *no_longer, *_links(self._session, self._evaluation, piece)}
        return (piece,), ()

    def place(self, piece: str, source: int | None) -> _Spoken:
        _row(self._session, self._evaluation, piece)
        if source is not None and not 0 <= source < self._expected:
            raise EvidenceNotFound(f"{self._served}/{source}")
        self._place(piece, self._served, source, take_back=True)
        return (piece,), ()

    def _likely(self, source: int | None) -> int | None:
        """The expected source meant; where only one is expected, it is that one."""
        if source is not None and not 0 <= source < self._expected:
            raise EvidenceNotFound(f"{self._served}/{source}")
        return 0 if source is None and self._expected == 1 else source

    def _sources_of(self, served: str) -> int:
        """How many sources are expected there. Raises IndicatorNotFound."""
        indicator = self._framework.find(served)
        if indicator is not None:
            return len(indicator.sources)
        for prerequisite in self._framework.prerequisites:
            if prerequisite.code == served:
                return len(prerequisite.sources)
        action = self._session.get(Action, (self._evaluation, served))
        if action is None or not action.present:
            raise IndicatorNotFound(served)
        return 0

    def _piece_with(self, sha256: str) -> str:
        """The piece of this evaluation that has this content, if any."""
        query = select(Evidence.entity).where(Evidence.scope == self._evaluation, Evidence.sha256 == sha256)
        return self._session.scalars(query.order_by(Evidence.entity)).first() or ""

    def _new_piece(self, content: Content) -> str:
        piece = new_identity()
        file = {
            "name": content.name,
            "media_type": content.media_type,
            "size": content.size,
            "sha256": content.sha256,
        }
        self._record("evidence", piece, "file", file)
        return piece

    def _replace(self, waited: str, pieces: Sequence[str]) -> None:
        """What came takes the place of what was waited for, everywhere; it keeps its title and its confidentiality."""
        before = evidence_item(_row(self._session, self._evaluation, waited))
        sources = {
            served: self._session.get(EvidenceSource, (self._evaluation, f"{served}/{waited}"))
            for served in _links(self._session, self._evaluation, waited)
        }
        for piece in pieces:
            own = evidence_item(_row(self._session, self._evaluation, piece))
            title = before.title if not own.title and len(pieces) == 1 else None
            self._say(piece, Said(title=title, confidential=before.confidential or None))
            for served, row in sources.items():
                self._link(piece, served)
                self._place(piece, served, row.source if row else None)
        for served in sources:
            self._unlink(waited, served)
        self.touched |= sources.keys()

    def _say(self, piece: str, said: Said) -> None:
        """Say what differs from what is known, or settles a conflict."""
        now = self._session.get(Evidence, (self._evaluation, piece)) or Evidence(
            reference="", keeper="", due_who="", due_by=""
        )
        if said.title is not None:
            self._record("evidence", piece, "title", said.title)
        if said.link is not None:
            self._record("evidence", piece, "link", said.link)
        if said.reference is not None or said.keeper is not None:
            paper = {
                "reference": _or(said.reference, now.reference),
                "keeper": _or(said.keeper, now.keeper),
            }
            self._record("evidence", piece, "paper", paper)
        if said.status is not None:
            if said.status not in EVIDENCE_STATUSES:
                raise ValueError(said.status)
            self._record("evidence", piece, "status", said.status)
        if said.who is not None or said.by is not None:
            by = said.by.isoformat() if isinstance(said.by, date) else _or(said.by, now.due_by)
            self._record("evidence", piece, "due", {"who": _or(said.who, now.due_who), "by": by})
        if said.confidential is not None:
            self._record("evidence", piece, "confidential", said.confidential)

    def _link(self, piece: str, served: str) -> None:
        self._record("evidence_link", f"{served}/{piece}", "present", True)

    def _unlink(self, piece: str, served: str) -> None:
        self._record("evidence_link", f"{served}/{piece}", "present", False)

    def _place(self, piece: str, served: str, source: int | None, take_back: bool = False) -> None:
        if source is not None or take_back:
            self._record("evidence_source", f"{served}/{piece}", "source", source)

    def _record(self, kind: str, entity: str, field: str, value: Any) -> None:
        """Write it, unless it is what everybody here says already."""
        self._session.flush()
        now = self._work.journal.value(self._evaluation, kind, entity, field)
        if now is NOTHING:
            now = KINDS[kind].fields[field].blank
        key = fact_key(kind, entity, field)
        if now != value or self._session.get(Conflict, (self._evaluation, key)) is not None:
            self._work.journal.record(self._evaluation, kind, entity, field, value)


def _row(session: Session, evaluation: str, evidence: str) -> Evidence:
    row = session.get(Evidence, (evaluation, evidence))
    if row is None:
        raise EvidenceNotFound(evidence)
    return row


def _links(session: Session, evaluation: str, evidence: str) -> set[str]:
    """All that a piece serves."""
    session.flush()
    query = select(EvidenceLink.indicator).where(
        EvidenceLink.scope == evaluation, EvidenceLink.evidence == evidence, EvidenceLink.present
    )
    return set(session.scalars(query))


def _or(said: str | None, known: str) -> str:
    return known if said is None else said


def _line(text: str, limit: int) -> str:
    line = one_line(text)
    if len(line) > limit:
        raise NoteTooLong(limit)
    return line


def checked(said: Said, new: bool) -> Said:
    """What is said, as it will be kept; `new` of a piece that has no name yet.

    Raises EvidenceUnnamed, BadLink, NoteTooLong.
    """

    def line(text: str | None, limit: int) -> str | None:
        return None if text is None else _line(text, limit)

    clean = replace(
        said,
        title=line(said.title, LONGEST_NAME),
        link=None if said.link is None else _address(said.link),
        reference=line(said.reference, NAME_LIMIT),
        keeper=line(said.keeper, NAME_LIMIT),
        who=line(said.who, NAME_LIMIT),
    )
    if new and not (clean.title or clean.link or clean.reference):
        raise EvidenceUnnamed
    return clean


def _address(text: str) -> str:
    """An address of the web, or none. Nothing else is ever handed to the system to open. Raises BadLink."""
    line = one_line(text)
    if not line:
        return ""
    try:
        parts = urlsplit(line)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and " " not in line
    except ValueError:
        sound = False
    if not sound or len(line) > LONGEST_LINK:
        raise BadLink(line)
    return line
