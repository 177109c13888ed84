"""When: one pass over an article's words; where a word of time stands, the grammar reads on from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Span, TimeExpression, fact_id
from khabar.times.clocks import find_clock
from khabar.times.days import find_day
from khabar.times.durations import find_ago, find_between, find_length
from khabar.times.eras import DECADES, find_decade
from khabar.times.line import Found, Line
from khabar.times.often import find_often, find_per, find_vague
from khabar.times.parts import find_part, with_part
from khabar.times.periods import find_bounded, find_period, find_portion
from khabar.times.words import Words, compile_words, word_set
from khabar.times.years import find_year

Reader = Callable[[Line, int], Found | None]


class Start(NamedTuple):
    """What to try at a word that may begin an expression, and which words must follow it (None: any)."""

    readers: tuple[Reader, ...]
    before: frozenset[str] | None


def _blurred(line: Line, at: int) -> Found | None:
    """A date or clock time after a word that blurs it: نحو عام 2010, حوالي الساعة الثامنة."""
    blur = line.hit(at, "before")
    if blur is None:
        return None
    for reader in (find_clock, find_year, find_day):
        inner = reader(line, blur.end)
        if inner and not inner.skip and (inner.type == "TIME" or (inner.rule == "year" and line.hit(blur.end, "unit"))):
            return inner._replace(first=at, skip=len(blur.sense.prefix), mod=blur.sense.value.mod)
    return None


#: Which parts of the grammar may begin at which kind of word.
_READERS: dict[str, tuple[Reader, ...]] = {
    "unit": (find_length, find_day, find_year, find_period, find_clock, find_part, find_portion),
    "number": (find_length, find_day),
    "month": (find_day,),
    "weekday": (find_day,),
    "dayword": (find_day,),
    "ordinal": (find_day, find_clock),
    "season": (find_period,),
    "period": (find_bounded,),
    "part": (find_part,),
    "before": (find_length, _blurred),
    "vague": (find_vague,),
    "stretch": (find_vague,),
    "often": (find_often,),
}
#: Kinds of words that begin an expression only before another word of time or a number.
_NEEDY = frozenset(["number", "ordinal", "period", "part", "stretch", "before"])
#: What to try at a number in digits.
_DIGITS: tuple[Reader, ...] = (find_length, find_day, find_year, find_clock)
#: Words that begin an expression and stand in no lexicon; all of them need a word of time or a number after them.
_OPENERS: tuple[tuple[str, tuple[Reader, ...]], ...] = (
    ("(", (find_length,)),
    ("قبل وقبل فقبل", (find_ago,)),
    ("كل وكل بكل", (find_often,)),
    ("بين وبين", (find_between, find_year)),
    ("ما بما", (find_between,)),
    ("هذا هذه وهذا وهذه بهذا لهذا", (find_day, find_part, find_period)),
    ("ذلك تلك نفس ذات وذلك بنفس", (find_period,)),
    ("الربع النصف للربع للنصف بالربع والربع بالنصف والنصف", (find_period,)),
    ("النصف الثلث", (find_portion,)),
    ("نصف ربع ثلث لنصف بنصف ونصف وربع بربع لربع", (find_length,)),
    ("عدة بضع بضعة عشرات مئات بعدة لعدة لبضع لبضعة", (find_length,)),
    ("عامي لعامي بعامي سنتي", (find_year,)),
    ("يومي ويومي ليومي نهار أيام", (find_day,)),
    ("في", (find_vague, find_per)),
    ("ال ل ب و ف بال لل", (find_length, find_day, find_year)),
)
#: After digits that may belong to a time: the other half of a range or a date, a clock's part of the day, a zone.
_AFTER_DIGITS = word_set(
    "الجاري الحالي من بين و إلى أو - / ( ص م صباحا مساء ظهرا عصرا فجرا ليلا بتوقيت ت تغ حتى – بالتوقيت غرينتش جرينتش"
)
#: What may follow a needy word although it is no word of time itself.
_BETWEEN = word_set("من بين و إلى عامي ال أو - ( / الأخير الأخيرة ذلك عشر عشرة والنصف ونصف والربع وربع والثلث إلا")


def find_times(passage: Passage, published: str | None, lexicon: Lexicon, root: str) -> tuple[TimeExpression, ...]:
    """Temporal expressions of one article, in order, never overlapping.

    Args:
        passage: The article's kept text.
        published: ISO date or date-time of publication, which everything relative is resolved against. Without it a
            weekday has the value ``XXXX-WXX-3``, a day of the calendar ``XXXX-05-19``, and what only counts from the
            day of publication (أمس, الأسبوع المقبل) ``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``.
        lexicon: The words of time (``times/*.yaml``), a user's laid over the bundled ones.
        root: The page's hash, for the ids.

    >>> passage = Passage.of("التقى الوزيران أمس الأربعاء لأكثر من ساعتين")
    >>> [(t.text, t.type, t.value, t.mod) for t in find_times(passage, "2025-02-13", Lexicon.bundled(), "00ff")]
    [('أمس الأربعاء', 'DATE', '2025-02-12', None), ('أكثر من ساعتين', 'DURATION', 'PT2H', 'MORE_THAN')]
    """
    words = lexicon.compiled(compile_words)
    readers = lexicon.compiled(_starts)
    today = _day(published)
    anchor = today.isoformat() if today else None
    line = Line(passage.tokens, passage.keys, words, today)
    found: list[TimeExpression] = []
    for paragraph in passage.paragraphs:
        line.first, line.last = paragraph.first, paragraph.last
        for expression in _read(line, readers):
            if expression.value:
                found.append(_expression(passage, expression, anchor, root))
    return tuple(found)


def _starts(lexicon: Lexicon) -> dict[str, Start]:
    """For each word that may begin an expression, what to try there and what must follow."""
    words: Words = lexicon.compiled(compile_words)
    any_word = frozenset(word for found in words.kinds.values() for word in found) | _BETWEEN
    readers: dict[str, dict[Reader, None]] = defaultdict(dict)
    needed: dict[str, set[str]] = defaultdict(set)
    needy: set[str] = set()
    free = set(DECADES)
    for kind, some in _READERS.items():
        for key, senses in words.kinds[kind].items():
            readers[key].update(dict.fromkeys(some))
            needed[key].update(sense.rest[0] for sense in senses if sense.rest)
            if not all(sense.rest for sense in senses):
                (needy if kind in _NEEDY else free).add(key)
    for openers, some in _OPENERS:
        for key in word_set(openers):
            readers[key].update(dict.fromkeys(some))
            needy.add(key)
    for key in DECADES:
        readers[key][find_decade] = None

    def following(key: str) -> frozenset[str] | None:
        if key in free:
            return None
        if key in needy:  # nearly all share one set: a union each would take longer than all the rest
            return any_word | needed[key] if needed[key] - any_word else any_word
        return frozenset(needed[key])

    return {key: Start(tuple(some), following(key)) for key, some in readers.items()}


def _read(line: Line, starts: dict[str, Start]) -> list[Found]:
    """The expressions of one paragraph: at each word that may begin one, the longest reading."""
    found: list[Found] = []
    tokens, keys, upto = line.tokens, line.keys, line.first
    for at in [i for i in range(line.first, line.last) if keys[i] in starts or tokens[i][3] == "number"]:
        if at < upto:
            continue
        best: Found | None = None
        for reader in _readers_at(line, at, starts):
            one = reader(line, at)
            if one is not None and (best is None or one.end > best.end):
                best = one
        if best is None:
            continue
        best = with_part(line, best)
        found.append(best)
        line.remember(best)
        upto = best.end
    return found


def _readers_at(line: Line, at: int, starts: dict[str, Start]) -> tuple[Reader, ...]:
    """What to try at a token: nothing, where what must follow does not."""
    after = line.keys[at + 1] if at + 1 < line.last else ""
    start = starts.get(line.keys[at])
    if start is None:
        return _DIGITS if _may_be_time(line.keys[at], after, starts) else ()
    if start.before is None or after in start.before or (after and line.tokens[at + 1].kind == "number"):
        return start.readers
    return ()


def _may_be_time(digits: str, after: str, starts: dict[str, Start]) -> bool:
    """Whether a number in digits is worth a look: a year, a date, or before a word of time."""
    return not digits.isdecimal() or len(digits) == 4 or after in starts or after in _AFTER_DIGITS


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _expression(passage: Passage, found: Found, anchor: str | None, root: str) -> TimeExpression:
    first, last = passage.tokens[found.first], passage.tokens[found.end - 1]
    start = first.start
    if found.skip:
        view = passage.view
        at = view.index(start) + found.skip
        start = view.span(at, at + 1).start
    span = Span(start, last.end)
    return TimeExpression(
        id=fact_id(root, "time", span),
        span=span,
        text=span.of(passage.text),
        type=found.type,
        value=found.value,
        mod=found.mod,
        anchor=anchor if found.relative else None,
        rule=found.rule,
    )
