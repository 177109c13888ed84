"""Temporal expressions and their values."""

from khabar.times.find import find_times

__all__ = ["find_times"]
