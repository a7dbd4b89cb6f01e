"""Evidence on the command line."""

import json
from pathlib import Path

import pytest

from tests.pictures import SECRETS, photo
from tests.unit.test_cli import lcc

__all__ = ["lcc"]


@pytest.fixture
def given(desk, evaluation, tmp_path: Path) -> tuple[object, ...]:
    """The arguments that name the workspace and the evaluation."""
    desk.workspace.close()
    return ("--workspace", desk.workspace.folder, evaluation)


def lines(lcc, given, *arguments) -> list[dict]:
    code, out, err = lcc("evidence", "list", *given, "--json", *arguments)
    assert code == 0, err
    return json.loads(out)


def test_a_piece_from_its_file_to_the_list(lcc, given, tmp_path):
    (tmp_path / "a.jpg").write_bytes(photo())
    (tmp_path / "b.jpg").write_bytes(photo(120, 60))
    assert lcc("evidence", "add", *given, "1.1.1", tmp_path / "a.jpg", "--source", "2", "--title", "Affichage")[0] == 0
    assert lcc("evidence", "add", *given, "1.1.1", tmp_path / "b.jpg", "--original", "--confidential")[0] == 0
    first, second = [line["piece"] for line in lines(lcc, given, "--only", "supplied")]
    assert (first["title"], first["source"], first["confidential"]) == ("Affichage", 1, False)
    assert second["size"] == (tmp_path / "b.jpg").stat().st_size
    [kept] = [path for path in (given[1] / "evidence").glob("??/*") if path.name == first["sha256"]]
    assert not any(secret in kept.read_bytes() for secret in SECRETS)
    assert [line["piece"]["id"] for line in lines(lcc, given, "--only", "confidential")] == [second["id"]]

    # For another indicator too, and no longer.
    assert lcc("evidence", "link", *given, first["id"][:8], "1.1.2", "1.2.1")[1].split() == ["1.1.1", "1.1.2", "1.2.1"]
    assert lcc("evidence", "link", *given, first["id"][:8], "1.1.2", "--remove")[1].split() == ["1.1.1", "1.2.1"]

    # Its status.
    code, out, _err = lcc("evidence", "status", *given, first["id"], "refused", "--confidential")
    assert (code, out) == (0, "Affichage\tNot accepted\t\tconfidential\n")


def test_what_is_to_be_obtained_has_somebody_and_a_day(lcc, given):
    wanted = ("--title", "PV", "--status", "to-obtain", "--who", "Mme Alami", "--by", "2020-01-31", "--source", "1")
    piece = lcc("evidence", "describe", *given, "1.1.1", *wanted)[1].splitlines()[0]
    [line] = lines(lcc, given, "--only", "overdue")
    assert (line["piece"]["id"], line["need"], line["piece"]["by"]) == (piece, "to-obtain", "2020-01-31")
    assert len(lines(lcc, given, "--only", "missing", "--indicator", "1.1.1")) == 2
    out = lcc("evidence", "list", *given, "--only", "to-obtain")[1]
    assert "Mme Alami, by 31/01/2020" in out


def test_all_files_of_a_command_come_in_or_none(lcc, given, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    code, _out, err = lcc("evidence", "add", *given, "1.1.1", tmp_path / "a.pdf", tmp_path / "absent.pdf")
    assert (code, "absent.pdf" in err) == (2, True)
    assert lines(lcc, given, "--only", "supplied") == []


def test_what_is_not_there_is_said_in_one_sentence(lcc, given):
    for arguments in (
        ("link", *given, "0000", "1.1.1"),
        ("describe", *given, "1.1.1", "--keeper", "Archives"),
        ("describe", *given, "9.9.9", "--title", "PV"),
        ("describe", *given, "1.1.1", "--title", "PV", "--source", "9"),
        ("describe", *given, "1.1.1", "--link", "commune.example"),
    ):
        code, _out, err = lcc("evidence", *arguments)
        assert (code, err.count("\n")) == (2, 1)
