"""A party: a noun phrase that names who could act; and all of a passage in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Via = Literal["mention", "reference", "nisba", "group"]


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that names who could act.

    Attributes:
        first: Index of the phrase's first token; ``last`` is the index after its last.
        entities: Who is meant; empty if nobody knows.
        prep: The preposition that governs it, attached or not; None if it stands free.
        joined: Whether it is coordinated with the party before it.
        headed: Whether another noun before it owns the phrase (``مطار عدن``): then it is no participant itself.
        sided: Whether that noun stands for the party (``إدارة ترمب``).
        place: Whether it names a place rather than a state.
        attached: The letters attached before it: ``و``, ``ول``.
    """

    first: int
    last: int
    entities: tuple[str, ...]
    kind: str
    via: Via
    prep: str | None = None
    joined: bool = False
    headed: bool = False
    sided: bool = False
    place: bool = False
    attached: str = ""


class Parties:
    """The parties of one passage in order, with ways to find those near a token."""

    def __init__(self, found: Sequence[Party], named: frozenset[int] = frozenset()) -> None:
        self.all = tuple(found)
        #: The tokens inside names of persons and organizations.
        self.named = named
        self._firsts = [p.first for p in found]

    def foremost_states(self) -> tuple[str, ...]:
        """The two states named most, if both are named more than once."""
        named = Counter(
            e for p in self.all if not p.place for e in p.entities if e.startswith("place/") and len(p.entities) == 1
        )
        found = [e for e, n in named.most_common(2) if n > 1]
        return tuple(found) if len(found) == 2 else ()

    def within(self, first: int, last: int) -> Sequence[Party]:
        """Those that begin at tokens ``first:last``."""
        return self.all[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def around(self, at: int) -> Party | None:
        """The party whose phrase holds token ``at``."""
        found = self.within(max(0, at - 12), at + 1)
        return next((p for p in reversed(found) if p.first <= at < p.last), None)

    def before(self, at: int, floor: int) -> Iterator[Party]:
        """Those that end at or before token ``at`` and begin at or after ``floor``, the nearest first."""
        for i in range(bisect_left(self._firsts, at) - 1, -1, -1):
            party = self.all[i]
            if party.first < floor:
                return
            if party.last <= at:
                yield party
