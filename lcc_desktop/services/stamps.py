"""The signed codes of documents: made here, and what one is worth here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

from lcc_desktop.domain.documents import Stamp
from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.results_campaign import CampaignView, CommuneFile
from lcc_desktop.services.results_statistics import FEW
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

    def make_campaign(self, view: CampaignView, framework: Framework, made_on: date) -> str:
        """The code of a campaign's report by region, as text for a QR code. Raises StorageFailed."""
        with begin(self._workspace) as work:
            return stamp.write(
                _said_of_campaign(view, framework, made_on), Signer.load(work.journal.device.private_key)
            )


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


def campaign_digest(view: CampaignView) -> str:
    """The digest of what a campaign's figures are made of: who takes part, where each stands, its scores."""
    row = view.row
    return stamp.digest(
        {
            "campaign": row.id,
            "cycle": row.cycle,
            "framework": {"id": row.framework.id, "version": row.framework.version, "digest": row.framework.digest},
            "communes": {file.commune.code: _standing(file) for file in view.taking_part},
        }
    )


def _standing(file: CommuneFile) -> dict[str, Any]:
    said: dict[str, Any] = {"stage": str(file.stage), "eligibility": str(file.applicant.eligibility)}
    row = file.evaluation
    if row is not None:
        said["evaluation"] = row.id
        layers = (("score", row.score), ("verified", row.verified))
        said |= {name: round(share * 1000) for name, share in layers if share is not None}
    return said


def _said_of_campaign(view: CampaignView, framework: Framework, made_on: date) -> Stamp:
    """In place of one evaluation's figures, what its report says of all: medians, and how much of it is there."""
    taking_part, scored = view.taking_part, view.scored
    by_principle = (
        [share for file in scored if (share := file.principles.get(principle.code)) is not None]
        for principle in framework.principles
    )
    return Stamp(
        kind="campaign",
        made_on=made_on,
        subject=view.row.id,
        scores=campaign_digest(view),
        score=_median([file.share for file in scored if file.share is not None]),
        completeness=_part(sum(file.evaluation is not None for file in taking_part), len(taking_part)),
        verified=_part(sum(file.is_checked for file in scored), len(scored)),
        principles=tuple(map(_median, by_principle)),
        commune="",
        cycle=view.row.cycle,
    )


def _median(shares: Sequence[Fraction]) -> Fraction | None:
    """Of few, none: it would say one commune's score."""
    return Fraction(median(shares)) if len(shares) >= FEW else None


def _part(count: int, whole: int) -> Fraction | None:
    return Fraction(count, whole) if whole else None


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
