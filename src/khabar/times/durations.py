"""How long: ``أكثر من ساعتين``, ``لمدة شهر``, ``ما بين 7 و8 أعوام``, ages; how long ago (``قبل يومين``)."""

from __future__ import annotations

from khabar.times.calendar import Point, add_days, shift
from khabar.times.lengths import CLOCK_UNITS, RANGE_WORDS, Amount, Length, read_length, with_adjectives
from khabar.times.line import Found, Line
from khabar.times.words import word_set

#: Before a unit without a number these say that it is measured: لمدة شهر, استمرت ساعة.
_MEASURING = frozenset(
    form + word
    for form in ("", "و", "ف", "ل", "ب")
    for word in word_set(
        "مدة لمدة مدتها مدته خلال بعد منذ طوال طيلة غضون مدى مرور استمر استمرت تستمر يستمر استغرق استغرقت تستغرق "
        "يستغرق دام دامت قبل مهلة عمرها عمره لنحو مدار فترة لفترة بفارق زهاء انقضاء مضي امتدت حوالي نحو"
    )
)


def find_length(line: Line, at: int) -> Found | None:
    """A length with the words that blur it, as DURATION; a vague one as a reference to before, now or after."""
    blur = line.hit(at, "before")
    start = blur.end if blur else at
    if line.key(start) in ("من", "بين") and blur:
        return None
    length = read_length(line, start)
    if length is None:
        return find_between(line, at)
    skip = len(blur.sense.prefix) if blur else length.skip
    if not length.amounts:
        return _vague_period(line, at, length, skip)
    if length.bare and not _is_measured(line, at, blur is not None, length):
        return None
    if length.definite and not blur and length.offset is None and length.amounts[0].value == 2:
        return None
    mod, end = blur.sense.value.mod if blur else None, length.end
    if (after := line.hit(end, "after")) and not after.sense.prefix:
        mod, end = mod or after.sense.value.mod, after.end
    age = "age" if line.key(at - 1) in ("العمر", "عمر", "عمره", "عمرها") or _in_brackets(line, at, end) else "duration"
    return Found(at, end, skip, "DURATION", length.value, age, mod)


def find_between(line: Line, at: int) -> Found | None:
    """ما بين 7 و8 أعوام, بين ساعة وساعتين."""
    start = at + 1 if line.key(at) in ("ما", "بما") else at
    if line.key(start) not in ("بين", "من", "وبين") or (line.key(start) == "من" and start == at):
        return None
    low = line.number(start + 1)
    if low is None:
        return _between_units(line, at, start + 1)
    if low.prefix:
        return None
    joined = low.end + 1 if line.key(low.end) in ("و", "الي", "الى") else low.end
    high = line.number(joined)
    if high is None or (joined == low.end and high.prefix != "و"):
        return None
    unit = line.inner(high.end, "unit")
    if unit is None or unit.sense.form == "dual" or low.value >= high.value:
        return None
    amounts = tuple(Amount(float(n.value), unit.sense.value) for n in (low, high))
    length = with_adjectives(line, Length(unit.end, 0, amounts))
    return Found(at, length.end, 0, "DURATION", length.value, "duration-between")


def _between_units(line: Line, at: int, start: int) -> Found | None:
    """ما بين أسبوعين وثلاثة أسابيع, بين ساعة وساعتين."""
    low = line.inner(start, "unit")
    if low is None or low.sense.definite or low.sense.form == "plural":
        return None
    first = Amount(2 if low.sense.form == "dual" else 1, low.sense.value)
    joined = low.end + 1 if line.key(low.end) in RANGE_WORDS else low.end
    high = line.number(joined)
    unit = line.inner(high.end, "unit") if high else line.hit(joined, "unit", "dual")
    value = high.value if high else 2
    prefix = high.prefix if high else unit.sense.prefix if unit else ""
    if unit is None or prefix != ("و" if joined == low.end else "") or unit.sense.value.iso != first.unit.iso:
        return None
    if value <= first.value:
        return None
    last = Amount(float(value), unit.sense.value)
    return Found(at, unit.end, 0, "DURATION", f"{first.iso}/{last.iso}", "duration-between")


def _in_brackets(line: Line, at: int, end: int) -> bool:
    return line.key(at - 1) == "(" and line.key(end) == ")"


def _is_measured(line: Line, at: int, blurred: bool, length: Length) -> bool:
    """Whether a unit without a number is a length here: لمدة شهر, استمرت ساعة, نحو عام; never ``عام 2015``."""
    if length.definite or line.digits(length.end) is not None or line.hit(length.end, "weekday"):
        return False
    if line.hit(length.end, "month") or line.key(length.end) in ("العمل", "غد", "امس"):
        return False
    return blurred or line.key(at - 1) in _MEASURING


def _vague_period(line: Line, at: int, length: Length, skip: int) -> Found | None:
    """الأيام الأخيرة, عدة أعوام, منذ أشهر: before, now or after."""
    before, after = line.key(at - 1), line.key(length.end)
    attached = line.key(at)[:skip].endswith(("ل", "ب"))
    if length.offset is None and after.startswith("ال") and after not in ("الي", "الا"):
        return None
    if length.offset is not None:
        value = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[length.offset + 1]
    elif length.definite:
        return None
    elif before in ("خلال", "بعد", "غضون"):
        value = "FUTURE_REF" if before != "بعد" else "PAST_REF"
    elif before in ("منذ", "قبل", "ومنذ", "طوال") or attached or length.end - at > 1:
        value = "PAST_REF"
    else:
        return None
    return Found(at, length.end, skip, "DATE", value, "vague-period")


def find_ago(line: Line, at: int) -> Found | None:
    """قبل يومين, قبل نحو شهر ونصف: a date reckoned back from publication; not before ``من`` (قبل يومين من كذا)."""
    if line.key(at) not in ("قبل", "وقبل", "فقبل"):
        return None
    blur = line.hit(at + 1, "before")
    length = read_length(line, blur.end if blur else at + 1)
    if length is None or (length.bare and length.definite):
        return None
    end = length.end
    if line.key(end) == "من" and line.key(end + 1) not in ("الان", "اليوم"):
        return None
    if line.key(end) in ("علي", "الي") or (length.bare and line.digits(end) is not None):
        return None
    if length.bare and (line.hit(end, "month") or line.hit(end, "weekday")):
        return None
    skip = len(line.key(at)) - 3
    if not length.amounts:
        return None if length.definite else Found(at, end, skip, "DATE", "PAST_REF", "ago")
    if length.definite:
        return None
    mod = blur.sense.value.mod if blur else None
    if line.key(end) in ("مضي", "مضت", "خلت"):
        end += 1
    if (after := line.hit(end, "after")) and not after.sense.prefix:
        mod, end = mod or after.sense.value.mod, after.end
    point = _back(line, length)
    amount = length.amounts[0]
    if length.tail or amount.value != int(amount.value):
        mod = mod or "APPROX"
    value = point.value if point else "PAST_REF"
    return Found(at, end, skip, "DATE", value, "ago", mod, relative=True, point=point)


def _back(line: Line, length: Length) -> Point | None:
    """The day so long before publication, as exact as the unit is: a month ago is a month."""
    amount = length.amounts[0]
    unit = amount.unit
    if line.today is None:
        return None
    if unit.name in CLOCK_UNITS:
        day = add_days(line.today, -int(length.days))
        return Point(day, "day") if day else None
    if amount.value == int(amount.value):
        day = shift(line.today, unit.name, -int(amount.value))
    else:
        day = add_days(line.today, -round(length.days))
    if day is None:
        return None
    if unit.name == "day":
        return Point(day, "day")
    if unit.name in ("week", "month"):
        return Point(day, unit.name)
    return Point(day, "year")
