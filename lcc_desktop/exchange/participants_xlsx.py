"""The attendance list of a workshop as a workbook: people, sessions, counts; typed, Arabic from right to left."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lcc_desktop.domain.people import Counts, Gathering
from lcc_desktop.i18n import _, fill, is_rtl, plain, speaking
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.wording.people import (
    AGE_BANDS,
    CATEGORIES,
    GENDERS,
    age_band_name,
    category_name,
    gender_name,
    sitting_label,
    sitting_name,
)

_WIDTHS = (6, 32, 32, 22, 10, 16, 20)
_HEAD = 3
"""Row of the labels, from 0: a title and the notice stand above."""


def attendance_workbook(view: EvaluationView, gathering: Gathering, language: str) -> bytes:
    """The workbook's bytes, in "fr", "ar" or "en"; the same input gives the same bytes. It holds names."""
    file = io.BytesIO()
    # What people typed stays text: never a formula, a number or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    created = (view.last_change or datetime(2000, 1, 1)).replace(tzinfo=None)
    with speaking(language):
        title = plain(
            fill(
                _("Attendance · {commune} ({province}) · {cycle}"),
                commune=view.commune.printed_name(language),
                province=view.commune.province(language),
                cycle=view.cycle,
            )
        )
        book.set_properties({"title": title, "author": "LCC Desktop", "created": created})
        _Sheets(book, view, gathering, title, is_rtl(language)).write()
    book.close()
    return file.getvalue()


class _Sheets:
    def __init__(self, book: Any, view: EvaluationView, gathering: Gathering, title: str, rtl: bool) -> None:
        self._book, self._view, self._gathering = book, view, gathering
        self._title, self._rtl = title, rtl
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6F0EF"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._notice = book.add_format({"bold": True, "font_color": "#8A5E05"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._time = book.add_format({"num_format": "hh:mm", "valign": "top"})
        self._share = book.add_format({"num_format": "0 %", "valign": "top"})

    def write(self) -> None:
        """The three sheets."""
        self._people()
        self._sessions()
        self._counts()

    def _people(self) -> None:
        sittings = self._gathering.sittings
        labels = (
            _("No."),
            _("Full name"),
            _("Organisation"),
            _("Category"),
            _("Gender"),
            _("Age band"),
            _("Group"),
            *(sitting_label(sitting) for sitting in sittings),
        )
        sheet = self._sheet(_("Participants"), labels, (*_WIDTHS, *(14 for _sitting in sittings)))
        row = _HEAD
        for number, one in enumerate(self._gathering.participants, start=1):
            row += 1
            sheet.write_number(row, 0, number, self._wrapped)
            texts = (
                one.name,
                one.organisation,
                category_name(one.category),
                gender_name(one.gender),
                age_band_name(one.age_band),
                self._gathering.group_names.get(one.group, ""),
            )
            self._texts(sheet, row, texts, first=1)
            for column, sitting in enumerate(sittings, start=len(_WIDTHS)):
                present = (sitting.id, one.id) in self._gathering.presence
                sheet.write_number(row, column, int(present), self._wrapped)
        sheet.autofilter(_HEAD, 0, max(row, _HEAD + 1), len(labels) - 1)
        if row > _HEAD:
            for column, (_sitting, counts) in enumerate(self._gathering.participation.sittings, start=len(_WIDTHS)):
                letter = xl_col_to_name(column)
                formula = f"=SUM({letter}{_HEAD + 2}:{letter}{row + 1})"
                sheet.write_formula(row + 1, column, formula, self._bold, counts.total)

    def _sessions(self) -> None:
        labels = (_("Session"), _("Date"), _("Start"), _("Place"), _("Minutes planned"), _("Present"), _("Women"))
        sheet = self._sheet(_("Sessions"), labels, (28, 13, 9, 28, 12, 10, 10))
        for row, (sitting, counts) in enumerate(self._gathering.participation.sittings, start=_HEAD + 1):
            self._texts(sheet, row, (sitting_name(sitting),))
            if sitting.day:
                sheet.write_datetime(row, 1, datetime(sitting.day.year, sitting.day.month, sitting.day.day), self._date)
            if sitting.start:
                sheet.write_datetime(row, 2, datetime.strptime(sitting.start, "%H:%M").time(), self._time)
            self._texts(sheet, row, (sitting.place,), first=3)
            for column, number in enumerate((sitting.minutes, counts.total, counts.women), start=4):
                sheet.write_number(row, column, number, self._wrapped)

    def _counts(self) -> None:
        participation = self._gathering.participation
        columns: list[tuple[str, Counts]] = [(_("On the list"), participation.registered)]
        if participation.attended is not None:
            columns.append((_("Attended"), participation.attended))
        columns += [(sitting_label(sitting), counts) for sitting, counts in participation.sittings]
        labels = (_("Counts"), *(label for label, _counts in columns))
        sheet = self._sheet(_("Counts"), labels, (30, *(14 for _column in columns)))
        for row, (label, values) in enumerate(_count_rows([counts for _label, counts in columns]), start=_HEAD + 1):
            self._texts(sheet, row, (label,))
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, self._share if isinstance(value, float) else self._wrapped)

    def _sheet(self, name: str, labels: Sequence[str], widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(plain(name))
        if self._rtl:
            sheet.right_to_left()
        sheet.write_string(0, 0, self._title, self._notice)
        if not self._view.framework.official:
            notice = self._view.framework.notice
            sheet.write_string(1, 0, f"{notice.fr} / {notice.ar}", self._notice)
        for column, (label, width) in enumerate(zip(labels, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEAD, column, plain(label), self._bold)
        sheet.freeze_panes(_HEAD + 1, 2)
        return sheet

    def _texts(self, sheet: Any, row: int, texts: Iterable[str], first: int = 0) -> None:
        for column, text in enumerate(texts, start=first):
            if text:
                sheet.write_string(row, column, plain(text), self._wrapped)


def _count_rows(columns: Sequence[Counts]) -> Iterable[tuple[str, list[float | int | None]]]:
    """Each line of the counts with its number in each column; a share is a float."""
    yield _("Participants"), [counts.total for counts in columns]
    shares = [counts.women_share for counts in columns]
    yield _("Share of women"), [None if share is None else float(share) for share in shares]
    kinds: Sequence[tuple[Mapping[str, str], str]] = (
        (GENDERS, "genders"),
        (CATEGORIES, "categories"),
        (AGE_BANDS, "age_bands"),
    )
    for names, kind in kinds:
        for key in (*names, ""):
            values = [getattr(counts, kind).get(key, 0) for counts in columns]
            if any(values):
                yield _named(names, key, kind), values


def _named(names: Mapping[str, str], key: str, kind: str) -> str:
    if key:
        return _(names[key])
    return {
        "genders": _("Gender not said"),
        "categories": _("Category not said"),
        "age_bands": _("Age not said"),
    }[kind]
