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
        ("طائرات حربية تركية تقصف مواقع داعش.", {"place/turkey"}, {"organization/islamic-state"}),
        ("قصفت ثلاث طائرات حربية تركية مواقع لتنظيم داعش.", {"place/turkey"}, {"organization/islamic-state"}),
        # fighters without a name, but of a movement
        ("هاجم مسلحون حوثيون قاعدة للجيش اليمني.", {"organization/houthis"}, {"organization/yemeni-army"}),
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
        ("البحرين تحتج رسميا على تصريحات علي خامنئي.", "ACCUSE", {"place/bahrain"}, {"person/ali-khamenei"}),
        (
            "اتهمت منظمة هيومن رايتس ووتش الحكومة السورية بقصف المدنيين.",
            "ACCUSE",
            {"organization/human-rights-watch"},
            {"organization/syrian-government"},
        ),
        ("زار السفير أستراليين محتجزين في إيران.", "COERCE", {"place/iran"}, {"place/australia"}),
        ("انتقد الاتحاد الأوروبي خطط إسرائيل.", "ACCUSE", {"organization/european-union"}, {"place/israel"}),
    ],
)
def test_what_else_is_done(text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    assert (actors, recipients) in told(text, type_)


def test_a_feminine_participle_behind_a_pause_is_a_demand() -> None:
    text = "أكدت وزارة الخارجية الكينية رفضها الاتفاق، مطالبة بسحب القوات."
    assert ({"organization/kenya-foreign-ministry"}, set()) in told(text, "REQUEST")
