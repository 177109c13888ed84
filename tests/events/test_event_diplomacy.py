"""Meetings, agreements, help and withdrawals in the constructions newspapers use."""

from __future__ import annotations

import pytest

from khabar.model import Event, Page
from khabar.reader import read


def events(text: str, type_: str, published: str = "2025-05-23") -> list[Event]:
    page = Page("a.txt", text, published=published)
    return [e for a in read(page).articles for e in a.events if e.type == type_]


def only(text: str, type_: str) -> Event:
    found = events(text, type_)
    assert len(found) == 1, found
    return found[0]


def who(event: Event) -> set[str]:
    return {*event.actors, *event.recipients}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("تم عقد اجتماع بين وفدي أرمينيا وأذربيجان في أبوظبي.", {"place/armenia", "place/azerbaijan"}),
        ("جرى بين وزيري خارجية قطر والكويت اتصال هاتفي.", {"place/qatar", "place/kuwait"}),
        ("مفاوضات لاتفاقية تجارة حرة بين الهند وكندا.", {"place/india", "place/canada"}),
        (
            "وزراء مياه السودان ومصر وإثيوبيا يبحثون ملء السد في الخرطوم.",
            {"place/egypt", "place/sudan", "place/ethiopia"},
        ),
        (
            "قال جون كيري في ختام لقائه سيرغي لافروف إن الهدنة صامدة.",
            {"person/john-kerry", "person/sergei-lavrov"},
        ),
        (
            "التقى سيرغي لافروف جون كيري خلال زيارة سامح شكري.",
            {"person/sergei-lavrov", "person/john-kerry"},
        ),
    ],
)
def test_who_meets(text: str, people: set[str]) -> None:
    assert people in [who(e) for e in events(text, "CONSULT")]


def test_talks_denied_are_told_as_denied() -> None:
    event = only("نفت طهران إجراء محادثات مع واشنطن.", "CONSULT")
    assert (event.status, who(event)) == ("denied", {"place/iran", "place/united-states"})


@pytest.mark.parametrize(
    "text",
    [
        "استقبل أمير الكويت الشيخ مشعل الأحمد المهنئين بعيد الفطر.",
        "وصل إلى بغداد وزير الدفاع العراقي خالد العبيدي بعد جولة في المحافظات.",
        "قال المتحدث إن رفض إيران استقبال الوفد لا يساعد على الحل.",
    ],
)
def test_no_meetings(text: str) -> None:
    assert events(text, "CONSULT", "2015-07-22") == []


def test_ministers_before_a_committee_all_take_part() -> None:
    text = (
        "سيدلي وزير الدفاع الأميركي أشتون كارتر ووزير الطاقة إرنست مونيز ووزير الخزانة جاك لو بشهاداتهم "
        "أمام لجنة العلاقات الخارجية في مجلس الشيوخ."
    )
    event = only(text, "CONSULT")
    assert (len(event.actors), event.status) == (3, "planned")


def test_a_speech_before_parliament_is_a_hearing_and_no_other_meeting_of_the_speaker() -> None:
    text = "التقى جون كيري سيرغي لافروف في فيينا. وقال كيري أمام الكونغرس إن المحادثات صعبة."
    assert [set(who(e)) for e in events(text, "CONSULT")] == [
        {"person/john-kerry", "person/sergei-lavrov"},
        {"person/john-kerry", "organization/us-congress"},
    ]


def test_talks_for_an_agreement_are_none() -> None:
    assert events("مفاوضات لاتفاقية تجارة حرة بين الهند وكندا.", "AGREE") == []
    assert events("تسعى تركيا إلى التوصل إلى اتفاق مع اليونان.", "AGREE") == []
    event = only("أعلن دونالد ترامب التوصل إلى اتفاق تجاري مع بريطانيا.", "AGREE")
    assert who(event) == {"person/donald-trump", "place/united-kingdom"}


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("سلمت فرنسا مصر طائرات مقاتلة.", "COOPERATE", ("place/france",), ("place/egypt",)),
        ("باعت السويد البرازيل مقاتلات.", "COOPERATE", ("place/sweden",), ("place/brazil",)),
        ("بدأت مصر وتركيا مناورات بحرية مشتركة.", "COOPERATE", ("place/egypt", "place/turkey"), ()),
        ("تعهدت ألمانيا بتسليم أوكرانيا منظومات دفاع جوي.", "AID", ("place/germany",), ("place/ukraine",)),
        ("وصلت إلى مقديشو سفينة مساعدات من تركيا.", "AID", ("place/turkey",), ("place/somalia",)),
        ("أعلنت كندا عن مساعدات جديدة لأوكرانيا.", "AID", ("place/canada",), ("place/ukraine",)),
        ("دربت بريطانيا جنودا أوكرانيين.", "AID", ("place/united-kingdom",), ("place/ukraine",)),
        ("رحبت فرنسا بالاتفاق بين الهند وباكستان.", "SUPPORT", ("place/france",), ("place/india", "place/pakistan")),
        ("قال سيرغي لافروف إن روسيا تدعم سيادة سوريا.", "SUPPORT", ("place/russia",), ("place/syria",)),
        (
            "ندد الأزهر بالهجوم، معربا عن تضامنه مع البحرين.",
            "SUPPORT",
            ("organization/al-azhar",),
            ("place/bahrain",),
        ),
        ("سحبت فرنسا قواتها من النيجر.", "RETREAT", ("place/france",), ("place/niger",)),
        ("علقت كندا الرسوم الجمركية على المكسيك.", "CONCEDE", ("place/canada",), ("place/mexico",)),
    ],
)
def test_who_does_what_to_whom(text: str, type_: str, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    event = only(text, type_)
    assert (event.actors, event.recipients) == (actors, recipients)


def test_help_that_is_only_a_circumstance_is_no_support() -> None:
    assert events("استعادت القوات الحكومية البلدة بدعم من طيران حلف شمال الأطلسي.", "SUPPORT") == []


def test_what_a_headline_announces_is_no_event_besides_the_one_to_come() -> None:
    text = "محادثات بين الهند وكندا في لندن\n\nتعقد الهند وكندا الأسبوع المقبل محادثات في لندن حول التجارة.\n"
    event = only(text, "CONSULT")
    assert event.status == "planned"


def test_a_summit_called_off_is_denied() -> None:
    event = only("أعلن دونالد توسك إلغاء القمة الأوروبية.", "CONSULT")
    assert (event.status, event.actors) == ("denied", ("organization/european-union",))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("قال الوزير إن فشل الدولتين اليونان وتركيا في إبرام اتفاق جديد يقلق الحلف.", "AGREE"),
        ("أخفق ديفيد كاميرون في نيل موافقة البرلمان البريطاني على الضربات.", "AGREE"),
        ("أعلن أحمد داود أوغلو جلسة للحكومة، وقال: سنبحث إجراءات جديدة على حدودنا.", "CONSULT"),
        ("حصل باراك أوباما على منحة للدراسة في هاواي.", "AID"),
    ],
)
def test_what_fails_or_is_no_politics_is_none(text: str, type_: str) -> None:
    assert events(text, type_, "2015-07-22") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("أعلن رجب طيب أردوغان أثناء زيارة إلى الشطر الشمالي من قبرص أن الحل قريب.", {"place/cyprus"}),
        ("وصل جون كيري إلى مدينة نيروبي.", {"place/kenya"}),
    ],
)
def test_parts_and_towns_of_a_state_are_visits_to_it(text: str, people: set[str]) -> None:
    assert set(only(text, "CONSULT").recipients) == people


def test_the_green_light_of_a_body_is_support() -> None:
    event = only("أعطى مجلس الأمن الدولي الضوء الأخضر للاتفاق النووي بين إيران والقوى الكبرى.", "SUPPORT")
    assert event.actors == ("organization/un-security-council",)
    assert set(event.recipients) == {"place/iran", "organization/p5-plus-1"}


@pytest.mark.parametrize(
    ("text", "type_", "people"),
    [
        (
            "وأبرمت الصين وروسيا وفرنسا وبريطانيا، الدائمة العضوية في مجلس الأمن، في 14 يوليو اتفاقا مع إيران.",
            "AGREE",
            {"place/united-kingdom", "place/france", "place/russia", "place/china", "place/iran"},
        ),
        (
            "قال عادل الجبير: إننا متفقون مع الجانب التركي على حل الأزمة.",
            "AGREE",
            {"place/saudi-arabia", "place/turkey"},
        ),
        (
            "التقى ستافان دي ميستورا وليد المعلم. فقد زار في يوليو كلا من الصين وتركيا.",
            "CONSULT",
            {"person/staffan-de-mistura", "place/china", "place/turkey"},
        ),
        ("بحث سعد الحريري مع سمير جعجع قانون الانتخاب.", "CONSULT", {"person/saad-hariri", "person/samir-geagea"}),
        ("هبوط طائرات الإغاثة السعودية في مطار عدن.", "AID", {"place/saudi-arabia", "place/yemen"}),
    ],
)
def test_all_who_take_part(text: str, type_: str, people: set[str]) -> None:
    assert people in [who(e) for e in events(text, type_, "2015-07-24")]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("ستكون روسيا في الطليعة حين ترفع العقوبات عن إيران.", "CONCEDE"),
        ("قال علي الأحمدي إن الحل هو العودة إلى طاولة الحوار.", "CONSULT"),
        ("بوبي جيندال حاكم لويزيانا هاجر والداه من الهند.", "RETREAT"),
    ],
)
def test_what_nobody_of_politics_does_is_none(text: str, type_: str) -> None:
    assert events(text, type_, "2015-07-24") == []


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("أشاد أيمن الصفدي بالجهود الكبيرة التي تبذلها قطر لوقف الحرب.", ("place/qatar",)),
        ("رحبت فرنسا بالخطوات التي اتخذتها تركيا أخيرا.", ("place/turkey",)),
    ],
)
def test_whose_deed_is_praised_may_stand_in_a_relative_clause(text: str, recipients: tuple[str, ...]) -> None:
    assert only(text, "SUPPORT").recipients == recipients


def test_embassies_that_are_opened_again() -> None:
    event = only("أعادت الولايات المتحدة وكوبا رسميا فتح سفارتيهما في هافانا وواشنطن.", "SUPPORT")
    assert event.actors == ("place/united-states", "place/cuba")
