"""The stages in a row: a page in, a reading out.

``read`` is a pure function of the page and the lexicon: no I/O, no globals, no order dependence between pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from khabar import __version__
from khabar.arabic import Passage, fold
from khabar.errors import KhabarError
from khabar.events import find_events
from khabar.events.field import field_of
from khabar.jobs import in_order
from khabar.layout import split_page
from khabar.lexicon import Lexicon
from khabar.model import Article, ArticleReading, Page, Problem, Reading
from khabar.names import find_names
from khabar.positions import find_positions
from khabar.speech import find_statements
from khabar.times import find_times


def read(page: Page, lexicon: Lexicon | None = None) -> Reading:
    """Read one page.

    Args:
        page: The page; its text is never altered.
        lexicon: What the program knows; the bundled lexicon if left out.

    Returns:
        All articles of the page with their mentions, times, statements, events and positions; what went wrong
        is in ``problems``, nothing is raised for bad input.

    >>> reading = read(Page("a.txt", "أعلن الكرملين اليوم أن بوتين سيزور القاهرة.", published="2025-05-23"))
    >>> [m.text for m in reading.articles[0].mentions]
    ['الكرملين', 'بوتين', 'القاهرة']
    """
    lexicon = lexicon or Lexicon.bundled()
    layout = split_page(page, lexicon)
    view = fold(page.text)
    articles = tuple(read_article(page, article, Passage(view, article.kept), lexicon) for article in layout.articles)
    return Reading(page, layout.dropped, articles, page.problems + layout.problems, reader=__version__)


def read_safely(page: Page, lexicon: Lexicon | None = None) -> Reading:
    """Read a page in a run of many: should a stage fail, the page is kept with a problem that says so."""
    try:
        return read(page, lexicon)
    except Exception as error:  # one page must not end the reading of thousands; the problem names the page
        said = str(error) if isinstance(error, KhabarError) else f"{type(error).__name__}: {error}"
        message = f"the reader failed: {said}; report it, then run reread"
        problem = Problem("reader-failed", message, page.name, None, fatal=True)
        return Reading(page, problems=(*page.problems, problem), reader=__version__)


def read_many(pages: Iterable[Page], lexicon: Lexicon | None = None, *, jobs: int = 1) -> Iterator[Reading]:
    """Read pages, in their order; none ends the reading of the others.

    Args:
        pages: Taken as they are needed.
        lexicon: What the program knows; the bundled lexicon if left out.
        jobs: How many processes read.

    Raises:
        KhabarError: If a process ends before its time.

    >>> pages = [Page("a.txt", "أعلن الكرملين اليوم أن بوتين سيزور القاهرة."), Page("b.txt", "")]
    >>> [reading.page.name for reading in read_many(pages)]
    ['a.txt', 'b.txt']
    """
    for _, reading in in_order(pages, partial(read_safely, lexicon=lexicon or Lexicon.bundled()), jobs):
        assert reading is not None, "no page is laid aside"
        yield reading


def read_article(page: Page, article: Article, passage: Passage, lexicon: Lexicon) -> ArticleReading:
    """Read one article of a page: names, times, statements, events, positions, in this order.

    A match report and its like (:func:`khabar.events.field.field_of`) has no events and no positions.
    """
    root = page.hash
    mentions, references = find_names(passage, article, lexicon, root)
    times = find_times(passage, article.published, lexicon, root)
    statements = find_statements(passage, article, mentions, references, times, lexicon, root)
    if field_of(passage, lexicon) is not None:
        return ArticleReading(article, mentions, references, times, statements)
    events = find_events(passage, article, mentions, references, times, statements, lexicon, root)
    positions = find_positions(passage, article, mentions, references, statements, lexicon, root)
    return ArticleReading(article, mentions, references, times, statements, events, positions)
