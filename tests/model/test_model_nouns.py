"""The nouns: spans, ids, and that nobody can change them."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import errors, model
from khabar.errors import KhabarError
from khabar.model import Account, Happening, Page, Span, fact_id, page_hash

SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda x: Span(min(x), max(x)))
NOUNS = [c for c in vars(model).values() if dataclasses.is_dataclass(c)]


@given(SPANS, SPANS)
def test_spans_overlap_both_ways_and_what_is_inside_overlaps(a, b):
    assert a.overlaps(b) == b.overlaps(a)
    if len(a) and a in b:
        assert a.overlaps(b)


@given(st.text(max_size=30), SPANS)
def test_a_span_is_its_characters(text, span):
    assert span.of(text) == text[span.start : span.end]


@given(st.text())
def test_every_text_has_a_hash_lone_surrogates_too(text):
    assert page_hash(text) == page_hash(text)
    assert len(page_hash(text + "\ud800")) == 16


def test_ids_come_from_content():
    known = fact_id("00ff", "mention", Span(3, 9), also="person/x")
    assert known == fact_id("00ff", "mention", Span(3, 9), also="person/x")
    others = [
        fact_id("00fe", "mention", Span(3, 9), also="person/x"),
        fact_id("00ff", "statement", Span(3, 9), also="person/x"),
        fact_id("00ff", "mention", Span(3, 10), also="person/x"),
        fact_id("00ff", "mention", Span(3, 9), also="person/y"),
        fact_id("00ff", "mention", None, Span(3, 9), also="person/x"),
    ]
    assert len({known, *others}) == 6


def test_a_page_is_known_by_its_text_alone():
    assert Page("a", "نص").hash == Page("b", "نص", outlet="x").hash != Page("a", "نص آخر").hash


@pytest.mark.parametrize("noun", NOUNS, ids=lambda n: n.__name__)
def test_nouns_are_frozen_slotted_and_say_what_they_are(noun):
    assert noun.__dataclass_params__.frozen
    assert hasattr(noun, "__slots__")
    assert noun.__doc__
    assert not noun.__doc__.startswith(f"{noun.__name__}(")


def test_a_happening_names_each_article_once():
    accounts = tuple(Account(a, None, (voice,), (), ()) for a, voice in (("ar-1", "x"), ("ar-1", "y"), ("ar-2", "x")))
    happening = Happening("ha", "CONSULT", None, (), (), None, "happened", accounts)
    assert happening.articles == ("ar-1", "ar-2")


def test_errors_have_one_root_and_say_what_where_and_what_to_do():
    kinds = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert len(kinds) > 5
    for kind in kinds:
        assert issubclass(kind, KhabarError)
        assert str(kind("it broke", where="a.txt:3", hint="mend it")) == "a.txt:3: it broke (mend it)"
