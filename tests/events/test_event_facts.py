"""Facts of events: what is counted, and what an event is about."""

from __future__ import annotations

from typing import cast

import pytest

from khabar.model import Event, Page
from khabar.reader import read


def events(text: str, type_: str) -> list[Event]:
    found = [e for a in read(Page("a.txt", text, published="2025-05-23")).articles for e in a.events]
    return [e for e in found if e.type == type_]


def topics(text: str, type_: str) -> list[str]:
    (event,) = events(text, type_)
    return cast("list[str]", event.facts["topics"])


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("قتلت إسرائيل أمس في غارة على بلدة حدودية 32 شخصا بعد يوم من سقوط 4 صواريخ.", 32),
        ("قصف الجيش الروسي بلدة أوكرانية فقتل أربعة مدنيين.", 4),
        ("هاجمت القوات الإيرانية سفينة إسرائيلية.", 1),
        ("منحت السعودية اليمن مساعدات بقيمة 4.2 مليارات دولار.", "4.2 billion USD"),
        ("منحت السعودية اليمن مساعدات بقيمة ملياري دولار.", "2 billion USD"),
        ("منحت السعودية اليمن مساعدات بقيمة 1,500 دولار.", "1500 USD"),
        ("منحت السعودية اليمن مساعدات بقيمة خمسمئة مليون ريال يمني.", "500 million YER"),
        ("قصف الجيش الروسي بلدة أوكرانية فقتل ثلاثة وعشرين مدنيا.", 23),
        ("قصف الجيش الروسي بلدة أوكرانية فقتل جنديين.", 2),
        # further on in the sentence
        (
            "قدمت النرويج إلى كينيا مساعدات لبناء المدارس والطرق وحفر الآبار في عدد من القرى، وهي تضم 20 مليون يورو.",
            "20 million EUR",
        ),
        ("قتل ثمانية أشخاص بقصف على كيسمايو. وأعلنت كينيا مقتل 22 من متمردي حركة الشباب.", 22),
        # people by their state, two in one word, one by the word beside the deed
        ("قصفت القوات الكينية بلدة فقتلت ثلاثة صوماليين.", 3),
        ("قصفت القوات الكينية بلدة وأكدت الشرطة مقتل جندي.", 1),
    ],
)
def test_what_is_counted(text: str, quantity: object) -> None:
    found = [e.facts.get("quantity") for type_ in ("ASSAULT", "AID") for e in events(text, type_)]
    assert quantity in found


@pytest.mark.parametrize(
    "text",
    ["قصف الجيش الروسي بلدة أوكرانية فقتل المئات.", "قصف الجيش الروسي بلدة أوكرانية على بعد 20 كيلومترا من الحدود."],
)
def test_vague_plurals_and_distances_count_nothing(text: str) -> None:
    found = events(text, "ASSAULT")
    assert found
    assert {e.facts.get("quantity") for e in found} <= {None, 1}  # one town


def test_a_prison_term_is_no_duration_of_the_arrest() -> None:
    (event,) = events("اعتقلت إيران صحفيا أميركيا وحكمت عليه بالسجن خمس سنوات.", "COERCE")
    assert event.facts["sentence"] == "P5Y"
    assert "duration" not in event.facts


def test_a_topic_inside_a_longer_one_is_left_out() -> None:
    found = topics("بحث وزير الخارجية المصري مع نظيره السعودي أمن الخليج.", "CONSULT")
    assert "gulf-security" in found
    assert "security" not in found


def test_a_country_is_the_topic_of_its_affairs() -> None:
    assert "lebanon" in topics("بحث وزير الخارجية المصري مع نظيره السعودي الأوضاع في لبنان.", "CONSULT")
    assert "syria" in topics("بحث وزير الخارجية المصري مع نظيره السعودي الملف السوري.", "CONSULT")


def test_a_known_accord_brings_its_topics() -> None:
    text = "رحبت مصر بالاتفاق النووي بين إيران والقوى الكبرى. وبحث وزير الخارجية المصري مع نظيره السعودي الاتفاق."
    assert topics(text, "CONSULT") == ["nuclear-deal"]
    assert topics("وقعت إيران والقوى الكبرى الاتفاق النووي في فيينا.", "AGREE") == ["nuclear-program"]


def test_talks_are_about_the_one_accord_the_article_knows() -> None:
    text = "رحبت مصر بالاتفاق النووي بين إيران والقوى الكبرى. وأكدت إيران أنها لم تقدم تنازلات خلال المفاوضات."
    assert "nuclear-talks" in topics(text, "CONCEDE")


def test_the_first_talks_are_the_first_round() -> None:
    text = "عقدت روسيا وأوكرانيا محادثات مباشرة في إسطنبول، وهي الأولى منذ بداية الحرب."
    assert [e.facts.get("round") for e in events(text, "CONSULT")] == [1]


@pytest.mark.parametrize(
    ("text", "type_", "about"),
    [
        # what stands behind the trigger, not before it, and not in the headline
        ("وبعد أزمة الديون، بحث جون كيري مع سيرغي لافروف مكافحة الإرهاب.", "CONSULT", ["terrorism"]),
        # what only the words before tell
        ("في ملف اللاجئين، دعا جون كيري سيرغي لافروف إلى التحرك.", "REQUEST", ["refugees"]),
        # what a relative clause tells of who takes part is no topic
        ("التقى جون كيري سيرغي لافروف الذي ينتقد العقوبات، وبحثا تغير المناخ.", "CONSULT", ["climate"]),
        # a vague one counts only alone
        ("بحث جون كيري مع سيرغي لافروف الحرب واللاجئين.", "CONSULT", ["refugees"]),
        ("بحث جون كيري مع سيرغي لافروف الحرب.", "CONSULT", ["war"]),
        # what an accusation goes on with
        (
            "اتهمت كينيا إثيوبيا بالتدخل، وأنها تدعم تهريب الأسلحة.",
            "ACCUSE",
            ["interference", "arms-smuggling"],
        ),
    ],
)
def test_topics_are_those_nearest_the_act(text: str, type_: str, about: list[str]) -> None:
    assert topics(text, type_) == about


def test_an_attack_has_no_topics() -> None:
    (event,) = events("قصفت القوات الكينية مواقع للميليشيات قرب حقول النفط.", "ASSAULT")
    assert "topics" not in event.facts


def test_the_mediator_of_a_round_holds_for_the_next() -> None:
    text = (
        "اختتمت إيران والولايات المتحدة أمس محادثات في جنيف بوساطة سلطنة عمان.\n"
        "ومن المقرر أن تعقد إيران والولايات المتحدة محادثات جديدة في روما الأسبوع المقبل."
    )
    mediators = [e.facts.get("mediator") for e in events(text, "CONSULT")]
    assert len(mediators) == 2
    assert set(mediators) == {"place/oman"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("عقدت كينيا وإثيوبيا أمس محادثات انتهت دون إحراز أي تقدم.", "no-progress"),
        ("عقدت كينيا وإثيوبيا أمس محادثات لم تسفر عن نتيجة.", "no-progress"),
        ("عقدت كينيا وإثيوبيا أمس محادثات توجت باتفاق.", "agreement-reached"),
        ("عقدت كينيا وإثيوبيا أمس محادثات في نيروبي. وانتهت المحادثات دون اتفاق.", "no-agreement"),
        ("عقدت كينيا وإثيوبيا أمس محادثات حول سد يمتد عمره إلى مئة عام.", None),
    ],
)
def test_outcome_of_talks(text: str, outcome: str | None) -> None:
    assert [e.facts.get("outcome") for e in events(text, "CONSULT")] == [outcome]


def test_what_somebody_goes_on_to_say_is_no_result() -> None:
    text = "قال جون كيري إن كينيا وافقت على عقد جولة جديدة مع إثيوبيا، وأكد أنها متمسكة برفع العقوبات."
    assert [e.facts.get("outcome") for e in events(text, "AGREE")] == [None]
