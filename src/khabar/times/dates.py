"""Calendar dates: ``12 فبراير/شباط``, ``مايو (أيار) المقبل``, ``22/7/2015``, ``5 شوال 1436هـ``, ``الأول من يونيو``."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import regex

from khabar.lexicon.times import Month
from khabar.times.calendar import Point, day_of, hijri_day, hijri_value, hijri_year_of, likeliest, nearest
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
_THIS, _THAT = frozenset(["هذا", "هذه"]), frozenset(["ذلك", "تلك", "نفس", "ذات"])
SAME = frozenset(["نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها"])
#: What a century and its years may plausibly be.
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_HIJRI, LAST_HIJRI = 1343, 1500


class Year(NamedTuple):
    """A year that was read, in its calendar."""

    year: int
    hijri: bool
    end: int
    relative: bool = False


class MonthName(NamedTuple):
    """A month that was read, both of its names if two stand there."""

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
    """A year in digits with its era, if it is one that news speaks of."""
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
    """A year before the last century, which only ``عام`` or ``سنة`` before it makes one."""
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
