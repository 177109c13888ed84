"""Who speaks where: the statement around a token, its speaker, and the speaker's side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from khabar.arabic import Passage
from khabar.events.parties import compile_actors
from khabar.lexicon import Lexicon
from khabar.lexicon.actors import roles
from khabar.model import Reference, Source, Statement
from khabar.names.nisba import compile_nisbas

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


#: Types of outlets, which report and do not act.
_OUTLETS = frozenset(["newspaper", "broadcaster", "agency", "news-site", "magazine"])
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


def _begin(statement: Statement) -> int:
    """Where a statement begins: its cue, else its content."""
    if statement.cue:
        return statement.cue.start
    return statement.content[0].start if statement.content else -1


def _innermost(statements: Sequence[Statement]) -> tuple[list[int], list[Statement | None]]:
    """Edges of all contents in order, and from each edge on the statement with the shortest content there.

    A sweep over the edges: an article may hold thousands of statements, and every word asks who speaks around it.
    """
    pieces = [(p.start, p.end, i) for i, s in enumerate(statements) for p in s.content if p.end > p.start]
    edges = sorted({edge for start, end, _ in pieces for edge in (start, end)})
    opening = sorted(pieces, reverse=True)
    inside: list[tuple[int, int, int]] = []
    inner: list[Statement | None] = []
    for edge in edges:
        while opening and opening[-1][0] <= edge:
            start, end, i = opening.pop()
            heappush(inside, (end - start, i, end))
        while inside and inside[0][2] <= edge:
            heappop(inside)
        inner.append(statements[inside[0][1]] if inside else None)
    return edges, inner


class Voices:
    """The statements of an article, seen from any of its characters."""

    def __init__(
        self,
        passage: Passage,
        statements: Sequence[Statement],
        lexicon: Lexicon,
        references: Sequence[Reference] = (),
    ) -> None:
        self._passage = passage
        self.statements = tuple(statements)
        self._actors = lexicon.compiled(compile_actors)
        self._states = lexicon.compiled(compile_state_prefixes)
        self._nisbas = lexicon.compiled(compile_nisbas)
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
        self._edges, self._inner = _innermost(self.statements)
        self._begun = sorted(((_begin(s), i) for i, s in enumerate(self.statements)), key=lambda b: (b[0], -b[1]))
        self._cued = sorted((s.cue.start, s.cue.end, i) for i, s in enumerate(self.statements) if s.cue)

    def around(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds the character at ``offset``."""
        at = bisect_right(self._edges, offset) - 1
        return self._inner[at] if at >= 0 else None

    def cued_by(self, start: int, end: int) -> Statement | None:
        """The statement whose cue is the word ``start:end``."""
        upto = bisect_left(self._cued, (end,))
        near = [i for first, last, i in self._cued[max(0, upto - 4) : upto] if start < last]
        return self.statements[min(near)] if near else None

    def last_before(self, offset: int, floor: int) -> Statement | None:
        """The statement whose cue or content begins last before ``offset``, not before ``floor``."""
        at = bisect_left(self._begun, (offset,)) - 1
        if at < 0 or self._begun[at][0] < floor:
            return None
        return self.statements[self._begun[at][1]]

    def entities(self, statement: Statement) -> tuple[str, ...]:
        """Who speaks in a statement: entity ids, or the state an unnamed official belongs to; outlets only report."""
        found = tuple(s.entity for s in statement.sources if s.entity and not self._is_outlet(s.entity))
        return found or tuple(side for s in statement.sources if (side := self.side(s)))

    def _is_outlet(self, entity: str) -> bool:
        actor = self._actors.get(entity)
        return actor is not None and actor.type in _OUTLETS

    def side(self, source: Source) -> str | None:
        """The state or body a source without a known name belongs to: ``مسؤول إيراني``."""
        if source.span is None:
            return None
        for i in self._passage.tokens_in(source.span):
            if nisba := self._nisbas.get(self._passage.tokens[i].key):
                return nisba.of
        return None

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
        actor = self._actors.get(entity)
        official = actor is not None and actor.type in _OF_STATE
        return actor.country if actor is not None and official and actor.country else entity

    def commander(self, entity: str) -> str:
        """The state whose forces a body is, or the body itself."""
        actor = self._actors.get(entity)
        armed = actor is not None and actor.type in ("army", "security-service")
        return actor.country if actor is not None and armed and actor.country else entity

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
        return actor.country if actor else None
