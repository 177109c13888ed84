"""What one entry of ``lexicon/data/words`` says: the words that steer the finding of names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    """A common noun that stands for an actor the article has named: ``الاتحاد``.

    One form may have several entries; ``enemies`` are those against whom the actor fights: an article that speaks of
    them speaks of him, and they tell one coalition from the other.
    """

    form: str
    of: tuple[str, ...]
    enemies: tuple[str, ...] = ()
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
