"""Phrases of a lexicon found in a passage, whatever letters are attached to their words.

A phrase is written bare (``رفع عقوبات``); each of its words matches with ``و ف ب ل ك``, with the article and with a
possessive (``برفع العقوبات``, ``رفعها``). Two dots stand for up to four words between (``وقف .. النار``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from khabar.arabic import Token, candidates, key

T = TypeVar("T")

_POSSESSIVES = ("هما", "هم", "ها", "نا", "ه")
_GAP = ".."
#: Words of four letters that begin like a noun with its article (``الحل``) and are none.
_WHOLE = frozenset(map(key, ("الآن", "الله", "التي", "الذي", "القى", "الغى", "التف", "الفت", "الفا", "الفي")))


class Found(NamedTuple, Generic[T]):
    """A phrase found at tokens ``first:last``, and what it stands for."""

    first: int
    last: int
    value: T


@lru_cache(maxsize=65536)
def stems(word: str) -> frozenset[str]:
    """All that a folded word can be without what is attached to it.

    >>> sorted(stems("والعقوبات"))
    ['العقوبات', 'عقوبات', 'والعقوبات']
    """
    found: set[str] = set()
    for _, rest in candidates(word):
        found.add(rest)
        if rest.startswith("ال") and len(rest) >= 4 and rest not in _WHOLE:
            found.add(rest[2:])
    for stem in tuple(found):
        for possessive in _POSSESSIVES:
            if stem.endswith(possessive) and len(stem) - len(possessive) >= 3:
                bare = stem[: -len(possessive)]
                found.add(bare)
                if bare.endswith("ت"):
                    found.add(bare[:-1] + "ه")
                break
    return frozenset(found)


def _bare(word: str) -> str:
    folded = key(word)
    return folded[2:] if folded.startswith("ال") and len(folded) >= 4 and folded not in _WHOLE else folded


class Phrases(Generic[T]):
    """Many phrases, found in one pass over the tokens.

    >>> from khabar.arabic import Passage
    >>> found = Phrases([("رفع .. عقوبات", "sanctions")]).find(Passage.of("طالب برفع جميع العقوبات").tokens)
    >>> [(f.first, f.last, f.value) for f in found]
    [(1, 4, 'sanctions')]
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        for phrase, value in entries:
            words = tuple(_GAP if w == _GAP else _bare(w) for w in phrase.split())
            self._by_first[words[0]].append((words[1:], value))

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> Iterator[Found[T]]:
        """Where phrases stand among tokens ``first:last``, in order; they may overlap."""
        last = len(tokens) if last is None else last
        for at in range(first, last):
            for stem in stems(tokens[at].key):
                for rest, value in self._by_first.get(stem, ()):
                    if end := _match(rest, tokens, at + 1, last):
                        yield Found(at, end, value)


def _match(words: tuple[str, ...], tokens: Sequence[Token], at: int, last: int) -> int | None:
    gap = False
    for word in words:
        if word == _GAP:
            gap = True
            continue
        reach = range(at, min(at + (5 if gap else 1), last))
        hit = next((i for i in reach if word in stems(tokens[i].key)), None)
        if hit is None:
            return None
        at, gap = hit + 1, False
    return at
