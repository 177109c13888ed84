"""Numbers in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic import Passage
from khabar.arabic.numbers import NumberKind, digits_value, find_numbers, read_number
from khabar.lexicon.quantities import read_units

UNITS = read_units()


def read(text: str) -> list[tuple[str, int | float, str, str | None]]:
    passage = Passage.of(text)
    return [(n.whole.of(text), n.value, n.kind, n.unit) for n in find_numbers(passage, UNITS)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سبعة", 7),
        ("ثلاثة عشر", 13),
        ("إحدى عشرة", 11),
        ("اثني عشر", 12),
        ("ثلاثة وعشرون", 23),
        ("خمس وأربعين", 45),
        ("مئة", 100),
        ("مائتان", 200),
        ("ثلاثمئة وخمسة", 305),
        ("ثلاث مئة", 300),
        ("أربعمائة وثلاثة وثلاثين", 433),
        ("ألف", 1_000),
        ("ألفين", 2_000),
        ("خمسة آلاف", 5_000),
        ("ألف ومئتين وخمسين", 1_250),
        ("عشرين ألفا", 20_000),
        ("مئة وخمسين ألفا", 150_000),
        ("مليون", 1_000_000),
        ("مليونين ونصف المليون", 2_500_000),
        ("مليار ونصف المليار", 1_500_000_000),
        ("ثلاثة ملايين ومئتي ألف", 3_200_000),
        ("15 ألف", 15_000),
        ("3.5 مليون", 3_500_000),
        ("1,5 مليار", 1_500_000_000),
        ("3 آلاف و500", 3_500),
        ("12,500", 12_500),
        ("١٢٬٥٠٠", 12_500),
        ("مئة ألف مليون", 100_000_000_000),
    ],
)
def test_value(text: str, value: float) -> None:
    tokens = Passage.of(text).tokens
    count = read_number(tokens, 0, len(tokens))
    assert count is not None
    assert (count.value, count.end) == (value, len(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ألف سجين مقابل ألف", [("ألف", 1000, "count", None), ("ألف", 1000, "count", None)]),
        ("نسبة 3.67%", [("3.67%", 3.67, "percent", "%")]),
        ("نسبة ٦٠٪", [("٦٠٪", 60, "percent", "%")]),
        ("ستين في المئة", [("ستين في المئة", 60, "percent", "%")]),
        ("20 بالمئة", [("20 بالمئة", 20, "percent", "%")]),
        ("مليار دولار", [("مليار دولار", 1_000_000_000, "money", "USD")]),
        ("مليون ريال قطري", [("مليون ريال قطري", 1_000_000, "money", "QAR")]),
        ("بقيمة $300", [("300", 300, "money", "USD")]),
        ("خمسة كيلومترات", [("خمسة كيلومترات", 5, "distance", "km")]),
        ("بثلاثة وعشرين مقعدا", [("ثلاثة وعشرين", 23, "count", None)]),
        ("في 22/7/2015", []),
        ("لست موافقا", []),
    ],
)
def test_numbers_with_units(text: str, expected: list[tuple[str, float, NumberKind, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["22/7/2015", "10:30", "1.2.3", "9" * 30, "5-7"])
def test_digits_that_are_no_number(text: str) -> None:
    assert digits_value(text) is None


_ONES = ["", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
_TENS = ["", "", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
_HUNDREDS = ["", "مئة", "مئتين", *(f"{s}مئة" for s in ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"))]


@given(st.integers(0, 9), st.integers(2, 9), st.integers(1, 9))
def test_every_number_in_words_is_read_as_itself(hundred: int, ten: int, one: int) -> None:
    words = " و".join(w for w in (_HUNDREDS[hundred], _ONES[one], _TENS[ten]) if w)
    tokens = Passage.of(words).tokens
    count = read_number(tokens, 0, len(tokens))
    assert count is not None
    assert count.value == 100 * hundred + 10 * ten + one


@given(
    st.lists(
        st.sampled_from(
            ["ألف", "مليون", "مئة", "ونصف", "وعشرون", "خمسة", "15", ",", "و", "3.67%", "عشر", "المليار", "دولار"]
        ),
        max_size=12,
    )
)
def test_spans_are_in_order_and_say_what_is_there(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for number in find_numbers(Passage.of(text), UNITS):
        assert end <= number.span.start < number.span.end <= number.whole.end <= len(text)
        assert not text[number.span.start].isspace()
        end = number.whole.end
