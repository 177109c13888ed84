"""Accounts side by side: one column for each voice of each outlet, one row for each fact, empty where it is silent."""

from __future__ import annotations

from khabar.accounts.differences import FACTS
from khabar.brief.lines import Cell, ComparedFact, Comparison
from khabar.brief.sources import Sources
from khabar.brief.wording import Wording
from khabar.model import Account, Happening, Story, Telling
from khabar.stories import Pile

_ROWS = (*FACTS, "outcome")


class Comparer:
    """Lays accounts side by side."""

    def __init__(self, pile: Pile, say: Wording, sources: Sources) -> None:
        self._pile = pile
        self._say = say
        self._sources = sources

    def compare(self, happening: Happening, story: Story) -> Comparison:
        """The comparison of a happening within a story; rows on which nothing is told are left out."""
        say = self._say
        differing = {d.fact for d in happening.disagreements}
        words = ComparedFact(say("words"), False, tuple(self._words(a) for a in happening.accounts))
        told = {t.fact for a in happening.accounts for t in a.tellings}
        rows = [
            ComparedFact(say(f"fact/{f}"), f in differing, tuple(self._cell(a, f) for a in happening.accounts))
            for f in _ROWS
            if f in told
        ]
        silent = [a for a in story.articles if a not in happening.articles]
        people = tuple(dict.fromkeys((*happening.actors, *happening.recipients)))
        return Comparison(
            what=f"{say.event(happening.type, happening.mode)}: {say.names(people[:4])}",
            date=happening.date,
            columns=tuple(self._column(a) for a in happening.accounts),
            rows=(*sorted(rows, key=lambda r: not r.differs), words),
            silent=tuple(self._sources.outlet(self._pile.piece(a)) for a in silent),
        )

    def _column(self, account: Account) -> tuple[str, str, str]:
        piece, say = self._pile.piece(account.article), self._say
        voice = f"{say('told-by')} {say.names(account.told_by)}" if account.told_by else say("own-voice")
        return self._sources.outlet(piece), voice, piece.page.name

    def _words(self, account: Account) -> Cell:
        """The clause on which an account of its own rests; where it only adds a fact, the words that give it."""
        piece = self._pile.piece(account.article)
        first = account.tellings[0]
        return Cell(self._sources.quote(piece, (first.span,)), self._sources.cite(piece, first.span, first.event or ""))

    def _cell(self, account: Account, fact: str) -> Cell:
        """All values an account gives for a fact, and the characters of the first."""
        given: dict[str, Telling] = {}
        for telling in account.tellings:
            if telling.fact == fact:
                given.setdefault(self._say.value(fact, telling.value), telling)
        if not given:
            return Cell("")
        first = next(iter(given.values()))
        piece = self._pile.piece(first.article)
        cite = self._sources.cite(piece, first.span, first.statement or first.event or first.article)
        return Cell(" / ".join(given), cite, self._sources.quote(piece, (first.span,)))
