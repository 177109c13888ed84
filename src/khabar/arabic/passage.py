"""A passage: the kept text of an article as paragraphs, sentences, words and quotations.

Every later stage reads the same :class:`Passage`, so all agree on what a word or a sentence is. Offsets are
those of the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

import regex

from khabar.arabic.letters import LATIN_LETTER_NAMES, LETTER
from khabar.arabic.quotes import Quotation, pair_quotes
from khabar.arabic.view import View, fold
from khabar.model import Span

TokenKind = Literal["word", "number", "mark"]

_TOKEN = regex.compile(
    r"(?P<number>\d+(?:[.,:/٫\-]\d+)*[%٪]?)|(?P<word>[\p{L}\p{M}]+(?:['’&][\p{L}\p{M}]+)*)|(?P<mark>''|[^\s\w]|_)"
)
_LINE = regex.compile(r"[^\n\r\u2028\u2029]+")
_STOP = regex.compile(r"[.!?؟…]+[\"»”'›)\]]*")


class Token(NamedTuple):
    """A word, number or punctuation mark: ``page[start:end]``, and its matching key."""

    start: int
    end: int
    key: str
    kind: TokenKind

    @property
    def span(self) -> Span:
        """The token's characters on the page."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a sentence: its span and its tokens ``first:last`` (end exclusive) in the passage."""

    span: Span
    first: int
    last: int


class Passage:
    """The kept text of one article, read once, used by every stage.

    Attributes:
        text: The page's text.
        view: The folded view of the whole page.
        spans: The kept spans.
        tokens: All tokens in order.
        keys: Their matching keys.
        paragraphs: One for each line of kept text.
        sentences: In order, never crossing a paragraph.
        quotations: In order of their opening marks.

    >>> passage = Passage.of('قال الوزير: "لا اتفاق اليوم." وغادر.وعاد لاحقا.')
    >>> [s.span.of(passage.text) for s in passage.sentences]
    ['قال الوزير: "لا اتفاق اليوم."', 'وغادر.', 'وعاد لاحقا.']
    """

    __slots__ = ("_starts", "keys", "paragraphs", "quotations", "sentences", "spans", "text", "tokens", "view")

    def __init__(self, view: View, spans: Iterable[Span]) -> None:
        self.view = view
        self.text = view.original
        self.spans = tuple(spans)
        lines = [
            Span(m.start(), m.end())
            for s in self.spans
            for m in _LINE.finditer(self.text, s.start, s.end)
            if m.group().strip()
        ]
        self.tokens: list[Token] = []
        self.paragraphs: list[Block] = []
        self.quotations: list[Quotation] = []
        self.sentences: list[Block] = []
        for line in lines:
            self._read_paragraph(line)
        self.keys = [t.key for t in self.tokens]
        self._starts = [t.start for t in self.tokens]

    @classmethod
    def of(cls, text: str, spans: Iterable[Span] | None = None) -> Passage:
        """A passage of bare text."""
        return cls(fold(text), [Span(0, len(text))] if spans is None else spans)

    def _read_paragraph(self, line: Span) -> None:
        first = len(self.tokens)
        view, tokens = self.view, self.tokens
        if view.origins is None:
            for m in _TOKEN.finditer(view.text, line.start, line.end):
                tokens.append(Token(m.start(), m.end(), m.group(), cast(TokenKind, m.lastgroup)))
        else:
            for m in _TOKEN.finditer(view.text, view.index(line.start), view.index(line.end)):
                span = view.span(m.start(), m.end())
                end = min(span.end, line.end)  # marks over a letter may stand beyond what is kept
                tokens.append(Token(span.start, end, m.group(), cast(TokenKind, m.lastgroup)))
        if len(tokens) == first:
            return
        self.paragraphs.append(Block(line, first, len(tokens)))
        quotations = pair_quotes(self.text, line)
        self.quotations.extend(quotations)
        self._read_sentences(first, line, quotations)

    def _read_sentences(self, first: int, line: Span, quotations: Sequence[Quotation]) -> None:
        closed = [q.outer for q in quotations if q.closed and q.depth == 0]
        starts = [q.start for q in closed]
        token, begin, last = first, line.start, len(self.tokens)
        for stop in _STOP.finditer(self.text, line.start, line.end):
            if not self._ends_sentence(stop, line, closed, starts):
                continue
            upto = bisect_left(self.tokens, stop.end(), token, last, key=lambda t: t.start)
            if upto > token:
                end = max(stop.end(), self.tokens[upto - 1].end)  # marks without ink after the stop belong to it
                self.sentences.append(Block(Span(begin, end), token, upto))
                token, begin = upto, self._skip_blank(end, line.end)
        if token < last:
            self.sentences.append(Block(Span(begin, line.end), token, last))

    def _skip_blank(self, at: int, end: int) -> int:
        while at < end and self.text[at].isspace():
            at += 1
        return at

    def _ends_sentence(self, stop: regex.Match[str], line: Span, closed: list[Span], starts: list[int]) -> bool:
        at = bisect_right(starts, stop.start()) - 1
        if at >= 0 and closed[at].start <= stop.start() < closed[at].end and stop.end() != closed[at].end:
            return False
        if stop.end() >= line.end:
            return True
        if self.text[stop.end()] in "،,؛;":
            return False
        if stop.group()[0] != ".":
            return True
        before, after = self.text[stop.start() - 1 : stop.start()], self.text[stop.end()]
        if before.isdigit() and after.isdigit():
            return False
        if not (after.isspace() or stop.group() != "." or _is_arabic_letter(after)):
            return False
        word = _last_word(self.text, stop.start(), line.start)
        return not (word in LATIN_LETTER_NAMES or (len(word) == 1 and word.isalpha()))

    # -- looking around ---------------------------------------------------------------------------

    def token_at(self, offset: int) -> int:
        """Index of the token that covers ``offset``, or of the first one after it."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self.tokens[at].end > offset:
            return at
        return at + 1

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that begin inside ``span``."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def sentence_of(self, token: int) -> Block:
        """The sentence that holds the token with this index."""
        return self.sentences[bisect_right(self.sentences, token, key=lambda s: s.first) - 1]

    def paragraph_of(self, token: int) -> Block:
        """The paragraph that holds the token with this index."""
        return self.paragraphs[bisect_right(self.paragraphs, token, key=lambda p: p.first) - 1]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The innermost quotation whose inside covers ``offset``."""
        inside = None
        upto = bisect_right(self.quotations, offset, key=lambda q: q.outer.start)
        for q in reversed(self.quotations[max(0, upto - 12) : upto]):
            if q.inner.start <= offset < q.inner.end and (inside is None or q.depth > inside.depth):
                inside = q
        return inside


def _is_arabic_letter(char: str) -> bool:
    return "\u0620" <= char <= "\u06d3"


def _last_word(text: str, end: int, floor: int) -> str:
    start = end
    while start > floor and end - start < 12 and LETTER.match(text[start - 1]):
        start -= 1
    return fold(text[start:end]).text
