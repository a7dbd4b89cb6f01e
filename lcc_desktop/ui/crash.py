"""When we are to blame: a dialog that says so, keeps a report on this computer, and loses no data."""

import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QMessageBox

from lcc_desktop import __version__
from lcc_desktop.i18n import _, fill, plain

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def crash_hook(folder: Path, is_discreet: Callable[[], bool] = lambda: False) -> Hook:
    """What to set as `sys.excepthook`. Reports go to `folder`; nothing is ever sent anywhere.

    While `is_discreet`, what the errors themselves say is shown, not written: it may quote what is protected.
    """
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = _report(kind, error, trace)
        written = _report(kind, error, trace, with_messages=False) if is_discreet() else report
        if sys.stderr is not None:  # a window started without a console has none
            sys.stderr.write(written)
        path = _keep(folder, written)
        if not showing:  # one dialog, however many errors follow
            showing = True
            try:
                _show(path, report)
            finally:
                showing = False

    return hook


def _report(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, with_messages: bool = True
) -> str:
    lines = traceback.format_exception(kind, error, trace) if with_messages else list(_places(error))
    return f"LCC Desktop {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n{''.join(lines)}"


def _places(error: BaseException) -> Iterator[str]:
    """Where an error and those before it came from, and of what kind they are."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _places(before)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"


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
