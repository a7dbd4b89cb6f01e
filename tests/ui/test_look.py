"""The palette can be read by everybody."""

import pytest

from lcc_desktop.ui.look.palette import DARK, LIGHT, contrast

PAIRS = [
    ("ink", "ground"), ("ink", "surface"), ("ink", "raised"), ("ink", "selection"),
    ("quiet", "ground"), ("quiet", "surface"), ("quiet", "raised"),
    ("primary", "surface"), ("primary", "selection"), ("on_primary", "primary"), ("on_primary", "primary_hover"),
    ("accent", "accent_ground"), ("accent", "surface"), ("danger", "danger_ground"), ("danger", "surface"),
    ("success", "surface"),
]  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_a_contrast_of_four_and_a_half(palette, ink, ground):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize("degree", range(5))
def test_a_degree_can_be_read_on_its_colour(palette, degree):
    ground, ink = palette.degree(degree)
    assert contrast(ground, ink) >= 4.5


def test_degrees_of_a_shorter_scale_end_at_the_deepest_colour():
    assert LIGHT.degree(1, top=1) == LIGHT.degrees[-1]
    assert LIGHT.degree(0, top=1) == LIGHT.degrees[0]


def test_the_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
