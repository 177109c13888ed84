"""What news counts in (``data/quantities/``): currencies and measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from khabar.arabic import key
from khabar.lexicon.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class QuantityUnit:
    """A currency (ISO 4217) or a measure, with the words that follow a number.

    Attributes:
        id: ``USD``, ``km``.
        ar: Words or phrases; of two that fit the longer one counts (``ريال قطري`` before ``ريال``).
    """

    id: str
    kind: Literal["money", "measure", "distance"]
    en: str
    ar: tuple[str, ...]


def read_units(lexicon: Lexicon | None = None) -> Mapping[str, tuple[Literal["money", "measure", "distance"], str]]:
    """Every word or phrase for a unit, folded, with its kind and id: what ``find_numbers`` looks up after a number.

    >>> read_units()["ريال قطري"]
    ('money', 'QAR')
    """
    return (lexicon or Lexicon.bundled()).compiled(_units_by_word)


def _units_by_word(lexicon: Lexicon) -> Mapping[str, tuple[Literal["money", "measure", "distance"], str]]:
    entries = lexicon.table("quantities/units.yaml", QuantityUnit)
    return {key(form): (entry.kind, entry.id) for entry in entries for form in entry.ar}
