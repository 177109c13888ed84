"""Calendar dates: ``12 فبراير/شباط``, ``مايو (أيار) المقبل``, ``22/7/2015``, ``5 شوال 1436هـ``, ``الأول من يونيو``."""

from __future__ import annotations

from datetime import date

import regex

from khabar.lexicon.times import Month
from khabar.times.calendar import Point, day_of, hijri_day, hijri_value, hijri_year_of, likeliest, nearest
from khabar.times.date_parts import (
    FIRST_HIJRI,
    FIRST_YEAR,
    LAST_HIJRI,
    LAST_YEAR,
    SAME,
    MonthName,
    day_number,
    month_at,
    read_era,
    year_after,
)
from khabar.times.direction import CERTAIN, direction
from khabar.times.line import Found, Line
from khabar.times.words import word_set

_NUMERIC = regex.compile(
    r"(?P<d>\d{1,2})(?:-(?P<d2>\d{1,2}))?(?P<s>[/\-.])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})"
    r"|(?P<y>\d{4})(?P<s>[/\-.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
)
_DAY_RANGE = regex.compile(r"(\d{1,2})[-/](\d{1,2})")
_TO = frozenset(["الي", "-", "–", "حتي", "و"])
_AGREEING = frozenset(["الموافق", "المصادف", "الموافق ل"])
#: Words after which a month that is a homograph is a month.
_MONTH_PREPOSITIONS = word_set("في منذ خلال حتي بحلول شهر شهري بعد قبل طوال وفي ومنذ لشهر بشهر بين الي")


def calendar_at(line: Line, at: int) -> Found | None:
    """A date of the calendar that begins at a token, with a second one for the same day (``الموافق``)."""
    found = _numeric(line, at) or _day_and_month(line, at) or _month_alone(line, at)
    if found is None:
        return None
    joiner = found.end + 1 if line.key(found.end) in ("،", "-", "/", ",") else found.end
    if line.key(joiner) in _AGREEING or (line.key(joiner) == "(" and line.key(joiner + 1) in _AGREEING):
        second = joiner + 1 + (line.key(joiner) == "(")
        if line.key(second) == "ل" or line.key(second) in ("يوم", "ليوم"):
            second += 1
        other = _numeric(line, second) or _day_and_month(line, second)
        if other and other.point:
            end = other.end + (line.key(joiner) == "(" and line.key(other.end) == ")")
            return Found(at, end, found.skip, "DATE", other.value, "date-both-calendars", point=other.point)
    return found


def _numeric(line: Line, at: int) -> Found | None:
    """22/7/2015, 2015-07-22, 10 / 6 / 1436هـ."""
    text, end = line.key(at), at + 1
    if not text[:1].isdecimal():
        return None
    while end < line.last and end < at + 5 and (line.key(end) in ("/", "-") or line.tokens[end].kind == "number"):
        if line.key(end) not in ("/", "-") and text[-1] not in "/-":
            break
        text += line.key(end)
        end += 1
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    era, end = read_era(line, end)
    if month > 12 >= day and match["d2"] is None:
        month, day = day, month
    if era or (era is None and FIRST_HIJRI <= year <= LAST_HIJRI):
        first = hijri_day(year, month, day)
        second = hijri_day(year, month, int(match["d2"])) if match["d2"] else None
    elif FIRST_YEAR <= year <= LAST_YEAR:
        first = day_of(year, month, day)
        second = day_of(year, month, int(match["d2"])) if match["d2"] else None
    else:
        return None
    if first is None:
        return None
    value = f"{first.isoformat()}/{second.isoformat()}" if second else first.isoformat()
    return Found(at, end, 0, "DATE", value, "date-numeric", point=Point(first, "day"))


def _day_and_month(line: Line, at: int) -> Found | None:
    """19 مايو (أيار) 2025, الأول من يونيو, 12 إلى 15 مايو, 12 و13 يوليو."""
    first = day_number(line, at)
    second = None
    if first is None:
        match = _DAY_RANGE.fullmatch(line.key(at))
        if match is None or not 1 <= int(match[1]) < int(match[2]) <= 31:
            return None
        first, second = (int(match[1]), at + 1, 0), (int(match[2]), at + 1, 0)
    day, end, skip = first
    if second is None and line.key(end) in _TO:
        second = day_number(line, end + 1)
        if second is None or second[0] <= day:
            return None
        end = second[1]
        while line.key(end) == "و" and (third := day_number(line, end + 1)) and third[0] > second[0]:
            second, end = third, third[1]
    if line.key(end) in ("من", "-", "/"):
        end += 1
    month = month_at(line, end)
    if month is None or month.skip:
        return None
    return _dated(line, at, skip, month, day, second[0] if second else None)


def _month_alone(line: Line, at: int) -> Found | None:
    month = month_at(line, at)
    if month is None or (month.entry.needs == "date" and not month.sure and not _dates_follow(line, month)):
        return None
    entry = month.entry
    if entry.needs == "preposition" and not month.sure and not _dates_follow(line, month):
        before = line.key(at - 1)
        if not (before in _MONTH_PREPOSITIONS or line.hit(at - 1, "period")):
            return None
    return _dated(line, at, month.skip, month, None, None)


def _dates_follow(line: Line, month: MonthName) -> bool:
    placed = line.inner(month.end, "deictic")
    return year_after(line, month.end) is not None or bool(placed and placed.sense.definite)


def _dated(line: Line, at: int, skip: int, month: MonthName, day: int | None, last_day: int | None) -> Found | None:
    """Give a month (and day) its year: said after it, placed by an adjective, or the nearest that the tense allows."""
    hijri, entry, end = month.entry.calendar == "hijri", month.entry, month.end
    skipped = end + 1 if line.key(end) in ("،", ",") and line.digits(end + 1) else end
    year = year_after(line, skipped, hijri=hijri)
    rule = f"date-{'hijri' if hijri else 'day' if day else 'month'}"
    if year:
        value, point = _value(year.year, entry.month, day, last_day, hijri or year.hijri)
        return _found(line, at, year.end, skip, value, rule, point, relative=year.relative)
    if day and not hijri and (known := _known(line, at, entry.month, day)):
        if known == "none":
            return Found(at, end, skip, "DATE", "", "name")
        return Found(at, end, skip, "DATE", known, "date-known", point=Point(date.fromisoformat(known), "day"))
    placed = line.inner(end, "deictic")
    offset = None
    if placed and placed.sense.definite:
        offset, end = placed.sense.value.offset, placed.end
    elif line.key(end) in SAME:
        end += 1
    if line.today is None:
        unknown = "XXXX" if hijri else f"XXXX-{entry.month:02d}" + (f"-{day:02d}" if day else "")
        return None if hijri else Found(at, end, skip, "DATE", unknown, rule)
    resolved = _nearest_year(line, entry, day, offset, (at, end))
    if resolved is None:
        return None
    value, point = _value(resolved, entry.month, day, last_day, hijri)
    return _found(line, at, end, skip, value, rule, point, relative=True)


def _found(
    line: Line, at: int, end: int, skip: int, value: str | None, rule: str, point: Point | None, *, relative: bool
) -> Found | None:
    return Found(at, end, skip, "DATE", value, rule, relative=relative, point=point) if value else None


def _known(line: Line, at: int, month: int, day: int) -> str | None:
    for after, value in line.words.known.get((month, day), ()):
        if line.key(at - 1) in after and (value == "none" or not line.today or value <= line.today.isoformat()):
            return value
    return None


def _value(
    year: int, month: int, day: int | None, last_day: int | None, hijri: bool
) -> tuple[str | None, Point | None]:
    if hijri:
        first = hijri_day(year, month, day or 1)
        last = hijri_day(year, month, last_day) if last_day else None
        value = f"{first}/{last}" if first and last else hijri_value(year, month, day)
        return value, Point(first, "day") if first and day else None
    first = day_of(year, month, day or 1)
    if first is None:
        return None, None
    point = Point(first, "day" if day else "month")
    last = day_of(year, month, last_day) if last_day else None
    return (f"{point.value}/{last.isoformat()}" if last else point.value), point


def _nearest_year(line: Line, month: Month, day: int | None, offset: int | None, span: tuple[int, int]) -> int | None:
    """The year of a month that names none."""
    today = line.today
    assert today is not None
    if month.calendar == "hijri":
        this = hijri_year_of(today)
        if this is None:
            return None
        years = [(y, hijri_day(y, month.month, day or 1)) for y in (this - 1, this, this + 1)]
    else:
        years = [(y, day_of(y, month.month, day or 1)) for y in range(today.year - 4, today.year + 5)]
    days = {d: y for y, d in years if d}
    here = today.replace(day=1) if month.calendar == "gregorian" and day is None else today
    if offset == 0:
        chosen = nearest(list(days), here, None)
    elif offset is not None:
        strict = [d for d in days if d != here] if day is None else list(days)
        chosen = nearest(strict, here, "past" if offset < 0 else "future")
    else:
        sure = line.key(span[0] - 1) in CERTAIN
        chosen = likeliest(list(days), here, direction(line, *span), 1e9 if sure else 4 if day else 6)
    return days[chosen] if chosen else None
