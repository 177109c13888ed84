"""One test for each module of the grammar, on sentences written for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.arabic import key
from khabar.errors import LexiconError
from khabar.lexicon import Lexicon
from khabar.model import Statement
from khabar.speech.channel_nouns import begins_channel
from khabar.speech.channels import read_channel
from khabar.speech.conjugation import conjugate, participles, with_suffixes
from khabar.speech.content import read_content
from khabar.speech.cues import Verb, cue_book
from khabar.speech.openers import find_opener
from khabar.speech.parts import Middle
from khabar.speech.rules import Rule, attribution_rules
from khabar.speech.scene import Scene

Spoken = Callable[..., list[Statement]]
SceneOf = Callable[[str], Scene]


def said(text: str, statement: Statement) -> list[str]:
    return [piece.of(text) for piece in statement.content]


# -- conjugation and cues -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("past", "present", "form", "reading"),
    [
        ("قال", "يقول", "قالت", ("past", "f", "singular")),
        ("قال", "يقول", "يقولون", ("present", "m", "plural")),
        ("اضاف", "يضيف", "اضافا", ("past", "m", "dual")),
        ("نفي", "ينفي", "نفت", ("past", "f", "singular")),
        ("دعا", "يدعو", "دعتا", ("past", "f", "dual")),
        ("دعا", "يدعو", "دعاهم", ("past", "m", "singular")),
    ],
)
def test_verbs_have_all_third_persons(past: str, present: str, form: str, reading: tuple[str, str, str]) -> None:
    readings = [(f.tense, f.gender, f.number) for surface, f, _ in conjugate(past, present) if surface == form]
    assert reading in readings


def test_participles_and_possessives_come_by_rule() -> None:
    assert [s for s, _ in participles("مضيف", "يضيف")] == ["مضيفا", "مضيفه", "مضيفين"]
    assert dict(with_suffixes("دعوه"))["دعوتها"] == "ها"


def test_every_verb_is_found_by_its_own_lemma() -> None:
    lexicon = Lexicon.bundled()
    book = lexicon.compiled(cue_book)
    for verb in lexicon.table("cues/verbs.yaml", Verb):
        assert any(form.cue is verb for form in book.forms[key(verb.id)])


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("- {id: همس, en: whisper, class: neutral, present: يهمس, colour: red, example: همس الوفد}", "colour"),
        ("- {id: همس, en: whisper, class: shouting, present: يهمس, example: همس الوفد}", "shouting"),
        ("- {id: همس, en: whisper, class: neutral, present: يهمس, example: همس الوفد}\n" * 2, "twice"),
    ],
)
def test_a_wrong_entry_is_refused(entries: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "verbs.yaml").write_text(entries, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        Lexicon.with_overlay([tmp_path]).table("cues/verbs.yaml", Verb)


# -- openers and content ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("قال الوزير إن الجولة انتهت.", "clause", ["الجولة انتهت"]),
        ("قال الوزير: الجولة انتهت.", "colon", ["الجولة انتهت"]),
        ("قال الوزير: «الجولة انتهت».", "colon", ["الجولة انتهت"]),
        ("قال الوزير «الجولة انتهت وسنعود قريبا إلى المدينة».", "quote", ["الجولة انتهت وسنعود قريبا إلى المدينة"]),
        ("أكد الوزير على أن الجولة انتهت.", "clause", ["الجولة انتهت"]),
        ("قال الوزير الذي زار روما، إن الجولة انتهت.", "clause", ["الجولة انتهت"]),
        ("قال الوزير إن الجولة انتهت، مضيفا أن الوفد غادر.", "clause", ["الجولة انتهت"]),
        ("قال الوزير إن الجولة انتهت وأضاف أن الوفد غادر.", "clause", ["الجولة انتهت"]),
        ("قال الوزير إن الجولة انتهت، بحسب الوكالة.", "clause", ["الجولة انتهت"]),
    ],
)
def test_where_content_begins_and_ends(
    text: str, kind: str, content: list[str], scene_of: SceneOf, spoken: Spoken
) -> None:
    scene = scene_of(text)
    opener = find_opener(scene, 0, scene.sentence(0).last)
    assert opener is not None
    assert opener.kind == kind
    assert [piece.of(text) for piece in read_content(scene, opener, scene.sentence(0).last)] == content
    assert said(text, spoken(text)[0]) == content


def test_a_quotation_over_paragraphs_is_one_content(spoken: Spoken) -> None:
    text = "قال سيرغي لافروف: «موسكو لا تستعجل.\n«والقمة تحتاج إلى إعداد».\nوغادر الوفد."
    assert said(text, spoken(text)[0]) == ["موسكو لا تستعجل", "والقمة تحتاج إلى إعداد"]


def test_a_mark_that_opens_nothing_is_no_content(spoken: Spoken) -> None:
    assert spoken('الوفد في المدينة.\nقال: "') == []


# -- channels -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("في مؤتمر صحفي عقده في جدة، أمس", ["briefing"]),
        ("في مقابلة مع قناة العربية", ["interview"]),
        ("على منصة إكس", ["platform"]),
        ("في تصريحات لوكالة رويترز", ["agency"]),
        ("للصحفيين", ["briefing"]),
    ],
)
def test_channels_are_links(text: str, kinds: list[str], scene_of: SceneOf) -> None:
    scene, middle = scene_of(text), Middle()
    last = len(scene.tokens)
    assert begins_channel(scene, 0, last)
    assert read_channel(scene, 0, last, middle) > 0
    assert [link.kind for link in middle.links] == kinds


def test_no_channel_begins_at_a_plain_phrase(scene_of: SceneOf) -> None:
    scene = scene_of("في المدينة القديمة")
    assert not begins_channel(scene, 0, len(scene.tokens))


# -- speakers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("قال ماركو روبيو وسيرغي لافروف إن القمة ممكنة.", ["person/marco-rubio", "person/sergei-lavrov"]),
        ("أعلنت فرنسا وألمانيا أنهما ستحضران.", ["place/france", "place/germany"]),
        ("وظهرت كايا كالاس وهي تقول إن العقوبات باقية.", ["person/kaja-kallas"]),
        ("وقال أمام مشرعين ونشطاء في واشنطن إن القانون صعب.", [None]),
    ],
)
def test_who_speaks(text: str, entities: list[str | None], spoken: Spoken) -> None:
    assert [source.entity for source in spoken(text)[0].sources] == entities


def test_a_source_that_wants_no_name_says_nothing_by_asking(spoken: Spoken) -> None:
    text = "وقال أحد المسعفين، طالبا عدم ذكر اسمه، إن الطريق مغلق."
    assert [said(text, s) for s in spoken(text)] == [["الطريق مغلق"]]


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("التقى ماركو روبيو سيرغي لافروف في جدة. وقال إن اللقاء مفيد.", "person/marco-rubio", "person/sergei-lavrov"),
        (
            "أبلغ ستيف ويتكوف عباس عراقجي أن العرض نهائي. وقال إن الوقت قصير.",
            "person/steve-witkoff",
            "person/abbas-araghchi",
        ),
    ],
)
def test_two_possible_speakers_are_both_named(text: str, first: str, other: str, spoken: Spoken) -> None:
    last = spoken(text)[-1]
    assert [s.entity for s in last.sources] == [first]
    assert [s.entity for s in last.alternatives] == [other]
    assert "two-speakers-possible" in last.notes


def test_a_woman_cannot_be_meant_by_a_masculine_verb(spoken: Spoken) -> None:
    last = spoken("التقت كايا كالاس سيرغي لافروف في جدة. وقالت إن اللقاء مفيد.")[-1]
    assert [s.entity for s in last.sources] == ["person/kaja-kallas"]
    assert last.alternatives == ()


def test_the_one_spoken_to_is_the_addressee(spoken: Spoken) -> None:
    statement = spoken("أبلغ ستيف ويتكوف عباس عراقجي أن العرض نهائي.")[0]
    assert statement.addressee is not None
    assert statement.addressee.entity == "person/abbas-araghchi"


# -- headlines, relays, labels, nesting, chains -----------------------------------------------------------


def test_the_colon_of_a_headline_is_a_speaker(spoken: Spoken) -> None:
    title = "لافروف: القمة ممكنة"
    text = f"{title}\nوصل الوفد الروسي إلى جدة."
    statement = spoken(text, title)[0]
    assert statement.cue is None
    assert statement.rule == "speech.headline"
    assert said(text, statement) == ["القمة ممكنة"]


def test_a_relay_names_who_relayed(spoken: Spoken) -> None:
    statement = spoken("نقلت وكالة تاس عن ديمتري بيسكوف قوله إن القمة ممكنة.")[0]
    assert [s.entity for s in statement.sources] == ["person/dmitry-peskov"]
    assert [(x.kind, x.entity) for x in statement.chain] == [("agency", "organization/tass")]


def test_by_saying_opens_the_words_themselves(spoken: Spoken) -> None:
    text = "واختتم سيرغي لافروف كلمته بقوله: «موسكو مستعدة للحوار دون شروط»."
    assert said(text, spoken(text)[0]) == ["موسكو مستعدة للحوار دون شروط"]


def test_the_newspaper_is_the_one_named_before(spoken: Spoken) -> None:
    text = "قال مسؤول لصحيفة الغارديان إن الاتفاق قريب. وأكد المصدر للصحيفة أن الوفد سيعود."
    first, second = spoken(text)
    assert [x.entity for x in second.chain] == [x.entity for x in first.chain] == ["organization/the-guardian"]


def test_speech_in_speech_has_a_parent_and_a_hop(spoken: Spoken) -> None:
    outer, inner = spoken("قال ماركو روبيو إن سيرغي لافروف أبلغه أن موسكو مستعدة.")
    assert inner.parent == outer.id
    assert [(x.kind, x.entity) for x in inner.chain] == [("person", "person/marco-rubio")]


# -- conditions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "condition", "consequence"),
    [
        (
            "هدد دونالد ترامب بفرض رسوم جديدة ما لم توقف روسيا القتال.",
            "ما لم توقف روسيا القتال",
            "فرض رسوم جديدة",
        ),
        ("قال عباس عراقجي إن بلاده ستعود إذا رفعت العقوبات.", "إذا رفعت العقوبات", "بلاده ستعود"),
        ("قال عباس عراقجي إن الجولة انتهت.", None, None),
    ],
)
def test_conditions(text: str, condition: str | None, consequence: str | None, spoken: Spoken) -> None:
    statement = spoken(text)[0]
    assert (statement.condition.of(text) if statement.condition else None) == condition
    assert (statement.consequence.of(text) if statement.consequence else None) == consequence


# -- fabrication ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fabricated"),
    [
        ("نُسب إلى عباس عراقجي زورا قوله إن المحادثات انتهت.", True),
        ("وتلقى ناخبون مكالمات بصوت مستنسخ لجو بايدن يدعوهم إلى عدم التصويت.", True),
        ("وأظهر فيديو مفبرك فولوديمير زيلينسكي وهو يقول إن الجيش سيستسلم.", True),
        ("انتشر تسجيل منسوب زورا إلى ماركو روبيو يقول فيه إن الوفد غادر.", True),
        ("وقال خبراء في الأدلة الرقمية إن المقطع مفبرك.", False),
        ("قال ماركو روبيو إن الوفد غادر.", False),
    ],
)
def test_faked_words_are_nobodys(text: str, fabricated: bool, spoken: Spoken) -> None:
    statement = spoken(text)[-1]
    assert statement.fabricated is fabricated
    assert ("fabricated" in statement.notes) is fabricated


# -- rules --------------------------------------------------------------------------------------------------

RULES = attribution_rules(Lexicon.bundled())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_example_of_a_rule_is_found_by_it(rule: Rule, spoken: Spoken) -> None:
    found = spoken(rule.example, rule.example if rule.id == "headline" else None)
    assert f"speech.{rule.id}" in [statement.rule for statement in found]
    assert {statement.confidence for statement in found} <= {known.confidence for known in RULES.values()}
    assert 0 <= rule.right <= rule.seen


def test_the_source_named_again_keeps_its_outlet(spoken: Spoken) -> None:
    text = "قال مصدران لشبكة CNN إن الجولة صعبة. وقال الكرملين إن الموعد لم يحدد. وذكرت المصادر أن الخلاف عميق."
    assert [x.entity for x in spoken(text)[-1].chain] == ["organization/cnn"]


def test_a_schedule_says_nothing(spoken: Spoken) -> None:
    assert spoken("يصل الوفد غدا، حسب جدول معد سلفا.") == []


def test_the_reference_page_knows_every_rule_and_its_figures() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "speech.md"
    rows = page.read_text(encoding="utf-8").splitlines()
    for rule in RULES.values():
        figures = f"{rule.right} of {rule.seen} | {rule.confidence:.2f}"
        row = f"| `speech.{rule.id}` | {rule.pattern} | {rule.example} | {figures} |"
        assert row in rows


# -- further patterns -----------------------------------------------------------------------------------------


def test_both_of_them_speak(spoken: Spoken) -> None:
    statement = spoken("قال كل من ماركو روبيو وسيرغي لافروف إن القمة ممكنة.")[0]
    assert [s.entity for s in statement.sources] == ["person/marco-rubio", "person/sergei-lavrov"]


def test_a_label_of_another_speaker_ends_the_content(spoken: Spoken) -> None:
    text = "واعتبر ماركو روبيو أن الخطوة مهمة، فيما وصف سيرغي لافروف القرار بأنه خطأ."
    first, second = spoken(text)
    assert said(text, first) == ["الخطوة مهمة"]
    assert [s.entity for s in second.sources] == ["person/sergei-lavrov"]


def test_the_question_may_stand_before_the_verb(spoken: Spoken) -> None:
    text = "وردا على سؤال بشأن الموعد، قال ديمتري بيسكوف إنه لم يحدد بعد."
    statement = spoken(text)[0]
    assert statement.prompt is not None
    assert statement.prompt.of(text) == "سؤال بشأن الموعد"


def test_an_accusation_of_two_words_is_a_content_and_an_invitation_is_none(spoken: Spoken) -> None:
    text = "اتهم سيرغي لافروف أوكرانيا بخرق الهدنة."
    assert said(text, spoken(text)[0]) == ["أوكرانيا بخرق الهدنة"]
    assert spoken("دعا فلاديمير بوتين دونالد ترامب إلى زيارة موسكو.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وكشفت صحيفة الغارديان، نقلا عن مسؤولين أميركيين، أن الاتفاق قريب.", "الاتفاق قريب"),
        ("وأعلنت الخارجية الروسية في بيان أصدرته اليوم أن الوفد سيصل غدا.", "الوفد سيصل غدا"),
        ("«الصفقة قريبة جدا وسنعلنها قريبا»، هكذا قال ترامب للصحفيين.", "الصفقة قريبة جدا وسنعلنها قريبا"),
    ],
)
def test_what_stands_between_verb_and_content_is_no_content(text: str, content: str, spoken: Spoken) -> None:
    assert [said(text, s) for s in spoken(text)] == [[content]]


def test_whose_text_it_is_was_not_spoken_to(spoken: Spoken) -> None:
    assert spoken("وذكر بيان لوزارة الدفاع أن القوات انسحبت.")[0].addressee is None
