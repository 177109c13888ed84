"""Briefs: what stands in them, in three faces, and that nothing of a page becomes markup."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from khabar.brief import Desk, as_html, as_markdown, compose, show
from khabar.brief.isolate import FIRST, POP, isolate_html, isolate_plain
from khabar.brief.wording import Wording
from khabar.lexicon import Lexicon
from khabar.model import (
    Article,
    ArticleReading,
    Event,
    Link,
    Mention,
    Page,
    Position,
    Reading,
    Source,
    Span,
    Statement,
)

TEXT = "قال عباس عراقجي لوكالة إرنا إن التخصيب بنسبة 3.67% خط أحمر. <script>alert(1)</script> | [x](javascript:x)"


def made(name="page.txt", text=TEXT, *, url=None, fabricated=False, title=None):
    page = Page(name, text, url=url, published="2025-05-24")
    whole, words = Span(0, len(text)), Span(text.index("التخصيب"), len(text))
    speaker = Source(Span(4, 15), "عباس عراقجي", "person/abbas-araghchi", "person")
    chain = (Link("agency", "organization/irna"),)
    said = Statement(
        f"st-{name}", (speaker,), Span(0, 3), (words,), "direct", chain, sentence=whole, fabricated=fabricated
    )
    facts = {"round": 5, "mediator": "place/oman"}
    parties, day = ("place/iran", "place/united-states"), "2025-05-23"
    event = Event(f"ev-{name}", "CONSULT", None, parties, (), day, "place/rome", "happened", words, words, facts)
    position = Position(f"po-{name}", "place/iran", "uranium-enrichment", "red-line", said.id, "self", words)
    mention = Mention(f"me-{name}", Span(4, 15), "عباس عراقجي", "person", "person/abbas-araghchi", "test")
    article = Article(f"ar-{name}", whole, (whole,), title=title, outlet="organization/cnn", published="2025-05-24")
    return Reading(page, articles=(ArticleReading(article, (mention,), (), (), (said,), (event,), (position,)),))


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.bundled()


def faces(lexicon, *readings, lang="ar"):
    desk = Desk.of(readings, lexicon)
    say = Wording(lexicon, lang, desk.pile)
    brief = compose(desk, lexicon, lang)
    out = io.StringIO()
    show(brief, say, Console(file=out, width=160, color_system=None))
    return brief, as_html(brief, say), as_markdown(brief, say), out.getvalue()


def test_every_line_has_its_source(lexicon):
    brief, *texts = faces(lexicon, made())
    story = brief.stories[0]
    lines = [*story.timeline, *story.said, *story.positions]
    assert len(lines) == 3
    for line in lines:
        cite = line.cites[0]
        assert (cite.page, TEXT[cite.start : cite.end]) == ("page.txt", TEXT[TEXT.index("التخصيب") :])
        assert all(cite.id in text for text in texts)


def test_the_chain_runs_from_the_speaker_to_the_page(lexicon):
    brief, *_ = faces(lexicon, made())
    assert brief.stories[0].said[0].steps[0] == "عباس عراقجي"
    assert brief.stories[0].said[0].steps[-1] == "page.txt"
    assert len(brief.stories[0].said[0].steps) == 4


def test_nothing_of_a_page_becomes_markup(lexicon):
    hostile = made("<b>.txt", url="javascript:alert(1)", title="<img src=x onerror=alert(1)>")
    _, html, markdown, _ = faces(lexicon, hostile)
    assert "<script>" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    plain = markdown.replace(FIRST, "").replace(POP, "")
    assert "\\<script\\>" in plain
    assert "\\[x\\]" in plain
    assert not re.search(r"(?<!\\)<(script|img)", plain)


def test_html_is_right_to_left_and_knows_no_left_or_right(lexicon):
    _, html, *_ = faces(lexicon, made())
    assert '<html lang="ar" dir="rtl">' in html
    css = html[html.index("<style>") : html.index("</style>")]
    assert not re.search(
        r"(margin|padding|border|inset)-(left|right)|text-align:\s*(left|right)|float:|(?<!-)\b(left|right):", css
    )
    assert "<bdi>3.67%</bdi>" in html
    assert not re.search(r"(src|href)=\"(?!https?:)[^#\"]", html)


def test_english_labels_leave_the_words_of_the_page_alone(lexicon):
    _, html, _, text = faces(lexicon, made(), lang="en")
    assert '<html lang="en" dir="ltr">' in html
    assert "Abbas Araghchi" in text
    assert "red line" in text
    assert "خط أحمر" in text


def test_fabricated_words_stand_apart(lexicon):
    brief, html, *_ = faces(lexicon, made(fabricated=True))
    story = brief.stories[0]
    assert story.said == ()
    assert len(story.fabricated) == 1
    assert story.positions == ()
    assert Wording(lexicon, "ar")("fabricated") in html


def test_an_empty_pile_gives_an_empty_brief(lexicon):
    brief, html, markdown, text = faces(lexicon)
    assert brief.stories == ()
    assert html.endswith("</html>")
    assert markdown.startswith("# ")
    assert text


@given(st.text(alphabet="اب جد<>&\"'19.%٪:/@-_ZzéA ", max_size=40))
def test_isolating_loses_and_adds_nothing(text):
    plain = isolate_plain(text)
    assert plain.replace(FIRST, "").replace(POP, "") == text
    assert plain.count(FIRST) == plain.count(POP)
    html = str(isolate_html(text)).replace("<bdi>", "").replace("</bdi>", "")
    assert "<" not in html
    assert not re.search(r"&(?!(amp|lt|gt|#34|#39);)", html)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالا"),
        (99, "99 مقالا"),
        (100, "100 مقال"),
        (101, "101 مقال"),
        (103, "103 مقالات"),
        (200, "200 مقال"),
    ],
)
def test_counted_nouns(lexicon, number, said):
    assert Wording(lexicon, "ar").count("article", number) == said


@pytest.mark.parametrize(
    ("value", "ar", "en"),
    [
        ("PT2H", "ساعتان", "2 hours"),
        (">PT2H", "أكثر من ساعتين", "more than 2 hours"),
        ("PT1H30M", "ساعة و30 دقيقة", "an hour and 30 minutes"),
        ("PT3H/PT4H", "3 ساعات – 4 ساعات", "3 hours – 4 hours"),
        ("P3D", "3 أيام", "3 days"),
        ("PT", "PT", "PT"),
        ("nonsense", "nonsense", "nonsense"),
    ],
)
def test_durations(lexicon, value, ar, en):
    assert Wording(lexicon, "ar").duration(value) == ar
    assert Wording(lexicon, "en").duration(value) == en


def test_lists_have_the_comma_of_the_language(lexicon):
    both = ["place/oman", "place/iran"]
    assert Wording(lexicon, "ar").names(both) == "سلطنة عمان، إيران"
    assert Wording(lexicon, "en").names(both) == "Oman, Iran"


def test_every_code_has_a_label_in_both_languages(lexicon):
    from typing import get_args

    from khabar.lexicon.codebook import read_codebook
    from khabar.lexicon.events import PLOVER
    from khabar.model import EventStatus, LinkKind, Stand, StatedBy

    codes = [f"event/{t}" for t in PLOVER]
    for prefix, literal in (("status", EventStatus), ("link", LinkKind), ("stand", Stand), ("voice", StatedBy)):
        codes += [f"{prefix}/{code}" for code in get_args(literal)]
    codes += [f"issue/{i.id}" for i in read_codebook(lexicon).issues.values() if i.under is None]
    arabic, english = Wording(lexicon, "ar"), Wording(lexicon, "en")
    assert [c for c in codes if arabic(c).isascii()] == []
    assert [c for c in codes if not english(c).isascii()] == []
