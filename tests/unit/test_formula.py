"""Formulas of computed indicators: exact, and nothing but arithmetic."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.formula import FormulaError, parse


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_exact(women: int, elected: int):
    numbers = {"women": Fraction(women), "elected": Fraction(elected)}
    assert parse("100 * women / elected").value(numbers) == Fraction(100 * women, elected)


def test_decimal_numbers_are_tenths_not_floats():
    assert parse("0.1 + 0.2 - x").value({"x": Fraction(0)}) == Fraction(3, 10)


def test_a_division_by_zero_has_no_value():
    assert parse("a / (b - b)").value({"a": Fraction(1), "b": Fraction(2)}) is None


def test_it_tells_which_numbers_it_needs():
    assert parse("-(a + b) * 2 / a").names == {"a", "b"}


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "a +", "a ** 2", "a // b", "a % b", "a b", "f(a)", "a.b", "a[0]", "'a'", "True", "1e9", "0x10", "1_0",
        "a if b else c", "lambda: a", "a and b", "a < b", "[a]", "a; b", "A", "é", "a := 1", "1j", "a" * 41, "(" * 150,
        "a" + "+a" * 120, "~a", "a # b", "a\n+ b", "not a", "...", "f'{a}'",
    ],
)  # fmt: skip
def test_whatever_else_python_could_say_is_refused(text: str):
    with pytest.raises(FormulaError):
        parse(text)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_refusal(text: str):
    with contextlib.suppress(FormulaError):
        parse(text).value({name: Fraction(1) for name in parse(text).names})


def test_a_value_that_grows_beyond_reason_is_none_instead_of_filling_the_memory():
    value, text = Fraction(10**15), "*".join(["x"] * 100)
    for _generation in range(6):
        found = parse(text).value({"x": value})
        if found is None:
            return
        value = found
    pytest.fail("it grew without end")
