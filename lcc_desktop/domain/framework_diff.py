"""What changed between two versions of a framework, and what that means for scores given under the older one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from lcc_desktop.domain.framework import Framework, Indicator, Text


class Part(StrEnum):
    """The parts of a framework that have a code."""

    FIELD = "field"
    PRINCIPLE = "principle"
    NORM = "norm"
    INDICATOR = "indicator"
    PREREQUISITE = "prerequisite"
    NUMBER = "number"
    LEVEL = "level"


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One part that is new, gone or other than it was. `details` names what is other, as the file names it."""

    change: Change
    part: Part
    code: str
    text: Text
    details: tuple[str, ...] = ()


_NOT_SAID = {"norms", "indicators", "points", "replaces"}
"""What a part holds is said of the inner parts, and a new code as a change of code."""


def differences(old: Framework, new: Framework) -> tuple[Difference, ...]:
    """From `old` to `new`, part by part, in the order of the new file; what is gone comes after what stayed."""
    found: list[Difference] = []
    for part in Part:
        before, after = _parts(old, part), _parts(new, part)
        was = _compared(old, new) if part is Part.INDICATOR else {code: code for code in after if code in before}
        for code, (item, parent) in after.items():
            if code not in was:
                found.append(Difference(Change.ADDED, part, code, _label(item)))
                continue
            earlier, earlier_parent = before[was[code]]
            details = _other(earlier, item) + (("parent",) if parent != earlier_parent else ())
            if details:
                found.append(Difference(Change.CHANGED, part, code, _label(item), details))
        gone = before.keys() - was.values()
        found += [
            Difference(Change.REMOVED, part, c, _label(item)) for c, (item, _parent) in before.items() if c in gone
        ]
    return tuple(found)


def _compared(old: Framework, new: Framework) -> dict[str, str]:
    """The code that each indicator of `new` has in `old`, taking them for neighbours: people look at both."""
    if old.ref.version > new.ref.version:
        return {earlier: code for code, earlier in _compared(new, old).items()}
    return _step(old, replace(new, ref=replace(new.ref, version=old.ref.version + 1)), (old,))


def _parts(framework: Framework, part: Part) -> dict[str, tuple[Any, str]]:
    """Parts of a kind by code, each with the code of what it stands under."""
    under: Mapping[Part, Callable[[], Iterator[tuple[Any, str]]]] = {
        Part.FIELD: lambda: ((field, "") for field in framework.fields),
        Part.PRINCIPLE: lambda: ((principle, "") for principle in framework.principles),
        Part.NORM: lambda: ((n, p.code) for p in framework.principles for n in p.norms),
        Part.INDICATOR: lambda: ((i, n.code) for p in framework.principles for n in p.norms for i in n.indicators),
        Part.PREREQUISITE: lambda: ((one, one.principle) for one in framework.prerequisites),
        Part.NUMBER: lambda: ((number, "") for number in framework.numbers),
        Part.LEVEL: lambda: ((level, "") for level in framework.levels),
    }
    return {item.code: (item, parent) for item, parent in under[part]()}


def _label(item: Any) -> Text:
    label: Text = next(getattr(item, name) for name in ("text", "title", "name") if hasattr(item, name))
    return label


def _other(old: Any, new: Any) -> tuple[str, ...]:
    names = [field.name for field in fields(new) if field.name not in _NOT_SAID]
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


class Fate(StrEnum):
    """What becomes of an indicator's score when its evaluation moves to another version."""

    SAME = "same"
    """Nothing that people read when they scored has changed."""
    REWORDED = "reworded"
    """The words changed, the scale did not: the score stays, and should be looked at again."""
    RESCALED = "rescaled"
    """The scale changed: the score does not mean the same any more."""
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Move:
    """One indicator on its way from a version to another; `old` is None when new, `new` None when dropped."""

    fate: Fate
    old: Indicator | None
    new: Indicator | None


def moves(old: Framework, new: Framework, held: Sequence[Framework] = ()) -> tuple[Move, ...]:
    """Every indicator of both versions, once. `held` are all versions that are known: they tell of renames on the way.

    An indicator continues the one it says it replaces; else the one that asks the same, else the one of its own code,
    unless another continues that. Where what is known leaves that open, only an unchanged question is taken for the
    same one: a score that is asked again costs a minute, one on a question it was not given for looks right.
    """
    earlier = _matches(old, new, held)
    found = [
        Move(_fate(earlier[item.code], item), earlier[item.code], item)
        if item.code in earlier
        else Move(Fate.NEW, None, item)
        for item in new.indicators
    ]
    taken = {item.code for item in earlier.values()}
    return tuple(found) + tuple(Move(Fate.DROPPED, item, None) for item in old.indicators if item.code not in taken)


def missing_between(old: Framework, new: Framework, held: Sequence[Framework]) -> tuple[int, ...]:
    """The versions from one to the other that are not known: what they renamed cannot be followed."""
    first, last = sorted((old.ref.version, new.ref.version))
    known = {framework.ref.version for framework in held if framework.ref.id == new.ref.id}
    return tuple(version for version in range(first + 1, last) if version not in known)


def _matches(old: Framework, new: Framework, held: Sequence[Framework]) -> dict[str, Indicator]:
    """What each indicator of `new` was in `old`, by its code: followed from each version to the one before it."""
    if old.ref.id != new.ref.id:  # the same code is another question there
        return {}
    if old.ref.version > new.ref.version:  # back to an earlier version: the way there, turned round
        there = _matches(new, old, held)
        return {earlier.code: item for code, earlier in there.items() if (item := old.find(code)) is not None}
    family = sorted((one for one in held if one.ref.id == new.ref.id), key=lambda one: one.ref.version)
    before = [one for one in family if one.ref.version < old.ref.version]
    versions = [old, *(one for one in family if old.ref.version < one.ref.version < new.ref.version), new]
    found = {item.code: item for item in old.indicators}
    for position, (earlier, later) in enumerate(pairwise(versions)):
        steps = _step(earlier, later, [*before, *versions[: position + 1]])
        found = {code: found[was] for code, was in steps.items() if was in found}
    # What was dropped on the way and is asked again in the same words is the same again.
    kept = {item.code for item in found.values()}
    away = [item for item in old.indicators if item.code not in kept]
    back = _alike(away, [item for item in new.indicators if item.code not in found])
    return found | {code: item for code, was in back.items() if (item := old.find(was)) is not None}


def _step(before: Framework, after: Framework, known: Sequence[Framework]) -> dict[str, str]:
    """The code that each indicator of a version had in the one before it: the one it replaces, else its own.

    `known` are the versions up to `before`. What one of them said to be replaced already may be said anew, or only be
    left standing in the file; and a code may have been given to another question in a version that is not here. Where
    that is possible, and where codes and words contradict each other, the words decide.
    """
    consecutive = after.ref.version - before.ref.version <= 1
    said = {item.code: item.replaces for item in after.indicators if before.find(item.replaces) is not None}
    anew = [
        item
        for item in after.indicators
        if item.code in said
        and consecutive
        and not any((one := version.find(item.code)) and one.replaces == item.replaces for version in known)
    ]
    found = {item.code: was for item in anew if _asks(before, was := item.replaces, item)}
    taken = set(found.values())
    found |= _alike(
        [item for item in before.indicators if item.code not in taken],
        [item for item in after.indicators if item.code not in found],
    )
    taken = set(found.values())
    found |= {item.code: item.replaces for item in anew if item.code not in found and item.replaces not in taken}
    taken = set(found.values())
    reworded = [item.code for item in after.indicators if item.code not in found and item.code not in said]
    return found | {code: code for code in reworded if consecutive and code not in taken and before.find(code)}


def _alike(old: Iterable[Indicator], new: Iterable[Indicator]) -> dict[str, str]:
    """Which of the `old` asks what one of the `new` asks, under the same code or else, where that is clear, another."""
    old, new = list(old), list(new)
    by_code = {item.code: item for item in old}
    found = {i.code: i.code for i in new if (same := by_code.get(i.code)) is not None and _same_question(same, i)}
    left = [item for item in old if item.code not in found]
    worded = Counter((item.text.fr, item.text.ar) for item in new if item.code not in found)
    before = Counter((item.text.fr, item.text.ar) for item in left)
    clear = {(i.text.fr, i.text.ar): i.code for i in left if before[i.text.fr, i.text.ar] == 1}
    elsewhere = {
        item.code: clear[words]
        for item in new
        if item.code not in found and (words := (item.text.fr, item.text.ar)) in clear and worded[words] == 1
    }
    return found | elsewhere


def _asks(framework: Framework, code: str, item: Indicator) -> bool:
    """Whether a framework asks under `code` what `item` asks."""
    found = framework.find(code)
    return found is not None and _same_question(found, item)


def _same_question(old: Indicator, new: Indicator) -> bool:
    """Whether an indicator asks the same in words: in one language at least, so that the other may be mended."""
    return old.text.fr == new.text.fr or old.text.ar == new.text.ar


def _fate(old: Indicator, new: Indicator) -> Fate:
    if (old.top, old.scale) != (new.top, new.scale):
        return Fate.RESCALED
    read = ("text", "help", "degrees", "examples", "calculation")
    return Fate.SAME if all(getattr(old, name) == getattr(new, name) for name in read) else Fate.REWORDED


def in_proportion(degree: int, old: Indicator, new: Indicator) -> int:
    """A degree at the same share of the scale, rounded down: nobody gains by a change of scale."""
    return degree * new.top // old.top
