"""What a watch remembers between two rounds, in a small SQLite file beside the record.

For each source: what its server said last (ETag, Last-Modified), when it may be asked again, and how often it failed.
For each page a source named: whether it was fetched. A page counts as done only when the record has it, an alert as
told only when whoever asked for it took it, so a watch that is cut off goes on where it stopped.
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
CREATE TABLE IF NOT EXISTS fresh (page TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS alerted (search TEXT, fact TEXT, PRIMARY KEY (search, fact)) STRICT;
CREATE TABLE IF NOT EXISTS untold (
  number INTEGER PRIMARY KEY, channel TEXT NOT NULL, alert BLOB NOT NULL, attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS untold_in_turn ON untold (channel, attempts, number);
"""
#: A page that could not be had so often is given up.
ATTEMPTS = 5
#: So many alerts wait for one who cannot be reached, then the oldest are given up; and what was offered so often (ten
#: days of rounds).
MOST_UNTOLD, MOST_OFFERS = 10_000, 1_000
#: How long a failing source or page is left alone: at first, and at most, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 300.0, 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Source:
    """What is remembered of a source.

    Attributes:
        etag: What its server said last; ``modified`` likewise, its ``Last-Modified``.
        next: When it may be asked again, in seconds since 1970; 0 for at once.
        failures: How often it has failed in a row, and its ``problem`` the last time.
    """

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


@dataclass(frozen=True, slots=True)
class Untold:
    """An alert that somebody did not take yet.

    Attributes:
        alert: As it was given to :meth:`Memory.tell`.
        attempts: How often it was offered.
    """

    number: int
    alert: bytes
    attempts: int


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

    def rest(self, site: str, until: float) -> None:
        """A site asks to be left alone: none of its pages is fetched before."""
        self._db.execute(
            "UPDATE entries SET next = max(next, ?) WHERE state = 'waiting' AND substr(url, 1, ?) = ?",
            (until, len(site) + 1, f"{site}/"),
        )

    def missed(self, url: str, now: float, problem: str, *, for_good: bool = False) -> bool:
        """A page could not be had; whether it is given up."""
        row = self._db.execute("SELECT attempts FROM entries WHERE url = ?", (url,)).fetchone()
        attempts = (row[0] if row else 0) + 1
        given_up = for_good or attempts >= ATTEMPTS
        again = now + min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
        self._db.execute(
            "UPDATE entries SET attempts = ?, next = max(next, ?), problem = ?, state = ? WHERE url = ?",
            (attempts, again, problem, "given-up" if given_up else "waiting", url),
        )
        return given_up

    # -- alerts -----------------------------------------------------------------------------------

    def add_fresh(self, page: str) -> None:
        """The record has a new page, by its content hash, whose facts nobody was told of yet."""
        self._db.execute("INSERT OR IGNORE INTO fresh (page) VALUES (?)", (page,))

    def fresh(self) -> set[str]:
        """The pages that are new since the last :meth:`tell`."""
        return {page for (page,) in self._db.execute("SELECT page FROM fresh")}

    def tell(
        self, alerts: Iterable[tuple[str, str, bytes]], channels: Iterable[str], pages: Iterable[str]
    ) -> tuple[int, int]:
        """Put alerts down to be told, each fact once for a search, all of them or (where it is cut off) none.

        Args:
            alerts: Query, id of the fact and what is told of it.
            channels: Who is told.
            pages: The fresh pages they were found on, which are fresh no more.

        Returns:
            How many were not told before, and how many that waited were given up for them.
        """
        channels, new, lost = tuple(channels), 0, 0
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for search, fact, alert in alerts:
                known = self._db.execute("INSERT OR IGNORE INTO alerted (search, fact) VALUES (?, ?)", (search, fact))
                if known.rowcount == 1:
                    new += 1
                    rows = [(channel, alert) for channel in channels]
                    self._db.executemany("INSERT INTO untold (channel, alert) VALUES (?, ?)", rows)
            for channel in channels:
                over = self._db.execute(
                    "DELETE FROM untold WHERE channel = ? AND number <= (SELECT number FROM untold WHERE channel = ? "
                    "ORDER BY number DESC LIMIT 1 OFFSET ?)",
                    (channel, channel, MOST_UNTOLD),
                )
                lost += over.rowcount
            self._db.executemany("DELETE FROM fresh WHERE page = ?", [(page,) for page in pages])
        return new, lost

    def untold(self, channel: str, most: int) -> list[Untold]:
        """The next alerts for somebody, all offered equally often: the least often first, the older before the newer.

        What was refused comes in ever smaller parts, so that one alert nobody takes keeps the others from nobody.
        """
        rows = self._db.execute(
            "SELECT number, alert, attempts FROM untold WHERE channel = ? AND attempts = "
            "(SELECT min(attempts) FROM untold WHERE channel = ?) ORDER BY number LIMIT ?",
            (channel, channel, most),
        )
        found = [Untold(*row) for row in rows]
        return found[: max(1, most >> found[0].attempts)] if found else []

    def count_untold(self, channel: str) -> int:
        """How many alerts wait for somebody."""
        (count,) = self._db.execute("SELECT count(*) FROM untold WHERE channel = ?", (channel,)).fetchone()
        return int(count)

    def told(self, alerts: Iterable[Untold]) -> None:
        """These alerts were taken."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("DELETE FROM untold WHERE number = ?", [(a.number,) for a in alerts])

    def not_told(self, alerts: Iterable[Untold]) -> int:
        """These alerts were offered and not taken; how many of them are given up."""
        rows = [(a.number,) for a in alerts]
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("UPDATE untold SET attempts = attempts + 1 WHERE number = ?", rows)
            return self._db.execute("DELETE FROM untold WHERE attempts >= ?", (MOST_OFFERS,)).rowcount
