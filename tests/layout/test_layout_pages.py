"""Whole pages of the kinds Arabic news sites make: what is kept, what is dropped and why."""

from __future__ import annotations

import pytest

from khabar.layout import Layout, split_page
from khabar.lexicon import Lexicon
from khabar.model import Page

ENDED = (
    "أعلنت وزارة الخارجية العمانية أن الجولة الخامسة من المحادثات بين إيران والولايات المتحدة انتهت في روما يوم الجمعة."
)
SAID = (
    "وقال الوزير العماني بدر البوسعيدي إن المحادثات أحرزت بعض التقدم لكنه لم يكن حاسما، "
    "معربا عن أمله في توضيح المسائل الباقية."
)
BEFORE = "وكانت الجولات السابقة قد عقدت في مسقط وروما منذ أبريل الماضي بوساطة سلطنة عمان، من دون الإعلان عن اتفاق."
VIEW = "من جهته رأى وزير الخارجية الإيراني عباس عراقجي أن المسائل المطروحة أعقد من أن تحل في جولتين أو ثلاث."


def lay(text: str, **known: str) -> Layout:
    return split_page(Page("page.txt", text, **known), Lexicon.bundled())


def kept(text: str, layout: Layout, article: int = 0) -> list[str]:
    return [line for s in layout.articles[article].kept for line in s.of(text).split("\n") if line.strip()]


def dropped(text: str, layout: Layout) -> dict[str, str]:
    return {line.strip(): d.reason for d in layout.dropped for line in d.span.of(text).split("\n") if line.strip()}


def test_a_full_page_with_menus() -> None:
    title = "ختام الجولة الخامسة من محادثات روما بلا اختراق"
    head = ["الرئيسية", "أخبار", "سياسة", "اقتصاد", "رياضة", "تسجيل الدخول", "الرئيسية / أخبار / الشرق الأوسط", "عاجل"]
    ticker = ["الذهب يرتفع عالميا مع تراجع الدولار", "منتخب الشباب يستعد لمباراة الغد"]
    under = ["24 مايو 2025 - 10:15 ص", "شارك", "فيسبوك", "واتساب", "الوفد العماني يغادر مقر المحادثات في روما (رويترز)"]
    related = ["اقرأ أيضا", "إيران تعلن موعد الجولة المقبلة", "خلفيات الملف النووي"]
    tail = [
        "الكلمات الدلالية",
        "إيران",
        "روما",
        "الأكثر قراءة",
        "موعد مباراة النهائي والقنوات الناقلة",
        "التعليقات (0)",
    ]
    foot = ["من نحن", "اتصل بنا", "جميع الحقوق محفوظة © 2025"]
    text = "\n".join([*head, *ticker, title, *under, ENDED, SAID, *related, BEFORE, VIEW, *tail, *foot])
    layout = lay(text)
    assert kept(text, layout) == [title, ENDED, SAID, BEFORE, VIEW]
    article = layout.articles[0]
    assert article.title == title
    assert (article.published, article.published_basis) == ("2025-05-24", "dateline")
    assert article.tags == ("إيران", "روما")
    reasons = dropped(text, layout)
    assert reasons[under[-1]] == "caption"
    assert reasons[under[0]] == "dateline"
    assert reasons["التعليقات (0)"] == "widget"
    assert reasons[foot[-1]] == "disclaimer"
    assert reasons["الكلمات الدلالية"] == reasons["إيران"] == "tags"
    assert {reasons[x] for x in [*head, *ticker, *related]} == {"navigation"}


def aggregator_page() -> str:
    own = [
        "ختام جولة روما بلا اختراق",
        ENDED,
        SAID,
        "هاشتاغات",
        "التعليقات",
        "كن أول من يعلق...",
        "أخبار ذات صلة",
        "",
    ]
    first = ["العربية", "منذ 30 دقيقة", "- العربية", "عراقجي يتحدث عن تعقيد الملف", f"{VIEW} {BEFORE}", "", ""]
    second = ["صحيفة المرفأ", "منذ 2 أيام", "- صحيفة المرفأ", "مسقط تنتظر ردين", f"{BEFORE} {SAID}", ""]
    teaser = ["سكاي نيوز عربية", "منذ 3 ساعات", "- سكاي نيوز عربية", "أسعار الذهب اليوم"]
    return "\n".join([*own, *first, *second, *teaser])


def test_an_aggregator_page_holds_several_articles() -> None:
    text = aggregator_page()
    layout = lay(text, fetched="2025-05-25")
    titles = ["ختام جولة روما بلا اختراق", "عراقجي يتحدث عن تعقيد الملف", "مسقط تنتظر ردين"]
    assert [a.title for a in layout.articles] == titles
    _, first, second = layout.articles
    assert first.outlet == "organization/al-arabiya"
    assert (first.published, first.published_basis) == ("2025-05-25", "relative")
    assert first.published_span is not None
    assert first.published_span.of(text) == "منذ 30 دقيقة"
    assert (second.outlet, second.outlet_basis) == ("organization/صحيفة-المرفأ", "dateline")
    assert second.published == "2025-05-23"
    reasons = dropped(text, layout)
    assert reasons["منذ 30 دقيقة"] == reasons["- العربية"] == "dateline"
    assert reasons["أسعار الذهب اليوم"] == "navigation"


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("الشرق الأوسط", "asharq-al-awsat"),
        ("الرياض", "alriyadh"),
        ("القدس", "al-quds-newspaper"),
        ("الخليج", "al-khaleej"),
    ],
)
def test_an_outlet_that_bears_the_name_of_a_place(name: str, outlet: str) -> None:
    """In the head of an item it is the outlet; in a dateline it stays the place."""
    layout = lay(aggregator_page().replace("العربية\n", f"{name}\n"), fetched="2025-05-25")
    assert layout.articles[1].outlet == f"organization/{outlet}"
    assert lay(f"ختام جولة روما\n{name} - {ENDED}\n{SAID}").articles[0].outlet is None


def test_what_is_known_of_the_page_is_not_said_of_the_articles_of_others() -> None:
    layout = lay(aggregator_page(), fetched="2025-05-25", published="2025-05-24", outlet="aawsat")
    assert [a.published for a in layout.articles] == ["2025-05-24", "2025-05-25", "2025-05-23"]
    assert layout.articles[0].outlet_basis == "manifest"
    assert layout.articles[1].outlet == "organization/al-arabiya"


def test_a_body_printed_twice_with_its_headline_between() -> None:
    advert = "لا تفوت الفرصة! اشترك في نشرتنا الإخبارية المجانية واحصل على أهم الأخبار في بريدك"
    title = "جولة روما تنتهي بتقدم غير حاسم بين إيران وأمريكا"
    body = [f"{ENDED} {SAID}", "عقبات كثيرة أمام المفاوضين", BEFORE, VIEW]
    text = "\n".join([*body, advert, title, *body, advert])
    layout = lay(text)
    assert len(layout.articles) == 1
    assert kept(text, layout) == [*body, title]
    assert layout.articles[0].title == title
    assert [h.of(text) for h in layout.articles[0].headings] == ["عقبات كثيرة أمام المفاوضين"]
    assert [d.reason for d in layout.dropped] == ["advert", "duplicate", "advert"]


def test_a_body_printed_twice_in_one_line_and_a_headline_three_times() -> None:
    title = "جولة روما تنتهي بتقدم غير حاسم"
    text = f"{title}\n{title}\n{ENDED} {SAID} {VIEW} {ENDED} {SAID} {VIEW}\n{title}"
    layout = lay(text)
    assert kept(text, layout) == [title, f"{ENDED} {SAID} {VIEW}"]
    assert {d.reason for d in layout.dropped} == {"duplicate"}


def test_a_cut_off_lead_gives_way_to_the_full_one() -> None:
    text = f"جولة روما تنتهي بتقدم غير حاسم\n{ENDED[:70]}...\n{ENDED} {SAID}"
    assert kept(text, lay(text)) == ["جولة روما تنتهي بتقدم غير حاسم", f"{ENDED} {SAID}"]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("روما - رويترز:", ENDED),
        ("سبق – وكالات:", ENDED),
        ("واشنطن (أ ف ب) -", ENDED),
        ("محمود علي - سبق - مكة المكرمة:", ENDED),
    ],
)
def test_an_inline_dateline_is_cut_off(dateline: str, rest: str) -> None:
    text = f"ختام جولة روما بلا اختراق\n\n{dateline} {rest}"
    layout = lay(text)
    assert kept(text, layout) == ["ختام جولة روما بلا اختراق", rest]
    assert dropped(text, layout) == {dateline: "dateline"}


@pytest.mark.parametrize(
    "text",
    [
        f"رويترز: محادثات روما مستمرة\n\n{ENDED}",
        f"ختام جولة روما\n\nقال البوسعيدي: {ENDED}",
        f"ختام جولة روما\n\nالعلاقات الإيرانية - الأميركية: {ENDED}",
        f"تقرير: خلاف على التخصيب في روما\n\n{ENDED}\nخلاف على التخصيب\n{VIEW}",
        f"هل تعود روما إلى الواجهة؟\n\n{ENDED}\nنعم\n{VIEW}",
        f"ختام جولة روما\n\n{ENDED}\nوثيقة من ست نقاط:\n1- التخصيب\n2- العقوبات\n3- الضمانات\n{VIEW}",
    ],
)
def test_what_only_looks_like_furniture_is_kept(text: str) -> None:
    layout = lay(text)
    assert kept(text, layout) == [line for line in text.split("\n") if line]
    assert layout.dropped == ()


def test_furniture_glued_to_the_text() -> None:
    body = f"{ENDED} {SAID}"
    text = f"ختام جولة روما\n\nNext Previous {body} سمات إيران روما سلطنة عمان"
    layout = lay(text)
    assert kept(text, layout) == ["ختام جولة روما", body]
    assert dropped(text, layout) == {"Next Previous": "navigation", "سمات إيران روما سلطنة عمان": "tags"}
    text = f"ختام جولة روما\n\n{body} رابط الخبر بصحيفة البلد: ختام جولة روما"
    assert dropped(text, lay(text)) == {"رابط الخبر بصحيفة البلد: ختام جولة روما": "navigation"}


def test_headlines_behind_the_text_without_a_heading() -> None:
    others = ["ترامب يلوح بعقوبات جديدة", "سعر الدولار اليوم في البنوك", "الأرصاد تحذر من موجة حر"]
    text = "\n".join(["ختام محادثات روما", ENDED, SAID, *others, "من نحن", "سياسة الخصوصية"])
    layout = lay(text)
    assert kept(text, layout) == ["ختام محادثات روما", ENDED, SAID]
    assert kept("\n".join(text.split("\n")[:-2]), lay("\n".join(text.split("\n")[:-2])))[-1] == others[-1]


def test_the_title_without_the_name_of_the_site() -> None:
    text = f"ما بعد جولة روما – موقع المرفأ\nالقائمة\nالرئيسية\nما بعد جولة روما\nمايو 24, 2025\n{ENDED}\n{SAID}"
    layout = lay(text)
    assert layout.articles[0].title == "ما بعد جولة روما"
    assert kept(text, layout) == ["ما بعد جولة روما", ENDED, SAID]


def test_a_head_with_a_line_for_the_section() -> None:
    head = ["عكاظ", "٢٢-٠٥-٢٠٢٥", "سياسة", "- عكاظ", "مسقط تنتظر ردين", f"{BEFORE} {SAID}"]
    text = "\n".join(["ختام محادثات روما", ENDED, VIEW, "أخبار ذات صلة", *head])
    layout = lay(text, fetched="2025-05-25")
    assert [(a.outlet, a.published) for a in layout.articles][1] == ("organization/okaz", "2025-05-22")
    assert kept(text, layout, 1) == head[-2:]


def test_an_article_printed_twice_with_its_head() -> None:
    item = ["عكاظ", "منذ 3 ساعات", "- عكاظ", "مسقط تنتظر ردين", f"{BEFORE} {SAID}"]
    text = "\n".join(["ختام محادثات روما", ENDED, VIEW, "أخبار ذات صلة", *item, *item])
    layout = lay(text, fetched="2025-05-25")
    assert len(layout.articles) == 2
    assert "duplicate" in {d.reason for d in layout.dropped}


def test_scripts_left_in_the_text() -> None:
    code = ".box { padding: 0; margin: 0 } .box h4 { color: red } function(a) { return a; }"
    text = f"ختام جولة روما\n\n{ENDED} {code}"
    assert kept(text, lay(text)) == ["ختام جولة روما", ENDED]


def test_readers_comments_are_dropped() -> None:
    text = "\n".join(
        ["ختام جولة روما", ENDED, SAID, BEFORE, "التعليقات", "قارئ", "أتمنى أن تنجح المحادثات قريبا إن شاء الله."]
    )
    layout = lay(text)
    assert kept(text, layout) == ["ختام جولة روما", ENDED, SAID, BEFORE]
    assert layout.dropped[0].reason == "widget"


def test_a_page_of_menus_has_no_article_and_says_so() -> None:
    layout = lay("الرئيسية\nأخبار\nرياضة\nمن نحن\nاتصل بنا\nجميع الحقوق محفوظة")
    assert layout.articles == ()
    assert [p.code for p in layout.problems] == ["no-article"]


def test_a_page_without_arabic_is_read_and_says_so() -> None:
    layout = lay(
        "Talks in Rome end\n\nThe fifth round of the talks ended in Rome on Friday, and the mediator of it spoke."
    )
    assert [a.language for a in layout.articles] == ["en"]
    assert [p.code for p in layout.problems] == ["not-arabic"]


def test_an_empty_page_has_nothing() -> None:
    assert lay("") == lay("") == Layout(())
    assert lay(" \n\ufeff\n").articles == ()


def test_glued_words_and_missing_spaces_leave_the_text_alone() -> None:
    body = "تحدث الرئيسان عن روسياوأوكرانيا.وقال الكرملين إن الاتصال دام أكثر من ساعتين.وأضاف أنه كان مفيدا."
    text = f"ختام اتصال موسكو\n\n{body}"
    assert kept(text, lay(text)) == text.split("\n\n")
