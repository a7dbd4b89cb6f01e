"""The improvement plan as charts know it: its actions as tasks of a timeline."""

from collections.abc import Sequence
from datetime import date

from lcc_desktop.domain.plan import Action, Status
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import number
from lcc_desktop.reports.charts.timeline import Task
from lcc_desktop.wording.plan import action_title


def plan_tasks(actions: Sequence[Action], today: date) -> list[Task]:
    """The actions in their order, numbered; one given up is not drawn."""
    return [
        Task(
            label=fill("{number}. {title}", number=number(place), title=action_title(action)),
            start=action.start,
            end=action.deadline,
            done=action.progress / 100,
            late=action.is_late(today),
            note=_("No deadline yet"),
        )
        for place, action in enumerate(actions, 1)
        if action.status is not Status.GIVEN_UP
    ]
