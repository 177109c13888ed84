"""Clock times: ``الساعة 15:30 بتوقيت غرينتش``, ``الساعة الثامنة والنصف مساء``, ``15,00 ت غ``."""

from __future__ import annotations

from typing import NamedTuple

import regex

from khabar.lexicon.times import DayPart
from khabar.times.date_parts import ordinal_at
from khabar.times.days import find_day
from khabar.times.line import Found, Hit, Line
from khabar.times.pointing import find_pointing
from khabar.times.words import word_set

_DIGITS = regex.compile(r"(\d{1,2})[:.,٫](\d{2})|(\d{2})(\d{2})|(\d{1,2})")
_HOUR = word_set("الساعه والساعه للساعه بالساعه ساعه")
_FRACTIONS = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
_LESS = {"ربعا": 15, "الربع": 15, "ربع": 15, "ثلثا": 20, "ثلث": 20, "الثلث": 20}


class Clock(NamedTuple):
    """An hour and minute, the token after them, attached letters before, whether only this can be meant."""

    hour: int
    minute: int
    end: int
    skip: int
    sure: bool


def find_clock(line: Line, at: int) -> Found | None:
    """A clock time that begins at a token, with its part of the day and its zone.

    Its day is the one said behind it, else the last that the sentence has named, else that of publication.
    """
    clock = _after_hour(line, at) or _digits(line, at) or _ordinal(line, at, at, 0)
    if clock is None:
        return None
    end = clock.end
    part = line.inner(end, "clock") or _of_part(line, end)
    if part:
        end = part.end
    zone = line.inner(end, "zone") or (line.inner(end + 1, "zone") if line.key(end) in ("(", "،") else None)
    offset = ""
    if zone:
        bracket = line.key(end) == "("
        end = zone.end + (bracket and line.key(zone.end) == ")")
        offset = zone.sense.value.offset if zone.sense.value.offset != "local" else ""
    if not (clock.sure or part or zone):
        return None
    end, offset = _second_clock(line, end, offset)
    hour = _in_half(clock.hour, part.sense.value) if part else clock.hour
    day = find_day(line, _day_start(line, end)) or find_pointing(line, _day_start(line, end))
    if day and day.point and day.point.grain == "day" and not day.skip and "/" not in day.value:
        value, end = day.value, day.end
    elif before := line.day_before(at):
        value = before.isoformat()
    elif line.today:
        value = line.today.isoformat()
    else:
        value = "XXXX-XX-XX"
    value = f"{value}T{hour:02d}:{clock.minute:02d}{offset}"
    return Found(at, end, clock.skip, "TIME", value, "clock", relative=not (day and day.point))


def _after_hour(line: Line, at: int) -> Clock | None:
    """What follows ``الساعة``: digits or an ordinal."""
    key = line.key(at)
    if key not in _HOUR:
        return None
    skip = 0 if key in ("الساعه", "ساعه") else 1
    found = _ordinal(line, at + 1, at, skip) if key != "ساعه" else None
    if found is None:
        number = at + 1 + (line.key(at + 1) == "ال")
        match = _DIGITS.fullmatch(line.key(number))
        if match is None:
            return None
        hour, minute = _parts(match)
        if hour > 24 or minute > 59 or (key == "ساعه" and match[5]):
            return None
        found = Clock(hour % 24, minute, number + 1, skip, True)
    return _minutes(line, found._replace(skip=skip, sure=True))


def _parts(match: regex.Match[str]) -> tuple[int, int]:
    return int(match[1] or match[3] or match[5]), int(match[2] or match[4] or 0)


def _digits(line: Line, at: int) -> Clock | None:
    """Digits without ``الساعة``: a clock time only with a part of the day or a zone beside them."""
    match = _DIGITS.fullmatch(line.key(at)) if line.key(at)[:1].isdecimal() else None
    if match is None:
        return None
    hour, minute = _parts(match)
    if hour > 24 or minute > 59:
        return None
    return Clock(hour % 24, minute, at + 1, 0, False)


def _ordinal(line: Line, at: int, first: int, skip: int) -> Clock | None:
    """الثامنة, الحادية عشرة; feminine, for ``الساعة`` is."""
    ordinal = ordinal_at(line, at)
    if ordinal is None or ordinal[0] > 12 or not line.key(ordinal[1] - 1).endswith(("ه", "الاولي", "عشر")):
        return None
    clock = Clock(ordinal[0], 0, ordinal[1], skip if first != at else ordinal[2], first != at)
    return _minutes(line, clock)


def _minutes(line: Line, clock: Clock) -> Clock:
    """والنصف, إلا ربعا, وعشر دقائق."""
    key, end = line.key(clock.end), clock.end
    if key in _FRACTIONS:
        return clock._replace(minute=_FRACTIONS[key], end=end + 1)
    if key == "الا" and line.key(end + 1) in _LESS:
        return clock._replace(hour=(clock.hour - 1) % 24, minute=60 - _LESS[line.key(end + 1)], end=end + 2)
    less = key == "الا"
    number = line.number(end + less)
    if (
        number
        and number.prefix == ("" if less else "و")
        and 0 < number.value < 60
        and number.value == int(number.value)
    ):
        unit = line.inner(number.end, "unit")
        if unit and unit.sense.value.name == "minute":
            minute = int(number.value)
            if less:
                return clock._replace(hour=(clock.hour - 1) % 24, minute=60 - minute, end=unit.end)
            return clock._replace(minute=minute, end=unit.end)
    return clock


def _of_part(line: Line, at: int) -> Hit | None:
    """من صباح, من مساء: the day follows."""
    if line.key(at) != "من":
        return None
    hit = line.inner(at + 1, "part")
    return hit if hit and (find_day(line, hit.end) or find_pointing(line, hit.end)) else None


def _second_clock(line: Line, at: int, offset: str) -> tuple[int, str]:
    """The same moment in another zone, in brackets: ``04:00 (01:00 ت غ)``."""
    if line.key(at) != "(":
        return at, offset
    match = _DIGITS.fullmatch(line.key(at + 1))
    zone = line.inner(at + 2, "zone") if match else None
    if zone is None or line.key(zone.end) != ")":
        return at, offset
    return zone.end + 1, offset


def _day_start(line: Line, at: int) -> int:
    return at + 1 if line.key(at) in ("من", "،") else at


def _in_half(hour: int, part: DayPart) -> int:
    """The hour of 24 that a hour of 12 is in this part of the day."""
    if part.half == "pm" and 1 <= hour < 12 and not (part.code == "MI" and hour >= 10):
        return hour + 12
    if part.half == "am" and hour == 12:
        return 0
    if part.half == "night":
        return 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    return hour
