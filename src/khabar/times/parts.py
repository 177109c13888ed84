"""Parts of the day: ``مساء أول من أمس``, ``فجر اليوم الجمعة``, ``أمس مساء``, ``الليلة الماضية``, ``هذا الصباح``."""

from __future__ import annotations

from khabar.lexicon.times import DayPart
from khabar.times.calendar import Point, add_days
from khabar.times.days import find_day
from khabar.times.line import Found, Line
from khabar.times.pointing import find_pointing


def find_part(line: Line, at: int) -> Found | None:
    """A part of a day with its day."""
    if night := _night(line, at):
        return night
    if line.key(at) in ("هذا", "وهذا", "هذه", "وهذه"):
        return _this_part(line, at)
    hit = line.hit(at, "part")
    if hit is None:
        return None
    start = hit.end
    if line.key(start) == "من" and line.key(start + 1) in ("يوم", "امس", "اليوم", "ذلك", "نفس"):
        start += 1
    day = find_day(line, start) or find_pointing(line, start)
    if day is None or day.skip or day.type != "DATE" or not _is_day(day):
        return None
    end = day.end
    if hit.sense.value.code == "NI":
        end += line.key(end) in ("-", "/", "–")
        second = line.inner(end, "weekday")
        end = second.end if second and second.sense.definite else day.end
    return _timed(line, day._replace(first=at, end=end, skip=len(hit.sense.prefix)), hit.sense.value)


def with_part(line: Line, day: Found) -> Found:
    """A day with the part that follows it: ``أمس مساء``, ``اليوم الجمعة صباحا``."""
    hit = line.inner(day.end, "clock")
    if hit is None or not _is_day(day) or line.key(day.end) in ("م", "ص"):
        return day
    return _timed(line, day._replace(end=hit.end), hit.sense.value)


def _is_day(found: Found) -> bool:
    return found.type == "DATE" and (
        (found.point is not None and found.point.grain == "day" and "/" not in found.value)
        or found.value.startswith("XXXX-WXX")
        or (found.rule == "day-word" and found.point is None)
    )


def _timed(line: Line, day: Found, part: DayPart) -> Found:
    if day.value.endswith("_REF"):
        return day._replace(rule="day-part")
    return day._replace(type="TIME", value=f"{day.value}T{part.code}", rule="day-part")


def _night(line: Line, at: int) -> Found | None:
    """الليلة, الليلة الماضية."""
    key = line.key(at)
    if key not in ("الليله", "والليله") or line.today is None:
        return None
    end, day = at + 1, line.today
    placed = line.inner(end, "deictic")
    if placed and placed.sense.definite and placed.sense.value.offset < 0:
        end, before = placed.end, add_days(day, -1)
        day = before or day
    elif placed or line.hit(end, "ordinal"):
        return None
    found = Found(at, end, len(key) - 6, "TIME", f"{day.isoformat()}TNI", "day-part", relative=True)
    return found._replace(point=Point(day, "day"))


def _this_part(line: Line, at: int) -> Found | None:
    hit = line.inner(at + 1, "part")
    if hit is None or not hit.sense.definite or line.today is None or hit.sense.rest:
        return None
    skip = 1 if line.key(at).startswith("و") else 0
    value = f"{line.today.isoformat()}T{hit.sense.value.code}"
    return Found(at, hit.end, skip, "TIME", value, "day-part", relative=True, point=Point(line.today, "day"))
