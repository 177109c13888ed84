"""The words that steer the finding of names, as typed entries of ``lexicon/data/words``."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khabar.arabic import candidates, key
from khabar.lexicon import Lexicon
from khabar.model import EntityKind, SourceKind

Gender = Literal["m", "f"]
Number = Literal["singular", "dual", "plural"]


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a person's name: ``الدكتور``; ``alone`` if a name of one word may follow it."""

    id: str
    en: str
    ar: tuple[str, ...]
    gender: Gender = "m"
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that heads names: ``وزارة``, ``مدينة``.

    ``name`` says whether it is part of them, ``of_names`` whether a place may follow it.
    """

    id: str
    kind: EntityKind
    name: Literal["whole", "rest"]
    ar: tuple[str, ...]
    gender: Gender = "m"
    of_names: bool = False


@dataclass(frozen=True, slots=True)
class Institution:
    """A body that every state has: ``البرلمان``."""

    id: str
    type: str
    ar: tuple[str, ...]
    with_state: tuple[str, ...]
    gender: Gender = "m"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that stands for somebody without a name: ``مصدر``, ``الطرفان``, ``البيان``."""

    id: str
    kind: SourceKind
    one: tuple[str, ...]
    two: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    gender: Gender = "m"
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective that points at a region or a body: ``أممي``."""

    of: str
    ar: tuple[str, ...]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Particle:
    """A word inside a person's name that is no name itself."""

    id: str
    use: Literal["bridge", "prefix", "second"]
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """When a form of a name that is a common word too counts as the name."""

    form: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    never: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class ShortName:
    """A common noun that stands for an actor the article has named: ``الاتحاد``."""

    form: str
    of: tuple[str, ...]
    fallback: bool = False
    unless_after: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class BodyNoun:
    """A noun with the article that stands for a body named before: ``الوزارة``."""

    id: str
    ar: tuple[str, ...]
    types: tuple[str, ...]
    gender: Gender = "m"


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words with one use."""

    id: str
    ar: tuple[str, ...]


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
        self.short_names = {key(s.form): s for s in lexicon.table("words/short-names.yaml", ShortName)}
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
