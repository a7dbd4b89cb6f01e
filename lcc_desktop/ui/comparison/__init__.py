"""Comparison: how scores are spread over regions, milieux, lots, cycles, principles and fields."""
