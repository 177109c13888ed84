"""Days: ``أمس الأربعاء``, ``يوم غد الجمعة``, ``اليوم (الثلاثاء)``, ``الثلاثاء الماضي``, ``الجمعة`` by the tense."""

from __future__ import annotations

from datetime import date, timedelta

from khabar.times.calendar import Point, add_days, add_months, day_of
from khabar.times.date_parts import SAME, day_number, ordinal_at
from khabar.times.dates import calendar_at
from khabar.times.direction import direction
from khabar.times.line import Found, Line
from khabar.times.words import word_set

_DAY = word_set("يوم ويوم ليوم بيوم فيوم نهار ونهار وليوم")
_TWO_DAYS = word_set("يومي ويومي ليومي بيومي ايام وايام")
_THAT = word_set("ذلك تلك نفس ذات وذلك بذلك بنفس")
_BEFORE_GHAD = word_set("بعد من حتى إلى")
_OPENERS = frozenset(["(", "،", "-", "«", '"'])


def find_day(line: Line, at: int) -> Found | None:
    """A day (or a date of the calendar) that begins at a token."""
    start, skip = at, None
    if line.key(at) in _DAY:
        start, skip = at + 1, len(line.key(at)) - (4 if line.key(at).endswith("نهار") else 3)
    elif line.key(at) in ("هذا", "وهذا") and line.key(at + 1) == "اليوم":
        start, skip = at + 1, len(line.key(at)) - 3
    elif line.key(at) in _TWO_DAYS:
        return _two_days(line, at)
    found = _day_word(line, start, at) or _weekday(line, start, at) or _of_month(line, start)
    if found is None:
        found = calendar_at(line, start)
        if found and skip is not None and not (found.point and found.point.grain == "day"):
            return None
    if found is None or (skip is None and line.guarded(start, found.end)):
        return None
    if skip is None:
        return found
    if found.skip and start > at:
        return None
    return Found(at, found.end, skip, found.type, found.value, found.rule, found.mod, found.relative, found.point)


def _day_word(line: Line, start: int, at: int) -> Found | None:
    """اليوم, أمس, غدا, with the weekday and the date that may follow.

    Where the weekday is not that of the day of publication's neighbour, the page was printed some days after the text
    was written: the weekday is the last one that the word allows.
    """
    hit = line.hit(start, "dayword")
    if hit is None or (hit.sense.value.offset > 0 and not hit.sense.definite and hit.sense.prefix in ("ك", "ف")):
        return None
    end, offset = hit.end, hit.sense.value.offset
    alone = start == at and line.key(start - 1) not in _BEFORE_GHAD and not line.hit(start - 1, "part")
    if line.key(start) == "غد" and alone:
        return None
    if offset == 0 and (line.key(end) in SAME or _numbered(line, end) or line.key(start - 1) in _THAT):
        return None
    weekday, end = _weekday_after(line, end)
    skip = len(hit.sense.prefix)
    dated = calendar_at(line, end) if weekday is not None else _date_after(line, end)
    if dated is None and weekday is not None:
        dated = _date_after(line, end)
    if dated and dated.point and dated.point.grain == "day" and not dated.skip:
        return Found(start, dated.end, skip, "DATE", dated.value, "day-word-and-date", point=dated.point)
    if line.today is None:
        value = (
            f"XXXX-WXX-{weekday}"
            if weekday
            else ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(offset > 0) - (offset < 0) + 1]
        )
        return Found(start, end, skip, "DATE", value, "day-word")
    day = add_days(line.today, offset)
    if day and weekday and day.isoweekday() != weekday:
        day = add_days(day, -((day.isoweekday() - weekday) % 7))
    if day is None:
        return None
    return Found(start, end, skip, "DATE", day.isoformat(), "day-word", relative=True, point=Point(day, "day"))


def _of_month(line: Line, at: int) -> Found | None:
    """19 الجاري, 20 من الشهر المقبل, الخامس من هذا الشهر: a day of a month that only the article's date names."""
    number = day_number(line, at)
    if number is None or line.today is None:
        return None
    day, end, skip = number
    start = end + 1 if line.key(end) == "من" else end
    offset: int | None = None
    if line.key(start) == "هذا" and line.key(start + 1) == "الشهر":
        offset, end = 0, start + 2
    else:
        named = line.key(start) == "الشهر"
        placed = line.inner(start + named, "deictic")
        direct = start == end and line.digits(at) is not None and placed and placed.sense.value.offset == 0
        if placed and placed.sense.definite and not placed.sense.value.narrow and (named or direct):
            offset, end = placed.sense.value.offset, placed.end
    month = add_months(line.today.replace(day=1), offset) if offset is not None else None
    resolved = day_of(month.year, month.month, day) if month else None
    if resolved is None:
        return None
    return Found(
        at, end, skip, "DATE", resolved.isoformat(), "day-of-month", relative=True, point=Point(resolved, "day")
    )


def _numbered(line: Line, at: int) -> bool:
    ordinal = line.hit(at, "ordinal")
    return ordinal is not None and ordinal.sense.definite and not ordinal.sense.prefix


def _weekday_after(line: Line, at: int) -> tuple[int | None, int]:
    """The weekday in apposition to a word for a day, bare or in brackets, and the token after it."""
    start = at
    while line.key(start) in _OPENERS and start < at + 1:
        start += 1
    if line.key(start) == "يوم":
        start += 1
    hit = line.inner(start, "weekday")
    if hit is None or not hit.sense.definite:
        return None, at
    end = hit.end
    opener = line.key(at)
    if opener == "(":
        return (hit.sense.value.weekday, end + 1) if line.key(end) == ")" else (None, at)
    if opener in ("«", '"', "-"):
        return None, at
    return hit.sense.value.weekday, end


def _weekday(line: Line, start: int, at: int) -> Found | None:
    hit = line.hit(start, "weekday")
    if hit is None or not hit.sense.definite or hit.sense.prefix.endswith("ك"):
        return None
    weekday, end, skip = hit.sense.value.weekday, hit.end, len(hit.sense.prefix)
    placed = line.inner(end, "deictic")
    offset = None
    if placed and placed.sense.definite and not placed.sense.value.narrow:
        offset, end = placed.sense.value.offset, placed.end
    elif line.key(end) == "قبل" and line.key(end + 1) == "الماضي":
        offset, end = -2, end + 2
    elif (word := line.inner(end, "dayword")) and word.sense.value.offset:
        offset, end = (1 if word.sense.value.offset > 0 else -1), word.end
    elif week := _of_week(line, end):
        offset, end = week
    dated = calendar_at(line, end) or _date_after(line, end, weekday)
    if dated and dated.point and dated.point.grain == "day" and not dated.skip:
        return Found(start, dated.end, skip, "DATE", dated.value, "weekday-and-date", point=dated.point)
    if line.today is None:
        return Found(start, end, skip, "DATE", f"XXXX-WXX-{weekday}", "weekday")
    day = _resolve(line, weekday, offset, (at, end))
    return Found(start, end, skip, "DATE", day.isoformat(), "weekday", relative=True, point=Point(day, "day"))


def _of_week(line: Line, at: int) -> tuple[int, int] | None:
    """من الأسبوع المقبل after a weekday."""
    if line.key(at) != "من" or line.key(at + 1) not in ("الاسبوع", "هذا"):
        return None
    if line.key(at + 1) == "هذا":
        return (0, at + 3) if line.key(at + 2) == "الاسبوع" else None
    placed = line.inner(at + 2, "deictic")
    return (placed.sense.value.offset, placed.end) if placed and placed.sense.definite else None


def _date_after(line: Line, at: int, weekday: int | None = None) -> Found | None:
    """The date of the same day after ``الموافق`` or a comma-less dash."""
    start = at + 1 if line.key(at) in ("،", ",") else at
    if start > at and weekday:
        dated = calendar_at(line, start)
        same = dated and dated.point and dated.point.grain == "day" and dated.point.day.isoweekday() == weekday
        return dated if same else None
    if line.key(start) in ("الموافق", "المصادف"):
        start += 1 + (line.key(start + 1) in ("ل", "يوم"))
        return calendar_at(line, start)
    return None


def _resolve(line: Line, weekday: int, offset: int | None, span: tuple[int, int]) -> date:
    today = line.today
    assert today is not None
    if offset is None:
        if direction(line, *span) == "future":
            return today if today.isoweekday() == weekday else _next(today, weekday)
        return today if today.isoweekday() == weekday else _last(today, weekday)
    if offset == 0:
        return today + timedelta(days=weekday - today.isoweekday())
    if offset == -2:
        return _last(today, weekday) - timedelta(days=7)
    return _last(today, weekday) if offset < 0 else _next(today, weekday)


def _last(today: date, weekday: int) -> date:
    return today - timedelta(days=(today.isoweekday() - weekday - 1) % 7 + 1)


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)


def _weekdays(line: Line, at: int) -> Found | None:
    """أيام الأحد, أيام الثلاثاء والخميس: every week, unless dates follow."""
    first, end = line.inner(at + 1, "weekday"), at + 1
    while (hit := line.hit(end, "weekday")) and hit.sense.definite and hit.sense.prefix in ("", "و"):
        end = hit.end
    if first is None or not first.sense.definite or line.number(end) or line.hit(end, "deictic"):
        return None
    skip = len(line.key(at)) - 4
    return Found(at, end, skip, "SET", f"XXXX-WXX-{first.sense.value.weekday}", "weekdays")


def _begins_with_day(line: Line, at: int) -> bool:
    return line.key(at)[:1].isdecimal() or ordinal_at(line, at) is not None or line.key(at) == "ال"


def _two_days(line: Line, at: int) -> Found | None:
    """يومي السبت والأحد, يومي 12 و13 مايو: both days as an interval."""
    skip = len(line.key(at)) - 4
    if line.key(at) in ("ايام", "وايام"):
        return _weekdays(line, at)
    first = _weekday(line, at + 1, at)
    if first is None:
        dates = calendar_at(line, at + 1)
        if (
            dates is None
            or "/" not in dates.value
            or dates.rule == "date-both-calendars"
            or not _begins_with_day(line, at + 1)
        ):
            return None
        return Found(at, dates.end, skip, "DATE", dates.value, "two-days", None, dates.relative, dates.point)
    second = line.hit(first.end, "weekday")
    if first.point is None or second is None or second.sense.prefix != "و" or not second.sense.definite:
        return None
    placed, end = line.inner(second.end, "deictic"), second.end
    day = first.point.day
    if placed and placed.sense.definite and not placed.sense.value.narrow and line.today:
        offset, end = placed.sense.value.offset, placed.end
        day = _resolve(line, first.point.day.isoweekday(), offset, (at, end))
    last = _next(day, second.sense.value.weekday)
    return Found(
        at,
        end,
        skip,
        "DATE",
        f"{day.isoformat()}/{last.isoformat()}",
        "two-days",
        relative=True,
        point=Point(day, "day"),
    )
