"""Negotiations over time: parties, mediators, rounds, positions, commitments."""

from khabar.tracks.negotiations import find_tracks

__all__ = ["find_tracks"]
