"""Names in a spelling that no lexicon lists, found by the rules of :mod:`khabar.arabic.spelling`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import cast

from khabar.arabic.spelling import differ_little, skeleton
from khabar.lexicon import Actor
from khabar.model import EntityKind
from khabar.names.rarity import frequencies, is_unseen
from khabar.names.scene import Name, Scene
from khabar.names.spellings import CHAINS, Spellings, compile_spellings

_LONGEST = 4


def find_variants(scene: Scene) -> None:
    """Add names in an unlisted spelling to the scene: names of several words first, then those that stand alone."""
    spellings = scene.lexicon.compiled(compile_spellings)
    rare = [i for i, use in scene.noted if use.odd and i not in scene.inside]
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
    begin, end = i, i + 1
    while begin > max(0, i - _LONGEST + 1) and _inner_words(scene, spellings, begin):
        begin -= 1
    while end < min(len(scene.keys), i + _LONGEST) and _inner_words(scene, spellings, end):
        end += 1
    for first in range(begin, i + 1):
        for last in range(min(end, first + _LONGEST), max(i, first + 1), -1):
            for skip, words in _readings(scene, spellings, first, last):
                found = senses.get(" ".join(words))
                if not found or found[0].kind == "organization" or _reads_a_preposition(scene, first, last):
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
    for chain in ("", *CHAINS):
        if not word.startswith(chain):
            continue
        bare = word[len(chain) :]
        for listed in spellings.of(bare):
            for sense in scene.gazetteer.senses.get(listed, ()):
                actor = sense.actor
                if sense.kind == "organization" or not differ_little(bare, listed, most=1):
                    continue
                rare = bare not in frequencies()
                long = len(skeleton(listed)) >= 4 + bool(chain) and rare and len(bare) > 5
                often = (
                    not chain
                    and not rare
                    and frequencies()[bare] < frequencies().get(listed, 0.0)
                    and len(bare) < len(listed)
                    and len(skeleton(bare)) > 2
                    and bare[0] == listed[0]
                )
                again = actor.id in named and rare and len(skeleton(listed)) > 2
                if long or (sense.kind == "person" and (again or often)):
                    _add(scene, i, len(chain), i + 1, actor)
                    return


def _add(scene: Scene, first: int, skip: int, last: int, actor: Actor) -> None:
    scene.add(Name(first, skip, last, cast(EntityKind, actor.kind), actor.id, "variant", actor=actor))


def _readings(scene: Scene, spellings: Spellings, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The words ``first:last`` with each replaced by the listed words it may spell, attached letters cut off."""
    if scene.tokens[first].kind != "word":
        return
    word, heads = scene.keys[first], scene.gazetteer.matcher.heads
    rest: list[list[str]] | None = None
    for chain in ("", *CHAINS):
        if word.startswith(chain) and len(word) - len(chain) >= 3:
            opening = word[len(chain) :]
            first_words = [w for w in (opening, *spellings.of(opening)[:3]) if w in heads]
            if first_words:
                rest = rest or [_inner_words(scene, spellings, j) for j in range(first + 1, last)]
                for reading in product(first_words, *rest):
                    yield len(chain), reading


def _inner_words(scene: Scene, spellings: Spellings, i: int) -> list[str]:
    """The listed words that token ``i`` may spell behind the first word of a name."""
    word, inner = scene.keys[i], scene.gazetteer.inner_words
    if scene.tokens[i].kind != "word":
        return []
    return [w for w in (word, *spellings.of(word)[:3]) if w in inner]
