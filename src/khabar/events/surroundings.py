"""Who stands near a word: those named before and after it, and whether nothing but fillers stands between."""

from __future__ import annotations

from khabar.events.clauses import Clauses
from khabar.events.coding import Seen
from khabar.events.parties import Parties, Party
from khabar.events.voices import Voices

#: Marks that can stand between a verb and its arguments.
QUOTES = frozenset(('"', "«", "»", "“", "”", "''", "(", ")", "،", ",", "-", "–"))


class Surroundings:
    """What stands near the words of one passage.

    Attributes:
        pair: The two sides named last, whom ``الطرفان`` means where the names stage does not know; the caller sets it.
        raised: Who demanded, proposed or alleged something last: whose ``هذه المطالب`` are; the caller sets it.
        previous_at: The token at which who acted last was found; the caller sets it.
        states: The two states named most, whom ``البلدان`` means where no pair was named.
    """

    def __init__(self, clauses: Clauses, parties: Parties, voices: Voices) -> None:
        self._clauses = clauses
        self._tokens = clauses.tokens
        self._words = clauses.coding.words
        self.pair: tuple[str, ...] = ()
        self.raised: tuple[str, ...] = ()
        states = parties.foremost_states()
        self.states = () if any(map(voices.is_land, states)) else states
        self.previous_at = 0
        self._parties = parties
        self._voices = voices

    def names(self, at: int) -> bool:
        """Whether the token belongs to a name and is no word of its own: ``المؤتمر الوطني``."""
        return at in self._parties.named

    def named_before(self, seen: Seen, ours: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Whom a predicate speaks of: the party named last before it in its clause; never those of ``ours``.

        One without a preposition goes before one with: ``انضمام كينيا إلى الحلف مرفوض`` is said to Kenya.
        """
        named = [
            party
            for party in self._parties.before(seen.token, self._clauses.left(seen.token))
            if party.entities and not party.place and not {self._voices.side_of(e) for e in party.entities} & ours
        ]
        free = next((p for p in named if p.prep is None), None)
        return (free or named[0]).entities if named else ()

    def named_after(self, seen: Seen, end: int, ours: frozenset[str]) -> tuple[str, ...]:
        """The first party named after a word in its clause that is none of ``ours``."""
        for party in self._parties.within(seen.last, end):
            if party.entities and not party.place and not {self._voices.side_of(e) for e in party.entities} & ours:
                return party.entities
        return ()

    def named_at_clause(self, at: int) -> tuple[str, ...]:
        """The first free party of the clause before ``at``: its likeliest subject."""
        return self._first_named(self._clauses.left(at), at)

    def _first_named(self, first: int, last: int) -> tuple[str, ...]:
        """The first party among tokens ``first:last`` that stands free."""
        for party in self._parties.within(first, last):
            if party.entities and party.prep is None and not (party.headed or party.place or party.via == "nisba"):
                return self._with_joined(party)
        return ()

    def _meant(self, party: Party) -> tuple[str, ...]:
        """Who is meant by a party: those known, or for two without a name the two named last."""
        if party.entities or party.kind != "group":
            return party.entities
        words = {self._tokens[i].key.lstrip("و") for i in range(party.first, party.last)}
        if words & self._words["countries"]:
            states = tuple(dict.fromkeys(self._voices.side_of(e) for e in self.pair))
            return states if len(states) == 2 and all(e.startswith("place/") for e in states) else self.states
        return (self.pair or self.states) if words & self._words["pairs"] else ()

    def _with_joined(self, party: Party) -> tuple[str, ...]:
        """A party with those it is coordinated to: ``بوتين وترامب يتوقعان``."""
        entities = list(self._meant(party))
        if party.joined:
            for other in self._parties.before(party.first, max(0, party.first - 12)):
                entities = [*other.entities, *entities]
                if not other.joined:
                    break
        return tuple(dict.fromkeys(entities))

    def _extended(self, party: Party, end: int) -> tuple[int, tuple[str, ...]]:
        entities, last = list(self._meant(party)), party.last
        for other in self._parties.within(party.last, end):
            if not other.joined:
                break
            entities += other.entities
            last = other.last
        return last, tuple(dict.fromkeys(entities))

    def _fills(self, first: int, party: Party) -> bool:
        """Whether all between ``first`` and a party can stand between a verb and its argument."""
        for i in range(first, party.first):
            word = self._tokens[i].key
            bare = word.lstrip("و")
            if (
                word in self._words["fillers"]
                or bare in self._words["fillers"]
                or word in QUOTES
                or word in self._words["prepositions"]
                or word in self._words["resumed"]
            ):
                continue
            if self._counts(i):
                continue
            if party.sided and i >= party.first - 5 and not self._clauses.is_finite(word):
                continue
            return False
        return True

    def _counts(self, at: int) -> bool:
        """Whether a word counts the noun after it: ``عشرون جنديا``."""
        return self._tokens[at].kind == "number" or self._tokens[at].key in self._words["quantities"]

    def _ending_at(self, at: int, begin: int) -> Party | None:
        """The party whose phrase ends right before ``at`` (particles and marks aside)."""
        i = at
        while i > begin and (
            self._tokens[i - 1].key in QUOTES or self._tokens[i - 1].key in self._words["before-verb"]
        ):
            i -= 1
        for party in self._parties.before(at, begin):
            return party if party.last >= i and not party.headed else None
        return None
