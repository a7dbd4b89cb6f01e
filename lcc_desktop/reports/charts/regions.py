"""The country as tiles, a region each, at its place on the map, a square a commune: where everybody stands at a glance.

Geography is not text: the map is never mirrored, only the words on it follow the reading direction. Stages go from pale
to deep; of two that share a shade the later has a spot, so that the map reads in grey as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.reports.charts.scene import (
    PRINT,
    Fill,
    Mark,
    Pen,
    Point,
    Role,
    Scene,
    Shape,
    Sizes,
    block,
    rectangle,
    segment,
)

PLACES: Mapping[str, tuple[int, int]] = {
    "04": (1, 0), "01": (2, 0), "02": (3, 0),
    "06": (1, 1), "05": (2, 1), "03": (3, 1),
    "09": (0, 2), "07": (1, 2), "08": (2, 2),
    "12": (0, 3), "11": (1, 3), "10": (2, 3),
}  # fmt: skip
"""Column and row of each region, by its code: the coast from the south-west to the north-east."""
COLUMNS, ROWS = 4, 4

SHADES: Mapping[Stage, tuple[Role, bool]] = {
    Stage.APPLICATION: ("degree0", False),
    Stage.ELIGIBILITY: ("degree1", False),
    Stage.SELF_EVALUATION: ("degree2", False),
    Stage.VERIFICATION: ("degree3", False),
    Stage.ACTION_PLAN: ("degree3", True),
    Stage.ACCREDITATION: ("degree4", False),
    Stage.FOLLOW_UP: ("degree4", True),
}
"""The shade of a stage, and whether it has a spot."""


@dataclass(frozen=True)
class Square:
    """A commune: its code, its stage, None where it did not apply, and whether it is late or out of the campaign."""

    code: str
    stage: Stage | None = None
    late: bool = False
    out: bool = False


@dataclass(frozen=True)
class Tile:
    """A region: its code, its name, what is counted in it, its communes in their order."""

    code: str
    name: str
    counts: str
    squares: Sequence[Square]


@dataclass(frozen=True)
class Board:
    """Where everything lies in a picture of a size."""

    tiles: Sequence[Tile]
    width: float
    height: float
    right_to_left: bool
    sizes: Sizes = PRINT

    @property
    def gap(self) -> float:
        return self.sizes.label

    @property
    def tile_size(self) -> tuple[float, float]:
        return (self.width - (COLUMNS - 1) * self.gap) / COLUMNS, (self.height - (ROWS - 1) * self.gap) / ROWS

    @property
    def head(self) -> float:
        """Height of a tile's words."""
        return self.sizes.label * 1.6 + self.sizes.small * 1.6

    @cached_property
    def step(self) -> float:
        """From square to square: the same everywhere, so that areas can be compared."""
        wide, high = self.tile_size[0] - 2 * self.pad, self.tile_size[1] - self.head - 2 * self.pad
        most = max((len(tile.squares) for tile in self.tiles), default=1) or 1
        step = self.sizes.label * 1.4
        while step > 2 and int(wide // step) * int(high // step) < most:
            step -= 0.25
        return step

    @property
    def pad(self) -> float:
        return self.sizes.label * 0.7

    def corner(self, tile: Tile) -> Point:
        """The upper left corner of a tile."""
        column, row = PLACES[tile.code]
        wide, high = self.tile_size
        return column * (wide + self.gap), row * (high + self.gap)

    def square_at(self, tile: Tile, number: int) -> Point:
        """The upper left corner of a square: rows filled as they are read."""
        x, y = self.corner(tile)
        wide = self.tile_size[0] - 2 * self.pad
        along = max(1, int(wide // self.step))
        column, row = number % along, number // along
        left = wide - (column + 1) * self.step if self.right_to_left else column * self.step
        return x + self.pad + left, y + self.pad + self.head + row * self.step

    def hit(self, x: float, y: float) -> tuple[str, str]:
        """The region and the commune at a point, by their codes; "" where there is none."""
        wide, high = self.tile_size
        for tile in self.tiles:
            left, top = self.corner(tile)
            if left <= x < left + wide and top <= y < top + high:
                for number, square in enumerate(tile.squares):
                    at = self.square_at(tile, number)
                    if at[0] <= x < at[0] + self.step and at[1] <= y < at[1] + self.step:
                        return tile.code, square.code
                return tile.code, ""
        return "", ""


def regions(board: Board, chosen: str = "") -> Scene:
    """The tiles with their squares; `chosen` is the code of a region to frame."""
    marks: list[Mark] = []
    for tile in board.tiles:
        marks += _tile(tile, board, tile.code == chosen)
    return Scene(board.width, board.height, tuple(marks))


def _tile(tile: Tile, board: Board, chosen: bool) -> list[Mark]:
    (x, y), (wide, high) = board.corner(tile), board.tile_size
    sizes, rtl, pad = board.sizes, board.right_to_left, board.pad
    pen = Pen("primary", sizes.label / 6) if chosen else Pen("line", sizes.label / 14)
    marks: list[Mark] = [rectangle(x, y, wide, high, pen, Fill("surface"))]
    name = block(tile.name, sizes.label, rtl, wide - 2 * pad, "ink", bold=True, most_lines=1)
    counts = block(tile.counts, sizes.small, rtl, wide - 2 * pad, "quiet", most_lines=1)
    start = x + wide - pad if rtl else x + pad
    side = "right" if rtl else "left"
    marks += name.at(start, y + pad * 0.6, side)  # type: ignore[arg-type]
    marks += counts.at(start, y + pad * 0.6 + sizes.label * 1.5, side)  # type: ignore[arg-type]
    for number, square in enumerate(tile.squares):
        marks += square_marks(square, board.square_at(tile, number), board.step)
    return marks


def square_marks(square: Square, corner: Point, step: float) -> list[Mark]:
    """What a commune looks like at a place: also what a legend is made of."""
    side = step * 0.8
    x, y = corner[0] + step * 0.1, corner[1] + step * 0.1
    if square.stage is None:
        third = side * 0.3
        return [rectangle(x + third, y + third, side * 0.4, side * 0.4, fill=Fill("line"))]
    if square.out:
        box = rectangle(x, y, side, side, Pen("edge", step / 14))
        return [box, segment((x, y + side), (x + side, y), Pen("edge", step / 14))]
    role, spot = SHADES[square.stage]
    found: list[Mark] = [rectangle(x, y, side, side, Pen("edge", step / 20), Fill(role))]
    if spot:
        third = side * 0.34
        found.append(rectangle(x + third, y + third, side * 0.32, side * 0.32, fill=Fill("surface")))
    if square.late:
        half = side * 0.5
        corners = ((x + side - half, y), (x + side, y), (x + side, y + half))
        found.append(Shape(corners, Pen("surface", step / 20), Fill("danger")))
    return found
