"""Years alone: ``عام 2015م``, ``1436هـ``, ``2010-2012``, ``بين 2010 و2012``; never a mere number of four digits."""

from __future__ import annotations

import regex

from khabar.times.calendar import Point, day_of, hijri_day, hijri_value
from khabar.times.date_parts import FIRST_HIJRI, FIRST_YEAR, LAST_HIJRI, LAST_YEAR, Year, old_year, read_era, year_at
from khabar.times.line import Found, Line
from khabar.times.words import word_set

_PAIR = regex.compile(r"(\d{4})[/\-](\d{4})")
#: Before a bare year.
_PREPOSITIONS = frozenset(
    form + word
    for form in ("", "و", "ف")
    for word in (
        "في",
        "منذ",
        "حتي",
        "بحلول",
        "خلال",
        "قبل",
        "بعد",
        "من",
        "الي",
        "بين",
        "لغايه",
        "اعتبارا من",
        "سنه",
        "عام",
    )
)
#: Of these, those that hardly ever stand before a number that counts.
_SURELY = frozenset(form + word for form in ("", "و", "ف") for word in ("في", "منذ", "حتي", "بحلول"))
#: What is numbered and not dated: القرار 1929, المادة 2000.
_NUMBERED = frozenset(
    form + word
    for form in ("", "ال", "و", "وال", "بال", "لل", "ب", "ل")
    for word in ("قرار", "رقم", "ماده", "طراز", "فيه", "بوينغ", "بوينج", "خط", "رحله", "كتيبه", "قناه", "موجه", "مربع")
)
#: What may follow a bare year: not the thing that a number would count.
_FOLLOWERS = word_set(
    "في من الي علي عن حتي بين عندما حين حيث بعد قبل مع ان او اي كان كانت ثم لكن التي الذي لم لا قد هو هي "
    "بسبب اثر عقب خلال وفق بحسب لن ما"
)
_COUNTED = word_set(
    "شخص شخصا ريال دولار يورو متر كيلومتر كلم كم جندي قتيل طن برميل نقطه مره الف مليون مليار ميل قدم "
    "وحده موظف عنصر مقاتل لاجي طالب منزل شهيد جنيه"
)


def find_year(line: Line, at: int) -> Found | None:
    """A year, or two of a span of years, that begins at a token."""
    unit = line.hit(at, "unit", "singular")
    if unit and unit.sense.value.name == "year":
        return _named(line, at, unit.end, len(unit.sense.prefix))
    if line.key(at) in ("عامي", "وعامي", "سنتي", "لعامي", "بعامي"):
        return _two(line, at, at + 1, len(line.key(at)) - 4)
    if line.key(at) in ("بين", "وبين"):
        return _two(line, at, at + 1, len(line.key(at)) - 3)
    return _bare(line, at)


def _named(line: Line, at: int, number: int, skip: int) -> Found | None:
    """عام 2014, للعام 1436/1437هـ, السنة المالية 2015."""
    if line.key(number) in ("المالي", "الماليه", "الدراسي", "الدراسيه", "الهجري", "الميلادي"):
        number += 1
    bracket = line.key(number) in ("(", '"', "«")
    if bracket:
        number += 1
    if not bracket and (pair := _pair(line, at, number, skip)):
        return pair
    year = year_at(line, number, hijri=True) or old_year(line, number) or _two_digits(line, number)
    if year and bracket:
        year = year._replace(end=year.end + 1) if line.key(year.end) in (")", '"', "»") else None
    return _year_found(at, skip, year) if year else None


def _two_digits(line: Line, at: int) -> Year | None:
    """عام 67: of the last century, and not before its wars."""
    value = line.digits(at)
    if value is None or len(line.key(at)) != 2 or not value >= 45 or line.hit(at + 1, "unit"):
        return None
    return Year(1900 + value, False, at + 1)


def _year_found(at: int, skip: int, year: Year) -> Found | None:
    if year.hijri:
        value = hijri_value(year.year)
        first = hijri_day(year.year, 1, 1)
        return Found(at, year.end, skip, "DATE", value, "year-hijri") if value and first else None
    first = day_of(year.year, 1, 1)
    return Found(at, year.end, skip, "DATE", f"{year.year:04d}", "year", point=Point(first, "year")) if first else None


def _pair(line: Line, at: int, number: int, skip: int) -> Found | None:
    """2014/2015, 2010-2012, 1436/1437هـ."""
    text, end = line.key(number), number + 1
    if line.key(end) in ("/", "-", "–") and len(text) == 4 and text.isdecimal():
        text, end = f"{text}-{line.key(end + 1)}", end + 2
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    era, end = read_era(line, end)
    if not first < last <= first + 130:
        return None
    if first >= FIRST_HIJRI and last <= LAST_HIJRI and era is not False:
        begin, finish = hijri_value(first), hijri_value(last)
        if begin is None or finish is None:
            return None
        return Found(at, end, skip, "DATE", f"{begin[:10]}/{finish[-10:]}", "years-hijri")
    if first >= FIRST_YEAR and last <= LAST_YEAR:
        return Found(at, end, skip, "DATE", f"{first}/{last}", "years")
    return None


def _two(line: Line, at: int, number: int, skip: int) -> Found | None:
    """عامي 2013 و2014, بين 2010 و2012, بين عامي 2010 و2012."""
    if line.key(number) in ("عامي", "سنتي", "عام", "سنه"):
        number += 1
    first = year_at(line, number)
    if first is None or first.hijri:
        return None
    joined = first.end + 1 if line.key(first.end) in ("و", "الي", "-") else first.end
    if line.key(joined) in ("عام", "سنه", "وعام", "وسنه"):
        joined += 1
    last = year_at(line, joined)
    if joined == first.end or last is None or not first.year < last.year:
        return None
    return Found(at, last.end, skip, "DATE", f"{first.year}/{last.year}", "years")


def _bare(line: Line, at: int) -> Found | None:
    """2013 after a preposition, after the name of what happens yearly, or in brackets; 1436هـ anywhere."""
    skip, number = 0, at
    if line.key(at) in ("ل", "ب", "و", "ف") and line.glued(at + 1):
        skip, number = 1, at + 1
    if pair := _pair(line, at, number, skip):
        return pair if not _is_numbered(line, at) else None
    year = year_at(line, number)
    if year is None or _is_numbered(line, at):
        return None
    if year.hijri or year.end > number + 1:
        return _year_found(at, skip, year)
    before, after = line.key(at - 1), line.key(year.end)
    if after in _COUNTED or after in ("%", "٪", ":") or (line.glued(year.end) and after in ("/", "-")):
        return None
    ends = not after or not after[0].isalpha() or after in _FOLLOWERS or after.startswith(("و", "ف"))
    if before in _PREPOSITIONS or (skip and line.key(at) == "و" and line.digits(at - 1) is not None):
        surely = before in _SURELY or after.startswith("ال")
        return _year_found(at, skip, year) if ends or surely else None
    if not ends or not 1945 <= year.year <= 2060:
        return None
    if before == "(" and after == ")":
        return _year_found(at, skip, year)
    if before[:1].isalpha() and year.year % 100 and not line.hit(at - 1, "before") and before not in _FOLLOWERS:
        return _year_found(at, skip, year)
    return None


def _is_numbered(line: Line, at: int) -> bool:
    before = line.key(at - 1)
    return before in _NUMBERED or (before in ("(", '"', "«") and line.key(at - 2) in _NUMBERED)
