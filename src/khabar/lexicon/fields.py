"""Fields of news that hold no events of politics (``data/fields/fields.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khabar.arabic import key
from khabar.lexicon.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Field:
    """A field of news by the words that hardly stand elsewhere.

    Attributes:
        least: So many different words of it must stand in an article.
        share: And so many words of every hundred must be of it.
        ar: Words, and phrases of two words.
    """

    id: str
    gloss: str
    least: int
    share: float
    ar: tuple[str, ...]


def fields_by_word(lexicon: Lexicon) -> Mapping[str, tuple[Field, ...]]:
    """The fields of each word or phrase, folded; use it through ``lexicon.compiled``.

    >>> [field.id for field in fields_by_word(Lexicon.bundled())["مباراه"]]
    ['sport']
    """
    found: dict[str, list[Field]] = {}
    for field in lexicon.table("fields/fields.yaml", Field):
        for form in field.ar:
            found.setdefault(key(form), []).append(field)
    return {form: tuple(dict.fromkeys(some)) for form, some in found.items()}
