"""Articles of sport, health and the screen hold no events of politics; news of politics that touches on them does."""

import pytest

from khabar.arabic import Passage
from khabar.events.field import field_of
from khabar.lexicon import Lexicon
from khabar.model import Page
from khabar.reader import read

MATCH = (
    "خطفت إيطاليا التعادل من فرنسا في مباراة ودية\n\n"
    "هاجم المنتخب الإيطالي مرمى فرنسا منذ بداية الشوط الأول، وسجل المهاجم هدفين، وهدد لاعبو فرنسا المرمى بركلات عدة، "
    "وقال المدرب إن الجماهير ساندت اللاعبين حتى نهاية المباراة في الملعب.\n"
)
TALKS = (
    "إيران وفرنسا تستأنفان المحادثات\n\n"
    "التقى وزير الخارجية الإيراني نظيره الفرنسي في باريس أمس، وبحثا رفع العقوبات، "
    "قبل أن يحضرا مباراة ودية في ملعب العاصمة.\n"
)
CLINIC = (
    "مرض السكري وأعراضه\n\n"
    "تقول الولايات المتحدة إن مرض السكري يهاجم خلايا الجسم، ومن أعراضه زيادة الوزن، وقد يهدد البشرة والدماغ، "
    "ويطالب الجسم بمزيد من الأنسولين عند السمنة، ويحتاج كل مريض إلى علاج.\n"
)


@pytest.mark.parametrize(("text", "field"), [(MATCH, "sport"), (TALKS, None), (CLINIC, "health")])
def test_field(text, field):
    assert field_of(Passage.of(text), Lexicon.bundled()) == field


def test_a_match_has_no_events_but_names_and_words():
    article = read(Page("a.txt", MATCH)).articles[0]
    assert not article.events
    assert not article.positions
    assert article.mentions


def test_a_meeting_before_a_match_is_one():
    assert [e.type for e in read(Page("a.txt", TALKS)).articles[0].events] == ["CONSULT"]


def test_an_empty_text_is_of_no_field():
    assert field_of(Passage.of(""), Lexicon.bundled()) is None
