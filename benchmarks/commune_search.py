"""Finding a commune while its name is typed, beside the 16 ms that a key may take.

    python benchmarks/commune_search.py [NAMES]

Types every prefix of NAMES commune names (200), in French and in Arabic, key by key: through the search alone, and
through the page "New evaluation" (offscreen), where a key ends when the list is painted. The very first key is
shown by itself, with the names folded ahead as the page does, and without.
"""

import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.territory import gazetteer
from lcc_desktop.ui.collector import Collector
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.new_evaluation.presenter import NewEvaluationPresenter
from lcc_desktop.ui.new_evaluation.view import NewEvaluationView
from lcc_desktop.window import apply_language

LIMIT = 16.0
"""Milliseconds: one picture of a screen at 60 Hz."""

MOST = NewEvaluationPresenter.MOST


def prefixes(names: Sequence[str]) -> Iterator[str]:
    """What has been typed after each key."""
    for name in names:
        for length in range(1, len(name) + 1):
            yield name[:length]


def timed(work: Callable[[str], object], typed: str) -> float:
    """Milliseconds."""
    begin = time.perf_counter()
    work(typed)
    return (time.perf_counter() - begin) * 1000


def show(what: str, times: Sequence[float]) -> None:
    """A line a measure."""
    p99 = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    verdict = "holds" if max(times) <= LIMIT else "does not hold"
    print(
        f"{what:<34} {len(times):>6} keys   median {statistics.median(times):6.2f} ms   p99 {p99:6.2f} ms"
        f"   max {max(times):6.2f} ms   limit {LIMIT:.0f} ms: {verdict}"
    )


def typing_on_page(app: QApplication, communes: Gazetteer) -> Callable[[str], object]:
    """A key on the real page: search, list, paint."""
    window = QWidget()
    page = NewEvaluationView("2026", window)
    page.search_asked.connect(lambda query: page.set_communes(list(communes.search(query, MOST))))
    page.resize(1274, 708)
    window.resize(1274, 708)
    window.show()

    def key(typed: str, _window: QWidget = window) -> None:
        page.search.setText(typed)
        app.processEvents()

    return key


def main() -> None:
    """Print every measure beside the limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    communes = gazetteer()
    chosen = random.Random(2024).sample(communes.communes, min(count, len(communes.communes)))  # noqa: S311
    names = [name for commune in chosen for name in (commune.name_fr, commune.name_ar)]
    keys = list(prefixes(names))

    unprepared = Gazetteer(lambda: communes.communes)
    show("first key, nothing folded", [timed(lambda q: unprepared.search(q, MOST), keys[0])])
    prepared = Gazetteer(lambda: communes.communes)
    prepared.prepare()
    show("first key, folded ahead", [timed(lambda q: prepared.search(q, MOST), keys[0])])
    show("search alone", [timed(lambda q: prepared.search(q, MOST), key) for key in keys])

    app = QApplication([])
    gc.freeze()
    Collector(app)  # as the program does
    fonts.load()
    apply_language(app, "fr")
    apply_theme(app)
    key = typing_on_page(app, prepared)
    key("tetouan")  # the first picture of a window loads fonts and styles
    show("on the page, list painted", [timed(key, typed) for typed in keys])


if __name__ == "__main__":
    main()
