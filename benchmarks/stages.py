"""Names and times beside a tokenizer: on 300 articles they take no longer than spaCy's blank Arabic one.

The articles are a random 300 of ``../shared/corpus``; both sides read the same texts in the same process and keep
nothing of them, as when an archive is read. Counted is processor time. Two ratios are printed: of the *first* pass,
when both are loaded and the text is new to both, as every page of an archive is; and of the best of seven more passes
over the same text, when both have met all its words. What all stages share (the passage: words, sentences, quotations)
is timed apart. The tokenizer is compiled, so the bar is for Khabar's compiled stages (``make bench`` builds them); what
runs is printed. Needs spaCy beside Khabar (``pip install spacy``; it is no dependency); without it, or without the
corpus, it says so and measures nothing.
"""

from __future__ import annotations

import gc
import gzip
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import orjson

from khabar.arabic import Passage
from khabar.layout import split_page
from khabar.lexicon import Lexicon
from khabar.model import Article, Page
from khabar.names import find_names, matcher
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
    _load(lexicon, tokenize)
    gc.collect()
    gc.freeze()  # what is loaded by now is no part of either side's work
    passages, names, times, tokens = _seconds(
        lambda: (Passage.of(text, passage.spans) for text, _, passage in work),
        lambda: (find_names(passage, article, lexicon, "") for _, article, passage in work),
        lambda: (find_times(passage, article.published, lexicon, "") for _, article, passage in work),
        lambda: (tokenize(text) for text in texts),
    )
    gc.unfreeze()
    print(f"{len(work)} articles, {sum(map(len, texts)):,} characters; {build()} stages")
    print(f"passages alone {passages[0]:.3f} s")
    for title, i in (("first pass", 0), ("again", 1)):
        ratio = (names[i] + times[i]) / tokens[i]
        print(
            f"{title}: names {names[i]:.3f} s, times {times[i]:.3f} s, spaCy's blank Arabic tokenizer {tokens[i]:.3f} s"
        )
        print(f"{title}: names + times take {ratio:.2f} of the tokenizer's time (bar: 1.00)")
    return (names[0] + times[0]) / tokens[0]


def _load(lexicon: Lexicon, tokenize: Callable[[str], object]) -> None:
    """Have both sides read one sentence, so that loading is no part of reading."""
    passage = Passage.of("قال الوزير أمس إن الجولة انتهت.")
    article = Article("a", passage.spans[0], passage.spans, published="2025-05-23")
    find_names(passage, article, lexicon, "")
    find_times(passage, article.published, lexicon, "")
    tokenize("قال الوزير أمس إن الجولة انتهت.")


def _pages() -> list[Page]:
    with gzip.open(CORPUS, "rb") as lines:
        rows = [orjson.loads(line) for line in lines]
    chosen = random.Random(1).sample(rows, ARTICLES)
    return [Page(row["url"], row["text"], published=row["date"], title=row["title"]) for row in chosen]


def build() -> str:
    """Whether the stages that run are the compiled ones."""
    return "interpreted" if Path(matcher.__file__).suffix == ".py" else "compiled"


def _seconds(*works: Callable[[], Iterable[object]], again: int = 7) -> list[tuple[float, float]]:
    """Seconds of processor time of each work's first run, and of the fastest of those after it.

    The works take turns, so that what else the machine does falls on all of them alike.
    """
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(1 + again):
        for work, spent in zip(works, seconds, strict=True):
            start = time.process_time()
            deque(work(), maxlen=0)
            spent.append(time.process_time() - start)
    return [(spent[0], min(spent[1:])) for spent in seconds]


if __name__ == "__main__":
    run()
