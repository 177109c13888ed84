"""The words by which accounts are compared: ``accounts/words.yaml`` and ``accounts/opposites.yaml``, folded."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.arabic import key
from khabar.lexicon import Lexicon
from khabar.record.stem import stem


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that do one thing in a sentence."""

    id: str
    gloss: str
    ar: tuple[str, ...]
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Opposite:
    """Words of two poles: who says ``one`` of a thing contradicts who says the ``other`` of it."""

    id: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    example: str | None = None


def compile_opposites(lexicon: Lexicon) -> dict[str, tuple[str, bool]]:
    """For each stem its pair, and whether it is the first pole of it."""
    poles: dict[str, tuple[str, bool]] = {}
    for pair in lexicon.table("accounts/opposites.yaml", Opposite):
        poles |= {stem(w): (pair.id, True) for w in pair.one}
        poles |= {stem(w): (pair.id, False) for w in pair.other}
    return poles


def compile_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The words of each group; of a phrase only its first word."""
    groups = lexicon.table("accounts/words.yaml", WordGroup)
    return {g.id: frozenset(key(w).split()[0] for w in g.ar) for g in groups}
