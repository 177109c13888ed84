"""From rows of the file back to the model's nouns, under the judgements and merges that hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from khabar.errors import RecordError
from khabar.form import Json, article_of, article_reading_of, event_of, position_of, span_of, statement_of
from khabar.model import Article, ArticleReading, Dropped, Event, Page, Position, Reading, Statement
from khabar.record.connection import reported
from khabar.record.found import ActorSeen, Located
from khabar.record.judgements import LISTS, rename_in
from khabar.record.match import expression
from khabar.record.pack import key_of
from khabar.record.query import Node
from khabar.record.stem import terms
from khabar.record.store import Store
from khabar.record.terms import KIND_NAMES

Fact = Statement | Event | Position
_KEPT = 64


class Pages:
    """The pages of one answer, each unpacked once; the last few are kept."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._pages: dict[int, tuple[Page, list[Json]]] = {}

    def __call__(self, number: int) -> tuple[Page, list[Json]]:
        """A page and its articles in plain form."""
        if number not in self._pages:
            if len(self._pages) >= _KEPT:
                self._pages.pop(next(iter(self._pages)))
            articles = self.store.articles(number)
            if self.store.renamed:
                articles = renamed(articles, self.store.renamed)
            self._pages[number] = self.store.page(number), articles
        return self._pages[number]

    def fact(self, number: int, article: int, kind: int, place: int) -> Located[Any] | None:
        """One fact with its place; None if it was rejected."""
        page, articles = self(number)
        home = articles[article]
        data = home[LISTS[KIND_NAMES[kind]]][place]
        if data.get("rejected"):
            return None
        return Located(fact_of(data, kind, home), article_of(home), page, data.get("accepted", False))

    def article(self, number: int, place: int) -> Located[Article]:
        """One article with its place."""
        page, articles = self(number)
        article = article_of(articles[place])
        return Located(article, article, page, articles[place].get("accepted", False))


def fact_of(data: Json, kind: int, article: Json) -> Fact:
    """The noun of a fact in plain form."""
    ids = [s["id"] for s in article["statements"]]
    make: dict[int, Callable[[Json, Sequence[str]], Fact]] = {1: statement_of, 2: event_of, 3: position_of}
    known = {k: v for k, v in data.items() if k not in ("accepted", "rejected")}
    return make[kind](known, ids)


def renamed(articles: Iterable[Json], names: dict[str, str]) -> list[Json]:
    """The articles with merged actors under their new ids."""
    copies = [dict(a) for a in articles]
    for article in copies:
        rename_in(article, names)
    return copies


def reading_of(store: Store, number: int, *, judged: bool = True) -> Reading:
    """A page's whole reading.

    Args:
        store: The open file.
        number: The page.
        judged: Under the judgements that hold: without what was rejected, with what was corrected.
    """
    page = store.page(number)
    dropped, problems, reader = store.rest(number)
    articles = store.articles(number, names=True)
    if judged and store.renamed:
        articles = renamed(articles, store.renamed)
    return Reading(
        page,
        tuple(Dropped(span_of(d["span"]), d["reason"], d["rule"]) for d in dropped),
        tuple(_without_rejected(a) for a in articles),
        problems,
        reader,
    )


def _without_rejected(data: Json) -> ArticleReading:
    rejected = {f["id"] for name in LISTS.values() for f in data[name] if f.get("rejected")}
    plain = {**data, **{n: [_bare(f) for f in data[n]] for n in LISTS.values()}}
    plain.pop("accepted", None)
    whole = article_reading_of(plain)
    if not rejected:
        return whole
    return ArticleReading(
        whole.article,
        whole.mentions,
        whole.references,
        whole.times,
        tuple(s for s in whole.statements if s.id not in rejected),
        tuple(e for e in whole.events if e.id not in rejected),
        tuple(p for p in whole.positions if p.id not in rejected),
    )


def _bare(fact: Json) -> Json:
    return {k: v for k, v in fact.items() if k not in ("accepted", "rejected")}


def resolve(store: Store, value: str) -> list[str]:
    """The entity ids a name, an id or part of an English id can mean, merged actors with all their ids.

    An id is taken as it is; a name by all its stems, a person's also by the last of them (``لافروف``, not ``الوزير
    لافروف``); Latin letters by a part of the id (``lavrov``).
    """
    stems = " ".join(terms(value))
    found = {i for (i,) in store.rows("SELECT id FROM actors WHERE id = ?", value)}
    found |= {i for (i,) in store.rows("SELECT id FROM actors JOIN asked USING (actor) WHERE stems = ?", stems)}
    if not found and value.isascii() and value.replace("-", "").isalnum() and len(value) >= 3:
        found |= {i for (i,) in store.rows("SELECT id FROM actors WHERE id LIKE ?", f"%/%{value.lower()}%")}
    if store.renamed:
        kept = {store.renamed.get(i, i) for i in found | {value}}
        found |= {i for i in kept if i in store.renamed.values()}
        found |= {old for old, new in store.renamed.items() if new in kept}
    return sorted(found)


def matching(store: Store, node: Node | None, kind: int, pages: Pages) -> Iterator[Located[Any]]:
    """The facts of one kind that a query finds, in the order they were added; all of them without a query."""
    columns = (
        "SELECT a.page, a.place, f.kind, f.place FROM facts f JOIN articles a USING (article) JOIN pages USING (page)"
    )
    with reported(store.path):
        if node is None:
            rows = store.rows(f"{columns} WHERE f.kind = ? AND current ORDER BY f.fact", kind)
        else:
            asked = expression(node, "facts", lambda value: resolve(store, value))
            inside = "f.fact IN (SELECT rowid FROM fact_index WHERE fact_index MATCH ?)"
            rows = store.rows(f"{columns} WHERE {inside} AND f.kind = ? ORDER BY f.fact", asked, kind)
        for row in rows:
            if (located := pages.fact(*row)) is not None:
                yield located


def whereabouts(store: Store, id_: str) -> tuple[int, int, int | None, int | None]:
    """Page, article's place, and for a fact its kind and place.

    Raises:
        RecordError: If nothing in the record has this id; says what stands there now if a newer reader found another.
    """
    key = key_of(id_)
    fact = store.one(
        "SELECT a.page, a.place, f.kind, f.place FROM facts f JOIN articles a USING (article) WHERE f.key = ?", key
    )
    if fact:
        return fact[0], fact[1], fact[2], fact[3]
    if article := store.one("SELECT page, place FROM articles WHERE key = ?", key):
        return article[0], article[1], None, None
    gone = store.one("SELECT successor, reader FROM retired WHERE key = ?", key)
    if gone and gone[0]:
        raise RecordError(
            f"{id_} is no longer read since reader {gone[1]}", hint=f"its characters are now in {gone[0]}"
        )
    if gone:
        raise RecordError(f"{id_} is no longer read since reader {gone[1]}", hint="nothing stands there now")
    raise RecordError(f"nothing in the record has the id {id_}", where=str(store.path), hint="copy it from a search")


def actors_seen(store: Store) -> list[ActorSeen]:
    """Everybody who is named on a current page, the most often named first; merged actors are one."""
    store.look_again()
    named: dict[str, Counter[str]] = {}
    pages: dict[str, set[int]] = {}
    for id_, name, times, page in store.rows(
        "SELECT id, n.text, times, page FROM named JOIN names n USING (name) JOIN actors USING (actor) "
        "JOIN pages p USING (page) WHERE current"
    ):
        actor = store.renamed.get(id_, id_)
        named.setdefault(actor, Counter())[name] += times
        pages.setdefault(actor, set()).add(page)
    seen = [
        ActorSeen(actor, tuple(name for name, _ in names.most_common()), names.total(), len(pages[actor]))
        for actor, names in named.items()
    ]
    return sorted(seen, key=lambda a: (-a.mentions, a.id))
