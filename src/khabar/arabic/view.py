"""Views: the text as a reader sees it, with a map back to the characters it came from.

The text itself is never altered. A :class:`View` holds other characters (without harakat, tatweel and
invisible marks, presentation forms taken apart, digits made Latin) and knows for each of them where it
stands in the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

import regex

from khabar.arabic.letters import DIGITS, FOLDED, HARAKAT, INVISIBLE, LOOKALIKES, TATWEEL
from khabar.model import Span

_PRESENTATION = "\ufb50-\ufdfb\ufe70-\ufefc"
_THOUSANDS = "\u066c"
# The standard library's engine: ten times faster than regex on a set of this kind, and every text is searched for it.
_SPECIAL = re.compile(f"[{HARAKAT}{TATWEEL}{INVISIBLE}{_PRESENTATION}{_THOUSANDS}]")
_TRAILING_MARKS = regex.compile(f"[{HARAKAT}{TATWEEL}]+")


class _Spellings(NamedTuple):
    """Signs and what is shown for them. No sign stands on both sides.

    Attributes:
        signs: To be replaced one after the other: on a whole text ten times faster than ``str.translate``.
        table: For ``str.translate``, which on a word is five times faster. A letter that stays as it is stands in it
            too, as each that does not raises an error inside.
    """

    signs: tuple[tuple[str, str], ...]
    table: dict[int, str | int]


def _spellings(shown: dict[str, str]) -> _Spellings:
    return _Spellings(tuple(shown.items()), {c: c for c in range(0x700)} | {ord(s): to for s, to in shown.items()})


_PLAIN_SIGNS = {**{chr(c): d for c, d in DIGITS.items()}, **LOOKALIKES, "\u00a0": " ", "\u202f": " "}
_PLAIN = _spellings(_PLAIN_SIGNS)
_KEYS = _spellings({**_PLAIN_SIGNS, **FOLDED})
#: Texts of fewer characters are translated, longer ones replaced.
_SHORT = 32
#: The offsets of nearly all pages, in order.
_OFFSETS = array("l", range(1 << 16))


@dataclass(frozen=True, slots=True)
class View:
    """Another way to see ``original``: ``text``, and where each of its characters comes from.

    Attributes:
        original: The unaltered text.
        text: What is seen.
        origins: For each character of ``text`` its index in ``original``; None if they are the same.
    """

    original: str
    text: str
    origins: array[int] | None

    def span(self, start: int, end: int) -> Span:
        """The original characters behind ``text[start:end]``, harakat of the last letter included.

        >>> view = normalise("صَرَّحَ الوزير")
        >>> view.text, view.span(0, 3).of(view.original)
        ('صرح الوزير', 'صَرَّحَ')
        """
        if self.origins is None:
            return Span(start, end)
        if start >= end:
            at = self.origins[start] if start < len(self.origins) else len(self.original)
            return Span(at, at)
        last = self.origins[end - 1] + 1
        if trailing := _TRAILING_MARKS.match(self.original, last):
            last = trailing.end()
        return Span(self.origins[start], last)

    def index(self, offset: int) -> int:
        """The first character of the view that comes from ``original[offset]`` or what follows it."""
        return offset if self.origins is None else bisect_left(self.origins, offset)

    def slice(self, span: Span) -> str:
        """What the view shows of a span of the original."""
        return self.text[self.index(span.start) : self.index(span.end)]


def normalise(text: str) -> View:
    """The text without what a reader does not see: for display and for reading letter by letter.

    NFKC for presentation forms; tatweel, harakat, bidi marks and joiners dropped; digits Latin; ``٬`` between
    digits dropped (a thousands sign), elsewhere a comma.

    >>> normalise("بـ«الخَرِف»").text
    'ب«الخرف»'
    >>> normalise("١٢٬٥٠٠ شخص٬ وأكثر").text
    '12500 شخص، وأكثر'
    """
    return _view(text, _PLAIN)


def fold(text: str) -> View:
    """The matching key of the text: :func:`normalise`, with the spellings of alef, yaa, taa marbuta and hamza made one.

    >>> fold("إلى القاهرة").text
    'الي القاهره'
    """
    return _view(text, _KEYS)


def key(text: str) -> str:
    """The matching key of a word or phrase, without the map.

    >>> key("مُؤكِّدةً")
    'موكده'
    """
    return fold(text).text if _SPECIAL.search(text) else _replaced(text, _KEYS)


def _view(text: str, spellings: _Spellings) -> View:
    if not _SPECIAL.search(text):
        return View(text, _replaced(text, spellings), None)
    pieces: list[str] = []
    origins = array("l")
    at = 0
    for special in _SPECIAL.finditer(text):
        where = special.start()
        if where > at:
            pieces.append(text[at:where])
            _count_up(origins, at, where)
        if seen := _seen(text, where):
            pieces.append(seen)
            origins.extend([where] * len(seen))
        at = where + 1
    pieces.append(text[at:])
    _count_up(origins, at, len(text))
    return View(text, _replaced("".join(pieces), spellings), origins)


def _count_up(origins: array[int], start: int, end: int) -> None:
    """Append ``start`` to ``end - 1``; copied for the offsets that pages have, which is many times faster."""
    copied = max(start, min(end, len(_OFFSETS)))
    origins.extend(_OFFSETS[start:copied])
    origins.extend(range(copied, end))


def _replaced(text: str, spellings: _Spellings) -> str:
    if len(text) < _SHORT:
        return text.translate(spellings.table)
    for sign, shown in spellings.signs:
        text = text.replace(sign, shown)
    return text


def _seen(text: str, where: int) -> str:
    """What a reader sees of one special character."""
    char = text[where]
    if char == _THOUSANDS:
        between = 0 < where < len(text) - 1 and text[where - 1].isdigit() and text[where + 1].isdigit()
        return "" if between else "،"
    if unicodedata.category(char) == "Lo" and char >= "\ufb50":
        plain = unicodedata.normalize("NFKC", char)
        return "".join(c for c in plain if c not in HARAKAT and c != TATWEEL)
    return ""
