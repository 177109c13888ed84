"""Statements as a user meets them: one sentence in, who said what through whom out."""

from __future__ import annotations

import pytest

from khabar.arabic import Passage, fold
from khabar.lexicon import Lexicon
from khabar.model import Article, Span, Statement
from khabar.names import find_names
from khabar.speech import find_statements
from khabar.times import find_times


def statements(text: str) -> list[Statement]:
    lexicon, whole = Lexicon.bundled(), Span(0, len(text))
    article = Article("a", whole, (whole,), published="2025-05-23")
    passage = Passage(fold(text), article.kept)
    mentions, references = find_names(passage, article, lexicon, "page")
    times = find_times(passage, article.published, lexicon, "page")
    return list(find_statements(passage, article, mentions, references, times, lexicon, "page"))


def said(text: str, statement: Statement) -> list[str]:
    return [piece.of(text) for piece in statement.content]


def only(text: str) -> Statement:
    found = statements(text)
    assert len(found) == 1, [(s.rule, said(text, s)) for s in found]
    return found[0]


#: text, entity of the source (None: nobody known), cue, content, mode
SENTENCES = [
    # verb, subject, complementizer
    ("قال عباس عراقجي إن الجولة الخامسة انتهت.", "person/abbas-araghchi", "قال", "الجولة الخامسة انتهت", "indirect"),
    ("أكد الكرملين أن الاتصال استمر ساعتين.", "organization/kremlin", "أكد", "الاتصال استمر ساعتين", "indirect"),
    ("وأفادت وزارة الخارجية الروسية بأن الوفد وصل إلى إسطنبول.", None, "أفادت", "الوفد وصل إلى إسطنبول", "indirect"),
    # colon, quotation, mixed
    (
        "قال ستيف ويتكوف: نحن متفائلون بالجولة المقبلة.",
        "person/steve-witkoff",
        "قال",
        "نحن متفائلون بالجولة المقبلة",
        "direct",
    ),
    (
        "وقال بدر البوسعيدي إن المحادثات أحرزت «تقدما محدودا» في روما.",
        None,
        "قال",
        "المحادثات أحرزت «تقدما محدودا» في روما",
        "mixed",
    ),
    # subject first
    ("دونالد ترامب يقول إن المكالمة كانت جيدة.", "person/donald-trump", "يقول", "المكالمة كانت جيدة", "indirect"),
    ("وكان سيرغي لافروف قال إن موسكو مستعدة للحوار.", "person/sergei-lavrov", "قال", "موسكو مستعدة للحوار", "indirect"),
    # a noun phrase as content
    (
        "دعا أنطونيو غوتيريش الأطراف إلى وقف القتال فورا.",
        "person/antonio-guterres",
        "دعا",
        "وقف القتال فورا",
        "indirect",
    ),
    ("تعهد فولوديمير زيلينسكي بمواصلة المحادثات المباشرة.", None, "تعهد", "مواصلة المحادثات المباشرة", "indirect"),
    ("أعلن الكرملين استعداده لاستضافة القمة.", "organization/kremlin", "أعلن", "استعداده لاستضافة القمة", "indirect"),
    (
        "حذر رافائيل غروسي من تراجع الرقابة على المواقع.",
        "person/rafael-grossi",
        "حذر",
        "تراجع الرقابة على المواقع",
        "indirect",
    ),
    # according to
    ("الجولة المقبلة ستعقد في مسقط، بحسب مصدر دبلوماسي.", None, "بحسب", "الجولة المقبلة ستعقد في مسقط", "indirect"),
    ("ووفقا للكرملين فإن القمة ستعقد قريبا.", "organization/kremlin", "وفقا", "القمة ستعقد قريبا", "indirect"),
    ("المحادثات مستمرة، كما قال ماركو روبيو.", "person/marco-rubio", "قال", "المحادثات مستمرة", "indirect"),
    # a text speaks
    ("وجاء في البيان أن الوفدين سيلتقيان مجددا.", None, "جاء", "الوفدين سيلتقيان مجددا", "indirect"),
]


@pytest.mark.parametrize(("text", "entity", "cue", "content", "mode"), SENTENCES)
def test_one_sentence_one_statement(text: str, entity: str | None, cue: str, content: str, mode: str) -> None:
    statement = only(text)
    assert said(text, statement) == [content]
    assert statement.mode == mode
    assert statement.cue is not None
    assert statement.cue.of(text) == cue
    if entity:
        assert [s.entity for s in statement.sources] == [entity]


@pytest.mark.parametrize(
    "text",
    [
        "ولم يوضح الوزير موعد الجولة المقبلة.",
        "يذكر أن الجولة الرابعة عقدت في مسقط.",
        "نقل الجرحى إلى المستشفى القريب.",
        "وبين الجانبين خلاف على التخصيب.",
        "التقى الوزير نظيره التركي في أنقرة.",
        "وصل الوفد التابع للوزارة إلى روما.",
        "وأكملت الشركة بناء الجسر.",
    ],
)
def test_no_speech_no_statement(text: str) -> None:
    assert [said(text, s) for s in statements(text)] == []


# -- dropped subjects ---------------------------------------------------------------------------------


def test_a_dropped_subject_is_the_last_speaker_who_agrees() -> None:
    text = "قالت كايا كالاس إن العقوبات باقية. وذكر ماركو روبيو أن المهلة قصيرة. وأضافت أن أوروبا موحدة."
    last = statements(text)[-1]
    assert last.sources[0].span is None
    assert last.sources[0].entity == "person/kaja-kallas"


def test_a_participle_goes_on_with_the_sentence() -> None:
    text = "أكد عباس عراقجي أن التخصيب مستمر، مضيفا أن الجولة المقبلة لم تحدد."
    first, second = statements(text)
    assert said(text, first) == ["التخصيب مستمر"]
    assert said(text, second) == ["الجولة المقبلة لم تحدد"]
    assert second.sources[0].entity == first.sources[0].entity == "person/abbas-araghchi"


def test_a_dual_takes_two_sources() -> None:
    text = "قال مصدران إيرانيان إن الجولة صعبة. وأضافا أن الخلاف عميق."
    first, second = statements(text)
    assert first.sources[0].count == 2
    assert second.sources[0].kind == "anonymous"


def test_the_anonymous_source_is_kept_verbatim() -> None:
    text = "قال مصدران إيرانيان إن الجولة صعبة. وذكرت المصادر أن الخلاف عميق."
    assert [s.sources[0].text for s in statements(text)] == ["مصدران إيرانيان", "المصادر"]


# -- chains -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("وقال مسؤول كبير لشبكة CNN إن المحادثات مستمرة.", [("outlet", "organization/cnn")]),
        ("كتب عباس عراقجي على منصة إكس أن الطريق واضح.", [("platform", "platform/x")]),
        ("قال ديمتري بيسكوف في مؤتمر صحفي إن القمة ممكنة.", [("briefing", None)]),
        ("وفي مقابلة مع قناة الجزيرة، أكد جون كيري أن الاتفاق قوي.", [("interview", "organization/al-jazeera")]),
        ("ونقلت وكالة تاس عن ديمتري بيسكوف قوله إن القمة ممكنة.", [("agency", "organization/tass")]),
        ("وبحسب وكالة رويترز، قال ديمتري بيسكوف إن القمة ممكنة.", [("agency", "organization/reuters")]),
    ],
)
def test_each_hop_the_sentence_names_is_a_link(text: str, chain: list[tuple[str, str | None]]) -> None:
    statement = statements(text)[-1]
    assert [(link.kind, link.entity) for link in statement.chain] == chain


def test_a_continuation_carries_the_chain_and_a_new_sentence_does_not() -> None:
    text = "قال مسؤول أميركي لشبكة CNN إن الجولة مفيدة. وأضاف أن اللقاء المقبل قريب. وقال الكرملين إن الموعد لم يحدد."
    first, second, third = statements(text)
    assert [x.entity for x in second.chain] == [x.entity for x in first.chain] == ["organization/cnn"]
    assert third.chain == ()


def test_nested_speech_comes_through_the_outer_speaker() -> None:
    text = "ذكرت وكالة تاس أن ديمتري بيسكوف قال إن القمة ممكنة."
    outer, inner = statements(text)
    assert outer.sources[0].entity == "organization/tass"
    assert inner.parent == outer.id
    assert [(x.kind, x.entity) for x in inner.chain] == [("agency", "organization/tass")]


# -- the writer's hand ----------------------------------------------------------------------------------


def test_denial_distance_and_concession_are_told_apart() -> None:
    texts = {
        "نفى الكرملين أن تكون القمة قد ألغيت.": ("denial", "neutral"),
        "زعم ديمتري بيسكوف أن الجولة نجحت.": ("distancing", "distanced"),
        "أقر جون كيري بأن الاتفاق ليس مثاليا.": ("concession", "factive"),
    }
    for text, (cls, stance) in texts.items():
        statement = only(text)
        assert (statement.cue_class, statement.stance) == (cls, stance)


def test_the_writers_comment_is_left_out() -> None:
    text = "قال سيرغي لافروف إن موسكو لن تقبل الشروط، في إشارة إلى مطالب كييف."
    assert said(text, only(text)) == ["موسكو لن تقبل الشروط"]


def test_a_slip_of_machine_translation_is_read_and_noted() -> None:
    text = "زعيم ترامب أن الطرفين مستعدان للتفاوض."
    statement = statements(text)[0]
    assert "mt-slip" in statement.notes
    assert statement.stance == "distanced"


def test_faked_words_are_marked() -> None:
    text = "ظهر مقطع مزيف بدا فيه أن فولوديمير زيلينسكي يدعو الجنود إلى إلقاء السلاح."
    assert [s.fabricated for s in statements(text)] == [True]


def test_condition_and_consequence_are_two_spans() -> None:
    text = "قال عباس عراقجي إنه إذا رفعت العقوبات فستعود بلاده إلى التزاماتها."
    statement = only(text)
    assert statement.condition is not None
    assert statement.consequence is not None
    assert statement.condition.of(text) == "إذا رفعت العقوبات"
    assert statement.consequence.of(text) == "فستعود بلاده إلى التزاماتها"


def test_the_prompt_of_an_answer_is_kept() -> None:
    text = "قال دونالد ترامب ردا على سؤال حول الموعد: سيكون ذلك قريبا."
    statement = only(text)
    assert statement.prompt is not None
    assert "الموعد" in statement.prompt.of(text)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'قال سيرغي لافروف: "موسكو مستعدة للحوار دون شروط.\nوغادر الوفد المدينة.'
    assert said(text, only(text)) == ["موسكو مستعدة للحوار دون شروط"]
