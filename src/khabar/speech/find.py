"""Who said what."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Reference, Statement, TimeExpression


def find_statements(
    passage: Passage,
    article: Article,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    times: Sequence[TimeExpression],
    lexicon: Lexicon,
    root: str,
) -> tuple[Statement, ...]:
    """Statements of one article, in order."""
    return ()
