"""What a facilitator keeps for themselves: private notes, time used, where one was. Never in the journal."""

import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.models.bench import Bookmark, PrivateNote, TimeUsed, own
from lcc_desktop.models.evaluation import Evaluation
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.indicator import checked_text
from lcc_desktop.services.unit import begin, look


def _row_of(session: Session) -> int:
    """The row of somebody's bookmark."""
    author = session.info.get("author")
    return 2 + zlib.crc32(author.encode()) % 2**30 if author else 1


@dataclass(frozen=True)
class Place:
    """Where one was: a page's key, an evaluation and an indicator, empty where there was none."""

    page: str = ""
    evaluation: str = ""
    indicator: str = ""


class Bench:
    """Every method that writes raises StorageFailed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def note(self, evaluation: str, code: str, text: str) -> None:
        """Keep a note of an indicator that nobody else reads. Raises NoteTooLong."""
        text = checked_text(text)
        with begin(self._workspace) as work:
            work.session.merge(PrivateNote(scope=own(work.session, evaluation), indicator=code, text=text))
            work.commit()

    def spend(self, evaluation: str, seconds: Mapping[str, int]) -> None:
        """Add seconds that indicators, by code, were on the card."""
        with begin(self._workspace) as work:
            scope = own(work.session, evaluation)
            for code, more in seconds.items():
                used = work.session.get(TimeUsed, (scope, code))
                if used is None:
                    work.session.add(TimeUsed(scope=scope, indicator=code, seconds=more))
                else:
                    used.seconds += more
            work.commit()

    def leave_at(self, place: Place) -> None:
        """Remember where one is, to come back there at the next start."""
        with begin(self._workspace) as work:
            row = Bookmark(id=_row_of(work.session), page=place.page, scope=place.evaluation, indicator=place.indicator)
            work.session.merge(row)
            work.commit()

    def place(self) -> Place:
        """Where one was; nowhere if that evaluation is not here, as in a workspace of another time."""
        with look(self._workspace) as work:
            row = work.session.get(Bookmark, _row_of(work.session))
            if row is None:
                return Place()
            if row.scope and work.session.get(Evaluation, (row.scope, row.scope)) is None:
                return Place()
            return Place(row.page, row.scope, row.indicator)


def rename(session: Session, evaluation: str, codes: Mapping[str, str]) -> None:
    """Indicators have other codes, old to new: what is kept of them goes along."""
    notes = session.scalars(select(PrivateNote).where(PrivateNote.scope.endswith(evaluation))).all()
    used = session.scalars(select(TimeUsed).where(TimeUsed.scope.endswith(evaluation))).all()
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    seconds: dict[tuple[str, str], int] = defaultdict(int)
    for note in notes:
        texts[note.scope, codes.get(note.indicator, note.indicator)].append(note.text)
    for spent in used:
        seconds[spent.scope, codes.get(spent.indicator, spent.indicator)] += spent.seconds
    for row in (*notes, *used):
        session.delete(row)
    session.flush()
    session.add_all(PrivateNote(scope=s, indicator=c, text="\n".join(t)) for (s, c), t in texts.items())
    session.add_all(TimeUsed(scope=s, indicator=c, seconds=used) for (s, c), used in seconds.items())
