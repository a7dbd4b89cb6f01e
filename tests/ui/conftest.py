"""Tests here open real windows."""

from tests.windows import dressed, open_desk, preferences

__all__ = ["dressed", "open_desk", "preferences"]
