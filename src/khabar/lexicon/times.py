"""What the lexicon says of time: months, weekdays, units, words for days, bounds, tenses (``data/times/``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name in one calendar; ``needs`` is what must stand beside a homograph."""

    calendar: Literal["gregorian", "hijri"]
    month: int
    en: str
    ar: tuple[str, ...]
    needs: Literal["nothing", "preposition", "date"] = "nothing"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday's name without the article; Monday is 1."""

    weekday: int
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeUnit:
    """A unit of time; ``times`` of ISO 8601's ``iso`` make one of it."""

    name: Literal["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]
    en: str
    iso: str
    singular: tuple[str, ...]
    dual: tuple[str, ...]
    plural: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Season:
    """A season with TIMEX3's two letters."""

    code: Literal["SP", "SU", "FA", "WI"]
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayWord:
    """A word for a day ``offset`` days away from publication."""

    offset: int
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day; ``clock`` are the forms after an hour."""

    code: Literal["MO", "MI", "AF", "EV", "NI"]
    en: str
    ar: tuple[str, ...]
    clock: tuple[str, ...]
    half: Literal["am", "pm", "night"]


@dataclass(frozen=True, slots=True)
class TimeModifier:
    """A word that bounds or blurs a value (TIMEX3 ``mod``)."""

    mod: Literal["APPROX", "MORE_THAN", "LESS_THAN", "START", "MID", "END"]
    place: Literal["before", "after", "period"]
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deictic:
    """An adjective that places a period before (-1), around (0) or after (1) the article."""

    offset: int
    en: str
    ar: tuple[str, ...]
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class VagueTime:
    """Words without a value of their own."""

    value: Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"]
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frequency:
    """Words that say how often."""

    value: str
    en: str
    adverb: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TenseCue:
    """Words that place their clause in the past or the future."""

    tense: Literal["past", "future"]
    en: str
    ar: tuple[str, ...]
    scheduled: bool = False


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day named without its year for what happened on it; ``value`` is ``none`` where it is only a name."""

    day: int
    month: int
    value: str
    en: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone; ``offset`` is ISO 8601's, ``local`` where it moves or is not known."""

    offset: str
    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A noun for a stretch of time without a length: ``فترة``."""

    en: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeGuard:
    """Beside which words a word of time is none."""

    word: str
    en: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
