"""Lengths, a number and a unit: ``ثلاث سنوات``, ``ساعتين وعشرين دقيقة``, ``السنوات العشر``, ``عدة أيام``."""

from __future__ import annotations

from typing import NamedTuple

from khabar.lexicon.times import TimeUnit
from khabar.times.line import Line
from khabar.times.words import word_set

#: Units that ISO 8601 writes after the ``T``.
CLOCK_UNITS = word_set("second minute hour")
#: Between the two numbers of a range: ثلاث إلى أربع ساعات.
RANGE_WORDS = word_set("الي او حتي")
_FRACTIONS = {"نصف": 0.5, "ربع": 0.25, "ثلث": 1 / 3}
_VAGUE_COUNTS = word_set("عده بضع بضعه عشرات ميات مءات الاف بعض سلسله")
#: Adjectives that stay inside the expression: خمسة أيام إضافية.
_LENGTH_WORDS = word_set("اضافيه اضافي كامله كامل كاملين كاملتين متتاليه متواليه متواصله متواصل اخري اخرين")
_FEW = word_set("القليله القلايل العديده المعدوده قليله طويله عديده عدة كثيرة قليلة معدودة")
#: So many of a unit are still a length.
_LONGEST = 5000


class Amount(NamedTuple):
    """So many of a unit."""

    value: float
    unit: TimeUnit

    @property
    def iso(self) -> str:
        """The period of ISO 8601.

        Halves are written in the next smaller unit where one fits evenly (P1Y6M, PT1H30M), else as a fraction (P1.5M).
        """
        return _iso(self.value * self.unit.times, self.unit)


def _iso(value: float, unit: TimeUnit) -> str:
    time = "T" if unit.name in CLOCK_UNITS else ""
    whole, part = int(value), value - int(value)
    if part > 1e-9:
        smaller = {"Y": (12, "M", ""), "D": (24, "H", "T"), "H": (60, "M", ""), "W": (1, "", "")}
        if unit.iso == "M" and time:
            smaller["M"] = (60, "S", "")
        factor, sign, mark = smaller.get(unit.iso, (1, "", ""))
        rest = part * factor
        if sign and abs(rest - round(rest)) < 1e-6:
            head = f"{whole}{unit.iso}" if whole else ""
            return f"P{time}{head}{mark}{round(rest)}{sign}"
        return f"P{time}{round(value, 2):g}{unit.iso}"
    return f"P{time}{whole}{unit.iso}"


class Length(NamedTuple):
    """A length that was read: one amount, two of a range, or none for ``عدة أيام``.

    Attributes:
        end: The token after it; ``skip`` counts the letters attached before it.
        tail: A smaller amount added to the first: ساعتين *وعشرين دقيقة*.
        bare: A single unit without a number (ساعة), which only a context makes a length.
        offset: What its adjective says: -1 past, 0 present, 1 future, None without.
    """

    end: int
    skip: int
    amounts: tuple[Amount, ...]
    tail: Amount | None = None
    bare: bool = False
    definite: bool = False
    offset: int | None = None

    @property
    def value(self) -> str:
        """TIMEX3's value; of a range both, as ISO 8601 writes an interval."""
        if self.tail is None:
            return "/".join(a.iso for a in self.amounts)
        first, tail = self.amounts[0].iso, self.tail.iso.removeprefix("P")
        return first + (tail.removeprefix("T") if "T" in first else tail)

    @property
    def days(self) -> float:
        """About how many days its first amount is; ask only where there is one."""
        amount = self.amounts[0]
        return amount.value * amount.unit.times * _DAYS[amount.unit.iso, amount.unit.name in CLOCK_UNITS]


_DAYS = {
    ("S", True): 1 / 86400,
    ("M", True): 1 / 1440,
    ("H", True): 1 / 24,
    ("D", False): 1,
    ("W", False): 7,
    ("M", False): 30.44,
    ("Y", False): 365.25,
}


def read_length(line: Line, at: int) -> Length | None:
    """The length that begins at a token, with its adjectives, without the words that blur it."""
    found = _counted(line, at) or _halved(line, at) or _unit_first(line, at) or _vague(line, at)
    return with_adjectives(line, found) if found else None


def _counted(line: Line, at: int) -> Length | None:
    """Number before unit: ثلاث سنوات, 30 يوما, ثلاث إلى أربع ساعات, 7 و8 أعوام."""
    bracket = line.key(at) == "("
    low = line.number(at + bracket)
    if low is None or (bracket and line.key(low.end) != ")"):
        return None
    if line.key(at) in ("الميه", "المايه") and line.key(at - 1) == "في":
        return None
    end, high = low.end + bracket, None
    if line.key(end) in RANGE_WORDS or line.key(end) == "-" or (line.key(end) == "و" and line.glued(end + 1)):
        high = line.number(end + 1)
    elif (after := line.number(end)) and after.prefix == "و" and not line.hit(end, "unit"):
        high = after
    if high:
        end = high.end
    if line.key(end) in ("من", "(") and low.digits is False:
        return None
    unit = line.inner(end, "unit")
    if unit is None and high:
        return None
    if unit is None or unit.sense.form == "dual" or _is_year(line, low.value, unit.sense.value):
        return None
    if unit.sense.definite and not low.definite and low.value != 1:
        return None
    amounts = [Amount(float(n.value), unit.sense.value) for n in (low, high) if n]
    if any(not 0 < a.value <= _LONGEST for a in amounts) or (high and amounts[0].value >= amounts[1].value):
        return None
    length = Length(unit.end, len(low.prefix), tuple(amounts), definite=low.definite)
    return length if high else _with_tail(line, length)


def _is_year(line: Line, value: float, unit: TimeUnit) -> bool:
    return unit.name == "year" and 1900 <= value <= 2100


def _halved(line: Line, at: int) -> Length | None:
    """نصف ساعة, ربع قرن, ثلاثة أرباع الساعة."""
    key = line.key(at)
    skip = 0
    if key not in _FRACTIONS:
        if len(key) < 4 or key[0] not in "بولفك" or key[1:] not in _FRACTIONS:
            return None
        key, skip = key[1:], 1
    unit = line.inner(at + 1, "unit", "singular")
    if unit is None or unit.sense.value.name == "day":
        return None
    return Length(unit.end, skip, (Amount(_FRACTIONS[key], unit.sense.value),))


def _unit_first(line: Line, at: int) -> Length | None:
    """Unit before number or alone: ساعتين, ساعة ونصف, يوم واحد, السنوات الثلاث, الأعوام الـ8 أو الـ10, سنة أو سنتين."""
    unit = line.hit(at, "unit")
    if unit is None:
        return None
    sense, end = unit.sense, unit.end
    entry, skip = sense.value, len(sense.prefix)
    if sense.form == "dual":
        high = line.number(end + 1) if line.key(end) in RANGE_WORDS else None
        more = line.inner(high.end, "unit") if high else None
        alone = high is not None and not line.hit(high.end, "unit") and high.value == 3
        if high and high.value > 2 and (alone or (more and more.sense.value.iso == entry.iso)):
            end = more.end if more else high.end
            return Length(end, skip, (Amount(2, entry), Amount(float(high.value), entry)))
        return _with_tail(line, Length(end, skip, (Amount(2, entry),), definite=sense.definite))
    if sense.form == "singular":
        if line.key(end) in ("واحد", "واحده", "الواحد", "الواحده"):
            return Length(end + 1, skip, (Amount(1, entry),), definite=sense.definite)
        high = line.number(end + 1) if line.key(end) in RANGE_WORDS and not sense.definite else None
        more = line.inner(high.end, "unit", "plural") if high else None
        if high and more and more.sense.value.iso == entry.iso:
            return Length(more.end, skip, (Amount(1, entry), Amount(float(high.value), entry)))
        dual = line.hit(end + 1, "unit", "dual") if line.key(end) in RANGE_WORDS else None
        if dual and dual.sense.value.name == entry.name:
            return Length(dual.end, skip, (Amount(1, entry), Amount(2, entry)))
        one = Length(end, skip, (Amount(1, entry),), bare=True, definite=sense.definite)
        return _with_tail(line, one)
    if not sense.definite:
        return None
    low = line.number(end)
    if low is None or not (low.definite or (low.digits and line.key(end) != "من")):
        return None
    if low.digits and not low.definite and not line.inner(low.end, "deictic"):
        return None
    high = line.number(low.end + 1) if line.key(low.end) in RANGE_WORDS else None
    numbers = [n for n in (low, high) if n]
    amounts = tuple(Amount(float(n.value), entry) for n in numbers)
    return Length(numbers[-1].end, skip, amounts, definite=True)


def _with_tail(line: Line, length: Length) -> Length:
    """ساعة *ونصف*, شهر *ونصف الشهر*, ساعتين *وعشرين دقيقة*, ثلاث سنوات *وأربعة أشهر*."""
    amount, end = length.amounts[0], length.end
    key = line.key(end)
    part = _FRACTIONS.get(key.removeprefix("و").removeprefix("ال")) if key.startswith("و") else None
    if part:
        again = line.inner(end + 1, "unit", "singular")
        if again and again.sense.value.name == amount.unit.name:
            end += 1
        elif again and not again.sense.definite:
            return _tailed(length, Amount(part, again.sense.value), again.end)
        return Length(end + 1, length.skip, (Amount(amount.value + part, amount.unit),), definite=length.definite)
    if key == "و" and line.glued(end + 1):
        number = line.number(end + 1)
    else:
        number = line.number(end)
        if number and number.prefix != "و":
            number = None
    if number:
        unit = line.inner(number.end, "unit")
        if unit and unit.sense.form != "dual":
            return _tailed(length, Amount(float(number.value), unit.sense.value), unit.end)
    dual = line.hit(end, "unit")
    if dual and dual.sense.prefix == "و" and not dual.sense.definite and dual.sense.form in ("dual", "singular"):
        amount = Amount(2 if dual.sense.form == "dual" else 1, dual.sense.value)
        if dual.sense.form == "dual" or not length.bare:
            return _tailed(length, amount, dual.end)
    return length


def _tailed(length: Length, tail: Amount, end: int) -> Length:
    """The length with its smaller part; as it was if the part is not smaller, or another kind of unit."""
    order = ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]
    if order.index(tail.unit.name) >= order.index(length.amounts[0].unit.name) or "." in length.amounts[0].iso:
        return length
    return Length(end, length.skip, length.amounts, tail, definite=length.definite)


def _vague(line: Line, at: int) -> Length | None:
    """عدة أيام, بضع سنوات, عشرات السنين; the bare plural: أشهر."""
    key, skip = line.key(at), 0
    if key not in _VAGUE_COUNTS and key[:1] in ("ب", "ل", "و") and key[1:] in _VAGUE_COUNTS:
        key, skip = key[1:], 1
    if key in _VAGUE_COUNTS:
        unit = line.inner(at + 1, "unit", "plural")
        return Length(unit.end, skip, ()) if unit else None
    unit = line.hit(at, "unit", "plural")
    return Length(unit.end, len(unit.sense.prefix), (), definite=unit.sense.definite) if unit else None


def with_adjectives(line: Line, length: Length) -> Length:
    """The length with ``إضافية``, ``القليلة`` and the adjective that places it (``الماضية``)."""
    end, offset = length.end, length.offset
    if not length.amounts and line.key(end) in _FEW:
        end += 1
    if line.key(end) == "من" and line.key(end + 1) in ("الزمن", "الزمان"):
        end += 2
    if line.key(end) in _LENGTH_WORDS:
        end += 1
    placed = line.inner(end, "deictic")
    if placed and (placed.sense.definite == length.definite or placed.sense.definite):
        end, offset = placed.end, placed.sense.value.offset
    if line.key(end) in _LENGTH_WORDS:
        end += 1
    return Length(end, length.skip, length.amounts, length.tail, length.bare, length.definite, offset)
