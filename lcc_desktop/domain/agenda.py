"""How the time of a workshop is shared among the principles: a suggestion to start from, in whole minutes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

STEP = 5
"""Minutes: nobody plans finer."""
SLIVER = 15
"""A principle is not broken off for less than this: the session ends earlier or later instead."""

_MORNING, _AFTERNOON, _NOON = "09:00", "14:00", "12:00"


def spread(minutes: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share `minutes` in proportion to `weights`, in steps of five; what no step holds goes to the heaviest.

    Largest remainders, the earlier key first where they are equal. Without any weight nobody gets anything.
    """
    total = sum(weights.values())
    if minutes <= 0 or not total:
        return dict.fromkeys(weights, 0)
    steps = minutes // STEP
    shares = {code: divmod(steps * weight, total) for code, weight in weights.items()}
    given = {code: whole for code, (whole, _rest) in shares.items()}
    left = steps - sum(given.values())
    for code in sorted(weights, key=lambda code: -shares[code][1])[:left]:
        given[code] += 1
    budgets = {code: steps_given * STEP for code, steps_given in given.items()}
    budgets[max(weights, key=lambda code: weights[code])] += minutes % STEP
    return budgets


def pour(budgets: Mapping[str, int], lengths: Sequence[int]) -> list[dict[str, int]]:
    """Lay the principles one after the other into sessions of these lengths; the last session takes what is left."""
    sessions: list[dict[str, int]] = [{} for _length in lengths]
    at = 0
    room = list(lengths)
    for code, minutes in budgets.items():
        left = minutes
        while left and at < len(lengths):
            last = at == len(lengths) - 1
            if last or left <= room[at] + SLIVER - STEP:
                part = left
            elif room[at] < SLIVER:
                at += 1
                continue
            else:
                part = room[at]
            sessions[at][code] = sessions[at].get(code, 0) + part
            room[at] -= part
            left -= part
    return sessions


def suggest(weights: Mapping[str, int], lengths: Sequence[int]) -> list[dict[str, int]]:
    """A budget by principle for each session: the time of all of them, by the weight of each principle, in order."""
    return pour(spread(sum(lengths), weights), lengths)


def next_sitting(known: Sequence[tuple[date | None, str]]) -> tuple[date | None, str]:
    """Day and start of one more session: the afternoon after a morning, the next morning after an afternoon.

    `known` are the others, in their order. Nobody can guess the first day.
    """
    dated = [(day, start) for day, start in known if day is not None]
    if not dated:
        return None, _AFTERNOON if len(known) % 2 else _MORNING
    day, start = dated[-1]
    if start and start < _NOON:
        return day, _AFTERNOON
    return day + timedelta(days=1), _MORNING
