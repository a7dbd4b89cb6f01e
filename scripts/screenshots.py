"""Takes the screenshots of the README and of every page, in French and Arabic, light and dark.

    python scripts/screenshots.py DIR [--all]

Without --all only the README's pictures are made. Runs without a display.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.sample import make_sample
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language

PAGES = ("home", "new", "workshop", "results", "documents", "send", "inbox")
README = (("workshop", "fr"), ("workshop", "ar"), ("results", "ar"))


def main() -> None:
    """Take the pictures."""
    target, everything = Path(sys.argv[1]), "--all" in sys.argv
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    fonts.load()
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        preferences.language = "fr"
        with _desk(app, Path(folder) / "sample", preferences) as desk:
            for language in ("fr", "ar"):
                for dark in (False, True) if everything else (False,):
                    apply_language(app, language)
                    apply_theme(app, dark)
                    apply_language(app, language)
                    for page in PAGES:
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
    desk.window.resize(1366, 768)
    desk.window.show()
    _settle(desk)
    desk.home_presenter.open(next(row.id for row in services.evaluations.rows() if row.completeness > 0.5))
    _settle(desk)
    desk.workshop_presenter.choose("1.2.1")
    yield desk
    desk.window.close()


def _take(desk: Desk, page: str, path: Path) -> None:
    desk.window.go_to(page)
    if page == "new":
        desk.new.search.setText("tet")
    _settle(desk)
    desk.window.grab().save(str(path))


def _settle(desk: Desk) -> None:
    """Until what was asked has come back and been painted."""
    loop = QEventLoop()
    if desk.tasks.busy:
        desk.tasks.idle.connect(loop.quit)
        loop.exec()
    QTimer.singleShot(50, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
