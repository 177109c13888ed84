"""Periods: ``الأسبوع المقبل``, ``مطلع سبتمبر``, ``الربع الثالث من 2015``, ``صيف 2014``, ``ثمانينيات القرن الماضي``."""

from __future__ import annotations

from datetime import date, timedelta

from khabar.times.calendar import SEASON_MONTHS, Grain, Point, day_of, nearest, shift
from khabar.times.date_parts import month_at, ordinal_at, year_after
from khabar.times.days import find_day
from khabar.times.direction import direction
from khabar.times.eras import find_century, find_decade
from khabar.times.line import Found, Line
from khabar.times.parts import find_part
from khabar.times.pointing import find_pointing
from khabar.times.words import word_set
from khabar.times.years import find_year

_THIS = word_set("هذا هذه وهذا بهذا لهذا وهذه بهذه لهذه")
_OF_YEAR = word_set("المالي المالية الدراسي الدراسية الهجري الهجرية الميلادي الميلادية")
_BEFORE_SEASON = word_set("في خلال قبل بعد هذا منذ حتى بحلول وفي")
#: Before العقد these say that it is ten years and no contract.
_BEFORE_DECADE = word_set("في خلال منذ مدى طوال طيلة وخلال ومنذ وفي مطلع بداية نهاية أوائل أواخر منتصف")
_PORTIONS = word_set("الأسبوع النصف الثلث الأيام الأسابيع الأشهر")
_PERIOD_UNITS = ("week", "month", "year", "decade", "century")
_POINTED_UNITS = ("day", *_PERIOD_UNITS)


def find_period(line: Line, at: int) -> Found | None:
    """A period placed by a pointing word, an adjective or a year."""
    return (
        find_pointing(line, at)
        or _pointed(line, at)
        or _unit(line, at)
        or _season(line, at)
        or _quarter(line, at)
        or find_century(line, at)
        or find_decade(line, at)
    )


def find_bounded(line: Line, at: int) -> Found | None:
    """The beginning, middle or end of a date: مطلع سبتمبر, نهاية العام, وقت متأخر من الجمعة."""
    hit = line.hit(at, "period")
    if hit is None or (hit.sense.definite and not hit.sense.rest):
        return find_portion(line, at)
    mod, start = hit.sense.value.mod, hit.end
    if line.key(start) == "من" and mod == "END":
        start += 1
    candidates = (find_part(line, start), find_day(line, start), find_period(line, start), find_year(line, start))
    inner = max((f for f in candidates if f and not f.skip), key=lambda f: f.end, default=None) or _bare_unit(
        line, start
    )
    if inner is None or inner.type == "DURATION" or inner.value.endswith("_REF") or inner.mod:
        return None
    first, skip = at, len(hit.sense.prefix)
    if line.key(at - 1) == "عطله" and hit.sense.rest == ():
        first, skip = at - 1, 0
    if mod == "START" and line.key(start) == "الاسبوع" and inner.end == start + 1:
        return _week_start(line, inner, first, skip)
    if inner.point and inner.point.grain == "day" and inner.type == "DATE" and len(hit.sense.rest) == 0:
        return None
    return inner._replace(first=first, skip=skip, mod=mod, rule=f"{inner.rule}-part")


def find_portion(line: Line, at: int) -> Found | None:
    """الأسبوع الأول من سبتمبر, النصف الثاني من رمضان, الأيام الأولى من العام: the start, middle or end of it."""
    words, end = line.key(at), at + 1
    if words.removeprefix("ب").removeprefix("و") not in _PORTIONS:
        return None
    ordinal = ordinal_at(line, end)
    if ordinal:
        number, end = ordinal[0], ordinal[1]
    elif line.key(end) in ("الاخير", "الاخيره"):
        number, end = 9, end + 1
    else:
        return None
    if line.key(end) != "من":
        return None
    candidates = (find_day(line, end + 1), find_period(line, end + 1), _bare_unit(line, end + 1))
    whole = max((f for f in candidates if f and not f.skip), key=lambda f: f.end, default=None)
    if whole is None or whole.type != "DATE" or whole.mod or (whole.point and whole.point.grain == "day"):
        return None
    last = 2 if "نصف" in words else 3 if "ثلث" in words else 4
    mod = "START" if number == 1 else "END" if number >= last else "MID"
    skip = len(words) - len(words.removeprefix("ب").removeprefix("و"))
    return whole._replace(first=at, skip=skip, mod=mod, rule=f"{whole.rule}-part")


def _week_start(line: Line, week: Found, first: int, skip: int) -> Found:
    """مطلع الأسبوع: the Arab week begins on Sunday, which ISO 8601 counts to the week before."""
    if line.today is None or week.point is None:
        return week._replace(first=first, skip=skip, mod="START")
    sunday = line.today - timedelta(days=line.today.isoweekday() % 7)
    point = Point(sunday, "week")
    return week._replace(first=first, skip=skip, value=point.value, point=point, rule="week-start")


def _bare_unit(line: Line, at: int) -> Found | None:
    """نهاية *الأسبوع*, *الشهر*, *العام*: this one."""
    unit = line.inner(at, "unit", "singular")
    if unit is None or not unit.sense.definite or unit.sense.value.name not in ("week", "month", "year"):
        return None
    if line.key(unit.end) in _OF_YEAR:
        return None
    return _shifted(line, at, unit.end, 0, unit.sense.value.name, 0)


def _shifted(line: Line, at: int, end: int, skip: int, grain: Grain, offset: int) -> Found:
    if line.today is None:
        value = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(offset > 0) - (offset < 0) + 1]
        return Found(at, end, skip, "DATE", value, f"period-{grain}")
    day = shift(line.today, grain, offset) or line.today
    point = Point(day, grain)
    return Found(at, end, skip, "DATE", point.value, f"period-{grain}", relative=True, point=point)


def _pointed(line: Line, at: int) -> Found | None:
    """هذا الأسبوع, هذا الصيف, هذا العام 2015."""
    key = line.key(at)
    if key not in _THIS:
        return None
    skip = len(key) - 3
    season = line.inner(at + 1, "season")
    if season and season.sense.definite:
        return _season_found(line, at, season.end, skip, season.sense.value.code, 0)
    unit = line.inner(at + 1, "unit", "singular")
    if unit is None or not unit.sense.definite or unit.sense.value.name not in _PERIOD_UNITS:
        return None
    grain, end = unit.sense.value.name, unit.end
    if grain == "year" and line.today and line.digits(end) == line.today.year:
        end += 1
    return _shifted(line, at, end, skip, grain, 0)


def _unit(line: Line, at: int) -> Found | None:
    """الأسبوع المقبل, العام قبل الماضي, الشهر نفسه, العام الماضي 2014."""
    unit = line.hit(at, "unit", "singular")
    if unit is None or not unit.sense.definite or line.guarded(at, unit.end):
        return None
    grain, end, skip = unit.sense.value.name, unit.end, len(unit.sense.prefix)
    if grain == "decade" and not skip and line.key(at - 1) not in _BEFORE_DECADE:
        return None
    if grain == "year" and line.key(end) in _OF_YEAR:
        end += 1
    if grain == "day" and line.hit(at, "part"):
        return None
    extra = 0
    if line.key(end) in ("قبل", "ما") and line.key(end + 1) in ("الماضي", "قبل"):
        end += 1 if line.key(end) == "قبل" else 2
        extra = -1
    elif line.key(end) == "بعد" and line.key(end + 1) in ("المقبل", "القادم"):
        end, extra = end + 1, 1
    placed = line.inner(end, "deictic")
    if placed is None or not placed.sense.definite or placed.sense.value.narrow or grain not in _POINTED_UNITS:
        return None
    if grain == "day":
        return None
    offset = placed.sense.value.offset + extra
    year = year_after(line, placed.end) if grain == "year" and not extra else None
    if year and not year.relative and not year.hijri:
        point = Point(date(year.year, 1, 1), "year")
        return Found(at, year.end, skip, "DATE", point.value, "year", point=point)
    return _shifted(line, at, placed.end, skip, grain, offset)


def _season(line: Line, at: int) -> Found | None:
    """صيف 2014, الصيف المقبل, قبل الصيف."""
    hit = line.hit(at, "season")
    if hit is None or line.guarded(at, hit.end) or line.key(at - 1) in ("ال", "بن", "ابو"):
        return None
    season, skip = hit.sense.value.code, len(hit.sense.prefix)
    if month_at(line, at) or line.key(hit.end) in ("الاول", "الثاني", "الاخر"):
        return None
    year = year_after(line, hit.end)
    if year:
        point = Point(_season_day(year.year, season), "season")
        return Found(at, year.end, skip, "DATE", point.value, "season", relative=year.relative, point=point)
    if not hit.sense.definite:
        return None
    placed = line.inner(hit.end, "deictic")
    if placed and placed.sense.definite:
        return _season_found(line, at, placed.end, skip, season, placed.sense.value.offset)
    if line.key(at - 1) in _BEFORE_SEASON or line.hit(at - 1, "period"):
        return _season_found(line, at, hit.end, skip, season, None)
    return None


def _season_day(year: int, season: str) -> date:
    return date(min(max(year, 1), 9999), SEASON_MONTHS[season], 1)


def _season_found(line: Line, at: int, end: int, skip: int, season: str, offset: int | None) -> Found | None:
    today = line.today
    if today is None:
        return Found(at, end, skip, "DATE", f"XXXX-{season}", "season")
    here = _season_day(today.year, season)
    days = [_season_day(y, season) for y in range(today.year - 1, today.year + 2)]
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    if offset == 0:
        day = here
    elif offset is None:
        day = nearest(days, quarter, direction(line, at, end)) or here
    else:
        days = [d for d in days if d != quarter]
        day = nearest(days, quarter, "past" if offset < 0 else "future") or here
    point = Point(day, "season")
    return Found(at, end, skip, "DATE", point.value, "season", relative=True, point=point)


def _quarter(line: Line, at: int) -> Found | None:
    """الربع الأول من عام 2015, النصف الثاني من العام الجاري."""
    key = line.key(at)
    grain: Grain
    if key.endswith(("الربع", "للربع")):
        grain, size, skip = "quarter", 3, len(key) - (4 if key.endswith("للربع") else 5)
    elif key.endswith(("النصف", "للنصف")):
        grain, size, skip = "half", 6, len(key) - (4 if key.endswith("للنصف") else 5)
    else:
        return None
    ordinal = ordinal_at(line, at + 1)
    number, end = (ordinal[0], ordinal[1]) if ordinal else (0, at + 2)
    if line.key(at + 1) in ("الاخير", "الاخيره"):
        number = 12 // size
    if not 1 <= number <= 12 // size or skip > 2:
        return None
    year = year_after(line, end)
    if year is None or year.hijri:
        return None
    first = day_of(year.year, size * (number - 1) + 1, 1)
    if first is None:
        return None
    point = Point(first, grain)
    return Found(at, year.end, skip, "DATE", point.value, grain, relative=year.relative, point=point)
