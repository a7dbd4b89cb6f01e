"""Scores in groups: how they are spread, and what is said of how far they hold."""

import csv
import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, strategies as st

from lcc_desktop.bootstrap import write_campaign
from lcc_desktop.domain.distribution import spread
from lcc_desktop.domain.facts import score_value
from lcc_desktop.domain.scoring import NO_INFORMATION, Score
from lcc_desktop.services import workspaces
from lcc_desktop.services.campaign_filter import Filter
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.results_statistics import By, Caution, Question
from lcc_desktop.services.unit import begin

DAY = date(2026, 2, 1)
PER_REGION = {"01": 6, "02": 2}
shares = st.fractions(min_value=0, max_value=1)


@given(st.lists(shares, min_size=1, max_size=40))
def test_quartiles_lie_in_order_between_the_extremes(values):
    found = spread(values)
    lower, upper = found.quartiles
    assert found.low <= lower <= found.median <= upper <= found.high
    assert found.low <= found.mean <= found.high


def test_the_median_of_an_even_number_lies_half_way():
    assert spread([Fraction(1, 4), None, Fraction(3, 4)]).median == Fraction(1, 2)
    assert spread([None]) is None


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """One workspace for all: nothing here changes it."""
    with workspaces.create(tmp_path_factory.mktemp("desk"), "desk") as workspace:
        yield services_for(workspace, lambda *_: {})


@pytest.fixture(scope="module")
def counted(desk):
    """Six communes of the north and two of the Oriental, complete; one more that is not; two of them verified."""
    framework = desk.frameworks.all()[0]
    campaign = desk.campaigns.start("Édition", "دورة", "2026", framework.ref)
    communes = desk.communes.communes
    codes = [
        commune.code
        for region, count in PER_REGION.items()
        for commune in [c for c in communes if c.code.startswith(region)][:count]
    ]
    unfinished = next(c.code for c in communes if c.code.startswith("03"))
    desk.campaigns.apply(campaign, [*codes, unfinished], DAY)
    scored = [(item.code, item.top, item.scale.measured) for item in framework.indicators]
    for place, code in enumerate([*codes, unfinished]):
        evaluation = desk.evaluations.start(code, "2026", framework.ref)
        reached = scored if code != unfinished else scored[:3]
        said = [(one, NO_INFORMATION if measured else Score.of(min(top, place % 5))) for one, top, measured in reached]
        facts = [("score", one, "value", score_value(score)) for one, score in said]
        if place < 2:
            facts += [("verified", one, "value", score_value(score)) for one, score in said]
        with begin(desk.workspace) as work:
            work.journal.record_all(evaluation, facts)
            work.commit()
    return desk.campaigns.views(DAY)


def test_groups_are_of_complete_evaluations_and_say_what_they_leave_out(desk, counted):
    found = desk.statistics.ask(counted.communes, Question(By.REGION))
    assert {group.key: group.count for group in found.groups} == PER_REGION
    assert dict(found.cautions) == {Caution.UNFINISHED: 1, Caution.NOT_VERIFIED: 6}
    assert not found.official
    everything = desk.statistics.ask(counted.communes, Question(By.REGION, whole=False))
    assert everything.counted == 9


def test_verified_scores_are_those_of_the_mission_alone(desk, counted):
    found = desk.statistics.ask(counted.communes, Question(By.PRINCIPLE, verified=True))
    assert {group.count for group in found.groups} == {2}
    assert (found.official, dict(found.cautions)[Caution.WITHOUT_LAYER]) == (True, 6)


def test_statistics_name_no_commune_and_keep_small_groups_to_their_count(desk, counted, tmp_path: Path):
    kept, answers = desk.statistics.tables(counted, Filter(), Question(), desk.communes)
    file, dictionary = write_campaign(tmp_path / "figures.csv", kept, answers, names=False)
    text = file.read_text(encoding="utf-8-sig")
    assert not any(file.commune.code in text for file in counted.communes)
    assert "commune" not in text.splitlines()[0]
    rows = {(row["by"], row["key"]): row for row in csv.DictReader(io.StringIO(text))}
    north, east = rows["Région", "01"], rows["Région", "02"]
    assert (north["count"], east["count"], east["median"]) == ("6", "2", "")
    assert 0 <= float(north["median"]) <= 1
    described = json.loads(dictionary.read_text(encoding="utf-8"))
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(next(iter(rows.values())))
    assert all(set(column["titles"]) == {"fr", "ar"} for column in described["tableSchema"]["columns"])


def test_a_workbook_has_real_types_filters_and_arabic_from_right_to_left(desk, counted, tmp_path: Path):
    kept, answers = desk.statistics.tables(counted, Filter(), Question(), desk.communes)
    [file] = write_campaign(tmp_path / "figures.xlsx", kept, answers, names=True)
    book = openpyxl.load_workbook(file)
    names = [sheet for sheet in book.worksheets if sheet.title.startswith(("Communes", "الجماعات"))]
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in names] == [False, True]
    assert all(sheet.auto_filter.ref for sheet in names)
    head, first = list(names[0].iter_rows(values_only=True))[:2]
    row = dict(zip(head, first, strict=True))
    assert row["Candidature"].date() == DAY
    assert isinstance(row["Complétude"], int | float)
    assert row["Retirée"] is False


def test_json_carries_its_dictionary(desk, counted, tmp_path: Path):
    kept, answers = desk.statistics.tables(counted, Filter(), Question(), desk.communes)
    [file] = write_campaign(tmp_path / "figures.json", kept, answers, names=False)
    [table] = json.loads(file.read_text(encoding="utf-8"))["tables"]
    assert {column["name"] for column in table["columns"]} == set(table["rows"][0])
