"""All known names by their folded forms, and what each form may mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from khabar.arabic import key as _key
from khabar.lexicon import Actor, Lexicon, actors
from khabar.model import EntityKind
from khabar.names.matcher import Matcher, tokenised
from khabar.names.nisba import compile_nisbas
from khabar.names.rarity import is_word
from khabar.names.words import Words, folded


class Sense(NamedTuple):
    """One actor a form may mean; ``full`` forms outweigh ``short`` and ``derived`` ones."""

    actor: Actor
    how: str
    kind: EntityKind


def _sense(actor: Actor, how: str) -> Sense:
    return Sense(actor, how, cast(EntityKind, actor.kind))


class Gazetteer:
    """The forms of all actors, compiled.

    Attributes:
        words: The words that steer the finding of names.
        actors: All actors by id.
        senses: What each folded form may mean.
        inner_words: Words that occur in forms of several words behind the first.
        name_words: Words that occur in names of persons.
        matcher: Finds the forms.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Words(lexicon)
        self.actors = actors(lexicon)
        self.senses: dict[str, list[Sense]] = {}
        key = cache(_key)  # each form is looked at three times
        arabic = self.words.lists["arabic-speaking"]
        self._arabic = {a.id for a in self.actors.values() if a.type == "state" and any(key(f) in arabic for f in a.ar)}
        self._persons = {key(f) for a in self.actors.values() if a.kind == "person" for f in (*a.ar, *a.short)}
        self._places = {key(f) for a in self.actors.values() if a.kind == "place" for f in a.ar}
        for actor in self.actors.values():
            for form in actor.ar:
                self._enter(tokenised(key(form)), _sense(actor, "full"))
            for form in actor.short:
                self._enter(tokenised(key(form)), _sense(actor, "short"))
        derived: dict[str, list[Sense]] = {}
        for actor in self.actors.values():
            if actor.kind == "person":
                for form in actor.ar:
                    for other in _shortened(key(form).split(" ")):
                        if not self._may_stand(other.split(" ")):
                            continue
                        derived.setdefault(other, []).append(_sense(actor, "derived"))
        for form, senses in derived.items():
            if form not in self.senses and len({s.actor.id for s in senses}) == 1:
                self.senses[form] = senses[:1]
        self._trims: dict[str, tuple[int, int]] = {}
        self._plain: dict[str, bool] = {}
        self._described: dict[str, bool] = {}
        self._words_of: dict[str, set[str]] = {}
        for form, senses in self.senses.items():
            for sense in senses:
                if sense.kind == "person":
                    self._words_of.setdefault(sense.actor.id, set()).update(form.split(" "))
        self._titles = (
            frozenset(w for t in self.words.titles for w in folded(t.ar) if " " not in w)
            | self.words.lists["name-titles"]
        )
        no_names = self._titles | self.words.lists["name-enders"] | self.words.bridges | self.words.prefixes
        self.name_words = frozenset(w for words in self._words_of.values() for w in words if len(w) > 1) - no_names
        self.inner_words = frozenset(w for form in self.senses for w in form.split(" ")[1:])
        self._nisbas = lexicon.compiled(compile_nisbas)
        self.matcher = Matcher(self.senses)

    def words_of(self, actor: Actor) -> set[str]:
        """The words in all names of a person."""
        return self._words_of.get(actor.id, set())

    def is_plain(self, form: str) -> bool:
        """Whether a form of one word is a name wherever it stands: no guard, nothing that must stand before it."""
        known = self._plain.get(form)
        if known is None:
            known = self._plain[form] = not (
                " " in form
                or form in self.words.guards
                or form in self._nisbas
                or form.endswith("ه")
                or any(s.actor.after for s in self.senses[form])
            )
        return known

    def trim(self, form: str) -> tuple[int, int]:
        """How many words at the beginning and the end of a form are no part of the name it holds.

        ``حركة حماس`` is listed because it is never anybody else, but the name in it is ``حماس``.
        """
        if form not in self._trims:
            self._trims[form] = self._trim(form.split(" "))
        return self._trims[form]

    def _trim(self, words: list[str]) -> tuple[int, int]:
        lists, senses, size = self.words.lists, self.senses, len(words)
        if size == 1:
            return 0, 0
        persons = all(s.kind == "person" for s in senses[" ".join(words)])
        rest = " ".join(words[1:])
        if words[0] in self.words.descriptions["first"] and _same_body(senses[" ".join(words)], senses.get(rest, [])):
            return 1, 0
        named = rest in senses or rest in lists["bare-behind-a-noun"]
        leading = words[0] in lists["leading-nouns"] and words[1] not in lists["news"] and named
        if leading or (persons and words[0] in self._titles):
            return 1, 0
        if words[-1] in lists["trailing-adjectives"] and " ".join(words[:-1]) in senses:
            return 0, 1
        for i in range(2, size):
            inner = " ".join(words[i + 1 :]) if words[i] in ("في", "من") else " ".join([words[i][1:], *words[i + 1 :]])
            joined = words[i] in ("في", "من") or words[i].startswith("ب")
            if (joined and inner in senses and words[0] not in self.words.descriptions["posted"]) or words[
                i
            ].startswith("التابع"):
                return 0, size - i
        return 0, 0

    def is_description(self, form: str) -> bool:
        """Whether a form says who is meant without naming anybody (``القوى العالمية الست``)."""
        known = self._described.get(form)
        if known is None:
            first, _, rest = form.partition(" ")
            known = first in self.words.descriptions["first"] and (rest not in self.senses or rest.endswith("يه"))
            known = known and not (first == "الدوله" and self.senses[form][0].actor.type == "armed-group")
            self._described[form] = known
        return known

    def _enter(self, folded_form: str, sense: Sense) -> None:
        if self._names_another(folded_form) or (sense.kind == "place" and self._is_pair(folded_form)):
            return
        for spelled in _spellings(folded_form, foreign=self._is_foreign(sense.actor)):
            known = self.senses.setdefault(spelled, [])
            if all(s.actor.id != sense.actor.id for s in known):
                known.append(sense)

    def _may_stand(self, words: list[str]) -> bool:
        """Whether two words of a longer name are a name: no ``عبد العزيز`` alone, nothing that is a common phrase."""
        odd = self.words.prefixes | self.words.seconds | self.words.bridges | self.words.lists["name-enders"]
        if any(w in odd or len(w) < 3 for w in words):
            return False
        # two given names of Arabs are half of many men's names: no حسن أحمد for him who has a third
        return not all(w in self.words.given and w not in self.words.foreign for w in words)

    def _names_another(self, form: str) -> bool:
        """``مفاوضات إسطنبول``, ``إدارة ترامب``: the place or the person is named, not the talks or the government."""
        first, _, rest = form.partition(" ")
        descriptions = self.words.descriptions
        if (first in descriptions["event"] and rest in self._places) or (first in self._places and rest.isdigit()):
            return True
        return first in descriptions["government"] and rest in self._persons

    def _is_pair(self, form: str) -> bool:
        """``الشرق الأوسط وشمال أفريقيا``: two places, not one."""
        first, joint, second = form.partition(" و")
        return bool(joint) and first in self._places and second in self._places

    def _is_foreign(self, actor: Actor) -> bool:
        return (actor.country or actor.id) not in self._arabic


def _same_body(one: list[Sense], other: list[Sense]) -> bool:
    """Whether two forms name one organization (``المتمردون الحوثيون``, ``الحوثيون``)."""
    bodies = {s.actor.id for s in one if s.kind == "organization"}
    return any(s.actor.id in bodies for s in other)


def compile_gazetteer(lexicon: Lexicon) -> Gazetteer:
    """The gazetteer of a lexicon; use it through ``lexicon.compiled``."""
    return Gazetteer(lexicon)


def _spellings(form: str, *, foreign: bool) -> set[str]:
    """The form with ``عبد الله`` written in one word and in two, and a foreign ``غ`` written ``ج`` (``الكونغرس``)."""
    forms = {form}
    if "عبد" not in form and "غ" not in form and "ڤ" not in form:  # nearly all forms
        return forms
    if foreign and "غ" in form and not is_word(form.replace("غ", "ج")):
        forms.add(form.replace("غ", "ج"))
    if "ڤ" in form:
        forms.add(form.replace("ڤ", "ف"))
    words = form.split(" ")
    for i, word in enumerate(words[:-1]):
        if word == "عبد":
            forms.add(" ".join([*words[:i], word + words[i + 1], *words[i + 2 :]]))
    for i, word in enumerate(words):
        if word.startswith("عبدال") and len(word) > 6:
            forms.add(" ".join([*words[:i], "عبد", word[3:], *words[i + 1 :]]))
    if "عبد رب" in form or "عبدرب" in form:
        forms.add(form.replace("عبد ربه", "عبدربه"))
        forms.add(form.replace("عبدربه", "عبد ربه"))
    return forms


def _shortened(words: list[str]) -> Iterator[str]:
    """Shorter forms of a full name of three words or more: its last two, its first and last, its first two."""
    if len(words) >= 3 and words[-2] not in ("بن", "ال", "ابو", "عبد", "ولد", "دير", "فون"):
        yield " ".join(words[-2:])
        yield f"{words[0]} {words[-1]}"
        if words[1] not in ("بن", "ابو", "عبد", "ولد", "ال", "فون"):
            yield " ".join(words[:2])
    if len(words) == 2 and words[-1].startswith("ال") and len(words[-1]) > 5:
        yield f"{words[0]} {words[-1][2:]}"
    elif len(words) == 2 and len(words[-1]) > 3:
        yield f"{words[0]} ال{words[-1]}"
