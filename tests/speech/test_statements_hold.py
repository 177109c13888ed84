"""What holds for the statements of any text: offsets, order, ids, and that a second reading gives the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Span, Statement

_SPEAKERS = ["عباس عراقجي", "كايا كالاس", "الكرملين", "وزير الخارجية", "مصدران إيرانيان", "مسؤول كبير", "البيان"]
_CUES = ["قال", "وأضافت", "أكد", "مؤكدا", "مشيرة إلى", "نفى", "دعا إلى", "بحسب", "وفقا ل", "كما قال", "ما وصفه", "قوله"]
_OPENERS = [
    "إن",
    "أن",
    "بأن",
    ":",
    "«",
    "»",
    '"',
    "،",
    ".",
    "\n",
    "الذي",
    "في مقابلة مع",
    "على منصة إكس",
    "ردا على سؤال",
]
_WORDS = [
    "الجولة",
    "انتهت",
    "وقف القتال",
    "اليوم",
    "23 مايو",
    "إذا",
    "فسيعود",
    "زورا",
    "مقطع مزيف",
    "(",
    ")",
    "ـه",
    "\u200f",
]

pages = st.lists(st.sampled_from(_SPEAKERS + _CUES + _OPENERS + _WORDS), max_size=40).map(" ".join)


def spans_of(statement: Statement) -> list[Span]:
    people = [*statement.sources, *statement.alternatives, *([statement.addressee] if statement.addressee else [])]
    spans = [*statement.content, *(p.span for p in people), *(link.span for link in statement.chain)]
    spans += [statement.cue, statement.channel, statement.prompt, statement.condition, statement.consequence]
    return [span for span in (*spans, statement.sentence) if span is not None]


@settings(max_examples=120, deadline=None)
@given(text=pages)
def test_every_span_is_text_of_the_page(text: str, spoken: Callable[[str], list[Statement]]) -> None:
    statements = spoken(text)
    for statement in statements:
        for span in spans_of(statement):
            assert 0 <= span.start < span.end <= len(text)
        assert all(one.end <= other.start for one, other in zip(statement.content, statement.content[1:], strict=False))
        assert all(piece.of(text).strip() == piece.of(text) for piece in statement.content)
        assert statement.sources
        assert 0 < statement.confidence <= 1
    ids = [statement.id for statement in statements]
    assert len(set(ids)) == len(ids)
    assert {s.parent for s in statements} - {None} <= set(ids)
    assert spoken(text) == statements


@pytest.mark.parametrize("text", ["وفقا ل «", "ما وصفه بأن «", "وفقا ل", "قال في «", "وصفه بـ «"])
def test_a_page_that_breaks_off(text: str, spoken: Callable[[str], list[Statement]]) -> None:
    assert isinstance(spoken(text), list)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.sampled_from('قال إنأ ن:«»"،.\nوب'), max_size=120))
def test_letters_in_any_order_do_no_harm(text: str, spoken: Callable[[str], list[Statement]]) -> None:
    for statement in spoken(text):
        assert all(span.end <= len(text) for span in spans_of(statement))
