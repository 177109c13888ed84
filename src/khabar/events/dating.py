"""When: which date of a sentence belongs to which act.

A date belongs to the act that governs it. In ``دعا الوزير أمس إلى حوار حول الاتفاق الموقع في مايو`` the call is of
yesterday and nothing but the signing is of May; in ``قال الوزير أمس إن الهدنة انهارت`` the day is that of the saying.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from khabar.arabic import Passage
from khabar.events.clauses import MARKS, Clauses
from khabar.events.coding import FINITE, Seen
from khabar.events.voices import Voices
from khabar.lexicon.phrases import stems
from khabar.model import TimeExpression

#: As many words as a clause is looked at; whoever is named in it may have more titles.
_LONG = 20
_PAUSES = frozenset("،,:؛")
_ASIDES = frozenset("–—()")


class Dated(NamedTuple):
    """A date in the text.

    Attributes:
        first: Index of its first token.
        last: Index after its last one.
        day: The ISO date, week, month or year.
        absolute: Whether it is named by itself (``14 يوليو``), not from the day of writing (``أمس``).
    """

    first: int
    last: int
    day: str
    absolute: bool

    @property
    def exact(self) -> bool:
        """Whether it is one day or week, as the adverbs of a clause are (``أمس``); months and years stand by nouns."""
        return len(self.day) == 10 or "-W" in self.day


class Calendar:
    """The dates of an article by the tokens they stand at."""

    def __init__(self, passage: Passage, times: Sequence[TimeExpression], clauses: Clauses, voices: Voices) -> None:
        self._clauses, self._voices, self._words = clauses, voices, clauses.coding.words
        self._tokens = passage.tokens
        found = []
        for time in times:
            tokens = passage.tokens_in(time.span)
            if (day := date_of(time)) is not None and not self._is_outlet(tokens):
                found.append(Dated(tokens.start, tokens.stop, day, time.anchor is None))
        self._dates = sorted(found)
        self._at = [d.first for d in self._dates]
        self._timed = {i for t in times for i in passage.tokens_in(t.span)}

    def _is_outlet(self, tokens: range) -> bool:
        """Whether a day in brackets right behind a preposition is the name of a newspaper: ``في حديث مع (اليوم)``."""
        if tokens.start < 2 or tokens.stop >= len(self._tokens) or len(tokens) > 1:
            return False
        before, bracket, after = (self._tokens[i].key for i in (tokens.start - 2, tokens.start - 1, tokens.stop))
        return bracket == "(" and after == ")" and before in self._words["of-outlets"]

    def nearest(
        self,
        seen: Seen,
        begin: int,
        end: int,
        *,
        after: bool = False,
        since: bool = False,
        later: str | None = None,
        cue: int | None = None,
    ) -> str | None:
        """The date that belongs to the trigger: the nearest in its clause, those after it first.

        Args:
            seen: The trigger.
            begin: First token of the clause.
            end: Index after its last token.
            after: Only what stands after the trigger within its clause counts.
            later: Only what begins after this day counts: for what is still to come.
            since: A date after ``منذ`` counts too: for what still goes on.
            cue: Token of the word by which the actor tells of the act: when that was said counts too.
        """
        trigger, behind = seen.token, self._end(end)
        if end - trigger >= _LONG:  # titles fill the clause: استقبل ولي العهد نائب رئيس مجلس الوزراء ... أمس
            behind = max(behind, self._clauses.to_pause(end))

        def holds(dated: Dated) -> bool:
            if not begin - 6 <= dated.first < behind or (after and not trigger < dated.first < end):
                return False
            if later is not None and not first_day(dated.day) > later:
                return False
            if (not since and self._is_bound(dated)) or self._names(dated, trigger):
                return False
            return self._reaches_after(seen, dated) if dated.first > trigger else self._reaches_before(seen, dated, cue)

        return self._nearest(trigger, holds)

    def _is_bound(self, dated: Dated) -> bool:
        """Whether a date is where a period begins or ends: ``منذ``, ``اعتبارا من``."""
        before = [t.key for t in self._tokens[max(0, dated.first - 2) : dated.first]]
        if not before:
            return False
        return before[-1] in self._words["bounds"] or (before[-1] == "من" and before[0] in self._words["starting"])

    def _names(self, dated: Dated, trigger: int) -> bool:
        """Whether something other than the trigger is called after a date: ``ثورة 25 يناير``."""
        before = dated.first - 1
        called = self._clauses.coding.words["called-by-day"]
        return before not in (trigger, -1) and not called.isdisjoint(stems(self._tokens[before].key))

    def last_told(self, first: int, last: int) -> str | None:
        """The last date named among the tokens ``first:last``, if it is a day."""
        found = self._dates[bisect_left(self._at, first) : bisect_left(self._at, last)]
        return found[-1].day if found and len(found[-1].day) == 10 else None

    def _end(self, end: int) -> int:
        """Index after the last token at which a date of a clause can begin: that of ``عندما كان وزيرا`` counts too."""
        if end < len(self._tokens) and self._tokens[end].key in self._clauses.coding.words["temporal"]:
            return self._clauses.right(end + 1, most=10)
        return end + 3

    def of_saying(self, cue: int) -> str | None:
        """The day on which somebody says something, given the token of the cue."""
        begin, end = self._clauses.left(cue) - 6, self._clauses.right(cue + 1, most=16) + 3

        def holds(dated: Dated) -> bool:
            apart = range(cue + 1, dated.first) if dated.first > cue else range(dated.last, cue)
            return len(dated.day) == 10 and begin <= dated.first < end and not any(map(self._parts, apart))

        return self._nearest(cue, holds)

    def _parts(self, at: int) -> bool:
        """Whether what is said begins here, or somebody else speaks."""
        token = self._tokens[at]
        said = token.key in self._clauses.coding.words["complements"]
        return said or self._voices.cued_by(token.start, token.end) is not None

    def _nearest(self, at: int, holds: Callable[[Dated], bool]) -> str | None:
        sentence = self._clauses.passage.sentence_of(at)
        found = self._dates[bisect_left(self._at, sentence.first) : bisect_left(self._at, sentence.last)]
        held = [d for d in found if holds(d)]
        return min(held, key=lambda d: _distance(d, at)).day if held else None

    def _reaches_after(self, seen: Seen, dated: Dated) -> bool:
        """Whether no other act stands between the trigger and a date behind it."""
        between = range(seen.last, dated.first)
        if self._aside(between):
            return False
        for i in between:
            if self._voices.cued_by(self._tokens[i].start, self._tokens[i].end):
                return False
            if self._goes_on(i) and not self._is_carrier(i):
                return False
            if not dated.exact and self._is_act(i):
                return False  # اتهم الجماعة بقصف المدينة الشهر الماضي
        if "accord" in seen.trigger.rule.traits:  # حصل المجلس على نسخة من الاتفاق أمس
            by_noun = not between or dated.absolute or self._tokens[dated.first - 1].key == "في"
            return by_noun or any(map(self._is_carrier, between)) or self._is_concluded(seen)
        return True

    def _is_concluded(self, seen: Seen) -> bool:
        """Whether the verb before a noun for an agreement says that it was reached: ``توصلوا إلى اتفاق``."""
        before = range(self._clauses.left(seen.token, most=20), seen.token)
        return self._tokens[seen.token - 1].key == "الي" or any(
            s.trigger.form.tense in FINITE and "concludes" in s.trigger.rule.traits
            for i in before
            if i not in self._clauses.named
            for s in self._clauses.coding.see(self._tokens, i, seen.last)
        )

    def _reaches_before(self, seen: Seen, dated: Dated, cue: int | None) -> bool:
        """Whether a date before the trigger is that of its clause, not of an act or a noun before it."""
        words, between = self._clauses.coding.words, range(dated.last, seen.token)
        host = self._host(dated)
        if cue is not None and host in (None, cue):
            return True
        following = [self._tokens[i].key for i in between if self._tokens[i].kind == "word"]
        if following and following[0] in words["temporal"]:
            return True
        if self._aside(between) or not (words["complements"] - words["whither"]).isdisjoint(following):
            return False
        noun = seen.trigger.form.tense not in FINITE
        if noun and seen.token and self._tokens[seen.token - 1].key in words["background"]:
            return False  # وصلت أمس أول طائرة منذ قصف المطار
        verbs = sum(self._is_verb(i) and not self._goes_on(i) for i in between)
        if verbs > (1 if noun and host is None else 0):
            return False
        if host is None:
            return True
        if not dated.exact:
            return (noun or seen.conjoined) and self._is_verb(host)
        if noun or seen.conjoined or self._is_verb(host):
            return True
        return any(self._tokens[i].key in _PAUSES for i in between)

    def _aside(self, between: range) -> bool:
        """Whether a bracket or a dash stands open between a date and a trigger: one of them is in an aside."""
        marks = [self._tokens[i].key for i in between if self._tokens[i].key in _ASIDES]
        return sum(m in "–—" for m in marks) % 2 == 1 or marks.count("(") != marks.count(")")

    def _host(self, dated: Dated) -> int | None:
        """The act before a date in its clause, which the date belongs to; None where the date opens the clause."""
        first = self._clauses.passage.sentence_of(dated.first).first
        for i in range(dated.first - 1, first - 1, -1):
            token = self._tokens[i]
            if token.key in self._clauses.coding.words["complements"] or token.key in MARKS:
                return None
            if i >= dated.first - 2 and token.key in ("،", ","):
                return None
            if self._is_verb(i) or self._is_act(i):
                return i
        return None

    def _is_verb(self, at: int) -> bool:
        if at in self._clauses.named or at in self._timed or self._tokens[at].kind != "word":
            return False
        token = self._tokens[at]
        return self._clauses.knows_verb(token.key) or self._voices.cued_by(token.start, token.end) is not None

    def _goes_on(self, at: int) -> bool:
        """Whether a verb is joined to the one before it: ``وقبلته``."""
        word = self._tokens[at].key
        return word[:1] in "وف" and self._is_verb(at) and self._clauses.knows_verb(word[1:])

    def _is_carrier(self, at: int) -> bool:
        return self._clauses.coding.carrier(self._tokens[at].key) is not None

    def _is_act(self, at: int) -> bool:
        """Whether a word is a noun for something done, no occasion on which it is."""
        if at in self._clauses.named or at in self._timed or self._tokens[at].kind != "word":
            return False
        last = self._clauses.passage.sentence_of(at).last
        found = self._clauses.coding.see(self._tokens, at, last)
        return any(s.trigger.form.tense == "noun" and s.trigger.rule.type != "CONSULT" for s in found)


def _distance(dated: Dated, at: int) -> int:
    """How far a date is from a word: what follows is nearer, and a day tells more than a week or a year."""
    far = dated.first - at if dated.first > at else (at - dated.first) + 2
    return far + (0 if len(dated.day) == 10 else 4 if len(dated.day) > 4 else 8)


def date_of(time: TimeExpression) -> str | None:
    """The calendar date a time expression gives, if it gives one.

    >>> from khabar.model import Span
    >>> date_of(TimeExpression("ti-1", Span(0, 4), "مساء الجمعة", "TIME", "2025-05-23TEV", None, None, "x"))
    '2025-05-23'
    """
    told = time.type in ("DATE", "TIME") and time.value[:4].isdigit() and len(time.value) >= 4
    if not told or "/" in time.value:  # a stretch of days
        return None
    return time.value.split("T")[0]


def first_day(day: str) -> str:
    """The first day of a date, a week, a month or a year, in a form that sorts.

    >>> first_day("2025-W21"), first_day("2025-05")
    ('2025-05-19', '2025-05')
    """
    year, _, week = day.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1).isoformat() if week.isdigit() else day


def last_day(day: str) -> str:
    """The last day of a date, a week, a month or a year, in a form that sorts behind all days within.

    >>> last_day("2025-W21"), last_day("2025-05")
    ('2025-05-25', '2025-05-99')
    """
    year, _, week = day.partition("-W")
    if week.isdigit():
        return (date.fromisocalendar(int(year), int(week), 1) + timedelta(6)).isoformat()
    return day + "-99" * (3 - len(day.split("-")))
