"""Decades and centuries: ``ثمانينيات القرن الماضي``, ``التسعينات``, ``القرن الحادي والعشرين``."""

from __future__ import annotations

from khabar.times.date_parts import ordinal_at
from khabar.times.line import Found, Line
from khabar.times.words import word_set

_STEMS = ("عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")
#: Every decade with its attached letters: those letters, whether it has the article, its digit.
DECADES = {
    prefix + article + stem + ending: (prefix, bool(article), digit)
    for digit, stem in enumerate(_STEMS, 2)
    for ending in ("ات", "يات")
    for prefix in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
    for article in ("", "ل" if prefix.endswith("ل") else "ال")
}
#: Near these a decade is one of somebody's life.
_OF_LIFE = word_set("عمره عمرها العمر عمرهم سن")


def find_century(line: Line, at: int) -> Found | None:
    """القرن الحادي والعشرين, القرن الـ21; never the Hijri ones, nor those before our era."""
    unit = line.hit(at, "unit", "singular")
    if unit is None or unit.sense.value.name != "century" or not unit.sense.definite:
        return None
    number, end = None, unit.end
    if ordinal := ordinal_at(line, end):
        number, end = ordinal[0], ordinal[1]
    elif (count := line.number(end)) and isinstance(count.value, int):
        number, end = count.value, count.end
    if number is None or not 1 <= number <= 22 or line.key(end) in ("الهجري", "قبل", "ق"):
        return None
    end += line.key(end) == "الميلادي"
    return Found(at, end, len(unit.sense.prefix), "DATE", f"{number - 1:02d}", "century")


def find_decade(line: Line, at: int) -> Found | None:
    """ثمانينيات القرن الماضي, التسعينات; not the decades of a life."""
    said = DECADES.get(line.key(at))
    if said is None:
        return None
    prefix, definite, decade = said
    end = at + 1
    century = 19
    start = end + 1 if line.key(end) == "من" else end
    if any(line.key(i) in _OF_LIFE for i in range(at - 5, at)):
        return None
    if line.key(start) in ("القرن", "العمر", "عمره", "عمرها"):
        if line.key(start) != "القرن":
            return None
        inner = find_century(line, start)
        placed = line.inner(start + 1, "deictic")
        if inner:
            century, end = int(inner.value), inner.end
        elif placed and line.today:
            century, end = line.today.year // 100 + placed.sense.value.offset, placed.end
        else:
            return None
    elif not definite:
        return None
    return Found(at, end, len(prefix), "DATE", f"{century:02d}{decade}", "decade")
