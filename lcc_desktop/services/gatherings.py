"""Reads the people, groups and sessions of a workshop, within a transaction under way."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.people import Gathering, Group, Participant, Sitting
from lcc_desktop.domain.territory import fold
from lcc_desktop.models import workshop
from lcc_desktop.sync.state import Fact

_Row = TypeVar("_Row", workshop.Group, workshop.Participant, workshop.Presence, workshop.WorkshopSession)
Disputed = dict[tuple[str, str], frozenset[str]]
"""The fields in conflict, by kind and entity."""


def read_gathering(session: Session, evaluation: str, waiting: Iterable[Fact] = ()) -> Gathering:
    """Everything there is: people and groups by name, sessions in the order they are held.

    `waiting` are the evaluation's facts in conflict.
    """
    disputed = _disputed(waiting)
    participants = [
        Participant(
            row.entity,
            row.name,
            row.organisation,
            row.gender,
            row.category,
            row.age_band,
            row.group,
            disputed.get(("participant", row.entity), frozenset()),
        )
        for row in _present(session, workshop.Participant, evaluation)
    ]
    groups = [Group(row.entity, row.name) for row in _present(session, workshop.Group, evaluation)]
    sittings = [
        Sitting(
            row.entity,
            row.title,
            row.place,
            date.fromisoformat(row.date) if row.date else None,
            row.start,
            row.budgets,
            disputed.get(("session", row.entity), frozenset()),
        )
        for row in _present(session, workshop.WorkshopSession, evaluation)
    ]
    known = {one.id for one in participants}
    pairs = (row.entity.split("/") for row in _present(session, workshop.Presence, evaluation))
    return Gathering(
        participants=tuple(sorted(participants, key=lambda one: (fold(one.name), one.id))),
        groups=tuple(sorted(groups, key=lambda one: (fold(one.name), one.id))),
        sittings=tuple(sorted(sittings, key=_held)),
        presence=frozenset((sitting, participant) for sitting, participant in pairs if participant in known),
    )


def _held(sitting: Sitting) -> tuple[date, str, str, str]:
    """When a session is held; one without a date comes last."""
    return sitting.day or date.max, sitting.start, fold(sitting.title), sitting.id


def _present(session: Session, model: type[_Row], evaluation: str) -> Iterable[_Row]:
    return session.scalars(select(model).where(model.scope == evaluation, model.present))


def _disputed(waiting: Iterable[Fact]) -> Disputed:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in waiting:
        field = "day" if fact.shown.field == "date" else fact.shown.field
        found[fact.shown.kind, fact.shown.entity].add(field)
    return {thing: frozenset(fields) for thing, fields in found.items()}
