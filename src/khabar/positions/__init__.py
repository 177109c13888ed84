"""Parties' stands on issues."""

from khabar.positions.find import find_positions

__all__ = ["find_positions"]
