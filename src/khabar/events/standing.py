"""Who somebody is in politics: of which state, whether he holds an office, whether it bears arms."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from khabar.events.parties import compile_actors
from khabar.lexicon import Lexicon
from khabar.lexicon.actors import roles
from khabar.model import Reference
from khabar.names.entries import Institution

#: Types of actors whose doings are no politics by themselves.
_PRIVATE = frozenset(
    [
        "business",
        "company",
        "bank",
        "journalist",
        "expert",
        "newspaper",
        "broadcaster",
        "agency",
        "news-site",
        "magazine",
    ]
)


#: Types of bodies before which a crowd means the state.
_OF_STATE = frozenset(["parliament", "ministry", "court", "government", "presidency"])
#: Types of those known for something else than politics.
_POPULAR = frozenset(["other", "prisoner"])
#: Types of bodies that sport has as well as politics.
_BODIES_OF_SPORT = frozenset(["union", "committee"])
#: Ranks of roles that companies and clubs do not have.
_OF_STATES = frozenset(
    ["minister", "head-of-government", "ambassador", "envoy", "military", "legislator", "party-leader", "judge"]
)
#: Ranks of roles whose holders can be anybody.
_UNPOLITICAL = frozenset(["expert", "other", "cleric"])


def compile_state_prefixes(lexicon: Lexicon) -> tuple[str, ...]:
    """How the ids of bodies of states begin that no lexicon lists: ``iran-``."""
    found = lexicon.compiled(compile_actors).items()
    return tuple(e.partition("/")[2] + "-" for e, actor in found if actor.type == "state")


def compile_state_offices(lexicon: Lexicon) -> frozenset[str]:
    """The roles that only states and parties have to give."""
    return frozenset(r.id for r in roles(lexicon).values() if r.rank in _OF_STATES)


def compile_offices(lexicon: Lexicon) -> frozenset[str]:
    """The roles that make of whoever holds one an actor in politics."""
    return frozenset(r.id for r in roles(lexicon).values() if r.rank not in _UNPOLITICAL)


def compile_institutions(lexicon: Lexicon) -> MappingProxyType[str, str]:
    """The types of the bodies that every state has, by how their ids end: ``army``."""
    return MappingProxyType({i.id: i.type for i in lexicon.table("words/institutions.yaml", Institution)})


class Standing:
    """What is known of the entities of one article: from the lexicon, and from the offices the article gives them."""

    def __init__(self, lexicon: Lexicon, references: Sequence[Reference] = ()) -> None:
        self._actors = lexicon.compiled(compile_actors)
        self._states = lexicon.compiled(compile_state_prefixes)
        self._institutions = lexicon.compiled(compile_institutions)
        politics = lexicon.compiled(compile_offices)
        self._of = {e: r.of for r in references if r.of for e in r.entities if e.startswith("person/")}
        states = lexicon.compiled(compile_state_offices)
        self._in_state_office = {
            e
            for r in references
            if r.role in states or (r.role in politics and r.of in self._actors)
            for e in r.entities
        }
        self._in_office = {e for r in references if r.role in politics for e in r.entities}

    def _body(self, entity: str) -> tuple[str, str | None]:
        """The type of an entity and the state it is of; of a body no lexicon lists, by its id (``turkey-police``)."""
        if (actor := self._actors.get(entity)) is not None:
            return actor.type or "", actor.country
        kind, _, slug = entity.partition("/")
        if kind == "organization":
            for prefix in self._states:
                if slug.startswith(prefix) and (type_ := self._institutions.get(slug[len(prefix) :])) is not None:
                    return type_, "place/" + prefix[:-1]
        return "", None

    def is_town(self, entity: str) -> bool:
        """Whether an entity is a place that stands for no state: a city, a building."""
        actor = self._actors.get(entity)
        return entity.startswith("place/") and (
            actor is None or actor.type not in ("state", "area", "region", "capital")
        )

    def is_land(self, entity: str) -> bool:
        """Whether an entity is a part of a state: a town, a province."""
        actor = self._actors.get(entity)
        return entity.startswith("place/") and (actor is None or actor.type != "state")

    def is_man(self, entity: str) -> bool:
        """Whether an entity is known to be a man."""
        actor = self._actors.get(entity)
        return entity.startswith("person/") and actor is not None and actor.gender == "m"

    def may_be_she(self, entity: str) -> bool:
        """Whether ``she`` can mean an entity: anything but a man; of people nobody knows, those named like women."""
        if not entity.startswith("person/"):
            return True
        actor = self._actors.get(entity)
        return actor.gender != "m" if actor else entity.partition("/")[2].partition("-")[0].endswith(("a", "h", "y"))

    def host(self, entity: str) -> str:
        """The state a visitor to a place visits: that of the city, or the entity itself."""
        actor = self._actors.get(entity)
        whole = actor is not None and actor.type in ("state", "region", "area")
        if actor is not None and actor.kind == "place" and not whole and actor.country:
            return actor.country
        return entity

    def host_of_body(self, entity: str) -> str:
        """The state a parliament, a ministry or a court is of; anybody else is himself."""
        type_, state = self._body(entity)
        return state if type_ in _OF_STATE and state else entity

    def bears_arms(self, entity: str) -> bool:
        """Whether an entity is an army, a police or an armed group."""
        return self._body(entity)[0] in ("army", "security-service", "armed-group")

    def commander(self, entity: str) -> str:
        """The state whose forces a body is, or the body itself."""
        type_, state = self._body(entity)
        armed = type_ == "army" or (type_ == "security-service" and entity in self._actors)
        return state if armed and state else entity

    def is_known(self, entity: str) -> bool:
        """Whether the lexicon lists an entity."""
        return entity in self._actors

    def is_public(self, entity: str) -> bool:
        """Whether an entity is not known to be a private person or company."""
        actor = self._actors.get(entity)
        return actor is None or actor.type not in _PRIVATE

    def holds_power(self, entity: str) -> bool:
        """Whether a person is known to act in politics; of states and bodies it is taken for granted."""
        actor = self._actors.get(entity)
        if actor is None:
            return not entity.startswith("person/") or entity in self._in_office
        return actor.type not in _PRIVATE | _POPULAR

    def holds_state_office(self, entity: str) -> bool:
        """Whether a person is known to hold an office of a state; a president can be a company's."""
        if entity in self._actors or not entity.startswith("person/"):
            return self.holds_power(entity)
        return entity in self._in_state_office

    def is_of_politics(self, entity: str) -> bool:
        """Whether a person or body is one of politics, no union or committee as sport has them."""
        actor = self._actors.get(entity)
        if actor is None:
            return entity in self._in_office
        return actor.type not in _PRIVATE | _POPULAR | _BODIES_OF_SPORT

    def is_political(self, entity: str) -> bool:
        """Whether an entity is a state, or a person or body that the lexicon knows to act in politics."""
        actor = self._actors.get(entity)
        if entity.startswith("place/"):
            return actor is not None
        if entity in self._in_office:
            return True
        if actor is None:
            return entity.startswith("organization/") and entity.partition("/")[2].startswith(self._states)
        return actor.type not in _PRIVATE

    def sides_within(self, states: Sequence[str]) -> tuple[str, ...]:
        """Those of the article's bodies whose state is among ``states``, and the states."""
        return (*states, *(e for e, a in self._actors.items() if a.country in states and a.type == "government"))

    def side_of(self, entity: str) -> str:
        """The state an entity belongs to, or the entity itself."""
        return self.state(entity) or entity

    def state(self, entity: str) -> str | None:
        """The state an entity belongs to, or itself if it is one."""
        if entity.startswith("place/"):
            return entity
        actor = self._actors.get(entity)
        if actor is None and (office := self._of.get(entity)) is not None:
            return office if office.startswith("place/") else self.state(office)
        return self._body(entity)[1]
