"""Framework files: the bundled one is sound, and a wrong one is refused with place and rule."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import FileUnreadable, FrameworkRefused
from lcc_desktop.domain.framework import ScaleKind
from lcc_desktop.i18n import plain, use_language
from lcc_desktop.resources import SCHEMAS
from lcc_desktop.sample import RANGES
from lcc_desktop.services.framework_file import read_file
from lcc_desktop.services.framework_text import Unreadable, dump, lines, parse
from lcc_desktop.services.frameworks import BUNDLED
from lcc_desktop.wording.errors import PROBLEMS, explain
from tests.frameworks import a_document, a_file, an_indicator, indicator_of

SMALL = dump(a_document())


def test_the_bundled_example_is_whole_bilingual_and_unofficial():
    example, _content = read_file(BUNDLED)
    assert not example.official
    assert (example.notice.fr, example.notice.ar) == ("EXEMPLE — non officiel", "مثال غير رسمي")
    assert len(example.principles) == 7
    assert all(len(p.norms) >= 2 for p in example.principles)
    assert len(example.indicators) >= 100
    assert len(example.fields) == 5
    assert {i.field for i in example.indicators} == {f.code for f in example.fields}
    assert all(
        len(i.degrees) == (2 if i.scale.kind is ScaleKind.YES_NO else 5) and i.sources for i in example.indicators
    )
    assert {i.scale.kind for i in example.indicators} == set(ScaleKind)
    assert {p.principle for p in example.prerequisites} == {"1", "2", "3", "4"}
    assert not example.levels, "without thresholds nothing can be claimed"


def test_the_sample_knows_a_plausible_value_of_every_number_of_the_example():
    example, _content = read_file(BUNDLED)
    assert {number.code for number in example.numbers if number.formula is None} == RANGES.keys()


def test_the_bundled_example_is_written_in_both_scripts():
    example, _content = read_file(BUNDLED)
    for item in example.indicators:
        calculation = [item.calculation] if item.calculation else []
        for text in (item.text, item.help, *item.degrees, *item.sources, *item.examples, *calculation):
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
        read_file(changed(edit))
    assert (place, rule) in [(p.place, p.rule) for p in caught.value.problems]
    assert place in plain(explain(caught.value))


def test_a_framework_that_weighs_nothing_is_refused(changed):
    def weightless(document: dict[str, Any]) -> None:
        for principle in document["principles"]:
            for norm in principle["norms"]:
                for indicator in norm["indicators"]:
                    indicator["weight"] = 0

    with pytest.raises(FrameworkRefused) as caught:
        read_file(changed(weightless))
    assert [p.rule for p in caught.value.problems] == ["no-weight"]


@pytest.mark.parametrize(
    ("content", "line", "place", "rule", "detail"),
    [
        (b"", 1, "", "nothing", ""),
        (b'{"a":\n  {"b": [1, 2}}', 2, "a.b[1]", "json", "}}"),
        (b'{"a": 1', 1, "a", "json", '{"a": 1'),
        (b'{"a": "x\n"}', 1, "a", "json", '{"a": "x'),
        (b'{\n"a": "Participation \xe9"}', 2, "", "encoding", ""),
        (b'{"a": {"b": 1,\n"b": 2}}', 2, "a.b", "twice", "b"),
        (b'{"a": [1,\n1e5]}', 2, "a[1]", "decimal", "1e5"),
        (b'{"a": [1,\nNaN]}', 2, "a[1]", "decimal", "NaN"),
        (b'{"a": ' + b"9" * 5000 + b"}", 1, "a", "decimal", "9" * 40),
    ],
)
def test_what_is_no_json_is_said_by_line_and_path(tmp_path: Path, content, line, place, rule, detail):
    path = tmp_path / "x.lccf.json"
    path.write_bytes(content)
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    assert [(p.line, p.place, p.rule, p.detail) for p in caught.value.problems] == [(line, place, rule, detail)]


@pytest.mark.parametrize("cut", range(0, len(SMALL), 97))
def test_a_file_that_is_cut_short_anywhere_is_refused_on_its_last_line(cut):
    with pytest.raises(Unreadable) as caught:
        parse(SMALL[:cut])
    problem = caught.value.problem
    assert problem.rule == "encoding" or problem.line in (SMALL[:cut].count(b"\n"), SMALL[:cut].count(b"\n") + 1)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda d: first(d).update(weight="2"), "2 is not of the right kind. Write a whole number here."),
        (lambda d: first(d).update(weight=-1), "-1 is not an allowed value. Allowed here: 0…1000."),
        (lambda d: first(d).update(evidence_from=9), "9 is not an allowed value. Allowed here: 0…4."),
        (lambda d: first(d).update(scale={"kind": "stars"}), "Allowed here: ordinal, yes-no, percentage, computed."),
        (lambda d: first(d).update(code="a b"), "a b cannot be a code."),
        (lambda d: d.update(id="LCC 2"), "LCC 2 cannot be the identifier of a framework."),
        (lambda d: d.update(format="lcc/2"), "Allowed here: lcc-framework/1.0."),
        (lambda d: first(d)["text"].update(fr="x" * 4001), "Shorten it to 4000 characters at most."),
        (lambda d: d.update(fields=d["fields"] * 20), "Keep 50 at most."),
    ],
)
def test_a_refusal_says_what_would_be_right(changed, edit, says):
    use_language("en")
    with pytest.raises(FrameworkRefused) as caught:
        read_file(changed(edit))
    assert says in plain(explain(caught.value))


def test_a_condition_on_a_principle_that_weighs_nothing_is_refused(tmp_path: Path):
    document = a_document()
    for code in ("1.1.1", "1.1.2", "1.2.1"):
        indicator_of(document, code)["weight"] = 0
    assert ("levels[1].conditions[0].code", "never", "1") in refused(document, tmp_path)


@pytest.mark.parametrize("content", [b"null", b"[]", b"[" * 100_000])
def test_what_is_no_framework_at_all_is_refused_in_words(tmp_path: Path, content: bytes):
    path = tmp_path / "x.lccf.json"
    path.write_bytes(content)
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    assert all(problem.rule in PROBLEMS for problem in caught.value.problems)
    assert explain(caught.value)


def refused(document: dict[str, Any], folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(FrameworkRefused) as caught:
        read_file(a_file(folder, document))
    assert plain(explain(caught.value))
    return [(p.place, p.rule, p.detail) for p in caught.value.problems]


def condition(document: dict[str, Any], position: int) -> dict[str, Any]:
    found: dict[str, Any] = document["levels"][1]["conditions"][position]
    return found


def test_every_part_of_the_format_is_read(tmp_path: Path):
    found, _content = read_file(a_file(tmp_path, a_document()))
    percentage, computed = found.find("1.2.1"), found.find("2.1.1")
    assert percentage is not None
    assert computed is not None
    assert percentage.scale.thresholds[2] == Fraction(125, 2)
    assert [number.code for number in found.asked(computed)] == ["women", "men"]
    assert [p.principle for p in found.prerequisites] == ["1", "2"]
    assert [len(level.conditions) for level in found.levels] == [0, 3]
    assert found.overall == "principles"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda d: d["numbers"][2].update(formula="women + boys"), ("numbers[2].formula", "reference", "boys")),
        (lambda d: d["numbers"][0].update(formula="elected - men"), ("numbers[0].formula", "cycle", "women")),
        (lambda d: d["numbers"][0].update(formula="women"), ("numbers[0].formula", "cycle", "women")),
        (lambda d: d["numbers"][1].update(code="women"), ("numbers[1].code", "duplicate", "women")),
        (lambda d: d["numbers"][2].update(formula="import os"), ("numbers[2].formula", "formula", "import os")),
        (lambda d: d["prerequisites"][0].update(principle="9"), ("prerequisites[0].principle", "reference", "9")),
        (lambda d: d["prerequisites"][0].update(code="1.1"), ("prerequisites[0].code", "duplicate", "1.1")),
        (lambda d: d["levels"][1].update({"from": 40}), ("levels[1].from", "order", "")),
        (lambda d: d["levels"][1].update(code="N1"), ("levels[1].code", "duplicate", "N1")),
        (
            lambda d: d["levels"][1]["conditions"][0].update(code="8"),
            ("levels[1].conditions[0].code", "reference", "8"),
        ),
        (lambda d: condition(d, 0).pop("code"), ("levels[1].conditions[0].code", "missing", "")),
        (lambda d: condition(d, 1).update({"from": 5}), ("levels[1].conditions[1].from", "value", "5")),
        (lambda d: condition(d, 2).update(code="1"), ("levels[1].conditions[2].code", "unknown", "")),
        (lambda d: d["title"].update(fr="  "), ("title.fr", "empty", "")),
        (lambda d: d["title"].update(ar="\u200f\u200b"), ("title.ar", "empty", "")),
        (
            lambda d: [indicator_of(d, code).update(replaces="0.1") for code in ("1.1.1", "1.1.2")],
            ("principles[0].norms[0].indicators[0].replaces", "duplicate", "0.1"),
        ),
        (
            lambda d: indicator_of(d, "1.1.1").update(replaces="1.1.1"),
            ("principles[0].norms[0].indicators[0].replaces", "replaces", "1.1.1"),
        ),
        (lambda d: d["title"].update(fr="a\nb"), ("title.fr", "control", "")),
        (lambda d: d["numbers"][0]["text"].update(fr="a\x00b"), ("numbers[0].text.fr", "control", "")),
        (lambda d: d["aggregation"].update(overall="median"), ("aggregation.overall", "value", "median")),
    ],
)
def test_a_wrong_part_names_the_place_the_rule_and_what_was_found(tmp_path, edit, expected):
    document = a_document()
    edit(document)
    assert expected in refused(document, tmp_path)


@pytest.mark.parametrize(
    ("code", "edit", "place", "rule"),
    [
        ("1.1.2", lambda i: i["degrees"].append(i["degrees"][0]), "degrees", "two-degrees"),
        ("1.2.1", lambda i: i["scale"].pop("from"), "scale.from", "missing"),
        ("1.2.1", lambda i: i["scale"].update({"from": [1, 2]}), "scale.from", "thresholds"),
        ("1.2.1", lambda i: i["scale"].update({"from": [4, 3, 2, 1]}), "scale.from", "order"),
        ("1.2.1", lambda i: i["scale"].update({"from": [1, 2, 2, 3]}), "scale.from", "order"),
        ("1.2.1", lambda i: i["scale"].update({"from": [1, 2, 3, 101]}), "scale.from[3]", "value"),
        ("1.2.1", lambda i: i["scale"].update(formula="women"), "scale.formula", "unknown"),
        ("1.1.1", lambda i: i.update(scale={"kind": "ordinal", "from": [1]}), "scale.from", "unknown"),
        ("1.1.1", lambda i: i.update(scale={"kind": "stars"}), "scale.kind", "value"),
        ("1.1.1", lambda i: i.update(evidence_from=5), "evidence_from", "value"),
        ("2.1.1", lambda i: i["scale"].update(formula="100 * girls / elected"), "scale.formula", "reference"),
        ("2.1.1", lambda i: i["scale"].update(formula="100"), "scale.formula", "formula"),
        ("2.1.1", lambda i: i["scale"].pop("formula"), "scale.formula", "missing"),
    ],
)
def test_a_wrong_scale_names_the_place_and_the_rule(tmp_path, code, edit, place, rule):
    document = a_document()
    edit(indicator_of(document, code))
    assert any(p.endswith(f"]{'.' + place}") and r == rule for p, r, _detail in refused(document, tmp_path))


def test_where_less_is_better_thresholds_go_down(tmp_path: Path):
    document = a_document()
    indicator_of(document, "1.2.1")["scale"].update({"from": [80, 60, 40, 20], "better": "lower"})
    found, _content = read_file(a_file(tmp_path, document))
    item = found.find("1.2.1")
    assert item is not None
    assert item.scale.degree_of(Fraction(60)) == 2


def test_a_problem_names_its_line(tmp_path: Path):
    document = a_document()
    indicator_of(document, "1.2.1")["field"] = "F9"
    path = a_file(tmp_path, document)
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    [problem] = caught.value.problems
    assert problem.line is not None
    assert '"F9"' in path.read_text(encoding="utf-8").splitlines()[problem.line - 1]


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
json_values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
)


@given(json_values, st.sampled_from([None, 0, 2]))
def test_every_value_of_any_text_is_found_on_its_line(value, indent):
    """Against the text itself: the line of a value holds the beginning of how it is written."""
    written = json.dumps(value, indent=indent, ensure_ascii=False)
    found = lines(written)
    rows = written.split("\n")

    def check(part: Any, path: tuple[str | int, ...]) -> None:
        start = (
            "{" if isinstance(part, dict) else "[" if isinstance(part, list) else json.dumps(part, ensure_ascii=False)
        )
        assert start in rows[found[path] - 1]
        inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for key, one in inner:
            check(one, (*path, key))

    check(value, ())


@given(json_values)
def test_a_document_is_written_as_json_is(value):
    written = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    assert dump(value) == written.encode(errors="backslashreplace")


@given(st.decimals(-(10**15) + 1, 10**15 - 1, places=6))
def test_a_decimal_number_is_written_exactly_and_read_again(value):
    assert parse(dump({"from": [value]})) == {"from": [value]}


def test_a_name_said_twice_is_refused_rather_than_guessed(tmp_path: Path):
    path = tmp_path / "x.lccf.json"
    path.write_text('{"format": "lcc-framework/1.0", "id": "a", "id": "b"}')
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    assert [(p.rule, p.detail) for p in caught.value.problems] == [("twice", "id")]


@pytest.mark.parametrize("written", ["1e-999999999", "62.50000000000000000001", "6.25e1"])
def test_a_number_that_could_not_be_given_back_as_it_came_is_refused(tmp_path: Path, written: str):
    path = tmp_path / "x.lccf.json"
    path.write_bytes(dump(a_document()).replace(b"62.5", written.encode()))
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    assert [p.rule for p in caught.value.problems] == ["decimal"]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "1e999999999", "[" * 5000 + "]" * 5000])
def test_numbers_and_depths_beyond_reason_are_refused(tmp_path: Path, written: str):
    path = tmp_path / "x.lccf.json"
    path.write_bytes(dump(a_document()).replace(b'"version": 1,', f'"version": {written},'.encode()))
    with pytest.raises(FrameworkRefused):
        read_file(path)


def test_half_a_character_is_refused(tmp_path: Path):
    path = tmp_path / "x.lccf.json"
    path.write_bytes(dump(a_document()).replace(b"Essai", b"\\ud800"))
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    assert [(p.place, p.rule) for p in caught.value.problems] == [("title.fr", "control")]


def test_ten_thousand_indicators_are_refused_before_anything_heavy(tmp_path: Path):
    document = a_document()
    norm = document["principles"][0]["norms"][0]
    norm["indicators"] = [an_indicator(f"x{k}") for k in range(10_000)]
    assert [(rule, detail) for _place, rule, detail in refused(document, tmp_path)] == [
        ("too-many-indicators", "10002")
    ]


def test_two_thousand_indicators_are_taken(tmp_path: Path):
    document = a_document()
    norms = [n for p in document["principles"] for n in p["norms"]]
    for k, norm in enumerate(norms):
        norm["indicators"] += [an_indicator(f"x{k}.{j}") for j in range(665)]
    found, _content = read_file(a_file(tmp_path, document))
    assert len(found.indicators) == 1999


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(FileUnreadable):
        read_file(tmp_path / "absent.lccf.json")


def test_the_published_schema_is_the_one_that_decides():
    published = Path(__file__).parents[2] / "docs" / "framework-1.0.schema.json"
    assert published.read_bytes() == (SCHEMAS / "framework-1.0.schema.json").read_bytes()


def test_a_text_that_is_never_closed_breaks_the_file_off_where_it_begins(tmp_path: Path):
    """What looks like brackets and commas inside it is part of it, not of the file."""
    path = tmp_path / "broken.json"
    path.write_bytes(b'{"format": "lcc-framew },\n ] } "kind": 1,\n}')
    with pytest.raises(FrameworkRefused) as caught:
        read_file(path)
    assert [problem.rule for problem in caught.value.problems] == ["json"]
