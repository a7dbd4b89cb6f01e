"""One indicator of a document as a workshop would show it: for the editor, before anything is published."""

from lcc_desktop.domain.formula import FormulaError
from lcc_desktop.domain.scoring import UNSCORED, results
from lcc_desktop.domain.territory import Commune
from lcc_desktop.services.evaluations import SELF_EVALUATION
from lcc_desktop.services.framework_edit import at
from lcc_desktop.services.framework_file import build
from lcc_desktop.services.framework_rules import problems
from lcc_desktop.services.framework_text import Document, Place
from lcc_desktop.services.results import EvaluationView, IndicatorView

_NOWHERE = Commune("", "", "", "", "", "", "", "")
_HARMLESS = {"empty", "duplicate", "no-weight", "too-few"}


def preview(document: Document, place: Place) -> EvaluationView | None:
    """An evaluation of nothing by the one indicator at `place`; None while it is not written so far."""
    principle, norm, indicator = at(document, place[:2]), at(document, place[:4]), at(document, place)
    if indicator is None:
        return None
    alone = {
        **document,
        "principles": [{**principle, "norms": [{**norm, "indicators": [indicator]}]}],
        "prerequisites": [],
        "levels": [],
    }
    if any(problem.rule not in _HARMLESS for problem in problems(alone)):
        return None
    try:
        framework = build(alone, "")
    except (KeyError, ValueError, TypeError, FormulaError):
        return None
    [item] = framework.indicators
    return EvaluationView(
        id="",
        commune=_NOWHERE,
        cycle="",
        stage=SELF_EVALUATION,
        framework=framework,
        indicators={item.code: IndicatorView(item, UNSCORED, "", (), ())},
        results=results(framework, {}),
        author="",
        last_change=None,
    )
