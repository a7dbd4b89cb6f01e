"""What is said of a passphrase while it is chosen: cautious, and knowing where we are."""

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.passphrase import Level
from lcc_desktop.i18n import use_language
from lcc_desktop.services.passphrase_quality import judge
from lcc_desktop.wording.passphrases import advice
from tests.properties import tried


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("123456789012", Level.WEAK),
        ("azertyuiopqs", Level.WEAK),
        ("Tétouan 2026", Level.WEAK),
        ("tetouan2026!", Level.WEAK),
        ("mon mot de passe", Level.WEAK),
        ("المجلس الجماعي", Level.WEAK),
        ("bateau bateau bateau bateau bateau", Level.WEAK),
        ("Tiznit Azrou Fès Agadir", Level.FAIR),
        ("cheval batterie agrafe lampe", Level.GOOD),
        ("قطار ليمون جسر مصباح", Level.GOOD),
        ("cheval batterie agrafe lampe tambour", Level.STRONG),
        ("48213 90417 55820 11937 60284", Level.STRONG),
    ],
)
def test_words_of_three_languages_are_judged_by_somebody_who_has_a_list_of_them(typed, level):
    assert judge(typed).level is level


def test_ones_own_name_is_tried_first():
    assert judge("khadija bennis").bits > judge("khadija bennis", own=["Khadija Bennis"]).bits
    assert judge("khadija bennis", own=["Khadija Bennis"]).common


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_there_is_something_to_better_until_there_is_not(language):
    use_language(language)
    said = [advice(judge(typed)) for typed in ("court", "x" * 300, "Tétouan 2026", "cheval agrafe")]
    assert all(said)
    assert len(set(said)) == 4
    assert not advice(judge("cheval batterie agrafe lampe tambour"))


@tried(40)
@given(st.text(max_size=80))
def test_anything_can_be_judged_and_more_words_never_make_it_worse(typed):
    assert judge(typed).bits >= 0
    assert judge(f"{typed} cheval batterie agrafe lampe tambour").bits >= min(40, judge(typed).bits)
