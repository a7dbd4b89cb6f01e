"""What an evaluation says of its commune in place of the gazetteer: name on the letterhead, milieu."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.errors import EvaluationNotFound, LetterheadTooLong
from lcc_desktop.domain.facts import KINDS, Field, is_valid
from lcc_desktop.reports.council import render_council
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.unit import begin

FRENCH, ARABIC = "Tétouan — ville", "تطوان المدينة"


@pytest.fixture
def pair(
    new_services: Callable[..., Services], desk: Services, evaluation: str, tmp_path: Path
) -> tuple[Services, ...]:
    """Two desks that trust each other and have the same evaluation."""
    other = new_services("other", like=desk)
    request = tmp_path / "other.request"
    other.trust.write_request(request)
    desk.trust.add(request)
    exchange(desk, other, evaluation, tmp_path)
    return desk, other


def exchange(giver: Services, taker: Services, evaluation: str, folder: Path) -> None:
    package = folder / "exchange.lcc"
    giver.packages.export(evaluation, package)
    assert taker.packages.merge([package])[0].outcome is not Outcome.REFUSED


def facts(desk: Services, evaluation: str) -> dict[str, object]:
    return json.loads(desk.evaluations.dump(evaluation))["facts"]["evaluation"][evaluation]


def entries(desk: Services, evaluation: str) -> int:
    return sum(end["seq"] for end in json.loads(desk.evaluations.dump(evaluation))["knowledge"].values())


def test_documents_take_the_name_given_and_lists_keep_the_gazetteers(desk, evaluation):
    desk.evaluations.describe_commune(evaluation, letterhead_fr=FRENCH, letterhead_ar=ARABIC, milieu="rural")
    commune = desk.evaluations.view(evaluation).commune
    assert (commune.printed_name("fr"), commune.printed_name("ar")) == (FRENCH, ARABIC)
    assert (commune.name("fr"), commune.name("ar")) == ("Tétouan", "تطوان")
    assert (commune.effective_milieu, commune.milieu) == ("rural", "urban")
    assert desk.evaluations.rows()[0].commune.name_fr == desk.communes.search("Tétouan")[0].name_fr == "Tétouan"


def test_without_a_word_everything_is_the_gazetteers(desk, evaluation):
    commune = desk.evaluations.view(evaluation).commune
    assert (commune.printed_name("fr"), commune.printed_name("ar")) == ("Tétouan", "تطوان")
    assert commune.effective_milieu == "urban"


def test_only_what_changed_is_written(desk, evaluation):
    before = entries(desk, evaluation)
    desk.evaluations.describe_commune(evaluation, letterhead_fr=FRENCH, letterhead_ar="", milieu="")
    assert entries(desk, evaluation) == before + 1
    desk.evaluations.describe_commune(evaluation, letterhead_fr=FRENCH)
    assert entries(desk, evaluation) == before + 1
    assert "milieu" not in facts(desk, evaluation)


def test_an_empty_name_goes_back_to_the_gazetteers(desk, evaluation):
    desk.evaluations.describe_commune(evaluation, letterhead_fr=FRENCH, milieu="rural")
    commune = desk.evaluations.describe_commune(evaluation, letterhead_fr="  ", milieu="").commune
    assert commune.printed_name("fr") == "Tétouan"
    assert commune.effective_milieu == "urban"


def test_a_name_is_one_line_of_120_characters_at_most_and_nothing_is_written_otherwise(desk, evaluation):
    commune = desk.evaluations.describe_commune(evaluation, letterhead_fr="Ville de\n Tétouan\t ").commune
    assert commune.letterhead_fr == "Ville de Tétouan"
    before = desk.evaluations.dump(evaluation)
    for too_long in ({"letterhead_fr": "x" * 121}, {"letterhead_fr": "kept?", "letterhead_ar": "س" * 121}):
        with pytest.raises(LetterheadTooLong):
            desk.evaluations.describe_commune(evaluation, **too_long)
    assert desk.evaluations.dump(evaluation) == before
    assert desk.evaluations.describe_commune(evaluation, letterhead_ar="س" * 120).commune.letterhead_ar == "س" * 120


def test_an_evaluation_that_is_not_there_is_said_so(desk):
    with pytest.raises(EvaluationNotFound):
        desk.evaluations.describe_commune("0" * 32, milieu="rural")


def test_what_was_said_travels_in_packages_and_is_in_the_dump(pair, evaluation, tmp_path):
    desk, other = pair
    desk.evaluations.describe_commune(evaluation, letterhead_ar=ARABIC, milieu="rural")
    exchange(desk, other, evaluation, tmp_path)
    assert other.evaluations.view(evaluation).commune == desk.evaluations.view(evaluation).commune
    assert facts(other, evaluation)["letterhead_ar"] == ARABIC
    assert facts(other, evaluation)["milieu"] == "rural"
    assert other.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)


def test_two_spellings_given_apart_are_both_kept_until_somebody_says_one(pair, evaluation, tmp_path):
    desk, other = pair
    desk.evaluations.describe_commune(evaluation, letterhead_fr="Tétouan-Ville")
    other.evaluations.describe_commune(evaluation, letterhead_fr=FRENCH)
    exchange(desk, other, evaluation, tmp_path)
    exchange(other, desk, evaluation, tmp_path)
    seen = [services.evaluations.view(evaluation) for services in pair]
    assert seen[0].commune == seen[1].commune
    for view in seen:
        [conflict] = view.commune_conflicts
        assert conflict.field == "letterhead_fr"
        assert {value for value, _author, _at in conflict.values} == {"Tétouan-Ville", FRENCH}
    settled = desk.evaluations.describe_commune(evaluation, letterhead_fr=seen[0].commune.letterhead_fr)
    assert settled.commune_conflicts == ()
    exchange(desk, other, evaluation, tmp_path)
    assert other.evaluations.view(evaluation).commune_conflicts == ()


def pages(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def test_the_council_summary_prints_the_name_given(desk, evaluation):
    desk.evaluations.describe_commune(evaluation, letterhead_fr="Commune de Titaouen")
    view = desk.evaluations.view(evaluation)
    printed = pages(render_council(view, "fr", date(2026, 11, 23)))
    assert printed.count("Commune de Titaouen") >= 3  # letterhead, annex, draft decision
    assert "Préfecture ou province : Tétouan" in printed


def test_the_longest_name_is_printed_whole_on_its_two_pages(desk, evaluation):
    words = " ".join(f"mot{number:02}x" for number in range(17))
    assert 117 <= len(words) <= 120
    view = desk.evaluations.describe_commune(evaluation, letterhead_fr=words, letterhead_ar="جماعة " * 20)
    for language in ("fr", "ar"):
        data = render_council(view, language, date(2026, 11, 23))
        assert len(pypdfium2.PdfDocument(data)) == 2
        assert all(word in pages(data) for word in words.split())


def test_the_workbook_says_the_name_given_and_the_milieu(desk, evaluation, tmp_path):
    services = services_for(desk.workspace, readable_members)
    services.evaluations.describe_commune(evaluation, letterhead_fr=FRENCH, letterhead_ar=ARABIC, milieu="rural")
    view = services.evaluations.view(evaluation)
    members = readable_members(view, view.last_change, services.stamps.make)
    [name] = [name for name in members if name.endswith(".xlsx")]
    (tmp_path / "scores.xlsx").write_bytes(members[name])
    book = openpyxl.load_workbook(tmp_path / "scores.xlsx")
    assert book["Français"]["A1"].value.startswith(FRENCH)
    assert book["العربية"]["A1"].value.startswith(ARABIC)
    assert "Rural" in book["Français"]["A3"].value
    assert "قروي" in book["العربية"]["A3"].value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("letterhead_fr", "x" * 121),
        ("letterhead_fr", "two\nlines"),
        ("letterhead_ar", None),
        ("letterhead_ar", ["تطوان"]),
        ("milieu", "suburban"),
        ("milieu", True),
    ],
)
def test_a_package_cannot_bring_what_nobody_can_say_here(field, value):
    assert not is_valid("evaluation", "0" * 32, field, value)


def test_what_a_newer_version_says_of_the_commune_is_kept_and_passed_on(pair, evaluation, tmp_path, monkeypatch):
    desk, other = pair
    with monkeypatch.context() as newer:
        fields = {**KINDS["evaluation"].fields, "motto": Field(lambda value: isinstance(value, str))}
        newer.setitem(KINDS, "evaluation", replace(KINDS["evaluation"], fields=fields))  # type: ignore[arg-type]
        with begin(desk.workspace) as work:
            work.journal.record(evaluation, "evaluation", evaluation, "motto", "الله، الوطن، الملك")
            work.commit()
    exchange(desk, other, evaluation, tmp_path)
    other.evaluations.describe_commune(evaluation, letterhead_ar=ARABIC)
    exchange(other, desk, evaluation, tmp_path)
    assert facts(desk, evaluation)["motto"] == facts(other, evaluation)["motto"] == "الله، الوطن، الملك"
    assert desk.evaluations.view(evaluation).commune.letterhead_ar == ARABIC
