"""The attendance list as a workbook: typed, right to left in Arabic, and read again by the import."""

import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from lcc_desktop.domain.people import NewParticipant
from lcc_desktop.exchange.participants import plan, read_layout
from lcc_desktop.exchange.participants_xlsx import attendance_workbook
from lcc_desktop.exchange.tables import read_tables
from lcc_desktop.i18n import LANGUAGES

PEOPLE = [
    NewParticipant("Participante 1", "Association A", "female", "civil-society", "25-34", "Groupe A"),
    NewParticipant("مشارك 2", "=1+1", "male", "elected", "60-plus"),
    NewParticipant("Participant 3", "", "", "", ""),
    NewParticipant("", "", "female", "citizen", ""),
]


@pytest.fixture
def gathering(desk, evaluation):
    made = desk.people.add_sitting(evaluation, "Matin", "Salle", date(2026, 11, 24), "09:00")
    made = desk.people.add(evaluation, PEOPLE)
    here = [one.id for one in made.participants if one.gender == "female"]
    return desk.people.mark(evaluation, made.sittings[0].id, here, present=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_dates_and_times_are_numbers_dates_and_times(desk, evaluation, gathering, language):
    content = attendance_workbook(desk.evaluations.view(evaluation), gathering, language)
    assert attendance_workbook(desk.evaluations.view(evaluation), gathering, language) == content
    people, sessions, counts = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in (people, sessions, counts)] == [language == "ar"] * 3
    assert [people.cell(row, 1).value for row in range(5, 9)] == [1, 2, 3, 4]
    assert people.cell(9, 8).value == 2, "a total below each session"
    assert (sessions["B5"].value, sessions["C5"].value) == (datetime(2026, 11, 24), time(9, 0))
    assert [sessions.cell(5, column).value for column in (5, 6, 7)] == [0, 2, 2]
    assert (counts["B5"].value, counts["B6"].value, counts["C5"].value) == (4, 2 / 3, 2)


def test_what_people_typed_is_never_a_formula(desk, evaluation, gathering):
    content = attendance_workbook(desk.evaluations.view(evaluation), gathering, "fr")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    typed = [cell for row in sheet.iter_rows(min_row=5, max_col=7) for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in typed] == ["s"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_read_again_as_it_was(desk, evaluation, gathering, tmp_path: Path, language):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(attendance_workbook(desk.evaluations.view(evaluation), gathering, language))
    rows = plan(read_layout(read_tables(path)))
    assert sorted((row.new for row in rows), key=repr) == sorted(PEOPLE, key=repr)


def test_an_empty_list_is_a_workbook_too(desk, evaluation):
    view = desk.evaluations.view(evaluation)
    assert openpyxl.load_workbook(io.BytesIO(attendance_workbook(view, desk.people.gathering(evaluation), "ar")))
