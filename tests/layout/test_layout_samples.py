"""The bundled sample pages and, where they are, the gold pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar.layout import Layout, split_page
from khabar.lexicon import Lexicon
from khabar.model import Page
from khabar.pages import load_page, read_manifest
from khabar.samples import MANIFEST, sample_pages

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


@pytest.fixture(scope="module")
def samples() -> dict[str, tuple[Page, Layout]]:
    manifest = read_manifest(MANIFEST)
    pages = [load_page(path, known=manifest.known_of(path)) for path in sample_pages()]
    return {page.name: (page, split_page(page, Lexicon.bundled())) for page in pages}


def test_every_sample_is_known_and_without_problems(samples: dict[str, tuple[Page, Layout]]) -> None:
    assert set(read_manifest(MANIFEST).pages) == set(samples)
    assert all(page.problems == layout.problems == () for page, layout in samples.values())


def test_the_articles_of_the_samples(samples: dict[str, tuple[Page, Layout]]) -> None:
    found = [
        (name[:2], a.outlet, a.published, a.published_basis) for name, (_, o) in samples.items() for a in o.articles
    ]
    outlet = "organization/khabar-sample-{}".format
    assert found == [
        ("01", outlet(1), "2025-05-24", "manifest"),
        ("01", outlet(2), "2025-05-24", "relative"),
        ("01", outlet(3), "2025-05-24", "relative"),
        ("02", outlet(4), "2025-05-19", "manifest"),
        ("03", outlet(5), "2025-05-20", "manifest"),
        ("04", outlet(6), "2025-02-13", "manifest"),
        ("05", outlet(7), "2025-02-12", "relative"),
        ("06", outlet(8), "2025-05-24", "dateline"),
        ("07", outlet(9), "2025-05-24", "manifest"),
        ("08", outlet(3), "2025-05-24", "manifest"),
    ]


def test_only_the_articles_of_the_samples_are_kept(samples: dict[str, tuple[Page, Layout]]) -> None:
    page, layout = samples["06-menus.txt"]
    lines = [line for s in layout.articles[0].kept for line in s.of(page.text).split("\n") if line]
    assert len(lines) == 5
    assert lines[0] == layout.articles[0].title
    page, layout = samples["07-long-report.txt"]
    assert len(layout.articles[0].headings) == 4
    assert sum(len(s) for _, o in samples.values() for a in o.articles for s in a.kept) > 7500


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold pages are not here")
def test_kept_text_and_articles_of_the_gold_pages() -> None:
    manifest = read_manifest(GOLD / "pages" / "manifest.json")
    right = gold_chars = read_chars = whole = gold_articles = read_articles = 0
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = GOLD / "pages" / gold["page"]
        page = load_page(file, known=manifest.known_of(file))
        layout = split_page(page, Lexicon.bundled())
        wanted = [characters(page.text, a["kept"]) for a in gold["articles"]]
        found = [characters(page.text, [(s.start, s.end) for s in a.kept]) for a in layout.articles]
        right += len(set().union(*wanted) & set().union(*found))
        gold_chars += len(set().union(*wanted))
        read_chars += len(set().union(*found))
        whole += sum(any(len(w & f) >= 0.9 * len(w | f) for f in found) for w in wanted)
        gold_articles += len(wanted)
        read_articles += len(found)
    assert 2 * right / (gold_chars + read_chars) >= 0.985
    assert 2 * whole / (gold_articles + read_articles) >= 0.95


def characters(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {i for s, e in spans for i in range(s, e) if not text[i].isspace()}
