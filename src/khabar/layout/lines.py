"""The lines of a page, with what their form says: length, final stop, words."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from khabar.arabic.letters import INVISIBLE
from khabar.arabic.view import View, fold
from khabar.model import Span

#: What a line is trimmed of: blanks, control characters and characters without ink.
BLANK = "".join(map(chr, range(33))) + "\x7f\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + INVISIBLE
BLANK += "".join(map(chr, (*range(0x80, 0xA0), *range(0x2000, 0x200B))))

_LINE = regex.compile(r"[^\n\r\u2028\u2029]+")
_BLANKS = regex.compile(f"[{regex.escape(BLANK)}]+")
_TRIM_END = regex.compile(f"[{regex.escape(BLANK)}]*+$")
_WORD = regex.compile(r"[^\W\d_]+")
_STOP = regex.compile(r"[.!؟?…。][\s\"»”'’›)\]}\u200f]*$")
_FULL_STOP = regex.compile(r"[.…。][\s\"»”'’›)\]}]*$|[\"»”][.]$")
_DOTS = regex.compile(r"(?:\.\.|…)[\s\"»”]*$")
_TATWEEL_DASH = regex.compile(r"(?<=\s)\u0640+(?=\s)")
_SMALL = {c: c + 32 for c in range(65, 91)}

#: Beyond this many characters nobody writes a headline, a menu or a byline: such a line is only ever text.
LONG = 600
#: A shorter line that ends in dots is no sentence: headlines trail off like that.
DOTTED_WORDS = 15
#: So many words make a paragraph even without a full stop; headlines have fewer.
MANY_WORDS = 28


@dataclass(frozen=True, slots=True)
class Line:
    """A trimmed line, or the part of one that layout tells apart.

    Attributes:
        span: Its characters on the page, without blanks at both ends.
        key: Its folded text, in small letters, runs of blanks made one.
        bare: The words of ``key`` alone, without digits and marks; empty for a line longer than :data:`LONG`.
        words: How many words it has.
        stop: Whether it ends like a sentence; ``full_stop`` with a full stop at that.
        gap: Whether an empty line stands before it.
    """

    span: Span
    key: str
    bare: str
    words: int
    stop: bool
    full_stop: bool
    gap: bool

    @property
    def is_paragraph(self) -> bool:
        """Whether its form alone says that it is running text: a sentence of some length, or very many words."""
        return (self.full_stop and self.words >= 8) or (self.stop and self.words >= 20) or self.words >= MANY_WORDS

    @property
    def is_short(self) -> bool:
        """Whether it is as short as the entry of a menu."""
        return not self.stop and self.words <= 4 and len(self.key) <= 40

    @property
    def is_headline(self) -> bool:
        """Whether it could be a headline: some words, no full stop, not long."""
        return not self.full_stop and 2 <= self.words < MANY_WORDS and len(self.key) <= 260


def lower(text: str) -> str:
    """The text in small letters, character for character (a few capitals have no single small letter: they stay)."""
    small = text.lower()
    return small if len(small) == len(text) else text.translate(_SMALL)


def lower_key(text: str) -> str:
    """The folded text in small letters, character for character.

    >>> lower_key("CNN إلى")
    'cnn الي'
    """
    return lower(fold(text).text)


def line_key(text: str) -> str:
    """:func:`lower_key` with runs of blanks made one: what phrases are compared by.

    >>> line_key("أخبار  ذات   صلة")
    'اخبار ذات صله'
    """
    return " ".join(lower_key(text).split())


def bare_words(key: str) -> str:
    """The words of a key alone.

    >>> bare_words("التعليقات (12)")
    'التعليقات'
    """
    # Nearly all words are letters alone, and asking is three times faster than a pattern over the whole text.
    words = [word if word.isalpha() else " ".join(_WORD.findall(word)) for word in key.split()]
    return " ".join(filter(None, words))


def trim(text: str, span: Span) -> Span | None:
    """``span`` without blanks at both ends; None if nothing is left."""
    head = _BLANKS.match(text, span.start, span.end)
    start = head.end() if head else span.start
    end = span.end
    while end > start and text[end - 1] in BLANK:
        end -= 1
    return Span(start, end) if end > start else None


def make_line(view: View, span: Span, *, gap: bool = False) -> Line:
    """The line at a trimmed span of the page."""
    key = " ".join(lower(_dashed(view, span)).split())
    long = len(key) > LONG
    bare = "" if long else bare_words(key)
    words = key.count(" ") + 1 if long else len(bare.split())
    end = key[-12:]
    full_stop = bool(_FULL_STOP.search(end)) and not (words < DOTTED_WORDS and _DOTS.search(end))
    return Line(span, key, bare, words, bool(_STOP.search(end)), full_stop, gap)


def _dashed(view: View, span: Span) -> str:
    """What the view shows of a span; a tatweel that stands alone is a dash (``جدة ـ الرياض``) and is shown as one."""
    if len(span) <= LONG and _TATWEEL_DASH.search(text := span.of(view.original)):
        return fold(_TATWEEL_DASH.sub("-", text)).text
    return view.slice(span)


def read_lines(view: View) -> list[Line]:
    r"""All lines of a page that show anything, in order.

    >>> [line.key for line in read_lines(fold("عنوان\n\n  نص.  \n"))]
    ['عنوان', 'نص.']
    """
    text = view.original
    lines: list[Line] = []
    at = 0
    for match in _LINE.finditer(text):
        span = trim(text, Span(match.start(), match.end()))
        if span is None:
            continue
        gap = text.count("\n", at, span.start) + text.count("\u2029", at, span.start) > 1
        lines.append(make_line(view, span, gap=gap or not lines))
        at = span.end
    return lines
