"""Cites and quotes: the characters a line rests on, and whose page they are on."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.brief.lines import Cite
from khabar.brief.wording import Wording
from khabar.model import Span
from khabar.stories import Piece, Pile

#: A quote longer than this is cut at a word: the cite leads to the rest.
LONGEST = 320


class Sources:
    """Quotes and cites pages."""

    def __init__(self, pile: Pile, say: Wording) -> None:
        self._pile = pile
        self._say = say

    def outlet(self, piece: Piece) -> str:
        """Whose article it is; the aggregator's name beside it, if another page prints it."""
        article = piece.article
        name = self._say.name(article.outlet) if article.outlet else self._say("unknown-outlet")
        return f"{name} ({self._say.name(article.aggregator)})" if article.aggregator else name

    def cite(self, piece: Piece, span: Span, id_: str) -> Cite:
        """The place of a span."""
        outlet = self.outlet(piece) if piece.article.outlet else ""
        return Cite(outlet, piece.page.name, piece.page.url, span.start, span.end, id_)

    def quote(self, piece: Piece, spans: Iterable[Span]) -> str:
        """The characters of some spans as one line, blanks made one; what lies between them is left out with dots."""
        text = " … ".join(" ".join(piece.text(s).split()) for s in spans)
        if len(text) <= LONGEST:
            return text
        return text[:LONGEST].rpartition(" ")[0] + " …"
