"""Who speaks for whom: the party whose stand it is when a person, ministry or official takes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khabar.arabic import Passage
from khabar.events.parties import Parties, compile_actors
from khabar.events.voices import Voices
from khabar.lexicon import Lexicon
from khabar.lexicon.actors import offices, roles, terms_of_office
from khabar.model import Reference, Source, Statement
from khabar.positions.stands import compile_scope_words

#: How ids of parliaments end that are no house of one.
_WHOLE = ("-congress", "-parliament")
_PRIVATE = frozenset(["expert", "journalist", "business", "prisoner"])
_OF_STATE = frozenset(["government", "ministry", "presidency", "army", "security-service"])
_NO_PARTY = frozenset(["agency", "newspaper", "broadcaster", "news-site", "magazine", "think-tank", "company", "bank"])
_STATES = frozenset(["state", "area", "region"])
_PARTS = frozenset(["area", "region"])
#: Places that stand for the state whose government sits there: ``طهران``, ``البيت الأبيض``.
_SEATS = frozenset(["capital", "building"])
_GOVERN = frozenset(["head-of-state", "head-of-government"])
#: How ids of bodies end that speak for their state, where no lexicon lists the body.
_STATE_BODIES = ("-ministry", "-government", "-presidency", "-army", "-military", "-administration", "-cabinet")


def compile_parliaments(lexicon: Lexicon) -> dict[str, str]:
    """The parliament of each state, as a whole where the lexicon also knows its houses."""
    found: dict[str, str] = {}
    for actor in lexicon.compiled(compile_actors).values():
        if actor.type == "parliament" and actor.country:
            known = found.get(actor.country, "")
            if not known or (_rank(actor.id) < _rank(known)):
                found[actor.country] = actor.id
    return found


def compile_governed(lexicon: Lexicon) -> frozenset[str]:
    """The states and regions that have a president or a government of their own."""
    known = roles(lexicon)
    governed = {of for role, of in offices(lexicon) if role in known and known[role].rank in _GOVERN}
    bodies = {a.country for a in lexicon.compiled(compile_actors).values() if a.type == "movement" and a.country}
    return frozenset(governed | bodies)


def _rank(parliament: str) -> int:
    """How surely an id is that of a whole parliament rather than of a house of one: the less, the surer."""
    return next((i for i, ending in enumerate(_WHOLE) if parliament.endswith(ending)), len(_WHOLE))


class Sides:
    """The parties behind persons and bodies, on the date of an article."""

    def __init__(
        self,
        lexicon: Lexicon,
        passage: Passage,
        voices: Voices,
        references: Sequence[Reference],
        parties: Parties,
        date: str | None,
    ) -> None:
        self._passage = passage
        self._actors = lexicon.compiled(compile_actors)
        self._roles = lexicon.compiled(roles)
        self._terms = lexicon.compiled(terms_of_office)
        self._voices = voices
        self._date = date
        self._parliaments = lexicon.compiled(compile_parliaments)
        self._governed = lexicon.compiled(compile_governed)
        self._parties = parties
        words = lexicon.compiled(compile_scope_words)
        self._lawmakers, self._organs = words["lawmakers"], words["organs"]
        self._private = words["private"]
        self._part_of_people, self._former = words["part-of-people"], words["former"]
        #: What the article itself says a person speaks for: السفير التونسي فلان.
        self._told: dict[str, str] = {}
        #: What a role phrase without a known name belongs to, by where the phrase begins.
        self._phrases: dict[int, str] = {}
        for reference in references:
            role = self._roles.get(reference.role or "")
            if reference.of is None or role is None or role.speaks_for != "office" or reference.number != "singular":
                continue
            self._phrases.setdefault(reference.span.start, reference.of)
            for entity in reference.entities:
                self._told.setdefault(entity, reference.of)

    def party(self, entity: str) -> str | None:
        """The party an entity speaks for: its state, movement or organization; None if only for itself."""
        kind = entity.partition("/")[0]
        actor = self._actors.get(entity)
        if kind == "place":
            if actor is not None and actor.country and self._is_part(entity):
                return None  # أهالي عسير: a province takes no stand of its own
            if actor is None or actor.type in _STATES:
                return entity
            return actor.country if actor.type in _SEATS else None
        if kind == "organization":
            if actor is not None and actor.type in _NO_PARTY and not (actor.type == "bank" and actor.country is None):
                return None  # banks of no country are those of many: the IMF
            if actor is not None and actor.country and (actor.type in _OF_STATE or entity.endswith(_STATE_BODIES)):
                return actor.country
            return entity
        if kind != "person":
            return None
        if office := self._office(entity):
            return self.party(office)
        if actor is not None and actor.type in _PRIVATE:
            return None
        if told := self._told.get(entity):
            return self.party(told)
        return actor.country if actor is not None else None

    def is_foreign(self, entity: str, party: str) -> bool:
        """Whether an entity belongs to another state than a party, or is a body of no one state."""
        other = self.party(entity)
        if other is None or other == party or not self.is_known(other):
            return False
        state = self._voices.state(party)
        return self._voices.state(other) != state or state is None

    def is_known(self, party: str) -> bool:
        """Whether a party is one the lexicon knows: a state, a movement, a body; no union of one town."""
        return party in self._actors

    def _office(self, person: str) -> str | None:
        """What the office belongs to that a person held on the article's date and speaks for."""
        for term in self._terms.get(person, ()):
            role = self._roles.get(term.role)
            held = self._date is None or term.holder.held_on(self._date)
            if role is not None and role.speaks_for == "office" and held:
                return term.of
        return None

    def speaker(self, statement: Statement) -> tuple[str, ...]:
        """The parties that speak in a statement."""
        return self.parties(self.voice(statement))

    def voice(self, statement: Statement) -> tuple[str, ...]:
        """Who speaks in a statement: entity ids, or the party of whoever has no known name."""
        named = tuple(s.entity for s in statement.sources if s.entity and not self._is_former(s))
        return named or tuple(dict.fromkeys(p for s in statement.sources for p in self._unnamed(s)))

    def _unnamed(self, source: Source) -> tuple[str, ...]:
        """The parties of a source without a known name: ``مسؤول إيراني``; of lawmakers their parliament."""
        if source.span is None or self._is_former(source):
            return ()
        inside = self._passage.tokens_in(source.span)
        within = self._parties.within(inside.start, inside.stop)
        if people := [e for p in within for e in p.entities if e.startswith("person/")]:
            return (people[-1],)  # المبعوث الخاص ورئيس البعثة فلان
        nationalities = [e for p in within if p.via == "nisba" for e in p.entities]
        if self._are_people(inside):
            return ()
        side = self._voices.side(source) or self._phrases.get(source.span.start)
        sides = [side] if side else self._organ_of(inside)
        if source.kind == "group" and len(nationalities) > 0 and side:  # الوزيران المصري والفرنسي
            sides += nationalities
        found = tuple(p for p in self.parties(sides) if not self._is_part(p))  # مديرة قسم شمال أفريقيا
        words = {self._passage.tokens[i].key for i in inside}
        return tuple(self._parliaments[p] if words & self._lawmakers and p in self._parliaments else p for p in found)

    def _is_part(self, party: str) -> bool:
        """Whether a place is a part of the world that nobody governs as a whole."""
        actor = self._actors.get(party)
        return actor is not None and actor.type in _PARTS and party not in self._governed

    def _is_former(self, source: Source) -> bool:
        """Whether a source held his office and holds it no more: ``الرئيس السابق للمخابرات``."""
        if source.span is None or source.kind != "person":
            return False
        return any(self._passage.tokens[i].key in self._former for i in self._passage.tokens_in(source.span))

    def _are_people(self, inside: range) -> bool:
        """Whether a source is people of a nation, none who speak for it: ``الكثير من الإيرانيين``."""
        words = [self._passage.tokens[i].key for i in inside]
        if any(word in self._private for word in words):
            return True
        return any(a.removeprefix("و") in self._part_of_people and b.endswith(("ون", "ين")) for a, b in pairwise(words))

    def _organ_of(self, inside: range) -> list[str]:
        """The body an organ belongs to that is all a source says: ``الأمانة | العامة لمنظمة التعاون``."""
        if not inside or self._passage.tokens[inside.stop - 1].key not in self._organs:
            return []
        following = self._parties.within(inside.stop, inside.stop + 3)
        return list(following[0].entities) if following else []

    def parties(self, entities: Sequence[str]) -> tuple[str, ...]:
        """The parties behind several entities, each once."""
        return tuple(dict.fromkeys(p for e in entities if (p := self.party(e))))

    def mediates(self, statement: Statement) -> bool:
        """Whether the speaker is an envoy or an organization of states rather than a party."""
        return any(self.is_mediator(s.entity) for s in statement.sources if s.entity)

    def is_mediator(self, entity: str) -> bool:
        """Whether an entity is an envoy or an organization of states."""
        actor = self._actors.get(entity)
        return actor is not None and actor.type in ("envoy", "io")
