"""The words of foreign names by what all their spellings have in common."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.arabic import key
from khabar.arabic.spelling import differ_little, skeleton
from khabar.lexicon import Actor, Lexicon, actors
from khabar.names.gazetteer import Gazetteer, compile_gazetteer
from khabar.names.rarity import COMMON, frequencies, is_word

CHAINS = ("و", "ف", "ل", "ب", "ول", "وب", "ك")
_DEFINITE = ("ال", "وال", "بال", "لل", "كال", "فال")
#: How many looked-up words are remembered; an archive has no end of them.
_KEPT = 100_000


class Spellings:
    """The words of foreign names by their skeletons."""

    def __init__(self, gazetteer: Gazetteer, arabic_states: frozenset[str]) -> None:
        self._by_skeleton: dict[str, list[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._may_be: dict[str, bool] = {}
        self._given = (gazetteer.words.given | gazetteer.words.common_given) - gazetteer.words.foreign
        words = {
            word
            for form, senses in gazetteer.senses.items()
            for sense in senses
            if _is_foreign(sense.actor, arabic_states)
            for word in form.split(" ")
            if len(word) >= 4 and not word.startswith(("ال", "عبدال"))
        }
        self.words = frozenset(words)
        for word in sorted(words):
            self._by_skeleton.setdefault(skeleton(word), []).append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The listed words of which ``word`` is another spelling; none for common words of Arabic."""
        if word not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[word] = tuple(self._find(word))
        return self._known[word]

    def may_be(self, word: str) -> bool:
        """Whether a word, or what remains of it without attached letters, may be a listed one in another spelling."""
        if word not in self._may_be:
            if len(self._may_be) > _KEPT:
                self._may_be.clear()
            cuts: list[str] = []
            if len(word) > 3 and not word.startswith(_DEFINITE) and frequencies().get(word, 0.0) < 4 * COMMON:
                cuts = [word, *(word[len(c) :] for c in CHAINS if word.startswith(c))]
            self._may_be[word] = any(self.of(cut) for cut in cuts)
        return self._may_be[word]

    def _find(self, word: str) -> Iterator[str]:
        seen = frequencies()
        frequency = seen.get(word, 0.0)
        if len(word) < 4 or frequency >= 4 * COMMON or word.startswith("ال") or word in self._given:
            return
        listed = self._by_skeleton.get(skeleton(word))
        if not listed:
            return
        near = [other for other in listed if other != word and differ_little(word, other)]
        if not near or not word.isalpha() or (not frequency and is_word(word)):
            return
        for other in near:
            if not frequency or differ_little(word, other, most=1):
                rarer = frequency < seen.get(other, 0.0)
                if not frequency or rarer or (len(word) > 4 and frequency < COMMON):
                    yield other


def compile_spellings(lexicon: Lexicon) -> Spellings:
    """The spellings of a lexicon; use it through ``lexicon.compiled``."""
    gazetteer = lexicon.compiled(compile_gazetteer)
    arabic = frozenset(
        actor.id
        for actor in actors(lexicon).values()
        if actor.type == "state" and any(f in gazetteer.words.lists["arabic-speaking"] for f in _folded(actor))
    )
    return Spellings(gazetteer, arabic)


def _folded(actor: Actor) -> Iterator[str]:
    return (key(f) for f in actor.ar)


def _is_foreign(actor: Actor, arabic_states: frozenset[str]) -> bool:
    """Whether an actor's name is written from another language: no body named by Arabic words, no Arab."""
    if actor.kind == "person":
        return actor.country not in arabic_states
    if actor.kind == "place":
        return (
            actor.type in ("state", "capital", "city")
            and actor.country not in arabic_states
            and actor.id not in arabic_states
        )
    return False
