"""The workbook of a framework: back and forth without loss, and every mistake named by its cell."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from lcc_desktop.bootstrap import read_framework_workbook
from lcc_desktop.domain.errors import FileUnreadable, FrameworkRefused, Problem
from lcc_desktop.exchange.framework_sheets import INDICATORS, SHEETS, TABLES
from lcc_desktop.exchange.framework_xlsx import from_workbook, to_workbook
from lcc_desktop.i18n import plain, use_language
from lcc_desktop.services.framework_text import dump, parse
from lcc_desktop.services.frameworks import BUNDLED
from lcc_desktop.wording.errors import PROBLEMS, explain
from tests.framework_documents import NASTY, documents, small, text
from tests.properties import tried

TITLES = {sheet.key: sheet.title for sheet in SHEETS}


@cache
def written() -> bytes:
    """The workbook of the small document, as most tests begin with it."""
    return to_workbook(small())


def opened(content: bytes | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content or written()))


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def column(sheet: Any, key: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == key)


def address(sheet: Any, key: str, row: int) -> str:
    return f"{sheet.title}!{sheet.cell(row, column(sheet, key)).coordinate}"


# Back and forth


@tried(16, HealthCheck.data_too_large)
@given(documents())
def test_a_document_comes_back_as_it_was(document):
    again, _cells = from_workbook(to_workbook(document))
    assert again == document


def test_the_bundled_example_comes_back_byte_for_byte():
    content = BUNDLED.read_bytes()
    document, _cells = from_workbook(to_workbook(parse(content)))
    assert dump(document) == content


def test_every_part_of_the_format_comes_back():
    assert from_workbook(to_workbook(small()))[0] == small()


def test_every_text_that_a_spreadsheet_would_alter_comes_back():
    document = small()
    indicator = document["principles"][0]["norms"][0]["indicators"][0]
    indicator["sources"] = [text(nasty) for nasty in NASTY]
    indicator["examples"] = [text("Exemple", nasty) for nasty in NASTY]
    again, _cells = from_workbook(to_workbook(document))
    read = again["principles"][0]["norms"][0]["indicators"][0]
    assert [item["fr"] for item in read["sources"]] == list(NASTY)
    assert [item["ar"] for item in read["examples"]] == list(NASTY)
    assert again == document


def test_numbers_with_many_digits_come_back_exactly():
    document = small()
    thresholds = [Decimal("99.12345678901234567890123"), Decimal("1E-30"), Decimal("-3")]
    scale = document["principles"][1]["norms"][0]["indicators"][0]["scale"]
    scale.update({"from": thresholds[:2], "better": "lower"})
    assert from_workbook(to_workbook(document))[0] == document


def test_half_a_character_in_the_title_of_a_draft_is_written_all_the_same_and_named_when_read():
    [problem] = refused(to_workbook({**small(), "title": text("\ud800")}))
    assert (problem.rule, problem.cell) == ("mark", f"{TITLES['framework']}!D6")


def test_the_same_document_gives_the_same_bytes():
    assert to_workbook(small()) == written()


def test_a_workbook_saved_by_another_program_says_the_same():
    """Openpyxl writes its own styles and strings; formats and protection may go, what is said stays."""
    assert from_workbook(saved(opened()))[0] == small()


def test_libreoffice_may_open_and_save_it(tmp_path: Path, has_tool):
    has_tool("soffice")
    document = small()
    for nasty, degree in zip(NASTY, range(4), strict=False):
        document["principles"][0]["norms"][0]["indicators"][0]["degrees"][degree]["fr"] = nasty
    document["principles"][0]["norms"][0]["indicators"][0]["sources"] = [text(nasty) for nasty in NASTY[:30]]
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "f.xlsx"
    source.write_bytes(to_workbook(document))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=180)
    assert from_workbook(tmp_path / "f.xlsx")[0] == document


# What the team sees


def test_the_first_sheet_explains_in_both_languages_and_the_notice_is_on_it():
    sheet = opened().worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "EXEMPLE — non officiel" in words
    assert "مثال غير رسمي" in words
    assert sum(bool(re.search("[\u0600-\u06ff]", word)) for word in words) > 15


def test_every_label_is_in_french_and_arabic_and_the_keys_are_hidden():
    book = opened()
    for layout in TABLES:
        sheet = book[layout.title]
        assert sheet.row_dimensions[1].hidden
        assert [cell.value for cell in sheet[1]] == [c.key for c in layout.columns]
        assert all(re.search("[\u0600-\u06ff]", cell.value) and re.search("[A-Za-z]", cell.value) for cell in sheet[2])
        assert sheet.freeze_panes.endswith("3")


def test_codes_that_are_given_are_locked_and_everything_else_is_open():
    sheet = opened()[TITLES["indicators"]]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    locked = {c.column_letter for row in sheet.iter_rows(min_row=3) for c in row if c.value and c.protection.locked}
    assert locked == {"A"}
    assert not sheet.column_dimensions["A"].protection.locked  # a new row can be given a code


def test_arabic_reads_from_the_right_and_amazigh_shows_only_when_used():
    book = opened()
    sheet = book[TITLES["principles"]]
    arabic = sheet.cell(3, column(sheet, "name.ar"))
    assert (arabic.alignment.horizontal, arabic.alignment.readingOrder) == ("right", 2)
    amazigh = openpyxl.utils.get_column_letter(column(sheet, "name.zgh"))
    assert sheet.column_dimensions[amazigh].hidden
    document = small()
    document["principles"][0]["name"]["zgh"] = "ⴰⵎⴰⵣⵉⵖ"
    assert not opened(to_workbook(document))[TITLES["principles"]].column_dimensions[amazigh].hidden


@pytest.mark.parametrize("key", ["norm", "field", "scale.kind", "mandatory", "na_allowed", "scale.better"])
def test_what_has_few_values_is_chosen_from_a_list(key):
    sheet = opened()[TITLES["indicators"]]
    cell = sheet.cell(3, column(sheet, key)).coordinate
    assert any(cell in rule.sqref and rule.type == "list" for rule in sheet.data_validations.dataValidation)


def test_what_people_typed_is_never_a_formula_nor_a_number():
    document = small()
    document["principles"][0]["summary"]["fr"] = "=HYPERLINK(1)"
    sheet = opened(to_workbook(document))[TITLES["principles"]]
    assert sheet.cell(3, column(sheet, "summary.fr")).data_type == "s"
    assert sheet.cell(3, 1).value == "1"
    assert all(cell.number_format == "@" for cell in sheet[3] if cell.value)


# What people do to it, and it is right


def edited(edit: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = opened()
    edit(book)
    return saved(book)


def put(sheet: str, key: str, row: int, value: object, number_format: str | None = None) -> Callable[[Any], None]:
    def change(book: openpyxl.Workbook) -> None:
        cell = book[TITLES[sheet]].cell(row, column(book[TITLES[sheet]], key))
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


INDICATOR = ("principles", 0, "norms", 0, "indicators", 0)


def part(document: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


@pytest.mark.parametrize(
    ("sheet", "key", "value", "path", "read"),
    [
        ("indicators", "weight", 3.0, (*INDICATOR, "weight"), 3),
        ("indicators", "weight", "3", (*INDICATOR, "weight"), 3),
        ("indicators", "weight", " ٣ ", (*INDICATOR, "weight"), 3),
        ("indicators", "mandatory", False, (*INDICATOR, "mandatory"), False),
        ("indicators", "mandatory", "Non", (*INDICATOR, "mandatory"), False),
        ("indicators", "mandatory", "لا", (*INDICATOR, "mandatory"), False),
        ("indicators", "mandatory", "FALSE", (*INDICATOR, "mandatory"), False),
        ("indicators", "na_allowed", "نعم", (*INDICATOR, "na_allowed"), True),
        ("indicators", "na_allowed", "\u200foui ", (*INDICATOR, "na_allowed"), True),
        ("indicators", "code", "\u00a0\u200e1.1.1\u200f ", (*INDICATOR, "code"), "1.1.1"),
        ("indicators", "norm", " 1.1\u00a0", (*INDICATOR, "field"), "F1"),
        ("indicators", "scale.kind", "Degrés", (*INDICATOR, "scale", "kind"), "ordinal"),
        ("principles", "code", 1, ("principles", 0, "code"), "1"),
        ("principles", "summary.fr", 2026, ("principles", 0, "summary", "fr"), "2026"),
        ("principles", "summary.fr", "a_x000D_\nb", ("principles", 0, "summary", "fr"), "a\nb"),
        ("levels", "from", "33,5", ("levels", 0, "from"), 33.5),
    ],
)
def test_what_can_be_known_is_read(sheet, key, value, path, read):
    document, _cells = from_workbook(edited(put(sheet, key, 3, value)))
    assert part(document, path) == read


def test_labels_and_sheets_may_be_renamed_and_sheets_hidden_or_moved():
    def rename(book: openpyxl.Workbook) -> None:
        sheet = book[TITLES["norms"]]
        for cell in sheet[2]:
            cell.value = f"Libellé {cell.column}"
        sheet.sheet_state = "hidden"
        sheet.title = "L’autre nom d'ici"
        book.defined_names["lcc_norms"].attr_text = "'L’autre nom d''ici'!$A$2"
        book.move_sheet(sheet, -3)

    assert from_workbook(edited(rename))[0] == small()


def test_columns_may_change_places():
    def swap(book: openpyxl.Workbook) -> None:
        for row in book[TITLES["fields"]].iter_rows(max_col=3):
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value

    assert from_workbook(edited(swap))[0] == small()


def test_rows_hidden_by_a_filter_are_data_and_columns_too():
    def hide(book: openpyxl.Workbook) -> None:
        sheet = book[TITLES["indicators"]]
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    assert from_workbook(edited(hide))[0] == small()


def test_rows_of_a_norm_keep_their_order_wherever_they_stand():
    def append(book: openpyxl.Workbook) -> None:
        sheet = book[TITLES["indicators"]]
        for cell in sheet[3]:
            if cell.value is not None:
                sheet.cell(40, cell.column).value = cell.value
        sheet.cell(40, 1).value = "1.1.99"
        for degree in (1, 0):
            book[TITLES["degrees"]].append(["1.1.99", degree, f"d{degree}", "د"])

    document, cells = from_workbook(edited(append))
    new = document["principles"][0]["norms"][0]["indicators"][2]
    assert (new["code"], [d["fr"] for d in new["degrees"]]) == ("1.1.99", ["d0", "d1"])
    assert cells[("principles", 0, "norms", 0, "indicators", 2, "weight")].endswith("40")


def test_empty_rows_to_the_very_end_are_no_rows():
    def scatter(book: openpyxl.Workbook) -> None:
        sheet = book[TITLES["norms"]]
        for row in (50, 1_048_576):
            sheet.cell(row, 1).number_format = "@"
            sheet.cell(row, 2).value = "\u00a0 "

    assert from_workbook(edited(scatter))[0] == small()


def test_notes_of_the_team_are_left_alone():
    def annotate(book: openpyxl.Workbook) -> None:
        book.create_sheet("Notes de réunion")["A1"] = "à revoir"
        book.create_sheet("ملاحظات")["A1"] = "=1+1"
        sheet = book[TITLES["norms"]]
        sheet.cell(2, sheet.max_column + 1).value = "Notes"
        sheet.cell(3, sheet.max_column).value = "à revoir"

    assert from_workbook(edited(annotate))[0] == small()


def rewritten(content: bytes, edit: Callable[[str, str], str]) -> bytes:
    """The same workbook with the text of its parts changed: what other programs write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name).decode()))
    return out.getvalue()


def test_strings_may_stand_in_the_cells_and_no_size_be_declared():
    content = written()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shared = archive.read("xl/sharedStrings.xml").decode()
    strings = re.findall(r"<si>(.*?)</si>", shared, re.DOTALL)

    def inline(name: str, xml: str) -> str:
        xml = re.sub(r"<dimension [^>]*/>", "", xml)
        return re.sub(
            r'<c ([^>]*)t="s"><v>(\d+)</v></c>',
            lambda m: f'<c {m[1]}t="inlineStr"><is>{strings[int(m[2])]}</is></c>',
            xml,
        )

    assert from_workbook(rewritten(content, inline))[0] == small()


def test_names_may_be_lost():
    def forget(book: openpyxl.Workbook) -> None:
        for layout in SHEETS:
            del book.defined_names[f"lcc_{layout.key}"]

    assert from_workbook(edited(forget))[0] == small()


# What cannot be read is named by its cell


def refused(content: bytes | Path) -> tuple[Problem, ...]:
    with pytest.raises(FrameworkRefused) as caught:
        from_workbook(content, "f.xlsx")
    for language in ("fr", "ar", "en"):
        use_language(language)
        said = plain(explain(caught.value))
        assert all(problem.cell in said for problem in caught.value.problems)
    assert all(problem.rule in PROBLEMS for problem in caught.value.problems)
    return caught.value.problems


@pytest.mark.parametrize(
    ("sheet", "key", "value", "look", "rule"),
    [
        ("indicators", "code", 1.1, None, "cell-number"),
        ("indicators", "norm", 1.1, None, "cell-number"),
        ("indicators", "code", 7, "000", "cell-number"),
        ("indicators", "text.fr", 0.5, None, "cell-number"),
        ("indicators", "text.fr", True, None, "cell-number"),
        ("indicators", "code", datetime(2026, 1, 1), None, "cell-date"),
        ("indicators", "weight", datetime(2026, 1, 1), None, "cell-date"),
        ("indicators", "help.fr", "=A1", None, "cell-formula"),
        ("indicators", "weight", "=1+1", None, "cell-formula"),
        ("indicators", "weight", "#REF!", None, "cell-error"),
        ("indicators", "text.fr", '∅"sans fin', None, "mark"),
        ("indicators", "text.fr", '∅"\\ud800"', None, "mark"),
        ("indicators", "text.ar", "#N/A", None, "cell-error"),
        ("levels", "from", 0.25, "0%", "cell-percent"),
        ("norms", "principle", "9", None, "reference"),
        ("norms", "principle", None, None, "missing"),
        ("indicators", "norm", "9.9", None, "reference"),
        ("degrees", "indicator", "9.9.9", None, "reference"),
        ("degrees", "degree", None, None, "missing"),
        ("degrees", "degree", 1, None, "degree"),
        ("degrees", "degree", 9, None, "degree"),
        ("degrees", "degree", 0.5, None, "degree"),
        ("degrees", "degree", "zéro", None, "degree"),
        ("sources", "of", "X", None, "reference"),
        ("examples", "indicator", "X", None, "reference"),
        ("conditions", "level", "X", None, "reference"),
    ],
)
def test_what_cannot_be_known_is_refused_by_sheet_and_cell(sheet, key, value, look, rule):
    book = opened()
    put(sheet, key, 3, value, look)(book)
    found = refused(saved(book))
    assert rule in [p.rule for p in found if p.cell == address(book[TITLES[sheet]], key, 3)] or rule == "degree"
    assert rule in [p.rule for p in found]


def in_words(content: bytes, tmp_path: Path) -> list[tuple[str, str]]:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(content)
    with pytest.raises(FrameworkRefused) as caught:
        read_framework_workbook(path)
    return [(problem.cell, problem.rule) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("sheet", "key", "value", "rule"),
    [
        ("indicators", "text.ar", None, "missing"),
        ("indicators", "help.fr", None, "missing"),
        ("indicators", "weight", None, "missing"),
        ("indicators", "weight", "beaucoup", "type"),
        ("indicators", "weight", 1.5, "type"),
        ("indicators", "weight", True, "type"),
        ("indicators", "weight", "1,000", "type"),
        ("indicators", "weight", 5000, "value"),
        ("indicators", "mandatory", "peut-être", "choice"),
        ("indicators", "field", "F9", "reference"),
        ("indicators", "scale.kind", "au hasard", "choice"),
        ("indicators", "evidence_from", 9, "value"),
        ("fields", "code", "F 1", "code"),
        ("fields", "code", None, "missing"),
        ("fields", "name.ar", None, "missing"),
        ("numbers", "formula", "1 +", "formula"),
        ("levels", "from", 101, "value"),
        ("levels", "from", None, "missing"),
        ("conditions", "kind", "autre", "choice"),
        ("conditions", "code", "zz", "reference"),
        ("prerequisites", "principle", "9", "reference"),
        ("prerequisites", "help.ar", None, "missing"),
    ],
)
def test_what_breaks_a_rule_is_named_by_sheet_and_cell(tmp_path, sheet, key, value, rule):
    book = opened()
    put(sheet, key, 3, value)(book)
    assert (address(book[TITLES[sheet]], key, 3), rule) in in_words(saved(book), tmp_path)


def test_thresholds_and_titles_have_cells_of_their_own(tmp_path):
    book = opened()
    indicators, identity = book[TITLES["indicators"]], book[TITLES["framework"]]
    indicators.cell(6, column(indicators, "scale.from.2")).value = "beaucoup"
    identity["D6"].value = None
    found = in_words(saved(book), tmp_path)
    assert (address(indicators, "scale.from.2", 6), "type") in found
    assert (f"{identity.title}!D6", "missing") in found


def test_a_threshold_left_out_between_others_is_named():
    book = opened()
    sheet = book[TITLES["indicators"]]
    sheet.cell(5, column(sheet, "scale.from.2")).value = None
    assert [(p.cell, p.rule) for p in refused(saved(book))] == [(address(sheet, "scale.from.2", 5), "gap")]


@pytest.mark.parametrize("sheet", ["principles", "norms", "indicators", "levels", "prerequisites"])
def test_a_code_given_twice_is_named_at_both_places(sheet):
    book = opened()
    found = book[TITLES[sheet]]
    found.cell(4, 1).value = found.cell(3, 1).value
    places = {p.cell for p in refused(saved(book)) if p.rule == "duplicate"}
    assert {address(found, "code", 3), address(found, "code", 4)} <= places


def test_merged_cells_are_named_with_their_range():
    book = opened()
    book[TITLES["norms"]].merge_cells("C3:D4")
    book[TITLES["fields"]].merge_cells("A1:B2")  # labels may be
    cells = [(p.cell, p.rule) for p in refused(saved(book))]
    assert (f"{TITLES['norms']}!C3:D4", "merged") in cells


@pytest.mark.parametrize("layout", SHEETS, ids=lambda layout: layout.key)
def test_a_missing_sheet_is_named(layout):
    book = opened()
    del book[layout.title]
    del book.defined_names[f"lcc_{layout.key}"]
    assert (layout.title, "sheet-missing") in [(p.cell, p.rule) for p in refused(saved(book))]


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (lambda sheet: sheet.delete_cols(3), "column-missing"),
        (lambda sheet: sheet.cell(1, 3, "title.en"), "column-unknown"),
        (lambda sheet: sheet.cell(1, 3, "code"), "column-twice"),
        (lambda sheet: sheet.cell(3, 30, "à côté"), "column-unknown"),
        (lambda sheet: sheet.delete_rows(1), "header"),
        (lambda sheet: sheet.delete_rows(1, 2), "header"),
        (lambda sheet: sheet.insert_rows(1), "header"),
    ],
)
def test_columns_and_labels_that_were_changed_are_named(edit, rule):
    book = opened()
    edit(book[TITLES["norms"]])
    assert rule in [p.rule for p in refused(saved(book)) if p.cell.startswith(TITLES["norms"])]


def test_labels_that_were_deleted_with_their_name_are_noticed():
    """Excel keeps the name of a deleted row as an error: no row of data is taken for the labels."""
    book = opened()
    book[TITLES["norms"]].delete_rows(2)
    book.defined_names["lcc_norms"].attr_text = f"'{TITLES['norms']}'!#REF!"
    assert (TITLES["norms"], "header") in [(p.cell, p.rule) for p in refused(saved(book))]


def test_other_sheets_are_named():
    def add(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(book[TITLES["norms"]])
        book.create_chartsheet("Graphique").add_chart(openpyxl.chart.BarChart())

    book = opened()
    add(book)
    assert {p.cell for p in refused(saved(book)) if p.rule == "sheet-unknown"} == {
        f"{TITLES['norms']} Copy",
        "Graphique",
    }


def test_lines_of_the_identity_sheet_are_guarded_too():
    book = opened()
    sheet = book[TITLES["framework"]]
    sheet["A2"].value = "foramt"
    sheet["D40"].value = "perdu"
    sheet["E5"].value = "à côté"
    rules = {(p.cell, p.rule) for p in refused(saved(book))}
    assert (sheet.title, "column-missing") in rules
    assert {(f"{sheet.title}!{cell}", "column-unknown") for cell in ("D40", "E5")} <= rules


# Files that are no such workbook


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/workbook.xml", b" " * 200_000_000)
    return out.getvalue()


def other(name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def entities(name: str, xml: str) -> str:
    if name != "xl/sharedStrings.xml":
        return xml
    bomb = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>'
    return xml.replace("<sst", f"{bomb}<sst", 1)


SHEET = "xl/worksheets/sheet2.xml"


def with_cells(start: str, only: str = "") -> Callable[[], bytes]:
    """A workbook whose sheets, or one of them, begin with these cells."""

    def change(name: str, xml: str) -> str:
        return xml.replace("<sheetData>", f"<sheetData>{start}") if only in ("", name) else xml

    return lambda: rewritten(written(), change)


def with_areas(xml: str) -> Callable[[], bytes]:
    return lambda: rewritten(written(), lambda _name, text: text.replace("</sheetData>", f"</sheetData>{xml}"))


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: b"", "workbook"),
        (lambda: b"code;texte\n1;a\n", "workbook"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "workbook"),
        (lambda: b"PK\x03\x04", "workbook-damaged"),
        (lambda: other("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "workbook"),
        (lambda: other("[Content_Types].xml"), "workbook"),
        (lambda: written()[:-500], "workbook-damaged"),
        (lambda: rewritten(written(), entities), "workbook-damaged"),
        (with_cells("<row><"), "workbook-damaged"),
        (lambda: rewritten(written(), lambda _n, x: re.sub(r"<v>\d+</v>", "<v>999999</v>", x)), "workbook-damaged"),
        (with_cells("<c/>" * 70_000), "too-large"),
        (bomb, "too-large"),
        (with_areas('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "merged"),
        (with_areas('<hyperlinks><hyperlink ref="A1:XFD9999"/></hyperlinks>'), "too-large"),
        (with_areas('<hyperlinks><hyperlink ref="A:XFD"/></hyperlinks>'), "workbook-damaged"),
        (lambda: rewritten(written(), lambda _n, x: x.replace("UTF-8", "cp037")), "workbook-damaged"),
        (with_cells("<row>" + "<c/>" * 17_000 + "</row>", only=SHEET), "workbook-damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_refused_in_words(make, rule):
    assert [p.rule for p in refused(make())] == [rule]


def test_any_damage_is_refused_or_harmless():
    """A byte changed anywhere: never anything but a refusal, or the same document."""
    content = written()
    for at in range(0, len(content), 211):
        damaged = bytearray(content)
        damaged[at] ^= 0x55
        try:
            document, _cells = from_workbook(bytes(damaged))
        except FrameworkRefused:
            continue
        assert document == small()


@tried(20)
@given(st.randoms(use_true_random=False))
def test_any_change_of_its_xml_is_refused_or_read(random):
    """Numbers, marks and names changed at will inside the parts: a refusal or a document, never anything else."""
    junk = ["<", ">", "&", '"', "-1", "1e999", "99999999999", "NaN", "A1:B9", "s", "x", "\u200f", ""]

    def change(name: str, xml: str) -> str:
        for _ in range(random.choice([0, 0, 1, 1, 5])):
            at = random.randrange(len(xml))
            xml = xml[:at] + random.choice(junk) + xml[at + random.randrange(6) :]
        return xml

    content = rewritten(written(), change)
    with suppress(FrameworkRefused):
        from_workbook(content)


def test_a_format_that_is_promised_and_not_there_is_no_format():
    content = rewritten(written(), lambda name, xml: re.sub(r'numFmtId="49"', 'numFmtId="900"', xml))
    assert from_workbook(content)[0] == small()


def test_a_number_beyond_all_numbers_and_a_formula_over_many_cells_are_named():
    book = opened()
    book[TITLES["norms"]]["C3"].value = 12345
    book[TITLES["norms"]]["F4"].value = ArrayFormula("F4:F5", "=A1:A2")
    content = rewritten(saved(book), lambda name, xml: xml.replace("<v>12345</v>", "<v>1E999</v>"))
    found = [(p.cell, p.rule, p.detail) for p in refused(content)]
    assert (f"{TITLES['norms']}!C3", "cell-number", "inf") in found
    assert (f"{TITLES['norms']}!F4", "cell-formula", "=A1:A2") in found


def test_too_many_rows_are_refused():
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(100, 66_000))
    sources = opened().sheetnames.index(TITLES["sources"]) + 1

    def fill(name: str, xml: str) -> str:
        return xml.replace("</sheetData>", f"{rows}</sheetData>") if name.endswith(f"sheet{sources}.xml") else xml

    assert ("too-many", TITLES["sources"]) in [(p.rule, p.cell) for p in refused(rewritten(written(), fill))]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(FileUnreadable):
        from_workbook(tmp_path / "absent.xlsx")
    with pytest.raises(FileUnreadable):
        from_workbook(tmp_path)


def test_entities_are_refused_by_the_reader_of_xml_as_well():
    assert openpyxl.DEFUSEDXML


def test_every_column_of_an_indicator_is_part_of_the_format():
    assert {c.key for c in INDICATORS.columns} >= {"code", "norm", "text.fr", "text.ar", "scale.from.10", "replaces"}
