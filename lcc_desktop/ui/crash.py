"""When we are to blame: a dialog that says so, keeps a report on this computer, and loses no data."""

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QMessageBox

from lcc_desktop import __version__
from lcc_desktop.i18n import _, fill, plain

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def crash_hook(folder: Path) -> Hook:
    """What to set as `sys.excepthook`. Reports go to `folder`; nothing is ever sent anywhere."""
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = _report(kind, error, trace)
        if sys.stderr is not None:  # a window started without a console has none
            sys.stderr.write(report)
        path = _keep(folder, report)
        if not showing:  # one dialog, however many errors follow
            showing = True
            try:
                _show(path, report)
            finally:
                showing = False

    return hook


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    lines = traceback.format_exception(kind, error, trace)
    return f"LCC Desktop {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n{''.join(lines)}"


def _keep(folder: Path, report: str) -> Path | None:
    path = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report, encoding="utf-8")
    except OSError:
        return None
    return path


def _show(path: Path | None, report: str) -> None:
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(plain(_("LCC Desktop")))
    box.setText(_("Something went wrong in the application. What you had entered is safe on the disk."))
    if path is not None:
        box.setInformativeText(fill(_("A report was saved here, and sent nowhere: {path}"), path=path))
    box.setDetailedText(report)
    box.exec()
