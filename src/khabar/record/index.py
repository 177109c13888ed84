"""The full-text indexes, and the tables of articles and facts beside them: a page is put in, taken out, made again.

All but :func:`fold_anew` happens inside a transaction of :meth:`khabar.record.store.Store.writing`.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.form import Json
from khabar.record.connection import reported
from khabar.record.pack import key_of, storable
from khabar.record.prepared import Head, heads_of
from khabar.record.stem import folding_version
from khabar.record.store import Store
from khabar.record.terms import KINDS, ArticleTerms, Terms, index_terms


def index_page(
    store: Store,
    page: int,
    heads: Sequence[Head],
    made: Sequence[ArticleTerms],
    articles: Sequence[Json] | None,
) -> None:
    """Write the rows and terms of a page's articles and facts.

    Args:
        page: The page.
        heads: Id, outlet, date and title of each article.
        made: Their terms.
        articles: The articles with judgements laid over them, if there are any: what was rejected is not found.
    """
    current = bool((store.one("SELECT current FROM pages WHERE page = ?", page) or (0,))[0])
    for place, (head, found) in enumerate(zip(heads, made, strict=True)):
        cursor = store.db.execute(
            "INSERT INTO articles (page, place, key, outlet, published, title) VALUES (?, ?, ?, ?, ?, ?)",
            (page, place, key_of(head[0]), *(storable(x) for x in head[1:])),
        )
        article = cursor.lastrowid
        if current:
            _add_row(store, "article_index (rowid, title, body, marks)", article, found.terms)
        for fact in found.facts:
            hidden = articles is not None and articles[place][f"{fact.kind}s"][fact.place].get("rejected", False)
            indexed = not hidden and fact.terms is not None
            cursor = store.db.execute(
                "INSERT INTO facts (article, kind, place, key, indexed) VALUES (?, ?, ?, ?, ?)",
                (article, KINDS[fact.kind], fact.place, key_of(fact.id), indexed),
            )
            if current and indexed and fact.terms is not None:
                _add_row(store, "fact_index (rowid, words, speaker, marks)", cursor.lastrowid, fact.terms)


def _add_row(store: Store, where: str, row: int | None, made: Terms) -> None:
    store.db.execute(f"INSERT INTO {where} VALUES (?, ?, ?, ?)", (row, made.first, made.second, made.marks))  # noqa: S608


def take_out(store: Store, page: int) -> None:
    """Take a page's articles and facts out of the tables and indexes; its text and reading stay."""
    _leave_indexes(store, page)
    store.db.execute("DELETE FROM facts WHERE article IN (SELECT article FROM articles WHERE page = ?)", (page,))
    store.db.execute("DELETE FROM articles WHERE page = ?", (page,))
    store.forget_terms()


def _leave_indexes(store: Store, page: int) -> None:
    """Take a page out of the full-text indexes while the views still show what stands in them."""
    if not (store.one("SELECT current FROM pages WHERE page = ?", page) or (0,))[0]:
        return
    of_page = "SELECT article FROM articles WHERE page = ?"
    store.db.execute(f"DELETE FROM article_index WHERE rowid IN ({of_page})", (page,))  # noqa: S608
    facts = f"SELECT fact FROM facts WHERE indexed AND article IN ({of_page})"  # noqa: S608
    store.db.execute(f"DELETE FROM fact_index WHERE rowid IN ({facts})", (page,))  # noqa: S608


def index_anew(store: Store, page: int) -> None:
    """Index a page anew under the judgements that now hold. Call :func:`take_out` before they change."""
    articles = store.articles(page, names=True)
    index_page(store, page, heads_of(articles), index_terms(store.text(page), articles), articles)


def fold_anew(store: Store) -> None:
    """Make the indexes again if they were made by other rules than the query will be folded with."""
    row = store.one("SELECT value FROM settings WHERE name = 'folding'")
    if row and row[0] == folding_version():
        return
    with reported(store.path), store.writing():
        if row:
            rebuild(store)
        store.db.execute("INSERT OR REPLACE INTO settings VALUES ('folding', ?)", (folding_version(),))


def rebuild(store: Store) -> None:
    """Make both indexes again from the texts and readings (inside a transaction)."""
    store.db.execute("INSERT INTO article_index (article_index) VALUES ('rebuild')")
    store.db.execute("INSERT INTO fact_index (fact_index) VALUES ('rebuild')")
