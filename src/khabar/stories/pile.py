"""The pile on the desk: all articles of many readings, found by the ids of what was read in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.model import Article, ArticleReading, Event, Page, Position, Reading, Span, Statement
from khabar.record.stem import started_terms


@dataclass(frozen=True, slots=True)
class Piece:
    """One article with its page.

    Attributes:
        terms: The stems of its kept text, in order.
        printings: Other pages with the very same text (another address, another outlet).
    """

    page: Page
    reading: ArticleReading
    terms: tuple[str, ...]
    printings: tuple[Page, ...] = ()

    @property
    def article(self) -> Article:
        """The article's head."""
        return self.reading.article

    @property
    def day(self) -> int | None:
        """The day of publication, counted in days; None if nobody knows it."""
        return day_number(self.article.published)

    def text(self, span: Span) -> str:
        """The characters of a span."""
        return span.of(self.page.text)

    @property
    def headline(self) -> str:
        """The title, or the beginning of the text of an article without one."""
        if self.article.title:
            return self.article.title
        for kept in self.article.kept:
            if words := self.text(kept).split():
                return " ".join(words[:14]) + (" …" if len(words) > 14 else "")
        return self.page.name


class Pile:
    """Articles of many pages, sorted by date and id, so that no answer depends on the order the pages came in.

    Args:
        readings: The readings. A page that comes twice with the same text is one page with two printings.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        pages: dict[str, list[Reading]] = {}
        for reading in readings:
            pages.setdefault(reading.page.hash, []).append(reading)
        pieces: list[Piece] = []
        for same in pages.values():
            first, *others = sorted(same, key=lambda r: (r.page.published or "9", r.page.name))
            also = tuple({(o.page.name, o.page.outlet): o.page for o in others if o.page != first.page}.values())
            pieces.extend(Piece(first.page, a, _terms(first.page.text, a.article), also) for a in first.articles)
        self.pieces: tuple[Piece, ...] = tuple(sorted(pieces, key=lambda p: (p.article.published or "9", p.article.id)))
        self._articles = {p.article.id: p for p in self.pieces}
        self._statements = {s.id: (p, s) for p in self.pieces for s in p.reading.statements}
        self._events = {e.id: (p, e) for p in self.pieces for e in p.reading.events}
        self._positions = {x.id: (p, x) for p in self.pieces for x in p.reading.positions}

    def __len__(self) -> int:
        return len(self.pieces)

    def piece(self, article: str) -> Piece:
        """The article with this id.

        Raises:
            KeyError: If the pile has none.
        """
        return self._articles[article]

    def pieces_of(self, articles: Iterable[str]) -> Sequence[Piece]:
        """The articles with these ids, in their order.

        Raises:
            KeyError: If the pile has not one of them.
        """
        return [self._articles[a] for a in articles]

    def statement(self, id_: str) -> tuple[Piece, Statement] | None:
        """A statement with its article."""
        return self._statements.get(id_)

    def event(self, id_: str) -> tuple[Piece, Event] | None:
        """An event with its article."""
        return self._events.get(id_)

    def position(self, id_: str) -> tuple[Piece, Position] | None:
        """A position with its article."""
        return self._positions.get(id_)


def day_number(date: str | None) -> int | None:
    """The day of an ISO date or date-time as a number, None for weeks, months, years and no date.

    >>> day_number("2025-05-24") - day_number("2025-05-23")
    1
    >>> day_number("2025-W22") is None
    True
    """
    if not date or len(date) < 10:
        return None
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal()
    except ValueError:
        return None


def _terms(text: str, article: Article) -> tuple[str, ...]:
    return tuple(term for kept in article.kept for term in started_terms(kept.of(text))[1])
