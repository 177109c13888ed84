"""The tables of docs/reference/times.md say what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.arabic import Passage
from khabar.arabic.numbers import find_numbers
from khabar.lexicon import Lexicon
from khabar.lexicon.quantities import read_units
from khabar.times import find_times

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "times.md"


def rows(header: str) -> list[list[str]]:
    table = PAGE.read_text(encoding="utf-8").split(header)[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.mark.parametrize("row", rows("| text | Khabar | dateparser finds | right? |"), ids=lambda row: row[0])
def test_the_table_beside_dateparser(row: list[str]) -> None:
    found = find_times(Passage.of(row[0]), "2025-05-21", Lexicon.bundled(), "")
    said = ", ".join(" ".join(filter(None, (t.type, t.value, t.mod))) for t in found)
    assert (said or "–") == row[1]


@pytest.mark.parametrize("row", rows("| text | value | kind and unit |"), ids=lambda row: row[0])
def test_the_table_of_numbers(row: list[str]) -> None:
    (number,) = find_numbers(Passage.of(row[0]), read_units())
    assert (str(number.value), " ".join(filter(None, (number.kind, number.unit)))) == (row[1], row[2])
