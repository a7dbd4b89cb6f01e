"""Framework files: the bundled one is sound, and a wrong one is refused with place and rule."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcc_desktop.domain.errors import FileUnreadable, FrameworkRefused
from lcc_desktop.i18n import plain
from lcc_desktop.services.frameworks import BUNDLED, check_file
from lcc_desktop.wording.errors import PROBLEMS, explain


def test_the_bundled_example_is_whole_bilingual_and_unofficial():
    example = check_file(BUNDLED)
    assert not example.official
    assert (example.notice.fr, example.notice.ar) == ("EXEMPLE — non officiel", "مثال غير رسمي")
    assert len(example.principles) == 7
    assert all(len(p.norms) >= 2 for p in example.principles)
    assert len(example.indicators) >= 100
    assert len(example.fields) == 5
    assert {i.field for i in example.indicators} == {f.code for f in example.fields}
    assert all(len(i.degrees) == 5 and i.sources for i in example.indicators)


def test_the_bundled_example_is_written_in_both_scripts():
    example = check_file(BUNDLED)
    for item in example.indicators:
        for text in (item.text, item.help, *item.degrees, *item.sources):
            assert any("\u0600" <= c <= "\u06ff" for c in text.ar), text
            assert not any("\u0600" <= c <= "\u06ff" for c in text.fr), text


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """The bundled framework with one thing changed."""

    def change(edit: Callable[[dict[str, Any]], None]) -> Path:
        document = json.loads(BUNDLED.read_text(encoding="utf-8"))
        edit(document)
        path = tmp_path / "changed.lccf.json"
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return path

    return change


def first(document: dict[str, Any]) -> dict[str, Any]:
    indicator: dict[str, Any] = document["principles"][0]["norms"][0]["indicators"][0]
    return indicator


FIRST = "principles[0].norms[0].indicators[0]"


@pytest.mark.parametrize(
    ("edit", "place", "rule"),
    [
        (lambda d: first(d)["text"].pop("ar"), f"{FIRST}.text.ar", "missing"),
        (lambda d: first(d)["text"].update(ar=""), f"{FIRST}.text.ar", "empty"),
        (lambda d: first(d).update(field="F9"), f"{FIRST}.field", "reference"),
        (lambda d: first(d).update(code="2"), f"{FIRST}.code", "duplicate"),
        (lambda d: first(d).update(weight="2"), f"{FIRST}.weight", "type"),
        (lambda d: first(d).update(weight=-1), f"{FIRST}.weight", "value"),
        (lambda d: first(d).update(colour="red"), f"{FIRST}.colour", "unknown"),
        (lambda d: first(d).update(degrees=[]), f"{FIRST}.degrees", "too-few"),
        (lambda d: d.update(principles=[]), "principles", "too-few"),
        (lambda d: d.update(format="other"), "format", "value"),
    ],
)
def test_a_wrong_framework_names_the_place_and_the_rule(changed, edit, place, rule):
    with pytest.raises(FrameworkRefused) as caught:
        check_file(changed(edit))
    assert (place, rule) in [(p.place, p.rule) for p in caught.value.problems]
    assert place in plain(explain(caught.value))


def test_a_framework_that_weighs_nothing_is_refused(changed):
    def weightless(document: dict[str, Any]) -> None:
        for principle in document["principles"]:
            for norm in principle["norms"]:
                for indicator in norm["indicators"]:
                    indicator["weight"] = 0

    with pytest.raises(FrameworkRefused) as caught:
        check_file(changed(weightless))
    assert [p.rule for p in caught.value.problems] == ["no-weight"]


@pytest.mark.parametrize("content", [b"", b"[1, 2", b"\xff\xfe", b"null", b"[]", b"[" * 100_000])
def test_what_is_no_framework_at_all_is_refused_in_words(tmp_path: Path, content: bytes):
    path = tmp_path / "x.lccf.json"
    path.write_bytes(content)
    with pytest.raises(FrameworkRefused) as caught:
        check_file(path)
    assert all(problem.rule in PROBLEMS for problem in caught.value.problems)
    assert explain(caught.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(FileUnreadable):
        check_file(tmp_path / "absent.lccf.json")
