"""When: one pass over an article's words; where a word of time stands, the grammar reads on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from khabar.arabic import Passage
from khabar.lexicon import Lexicon
from khabar.model import Span, TimeExpression, fact_id
from khabar.times.clocks import find_clock
from khabar.times.days import find_day
from khabar.times.durations import find_ago, find_between, find_length
from khabar.times.line import Found, Line
from khabar.times.often import find_often, find_vague
from khabar.times.parts import find_part, with_part
from khabar.times.periods import _DECADE, find_bounded, find_period
from khabar.times.words import Words, compile_words
from khabar.times.years import find_year

Reader = Callable[[Line, int], Found | None]

#: Which parts of the grammar may begin at which kind of word.
_READERS: dict[str, tuple[Reader, ...]] = {
    "unit": (find_length, find_day, find_year, find_period, find_clock, find_part),
    "number": (find_length, find_day),
    "digits": (find_length, find_day, find_year, find_clock),
    "month": (find_day,),
    "weekday": (find_day,),
    "dayword": (find_day,),
    "ordinal": (find_day, find_clock),
    "season": (find_period,),
    "period": (find_bounded,),
    "part": (find_part,),
    "before": (find_length, lambda line, at: _blurred(line, at)),
    "vague": (find_vague,),
    "stretch": (find_vague,),
    "often": (find_often,),
}
#: Words that begin an expression and are in no table.
_OPENERS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("قبل", "وقبل", "فقبل"), (find_ago,)),
    **dict.fromkeys(("كل", "وكل", "بكل"), (find_often,)),
    **dict.fromkeys(("بين", "وبين"), (find_between, find_year)),
    **dict.fromkeys(("ما", "بما"), (find_between,)),
    **dict.fromkeys(("هذا", "هذه", "وهذا", "وهذه", "بهذا", "لهذا"), (find_day, find_part, find_period)),
    **dict.fromkeys(("ذلك", "تلك", "نفس", "ذات", "وذلك", "بنفس"), (find_period,)),
    **dict.fromkeys(("الربع", "النصف", "للربع", "للنصف", "بالربع", "والربع", "بالنصف", "والنصف"), (find_period,)),
    **dict.fromkeys(("نصف", "ربع", "ثلث", "لنصف", "بنصف", "ونصف", "وربع", "بربع", "لربع"), (find_length,)),
    **dict.fromkeys(("عده", "بضع", "بضعه", "عشرات", "ميات", "بعده", "لعده", "لبضع", "لبضعه"), (find_length,)),
    **dict.fromkeys(("عامي", "لعامي", "بعامي", "سنتي"), (find_year,)),
    **dict.fromkeys(("يومي", "ويومي", "ليومي", "نهار", "ايام"), (find_day,)),
    **dict.fromkeys(("في", "وفي"), (find_vague,)),
    **dict.fromkeys(("ال", "ل", "ب", "و", "ف", "بال", "لل"), (find_length, find_day, find_year)),
}


def find_times(passage: Passage, published: str | None, root: str) -> tuple[TimeExpression, ...]:
    """Temporal expressions of one article, in order, never overlapping.

    Args:
        passage: The article's kept text.
        published: ISO date or date-time of publication, which everything relative is resolved against. Without it a
            weekday has the value ``XXXX-WXX-3``, a day of the calendar ``XXXX-05-19``, and what only counts from the
            day of publication (أمس, الأسبوع المقبل) ``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``.
        root: The page's hash, for the ids.

    >>> passage = Passage.of("التقى الوزيران أمس الأربعاء لأكثر من ساعتين")
    >>> [(t.text, t.type, t.value, t.mod) for t in find_times(passage, "2025-02-13", "00ff")]
    [('أمس الأربعاء', 'DATE', '2025-02-12', None), ('أكثر من ساعتين', 'DURATION', 'PT2H', 'MORE_THAN')]
    """
    words = Lexicon.bundled().compiled(compile_words)
    readers = Lexicon.bundled().compiled(_starts)
    today = _day(published)
    anchor = today.isoformat() if today else None
    line = Line(passage.tokens, words, today)
    found: list[TimeExpression] = []
    for paragraph in passage.paragraphs:
        line.first, line.last = paragraph.first, paragraph.last
        for expression in _read(line, readers):
            if expression.value:
                found.append(_expression(passage, expression, anchor, root))
    return tuple(found)


def _starts(lexicon: Lexicon) -> dict[str, tuple[Reader, ...]]:
    """For each word that may begin an expression, what to try there."""
    words: Words = lexicon.compiled(compile_words)
    starts: dict[str, dict[Reader, None]] = {}
    for key, senses in words.senses.items():
        for sense in senses:
            for reader in _READERS.get(sense.kind, ()):
                starts.setdefault(key, {})[reader] = None
    for key, readers in _OPENERS.items():
        starts.setdefault(key, {}).update(dict.fromkeys(readers))
    return {key: tuple(readers) for key, readers in starts.items()}


def _read(line: Line, starts: dict[str, tuple[Reader, ...]]) -> list[Found]:
    """The expressions of one paragraph: at each word that may begin one, the longest reading."""
    found: list[Found] = []
    tokens, at, last = line.tokens, line.first, line.last
    digits = _READERS["digits"]
    line.recent_day = None
    while at < last:
        token = tokens[at]
        readers = digits if token[3] == "number" else starts.get(token[2])
        if readers is None:
            if token[2] in ".؟!":
                line.recent_day = None
            elif token[2].endswith("ات") and _DECADE.fullmatch(token[2]):
                readers = (find_period,)
            if readers is None:
                at += 1
                continue
        best: Found | None = None
        for reader in readers:
            one = reader(line, at)
            if one is not None and (best is None or one.end > best.end):
                best = one
        if best is None:
            at += 1
            continue
        best = with_part(line, best)
        found.append(best)
        if best.point:
            line.recent = best.point
            line.recent_day = best.point.day if best.point.grain == "day" else line.recent_day
        at = best.end
    return found


def _blurred(line: Line, at: int) -> Found | None:
    """A date or clock time after a word that blurs it: نحو عام 2010, حوالي الساعة الثامنة."""
    blur = line.hit(at, "before")
    if blur is None:
        return None
    for reader in (find_clock, find_year, find_day):
        inner = reader(line, blur.end)
        if inner and not inner.skip and (inner.type == "TIME" or inner.rule == "year"):
            return replace(inner, first=at, skip=len(blur.sense.prefix), mod=blur.sense.value.mod)
    return None


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
