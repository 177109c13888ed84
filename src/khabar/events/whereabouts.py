"""When and where: the date and the place that belong to a trigger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from khabar.arabic import Passage
from khabar.events.clauses import Clauses
from khabar.events.parties import Parties
from khabar.model import TimeExpression

#: Prepositions that make a date the bound of a period, not the day of an act.
_BOUNDS = frozenset(["منذ", "حتي", "لغايه"])


class Calendar:
    """The dates of an article by the tokens they stand at."""

    def __init__(self, passage: Passage, times: Sequence[TimeExpression]) -> None:
        self._dates = sorted((passage.token_at(t.span.start), day) for t in times if (day := date_of(t)) is not None)
        self._at = [at for at, _ in self._dates]

    def nearest(
        self,
        clauses: Clauses,
        trigger: int,
        begin: int,
        end: int,
        *,
        after: bool = False,
        since: bool = False,
        later: str | None = None,
    ) -> str | None:
        """The date that belongs to the trigger: the nearest in its clause, those after it first.

        Args:
            clauses: The passage's clauses.
            trigger: Index of the trigger.
            begin: First token of the clause.
            end: Index after its last token.
            after: Only what stands after the trigger within its clause counts.
            later: Only what begins after this day counts: for what is still to come.
            since: A date after ``منذ`` counts too: for what still goes on.
        """
        sentence = clauses.passage.sentence_of(trigger)
        best: tuple[int, str] | None = None
        for i in range(bisect_left(self._at, sentence.first), bisect_left(self._at, sentence.last)):
            at, day = self._dates[i]
            if not begin - 6 <= at < end + 3 or (after and not trigger < at < end):
                continue
            if later is not None and not first_day(day) > later:
                continue
            if not since and clauses.tokens[at - 1].key in _BOUNDS:
                continue
            distance = at - trigger if at > trigger else (trigger - at) + 2
            distance += 0 if len(day) == 10 else 4 if len(day) > 4 else 8  # a day tells more than a week or a year
            if best is None or distance < best[0]:
                best = distance, day
        return best[1] if best else None


def date_of(time: TimeExpression) -> str | None:
    """The calendar date a time expression gives, if it gives one.

    >>> from khabar.model import Span
    >>> date_of(TimeExpression("ti-1", Span(0, 4), "مساء الجمعة", "TIME", "2025-05-23TEV", None, None, "x"))
    '2025-05-23'
    """
    if time.type not in ("DATE", "TIME") or not (time.value[:4].isdigit() and len(time.value) >= 4):
        return None
    return time.value.split("T")[0]


def first_day(day: str) -> str:
    """The first day of a date, a week, a month or a year, in a form that sorts.

    >>> first_day("2025-W21"), first_day("2025-05")
    ('2025-05-19', '2025-05')
    """
    year, _, week = day.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1).isoformat() if week.isdigit() else day


def place_of(parties: Parties, participants: Sequence[str], begin: int, end: int, trigger: int) -> str | None:
    """The place an event is said to happen at: after ``في`` or ``ب`` in its clause, the nearest to the trigger."""
    best: tuple[int, str] | None = None
    for party in parties.within(begin, end):
        named = len(party.entities) == 1 and party.entities[0].startswith("place/") and party.via != "nisba"
        if not named or party.headed or party.prep not in ("في", "ب", "إلى", "قرب", "داخل"):
            continue
        if party.prep == "إلى" and not party.place:
            continue
        distance = abs(party.first - trigger)
        if best is None or distance < best[0]:
            best = distance, party.entities[0]
    return best[1] if best else None
