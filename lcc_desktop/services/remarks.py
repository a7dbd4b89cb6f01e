"""Strengths, points to improve, and what is parked for later: a line each, of an indicator or of the whole."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from lcc_desktop.domain.errors import EntryGone, IndicatorNotFound, RemarkEmpty
from lcc_desktop.models.workshop import Remark
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import framework_of
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.indicator import checked_text
from lcc_desktop.services.results import RemarkItem
from lcc_desktop.services.room import read_remarks
from lcc_desktop.services.unit import Work, begin, look


@dataclass(frozen=True)
class Jotted:
    """All remarks of one indicator (its code), or of the whole evaluation (""), as they are now."""

    indicator: str
    remarks: tuple[RemarkItem, ...]


class Remarks:
    """What is jotted down while people speak.

    Every method raises EvaluationNotFound and StorageFailed beside what it names.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks, clock: Callable[[], float] = time.time) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._clock = clock

    def add(self, evaluation: str, sort: str, text: str, code: str = "") -> Jotted:
        """Jot down a remark of an indicator, or of the whole; `sort` is one of facts.REMARKS.

        Raises IndicatorNotFound, RemarkEmpty, NoteTooLong.
        """
        text = _worded(text)
        with begin(self._workspace) as work:
            if framework_of(work.session, evaluation, self._frameworks).find(code) is None and code:
                raise IndicatorNotFound(code)
            # Its name begins with the time, so that remarks stand in the order they were made.
            remark = f"{int(self._clock() * 1000) % 16**12:012x}{secrets.token_hex(10)}"
            for field, value in (("indicator", code), ("sort", sort), ("text", text), ("present", True)):
                work.journal.record(evaluation, "remark", remark, field, value)
            return _kept(work, evaluation, code)

    def all(self, evaluation: str) -> tuple[RemarkItem, ...]:
        """Every remark of an evaluation, in the order they were jotted down."""
        with look(self._workspace) as work:
            return read_remarks(work.session, evaluation)

    def word(self, evaluation: str, remark: str, text: str) -> Jotted:
        """Say a remark in other words. Raises RemarkEmpty, EntryGone, NoteTooLong."""
        return self._say(evaluation, remark, "text", _worded(text))

    def settle(self, evaluation: str, remark: str, done: bool = True) -> Jotted:
        """Tick what was parked as dealt with, or take the tick away. Raises EntryGone."""
        return self._say(evaluation, remark, "done", done)

    def drop(self, evaluation: str, remark: str) -> Jotted:
        """Take a remark away. Raises EntryGone."""
        return self._say(evaluation, remark, "present", False)

    def _say(self, evaluation: str, remark: str, field: str, value: object) -> Jotted:
        with begin(self._workspace) as work:
            row = work.session.get(Remark, (evaluation, remark))
            if row is None or not row.present:
                raise EntryGone(remark)
            if getattr(row, field) != value:
                work.journal.record(evaluation, "remark", remark, field, value)
            return _kept(work, evaluation, row.indicator)


def _kept(work: Work, evaluation: str, code: str) -> Jotted:
    work.session.flush()
    after = Jotted(code, read_remarks(work.session, evaluation, code))
    work.commit()
    return after


def _worded(text: str) -> str:
    text = checked_text(text).strip()
    if not text:
        raise RemarkEmpty
    return text
