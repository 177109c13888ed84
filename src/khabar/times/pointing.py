"""What points back to a date the text has named: ``ذلك الشهر``, ``العام نفسه``, ``اليوم التالي``."""

from __future__ import annotations

from datetime import date

from khabar.times.calendar import GRAINS, Grain, Point, shift
from khabar.times.date_parts import SAME, year_after
from khabar.times.line import Found, Line
from khabar.times.words import word_set

THAT = word_set("ذلك تلك نفس ذات وذلك بذلك بنفس")
_STEPS = {**dict.fromkeys(SAME, 0), "التالي": 1, "التاليه": 1, "السابق": -1, "السابقه": -1}


def find_pointing(line: Line, at: int) -> Found | None:
    """A period that points back to the last date named, if that was no coarser than the period."""
    if line.key(at) in THAT:
        unit = line.inner(at + 1, "unit", "singular")
        if unit is None or not unit.sense.definite or line.hit(unit.end, "deictic"):
            return None
        skip = 1 if line.key(at)[0] in "وب" else 0
        return _back(line, at, unit.end, skip, unit.sense.value.name, 0)
    unit = line.hit(at, "unit", "singular")
    if unit is None or not unit.sense.definite or line.guarded(at, unit.end):
        return None
    step = _STEPS.get(line.key(unit.end))
    if step is None:
        return None
    found = _back(line, at, unit.end + 1, len(unit.sense.prefix), unit.sense.value.name, step)
    return _with_year(line, found) if found and unit.sense.value.name == "month" else found


def _back(line: Line, at: int, end: int, skip: int, grain: Grain, step: int) -> Found | None:
    if line.recent is None or grain not in GRAINS or GRAINS.index(line.recent.grain) > GRAINS.index(grain):
        return None
    day = shift(line.recent.day, grain, step)
    if day is None:
        return None
    point = Point(day, grain)
    return Found(at, end, skip, "DATE", point.value, "pointing-back", point=point)


def _with_year(line: Line, month: Found) -> Found:
    """الشهر نفسه من العام الماضي: the same month of another year."""
    year = year_after(line, month.end)
    if month.point is None or year is None or year.hijri:
        return month
    point = Point(date(year.year, month.point.day.month, 1), "month")
    return month._replace(end=year.end, value=point.value, point=point)
