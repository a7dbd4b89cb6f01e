"""The worked example of docs/scoring.md, computed: the document and the program say the same."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score, results, standing
from lcc_desktop.services.framework_file import build
from lcc_desktop.services.framework_rules import problems
from lcc_desktop.services.scoring import checked
from tests.frameworks import a_document, an_indicator, text

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| [AB]\.\d", line)
]


def scale_of(cell: str) -> dict:
    if cell == "0–4":
        return {}
    if cell == "yes/no":
        return {"scale": {"kind": "yes-no"}, "degrees": [text("Non"), text("Oui")]}
    thresholds = [int(number) for number in re.findall(r"\d+", cell.split("from")[1])]
    if cell.startswith("percentage"):
        return {"scale": {"kind": "percentage", "from": thresholds}}
    return {"scale": {"kind": "computed", "formula": "100 * women / elected", "from": thresholds}}


def answer_of(code: str, cell: str) -> Score:
    fixed = {"not applicable": NOT_APPLICABLE, "no information": NO_INFORMATION, "not scored": UNSCORED}
    if cell in fixed:
        return fixed[cell]
    if cell == "yes":
        return Score.of(1)
    if of := re.fullmatch(r"(\d+) of (\d+)", cell):
        return Score(Score.of(0).state, None, (("elected", of[2]), ("women", of[1])))
    if degree := re.fullmatch(r"degree (\d)", cell):
        return Score.of(int(degree[1]))
    return Score(Score.of(0).state, None, ((code, cell),))


def grid(overall: str) -> Framework:
    """The framework that the page describes."""
    principles = [
        {
            "code": letter,
            "name": text(letter),
            "summary": text(letter),
            "norms": [
                {
                    "code": f"{letter}-norm",
                    "title": text(letter),
                    "legal_basis": text(letter),
                    "indicators": [
                        an_indicator(row[0], weight=int(row[2]), **scale_of(row[3])) for row in ROWS if row[1] == letter
                    ],
                }
            ],
        }
        for letter in "AB"
    ]
    document = a_document(
        principles=principles,
        prerequisites=[],
        numbers=[{"code": "women", "text": text("Femmes")}, {"code": "elected", "text": text("Élus")}],
        aggregation={"overall": overall, "points": 4},
        levels=[
            {"code": "N1", "name": text("Un"), "from": 40},
            {
                "code": "N2",
                "name": text("Deux"),
                "from": 60,
                "conditions": [{"kind": "indicator", "code": "A.2", "from": 3}],
            },
        ],
    )
    assert problems(document) == ()
    return build(document, "")


def sheet(framework: Framework) -> dict[str, Score]:
    found = {}
    for row in ROWS:
        indicator = framework.find(row[0])
        assert indicator is not None
        found[row[0]] = checked(framework, indicator, answer_of(row[0], row[4]))
    return found


AIMS = {row[0]: int(row[8]) for row in ROWS if row[8] != "–"}


def test_every_row_of_the_table_is_what_the_program_computes():
    assert len(ROWS) == 8
    framework = grid("points")
    scores = sheet(framework)
    for row in ROWS:
        alone = results(framework, {row[0]: scores[row[0]]}, {row[0]: AIMS[row[0]]} if row[0] in AIMS else {})
        others = results(framework, {})
        obtained = alone.overall.obtained
        shown = ("–" if scores[row[0]].degree is None else str(scores[row[0]].degree), row[6], row[7], row[9])
        if scores[row[0]] == NOT_APPLICABLE:
            assert shown == ("–", "–", "–", "–")
            assert alone.overall.possible == others.overall.possible - 4
        else:
            indicator = framework.find(row[0])
            assert indicator is not None
            assert (row[5], row[6], row[7], row[9]) == (
                shown[0],
                str(obtained),
                str(indicator.points),
                str(alone.overall.planned),
            )


@pytest.mark.parametrize(
    ("overall", "expected"),
    [("points", Fraction(17, 36)), ("principles", Fraction(79, 160)), ("weakest", Fraction(6, 20))],
)
def test_the_overall_figures_are_those_of_the_page(overall, expected):
    framework = grid(overall)
    assert results(framework, sheet(framework)).score == expected


def test_the_figures_below_the_table_are_those_of_the_page():
    framework = grid("points")
    found = results(framework, sheet(framework), AIMS)
    said = {
        "A": "11/16 = 68.75 %",
        "B": "6/20 = 30 %",
    }
    for code, figures in said.items():
        assert figures in PAGE
        share, percent = figures.split(" = ")
        assert found.principles[code].score == Fraction(share) == Fraction(percent.removesuffix(" %")) / 100
    assert (found.planned, found.overall.completeness, found.weakest) == (Fraction(23, 36), Fraction(7, 8), "B")
    where = standing(framework, found)
    assert where is not None
    assert where.level == framework.levels[0]
    assert (where.gap, where.points) == (Fraction(23, 180), Fraction(23, 5))
    assert [condition.code for condition in where.unmet] == ["A.2"]
    for figure in ("17/36", "79/160", "6/20", "23/36", "87.5 %", "23/180", "23/5"):
        assert figure in PAGE
