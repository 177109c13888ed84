"""Whole-word matching of many folded forms at once, attached letters and glued names included.

Forms are looked up by their first word. What a word can begin, with all letters that may be attached to it, is worked
out once for each word the press writes and remembered (:mod:`khabar.names.uses`): over running text there is one
look-up for each word, and no letter is read twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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
    """The matching keys of a passage without brackets and the dots of initials.

    Attributes:
        shown: What remains of the keys.
        kept: For each of them its token.
    """

    __slots__ = ("_dropped", "kept", "shown")

    def __init__(self, keys: Sequence[str], marks: Sequence[int]) -> None:
        """Leave out what is to be left out among ``marks``, the tokens that are one of ``MARKS``."""
        self.kept: Sequence[int] = range(len(keys))
        self.shown: Sequence[str] = keys
        self._dropped = [i for i in marks if keys[i] != "." or (i and keys[i - 1] in LATIN_LETTER_NAMES)]
        if self._dropped:
            dropped = frozenset(self._dropped)
            self.kept = [i for i in range(len(keys)) if i not in dropped]
            self.shown = [keys[i] for i in self.kept]

    def place(self, token: int) -> int:
        """Where a token that is kept stands in ``shown``."""
        return token - bisect_left(self._dropped, token)


class Start(NamedTuple):
    """A way to begin a form: ``head`` is its first word, ``sizes`` the numbers of words of the forms that begin so.

    ``glued`` is the name that is written together with it before (``روسياوأوكرانيا``).
    """

    skip: int
    head: str
    sizes: tuple[int, ...]
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
                yield Start(skip, head, found)
        at = word.find("و", _GLUED_LEAST)
        while at > 0:
            if found := sizes.get(word[at + 1 :]):
                for skip, before in _bare(word[:at]):
                    if len(before) >= _GLUED_LEAST and 1 in sizes.get(before, ()):
                        yield Start(at + 1, word[at + 1 :], found, Hit(0, skip, 1, before, len(word) - at))
                        break
            at = word.find("و", at + 1)

    def find(self, haystack: Haystack, begun: Iterable[tuple[int, tuple[Start, ...]]]) -> Iterator[Hit]:
        """All forms that stand in the haystack as whole words.

        Args:
            haystack: The words.
            begun: The tokens that can begin a form, with what :meth:`starts` says of them.
        """
        shown, kept, forms, seconds = haystack.shown, haystack.kept, self._forms, self._seconds
        for first, starts in begun:
            at = -1
            for skip, head, sizes, glued in starts:
                for size in sizes:
                    if size == 1:
                        form, last = head, first + 1
                    else:
                        if at < 0:
                            at = haystack.place(first)
                            after = shown[at + 1] if at + 1 < len(shown) else ""
                        if after not in seconds[head]:
                            break
                        form = " ".join([head, *shown[at + 1 : at + size]])
                        if form not in forms or at + size > len(shown):
                            continue
                        last = kept[at + size - 1] + 1
                    if glued:
                        yield glued._replace(first=first, last=first + 1)
                    yield Hit(first, skip, last, form)


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
