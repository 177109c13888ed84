"""What the parts of the names stage share while they read one article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from typing import NamedTuple

from khabar.arabic import Block, Passage
from khabar.lexicon import Actor, Lexicon
from khabar.model import Article, EntityKind, Span
from khabar.names.gazetteer import Gazetteer, compile_gazetteer
from khabar.names.matcher import Haystack
from khabar.names.nisba import Nisba, compile_nisbas
from khabar.names.uses import NOTHING, Use, compile_uses
from khabar.names.words import Words, stem

OPENING = frozenset("\"«“”„‟‹'(")
CLOSING = frozenset("\"»«“”›')")
QUOTES = frozenset("\"«»“”„‟‹›'") | {"''"}
_MARKS_IN_WORDS = frozenset("()[]")


class Name(NamedTuple):
    """A name at tokens ``first:last``, ``skip`` letters before it and ``cut`` letters behind it aside."""

    first: int
    skip: int
    last: int
    kind: EntityKind
    entity: str
    rule: str
    cut: int = 0
    actor: Actor | None = None

    @property
    def size(self) -> int:
        """How many tokens it covers."""
        return self.last - self.first


class Scene:
    """One article under reading: its words, the lexicon's tables, and what was found so far.

    Attributes:
        keys: The matching keys of all tokens.
        noted: The tokens that may be something to this stage, with what they may be.
        names: The names found, by their first token.
        inside: The names found, by each token in them.
        described: Phrases that stand for an actor without naming it, by their first token.
    """

    def __init__(self, passage: Passage, article: Article, lexicon: Lexicon) -> None:
        self.passage = passage
        self.article = article
        self.lexicon = lexicon
        self.tokens = passage.tokens
        self.keys = passage.keys
        uses = lexicon.compiled(compile_uses)
        known = uses.known
        self.noted: list[tuple[int, Use]] = []
        for i, word in enumerate(self.keys):
            use = known.get(word) or uses.learn(word)
            if use is not NOTHING:
                self.noted.append((i, use))
        self.haystack = Haystack(self.keys, [i for i, use in self.noted if use.mark])
        self._lines = [p.first for p in passage.paragraphs]
        self.gazetteer: Gazetteer = lexicon.compiled(compile_gazetteer)
        self.words: Words = self.gazetteer.words
        self.nisbas: dict[str, Nisba] = lexicon.compiled(compile_nisbas)
        self.names: dict[int, Name] = {}
        self.inside: dict[int, Name] = {}
        self._glued: list[Name] = []
        self._ordered: list[Name] | None = None
        self.described: dict[int, Name] = {}

    # -- what was found -----------------------------------------------------------------------------

    def add(self, name: Name, *, glued: bool = False) -> None:
        """Keep a name; a second one at the same token, glued to it, stands beside it."""
        self._ordered = None
        if glued:
            self._glued.append(name)
            return
        self.names[name.first] = name
        for i in range(name.first, name.last):
            self.inside[i] = name

    def drop(self, name: Name) -> None:
        """Forget a name."""
        self._ordered = None
        if name in self._glued:
            self._glued.remove(name)
            return
        if self.names.get(name.first) is name:
            del self.names[name.first]
        for i in range(name.first, name.last):
            if self.inside.get(i) is name:
                del self.inside[i]

    def replace(self, old: Name, new: Name) -> None:
        """Put ``new`` in the place of ``old``."""
        glued = old in self._glued
        self.drop(old)
        self.add(new, glued=glued)

    def ordered(self) -> list[Name]:
        """The names found, in order."""
        if self._ordered is None:
            self._ordered = sorted([*self.names.values(), *self._glued])
        return self._ordered

    def names_in(self, first: int, last: int) -> list[Name]:
        """The names that begin among tokens ``first:last``, in order."""
        return [self.names[i] for i in range(first, last) if i in self.names]

    # -- words ----------------------------------------------------------------------------------------

    def key(self, i: int) -> str:
        """The matching key of token ``i``; empty outside the passage."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def line(self, i: int) -> Block:
        """The paragraph of token ``i``."""
        return self.passage.paragraphs[bisect_right(self._lines, i) - 1]

    def same_line(self, i: int, j: int) -> bool:
        """Whether two tokens stand in one paragraph."""
        return i == j or bisect_right(self._lines, i) == bisect_right(self._lines, j)

    def stem(self, i: int, known: Container[str]) -> tuple[int, str] | None:
        """Token ``i`` without attached letters if it then is one of ``known``: (letters to skip, the rest)."""
        return stem(self.key(i), known)

    def nisba(self, i: int) -> tuple[Nisba, int] | None:
        """The adjective of nationality at token ``i`` and the token after it."""
        word = self.key(i)
        if two := self.nisbas.get(f"{word} {self.key(i + 1)}"):
            return two, i + 2
        if one := self.nisbas.get(word):
            return one, i + 1
        return None

    def skip_quotes(self, i: int, step: int = 1) -> int:
        """The next token from ``i`` on that is no quotation mark or bracket."""
        while 0 <= i < len(self.keys) and (self.keys[i] in QUOTES or self.keys[i] in _MARKS_IN_WORDS):
            i += step
        return i

    # -- spans ----------------------------------------------------------------------------------------

    def offset(self, i: int, skip: int = 0) -> int:
        """The page offset of letter ``skip`` of token ``i``."""
        start = self.tokens[i].start
        view = self.passage.view
        if not skip or view.origins is None:
            return start + skip
        return view.origins[view.index(start) + skip]

    def span(self, first: int, skip: int, last: int) -> Span:
        """The page span of tokens ``first:last`` without ``skip`` letters of the first."""
        return Span(self.offset(first, skip), self.tokens[last - 1].end)

    def name_span(self, name: Name) -> Span:
        """The page span of a name, a bracket that closes right behind it included if it opened inside."""
        last = name.last
        inner = self.keys[name.first : last]
        if "(" in inner and ")" not in inner and self.key(last) == ")":
            last += 1
        if name.cut:
            word = name.last - 1
            return Span(self.offset(name.first, name.skip), self.offset(word, len(self.keys[word]) - name.cut))
        return self.span(name.first, name.skip, last)
