"""Copies, roots and stories, over readings made by hand."""

from __future__ import annotations

import random

import pytest

from khabar.lexicon import Lexicon
from khabar.model import Article, ArticleReading, Link, Mention, Page, Reading, Source, Span, Statement
from khabar.stories import Pile, find_copies, find_roots, find_stories, origin_of, statement_root

ROME = (
    "انتهت في روما الجولة الخامسة من المحادثات النووية بين إيران والولايات المتحدة بوساطة عمانية، وقال بدر البوسعيدي "
    "إن الوفدين أحرزا بعض التقدم وإن أفكارا ستنقل إلى العاصمتين، فيما بقي الخلاف على تخصيب اليورانيوم قائما."
)
LATER = (
    "غادر عباس عراقجي روما بعد الجولة الخامسة من المحادثات النووية مع الوفد الأميركي برئاسة ستيف ويتكوف، ورأى أن "
    "الملف معقد، في حين أعلنت سلطنة عمان أن المحادثات مستمرة وأن الخلاف على تخصيب اليورانيوم لم يحسم بعد."
)
GREECE = (
    "أعادت المصارف اليونانية فتح أبوابها بعد إغلاق دام ثلاثة أسابيع، ورفعت أثينا ضريبة القيمة المضافة على المواد "
    "الغذائية والنقل وفقا لشروط الدائنين الأوروبيين."
)


def reading(name, text, date="2025-05-24", outlet=None, actors=(), statements=()):
    page = Page(name, text, outlet=outlet, published=date)
    span = Span(0, len(text))
    article = Article(f"ar-{page.hash}", span, (span,), outlet=outlet, published=date)
    mentions = tuple(
        Mention(f"me-{page.hash}-{i}", Span(0, 1), "", "person", actor, "test") for i, actor in enumerate(actors)
    )
    return Reading(page, articles=(ArticleReading(article, mentions, statements=statements),))


def said(id_, *chain, fabricated=False):
    source = Source(None, "بدر البوسعيدي", "person/badr-albusaidi", "person")
    return Statement(id_, (source,), Span(0, 4), (Span(5, 20),), "indirect", chain, fabricated=fabricated)


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.bundled()


def ids(readings):
    return {r.page.name: r.articles[0].article.id for r in readings}


def test_same_text_with_a_cut_end_is_a_copy(lexicon):
    readings = [reading("a", ROME), reading("b", ROME[: len(ROME) * 3 // 4]), reading("c", LATER)]
    names = ids(readings)
    assert {frozenset(p) for p in find_copies(Pile(readings).pieces)} == {frozenset({names["a"], names["b"]})}


def test_two_reports_of_one_event_are_no_copies():
    assert find_copies(Pile([reading("a", ROME), reading("c", LATER)]).pieces) == []


def test_very_short_articles_are_never_copies():
    assert find_copies(Pile([reading("a", "خبر قصير جدا", "2025-05-01"), reading("b", "خبر قصير جدا!")]).pieces) == []


def test_copies_are_one_root(lexicon):
    readings = [reading("a", ROME), reading("b", ROME + " وانتهى الخبر."), reading("c", LATER)]
    pieces = Pile(readings).pieces
    roots = find_roots(pieces, find_copies(pieces), lexicon)
    assert sorted(r.why for r in roots) == ["copy", "single"]
    assert sorted(len(r.articles) for r in roots) == [1, 2]


def test_articles_that_rest_on_one_agency_are_one_root(lexicon):
    tass = Link("agency", "organization/tass")
    readings = [
        reading("a", ROME, statements=(said("s1", tass), said("s2", tass))),
        reading("b", LATER, statements=(said("s3", tass), said("s4", tass))),
        reading("c", GREECE, statements=(said("s5", tass), said("s6"))),
    ]
    pile = Pile(readings)
    assert [origin_of(p, lexicon) for p in pile.pieces].count("organization/tass") == 2
    roots = find_roots(pile.pieces, [], lexicon)
    assert sorted((r.origin or "", len(r.articles), r.why) for r in roots) == [
        ("", 1, "single"),
        ("organization/tass", 2, "chain"),
    ]


def test_one_statement_through_an_agency_makes_no_root(lexicon):
    piece = Pile([reading("a", ROME, statements=(said("s1", Link("agency", "organization/tass")),))]).pieces[0]
    assert origin_of(piece, lexicon) is None


def test_a_statement_rests_on_the_nearest_named_hop(lexicon):
    pile = Pile([reading("a", ROME)])
    piece = pile.pieces[0]
    roots = find_roots(pile.pieces, [], lexicon)
    chain = (Link("briefing", None), Link("agency", "organization/irna"), Link("outlet", "organization/cnn"))
    assert statement_root(piece, said("s", *chain), roots) == "organization/irna"
    assert statement_root(piece, said("s"), roots) == roots[0].id


def test_stories_join_what_is_alike_and_part_the_rest(lexicon):
    rome = ("person/abbas-araghchi", "person/badr-albusaidi")
    readings = [
        reading("a", ROME, actors=rome),
        reading("b", LATER, actors=rome),
        reading("c", GREECE, actors=("person/alexis-tsipras",)),
    ]
    names = ids(readings)
    stories = find_stories(Pile(readings), lexicon)
    assert [set(s.articles) for s in stories] == [{names["a"], names["b"]}, {names["c"]}]
    assert stories[0].first == stories[0].last == "2025-05-24"
    assert set(stories[0].actors) == set(rome)


def test_the_order_of_pages_does_not_matter(lexicon):
    readings = [reading("a", ROME), reading("b", LATER, "2025-05-25"), reading("c", GREECE), reading("d", ROME + " .")]
    shuffled = readings[:]
    random.Random(3).shuffle(shuffled)
    assert find_stories(Pile(readings), lexicon) == find_stories(Pile(shuffled), lexicon)


def test_one_text_on_two_pages_is_one_article_with_two_printings(lexicon):
    pile = Pile([reading("a", ROME, outlet="organization/x"), reading("b", ROME, outlet="organization/y")])
    assert len(pile) == 1
    assert [p.name for p in pile.pieces[0].printings] == ["b"]


def test_an_empty_pile_has_no_stories(lexicon):
    assert find_stories(Pile([]), lexicon) == ()
