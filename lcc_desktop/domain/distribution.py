"""How values are spread: never a mean alone. Exact arithmetic."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Spread:
    """Values in their order, and what they come to."""

    values: tuple[Fraction, ...]

    @property
    def count(self) -> int:
        return len(self.values)

    @property
    def low(self) -> Fraction:
        return self.values[0]

    @property
    def high(self) -> Fraction:
        return self.values[-1]

    @property
    def mean(self) -> Fraction:
        return sum(self.values, Fraction(0)) / len(self.values)

    @property
    def median(self) -> Fraction:
        return self.quantile(Fraction(1, 2))

    @property
    def quartiles(self) -> tuple[Fraction, Fraction]:
        """The lower and the upper one: half of the values lie between them."""
        return self.quantile(Fraction(1, 4)), self.quantile(Fraction(3, 4))

    def quantile(self, share: Fraction) -> Fraction:
        """The value below which a share of the values lies; between two values, on the straight line."""
        place = share * (len(self.values) - 1)
        below = int(place)
        above = min(below + 1, len(self.values) - 1)
        return self.values[below] + (place - below) * (self.values[above] - self.values[below])


def spread(values: Iterable[Fraction | None]) -> Spread | None:
    """The spread of what is known; None where nothing is."""
    known = tuple(sorted(value for value in values if value is not None))
    return Spread(known) if known else None
