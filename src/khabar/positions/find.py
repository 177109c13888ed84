"""Where each party stands."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Position, Reference, Statement


def find_positions(
    passage: Passage,
    article: Article,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    statements: Sequence[Statement],
    lexicon: Lexicon,
    root: str,
) -> tuple[Position, ...]:
    """Positions of one article, in order of the statements they rest on."""
    return ()
