"""Whole-word matching of many folded forms at once, attached letters and glued names included.

Forms are looked up by their first word. What a word can begin, with all letters that may be attached to it, is worked
out once for each word the press writes and remembered (:mod:`khabar.names.uses`): over running text there is one
look-up for each word, and no letter is read twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from khabar.arabic.letters import LATIN_LETTER_NAMES

#: Attached letters that may stand before a name; ``لل`` is handled with the article it eats.
_CHAINS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")
_BEFORE_EATEN = ("", "و", "ف")
#: What a haystack may leave out.
MARKS = frozenset("()[].")
#: A form of two letters takes only these: ``باب`` is a door, not ``ب`` and ``إب``.
_BEFORE_ALL = ("", "و")
_SHORT = 2
_GLUED_LEAST = 4
_NONE: frozenset[str] = frozenset()


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
    """The matching keys of a passage, and the same without brackets and the dots of initials.

    Attributes:
        keys: All keys.
        shown: What remains of them.
    """

    __slots__ = ("_dropped", "_gaps", "keys", "shown")

    def __init__(self, keys: list[str], marks: Sequence[int]) -> None:
        """Leave out what is to be left out among ``marks``, the tokens that are one of ``MARKS``."""
        self.keys = self.shown = keys
        self._dropped = [i for i in marks if keys[i] != "." or (i and keys[i - 1] in LATIN_LETTER_NAMES)]
        self._gaps = [i - n for n, i in enumerate(self._dropped)]
        if self._dropped:
            self.shown = keys.copy()
            for i in reversed(self._dropped):
                del self.shown[i]

    def place(self, token: int) -> int:
        """Where a token that is not left out stands in ``shown``."""
        return token - bisect_left(self._dropped, token)

    def token(self, place: int) -> int:
        """The token that stands at a place of ``shown``."""
        return place + bisect_right(self._gaps, place)


class Start(NamedTuple):
    """A way to begin a form: ``head`` is its first word, ``sizes`` the numbers of words of the forms that begin so.

    ``seconds`` are their second words, ``glued`` is the name written together with it before (``روسياوأوكرانيا``).
    """

    skip: int
    head: str
    sizes: tuple[int, ...]
    seconds: Set[str]
    glued: Hit | None = None


def _bare(word: str) -> Iterator[tuple[int, str]]:
    """A word without letters that may be attached: how many they are, and the rest; ``لل`` gives back the article."""
    for chain in _CHAINS:
        if word.startswith(chain) and (chain in _BEFORE_ALL or len(word) - len(chain) > _SHORT):
            yield len(chain), word[len(chain) :]
    for chain in _BEFORE_EATEN:
        if word.startswith(chain + "لل"):
            yield len(chain) + 2, "ال" + word[len(chain) + 2 :]


class Matcher:
    """Folded forms by their first words."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = frozenset(forms)
        sizes: dict[str, set[int]] = {}
        self._seconds: dict[str, set[str]] = {}
        for form in self._forms:
            words = form.split(" ")
            sizes.setdefault(words[0], set()).add(len(words))
            if len(words) > 1:
                self._seconds.setdefault(words[0], set()).add(words[1])
        self._sizes = {head: tuple(sorted(found)) for head, found in sizes.items()}
        #: The first words of the forms of several words.
        self.heads = frozenset(head for head, found in sizes.items() if found != {1})

    def starts(self, word: str) -> Iterator[Start]:
        """All that a word can begin, attached letters aside; two names that are written together are found both."""
        sizes = self._sizes
        for skip, head in _bare(word):
            if found := sizes.get(head):
                yield Start(skip, head, found, self._seconds.get(head, _NONE))
        at = word.find("و", _GLUED_LEAST)
        while at > 0:
            if found := sizes.get(word[at + 1 :]):
                for skip, before in _bare(word[:at]):
                    if len(before) >= _GLUED_LEAST and 1 in sizes.get(before, ()):
                        head, left = word[at + 1 :], Hit(0, skip, 1, before, len(word) - at)
                        yield Start(at + 1, head, found, self._seconds.get(head, _NONE), left)
                        break
            at = word.find("و", at + 1)

    def find(self, haystack: Haystack, begun: Iterable[tuple[int, tuple[Start, ...]]]) -> list[Hit]:
        """All forms that stand in the haystack as whole words: by their first token, at each the longest first.

        Args:
            haystack: The words.
            begun: The tokens that can begin a form, in order, with what :meth:`starts` says of them.
        """
        keys, end = haystack.keys, len(haystack.keys) - 1
        found: list[Hit] = []
        for first, starts in begun:
            after = keys[first + 1] if first < end else ""
            known = len(found)
            for start in starts:
                if start.sizes[0] == 1:
                    if start.glued:
                        found.append(start.glued._replace(first=first, last=first + 1))
                    found.append(Hit(first, start.skip, first + 1, start.head))
                if after in start.seconds or after in MARKS:
                    found += self._longer(haystack, first, start)
            if len(found) > known + 1:
                found[known:] = sorted(found[known:], key=_by_length)
        return found

    def _longer(self, haystack: Haystack, first: int, start: Start) -> list[Hit]:
        """The forms of several words that stand where one can begin."""
        found: list[Hit] = []
        shown, at = haystack.shown, haystack.place(first)
        for size in start.sizes:
            if size == 1 or at + size > len(shown):
                continue
            form = " ".join([start.head, *shown[at + 1 : at + size]])
            if form in self._forms:
                if start.glued:
                    found.append(start.glued._replace(first=first, last=first + 1))
                found.append(Hit(first, start.skip, haystack.token(at + size - 1) + 1, form))
        return found


def _by_length(hit: Hit) -> tuple[int, int]:
    return -hit.last, hit.skip


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
    return " ".join(w for i, w in enumerate(words) if not (w == "." and i and words[i - 1] in LATIN_LETTER_NAMES))
