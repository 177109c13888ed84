"""Dates of publication: date lines, relative times, dates in addresses, and what the text itself lets on.

This is not the times stage: it reads the few fixed forms in which pages say when they were published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import regex

from khabar.arabic.view import key as arabic_key
from khabar.layout.entries import DateWords, Month
from khabar.layout.lines import line_key
from khabar.lexicon import Lexicon

WEEKDAYS = {
    arabic_key(name): number
    for number, names in enumerate(["الاثنين الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"])
    for name in names.split()
}
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"

_DATE_WORDS = "layout/date-words.yaml"

_UNITS = {
    "minutes": "ثانية ثوان ثواني ثانيتين دقيقة دقائق دقيقتين second seconds minute minutes min mins",
    "hours": "ساعة ساعات ساعتين hour hours",
    "days": "يوم أيام يوما يومين day days",
    "weeks": "أسبوع أسابيع أسبوعا أسبوعين week weeks",
    "months": "شهر أشهر شهور شهرا شهرين month months",
    "years": "سنة سنوات سنتين عام أعوام عاما عامين year years",
}
_UNIT = {arabic_key(word): unit for unit, words in _UNITS.items() for word in words.split()}
_NUMBERS = {
    arabic_key(word): n
    for n, words in enumerate(
        [
            "واحد واحدة an a",
            "اثنين اثنتين",
            "ثلاث ثلاثة",
            "أربع أربعة",
            "خمس خمسة",
            "ست ستة",
            "سبع سبعة",
            "ثماني ثمانية",
            "تسع تسعة",
            "عشر عشرة",
        ],
        start=1,
    )
    for word in words.split()
}
_UNIT_WORDS = "|".join(sorted(_UNIT, key=len, reverse=True))
_NUMBER_WORDS = "|".join(_NUMBERS)
_RELATIVE = regex.compile(
    r"^\W*(?:(?:نشر|تحديث|اخر تحديث|تم النشر|تم التحديث)\W+)?(?:منذ|قبل|since)\s+(?:حوالي\s+|نحو\s+)?"
    rf"(?:(?P<n>\d{{1,3}}|{_NUMBER_WORDS})\s+)?(?P<unit>{_UNIT_WORDS})(?:\s+(?:واحد|واحده|مضت))?\W*$"
    rf"|^\W*(?P<en>\d{{1,3}}|an?)\s+(?P<eu>{_UNIT_WORDS})\s+ago\W*$"
)
_JUST_NOW = frozenset(map(line_key, ["الآن", "منذ لحظات", "قبل قليل", "منذ قليل", "قبل لحظات", "just now", "اليوم"]))


@dataclass(frozen=True, slots=True)
class Months:
    """The names of months, compiled: a date anywhere, and a line that is a date alone."""

    number: dict[str, int]
    date: regex.Pattern[str]
    rest: regex.Pattern[str]


def build_months(lexicon: Lexicon) -> Months:
    """Compile the months of a lexicon (for :meth:`Lexicon.compiled`)."""
    number = {line_key(name): m.number for m in lexicon.table("layout/months.yaml", Month) for name in m.ar}
    names = "|".join(sorted(map(regex.escape, number), key=len, reverse=True))
    month = rf"(?P<month>{names})(?:\s*[/(،]+\s*(?:{names})\s*\)?)?"
    year = r"(?P<year>(?:19|20)\d\d)"
    date_ = regex.compile(
        rf"(?<!\d)(?:(?P<day>\d{{1,2}})\s*[\-/،,]?\s*(?:من\s+)?{month}[\s\-/،,.]*(?:عام\s+|سنة\s+)?(?:{year}(?!\d))?"
        rf"|(?P<month>{names})\s+(?P<day>\d{{1,2}})\s*[،,]?\s*{year}(?!\d)"
        rf"|(?P<a>\d{{1,2}})\s*(?P<sep>[/.\-])\s*(?P<b>\d{{1,2}})\s*(?P=sep)\s*{year}(?!\d)"
        rf"|{year}\s*(?P<sep>[/.\-])\s*(?P<b>\d{{1,2}})\s*(?P=sep)\s*(?P<day>\d{{1,2}})(?:t[\d:.+z\-]+)?)"
    )
    words = {w.id: "|".join(map(regex.escape, map(line_key, w.ar))) for w in lexicon.table(_DATE_WORDS, DateWords)}
    hijri = rf"\d{{1,2}}\s+(?:{words.pop('hijri-months')})\s+1[34]\d\d|1[34]\d\d"
    rest = regex.compile(rf"{_CLOCK}|{hijri}|(?<!\w)(?:{'|'.join([*WEEKDAYS, *words.values(), names])})(?!\w)")
    return Months(number, date_, rest)


def find_date(
    text_key: str, months: Months, anchor: date | None = None, start: int = 0
) -> tuple[date, int, int] | None:
    """The first absolute date in a key, with the offsets in it.

    Args:
        text_key: A folded text in small letters.
        months: The compiled month names.
        anchor: Gives a date without a year its year, the newest that lies at most a day after it. Without it such a
            date is none.
        start: Where to begin.

    Returns:
        The date, and where it begins and ends in ``text_key`` (end exclusive).
    """
    for match in months.date.finditer(text_key, start):
        if day := _day(match, months, anchor):
            return day, match.start(), match.end()
    return None


def _day(match: regex.Match[str], months: Months, anchor: date | None) -> date | None:
    name, year = match.group("month"), match.group("year")
    if name:
        month, day = months.number[" ".join(name.split())], int(match.group("day"))
    elif match.group("a"):
        month, day = int(match.group("b")), int(match.group("a"))
        if month > 12 >= day:
            month, day = day, month
    else:
        month, day = int(match.group("b")), int(match.group("day"))
    if year:
        return _date(int(year), month, day)
    if anchor is None:
        return None
    found = _date(anchor.year, month, day)
    return _date(anchor.year - 1, month, day) if found is None or found > anchor + timedelta(days=1) else found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date_line(key: str, months: Months, anchor: date | None) -> date | None:
    """The date of a line that says nothing but a date (with weekday, hour, ``آخر تحديث``); None for any other line.

    Args:
        key: The line as :func:`line_key` spells it.
        months: The compiled month names.
        anchor: As for :func:`find_date`.

    >>> months = Lexicon.bundled().compiled(build_months)
    >>> read_date_line(line_key("آخر تحديث: السبت 24 مايو 2025 - 10:15 م"), months, None)
    datetime.date(2025, 5, 24)
    >>> read_date_line(line_key("قتلى في 24 مايو 2025"), months, None) is None
    True
    """
    if len(key) > 120 or not (found := find_date(key, months, anchor or date(2999, 1, 1))):
        return None
    left = months.rest.sub(" ", key[: found[1]] + " " + key[found[2] :])
    if regex.search(r"[^\W\d_]{1,}|\d{3,}", months.date.sub(" ", left)):
        return None
    return found[0] if found[0].year < 2900 else None


@dataclass(frozen=True, slots=True)
class Ago:
    """A relative time: so many units before the page was fetched."""

    amount: int
    unit: str

    def before(self, moment: datetime, *, known_hour: bool) -> date:
        """The day it names, counted back from ``moment``.

        Without a known hour less than twelve hours ago counts as the same day, more as one day back or as many as it
        is nearest to. A month counts 30 days, a year 365.
        """
        if self.unit == "minutes" or (self.unit == "hours" and not known_hour and self.amount < 12):
            back = timedelta(minutes=self.amount if known_hour else 0)
        elif self.unit == "hours":
            back = timedelta(hours=self.amount) if known_hour else timedelta(days=max(1, round(self.amount / 24)))
        else:
            back = timedelta(days=self.amount * {"days": 1, "weeks": 7, "months": 30, "years": 365}[self.unit])
        return (moment - back).date()


def read_relative_line(key: str) -> Ago | None:
    """The relative time of a line (as :func:`line_key` spells it) that says nothing else; None for any other line.

    >>> read_relative_line(line_key("منذ 30 دقيقة"))
    Ago(amount=30, unit='minutes')
    >>> read_relative_line(line_key("قبل يومين"))
    Ago(amount=2, unit='days')
    """
    if len(key) > 60:
        return None
    if key.strip(" -|•.") in _JUST_NOW:
        return Ago(0, "minutes")
    match = _RELATIVE.search(key)
    if not match:
        return None
    unit = match.group("unit") or match.group("eu")
    number = match.group("n") or match.group("en")
    if number is None:
        amount = 2 if unit.endswith("ين") else 1
    else:
        amount = int(number) if number.isdigit() else _NUMBERS.get(number, 1)
    return Ago(amount, _UNIT[unit])


def parse_moment(given: str | None) -> tuple[datetime, bool] | None:
    """An ISO date or date-time as given beside a page, and whether it says the hour; None if it is neither."""
    if not given:
        return None
    try:
        return datetime.fromisoformat(given.strip().replace("Z", "+00:00")), len(given.strip()) > 10
    except ValueError:
        return None
