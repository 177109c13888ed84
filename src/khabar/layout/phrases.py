"""The phrases of page furniture (``lexicon/data/layout/furniture``), compiled for looking up a line at once."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from khabar.layout.entries import Furniture
from khabar.layout.lines import Line, bare_words, line_key
from khabar.lexicon import Lexicon

_BULLETS = regex.compile(r"^(?:[^\w\"«“(©#@]|_)+")
_LETTERS = regex.compile(r"[^\W_]+")
_SPACE_BEFORE_COLON = regex.compile(r" +(?=:)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The furniture of one lexicon, ready for lookup."""

    lines: dict[str, Furniture]
    starts: dict[str, tuple[tuple[str, Furniture], ...]]
    ends: dict[str, tuple[tuple[str, Furniture], ...]]
    inside: AhoCorasick
    inside_of: dict[str, Furniture]
    lead: regex.Pattern[str]
    tail: regex.Pattern[str]
    tail_words: AhoCorasick
    tail_of: dict[str, Furniture]
    lead_of: dict[str, Furniture]

    def find(self, line: Line) -> Furniture | None:
        """The furniture this whole line is, if any."""
        if not line.bare and len(line.key) > 80:
            return None
        if found := self.lines.get(line.bare):
            return found
        key = _SPACE_BEFORE_COLON.sub("", _BULLETS.sub("", line.key))
        if not key:
            return None
        first, _, _ = key.partition(" ")
        last = key.rpartition(" ")[2]
        for phrase, entry in (*self.starts.get(_initial(first), ()), *self.starts.get(first[:1], ())):
            if key.startswith(phrase) and _ends_word(key, len(phrase), phrase) and _fits(line, entry):
                return entry
        for phrase, entry in self.ends.get(last.rstrip(".!؟"), ()):
            if key.rstrip(".!؟").endswith(phrase) and _fits(line, entry):
                return entry
        hits = found_in(key, self.inside)
        return self.inside_of[hits[0]] if hits and _fits(line, self.inside_of[hits[0]]) else None


def build_phrases(lexicon: Lexicon) -> Phrases:
    """Compile the furniture of a lexicon (for :meth:`Lexicon.compiled`)."""
    entries = lexicon.table("layout/furniture", Furniture)
    inside = {phrase_key(p): e for e in entries for p in e.inside}
    lead = {phrase_key(p): e for e in entries for p in e.lead}
    tail = {phrase_key(p): e for e in entries for p in e.tail}
    return Phrases(
        {bare_words(phrase_key(p)): e for e in entries for p in e.line},
        _by_word([(phrase_key(p), e) for e in entries for p in e.start], 0),
        _by_word([(phrase_key(p), e) for e in entries for p in e.end], -1),
        # Every line is searched: twenty times faster than a pattern of alternatives.
        AhoCorasick(sorted(inside, key=len, reverse=True), matchkind=MatchKind.LeftmostFirst),
        inside,
        _any_of(lead, "({})\\b"),
        _any_of(tail, '(?:^|[\\s.!؟»"”)])({})'),
        AhoCorasick(list(tail)),
        tail,
        lead,
    )


def found_in(text: str, words: AhoCorasick) -> list[str]:
    """Which of some words or phrases a text holds, in order."""
    try:
        return words.find_matches_as_strings(text)
    except UnicodeEncodeError:  # a lone surrogate; no phrase holds one
        return words.find_matches_as_strings(text.encode("utf-8", "replace").decode())


def phrase_key(phrase: str) -> str:
    """A phrase of the lexicon as :class:`Line` keys spell it."""
    return _SPACE_BEFORE_COLON.sub("", line_key(phrase))


def _initial(word: str) -> str:
    """The letters a word begins with; the word itself where it begins with a mark."""
    match = _LETTERS.match(word)
    return match.group() if match else word[:1]


def _by_word(forms: list[tuple[str, Furniture]], at: int) -> dict[str, tuple[tuple[str, Furniture], ...]]:
    table: dict[str, list[tuple[str, Furniture]]] = {}
    for phrase, entry in forms:
        word = phrase.split()[at]
        table.setdefault(_initial(word) if at == 0 else word, []).append((phrase, entry))
    return {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in table.items()}


def _any_of(forms: dict[str, Furniture], pattern: str) -> regex.Pattern[str]:
    if not forms:
        return regex.compile(r"(?!)")
    ordered = sorted(forms, key=len, reverse=True)
    return regex.compile(pattern.format("|".join(regex.escape(f, special_only=True) for f in ordered)))


def _ends_word(key: str, at: int, phrase: str) -> bool:
    last = phrase.rpartition(" ")[2]
    return at >= len(key) or not phrase[-1].isalnum() or len(last) == 1 or not key[at].isalnum()


def _fits(line: Line, entry: Furniture) -> bool:
    if entry.digit and not any(c.isdigit() for c in line.key):
        return False
    return line.words <= entry.longest and (entry.sentence or not line.full_stop)
