"""Names in sentences written for the tests."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Mention, Reference, Span
from khabar.names import find_names


def read(
    text: str, published: str | None = "2025-05-20", outlet: str | None = None
) -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    whole = Span(0, len(text))
    article = Article("a", whole, (whole,), published=published, outlet=outlet)
    return find_names(Passage.of(text), article, Lexicon.bundled(), "0")


def mentions(text: str, **about: str | None) -> list[tuple[str, str]]:
    return [(m.text, m.entity) for m in read(text, **about)[0]]


def texts(text: str) -> list[str]:
    return [m.text for m in read(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اجتمع الوفدان في مسقط أمس.", [("مسقط", "place/muscat")]),
        ("تحدث عن روسياوأوكرانيا معا.", [("روسيا", "place/russia"), ("أوكرانيا", "place/ukraine")]),
        ("نقلت الرسالة للولايات المتحدة.", [("ولايات المتحدة", "place/united-states")]),
        ("وبالسودان ولليمن", [("السودان", "place/sudan"), ("يمن", "place/yemen")]),
        ("سافر إلى بيروت ودمشق.", [("بيروت", "place/beirut"), ("دمشق", "place/damascus")]),
        ("التقى الرئيس عبدالفتاح السيسي الوفد.", [("عبدالفتاح السيسي", "person/abdel-fattah-el-sisi")]),
        ("التقى الرئيس عبد الفتاح السيسي الوفد.", [("عبد الفتاح السيسي", "person/abdel-fattah-el-sisi")]),
    ],
)
def test_known_names_are_found_without_attached_letters(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize("letters", ["", "و", "ب", "ل", "ول", "وب", "ف", "ك"])
def test_attached_letters_never_change_who_is_meant(letters: str) -> None:
    found = mentions(f"كان الأمر متعلقا {letters}نتنياهو وحده.")
    assert found == [("نتنياهو", "person/benjamin-netanyahu")]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("رفضت طهران المقترح.", "place/iran"),
        ("زاد إصرار موسكو على شروطها.", "place/russia"),
        ("وصل الوفد إلى طهران أمس.", "place/tehran"),
        ("يقيم في موسكو منذ عام.", "place/moscow"),
        ("سيزور باريس الأسبوع المقبل.", "place/paris"),
        ("انتهت محادثات فيينا.", "place/vienna"),
        ("زادت الشكوك لدى المسؤولين في واشنطن.", "place/united-states"),
        ("هاجم مسلحون بلدة قرب بغداد.", "place/baghdad"),
        ("أعلن البيت الأبيض موعد القمة.", "place/united-states"),
        ("استقبله في البيت الأبيض.", "place/white-house"),
    ],
)
def test_a_capital_is_the_city_or_the_state(text: str, entity: str) -> None:
    assert [e for _, e in mentions(text) if e.startswith("place/")] == [entity]


def test_nationality_adjectives_are_no_mentions() -> None:
    assert mentions("التقى الوفد الإيراني نظيره الأميركي في جلسة سعودية.") == []


def test_the_feminine_of_saudi_is_a_state_only_as_a_noun() -> None:
    assert mentions("تحسنت الصادرات السعودية كثيرا.") == []
    assert mentions("أعلنت السعودية موقفها.") == [("السعودية", "place/saudi-arabia")]


@pytest.mark.parametrize("text", ["تابع الوزير حديثه دون تعليق.", "عاد إلى البيت.", "هو أكثر جدة من غيره."])
def test_homographs_are_no_names(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت الخارجية الإيرانية إنها تدرس الرد.", "الخارجية الإيرانية"),
        ("نفى المتحدث باسم وزارة الدفاع التركية الخبر.", "وزارة الدفاع التركية"),
        ("صوت البرلمان اللبناني على القانون.", "البرلمان اللبناني"),
        ("أقر مجلس الوزراء الكويتي الميزانية.", "مجلس الوزراء الكويتي"),
    ],
)
def test_bodies_of_states_carry_their_nationality(text: str, expected: str) -> None:
    assert texts(text) == [expected]


def test_a_bare_body_belongs_to_the_state_the_article_is_about() -> None:
    first, second = mentions("ناقش النواب في تونس الميزانية. وقال البرلمان إنه سيصوت غدا.")[-2:]
    assert (first[0], second[0]) == ("تونس", "البرلمان")
    assert "tunisia" in second[1] or "tunisian" in second[1]


def test_a_minister_is_no_ministry() -> None:
    assert texts("وصل وزير الخارجية الإيراني.") == []


def test_a_generic_noun_is_no_mention() -> None:
    assert texts("قالت الحكومة إنها ستعمل، وأضافت الوزارة أن اللجنة اجتمعت.") == []


# -- unknown names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال الدكتور نزار القرعاوي إن الدراسة مفيدة.", "نزار القرعاوي"),
        ("أوضح المهندس فهد بن ناصر العبدلي في مؤتمر صحفي.", "فهد بن ناصر العبدلي"),
        ("قال محمود الطنبري إن الموسم جيد.", "محمود الطنبري"),
        ("أشارت ليندا فاركويل، مديرة المعهد، إلى ذلك.", "ليندا فاركويل"),
        ("قال مدير عام الهيئة عبد الرحيم الزغبري لاحقا.", "عبد الرحيم الزغبري"),
    ],
)
def test_unknown_persons_are_found_and_end_where_the_name_ends(text: str, name: str) -> None:
    assert name in texts(text)


@pytest.mark.parametrize(
    "name", ["محمد بن عبد الوهاب", "عمر بن عبد العزيز", "محمد بن عبد الكريم", "عبد الله بن عبد المطلب"]
)
def test_a_name_of_two_words_is_not_cut(name: str) -> None:
    assert texts(f"وقال الشيخ {name} إن القرار قريب.") == [name]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("قال وزير الأوقاف الأردني إن السفارة في عمان ساعدت الحجاج الأردنيين.", "place/amman"),
        ("زار وزير الخارجية العماني بدر البوسعيدي الأردن ثم عاد إلى عمان. وأكدت سلطنة عمان ذلك.", "place/oman"),
        ("وصل الوفد إلى عمان أمس.", "place/oman"),
    ],
)
def test_a_capital_spelled_like_a_state_is_meant_where_its_state_is_told_of(text: str, entity: str) -> None:
    assert ("عمان", entity) in mentions(text)


def test_a_nationality_joined_before_a_name_is_no_part_of_it() -> None:
    text = "حضر الزعيمان الهندي ناريندرا مودي والباكستاني نواز شريف القمة."
    assert texts(text) == ["ناريندرا مودي", "نواز شريف"]


def test_a_surname_alone_is_linked_to_its_full_name() -> None:
    found = mentions("قال الدكتور نزار القرعاوي إن الدراسة مفيدة. وأضاف القرعاوي أنها ستنشر.")
    assert [t for t, _ in found] == ["نزار القرعاوي", "القرعاوي"]
    assert found[0][1] == found[1][1] != ""


def test_a_preposition_is_no_given_name() -> None:
    assert texts("وافق على البند بعد الاطلاع على المسودة.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ذكرت صحيفة «كوريندا بوست» الخبر.", "كوريندا بوست"),
        ("أعلنت شركة زفيركوم أرباحها.", "زفيركوم"),
        ("اندلع حريق في قرية قرنبيل أمس.", "قرنبيل"),
        ("أقرت هيئة تنظيم الاتصالات اللبنانية القواعد.", "هيئة تنظيم الاتصالات اللبنانية"),
        ('طورت شركة "زفيركوم" (Zphircom) التطبيق.', "Zphircom"),
    ],
)
def test_unknown_bodies_and_places_are_found_by_their_head_noun(text: str, name: str) -> None:
    assert name in texts(text)


@pytest.mark.parametrize("text", ["اجتمعت لجنة مشتركة أمس.", "عقد مجلس الإدارة جلسة.", "بنى قاعدة بيانات جديدة."])
def test_a_head_noun_alone_makes_no_name(text: str) -> None:
    assert texts(text) == []


# -- spelling -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("قال ترمب إن الصفقة قريبة.", "person/donald-trump"),
        ("زارت فدريكا موغريني القاهرة.", "person/federica-mogherini"),
        ("صوت الكونجرس أمس.", "organization/us-congress"),
    ],
)
def test_unlisted_spellings_are_linked_by_rule(text: str, entity: str) -> None:
    assert mentions(text)[0][1] == entity


# -- spans --------------------------------------------------------------------------------------------


def test_a_bracket_may_stand_inside_a_name() -> None:
    assert texts("دعاني نظيري (محمد جواد) ظريف إلى طهران.")[0] == "محمد جواد) ظريف"


def test_harakat_and_tatweel_do_not_move_spans() -> None:
    assert texts("زار عُمانَ ثم كتب لـإيران.") == ["عُمانَ", "إيران"]


WORDS = [
    "قال",
    "وزير الخارجية",
    "الإيراني",
    "عباس عراقجي",
    "،",
    "في",
    "طهران",
    "و",
    "للولايات المتحدة",
    "(",
    ")",
    "«",
    "»",
    ":",
]
WORDS += [
    "وروسيا",
    "الدكتور",
    "مصدران",
    "لجنة",
    "التخطيط",
    "محمد",
    "بن",
    "البرلمان",
    ".",
    "\n",
    "لـ",
    "قطر",
    "CNN",
    "جي. دي. فانس",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_whatever_is_read_is_what_its_span_says(words: list[str]) -> None:
    text = " ".join(words)
    found, references = read(text)
    for mention in found:
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.text.strip() == mention.text != ""
    for left, right in itertools.pairwise(found):
        assert left.span.end <= right.span.start
    for reference in references:
        assert 0 <= reference.span.start < reference.span.end <= len(text)
        assert reference.head.start < reference.head.end


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ابتلمنوير ال،."«»()\u064b\u0640\u200f\n0٣', max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for mention in read(text)[0]:
        assert text[mention.span.start : mention.span.end] == mention.text


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("التقى الوزير المصري سامح شكري نظيره. وأكد شكري التزام مصر.", "شكري", "person/sameh-shoukry"),
        ("غادر الرئيس علي عبدالله صالح المدينة. وانسحبت قوات صالح.", "صالح", "person/ali-abdullah-saleh"),
        ("التقى الرئيس محمد بخاري الوفد. وشدد بخاري على ذلك.", "بخاري", "person/muhammadu-buhari"),
        ("تحدثت سامانثا باور أمس.", "سامانثا باور", "person/samantha-power"),
    ],
)
def test_a_surname_stands_for_whoever_was_named_in_full(text: str, name: str, entity: str) -> None:
    assert (name, entity) in mentions(text)[-2:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كلف المحافظ نايف صالح عبدالقادر البكري بالمهمة.", "نايف صالح عبدالقادر البكري"),
        ("قال قائد الكتيبة العقيد حامد بالخير، إن الوضع هادئ.", "حامد بالخير"),
        ("أعلنت كتائب أبو بكر انسحابها.", "كتائب أبو بكر"),
        ("ضبطت الجمارك اليونانية السفينة.", "الجمارك اليونانية"),
        ("ذكر موقع «ليبيا المستقبل» الخبر.", "ليبيا المستقبل"),
        ("أعلن مكتب الرئيس الأوكراني الموعد.", "مكتب الرئيس الأوكراني"),
        ("هاجم تنظيم القاعدة المعسكر.", "القاعدة"),
        ("هاجم المتمردون الحوثيون المعسكر.", "الحوثيون"),
        ("طالب بتنفيذ مبادئ جنيف1 كاملة.", "جنيف"),
    ],
)
def test_names_are_neither_cut_nor_drawn_out(text: str, expected: str) -> None:
    assert texts(text) == [expected]


@pytest.mark.parametrize("text", ["عاد إلى مسقط رأسه.", "وقع العمل لصالح الشركة بعد زيارة صالح للمصنع."])
def test_common_words_stay_words(text: str) -> None:
    assert texts(text) == []
