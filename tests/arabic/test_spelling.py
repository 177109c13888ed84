"""Two spellings of one foreign name are one name, two names are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic import key
from khabar.arabic.spelling import differ_little, same_name, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ترامب", "ترمب"),
        ("بوتين", "بوتن"),
        ("موغيريني", "موغريني"),
        ("غارديان", "جارديان"),
        ("زيلينسكي", "زيلنسكي"),
        ("كيلوغ", "كيلوج"),
        ("دافوتوغلو", "دافوتوجلو"),
        ("أولوند", "أولاند"),
        ("تشافيز", "شافيز"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name(key(one), key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("لندن", "ليدن"), ("كيري", "كوريا"), ("ماكرون", "مارون"), ("الراشد", "رشيد"), ("فيينا", "أفينيون")],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(key(one), key(other))


@given(st.text(alphabet="ابتثجدرزسشفقكلمنوي", min_size=4, max_size=12))
def test_a_word_is_its_own_spelling_and_the_skeleton_is_short(word: str) -> None:
    assert same_name(word, word)
    assert differ_little(word, word)
    assert len(skeleton(word)) <= len(word)
