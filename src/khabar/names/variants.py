"""Names in a spelling that no lexicon lists, found by the rules of :mod:`khabar.arabic.spelling`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import cast

from khabar.arabic import key
from khabar.arabic.spelling import differ_little, skeleton
from khabar.lexicon import Actor, Lexicon, actors
from khabar.model import EntityKind
from khabar.names.gazetteer import Gazetteer, compile_gazetteer
from khabar.names.rarity import COMMON, frequencies, is_unseen, is_word
from khabar.names.scene import Name, Scene

_CHAINS = ("و", "ف", "ل", "ب", "ول", "وب", "ك")
_DEFINITE = ("ال", "وال", "بال", "لل", "كال", "فال")
_LONGEST = 4
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

    def odd(self, words: Sequence[str]) -> set[str]:
        """Those of some words that may be listed ones in another spelling."""
        known = self._may_be
        different = set(words)
        for word in different.difference(known):
            self.may_be(word)
        return {word for word in different if known.get(word)}

    def may_be(self, word: str) -> bool:
        """Whether a word, or what remains of it without attached letters, may be a listed one in another spelling."""
        if word not in self._may_be:
            if len(self._may_be) > _KEPT:
                self._may_be.clear()
            cuts: list[str] = []
            if len(word) > 3 and not word.startswith(_DEFINITE) and frequencies().get(word, 0.0) < 4 * COMMON:
                cuts = [word, *(word[len(c) :] for c in _CHAINS if word.startswith(c))]
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
            if not frequency or (frequency < seen.get(other, 0.0) and differ_little(word, other, most=1)):
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


def find_variants(scene: Scene) -> None:
    """Add names in an unlisted spelling to the scene: names of several words first, then those that stand alone."""
    spellings = scene.lexicon.compiled(compile_spellings)
    odd = {w for w in spellings.odd(scene.keys) if w not in scene.nisbas}
    rare = [i for i, word in enumerate(scene.keys) if word in odd and i not in scene.inside] if odd else []
    for i in rare:
        _match_several(scene, spellings, i)
    named = {name.entity for name in scene.names.values()}
    for i in rare:
        if i not in scene.inside:
            _match_alone(scene, spellings, i, named)


def _match_several(scene: Scene, spellings: Spellings, i: int) -> None:
    """The longest listed name of two words or more that the words around token ``i`` spell."""
    senses = scene.gazetteer.senses
    if not any(_is_of_a_name(scene, spellings, j) for j in (i - 1, i + 1)):
        return
    for first in range(max(0, i - _LONGEST + 1), i + 1):
        for last in range(min(len(scene.keys), first + _LONGEST), max(i, first + 1), -1):
            for skip, words in _readings(scene, spellings, first, last):
                found = senses.get(" ".join(words))
                if not found or found[0].actor.kind == "organization" or _reads_a_preposition(scene, first, last):
                    continue
                inside = {id(n): n for j in range(first, last) if (n := scene.inside.get(j))}
                if any(n.first < first or n.last > last for n in inside.values()):
                    continue
                for name in inside.values():
                    scene.drop(name)
                _add(scene, first, skip, last, found[0].actor)
                return


def _is_half_a_name(scene: Scene, i: int) -> bool:
    """Whether a word goes on into a name that is not listed (``دومينيكو سكالا``) or is a village's (``بلدة كذا``)."""
    after = scene.key(i + 1)
    named = after in scene.words.given or after in scene.gazetteer.name_words or (len(after) > 2 and is_unseen(after))
    follows = named and (i + 1) not in scene.inside and i + 1 < len(scene.keys) and scene.tokens[i + 1].kind == "word"
    return follows or scene.stem(i - 1, scene.words.lists["village-nouns"]) is not None


def _reads_a_preposition(scene: Scene, first: int, last: int) -> bool:
    """``على`` is folded to ``علي``, but no name."""
    text = scene.passage.text
    return any(scene.keys[j] == "علي" and text[scene.tokens[j].end - 1] == "ى" for j in range(first, last))


def _is_of_a_name(scene: Scene, spellings: Spellings, i: int) -> bool:
    """Whether a word is one of a listed name, in its spelling or another, attached letters aside."""
    word = scene.key(i)
    if word in spellings.words or word in scene.gazetteer.name_words or word[1:] in scene.gazetteer.name_words:
        return True
    return spellings.may_be(word)


def _match_alone(scene: Scene, spellings: Spellings, i: int, named: set[str]) -> None:
    """A listed name of one word that token ``i`` spells: only where it is sure.

    It is, if the same actor is named elsewhere in the article, if the word is long, or if papers print it often.
    """
    word = scene.keys[i]
    if _is_half_a_name(scene, i):
        return
    for chain in ("", *_CHAINS):
        if not word.startswith(chain):
            continue
        bare = word[len(chain) :]
        for listed in spellings.of(bare):
            for sense in scene.gazetteer.senses.get(listed, ()):
                actor = sense.actor
                if actor.kind == "organization" or not differ_little(bare, listed, most=1):
                    continue
                rare = bare not in frequencies()
                long = len(skeleton(listed)) >= 4 + bool(chain) and rare and len(bare) > 5
                often = (
                    not chain
                    and not rare
                    and len(bare) < len(listed)
                    and len(skeleton(bare)) > 2
                    and bare[0] == listed[0]
                )
                again = actor.id in named and rare and len(skeleton(listed)) > 2
                if long or (actor.kind == "person" and (again or often)):
                    _add(scene, i, len(chain), i + 1, actor)
                    return


def _add(scene: Scene, first: int, skip: int, last: int, actor: Actor) -> None:
    scene.add(Name(first, skip, last, cast(EntityKind, actor.kind), actor.id, "variant", actor=actor))


def _readings(scene: Scene, spellings: Spellings, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The words ``first:last`` with each replaced by the listed words it may spell, attached letters cut off."""
    words = scene.keys[first:last]
    if any(scene.tokens[j].kind != "word" for j in range(first, last)):
        return
    rest = [(w, *spellings.of(w)[:3]) for w in words[1:]]
    for chain in ("", *_CHAINS):
        if words[0].startswith(chain) and len(words[0]) - len(chain) >= 3:
            opening = words[0][len(chain) :]
            for reading in product((opening, *spellings.of(opening)[:3]), *rest):
                yield len(chain), reading
