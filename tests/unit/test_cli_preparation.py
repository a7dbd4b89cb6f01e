"""`lcc participant`, `lcc session`, `lcc prerequisite`, `lcc stage`."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.unit.test_cli import evaluation, folder, lcc

__all__ = ["evaluation", "folder", "lcc"]

LIST = "Nom et prénom;CIN;Qualité;Sexe;Âge\nParticipante 1;AB123456;citoyenne;F;31\nParticipant 2;;élu;M;\n;;;F;\n"


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def test_a_list_is_imported_listed_and_exported(lcc, folder, evaluation, list_file, tmp_path):
    at = ("--workspace", folder, evaluation)
    code, out, _err = lcc("participant", "import", *at, list_file)
    assert code == 0
    assert "CIN is left out" in out
    assert "2 participants added" in out
    assert "No name" in out
    people = json.loads(lcc("participant", "list", *at, "--json")[1])
    assert [(one["name"], one["gender"], one["age_band"]) for one in people] == [
        ("Participant 2", "male", ""),
        ("Participante 1", "female", "25-34"),
    ]
    counts = json.loads(lcc("participant", "list", *at, "--counts", "--json")[1])
    assert counts["registered"]["total"] == 2
    assert "AB123456" not in lcc("dump", *at)[1]
    target = tmp_path / "presence.xlsx"
    assert lcc("participant", "export", *at, "--lang", "ar", "--out", target)[0] == 0
    assert openpyxl.load_workbook(target).worksheets[0].sheet_view.rightToLeft


def test_the_same_list_again_adds_nobody_unless_asked(lcc, folder, evaluation, list_file):
    at = ("--workspace", folder, evaluation)
    lcc("participant", "import", *at, list_file)
    assert json.loads(lcc("participant", "import", *at, list_file, "--json")[1])["added"] == 0
    assert json.loads(lcc("participant", "import", *at, list_file, "--all", "--json")[1])["added"] == 3


def test_a_preview_writes_nothing(lcc, folder, evaluation, list_file):
    at = ("--workspace", folder, evaluation)
    before = lcc("dump", *at)[1]
    shown = lcc("participant", "import", *at, list_file, "--preview", "--column", "3", "organisation", "--json")[1]
    assert [row["participant"]["organisation"] for row in json.loads(shown)["rows"]] == ["citoyenne", "élu", ""]
    assert "would be added" in lcc("participant", "import", *at, list_file, "--preview")[1]
    assert lcc("dump", *at)[1] == before


def test_sessions_are_planned_and_listed(lcc, folder, evaluation):
    at = ("--workspace", folder, evaluation)
    for day, start in (("2026-11-24", "09:00"), ("2026-11-25", "09:30")):
        options = ("--title", "Journée", "--date", day, "--start", start)
        assert lcc("session", "add", *at, *options)[0] == 0
    assert lcc("session", "plan", *at, "--minutes", "300")[0] == 0
    first, second = json.loads(lcc("session", "list", *at, "--json")[1])
    assert (first["date"], second["start"]) == ("2026-11-24", "09:30")
    assert sum(first["budgets"].values()) + sum(second["budgets"].values()) == 600
    assert lcc("session", "list", *at)[1].count("Journée") == 2


def test_somebody_is_taken_off_the_list(lcc, folder, evaluation, list_file):
    at = ("--workspace", folder, evaluation)
    lcc("participant", "import", *at, list_file)
    one = json.loads(lcc("participant", "list", *at, "--json")[1])[0]["id"]
    assert lcc("participant", "remove", *at, one)[0] == 0
    code, _out, err = lcc("participant", "remove", *at, one)
    assert code == 2
    assert "removed meanwhile" in err


def test_a_prerequisite_is_said(lcc, folder, evaluation):
    at = ("--workspace", folder, evaluation)
    code = json.loads(lcc("prerequisite", "list", *at, "--json")[1])[0]["code"]
    assert lcc("prerequisite", "set", *at, code, "met", "--note", "PV")[0] == 0
    first = json.loads(lcc("prerequisite", "list", *at, "--json")[1])[0]
    assert (first["state"], first["note"]) == ("met", "PV")
    assert lcc("prerequisite", "set", *at, "XX", "met")[0] == 2


def test_the_stage_is_said(lcc, folder, evaluation):
    assert lcc("stage", "--workspace", folder, evaluation, "verification")[0] == 0
    [row] = json.loads(lcc("evaluation", "list", "--workspace", folder, "--json")[1])
    assert row["stage"] == "verification"
    assert lcc("stage", "--workspace", folder, evaluation, "label-granted")[0] == 2


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0", b"%PDF\0"])
def test_a_file_without_a_list_is_refused_in_one_sentence(lcc, folder, evaluation, tmp_path, content):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    code, _out, err = lcc("participant", "import", "--workspace", folder, evaluation, path)
    assert code == 2
    assert len(err.strip().splitlines()) == 1


def test_the_reference_of_the_notice_is_said_and_shown(lcc, folder):
    assert lcc("participant", "cndp", "--workspace", folder, "D-123/2026")[:2] == (0, "D-123/2026\n")
    assert lcc("participant", "cndp", "--workspace", folder)[:2] == (0, "D-123/2026\n")
