"""Who speaks where: the statement around a token, its speaker, and the speaker's side."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic import Passage
from khabar.events.parties import compile_actors
from khabar.lexicon import Lexicon
from khabar.model import Source, Statement
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


def compile_state_prefixes(lexicon: Lexicon) -> tuple[str, ...]:
    """How the ids of bodies of states begin that no lexicon lists: ``iran-``."""
    found = lexicon.compiled(compile_actors).items()
    return tuple(e.partition("/")[2] + "-" for e, actor in found if actor.type == "state")


class Voices:
    """The statements of an article, seen from any of its characters."""

    def __init__(self, passage: Passage, statements: Sequence[Statement], lexicon: Lexicon) -> None:
        self._passage = passage
        self.statements = tuple(statements)
        self._actors = lexicon.compiled(compile_actors)
        self._states = lexicon.compiled(compile_state_prefixes)
        self._nisbas = lexicon.compiled(compile_nisbas)

    def around(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds the character at ``offset``."""
        best: tuple[int, Statement] | None = None
        for statement in self.statements:
            for piece in statement.content:
                if piece.start <= offset < piece.end and (best is None or len(piece) < best[0]):
                    best = len(piece), statement
        return best[1] if best else None

    def cued_by(self, start: int, end: int) -> Statement | None:
        """The statement whose cue is the word ``start:end``."""
        return next((s for s in self.statements if s.cue and s.cue.start < end and start < s.cue.end), None)

    def last_before(self, offset: int, floor: int) -> Statement | None:
        """The statement whose cue or content begins last before ``offset``, not before ``floor``."""
        best: tuple[int, Statement] | None = None
        for s in self.statements:
            begin = s.cue.start if s.cue else (s.content[0].start if s.content else -1)
            if floor <= begin < offset and (best is None or begin > best[0]):
                best = begin, s
        return best[1] if best else None

    def entities(self, statement: Statement) -> tuple[str, ...]:
        """Who speaks in a statement: entity ids, or the state an unnamed official belongs to."""
        found = tuple(s.entity for s in statement.sources if s.entity)
        return found or tuple(side for s in statement.sources if (side := self.side(s)))

    def side(self, source: Source) -> str | None:
        """The state or body a source without a known name belongs to: ``مسؤول إيراني``."""
        if source.span is None:
            return None
        for i in self._passage.tokens_in(source.span):
            if nisba := self._nisbas.get(self._passage.tokens[i].key):
                return nisba.of
        return None

    def is_man(self, entity: str) -> bool:
        """Whether an entity is known to be a man."""
        actor = self._actors.get(entity)
        return entity.startswith("person/") and actor is not None and actor.gender == "m"

    def host(self, entity: str) -> str:
        """The state a visitor to a place visits: that of the city, or the entity itself."""
        actor = self._actors.get(entity)
        if actor is not None and actor.kind == "place" and actor.type != "state" and actor.country:
            return actor.country
        return entity

    def commander(self, entity: str) -> str:
        """The state whose forces a body is, or the body itself."""
        actor = self._actors.get(entity)
        armed = actor is not None and actor.type in ("army", "security-service")
        return actor.country if actor is not None and armed and actor.country else entity

    def is_political(self, entity: str) -> bool:
        """Whether an entity is a state, or a person or body that the lexicon knows to act in politics."""
        actor = self._actors.get(entity)
        if entity.startswith("place/"):
            return actor is not None
        if actor is None:
            return entity.startswith("organization/") and entity.partition("/")[2].startswith(self._states)
        return actor.type not in _PRIVATE

    def side_of(self, entity: str) -> str:
        """The state an entity belongs to, or the entity itself."""
        return self.state(entity) or entity

    def state(self, entity: str) -> str | None:
        """The state an entity belongs to, or itself if it is one."""
        if entity.startswith("place/"):
            return entity
        actor = self._actors.get(entity)
        return actor.country if actor else None
