"""How often (``كل أسبوع``, ``سنويا``), and words without a value (``الآن``, ``في وقت لاحق``, ``الفترة المقبلة``)."""

from __future__ import annotations

from khabar.times.lengths import Amount, read_length
from khabar.times.line import Found, Line
from khabar.times.words import word_set

_EVERY = word_set("كل وكل بكل")
#: Determiners and the like, after which an adjective of frequency would not stand.
_NO_NOUN = frozenset(
    ["", "من", "في", "علي", "الي", "عن", "كل", "غير", "شبه", "و", "قد", "لا", "ما", "ذكري", "بين", "نصف", "ربع"]
)


_EACH = word_set("اليوم الأسبوع الشهر السنة العام الساعة")
_TIMES = word_set("مرة مرات مرتين")


def find_often(line: Line, at: int) -> Found | None:
    """A frequency that begins at a token."""
    if line.key(at) in _EVERY:
        return _every(line, at)
    hit = line.hit(at, "often")
    if hit is None:
        return None
    sense = hit.sense
    if sense.form == "adverb":
        return Found(at, hit.end, len(sense.prefix), "SET", sense.value.value, "often")
    before = line.key(at - 1)
    if sense.prefix or before in _NO_NOUN or before.startswith(("ال", "لل", "بال", "وال")) or not before[0].isalpha():
        return None
    if line.hit(hit.end, "weekday") or line.number(hit.end) or line.hit(hit.end, "month"):
        return None
    return Found(at, hit.end, 0, "SET", sense.value.value, "often-adjective")


def find_per(line: Line, at: int) -> Found | None:
    """3000 ريال *في اليوم*, مرتين *في الأسبوع*: how much or how often in each."""
    if line.key(at) != "في" or line.key(at + 1) not in _EACH:
        return None
    before = range(max(line.first, at - 3), at)
    if not any(line.tokens[i].kind == "number" or line.key(i) in _TIMES or line.hit(i, "number") for i in before):
        return None
    unit = line.inner(at + 1, "unit", "singular")
    end = at + 2 + (line.key(at + 2) in ("الواحد", "الواحده"))
    if (
        unit is None
        or line.hit(end, "deictic")
        or line.hit(end, "ordinal")
        or line.hit(end, "weekday")
        or line.digits(end)
    ):
        return None
    if line.key(end)[:2] == "ال" or line.key(end) in ("نفسه", "ذاته"):
        return None
    return Found(at + 1, end, 0, "SET", f"P{'T' if unit.sense.value.iso in 'H' else ''}1{unit.sense.value.iso}", "per")


def _every(line: Line, at: int) -> Found | None:
    """كل يوم, كل ستة أشهر, كل يوم جمعة."""
    skip = len(line.key(at)) - 2
    length = read_length(line, at + 1)
    if length is None or length.definite or length.skip or not length.amounts or length.offset is not None:
        return None
    end = length.end
    if line.key(end) in ("وانتم", "وانت", "وهم", "علي", "من"):
        return None
    weekday = line.inner(end, "weekday")
    if weekday and length.amounts == (Amount(1, length.amounts[0].unit),):
        return Found(at, weekday.end, skip, "SET", f"XXXX-WXX-{weekday.sense.value.weekday}", "every")
    return Found(at, end, skip, "SET", length.value, "every")


def find_vague(line: Line, at: int) -> Found | None:
    """A word or phrase that only says before, now or after."""
    hit = line.hit(at, "vague")
    if hit:
        if line.guarded(at, hit.end):
            return None
        first = at + 1 if line.key(at) in ("في", "وفي") and hit.end > at + 1 else at
        return Found(
            first, hit.end, len(hit.sense.prefix) if first == at else 0, "DATE", hit.sense.value.value, "vague"
        )
    stretch = line.hit(at, "stretch")
    if stretch is None or not stretch.sense.definite:
        return None
    end = stretch.end
    near = line.inner(end, "deictic")
    if near and near.sense.value.narrow and (second := line.inner(near.end, "deictic")):
        near = second
    if near is None or not near.sense.definite:
        return None
    value = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[near.sense.value.offset + 1]
    return Found(at, near.end, len(stretch.sense.prefix), "DATE", value, "vague-stretch")
