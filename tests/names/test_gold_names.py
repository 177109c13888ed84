"""The floors of the stage on the annotated pages, where they are at hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from khabar.arabic import Passage, fold
from khabar.lexicon import Lexicon
from khabar.model import Article, Span
from khabar.names import find_names

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FLOORS = {"mentions": 0.975, "typed": 0.97, "linking": 0.99}


def b_cubed(pairs: list[tuple[str, str]]) -> float:
    gold, ours, both = Counter(g for g, _ in pairs), Counter(o for _, o in pairs), Counter(pairs)
    precision = sum(n * n / ours[o] for (_, o), n in both.items()) / len(pairs)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(pairs)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated pages are not here")
def test_the_floors_hold() -> None:
    lexicon = Lexicon.bundled()
    wanted = found = hits = typed = 0
    pairs: list[tuple[str, str]] = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (GOLD / "pages" / gold["page"]).read_text(encoding="utf-8")
        view = fold(text)
        for entry in gold["articles"]:
            kept = tuple(Span(*s) for s in entry["kept"])
            article = Article("a", kept[0], kept, outlet=entry["outlet"], published=entry["published"])
            ours = {(m.span.start, m.span.end): m for m in find_names(Passage(view, kept), article, lexicon, "0")[0]}
            wanted += len(entry["mentions"])
            found += len(ours)
            for mention in entry["mentions"]:
                if (other := ours.get(tuple(mention["span"]))) is not None:
                    hits += 1
                    typed += other.kind == mention["kind"]
                    pairs.append((mention["entity"], other.entity))
    reached = {
        "mentions": 2 * hits / (wanted + found),
        "typed": 2 * typed / (wanted + found),
        "linking": b_cubed(pairs),
    }
    assert {name: f"{value:.3f}" for name, value in reached.items() if value < FLOORS[name]} == {}
