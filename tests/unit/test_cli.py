"""The command line: what it prints, its exit codes, and bad input in one sentence of the chosen language."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lcc_desktop.cli import main


@pytest.fixture
def lcc(capfd, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Runs `lcc …`; exit code, output and errors."""
    monkeypatch.setenv("LCC_LANG", "en")

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return int(left.value.code or 0), out, err

    return run


@pytest.fixture
def folder(lcc, tmp_path: Path) -> Path:
    path = tmp_path / "w"
    assert lcc("workspace", "init", "--workspace", path)[0] == 0
    return path


@pytest.fixture
def evaluation(lcc, folder: Path) -> str:
    code, out, _err = lcc(
        "evaluation", "new", "--workspace", folder, "--commune", "Tétouan", "--cycle", "2026", "--json"
    )
    assert code == 0
    return json.loads(out)["id"]


def test_a_score_is_listed(lcc, folder, evaluation):
    assert lcc("score", "--workspace", folder, evaluation, "1.1.1", "3", "--note", "vu")[0] == 0
    [row] = json.loads(lcc("evaluation", "list", "--workspace", folder, "--json")[1])
    assert {"id", "commune", "stage", "completeness", "score"} <= row.keys()
    assert row["commune"] == "Tétouan"
    assert 0 < row["score"] < row["completeness"] * 2
    shown = json.loads(lcc("evaluation", "show", "--workspace", folder, evaluation, "--json")[1])
    assert shown["indicators"][0]["degree"] == 3
    assert shown["indicators"][0]["note"] == "vu"


@pytest.mark.parametrize("value", ["no-information", "unscored", "0", "4"])
def test_every_kind_of_score_is_taken(lcc, folder, evaluation, value):
    assert lcc("score", "--workspace", folder, evaluation, "1.1.1", value)[0] == 0


@pytest.mark.parametrize("value", ["5", "-1", "3.5", "x", "", "٣", "99999999999"])
def test_what_is_no_score_is_refused_and_nothing_is_written(lcc, folder, evaluation, value):
    before = lcc("dump", "--workspace", folder, evaluation)[1]
    code, _out, err = lcc("score", "--workspace", folder, evaluation, "1.1.1", "--", value)
    assert code == 2
    assert err.strip()
    assert lcc("dump", "--workspace", folder, evaluation)[1] == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("evaluation", "list", "--workspace", "{tmp}/nowhere"), "no workspace"),
        (("workspace", "init", "--workspace", "{w}"), "not empty"),
        (("evaluation", "new", "--workspace", "{w}", "--commune", "Atlantis"), "No commune"),
        (("score", "--workspace", "{w}", "zzz", "1.1.1", "3"), "no evaluation"),
        (("score", "--workspace", "{w}", "{e}", "9.9.9", "3"), "no indicator"),
        (("evidence", "add", "--workspace", "{w}", "{e}", "1.1.1", "{tmp}/absent.pdf"), "cannot be read"),
        (("evidence", "add", "--workspace", "{w}", "{e}", "1.1.1", "{tmp}"), "cannot be read"),
        (("package", "verify", "{tmp}/absent.lcc"), "cannot be read"),
        (
            ("report", "--workspace", "{w}", "{e}", "--kind", "council", "--lang", "fr", "--out", "{tmp}/no/x.pdf"),
            "disk",
        ),
        (("package", "export", "--workspace", "{w}", "{e}", "--out", "{tmp}/no/x.lcc"), "disk"),
        (("nonsense",), "No such command"),
        (("evaluation", "list", "--workspace", "{w}", "extra"), "unexpected extra"),
        (("report", "--workspace", "{w}", "{e}", "--kind", "x", "--lang", "fr", "--out", "{tmp}/x"), "not"),
        (("score", "--workspace", "{w}"), "Missing argument"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_2(lcc, folder, evaluation, tmp_path, arguments, says):
    filled = [argument.format(w=folder, e=evaluation, tmp=tmp_path) for argument in arguments]
    code, _out, err = lcc(*filled)
    assert code == 2
    assert says in err


def test_messages_come_in_the_chosen_language(lcc, tmp_path):
    _code, _out, french = lcc("--lang", "fr", "evaluation", "list", "--workspace", tmp_path)
    _code, _out, arabic = lcc("--lang", "ar", "evaluation", "list", "--workspace", tmp_path)
    assert "espace de travail" in french
    assert "فضاء عمل" in arabic
    assert "\u2068" not in french + arabic


def test_even_mistakes_of_the_command_line_come_in_french(lcc):
    assert "Commande inconnue" in lcc("--lang", "fr", "nonsense")[2]


def test_a_package_is_verified_merged_and_known_again(lcc, folder, evaluation, tmp_path):
    proof = tmp_path / "photo.jpg"
    proof.write_bytes(b"\xff\xd8\xff")
    lcc("score", "--workspace", folder, evaluation, "1.1.1", "3")
    assert lcc("evidence", "add", "--workspace", folder, evaluation, "1.1.1", proof)[0] == 0
    package = tmp_path / "t.lcc"
    assert lcc("package", "export", "--workspace", folder, evaluation, "--out", package)[0] == 0
    assert lcc("package", "verify", package)[0] == 0
    assert json.loads(lcc("package", "inspect", package, "--json")[1])["evidence"] == 1
    other = tmp_path / "other"
    assert lcc("workspace", "init", "--workspace", other, "--like", folder)[0] == 0
    assert lcc("package", "verify", package, "--workspace", other)[0] == 0
    assert json.loads(lcc("merge", "--workspace", other, package, "--json")[1])[0]["outcome"] == "merged"
    assert json.loads(lcc("merge", "--workspace", other, package, "--json")[1])[0]["outcome"] == "already-merged"
    assert lcc("dump", "--workspace", other, evaluation)[1] == lcc("dump", "--workspace", folder, evaluation)[1]


def test_a_refused_package_has_its_reasons_a_line_each_and_exit_1(lcc, tmp_path):
    path = tmp_path / "x.lcc"
    path.write_text("not a package, but long enough to be looked at")
    code, out, _err = lcc("package", "verify", path)
    assert (code, out.count("\n")) == (1, 1)


def test_a_merge_with_a_refused_file_ends_with_3_and_takes_the_others(lcc, folder, evaluation, tmp_path):
    good, bad, other = tmp_path / "good.lcc", tmp_path / "bad.lcc", tmp_path / "other"
    lcc("package", "export", "--workspace", folder, evaluation, "--out", good)
    bad.write_bytes(good.read_bytes()[:-7])
    lcc("workspace", "init", "--workspace", other, "--like", folder)
    code, out, _err = lcc("merge", "--workspace", other, bad, good)
    assert code == 3
    assert out.splitlines()[0].startswith("bad.lcc: refused")
    assert out.splitlines()[1].startswith("good.lcc: merged")


def test_trust_is_asked_for_by_a_file_and_given_after_comparing_digits(lcc, folder, evaluation, tmp_path):
    package, request, stranger = tmp_path / "t.lcc", tmp_path / "t.request", tmp_path / "stranger"
    lcc("package", "export", "--workspace", folder, evaluation, "--out", package)
    lcc("workspace", "init", "--workspace", stranger)
    code, out, _err = lcc("package", "verify", package, "--workspace", stranger)
    assert code == 1
    digits = lcc("trust", "request", "--workspace", folder, "--out", request)[1].strip()
    assert digits in out
    assert digits in lcc("trust", "add", "--workspace", stranger, request)[1]
    assert lcc("merge", "--workspace", stranger, package)[0] == 0


def test_the_demo_meets_a_real_conflict_and_prints_both_languages(lcc, tmp_path):
    demo = tmp_path / "demo"
    code, out, _err = lcc("demo", demo)
    assert code == 0
    assert sorted(p.name for p in (demo / "packages").glob("*.lcc")) == [
        "centre-a.lcc",
        "centre-b.lcc",
        "nord.lcc",
        "sud.lcc",
    ]
    documents = [path.name for path in (demo / "documents").iterdir()]
    assert sum("-ar" in name for name in documents) == sum("-fr" in name for name in documents) == 3
    rows = json.loads(lcc("evaluation", "list", "--workspace", demo / "coordination", "--json")[1])
    assert len(rows) == 3
    assert sum(row["disputed"] for row in rows) == 1
    assert "centre-b.lcc" in out
    assert lcc("demo", demo)[0] == 2

    # Any other order ends in the same bytes.
    other = tmp_path / "other"
    lcc("workspace", "init", "--workspace", other, "--like", demo / "coordination")
    packages = sorted((demo / "packages").glob("*.lcc"), reverse=True)
    assert lcc("merge", "--workspace", other, *packages)[0] == 0
    for row in rows:
        there = lcc("dump", "--workspace", demo / "coordination", row["id"])[1]
        assert lcc("dump", "--workspace", other, row["id"])[1] == there


def test_bytes_that_are_no_text_are_marked_and_kept_from_breaking_anything(lcc, folder, evaluation, tmp_path):
    assert lcc("score", "--workspace", folder, evaluation, "1.1.1", "3", "--note", "a\udcffb")[0] == 0
    shown = json.loads(lcc("evaluation", "show", "--workspace", folder, evaluation, "--json")[1])
    assert shown["indicators"][0]["note"] == "a?b"


def test_a_folder_without_packages_is_said_so(lcc, folder, tmp_path):
    code, out, _err = lcc("merge", "--workspace", folder, tmp_path / "w")
    assert (code, out.strip()) == (0, "No package there: files whose names end in .lcc.")
