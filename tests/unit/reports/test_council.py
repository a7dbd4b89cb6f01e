"""The council summary: two pages whatever comes, in both languages, never pretending to be more than it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest

from lcc_desktop.domain.plan import Action
from lcc_desktop.domain.scoring import NOT_APPLICABLE, Score, State, results
from lcc_desktop.reports.council import render_council
from lcc_desktop.services.results import EvaluationView
from tests import sample
from tests.printed import without_marks

TODAY = date(2026, 11, 23)


def with_scores(view: EvaluationView, score: Score, note: str = "") -> EvaluationView:
    indicators = {code: replace(item, score=score, note=note) for code, item in view.indicators.items()}
    return replace(view, indicators=indicators, results=results(view.framework, dict.fromkeys(indicators, score)))


def action(number: int, times: int = 1) -> Action:
    return Action(
        id=str(number),
        title_fr="Publier les procès-verbaux dans les deux langues " * times,
        title_ar="نشر المحاضر باللغتين بمقر الجماعة " * times,
        elected="Président de la commission",
        deadline=date(2027, 3, 1),
        budget=Decimal("120000"),
        key=True,
    )


def extremes() -> dict[str, EvaluationView]:
    view = sample.evaluation()
    long_name = replace(view.commune, name_fr="Sidi " * 12, name_ar="سيدي " * 12)
    return {
        "usual": view,
        "nothing scored": sample.evaluation(scored=False),
        "not applicable": with_scores(view, NOT_APPLICABLE),
        "all at the top, long notes": with_scores(view, Score.of(4), "كلمة mot " * 450),
        "all at the bottom": with_scores(view, Score.of(0), "x" * 4000),
        "all disputed": with_scores(view, Score(State.DISPUTED, 2)),
        "long name": replace(view, commune=long_name),
        "forty actions": replace(view, actions=tuple(action(n) for n in range(40))),
        "everything long": replace(
            with_scores(view, Score.of(1), "كلمة mot " * 450),
            actions=tuple(action(n, 40) for n in range(40)),
            commune=long_name,
        ),
        "strange letters": with_scores(view, Score.of(4), "😀 ⵜⴰⴼⵉⵏⴰⵖ \u202egpj.exe"),
    }


@pytest.fixture(scope="module", params=extremes())
def view(request) -> EvaluationView:
    return extremes()[request.param]


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


@pytest.mark.parametrize("language", ["fr", "ar", "both"])
def test_it_is_two_pages_and_says_on_each_that_the_framework_is_an_example(view, language):
    found = pages(render_council(view, language, TODAY))
    assert len(found) == 2
    for page in found:
        assert "EXEMPLE" in page
        assert "مثال" in page


@pytest.mark.parametrize("language", ["fr", "ar", "both"])
def test_the_same_evaluation_is_the_same_bytes(language):
    view = sample.evaluation()
    assert render_council(view, language, TODAY) == render_council(view, language, TODAY)


def test_it_says_that_nothing_was_verified_and_claims_no_label():
    first, second = pages(render_council(sample.evaluation(), "fr", TODAY))
    assert "non vérifiée" in first
    assert "Aucun label" in first
    assert "Projet de décision" in second
    assert "Procès-verbal" not in first + second.replace("Procès-verbal de la session", "")


def test_the_arabic_summary_is_in_arabic():
    first, second = pages(render_council(sample.evaluation(), "ar", TODAY))
    for word in ("الذاتي", "المملكة", "المبدأ"):
        assert word in first
    for word in ("مشروع", "رئيس"):
        assert word in second


def test_an_official_framework_bears_no_example_notice():
    view = sample.evaluation()
    official = replace(view, framework=replace(view.framework, official=True))
    assert "EXEMPLE" not in "".join(pages(render_council(official, "fr", TODAY)))


def test_key_actions_stand_with_who_answers_and_what_they_cost():
    view = replace(sample.evaluation(), actions=(action(1), replace(action(2), title_fr="Autre", key=False)))
    second = without_marks(pages(render_council(view, "fr", TODAY))[1])
    assert "Actions clés" in second
    assert "Président de la commission · échéance : 1 mars 2027" in second
    assert "Autre" not in second


def test_side_by_side_both_languages_say_the_same_parts():
    first, second = pages(render_council(sample.evaluation(), "both", TODAY))
    for word in ("Synthèse", "ملخص", "Principe", "المبدأ"):
        assert word in first
    for word in ("Projet de décision", "مشروع", "Points forts", "نقط"):
        assert word in second
