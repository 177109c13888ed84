"""One paragraph while its times are read: words looked up, numbers read, the day it is read on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from khabar.arabic.numbers import Count, read_number
from khabar.arabic.passage import Token
from khabar.model import TimeType
from khabar.times.calendar import Point
from khabar.times.words import Sense, Words

#: How many tokens back a sentence is looked through.
_SENTENCE = 80


class Hit(NamedTuple):
    """A word or phrase found: how it was read, and the token after it."""

    sense: Sense
    end: int


class Found(NamedTuple):
    """An expression that was read.

    Attributes:
        first: Its first token.
        end: The token after it.
        skip: Attached letters of the first token that are no part of it.
        type: TIMEX3's type, ``value`` and ``mod`` its attributes.
        rule: Which part of the grammar read it.
        relative: Whether its value depends on the day of publication.
        point: The date it names, if any: later words point back to it (ذلك الشهر), clock times take their day from it.
    """

    first: int
    end: int
    skip: int
    type: TimeType
    value: str
    rule: str
    mod: str | None = None
    relative: bool = False
    point: Point | None = None


@dataclass(slots=True)
class Line:
    """The tokens of one paragraph (``first`` to ``last``) and what is needed to read times among them.

    Attributes:
        today: The day of publication, if known.
        recent: The last date that the text has named, at whatever grain.
        recent_day: The last day named, and the token after it.
    """

    tokens: list[Token]
    keys: list[str]
    words: Words
    today: date | None
    first: int = 0
    last: int = 0
    recent: Point | None = None
    recent_day: tuple[date, int] | None = None

    def key(self, at: int) -> str:
        """The folded spelling of a token; empty outside the paragraph."""
        return self.keys[at] if self.first <= at < self.last else ""

    def hit(self, at: int, kind: str, form: str | None = None) -> Hit | None:
        """The word or phrase of this kind that begins at a token, the longest one."""
        if not self.first <= at < self.last:
            return None
        senses = self.words.kinds[kind].get(self.keys[at])
        if senses is None:
            return None
        for sense in senses:
            if form is None or sense.form == form:
                rest = sense.rest
                if not rest:
                    return Hit(sense, at + 1)
                end = at + 1 + len(rest)
                if end <= self.last and all(self.keys[at + 1 + i] == word for i, word in enumerate(rest)):
                    return Hit(sense, end)
        return None

    def inner(self, at: int, kind: str, form: str | None = None) -> Hit | None:
        """As :meth:`hit`, for a word inside an expression: no letters are attached to it."""
        found = self.hit(at, kind, form)
        return found if found and not found.sense.prefix else None

    def number(self, at: int) -> Count | None:
        """The number that begins at a token, with letters that stand as a token before its digits (``ال30``, ``لل5``).

        They belong to it if no space stands between; ``ال`` does in any case.
        """
        if not self.first <= at < self.last:
            return None
        token = self.tokens[at]
        if token.kind == "word" and at + 1 < self.last and self.tokens[at + 1].kind == "number":
            glued = token.key in ("ال", "وال", "بال", "لل", "و", "ب", "ل", "ف", "ك") and (
                token.end == self.tokens[at + 1].start or token.key == "ال"
            )
            after = read_number(self.tokens, at + 1, self.last) if glued else None
            if after:
                definite = token.key.endswith("ال") or token.key == "لل"
                prefix = token.key[: -2 if token.key.endswith("ال") else None] if definite else token.key
                return after._replace(definite=definite, prefix="ل" if token.key == "لل" else prefix)
        return read_number(self.tokens, at, self.last)

    def digits(self, at: int) -> int | None:
        """The value of a token that is digits alone, at most eight."""
        if not self.first <= at < self.last:
            return None
        token = self.tokens[at]
        return int(token.key) if token.kind == "number" and token.key.isdecimal() and len(token.key) < 9 else None

    def glued(self, at: int) -> bool:
        """Whether a token stands directly after the one before it, without a space."""
        return self.first < at < self.last and self.tokens[at - 1].end == self.tokens[at].start

    def remember(self, found: Found) -> None:
        """Keep a date for what points back to it."""
        if found.point:
            self.recent = found.point
            if found.point.grain == "day":
                self.recent_day = found.point.day, found.end

    def day_before(self, at: int) -> date | None:
        """The last day named before a token in the same sentence."""
        if self.recent_day is None or self.recent_day[1] < self.first:
            return None
        day, end = self.recent_day
        far = at - end > _SENTENCE
        return None if far or any(self.keys[i] in (".", "؟", "!") for i in range(end, at)) else day

    def guarded(self, at: int, end: int) -> bool:
        """Whether the words beside tokens ``at`` to ``end``, or quotation marks about it, say that it is no time."""
        if end == at + 1 and self.key(at - 1) in ("«", '"', "“", "”") and self.key(end) in ("»", '"', "”", "“"):
            return True
        for i in (at, end - 1):
            guard = self.words.guards.get(self.key(i))
            if guard and (self.key(at - 1) in guard[0] or self.key(end) in guard[1]):
                return True
        return False
