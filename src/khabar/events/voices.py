"""Who speaks where: the statement around a token, its speaker, and the speaker's side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from khabar.arabic import Passage
from khabar.events.standing import Standing
from khabar.lexicon import Lexicon
from khabar.model import Reference, Source, Statement
from khabar.names.nisba import compile_nisbas

#: Types of outlets, which report and do not act.
_OUTLETS = frozenset(["newspaper", "broadcaster", "agency", "news-site", "magazine"])


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


class Voices(Standing):
    """The statements of an article, seen from any of its characters."""

    def __init__(
        self,
        passage: Passage,
        statements: Sequence[Statement],
        lexicon: Lexicon,
        references: Sequence[Reference] = (),
    ) -> None:
        super().__init__(lexicon, references)
        self._passage = passage
        self.statements = tuple(statements)
        self._nisbas = lexicon.compiled(compile_nisbas)
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
