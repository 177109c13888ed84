# ruff: noqa: E501
"""HTML to pages: what is kept, what is not, and what the page says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.layout import split_page
from khabar.lexicon import Lexicon
from khabar.pages import Known
from khabar.pages.bulk import read_raw
from khabar.pages.html import read_html
from khabar.pages.items import Raw
from khabar.pages.metadata import iso_date

TITLE = "خامس جولة بين الوفدين في روما"
FIRST = "انتهت في روما خامس جولة بين الوفدين الإيراني والأميركي الجمعة بوساطة عمانية."
SECOND = "وقال وزير الخارجية العماني إن الطرفين أحرزا بعض التقدم من غير أن يحسما الخلاف على التخصيب."
THIRD = "ومن المقرر أن يعود الوفدان إلى عاصمتيهما للتشاور قبل أن يعلن موعد الجولة السادسة ومكانها."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str, head: str = "", **known: str):
    source = f"<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_html(source.encode(), "a.html", Known(**known), 10_000_000)


def test_the_article_is_kept_and_the_furniture_is_not():
    found = page(
        f"""<header><div class="logo">صحيفة البلد</div><ul class="menu"><li><a href=/>الرئيسية</a></li></ul></header>
        <div class="breadcrumbs"><a href=/>الرئيسية</a> › <a href=/p>سياسة</a></div>
        <div class="content"><h1>{TITLE}</h1><div class="meta"><time datetime="2025-05-23T20:10:00+03:00">23 مايو 2025</time></div>
        <div class="share-buttons"><a href=#>فيسبوك</a><a href=#>تويتر</a></div>
        <div class="article-body">{BODY}<div class="ad-slot">إعلان: أفضل عروض السيارات لهذا الصيف في المعارض كلها.</div></div>
        <div class="tags"><a href=/t/1>إيران</a><a href=/t/2>سلطنة عمان</a></div>
        <div class="related-posts"><h3>أخبار ذات صلة</h3><a href=/x><h4>وزير الطاقة يفتتح محطة كهرباء جديدة</h4></a></div>
        <div id="comments"><h3>التعليقات</h3><p>هذا تعليق طويل من قارئ لا يعجبه ما كتب هنا وهو يقول ذلك في جملة كاملة.</p></div></div>
        <footer>جميع الحقوق محفوظة لصحيفة البلد، ولا يجوز نقل المواد المنشورة من غير إذن مكتوب منها.</footer>"""
    )
    assert found.text == "\n\n".join([TITLE, "23 مايو 2025", FIRST, SECOND, THIRD])
    assert found.published == "2025-05-23T20:10:00+03:00"
    assert found.tags == ("إيران", "سلطنة عمان")


def test_unmarked_boxes_are_told_by_their_links():
    cards = "".join(
        f"<div><a href=/n/{i}><b>وزير الطاقة يفتتح محطة الكهرباء رقم {i} في الشمال</b></a><p>ملخص قصير للخبر الآخر رقم {i} هنا.</p></div>"
        for i in range(12)
    )
    found = page(f"<div><div><h1>{TITLE}</h1>{BODY}</div><div>{cards}</div></div>")
    assert found.text == "\n\n".join([TITLE, FIRST, SECOND, THIRD])


def test_a_bar_of_links_under_a_short_text_does_not_take_it_along():
    bar = "".join(f"<a href='#{i}'><i></i> شارك هذا الخبر على الموقع {i}</a> " for i in range(5))
    found = page(f"<h1>{TITLE}</h1><div class=node><div><p>{FIRST}</p></div><div class=x1>{bar}</div></div>")
    assert found.text == f"{TITLE}\n\n{FIRST}"


def test_paragraphs_that_a_builder_wraps_stay_together():
    long = f"{FIRST} {SECOND} {THIRD}"
    wrapped = "".join(
        f"<div class=w><div class=x><div><p>{p}</p></div></div></div>" for p in (FIRST, long, SECOND, THIRD)
    )
    assert page(f"<h1>{TITLE}</h1><div>{wrapped}</div>").text == "\n\n".join([TITLE, FIRST, long, SECOND, THIRD])


def test_a_wrong_name_does_not_cost_the_article():
    found = page(f"<div class='sidebar related'><h1>{TITLE}</h1>{BODY}<div class=share><a href=#>شارك</a></div></div>")
    assert found.text == "\n\n".join([TITLE, FIRST, SECOND, THIRD])


def test_breaks_headings_lists_and_quotations_stand_apart():
    found = page(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><h2>ما الذي بقي</h2><ul><li>نسبة التخصيب.</li><li>رفع العقوبات.</li></ul>"
        f"<blockquote>{SECOND}</blockquote><p>{THIRD}<br>سطر ثان.</p></article>"
    )
    assert found.text.split("\n\n") == [
        TITLE,
        FIRST,
        "ما الذي بقي",
        "نسبة التخصيب.\nرفع العقوبات.",
        SECOND,
        f"{THIRD}\nسطر ثان.",
    ]


def test_signs_of_arabic_script_survive():
    text = "رأى المتحدث أن «می‌خواهند» كلمة فارسية، وأن ﷺ و ﻻ رسمان قديمان،\u200f وأن العدد 5\u00a0% لم يتغير أبدا."
    entity = text.replace("\u00a0", "&nbsp;").replace("\u200c", "&zwnj;").replace("\u200f", "&rlm;")
    assert text in page(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{entity}</p>").text


def test_an_aggregators_related_articles_become_articles_of_their_own():
    other = "أعلن الكرملين أن الرئيس الروسي سيزور القاهرة الأسبوع المقبل لبحث الوضع في المنطقة، وأن الوفد يضم وزير الخارجية ووزير الدفاع، من غير أن يذكر موعدا محددا."
    found = page(
        f"""<main><h1>{TITLE}</h1><div class=article-content>{BODY}</div><div class=hashtags>#إيران #روما</div>
        <section class="related-articles"><h2>أخبار ذات صلة</h2>
        <div class=card><span>العربية</span><div>منذ 44 دقائق</div><div>- العربية</div><h3><a href=/r/1>الكرملين يعلن زيارة رئاسية إلى القاهرة</a></h3><p>{other}</p></div>
        </section></main>""",
        '<meta property="og:site_name" content="Daily8">',
        fetched="2025-05-24T12:00:00",
        url="https://www.daily8.ai/ar/a/1",
    )
    layout = split_page(found, Lexicon.bundled())
    assert len(layout.articles) == 2
    assert [a.aggregator for a in layout.articles] == ["organization/daily8"] * 2
    assert [a.outlet for a in layout.articles] == [None, "organization/al-arabiya"]
    assert layout.articles[1].published == "2025-05-24"
    assert other in found.text
    assert "إيران" in layout.articles[0].tags


def test_half_a_character_costs_no_page():
    source = f"<html lang=ar><h1>{TITLE}</h1><p>{FIRST} \ud800</p></html>".encode("utf-8", "surrogatepass")
    found = read_html(source, "a.html", Known(), 10_000_000)
    assert found.text.endswith(f"{FIRST} \ufffd")
    assert [p.code for p in found.problems] == ["lone-surrogates"]


@pytest.mark.parametrize("mark", ["p", "blockquote"])
def test_a_paragraph_however_long_is_not_the_whole_article(mark):
    long = " ".join([FIRST] * 8)
    for parts in ((long, FIRST), (FIRST, long, FIRST)):
        found = page(f"<h1>{TITLE}</h1><div>{''.join(f'<{mark}>{part}</{mark}>' for part in parts)}</div>")
        assert found.text == "\n\n".join([TITLE, *parts])


@pytest.mark.parametrize("around", ["{0}{1}{2}", "<div class=top>{0}{1}{2}</div>", "<div>{0}{1}</div>{2}"])
def test_an_aggregators_own_article_keeps_the_lines_that_name_its_source(around):
    head = around.format("<div>العربية</div>", "<div>منذ 3 ساعات</div>", "<div>- العربية</div>")
    found = page(
        f"<nav><a href=/>الرئيسية</a></nav><main>{head}<h1>{TITLE}</h1><div class=content>{BODY}</div></main>",
        fetched="2025-05-24T12:00:00",
        url="https://www.daily8.ai/ar/a/1",
    )
    assert "الرئيسية" not in found.text
    [article] = split_page(found, Lexicon.bundled()).articles
    assert (article.outlet, article.aggregator) == ("organization/al-arabiya", "organization/daily8")
    assert (article.published, article.published_basis) == ("2025-05-24", "relative")
    assert "العربية" not in article.kept[0].of(found.text).splitlines()[0]


def test_metadata_of_json_ld_comes_first_and_lists_of_others_do_not_count():
    found = page(
        f"<h1>{TITLE}</h1>{BODY}",
        """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"NewsArticle","datePublished":"2019-01-01"}}]},
        {"@type":"NewsArticle","headline":"خامس جولة بين الوفدين في روما","datePublished":"2025-05-23T19:00:00Z",
         "author":[{"@type":"Person","name":"محرر الشؤون الدولية"}],"publisher":{"name":"صحيفة البلد"},"keywords":["إيران"]}]}</script>
        <meta property="article:published_time" content="2020-01-01"><link rel=canonical href="/news/5">""",
        url="https://example.com/news/5?utm_source=x",
    )
    assert (found.published, found.outlet, found.author) == (
        "2025-05-23T19:00:00+00:00",
        "صحيفة البلد",
        "محرر الشؤون الدولية",
    )
    assert (found.url, found.tags) == ("https://example.com/news/5?utm_source=x", ("إيران",))


def test_the_date_of_a_related_link_is_never_the_articles():
    found = page(
        f"<h1>{TITLE}</h1>{BODY}<div class=related><time datetime=2019-01-01>1 يناير 2019</time><a href=/x>خبر قديم جدا عن المحادثات</a></div>"
    )
    assert found.published is None


@pytest.mark.parametrize("dateline", ["الجمعة 23 أيار/ مايو 2025", "نشر في: 23 كانون الأول 2024 - 10:15"])
def test_a_visible_dateline_is_evidence_with_its_characters(dateline):
    found = page(f"<article><h1>{TITLE}</h1><div>{dateline}</div>{BODY}</article>")
    article = split_page(found, Lexicon.bundled()).articles[0]
    assert article.published_span is not None
    assert article.published == ("2025-05-23" if "أيار" in dateline else "2024-12-23")
    assert article.published_span.of(found.text) in dateline


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16", "iso-8859-6"])
def test_encodings(encoding):
    source = f"<html><head><meta charset={encoding}></head><body><h1>{TITLE}</h1>{BODY}</body></html>"
    found = read_html(source.encode(encoding), "a.html", Known(), 10_000_000)
    assert FIRST in found.text


def test_the_header_names_the_encoding_that_the_page_does_not():
    source = f"<p>{FIRST}</p>".encode("iso-8859-6")
    assert read_html(source, "a", Known(), 10**6, charset="iso-8859-6").encoding == "iso-8859-6"


def test_nothing_of_a_script_is_text_and_nothing_is_unescaped_twice():
    found = page(
        f"<p>{FIRST}</p><script>alert('سيئ جدا جدا')</script><p>{SECOND} &lt;script&gt;x&lt;/script&gt; &amp;lt;b&amp;gt;</p><p>{THIRD}</p>"
    )
    assert "alert" not in found.text
    assert "<script>x</script> &lt;b&gt;" in found.text


@pytest.mark.parametrize("depth", [300, 50_000])
def test_deep_nesting_costs_no_stack(depth):
    assert FIRST in page("<div>" * depth + BODY).text


@pytest.mark.parametrize("value", ["2025-13-45", "غدا", "2025", "0000-00-00", "9" * 400, "Sat, 99 May 2025"])
def test_what_is_no_date_is_none(value):
    assert iso_date(value) is None


@given(st.lists(st.sampled_from([*"<>/=\"'& -!?", "div", "p", "script", "ا", "\x00", "meta", "\ud800", "<!--", "]]>"])))
def test_any_soup_is_a_page_or_a_problem(pieces):
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    found = read_raw(Raw("soup.html", data, kind="text/html"))
    assert found.text.strip() or found.problems
