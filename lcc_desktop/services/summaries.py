"""Figures of every evaluation at once: kept beside the journal, made anew for those it has outgrown."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, Text, func, select, type_coerce

from lcc_desktop.domain.scoring import UNSCORED, Score, State, Tally, results, verified_layer
from lcc_desktop.models.evaluation import Evaluation, ScoreRow, VerifiedRow
from lcc_desktop.models.journal import Conflict, Stream
from lcc_desktop.models.summary import Summary
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.reading import entry_moment, last_entry, pinned, within
from lcc_desktop.services.unit import Work
from lcc_desktop.sync.entry import fact_key


class Figures(NamedTuple):
    """What is kept of an evaluation, as it is kept: in the order of the table's columns."""

    scope: str
    entries: int
    answered: int
    total: int
    disputed: int
    score: str
    verified: str
    principles: str | Mapping[str, str]
    fields: str | Mapping[str, str]
    verified_principles: str | Mapping[str, str]
    last_change: datetime | None


class Shares(Mapping[str, Fraction | None]):
    """Shares by code, as they were kept: read when they are asked for, as most of a list's never are."""

    __slots__ = ("_kept",)

    def __init__(self, kept: str | Mapping[str, str]) -> None:
        """`kept`: as the database hands it out, which may be the text of a JSON object."""
        self._kept = kept

    def __getitem__(self, code: str) -> Fraction | None:
        return share(self._written[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    @property
    def _written(self) -> Mapping[str, str]:
        if isinstance(self._kept, str):
            self._kept = dict(json.loads(self._kept))
        return self._kept


_LEFT_AS_TEXT = ("principles", "fields", "verified_principles")
_COLUMNS = [Summary.__table__.c[name] for name in Figures._fields]
_KEPT = select(*(type_coerce(c, Text).label(c.name) if c.name in _LEFT_AS_TEXT else c for c in _COLUMNS))


def summaries(work: Work, frameworks: Frameworks, wanted: Select[tuple[str]] | None = None) -> Mapping[str, Figures]:
    """The figures of evaluations by id, of every one here or of those whose ids are `wanted`.

    What was out of date is made anew, and kept if `work` commits.
    """
    kept = _KEPT if wanted is None else _KEPT.where(Summary.scope.in_(wanted))
    connection = work.session.connection()
    known = {row[0]: Figures._make(row) for row in connection.execute(kept)}
    counts = select(Stream.scope, func.sum(Stream.seq)).join(Evaluation, Evaluation.scope == Stream.scope)
    if wanted is not None:
        counts = counts.where(Stream.scope.in_(wanted))
    for scope, entries in connection.execute(counts.group_by(Stream.scope)).all():
        if scope not in known or known[scope].entries != entries:
            made = refresh(work, frameworks, scope)
            known[scope] = Figures._make(getattr(made, name) for name in Figures._fields)
    return known


def refresh(work: Work, frameworks: Frameworks, scope: str) -> Summary:
    """Make the figures of one evaluation anew, within a transaction under way."""
    session = work.session
    row = session.get_one(Evaluation, (scope, scope))
    framework = frameworks.get(session, pinned(row))
    disputed = set(session.scalars(select(Conflict.fact).where(Conflict.scope == scope)))
    own = {r.entity: r.score for r in session.scalars(select(ScoreRow).where(ScoreRow.scope == scope))}
    seen = {r.entity: r.score for r in session.scalars(select(VerifiedRow).where(VerifiedRow.scope == scope))}
    scores: dict[str, Score] = {}
    checked: dict[str, Score] = {}
    for indicator in framework.indicators:
        code = indicator.code
        if code in own:
            score = within(framework, indicator, own[code])
            in_conflict = fact_key("score", code, "value") in disputed
            scores[code] = replace(score, state=State.DISPUTED) if in_conflict else score
        if code in seen and seen[code] != UNSCORED:
            checked[code] = within(framework, indicator, seen[code])
    found = results(framework, scores)
    mission = results(framework, verified_layer(scores, checked)) if checked else None
    last = last_entry(session, scope)
    entries = session.scalar(select(func.sum(Stream.seq)).where(Stream.scope == scope)) or 0
    return session.merge(
        Summary(
            scope=scope,
            entries=entries,
            answered=found.overall.answered,
            total=found.overall.total,
            disputed=found.overall.disputed,
            score=_written(found.score),
            verified=_written(mission.score) if mission else "",
            principles=_shares(found.principles),
            fields=_shares(found.fields),
            verified_principles=_shares(mission.principles) if mission else {},
            last_change=entry_moment(last) if last else None,
        )
    )


@lru_cache(maxsize=4096)
def completeness_of(answered: int, total: int) -> Fraction:
    """The share of indicators that have any answer."""
    return Fraction(answered, total) if total else Fraction(0)


@lru_cache(maxsize=4096)
def share(written: str) -> Fraction | None:
    """A share as it was kept."""
    return Fraction(written) if written else None


def _written(value: Fraction | None) -> str:
    return "" if value is None else f"{value.numerator}/{value.denominator}"


def _shares(tallies: Mapping[str, Tally]) -> dict[str, str]:
    return {code: _written(tally.score) for code, tally in tallies.items()}
