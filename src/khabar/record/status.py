"""What is in a record, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khabar import __version__
from khabar.lexicon import Lexicon
from khabar.record.store import Store


@dataclass(frozen=True, slots=True)
class Status:
    """What is in a record.

    Attributes:
        pages: Texts; ``current`` of them are the newest at their address.
        size: Of all texts, in bytes of UTF-8; ``file`` is the size of the record's file.
        stale: Pages read with another reader or lexicon than today's.
        failed: Pages and files of which nothing could be read.
        first: The earliest date of an article; ``last`` the latest.
        outlets: Each outlet with how many articles, the most first.
    """

    pages: int
    current: int
    articles: int
    statements: int
    events: int
    positions: int
    actors: int
    judgements: int
    problems: int
    failed: int
    stale: int
    size: int
    file: int
    first: str | None
    last: str | None
    outlets: tuple[tuple[str, int], ...]


def count(store: Store, lexicon: Lexicon) -> Status:
    """Count everything, at one moment; ``lexicon`` is today's."""

    def one(sql: str, *values: Any) -> Any:
        return (store.one(sql, *values) or (0,))[0]

    with store.snapshot():
        kinds = dict(store.rows("SELECT kind, count(*) FROM facts GROUP BY kind"))
        outlets = "SELECT outlet, count(*) FROM articles WHERE outlet NOTNULL GROUP BY 1 ORDER BY 2 DESC, 1"
        stale = "SELECT count(*) FROM readings WHERE reader != ? OR lexicon != ?"
        return Status(
            pages=one("SELECT count(*) FROM pages"),
            current=one("SELECT count(*) FROM pages WHERE current"),
            articles=one("SELECT count(*) FROM articles"),
            statements=kinds.get(1, 0),
            events=kinds.get(2, 0),
            positions=kinds.get(3, 0),
            actors=one("SELECT count(DISTINCT actor) FROM named JOIN names USING (name)"),
            judgements=one("SELECT count(*) FROM judgements"),
            problems=one("SELECT count(*) FROM problems"),
            failed=one("SELECT count(*) FROM problems WHERE fatal"),
            stale=one(stale, __version__, lexicon.version),
            size=one("SELECT coalesce(sum(size), 0) FROM pages"),
            file=store.path.stat().st_size,
            first=one("SELECT min(published) FROM articles"),
            last=one("SELECT max(published) FROM articles"),
            outlets=tuple(store.rows(outlets)),
        )
