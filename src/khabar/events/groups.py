"""Parties that a common phrase stands for: ``القوى الكبرى``, in a war ``المقاومة``."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.arabic import Passage, key
from khabar.events.party import Party
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Group
from khabar.lexicon.phrases import Phrases


def compile_groups(lexicon: Lexicon) -> Phrases[Group]:
    """The phrases of ``groups/*.yaml``."""
    return Phrases((phrase, group) for group in lexicon.table("groups", Group) for phrase in group.ar)


def from_groups(passage: Passage, lexicon: Lexicon) -> Iterator[Party]:
    """The parties that common phrases of a passage stand for, where its other words say who is meant."""
    present = {t.key for t in passage.tokens}
    for found in lexicon.compiled(compile_groups).find(passage.tokens):
        group = found.value
        if found.last - found.first == 1 and not _is_spelled(passage.tokens[found.first].key, group):
            continue
        if not group.about or present & {key(w) for w in group.about}:
            attached = _letters_before(passage.tokens[found.first].key, group)
            yield Party(found.first, found.last, (group.id,), "organization", "group", attached=attached)


def _is_spelled(word: str, group: Group) -> bool:
    """Whether one word is a group's name with its article: ``المقاومة``, not ``مقاومة`` (resisting)."""
    for name in map(key, group.ar):
        contracted = name.removeprefix("ال")
        if word.endswith(name) and word.removesuffix(name) in ("", "و", "ب", "ف", "وب"):
            return True
        if name != contracted and word in ("لل" + contracted, "ولل" + contracted):
            return True
    return False


def _letters_before(word: str, group: Group) -> str:
    """The letters attached before the first word of a group's name."""
    firsts = {key(phrase.split()[0]) for phrase in group.ar}
    for letters in ("و", "ب", "ل", "ف", "وب", "ول"):
        rest = word.removeprefix(letters)
        if word.startswith(letters) and (rest in firsts or ("ا" + rest in firsts and letters.endswith("ل"))):
            return letters
    return ""
