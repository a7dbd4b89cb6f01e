"""The format's promises: the same bytes for the same knowledge, and versions that know of each other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.errors import PackageRefused, PackageTooLarge, Refusal
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.package_files import summarise
from lcc_desktop.sync import package_format as names, package_writer
from tests.packages import Author, change, pack, sign_again, write


@pytest.fixture
def author() -> Author:
    made = Author()
    made.score("1.1.1", 3)
    return made


def refusals(path: Path) -> set[Refusal]:
    with pytest.raises(PackageRefused) as caught:
        summarise(path, None)
    return {reason.refusal for reason in caught.value.reasons}


def test_another_process_language_zone_and_hash_seed_write_the_same_bytes(desk, evaluation, tmp_path):
    """With the real workbook and summaries, which are made by libraries that like to write the time."""
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "محضر 12/2025")
    here = services_for(desk.workspace, readable_members)
    here.packages.export(evaluation, tmp_path / "here.lcc")
    desk.workspace.close()
    elsewhere = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LCC_LANG": "ar", "LANG": "C"}
    command = ["-m", "lcc_desktop.cli", "package", "export", evaluation, "--workspace", desk.workspace.folder]
    subprocess.run(
        [sys.executable, *command, "--out", tmp_path / "there.lcc"], env=elsewhere, check=True, capture_output=True
    )
    assert (tmp_path / "there.lcc").read_bytes() == (tmp_path / "here.lcc").read_bytes()


def test_a_newer_major_version_is_told_in_words_even_where_nothing_else_is_as_we_know_it(author, tmp_path):
    newer = author.package()
    newer = change(newer, names.BAG_INFO, b"lcc-package/1.0", b"lcc-package/2.3")
    newer["data/of-another-time.cbor"] = b"\0"
    assert refusals(write(tmp_path, pack(newer) + b"with a comment")) == {Refusal.NEWER_FORMAT}


def test_a_newer_major_version_in_a_sound_package_is_refused(author, tmp_path):
    newer = change(author.package(), names.ABOUT, b"lcc-package/1.0", b"lcc-package/2.0")
    assert refusals(write(tmp_path, pack(sign_again(newer, author.signer)))) == {Refusal.NEWER_FORMAT}


def newer_minor(author: Author) -> dict[str, bytes]:
    """A package of a version to come: kinds, fields and parts of the state that we do not know."""
    author.say("weather", "sky", "colour", {"blue": 1})
    author.say("score", "1.1.1", "mood", "fine")
    members = change(author.package(), names.ABOUT, b"lcc-package/1.0", b"lcc-package/1.7")
    members = change(members, names.ABOUT, b'"author"', b'"ambience":[1],"author"')
    members = change(members, names.EVALUATION, b"lcc-evaluation/1.0", b"lcc-evaluation/1.7")
    members = change(members, names.EVALUATION, b'"colour":{"blue":1}', b'"colour":{"blue":"as the sea"}')
    return sign_again(change(members, names.EVALUATION, b'"facts"', b'"extras":{},"facts"'), author.signer)


def test_a_newer_minor_version_opens(author, tmp_path):
    assert summarise(write(tmp_path, pack(newer_minor(author))), None).entries == 3


def test_what_a_newer_minor_version_shows_of_things_we_know_must_still_be_true(author, tmp_path):
    lie = change(newer_minor(author), names.EVALUATION, b'"degree":3', b'"degree":4')
    assert refusals(write(tmp_path, pack(sign_again(lie, author.signer)))) == {Refusal.STATE_MISMATCH}


def test_what_no_reader_would_take_is_not_written(author, monkeypatch):
    monkeypatch.setattr(names, "MAX_TEXT", 300)
    with pytest.raises(PackageTooLarge):
        author.package()


def test_more_evidence_than_a_package_can_hold_is_told_before_anything_is_written(author, monkeypatch):
    monkeypatch.setattr(package_writer.strict_zip, "MAX_BYTES", 4096)
    with pytest.raises(PackageTooLarge):
        author.package(evidence=[b"x" * 4096])
