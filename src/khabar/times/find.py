"""When."""

from __future__ import annotations

from khabar.arabic import Passage
from khabar.model import TimeExpression


def find_times(passage: Passage, published: str | None, root: str) -> tuple[TimeExpression, ...]:
    """Temporal expressions of one article."""
    return ()
