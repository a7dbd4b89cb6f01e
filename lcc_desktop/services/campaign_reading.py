"""Campaigns as they stand on a day, read from the tables at once: the whole country in three cycles is one list.

Columns are read, not objects, and each table once, whatever the number of communes.
"""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.campaign import Applicant, Eligibility, Met, Outcome, late, stage_of, suggested
from lcc_desktop.domain.framework import FrameworkRef
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models import campaign as rows
from lcc_desktop.models.evaluation import Projected
from lcc_desktop.models.workshop import Decision
from lcc_desktop.services.evaluations import evaluation_rows
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.reading import commune_of
from lcc_desktop.services.results import EvaluationRow
from lcc_desktop.services.results_campaign import (
    CampaignRow,
    CampaignView,
    CommuneDossier,
    CommuneFile,
    Facilitator,
    Lot,
    Training,
)
from lcc_desktop.services.unit import Work

_R = TypeVar("_R", bound=Projected)
Linked = type[rows.Facilitates] | type[rows.TrainingCommune]

_APPLICATION = rows.Application.__table__.c
_APPLICATIONS = select(
    _APPLICATION.entity,
    _APPLICATION.received,
    _APPLICATION.milieu,
    _APPLICATION.eligibility,
    _APPLICATION.reason,
    _APPLICATION.decided,
    _APPLICATION.lot,
    _APPLICATION.starts,
    _APPLICATION.ends,
    _APPLICATION.note,
    _APPLICATION.withdrawn,
).where(_APPLICATION.present)

_ELIGIBILITIES = {str(one): one for one in Eligibility}
_MET = {str(one): one for one in Met}


def campaign_rows(session: Session) -> list[CampaignRow]:
    """Every campaign, the latest cycle first."""
    found = [campaign_row(row) for row in session.scalars(select(rows.Campaign))]
    return sorted(found, key=lambda row: (row.cycle, row.id), reverse=True)


def campaign_row(row: rows.Campaign) -> CampaignRow:
    framework = FrameworkRef(row.framework_id, row.framework_version, row.framework_digest)
    return CampaignRow(
        row.entity, row.name_fr, row.name_ar, row.cycle, framework, day_of(row.opens), day_of(row.closes)
    )


def read_campaigns(
    work: Work, campaigns: Sequence[CampaignRow], frameworks: Frameworks, communes: Gazetteer, today: date
) -> CampaignView:
    """Campaigns side by side. Figures of evaluations made anew are kept if `work` commits."""
    files: list[CommuneFile] = []
    with _uncollected():
        evaluations = _latest(evaluation_rows(work, frameworks, communes, {row.cycle for row in campaigns}))
        outcomes = _outcomes(work.session)
        for row in reversed(campaigns):
            files += _files(work.session, row, frameworks, communes, evaluations, outcomes, today)
    return CampaignView(
        rows=tuple(campaigns),
        communes=tuple(files),
        lots=tuple(lot for row in campaigns for lot in lots_of(work.session, row.id)),
        trainings=tuple(training for row in campaigns for training in trainings_of(work.session, row.id)),
        facilitators=tuple(who for row in campaigns for who in facilitators_of(work.session, row.id)),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """While tens of thousands of values are made that all stay, looking for what could go costs a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def read_dossier(
    work: Work,
    campaign: CampaignRow,
    commune: str,
    campaigns: Sequence[CampaignRow],
    frameworks: Frameworks,
    communes: Gazetteer,
    today: date,
) -> CommuneDossier | None:
    """Everything known of one commune of a campaign; None where it did not apply."""
    session = work.session
    found = evaluation_rows(work, frameworks, communes, {row.cycle for row in campaigns}, commune)
    evaluations, outcomes = _latest(found), _outcomes(session, [row.id for row in found])
    files = {
        row.id: file
        for row in campaigns
        for file in _files(session, row, frameworks, communes, evaluations, outcomes, today, commune)
    }
    if campaign.id not in files:
        return None
    framework = frameworks.get(session, campaign.framework)
    served = {linked for linked, codes in links_of(session, rows.Facilitates, campaign.id).items() if commune in codes}
    return CommuneDossier(
        file=files[campaign.id],
        campaign=campaign,
        prerequisites=framework.prerequisites,
        checks=_checks(session, campaign.id, commune).get(commune, {}),
        facilitators=tuple(who for who in facilitators_of(session, campaign.id) if who.id in served),
        trainings=tuple(one for one in trainings_of(session, campaign.id) if commune in one.communes),
        others=tuple(files[row.id] for row in campaigns if row.id in files and row.id != campaign.id),
    )


def _files(
    session: Session,
    row: CampaignRow,
    frameworks: Frameworks,
    communes: Gazetteer,
    evaluations: Mapping[tuple[str, str], EvaluationRow],
    outcomes: Mapping[str, Outcome],
    today: date,
    commune: str | None = None,
) -> list[CommuneFile]:
    """The files of a campaign in the order of their codes, or that of one commune."""
    query = _APPLICATIONS.where(_APPLICATION.scope == row.id).order_by(_APPLICATION.entity)
    if commune is not None:
        query = query.where(_APPLICATION.entity == commune)
    applications = session.connection().execute(query).all()
    undecided = any(eligibility == "" for _code, _received, _milieu, eligibility, *_rest in applications)
    checks = _checks(session, row.id, commune) if undecided else {}
    required = (
        frozenset(one.code for one in frameworks.get(session, row.framework).prerequisites) if checks else frozenset()
    )
    lots = {lot.id: lot.name for lot in lots_of(session, row.id)}
    accompanied = _accompanied(session, row.id, commune)
    files, pending = [], Eligibility.PENDING
    for code, received, milieu, eligibility, reason, decided, lot, start, end, note, withdrawn in applications:
        place, state = commune_of(communes, code), _ELIGIBILITIES[eligibility]
        applicant = Applicant(
            day_of(received), state, reason, day_of(decided), lot, day_of(start), day_of(end), withdrawn
        )
        evaluation = evaluations.get((row.cycle, code))
        outcome = outcomes.get(evaluation.id) if evaluation else None
        complete = evaluation is not None and (bool(evaluation.closed) or evaluation.completeness == 1)
        files.append(
            CommuneFile(
                row.id,
                row.cycle,
                place,
                applicant,
                milieu or place.milieu,
                stage_of(applicant, evaluation.stage if evaluation else None, outcome),
                late(applicant, row.closes, evaluation is not None, complete, today),
                suggested(required, checks[code]) if code in checks else pending,
                lots.get(lot, ""),
                accompanied.get(code, ()),
                evaluation,
                outcome,
                note,
            )
        )
    return files


def _latest(found: Sequence[EvaluationRow]) -> dict[tuple[str, str], EvaluationRow]:
    """The evaluation of each commune in each cycle; of several, the one that was worked on last."""
    latest: dict[tuple[str, str], EvaluationRow] = {}
    for row in found:
        key = row.cycle, row.commune.code
        if key not in latest or _later(row, latest[key]):
            latest[key] = row
    return latest


def _later(one: EvaluationRow, other: EvaluationRow) -> bool:
    if one.last_change is None or other.last_change is None:
        return other.last_change is None and one.id > other.id
    return (one.last_change, one.id) > (other.last_change, other.id)


def _outcomes(session: Session, evaluations: Sequence[str] | None = None) -> dict[str, Outcome]:
    """The committee's latest decision of each evaluation that has one."""
    query = select(Decision.scope, Decision.outcome).order_by(Decision.date, Decision.entity)
    if evaluations is not None:
        query = query.where(Decision.scope.in_(evaluations))
    return {scope: Outcome(outcome) for scope, outcome in session.execute(query)}


def _checks(session: Session, campaign: str, commune: str | None = None) -> dict[str, dict[str, Met]]:
    """What was said of the prerequisites of each commune, by its code."""
    check = rows.ApplicationCheck
    query = select(check.entity, check.state).where(check.scope == campaign)
    if commune is not None:
        query = query.where(check.entity.startswith(f"{commune}/", autoescape=True))
    found: dict[str, dict[str, Met]] = defaultdict(dict)
    for entity, state in session.execute(query):
        applied, _slash, prerequisite = entity.partition("/")
        found[applied][prerequisite] = _MET[state]
    return dict(found)


def of_campaign(session: Session, model: type[_R], campaign: str) -> Sequence[_R]:
    return session.scalars(select(model).where(model.scope == campaign)).all()


def lots_of(session: Session, campaign: str) -> list[Lot]:
    """The lots of a campaign in their order."""
    found = [Lot(campaign, r.entity, r.name, r.position) for r in of_campaign(session, rows.Lot, campaign) if r.present]
    return sorted(found, key=lambda lot: (lot.position, lot.id))


def facilitators_of(session: Session, campaign: str) -> list[Facilitator]:
    """Who accompanies communes, by name."""
    found = of_campaign(session, rows.Facilitator, campaign)
    ordered = sorted(found, key=lambda each: (each.name, each.entity))
    return [Facilitator(campaign, each.entity, each.name, each.device) for each in ordered if each.present]


def trainings_of(session: Session, campaign: str) -> list[Training]:
    """The trainings of a campaign, the earliest first."""
    trained = links_of(session, rows.TrainingCommune, campaign)
    found = sorted(of_campaign(session, rows.Training, campaign), key=lambda each: (each.start, each.entity))
    return [
        Training(
            campaign, t.entity, t.title, t.place, day_of(t.start), day_of(t.end), t.women, t.men, trained[t.entity]
        )
        for t in found
        if t.present
    ]


def links_of(session: Session, model: Linked, campaign: str) -> dict[str, frozenset[str]]:
    """The communes linked to each training or facilitator, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    for (entity,) in session.execute(select(model.entity).where(model.scope == campaign, model.present)):
        commune, _slash, linked = entity.partition("/")
        found[linked].add(commune)
    return defaultdict(frozenset, {linked: frozenset(communes) for linked, communes in found.items()})


def _accompanied(session: Session, campaign: str, commune: str | None) -> dict[str, tuple[str, ...]]:
    """The names of who accompanies each commune, by its code."""
    names = {who.id: who.name for who in facilitators_of(session, campaign)}
    column = rows.Facilitates.__table__.c
    query = select(column.entity).where(column.scope == campaign, column.present)
    if commune is not None:
        query = query.where(column.entity.startswith(f"{commune}/", autoescape=True))
    found: dict[str, tuple[str, ...]] = {}
    for (entity,) in session.connection().execute(query):
        code, _slash, who = entity.partition("/")
        if who in names:
            found[code] = (names[who],) if code not in found else tuple(sorted((*found[code], names[who])))
    return found


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """A day as it is kept. Each is read once: a campaign has thousands, and few that differ."""
    return date.fromisoformat(text) if text else None
