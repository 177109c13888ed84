"""What dates are made of: a day's number, a month with its other name, a year with its calendar, said or pointed at."""

from __future__ import annotations

from typing import NamedTuple

from khabar.lexicon.times import Month
from khabar.times.calendar import Point
from khabar.times.line import Line

_THIS, _THAT = frozenset(["هذا", "هذه"]), frozenset(["ذلك", "تلك", "نفس", "ذات"])
SAME = frozenset(["نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها"])
#: What a century and its years may plausibly be.
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_HIJRI, LAST_HIJRI = 1343, 1500


class Year(NamedTuple):
    """A year that was read, in its calendar: Hijri or not, the token after it, whether it depends on another date."""

    year: int
    hijri: bool
    end: int
    relative: bool = False


class MonthName(NamedTuple):
    """A month that was read, both of its names if two stand there.

    ``end`` is the token after it, ``skip`` counts the letters attached before it; ``sure``: no homograph is meant.
    """

    entry: Month
    end: int
    skip: int
    sure: bool


def read_era(line: Line, at: int) -> tuple[bool | None, int]:
    """``هـ`` or ``م`` after a year: whether it is Hijri (None: not said), and the token after it."""
    key = line.key(at)
    if key in ("ه", "هجري", "هجريه", "هجرية"):
        return True, at + 1
    if key in ("م", "ميلادي", "ميلاديه"):
        return False, at + 1
    return None, at


def year_at(line: Line, at: int, *, hijri: bool | None = None) -> Year | None:
    """A year of four digits with its era, if it is one that news speaks of.

    Those are 1900 to 2100 (with ``م`` from 1800) and 1343 to 1500 of the Hijra: with ``هـ`` behind them, or, for
    ``hijri=True``, where no era is said.
    """
    value = line.digits(at)
    if value is None or len(line.key(at)) != 4:
        return None
    era, end = read_era(line, at + 1)
    if era is None:
        era = hijri if hijri is not None and FIRST_HIJRI <= value <= LAST_HIJRI else False
    if era and FIRST_HIJRI <= value <= LAST_HIJRI:
        return Year(value, True, end)
    if not era and FIRST_YEAR - 100 * (end > at + 1) <= value <= LAST_YEAR:
        return Year(value, False, end)
    return None


def old_year(line: Line, at: int) -> Year | None:
    """A year from 600 to 1899, which only ``عام`` or ``سنة`` before it makes one."""
    value = line.digits(at)
    era, end = read_era(line, at + 1)
    if value is None or era or len(line.key(at)) > 4 or not 600 <= value < FIRST_YEAR:
        return None
    return Year(value, False, end)


def year_after(line: Line, at: int, *, hijri: bool = False) -> Year | None:
    """The year of a month or quarter, said after it: ``2015``, ``من عام 2015``, ``من العام الماضي``, ``هذا العام``."""
    start = at + 1 if line.key(at) in ("من", "ل", "في") else at
    if line.key(at) != "في" and (year := year_at(line, start, hijri=hijri)):
        return year
    unit = line.hit(start, "unit", "singular")
    if unit and unit.sense.value.name == "year" and unit.sense.prefix in ("", "ل"):
        if year := year_at(line, unit.end, hijri=hijri) or old_year(line, unit.end):
            return year
        return _said_year(line, unit.end) if unit.sense.definite else None
    if line.key(start) in _THIS | _THAT:
        unit = line.inner(start + 1, "unit", "singular")
        if unit and unit.sense.value.name == "year" and unit.sense.definite:
            return _year_of(line, None if line.key(start) in _THIS else line.recent, unit.end)
    return None


def _said_year(line: Line, at: int) -> Year | None:
    """``العام`` + ``الماضي``, ``الجاري``, ``نفسه``."""
    if line.key(at) in SAME:
        return _year_of(line, line.recent, at + 1)
    placed = line.inner(at, "deictic")
    if placed and placed.sense.definite and line.today and not placed.sense.value.narrow:
        year = line.today.year + placed.sense.value.offset
        after = year_at(line, placed.end)
        return after or Year(year, False, placed.end, relative=True)
    return None


def _year_of(line: Line, point: Point | None, end: int) -> Year | None:
    day = point.day if point else line.today
    return Year(day.year, False, end, relative=True) if day else None


def month_at(line: Line, at: int) -> MonthName | None:
    """A month with ``شهر`` before it, its other name after it: ``شباط/ فبراير``, ``مايو (أيار)``, ``يوليو تموز``."""
    start = at
    unit = line.hit(at, "unit", "singular")
    said = unit is not None and unit.sense.value.name == "month" and not unit.sense.definite
    skip = len(unit.sense.prefix) if unit and said else 0
    if said:
        start = at + 1
    hit = line.hit(start, "month")
    if hit is None or (said and hit.sense.prefix):
        return None
    skip = skip if said else len(hit.sense.prefix)
    end = _other_name(line, hit.end, hit.sense.value)
    sure = said or end > hit.end
    if line.key(end) in ("المبارك", "الكريم", "المعظم", "الحرام") and hit.sense.value.calendar == "hijri":
        end, sure = end + 1, True
    return MonthName(hit.sense.value, end, skip, sure)


def _other_name(line: Line, at: int, month: Month) -> int:
    """The token after the month's second name, if it stands there; else ``at``."""
    start, opened = at, False
    while line.key(start) in ("/", "-", "(", '"', "«", "[", "،") and start < at + 3:
        opened = opened or line.key(start) in ("(", '"', "«", "[")
        start += 1
    other = line.inner(start, "month")
    if other is None or other.sense.value.month != month.month or other.sense.value.calendar != month.calendar:
        return at
    end = other.end
    return end + 1 if opened and line.key(end) in (")", '"', "»", "]") else end


def ordinal_at(line: Line, at: int) -> tuple[int, int, int] | None:
    """An ordinal with the article (الحادي والعشرين): its value, the token after it, how many letters are attached."""
    hit = line.hit(at, "ordinal")
    if hit is None or not hit.sense.definite:
        return None
    value, end = int(hit.sense.value), hit.end
    if value < 10 or value == 11:
        if line.key(end) in ("عشر", "عشره"):
            return (11 if value in (1, 11) else value + 10), end + 1, len(hit.sense.prefix)
        tens = line.hit(end, "ordinal")
        if tens and tens.sense.prefix == "و" and tens.sense.definite and tens.sense.value in (20, 30):
            return (1 if value == 11 else value) + tens.sense.value, tens.end, len(hit.sense.prefix)
        if value == 11:
            return None
    return value, end, len(hit.sense.prefix)


def day_number(line: Line, at: int) -> tuple[int, int, int] | None:
    """A day of a month, in digits or as an ordinal: its value, the token after it, how many letters are attached."""
    value = line.digits(at)
    if value is not None and 1 <= value <= 31:
        return value, at + 1, 0
    if line.key(at) in ("ال", "ل", "ب", "و", "ف") and line.glued(at + 1):
        value = line.digits(at + 1)
        if value is not None and 1 <= value <= 31:
            return value, at + 2, 0 if line.key(at) == "ال" else 1
    ordinal = ordinal_at(line, at)
    return ordinal if ordinal and ordinal[0] <= 31 else None
