"""The command line: what it prints, its exit codes, and bad input in one sentence of the chosen language."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from lcc_desktop.cli import cli, main
from lcc_desktop.spoken import language_asked


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
            "Check that its folder exists",
        ),
        (("package", "export", "--workspace", "{w}", "{e}", "--out", "{tmp}/no/x.lcc"), "Check that its folder exists"),
        (("package", "export", "--workspace", "{w}", "{e}", "--out", "{tmp}"), "not a folder's"),
        (("score", "--workspace", "{w}", "{e}", "1.1.1", "-1"), "not a score"),
        (("workspace", "init", "--workspace", "{w}/workspace.json"), "no folder"),
        (("demo", "{w}/workspace.json"), "no folder"),
        (("aim", "--workspace", "{w}", "{e}", "1.1.1", "-1"), "cannot aim at -1. Give a degree from 0 to 4"),
        (("aim", "--workspace", "{w}", "{e}", "1.1.1", "na"), "cannot aim at na"),
        (("measure", "--workspace", "{w}", "{e}", "1.1.1", "30"), "takes no numbers"),
        (("score", "--workspace", "{w}", "{e}", "1.1.1", "3", "--nto", "x"), "Did you mean '--note'"),
        (("evaluation", "show", "--workspace", "{w}", ""), "by its identifier"),
        (("evaluation", "new", "--workspace", "{w}", "--commune", "Tiznit", "--framework", "x"), "framework x. Ask"),
        (("evaluation", "move", "--workspace", "{w}", "{e}", "--to", "two"), "not a whole number"),
        (("trust", "add", "--workspace", "{w}", "{w}/lcc.db"), "not an enrolment request"),
        (("trust", "remove", "--workspace", "{w}", "nobody"), "no device nobody"),
        (("backup", "make", "--workspace", "{w}", "--place", "{w}/inside"), "belongs to a workspace"),
        (("backup", "make", "--workspace", "{w}", "--place", "{w}/workspace.json"), "belongs to a workspace"),
        (("framework", "check", "{tmp}"), "cannot be read"),
        (("nonsense",), "No such command"),
        (("evaluation", "list", "--workspace", "{w}", "extra"), "unexpected extra"),
        (("report", "--workspace", "{w}", "{e}", "--kind", "x", "--lang", "fr", "--out", "{tmp}/x"), "not"),
        (
            (
                "report",
                "--workspace",
                "{w}",
                "{e}",
                "--kind",
                "attendance",
                "--lang",
                "fr",
                "--session",
                "7",
                "--out",
                "x",
            ),
            "no session 7",
        ),
        (
            (
                "report",
                "--workspace",
                "{w}",
                "{e}",
                "--kind",
                "sheets",
                "--lang",
                "fr",
                "--indicator",
                "9.9.9",
                "--out",
                "x",
            ),
            "no indicator",
        ),
        (("score", "--workspace", "{w}"), "Missing argument"),
        (("commune", "set", "--workspace", "{w}", "{e}", "--letterhead-fr", "x" * 121), "too long for a letterhead"),
        (("commune", "set", "--workspace", "{w}", "zzz", "--milieu", "rural"), "no evaluation"),
        (("commune", "set", "--workspace", "{w}", "{e}", "--milieu", "suburban"), "is not one of"),
        (("commune", "search"), "Missing argument"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_2(lcc, folder, evaluation, tmp_path, arguments, says):
    filled = [argument.format(w=folder, e=evaluation, tmp=tmp_path) for argument in arguments]
    code, _out, err = lcc(*filled)
    assert code == 2
    assert says in err


@pytest.mark.parametrize("language", ["fr", "ar", "both"])
@pytest.mark.parametrize(
    "wanted",
    [("council",), ("attendance",), ("cards", "--sets", "2"), ("sheets", "--indicator", "1.1.1")],
    ids=lambda wanted: wanted[0],
)
def test_every_document_is_made_in_every_language(lcc, folder, evaluation, tmp_path, wanted, language):
    target = tmp_path / "x.pdf"
    code, _out, err = lcc(
        "report", "--workspace", folder, evaluation, "--lang", language, "--out", target, "--kind", *wanted
    )
    assert (code, err) == (0, "")
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_messages_come_in_the_chosen_language(lcc, tmp_path):
    _code, _out, french = lcc("--lang", "fr", "evaluation", "list", "--workspace", tmp_path)
    _code, _out, arabic = lcc("--lang", "ar", "evaluation", "list", "--workspace", tmp_path)
    assert "espace de travail" in french
    assert "فضاء عمل" in arabic
    assert "\u2068" not in french + arabic


def test_even_mistakes_of_the_command_line_come_in_french(lcc):
    assert "Commande inconnue" in lcc("--lang", "fr", "nonsense")[2]


def test_help_comes_in_the_chosen_language(lcc):
    assert "Coter un indicateur" in lcc("--lang", "fr", "score", "--help")[1]
    assert "تنقيط مؤشر" in lcc("--lang", "ar", "--help")[1]
    assert "Score an indicator" in lcc("--lang", "en", "--help")[1]


def test_every_option_is_explained():
    def parameters(command):
        yield from command.params
        for under in getattr(command, "commands", {}).values():
            yield from parameters(under)

    options = [one for one in parameters(cli) if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []


def test_why_a_file_was_refused_comes_in_the_chosen_language(lcc, folder, evaluation, tmp_path):
    package = tmp_path / "t.lcc"
    lcc("package", "export", "--workspace", folder, evaluation, "--out", package)
    package.write_bytes(package.read_bytes()[:-7])
    assert "tronqué" in lcc("--lang", "fr", "package", "verify", package)[1]


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
    refused, kept, taken, *_from, total = out.splitlines()
    assert refused.startswith("bad.lcc: refused")
    assert kept.strip() == "Kept apart as 1.1."
    assert taken.startswith("good.lcc\tMerged")
    assert total == "Import 1: 1 merged · 1 refused"
    assert lcc("inbox", "kept", "--workspace", other)[1].splitlines() == [refused, kept]
    assert lcc("inbox", "undo", "--workspace", other, "1")[0] == 0
    assert lcc("evaluation", "list", "--workspace", other)[1].strip() == "No evaluation yet."


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
    assert (code, out) == (0, f"{tmp_path / 'w'}: no package there. Their names end in .lcc or .lcc.age.\n")


@pytest.mark.parametrize("query", ["tetouan", "تِطوان", "01.571.01.11"])
def test_communes_are_found_without_a_workspace_each_with_its_province(lcc, query):
    code, out, _err = lcc("commune", "search", query)
    assert (code, out.splitlines()[0]) == (0, "01.571.01.11\tTétouan\tتطوان\tTétouan\tتطوان")
    [first, *_others] = json.loads(lcc("commune", "search", query, "--json")[1])
    assert first["milieu"] == "urban"
    assert first["region_fr"] == "Tanger-Tétouan-Al Hoceima"


def test_a_search_lists_every_match_and_says_when_there_is_none(lcc):
    assert len(json.loads(lcc("commune", "search", "", "--json")[1])) == 1503
    assert lcc("commune", "search", "Atlantis")[:2] == (0, "No commune found.\n")
    assert json.loads(lcc("commune", "search", "Atlantis", "--json")[1]) == []


def test_the_letterhead_is_said_taken_back_and_shared(lcc, folder, evaluation):
    def commune_set(*options: str) -> str:
        code, out, _err = lcc("commune", "set", "--workspace", folder, evaluation[:8], *options)
        assert code == 0
        return out

    said = commune_set("--letterhead-fr", "Titaouen", "--letterhead-ar", "تطوان المدينة", "--milieu", "rural")
    assert said == "Titaouen\tتطوان المدينة\tRural\n"
    dumped = json.loads(lcc("dump", "--workspace", folder, evaluation)[1])["facts"]["evaluation"][evaluation]
    assert (dumped["letterhead_fr"], dumped["milieu"]) == ("Titaouen", "rural")
    shown = json.loads(lcc("evaluation", "show", "--workspace", folder, evaluation, "--json")[1])
    assert shown["commune"]["letterhead_ar"] == "تطوان المدينة"
    assert commune_set("--letterhead-fr", "", "--milieu", "default") == "Tétouan\tتطوان المدينة\tUrban\n"
    assert commune_set() == "Tétouan\tتطوان المدينة\tUrban\n"


def test_a_backup_is_made_listed_proven_and_restored(lcc, folder, evaluation, tmp_path):
    lcc("score", "--workspace", folder, evaluation, "1.1.1", "3")
    before = lcc("dump", "--workspace", folder, evaluation)[1]
    assert lcc("backup", "check", "--workspace", folder)[0] == 2
    assert lcc("backup", "make", "--workspace", folder)[1].startswith("Sound: ")
    [moment] = json.loads(lcc("backup", "list", "--workspace", folder, "--json")[1])
    assert moment.endswith("+00:00")
    lcc("score", "--workspace", folder, evaluation, "1.1.1", "0")
    assert lcc("backup", "check", "--workspace", folder)[0] == 0
    assert lcc("backup", "restore", "--workspace", folder, "--out", tmp_path / "again")[0] == 0
    assert lcc("dump", "--workspace", tmp_path / "again", evaluation)[1] == before
    code, _out, err = lcc("backup", "restore", "--workspace", folder, "--out", tmp_path / "again")
    assert (code, "not empty" in err) == (2, True)
    assert lcc("backup", "check", "--workspace", folder, "20200101T000000Z")[0] == 2
    stick = tmp_path / "stick"
    assert json.loads(lcc("backup", "make", "--workspace", folder, "--place", stick, "--json")[1])["evaluations"] == 1
    assert stick.is_dir()


NAMELESS = "x" * 300
"""Longer than any file system takes."""


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluation", "list", "--workspace", NAMELESS),
        ("workspace", "init", "--workspace", NAMELESS),
        ("demo", NAMELESS),
        ("package", "export", "--workspace", "{w}", "{e}", "--out", NAMELESS),
        ("package", "verify", NAMELESS),
        ("evidence", "add", "--workspace", "{w}", "{e}", "1.1.1", NAMELESS),
        ("framework", "to-xlsx", NAMELESS, "--out", "x"),
        ("trust", "request", "--workspace", "{w}", "--out", NAMELESS),
        ("backup", "make", "--workspace", "{w}", "--place", NAMELESS),
    ],
    ids=" ".join,
)
def test_a_name_that_no_disk_takes_is_bad_input(lcc, folder, evaluation, arguments):
    code, _out, err = lcc(*(argument.format(w=folder, e=evaluation) for argument in arguments))
    assert (code, err.count("\n")) == (2, 1)


def test_a_merge_says_of_every_name_what_came_of_it(lcc, folder, tmp_path):
    (tmp_path / "empty").mkdir()
    code, out, _err = lcc("merge", "--workspace", folder, tmp_path / "empty", tmp_path / "absent", NAMELESS)
    assert code == 3
    assert [line.partition(": ")[2][:7] for line in out.splitlines()] == ["no pack", "refused", "refused", "2 refus"]


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes as files are POSIX")
@pytest.mark.parametrize("command", ["evidence", "verify", "trust", "framework"])
def test_what_is_no_ordinary_file_is_not_read_without_end(lcc, folder, evaluation, tmp_path, command):
    os.mkfifo(tmp_path / "pipe")
    for path in ("/dev/zero", tmp_path / "pipe"):
        arguments = {
            "evidence": ("evidence", "add", "--workspace", folder, evaluation, "1.1.1", path),
            "verify": ("package", "verify", path),
            "trust": ("trust", "add", "--workspace", folder, path),
            "framework": ("framework", "check", path),
        }[command]
        code, _out, err = lcc(*arguments)
        assert (code, "cannot be read" in err) == (2, True)


def test_a_workspace_whose_database_is_gone_is_damaged_not_empty(lcc, folder, evaluation):
    for path in folder.glob("lcc.db*"):
        path.unlink()
    code, _out, err = lcc("evaluation", "list", "--workspace", folder)
    assert (code, "damaged" in err) == (2, True)
    assert not (folder / "lcc.db").exists()


def test_several_evaluations_that_begin_alike_are_not_guessed_among(lcc, folder):
    for _ in range(17):  # of 16 first characters, one comes twice
        lcc("evaluation", "new", "--workspace", folder, "--commune", "Tétouan")
    first = [row["id"][0] for row in json.loads(lcc("evaluation", "list", "--workspace", folder, "--json")[1])]
    code, _out, err = lcc("evaluation", "show", "--workspace", folder, max(first, key=first.count))
    assert (code, "Several evaluations begin with" in err) == (2, True)


@pytest.mark.parametrize("before", [True, False])
def test_the_language_may_be_said_before_or_after_the_command(lcc, tmp_path, before):
    command = ("evaluation", "list", "--workspace", tmp_path)
    said = ("--lang", "fr", *command) if before else (*command, "--lang", "fr")
    assert "espace de travail" in lcc(*said)[2]


def test_the_language_of_a_document_is_not_that_of_the_messages(lcc, folder, evaluation, tmp_path):
    report = ("report", "--workspace", folder, evaluation, "--kind", "council", "--lang", "ar")
    assert lcc(*report, "--out", tmp_path / "x.pdf")[1].startswith("Document written")
    assert "Missing option" in lcc(*report)[2]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LCC_LANG": "ar", "LC_ALL": "fr_MA.UTF-8"}, "ar"),
        ({"LCC_LANG": "", "LC_ALL": "ar_MA.UTF-8"}, "ar"),
        ({"LCC_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_MA.UTF-8"}, "fr"),
        ({"LCC_LANG": "tlh", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ],
)
def test_without_lang_the_environment_chooses_the_language(monkeypatch, environment, language):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_asked([], cli) == language


def run_piped(*arguments: object, out: int) -> subprocess.CompletedProcess[str]:
    """`lcc …` in a process of its own, printing to `out`."""
    environment = {**os.environ, "LCC_LANG": "en"}
    command = [sys.executable, "-m", "lcc_desktop.cli", *map(str, arguments)]
    return subprocess.run(command, env=environment, stdout=out, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name != "posix", reason="a pipe nobody reads says so at once only on POSIX")
def test_work_goes_on_when_nobody_reads_what_it_prints(lcc, folder, evaluation, tmp_path):
    package, other = tmp_path / "t.lcc", tmp_path / "other"
    lcc("package", "export", "--workspace", folder, evaluation, "--out", package)
    lcc("workspace", "init", "--workspace", other, "--like", folder)
    unread, write = os.pipe()
    os.close(unread)
    try:
        done = run_piped("merge", "--workspace", other, package, tmp_path / "absent", package, out=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (3, "")
    assert lcc("dump", "--workspace", other, evaluation)[1] == lcc("dump", "--workspace", folder, evaluation)[1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux")
@pytest.mark.parametrize("command", [("--help",), ("commune", "search", "tetouan")])
def test_a_full_disk_under_the_output_is_said(command):
    with Path("/dev/full").open("w") as full:
        done = run_piped(*command, out=full.fileno())
    assert (done.returncode, "could not be written there" in done.stderr) == (2, True)


def test_a_team_enrols_a_facilitator_who_takes_the_assignment(lcc, tmp_path):
    team, nord = tmp_path / "team", tmp_path / "nord"
    lcc("workspace", "init", "--workspace", team, "--role", "coordinator")
    lcc("workspace", "init", "--workspace", nord, "--name", "Aïcha")
    digits = lcc("trust", "request", "--workspace", nord, "--out", tmp_path / "r")[1]
    approve = ("team", "approve", "--workspace", team, tmp_path / "r", "--until", "2028-01-31", "--out", tmp_path / "a")
    assert lcc(*approve, "--digits", digits)[0] == 2  # no key yet
    theirs = lcc("team", "key", "--workspace", team, "--name", "Équipe")[1]
    assert lcc(*approve)[0] == lcc(*approve, "--digits", theirs)[0] == 2
    assert lcc(*approve, "--digits", digits, "--commune", "Azrou")[0] == 2  # in no campaign yet: nobody is enrolled
    lcc("campaign", "start", "--workspace", team, "--cycle", "2027")
    assert lcc(*approve, "--digits", digits, "--commune", "Atlantide")[0] == 2
    code, out, _err = lcc(*approve, "--digits", digits, "--commune", "Azrou", "--commune", "تيزنيت")
    assert (code, "January 31, 2028" in out or "31 January 2028" in out) == (0, True)
    take = ("trust", "take", "--workspace", nord, tmp_path / "a")
    assert lcc(*take, "--digits", digits)[0] == 2
    assert "Équipe" in lcc(*take, "--digits", theirs)[1]
    assert lcc("trust", "show", "--workspace", nord)[1].startswith("enrolled\tFacilitation\tÉquipe")
    [member] = json.loads(lcc("team", "list", "--workspace", team, "--json")[1])["members"]
    device = member["device"]
    assert member["communes"] == 2
    assigned = ("team", "assignment", "--workspace", team, device[:6], "--commune", "Azrou", "--out", tmp_path / "b")
    assert lcc(*assigned)[0] == lcc("trust", "take", "--workspace", nord, tmp_path / "b")[0] == 0
    assert [word in lcc("trust", "show", "--workspace", nord)[1] for word in ("Azrou", "Tiznit")] == [True, False]
    assert lcc("team", "revoke", "--workspace", team, device[:6])[0] == 0
    lcc("team", "notice", "--workspace", team, "--out", tmp_path / "n")
    assert lcc("trust", "take", "--workspace", nord, tmp_path / "n")[0] == 0
    assert lcc("trust", "show", "--workspace", nord)[1].startswith("withdrawn")
