"""Stems: the forms of a word meet, other words do not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Span
from khabar.record.stem import located_terms, started_terms, stem, terms


@pytest.mark.parametrize(
    "forms",
    [
        "المفاوضات مفاوضات مفاوضة للمفاوضات والمفاوضات بمفاوضات مفاوضاتها المفاوضون",
        "وكالة الوكالة وكالات بالوكالة للوكالات",
        "حكومة الحكومة حكومته حكومتها الحكومات لحكومة",
        "إيراني الإيرانية الإيرانيون الإيرانيين ايرانيه",
        "إيران ايران وإيران لإيران",
        "ألمانيا المانيا وألمانيا",
        "ألمانية الألمانية الألمانيون",
        "لاجئ لاجئين اللاجئون",
        "اتفاق الاتفاق اتفاقاً باتفاق والاتفاقات",
        "قوة القوات قواته",
        "عقوبة العقوبات بالعقوبات",
        "قال وقال",
        "يزور سيزور",
        "مَسؤُولٌ مسؤول المسؤولين مســـؤول",
        "٢٠٢٥ 2025",
    ],
)
def test_forms_of_a_word_meet(forms):
    assert len({stem(w) for w in forms.split()}) == 1, [stem(w) for w in forms.split()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزير", "زير"),
        ("لبنان", "لبن"),
        ("قانون", "قان"),
        ("فيصل", "يصل"),
        ("كامل", "أمل"),
        ("واحد", "أحد"),
        ("فلسطين", "فلس"),
        ("إيران", "إيراني"),
        ("سوريا", "سوري"),
        ("مفاوض", "مفوض"),
    ],
)
def test_other_words_stay_apart(one, other):
    assert stem(one) != stem(other)


@given(st.text(alphabet="ابتةىأإآلوفكسينهمء ًّـ‏1٣a.،«»\n\ud800", max_size=60))
def test_terms_are_the_same_however_they_are_asked_for(text):
    located = list(located_terms(text))
    starts, stems = started_terms(text)
    assert [t for t, _ in located] == terms(text) == stems
    assert [s.start for _, s in located] == starts
    assert all(" " not in t and t for t in stems)
    spans = [s for _, s in located]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.integers(0, 30), st.integers(0, 30))
def test_words_of_a_stretch_count_from_the_text(start, end):
    text = "قال الوزير إن المفاوضات انتهت"
    span = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    assert all(s.start >= span.start and s.end <= span.end for _, s in located_terms(text, span))
