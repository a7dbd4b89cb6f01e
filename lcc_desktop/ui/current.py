"""The evaluation everybody looks at: one value, one signal when it changes."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from lcc_desktop.domain.people import Participation
    from lcc_desktop.services.results import EvaluationView, IndicatorView


class CurrentEvaluation(QObject):
    """What is open. Presenters write it after the disk has; screens read it.

    Signals:
        opened: another evaluation (or the same, read afresh) is here.
        commune_changed: what is said of the commune is new.
        cycle_changed: the cycle's name or the stage is new.
        people_changed: who takes part is new.
        indicator_changed: the code of the indicator whose view is new; results are new too.
    """

    opened = Signal()
    commune_changed = Signal()
    cycle_changed = Signal()
    people_changed = Signal()
    indicator_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: EvaluationView | None = None

    @property
    def view(self) -> "EvaluationView | None":
        return self._view

    @property
    def id(self) -> str:
        """The id of the open evaluation; empty when none is."""
        return self._view.id if self._view else ""

    def show(self, view: "EvaluationView") -> None:
        self._view = view
        self.opened.emit()

    def show_commune(self, changed: "EvaluationView") -> None:
        """Put what `changed` says of the commune in place, unless another evaluation was opened meanwhile."""
        if self._view is not None and self._view.id == changed.id:
            self._view = replace(self._view, commune=changed.commune, commune_conflicts=changed.commune_conflicts)
            self.commune_changed.emit()

    def show_cycle(self, changed: "EvaluationView") -> None:
        """Put what `changed` says of cycle and stage in place, unless another evaluation was opened meanwhile."""
        if self._view is not None and self._view.id == changed.id:
            self._view = replace(
                self._view, cycle=changed.cycle, stage=changed.stage, cycle_conflicts=changed.cycle_conflicts
            )
            self.cycle_changed.emit()

    def show_participation(self, evaluation: str, participation: "Participation") -> None:
        """Put new counts of people in place, unless another evaluation was opened meanwhile."""
        if self._view is not None and self._view.id == evaluation and self._view.participation != participation:
            self._view = replace(self._view, participation=participation)
            self.people_changed.emit()

    def show_indicator(self, evaluation: str, shown: "IndicatorView") -> None:
        """Put one indicator's new view in place, unless another evaluation was opened meanwhile."""
        if self._view is None or self._view.id != evaluation:
            return
        self._view = self._view.with_indicator(shown)
        self.indicator_changed.emit(shown.indicator.code)
