"""What must hold of every page: nothing lost, nothing twice, nothing altered, in linear time."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.layout import Layout, split_page
from khabar.layout.lines import BLANK
from khabar.lexicon import Lexicon
from khabar.model import Page

SENTENCE = "أعلنت الخارجية العمانية أن الجولة الخامسة من المحادثات انتهت في روما من دون اختراق حاسم."
LINES = [
    SENTENCE,
    "وقال الوزير العماني إن المسائل الباقية ستبحث في الأيام المقبلة. وأضاف أن الطرفين اتفقا على اللقاء مجددا.",
    "الرئيسية",
    "سياسة",
    "أخبار ذات صلة",
    "منذ 30 دقيقة",
    "- الجزيرة نت",
    "الجزيرة نت",
    "التعليقات (0)",
    "هاشتاغات",
    "#روما #مسقط",
    "ختام محادثات روما بلا اختراق",
    "الوفد العماني في روما - رويترز",
    "آخر تحديث: 24 مايو 2025 - 10:15 م",
    "كلمة\u200f",
    "...",
    "123",
    "a {b: c}",
    "رابط الخبر بصحيفة البلد: ختام",
    "روما - رويترز: قال الوزير إن المحادثات مستمرة حتى يوم الجمعة المقبل على الأقل.",
]
words = st.text('ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ،.:؟"«»-–()#@ \t0123٤٥\u200f\u0640\u064b\ufeff', max_size=60)
anything = st.text(max_size=40)
pages = st.lists(st.one_of(st.sampled_from(LINES), words, anything), max_size=25).map("\n".join)


def check(text: str, layout: Layout) -> None:
    spans = [(s.start, s.end) for a in layout.articles for s in a.kept]
    spans += [(d.span.start, d.span.end) for d in layout.dropped]
    spans.sort()
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans)), "two spans overlap"
    covered = {i for s, e in spans for i in range(s, e)}
    lost = [i for i, c in enumerate(text) if i not in covered and c not in BLANK]
    assert not lost, f"neither kept nor dropped: {text[lost[0] : lost[0] + 40]!r}"


@settings(max_examples=150, deadline=None)
@given(pages)
def test_every_character_is_kept_or_dropped_once(text: str) -> None:
    layout = split_page(Page("p", text, fetched="2025-05-25"), Lexicon.bundled())
    check(text, layout)
    for article in layout.articles:
        assert article.kept == tuple(sorted(article.kept))
        assert article.span.start == article.kept[0].start
        assert article.span.end == article.kept[-1].end
        if article.title_span:
            assert article.title == article.title_span.of(text)
            assert any(article.title_span in s for s in article.kept)
        assert all(any(h in s for s in article.kept) for h in article.headings)


@settings(max_examples=25, deadline=None)
@given(pages)
def test_reading_twice_gives_the_same(text: str) -> None:
    page = Page("p", text, published="2025-05-24")
    assert split_page(page, Lexicon.bundled()) == split_page(page, Lexicon.bundled())


def test_lone_surrogates_and_control_characters() -> None:
    text = f"عنوان الخبر في روما\n{SENTENCE}\ud800\x00\x07\n{SENTENCE[:-1]} أيضا.\udfff"
    layout = split_page(Page("p", text), Lexicon.bundled())
    check(text, layout)
    assert len(layout.articles) == 1


def test_time_is_linear_in_the_length() -> None:
    lexicon = Lexicon.bundled()

    def seconds(line: str, times: int) -> float:
        page = Page("p", line * times)
        start = time.perf_counter()
        split_page(page, lexicon)
        return time.perf_counter() - start

    for line in (f"{SENTENCE} ", "كلمة واحدة\n", "1\n", "ا - ", "رابط الخبر ب", "#ا ", "a {", '«"'):
        seconds(line, 10)
        few, many = seconds(line, 2000), seconds(line, 16000)
        assert many < 30 * few + 0.3, f"{line!r}: {few:.3f} s for 2000, {many:.3f} s for 16000"
