"""What bears a verbal noun: the verb that carries it, and who does what it names where it has no owner."""

from __future__ import annotations

from typing import NamedTuple

from khabar.events.coding import Seen
from khabar.events.harm import Harm
from khabar.lexicon.events import Carrier
from khabar.lexicon.phrases import stems

#: Marks that begin a quotation: the verb before does not carry a noun within.
_OPENING_QUOTES = frozenset(['"', "«", "“", "''"])
_CLOSING_QUOTES = frozenset(['"', "»", "”", "''"])


class Borne(NamedTuple):
    """The verb that carries a verbal noun, and its subject.

    Attributes:
        before: Whether the verb stands before the noun, not in a relative clause after it.
    """

    carrier: Carrier
    tense: str
    subject: tuple[str, ...]
    negated: bool
    before: bool


class Bearers(Harm):
    """Finds the verbs that carry verbal nouns, and the doers of those without an owner."""

    def _carried(self, seen: Seen, begin: int, previous: tuple[str, ...]) -> Borne | None:
        """The carrier verb before a nominal, its tense and its subject: ``أجرى كيري محادثات``."""
        for i in range(seen.token - 1, max(begin, seen.token - 16) - 1, -1):
            paused = any(self._tokens[j].key in ("،", ",") for j in range(i, seen.token))
            if (self._tokens[i].key in self._words["relatives"] and not paused) or (
                self._tokens[i].key in _OPENING_QUOTES and (i < seen.token - 1 or not self._quoted_name(seen.last))
            ):
                break
            if self.names(i):
                continue
            found = self._clauses.coding.carrier(self._tokens[i].key)
            if found is None and i < seen.token - 1 and self._clauses.attributes(self._tokens[i].key):
                break
            after_preposition = i > begin and self._tokens[i - 1].key in self._words["prepositions"]
            if found is None or after_preposition or self._clauses.is_masdar(i):  # على عقد لقاء: a noun
                if self._clauses.is_finite(self._tokens[i].key) and found is None:
                    break
                continue
            carrier, form, pronoun = found
            if carrier.subject == "suffers" and seen.token - i > 6:
                continue
            word = self._tokens[i].key
            verb = Seen(
                i,
                i + 1,
                seen.trigger._replace(form=form),
                pronoun,
                word[:1] in "وف" and word not in self._clauses.coding.carriers,
            )
            if form.tense == "participle":
                subject = self._goes_on_with(i) or previous
            else:
                subject, _ = self._subject(verb, self._clauses.left(i), seen.token, previous)
            return Borne(carrier, form.tense, subject, self._clauses.negated(i), before=True)
        return None

    def _quoted_name(self, at: int) -> bool:
        """Whether a quotation that has just begun ends soon: it only names something (``وقع «اتفاق الرياض»``)."""
        return any(t.key in _CLOSING_QUOTES for t in self._tokens[at : at + 6])

    def _carried_after(self, seen: Seen) -> Borne | None:
        """The carrier verb in a relative clause after a nominal: ``محادثات أجراها كيري``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        for i in range(seen.last, min(seen.last + 5, last)):
            if self._tokens[i].key in self._words["complements"]:
                return None
            relative = self._tokens[i].key in self._words["relatives"] and i > seen.last
            if relative and self._tokens[i - 1].key.startswith(("بال", "لل")):
                return None  # قبول اليونان بالشروط التي رفضتها
            if self._tokens[i - 1].key == "او" or self._clauses.is_masdar(i):  # خلال الاجتماع بحث الموضوعات
                continue
            found = self._clauses.coding.carrier(self._tokens[i].key)
            if found and found[1].tense != "noun":
                carrier, form, pronoun = found
                resumed = i + 1 < last and self._tokens[i + 1].key in self._words["resumed"]
                if not pronoun and not resumed:
                    return Borne(carrier, form.tense, (), negated=False, before=False)
                verb = Seen(i, i + 1 + resumed, seen.trigger._replace(form=form), pronoun, False)
                after = self._subject_after(verb, min(i + 10, last))
                return Borne(carrier, form.tense, after[1] if after else (), negated=False, before=False)
        return None

    def _reached(self, seen: Seen, begin: int) -> tuple[str, ...]:
        """Where to something comes, between the verb that tells so and what comes: ``وصلت إلى عدن سفينة``."""
        return tuple(e for p in self._parties.within(begin, seen.token) if p.prep == "إلى" for e in p.entities)

    def _between_before(self, seen: Seen, begin: int) -> tuple[str, ...]:
        """Those ``بين`` names between the verb that carries a noun and the noun: ``جرى بين البلدين اتصال``."""
        for i in range(begin + 1, seen.token):
            if self._tokens[i].key == "بين" and self._clauses.coding.carrier(self._tokens[i - 1].key) is not None:
                between = self._parties.within(i + 1, seen.token)
                return tuple(e for p in between if p.prep == "بين" and not p.headed for e in self._meant(p))
        return ()

    def _under_noun(self, seen: Seen) -> bool:
        """Whether another noun owns the noun: ``ضحايا تفجير``, ``أسباب الخطف``; a light one (``إجراء``) does not."""
        at = seen.token - 1
        if at < 0 or self._tokens[at].kind != "word" or self._tokens[seen.token].key[:1] in "وفبل":
            return False
        word = self._tokens[at].key
        bare = stems(word)
        return not (
            word.startswith(("ال", "وال", "بال", "لل"))
            or word in self._clauses.coding.little
            or bare & (self._words["light-heads"] | self._words["quantities"])
            or self._clauses.is_finite(word)
            or self._clauses.attributes(word)
            or self._parties.around(at) is not None
            or (word.endswith("ا") and not word.endswith("ايا"))
        )

    def _recalls(self, seen: Seen) -> bool:
        """Whether a definite noun after a preposition only refers to talks known before: ``خلال المحادثات مع``."""
        word, before = self._tokens[seen.token].key, self._tokens[seen.token - 1].key if seen.token else ""
        return word.startswith(("ال", "بال", "لل")) and before in self._words["recalling"]

    def _performers(self, seen: Seen, begin: int) -> tuple[str, ...]:
        """Whose doing a noun is told to be: ``قيام القوات الكينية بقتل``."""
        for i in range(seen.token - 1, max(begin, seen.token - 9) - 1, -1):
            if stems(self._tokens[i].key) & self._words["performing"]:
                return tuple(e for p in self._parties.within(i + 1, seen.token) if not p.place for e in p.entities)
            if self._clauses.is_finite(self._tokens[i].key):
                break
        return ()

    def _doers_after(self, seen: Seen, end: int) -> tuple[str, ...]:
        """Those ``من`` names after a noun of what somebody met with: ``لقي الاقتراح ترحيبا من مصر``."""
        return tuple(
            e for p in self._parties.within(seen.last, end) if p.prep == "من" and not p.headed for e in p.entities
        )

    def _ready(self, seen: Seen, begin: int) -> tuple[str, ...]:
        """Who is ready, able or about to do what a noun with ``ل`` names: ``الاتحاد على استعداد لتقديم``."""
        word = self._tokens[seen.token].key
        if not word.startswith(("ل", "ول")) and self._tokens[seen.token - 1].key not in ("علي", "الي", "في"):
            return ()
        for i in range(seen.token - 1, max(begin, seen.token - 5) - 1, -1):
            if self._tokens[i].key in self._words["ready"]:
                before = i - 1 if i and self._tokens[i - 1].key == "علي" else i
                return self.subject_before(before) or self.named_at_clause(before)
        return ()

    def _own_people(self, seen: Seen, end: int) -> tuple[str, ...]:
        """Whose people or embassy it is done to, where only a possessive says so: ``اختطاف رعاياها``."""
        for i in range(seen.last, min(seen.last + 3, end)):
            word = self._tokens[i].key
            if any(word == w + p for w in self._words["people"] for p in ("ه", "ها", "هم") if word.endswith(p)):
                first = self._clauses.passage.sentence_of(seen.token).first
                if here := self._first_named(first, seen.token):
                    return tuple(self._voices.side_of(e) for e in here)
                for party in self._parties.before(seen.token, first):
                    if party.entities and not party.place:
                        return tuple(self._voices.side_of(e) for e in party.entities)
        return ()

    def awaits(self, seen: Seen) -> bool:
        """Whether a decision lies before somebody who has yet to make it: ``أمام البرلمان شهران للموافقة على``."""
        noun = seen.trigger.form.tense == "noun" and self._tokens[seen.token].key.startswith(("ل", "ول"))
        first = self._clauses.passage.sentence_of(seen.token).first
        return noun and seen.trigger.rule.type == "AGREE" and bool(self.charged(seen.token, first))

    def charged(self, at: int, begin: int) -> tuple[str, ...]:
        """Who has something before it: ``أمام البرلمان شهران للموافقة على الاتفاق``."""
        for party in self._parties.before(at, begin):
            if party.prep == "أمام" and party.entities:
                return party.entities
        return ()

    def _invited(self, at: int, begin: int) -> bool:
        """Whether a visit is one that somebody is invited to: ``دعا الرئيس نظيره لزيارة البلاد``."""
        aimed = self._tokens[at].key.startswith("ل") or (at > begin and self._tokens[at - 1].key == "الي")
        for i in range(at - 1, begin - 1, -1):
            if self._tokens[i].key in self._words["inviting"]:
                return aimed
            if self._clauses.is_finite(self._tokens[i].key):
                return False
        return False

    def _possessed(self, seen: Seen) -> bool:
        """Whether a possessive is attached to the noun: ``مكالمته مع بوتين``."""
        word = self._tokens[seen.token].key
        return seen.last == seen.token + 1 and word.endswith(("ه", "ها", "هم", "هما")) and seen.pronoun

    def _nearest_before(self, at: int, begin: int) -> tuple[str, ...]:
        """Who is named last before a word."""
        for party in self._parties.before(at, begin):
            if party.entities and not party.place and party.via != "nisba":
                return party.entities
        return ()

    def _possessor(self, at: int, begin: int) -> tuple[str, ...]:
        """Whom the possessive of a noun means: who stands free before it and agrees, else who speaks or is named."""
        feminine = self._tokens[at].key.endswith("ها")
        for party in self._parties.before(at, begin):
            free = party.prep is None and not (party.headed or party.place or party.via == "nisba")
            if free and party.entities and self._agrees(party.entities, feminine=feminine):
                return party.entities
        speaker = self._speaker_at(at)
        if speaker and self._agrees(speaker, feminine=feminine):
            return speaker
        return self._nearest_before(at, begin) or speaker

    def _agrees(self, entities: tuple[str, ...], *, feminine: bool) -> bool:
        """Whether ``ها`` can mean those named, or ``ه``: a state is feminine, a man is not."""
        if feminine:
            return not all(self._voices.is_man(e) for e in entities)
        return not any(e.startswith("place/") for e in entities)

    def _background(self, seen: Seen, begin: int, previous: tuple[str, ...]) -> tuple[str, ...]:
        """Who a meeting named only by its other side belongs to: the subject of the sentence it stands in."""
        first = self._clauses.passage.sentence_of(seen.token).first
        if (statement := self._voices.around(self._tokens[seen.token].start)) is not None:
            first = max(
                first,
                *(
                    self._clauses.passage.token_at(c.start)
                    for c in statement.content
                    if c.start <= self._tokens[seen.token].start
                ),
                0,
            )
        for party in self._parties.within(first, seen.token):
            free = party.prep is None and not party.headed and not party.place and party.via != "nisba"
            visitor = seen.trigger.rule.mode != "visit" or any(e.startswith("person/") for e in party.entities)
            if free and party.entities and visitor:
                return self._with_joined(party)
        if seen.trigger.rule.whom and (cued := self._voices.last_before(self._tokens[seen.token].start, 0)) is not None:
            begun = cued.cue is not None and self._clauses.passage.token_at(cued.cue.start) >= first
            if begun:  # وقال أمام البرلمان
                return self._voices.entities(cued)
        speaker = self._own(seen.token) if seen.trigger.rule.as_state else self._speaker_at(seen.token)
        return speaker or (() if seen.trigger.rule.whom else previous)

    def meets_unnamed(self, seen: Seen) -> bool:
        """Whether the other side of a meeting is there, though no name tells it: ``سيلتقي بعدد من القادة``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        for i in range(seen.last, min(seen.last + 6, last)):
            word, before = self._tokens[i].key, self._tokens[i - 1].key
            if (before == "مع" or word.startswith(("ب", "لل"))) and stems(word) & self._words["unnamed-others"]:
                return True
        return False

    def receives_unnamed(self, seen: Seen) -> bool:
        """Whether those received are there, though no name tells them: ``استقبل أمير الكويت وفدا``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        return any(
            stems(self._tokens[i].key) & self._words["unnamed-others"]
            for i in range(seen.last, min(seen.last + 14, last))
            if i not in self._parties.named
        )

    def greets(self, seen: Seen, recipients: tuple[str, ...]) -> bool:
        """Whether those welcomed are themselves what ``ب`` governs, not their doing: ``رحب برئيس الوزراء``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        for party in self._parties.within(seen.last, last):
            if set(party.entities) & set(recipients):
                itself = party.prep == "ب" and not party.headed and party.via in ("mention", "reference")
                return itself and self._tokens[party.first].key.startswith("ب")
        return False
