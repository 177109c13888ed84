"""What the gold page on the talks between Iran and the United States must yield; skipped where it is not at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from khabar.model import ArticleReading
from khabar.pages import load_page, read_manifest
from khabar.reader import read

PAGES = Path(__file__).parents[3] / "shared" / "gold" / "pages"
TALKS, CALL = PAGES / "000_1459d08be16c8afd.txt", PAGES / "004_e326e04bcefc457c.txt"

pytestmark = pytest.mark.skipif(not TALKS.is_file(), reason="the gold pages are not at hand")


@cache
def articles(path: Path) -> tuple[ArticleReading, ...]:
    known = read_manifest(PAGES / "manifest.json").known_of(path)
    return read(load_page(path, known=known)).articles


def test_irans_red_line_on_enrichment() -> None:
    found = [p for a in articles(TALKS) for p in a.positions]
    assert ("place/iran", "uranium-enrichment", "red-line") in {(p.party, p.issue, p.stand) for p in found}


def test_the_us_refusal_of_enrichment_as_told_by_the_other_side() -> None:
    article = articles(TALKS)[0]
    statements = {s.id: s for s in article.statements}
    told = [
        p
        for p in article.positions
        if (p.party, p.issue, p.stand, p.stated_by)
        == ("place/united-states", "uranium-enrichment", "rejects", "opponent")
    ]
    assert len(told) == 1
    assert told[0].statement is not None
    chain = {link.entity for link in statements[told[0].statement].chain}
    assert {"person/majid-takht-ravanchi", "organization/der-spiegel"} <= chain


def test_the_fifth_round_in_rome_with_oman_between_them() -> None:
    rounds = [
        e
        for a in articles(TALKS)
        for e in a.events
        if e.type == "CONSULT" and e.facts.get("round") == 5 and e.date == "2025-05-23"
    ]
    assert rounds
    assert all({"place/iran", "place/united-states"} <= {*e.actors, *e.recipients} for e in rounds)
    assert "place/rome" in {e.place for e in rounds}
    assert any(e.facts.get("mediator") in ("place/oman", "person/badr-al-busaidi") for e in rounds)


def test_both_durations_of_the_first_call_and_who_gives_which() -> None:
    (article,) = articles(CALL)
    by = {s.id: {source.entity for source in s.sources} for s in article.statements}
    told = [e.facts["told"]["duration"] for e in article.events if "duration" in e.facts.get("told", {})]  # type: ignore[index, operator]
    given = {value: by[statement] for durations in told for value, statement in durations.items()}
    assert given == {"PT1H30M": {"organization/kremlin"}, "PT1H": {"person/donald-trump"}}
