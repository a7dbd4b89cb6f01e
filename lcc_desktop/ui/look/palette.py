"""Every colour of the application, light and dark. Contrast is held by a test."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Palette:
    """Colours as #RRGGBB. `degrees` go from pale to deep (one hue: never red to green), each with a readable ink."""

    name: str
    ground: str
    surface: str
    raised: str
    ink: str
    quiet: str
    line: str
    edge: str
    primary: str
    primary_hover: str
    on_primary: str
    accent: str
    accent_ground: str
    danger: str
    danger_ground: str
    success: str
    selection: str
    degrees: tuple[tuple[str, str], ...]

    def degree(self, degree: int, top: int = 4) -> tuple[str, str]:
        """Ground and ink of a degree out of `top`: the last colour is always the top."""
        last = len(self.degrees) - 1
        return self.degrees[min(last, max(0, round(degree * last / top)) if top else last)]


LIGHT = Palette(
    name="light",
    ground="#F7F5F1",
    surface="#FFFFFF",
    raised="#F1EEE8",
    ink="#1F2A2E",
    quiet="#58676B",
    line="#DDD8CF",
    edge="#8F8A80",
    primary="#0F5C63",
    primary_hover="#0B4A50",
    on_primary="#FFFFFF",
    accent="#8A5E05",
    accent_ground="#FBF1DA",
    danger="#A8412B",
    danger_ground="#FBE9E4",
    success="#2F6B3C",
    selection="#E1EDEC",
    degrees=(
        ("#E4F2F1", "#06191C"),
        ("#B5DBDB", "#06191C"),
        ("#77BCBF", "#06191C"),
        ("#14616A", "#FFFFFF"),
        ("#093B41", "#FFFFFF"),
    ),
)

DARK = Palette(
    name="dark",
    ground="#12191B",
    surface="#1B2427",
    raised="#243034",
    ink="#ECE9E3",
    quiet="#9FB0B3",
    line="#2E3A3E",
    edge="#6D7D81",
    primary="#5BB8BC",
    primary_hover="#7ACACD",
    on_primary="#0B1D1F",
    accent="#E3B04B",
    accent_ground="#33291A",
    danger="#EE8D77",
    danger_ground="#3A221D",
    success="#7FC08D",
    selection="#22383B",
    degrees=(
        ("#22383B", "#ECE9E3"),
        ("#2A5257", "#F3F1EC"),
        ("#34747A", "#FFFFFF"),
        ("#66B7BB", "#0B1D1F"),
        ("#A6DEDF", "#0B1D1F"),
    ),
)

LIGHT_PROJECTED = replace(
    LIGHT,
    quiet="#434F53",
    edge="#5C5850",
    primary="#0B5057",
    accent="#6B4803",
    degrees=(*LIGHT.degrees[:3], ("#115760", "#FFFFFF"), LIGHT.degrees[4]),
)
DARK_PROJECTED = replace(
    DARK,
    quiet="#B9C6C8",
    edge="#98A6A9",
    primary="#7ACACD",
    degrees=(*DARK.degrees[:2], ("#27595E", "#FFFFFF"), ("#6FC0C4", "#0B1D1F"), DARK.degrees[4]),
)
"""The same, to be read from ten metres in a room that is not dark: 7:1 for every word."""


def projected(colours: Palette) -> Palette:
    """A palette as it is projected."""
    return DARK_PROJECTED if colours.name == DARK.name else LIGHT_PROJECTED


MARK = "#C98A12"
"""Saffron of the corner that marks what is disputed, on any ground."""


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
