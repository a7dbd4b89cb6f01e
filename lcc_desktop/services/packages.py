"""Packages out and in: export an evaluation, check a file, merge files."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from lcc_desktop.domain.errors import (
    EvidenceMissing,
    FileUnreadable,
    PackageRefused,
    Reason,
    Refusal,
)
from lcc_desktop.domain.framework import Framework, FrameworkRef
from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.models.evaluation import Evaluation, Evidence
from lcc_desktop.models.journal import Conflict, JournalEntry, Stream
from lcc_desktop.models.registry import FrameworkFile, ReceivedPackage, SentPackage, TrustedKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import commune_of, read_view
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.trust import trusted
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.sync import package_format as names, package_reader, package_writer, seal, state
from lcc_desktop.sync.entry import Entry, fact_key
from lcc_desktop.sync.keys import Signer

Renderings = Callable[[EvaluationView, datetime], Mapping[str, bytes]]
"""Makes the readable members (workbook, summaries) of a package; given by the composition root."""


class Outcome(StrEnum):
    """What became of one file at a merge."""

    MERGED = "merged"
    ALREADY_MERGED = "already-merged"
    REFUSED = "refused"


@dataclass(frozen=True)
class MergeResult:
    """One file of a merge. `changes` counts journal entries that were new, `conflicts` those waiting afterwards."""

    path: Path
    outcome: Outcome
    evaluation: str = ""
    commune: Commune | None = None
    author: str = ""
    changes: int = 0
    conflicts: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class PackageSummary:
    """What a package says of itself, after its checks. `trusted` is None when no trust list was asked."""

    path: Path
    digest: str
    evaluation: str
    commune: str
    cycle: str
    framework: str
    author: str
    role: str
    device: str
    number: int
    made_at: datetime
    entries: int
    devices: int
    conflicts: int
    evidence: int
    evidence_bytes: int
    signer: str
    trusted: bool | None
    members: tuple[str, ...]


class Packages:
    """Everything that travels."""

    def __init__(
        self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer, renderings: Renderings
    ) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes
        self._renderings = renderings

    def export(self, evaluation: str, target: Path) -> str:
        """Write the signed package of an evaluation; its digest. The same knowledge gives the same bytes.

        Raises EvaluationNotFound, EvidenceMissing, StorageFailed.
        """
        with begin(self._workspace) as work:
            view = read_view(work, evaluation, self._frameworks, self._communes)
            signer = Signer.load(work.journal.device.private_key)
            entries = work.journal.entries(evaluation)
            sent = _number(work, evaluation, state.dump(evaluation, entries))
            package = package_writer.PackageToWrite(
                scope=evaluation,
                device=work.journal.device.id,
                author=work.journal.device.name,
                role=work.journal.device.role,
                number=sent.number,
                previous=sent.previous,
                made_at=sent.made_at,
                seals=_seals(work, evaluation, signer),
                payload=self._payload(work, view, entries, sent.made_at),
            )

            def remember(digest: str) -> None:
                # Before the file appears: a number must never be given to two different packages.
                if sent.number == work.journal.device.package_number:  # not an earlier package made again
                    work.journal.device.package_digest = digest
                work.commit()

            return package_writer.write(package, signer, target, remember)

    def inspect(self, path: Path, with_trust: bool = True) -> PackageSummary:
        """Check a file completely and say what it holds; nothing enters.

        With trust, its author must be on this workspace's list. Raises FileUnreadable, PackageRefused.
        """
        with begin(self._workspace) as work:
            if not with_trust:
                return summarise(path, None)
            found = summarise(path, trusted(work.session))
            # Who signed is what the trust list says of the key, not what the package says of itself.
            enrolled = work.session.get(TrustedKey, found.signer)
            return replace(found, author=enrolled.name if enrolled else work.journal.device.name)

    def merge(
        self, paths: Iterable[Path], progress: Callable[[MergeResult], None] = lambda result: None
    ) -> list[MergeResult]:
        """Take in each file that passes every check, each in its own transaction; a result a file.

        Raises StorageFailed, which leaves the file at hand and those after it untouched.
        """
        results = []
        for path in paths:
            try:
                result = self._merge(path)
            except PackageRefused as refused:
                result = MergeResult(path, Outcome.REFUSED, reasons=refused.reasons)
            except FileUnreadable:
                result = MergeResult(path, Outcome.REFUSED, reasons=(Reason(Refusal.UNREADABLE),))
            results.append(result)
            progress(result)
        return results

    def _merge(self, path: Path) -> MergeResult:
        with _opened(path) as file, begin(self._workspace) as work:
            package = package_reader.read(file, path, trusted(work.session))
            seen = work.session.get(ReceivedPackage, (package.device, package.number))
            if seen is not None and seen.digest != package.digest:
                raise PackageRefused(str(path), (Reason(Refusal.NUMBER_REUSED, str(package.number)),))
            _check_forks(work, package, path)
            _check_scores(_framework_for(work, self._frameworks, package, path), package, path)
            for sha256 in self._evidence_to_take(package, path):
                stored, _size = self._workspace.evidence.put_chunks(
                    package_reader.evidence_chunks(file, package, sha256)
                )
                if stored != sha256:  # the file changed under our hands
                    raise PackageRefused(str(path), (Reason(Refusal.ALTERED, sha256[:12]),))
            new = work.journal.take_in(package.scope, package.entries)
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
            result = self._result(work, path, package, len(new))
            work.commit()
        return result

    def _result(self, work: Work, path: Path, package: package_reader.Package, new: int) -> MergeResult:
        row = work.session.get(Evaluation, (package.scope, package.scope))
        waiting = work.session.scalars(select(Conflict).where(Conflict.scope == package.scope)).all()
        return MergeResult(
            path=path,
            outcome=Outcome.MERGED if new else Outcome.ALREADY_MERGED,
            evaluation=package.scope,
            commune=commune_of(self._communes, row.commune) if row else None,
            author=package.author,
            changes=new,
            conflicts=len(waiting),
        )

    def _evidence_to_take(self, package: package_reader.Package, path: Path) -> list[str]:
        """The content that is not here yet; the package is refused if it does not bring it."""
        wanted = {
            entry.value["sha256"]: entry.value["name"]
            for entry in package.entries
            if (entry.kind, entry.field) == ("evidence", "file")
        }
        absent = {sha256: name for sha256, name in wanted.items() if not self._workspace.evidence.holds(sha256)}
        missing = [
            Reason(Refusal.EVIDENCE_MISSING, name) for sha, name in absent.items() if sha not in package.evidence
        ]
        if missing:
            raise PackageRefused(str(path), tuple(missing[:5]))
        return list(absent)

    def _payload(
        self, work: Work, view: EvaluationView, entries: Sequence[Entry], made_at: datetime
    ) -> dict[str, package_writer.Content]:
        framework = work.session.get_one(FrameworkFile, view.framework.ref.digest)
        journal = b"".join(entry.body + b"\n" for entry in entries)
        payload = {
            names.EVALUATION: package_writer.in_memory(state.dump(view.id, entries)),
            names.JOURNAL: package_writer.in_memory(journal),
            names.FRAMEWORK: package_writer.in_memory(framework.content),
        }
        for name, data in self._renderings(view, made_at).items():
            payload[name] = package_writer.in_memory(data)
        for row in work.session.scalars(select(Evidence).where(Evidence.scope == view.id)):
            payload[names.evidence_name(row.sha256, row.media_type)] = self._content(row)
        return payload

    def _content(self, row: Evidence) -> package_writer.Content:
        sha256, name = row.sha256, row.name
        if not self._workspace.evidence.holds(sha256):
            raise EvidenceMissing(name)
        return lambda: self._workspace.evidence.read(sha256, name)


def summarise(path: Path, trust: package_reader.Trust | None) -> PackageSummary:
    """Check a file completely and say what it holds; needs no workspace. Raises FileUnreadable, PackageRefused."""
    with _opened(path) as file:
        package = package_reader.read(file, path, trust)
    facts = state.fold(package.entries)
    shown = {fact.shown.field: fact.value for fact in facts.values() if fact.shown.kind == "evaluation"}
    framework = shown.get("framework", {})
    return PackageSummary(
        path=path,
        digest=package.digest,
        evaluation=package.scope,
        commune=str(shown.get("commune", "")),
        cycle=str(shown.get("cycle", "")),
        framework=f"{framework.get('id', '')} {framework.get('version', '')}".strip(),
        author=package.author,
        role=package.role,
        device=package.device,
        number=package.number,
        made_at=package.made_at,
        entries=len(package.entries),
        devices=len(package.seals),
        conflicts=sum(fact.in_conflict for fact in facts.values()),
        evidence=len(package.evidence),
        evidence_bytes=sum(member.size for member in package.evidence.values()),
        signer=package.signer,
        trusted=None if trust is None else True,
        members=tuple(package.members),
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise FileUnreadable(str(path)) from error


def _number(work: Work, evaluation: str, dump: bytes) -> SentPackage:
    """The number of the next package, or the last one's again when nothing was learnt since."""
    knowledge = hashlib.sha256(dump).hexdigest()
    sent = work.session.get(SentPackage, evaluation)
    if sent is not None and sent.knowledge == knowledge:
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
    return work.session.merge(fresh)


def _seals(work: Work, evaluation: str, signer: Signer) -> dict[str, package_writer.SealedStream]:
    """Every stream's seal; our own is made now if entries came since the last."""
    own = work.journal.device.id
    seals = {}
    for stream in work.journal.streams(evaluation):
        if stream.device == own and stream.sealed_seq != stream.seq:
            stream.seal = seal.make(signer, evaluation, own, stream.seq, stream.hash)
            stream.sealed_seq = stream.seq
        seals[stream.device] = package_writer.SealedStream(stream.seq, stream.hash, stream.seal)
    return seals


def _keep_seals(work: Work, package: package_reader.Package) -> None:
    streams = {stream.device: stream for stream in work.journal.streams(package.scope)}
    for device, sealed in package.seals.items():
        stream: Stream = streams[device]
        if sealed.seq > stream.sealed_seq:
            stream.sealed_seq, stream.seal = sealed.seq, sealed.signature


def _check_forks(work: Work, package: package_reader.Package, path: Path) -> None:
    """Where a device's entries are here already, they must be the same ones."""
    last = state.heads_of(package.entries)
    forked = []
    for stream in work.journal.streams(package.scope):
        if stream.device not in last:
            continue
        common = min(stream.seq, last[stream.device].seq)
        ours = work.session.get_one(JournalEntry, (package.scope, stream.device, common)).body.encode()
        theirs = next(e for e in package.entries if (e.device, e.seq) == (stream.device, common)).body
        if ours != theirs:
            forked.append(Reason(Refusal.FORKED_DEVICE, stream.device))
    if forked:
        raise PackageRefused(str(path), tuple(forked))


def _framework_for(work: Work, frameworks: Frameworks, package: package_reader.Package, path: Path) -> Framework:
    """The framework the evaluation is pinned to, which this workspace must hold, byte for byte."""
    digest = hashlib.sha256(package.framework).hexdigest()
    facts = state.fold(package.entries)
    pinned = facts.get(fact_key("evaluation", package.scope, "framework"))
    row = work.session.get(FrameworkFile, digest)
    if row is None or pinned is None or pinned.value["digest"] != digest:
        raise PackageRefused(str(path), (Reason(Refusal.UNKNOWN_FRAMEWORK, digest[:12]),))
    return frameworks.get(work.session, FrameworkRef(row.id, row.version, digest))


def _check_scores(framework: Framework, package: package_reader.Package, path: Path) -> None:
    """What the package shows must be something its framework allows: a degree beyond the top would be a lie."""
    wrong = []
    for fact in state.fold(package.entries).values():
        if (fact.shown.kind, fact.shown.field) != ("score", "value"):
            continue
        indicator = framework.find(fact.shown.entity)
        degree = fact.value.get("degree", 0)
        set_aside = fact.value["state"] == State.NOT_APPLICABLE
        if indicator is None or degree > indicator.top or (set_aside and not indicator.na_allowed):
            wrong.append(Reason(Refusal.BAD_CONTENT, fact.shown.entity))
    if wrong:
        raise PackageRefused(str(path), tuple(wrong[:5]))
