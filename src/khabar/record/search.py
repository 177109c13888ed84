"""Searching statements, events and articles: ranked, each hit with its characters marked in the text."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple

import orjson

from khabar.model import Article, Event, Page, Span, Statement
from khabar.record.connection import reported
from khabar.record.match import NotHere, expression, has_words, stems_sought
from khabar.record.query import Node, parse
from khabar.record.stem import located_terms
from khabar.record.store import Store
from khabar.record.view import Pages, resolve

Over = Literal["statements", "events", "articles"]
EVERYTHING: tuple[Over, ...] = ("statements", "events", "articles")
#: At most so many matches, those added last, are weighed by BM25: it bounds the time of a search for a common word.
WEIGHED = 8_000
#: How many characters an excerpt shows before and after what was found.
AROUND = 120
#: How far into an article an excerpt looks for a better place than the one it has.
LOOKED_AT = 4_000


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        fact: The statement or event; None if the article itself was found.
        article: The article it stands in.
        page: Its page.
        score: BM25 as SQLite gives it: the lower the better; 0.0 where only fields were asked for.
        accepted: Whether somebody accepted or corrected it.
        sought: The stems that were looked for.
    """

    fact: Statement | Event | None
    article: Article
    page: Page
    score: float
    accepted: bool
    sought: frozenset[str]

    @property
    def id(self) -> str:
        """Id of the fact, or of the article."""
        return self.fact.id if self.fact else self.article.id

    @property
    def kind(self) -> Literal["statement", "event", "article"]:
        """What was found."""
        if self.fact is None:
            return "article"
        return "statement" if isinstance(self.fact, Statement) else "event"

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters of the fact: a statement's content, an event's clause; none for an article."""
        match self.fact:
            case Statement(content=content):
                return content
            case Event(span=span):
                return (span,)
            case _:
                return ()

    def words(self, within: Span) -> list[Span]:
        """The words in a stretch of the page that were looked for."""
        return [span for _, span in located_terms(self.page.text, within, self.sought)]

    def context(self) -> Span:
        """The stretch of the page to show: around the fact, or around the densest words of the article."""
        text = self.page.text
        if self.spans:
            start, end = self.spans[0].start, self.spans[-1].end
        else:
            start, end = self._densest()
        start, end = max(start - AROUND, self.article.span.start), min(end + AROUND, self.article.span.end)
        while start > self.article.span.start and not text[start - 1].isspace():
            start -= 1
        while end < self.article.span.end and not text[end].isspace():
            end += 1
        return Span(start, end)

    def _densest(self) -> tuple[int, int]:
        """The window of the article that holds most of the different words.

        The first with all of them ends the search, and so do :data:`LOOKED_AT` characters if some were found in them.
        """
        kept = self.article.kept[0].start if self.article.kept else 0
        best, window = 0, (kept, kept)
        near: deque[tuple[str, Span]] = deque(maxlen=50)
        for line in self._lines():
            if best and line.start - kept > LOOKED_AT:
                break
            for stem, span in located_terms(self.page.text, line, self.sought):
                near.append((stem, span))
                while span.start - near[0][1].start > 2 * AROUND:
                    near.popleft()
                if (different := len({s for s, _ in near})) > best:
                    best, window = different, (near[0][1].start, span.end)
                if best == len(self.sought):
                    return window
        return window

    def _lines(self) -> Iterator[Span]:
        text = self.page.text
        for kept in self.article.kept:
            start = kept.start
            while start < kept.end:
                end = text.find("\n", start, kept.end) + 1 or kept.end
                yield Span(start, end)
                start = end

    def excerpt(self, fact: tuple[str, str] = ("⟦", "⟧"), word: tuple[str, str] = ("", "")) -> str:
        """The text around it, with marks set around the fact and around the words that were looked for.

        Args:
            fact: What is put before and after the characters of the fact.
            word: What is put before and after a word that was looked for.
        """
        shown = self.context()
        # At one place a word closes before its fact, and a fact opens before its word.
        signs = [(s.start, 1, fact[0]) for s in self.spans] + [(s.end, 0, fact[1]) for s in self.spans]
        if any(word):
            words = self.words(shown)
            signs += [(s.start, 2, word[0]) for s in words] + [(s.end, -1, word[1]) for s in words]
        out, at = [], shown.start
        for where, _, sign in sorted(signs):
            out += [self.page.text[at:where], sign]
            at = where
        return "".join([*out, self.page.text[at : shown.end]])


def search(
    store: Store, query: str, over: Collection[Over], limit: int, among: Collection[str] | None = None
) -> list[Hit]:
    """See :meth:`khabar.record.Record.search`."""
    node = parse(query)
    sought = frozenset(stems_sought(node))
    facts = _facts(store, node, over, limit, among) if {"statements", "events"} & set(over) else []
    told = {(row.page, row.article) for row in facts}
    articles: list[_Row] = []
    if "articles" in over:
        with suppress(NotHere):
            articles = [r for r in _articles(store, node, limit, among) if (r.page, r.article) not in told]
    pages = Pages(store)
    return [_hit(pages, row, sought) for row in _in_turn(facts, articles)[:limit]]


class _Row(NamedTuple):
    """Where a hit stands: kind and place of a fact, None for an article."""

    score: float
    page: int
    article: int
    kind: int | None = None
    place: int | None = None


def _in_turn(first: list[_Row], second: list[_Row]) -> list[_Row]:
    """Two rankings as one: BM25 values of two indexes cannot be compared, ranks can."""
    longer = max(len(first), len(second))
    return [row for i in range(longer) for row in (*first[i : i + 1], *second[i : i + 1])]


def _facts(store: Store, node: Node, over: Collection[Over], limit: int, among: Collection[str] | None) -> list[_Row]:
    asked = expression(node, "facts", lambda value: resolve(store, value))
    if ("statements" in over) != ("events" in over):
        asked = f'{asked} AND (marks : "{"k:statement" if "statements" in over else "k:event"}")'
    columns = "a.page, a.place, f.kind, f.place FROM found JOIN facts f ON f.fact = id JOIN articles a USING (article)"
    return _ranked(store, "fact_index", columns, node, asked, limit, among)


def _articles(store: Store, node: Node, limit: int, among: Collection[str] | None) -> list[_Row]:
    asked = expression(node, "articles", lambda value: resolve(store, value))
    columns = "a.page, a.place FROM found JOIN articles a ON a.article = id"
    return _ranked(store, "article_index", columns, node, asked, limit, among)


def _hit(pages: Pages, row: _Row, sought: frozenset[str]) -> Hit:
    if row.kind is None or row.place is None:
        found = pages.article(row.page, row.article)
        return Hit(None, found.article, found.page, row.score, found.accepted, sought)
    fact = pages.fact(row.page, row.article, row.kind, row.place)
    assert fact is not None, "what was rejected is in no index"
    return Hit(fact.noun, fact.article, fact.page, row.score, fact.accepted, sought)


#: The rows of an index that stand on some pages; ``+`` lets the words be looked up first, once.
_AMONG = {
    "fact_index": "AND +rowid IN (SELECT fact FROM facts JOIN articles USING (article) JOIN pages USING (page) "
    "WHERE hash IN (SELECT value FROM json_each(?)))",
    "article_index": "AND +rowid IN (SELECT article FROM articles JOIN pages USING (page) "
    "WHERE hash IN (SELECT value FROM json_each(?)))",
}


def _ranked(
    store: Store, index: str, columns: str, node: Node, asked: str, limit: int, among: Collection[str] | None
) -> list[_Row]:
    """The best rows with their scores; the last added first where there is nothing to weigh."""
    only, pages = ("", ()) if among is None else (_AMONG[index], (orjson.dumps(list(among)).decode(),))
    latest = f"SELECT rowid AS id, {{}} AS score FROM {index} WHERE {index} MATCH ? {only} ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    values: tuple[str | int, ...]
    if has_words(node):
        weighed = latest.format("rank")
        found, values = f"SELECT id, score FROM ({weighed}) ORDER BY score, id DESC LIMIT ?", (WEIGHED, limit)  # noqa: S608
    else:
        found, values = latest.format("0.0"), (limit,)
    with reported(store.path):
        sql = f"WITH found AS MATERIALIZED ({found}) SELECT score, {columns} ORDER BY score, id DESC"
        return [_Row(*row) for row in store.db.execute(sql, (asked, *pages, *values))]
