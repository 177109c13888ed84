"""What happened."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Event, Mention, Reference, Statement, TimeExpression


def find_events(
    passage: Passage,
    article: Article,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    lexicon: Lexicon,
    root: str,
) -> tuple[Event, ...]:
    """Events of one article, in order."""
    return ()
