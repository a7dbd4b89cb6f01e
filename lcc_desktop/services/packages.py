"""Packages out and in: export an evaluation, check a file, merge files."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from lcc_desktop.domain.errors import (
    EvidenceMissing,
    FileUnreadable,
    PackageRefused,
    Reason,
    Refusal,
)
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.domain.scoring import Score
from lcc_desktop.domain.template import Template
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.models.evaluation import Evaluation, ScoreRow
from lcc_desktop.models.journal import Conflict, Stream
from lcc_desktop.models.registry import FrameworkFile, ReceivedPackage, SentPackage
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.aside import knowing_only
from lcc_desktop.services.evaluations import read_view
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import opening_identity
from lcc_desktop.services.package_checks import check_forks, check_framework, check_scores
from lcc_desktop.services.package_files import PackageSummary, check_recipients, opened, summarise, unseal
from lcc_desktop.services.reading import commune_of, find
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.stamps import Stamping, stamping
from lcc_desktop.services.standing import name_of, own_signer, trust_of
from lcc_desktop.services.templates import template_of
from lcc_desktop.services.unit import Work, begin, look, writing
from lcc_desktop.sync import (
    canonical,
    certificate,
    keys,
    package_format as names,
    package_reader,
    package_writer,
    seal,
    state,
)
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.journal import TakenIn
from lcc_desktop.sync.keys import Signer
from lcc_desktop.sync.leaving_out import leave_out
from lcc_desktop.sync.state import Fact
from lcc_desktop.sync.strict_zip import Content, Source

Renderings = Callable[[EvaluationView, datetime, Stamping, Template], Mapping[str, bytes]]
"""Makes the readable members of a package (workbook, summaries with their codes); given by the composition root."""


EVERYTHING = LeaveOut()
"""Leaves nothing out."""


class Outcome(StrEnum):
    """What became of one file at a merge."""

    MERGED = "merged"
    ALREADY_MERGED = "already-merged"
    REFUSED = "refused"


@dataclass(frozen=True)
class MergeResult:
    """One file of a merge. `changes` counts journal entries that were new, by author in `authors`; `scores` the
    indicators whose score they speak of, `evidence` the files that came; `conflicts` those waiting afterwards;
    `left_out` the values that the package leaves out, by sort ("participant.name").

    `seq` is how far the entries of the package's own device go in it.
    """

    path: Path
    outcome: Outcome
    evaluation: str = ""
    commune: Commune | None = None
    author: str = ""
    changes: int = 0
    conflicts: int = 0
    reasons: tuple[Reason, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    device: str = ""
    number: int = 0
    digest: str = ""
    seq: int = 0
    made_at: datetime | None = None
    scores: int = 0
    evidence: int = 0
    authors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """What a merge of one file would do now. `cycle` and `role` as the package says; `is_new`: nothing of the
    evaluation is here yet. `disputes`: the conflicts that would come; `degrees`: what would become of scores that are
    here, by code of indicator.
    """

    result: MergeResult
    cycle: str = ""
    role: str = ""
    is_new: bool = False
    disputes: tuple[Fact, ...] = ()
    degrees: Mapping[str, tuple[Score, Score]] = field(default_factory=dict)


Then = Callable[[Work, MergeResult, TakenIn], None]
"""What else belongs in the transaction of a merge."""


def nothing_else(work: Work, result: MergeResult, taken: TakenIn) -> None:
    """A merge alone."""


class Packages:
    """Everything that travels."""

    def __init__(
        self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer, renderings: Renderings
    ) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes
        self._renderings = renderings

    def export(
        self, evaluation: str, target: Path, leaving_out: LeaveOut = EVERYTHING, seal_to: Sequence[str] = ()
    ) -> str:
        """Write the signed package of an evaluation; its digest. The same knowledge gives the same package.

        What is left out is left out of everything in the package, workbook and summaries included. With recipients of
        age to seal it to, only they can read it.
        Raises BadRecipient, CannotLeaveOut, EvaluationNotFound, EvidenceMissing, PackageTooLarge, TargetUnwritable,
        StorageFailed.
        """
        check_recipients(seal_to)
        with writing(target), begin(self._workspace) as work:
            find(work.session, evaluation)
            signer = own_signer(work)
            entries = leave_out(work.journal.entries(evaluation), leaving_out)
            seals = _seals(work, evaluation, signer)
            sent = _number(work, state.dump(evaluation, entries), evaluation, seals, signer)
            package = package_writer.PackageToWrite(
                scope=evaluation,
                device=work.journal.device.id,
                author=work.journal.device.name,
                role=work.journal.device.role,
                number=sent.number,
                previous=sent.previous,
                made_at=sent.made_at,
                seals=seals,
                payload=self._payload(work, evaluation, entries, sent.made_at),
            )

            prepared = package_writer.prepare(package, signer)

            def remember() -> None:
                # Before the file appears: a number must never be given to two different packages.
                sent.digest = prepared.digest
                if sent.number == work.journal.device.package_number:  # not an earlier package made again
                    work.journal.device.package_digest = prepared.digest
                work.commit()

            package_writer.write(prepared.chunks(), target, remember, seal_to)
            return prepared.digest

    def inspect(self, path: Path, with_trust: bool = True) -> PackageSummary:
        """Check a file completely and say what it holds; nothing enters.

        With trust, its author must be on this workspace's list. Raises FileUnreadable, PackageRefused.
        """
        with look(self._workspace) as work:
            identities = self._identities(work)
            if not with_trust:
                return summarise(path, None, identities)
            found = summarise(path, trust_of(work.session), identities)
            # Who signed is what we know of the device, or what its authority does, not what the package says of itself.
            name = name_of(work.session, found.device) or certificate.read_line(found.signer).name
            return replace(found, author=name)

    def unseal(self, path: Path, target: Path) -> None:
        """Write the open form of a package that is sealed for this workspace, after checking it completely.

        Raises FileUnreadable, PackageRefused, TargetUnwritable, StorageFailed.
        """
        with look(self._workspace) as work:
            identities = self._identities(work)
        unseal(path, target, identities)

    def merge(
        self, paths: Iterable[Path], progress: Callable[[MergeResult], None] = lambda result: None
    ) -> list[MergeResult]:
        """Take in each file that passes every check, each in its own transaction; a result a file.

        Raises StorageFailed, which leaves the file at hand and those after it untouched.
        """
        results = []
        for path in paths:
            result = self.take_in(path)
            results.append(result)
            progress(result)
        return results

    def take_in(self, path: Path, then: Then = nothing_else, beat: Callable[[], None] = lambda: None) -> MergeResult:
        """Merge one file, and do with it in the same transaction what `then` does; nothing of either where it fails.

        `beat` is called again and again on the way, and may raise. Raises StorageFailed.
        """
        try:
            return self._merge(path, then, beat)
        except PackageRefused as refused:
            return _refused(path, refused)
        except FileUnreadable:
            return MergeResult(path, Outcome.REFUSED, reasons=(Reason(Refusal.UNREADABLE),))

    def preview(self, path: Path) -> Preview:
        """What merging a file would do now, found by doing it and leaving it. Raises StorageFailed."""
        try:
            return self._preview(path)
        except PackageRefused as refused:
            return Preview(_refused(path, refused))
        except FileUnreadable:
            return Preview(MergeResult(path, Outcome.REFUSED, reasons=(Reason(Refusal.UNREADABLE),)))

    def _preview(self, path: Path) -> Preview:
        with begin(self._workspace) as work, opened(path, self._identities(work)) as file:
            package, _seen, evidence = self._checked(work, file, path)
            is_new = not work.journal.streams(package.scope)
            scored = select(ScoreRow).where(ScoreRow.scope == package.scope)
            scores = {row.entity: row.score for row in work.session.scalars(scored)}
            disputed = {fact.shown.fact for fact in work.journal.conflicts(package.scope)}
            taken = work.journal.take_in(package.scope, package.entries)
            work.session.flush()
            after = {row.entity: row.score for row in work.session.scalars(scored)}
            row = work.session.get_one(Evaluation, (package.scope, package.scope))
            return Preview(
                result=self._result(work, path, package, taken, len(evidence)),
                cycle=row.cycle,
                role=package.role,
                is_new=is_new,
                disputes=tuple(f for f in work.journal.conflicts(package.scope) if f.shown.fact not in disputed),
                degrees={code: (scores[code], after[code]) for code in scores if scores[code] != after[code]},
            )  # nothing is committed: the transaction ends as if it had not been

    def _checked(
        self, work: Work, file: Source, path: Path
    ) -> tuple[package_reader.Package, ReceivedPackage | None, list[str]]:
        """The package, good in itself and beside what is here; what is known of it from before; what to take of its
        evidence: what is absent here, or no longer what its name says.
        """
        package = package_reader.read(file, path, trust_of(work.session))
        seen = work.session.get(ReceivedPackage, (package.device, package.number))
        try:
            if seen is not None and seen.digest != package.digest:
                raise PackageRefused(str(path), (Reason(Refusal.NUMBER_REUSED, str(package.number)),))
            check_forks(work, package, path)
            check_framework(work, package, path)
            check_scores(work, self._frameworks, package, path)
            evidence = self._evidence_to_take(package, path)
        except PackageRefused as refused:
            raise _RefusedHere(refused.path, refused.reasons, package) from refused
        return package, seen, evidence

    def _merge(self, path: Path, then: Then, beat: Callable[[], None]) -> MergeResult:
        with begin(self._workspace) as work, opened(path, self._identities(work)) as file:
            package, seen, evidence = self._checked(work, file, path)
            for sha256 in evidence:
                chunks = package_reader.evidence_chunks(file, path, package, sha256)
                self._workspace.evidence.put_chunks(_with_beat(chunks, beat))
            taken = work.journal.take_in(package.scope, package.entries)
            _keep_seals(work, package)
            if seen is None:
                work.session.add(
                    ReceivedPackage(
                        device=package.device,
                        number=package.number,
                        digest=package.digest,
                        scope=package.scope,
                        file_name=path.name,
                        received_at=datetime.now(UTC),
                    )
                )
            work.session.flush()
            result = self._result(work, path, package, taken, len(evidence))
            then(work, result, taken)
            work.commit()
        return result

    @staticmethod
    def _identities(work: Work) -> tuple[str, ...]:
        return (opening_identity(work),)

    def _result(
        self, work: Work, path: Path, package: package_reader.Package, taken: TakenIn, evidence: int
    ) -> MergeResult:
        row = work.session.get(Evaluation, (package.scope, package.scope))
        waiting = work.session.scalars(select(Conflict).where(Conflict.scope == package.scope)).all()
        return MergeResult(
            path=path,
            outcome=Outcome.MERGED if taken.new else Outcome.ALREADY_MERGED,
            evaluation=package.scope,
            commune=commune_of(self._communes, row.commune) if row else None,
            author=package.author,
            changes=len(taken.new),
            conflicts=len(waiting),
            left_out=state.left_out(package.entries),
            device=package.device,
            number=package.number,
            digest=package.digest,
            seq=_own_seq(package),
            made_at=package.made_at,
            scores=len({e.entity for e in taken.new if e.field == "value" and e.kind in ("score", "verified")}),
            evidence=evidence,
            authors=dict(Counter(entry.author for entry in taken.new)),
        )

    def _evidence_to_take(self, package: package_reader.Package, path: Path) -> list[str]:
        """The content that is not here whole; the package is refused if it does not bring what is absent."""
        wanted = {entry.value["sha256"]: entry.value["name"] for entry in package_reader.files(package.entries)}
        store = self._workspace.evidence
        absent = {sha256: name for sha256, name in wanted.items() if not store.holds(sha256)}
        # Copies here that were altered on the disk are mended by a package that brings good ones.
        altered = [sha for sha in wanted if sha not in absent and sha in package.evidence and not store.is_whole(sha)]
        missing = [
            Reason(Refusal.EVIDENCE_MISSING, name) for sha, name in absent.items() if sha not in package.evidence
        ]
        if missing:
            raise PackageRefused(str(path), tuple(missing[:5]))
        return [*absent, *altered]

    def _payload(self, work: Work, evaluation: str, entries: Sequence[Entry], made_at: datetime) -> dict[str, Content]:
        pinned = find(work.session, evaluation).framework_digest
        framework = work.session.get_one(FrameworkFile, pinned)
        payload = {
            names.EVALUATION: package_writer.in_memory(state.dump(evaluation, entries)),
            names.JOURNAL: package_writer.in_memory(b"".join(entry.body + b"\n" for entry in entries)),
            names.FRAMEWORK: package_writer.in_memory(framework.content),
        }
        for name, data in self._readable(work, evaluation, entries, made_at).items():
            payload[name] = package_writer.in_memory(data)
        files = {entry.value["sha256"]: entry.value for entry in package_reader.files(entries)}
        for sha256, file in sorted(files.items()):
            payload[names.evidence_name(sha256, file["media_type"])] = self._content(sha256, file["name"])
        return payload

    def _readable(
        self, work: Work, evaluation: str, entries: Sequence[Entry], made_at: datetime
    ) -> Mapping[str, bytes]:
        """The workbook and the summaries, made of nothing but what the package says."""
        stamp, template = stamping(work), template_of(work)
        with ExitStack() as stack:
            if any(entry.left_out for entry in entries):
                files = work.session.scalars(select(FrameworkFile)).all()
                work = stack.enter_context(knowing_only(evaluation, entries, files))
            view = read_view(work, evaluation, self._frameworks, self._communes)
            return self._renderings(view, made_at, stamp, template)

    def _content(self, sha256: str, name: str) -> Content:
        if not self._workspace.evidence.holds(sha256):
            raise EvidenceMissing(name)
        return lambda: self._workspace.evidence.read(sha256, name)


@dataclass
class _RefusedHere(PackageRefused):
    """A package that is good in itself, and does not fit what is here: its author can be told."""

    package: package_reader.Package


def _refused(path: Path, refused: PackageRefused) -> MergeResult:
    if not isinstance(refused, _RefusedHere):
        return MergeResult(path, Outcome.REFUSED, reasons=refused.reasons)
    package = refused.package
    return MergeResult(
        path,
        Outcome.REFUSED,
        evaluation=package.scope,
        reasons=refused.reasons,
        author=package.author,
        device=package.device,
        number=package.number,
        digest=package.digest,
        seq=_own_seq(package),
        made_at=package.made_at,
    )


def _own_seq(package: package_reader.Package) -> int:
    """How far the entries of the package's own device go in it."""
    return max((entry.seq for entry in package.entries if entry.device == package.device), default=0)


def _number(
    work: Work, dump: bytes, evaluation: str, seals: Mapping[str, package_writer.SealedStream], signer: Signer
) -> SentPackage:
    """The number of the next package, or an earlier one's again when it said the same, vouched for in the same way."""
    vouched = canonical.dump([signer.line, {device: sealed.signature for device, sealed in seals.items()}])
    knowledge = hashlib.sha256(dump + vouched).hexdigest()
    sent = work.session.get(SentPackage, (evaluation, knowledge))
    if sent is not None:
        return sent
    device = work.journal.device
    device.package_number += 1
    fresh = SentPackage(
        scope=evaluation,
        knowledge=knowledge,
        number=device.package_number,
        previous=device.package_digest,
        made_at=datetime.now(UTC).replace(microsecond=0),
    )
    work.session.add(fresh)
    return fresh


def _seals(work: Work, evaluation: str, signer: Signer) -> dict[str, package_writer.SealedStream]:
    """Every stream's seal; our own is made anew: entries may have come since the last, or a certificate."""
    own = work.journal.device.id
    seals = {}
    for stream in work.journal.streams(evaluation):
        if stream.device == own:
            stream.seal = seal.make(signer, evaluation, own, stream.seq, stream.hash)
            stream.sealed_seq = stream.seq
        seals[stream.device] = package_writer.SealedStream(stream.seq, stream.hash, stream.seal)
    return seals


def _with_beat(chunks: Iterator[bytes], beat: Callable[[], None]) -> Iterator[bytes]:
    for chunk in chunks:
        beat()
        yield chunk


def _keep_seals(work: Work, package: package_reader.Package) -> None:
    """Of each device the word that goes furthest; of two that go as far, the one whose certificate lasts longer."""
    streams = {stream.device: stream for stream in work.journal.streams(package.scope)}
    for device, sealed in package.seals.items():
        stream: Stream = streams[device]
        if sealed.seq > stream.sealed_seq or (
            sealed.seq == stream.sealed_seq and keys.lasts(sealed.signature) > keys.lasts(stream.seal)
        ):
            stream.sealed_seq, stream.seal = sealed.seq, sealed.signature
