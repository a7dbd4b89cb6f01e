"""Who takes part in a workshop, in which groups, and when it sits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from lcc_desktop.domain.agenda import suggest
from lcc_desktop.domain.errors import EntryGone, NoteTooLong
from lcc_desktop.domain.facts import KINDS, NAME_LIMIT, one_line
from lcc_desktop.domain.people import Gathering, NewParticipant, Participant, Sitting, name_key
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import framework_of
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.gatherings import read_gathering
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.reading import find
from lcc_desktop.services.unit import Work, begin, look
from lcc_desktop.sync.journal import Said

_SAID_OF_SOMEBODY = ("name", "organisation", "gender", "category", "age_band", "group")


class People:
    """The participants, groups and sessions of the evaluations of a workspace.

    Every method returns all of them as they are then, and raises EvaluationNotFound, EvaluationClosed and
    StorageFailed beside what it names.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def gathering(self, evaluation: str) -> Gathering:
        """Everybody, every group and every session of a workshop."""
        with look(self._workspace) as work:
            return _read(work, evaluation)

    # Participants

    def add(self, evaluation: str, new: Iterable[NewParticipant], sitting: str = "") -> Gathering:
        """Add people, one or many, all or none; with `sitting`, they are present at that session.

        Raises NoteTooLong, EntryGone.
        """

        def said(before: Gathering) -> Iterable[Said]:
            if sitting:
                _find(before.sittings, sitting)
            groups = {name_key(group.name): group.id for group in before.groups}
            for one in new:
                group = one_line(one.group)
                key = name_key(group)
                if key and key not in groups:
                    groups[key] = new_identity()
                    yield from _all_of("group", groups[key], {"name": _name(group), "present": True})
                participant = new_identity()
                values = _described(
                    {"name": one.name, "organisation": one.organisation, "gender": one.gender}
                    | {"category": one.category, "age_band": one.age_band}
                )
                values |= {"group": groups.get(key, ""), "present": True}
                yield from _all_of("participant", participant, values)
                if sitting:
                    yield "presence", f"{sitting}/{participant}", "present", True

        return self._change(evaluation, said)

    def change(self, evaluation: str, participants: Iterable[str], said_of_them: Mapping[str, str]) -> Gathering:
        """Say something of people, the same of each: fields of a Participant. What is in conflict is settled so.

        Raises NoteTooLong, EntryGone.
        """
        values = _described({field: said_of_them[field] for field in _SAID_OF_SOMEBODY if field in said_of_them})

        def said(before: Gathering) -> Iterable[Said]:
            if values.get("group"):
                _find(before.groups, str(values["group"]))
            for identity in participants:
                yield from _differences("participant", _find(before.participants, identity), values)

        return self._change(evaluation, said)

    def remove(self, evaluation: str, participants: Iterable[str]) -> Gathering:
        """Take people off the list, and so from every session. Those who are off it already are left alone."""
        return self._change(
            evaluation,
            lambda before: [("participant", one, "present", False) for one in participants if one in before.by_id],
        )

    def unite(self, evaluation: str, kept: str, other: str) -> Gathering:
        """Two entries are one person: what `kept` does not say is taken from `other`, which goes. Raises EntryGone."""

        def said(before: Gathering) -> Iterable[Said]:
            one, two = (_find(before.participants, identity) for identity in (kept, other))
            missing = {field: getattr(two, field) for field in _SAID_OF_SOMEBODY if not getattr(one, field)}
            yield from _differences("participant", one, missing)
            for sitting in before.sittings:
                if (sitting.id, other) in before.presence and (sitting.id, kept) not in before.presence:
                    yield "presence", f"{sitting.id}/{kept}", "present", True
            yield "participant", other, "present", False

        return self._change(evaluation, said)

    # Presence

    def mark(self, evaluation: str, sitting: str, participants: Iterable[str], present: bool) -> Gathering:
        """Say of people, one or many, whether they are at a session. Raises EntryGone."""

        def said(before: Gathering) -> Iterable[Said]:
            _find(before.sittings, sitting)
            for identity in participants:
                _find(before.participants, identity)
                if ((sitting, identity) in before.presence) != present:
                    yield "presence", f"{sitting}/{identity}", "present", present

        return self._change(evaluation, said)

    # Groups

    def add_group(self, evaluation: str, name: str) -> Gathering:
        """Make a group; one that has this name already, however spelled, is enough. Raises NoteTooLong."""
        name = _name(name)

        def said(before: Gathering) -> Iterable[Said]:
            if name and name_key(name) not in {name_key(group.name) for group in before.groups}:
                yield from _all_of("group", new_identity(), {"name": name, "present": True})

        return self._change(evaluation, said)

    def rename_group(self, evaluation: str, group: str, name: str) -> Gathering:
        """Give a group another name. Raises EntryGone, NoteTooLong."""
        name = _name(name)

        def said(before: Gathering) -> Iterable[Said]:
            if _find(before.groups, group).name != name:
                yield "group", group, "name", name

        return self._change(evaluation, said)

    def remove_group(self, evaluation: str, group: str) -> Gathering:
        """Dissolve a group; its members stay on the list, in none. Raises EntryGone."""

        def said(before: Gathering) -> Iterable[Said]:
            _find(before.groups, group)
            for member in before.members_of(group):
                yield "participant", member.id, "group", ""
            yield "group", group, "present", False

        return self._change(evaluation, said)

    # Sessions

    def add_sitting(
        self, evaluation: str, title: str = "", place: str = "", day: date | None = None, start: str = ""
    ) -> Gathering:
        """Plan a session. Raises NoteTooLong."""
        values = {"title": _name(title), "place": _name(place), "date": _day(day), "start": start, "present": True}
        return self._change(evaluation, lambda _before: _all_of("session", new_identity(), values))

    def change_sitting(self, evaluation: str, sitting: str, said_of_it: Mapping[str, Any]) -> Gathering:
        """Say something of a session: fields of a Sitting. Raises EntryGone, NoteTooLong."""
        values = dict(said_of_it)
        values |= {field: _name(values[field]) for field in ("title", "place") if field in values}

        def said(before: Gathering) -> Iterable[Said]:
            for kind, entity, field, value in _differences("session", _find(before.sittings, sitting), values):
                yield (kind, entity, "date", _day(value)) if field == "day" else (kind, entity, field, value)

        return self._change(evaluation, said)

    def remove_sitting(self, evaluation: str, sitting: str) -> Gathering:
        """Take a session off the plan. Who was there stays in the journal. Raises EntryGone."""

        def said(before: Gathering) -> Iterable[Said]:
            _find(before.sittings, sitting)
            yield "session", sitting, "present", False

        return self._change(evaluation, said)

    def plan(self, evaluation: str, budgets: Mapping[str, Mapping[str, int]]) -> Gathering:
        """Say the minutes of each principle in some sessions, by id of the session. Raises EntryGone."""

        def said(before: Gathering) -> Iterable[Said]:
            for sitting, minutes in budgets.items():
                planned = {code: count for code, count in minutes.items() if count}
                yield from _differences("session", _find(before.sittings, sitting), {"budgets": planned})

        return self._change(evaluation, said)

    def plan_evenly(self, evaluation: str, minutes_each: int) -> Gathering:
        """Spread the time of all sessions, this long each, by the number of indicators of each principle."""
        with look(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
        weights = {principle.code: sum(1 for _ in principle.indicators) for principle in framework.principles}

        def said(before: Gathering) -> Iterable[Said]:
            budgets = suggest(weights, [minutes_each] * len(before.sittings))
            for sitting, budget in zip(before.sittings, budgets, strict=True):
                yield from _differences("session", sitting, {"budgets": budget})

        return self._change(evaluation, said)

    def _change(self, evaluation: str, said: Callable[[Gathering], Iterable[Said]]) -> Gathering:
        """One transaction: what there was goes to `said`, what there is then comes back."""
        with begin(self._workspace) as work:
            work.journal.record_all(evaluation, list(said(_read(work, evaluation))))
            work.session.flush()
            after = _read(work, evaluation)
            work.commit()
        return after


def _read(work: Work, evaluation: str) -> Gathering:
    find(work.session, evaluation)
    return read_gathering(work.session, evaluation, work.journal.conflicts(evaluation))


def _find(things: Sequence[Any], identity: str) -> Any:
    found = next((thing for thing in things if thing.id == identity), None)
    if found is None:
        raise EntryGone(identity)
    return found


def _name(text: str) -> str:
    text = one_line(text)
    if len(text) > NAME_LIMIT:
        raise NoteTooLong(NAME_LIMIT)
    return text


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _described(values: Mapping[str, str]) -> dict[str, object]:
    return {field: _name(value) if field in ("name", "organisation") else value for field, value in values.items()}


def _all_of(kind: str, entity: str, values: Mapping[str, object]) -> Iterable[Said]:
    """What is to be said of a new thing: what is not as it would be anyway."""
    fields = KINDS[kind].fields
    return [(kind, entity, field, value) for field, value in values.items() if value != fields[field].blank]


def _differences(kind: str, thing: Participant | Sitting, values: Mapping[str, Any]) -> Iterable[Said]:
    """What is to be said of a thing: what is not so already, or what people disagree on."""
    for field, value in values.items():
        if value != getattr(thing, field) or field in thing.disputed:
            yield kind, thing.id, field, value
