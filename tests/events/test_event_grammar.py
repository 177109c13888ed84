"""The grammar of who acts on whom, class by class, in sentences written for the project."""

from __future__ import annotations

import pytest

from khabar.model import Event, Page
from khabar.reader import read


def events(text: str) -> list[Event]:
    return [e for a in read(Page("a.txt", text, published="2025-05-23")).articles for e in a.events]


def told(text: str, type_: str) -> list[tuple[set[str], set[str]]]:
    return [(set(e.actors), set(e.recipients)) for e in events(text) if e.type == type_]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        # some of a party, those sent by it, a body that belongs to it
        ("التقى مندوبون عن كينيا جون كيري.", "CONSULT", {"place/kenya"}, {"person/john-kerry"}),
        ("قصفت الطائرات التابعة لحلف الناتو البلدة.", "ASSAULT", {"organization/nato"}, set()),
        # a nationality at the end of a noun phrase
        ("أسقطت تركيا طائرة استطلاع روسية.", "ASSAULT", {"place/turkey"}, {"place/russia"}),
        ("قصفت القوات الكينية مواقع لحركة الشباب.", "ASSAULT", {"place/kenya"}, {"organization/al-shabaab"}),
        # whose arms killed
        ("قتل ثلاثة جنود برصاص القوات الكينية.", "ASSAULT", {"place/kenya"}, set()),
        # the doer of a verbal noun told by another noun
        ("نددت مصر بقيام القوات الكينية بقصف البلدة.", "ASSAULT", {"place/kenya"}, set()),
        # the subject inside a phrase
        ("جاء ذلك بعد إطلاق الهند سراح بحارة.", "RETREAT", {"place/india"}, set()),
        # whose people it is done to
        ("أدانت كوريا الجنوبية اختطاف رعاياها.", "ASSAULT", set(), {"place/south-korea"}),
        # what somebody meets with
        ("لقي جون كيري ترحيبا من كينيا.", "SUPPORT", {"place/kenya"}, {"person/john-kerry"}),
        # who is ready to do it
        ("قال جون كيري إن النرويج على استعداد لتقديم مساعدات لكينيا.", "AID", {"place/norway"}, {"place/kenya"}),
        # whose proposal is accepted
        ("وافقت كينيا على مقترح النرويج.", "AGREE", {"place/kenya"}, {"place/norway"}),
        # what the relative clause takes up
        ("انتهت العقوبات التي فرضتها كندا على ميانمار.", "SANCTION", {"place/canada"}, {"place/myanmar"}),
        # a dropped subject after where and when
        (
            "وصل جون كيري إلى كينيا. وفي نيروبي سيجتمع مع سيرغي لافروف.",
            "CONSULT",
            {"person/john-kerry"},
            {"person/sergei-lavrov"},
        ),
        # an aside between subject and verb
        (
            "جون كيري - وهو وزير سابق - انتقد سيرغي لافروف.",
            "ACCUSE",
            {"person/john-kerry"},
            {"person/sergei-lavrov"},
        ),
        # people without a name
        ("اتهمت منظمات حقوقية كينيا بالقمع.", "ACCUSE", set(), {"place/kenya"}),
        # who receives
        ("تلقت كينيا قرضا من النرويج.", "AID", {"place/norway"}, {"place/kenya"}),
        # what a speaker demands of another
        ("قالت كينيا إن على إثيوبيا وقف القتال.", "REQUEST", {"place/kenya"}, {"place/ethiopia"}),
        ("قال جون كيري إن مطالب إثيوبيا مرفوضة.", "REJECT", {"person/john-kerry"}, {"place/ethiopia"}),
        # who stands before the verb warns who stands behind it
        ("كينيا تحذر إثيوبيا من قصف البلدة.", "THREATEN", {"place/kenya"}, {"place/ethiopia"}),
    ],
)
def test_who_acts_on_whom(text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    assert (actors, recipients) in told(text, type_)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("خلال المحادثات مع إيران قال جون كيري إن الطريق طويل.", "CONSULT"),  # recalls what the reader knows
        ("يقوم جون كيري بتأبين ضحايا تفجير في نيروبي.", "ASSAULT"),  # who mourns did not bomb
        ("تحدث جون كيري عن أسرته في كينيا.", "COERCE"),  # his family, not: he took prisoner
        ("دعا جون كيري إيران إلى إطلاق سراح بحارة.", "RETREAT"),  # asked for is not done
        ("قال جون كيري: دعونا لا نفوت الفرصة.", "REQUEST"),  # let us
    ],
)
def test_what_only_looks_like_an_act(text: str, type_: str) -> None:
    assert told(text, type_) == []


def test_two_demands_on_two_are_two() -> None:
    text = "طالب جون كيري إيران بوقف التخصيب. وطالب جون كيري روسيا بسحب قواتها."
    assert [r for _, r in told(text, "REQUEST")] == [{"place/iran"}, {"place/russia"}]


def test_a_relative_pronoun_is_no_negation() -> None:
    assert told("وعرضت كينيا خطة وهو ما رفضته إثيوبيا.", "REJECT") == [({"place/ethiopia"}, set())]


def test_the_two_countries_an_article_is_about() -> None:
    text = "تختلف كينيا مع الصومال على الحدود. وتقول الصومال إن كينيا تماطل. واتفق البلدان على الحوار."
    assert ({"place/kenya", "place/somalia"}, set()) in told(text, "AGREE")


def test_a_lone_conjunction_before_a_nationality() -> None:
    assert events("الدول العربية و الإيرانية في اجتماع.") == []


def test_names_run_together_meet_as_two() -> None:
    text = "عقدت كينياوإثيوبيا محادثات مباشرة في نيروبي يوم الجمعة. واتفق الطرفان على فتح الحدود."
    assert told(text, "CONSULT") == [({"place/kenya", "place/ethiopia"}, set())]
    assert told(text, "AGREE") == [({"place/kenya", "place/ethiopia"}, set())]


@pytest.mark.parametrize("object_", ["لتوقيع اتفاق", "للعمل على مذكرة تفاهم", "لعقد جولة محادثات"])
def test_who_is_ready_for_what_with_whom(object_: str) -> None:
    assert told(f"قال جون كيري إن كينيا مستعدة {object_} مع إثيوبيا.", "AGREE") == [
        ({"place/kenya"}, {"place/ethiopia"})
    ]


def test_what_a_demonstrative_takes_up_was_raised_by_another() -> None:
    text = "طالبت إثيوبيا كينيا بفتح الحدود. وقد رفض الجانب الكيني هذه المطالب مرارا."
    found = [e for e in events(text) if e.type == "REJECT"]
    assert [(e.actors, e.recipients, e.status) for e in found] == [(("place/kenya",), ("place/ethiopia",), "happened")]


def test_a_predicate_speaks_of_the_subject_not_of_what_it_joins() -> None:
    text = "أكد جون كيري أن انضمام كينيا إلى حلف شمال الأطلسي غير واقعي."
    assert told(text, "REJECT") == [({"person/john-kerry"}, {"place/kenya"})]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("تقدم لا يكفي لاتفاق بين طهران وواشنطن.", "AGREE"),  # an agreement that was not reached
        ("لم تعلن كينيا وإثيوبيا اتفاقا.", "AGREE"),
        ("استبعد الكرملين عقد قمة بين بوتين وترامب.", "CONSULT"),  # ruled out
        ("استبعد جون كيري أن يحسم الملف قريبا.", "REJECT"),  # a forecast
        ("وتوجه الرئيس الكيني إلى المصلين داعيا الله أن يحفظ كينيا.", "REQUEST"),  # prays
        ("كشف ذلك في المؤتمر الصحافي الذي عقدته الداخلية السعودية اليوم.", "CONSULT"),
        ("شكر أمير المنطقة فيصل بن سلمان رئيس البلدية على جهوده.", "SUPPORT"),  # at home
        ("وفي ما يتصل بالحدود قالت كينيا إن إثيوبيا جارة.", "CONSULT"),  # concerns, does not call
        ("أنهت كينيا وإثيوبيا في نيروبي جولتهما الخامسة من المحادثات.", "SANCTION"),  # concluded, not broken off
        ("يأمل جون كيري أن تتقدم كينيا وإثيوبيا نحو اتفاق.", "ASSAULT"),
    ],
)
def test_what_was_not_reached_or_not_meant(text: str, type_: str) -> None:
    assert told(text, type_) == []


def test_talks_put_off_are_still_to_come() -> None:
    text = "أعلنت الخارجية العمانية تأجيل الجولة الرابعة من المحادثات بين كينيا وإثيوبيا."
    assert [(e.type, e.status) for e in events(text)] == [("CONSULT", "planned")]


def test_an_older_agreement_mentioned_does_not_date_a_new_one() -> None:
    text = "اتفقت كينيا وإثيوبيا على أن تلتقيا قريبا.\n\nوتبلغ النسبة ضعف ما حدده اتفاق عام 2015."
    assert [e.date for e in events(text) if e.type == "AGREE"] == [None]


def test_a_call_has_no_place() -> None:
    text = "أجرى جون كيري اتصالا هاتفيا بسيرغي لافروف. وقال جون كيري إن محادثاته مع سيرغي لافروف تناولت القمة في جنيف."
    assert [e.place for e in events(text) if e.mode == "phone"] == [None]
