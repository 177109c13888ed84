"""The words that steer the finding of names, folded for matching."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import lru_cache

from khabar.arabic import candidates, key
from khabar.lexicon import Lexicon
from khabar.names.entries import (
    Adjective,
    BodyNoun,
    Guard,
    Head,
    Institution,
    Noun,
    Particle,
    ShortName,
    Title,
    WordList,
)


class Words:
    """All of ``words/``, folded for matching.

    >>> Words(Lexicon.bundled()).lists["city-verbs"] >= {"زار", "غادر"}
    True
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.titles = lexicon.table("words/titles.yaml", Title)
        self.heads = lexicon.table("words/heads.yaml", Head)
        self.institutions = lexicon.table("words/institutions.yaml", Institution)
        self.nouns = lexicon.table("words/nouns.yaml", Noun)
        self.body_nouns = lexicon.table("words/body-nouns.yaml", BodyNoun)
        self.adjectives = lexicon.table("words/nisbas.yaml", Adjective)
        self.guards = {key(g.form): g for g in lexicon.table("words/guards.yaml", Guard)}
        self.short_names: dict[str, list[ShortName]] = {}
        for noun in lexicon.table("words/short-names.yaml", ShortName):
            self.short_names.setdefault(key(noun.form), []).append(noun)
        self.lists = {w.id: folded(w.ar) for w in lexicon.table("words/lists.yaml", WordList)}
        self.descriptions = {w.id: folded(w.ar) for w in lexicon.table("words/descriptions.yaml", WordList)}
        particles = lexicon.table("words/particles.yaml", Particle)
        self.bridges = folded(f for p in particles if p.use == "bridge" for f in p.ar)
        self.prefixes = folded(f for p in particles if p.use == "prefix" for f in p.ar)
        self.seconds = folded(f for p in particles if p.use == "second" for f in p.ar)
        given = {w.id: folded(w.ar) for w in lexicon.table("words/first-names.yaml", WordList)}
        self.foreign = frozenset[str]().union(*(v for k, v in given.items() if k.startswith("european")))
        self.women = frozenset[str]().union(*(v for k, v in given.items() if k.endswith("women")))
        self.common_given = given.pop("common")
        self.given = frozenset[str]().union(*given.values()) - self.common_given


def stem(word: str, known: Container[str]) -> tuple[int, str] | None:
    """A folded word without attached letters if it then is one of ``known``: (letters to skip, the rest).

    >>> stem("للوزير", {"الوزير"})
    (2, 'الوزير')
    """
    for chain, rest in candidates(word):
        if rest in known:
            return len(word) - len(rest) if word.endswith(rest) else len(chain) + 1, rest
    return None


def folded(forms: Iterable[str]) -> frozenset[str]:
    """The matching keys of some forms."""
    return frozenset(key(f) for f in forms)


@lru_cache(maxsize=4096)
def folded_once(forms: tuple[str, ...]) -> frozenset[str]:
    """The matching keys of an entry's forms, remembered."""
    return folded(forms)
