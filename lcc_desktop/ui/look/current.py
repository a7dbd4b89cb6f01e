"""The palette in use. Widgets that paint by hand ask for it at every paint, so a change shows at once."""

from lcc_desktop.ui.look.palette import DARK, LIGHT, Palette

_palette = LIGHT


def palette() -> Palette:
    return _palette


def use_palette(dark: bool) -> Palette:
    """Choose light or dark for every later paint."""
    global _palette
    _palette = DARK if dark else LIGHT
    return _palette
