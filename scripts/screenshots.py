"""Takes the screenshots of the README and of every page, in French and Arabic, light and dark.

    python scripts/screenshots.py DIR [--all] [--size=WIDTHxHEIGHT] [PAGE …]

With pages named, only these. Without --all only the README's pictures are made. Runs without a display; at 200 % with
QT_SCALE_FACTOR=2 before it.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QSettings, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.scoring import Score
from lcc_desktop.sample import make_sample
from lcc_desktop.services import workspaces
from lcc_desktop.services.backup_places import BackupPlaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.ui.gate.view import GateWindow
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.window import Desk, apply_language

PAGES = (
    "home",
    "new",
    "prepare",
    "sessions",
    "participants",
    "presence",
    "print",
    "workshop",
    "votes",
    "evidence",
    "projector",
    "results",
    "parts",
    "lists",
    "compare",
    "plan",
    "matrix",
    "timeline",
    "closing",
    "documents",
    "letterhead",
    "send",
    "inbox",
    "campaign",
    "commune",
    "board",
    "map",
    "organisation",
    "verification",
    "committee",
    "comparison",
    "framework",
    "editor",
    "protection",
    "enrolment",
    "backups",
    "unlock",
    "damage",
)
_WITHIN = {
    "editor": "framework",
    "letterhead": "documents",
    **dict.fromkeys(("parts", "lists", "compare"), "results"),
    **dict.fromkeys(("sessions", "participants", "presence", "print"), "prepare"),
    **dict.fromkeys(("votes", "projector"), "workshop"),
    **dict.fromkeys(("unlock", "damage"), "backups"),
    "matrix": "plan",
    "timeline": "plan",
    **dict.fromkeys(("commune", "board", "map", "organisation"), "campaign"),
}
README = (("workshop", "fr"), ("workshop", "ar"), ("results", "ar"), ("editor", "fr"))


def main() -> None:
    """Take the pictures."""
    target, everything = Path(sys.argv[1]), "--all" in sys.argv
    pages = [page for page in PAGES if page in sys.argv] or PAGES
    size = next((word.removeprefix("--size=") for word in sys.argv if word.startswith("--size=")), "1366x768")
    width, height = map(int, size.split("x"))
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    QCursor.setPos(QPoint(width * 3, height * 3))  # hovers over nothing
    fonts.load()
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        preferences.language = "fr"
        with _desk(app, Path(folder) / "sample", preferences) as desk:
            desk.window.resize(width, height)
            for language in ("fr", "ar"):
                for dark in (False, True) if everything else (False,):
                    apply_language(app, language)
                    apply_theme(app, dark)
                    apply_language(app, language)
                    for page in pages:
                        if everything or (page, language) in README:
                            suffix = "-dark" if dark else ""
                            _take(desk, page, target / f"{page}-{language}{suffix}.png")


@contextmanager
def _desk(app: QApplication, folder: Path, preferences: Preferences) -> Iterator[Desk]:
    services = services_for(workspaces.create(folder, "Équipe d’accompagnement"), readable_members)
    make_sample(services)
    apply_language(app, "fr")
    apply_theme(app)
    desk = Desk(app, services, preferences)
    desk.window.show()
    _settle(desk)
    desk.home_presenter.open(services.evaluations.rows()[0].id)
    _settle(desk)
    desk.workshop_presenter.choose("1.2.1")
    yield desk
    desk.window.close()


def _take(desk: Desk, page: str, path: Path) -> None:
    desk.window.go_to(_WITHIN.get(page, page))
    if page == "new":
        desk.new.search.setText("tet")
    if page == "prepare" or _WITHIN.get(page) == "prepare":
        desk.prepare.go_to("cycle" if page == "prepare" else page)
    if page in ("results", "parts", "lists", "compare"):
        desk.results.ways["overview" if page == "results" else page].click()
    if page in ("plan", "matrix", "timeline"):
        desk.plan.ways["list" if page == "plan" else page].click()
    if page == "campaign" or _WITHIN.get(page) == "campaign":
        _settle(desk)
        _look(desk, page)
    if page == "closing":
        _compare(desk)
    if page in ("verification", "committee"):
        _verify(desk)
    if page == "framework":
        desk.framework.show_shelf()
    if page == "documents" and desk.documents.is_editing:
        desk.documents.editor.leave()
    if page == "letterhead":
        desk.documents.edit_template()
        _settle(desk)
        _wait(desk.printing.template.preview.tasks)
    if page == "editor":
        _settle(desk)
        _edit(desk)
    if page in ("workshop", "votes"):
        desk.workshop.side.show_tab("votes" if page == "votes" else "evidence")
    if page == "backups":
        _back_up(desk)
    _settle(desk)
    shown: QWidget = desk.window
    if page == "projector":
        shown = _projected(desk)
    elif page in ("unlock", "damage"):
        shown = _gate(desk, page)
    for _turn in range(5):  # what a change of language made longer is laid out again
        QApplication.processEvents()
    shown.grab().save(str(path))
    if page in ("unlock", "damage"):
        shown.deleteLater()


def _back_up(desk: Desk) -> None:
    """Two backups, and what the earlier one would change."""
    places = BackupPlaces(desk.services.workspace)
    if not places.all():
        places.make_due(lambda: datetime.now(UTC) - timedelta(hours=3))
        desk.services.remarks.add(desk.current.id, "strength", "Sessions publiques", "1.2.1")
        places.make()
    page = desk.safekeeping.page
    page.shown.emit()
    tasks = desk.safekeeping.backups.tasks
    _wait(tasks)
    page.table.setCurrentIndex(page.model.index(1, 0))
    _wait(tasks)


def _projected(desk: Desk) -> QWidget:
    """The projector as the room sees it: both languages and the degrees."""
    if not desk.room.projector.is_open:
        desk.room.project("degrees")
    _settle(desk)
    shown = desk.room.projector.window
    shown.resize(desk.window.size())
    return shown


def _gate(desk: Desk, page: str) -> QWidget:
    """What stands in the place of the window."""
    gate = GateWindow()
    gate.resize(desk.window.size())
    gate.show_page(gate.unlock if page == "unlock" else gate.damage)
    if page == "damage":
        backups = BackupPlaces(desk.services.workspace).all()
        gate.damage.show_backups(backups)
        for kept in backups[:1]:
            gate.damage.show_preview(kept)
    gate.show()
    _settle(desk)
    return gate


def _look(desk: Desk, page: str) -> None:
    """The campaign one way or another; a commune that is late with its file beside the table."""
    shown = desk.coordination.campaign
    shown.file.left.emit()
    shown.ways[{"organisation": "setup", "board": "board", "map": "map"}.get(page, "table")].click()
    if page == "commune":
        late = next(row for row, file in enumerate(shown.model.files) if file.late)
        shown.table.setCurrentIndex(shown.model.index(late, 0))


def _verify(desk: Desk) -> None:
    """A mission under way, and a decision of the committee."""
    _settle(desk)
    services, evaluation = desk.services, desk.current.id
    if services.committee.decisions(evaluation):
        return
    on = date(2026, 11, 23)
    for code, degree, reason in (("1.1.1", 1, "Deux séances sur quatre étaient annoncées."), ("1.1.2", 3, "")):
        services.scoring.verify(evaluation, code, Score.of(degree), reason, on)
    services.committee.decide(
        evaluation, Outcome.ACTION_PLAN, on, "AMPCC\nTarga-Aide\nDGCT", "Plan d’action sous six mois.", "PV 3/2026"
    )
    desk.current.show(services.evaluations.view(evaluation))


def _compare(desk: Desk) -> None:
    """A snapshot, a score that changed since, and the two side by side."""
    if not desk.services.snapshots.all(desk.current.id):
        made = desk.services.snapshots.take(desk.current.id, "Fin du premier jour")
        desk.services.scoring.score(desk.current.id, "1.2.1", Score.of(1))
        desk.home_presenter.read_again()
        _settle(desk)
        desk.closing.shown.emit()
        _settle(desk)
        desk.closing.compare_asked.emit(made.id, "")


def _edit(desk: Desk) -> None:
    """The editor on the next version of the example, at an indicator that is measured."""
    if not desk.services.drafts.all():
        desk.framework.shelf.next_asked.emit(desk.services.frameworks.usable()[0].ref)
    else:
        desk.framework.shelf.open_asked.emit(desk.services.drafts.all()[0].id)
    _settle(desk)
    editor = desk.framework.editor
    editor.tree.setCurrentIndex(editor.model.index_of(("principles", 2, "norms", 0, "indicators", 1)))


def _settle(desk: Desk) -> None:
    """Until what was asked has come back and been painted."""
    _wait(desk.tasks)


def _wait(tasks: Tasks) -> None:
    loop = QEventLoop()
    if tasks.busy:
        tasks.idle.connect(loop.quit)
        loop.exec()
    QTimer.singleShot(50, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
