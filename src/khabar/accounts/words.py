"""The words by which accounts are compared: ``accounts/words.yaml``, folded."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.arabic import key
from khabar.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that do one thing in a sentence."""

    id: str
    gloss: str
    ar: tuple[str, ...]
    example: str | None = None


def compile_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The words of each group; of a phrase only its first word."""
    groups = lexicon.table("accounts/words.yaml", WordGroup)
    return {g.id: frozenset(key(w).split()[0] for w in g.ar) for g in groups}
