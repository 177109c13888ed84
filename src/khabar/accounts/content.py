"""What a statement says, as weighed stems with their polarity, so that two statements can be compared.

A stem is negated if a word of negation stands within eight words before it in its clause: ``لم نقدم أي تنازلات``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from khabar.accounts.words import compile_opposites, compile_words
from khabar.arabic import key
from khabar.arabic.frequency import zipf_of
from khabar.lexicon import Lexicon
from khabar.lexicon.phrases import stems
from khabar.model import Statement
from khabar.record.stem import started_terms
from khabar.stories import Piece

_CLAUSE = regex.compile(r"[،,؛;:.!؟…\n]+")
_REACH = 8
#: Words more frequent than this (Zipf scale) tell two statements apart no more.
_EVERYDAY = 6.0
#: Classes of cues by which the speaker denies what follows.
_DENIALS = frozenset(["denial"])


@dataclass(frozen=True, slots=True)
class Content:
    """Stems of a statement.

    Attributes:
        terms: In order.
        weights: How much each tells.
        negated: Stems that stand under a negation.
        poles: The pairs of opposites it has a word of, and which pole.
    """

    terms: tuple[str, ...]
    weights: Mapping[str, float]
    negated: frozenset[str]
    poles: frozenset[tuple[str, bool]] = frozenset()

    @property
    def total(self) -> float:
        """The weight of all its stems."""
        return sum(self.weights.values())


def content_of(piece: Piece, statement: Statement, lexicon: Lexicon) -> Content:
    """The content of a statement; under a cue of denial all of it is negated."""
    words = lexicon.compiled(compile_words)
    terms: list[str] = []
    negated: set[str] = set()
    for span in statement.content:
        for clause in _CLAUSE.split(piece.text(span)):
            found, under = _read_clause(clause.split(), words)
            terms += found
            negated |= under
    if statement.cue_class in _DENIALS:
        negated = set(terms) - negated
    opposites = lexicon.compiled(compile_opposites)
    poles = frozenset(opposites[t] for t in terms if t in opposites)
    return Content(tuple(terms), {t: w for t in terms if (w := weight(t)) > 0}, frozenset(negated), poles)


def _read_clause(clause: Sequence[str], words: Mapping[str, frozenset[str]]) -> tuple[list[str], set[str]]:
    """The stems of a clause and those under a negation; a second negation takes the first one back.

    ``لا تزال`` (still) negates nothing, and ``لن يتحقق إذا لم يتنازلوا`` demands what it negates twice.
    """
    terms: list[str] = []
    negated: set[str] = set()
    reach, times = 0, 0
    for at, word in enumerate(clause):
        following = key(clause[at + 1]) if at + 1 < len(clause) else ""
        bare = stems(key(word).strip("\"'«»“”()[]"))
        if bare & words["negation"] and following not in words["still"]:
            times += 1
            reach = _REACH + 1 if times % 2 else 0
        elif bare & words["privation"] and not reach:
            reach = 2
        found = started_terms(word)[1]
        terms += found
        if reach:
            negated.update(found)
            reach -= 1
    return terms, negated


@lru_cache(maxsize=200_000)
def weight(term: str) -> float:
    """How much a stem tells: the rarer in Arabic at large, the more.

    Numbers tell as much as a rare word, stems of less than three letters nothing.
    """
    if term.isdigit():
        return 3.0
    if len(term) < 3:
        return 0.0
    return max(0.0, _EVERYDAY - max(zipf_of(term), zipf_of("ال" + term), 2.0))


def shared(a: Content, b: Content) -> float:
    """Which part of what the shorter of two statements says stands in the other, by weight, 0 to 1."""
    both = sum(w for t, w in a.weights.items() if t in b.weights)
    fewer = min(a.total, b.total)
    return both / fewer if fewer else 0.0


def mutual(a: Content, b: Content) -> float:
    """Which part of what the longer of two statements says stands in the other, by weight, 0 to 1."""
    more = max(a.total, b.total)
    return sum(w for t, w in a.weights.items() if t in b.weights) / more if more else 0.0


def opposed(a: Content, b: Content) -> bool:
    """Whether one of two statements denies what the other says.

    One negates most of what they share, and nothing they share is negated in both; or they share the rest and stand at
    opposite poles of one pair (``رفع العقوبات``, ``فرض العقوبات``). Both at once is agreement again.
    """
    both = a.weights.keys() & b.weights.keys()
    weighed = sum(a.weights[t] for t in both)
    differing = sum(a.weights[t] for t in both if (t in a.negated) != (t in b.negated))
    negated = weighed > 0 and differing / weighed > 0.5 and not both & a.negated & b.negated
    return negated != bool(_poles(a, b))


def _poles(a: Content, b: Content) -> set[str]:
    """The pairs of opposites of which ``a`` has one pole alone and ``b`` the other alone."""
    mine, yours = ({k: {p for i, p in c.poles if i == k} for k, _ in c.poles} for c in (a, b))
    return {k for k in mine.keys() & yours.keys() if len(mine[k]) == len(yours[k]) == 1 and mine[k] != yours[k]}
