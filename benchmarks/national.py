"""The coordination desk with the whole country in it: every commune in three cycles, applied, evaluated, in lots.

    python benchmarks/national.py [FOLDER]

Prints medians in milliseconds with the limit of each beside them, and in the same run what this machine needs at least:
reading the same rows from the file with nothing made of them, and showing as many rows of plain text in Qt's own table.
FOLDER keeps the workspace for the next run; without it one is made anew.
"""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QSettings, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.campaign import Eligibility
from lcc_desktop.domain.facts import score_value
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.layout import is_workspace
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.campaign_filter import Filter
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.unit import begin
from lcc_desktop.ui.campaign.view import CampaignPage
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.window import Desk, apply_language

CYCLES = ("2022", "2024", "2026")
TODAY = date(2026, 11, 20)
RUNS = 15


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    fonts.load()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made) / "national"
        services = _services(folder)
        gc.collect()
        gc.freeze()  # as the running application does after its start
        desk = _window(app, services, Path(made))
        page = desk.coordination.campaign
        _say("opens, first time", 300, _opened(app, desk, 1))
        _choose_all(page)
        _say("opens, three cycles", 300, _opened(app, desk, RUNS))
        _say("  its rows read and nothing more", 0, _read(services))
        _say("  as many rows of text in Qt's table", 0, _plain_table(app))
        _say("filter, search", 50, _filtered(app, page))
        _say("sort", 50, _sorted(app, page))
        scrolled = _scrolled(app, page.table)
        _say("scroll, a page", 16, scrolled)
        _say("scroll, the slowest", 16, [max(scrolled)])
        _say("  Qt's own table", 0, _scrolled(app, _plain()))
        _say("file of a commune", 100, _files(app, desk))
        desk.window.close()


def _window(app: QApplication, services: Services, folder: Path) -> Desk:
    preferences = Preferences(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    preferences.language = "ar"
    apply_language(app, "ar")
    apply_theme(app)
    desk = Desk(app, services, preferences)
    desk.window.resize(1366, 768)
    desk.window.show()
    _settle(app, desk)
    return desk


def _opened(app: QApplication, desk: Desk, runs: int) -> list[float]:
    found = []
    for _run in range(runs):
        desk.window.go_to("home")
        _settle(app, desk)
        begin_at = time.perf_counter()
        desk.window.go_to("campaign")
        _settle(app, desk)
        found.append((time.perf_counter() - begin_at) * 1000)
    return found


def _choose_all(page: CampaignPage) -> None:
    page.campaigns.setCurrentIndex(page.campaigns.findData(""))
    page.campaigns.activated.emit(page.campaigns.currentIndex())


def _read(services: Services) -> list[float]:
    tables = ("application", "evaluation", "summary", "facilitates")
    found = []
    for _run in range(RUNS):
        begin_at = time.perf_counter()
        with services.workspace.engine.connect() as connection:
            for table in tables:
                connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        found.append((time.perf_counter() - begin_at) * 1000)
    return found


def _plain() -> QTableView:
    model = QStandardItemModel(len(CYCLES) * 1503, 10)
    for row in range(model.rowCount()):
        for column in range(10):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    table.resize(1210, 530)
    table.show()
    return table


def _plain_table(app: QApplication) -> list[float]:
    begin_at = time.perf_counter()
    table = _plain()
    app.processEvents()
    table.close()
    return [(time.perf_counter() - begin_at) * 1000]


def _filtered(app: QApplication, page: CampaignPage) -> list[float]:
    found = []
    narrowed = [Filter(), *(Filter(words=w) for w in ("ت", "تط", "a", "beni", "03.")), Filter(region="07")]
    narrowed += [
        Filter(late=True),
        Filter(milieu="rural"),
        Filter(lot="Lot 2"),
        Filter(facilitator="Équipe 7"),
        Filter(),
    ]
    for one in narrowed * 3:
        begin_at = time.perf_counter()
        page.filters.narrow(one)
        app.processEvents()
        found.append((time.perf_counter() - begin_at) * 1000)
    return found


def _sorted(app: QApplication, page: CampaignPage) -> list[float]:
    found = []
    for column in (8, 7, 4, 0, 9, 0):
        begin_at = time.perf_counter()
        page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        app.processEvents()
        found.append((time.perf_counter() - begin_at) * 1000)
    return found


def _scrolled(app: QApplication, table: QTableView) -> list[float]:
    found = []
    bar = table.verticalScrollBar()
    for step in range(120):
        begin_at = time.perf_counter()
        bar.setValue(step * 12)
        app.processEvents()
        found.append((time.perf_counter() - begin_at) * 1000)
    return found


def _files(app: QApplication, desk: Desk) -> list[float]:
    found = []
    page = desk.coordination.campaign
    for row in range(3, 3 + 40 * RUNS, 40):
        begin_at = time.perf_counter()
        page.table.setCurrentIndex(page.model.index(row, 0))
        _settle(app, desk)
        found.append((time.perf_counter() - begin_at) * 1000)
    return found


def _settle(app: QApplication, desk: Desk) -> None:
    app.processEvents()
    while desk.tasks.busy:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()


def _say(name: str, limit: int, times: list[float]) -> None:
    beside = f"limit {limit} ms" if limit else "what this machine needs at least"
    print(f"{name:38} median {statistics.median(times):7.1f} ms, maximum {max(times):7.1f} ms   {beside}")


def _services(folder: Path) -> Services:
    if is_workspace(folder):
        return services_for(Workspace.open(folder), readable_members)
    services = services_for(workspaces.create(folder, "benchmark", workspaces.COORDINATOR), readable_members)
    fill(services)
    return services


def fill(services: Services) -> None:
    """Every commune in every cycle: 20 degrees each, the facts of a campaign round them."""
    chance = random.Random(2026)  # noqa: S311
    framework = services.frameworks.usable()[0]
    pinned = {"id": framework.ref.id, "version": framework.ref.version, "digest": framework.ref.digest}
    codes = [i.code for i in framework.indicators if not i.scale.measured and i.top == 4][:20]
    communes = [commune.code for commune in services.communes.communes]
    campaigns = services.campaigns
    for cycle in CYCLES:
        campaign = campaigns.start(f"Édition {cycle}", f"دورة {cycle}", cycle, framework.ref)
        campaigns.schedule(campaign, date(int(cycle), 1, 10), date(int(cycle), 3, 31))
        campaigns.apply(campaign, communes, date(int(cycle), 2, 1))
        campaigns.decide(campaign, communes, Eligibility.ELIGIBLE, date(int(cycle), 4, 15), "")
        for number in range(4):
            lot = campaigns.add_lot(campaign, f"Lot {number + 1}")
            campaigns.put_in_lot(campaign, communes[number::4], lot)
        campaigns.plan(campaign, communes, date(int(cycle), 5, 2), date(int(cycle), 10, 30))
        for number in range(40):
            who = campaigns.add_facilitator(campaign, f"Équipe {number + 1}")
            campaigns.accompany(campaign, who, communes[number::40])
        for start in range(0, len(communes), 100):
            with begin(services.workspace) as work:
                for commune in communes[start : start + 100]:
                    evaluation = new_identity()
                    said = {"commune": commune, "cycle": cycle, "framework": pinned, "stage": "self-evaluation"}
                    facts = [("evaluation", evaluation, field, value) for field, value in said.items()]
                    scored = codes if chance.random() < 0.8 else codes[:7]
                    degrees = [score_value(Score.of(chance.randrange(5))) for _code in scored]
                    facts += [("score", code, "value", value) for code, value in zip(scored, degrees, strict=True)]
                    work.journal.record_all(evaluation, facts)
                work.commit()
        print(f"{cycle} is filled", file=sys.stderr)
    services.evaluations.rows()


if __name__ == "__main__":
    main()
