"""Changing a framework document step by step, as the editor does."""

from copy import deepcopy

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.framework import ScaleKind
from lcc_desktop.services import framework_edit as edit
from lcc_desktop.services.framework_preview import preview
from lcc_desktop.services.framework_rules import problems
from tests.frameworks import a_document, text

FIRST = ("principles", 0, "norms", 0, "indicators", 0)


def places(value, place=()):
    """Every place of a document."""
    yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*place, key))


@given(st.sampled_from([place for place in places(a_document()) if place]), st.integers())
def test_a_change_is_found_where_it_was_put_and_the_old_document_is_as_it_was(place, value):
    before = a_document()
    untouched = deepcopy(before)
    after = edit.put(before, place, value)
    assert edit.at(after, place) == value
    assert before == untouched
    assert edit.put(after, place, edit.at(before, place)) == before


def test_leaving_an_optional_text_out_leaves_no_trace():
    with_note = edit.put(a_document(), (*FIRST, "calculation"), text("Somme"))
    assert edit.put(with_note, (*FIRST, "calculation"), None) == a_document()


@pytest.mark.parametrize("place", [
    ("fields",), ("principles",), ("principles", 0, "norms"), ("principles", 0, "norms", 1, "indicators"),
    ("prerequisites",), ("numbers",), ("levels",),
])  # fmt: skip
def test_what_is_added_has_a_code_of_its_own_and_lacks_only_words(place):
    document, new = edit.add(a_document(), place)
    rules = {problem.rule for problem in problems(document) if problem.path[: len(new)] == new}
    assert rules <= {"empty", "too-few"}
    assert edit.remove(document, new) == a_document()


def test_codes_follow_the_highest_that_is_taken():
    document, new = edit.add(a_document(), ("principles", 0, "norms", 0, "indicators"))
    assert edit.at(document, new)["code"] == "1.1.3"


def test_the_code_of_a_question_of_an_earlier_version_is_not_given_to_a_new_one():
    document, new = edit.add(a_document(), ("principles", 0, "norms", 0, "indicators"), {"1.1.7", "2.1.9"})
    assert edit.at(document, new)["code"] == "1.1.8"


def test_a_first_prerequisite_of_a_framework_without_any_and_its_removal_leave_no_trace():
    bare = {key: value for key, value in a_document().items() if key != "prerequisites"}
    document, new = edit.add(bare, ("prerequisites",))
    assert edit.remove(document, new) == bare


def test_a_part_moves_among_its_neighbours_and_stops_at_the_ends():
    document, place = edit.shift(a_document(), FIRST, 1)
    assert (edit.at(document, place)["code"], place[-1]) == ("1.1.1", 1)
    assert edit.shift(document, place, 1) == (document, place)
    assert edit.shift(document, place, -1) == (a_document(), FIRST)


@pytest.mark.parametrize("kind", list(ScaleKind))
@pytest.mark.parametrize("code", range(4))
def test_any_scale_can_become_any_other_and_is_sound_at_once(kind, code):
    indicators = [p for p in places(a_document()) if len(p) == 6 and p[-2] == "indicators"]
    document = edit.set_scale(a_document(levels=[]), indicators[code], kind)
    assert [(p.place, p.rule) for p in problems(document)] == []
    assert edit.at(document, (*indicators[code], "scale", "kind")) == (None if kind is ScaleKind.ORDINAL else kind)


def test_an_indicator_is_previewed_as_soon_as_it_can_be_even_before_the_rest_is_sound():
    document = edit.put(a_document(), ("title", "fr"), "")
    shown = preview(document, FIRST)
    assert shown is not None
    assert list(shown.indicators) == ["1.1.1"]
    scale = {"kind": "computed", "formula": "girls / 2", "from": [1, 2, 3, 4]}
    assert preview(edit.put(document, (*FIRST, "scale"), scale), FIRST) is None
    assert preview(document, ("principles", 8, "norms", 0, "indicators", 0)) is None
