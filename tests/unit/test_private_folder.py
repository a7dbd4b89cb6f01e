"""Where documents lie while they are looked at: for one person alone, gone with the window or at the next start."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from lcc_desktop.models.private_folder import PrivateFolder, clear_left


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    """A temporary place of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_goes_when_it_is_closed(temporary):
    folder = PrivateFolder()
    (folder.path / "x.pdf").write_bytes(b"x")
    folder.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has a temporary place for each person")
def test_nobody_else_looks_into_it():
    assert stat.S_IMODE(PrivateFolder().path.stat().st_mode) == 0o700


def test_one_in_use_is_left_alone_and_so_is_what_is_not_ours(temporary):
    folder = PrivateFolder()
    (temporary / "letter.txt").write_text("mine")
    clear_left()
    assert {path.name for path in temporary.iterdir()} == {folder.path.name, "letter.txt"}
    folder.close()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_what_a_crash_left_goes_at_the_next_start(temporary):
    crash = f"""
import os, signal, tempfile
from lcc_desktop.models.private_folder import PrivateFolder
tempfile.tempdir = {str(temporary)!r}
(PrivateFolder().path / "x.pdf").write_bytes(b"x")
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", crash], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(temporary.iterdir())) == 1
    clear_left()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links to folders need rights on Windows")
def test_a_link_put_in_its_place_is_not_followed(temporary):
    (temporary / "elsewhere").mkdir()
    (temporary / "elsewhere" / "letter.txt").write_text("mine")
    (temporary / "lcc-desktop-viewing-x").symlink_to(temporary / "elsewhere")
    clear_left()
    assert (temporary / "elsewhere" / "letter.txt").exists()
