"""Whole-word matching of many folded forms at once, attached letters and glued names included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from khabar.arabic.letters import LATIN_LETTER_NAMES

#: Attached letters that may stand before a name; ``لل`` is handled with the article it eats.
_CHAINS = frozenset(["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"])
_BEFORE_EATEN = frozenset(["", "و", "ف"])
_BRACKETS = frozenset("()[]")
_GLUED_LEAST = 4
_GLUED_KEPT = 12


class Hit(NamedTuple):
    """A known form at tokens ``first:last``.

    ``skip`` attached letters of the first token stand before it, ``cut`` letters of the last behind it.
    """

    first: int
    skip: int
    last: int
    form: str
    cut: int = 0


class Haystack:
    """The matching keys of a passage as one text: joined by spaces, without brackets and the dots of initials."""

    __slots__ = ("kept", "keys", "starts", "text")

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self.kept: Sequence[int] = range(len(keys))
        shown: Sequence[str] = keys
        if not _BRACKETS.isdisjoint(keys) or "." in keys:
            dropped = {i for i, k in enumerate(keys) if k in _BRACKETS or (k == "." and _is_initial(keys, i - 1))}
            if dropped:
                self.kept = [i for i in range(len(keys)) if i not in dropped]
                shown = [keys[i] for i in self.kept]
        self.text = " ".join(shown)
        self.starts = list(accumulate(map(len, shown), lambda at, size: at + size + 1, initial=0))

    def token(self, offset: int) -> int:
        """The token that covers an offset of ``text``."""
        return self.kept[bisect_right(self.starts, offset) - 1]


def _is_initial(keys: Sequence[str], i: int) -> bool:
    return i >= 0 and keys[i] in LATIN_LETTER_NAMES


class Matcher:
    """An automaton over folded forms."""

    def __init__(self, forms: Iterable[str]) -> None:
        plain = list(forms)
        eaten = [f for f in plain if f.startswith("ال") and len(f) > 4]
        self._forms = plain + eaten
        self._plain = len(plain)
        self._automaton = ahocorasick_rs.AhoCorasick(
            plain + ["لل" + f[2:] for f in eaten], matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def find(self, haystack: Haystack) -> Iterator[Hit]:
        """All forms that stand in the haystack as whole words, attached letters aside.

        Where two names are written together (``روسياوأوكرانيا``) both are found.
        """
        text = haystack.text
        size = len(text)
        glued: list[tuple[int, int, int]] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end < size and text[end] != " ":
                if text[end] == "و":
                    glued.append((pattern, start, end))
                continue
            word = text.rfind(" ", 0, start) + 1
            chain = text[word:start]
            eaten = pattern >= self._plain
            if chain in _CHAINS and (not eaten or chain in _BEFORE_EATEN):
                skip = start - word + 2 * eaten
                yield Hit(haystack.token(word), skip, haystack.token(end - 1) + 1, self._forms[pattern])
            elif glued and (before := _glued_before(text, word, start, glued)):
                token = haystack.token(word)
                cut = len(haystack.keys[token]) - (start - 1 - word)
                yield Hit(token, before[1], token + 1, self._forms[before[0]], cut)
                yield Hit(token, start - word, haystack.token(end - 1) + 1, self._forms[pattern])


def _glued_before(text: str, word: int, start: int, glued: list[tuple[int, int, int]]) -> tuple[int, int] | None:
    """The name before ``و`` that is glued to the one that begins at ``start``, and its attached letters."""
    for pattern, begin, end in reversed(glued[-_GLUED_KEPT:]):
        if end == start - 1 and begin >= word and text[word:begin] in _CHAINS and end - begin >= _GLUED_LEAST:
            return pattern, begin - word
    return None


def tokenised(form: str) -> str:
    """A folded form as the words of a passage would show it: marks stand alone, brackets fall away.

    >>> tokenised("مجموعه (5+1)")
    'مجموعه 5 + 1'
    """
    for mark in ("(", ")", '"'):
        form = form.replace(mark, " ")
    for mark in ("+", "-", "."):
        form = form.replace(mark, f" {mark} ")
    words = form.split()
    return " ".join(w for i, w in enumerate(words) if not (w == "." and _is_initial(words, i - 1)))
