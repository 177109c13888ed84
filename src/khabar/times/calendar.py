"""Dates reckoned and written: what lies a month back, which week a day is in, what a Hijri month is in ours.

Values follow TIMEX3: ISO 8601 where it has a form, ``2025-SU`` and the like where it has none.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

from hijridate import Gregorian, Hijri

Grain = Literal["day", "week", "month", "quarter", "half", "season", "year", "decade", "century"]
GRAINS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "half", "season", "year", "decade", "century")
#: Seasons as news speaks of them: winter of a year begins in its December or is its January and February.
SEASON_MONTHS = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}


class Point(NamedTuple):
    """A day, and how much of it is known: ``grain`` month with 2025-05-01 is May 2025."""

    day: date
    grain: Grain

    @property
    def value(self) -> str:
        """The value as TIMEX3 writes it.

        >>> Point(date(2025, 5, 1), "month").value, Point(date(2025, 5, 23), "week").value
        ('2025-05', '2025-W21')
        """
        day = self.day
        match self.grain:
            case "day":
                return day.isoformat()
            case "week":
                year, week, _ = day.isocalendar()
                return f"{year:04d}-W{week:02d}"
            case "month":
                return f"{day.year:04d}-{day.month:02d}"
            case "quarter":
                return f"{day.year:04d}-Q{(day.month + 2) // 3}"
            case "half":
                return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
            case "season":
                return f"{day.year:04d}-{season_of(day)}"
            case "year":
                return f"{day.year:04d}"
            case "decade":
                return f"{day.year // 10:03d}"
            case "century":
                return f"{day.year // 100:02d}"


def season_of(day: date) -> str:
    """The season that holds a day, by whole quarters: January to March is winter."""
    return ("WI", "SP", "SU", "FA")[(day.month - 1) // 3]


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The day so many months on (or back), the last of the month where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: float) -> date | None:
    """The day so many days on (or back), a part of a day counted downwards; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except (OverflowError, ValueError):
        return None


def shift(day: date, unit: str, amount: int) -> date | None:
    """``day`` moved by ``amount`` of a unit of :data:`GRAINS` (a season is none); None outside the calendar."""
    match unit:
        case "day":
            return add_days(day, amount)
        case "week":
            return add_days(day, 7 * amount)
        case "month":
            return add_months(day, amount)
        case "quarter":
            return add_months(day, 3 * amount)
        case "half":
            return add_months(day, 6 * amount)
        case "year":
            return add_months(day, 12 * amount)
        case "decade":
            return add_months(day, 120 * amount)
        case _:
            return add_months(day, 1200 * amount)


def hijri_value(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A Hijri date, month or year as Gregorian days (Umm al-Qura): one day, or an ISO 8601 interval.

    None if there is no such day, or outside that calendar (1343 to 1500).

    >>> hijri_value(1436, 9), hijri_value(1436, 10, 5)
    ('2015-06-18/2015-07-16', '2015-07-21')
    """
    try:
        if month is None:
            first, last = Hijri(year, 1, 1), Hijri(year, 12, Hijri(year, 12, 1).month_length())
        elif day is None:
            first, last = Hijri(year, month, 1), Hijri(year, month, Hijri(year, month, 1).month_length())
        else:
            first = last = Hijri(year, month, day)
        begin, end = first.to_gregorian(), last.to_gregorian()
    except (ValueError, OverflowError):
        return None
    return begin.isoformat() if begin == end else f"{begin.isoformat()}/{end.isoformat()}"


def hijri_day(year: int, month: int, day: int) -> date | None:
    """A Hijri day as a Gregorian date; None outside the Umm al-Qura calendar (1343 to 1500)."""
    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def hijri_year_of(day: date) -> int | None:
    """The Hijri year that holds a day; None outside the Umm al-Qura calendar (1924 to 2077)."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def nearest(candidates: list[date], to: date, direction: str | None) -> date | None:
    """The candidate nearest to a day: on it or before (``past``), on it or after (``future``), or either way.

    A day equally far both ways is taken to have passed: news tells more of what was than of what will be.
    """
    allowed = candidates
    if direction == "past":
        allowed = [c for c in candidates if c <= to]
    elif direction == "future":
        allowed = [c for c in candidates if c >= to]
    return min(allowed, key=lambda c: (abs((c - to).days), c > to), default=None)


def likeliest(candidates: list[date], to: date, direction: str | None, patience: float) -> date | None:
    """The nearest candidate that the tense allows, unless one on the other side is ``patience`` times nearer.

    A tense read from the words around is evidence, not proof: in July ``17 سبتمبر`` is not ten months gone because a
    perfect stands beside it.
    """
    near, allowed = nearest(candidates, to, None), nearest(candidates, to, direction)
    if near is None or allowed is None:
        return near
    return allowed if abs((allowed - to).days) <= patience * max(1, abs((near - to).days)) else near
