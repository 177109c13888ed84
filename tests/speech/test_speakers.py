"""Who speaks where nobody is named beside the verb, and what looks like a subject and is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Statement

Spoken = Callable[..., list[Statement]]


def speakers(statements: list[Statement]) -> list[str | None]:
    """The first source of each statement: its entity, or its words."""
    return [s.sources[0].entity or s.sources[0].text for s in statements]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وقال عادل الجبير إن الحل سياسي. وأكد معاليه أن المهلة قصيرة.", "person/adel-al-jubeir"),
        ("وأضاف «لافروف»: «لا نريد التصعيد في هذه المنطقة».", "person/sergei-lavrov"),
        ("وقال «حزب الله» في بيان إن الهدنة انتهت.", "organization/hezbollah"),
        ("ورد فولوديمير زيلينسكي على سيرغي لافروف الذي اتهم أوكرانيا بخرق الهدنة.", "person/sergei-lavrov"),
        ("ويثير ذلك قلق الحلفاء الأوروبيين الذين يخشون أن تفشل القمة.", "الحلفاء الأوروبيين"),
        ("ويعتزم ماركو روبيو عرض الاتفاق الذي قال إنه منصف.", "person/marco-rubio"),
        ("وأكد ماركو روبيو أن سيرغي لافروف وافق، مضيفا أن القمة قريبة.", "person/marco-rubio"),
        ("وقالت هيلاري كلينتون إن الحل ممكن. وأبلغت سيرغي لافروف أن العقوبات باقية.", "person/hillary-clinton"),
        ("وقال ماركو روبيو إن الوقت ضيق. وقال لبرنامج صباحي إن الوفد باق.", "person/marco-rubio"),
        ("وألغى ماركو روبيو الزيارة بحجة أن الوقت ضيق.", "person/marco-rubio"),
        ("وعززت روسيا قواتها خشية أن يتسع القتال.", "place/russia"),
        ("ورفض الوفد المطالب الأمريكية بوقف التخصيب.", "place/united-states"),
        ("ودعا مجلس الأمن إلى وقف القتال. ويطالب إيران بالتعاون الكامل.", "organization/un-security-council"),
        ("وقال «تجمع الأهالي» المقرب من الحركة في بيان إن الحملة مستمرة.", "تجمع الأهالي"),
        ("وقالت متحدثة باسم الوزارة إن الموعد لم يحدد.", "متحدثة باسم الوزارة"),
    ],
)
def test_the_last_statement_has_its_speaker(text: str, who: str, spoken: Spoken) -> None:
    assert speakers(spoken(text))[-1] == who


@pytest.mark.parametrize(
    "text",
    [
        "وتعتبر هذه أول زيارة للوزير إلى بغداد.",
        "ويعتبر سيرغي لافروف أحد أبرز الدبلوماسيين في روسيا.",
        "كشف النقاب أمس عن مساع لعقد لقاء جديد.",
        "ويذكر أنه في ظل العقوبات تراجع حجم التجارة.",
        "ويعد هذا التصويت إجراء شكليا، إذ إن الدول الكبرى أعدت القرار.",
        "ويزيد ذلك القلق من أن المهلة قصيرة.",
    ],
)
def test_nobody_speaks(text: str, spoken: Spoken) -> None:
    assert spoken(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("ولم يستبعد ماركو روبيو أن تعقد القمة غدا.", "تعقد القمة غدا"),
        ("وأكد البيت الأبيض أن ماركو روبيو قد عبر عن قلقه من التصعيد.", "قلقه من التصعيد"),
        ("وصرح ماركو روبيو بعد لقائه بالوفد الإيراني بأن الجولة مفيدة.", "الجولة مفيدة"),
        ("وقالت هيلاري كلينتون إن الحل ممكن. وتعتبر الاتفاق خطأ كبيرا.", "الاتفاق خطأ كبيرا"),
        ("وأكد ماركو روبيو أن اللقاء كان جيدا معربا عن ثقته في نجاح الجولة.", "ثقته في نجاح الجولة"),
        ("وقال ماركو روبيو إن الوفد باق. كما دعا روسيا إلى وقف القصف.", "وقف القصف"),
        ("وهي الزيارة التي يعتبرها الفرنسيون بمثابة اختبار.", "بمثابة اختبار"),
    ],
)
def test_what_the_last_one_says(text: str, content: str, spoken: Spoken) -> None:
    assert [piece.of(text) for piece in spoken(text)[-1].content] == [content]
