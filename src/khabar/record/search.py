"""Searching statements, events and articles: ranked, each hit with its characters marked in the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from khabar.model import Article, Event, Page, Span, Statement
from khabar.record.found import Located
from khabar.record.match import Index, NotHere, expression, has_words, stems_sought
from khabar.record.query import Node, parse
from khabar.record.schema import reported
from khabar.record.stem import located_terms
from khabar.record.store import Store
from khabar.record.view import Pages, resolve

Over = Literal["statements", "events", "articles"]
EVERYTHING: tuple[Over, ...] = ("statements", "events", "articles")
#: At most so many matches, those added last, are weighed by BM25: it bounds the time of a search for a common word.
WEIGHED = 20_000
#: How many characters an excerpt shows before and after what was found.
AROUND = 120


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
        return [span for stem, span in located_terms(self.page.text, within) if stem in self.sought]

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
        """The window of the article's kept text that holds most of the different words that were looked for."""
        hits = [
            (span.start, span.end, stem)
            for kept in self.article.kept
            for stem, span in located_terms(self.page.text, kept)
            if stem in self.sought
        ]
        best, window = 0, (self.article.kept[0].start if self.article.kept else 0,) * 2
        first = 0
        for last, (start, end, _) in enumerate(hits):
            while start - hits[first][0] > 2 * AROUND:
                first += 1
            if (different := len({stem for _, _, stem in hits[first : last + 1][-50:]})) > best:
                best, window = different, (hits[first][0], end)
        return window[0], window[1]

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


def search(store: Store, query: str, over: Collection[Over], limit: int) -> list[Hit]:
    """See :meth:`khabar.record.Record.search`."""
    node = parse(query)
    sought = frozenset(stems_sought(node))
    pages = Pages(store)
    facts = list(_facts(store, node, sought, over, limit, pages)) if {"statements", "events"} & set(over) else []
    if "articles" not in over:
        return facts
    try:
        articles = list(_articles(store, node, sought, limit, pages))
    except NotHere:
        return facts
    told = {hit.article.id for hit in facts}
    return _in_turn(facts, [hit for hit in articles if hit.article.id not in told])[:limit]


def _in_turn(first: list[Hit], second: list[Hit]) -> list[Hit]:
    """Two rankings as one: BM25 values of two indexes cannot be compared, ranks can."""
    longer = max(len(first), len(second))
    return [hit for i in range(longer) for hit in (*first[i : i + 1], *second[i : i + 1])]


def _facts(
    store: Store, node: Node, sought: frozenset[str], over: Collection[Over], limit: int, pages: Pages
) -> Iterator[Hit]:
    asked = expression(node, "facts", lambda value: resolve(store, value))
    if ("statements" in over) != ("events" in over):
        asked = f'{asked} AND (marks : "{"k:statement" if "statements" in over else "k:event"}")'
    for row, score in _ranked(store, "facts", node, asked, limit):
        at = store.one(
            "SELECT a.page, a.place, f.kind, f.place FROM facts f JOIN articles a USING (article) WHERE fact = ?", row
        )
        if at and (located := pages.fact(*at)):
            yield _hit(located, score, sought)


def _articles(store: Store, node: Node, sought: frozenset[str], limit: int, pages: Pages) -> Iterator[Hit]:
    asked = expression(node, "articles", lambda value: resolve(store, value))
    for row, score in _ranked(store, "articles", node, asked, limit):
        if at := store.one("SELECT page, place FROM articles WHERE article = ?", row):
            located = pages.article(*at)
            yield Hit(None, located.article, located.page, score, located.accepted, sought)


def _hit(located: Located[Statement | Event], score: float, sought: frozenset[str]) -> Hit:
    return Hit(located.noun, located.article, located.page, score, located.accepted, sought)


def _ranked(store: Store, index: Index, node: Node, asked: str, limit: int) -> list[tuple[int, float]]:
    """The best rows with their scores; the last added first where there is nothing to weigh."""
    table = "fact_index" if index == "facts" else "article_index"
    latest = f"SELECT rowid, {{}} FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    with reported(store.path):
        if not has_words(node):
            return store.db.execute(latest.format("0.0"), (asked, limit)).fetchall()
        weighed = latest.format("rank AS score")
        best = f"SELECT rowid, score FROM ({weighed}) ORDER BY score, rowid DESC LIMIT ?"  # noqa: S608
        return store.db.execute(best, (asked, WEIGHED, limit)).fetchall()
