"""Whether a bare weekday or month lies before the article or after it, by the tense of its clause."""

from __future__ import annotations

from typing import Literal

import regex

from khabar.times.line import Line
from khabar.times.words import word_set

#: The future's سـ before an imperfect; what only looks like it (سيارة, سياسة, ستيفن) is kept out by its beginning.
_FUTURE_VERB = regex.compile(
    r"[وف]?س(?!يار|ياس|ياح(?!و)|ياد|ياق|ياف|ياج|ياتل|يطر[هتو]|يما|ينا|ينم|ينغ|يد[هيا]|يدن|ير[هتيجغخا]|يلف|يله|يلا|يول|يوله"
    r"|ييه|ييا|يتي$|تيف|تيو|تيش|تري|تين|تار|تان|تال|تام|تاي|توك|تور|تره|ترت|يزار|يزي$|يباس|يمون|يمي|يلك|يلر|يلت(?!ق|ح)|يجار)"
    r"[يتن]\p{L}{3,}"
)
#: The perfect's feminine: أعلنت, اجتمعت; not nouns in ات, وت, يت.
_FEMININE_PAST = regex.compile(r"[وف]?\p{L}{2,}[^اوي]ت")
_NOT_VERBS = word_set(
    "وقت تحت ليست وليست بوست ستريت روبرت برنت البنت الوقت الصوت انترنت الانترنت السبت الزيت البيت سبت "
    "بصوت لوقت بوقت المقت الصمت كنت البرت ثابت لافت"
)
#: Where a clause begins or ends.
_BOUNDARIES = word_set("ان بان وان انه انها بانه بانها : ؛ ; . ؟ ! لان مما")
#: Before a date these name a day still to come: بحلول الصيف, حتى 17 سبتمبر.
_DEADLINES = word_set("بحلول وبحلول حتى وحتى قبل لغاية تسليم لتسليم")
#: Before a date this names a day gone by.
_SINCE = word_set("منذ ومنذ")
#: After these the direction is certain and no longer a matter of which date is nearer.
CERTAIN = _SINCE | word_set("بحلول وبحلول تسليم لتسليم")
#: Before an imperfect these say that it was: لم يصل, كان يلتقي, قبل أن تبدأ.
_WAS = word_set("لم ولم كان كانت وكان وكانت قبل بعد وقبل وبعد")
_LOOK_BACK, _LOOK_AHEAD = 14, 7

Direction = Literal["past", "future"]


def direction(line: Line, at: int, end: int) -> Direction | None:
    """The direction that the words around tokens ``at`` to ``end`` give; None if they give none.

    A preposition right before them decides (``حتى``, ``منذ``), else the nearest verb before them in their clause, else
    one after them.


    ``يصل الوفد`` is the future only with a day; after ``لم`` or ``كان`` it tells what was.
    """
    if line.key(at - 1) in _DEADLINES:
        return "future"
    if line.key(at - 1) in _SINCE:
        return "past"
    for i in range(at - 1, max(line.first, at - _LOOK_BACK) - 1, -1):
        if line.key(i) in _BOUNDARIES:
            break
        if said := _tense(line, i):
            return said
    for i in range(end, min(line.last, end + _LOOK_AHEAD)):
        if line.key(i) in _BOUNDARIES:
            break
        if said := _tense(line, i):
            return said
    return None


def _tense(line: Line, at: int) -> Direction | None:
    key = line.key(at)
    cue = line.words.tenses.get(key)
    if cue is not None:
        if cue.scheduled and line.key(at - 1 - (line.key(at - 1) == "ان")) in _WAS:
            return "past"
        return cue.tense
    if _FUTURE_VERB.fullmatch(key):
        return "future"
    if len(key) >= 4 and key[-1] == "ت" and key not in _NOT_VERBS and _FEMININE_PAST.fullmatch(key):
        return "past"
    return None
