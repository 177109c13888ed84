"""Khabar's way from an HTML file to articles beside the extractors people use, and a large WARC in flat memory.

Seven templates (``_page_templates.py``) are put around articles that are known: of ``../shared/corpus`` where it lies
beside the project, else of the sample pages that come with Khabar. Every extractor gets the same pages in the same
process, in turn, after one page that fills its caches. Counted are words: F1 against the known text (the headline left
out, as some extractors give it and some do not), furniture that leaked, and processor time.

Khabar's figures are for ``read_html`` and ``split_page`` together: from bytes to the kept spans of the articles.
The others stop at the text. ``python -m benchmarks.pages --gigabytes 2`` reads a WARC of that size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks._page_templates import TEMPLATES, Furniture, Text

from khabar.layout import split_page
from khabar.lexicon import Lexicon
from khabar.pages import Known, Tally, open_pages
from khabar.pages.html import read_html
from khabar.samples import sample_pages

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "saudinewsnet-2015-07-21_24.jsonl.gz"
#: The bars: pages a second beside trafilatura's precision mode, and F1.
FASTER, GOOD = 5.0, 0.99
#: Of so many rounds the best counts: others use the machine too.
ROUNDS = 3
#: How much memory may grow over the second half of a large WARC, in MB.
FLAT = 20

#: From the bytes of a file to text.
Extractor = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page whose text and furniture are known."""

    template: str
    text: Text
    source: bytes
    furniture: tuple[str, ...]


def run(pages: int = 20, gigabytes: float = 0.05) -> None:
    """Print both measurements."""
    made = make_pages(known_texts(), pages)
    compare(made)
    read_large_warc(made, gigabytes)


# -- pages whose text is known ---------------------------------------------------------------------


def known_texts() -> list[Text]:
    """Articles: of the corpus if it is there, else made of the paragraphs of the samples."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        random.Random(7).shuffle(rows)
        texts = [Text(" ".join(r["title"].split()), _paragraphs(r["text"])) for r in rows[:3000] if _is_bare(r)]
        return [t for t in texts if len(t.paragraphs) >= 2 and sum(len(p.split()) for p in t.paragraphs) >= 80][:600]
    paragraphs = [p for path in sample_pages() for p in _paragraphs(path.read_text(encoding="utf-8"))]
    chosen = random.Random(7)
    return [
        Text(" ".join(chosen.choice(paragraphs).split()[:9]), tuple(chosen.sample(paragraphs, 6))) for _ in range(200)
    ]


def _is_bare(row: dict[str, str]) -> bool:
    """Whether a text of the corpus is nothing but an article: no dateline before it, no keywords glued behind it."""
    return bool(row.get("title")) and not set(row["text"][:60]) & set(":-–/|") and "سمات" not in row["text"][-300:]


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(p.split()) for p in text.splitlines() if len(p.split()) >= 12)


def make_pages(texts: Sequence[Text], count: int) -> list[MadePage]:
    """``count`` pages of each template."""
    chosen = random.Random(11)
    made = []
    for i in range(count):
        for template in TEMPLATES:
            text = texts[(i * len(TEMPLATES) + len(made)) % len(texts)]
            box = Furniture([t for t in texts[:200] if t is not text], chosen)
            source = template(text, box).encode()
            made.append(MadePage(template.__name__, text, source, tuple(box.given)))
    return made


# -- the extractors --------------------------------------------------------------------------------


def extractors() -> dict[str, Extractor]:
    """Those that are installed."""
    found: dict[str, Extractor] = {"khabar": _khabar()}
    try:
        import trafilatura

        found["trafilatura, precision"] = lambda s: trafilatura.extract(s, favor_precision=True) or ""
        found["trafilatura"] = lambda s: trafilatura.extract(s) or ""
        found["trafilatura, recall"] = lambda s: trafilatura.extract(s, favor_recall=True) or ""
        found["trafilatura, fast"] = lambda s: trafilatura.extract(s, fast=True) or ""
    except ImportError:
        print("skipped: trafilatura is not installed")
    from resiliparse.extract.html2text import extract_plain_text

    found["resiliparse"] = lambda s: extract_plain_text(s.decode(), main_content=True)
    try:
        import justext

        stops = justext.get_stoplist("Arabic")
        found["jusText"] = lambda s: "\n".join(p.text for p in justext.justext(s, stops) if not p.is_boilerplate)
    except ImportError:
        print("skipped: jusText is not installed")
    try:
        import newspaper

        def newspaper4k(source: bytes) -> str:
            article = newspaper.Article("https://example.com/a", language="ar")
            article.download(input_html=source.decode())
            article.parse()
            return str(article.text)

        newspaper4k("<p>خبر</p>".encode())
        found["newspaper4k"] = newspaper4k
    except ImportError as error:
        print(f"skipped: newspaper4k ({error})")
    return found


def _khabar() -> Extractor:
    lexicon = Lexicon.bundled()

    def extract(source: bytes) -> str:
        page = read_html(source, "a.html", Known(), 10_000_000)
        articles = split_page(page, lexicon).articles
        spans = [s for a in articles for s in a.kept]
        return "\n".join(s.of(page.text) for s in spans)

    return extract


# -- comparing -------------------------------------------------------------------------------------


def compare(pages: Sequence[MadePage]) -> dict[str, tuple[float, float]]:
    """Print F1, leaks and time of each extractor; returns (F1, ms a page) by name."""
    size = sum(len(p.source) for p in pages) / len(pages) / 1000
    elements = sum(len(re.findall(rb"<[a-z]", p.source)) for p in pages) / len(pages)
    print(f"{len(pages)} pages of {len(TEMPLATES)} templates, on average {size:.0f} kB and {elements:.0f} elements")
    print(f"{'':24}{'F1':>7}{'worst':>8}{'leaks/page':>12}{'leaky pages':>13}{'ms/page':>9}")
    measured: dict[str, tuple[float, float]] = {}
    able = extractors()
    spent = _milliseconds(able, pages)
    for name, extract in able.items():
        texts = [extract(p.source) for p in pages]
        ms = spent[name]
        scores = [f1(text, page) for text, page in zip(texts, pages, strict=True)]
        leaks = [leaked(text, page) for text, page in zip(texts, pages, strict=True)]
        worst = min(_by_template(scores, pages).values())
        mean, leaky = sum(scores) / len(scores), sum(n > 0 for n in leaks) / len(leaks)
        measured[name] = (mean, ms)
        print(f"{name:24}{mean:7.4f}{worst:8.4f}{sum(leaks) / len(leaks):12.2f}{leaky:13.0%}{ms:9.2f}")
    if "trafilatura, precision" in measured:
        ratio = measured["trafilatura, precision"][1] / measured["khabar"][1]
        print(
            f"khabar reads {ratio:.1f} times as many pages a second as trafilatura's precision mode (bar: {FASTER:g})"
        )
    print(f"khabar's F1 is {measured['khabar'][0]:.4f} (aim: {GOOD})")
    return measured


def _milliseconds(able: dict[str, Extractor], pages: Sequence[MadePage]) -> dict[str, float]:
    """Processor time a page of each extractor: its fastest round over all pages.

    They take turns, round by round, so that what else the machine does falls on all of them alike.
    """
    for extract in able.values():
        extract(pages[0].source)
    fastest = dict.fromkeys(able, float("inf"))
    for _ in range(ROUNDS):
        for name, extract in able.items():
            fastest[name] = min(fastest[name], _seconds(extract, pages))
    return {name: seconds / len(pages) * 1000 for name, seconds in fastest.items()}


def _seconds(extract: Extractor, pages: Sequence[MadePage]) -> float:
    began = time.process_time()
    for page in pages:
        extract(page.source)
    return time.process_time() - began


def _by_template(scores: Sequence[float], pages: Sequence[MadePage]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for score, page in zip(scores, pages, strict=True):
        found.setdefault(page.template, []).append(score)
    return {name: sum(values) / len(values) for name, values in found.items()}


def f1(text: str, page: MadePage) -> float:
    """F1 of the words, the headline left out."""
    lines = [line for line in text.splitlines() if " ".join(line.split()).strip("# ") != page.text.title]
    got = Counter(" ".join(lines).split())
    wanted = Counter(" ".join(page.text.paragraphs).split())
    shared = (got & wanted).total()
    return 2 * shared / (got.total() + wanted.total()) if shared else 0.0


def leaked(text: str, page: MadePage) -> int:
    """How many pieces of furniture are in a text."""
    flat = " ".join(text.split())
    own = " ".join([page.text.title, *page.text.paragraphs])
    pieces = {" ".join(f.removesuffix("...").split()[:8]) for f in page.furniture}
    return sum(piece in flat and piece not in own for piece in pieces)


# -- a large WARC ----------------------------------------------------------------------------------


def read_large_warc(pages: Sequence[MadePage], gigabytes: float) -> None:
    """Write a WARC of some gigabytes, read it in a process of its own, print its memory on the way."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.warc"
        records = write_warc(path, pages, int(gigabytes * 1e9))
        command = [sys.executable, "-m", "benchmarks.pages", "--read-warc", str(path)]
        began = time.monotonic()
        said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
        seconds = time.monotonic() - began
        measured = json.loads(said.stdout.splitlines()[-1])
    half, end = measured["half_mb"], measured["end_mb"]
    print(f"WARC of {gigabytes:g} GB: {records} records, {measured['tally']}, {seconds:.0f} s")
    print(f"memory {half:.0f} MB in the middle, {end:.0f} MB at the end: grown by {end - half:.0f} MB (bar: {FLAT})")
    lost = records - measured["records"]
    print(f"records lost: {lost} (bar: 0)")


def write_warc(path: Path, pages: Sequence[MadePage], size: int) -> int:
    """Write responses until the file is that large; how many."""
    number = 0
    with path.open("wb") as file:
        while file.tell() < size:
            source = pages[number % len(pages)].source.replace(b"</body>", b"<p>%d</p></body>" % number)
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + source
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.com/{number}\r\n"
                f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2025-05-24T10:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            file.write(head.encode() + http + b"\r\n\r\n")
            number += 1
    return number


def _read_warc(path: Path) -> None:
    """What the process does that reads it."""
    tally = Tally()
    size = path.stat().st_size
    half = 0.0
    read = 0
    for page in open_pages([path], tally=tally):
        read += len(page.text)
        if not half and tally.records * 50_000 > size / 2:
            half = _memory()
    print(
        json.dumps({"tally": str(tally), "records": tally.records, "half_mb": half or _memory(), "end_mb": _memory()})
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Iterator[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20, help="pages of each template")
    parser.add_argument("--gigabytes", type=float, default=0.05, help="the size of the WARC")
    parser.add_argument("--read-warc", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(list(arguments) if arguments else None)
    if given.read_warc:
        _read_warc(given.read_warc)
    else:
        run(given.pages, given.gigabytes)


if __name__ == "__main__":
    main()
