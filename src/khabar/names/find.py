"""Who is named."""

from __future__ import annotations

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Reference


def find_names(
    passage: Passage, article: Article, lexicon: Lexicon, root: str
) -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    """Mentions and references of one article."""
    return (), ()
