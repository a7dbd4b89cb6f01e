"""The communes of Morocco, and finding one however it is spelled."""

import pytest

from lcc_desktop.domain.territory import fold
from lcc_desktop.models.territory import gazetteer


def test_there_are_1503_communes_in_75_provinces_and_12_regions():
    communes = gazetteer().communes
    assert len(communes) == 1503
    assert len({c.code.rsplit(".", 2)[0][:6] for c in communes}) == 75
    assert len({c.region_fr for c in communes}) == 12


@pytest.mark.parametrize("query", ["Tétouan", "tetouan", "TETOUAN", "تطوان", "تـطـوان"])
def test_a_commune_is_found_in_either_script(query: str):
    assert gazetteer().search(query)[0].name_fr == "Tétouan"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("ait melloul", "Ait Melloul"),
        ("أيت ملول", "Ait Melloul"),
        ("ايت ملول", "Ait Melloul"),
        ("el hanchane", "El Hanchane"),
    ],
)
def test_accents_and_hamza_do_not_matter(query: str, name: str):
    assert fold(name) in [fold(c.name_fr) for c in gazetteer().search(query)[:3]]


def test_a_code_finds_its_commune():
    assert gazetteer().search("01.511.01.0")[0].name_fr == "Tanger"
    assert gazetteer().identify("01.511.01.0").name_fr == "Tanger"


def test_a_name_that_several_communes_have_identifies_none():
    names = [fold(c.name_fr) for c in gazetteer().communes]
    double = next(name for name in names if names.count(name) > 1)
    assert gazetteer().identify(double) is None


def test_the_province_narrows_a_search():
    found = gazetteer().search("tanger assilah")
    assert found
    assert all("Tanger" in c.province_fr for c in found[:5])


def test_nonsense_finds_nothing():
    assert gazetteer().search("qqqqq zzzz") == []
