"""`lcc framework`: check, workbook and form from the command line, without any workspace."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from lcc_desktop.cli import main
from lcc_desktop.services.frameworks import BUNDLED
from tests.frameworks import a_document, a_file, indicator_of


@pytest.fixture
def lcc(capfd, monkeypatch, tmp_path) -> Callable[..., tuple[int, str, str]]:
    """Runs `lcc framework …` in an empty folder; exit code, output and errors."""
    monkeypatch.setenv("LCC_LANG", "en")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["framework", *map(str, arguments)])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return int(left.value.code or 0), out, err

    return run


def test_a_good_framework_is_counted(lcc):
    assert lcc("check", BUNDLED)[:2] == (0, "Good: 7 principles, 28 norms, 109 indicators.\n")
    found = json.loads(lcc("check", BUNDLED, "--json")[1])
    assert (found["good"], found["principles"], found["official"], found["problems"]) == (True, 7, False, [])


def test_a_framework_goes_through_a_workbook_and_is_the_same_file(lcc, tmp_path):
    assert lcc("to-xlsx", BUNDLED, "--out", "f.xlsx")[0] == 0
    assert lcc("check", "f.xlsx")[:2] == lcc("check", BUNDLED)[:2]
    code, out, _err = lcc("from-xlsx", "f.xlsx", "--out", "f.lccf.json")
    assert (code, out.splitlines()[-1]) == (0, "Framework written: f.lccf.json")
    assert (tmp_path / "f.lccf.json").read_bytes() == BUNDLED.read_bytes()


def test_mistakes_in_a_workbook_are_said_by_cell_and_nothing_is_written(lcc, tmp_path):
    lcc("to-xlsx", BUNDLED, "--out", "f.xlsx")
    book = openpyxl.load_workbook("f.xlsx")
    sheet = book["Indicateurs المؤشرات"]
    sheet["D3"].value = None
    sheet["F4"].value = "F99"
    book.save("f.xlsx")
    (tmp_path / "f.lccf.json").write_text("as it was")
    code, out, err = lcc("from-xlsx", "f.xlsx", "--out", "f.lccf.json")
    assert (code, out) == (2, "")
    assert "Indicateurs المؤشرات!D3: this is missing" in err
    assert (tmp_path / "f.lccf.json").read_text() == "as it was"
    code, out, err = lcc("check", "f.xlsx")
    assert (code, out.splitlines(), err) == (2, ["Indicateurs المؤشرات!D3: this is missing. Add it."], "")
    found = json.loads(lcc("check", "f.xlsx", "--json")[1])
    assert not found["good"]
    assert found["problems"][0]["cell"] == "Indicateurs المؤشرات!D3"
    assert found["problems"][0]["rule"] == "missing"


def test_mistakes_in_a_file_are_said_by_line(lcc, tmp_path):
    (tmp_path / "f.json").write_text(BUNDLED.read_text(encoding="utf-8").replace('"F1"', '"F9"', 1), encoding="utf-8")
    code, out, _err = lcc("check", "f.json")
    assert code == 2
    assert all(line.startswith("line ") for line in out.splitlines())


def test_a_form_is_written_from_either(lcc, tmp_path):
    lcc("to-xlsx", BUNDLED, "--out", "f.xlsx")
    for source in (BUNDLED, "f.xlsx"):
        assert lcc("to-xlsform", source, "--out", "form.xlsx")[:2] == (0, "Form written: form.xlsx\n")
        assert openpyxl.load_workbook("form.xlsx").sheetnames == ["survey", "choices", "settings"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "absent"), "cannot be read"),
        (("check", "."), "cannot be read"),
        (("to-xlsx", "absent", "--out", "x"), "cannot be read"),
        (("to-xlsx", "{text}", "--out", "x"), "not valid JSON"),
        (("from-xlsx", "absent", "--out", "x"), "cannot be read"),
        (("from-xlsx", "{text}", "--out", "x"), "not a workbook"),
        (("from-xlsx", str(BUNDLED), "--out", "x"), "not a workbook"),
        (("to-xlsform", "absent", "--out", "x"), "cannot be read"),
        (("to-xlsx", str(BUNDLED), "--out", "no/such/folder.xlsx"), "cannot be written"),
        (("to-xlsx", str(BUNDLED)), "--out"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(lcc, tmp_path: Path, arguments, says):
    text = tmp_path / "text.xlsx"
    text.write_text("code;text\n")
    code, out, err = lcc(*(argument.format(text=text) for argument in arguments))
    assert (code, out) == (2, "")
    assert says in err
    assert [path.name for path in tmp_path.iterdir()] == ["text.xlsx"]


@pytest.mark.parametrize(("language", "words"), [("fr", "7 principes, 28 normes"), ("ar", "7 مبادئ، 28 معياراً")])
def test_it_speaks_both_languages(capfd, language, words):
    with pytest.raises(SystemExit):
        main(["--lang", language, "framework", "check", str(BUNDLED)])
    assert words in capfd.readouterr().out


@pytest.fixture
def workspace(lcc, tmp_path, capfd) -> Path:
    folder = tmp_path / "w"
    with pytest.raises(SystemExit):
        main(["workspace", "init", "--workspace", str(folder)])
    capfd.readouterr()
    return folder


def test_the_difference_of_two_versions_is_a_line_a_part(lcc, tmp_path):
    old = a_file(tmp_path, a_document())
    changed = a_document(version=2)
    indicator_of(changed, "1.1.1")["weight"] = 3
    changed["principles"][0]["norms"][0]["indicators"].pop()
    new = a_file(tmp_path, changed)
    code, out, _err = lcc("diff", old, new)
    assert (code, [line.split("\t")[:3] for line in out.splitlines()]) == (
        0,
        [["changed", "indicator", "1.1.1"], ["dropped", "indicator", "1.1.2"]],
    )
    assert "weight" in out
    assert [one["change"] for one in json.loads(lcc("diff", old, new, "--json")[1])] == ["changed", "removed"]
    assert lcc("diff", old, old)[1] == "No difference.\n"


def test_a_version_is_published_listed_and_written_again(lcc, workspace, tmp_path):
    path = a_file(tmp_path, a_document())
    assert lcc("add", "--workspace", workspace, path)[0] == 0
    refs = [(one["id"], one["version"]) for one in json.loads(lcc("list", "--workspace", workspace, "--json")[1])]
    assert ("essai", 1) in refs
    assert lcc("export", "--workspace", workspace, "essai", 1, "--out", "again.lccf.json")[0] == 0
    assert (tmp_path / "again.lccf.json").read_bytes() == path.read_bytes()
    other = a_file(tmp_path, a_document(official=True))
    code, _out, err = lcc("add", "--workspace", workspace, other)
    assert (code, "higher version" in err) == (2, True)
    assert lcc("export", "--workspace", workspace, "essai", 9, "--out", "no.xlsx")[0] == 2


def test_an_evaluation_is_moved_when_asked_and_shown_first(lcc, workspace, tmp_path, capfd):
    def run(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in arguments])
        return int(left.value.code or 0), capfd.readouterr().out

    lcc("add", "--workspace", workspace, a_file(tmp_path, a_document()))
    shorter = a_document(version=2)
    shorter["principles"][0]["norms"][0]["indicators"].pop()
    _code, out = run("evaluation", "new", "--workspace", workspace, "--commune", "Tétouan", "--framework", "essai")
    evaluation = out.strip()
    assert run("score", "--workspace", workspace, evaluation, "1.1.2", "1")[0] == 0
    assert run("measure", "--workspace", workspace, evaluation, "2.1.1", "women=3", "men=9") == (0, "2.1.1: Scored 2\n")
    assert run("measure", "--workspace", workspace, evaluation, "1.2.1", "62,5") == (0, "1.2.1: Scored 3\n")
    assert run("aim", "--workspace", workspace, evaluation, "2.1.1", "4")[0] == 0
    assert run("score", "--workspace", workspace, evaluation, "1.1.2", "0", "--verified")[0] == 0
    lcc("add", "--workspace", workspace, a_file(tmp_path, shorter))
    before = run("dump", "--workspace", workspace, evaluation)
    code, out = run("evaluation", "move", "--workspace", workspace, evaluation, "--preview")
    assert (code, "1.1.2\tdropped\t1\t–" in out) == (0, True)
    assert run("dump", "--workspace", workspace, evaluation) == before
    assert run("evaluation", "move", "--workspace", workspace, evaluation)[0] == 0
    shown = json.loads(run("evaluation", "show", "--workspace", workspace, evaluation, "--json")[1])
    assert shown["framework"]["version"] == 2
    computed = next(one for one in shown["indicators"] if one["code"] == "2.1.1")
    assert (computed["numbers"], computed["aim"]) == ({"men": "9", "women": "3"}, 4)
    assert run("evaluation", "move", "--workspace", workspace, evaluation, "--to", "7")[0] == 2
