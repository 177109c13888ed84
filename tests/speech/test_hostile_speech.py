"""Input that nobody would write: marks never closed, marks in marks, nothing but cues."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from khabar.model import Statement

Spoken = Callable[[str], list[Statement]]


@pytest.mark.parametrize(
    "unit",
    ["قال " * 10 + "الوزير ", "قال إن " * 10, "وأضاف مؤكدا أن " * 5, "بحسب مصدر " * 10, "«قال " * 10, "وفي بيان " * 10],
    ids=["cues", "openers", "participles", "according", "marks", "channels"],
)
def test_time_grows_with_the_text(unit: str, spoken: Spoken) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        spoken(unit * times)
        return time.process_time() - begin

    seconds(2)
    small, large = seconds(10), seconds(80)
    assert large < 20 * small + 0.5


@pytest.mark.parametrize(
    "text",
    [
        'قال الوزير: "' + "كلمة " * 200_000,
        "قال الوزير: " + "«" * 10_000 + "نعم" + "»" * 10_000,
        'قال الوزير: "' * 800,
    ],
    ids=["a-million-characters-unclosed", "10,000-nested-marks", "quotations-never-closed"],
)
def test_marks_never_closed_take_seconds(text: str, spoken: Spoken) -> None:
    begin = time.process_time()
    for statement in spoken(text):
        assert all(0 <= piece.start < piece.end <= len(text) for piece in statement.content)
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "text", ["قال", "قال إن", "وأضاف:", "بحسب", "«", 'قال: "', "نقلت عن", "ما وصفه بـ", "قوله إن", ": :"]
)
def test_a_cue_without_anything_says_nothing(text: str, spoken: Spoken) -> None:
    assert spoken(text) == []
    assert spoken(f"الوفد في المدينة.\n{text}") == []
