"""The geometry of a radar, for screen and print alike. Centre (0, 0), y grows downwards, lengths in radii."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def axis_end(position: int, count: int, right_to_left: bool = False) -> Point:
    """The outer end of an axis. The first points up; the others follow in the reading direction."""
    angle = 2 * math.pi * position / count * (-1 if right_to_left else 1) - math.pi / 2
    return math.cos(angle), math.sin(angle)


def outline(shares: Sequence[float | None], right_to_left: bool = False) -> list[Point]:
    """The corners of the values' polygon, each share of one on its axis; without a value, the centre."""
    ends = [axis_end(position, len(shares), right_to_left) for position in range(len(shares))]
    return [(x * (share or 0.0), y * (share or 0.0)) for (x, y), share in zip(ends, shares, strict=True)]


def ring(share: float, count: int) -> list[Point]:
    """The corners of a grid line at a share of one."""
    return [(x * share, y * share) for x, y in (axis_end(position, count) for position in range(count))]
