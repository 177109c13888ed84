"""Who is harmed, and by whose arms: what the telling of an attack names neither as subject nor as object."""

from __future__ import annotations

from khabar.events.owners import Owners
from khabar.events.parties import Party
from khabar.lexicon.phrases import stems

#: Types that are done to places: whose state suffers them.
HIT = frozenset(["ASSAULT", "COERCE", "RETREAT"])
#: How many words can stand between what kills and whose it is.
_NEAR = 6


class Harm(Owners):
    """Finds the victims of killings and those whose arms killed, in one passage."""

    def _by_arms(self, first: int, victims: tuple[str, ...]) -> tuple[str, ...]:
        """Whose arms did harm: ``برصاص القوات الإسرائيلية``, ``في غارة أميركية``, ``في كمين نصبته المقاومة``.

        Args:
            first: The token after the word of harm.
            victims: Who suffered; in ``مواجهات مع الجيش`` the other side did it.
        """
        last = self._clauses.passage.sentence_of(first - 1).last
        for i in range(first, min(first + 24, last)):
            word = self._tokens[i].key
            if word in self._words["complements"] or (i > first and self._tokens[i].key in ".؛:"):
                break
            if i in self._parties.named or not stems(word) & self._words["arms"] or not self._is_means(i):
                continue
            if found := tuple(e for e in self._whose_arms(i + 1, last) if e not in victims):
                return found
        return ()

    def _is_means(self, at: int) -> bool:
        """Whether a preposition makes a word the means or the occasion of what is told: ``في هجوم``, ``برصاص``."""
        word, before = self._tokens[at].key, self._tokens[at - 1].key
        if word.startswith("ب") and word not in self._words["arms"]:
            return True
        return before in self._words["by-means"] or stems(before) & self._words["arms"] != frozenset()

    def _whose_arms(self, first: int, last: int) -> tuple[str, ...]:
        """Whose an attack or a weapon is: in the genitive, as a nationality, with ``ل``, as who launched it."""
        launched = False
        for party in self._parties.within(first, min(first + _NEAR + 6, last)):
            gap = range(first, party.first)
            if any(self._tokens[i].key in ".؛:،" for i in gap):
                return ()
            launched = launched or any(self._is_launched(i) for i in gap)
            if not party.entities or party.place:
                continue
            if launched:
                return self._with_followers(party, last) if party.prep is None else ()
            near = (len(gap) <= 3 or party.sided) and not any(
                self._tokens[i].key in self._words["prepositions"] for i in gap[:-1]
            )
            if party.prep in ("ل", "من قبل", "مع", "بين") and near and not self._clause_between(gap):
                return self._with_followers(party, last)
            if party.via == "nisba" and party.prep in (None, "في", "ب") and near:
                return party.entities
            if party.prep not in (None, "في", "ب", "على") or not (not gap or party.sided) or not near:
                return ()
            return self._with_followers(party, last)
        return ()

    def _is_launched(self, at: int) -> bool:
        """Whether a verb takes up an attack told before: ``هجوم شنته``, ``تفجير تبناه``, ``قصف قامت به``."""
        word = self._tokens[at].key
        if at in self._parties.named or not self._clauses.is_finite(word):
            return False
        after = self._tokens[at + 1].key if at + 1 < len(self._tokens) else ""
        return word.endswith(("ه", "ها", "هما")) or after in self._words["resumed"]

    def _clause_between(self, gap: range) -> bool:
        return any(self._clauses.is_finite(self._tokens[i].key) for i in gap)

    def _with_followers(self, party: Party, last: int) -> tuple[str, ...]:
        """A party with those coordinated to it: ``الحوثيون وقوات صالح``."""
        return self._extended(party, last)[1]
