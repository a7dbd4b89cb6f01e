"""Moving an evaluation to another version of its framework: shown first, done only when asked, never by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.facts import score_value
from lcc_desktop.domain.framework import Framework, FrameworkRef, Indicator
from lcc_desktop.domain.framework_diff import Fate, Move, in_proportion, missing_between, moves
from lcc_desktop.domain.scoring import UNSCORED, Score, State
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.models.evaluation import EvidenceLink, ScoreRow, VerifiedRow
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import bench
from lcc_desktop.services.evaluations import framework_of
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.results import Tallied
from lcc_desktop.services.room import read_parts
from lcc_desktop.services.scoring import checked
from lcc_desktop.services.unit import Work, begin, look


class Rescale(StrEnum):
    """What to do with a score whose scale has changed."""

    ASK_AGAIN = "ask-again"
    """It becomes not scored; its justification stays."""
    IN_PROPORTION = "in-proportion"
    """The same share of the new scale, rounded down, where both scales are chosen degrees; else asked again."""


@dataclass(frozen=True)
class MovedScore:
    """One indicator of an evaluation on its way: its score now, and what it becomes (None for one that is dropped)."""

    move: Move
    before: Score
    after: Score | None


class FrameworkMoves:
    """Which version an evaluation is pinned to is changed here and nowhere else."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def preview(self, evaluation: str, to: FrameworkRef, rescale: Rescale) -> tuple[MovedScore, ...]:
        """What a move would do; nothing is written. Raises EvaluationNotFound, FrameworkUnknown."""
        with look(self._workspace) as work:
            old = framework_of(work.session, evaluation, self._frameworks)
            new = self._frameworks.get(work.session, to)
            return _plan(
                _said(work, evaluation), moves(old, new, self._frameworks.family(work.session, new.ref)), new, rescale
            )

    def move(self, evaluation: str, to: FrameworkRef, rescale: Rescale) -> tuple[MovedScore, ...]:
        """Pin an evaluation to another version, with what `preview` showed, in one transaction.

        Scores of dropped indicators stay in the journal and out of sight. Raises EvaluationNotFound,
        FrameworkUnknown, StorageFailed.
        """
        with begin(self._workspace) as work:
            old = framework_of(work.session, evaluation, self._frameworks)
            new = self._frameworks.get(work.session, to)
            said = _said(work, evaluation)
            planned = _plan(said, moves(old, new, self._frameworks.family(work.session, new.ref)), new, rescale)
            waiting = any(fact.shown.kind == "evaluation" for fact in work.journal.conflicts(evaluation))
            if old.ref != new.ref or waiting:  # said again, it also settles two devices' different moves
                pinned = {"id": to.id, "version": to.version, "digest": to.digest}
                work.journal.record(evaluation, "evaluation", evaluation, "framework", pinned)
            becomes = {
                row.move.new.code: (row.move, _carried(said, new, row, rescale)) for row in planned if row.move.new
            }
            carried = frozenset(remark for _move, then in becomes.values() for remark in then.remarks)
            for code, (move, then) in becomes.items():
                now = said.get(code, NOTHING)
                _record(work, evaluation, code, now, then, anew=_other_question(old, move))
                for remark in sorted(now.remarks - carried):  # of an indicator that is dropped: of the whole now
                    work.journal.record(evaluation, "remark", remark, "indicator", "")
            codes = {r.move.old.code: r.move.new.code for r in planned if r.move.old and r.move.new}
            bench.rename(work.session, evaluation, codes)
            work.commit()
        return planned

    def missing(self, evaluation: str, to: FrameworkRef) -> tuple[int, ...]:
        """The versions on the way that are not here: what they renamed a move cannot follow.

        Raises EvaluationNotFound, FrameworkUnknown.
        """
        with look(self._workspace) as work:
            old = framework_of(work.session, evaluation, self._frameworks)
            new = self._frameworks.get(work.session, to)
            return missing_between(old, new, self._frameworks.family(work.session, new.ref))


@dataclass(frozen=True)
class Said:
    """All that was said under one indicator's code, as it was before anything is moved."""

    score: Score = UNSCORED
    note: str = ""
    aim: int | None = None
    verified: Score = UNSCORED
    reason: str = ""
    evidence: frozenset[str] = frozenset()
    method: str = ""
    dissent: str = ""
    remarks: frozenset[str] = frozenset()
    tallies: tuple[Tallied, ...] = ()


NOTHING = Said()


def _said(work: Work, evaluation: str) -> dict[str, Said]:
    """What was said of each indicator; values, not rows, which change while a move writes."""
    found: dict[str, Said] = {}
    disputed = {
        fact.shown.entity
        for fact in work.journal.conflicts(evaluation)
        if (fact.shown.kind, fact.shown.field) == ("score", "value")
    }
    for row in work.session.scalars(select(ScoreRow).where(ScoreRow.scope == evaluation)):
        score = Score(State.DISPUTED, row.degree, row.score.numbers) if row.entity in disputed else row.score
        found[row.entity] = Said(score, row.note, row.aim, method=row.method, dissent=row.dissent)
    for seen in work.session.scalars(select(VerifiedRow).where(VerifiedRow.scope == evaluation)):
        found[seen.entity] = replace(found.get(seen.entity, NOTHING), verified=seen.score, reason=seen.reason)
    links = select(EvidenceLink).where(EvidenceLink.scope == evaluation, EvidenceLink.present)
    for link in work.session.scalars(links):
        before = found.get(link.indicator, NOTHING)
        found[link.indicator] = replace(before, evidence=before.evidence | {link.evidence})
    for code, parts in read_parts(work.session, evaluation, bench=False).items():
        remarks = frozenset(remark.id for remark in parts.remarks)
        found[code] = replace(found.get(code, NOTHING), remarks=remarks, tallies=parts.tallies)
    return found


def _plan(said: Mapping[str, Said], found: Sequence[Move], new: Framework, rescale: Rescale) -> tuple[MovedScore, ...]:
    return tuple(
        MovedScore(
            move,
            before := said.get(move.old.code, NOTHING).score if move.old else UNSCORED,
            _becomes(new, move, before, rescale) if move.new else None,
        )
        for move in found
    )


def _other_question(old: Framework, move: Move) -> bool:
    """Whether the code of an indicator was another one's: somebody may be scoring that one at this moment elsewhere."""
    code = move.new.code if move.new else ""
    return old.find(code) is not None and (move.old is None or move.old.code != code)


def _carried(said: Mapping[str, Said], new: Framework, row: MovedScore, rescale: Rescale) -> Said:
    """What is to stand under the new code: all that its predecessor had, on the new scale; nothing for a new one."""
    if row.move.old is None or row.move.new is None or row.after is None:
        return NOTHING
    before = said.get(row.move.old.code, NOTHING)
    same_scale = row.move.fate is not Fate.RESCALED
    return replace(
        before,
        score=row.after,
        aim=before.aim if same_scale else None,
        verified=_becomes(new, row.move, before.verified, rescale),
        method=before.method if row.after != UNSCORED else "",
        tallies=before.tallies if same_scale else (),
    )


def _record(work: Work, evaluation: str, code: str, now: Said, then: Said, anew: bool) -> None:
    """Write what is other than it was, and only that; scores also `anew`, to be in dispute with what others say."""
    if then.score != now.score or anew:
        work.journal.record(evaluation, "score", code, "value", score_value(then.score))
    if then.note != now.note:
        work.journal.record(evaluation, "score", code, "note", then.note)
    if then.aim != now.aim:
        work.journal.record(evaluation, "score", code, "aim", then.aim)
    if then.verified != now.verified or anew:
        work.journal.record(evaluation, "verified", code, "value", score_value(then.verified))
    if then.reason != now.reason:
        work.journal.record(evaluation, "verified", code, "reason", then.reason)
    if then.method != now.method:
        work.journal.record(evaluation, "score", code, "method", then.method)
    if then.dissent != now.dissent:
        work.journal.record(evaluation, "score", code, "dissent", then.dissent)
    for remark in sorted(then.remarks - now.remarks):
        work.journal.record(evaluation, "remark", remark, "indicator", code)
    counted = {(t.round, t.group): t.ballot for t in then.tallies}
    for tally in now.tallies:
        counted.setdefault((tally.round, tally.group), Ballot())
    for (number, group), ballot in counted.items():
        if ballot != next((t.ballot for t in now.tallies if (t.round, t.group) == (number, group)), Ballot()):
            work.journal.record(evaluation, "tally", f"{code}/{number}/{group}", "votes", ballot.as_fact())
    for evidence in sorted(then.evidence ^ now.evidence):
        present = evidence in then.evidence
        work.journal.record(evaluation, "evidence_link", f"{code}/{evidence}", "present", value=present)


def _becomes(new: Framework, move: Move, score: Score, rescale: Rescale) -> Score:
    """What a score is under the new version; UNSCORED where it has to be asked again."""
    before, after = move.old, move.new
    if before is None or after is None:
        return UNSCORED
    if score.state is State.DISPUTED:  # people still have to choose, where their values mean the same as before
        return score if move.fate is not Fate.RESCALED and before.code == after.code else UNSCORED
    if score.state is State.SCORED and move.fate is Fate.RESCALED:
        score = _rescaled(before, after, score, rescale)
    try:
        return checked(new, after, _renamed(score, before.code, after.code))
    except AppError:  # not applicable is no longer allowed, or other numbers are asked
        return UNSCORED


def _rescaled(old: Indicator, new: Indicator, score: Score, rescale: Rescale) -> Score:
    if new.scale.measured:
        return score if score.numbers else UNSCORED  # the same numbers give the degree of the new scale
    if old.scale.measured or rescale is Rescale.ASK_AGAIN or score.degree is None:
        return UNSCORED
    return Score.of(in_proportion(score.degree, old, new))


def _renamed(score: Score, old: str, new: str) -> Score:
    """A percentage stands under its indicator's own code."""
    numbers: Mapping[str, str] = dict(score.numbers)
    return replace(score, numbers=tuple(sorted((new if name == old else name, v) for name, v in numbers.items())))
