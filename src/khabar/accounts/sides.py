"""The sides of a happening: for whom somebody acts, a minister for the state, an envoy for the organization.

Sides tell from the lexicon alone whether accounts of several pages are of one event. Whose stand a statement is
(``khabar.positions.sides``) asks more: what the article says of its speaker, and whether he speaks for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from khabar.lexicon import Actor, Lexicon, actors
from khabar.lexicon.actors import terms_of_office

#: Organizations that are a side of their own; all others belong to their state.
_OWN = frozenset(["armed-group", "movement", "party", "io", "bloc", "mission", "talks-format", "ngo", "company"])
#: Offices that make their holder speak for something else than a state.
_BODIES = frozenset(["armed-group", "movement", "party", "io", "bloc", "mission"])


def compile_sides(lexicon: Lexicon) -> Sides:
    """The sides of a lexicon."""
    return Sides(lexicon)


class Sides:
    """Looks up sides; use ``lexicon.compiled(compile_sides)``.

    >>> sides = Lexicon.bundled().compiled(compile_sides)
    >>> sides.of("person/sergei-lavrov", "2025-05-19")
    'place/russia'
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._actors: dict[str, Actor] = lexicon.compiled(actors)
        self._terms = lexicon.compiled(terms_of_office)
        self._capitals = {a.capital: a.id for a in self._actors.values() if a.capital and a.type == "state"}

    def of(self, entity: str, date: str | None = None) -> str:
        """The state, movement or organization an entity acts for; itself if nobody knows.

        Args:
            entity: Entity id.
            date: ISO date (a month at least, no week) on which offices count; without it those still held.
        """
        if entity.startswith("person/"):
            return self._of_person(entity, date)
        actor = self._actors.get(entity)
        if actor is None or actor.type in _OWN:
            return entity
        if entity.startswith("place/"):
            return self._capitals.get(entity, entity)
        return actor.country or entity

    def all_of(self, entities: Iterable[str], date: str | None = None) -> frozenset[str]:
        """The sides of several entities."""
        return frozenset(self.of(e, date) for e in entities)

    def is_party(self, side: str) -> bool:
        """Whether a side can be the party of a negotiation: a state, an organization of states, a movement or party."""
        actor = self._actors.get(side)
        if actor is None:
            return False
        return actor.type == "state" or (side.startswith("organization/") and actor.type in _BODIES)

    def state_of(self, place: str) -> str | None:
        """The state a place lies in."""
        actor = self._actors.get(place)
        return actor.country if actor else None

    def _of_person(self, person: str, date: str | None) -> str:
        for term in self._terms.get(person, ()):
            known = date is not None and len(date) >= 7 and "W" not in date
            held = term.holder.held_on(date[:10]) if date and known else term.holder.until is None
            body = self._actors.get(term.of)
            if held and body is not None and body.type in _BODIES:
                return term.of
        actor = self._actors.get(person)
        return actor.country if actor and actor.country else person
