"""Who said what through whom, as lines: the claim in its best printing, its chain, and how many roots carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.accounts.tellings import speakers
from khabar.brief.lines import SaidLine
from khabar.brief.sources import Sources
from khabar.brief.wording import Wording
from khabar.model import Claim, Link, Span, Statement, Story, Telling
from khabar.speech import close_chain
from khabar.stories import Piece, Pile

_MODES = ("direct", "mixed", "indirect")


class Sayings:
    """Makes lines of claims and statements."""

    def __init__(self, pile: Pile, say: Wording, sources: Sources) -> None:
        self._pile = pile
        self._say = say
        self._sources = sources

    def claim(self, claim: Claim, story: Story) -> SaidLine:
        """The line of a claim: the printing nearest to the speaker's own words is quoted."""
        printings = [p for _, s in claim.statements if (p := self._pile.statement(s))]
        best = min(printings, key=lambda p: (_MODES.index(p[1].mode), p[1].cue is None))
        return self._line([best, *(p for p in printings if p is not best)], len(claim.roots), len(story.articles))

    def telling(self, telling: Telling) -> SaidLine:
        """The line of the statement that a telling stands in; ask only where it stands in one."""
        found = self._pile.statement(telling.statement or "")
        assert found is not None
        return self._line([found], 1, 1)

    def fabricated(self, pieces: Iterable[Piece]) -> Iterator[SaidLine]:
        """The lines of statements that their own page says were faked."""
        for piece in pieces:
            for statement in piece.reading.statements:
                if statement.fabricated:
                    yield self._line([(piece, statement)], 0, 1)

    def speaker(self, statement: Statement | None) -> str:
        """Who speaks, in words."""
        if statement is None:
            return ""
        who = speakers(statement)
        return self._say.names(who) if who else self._say("unknown-speaker")

    def steps(self, piece: Piece, statement: Statement) -> tuple[str, ...]:
        """The chain as steps: speaker, each hop, the outlet, the aggregator, the page."""
        hops = [self._hop(link) for link in close_chain(statement.chain, piece.article)]
        return tuple(dict.fromkeys([self.speaker(statement), *hops, piece.page.name]))

    def _hop(self, link: Link) -> str:
        return self._say.name(link.entity) if link.entity else self._say(f"link/{link.kind}")

    def _line(self, printings: list[tuple[Piece, Statement]], roots: int, articles: int) -> SaidLine:
        piece, statement = printings[0]
        source = next((s for s in statement.sources if s.kind == "anonymous"), None)
        speaker = " ".join(source.text.split()) if source and source.text else self.speaker(statement)
        single = self._say("single-root") if articles > 1 else ""
        return SaidLine(
            date=piece.article.published,
            speaker=speaker,
            cue=piece.text(statement.cue) if statement.cue else self._say("headline"),
            quote=self._sources.quote(piece, statement.content),
            mode=statement.mode,
            steps=self.steps(piece, statement),
            weight=self._say.count("root", roots) if roots > 1 else single,
            printings=len(printings),
            roots=roots,
            notes=statement.notes,
            cites=tuple(self._sources.cite(p, _cover(s), s.id) for p, s in printings),
        )


def _cover(statement: Statement) -> Span:
    """From the first character said to the last."""
    return Span(statement.content[0].start, statement.content[-1].end)
