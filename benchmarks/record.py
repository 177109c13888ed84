"""The record on a corpus: search, adding, size; and at ten times the corpus. Beside it FTS5 as it comes.

The corpus is ``../shared/corpus`` (8,149 articles of July 2015); the tenfold one is made from it by shuffling sentences
and shifting dates. Two readings are measured: ``reader``, what the reader makes of the articles, and ``synthetic``, a
statement for every sentence of eight words, which needs no reader's time and so can be made tenfold; it is as large as
the text itself. A query is asked three times and the median counts: others use the machine too.

Run ``python -m benchmarks.record --articles 1000 --times 10``; ``--full`` is all articles, tenfold.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path

import orjson

from khabar.arabic import key
from khabar.lexicon import Lexicon
from khabar.model import (
    Article,
    ArticleReading,
    Mention,
    Page,
    Reading,
    Source,
    Span,
    Statement,
    fact_id,
)
from khabar.reader import read
from khabar.record import Record, Status, terms
from khabar.record.add import BATCH
from khabar.record.stem import frequencies

CORPUS = Path(__file__).parents[1] / "../shared/corpus/saudinewsnet-2015-07-21_24.jsonl.gz"
_SENTENCE = re.compile(r"[^.\n؟!]+[.؟!]?")
QUERIES, HITS, SAMPLE = 300, 10, 40
#: From this share of all words on a word is a function word (``على``, ``الذي``) that nobody searches for alone.
COMMON = 1e-3


def corpus(articles: int) -> list[Page]:
    """The first so many articles as pages."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [orjson.loads(line) for line in islice(lines, articles)]
    return [
        Page(
            r["url"],
            f"{r['title']}\n{r['text']}",
            url=r["url"],
            outlet=r["outlet"],
            published=r["date"],
            title=r["title"],
        )
        for r in rows
    ]


def shuffled(page: Page, copy: int) -> Page:
    """The page with its sentences in another order and its date some weeks off: the copy so-and-so."""
    chance = random.Random(f"{page.url}#{copy}")
    head, _, body = page.text.partition("\n")
    sentences = [s for s in _SENTENCE.findall(body) if s.strip()]
    chance.shuffle(sentences)
    moved = date.fromisoformat(page.published or "2015-07-21") + timedelta(days=chance.randrange(-1500, 1500))
    text = "\n".join([head, *sentences, f"({copy})"])
    return replace(page, text=text, url=f"{page.url}#{copy}", published=moved.isoformat())


def synthetic(page: Page) -> Reading:
    """A reading with a statement for every sentence of eight words and more, its words of eight letters as names."""
    root, whole = page.hash, Span(0, len(page.text))
    chance = random.Random(root)
    mentions, statements = [], []
    for m in re.finditer(r"\w{8,}", page.text):
        span = Span(m.start(), m.end())
        mentions.append(
            Mention(fact_id(root, "mention", span), span, m.group(), "person", f"person/{m.group()}", "made")
        )
    for m in _SENTENCE.finditer(page.text):
        if m.group().count(" ") >= 8:
            span = Span(m.start(), m.end())
            who = f"person/{int(chance.paretovariate(0.7)) % 5000}"
            source = Source(Span(m.start(), m.start() + 5), page.text[m.start() : m.start() + 5], who, "person")
            mode = chance.choice(["direct", "indirect", "mixed"])
            statements.append(Statement(fact_id(root, "statement", span), (source,), None, (span,), mode))
    article = Article(
        fact_id(root, "article", whole), whole, (whole,), page.title, outlet=page.outlet, published=page.published
    )
    return Reading(page, (), (ArticleReading(article, tuple(mentions), (), (), tuple(statements)),), reader="synthetic")


@dataclass
class Timing:
    """Seconds spent reading, and in the store (packing, indexing, writing), batch by batch."""

    pages: int = 0
    reading: float = 0.0
    storing: list[float] = field(default_factory=list)

    @property
    def store(self) -> float:
        return sum(self.storing)


def fill(record: Record, pages: Iterator[Page], reader: Callable[[Page], Reading]) -> Timing:
    """Add pages and time the two halves of it apart."""
    timing = Timing()
    version = record.lexicon.version
    while batch := list(islice(pages, BATCH)):
        began = time.perf_counter()
        readings = [reader(page) for page in batch]
        read_at = time.perf_counter()
        record.keep(readings, lexicon=version)
        timing.reading += read_at - began
        timing.storing.append(time.perf_counter() - read_at)
        timing.pages += len(batch)
    return timing


def queries(pages: list[Page], count: int = QUERIES) -> list[str]:
    """Queries as people ask them: words of headlines but no function words; pairs, phrases, alternatives, fields."""
    common = frequencies().of
    chance = random.Random(2015)
    made = []
    while len(made) < count:
        page = chance.choice(pages)
        words = [w for w in re.findall(r"\w{3,}", page.title or "") if common.get(key(w), 0.0) < COMMON]
        if len(words) < 4:
            continue
        a, b, c = chance.sample(words, 3)
        at = chance.randrange(len(words) - 1)
        kind = len(made) % 8
        made.append(
            [
                a,
                f"{a} {b}",
                f'"{words[at]} {words[at + 1]}"',
                f"{a} OR {b} OR {c}",
                f"{a} NOT {b}",
                f"{a} near/8 {b}",
                f"{a} date:2015-07-21..2015-07-22",
                f"about:{a} {b} mode:indirect",
            ][kind]
        )
    return made


def ask(search: Callable[[str], object], asked: list[str]) -> list[float]:
    """Milliseconds of each query, after ten to warm up."""
    for query in asked[:10]:
        search(query)

    def once(query: str) -> float:
        began = time.perf_counter()
        search(query)
        return (time.perf_counter() - began) * 1e3

    return sorted(statistics.median(once(query) for _ in range(3)) for query in asked)


def shown(record: Record) -> Callable[[str], object]:
    """A search as a user sees it: ten hits with the text around them."""
    return lambda query: [hit.excerpt(("[", "]"), ("<", ">")) for hit in record.search(query, limit=HITS)]


def plain(folder: Path, pages: Iterator[Page]) -> tuple[sqlite3.Connection, float, int]:
    """FTS5 with its default tokenizer over the same articles; how long it took to fill, and its size in bytes."""
    path = folder / "plain.db"
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE VIRTUAL TABLE plain USING fts5(title, body)")
    began = 0.0
    while batch := list(islice(pages, BATCH)):
        start = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO plain VALUES (?, ?)", ((p.title, p.text) for p in batch))
        db.execute("COMMIT")
        began += time.perf_counter() - start
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return db, began, path.stat().st_size


def plain_search(db: sqlite3.Connection) -> Callable[[str], object]:
    """The same queries without fields, as far as FTS5 understands them; ten hits with a snippet."""

    def search(query: str) -> object:
        bare = re.sub(r"(?:date|mode):\S+", "", query.replace("about:", "")).strip()
        near = re.sub(r"(\S+) near/8 (\S+)", r'NEAR("\1" "\2", 8)', bare)
        sql = "SELECT rowid, snippet(plain, 1, '<', '>', '…', 40) FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?"
        return db.execute(sql, (near, HITS)).fetchall()

    return search


def percentile(took: list[float], share: float) -> float:
    return took[min(len(took) - 1, int(len(took) * share))]


def verdict(name: str, value: float, bar: float, unit: str) -> str:
    return f"  {name:46}{value:8.2f} {unit:4} (bar {bar:g}: {'held' if value < bar else 'MISSED'})"


def reading_time(pages: list[Page], lexicon: Lexicon) -> float:
    """What the reader takes for a page, in milliseconds: the mean over a sample, after one to warm up."""
    sample = random.Random(7).sample(pages, min(SAMPLE, len(pages)))
    read(sample[0], lexicon)
    began = time.perf_counter()
    for page in sample:
        read(page, lexicon)
    return (time.perf_counter() - began) / len(sample) * 1e3


def measure(
    name: str, folder: Path, pages: list[Page], times: int, reader: Callable[[Page], Reading], reading: float
) -> None:
    """Fill a record with the pages, search it, and say what FTS5 alone does; then the same with all their copies."""
    print(f"{name}: {len(pages)} articles")
    asked = queries(pages)
    with Record.open(folder / f"{name}.db") as record:
        first = fill(record, iter(pages), reader)
        status = _settled(record)
        print(f"  {status.statements} statements, {status.events} events, {status.actors} actors")
        _searched(ask(shown(record), asked), 20)
        store = first.store / first.pages * 1e3
        print(f"  adding, ms a page: {reading:.2f} reading (the reader, on a sample), {store:.2f} store")
        print(verdict("store's share of adding", store / (store + reading) * 100, 15, "%"))
        print(verdict("file / text", status.file / status.size, 3, "x"))
        _beside(folder, record, pages, asked)
        if times > 1:
            shutil.copy(record.path, folder / "small.db")
            copies = (shuffled(page, copy) for copy in range(1, times) for page in pages)
            fill(record, copies, reader)
            _grown(record, asked)
            _side_by_side(folder / "small.db", record, pages, times, reading)
    if times > 1:
        db, _, _ = plain(folder, chain(pages, (shuffled(p, c) for c in range(1, times) for p in pages)))
        _plainly("plain FTS5 at that size", ask(plain_search(db), asked))
        db.close()


def _settled(record: Record) -> Status:
    record._store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return record.status()


def _searched(took: list[float], bar: float) -> None:
    print(f"  search, ms: p50 {percentile(took, 0.5):.2f}, p95 {percentile(took, 0.95):.2f}, max {took[-1]:.2f}")
    print(verdict("search p95", percentile(took, 0.95), bar, "ms"))


def _plainly(name: str, took: list[float]) -> None:
    print(f"  {name}: p50 {percentile(took, 0.5):.2f} ms, p95 {percentile(took, 0.95):.2f} ms, max {took[-1]:.2f} ms")


def _beside(folder: Path, record: Record, pages: list[Page], asked: list[str]) -> None:
    """FTS5 with its default tokenizer over the same articles: its own copy of the text, no facts, no fields."""
    db, seconds, size = plain(folder, iter(pages))
    _plainly("plain FTS5", ask(plain_search(db), asked))
    print(f"    {seconds / len(pages) * 1e3:.2f} ms a page, {size / record.status().size:.2f} x the text")
    print(f"    articles found: {_reach(record, db, pages)}")
    db.close()
    (folder / "plain.db").unlink()


def _grown(record: Record, asked: list[str]) -> None:
    """After the copies: the same queries."""
    status = _settled(record)
    print(f"  with copies: {status.pages} pages, {status.statements} statements")
    _searched(ask(shown(record), asked), 50)
    print(verdict("file / text", status.file / status.size, 3, "x"))


def _side_by_side(path: Path, large: Record, pages: list[Page], times: int, reading: float) -> None:
    """Add the same new pages to a record of the corpus and to the large one, batch by batch in turn.

    In turn, because what else the machine does would otherwise count as growth.
    """
    took: tuple[list[float], list[float]] = ([], [])
    with Record.open(path) as small:
        for first in range(0, min(len(pages), 40 * BATCH), BATCH):
            readings = [synthetic(shuffled(page, times)) for page in pages[first : first + BATCH]]
            for record, times_taken in ((small, took[0]), (large, took[1])):
                began = time.perf_counter()
                record.keep(readings)
                times_taken.append((time.perf_counter() - began) / len(readings) * 1e3)
    early, late = statistics.median(took[0]), statistics.median(took[1])
    print(f"  store, ms a page, by turns: {early:.2f} in a record of the corpus, {late:.2f} in the large one")
    print(f"    that is {(late / early - 1) * 100:.1f} % more in the store")
    print(verdict("growth of time per added page, reading and all", (late - early) / (reading + early) * 100, 20, "%"))


def _reach(record: Record, db: sqlite3.Connection, pages: list[Page]) -> str:
    """How many articles one form of a word finds, ours and plain."""
    forms = ("المفاوضات", "مفاوضات", "للمفاوضات", "الحكومة", "وحكومة")
    found = []
    for form in forms:
        ours = len(record.search(form, over=["articles"], limit=len(pages)))
        theirs = db.execute("SELECT count(*) FROM plain WHERE plain MATCH ?", (f'"{form}"',)).fetchone()[0]
        found.append(f"{form} {ours} (plain {theirs})")
    return ", ".join(found)


def run(articles: int = 400, times: int = 3, *, real: bool = True) -> None:
    """Measure the record; short by default.

    Args:
        articles: How many articles of the corpus.
        times: How many times as many in the second half.
        real: Read them with the reader too; otherwise made statements alone.
    """
    if not CORPUS.exists():
        print("record: no corpus beside the project, nothing measured")
        return
    terms("المفاوضات")
    pages = corpus(articles)
    with tempfile.TemporaryDirectory() as folder:
        lexicon = Lexicon.bundled()
        reading = reading_time(pages, lexicon)
        if real:
            measure("reader", Path(folder), pages, 1, lambda page: read(page, lexicon), reading)
        measure("synthetic", Path(folder), pages, times, synthetic, reading)


def main() -> None:
    """The command line."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=400)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--synthetic", action="store_true", help="made statements alone, no reader")
    asked.add_argument("--full", action="store_true", help="all 8,149 articles, ten times")
    given = asked.parse_args()
    run(8149 if given.full else given.articles, 10 if given.full else given.times, real=not given.synthetic)


if __name__ == "__main__":
    main()
