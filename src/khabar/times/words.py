"""The words of time as they stand in text: every form with its attached letters, ready to be looked up by its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from khabar.arabic import key
from khabar.arabic.numerals import NUMBER_WORDS
from khabar.lexicon import Lexicon
from khabar.lexicon.times import (
    DayPart,
    DayWord,
    Deictic,
    Frequency,
    KnownDay,
    Month,
    Season,
    Stretch,
    TenseCue,
    TimeGuard,
    TimeModifier,
    TimeUnit,
    VagueTime,
    Weekday,
    Zone,
)

_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
#: Spelling of attached letters with the article, and the letters before the article in it.
_WITH_ARTICLE = (
    ("ال", ""),
    ("وال", "و"),
    ("فال", "ف"),
    ("بال", "ب"),
    ("وبال", "وب"),
    ("فبال", "فب"),
    ("كال", "ك"),
    ("وكال", "وك"),
    ("لل", "ل"),
    ("ولل", "ول"),
    ("فلل", "فل"),
)

#: Ordinals as news numbers days, rounds of the clock, quarters and centuries, by value; folded, without article.
_ORDINALS = {
    1: "اول اولي واحده",
    2: "ثاني ثانيه",
    3: "ثالث ثالثه",
    4: "رابع رابعه",
    5: "خامس خامسه",
    6: "سادس سادسه",
    7: "سابع سابعه",
    8: "ثامن ثامنه",
    9: "تاسع تاسعه",
    10: "عاشر عاشره",
    11: "حادي حاديه",
    20: "عشرين عشرون",
    30: "ثلاثين ثلاثون",
}


class Sense(NamedTuple):
    """One way to read a word.

    Attributes:
        kind: What it is in the grammar: ``month``, ``unit``, ``deictic``, ...
        value: The lexicon's entry, or a number.
        form: Which of the entry's forms: ``singular``, ``dual``, ``plural``, ``clock``, ...
        prefix: Attached letters before it (the article is none of them).
        definite: Whether it has the article.
        rest: The folded words that must follow, for a phrase.
    """

    kind: str
    value: Any
    form: str
    prefix: str
    definite: bool
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of time, by their folded spelling.

    Attributes:
        kinds: What a word may be, by kind (``month``, ``unit``, ...) and spelling, the longest phrases first.
        tenses: The cues of tense.
        known: By month and day, after which words the day has which value.
        guards: For a homograph the words before it and behind it that say it is no time.
    """

    kinds: dict[str, dict[str, tuple[Sense, ...]]]
    tenses: dict[str, TenseCue]
    known: dict[tuple[int, int], tuple[tuple[frozenset[str], str], ...]]
    guards: dict[str, tuple[frozenset[str], frozenset[str]]]


def word_set(text: str) -> frozenset[str]:
    """The words of a text, folded.

    >>> sorted(word_set("إلى أو"))
    ['الي', 'او']
    """
    return frozenset(key(text).split())


def compile_words(lexicon: Lexicon) -> Words:
    """The words of one lexicon, every entry in all its forms.

    >>> words = compile_words(Lexicon.bundled())
    >>> [(s.prefix, s.definite) for s in words.kinds["unit"][key("وللأسبوع")]]
    [('ول', True)]
    """
    table: dict[str, dict[Sense, None]] = defaultdict(dict)
    for kind, value, form, article, words in _entries(lexicon):
        for word in words:
            _add(table, key(word).split(), kind, value, form, article)
    _add_numbers(table)
    kinds: dict[str, dict[str, tuple[Sense, ...]]] = defaultdict(dict)
    for word, found in table.items():
        for sense in sorted(found, key=lambda s: -len(s.rest)):
            kinds[sense.kind][word] = (*kinds[sense.kind].get(word, ()), sense)
    tenses = {
        prefix + key(word): cue
        for cue in lexicon.table("times/tense.yaml", TenseCue)
        for word in cue.ar
        for prefix in ("", "و", "ف", "ال")
    }
    return Words(dict(kinds), tenses, _known(lexicon), _guards(lexicon))


def _entries(lexicon: Lexicon) -> Iterable[tuple[str, object, str, str, tuple[str, ...]]]:
    """Each entry as (kind, entry, form, which article it takes, its words)."""
    for month in lexicon.table("times/months.yaml", Month):
        yield "month", month, "", "none", month.ar
    for weekday in lexicon.table("times/weekdays.yaml", Weekday):
        yield "weekday", weekday, "", "both", weekday.ar
    for unit in lexicon.table("times/units.yaml", TimeUnit):
        yield "unit", unit, "singular", "both", unit.singular
        yield "unit", unit, "dual", "both", unit.dual
        yield "unit", unit, "plural", "both", unit.plural
    for season in lexicon.table("times/seasons.yaml", Season):
        yield "season", season, "", "both", season.ar
    for day in lexicon.table("times/days.yaml", DayWord):
        yield "dayword", day, "", "own", day.ar
    for part in lexicon.table("times/parts.yaml", DayPart):
        yield "part", part, "", "both", part.ar
        yield "clock", part, "", "own", part.clock
    for modifier in lexicon.table("times/modifiers.yaml", TimeModifier):
        yield modifier.place, modifier, "", "both" if modifier.place == "period" else "none", modifier.ar
    for deictic in lexicon.table("times/deictics.yaml", Deictic):
        yield "deictic", deictic, "", "both", deictic.ar
    for vague in lexicon.table("times/vague.yaml", VagueTime):
        yield "vague", vague, "", "own", vague.ar
    for stretch in lexicon.table("times/stretches.yaml", Stretch):
        yield "stretch", stretch, "", "both", stretch.ar
    for often in lexicon.table("times/sets.yaml", Frequency):
        yield "often", often, "adverb", "none", often.adverb
        yield "often", often, "adjective", "none", often.adjective
    for zone in lexicon.table("times/zones.yaml", Zone):
        yield "zone", zone, "", "none", zone.ar


def _add(
    table: dict[str, dict[Sense, None]], words: list[str], kind: str, value: object, form: str, article: str
) -> None:
    """Add one phrase with every chain of letters that its first word takes.

    The article is added where ``article`` is ``both``; for ``none`` and ``own`` the word stays as it is written.
    """
    first, rest = words[0], tuple(words[1:])
    if article != "both" and first.startswith("ال") and kind != "zone":
        stem = first[2:]
        for spelled, prefix in _WITH_ARTICLE:
            table[spelled + stem][Sense(kind, value, form, prefix, True, rest)] = None
        return
    for prefix in _PARTICLES:
        table[prefix + first][Sense(kind, value, form, prefix, False, rest)] = None
    if article == "both":
        for spelled, prefix in _WITH_ARTICLE:
            table[spelled + first][Sense(kind, value, form, prefix, True, rest)] = None


def _add_numbers(table: dict[str, dict[Sense, None]]) -> None:
    for word, number in NUMBER_WORDS.items():
        table[word][Sense("number", number.value, number.size, number.prefix, number.definite, ())] = None
    for value, words in _ORDINALS.items():
        for word in words.split():
            _add(table, [word], "ordinal", value, "", "both")


def _known(lexicon: Lexicon) -> dict[tuple[int, int], tuple[tuple[frozenset[str], str], ...]]:
    known: dict[tuple[int, int], list[tuple[frozenset[str], str]]] = defaultdict(list)
    for day in lexicon.table("times/known.yaml", KnownDay):
        after = frozenset(form for word in day.after for form in _noun_forms(key(word)))
        known[day.month, day.day].append((after, day.value))
    return {day: tuple(entries) for day, entries in known.items()}


def _guards(lexicon: Lexicon) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    guards = {}
    for guard in lexicon.table("times/guards.yaml", TimeGuard):
        after = frozenset(form for word in guard.after for form in _noun_forms(key(word)))
        guards[key(guard.word)] = (after, frozenset(map(key, guard.before)))
    return guards


def _noun_forms(word: str) -> Iterable[str]:
    for prefix in _PARTICLES:
        yield prefix + word
    for spelled, _ in _WITH_ARTICLE:
        yield spelled + word
