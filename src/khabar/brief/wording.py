"""How a brief says things: its own words in Arabic or English, names of actors, days, durations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import regex

from khabar.lexicon import Actor, Lexicon
from khabar.lexicon.codebook import Issue
from khabar.lexicon.events import Outcome, Topic
from khabar.stories import Pile

Language = Literal["ar", "en"]

_DURATION = regex.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the brief's frame, or what a code means."""

    id: str
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun in its forms: Arabic one, two, few, many, hundreds; English one, many."""

    id: str
    ar: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    labels: dict[str, Label]
    counted: dict[str, Counted]
    actors: dict[str, Actor]
    glosses: dict[str, tuple[str | None, str]]


def compile_wording(lexicon: Lexicon) -> _Words:
    """All labels, counted nouns and names of a lexicon."""
    labels = {x.id: x for f in ("brief", "codes", "issues") for x in lexicon.table(f"labels/{f}.yaml", Label)}
    counted = {c.id: c for c in lexicon.table("labels/counts.yaml", Counted)}
    named: dict[str, tuple[str | None, str]] = {
        t.id: (t.label or t.ar[0], t.en) for t in lexicon.table("facts/topics.yaml", Topic)
    }
    named |= {o.id: (o.label or o.ar[0], o.en) for o in lexicon.table("facts/outcomes.yaml", Outcome)}
    named |= {f"issue/{i.id}": (None, i.en) for i in lexicon.table("issues", Issue)}
    return _Words(labels, counted, {a.id: a for a in lexicon.table("actors", Actor)}, named)


class Wording:
    """Says things in one language.

    Args:
        lexicon: Labels and names.
        language: ``ar`` or ``en``; what pages say is never translated.
        pile: Where to look for the name of an actor that the lexicon does not know.

    >>> wording = Wording(Lexicon.bundled(), "ar")
    >>> wording.duration(">PT1H"), wording.duration("~PT1H30M"), wording.count("article", 7)
    ('أكثر من ساعة', 'نحو ساعة و30 دقيقة', '7 مقالات')
    """

    def __init__(self, lexicon: Lexicon, language: Language = "ar", pile: Pile | None = None) -> None:
        self._words = lexicon.compiled(compile_wording)
        self.language = language
        self._seen = _seen(pile) if pile else {}

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.language == "ar" else "ltr"

    def __call__(self, id_: str, **values: object) -> str:
        """A word of the frame, or what a code means; an unknown code is said as it is."""
        label = self._words.labels.get(id_)
        text = getattr(label, self.language) if label else id_.rpartition("/")[2].replace("-", " ")
        return str(text.format(**values) if values else text)

    def event(self, type_: str, mode: str | None) -> str:
        """What an event is called."""
        known = f"event/{type_}/{mode}" if mode and f"event/{type_}/{mode}" in self._words.labels else f"event/{type_}"
        return self(known)

    def name(self, entity: str) -> str:
        """An actor's name: the lexicon's first form, or the words by which pages name it most often."""
        if "/" not in entity:
            return entity
        if actor := self._words.actors.get(entity):
            return actor.ar[0] if self.language == "ar" else actor.en
        return self._seen.get(entity) or entity.partition("/")[2].replace("-", " ").title()

    def names(self, entities: object) -> str:
        """Several names, one after the other."""
        listed = entities if isinstance(entities, tuple | list) else (entities,)
        return self.listed(self.name(str(e)) for e in listed)

    def listed(self, items: Iterable[str]) -> str:
        """Items in a row, with the comma of the language."""
        return ("، " if self.language == "ar" else ", ").join(items)

    def issue(self, issue: str) -> str:
        """An issue of the codebook."""
        if f"issue/{issue}" in self._words.labels:
            return self(f"issue/{issue}")
        return self._gloss(f"issue/{issue}", issue)

    def count(self, noun: str, number: int, *, governed: bool = False) -> str:
        """A number with its noun, by Arabic's rule of number: 1, 2, 3 to 10, 11 to 99, hundreds; 103 is read as 3.

        Args:
            noun: Id of a counted noun (``labels/counts.yaml``).
            number: How many.
            governed: After a preposition or another noun, where a dual ends in ``ين``: ``أكثر من ساعتين``.
        """
        forms = getattr(self._words.counted[noun], self.language)
        if self.language == "en":
            return str(forms[0 if number == 1 else 1].format(n=number))
        rest = number % 100
        at = number - 1 if number in (1, 2) else 2 if 3 <= rest <= 10 else 3 if rest > 10 else 4
        said = str(forms[min(at, len(forms) - 1)].format(n=number))
        if at == 1 and governed:
            return " ".join(w.removesuffix("ان") + "ين" if w.endswith("ان") else w for w in said.split())
        return said

    def duration(self, value: str, *, governed: bool = False) -> str:
        """A duration in words; ``>``, ``<`` and ``~`` before it bound it, ``/`` separates the ends of a range."""
        if value[:1] in "><~":
            return f"{self(f'bound/{value[0]}')} {self.duration(value[1:], governed=True)}"
        first, slash, last = value.partition("/")
        if slash:
            return f"{self.duration(first)} – {self.duration(last)}"
        read = _DURATION.fullmatch(value)
        if read is None:
            return value
        parts = [self.count(unit, int(n), governed=governed) for unit, n in read.groupdict().items() if n and int(n)]
        return (" و" if self.language == "ar" else " and ").join(parts) or value

    def value(self, fact: str, value: object) -> str:
        """The value of a fact, as a reader says it."""
        text = str(value)
        match fact:
            case "duration" | "sentence":
                return self.duration(text)
            case "status":
                return self(f"status/{text}")
            case "format":
                return self(f"format/{text}")
            case "place" | "mediator" | "delegation" | "venue":
                return self.name(text)
            case "topics" if f"place/{text}" in self._words.actors:
                return self.name(f"place/{text}")
            case _:
                return self._gloss(text, text)

    def _gloss(self, id_: str, otherwise: str) -> str:
        known = self._words.glosses.get(id_)
        if known is None:
            return otherwise.replace("-", " ") if otherwise.replace("-", "").isalpha() else otherwise
        arabic, english = known
        return (arabic or english).replace(" .. ", " ") if self.language == "ar" else english


def _seen(pile: Pile) -> dict[str, str]:
    """The words by which pages name each actor most often, the longer ones among equals."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for piece in pile.pieces:
        for mention in piece.reading.mentions:
            counts[mention.entity][mention.text] += 1
    return {e: max(c, key=lambda t: (len(t.split()) > 1, c[t], len(t), t)) for e, c in counts.items()}
