"""Figures of campaigns as tables with a data dictionary: workbook, CSV with CSVW metadata (W3C), JSON.

Statistics name no commune, and say nothing of groups of fewer than `FEW`. Communes by name are a table of its own, in
the file only when asked for.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import xlsxwriter

from lcc_desktop.i18n import N_, _, fill, is_rtl, plain, speaking
from lcc_desktop.services.results_campaign import CampaignView, CommuneFile
from lcc_desktop.services.results_statistics import FEW, Statistics
from lcc_desktop.wording.campaign import eligibility_name, short_late
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name
from lcc_desktop.wording.statistics import by_name, caution_lines, group_name

Value = str | int | Fraction | date | bool | None


@dataclass(frozen=True)
class Column:
    """A column: its name for programs, its kind (text, count, share, date, yes-no), what it holds, its width."""

    key: str
    kind: str
    title: str
    meaning: str
    width: int = 14


STATISTICS = (
    Column("by", "text", N_("Compared by"), N_("What communes are set side by side by."), 16),
    Column("key", "text", N_("Key"), N_("Code of the region, principle or field; otherwise the name itself."), 10),
    Column("group", "text", N_("Group"), N_("Name of the group, in the language of the sheet."), 40),
    Column("count", "count", N_("Evaluations"), N_("Evaluations counted in the group."), 12),
    Column("low", "share", N_("Lowest"), N_("Lowest score, share of one; empty for small groups."), 11),
    Column("lower_quartile", "share", N_("Lower quartile"), N_("A quarter of the scores lie below."), 11),
    Column("median", "share", N_("Median"), N_("Half of the scores lie below."), 11),
    Column("upper_quartile", "share", N_("Upper quartile"), N_("A quarter of the scores lie above."), 11),
    Column("high", "share", N_("Highest"), N_("Highest score, share of one; empty for small groups."), 11),
    Column("mean", "share", N_("Mean"), N_("Mean of the scores: read it beside the others, never alone."), 11),
)
COMMUNES = (
    Column("code", "text", N_("Code"), N_("Code of the commune (HCP, RGPH 2024)."), 15),
    Column("commune", "text", N_("Commune"), N_("Name of the commune, in the language of the sheet."), 28),
    Column("province", "text", N_("Province"), N_("Its province or prefecture."), 22),
    Column("region", "text", N_("Region"), N_("Its region."), 28),
    Column("milieu", "text", N_("Milieu"), N_("Urban or rural, as the campaign has it."), 10),
    Column("cycle", "text", N_("Cycle"), N_("The cycle of the campaign."), 9),
    Column("received", "date", N_("Application"), N_("Day the application was received."), 13),
    Column("eligibility", "text", N_("Eligibility"), N_("What the coordination team decided."), 14),
    Column("reason", "text", N_("Reason"), N_("Why, as it was told to the commune."), 36),
    Column("lot", "text", N_("Lot"), N_("The lot it is in."), 10),
    Column("stage", "text", N_("Stage"), N_("The stage of the scheme it is at."), 22),
    Column("start", "date", N_("Start planned"), N_("First day planned for its self-evaluation."), 13),
    Column("end", "date", N_("End planned"), N_("Last day planned for its self-evaluation."), 13),
    Column("late", "text", N_("Late"), N_("What it is late with on the day of the file."), 16),
    Column("completeness", "share", N_("Completeness"), N_("Share of the indicators that have an answer."), 13),
    Column("score", "share", N_("Own score"), N_("What the commune says of itself, share of one. Not verified."), 12),
    Column("verified", "share", N_("Verified score"), N_("What the mission found, share of one; empty before it."), 13),
    Column("withdrawn", "yes-no", N_("Withdrawn"), N_("Whether the commune left the campaign."), 11),
)

KINDS = {
    "text": N_("text"),
    "count": N_("whole number"),
    "share": N_("share of one (0.725 is 72.5 %)"),
    "date": N_("date"),
    "yes-no": N_("yes or no"),
}
DATATYPES = {"text": "string", "count": "integer", "share": "decimal", "date": "date", "yes-no": "boolean"}
"""Names of XML Schema, which CSVW uses."""


@dataclass(frozen=True)
class Table:
    """Rows under columns."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Value]]
    notes: Sequence[str] = ()


def statistics_table(answers: Sequence[Statistics]) -> Table:
    """Every way of grouping under one another, in the language of the moment."""
    rows: list[dict[str, Value]] = []
    for answer in answers:
        for group in answer.groups:
            row: dict[str, Value] = {
                "by": plain(by_name(answer.question.by)),
                "key": group.key,
                "group": group_name(group),
                "count": group.count,
            }
            if group.spread is not None and not group.is_few:
                found = group.spread
                lower, upper = found.quartiles
                row |= {"low": found.low, "lower_quartile": lower, "median": found.median}
                row |= {"upper_quartile": upper, "high": found.high, "mean": found.mean}
            rows.append(row)
    cautions = dict.fromkeys(plain(line) for answer in answers for line in caution_lines(answer))
    few = plain(fill(_("Groups of fewer than {count} evaluations are counted only."), count=FEW))
    return Table(_("Statistics"), STATISTICS, rows, (*cautions, few))


def communes_table(view: CampaignView, language: str) -> Table:
    """Every commune by name."""
    return Table(_("Communes"), COMMUNES, [_commune(file, language) for file in view.communes])


def _commune(file: CommuneFile, language: str) -> dict[str, Value]:
    commune, applicant, evaluation = file.commune, file.applicant, file.evaluation
    return {
        "code": commune.code,
        "commune": commune.name(language),
        "province": commune.province(language),
        "region": commune.region(language),
        "milieu": milieu_name(file.milieu),
        "cycle": file.cycle,
        "received": applicant.received,
        "eligibility": eligibility_name(applicant.eligibility),
        "reason": applicant.reason,
        "lot": file.lot,
        "stage": stage_name(file.stage),
        "start": applicant.start,
        "end": applicant.end,
        "late": short_late(file.late),
        "completeness": evaluation.completeness if evaluation else None,
        "score": evaluation.score if evaluation else None,
        "verified": evaluation.verified if evaluation else None,
        "withdrawn": applicant.withdrawn,
    }


def to_csv(table: Table) -> bytes:
    """Comma-separated values in UTF-8, with the mark that spreadsheet programs know it by; keys as heads."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(row.get(column.key)) for column in table.columns])
    return file.getvalue().encode("utf-8-sig")


def to_metadata(table: Table, name: str) -> bytes:
    """The data dictionary of a CSV file called `name`: CSVW metadata, titles and meanings in French and Arabic."""
    said: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "rdfs:comment": list(table.notes),
        "tableSchema": {"columns": [_described(column) for column in table.columns]},
    }
    return json.dumps(said, ensure_ascii=False, indent=2).encode()


def to_json(tables: Sequence[Table]) -> bytes:
    """Tables with their data dictionary; shares are decimal numbers, dates are ISO texts."""
    said = [
        {
            "name": table.name,
            "notes": list(table.notes),
            "columns": [_described(column) for column in table.columns],
            "rows": [{c.key: _jsonable(row.get(c.key)) for c in table.columns} for row in table.rows],
        }
        for table in tables
    ]
    return json.dumps({"tables": said}, ensure_ascii=False, indent=2).encode()


def to_workbook(tables: Mapping[str, Sequence[Table]], made_on: date) -> bytes:
    """A workbook: the tables of each language on sheets of their own, and the data dictionary in both."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"author": "LCC Desktop", "created": _moment(made_on)})
    for language, each in tables.items():
        with speaking(language):
            for table in each:
                _sheet(book, table, language)
            _dictionary(book, each, language)
    book.close()
    return file.getvalue()


def _sheet(book: Any, table: Table, language: str) -> None:
    sheet = book.add_worksheet(f"{plain(table.name)} ({language})")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6F0EF"})
    notice = book.add_format({"bold": True, "font_color": "#8A5E05"})
    formats = {"share": book.add_format({"num_format": "0.0%"}), "date": book.add_format({"num_format": "dd/mm/yyyy"})}
    if is_rtl(language):
        sheet.right_to_left()
    for number, note in enumerate(table.notes):
        sheet.write_string(number, 0, note, notice)
    first = len(table.notes)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(first, place, plain(_(column.title)), head)
    for number, row in enumerate(table.rows, first + 1):
        for place, column in enumerate(table.columns):
            _cell(sheet, number, place, row.get(column.key), formats)
    sheet.freeze_panes(first + 1, 2)
    sheet.autofilter(first, 0, first + max(1, len(table.rows)), len(table.columns) - 1)


def _cell(sheet: Any, row: int, column: int, value: Value, formats: Mapping[str, Any]) -> None:
    match value:
        case None | "":
            pass
        case bool():
            sheet.write_boolean(row, column, value)
        case Fraction():
            sheet.write_number(row, column, float(value), formats["share"])
        case int():
            sheet.write_number(row, column, value)
        case date():
            sheet.write_datetime(row, column, _moment(value), formats["date"])
        case str():
            sheet.write_string(row, column, plain(value))


def _dictionary(book: Any, tables: Sequence[Table], language: str) -> None:
    sheet = book.add_worksheet(f"{plain(_('Dictionary'))} ({language})")
    head = book.add_format({"bold": True, "bg_color": "#E6F0EF"})
    if is_rtl(language):
        sheet.right_to_left()
    heads = (_("Table"), _("Column"), _("Name for programs"), _("Kind"), _("Meaning"))
    for place, (text, width) in enumerate(zip(heads, (16, 20, 18, 30, 80), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, plain(text), head)
    number = 1
    for table in tables:
        for column in table.columns:
            said = (table.name, _(column.title), column.key, _(KINDS[column.kind]), _(column.meaning))
            for place, text in enumerate(said):
                sheet.write_string(number, place, plain(text))
            number += 1
    sheet.freeze_panes(1, 0)


def _described(column: Column) -> dict[str, Any]:
    titles, meanings = {}, {}
    for language in ("fr", "ar"):
        with speaking(language):
            titles[language], meanings[language] = plain(_(column.title)), plain(_(column.meaning))
    return {
        "name": column.key,
        "titles": titles,
        "dc:description": meanings,
        "datatype": DATATYPES[column.kind],
    }


def _written(value: Value) -> str:
    """A value in a CSV cell. What a spreadsheet program would run as a formula is marked as text."""
    found = _jsonable(value)
    text = "" if found is None else str(found).lower() if isinstance(found, bool) else str(found)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _jsonable(value: Value) -> Any:
    match value:
        case Fraction():
            return round(float(value), 6)
        case date():
            return value.isoformat()
        case str():
            return plain(value)
    return value


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
