"""Adding pages and reading them again: in batches, each one transaction, each reported only when it is on the disk.

Pages are read outside the transaction, so the record is held for milliseconds and a second process can write too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from khabar import __version__
from khabar.errors import KhabarError
from khabar.form import Json, page_as_dict, page_of
from khabar.jobs import in_order
from khabar.lexicon import Lexicon
from khabar.model import Page, Problem, Reading
from khabar.reader import read_safely
from khabar.record.pack import digest_of, key_of, pack_json, storable, unpack_json
from khabar.record.prepared import Prepared, prepare
from khabar.record.store import Store, now
from khabar.record.write import forget_reading, insert_page, insert_reading, set_current

Outcome = Literal["added", "new-version", "completed", "seen-again", "known", "failed"]
Report = Callable[["Added"], None]
#: A batch ends after so many pages or so many seconds.
BATCH, SECONDS = 64, 1.0


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page.

    Attributes:
        name: The page's file name or address.
        page: Its content hash.
        outcome: ``added``; ``new-version`` of what stood at its address; ``completed`` (known, but now with its date or
            outlet); ``seen-again`` (the same text elsewhere or at another time); ``known``; ``failed`` (no text).
    """

    name: str
    page: str
    outcome: Outcome


@dataclass(slots=True)
class Summary:
    """How many pages came to which end."""

    counts: dict[Outcome, int] = field(default_factory=dict)

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts.get(outcome, 0)

    def __str__(self) -> str:
        return ", ".join(f"{n} {outcome}" for outcome, n in self.counts.items()) or "nothing"


Work = tuple[Page, Page | None]


def _read_all(work: Iterable[Work], lexicon: Lexicon, jobs: int) -> Iterator[tuple[Page, Prepared | None]]:
    """For each (page, what is to be read of it if anything) the page with what was prepared, in order."""
    for (page, _), made in in_order(work, partial(_prepare, lexicon), jobs, aside=lambda piece: piece[1] is None):
        yield page, made


def _prepare(lexicon: Lexicon, piece: Work) -> Prepared:
    assert piece[1] is not None, "what is not to be read was laid aside"
    return prepare(read_safely(piece[1], lexicon), lexicon.version)


def add(store: Store, pages: Iterable[Page], lexicon: Lexicon, jobs: int, report: Report | None) -> Summary:
    """Add pages; see :meth:`khabar.record.Record.add`."""
    return _write_all(store, _read_all(_to_read(store, pages), lexicon, jobs), report)


def keep(store: Store, readings: Iterable[Reading], lexicon: str, report: Report | None) -> Summary:
    """Keep readings; see :meth:`khabar.record.Record.keep`."""
    return _write_all(store, ((r.page, prepare(r, lexicon)) for r in readings), report)


def _write_all(store: Store, items: Iterable[tuple[Page, Prepared | None]], report: Report | None) -> Summary:
    """Write pages batch by batch; each is reported when its batch is on the disk."""
    summary = Summary()
    batch: list[tuple[Page, Prepared | None]] = []
    began = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH or time.monotonic() - began >= SECONDS:
            _write(store, batch, summary, report)
            batch, began = [], time.monotonic()
    if batch:
        _write(store, batch, summary, report)
    return summary


def _to_read(store: Store, pages: Iterable[Page]) -> Iterator[tuple[Page, Page | None]]:
    """Each page, with what has to be read: itself if it is new, itself completed if more is known of it now."""
    for page in pages:
        if not page.text.strip():
            yield page, None
        elif (number := store.number_of(page.hash)) is None:
            yield page, page
        else:
            yield page, _completed(store, number, page)


def _completed(store: Store, number: int, page: Page) -> Page | None:
    """The page in the record with what it did not know, if ``page`` is the same sighting and knows more."""
    row = store.one("SELECT meta FROM pages WHERE page = ?", number)
    old: Json = unpack_json(row[0] if row else b"", page.name)
    new = page_as_dict(page)
    if any(old[k] and new[k] and old[k] != new[k] for k in ("url", "outlet", "published")):
        return None
    gaps = {
        k: new[k]
        for k in ("url", "outlet", "published", "title", "author", "aggregator", "tags")
        if not old[k] and new[k]
    }
    return page_of({**old, **gaps}, page.text) if gaps else None


def _write(store: Store, batch: list[tuple[Page, Prepared | None]], summary: Summary, report: Report | None) -> None:
    with store.writing():
        done = [Added(page.name, page.hash, _write_one(store, page, made)) for page, made in batch]
    for added in done:
        summary.counts[added.outcome] = summary[added.outcome] + 1
        if report:
            report(added)


def _write_one(store: Store, page: Page, made: Prepared | None) -> Outcome:
    if not page.text.strip():
        fail(store, page)
        return "failed"
    number = store.number_of(page.hash)
    if number is None:
        if made is None:  # it was there when it was looked for, and is gone: nothing removes pages
            raise KhabarError("a page vanished while it was added", where=page.name, hint="run khabar doctor")
        number = insert_page(store, made)
        _see(store, number, page)
        versions = _refresh(store, page.url)
        return "new-version" if versions > 1 else "added"
    if made is not None and made.meta != _meta(store, number) and _completed(store, number, page):
        renew(store, number, made)
        _see(store, number, page)
        _refresh(store, page.url)
        return "completed"
    if not _see(store, number, page):
        return "known"
    _refresh(store, page.url)
    return "seen-again"


def _meta(store: Store, number: int) -> Json:
    row = store.one("SELECT meta FROM pages WHERE page = ?", number)
    meta: Json = unpack_json(row[0] if row else b"", str(store.path))
    return meta


def _see(store: Store, number: int, page: Page) -> bool:
    """Note where and when a page was seen; False if that is known."""
    meta = page_as_dict(page)
    seen = page.fetched or now()
    kept = None if meta == _meta(store, number) else pack_json(meta)
    cursor = store.db.execute(
        "INSERT OR IGNORE INTO sightings (page, url, name, seen, digest, meta) VALUES (?, ?, ?, ?, ?, ?)",
        (number, storable(page.url), storable(page.name), storable(seen), digest_of(meta), kept),
    )
    return cursor.rowcount == 1


def _refresh(store: Store, url: str | None) -> int:
    """Let only the newest text at an address be searched; how many texts there have been."""
    if not url:
        return 1
    versions = [
        p for (p,) in store.rows("SELECT page FROM sightings WHERE url = ? ORDER BY seen, sighting", storable(url))
    ]
    for page in set(versions):
        elsewhere = store.one(
            "SELECT 1 FROM sightings s WHERE page = ? AND (url IS NULL OR page = (SELECT page FROM sightings t "
            "WHERE t.url = s.url ORDER BY seen DESC, sighting DESC LIMIT 1))",
            page,
        )
        set_current(store, page, elsewhere is not None)
    return len(set(versions))


def fail(store: Store, page: Page) -> None:
    """Record that a file or address gave no text, and why (inside a transaction)."""
    problems = page.problems or (
        Problem("empty-page", "the page holds no text; check where it comes from", page.name, None, True),
    )
    for p in problems:
        store.db.execute(
            "INSERT OR IGNORE INTO problems (page, place, code, message, at_character, fatal, at) "
            "VALUES (NULL, ?, ?, ?, ?, ?, ?)",
            (storable(p.where or page.name), p.code, storable(p.message), p.offset, True, now()),
        )


# -- reading again ---------------------------------------------------------------------------------


def reread(store: Store, lexicon: Lexicon, everything: bool, jobs: int, report: Report | None) -> Summary:
    """Renew readings; see :meth:`khabar.record.Record.reread`."""
    numbers = [
        n
        for n, reader, version in store.rows("SELECT page, reader, lexicon FROM readings ORDER BY page")
        if everything or (reader, version) != (__version__, lexicon.version)
    ]
    summary = Summary()
    pages = ((page, page) for page in map(store.page, numbers))
    batch: list[tuple[Page, Prepared]] = []
    began = time.monotonic()
    for page, made in _read_all(pages, lexicon, jobs):
        assert made is not None
        batch.append((page, made))
        if len(batch) >= BATCH or time.monotonic() - began >= SECONDS:
            _renew_all(store, batch, summary, report)
            batch, began = [], time.monotonic()
    if batch:
        _renew_all(store, batch, summary, report)
    return summary


def _renew_all(store: Store, batch: list[tuple[Page, Prepared]], summary: Summary, report: Report | None) -> None:
    with store.writing():
        for page, made in batch:
            if (number := store.number_of(page.hash)) is not None:
                renew(store, number, made)
    for page, _ in batch:
        summary.counts["completed"] = summary["completed"] + 1
        if report:
            report(Added(page.name, page.hash, "completed"))


def renew(store: Store, number: int, made: Prepared) -> None:
    """Put another reading in the place of a page's; ids that no longer hold are retired with what stands there now."""
    before = _facts_by_id(store.articles(number))
    forget_reading(store, number)
    store.db.execute("UPDATE pages SET meta = ? WHERE page = ?", (pack_json(made.meta), number))
    insert_reading(store, number, made)
    after = _facts_by_id(store.articles(number))
    for id_ in after:
        store.db.execute("DELETE FROM retired WHERE key = ?", (key_of(id_),))
    for id_, (kind, spans) in before.items():
        if id_ not in after:
            store.db.execute(
                "INSERT OR REPLACE INTO retired (key, id, page, successor, reader, at) VALUES (?, ?, ?, ?, ?, ?)",
                (key_of(id_), id_, number, _successor(kind, spans, after), made.reader, now()),
            )


def _facts_by_id(articles: Iterable[Json]) -> dict[str, tuple[str, list[list[int]]]]:
    found: dict[str, tuple[str, list[list[int]]]] = {}
    for article in articles:
        found[article["id"]] = ("article", [article["span"]])
        for kind in ("statements", "events", "positions"):
            found |= {f["id"]: (kind, f.get("content") or [f["span"]]) for f in article[kind]}
    return found


def _successor(kind: str, spans: list[list[int]], after: dict[str, tuple[str, list[list[int]]]]) -> str | None:
    """The fact of the same kind that shares most characters."""

    def shared(other: list[list[int]]) -> int:
        return sum(max(0, min(e, f) - max(s, b)) for s, e in spans for b, f in other)

    best = max(((shared(there), id_) for id_, (k, there) in after.items() if k == kind), default=(0, None))
    return best[1] if best[0] else None
