"""Whatever the text: views map back to its characters, quotations keep to a paragraph, sentences tile the tokens."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabar.arabic import Passage, fold, key, normalise, pair_quotes
from khabar.arabic.letters import HARAKAT, INVISIBLE, TATWEEL
from khabar.model import Span

ALPHABET = (
    "اأإآبتةثجوزيىئؤءلـ \n\t.,،؛:!؟…\"'«»“”‹›()[]0123٠٤٬٫%aB_ﻻﷲﺎ" + HARAKAT[:8] + TATWEEL + INVISIBLE[:6] + "\u00a0"
)
TEXT = st.text(alphabet=ALPHABET, max_size=120)
ANY = st.text(max_size=60)


@given(ANY | TEXT, st.data())
@example("صَرَّحَ", None)
@example("لا\u0640\u0640ﷲ", None)
def test_a_span_of_a_view_maps_back_to_the_characters_it_shows(text, data):
    for see in (normalise, fold):
        view = see(text)
        start = data.draw(st.integers(0, len(view.text))) if data else 0
        end = data.draw(st.integers(start, len(view.text))) if data else len(view.text)
        span = view.span(start, end)
        assert 0 <= span.start <= span.end <= len(text)
        shown = see(span.of(text)).text
        seen = view.text[start:end]
        # A ligature is one character of the page: half of it cannot be cut out.
        assert seen in shown
        assert len(shown) - len(seen) <= 40


@given(ANY | TEXT)
def test_the_map_never_runs_backwards(text):
    view = fold(text)
    places = [view.span(i, i + 1).start for i in range(len(view.text))]
    assert places == sorted(places)
    assert all(view.index(p) <= i for i, p in enumerate(places))


@given(ANY | TEXT)
def test_folding_twice_is_folding_once(text):
    assert key(key(text)) == key(text)


@given(ANY | TEXT)
def test_a_word_is_folded_as_in_a_long_text(text):
    """Short texts are folded in another way than long ones."""
    longer = " " * 40
    assert fold(longer + text).text == longer + key(text)
    assert normalise(longer + text).text == longer + normalise(text).text


@given(TEXT)
def test_marks_without_ink_never_change_a_key(text):
    assert key("".join(c + TATWEEL + "\u200f" for c in text if c not in "٬")) == key(text.replace("٬", ""))


@given(TEXT)
def test_quotations_stay_in_their_paragraph(text):
    passage = Passage.of(text)
    lines = [p.span for p in passage.paragraphs]
    for q in passage.quotations:
        assert any(q.outer in line for line in lines)
        assert q.inner in q.outer
        assert "\n" not in q.inner.of(text)


@given(TEXT)
def test_quotations_nest_or_stand_apart(text):
    quotations = pair_quotes(text, Span(0, len(text)))
    for a in quotations:
        for b in quotations:
            apart = not a.outer.overlaps(b.outer)
            assert a is b or apart or a.outer in b.outer or b.outer in a.outer


@given(TEXT)
def test_sentences_tile_the_tokens(text):
    passage = Passage.of(text)
    edges = [(s.first, s.last) for s in passage.sentences]
    assert [first for first, _ in edges] == [0, *(last for _, last in edges)][: len(edges)]
    assert (edges[-1][1] if edges else 0) == len(passage.tokens)
    for sentence in passage.sentences:
        for token in passage.tokens[sentence.first : sentence.last]:
            assert sentence.span.start <= token.start
            assert token.end <= sentence.span.end


@given(TEXT)
def test_tokens_stand_in_order_and_are_found_again(text):
    passage = Passage.of(text)
    for i, token in enumerate(passage.tokens):
        assert token.start < token.end
        assert i == 0 or passage.tokens[i - 1].end <= token.start
        assert passage.token_at(token.start) == i
        assert i in range(passage.sentence_of(i).first, passage.sentence_of(i).last)


@given(TEXT, st.integers(0, 120))
def test_kept_spans_bound_the_passage(text, cut):
    cut = min(cut, len(text))
    passage = Passage.of(text, [Span(0, cut)])
    assert all(t.end <= cut for t in passage.tokens)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('قال: "نعم".', ["نعم"]),
        ("قال: «نعم» ثم «لا", ["نعم", "لا"]),
        ("قال ”نعم“ وغادر", ["نعم"]),
        ("«قال لي: “نعم” ثم مضى»", ["قال لي: “نعم” ثم مضى", "نعم"]),
        ('بدأ "ولم ينته\nوفي سطر آخر "تم"', ["ولم ينته", "تم"]),
    ],
)
def test_quotations(text, inner):
    assert [q.inner.of(text) for q in Passage.of(text).quotations] == inner


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قال جي. دي. فانس إن الأمر انتهى. ثم غادر.", 2),
        ("بلغت النسبة 3.67% فقط.", 1),
        ("انتهى اللقاء.وغادر الوفد.", 2),
        ("هل انتهى؟ نعم!", 2),
        ("سطر\nوسطر", 2),
        ("", 0),
    ],
)
def test_sentences(text, count):
    assert len(Passage.of(text).sentences) == count


def seconds(text):
    start = time.perf_counter()
    Passage.of(text)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "make",
    [
        lambda n: '"' + "كلمة أخرى " * n,
        lambda n: "«" * n + "كلمة" + "»" * n,
        lambda n: '" ' * n,
        lambda n: "قال. " * n,
        lambda n: "ـ\u200f" * 5 * n,
    ],
    ids=["one-unclosed-mark", "nested-marks", "marks-only", "sentences", "invisible"],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(make):
    little = max(min(seconds(make(1000)) for _ in range(3)), 1e-4)
    assert seconds(make(10_000)) < 60 * little + 0.5


def test_a_million_characters_with_one_unclosed_mark():
    text = 'قال: "' + "وأضاف أن المحادثات مستمرة " * 40_000
    passage = Passage.of(text)
    assert len(text) > 1_000_000
    assert [q.closed for q in passage.quotations] == [False]
    assert passage.quotations[0].outer.end == len(text)
