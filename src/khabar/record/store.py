"""Pages and readings in the file: written whole or not at all, indexed, read back.

Nothing here decides anything; it keeps the tables of :mod:`khabar.record.schema` true to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from khabar.errors import RecordError
from khabar.form import Json, as_dict, page_as_dict, page_of, problem_of
from khabar.model import Page, Problem, Reading, page_hash
from khabar.record.index import KIND_NAMES, KINDS, ArticleTerms, index_terms
from khabar.record.judgements import LISTS, Judgement, laid_over, merged, standing
from khabar.record.pack import columns, digest_of, key_of, pack_json, pack_text, rows_of, unpack_json, unpack_text
from khabar.record.schema import connect, reported, writing
from khabar.record.stem import folding_version, terms

#: What of an article's reading is large and seldom asked for.
_NAMES = ("mentions", "references", "times")
#: How many names are remembered with their numbers.
_MEMORY = 100_000


def now() -> str:
    """The time in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready to be written: packed, with its terms. Made outside the transaction, in any process."""

    hash: str
    size: int
    meta: Json
    text: bytes
    reader: str
    lexicon: str
    facts: bytes
    names: bytes
    heads: tuple[tuple[str, str | None, str | None, str | None], ...]
    terms: tuple[ArticleTerms, ...]
    named: tuple[tuple[str, str, int], ...]
    problems: tuple[Problem, ...]


def prepare(reading: Reading, lexicon: str) -> Prepared:
    """Pack a reading and make its terms: a pure function.

    Args:
        reading: What was read on a page.
        lexicon: The version of the lexicon it was read with.
    """
    page = reading.page
    data = as_dict(reading, references=True)
    articles = data["articles"]
    facts = [_packed_facts(a) for a in articles]
    names = [_packed_names(a, page.text) for a in articles]
    named = Counter((m["entity"], m["text"]) for a in articles for m in a["mentions"])
    return Prepared(
        page.hash,
        len(page.text.encode("utf-8", "surrogatepass")),
        page_as_dict(page),
        pack_text(page.text),
        reading.reader,
        lexicon,
        pack_json({"articles": facts, "dropped": data["dropped"], "problems": data["problems"]}),
        pack_json(names),
        _heads(articles),
        tuple(index_terms(page.text, articles)),
        tuple((entity, name, n) for (entity, name), n in sorted(named.items())),
        reading.problems,
    )


def _packed_facts(article: Json) -> Json:
    """An article's head and facts, the facts in columns; what the text says anyway is left out."""
    for statement in article["statements"]:
        statement.pop("cue_text", None)
    return {k: columns(v) if k in LISTS.values() else v for k, v in article.items() if k not in _NAMES}


def _unpacked_facts(packed: Json) -> Json:
    return {k: rows_of(v) if k in LISTS.values() else v for k, v in packed.items()}


def _packed_names(article: Json, text: str) -> Json:
    """An article's names, references and times in columns; their texts only where the page has other characters."""
    cut = {k: [{**x, "text": None} if _is_cut(x, text) else x for x in article[k]] for k in _NAMES}
    return {k: columns(v) for k, v in cut.items()}


def _unpacked_names(packed: Json, text: str) -> Json:
    names = {k: rows_of(v) for k, v in packed.items()}
    for x in chain(*names.values()):
        if x.get("text", "") is None:
            x["text"] = text[slice(*x["span"])]
    return names


def _is_cut(fact: Json, text: str) -> bool:
    return "text" in fact and fact["text"] == text[slice(*fact["span"])]


def _heads(articles: Sequence[Json]) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    return tuple((a["id"], a["outlet"], a["published"], a["title"]) for a in articles)


class Store:
    """An open file.

    Attributes:
        path: Where it lies.
        db: The connection.
        log: All judgements, the oldest first.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self.db = connect(path, readonly=readonly)
        self.db.create_function("terms_of", 5, self._terms_of)
        self._terms: dict[int, tuple[ArticleTerms, ...]] = {}
        self._names: dict[tuple[str, str], int] = {}
        self.log: list[Judgement] = []
        self._by_page: dict[int, list[Judgement]] = {}
        self.renamed: dict[str, str] = {}
        self._seen_version = -1
        try:
            with reported(path):
                self.look_again()
                if not readonly:
                    self._fold_anew()
        except BaseException:
            self.db.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; what was remembered of the file is forgotten if it fails.

        Raises:
            RecordError: If it cannot be written.
        """
        if self.readonly:
            raise RecordError("the record was opened for reading only", where=str(self.path), hint="open it again")
        try:
            with writing(self.db, self.path):
                self.look_again()
                yield
        except BaseException:
            self._names.clear()
            self._terms.clear()
            self._seen_version = -1
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several questions see the same state of the file, whatever others write meanwhile."""
        with reported(self.path):
            if self.db.in_transaction:
                yield
                return
            self.db.execute("BEGIN")
            try:
                self.look_again()
                yield
            finally:
                self.db.execute("ROLLBACK")

    def look_again(self) -> None:
        """Read the judgements anew if another connection has written since they were read."""
        version = self.db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen_version:
            self.load_judgements()
            self._seen_version = version

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one."""
        with reported(self.path):
            yield from self.db.execute(sql, values)

    def one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a query, if there is one."""
        with reported(self.path):
            row: tuple[Any, ...] | None = self.db.execute(sql, values).fetchone()
            return row

    # -- writing (inside a transaction) -----------------------------------------------------------

    def insert_page(self, new: Prepared) -> int:
        """Write a page that is not there yet, and index it; it is taken for current."""
        cursor = self.db.execute(
            "INSERT INTO pages (hash, meta, text, size, current, added) VALUES (?, ?, ?, ?, 1, ?)",
            (new.hash, pack_json(new.meta), new.text, new.size, now()),
        )
        page = int(cursor.lastrowid or 0)
        self.insert_reading(page, new)
        return page

    def insert_reading(self, page: int, new: Prepared) -> None:
        """Write the reading of a page that has none, and index it."""
        self.db.execute(
            "INSERT INTO readings (page, reader, lexicon, read, facts, names) VALUES (?, ?, ?, ?, ?, ?)",
            (page, new.reader, new.lexicon, now(), new.facts, new.names),
        )
        self.db.executemany(
            "INSERT INTO problems (page, place, code, message, at_character, fatal, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((page, storable(p.where), p.code, storable(p.message), p.offset, p.fatal, now()) for p in new.problems),
        )
        for entity, name, times in new.named:
            self.db.execute("INSERT INTO named VALUES (?, ?, ?)", (page, self.name(entity, storable(name)), times))
        self._terms.clear()
        if page in self._by_page:
            articles = self.articles(page, names=True)
            self.index(page, _heads(articles), index_terms(self.text(page), articles), articles)
        else:
            self.index(page, new.heads, new.terms, None)

    def index(
        self,
        page: int,
        heads: Sequence[tuple[str, str | None, str | None, str | None]],
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
        current = bool((self.one("SELECT current FROM pages WHERE page = ?", page) or (0,))[0])
        for place, (head, found) in enumerate(zip(heads, made, strict=True)):
            cursor = self.db.execute(
                "INSERT INTO articles (page, place, key, outlet, published, title) VALUES (?, ?, ?, ?, ?, ?)",
                (page, place, key_of(head[0]), *(storable(x) for x in head[1:])),
            )
            article = cursor.lastrowid
            if current:
                self._index_row("article_index (rowid, title, body, marks)", article, found.terms)
            for fact in found.facts:
                hidden = articles is not None and articles[place][f"{fact.kind}s"][fact.place].get("rejected", False)
                indexed = fact.terms is not None and not hidden
                cursor = self.db.execute(
                    "INSERT INTO facts (article, kind, place, key, indexed) VALUES (?, ?, ?, ?, ?)",
                    (article, KINDS[fact.kind], fact.place, key_of(fact.id), indexed),
                )
                if current and indexed:
                    self._index_row("fact_index (rowid, words, speaker, marks)", cursor.lastrowid, fact.terms)

    def _index_row(self, where: str, row: int | None, made: Any) -> None:
        self.db.execute(f"INSERT INTO {where} VALUES (?, ?, ?, ?)", (row, made.first, made.second, made.marks))  # noqa: S608

    def unindex(self, page: int) -> None:
        """Take a page's articles and facts out of the tables and indexes; its text and reading stay."""
        self._leave_index(page)
        self.db.execute("DELETE FROM facts WHERE article IN (SELECT article FROM articles WHERE page = ?)", (page,))
        self.db.execute("DELETE FROM articles WHERE page = ?", (page,))
        self._terms.clear()

    def _leave_index(self, page: int) -> None:
        """Take a page out of the full-text indexes while the views still show what stands in them."""
        if not (self.one("SELECT current FROM pages WHERE page = ?", page) or (0,))[0]:
            return
        of_page = "SELECT article FROM articles WHERE page = ?"
        self.db.execute(f"DELETE FROM article_index WHERE rowid IN ({of_page})", (page,))  # noqa: S608
        facts = f"SELECT fact FROM facts WHERE indexed AND article IN ({of_page})"  # noqa: S608
        self.db.execute(f"DELETE FROM fact_index WHERE rowid IN ({facts})", (page,))  # noqa: S608

    def forget_reading(self, page: int) -> None:
        """Remove a page's reading, to write another one; its judgements and its text stay."""
        self.unindex(page)
        self.db.execute("DELETE FROM named WHERE page = ?", (page,))
        self.db.execute("DELETE FROM problems WHERE page = ?", (page,))
        self.db.execute("DELETE FROM readings WHERE page = ?", (page,))

    def reindex(self, page: int) -> None:
        """Index a page anew under the judgements that now hold. Call :meth:`unindex` before they change."""
        articles = self.articles(page, names=True)
        self.index(page, _heads(articles), index_terms(self.text(page), articles), articles)

    def set_current(self, page: int, current: bool) -> None:
        """Say whether a page is the newest text at some address: only such pages are searched."""
        row = self.one("SELECT current FROM pages WHERE page = ?", page)
        if row is None or bool(row[0]) == current:
            return
        self.unindex(page)
        self.db.execute("UPDATE pages SET current = ? WHERE page = ?", (current, page))
        self.reindex(page)

    def name(self, entity: str, name: str) -> int:
        """The number of a name of an actor, made if it is new."""
        if (entity, name) not in self._names:
            self.db.execute("INSERT OR IGNORE INTO actors (id) VALUES (?)", (storable(entity),))
            actor = self.db.execute("SELECT actor FROM actors WHERE id = ?", (storable(entity),)).fetchone()[0]
            self.db.execute("INSERT OR IGNORE INTO names (actor, text) VALUES (?, ?)", (actor, name))
            row = self.db.execute("SELECT name FROM names WHERE actor = ? AND text = ?", (actor, name)).fetchone()
            stems = terms(name)
            asked = {" ".join(stems), stems[-1] if entity.startswith("person/") else ""} if stems else set()
            self.db.executemany("INSERT OR IGNORE INTO asked VALUES (?, ?)", ((a, actor) for a in asked if a))
            if len(self._names) > _MEMORY:
                self._names.clear()
            self._names[entity, name] = int(row[0])
        return self._names[entity, name]

    # -- reading ----------------------------------------------------------------------------------

    def number_of(self, hash_: str) -> int | None:
        """The page with this content hash."""
        row = self.one("SELECT page FROM pages WHERE hash = ?", hash_)
        return int(row[0]) if row else None

    def text(self, page: int) -> str:
        """A page's text.

        Raises:
            RecordError: If it is not, to the bit, what was added.
        """
        row = self.one("SELECT hash, text FROM pages WHERE page = ?", page)
        if row is None:
            raise RecordError(f"there is no page {page}", where=str(self.path), hint="run khabar doctor")
        text = unpack_text(row[1], f"{self.path}, page {row[0]}")
        if page_hash(text) != row[0]:
            raise RecordError("the text is not the one that was added", where=f"{self.path}, page {row[0]}")
        return text

    def page(self, page: int) -> Page:
        """A page as it was added."""
        row = self.one("SELECT meta FROM pages WHERE page = ?", page)
        return page_of(unpack_json(row[0] if row else b"", f"{self.path}, page {page}"), self.text(page))

    def articles(self, page: int, *, names: bool = False) -> list[Json]:
        """A page's articles in their plain form, under the judgements that hold.

        Args:
            page: The page.
            names: With mentions, references and times too.
        """
        row = self.one("SELECT facts FROM readings WHERE page = ?", page)
        packed = unpack_json(row[0], f"{self.path}, page {page}")["articles"] if row else []
        articles = [_unpacked_facts(a) for a in packed]
        if names:
            articles = [{**a, **n} for a, n in zip(articles, self._stored_names(page), strict=True)]
        return laid_over(articles, self._by_page.get(page, ()))

    def _stored_names(self, page: int) -> list[Json]:
        row = self.one("SELECT names FROM readings WHERE page = ?", page)
        packed = unpack_json(row[0], f"{self.path}, page {page}") if row else []
        text = self.text(page) if packed else ""
        return [_unpacked_names(p, text) for p in packed]

    def rest(self, page: int) -> tuple[list[Json], tuple[Problem, ...], str]:
        """What was dropped on a page, what went wrong, and which reader read it."""
        row = self.one("SELECT facts, reader FROM readings WHERE page = ?", page)
        if row is None:
            return [], (), ""
        data = unpack_json(row[0], f"{self.path}, page {page}")
        return data["dropped"], tuple(problem_of(p) for p in data["problems"]), row[1]

    def _terms_of(self, page: int, article: int, kind: int, place: int, column: int) -> str | None:
        """One column of the indexes' content (the views of the schema call it)."""
        if page not in self._terms:
            self._terms.clear()
            self._terms[page] = tuple(index_terms(self.text(page), self.articles(page, names=True)))
        found = self._terms[page][article]
        made = found.terms if not kind else next(
            f.terms for f in found.facts if f.place == place and f.kind == KIND_NAMES[kind]
        )  # fmt: skip
        return (made.first, made.second, made.marks)[column] if made else None

    # -- judgements -------------------------------------------------------------------------------

    def load_judgements(self) -> None:
        """Read the log anew."""
        self.log = [
            Judgement(number, verdict, target, user, at, reason, orjson.loads(data))
            for number, verdict, target, user, at, reason, data in self.db.execute(
                "SELECT judgement, verdict, target, user, at, reason, data FROM judgements ORDER BY judgement"
            )
        ]
        holding = {j.number: j for j in standing(self.log)}
        self._by_page = {}
        for page, number in self.db.execute("SELECT page, judgement FROM judged ORDER BY page, judgement"):
            if number in holding:
                self._by_page.setdefault(page, []).append(holding[number])
        self.renamed = merged(holding.values())
        self._terms.clear()

    def judged_pages(self) -> list[int]:
        """The pages that judgements stand on."""
        return sorted(self._by_page)

    def judgements_on(self, page: int) -> Sequence[Judgement]:
        """The judgements that stand on a page."""
        return self._by_page.get(page, ())

    # -- the folding of the indexes ---------------------------------------------------------------

    def _fold_anew(self) -> None:
        """Make the indexes again if they were made by other rules than the query will be folded with."""
        row = self.one("SELECT value FROM settings WHERE name = 'folding'")
        if row and row[0] == folding_version():
            return
        with self.writing():
            if row:
                self.rebuild()
            self.db.execute("INSERT OR REPLACE INTO settings VALUES ('folding', ?)", (folding_version(),))

    def rebuild(self) -> None:
        """Make both indexes again from the texts and readings (inside a transaction)."""
        self.db.execute("INSERT INTO article_index (article_index) VALUES ('rebuild')")
        self.db.execute("INSERT INTO fact_index (fact_index) VALUES ('rebuild')")


def storable(text: Any) -> Any:
    """SQLite's text is UTF-8: a lone surrogate becomes a question mark."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")


def sighting_of(page: Page) -> tuple[Json, bytes]:
    """What is known of a page beside its text, and a digest of it."""
    meta = page_as_dict(page)
    return meta, digest_of(meta)
