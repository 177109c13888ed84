"""An open file: its transactions, its pages and articles read back, the judgements that stand on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from khabar.errors import RecordError
from khabar.form import Json, page_of, problem_of
from khabar.model import Page, Problem, page_hash
from khabar.record.connection import connect, reported, writing
from khabar.record.judgements import Judgement, laid_over, merged, standing
from khabar.record.pack import unpack_json, unpack_text
from khabar.record.prepared import unpacked_facts, unpacked_names
from khabar.record.terms import KIND_NAMES, ArticleTerms, index_terms


def now() -> str:
    """The time in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Store:
    """An open file.

    Attributes:
        path: Where it lies.
        db: The connection.
        log: All judgements, the oldest first.
        renamed: Merged actors, with the one each now is.
        names: The numbers of names of actors, as far as they are remembered.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self.db = connect(path, readonly=readonly)
        self.db.create_function("terms_of", 5, self._terms_of)
        self._terms: dict[int, tuple[ArticleTerms, ...]] = {}
        self.names: dict[tuple[str, str], int] = {}
        self.log: list[Judgement] = []
        self._by_page: dict[int, list[Judgement]] = {}
        self.renamed: dict[str, str] = {}
        self._seen_version = -1
        try:
            with reported(path):
                self.look_again()
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
            self.names.clear()
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
        articles = [unpacked_facts(a) for a in packed]
        if names:
            articles = [{**a, **n} for a, n in zip(articles, self._stored_names(page), strict=True)]
        return laid_over(articles, self._by_page.get(page, ()))

    def _stored_names(self, page: int) -> list[Json]:
        row = self.one("SELECT names FROM readings WHERE page = ?", page)
        packed = unpack_json(row[0], f"{self.path}, page {page}") if row else []
        text = self.text(page) if packed else ""
        return [unpacked_names(p, text) for p in packed]

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

    def forget_terms(self) -> None:
        """Forget what was made for the indexes: what it was made of has changed."""
        self._terms.clear()

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
