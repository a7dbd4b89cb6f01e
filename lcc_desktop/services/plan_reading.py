"""The actions of an evaluation as they are stored: for its plan, and for whoever reads an evaluation whole."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.plan import Action, Status
from lcc_desktop.models import workshop as rows


def read_actions(session: Session, evaluation: str) -> tuple[Action, ...]:
    """Those that were not taken away, by deadline, those without one last."""
    present = select(rows.Action).where(rows.Action.scope == evaluation, rows.Action.present)
    actions = [action_of(row) for row in session.scalars(present)]
    return tuple(sorted(actions, key=lambda action: (action.deadline or date.max, action.indicator, action.id)))


def action_of(row: rows.Action) -> Action:
    """An action as it is stored."""
    return Action(
        id=row.entity,
        indicator=row.indicator,
        title_fr=row.title_fr,
        title_ar=row.title_ar,
        result=row.result,
        elected=row.elected,
        technical=row.technical,
        partners=row.partners,
        start=day_of(row.start),
        deadline=day_of(row.deadline),
        budget=Decimal(row.budget) if row.budget else None,
        budget_source=row.budget_source,
        success=row.success,
        impact=row.impact,
        feasibility=row.feasibility,
        key=row.key,
        status=Status(row.status or Status.PLANNED),
        progress=row.progress,
    )


def day_of(text: str) -> date | None:
    """A date as it is stored; None where there is none."""
    return date.fromisoformat(text) if text else None
