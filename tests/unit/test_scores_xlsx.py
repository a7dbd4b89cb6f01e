"""The workbook in a package: both languages, real types, no formula from anybody's text."""

import io
from dataclasses import replace

import openpyxl

from lcc_desktop.exchange.scores_xlsx import scores_workbook
from tests import sample


def opened(view):
    return openpyxl.load_workbook(io.BytesIO(scores_workbook(view)))


def test_there_is_a_sheet_a_language_and_arabic_reads_from_the_right():
    book = opened(sample.evaluation())
    assert book.sheetnames == ["Français", "العربية"]
    assert book["العربية"].sheet_view.rightToLeft
    assert not book["Français"].sheet_view.rightToLeft


def test_degrees_are_numbers_and_every_indicator_has_a_row():
    view = sample.evaluation()
    rows = list(opened(view)["Français"].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == list(view.indicators)
    assert [row[5] for row in rows] == [item.score.degree for item in view.indicators.values()]


def test_what_people_typed_is_never_a_formula():
    view = sample.evaluation()
    [first, *_rest] = view.indicators
    evil = replace(view.indicators[first], note="=HYPERLINK(1)")
    sheet = opened(replace(view, indicators={**view.indicators, first: evil}))["Français"]
    assert sheet["H5"].value == "=HYPERLINK(1)"
    assert sheet["H5"].data_type == "s" or sheet["H5"].quotePrefix or sheet["H5"].data_type != "f"


def test_the_example_says_so_and_the_same_input_is_the_same_bytes():
    view = sample.evaluation()
    assert opened(view)["Français"]["A2"].value == "EXEMPLE — non officiel / مثال غير رسمي"
    assert scores_workbook(view) == scores_workbook(view)
