"""The scores of an evaluation as a workbook: a sheet a language, real types, Arabic from right to left."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from lcc_desktop.i18n import _, fill, is_rtl, plain, speaking
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.wording.states import milieu_name, state_name

SHEETS = {"fr": "Français", "ar": "العربية"}
WIDTHS = (9, 26, 26, 60, 16, 9, 9, 60, 40)


def scores_workbook(view: EvaluationView, languages: Sequence[str] = ("fr", "ar")) -> bytes:
    """The workbook's bytes; the same input gives the same bytes."""
    file = io.BytesIO()
    # What people typed stays text: never a formula, a number or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    created = (view.last_change or datetime(2000, 1, 1)).replace(tzinfo=None)
    book.set_properties(
        {"title": f"{view.commune.printed_name('fr')} {view.cycle}", "author": "LCC Desktop", "created": created}
    )
    for language in languages:
        with speaking(language):
            _sheet(book, view, language)
    book.close()
    return file.getvalue()


def _sheet(book: Any, view: EvaluationView, language: str) -> None:
    sheet = book.add_worksheet(SHEETS[language])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6F0EF"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    notice = book.add_format({"bold": True, "font_color": "#8A5E05"})
    if is_rtl(language):
        sheet.right_to_left()
    title = f"{view.commune.printed_name(language)} ({view.commune.province(language)}) — {view.cycle}"
    sheet.write_string(0, 0, title, notice)
    if not view.framework.official:
        sheet.write_string(1, 0, f"{view.framework.notice.fr} / {view.framework.notice.ar}", notice)
    milieu = milieu_name(view.commune.effective_milieu)
    if milieu:
        sheet.write_string(2, 0, plain(fill(_("Milieu: {milieu}"), milieu=milieu)))
    heads = (
        _("Code"),
        _("Principle"),
        _("Norm"),
        _("Indicator"),
        _("State"),
        _("Degree"),
        _("Weight"),
        _("Justification"),
        _("Evidence"),
    )
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, plain(head), bold)
    row = 4
    for principle in view.framework.principles:
        for norm in principle.norms:
            for indicator in norm.indicators:
                item = view.indicators[indicator.code]
                texts = {
                    0: indicator.code,
                    1: principle.name.say(language),
                    2: norm.title.say(language),
                    3: indicator.text.say(language),
                    4: plain(state_name(item.score.state)),
                    7: item.note,
                    8: "\n".join(evidence.label for evidence in item.presentable),
                }
                for column, text in texts.items():
                    sheet.write_string(row, column, text, wrapped)
                if item.score.degree is not None:
                    sheet.write_number(row, 5, item.score.degree, wrapped)
                sheet.write_number(row, 6, indicator.weight, wrapped)
                row += 1
    sheet.freeze_panes(4, 1)
    sheet.autofilter(3, 0, row - 1, len(heads) - 1)
