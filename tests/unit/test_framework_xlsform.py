"""The XLSForm of a framework: ODK's own converter accepts it, and nothing of the grid is missing from it."""

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import openpyxl
import pytest
from pyxform.xls2xform import convert

from lcc_desktop.domain.framework import Framework
from lcc_desktop.exchange.framework_xlsform import AMAZIGH, ARABIC, FRENCH, to_xlsform
from lcc_desktop.services.framework_file import build, read_file
from lcc_desktop.services.frameworks import BUNDLED
from tests.framework_documents import NASTY, small, text

Rows = list[dict[str, str]]


def rows(content: bytes, sheet: str) -> Rows:
    heads, *found = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [{str(h): str(v) for h, v in zip(heads, row, strict=True) if v is not None} for row in found]


@pytest.fixture
def form() -> Callable[..., bytes]:
    """The form of the small framework, with something changed."""

    def make(**changes: object) -> bytes:
        return to_xlsform(build({**small(), **changes}, ""))

    return make


def xform(content: bytes) -> str:
    """What ODK makes of a form. Raises what it does not accept."""
    return str(convert(xlsform=io.BytesIO(content), validate=False, file_type=".xlsx").xform)


@pytest.mark.parametrize("framework", [read_file(BUNDLED)[0], build(small(), "")], ids=["bundled", "small"])
def test_odk_accepts_it_with_both_languages_and_every_indicator(framework: Framework):
    found = xform(to_xlsform(framework))
    ElementTree.fromstring(found)  # noqa: S314
    assert {FRENCH, ARABIC} <= set(re.findall(r'<translation[^>]* lang="([^"]+)"', found))
    for indicator in framework.indicators:
        name = re.sub("[^0-9A-Za-z]", "_", indicator.code)
        assert re.search(rf'ref="[^"]*/i_{name}"', found), indicator.code
    for said in (framework.indicators[0].text.ar, framework.indicators[0].degrees[1].fr, framework.notice.ar):
        assert said.replace("’", "'") in found.replace("’", "'")  # their converter likes them straight


def test_the_commune_and_the_cycle_are_asked_first_and_the_notice_is_shown(form):
    names = [row["name"] for row in rows(form(), "survey")[:3]]
    assert names == ["commune_code", "cycle", "notice"]
    assert "notice" not in [row.get("name") for row in rows(form(official=True), "survey")]


def test_every_commune_of_the_country_has_a_code_that_is_taken(form, desk):
    constraint = rows(form(), "survey")[0]["constraint"]
    pattern = re.search("'(.*)'", constraint)[1]
    assert all(re.fullmatch(pattern, commune.code) for commune in desk.communes.communes)


def test_an_indicator_has_its_own_choices_with_described_degrees(form):
    choices = [row for row in rows(form(), "choices") if row["list_name"] == "list_i_1_1_1"]
    assert [c["name"] for c in choices] == ["0", "1", "2", "3", "4", "na", "no_information"]
    assert choices[3][f"label::{ARABIC}"] == "3 — درجة 3"
    without = [row["name"] for row in rows(form(), "choices") if row["list_name"] == "list_i_1_1_10"]
    assert without == ["0", "1", "no_information"]


def test_a_percentage_is_a_number_to_a_hundred(form):
    [question] = [row for row in rows(form(), "survey") if row.get("name") == "value_1_10_1"]
    assert (question["type"], question["constraint"]) == ("decimal", ". >= 0 and . <= 100")
    assert question["relevant"] == "${i_1_10_1} = 'measured'"


def test_numbers_are_asked_once_and_before_and_values_are_calculated(form):
    survey = rows(form(), "survey")
    names = [row.get("name") for row in survey]
    assert [n for n in names if str(n).startswith("num_")] == ["num_women", "num_men", "num_elected"]
    assert names.index("num_elected") < names.index("p_1")
    by_name = {row.get("name"): row for row in survey}
    assert (
        by_name["num_elected"]["calculation"]
        == "if(${num_men} != '' and ${num_women} != '', (${num_women} + ${num_men}), '')"
    )
    assert by_name["value_2_1_1"]["calculation"] == (
        "if(${num_elected} != '' and ${num_women} != '' and ${num_elected} != 0, "
        "((100 * ${num_women}) div ${num_elected}), '')"
    )


def test_numbers_that_nothing_uses_are_not_asked(form):
    numbers = [*small()["numbers"], {"code": "spare", "text": text("Inutile")}]
    assert "num_spare" not in [row.get("name") for row in rows(form(numbers=numbers), "survey")]


def test_each_indicator_has_its_justification_and_its_evidence(form):
    types = {row.get("name"): row["type"] for row in rows(form(), "survey")}
    for code in ("1_1_1", "1_1_10", "1_10_1", "2_1_1"):
        kinds = [types[f"{part}_{code}"] for part in ("note", "photo", "file")]
        assert kinds == ["text", "image", "file"]


def test_codes_that_look_alike_get_names_of_their_own(form):
    changed = small()
    indicators = changed["principles"][0]["norms"][0]["indicators"]
    indicators[1]["code"] = "1-1-1"
    content = form(principles=changed["principles"])
    names = [row["name"] for row in rows(content, "survey") if "name" in row]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) for name in names)
    xform(content)


def test_no_text_disturbs_the_form(form):
    changed = small()
    indicator = changed["principles"][0]["norms"][0]["indicators"][0]
    indicator["sources"] = [text(nasty) for nasty in NASTY[:-4]]
    indicator["degrees"] = [text("${i_1_1_1}"), text("=1+1"), text("<b>&"), text("*gras* # titre"), text("\u202dx")]
    content = form(principles=changed["principles"])
    xform(content)
    assert all(cell.data_type != "f" for sheet in openpyxl.load_workbook(io.BytesIO(content)) for cell in sheet["C"])


def test_the_same_framework_gives_the_same_form(form):
    assert form() == form()


def test_amazigh_is_a_language_of_the_form_where_the_framework_has_it_and_arabic_stands_in_elsewhere(form):
    assert not any(AMAZIGH in column for row in rows(form(), "survey") for column in row)
    document = small()
    document["principles"][0]["name"]["zgh"] = "ⴰⴷⵔⴰⵡ"
    document["principles"][0]["norms"][0]["indicators"][0]["degrees"][1]["zgh"] = "ⵢⴰⵏ"
    content = to_xlsform(build(document, ""))
    assert AMAZIGH in re.findall(r'<translation[^>]* lang="([^"]+)"', xform(content))
    said = {row["name"]: row.get(f"label::{AMAZIGH}") for row in rows(content, "survey") if "name" in row}
    assert (said["p_1"], said["p_2"]) == ("1. ⴰⴷⵔⴰⵡ", "2. المساواة")
    assert "1 — ⵢⴰⵏ" in [row[f"label::{AMAZIGH}"] for row in rows(content, "choices")]
