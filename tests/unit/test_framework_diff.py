"""What becomes of scores on the way through versions, as properties of random histories."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import given, strategies as st

from lcc_desktop.domain.framework import Framework, FrameworkRef, Text
from lcc_desktop.domain.framework_diff import Fate, missing_between, moves
from tests.properties import tried
from tests.sample import framework, indicator

GRID = framework()
CODES = ("1", "2", "3", "4", "5")
MEANINGS = ("a", "b", "c", "d", "e", "f")


def version(number: int, meanings: dict[str, str], replaced: dict[str, str], worded: dict[str, int]) -> Framework:
    """A version whose codes stand for these meanings; `worded` says how often a meaning was reworded."""
    principle = GRID.principles[0]
    indicators = tuple(
        replace(
            indicator(code),
            text=Text(f"{meaning} {worded.get(meaning, 0)}", f"{meaning} {worded.get(meaning, 0)}"),
            help=Text(meaning, meaning),
            replaces=replaced.get(code, ""),
        )
        for code, meaning in meanings.items()
    )
    norm = replace(principle.norms[0], indicators=indicators)
    ref = FrameworkRef("essai", number, f"{number:064}")
    return replace(GRID, ref=ref, principles=(replace(principle, norms=(norm,)),))


@dataclass(frozen=True)
class History:
    """Versions one after the other, and what every code of each meant."""

    versions: tuple[Framework, ...]
    meanings: tuple[dict[str, str], ...]

    def meaning(self, version: Framework, code: str) -> str:
        return self.meanings[self.versions.index(version)][code]


@st.composite
def histories(draw: st.DrawFn, most: int = 5, plain: bool = False, reworded: bool = True) -> History:
    """Meanings that come, go, return, change codes and words. No code goes to a new question in silence.

    In a `plain` one each version says what its new codes replace, and no more; else what versions before said may
    be left standing, and a code that changed without a word of its question may not be said at all.
    """
    versions: list[Framework] = []
    meanings: list[dict[str, str]] = []
    replaced: dict[str, str] = {}
    worded: dict[str, int] = {}
    for number in range(1, draw(st.integers(2, most)) + 1):
        before = meanings[-1] if meanings else {}
        where = {meaning: code for code, meaning in before.items()}
        chosen = draw(st.lists(st.sampled_from(MEANINGS), min_size=1, max_size=len(CODES), unique=True))
        now: dict[str, str] = {}
        for meaning in draw(st.permutations(chosen)):
            allowed = [code for code in CODES if code not in now and _may(code, meaning, before, chosen)]
            stays = where.get(meaning)
            if stays in allowed and draw(st.integers(0, 2)):
                now[stays] = meaning
            elif allowed:
                now[draw(st.sampled_from(allowed))] = meaning
        if not now:
            now = {draw(st.sampled_from(CODES)): "new"} if not before else dict(before)
        now = _said(now, before)
        said = {c: where[m] for c, m in now.items() if m in where and where[m] != c}
        left = {c: was for c, was in replaced.items() if c in now and c not in said and was not in said.values()}
        kept = {c: was for c, was in left.items() if not plain and draw(st.booleans())}
        touched = draw(st.sets(st.sampled_from(MEANINGS), max_size=2)) if reworded else set()
        for meaning in touched:
            worded[meaning] = worded.get(meaning, 0) + 1
        silent = {c for c in said if now[c] not in touched and not plain and draw(st.booleans())}
        replaced = {**kept, **{c: was for c, was in said.items() if c not in silent}}
        versions.append(version(number, now, replaced, worded))
        meanings.append(now)
    return History(tuple(versions), tuple(meanings))


def _may(code: str, meaning: str, before: dict[str, str], chosen: list[str]) -> bool:
    """Whether a meaning can have a code: one whose question goes away cannot be given to a question that is new."""
    known = meaning in before.values()
    return known or code not in before or before[code] in chosen


def _said(now: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    """Without new questions under codes of questions that found no place: nothing in a file could tell."""
    return {
        code: meaning
        for code, meaning in now.items()
        if code not in before or meaning in before.values() or before[code] in now.values()
    } or dict(before)


def pairs(history: History) -> Callable[[], st.SearchStrategy[tuple[Framework, Framework]]]:
    return lambda: st.tuples(st.sampled_from(history.versions), st.sampled_from(history.versions))


@given(histories(), st.data())
@tried(60)
def test_a_score_never_lands_on_a_question_it_was_not_given_for(history, data):
    old, new = data.draw(pairs(history)())
    held = data.draw(st.lists(st.sampled_from(history.versions), unique=True))
    for move in moves(old, new, held):
        if move.old is not None and move.new is not None:
            assert history.meaning(old, move.old.code) == history.meaning(new, move.new.code)


@given(histories(plain=True, reworded=False) | histories(most=2, plain=True), st.data())
@tried(40)
def test_what_every_version_on_the_way_has_is_never_lost(history, data):
    old, new = data.draw(pairs(history)())
    first, last = sorted((history.versions.index(old), history.versions.index(new)))
    always = set.intersection(*(set(m.values()) for m in history.meanings[first : last + 1]))
    kept = {
        history.meaning(new, move.new.code)
        for move in moves(old, new, history.versions)
        if move.old is not None and move.new is not None
    }
    assert always <= kept


@given(histories(), st.data())
@tried(40)
def test_every_indicator_of_both_versions_has_one_fate_and_the_way_back_is_the_way_there(history, data):
    old, new = data.draw(pairs(history)())
    there, back = moves(old, new, history.versions), moves(new, old, history.versions)
    assert sorted(m.old.code for m in there if m.old) == sorted(item.code for item in old.indicators)
    assert sorted(m.new.code for m in there if m.new) == sorted(item.code for item in new.indicators)
    ways = {(m.old.code, m.new.code) for m in there if m.old and m.new}
    assert ways == {(m.new.code, m.old.code) for m in back if m.old and m.new}


@given(histories(reworded=False), st.data())
def test_an_unchanged_question_under_its_own_code_is_known_again_whatever_happened_between(history, data):
    old, new = data.draw(pairs(history)())
    held = data.draw(st.lists(st.sampled_from(history.versions), unique=True))
    ways = {(m.old.code, m.new.code) for m in moves(old, new, held) if m.old and m.new}
    for item in new.indicators:
        if not item.replaces and old.find(item.code) and old.find(item.code).text == item.text:
            assert (item.code, item.code) in ways


def test_a_second_indicator_put_on_top_moves_every_score_down_once_more():
    """Versions 2 and 3 each put a question first: both say that 2 replaces 1, and mean another question by it."""
    first = version(1, {"1": "a", "2": "b"}, {}, {})
    second = version(2, {"1": "c", "2": "a", "3": "b"}, {"2": "1", "3": "2"}, {})
    third = version(3, {"1": "d", "2": "c", "3": "a", "4": "b"}, {"2": "1", "3": "2", "4": "3"}, {})
    found = moves(second, third, [first, second, third])
    assert {(m.old.code if m.old else None, m.new.code if m.new else None) for m in found} == {
        (None, "1"), ("1", "2"), ("2", "3"), ("3", "4"),
    }  # fmt: skip


def test_a_code_taken_up_again_for_another_question_begins_without_an_answer():
    first = version(1, {"1": "a", "2": "b"}, {}, {})
    second = version(2, {"1": "a"}, {}, {})
    third = version(3, {"1": "a", "2": "c"}, {}, {})
    fates = {(m.fate, (m.new or m.old).code) for m in moves(first, third, [first, second, third])}
    assert fates == {(Fate.SAME, "1"), (Fate.NEW, "2"), (Fate.DROPPED, "2")}


def test_versions_that_are_not_here_are_named():
    held = [version(number, {"1": "a"}, {}, {}) for number in (1, 3, 6)]
    assert missing_between(held[0], held[2], held) == (2, 4, 5)
    assert missing_between(held[2], held[1], held) == (4, 5)
    assert missing_between(held[0], held[0], held) == ()


def test_another_framework_has_other_questions_under_the_same_codes():
    here = version(1, {"1": "a"}, {}, {})
    there = replace(here, ref=FrameworkRef("autre", 2, "0" * 64))
    assert [m.fate for m in moves(here, there)] == [Fate.NEW, Fate.DROPPED]
