"""Names and times beside a tokenizer: on 300 articles they take no longer than spaCy's blank Arabic one.

The articles are a random 300 of ``../shared/corpus``. Both sides read the same texts in the same process, each three
times after one that fills the caches, and the best counts: others use the machine too. What all stages share (the
passage: words, sentences, quotations) is timed apart. Needs spaCy beside Khabar (``pip install spacy``; it is no
dependency); without it, or without the corpus, it says so and measures nothing.
"""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson

from khabar.arabic import Passage
from khabar.layout import split_page
from khabar.lexicon import Lexicon
from khabar.model import Article, Page
from khabar.names import find_names
from khabar.times import find_times

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "saudinewsnet-2015-07-21_24.jsonl.gz"
ARTICLES = 300


def run() -> None:
    """Print the ratio, or why there is none."""
    if not CORPUS.exists():
        print("skipped: no corpus beside the project")
        return
    try:
        import spacy
    except ImportError:
        print("skipped: spaCy is not installed (pip install spacy)")
        return
    names_and_times(_pages(), spacy.blank("ar").tokenizer)


def names_and_times(pages: Sequence[Page], tokenize: Callable[[str], object]) -> float:
    """Time names and times on pages beside ``tokenize`` on the same text, print both and return their ratio."""
    lexicon = Lexicon.bundled()
    work: list[tuple[str, Article, Passage]] = []
    for page in pages:
        work += [(page.text, a, Passage.of(page.text, a.kept)) for a in split_page(page, lexicon).articles]
    texts = [" ".join(s.of(text) for s in passage.spans) for text, _, passage in work]
    passages = _best(lambda: [Passage.of(text, passage.spans) for text, _, passage in work])
    names = _best(lambda: [find_names(passage, article, lexicon, "") for _, article, passage in work])
    times = _best(lambda: [find_times(passage, article.published, "") for _, article, passage in work])
    tokens = _best(lambda: [tokenize(text) for text in texts])
    ratio = (names + times) / tokens
    print(f"{len(work)} articles, {sum(map(len, texts)):,} characters")
    print(f"names {names:.3f} s, times {times:.3f} s, spaCy's blank Arabic tokenizer {tokens:.3f} s")
    print(f"names + times take {ratio:.2f} of the tokenizer's time (bar: 1.00); the passage itself {passages:.3f} s")
    return ratio


def _pages() -> list[Page]:
    with gzip.open(CORPUS, "rb") as lines:
        rows = [orjson.loads(line) for line in lines]
    chosen = random.Random(1).sample(rows, ARTICLES)
    return [Page(row["url"], row["text"], published=row["date"], title=row["title"]) for row in chosen]


def _best(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest run; the first fills caches."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


if __name__ == "__main__":
    run()
