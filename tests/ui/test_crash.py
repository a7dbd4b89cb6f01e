"""When we are to blame: a report on this computer, one dialog, nothing sent."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from lcc_desktop.ui.crash import crash_hook


@pytest.fixture
def shown(monkeypatch) -> list[QMessageBox]:
    """The dialogs that would have been opened."""
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box))
    return boxes


def crash(folder: Path) -> None:
    try:
        raise ZeroDivisionError("the bug")
    except ZeroDivisionError:
        crash_hook(folder)(*sys.exc_info())  # type: ignore[arg-type]


def test_a_bug_is_reported_in_a_file_and_said_once(qapp, shown, tmp_path, capfd):
    crash(tmp_path / "reports")
    [report] = (tmp_path / "reports").iterdir()
    assert "the bug" in report.read_text(encoding="utf-8")
    assert len(shown) == 1
    assert str(report) in shown[0].informativeText()


def test_a_report_that_cannot_be_saved_still_says_what_happened(qapp, shown, tmp_path, capfd):
    (tmp_path / "file").write_text("in the way")
    crash(tmp_path / "file" / "reports")
    assert len(shown) == 1
    assert "the bug" in shown[0].detailedText()


def test_a_window_without_a_console_is_no_reason_to_crash_again(qapp, shown, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    crash(tmp_path)
    assert len(shown) == 1


def test_while_a_protected_workspace_is_open_a_report_does_not_quote_it(qapp, shown, tmp_path, capfd):
    try:
        try:
            raise ZeroDivisionError("what somebody had written")
        except ZeroDivisionError as error:
            raise KeyError("what somebody had written") from error
    except KeyError:
        crash_hook(tmp_path, lambda: True)(*sys.exc_info())  # type: ignore[arg-type]
    [report] = tmp_path.iterdir()
    written = report.read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in written
    assert "builtins.KeyError" in written
    assert "what somebody had written" not in capfd.readouterr().err.replace('Error("what somebody had written")', "")
    assert "what somebody had written" in shown[0].detailedText()
