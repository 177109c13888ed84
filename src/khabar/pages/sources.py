"""What a watch remembers between two rounds, in a small SQLite file beside the record.

For each source: what its server said last (ETag, Last-Modified), when it may be asked again, and how often it failed.
For each page a source named: whether it was fetched. A page counts as done only when the record has it, so a watch
that is cut off goes on where it stopped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from khabar.errors import RecordError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, next REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT, checked REAL, heard REAL
) STRICT;
CREATE TABLE IF NOT EXISTS entries (
  url TEXT PRIMARY KEY, source TEXT NOT NULL, found REAL NOT NULL, title TEXT, published TEXT, html TEXT,
  state TEXT NOT NULL DEFAULT 'waiting', attempts INTEGER NOT NULL DEFAULT 0, next REAL NOT NULL DEFAULT 0, problem TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS entries_waiting ON entries (state, next);
CREATE TABLE IF NOT EXISTS alerted (search TEXT, fact TEXT, PRIMARY KEY (search, fact)) STRICT;
"""
#: A page that could not be had so often is given up.
ATTEMPTS = 5
#: How long a failing source or page is left alone: at first, and at most, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 300.0, 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Source:
    """What is remembered of a source."""

    url: str
    etag: str | None = None
    modified: str | None = None
    next: float = 0.0
    failures: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that a source named and that is not in the record yet."""

    url: str
    source: str
    title: str | None
    published: str | None
    html: str | None


class Memory:
    """What a watch remembers."""

    def __init__(self, path: Path | str) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            hint = "give another file with --state"
            raise RecordError(
                f"the memory of the watch cannot be opened: {error}", where=str(path), hint=hint
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def source(self, url: str) -> Source:
        """What is known of a source."""
        row = self._db.execute(
            "SELECT url, etag, modified, next, failures, problem FROM sources WHERE url = ?", (url,)
        ).fetchone()
        return Source(*row) if row else Source(url)

    def heard(self, url: str, now: float, etag: str | None, modified: str | None) -> None:
        """A source answered."""
        self._db.execute(
            "INSERT INTO sources (url, etag, modified, checked, heard) VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) "
            "DO UPDATE SET etag = excluded.etag, modified = excluded.modified, checked = excluded.checked, "
            "heard = excluded.heard, failures = 0, problem = NULL, next = 0",
            (url, etag, modified, now, now),
        )

    def failed(self, url: str, now: float, problem: str, pause: float | None) -> float:
        """A source failed; when it may be asked again."""
        failures = self.source(url).failures + 1
        again = now + (pause if pause is not None else min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE))
        self._db.execute(
            "INSERT INTO sources (url, next, failures, problem, checked) VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) "
            "DO UPDATE SET next = excluded.next, failures = excluded.failures, problem = excluded.problem, "
            "checked = excluded.checked",
            (url, again, failures, problem, now),
        )
        return again

    def add(self, entries: Iterable[Waiting], now: float) -> int:
        """Remember pages that are not known yet; how many."""
        before = self._db.total_changes
        self._db.executemany(
            "INSERT OR IGNORE INTO entries (url, source, found, title, published, html) VALUES (?, ?, ?, ?, ?, ?)",
            [(e.url, e.source, now, e.title, e.published, e.html) for e in entries],
        )
        return self._db.total_changes - before

    def waiting(self, now: float, most: int) -> list[Waiting]:
        """Pages to fetch now, the latest found first."""
        rows = self._db.execute(
            "SELECT url, source, title, published, html FROM entries WHERE state = 'waiting' AND next <= ? "
            "ORDER BY found DESC, rowid LIMIT ?",
            (now, most),
        )
        return [Waiting(*row) for row in rows]

    def settle(self, urls: Iterable[str]) -> None:
        """These pages are in the record."""
        self._db.executemany("UPDATE entries SET state = 'done', html = NULL WHERE url = ?", [(u,) for u in urls])

    def missed(self, url: str, now: float, problem: str, *, for_good: bool = False) -> bool:
        """A page could not be had; whether it is given up."""
        row = self._db.execute("SELECT attempts FROM entries WHERE url = ?", (url,)).fetchone()
        attempts = (row[0] if row else 0) + 1
        given_up = for_good or attempts >= ATTEMPTS
        again = now + min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
        self._db.execute(
            "UPDATE entries SET attempts = ?, next = ?, problem = ?, state = ? WHERE url = ?",
            (attempts, again, problem, "given-up" if given_up else "waiting", url),
        )
        return given_up

    def is_new(self, search: str, fact: str) -> bool:
        """Whether nobody was told of a fact for a search yet; it counts as told from now on."""
        cursor = self._db.execute("INSERT OR IGNORE INTO alerted (search, fact) VALUES (?, ?)", (search, fact))
        return cursor.rowcount == 1
