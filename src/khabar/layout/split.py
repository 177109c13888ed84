"""From a page to its articles."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.lexicon import Lexicon
from khabar.model import Article, Dropped, Page, Problem, Span, fact_id


@dataclass(frozen=True, slots=True)
class Layout:
    """The articles of a page, what was dropped, and what went wrong."""

    articles: tuple[Article, ...]
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()


def split_page(page: Page, lexicon: Lexicon) -> Layout:
    """One article of the whole page."""
    span = Span(0, len(page.text))
    article = Article(fact_id(page.hash, "article", span), span, (span,), published=(page.published or page.fetched))
    return Layout((article,))
