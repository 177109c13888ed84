"""Who is harmed and by whom, where neither is subject or object: by whose arms, in whose attack, of whose people."""

from __future__ import annotations

import pytest

from khabar.model import Page
from khabar.reader import read


def told(text: str, type_: str = "ASSAULT") -> list[tuple[set[str], set[str]]]:
    events = read(Page("a.txt", text + "\n", published="2025-05-23")).articles[0].events
    return [(set(e.actors), set(e.recipients)) for e in events if e.type == type_]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        # whose attack it was
        ("قتل جنود في هجوم لتنظيم الدولة.", {"organization/islamic-state"}, set()),
        ("مقتل أربعين جنديا تشاديا في هجوم شنته جماعة بوكو حرام.", {"organization/boko-haram"}, {"place/chad"}),
        ("قتل خمسة جنود كينيين في كمين نصبته حركة الشباب.", {"organization/al-shabaab"}, {"place/kenya"}),
        ("لقي جندي كيني حتفه في هجوم لحركة الشباب.", {"organization/al-shabaab"}, {"place/kenya"}),
        # whose arms
        ("قتل ثلاثة جنود برصاص القوات الكينية.", {"place/kenya"}, set()),
        ("استشهد خمسة فلسطينيين في غارة إسرائيلية.", {"place/israel"}, {"place/palestine"}),
        # whose people a number are
        ("قتل 27 من حركة الشباب في الصومال.", set(), {"organization/al-shabaab"}),
        ("قتلت الطائرات الكينية 30 من عناصر حركة الشباب.", {"place/kenya"}, {"organization/al-shabaab"}),
        ("مقتل ثمانية مسلحين حوثيين في كمين للجيش اليمني.", {"place/yemen"}, {"organization/houthis"}),
        # adjectives between the aircraft and whose they are
        ("طائرات حربية تركية تقصف معاقل داعش.", {"place/turkey"}, {"organization/islamic-state"}),
        ("قصفت ثلاث طائرات حربية تركية مواقع لتنظيم داعش.", {"place/turkey"}, {"organization/islamic-state"}),
        # fighters without a name, but of a movement
        ("هاجم مسلحون حوثيون قاعدة للجيش اليمني.", {"organization/houthis"}, {"organization/yemeni-army"}),
        # objects without a name, behind a subject that stands before its verb
        ("داعش يعدم ناشطين انتقدوه علنا.", {"organization/islamic-state"}, set()),
        # places that are hit, far behind the verb
        (
            "شن التحالف العربي فجرا نحو 15 غارة على مخازن المتمردين الحوثيين.",
            {"organization/saudi-led-coalition"},
            {"organization/houthis"},
        ),
        # whoever claims an attack has made it
        ("أعلنت حركة الشباب مسؤوليتها عن الهجوم.", {"organization/al-shabaab"}, set()),
        # a land is taken from somebody, it takes nothing
        ("أعلنت السلطات العراقية تحرير محافظة ديالى من تنظيم داعش.", {"place/iraq"}, {"organization/islamic-state"}),
        # who claims an attack, in a relative clause
        ("الهجوم الانتحاري الذي تبناه تنظيم داعش أوقع قتلى.", {"organization/islamic-state"}, set()),
    ],
)
def test_who_harms_whom(text: str, actors: set[str], recipients: set[str]) -> None:
    assert (actors, recipients) in told(text)


def test_a_part_of_a_land_does_nothing() -> None:
    assert not any("place/northern-syria" in a | r for a, r in told("مقتل مدنيين في قصف جوي تركي شمالي سوريا."))


def test_the_resistance_is_somebody_where_its_enemy_is_named() -> None:
    war = "قال الحوثيون إنهم خسروا المطار. وسيطرت المقاومة على مدينة عدن."
    assert ({"organization/popular-resistance-yemen"}, set()) in told(war)
    assert told("أثنى الوزير على مقاومة المرض. وسيطرت المقاومة على مدينة أخرى.") == []


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("تظاهر آلاف التونسيين أمام السفارة الفرنسية.", "PROTEST", {"place/tunisia"}, {"place/france"}),
        ("علقت الجزائر معاهدة الصداقة مع إسبانيا.", "SANCTION", {"place/algeria"}, {"place/spain"}),
        (
            "أعلنت كندا إجراءات جديدة تستهدف قطاع النفط الفنزويلي.",
            "SANCTION",
            {"place/canada"},
            {"place/venezuela"},
        ),
        ("البحرين تحتج على أقوال علي خامنئي.", "ACCUSE", {"place/bahrain"}, {"person/ali-khamenei"}),
        (
            "اتهمت منظمة هيومن رايتس ووتش الحكومة السورية بقصف المدنيين.",
            "ACCUSE",
            {"organization/human-rights-watch"},
            {"organization/syrian-government"},
        ),
        ("زار السفير أستراليين محتجزين في إيران.", "COERCE", {"place/iran"}, {"place/australia"}),
        # the police is no condition (شرط)
        ("أعلنت الشرطة التركية اعتقال ثلاثة أشخاص.", "COERCE", {"organization/turkey-police"}, set()),
        # a court is of the state it sits in
        ("قضت محكمة في فيينا بالسجن على صحفي تركي.", "SANCTION", {"place/austria"}, {"place/turkey"}),
        ("حكمت محكمة جنايات القاهرة على محمد مرسي بالسجن.", "SANCTION", {"place/egypt"}, {"person/mohamed-morsi"}),
        # a crowd before the parliament is against the state
        ("تظاهر آلاف التونسيين أمام البرلمان الفرنسي.", "PROTEST", {"place/tunisia"}, {"place/france"}),
        (
            "قالت الخارجية الصينية إنها غير مهتمة بحوار مع واشنطن.",
            "REJECT",
            {"organization/chinese-foreign-ministry"},
            {"place/united-states"},
        ),
        # whom the threatened act is against
        ("لوحت الجزائر بوقف إمدادات الغاز عن إسبانيا.", "THREATEN", {"place/algeria"}, {"place/spain"}),
        # a headline without a verb
        ("تهديدات صينية لتايوان.", "THREATEN", {"place/china"}, {"place/taiwan"}),
        ("مطالب ليبية برفع حظر السلاح.", "REQUEST", {"place/libya"}, set()),
        # whose sanctions they are that somebody will not see extended
        ("إيران لن تقبل أي تمديد للعقوبات الأميركية.", "REJECT", {"place/iran"}, {"place/united-states"}),
        # to whom an attack is ascribed
        ("وقع هجوم انتحاري نسب إلى تنظيم داعش.", "ASSAULT", {"organization/islamic-state"}, set()),
        # what somebody says he will not do
        ("إريتريا لن تتفاوض مع إثيوبيا.", "REJECT", {"place/eritrea"}, {"place/ethiopia"}),
        ("قال عباس عراقجي إن إيران لن تكف عن دعم أصدقائها.", "REJECT", {"place/iran"}, set()),
        # whoever bears arms attacks with them, a minister with words
        ("هاجم الجيش الكيني حركة الشباب.", "ASSAULT", {"place/kenya"}, {"organization/al-shabaab"}),
        ("هاجم جون كيري الحكومة السورية.", "ACCUSE", {"person/john-kerry"}, {"organization/syrian-government"}),
        # a pronoun behind the owner of an arrest is whom it is done to
        ("قال ناشطون إنهم عذبوا أثناء احتجاز الجيش الكيني لهم.", "COERCE", {"place/kenya"}, set()),
        # before a building of the state
        ("اعتصم عدد من المعلمين أمام مبنى البرلمان الإيراني.", "PROTEST", set(), {"place/iran"}),
        ("شددت كينيا على ضرورة وقف القتال.", "REQUEST", {"place/kenya"}, set()),
        ("انتقد الاتحاد الأوروبي خطط إسرائيل.", "ACCUSE", {"organization/european-union"}, {"place/israel"}),
    ],
)
def test_what_else_is_done(text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    assert (actors, recipients) in told(text, type_)


def test_a_feminine_participle_behind_a_pause_is_a_demand() -> None:
    text = "أكدت وزارة الخارجية الكينية رفضها الاتفاق، مطالبة بسحب القوات."
    assert ({"organization/kenya-foreign-ministry"}, set()) in told(text, "REQUEST")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        # what is lifted is no sanction
        ("رحبت كندا برفع العقوبات الأممية المفروضة على إيران.", "SANCTION"),
        # what is only threatened
        ("ترامب يهدد بقصف إيران.", "ASSAULT"),
        # a question
        ("هل استنكر جون كيري تصريحات نوري المالكي؟", "ACCUSE"),
        # a call to the public is no demand of politics
        ("دعا جون كيري الصحافيين إلى التأكد من الخبر.", "REQUEST"),
        # papers publish, they deploy nothing
        ("نشر عدد من الصحف الأميركية أخبارا عن قوات في عدن.", "MOBILIZE"),
        # a figure of speech
        ("قال الوزير الكيني إن الاتفاق اعتداء على مصالح أوغندا.", "ASSAULT"),
        # whatever threatens us, it is not who says so
        ("نتنياهو: الاتفاق النووي يهددنا.", "THREATEN"),
    ],
)
def test_what_is_not_done(text: str, type_: str) -> None:
    assert told(text, type_) == []


def test_an_agency_named_for_a_nation_is_not_the_nation() -> None:
    text = "قال شاهد لوكالة الأنباء الألمانية إن الحوثيين شنوا هجوما على مدينة عدن واندلعت مواجهات بين الطرفين."
    assert not any("place/germany" in a | r for a, r in told(text))


def test_a_plural_verb_has_its_subject_before_it() -> None:
    text = "زار حسن نصر الله ونعيم قاسم بيروت وهاجموا الحكومة اللبنانية."
    assert all("organization/lebanese-government" not in a for a, _ in told(text, "ACCUSE"))


def test_at_whose_hands() -> None:
    text = "سجل الاتحاد اغتيال صحفي تركي على أيدي الحوثيين."
    assert told(text) == [({"organization/houthis"}, {"place/turkey"})]
