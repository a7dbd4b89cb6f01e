"""Scores and justifications, one at a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from lcc_desktop.domain.errors import BadAim, BadNumber, BadScore, NotMeasured, NumbersGiveNothing, ScoreMeasured
from lcc_desktop.domain.facts import DECIMAL, score_value
from lcc_desktop.domain.framework import Framework, Indicator, ScaleKind
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.indicator import Write, change, checked_text, in_conflict
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.unit import Work

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫,", "0123456789..", "\u00a0\u202f\u066c ")


class Scoring:
    """What is said of indicators. When a method returns, what it wrote is on the disk.

    Every method returns what is shown of the indicator now, and raises EvaluationNotFound, IndicatorNotFound and
    StorageFailed beside what it names.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def score(self, evaluation: str, code: str, score: Score, note: str | None = None) -> IndicatorView:
        """Say the score of one indicator, with its justification if given. A score in conflict is settled by saying it.

        Raises BadScore, ScoreMeasured, NotMeasured, BadNumber, NumbersGiveNothing, NoteTooLong.
        """
        note = None if note is None else checked_text(note)

        def write(work: Work, framework: Framework, before: IndicatorView) -> None:
            said = checked(framework, before.indicator, score)
            if said != before.score or in_conflict(before, "value"):
                work.journal.record(evaluation, "score", code, "value", score_value(said))
            if note is not None and (note != before.note or in_conflict(before, "note")):
                work.journal.record(evaluation, "score", code, "note", note)

        return self._change(evaluation, code, write)

    def measure(self, evaluation: str, code: str, numbers: Mapping[str, str], note: str | None = None) -> IndicatorView:
        """Say the numbers of a measured indicator, as entered; its degree follows. A percentage is under its own code.

        Digits of either script and a decimal comma are understood. Raises like `score`.
        """
        entered = tuple(sorted((name, decimal(text)) for name, text in numbers.items()))
        return self.score(evaluation, code, Score(State.SCORED, None, entered), note)

    def justify(self, evaluation: str, code: str, note: str) -> IndicatorView:
        """Write the justification of an indicator. Raises NoteTooLong."""
        note = checked_text(note)

        def write(work: Work, _framework: Framework, before: IndicatorView) -> None:
            if note != before.note or in_conflict(before, "note"):
                work.journal.record(evaluation, "score", code, "note", note)

        return self._change(evaluation, code, write)

    def decide_by(self, evaluation: str, code: str, method: str) -> IndicatorView:
        """Say how the group came to its score: one of facts.METHODS, or "" to take it back."""

        def write(work: Work, _framework: Framework, before: IndicatorView) -> None:
            if method != before.method or in_conflict(before, "method"):
                work.journal.record(evaluation, "score", code, "method", method)

        return self._change(evaluation, code, write)

    def dissent(self, evaluation: str, code: str, text: str) -> IndicatorView:
        """Write down what some of the group held against the score. Raises NoteTooLong."""
        text = checked_text(text)

        def write(work: Work, _framework: Framework, before: IndicatorView) -> None:
            if text != before.dissent or in_conflict(before, "dissent"):
                work.journal.record(evaluation, "score", code, "dissent", text)

        return self._change(evaluation, code, write)

    def aim(self, evaluation: str, code: str, degree: int | None) -> IndicatorView:
        """Say the degree that the improvement of an indicator aims at; None takes it back. Raises BadAim."""

        def write(work: Work, _framework: Framework, before: IndicatorView) -> None:
            if degree is not None and not 0 <= degree <= before.indicator.top:
                raise BadAim(code, str(degree), before.indicator.top)
            if degree != before.aim or in_conflict(before, "aim"):
                work.journal.record(evaluation, "score", code, "aim", degree)

        return self._change(evaluation, code, write)

    def verify(
        self, evaluation: str, code: str, score: Score, reason: str | None = None, on: date | None = None
    ) -> IndicatorView:
        """Say what the verification mission found on a day, beside the commune's own score. Raises like `score`."""
        reason = None if reason is None else checked_text(reason)

        def write(work: Work, framework: Framework, before: IndicatorView) -> None:
            said = checked(framework, before.indicator, score)
            if said != before.verified or in_conflict(before, "verified-value"):
                work.journal.record(evaluation, "verified", code, "value", score_value(said))
            if reason is not None and (reason != before.reason or in_conflict(before, "verified-reason")):
                work.journal.record(evaluation, "verified", code, "reason", reason)
            if on is not None and on != before.seen_on:
                work.journal.record(evaluation, "verified", code, "on", on.isoformat())

        return self._change(evaluation, code, write)

    def _change(self, evaluation: str, code: str, write: Write) -> IndicatorView:
        return change(self._workspace, self._frameworks, evaluation, code, write)


def decimal(text: str) -> str:
    """A number as it is kept: Western digits, a point, nothing superfluous. Raises BadNumber."""
    plain = text.translate(_DIGITS).strip()
    if not DECIMAL.fullmatch(plain):
        raise BadNumber(text)
    whole, _point, rest = plain.partition(".")
    sign, digits = whole[: whole.startswith("-")], whole.lstrip("-").lstrip("0") or "0"
    rest = rest.rstrip("0")
    return f"{sign if digits != '0' or rest else ''}{digits}{'.' if rest else ''}{rest}"


def checked(framework: Framework, indicator: Indicator, score: Score) -> Score:
    """A score that this indicator can have, its degree computed if it is measured.

    Raises BadScore, ScoreMeasured, NotMeasured, BadNumber, NumbersGiveNothing.
    """
    refused = BadScore(indicator.code, str(score.degree if score.state is State.SCORED else score.state), indicator.top)
    if score.state is State.DISPUTED or (score.state is State.NOT_APPLICABLE and not indicator.na_allowed):
        raise refused
    if score.state is not State.SCORED:
        return score
    if indicator.scale.measured:
        return _measured(framework, indicator, score)
    if score.numbers:
        raise NotMeasured(indicator.code)
    if score.degree is None or not 0 <= score.degree <= indicator.top:
        raise refused
    return score


def _measured(framework: Framework, indicator: Indicator, score: Score) -> Score:
    percentage = indicator.scale.kind is ScaleKind.PERCENTAGE
    wanted = {indicator.code} if percentage else {number.code for number in framework.asked(indicator)}
    numbers = {name: Fraction(text) for name, text in score.numbers}
    if numbers.keys() != wanted:
        raise ScoreMeasured(indicator.code, tuple(sorted(wanted)))
    if percentage and not 0 <= numbers[indicator.code] <= 100:
        raise BadNumber(dict(score.numbers)[indicator.code])
    value = framework.measure(indicator, numbers)
    if value is None:
        raise NumbersGiveNothing(indicator.code)
    return replace(score, degree=indicator.scale.degree_of(value))
