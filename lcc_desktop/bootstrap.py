"""The composition root: the one place that knows every room and puts them together. No Qt here: see `window`.

What makes documents and workbooks is imported when the first is made: together they take as long to load as the
rest of the window's start.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lcc_desktop.domain.errors import FrameworkRefused, IndicatorNotFound, SessionNotFound
from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.people import Gathering, PlannedRow, Sitting
from lcc_desktop.domain.template import STANDARD, Template
from lcc_desktop.i18n import speaking
from lcc_desktop.reports.wanted import Wanted
from lcc_desktop.services import framework_file
from lcc_desktop.services.files import open_given
from lcc_desktop.services.framework_rules import problems
from lcc_desktop.services.framework_text import Document, Place, dump, parse
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.results_dossier import Dossier
from lcc_desktop.services.unit import write_whole
from lcc_desktop.sync import package_format

if TYPE_CHECKING:
    from lcc_desktop.exchange.participants import Layout
    from lcc_desktop.services.desk import Services
    from lcc_desktop.services.results_campaign import CampaignView
    from lcc_desktop.services.results_statistics import Statistics
    from lcc_desktop.services.stamps import Stamping

DOCUMENT_KINDS = ("council", "report", "plan", "evidence", "verification", "committee", "certificate")
"""What is said of an evaluation on paper."""
EDITABLE = ("council",)
"""Documents that there are to rework in Word, too."""
CAMPAIGN_KINDS = ("campaign",)
"""What is said of a campaign on paper."""
PRINTABLES = ("attendance", "cards", "sheets")
"""What a workshop needs on paper."""
_OF_A_WORKBOOK = (b"PK", b"\xd0\xcf")
"""How workbooks begin, and old or locked ones, which deserve their own sentence. No JSON text does."""


def render_document(kind: str, dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """A PDF of one of DOCUMENT_KINDS, in "fr", "ar" or "both", with its signed code in the foot.

    Raises LabelNotGranted where a certificate is asked for and the committee has not granted the label.
    """
    from lcc_desktop.reports.certificate import render_certificate
    from lcc_desktop.reports.committee import render_committee
    from lcc_desktop.reports.council import render_council
    from lcc_desktop.reports.evidence import render_evidence
    from lcc_desktop.reports.plan import render_plan
    from lcc_desktop.reports.report import render_report
    from lcc_desktop.reports.verification import render_verification

    if kind == "council":
        return render_council(dossier.view, language, made_on, stamp, dossier.template)
    renderers = {
        "report": render_report,
        "plan": render_plan,
        "evidence": render_evidence,
        "verification": render_verification,
        "committee": render_committee,
        "certificate": render_certificate,
    }
    return renderers[kind](dossier, language, made_on, stamp)


def render_editable(kind: str, dossier: Dossier, language: str, made_on: date) -> bytes:
    """A Word document of one of EDITABLE, in "fr", "ar" or "both"."""
    from lcc_desktop.reports.council import editable_council

    return {"council": editable_council}[kind](dossier.view, language, made_on, dossier.template)


def render_campaign_document(services: "Services", campaign: str, language: str, made_on: date) -> bytes:
    """The report of a campaign by region, in "fr", "ar" or "both", with its signed code. Raises CampaignNotFound."""
    from lcc_desktop.reports.campaign import render_campaign

    view = services.campaigns.view(campaign, made_on)
    framework = next(one for one in services.frameworks.all() if one.ref == view.row.framework)
    stamp = services.stamps.make_campaign(view, framework, made_on)
    return render_campaign(view, framework, language, made_on, stamp, services.templates.read())


def render_printable(
    services: "Services", evaluation: str, kind: str, language: str, made_on: date, wanted: Wanted
) -> bytes:
    """A PDF of one of PRINTABLES for a workshop, in "fr", "ar" or "both".

    Raises EvaluationNotFound, IndicatorNotFound, SessionNotFound.
    """
    from lcc_desktop.reports.attendance import render_attendance
    from lcc_desktop.reports.cards import render_cards
    from lcc_desktop.reports.sheets import render_sheets

    view = services.evaluations.view(evaluation)
    if kind == "attendance":
        gathering = services.people.gathering(evaluation)
        sitting = _sitting(gathering.sittings, wanted.session)
        reference = services.settings.cndp_reference
        template = services.templates.read()
        return render_attendance(view, sitting, gathering.participants, reference, language, made_on, template)
    if kind == "cards":
        top = max((indicator.top for indicator in view.framework.indicators), default=4)
        return render_cards(language, made_on, top, wanted.sets)
    for code in wanted.indicators:
        if view.framework.find(code) is None:
            raise IndicatorNotFound(code)
    return render_sheets(view, language, made_on, wanted.indicators)


def _sitting(sittings: Sequence[Sitting], asked: str) -> Sitting:
    """A session by its id or its number; one of which nothing is said where none was asked for."""
    if not asked:
        return sittings[0] if len(sittings) == 1 else Sitting("")
    for number, sitting in enumerate(sittings, start=1):
        if asked in (sitting.id, str(number)):
            return sitting
    raise SessionNotFound(asked)


def readable_members(
    view: EvaluationView, made_at: datetime, stamping: "Stamping", template: Template = STANDARD
) -> dict[str, bytes]:
    """What a package holds for people without the application: a workbook and the council summaries."""
    from lcc_desktop.exchange.scores_xlsx import scores_workbook

    stamp = stamping("council", view, made_at.date())
    summaries = {
        name: render_document("council", Dossier(view, template=template), language, made_at.date(), stamp)
        for language, name in package_format.SUMMARIES.items()
    }
    return {package_format.SCORES: scores_workbook(view), **summaries}


def read_framework_document(path: Path) -> Document:
    """The document of a framework's file or workbook, told apart by what they hold; the rules are not asked.

    Raises FileUnreadable, FrameworkRefused.
    """
    return _workbook_document(path)[0] if _is_workbook(path) else framework_file.read_document(path)


def write_framework_document(document: Document, path: Path) -> None:
    """Write a framework as a workbook or a file, by the name's ending. Raises TargetUnwritable, StorageFailed."""
    content = dump(document)
    write_whole(path, framework_workbook(content) if path.suffix.lower() == ".xlsx" else content)


def read_framework(path: Path) -> tuple[Framework, bytes]:
    """A framework from its file or its workbook, told apart by what they hold, with the bytes of its file.

    Raises FileUnreadable, FrameworkRefused.
    """
    return read_framework_workbook(path) if _is_workbook(path) else framework_file.read_file(path)


def _is_workbook(path: Path) -> bool:
    with open_given(path) as file:
        return file.read(2) in _OF_A_WORKBOOK


def read_framework_workbook(path: Path) -> tuple[Framework, bytes]:
    """A framework from its workbook, with the bytes of the file it makes; every problem names its cell.

    Raises FileUnreadable, FrameworkRefused.
    """
    from lcc_desktop.exchange.framework_xlsx import cell_of

    document, cells = _workbook_document(path)
    found = problems(document)
    if found:
        raise FrameworkRefused(str(path), tuple(one.at_cell(cell_of(cells, one.path)) for one in found))
    content = dump(document)
    return framework_file.read(content, str(path)), content


def _workbook_document(path: Path) -> tuple[Document, Mapping[Place, str]]:
    from lcc_desktop.exchange.framework_xlsx import from_workbook

    return from_workbook(path)


def framework_workbook(content: bytes) -> bytes:
    """The workbook of a framework's file, to edit."""
    from lcc_desktop.exchange.framework_xlsx import to_workbook

    return to_workbook(parse(content))


def framework_form(framework: Framework) -> bytes:
    """The XLSForm of a framework, to collect with ODK or Kobo."""
    from lcc_desktop.exchange.framework_xlsform import to_xlsform

    return to_xlsform(framework)


def read_participants(path: Path, meanings: Mapping[int, str] | None = None) -> "Layout":
    """A list of people in a file; `meanings` of its columns, by index from 0, where they were understood otherwise.

    Raises FileUnreadable, TableRefused.
    """
    from lcc_desktop.exchange.participants import read_layout
    from lcc_desktop.exchange.people_words import Meaning
    from lcc_desktop.exchange.tables import read_tables

    layout = read_layout(read_tables(path))
    for index, meaning in (meanings or {}).items():
        layout = layout.with_meaning(index, None if meaning == "nothing" else Meaning(meaning))
    return layout


def plan_participants(layout: "Layout", known: Iterable[str]) -> Sequence[PlannedRow]:
    """What each row of a list would add; `known` are the names that are there already."""
    from lcc_desktop.exchange.participants import plan

    return plan(layout, known)


def attendance_workbook(view: EvaluationView, gathering: Gathering, language: str) -> bytes:
    """The attendance list of a workshop, with names."""
    from lcc_desktop.exchange.participants_xlsx import attendance_workbook

    return attendance_workbook(view, gathering, language)


EXPORTS = (".xlsx", ".csv", ".json")
"""Endings of files that figures of campaigns are written to."""


def write_campaign(path: Path, view: "CampaignView", answers: "Sequence[Statistics]", names: bool) -> list[Path]:
    """Write figures of campaigns to a file, by its ending; with the names of communes only if asked. What was written.

    A workbook has both languages; CSV and JSON are in French with a dictionary in both. A CSV file holds one table:
    the communes if named, else the statistics; its dictionary lies beside it. Raises TargetUnwritable, StorageFailed.
    """
    from lcc_desktop.exchange.campaign_tables import (
        communes_table,
        statistics_table,
        to_csv,
        to_json,
        to_metadata,
        to_workbook,
    )

    tables = {}
    for language in ("fr", "ar"):
        with speaking(language):
            tables[language] = [statistics_table(answers), *([communes_table(view, language)] if names else [])]
    ending = path.suffix.lower()
    if ending == ".csv":
        table, beside = tables["fr"][-1], path.with_name(f"{path.name}-metadata.json")
        write_whole(path, to_csv(table))
        write_whole(beside, to_metadata(table, path.name))
        return [path, beside]
    write_whole(path, to_json(tables["fr"]) if ending == ".json" else to_workbook(tables, date.today()))
    return [path]
