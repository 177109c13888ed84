"""PLOVER-coded events with their facts."""

from khabar.events.find import find_events

__all__ = ["find_events"]
