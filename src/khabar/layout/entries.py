"""What one entry of ``lexicon/data/layout`` says: furniture and the words that give it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.model import DropReason

Opens = Literal["headlines", "comments", "tags"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """One kind of furniture, as ``docs/reference/layout.md`` describes its keys.

    Attributes:
        line: Phrases that are the whole line, digits and marks aside.
        start: Phrases a line begins with.
        end: Phrases a line ends with.
        inside: Phrases anywhere in a line.
        lead: Phrases glued before the text of a line: they alone are dropped.
        tail: Phrases glued behind the text of a line: dropped with all that follows.
        weak: True if the words are common: they count at the edges of an article and among other furniture only.
        sentence: True if such a line may end with a full stop.
        digit: True if such a line must hold a digit, unless it is the whole phrase.
        longest: How many words a line may have for ``start``, ``end`` and ``inside``.
        opens: What the lines after it are.
    """

    id: str
    reason: DropReason
    en: str
    example: str
    line: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    weak: bool = False
    sentence: bool = False
    digit: bool = False
    longest: int = 25
    opens: Opens | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or archive as captions and datelines abbreviate it (``layout/credits.yaml``)."""

    id: str
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aggregator:
    """A site that prints the articles of others (``layout/aggregators.yaml``)."""

    id: str
    en: str
    ar: tuple[str, ...]
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its Arabic names (``layout/months.yaml``)."""

    number: int
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words that stand beside a date in a date line (``layout/date-words.yaml``)."""

    id: str
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvertSign:
    """A sign of adverts (``layout/advert-words.yaml``)."""

    id: str
    en: str
    ar: tuple[str, ...]
