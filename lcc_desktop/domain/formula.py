"""Formulas of computed indicators, such as `100 * women / elected`: four operations over named numbers, exact.

Python's own grammar reads them; nothing but arithmetic on names and numbers is let through.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CHARACTERS = re.compile(r"[a-z0-9_ .+*/()\-]*")
LONGEST = 200
"""Characters of a formula."""

_MOST_BITS = 4096
"""Of a result: exact numbers grow with every operation, and formulas of formulas could fill the memory."""

_OPERATIONS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """Not a formula. The message names the part that is not understood."""


@dataclass(frozen=True)
class Formula:
    """A formula that was understood. Read it with `parse`."""

    text: str

    @cached_property
    def _tree(self) -> ast.expr:
        return ast.parse(self.text, mode="eval").body

    @cached_property
    def names(self) -> frozenset[str]:
        """The numbers it asks for."""
        return frozenset(node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name))

    def value(self, numbers: Mapping[str, Fraction]) -> Fraction | None:
        """Its value; None where it divides by zero, or grows beyond what any commune counts.

        Raises KeyError for a number that is not given.
        """
        try:
            return self._value(self._tree, numbers)
        except (ZeroDivisionError, OverflowError):
            return None

    def _value(self, node: ast.expr, numbers: Mapping[str, Fraction]) -> Fraction:
        match node:
            case ast.Name(id=name):
                return numbers[name]
            case ast.Constant():
                # The source, not the constant: 0.1 is a tenth, exactly.
                return Fraction(ast.get_source_segment(self.text, node) or "0")
            case ast.UnaryOp(operand=operand):
                return -self._value(operand, numbers)
            case ast.BinOp(left=left, op=operation, right=right):
                found = _OPERATIONS[type(operation)](self._value(left, numbers), self._value(right, numbers))
                if max(found.numerator.bit_length(), found.denominator.bit_length()) > _MOST_BITS:
                    raise OverflowError(self.text)
                return found
        raise FormulaError(ast.dump(node))


def parse(text: str) -> Formula:
    """Read a formula. Raises FormulaError."""
    if not _CHARACTERS.fullmatch(text) or len(text) > LONGEST:
        raise FormulaError(text[:40])
    text = text.strip()
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(text[:40]) from error
    for node in ast.walk(tree):
        if not _allowed(node, text):
            raise FormulaError((ast.get_source_segment(text, node) if isinstance(node, ast.expr) else text) or text)
    return Formula(text)


def _allowed(node: ast.AST, text: str) -> bool:
    match node:
        case ast.Name(id=name):
            return NAME.fullmatch(name) is not None
        case ast.Constant(value=value):
            plain = re.fullmatch(r"\d{1,12}(\.\d{1,6})?", ast.get_source_segment(text, node) or "")
            return type(value) in (int, float) and plain is not None
        case ast.BinOp(op=operation):
            return type(operation) in _OPERATIONS
        case ast.UnaryOp(op=operation):
            return isinstance(operation, ast.USub)
    return isinstance(node, ast.operator | ast.unaryop | ast.expr_context)
