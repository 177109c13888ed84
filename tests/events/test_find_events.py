"""Events found in whole sentences, through all stages before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.lexicon import Lexicon
from khabar.lexicon.events import coding_rules
from khabar.model import Event, Page
from khabar.reader import read

WORDS = [
    "التقى",
    "رفض",
    "محادثات",
    "بين",
    "وزير",
    "إيران",
    "مع",
    "روسيا",
    "،",
    ".",
    "لن",
    "إلى",
    "«",
    "»",
    "أمس",
    "دعا",
]


def events(text: str, published: str = "2025-05-23") -> list[Event]:
    return [e for a in read(Page("a.txt", text, published=published)).articles for e in a.events]


def only(text: str, type_: str) -> Event:
    found = [e for e in events(text) if e.type == type_]
    assert len(found) == 1, found
    return found[0]


def who(event: Event) -> set[str]:
    return {*event.actors, *event.recipients}


def test_nearly_every_rule_codes_its_own_example() -> None:
    rules = coding_rules(Lexicon.bundled())
    silent = [r.id for r in rules.values() if not any(e.type == r.type for e in events(r.example))]
    assert len(silent) <= len(rules) // 20, silent


def test_an_event_rests_on_the_characters_of_the_page() -> None:
    text = "التقى جون كيري سيرغي لافروف في جنيف."
    event = only(text, "CONSULT")
    assert event.trigger.of(text) == "التقى"
    assert event.trigger in event.span
    assert event.place == "place/geneva"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("التقى جون كيري سيرغي لافروف.", {"person/john-kerry", "person/sergei-lavrov"}),
        ("جون كيري يلتقي سيرغي لافروف.", {"person/john-kerry", "person/sergei-lavrov"}),
        ("بدأت المحادثات الإيرانية الأمريكية.", {"place/iran", "place/united-states"}),
        ("تجري محادثات بين مصر وإثيوبيا في القاهرة.", {"place/egypt", "place/ethiopia"}),
        ("أجرى جون كيري محادثات مع سيرغي لافروف.", {"person/john-kerry", "person/sergei-lavrov"}),
        ("اتصل جون كيري بسيرغي لافروف.", {"person/john-kerry", "person/sergei-lavrov"}),
        ("زار جون كيري أثينا.", {"person/john-kerry", "place/greece"}),
    ],
)
def test_participants_by_where_they_stand(text: str, people: set[str]) -> None:
    assert who(only(text, "CONSULT")) == people


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("التقى جون كيري سيرغي لافروف.", "happened"),
        ("سيلتقي جون كيري سيرغي لافروف.", "planned"),
        ("من المقرر عقد لقاء بين جون كيري وسيرغي لافروف.", "planned"),
        ("اقترحت مصر عقد لقاء بين جون كيري وسيرغي لافروف.", "proposed"),
    ],
)
def test_status_from_tense_and_words(text: str, status: str) -> None:
    assert only(text, "CONSULT").status == status


def test_a_refusal_to_accept_is_a_refusal() -> None:
    assert [e.type for e in events("إيران لن تقبل خطة السلام الأمريكية.")] == ["REJECT"]


def test_a_concession_denied_stays_a_concession() -> None:
    event = only("قال الوزير إن إيران لم تقدم أي تنازلات.", "CONCEDE")
    assert (event.status, event.negated) == ("denied", True)


def test_claim_is_not_event() -> None:
    text = "قال جون كيري إن روسيا قصفت مواقع في حلب."
    reading = read(Page("a.txt", text, published="2025-05-23")).articles[0]
    event = next(e for e in reading.events if e.type == "ASSAULT")
    assert event.statement in {s.id for s in reading.statements}
    assert only("قصفت روسيا مواقع في حلب.", "ASSAULT").statement is None


def test_one_record_however_often_it_is_told() -> None:
    text = (
        "التقى جون كيري سيرغي لافروف الخميس في جنيف. واستمر اللقاء ساعتين.\n"
        "وكان كيري قد التقى لافروف لبحث وقف إطلاق النار."
    )
    event = only(text, "CONSULT")
    assert event.facts["duration"] == "PT2H"
    assert "ceasefire" in event.facts["topics"]  # type: ignore[operator]


def test_the_number_of_a_round_and_its_mediator() -> None:
    facts = only("اختتمت إيران والولايات المتحدة الجولة الرابعة من المحادثات بوساطة قطر في الدوحة.", "CONSULT").facts
    assert (facts["round"], facts["mediator"]) == (4, "place/qatar")


def test_quantity_and_nobody_known_as_doer() -> None:
    event = only("أفرجت إثيوبيا عن خمسة صحفيين من كينيا.", "RETREAT")
    assert event.facts["quantity"] == 5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_heap_of_words_keeps_offsets(words: list[str]) -> None:
    text = " ".join(words)
    for event in events(text):
        assert event.trigger.of(text).strip()
        assert 0 <= event.span.start < event.span.end <= len(text)


def test_triggers_alone_take_linear_time_and_no_crash() -> None:
    assert events("التقى اتفاق محادثات رفض " * 2000) == []


def test_two_durations_of_one_call_stand_beside_each_other() -> None:
    text = (
        "اتصل دونالد ترامب بفلاديمير بوتين أمس.\n"
        "وقال الكرملين إن المكالمة استمرت ساعة ونصف الساعة.\n"
        "وقال دونالد ترامب إن المكالمة مع فلاديمير بوتين استمرت أكثر من ساعة."
    )
    reading = read(Page("a.txt", text, published="2025-02-13")).articles[0]
    (event,) = [e for e in reading.events if e.type == "CONSULT"]
    speakers = {s.id: s.sources[0].entity for s in reading.statements}
    told = event.facts["told"]["duration"]  # type: ignore[index]
    assert {value: speakers[id_] for value, id_ in told.items()} == {
        "PT1H30M": "organization/kremlin",
        "PT1H": "person/donald-trump",
    }


def test_what_is_still_to_come_takes_no_day_on_which_it_was_told() -> None:
    event = only("أعلن جون كيري أمس أنه سيزور أثينا الأسبوع المقبل.", "CONSULT")
    assert (event.status, event.date) == ("planned", "2025-W22")


def test_a_demonstrative_takes_up_the_topics_of_the_sentence_before() -> None:
    event = only("طرحت موسكو انضمام أوكرانيا إلى الناتو للنقاش. رفضت أوكرانيا هذه المطالب.", "REJECT")
    assert "nato-membership" in list(event.facts["topics"])  # type: ignore[call-overload]


def test_a_sentence_that_goes_on_with_a_meeting_gives_its_topics() -> None:
    event = only("التقى جون كيري سيرغي لافروف. وجرى خلال اللقاء بحث الطاقة.", "CONSULT")
    assert list(event.facts["topics"]) == ["energy"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("قتلت القوات الإثيوبية مدنيا أمس.", 1),
        ("قتلت القوات الإثيوبية 12 شخصا.", 12),
        ("صادرت كينيا سفينتين صوماليتين.", 2),
    ],
)
def test_quantity_of_one_of_two_and_of_many(text: str, quantity: int) -> None:
    assert [e.facts.get("quantity") for e in events(text)] == [quantity]


def test_a_resolution_is_a_topic_by_its_number() -> None:
    event = only("رفضت إثيوبيا القرار الدولي 2216.", "REJECT")
    assert "un-resolution-2216" in list(event.facts["topics"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "type_", "people"),
    [
        ("لوحت فرنسا بإعادة فرض العقوبات على طهران.", "THREATEN", {"place/france", "place/iran"}),
        ("فرضت الولايات المتحدة عقوبات على شركات إيرانية.", "SANCTION", {"place/united-states", "place/iran"}),
        (
            "تمكنت القوات الإثيوبية من طرد حركة الشباب من البلدة.",
            "ASSAULT",
            {"place/ethiopia", "organization/al-shabaab"},
        ),
        (
            "ترأس جون كيري اجتماعا لمجلس الأمن الدولي.",
            "CONSULT",
            {"person/john-kerry", "organization/un-security-council"},
        ),
        (
            "وصف جون كيري الوضع بأنه صعب، وشدد خلال مؤتمر صحفي عقده في فيينا مع سيرغي لافروف على أن الحل قريب.",
            "CONSULT",
            {"person/john-kerry", "person/sergei-lavrov"},
        ),
    ],
)
def test_participants_of_ordinary_acts(text: str, type_: str, people: set[str]) -> None:
    assert who(only(text, type_)) == people


def test_a_subject_nobody_names_is_not_who_acted_before() -> None:
    assert not any(e.type == "REJECT" for e in events("زار جون كيري أثينا، ورفضت جماعة متشددة الاتفاق."))
    assert not any(e.actors for e in events("زار جون كيري أثينا. وقتل 50 شخصا في هجوم.") if e.type == "ASSAULT")


def test_a_city_after_its_title_is_where_and_not_whom() -> None:
    event = only("قصفت مقاتلات التحالف العربي مواقع بالعاصمة اليمنية صنعاء.", "ASSAULT")
    assert "place/sanaa" not in who(event)
    assert event.place == "place/sanaa"


def test_who_is_invited_is_the_visitor() -> None:
    event = only("دعا بوتين ترامب لزيارة موسكو.", "CONSULT")
    assert (event.actors, event.recipients) == (("person/donald-trump",), ("place/russia",))
    assert event.status == "proposed"


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("استقبل أمير الكويت صباح الأحمد الصباح جون كيري.", "john-kerry", "sabah"),
        ("تلقى جون كيري اتصالا هاتفيا من سيرغي لافروف.", "sergei-lavrov", "john-kerry"),
        ("كان استقبال القاهرة لجون كيري حافلا.", "john-kerry", "egypt"),
    ],
)
def test_who_comes_or_calls_acts_and_who_receives_is_the_recipient(text: str, actor: str, recipient: str) -> None:
    event = only(text, "CONSULT")
    assert len(event.actors) == len(event.recipients) == 1
    assert actor in event.actors[0]
    assert recipient in event.recipients[0]


def test_a_state_that_takes_in_people_holds_no_reception() -> None:
    assert not [e for e in events("استقبلت كينيا آلاف السياح هذا العام.") if e.type == "CONSULT"]


def test_a_noun_of_the_other_gender_behind_a_verb_is_no_subject() -> None:
    event = only("التقى جون كيري سيرغي لافروف في جنيف، وطالب الحكومة السورية بوقف القتال.", "REQUEST")
    assert event.actors == ("person/john-kerry",)
    assert "syria" in event.recipients[0]


def test_a_person_behind_the_accuser_is_accused() -> None:
    event = only("جاء ذلك بعد اتهام سلفا كير رياك مشار بالتخطيط لانقلاب.", "ACCUSE")
    assert event.actors == ("person/salva-kiir",)
    assert event.recipients == ("person/riek-machar",)


def test_an_outlet_does_not_do_what_it_reports() -> None:
    found = events("أعلنت صحيفة كيهان مقتل عشرة جنود جزائريين في كمين.")
    assert all("organization/kayhan" not in e.actors for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "رحب الملك سلمان بن عبدالعزيز بجون كيري في القصر.",  # a guest
        "شكر جون كيري باراك أوباما على جهوده.",  # two of one government
        "سافرت المغنية فيروز إلى اليونان لإحياء حفل.",
        "قدم المدير التنفيذي للشركة وليم براون استقالته.",
        "اجتمع جون كيري مع موظفي الوزارة.",
        "عقد الاتحاد الدولي لكرة القدم (فيفا) اجتماعا في زيوريخ.",
    ],
)
def test_courtesies_and_what_is_no_politics_are_no_events(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize(
    "text",
    [
        "طالب في كلية الحقوق التقاه المراسل في كينيا.",
        "خطف النادي الكيني فوزا متأخرا.",
        "تراجع الوزير الكيني عن منصبه.",
        "فجر الكتاب موجة غضب في كينيا.",
    ],
)
def test_a_word_in_another_sense_triggers_nothing(text: str) -> None:
    assert not [e for e in events(text) if e.type in ("REQUEST", "ASSAULT", "CONCEDE")]


def test_a_possessive_noun_that_goes_on_with_and_is_no_verb() -> None:
    found = events("قال جون كيري إن إيران معزولة بسبب تجارة السلاح ودعمها للحوثيين.")
    assert not [e for e in found if e.type == "SUPPORT" and "person/john-kerry" in e.actors]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("قصفت الدبابات التركية مواقع المسلحين في سوريا.", "heavy-weapons"),
        ("قصفت الطائرات التركية مواقع المسلحين في سوريا.", "aerial"),
        ("قصف الجيش التركي مواقع المسلحين في سوريا.", None),
    ],
)
def test_shelling_is_from_the_air_only_with_aircraft(text: str, mode: str | None) -> None:
    assert only(text, "ASSAULT").mode == mode


def test_what_might_be_done_or_is_no_longer_ruled_out_is_no_event() -> None:
    assert not events("قد تدعو إيران دول الخليج إلى خفض الإنتاج.")
    assert not events("قال جون كيري إن خروج اليونان لم يعد مستبعدا.")


def test_a_delegation_is_the_visitor_and_not_the_host() -> None:
    event = only("تهدف زيارة الوفد المصري إلى السودان إلى تنشيط التجارة.", "CONSULT")
    assert event.actors == ("place/egypt",)
    assert event.recipients == ("place/sudan",)


def test_whom_a_force_belongs_to_is_not_whom_it_strikes() -> None:
    event = only("قصف الجيش السوداني التابع للحكومة السودانية سفينة قرب بورتسودان.", "ASSAULT")
    assert "place/sudan" in event.actors
    assert not event.recipients


def test_a_wrong_called_unacceptable_is_accused_once() -> None:
    found = events("قال جون كيري إن التدخلات الإيرانية مرفوضة.")
    assert [e.type for e in found] == ["ACCUSE"]


def test_an_aircraft_that_kills_was_not_killed() -> None:
    event = only("قتلت طائرة أميركية بلا طيار رهينتين في باكستان.", "ASSAULT")
    assert event.actors == ("place/united-states",)
    assert not event.recipients


def test_what_an_arrest_is_only_the_aim_of_is_no_arrest() -> None:
    assert not [e for e in events("دخلت الشرطة البلدة لاعتقال ناشطين في كينيا.") if e.type == "COERCE"]


def test_a_group_that_is_welcomed_as_guests_is_no_support() -> None:
    assert not events("رحب وزير السياحة المصري خالد العناني أمس في المطار بزوار المدينة من روسيا.")
