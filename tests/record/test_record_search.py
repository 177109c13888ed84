"""The search language and what it finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.errors import QueryError
from khabar.record import Record
from khabar.record.match import expression
from khabar.record.query import All, Either, FieldIs, Near, Not, Words, date_range, parse

SYNTAX = "\"()*^:+-'،ابتث AND OR NOT near/2 speaker: date:2025.. {}[];--\x01\ud800«»“”"


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("هدنة", Words("هدنة")),
        ("هدنة غزة", All((Words("هدنة"), Words("غزة")))),
        ('"وقف النار" OR هدنة غزة', Either((Words("وقف النار"), All((Words("هدنة"), Words("غزة")))))),
        ("هدنة NOT غزة", All((Words("هدنة"), Not(Words("غزة"))))),
        ("هدنة near/3 غزة", Near((Words("هدنة"), Words("غزة")), 3)),
        ('speaker:"سيرغي لافروف"', FieldIs("speaker", "سيرغي لافروف")),
        ("«وقف النار»", Words("وقف النار")),
        ("(a OR b) AND c", All((Either((Words("a"), Words("b"))), Words("c")))),
    ],
)
def test_queries_are_trees(query, tree):
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "empty"),
        ('"هدنة', "partner"),
        ("(هدنة", "not closed"),
        ("هدنة)", "not opened"),
        ("هدنة AND", "ends where"),
        ("OR هدنة", "OR stands"),
        ("bad:هدنة", "no field bad"),
        ("speaker:", "no value"),
        ("date:gestern", "no date"),
        ("date:2025-13", "no date"),
        ("date:2025-06..2025-05", "before it begins"),
        ("date:..", "before it begins"),
        ("speaker:a near b", "near stands"),
        ("(" * 60 + "a" + ")" * 60, "too deep"),
        ("NOT " * 60 + "a", "too deep"),
        ("a " * 300, "more than"),
        ("a\x00b", "NUL"),
    ],
)
def test_what_is_no_query_is_said(query, said):
    with pytest.raises(QueryError, match=said):
        parse(query)


@pytest.mark.parametrize("query", ["NOT هدنة", "...", "هدنة OR NOT غزة", "!!! ؟"])
def test_nothing_to_look_for_is_said(filled, query):
    with pytest.raises(QueryError):
        filled.search(query)


@settings(max_examples=150, deadline=None)
@given(query=st.text(alphabet=SYNTAX, max_size=40))
def test_no_query_reaches_sqlite_as_syntax(query):
    try:
        hits = SHARED.search(query)
    except QueryError:
        return
    assert isinstance(hits, list)


@settings(max_examples=100, deadline=None)
@given(value=st.text(min_size=1, max_size=30))
def test_no_value_reaches_sqlite_as_syntax(value):
    for field in ("speaker", "about", "outlet", "via", "issue", "mode", "stance"):
        try:
            list(SHARED.statements(**{field: value}))
        except QueryError:
            assert not value.strip()
    assert SHARED.status().pages == 3


@pytest.fixture(scope="module", autouse=True)
def shared(tmp_path_factory, press):
    global SHARED
    with Record.open(tmp_path_factory.mktemp("search") / "khabar.db") as SHARED:
        SHARED.keep(press.press_reading(press.press_page(n)) for n in range(3))
        yield


SHARED: Record


def test_sql_in_any_field_changes_nothing(filled):
    attack = "x'; DROP TABLE pages; --"
    assert filled.search(f'"{attack}"') == []
    assert filled.search(f'speaker:"{attack}"') == []
    assert list(filled.statements(speaker=attack)) == []
    assert list(filled.positions(party=attack)) == []
    assert list(filled.articles(outlet=attack, since=attack)) == []
    assert filled.versions(attack) == []
    assert filled.reading(attack) is None
    assert filled.status().pages == 12


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("مفاوضة", {"statement", "event", "article"}),
        ("لِلْمُفَاوَضَـاتِ", {"statement", "event", "article"}),
        ("المفاوضون روما", {"event", "article"}),
        ('"وقف اطلاق النار"', {"statement", "article"}),
        ('"النار اطلاق"', set()),
        ("النار near/1 وقف", {"statement", "article"}),
        ("تخصيب near/0 روما", set()),
        ("عراقجي NOT تخصيب", {"statement", "article"}),
        ("speaker:لافروف", {"statement"}),
        ("speaker:person/sergey-lavrov", {"statement"}),
        ("speaker:lavrov", {"statement"}),
        ("speaker:nobody", set()),
        ("speaker:person", {"statement"}),
        ("about:عراقجي", {"event", "article"}),
        ("about:place/rome", {"event", "article"}),
        ("about:uranium-enrichment", {"statement", "article"}),
        ("outlet:organization/tass", {"statement", "event", "article"}),
        ("via:organization/tass", {"statement"}),
        ("via:agency", {"statement"}),
        ("type:CONSULT", {"event"}),
        ("type:consult", {"event"}),
        ("issue:ceasefire", {"statement"}),
        ("date:2025-05-02..2025-05-03", {"statement", "event", "article"}),
        ("date:2024", set()),
        ("date:..2024-12", set()),
        ("date:2025-05..", {"statement", "event", "article"}),
        ("mode:indirect", {"statement"}),
        ("mode:visit", {"event"}),
        ("stance:neutral", {"statement"}),
        ("stance:factive", set()),
    ],
)
def test_what_is_found(filled, query, kinds):
    over = ("statements", "events", "articles")
    assert {hit.kind for o in over for hit in filled.search(query, over=[o], limit=50)} == kinds


def test_dates_are_cut_into_the_fewest_marks():
    first, last = date_range("2024-11-30..2026")
    asked = expression(parse("date:2024-11-30..2026"), "facts", lambda _: [])
    assert (first, last) == ("2024-11-30", "2026-12-31")
    assert asked.count("OR") == 4  # two days (30 and the 31 no November has), December, 2025, 2026
    assert '"d:2024-12"' in asked


def test_a_hit_shows_its_fact_in_its_article(filled):
    hit = filled.search('speaker:لافروف "النقطة 4"')[0]
    text = hit.page.text
    assert [s.of(text) for s in hit.spans] == [s.of(text) for s in hit.fact.content]
    assert hit.excerpt().count("⟦") == hit.excerpt().count("⟧") == 1
    assert hit.excerpt(("", "")) in text
    assert {s.of(text) for s in hit.words(hit.context())} == {"النقطة", "4"}
    assert "<b>النقطة</b>" in hit.excerpt(("", ""), ("<b>", "</b>"))
    assert hit.article.title == "سيرغي لافروف يتحدث عن وقف إطلاق النار"


def test_an_article_shows_where_the_words_are(filled):
    hit = filled.search("روما وصلت", over=["articles"])[0]
    assert "روما" in hit.context().of(hit.page.text)
    assert hit.fact is None
    assert hit.spans == ()


def test_a_title_weighs_more(record, press):
    from dataclasses import replace

    record.keep(press.press_reading(press.press_page(n)) for n in range(8))
    named = replace(press.press_page(20), text=press.press_page(20).text.replace("يتحدث", "جنيف يتحدث", 1))
    inside = replace(press.press_page(24), text=press.press_page(24).text.replace("والتقى", "جنيف والتقى", 1))
    record.keep([press.press_reading(named), press.press_reading(inside)])
    assert [h.page.hash for h in record.search("جنيف", over=["articles"])] == [named.hash, inside.hash]


def test_rare_words_rank_first(filled):
    assert "النقطة 7" in filled.search("المفاوضات OR 7", over=["statements"])[0].excerpt()


def test_fields_alone_give_the_latest_first(filled):
    hits = filled.search("mode:indirect", limit=3)
    assert [next(f"النقطة {n}" for n in range(11, -1, -1) if f"النقطة {n}" in h.excerpt()) for h in hits] == [
        "النقطة 11",
        "النقطة 10",
        "النقطة 9",
    ]


def test_limits_hold(filled):
    assert len(filled.search("المفاوضات", limit=5)) == 5
    with pytest.raises(QueryError, match="at least one"):
        filled.search("المفاوضات", limit=0)


@pytest.mark.parametrize("query", ["المفاوضات", "mode:indirect", "المفاوضات OR 7"])
def test_some_pages_alone_can_be_searched(filled, query):
    """However many others are found before them."""
    everywhere = filled.search(query, limit=1000)
    pages = list(dict.fromkeys(hit.page.hash for hit in everywhere))
    last = pages[-1]
    assert len(pages) > 1
    assert {h.id for h in filled.search(query, limit=1000, among=[last])} == {
        h.id for h in everywhere if h.page.hash == last
    }
    assert filled.search(query, limit=1, among=[last])[0].page.hash == last
    assert filled.search(query, among=["no such page"]) == []
    assert filled.search(query, among=[]) == []


def test_only_what_is_asked_for_is_searched(filled):
    assert {h.kind for h in filled.search("outlet:organization/tass", over=["events"])} == {"event"}
    assert {h.kind for h in filled.search("outlet:organization/tass", over=["statements"])} == {"statement"}
    assert {h.kind for h in filled.search("outlet:organization/tass", over=["articles"])} == {"article"}


def test_the_pages_own_outlet_closes_the_chain(tmp_path):
    from khabar.model import Page, Statement
    from khabar.record import Record

    text = "ونقلت وكالة تاس عن ديمتري بيسكوف قوله إن القمة ممكنة قريبا."
    with Record.open(tmp_path / "talks.khabar") as record:
        record.add([Page("a.txt", text, outlet="organization/okaz", published="2025-05-23")])
        for via in ("organization/tass", "organization/okaz"):
            found = [hit.fact for hit in record.search(f"via:{via}")]
            assert [s.cue_lemma for s in found if isinstance(s, Statement)] == ["قول"]
