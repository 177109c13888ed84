"""How alike two articles are: shared actors, content words, and events or days they tell of.

Each article is a unit vector of weighted features of each sort; likeness is a weighted sum of cosines, less the farther
apart the days of publication are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from khabar.arabic.frequency import zipf_of
from khabar.lexicon import Actor, Lexicon
from khabar.stories.pile import Piece, day_number

Vector = Mapping[str, float]

#: A person tells more of what a story is about than a state that is named in every second article.
_WEIGHTS = {"person": 2.0, "organization": 1.5, "place": 1.0, "platform": 0.2}
_MEDIA = frozenset(["agency", "newspaper", "broadcaster", "news-site", "magazine"])
#: Words more frequent than this (Zipf scale) are in every article; half a word in a hundred thousand is 3.7.
_EVERYDAY = 6.0
_SHARES = {"words": 0.5, "actors": 0.3, "acts": 0.2}
#: After how many days between two articles half of their likeness is left.
_HALF_LIFE = 7.0
_TITLE = 3


def compile_media(lexicon: Lexicon) -> frozenset[str]:
    """Entity ids of outlets and agencies: who reports is not what a story is about."""
    return frozenset(a.id for a in lexicon.table("actors", Actor) if a.type in _MEDIA)


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article is about, as unit vectors, and its day."""

    words: Vector
    actors: Vector
    acts: Vector
    day: int | None


def profiles(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Profile]:
    """The profiles of all articles of a pile; a feature weighs less the more of them have it."""
    media = lexicon.compiled(compile_media)
    words = [_words(p) for p in pieces]
    actors = [_actors(p, media) for p in pieces]
    acts = [_acts(p) for p in pieces]
    return [
        Profile(w, a, e, p.day)
        for w, a, e, p in zip(_weighed(words), _weighed(actors), _weighed(acts), pieces, strict=True)
    ]


def likeness(a: Profile, b: Profile) -> float:
    """From 0, nothing shared, to 1, the same on one day; an article without events is compared by the rest."""
    shares = {k: v for k, v in _SHARES.items() if getattr(a, k) and getattr(b, k)}
    alike = sum(share * _cosine(getattr(a, k), getattr(b, k)) for k, share in shares.items())
    if not shares:
        return 0.0
    apart = abs(a.day - b.day) if a.day is not None and b.day is not None else 0
    return float(alike / sum(shares.values()) * 0.5 ** (apart / _HALF_LIFE))


def _words(piece: Piece) -> Counter[str]:
    found = Counter(piece.terms)
    if title := piece.article.title_span:
        upto = len(piece.text(title).split())
        for term in piece.terms[:upto]:
            found[term] += _TITLE - 1
    return Counter({t: (1 + log(n)) * w for t, n in found.items() if (w := _rarity(t)) > 0})


@lru_cache(maxsize=200_000)
def _rarity(term: str) -> float:
    """How much a stem tells: the rarer in Arabic at large, the more; numbers and single letters nothing."""
    if len(term) < 3 or not term.isalpha():
        return 0.0
    frequency = max(zipf_of(term), zipf_of("ال" + term), 2.0)
    return max(0.0, _EVERYDAY - frequency)


def _actors(piece: Piece, media: frozenset[str]) -> Counter[str]:
    named = Counter(m.entity for m in piece.reading.mentions if m.entity not in media)
    return Counter({e: (1 + log(n)) * _WEIGHTS[e.partition("/")[0]] for e, n in named.items()})


def _acts(piece: Piece) -> Counter[str]:
    """What is told: each type of event with each pair of its participants, and the days that are not the page's own."""
    found: Counter[str] = Counter()
    for event in piece.reading.events:
        people = sorted({*event.actors, *event.recipients})
        for i, a in enumerate(people):
            for b in people[i + 1 :]:
                found[f"{event.type} {a} {b}"] = 2.0  # type: ignore[assignment]
        if (day := day_number(event.date)) and day != piece.day:
            found[f"{event.type} {event.date}"] = 1.0  # type: ignore[assignment]
    return found


def _weighed(counts: Sequence[Counter[str]]) -> Iterable[Vector]:
    spread = Counter(f for c in counts for f in c)
    total = len(counts) + 1
    for count in counts:
        weighed = {f: w * log(1 + total / spread[f]) for f, w in count.items()}
        length = sqrt(sum(w * w for w in weighed.values())) or 1.0
        yield {f: w / length for f, w in weighed.items()}


def _cosine(a: Vector, b: Vector) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[f] for f, w in a.items() if f in b)
