"""The evaluation everybody looks at: one value, one signal when it changes."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from lcc_desktop.domain.scoring import results
from lcc_desktop.services.results import EvaluationView, IndicatorView


class CurrentEvaluation(QObject):
    """What is open. Presenters write it after the disk has; screens read it.

    Signals:
        opened: another evaluation (or the same, read afresh) is here.
        indicator_changed: the code of the indicator whose view is new; results are new too.
    """

    opened = Signal()
    indicator_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: EvaluationView | None = None

    @property
    def view(self) -> EvaluationView | None:
        return self._view

    @property
    def id(self) -> str:
        """The id of the open evaluation; empty when none is."""
        return self._view.id if self._view else ""

    def show(self, view: EvaluationView) -> None:
        self._view = view
        self.opened.emit()

    def show_indicator(self, evaluation: str, shown: IndicatorView) -> None:
        """Put one indicator's new view in place, unless another evaluation was opened meanwhile."""
        if self._view is None or self._view.id != evaluation:
            return
        indicators = {**self._view.indicators, shown.indicator.code: shown}
        scores = {code: item.score for code, item in indicators.items()}
        self._view = replace(self._view, indicators=indicators, results=results(self._view.framework, scores))
        self.indicator_changed.emit(shown.indicator.code)
