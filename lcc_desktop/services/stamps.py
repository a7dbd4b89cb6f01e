"""The signed codes of documents: made here, and what one is worth here."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lcc_desktop.domain.documents import Stamp
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.sync import stamp
from lcc_desktop.sync.keys import Signer

Stamping = Callable[[str, EvaluationView, date], str]
"""Makes the code of a document: of a kind, of an evaluation, made on a day."""


class Stamps:
    """The codes of a workspace, signed with its device's key."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def make(self, kind: str, view: EvaluationView, made_on: date) -> str:
        """The code of a document of one of `domain.documents.KINDS`, as text for a QR code. Raises StorageFailed."""
        with begin(self._workspace) as work:
            return stamping(work)(kind, view, made_on)


def stamping(work: Work) -> Stamping:
    """Makes codes within a transaction under way."""
    signer = Signer.load(work.journal.device.private_key)

    def make(kind: str, view: EvaluationView, made_on: date) -> str:
        return stamp.write(_said(kind, view, made_on), signer)

    return make


def scores_digest(view: EvaluationView) -> str:
    """The digest of what an evaluation's figures are made of: its framework, and every score of both layers."""
    ref = view.framework.ref
    return stamp.digest(
        {
            "evaluation": view.id,
            "commune": view.commune.code,
            "cycle": view.cycle,
            "framework": {"id": ref.id, "version": ref.version, "digest": ref.digest},
            "scores": _layer({code: item.score for code, item in view.indicators.items()}),
            "verified": _layer({code: item.verified for code, item in view.indicators.items()}),
        }
    )


def _layer(scores: Mapping[str, Score | None]) -> dict[str, Mapping[str, Any]]:
    return {code: _score(score) for code, score in scores.items() if score and score.state is not State.UNSCORED}


def _said(kind: str, view: EvaluationView, made_on: date) -> Stamp:
    overall = view.results.overall
    return Stamp(
        kind=kind,
        made_on=made_on,
        subject=view.id,
        scores=scores_digest(view),
        score=view.results.score,
        completeness=overall.completeness,
        verified=view.verified.score if view.verified else None,
        principles=tuple(view.results.principles[each.code].score for each in view.framework.principles),
        commune=view.commune.code,
        cycle=view.cycle,
    )


def _score(score: Score) -> Mapping[str, Any]:
    said: dict[str, Any] = {"state": str(score.state)}
    if score.degree is not None:
        said["degree"] = score.degree
    if score.numbers:
        said["numbers"] = dict(score.numbers)
    return said
