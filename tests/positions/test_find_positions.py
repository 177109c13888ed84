"""Positions found in whole sentences, through all stages before."""

from __future__ import annotations

import pytest

from khabar.arabic import Passage
from khabar.lexicon.phrases import Phrases
from khabar.model import Page, Position
from khabar.reader import read


def positions(text: str, published: str = "2025-05-23") -> list[Position]:
    return [p for a in read(Page("a.txt", text, published=published)).articles for p in a.positions]


def said(text: str) -> set[tuple[str, str, str]]:
    return {(p.party, p.issue, p.stand) for p in positions(text)}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("طالبت إيران الولايات المتحدة برفع العقوبات.", ("place/iran", "sanctions", "demands")),
        ("قال عباس عراقجي إن إيران مستعدة لتعليق التخصيب.", ("place/iran", "uranium-enrichment", "offers")),
        ("وافقت إيران على وقف إطلاق النار.", ("place/iran", "ceasefire", "accepts")),
        ("رفضت إيران قيود التفتيش.", ("place/iran", "nuclear-restrictions", "rejects")),
        ("قال عباس عراقجي إن إيران لن تقبل وقف التخصيب.", ("place/iran", "uranium-enrichment", "rejects")),
        ("أكد عباس عراقجي أن إيران لن تتنازل عن التخصيب.", ("place/iran", "uranium-enrichment", "red-line")),
        ("قال عباس عراقجي إن التخصيب خط أحمر.", ("place/iran", "uranium-enrichment", "red-line")),
        (
            "قال عباس عراقجي إن وقف التخصيب ممكن إذا رفعت واشنطن حصارها.",
            ("place/iran", "uranium-enrichment", "conditions"),
        ),
    ],
)
def test_stands(text: str, position: tuple[str, str, str]) -> None:
    assert position in said(text)


def test_a_minister_speaks_for_the_state_and_says_so_himself() -> None:
    (position,) = positions("دعا عباس عراقجي إلى رفع العقوبات.")
    assert (position.party, position.stated_by) == ("place/iran", "self")


def test_a_stand_told_by_the_opponent_is_the_partys_stand_attributed() -> None:
    found = positions("قال ماركو روبيو إن إيران ترفض وقف التخصيب.")
    assert [(p.party, p.stand, p.stated_by) for p in found] == [("place/iran", "rejects", "opponent")]
    assert found[0].statement is not None


def test_the_articles_own_voice() -> None:
    (position,) = positions("لا تزال روسيا ترفض وقف إطلاق النار.")
    assert (position.statement, position.stated_by) == (None, "article")


def test_a_finer_issue_is_named_by_the_rule() -> None:
    (position,) = positions("رفضت إيران آلية الزناد.")
    assert (position.issue, position.rule) == ("sanctions", "refuse@snapback")


def test_praise_and_forecast_are_no_positions() -> None:
    assert positions("قال عباس عراقجي إن الطقس في مسقط جميل.") == []


def test_words_passed_on_by_the_other_side_are_attributed_by_the_opponent() -> None:
    text = "قال عباس عراقجي إن ماركو روبيو قال إن الولايات المتحدة ترفض التخصيب."
    found = [p for p in positions(text) if p.party == "place/united-states"]
    assert [(p.issue, p.stand, p.stated_by) for p in found] == [("uranium-enrichment", "rejects", "opponent")]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("طالب عباس عراقجي بوقف إطلاق النار.", ("place/iran", "ceasefire", "demands")),
        ("قال ماركو روبيو إن الاتفاق النووي مع إيران خطأ تاريخي.", ("place/united-states", "nuclear-deal", "rejects")),
        ("قال ماركو روبيو إن الاتفاق النووي مع إيران صفقة جيدة.", ("place/united-states", "nuclear-deal", "accepts")),
        ("قال عباس عراقجي إنه لا يوجد حل عسكري للأزمة.", ("place/iran", "military-action", "rejects")),
        ("هدد ماركو روبيو بفرض عقوبات على إيران.", ("place/united-states", "sanctions", "offers")),
        ("هدد ماركو روبيو بفرض عقوبات على إيران إذا فشلت.", ("place/united-states", "sanctions", "conditions")),
        ("قال ماركو روبيو إن الخيار العسكري مطروح.", ("place/united-states", "military-action", "offers")),
        ("ربط ماركو روبيو رفع العقوبات بوقف التخصيب.", ("place/united-states", "sanctions", "conditions")),
        ("عرضت إيران تعليق التخصيب مقابل رفع العقوبات.", ("place/iran", "sanctions", "conditions")),
        ("قال عباس عراقجي إن بلاده ستقدم مساعدات إنسانية للسودان.", ("place/iran", "humanitarian-aid", "offers")),
        ("يتمسك العراق بالاتفاق النووي الإيراني الذي تعارضه إسرائيل.", ("place/israel", "nuclear-deal", "rejects")),
        ("أكد عباس عراقجي رغبة إيران في تحسين العلاقات مع مصر.", ("place/iran", "diplomatic-relations", "offers")),
        ("قال السفير التونسي لدى روسيا إن بلاده ترفض العقوبات.", ("place/tunisia", "sanctions", "rejects")),
        ("طالب عباس عراقجي باحترام المواثيق الدولية.", ("place/iran", "other", "demands")),
        ("حذر عباس عراقجي من التدخل في شؤون بلاده.", ("place/iran", "foreign-interference", "rejects")),
        ("لم يستبعد ماركو روبيو الخيار العسكري.", ("place/united-states", "military-action", "offers")),
        ("تعهد ماركو روبيو بأن يعرقل الاتفاق النووي مع إيران.", ("place/united-states", "nuclear-deal", "rejects")),
        ("قال عباس عراقجي إن بلاده تسعى إلى وقف إطلاق النار.", ("place/iran", "ceasefire", "demands")),
        ("قال عباس عراقجي إنه لا تفاوض مع إسرائيل.", ("place/iran", "negotiations", "rejects")),
        ("أعلن نواب أمريكيون رفضهم الاتفاق النووي مع إيران.", ("organization/us-congress", "nuclear-deal", "rejects")),
        ("قال ماركو روبيو إن على إيران أن توقف التخصيب.", ("place/united-states", "uranium-enrichment", "demands")),
        ("أكد عباس عراقجي موقف بلاده الداعي إلى حل سياسي.", ("place/iran", "peace-settlement", "demands")),
        ("أوصى عباس عراقجي باستئناف المفاوضات.", ("place/iran", "negotiations", "demands")),
        ("قال عباس عراقجي إن إيران لا تريد الحرب.", ("place/iran", "military-action", "rejects")),
        ("يصر صندوق النقد الدولي على إعادة هيكلة الديون.", ("organization/imf", "trade-and-economy", "demands")),
        ("دعا ماركو روبيو الكونغرس إلى رفض الاتفاق النووي.", ("place/united-states", "nuclear-deal", "rejects")),
        ("رحب عباس عراقجي بالحل السياسي.", ("place/iran", "peace-settlement", "accepts")),
        ("قال ماركو روبيو: على إيران وقف التخصيب.", ("place/united-states", "uranium-enrichment", "demands")),
        ("أكد عباس عراقجي دعم بلاده لوقف إطلاق النار.", ("place/iran", "ceasefire", "accepts")),
        ("سمحت كينيا بدخول المساعدات الإنسانية.", ("place/kenya", "humanitarian-aid", "accepts")),
    ],
)
def test_stands_by_what_they_are_on(text: str, position: tuple[str, str, str]) -> None:
    assert position in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "قال عباس عراقجي إن الجو في قاعة اللقاء جيد، ورحب بالصحفيين خلال المفاوضات.",  # the talks only date the welcome
        "قال عباس عراقجي إنه إذا أرادت الولايات المتحدة الحرب فستندم.",  # supposed, not wanted
        "قال ماركو روبيو إن إيران عازمة على امتلاك السلاح النووي.",  # blame: nobody takes this stand himself
        "قال عباس عراقجي إن الشباب العراقي أراد المشاركة في إعادة الإعمار.",  # the speaker wants nothing
        "قال ماركو روبيو إن إيران معزولة بسبب تأييدها العقوبات.",  # a cause
        "قال عباس عراقجي إنه يدرس ما إذا كان يجب أن تشارك بلاده في المفاوضات.",  # a question
        "قال عباس عراقجي إن أمام الوفد شهرين للموافقة على الاتفاق النووي.",  # not yet agreed
        "رفض عباس عراقجي التعليق على الاتفاق النووي.",  # no comment is no refusal
        "ندد عباس عراقجي بالهجوم الإرهابي في بغداد.",  # blame of a deed, no stand on an issue
        "قال عباس عراقجي إنه التقى ماركو روبيو، ولطالما كانت العقوبات موضوع بحث.",  # لطالما is no condition
    ],
)
def test_what_takes_no_stand_of_the_speaker(text: str) -> None:
    assert [p for p in said(text) if p[0] in ("place/iran", "place/united-states")] == []


def test_one_sentence_takes_one_stand_on_an_issue() -> None:
    text = "قال عباس عراقجي إن بلاده ترفض التدخل في شؤونها وإنه يجب احترام سيادتها وعدم التدخل في شؤونها."
    assert [p.stand for p in positions(text) if p.issue == "foreign-interference"] == ["rejects"]


def test_an_unconditional_truce_has_no_condition() -> None:
    stands = {p.stand for p in positions("دعا عباس عراقجي إلى وقف لإطلاق النار كامل وغير مشروط.")}
    assert stands == {"demands"}


def test_what_points_back_takes_up_the_issue_before() -> None:
    text = "اقترحت روسيا وقف إطلاق النار. وأيدت إيران هذا الاقتراح."
    assert ("place/iran", "ceasefire", "accepts") in said(text)


def test_two_letters_behind_the_article_are_a_word_of_a_phrase() -> None:
    found = [f.value for f in Phrases([("حل سياسي", "x")]).find(Passage.of("تدعم مصر الحل السياسي الآن").tokens)]
    assert found == ["x"]


def test_what_another_wishes_a_party_to_do_is_not_its_stand() -> None:
    text = "قال ماركو روبيو إنه من الطبيعي أن تقبل إيران وقف التخصيب."
    assert "place/iran" not in {p.party for p in positions(text)}


def test_the_complement_begins_behind_the_preposition() -> None:
    text = "اتفقت الهند وباكستان اللتان تملكان أسلحة نووية على وقف إطلاق النار."
    assert {issue for _, issue, _ in said(text)} <= {"ceasefire"}


def test_what_a_body_tells_its_own_people_is_no_position() -> None:
    assert said("دعت وزارة الداخلية السعودية المواطنين إلى مراجعة مراكز الجوازات.") == set()


def test_a_prayer_is_no_demand() -> None:
    assert said("دعا الرئيس المصري الله أن يوقف إطلاق النار.") == set()
