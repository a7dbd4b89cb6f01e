"""How long documents take, beside pages of plain text by ReportLab alone, and how much memory they hold.

    python benchmarks/documents.py [SUMMARIES | --all]

The full evaluation report of the example framework, every indicator justified; score sheets (text, tables, lists and a
QR code on each page); council summaries one after the other. Times are of one processor, not of the clock: other work
does not count. With --all, the summaries of every commune of the country in two processes, by the clock.
"""

import io
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from multiprocessing import Pool

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.domain.scoring import Score, results
from lcc_desktop.reports.council import render_council
from lcc_desktop.reports.report import render_report
from lcc_desktop.reports.sheets import render_sheets
from lcc_desktop.resources import FRAMEWORKS
from lcc_desktop.services import framework_file
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.services.results_dossier import Dossier
from tests import sample

TODAY = date(2026, 11, 23)
PAGES, LIMIT = 30, 2.0
ALL, CORES, ALL_LIMIT = 1503, 2, 240.0


def main() -> None:
    """Print seconds and megabytes, each beside its limit."""
    if sys.argv[1:] == ["--all"]:
        _everybody()
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    view = sample.evaluation()
    framework, _content = framework_file.read_file(FRAMEWORKS / "lcc-exemple-2.lccf.json")
    whole = replace(view, framework=framework)
    codes = [indicator.code for indicator in framework.indicators[:PAGES]]
    first = _seconds(lambda: render_council(view, "ar", TODAY))
    plain = _seconds(_plain)
    report = min(_seconds(lambda: render_sheets(whole, "ar", TODAY, codes)) for _turn in range(3))
    print(f"first document            {first:6.3f} s")
    print(f"{PAGES} plain ReportLab pages   {plain:6.3f} s")
    print(f"{PAGES} pages in Arabic         {report:6.3f} s  (limit {LIMIT:.0f} s)")
    whole_report = _report(whole)
    data = render_report(whole_report, "ar", TODAY)
    pages = len(pypdfium2.PdfDocument(data))
    taken = min(_seconds(lambda: render_report(whole_report, "ar", TODAY)) for _turn in range(3))
    for_all = f"{taken * PAGES / pages:.2f} s for {PAGES}, limit {LIMIT:.0f} s"
    print(f"full report, {pages} pages     {taken:6.3f} s  ({for_all})")
    _summaries(view, count // 2)
    held = _held()
    each = _summaries(view, count) / count
    everybody = f"{ALL} on {CORES} cores: {each * ALL / CORES:.0f} s, limit {ALL_LIMIT:.0f} s"
    print(f"a council summary         {each:6.3f} s  ({everybody})")
    print(f"memory after {count // 2} of them   {held:6.1f} MB, after {count + count // 2}: {_held():.1f} MB")


def _report(view: EvaluationView) -> Dossier:
    """Every indicator of the framework with a degree and a justification."""
    note = "Séances publiques, retransmises depuis 2024 (محضر 12/2025)."
    scores = {one.code: Score.of(place % (one.top + 1)) for place, one in enumerate(view.framework.indicators)}
    shown = {one.code: IndicatorView(one, scores[one.code], note, (), ()) for one in view.framework.indicators}
    return Dossier(replace(view, indicators=shown, results=results(view.framework, scores)))


def _everybody() -> None:
    """The summaries of all communes, by the clock."""
    begin = time.monotonic()
    with Pool(CORES) as pool:
        held = pool.map(_some, [range(start, ALL, CORES) for start in range(CORES)])
    spent = time.monotonic() - begin
    print(f"{ALL} council summaries in {CORES} processes: {spent:.0f} s by the clock (limit {ALL_LIMIT:.0f} s)")
    for middle, end, cpu in held:
        print(f"  a process: {middle:.1f} MB half way, {end:.1f} MB at the end; {cpu:.0f} s of its processor")


def _some(numbers: range) -> tuple[float, float, float]:
    """Megabytes held half way and at the end, and seconds of the processor."""
    begin, view = time.process_time(), sample.evaluation()
    half = len(numbers) // 2
    _make(view, numbers[:half])
    middle = _held()
    _make(view, numbers[half:])
    return middle, _held(), time.process_time() - begin


def _make(view: EvaluationView, numbers: range) -> None:
    for number in numbers:
        commune = replace(view.commune, name_fr=f"Commune {number}", name_ar=f"جماعة {number}")
        render_council(replace(view, commune=commune), ("ar", "fr")[number % 2], TODAY)


def _plain() -> None:
    canvas = Canvas(io.BytesIO(), invariant=1)
    for _page in range(PAGES):
        for line in range(50):
            canvas.drawString(
                60, 800 - 15 * line, "Le registre des délibérations est coté et paraphé par le président."
            )
        canvas.showPage()
    canvas.save()


def _summaries(view: EvaluationView, count: int) -> float:
    return _seconds(lambda: _make(view, range(count)))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _held() -> float:
    """Megabytes in use; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


if __name__ == "__main__":
    main()
