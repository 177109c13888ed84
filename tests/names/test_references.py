"""References: who a phrase stands for, how far it reaches, its gender and number."""

from __future__ import annotations

import pytest

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Article, Reference, Span
from khabar.names import find_names


def references(text: str, published: str | None = "2025-05-20") -> dict[str, Reference]:
    whole = Span(0, len(text))
    article = Article("a", whole, (whole,), published=published)
    return {r.span.of(text): r for r in find_names(Passage.of(text), article, Lexicon.bundled(), "0")[1]}


@pytest.mark.parametrize(
    ("text", "span", "entity"),
    [
        (
            "قال وزير الخارجية الإيراني عباس عراقجي إن الجولة انتهت.",
            "وزير الخارجية الإيراني عباس عراقجي",
            "person/abbas-araghchi",
        ),
        (
            "قال وزير الخارجية الأمريكي، ماركو روبيو، إن الجولة انتهت.",
            "وزير الخارجية الأمريكي، ماركو روبيو",
            "person/marco-rubio",
        ),
        (
            "نفى إسماعيل بقائي، المتحدث باسم الخارجية الإيرانية، الخبر.",
            "إسماعيل بقائي، المتحدث باسم الخارجية الإيرانية",
            "person/esmaeil-baghaei",
        ),
        (
            "رحب وزير الخارجية التركي والوسيط في الأزمة هاكان فيدان بذلك.",
            "وزير الخارجية التركي والوسيط في الأزمة هاكان فيدان",
            "person/hakan-fidan",
        ),
        ("قال رئيس أوكرانيا فولوديمير زيلينسكي ذلك.", "رئيس أوكرانيا فولوديمير زيلينسكي", "person/volodymyr-zelensky"),
        (
            "قال المبعوث الخاص للرئيس الأمريكي دونالد ترامب، ستيف ويتكوف، ذلك.",
            "المبعوث الخاص للرئيس الأمريكي دونالد ترامب، ستيف ويتكوف",
            "person/steve-witkoff",
        ),
        ("وقال عراقجي ذلك.", "عراقجي", "person/abbas-araghchi"),
        ("رفضت إيران ذلك.", "إيران", "place/iran"),
    ],
)
def test_a_phrase_reaches_over_role_and_name(text: str, span: str, entity: str) -> None:
    found = references(text)
    assert span in found
    assert found[span].entities == (entity,)


@pytest.mark.parametrize("king", ["ملك الأردن", "أمير الكويت", "رئيس كينيا"])
def test_the_office_of_another_state_begins_a_phrase_of_its_own(king: str) -> None:
    found = references(f"استقبل {king} الرئيس التركي رجب طيب أردوغان في المطار.")
    assert king in found
    assert found["الرئيس التركي رجب طيب أردوغان"].entities == ("person/recep-tayyip-erdogan",)


def test_two_ministers_are_two_phrases() -> None:
    found = references("اجتمع وزير الخارجية الفرنسي ووزير الدفاع الإيطالي.")
    assert {"وزير الخارجية الفرنسي", "وزير الدفاع الإيطالي"} <= set(found)


@pytest.mark.parametrize(
    ("published", "entity"),
    [("2015-07-22", "person/mohammad-javad-zarif"), ("2025-05-20", "person/abbas-araghchi"), (None, None)],
)
def test_an_office_has_its_holder_of_the_day(published: str | None, entity: str | None) -> None:
    reference = references("قال وزير الخارجية الإيراني إن بلاده مستعدة.", published)["وزير الخارجية الإيراني"]
    assert (reference.role, reference.of) == ("foreign-minister", "place/iran")
    assert reference.entities == ((entity,) if entity else ())


def test_a_role_alone_is_who_bore_it_before() -> None:
    found = references("قال وزير الطاقة الفرنسي كريم بورجوان إن السعر ثابت. وأضاف الوزير أن العقد جديد.")
    assert found["الوزير"].entities == found["وزير الطاقة الفرنسي كريم بورجوان"].entities != ()


def test_a_counterpart_holds_the_same_office() -> None:
    found = references("استقبل وزير الخارجية الإيراني عباس عراقجي نظيره الروسي سيرغي لافروف.")
    assert found["نظيره الروسي سيرغي لافروف"].entities == ("person/sergei-lavrov",)


@pytest.mark.parametrize(
    ("text", "span", "kind", "number", "gender"),
    [
        ("قال مصدران إيرانيان ذلك.", "مصدران إيرانيان", "anonymous", "dual", "m"),
        ("قال مصدر مطلع على الملف ذلك.", "مصدر مطلع على الملف", "anonymous", "singular", "m"),
        (
            "قال مسؤول كبير في وزارة الخارجية التركية ذلك.",
            "مسؤول كبير في وزارة الخارجية التركية",
            "anonymous",
            "singular",
            "m",
        ),
        ("قالت مسؤولة أوروبية ذلك.", "مسؤولة أوروبية", "anonymous", "singular", "f"),
        ("قال دبلوماسيون أوروبيون ذلك.", "دبلوماسيون أوروبيون", "anonymous", "plural", "m"),
        ("اتفق الطرفان على ذلك.", "الطرفان", "group", "dual", "m"),
        ("جاء في البيان ذلك.", "البيان", "document", "singular", "m"),
        ("قال أحد المسؤولين الأتراك ذلك.", "أحد المسؤولين الأتراك", "anonymous", "singular", "m"),
    ],
)
def test_those_without_a_name(text: str, span: str, kind: str, number: str, gender: str) -> None:
    reference = references(text)[span]
    assert (reference.source_kind, reference.number, reference.gender) == (kind, number, gender)
    assert reference.entities == ()


def test_women_are_feminine() -> None:
    found = references("قالت كارولين ليفيت ذلك، وقالت أورسولا فون دير لاين غيره.")
    assert {r.gender for r in found.values()} == {"f"}


def test_a_body_named_before_is_meant_by_its_noun() -> None:
    found = references("أعلنت وزارة الخارجية القطرية الخبر. وأضافت الوزارة أن الموعد قريب.")
    assert found["الوزارة"].entities == found["وزارة الخارجية القطرية"].entities


def test_the_administration_of_a_president_is_his_state() -> None:
    assert references("طالبت إدارة ترامب بذلك.")["إدارة ترامب"].entities == ("place/united-states",)


def test_a_side_with_a_nationality_is_the_state() -> None:
    assert references("رأى الجانب الأميركي ذلك.")["الجانب الأميركي"].entities == ("place/united-states",)


def test_an_ambassador_is_nobody_while_many_hold_the_office() -> None:
    assert (
        references("قالت السفيرة الأمريكية إن الاجتماع تأجل.", published="2015-07-20")["السفيرة الأمريكية"].entities
        == ()
    )


def test_a_counterpart_is_never_the_one_spoken_of_before() -> None:
    text = "التقى وزير الخارجية المصري سامح شكري نظيره."
    assert references(text, published="2015-07-20")["نظيره"].entities == ()


def test_listeners_are_no_part_of_a_role() -> None:
    found = references("قال الرئيس الأمريكي للصحفيين إن الموعد لم يحدد.")
    assert found["الرئيس الأمريكي"].entities == ("person/donald-trump",)


def test_a_unit_belongs_to_its_commander() -> None:
    text = "قال آمر كتيبة لواء أول مدرعات التابعة للجيش الليبي العقيد سالم الفيتوري إن الوضع هادئ."
    span = "آمر كتيبة لواء أول مدرعات التابعة للجيش الليبي العقيد سالم الفيتوري"
    assert references(text)[span].role == "commander-of"


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير الخارجية الأمريكي السابق إن الحل قريب.",
        "وصرح الرئيس الأميركي المنتخب بأن الحل قريب.",
        "وأكد رئيس الوزراء الإسرائيلي بالوكالة أن الحل قريب.",
    ],
)
def test_whoever_does_not_hold_the_office_is_not_its_holder(text: str) -> None:
    assert all(not r.entities for r in references(text).values() if r.role)
