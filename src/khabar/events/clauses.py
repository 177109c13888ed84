"""What stands around a trigger: how far its clause reaches, whether it is negated, and whether it has happened."""

from __future__ import annotations

from khabar.arabic import Passage
from khabar.events.coding import Coding, Seen
from khabar.lexicon.phrases import stems
from khabar.model import EventStatus
from khabar.speech.cues import CueBook

#: Marks that end a clause.
MARKS = frozenset(".؛;:!?؟…")
#: Where a reader pauses. No full stop: one inside a sentence is that of an initial (``جي. دي.``).
_PAUSES = frozenset("،,؛;:!?؟…")
#: Folded ``إن`` and ``أن``: a past verb follows them only in ``بعد أن``.
_SUBORDINATING = frozenset(["ان", "بان", "لان"])


class Clauses:
    """The passage as clauses, seen from any of its tokens."""

    def __init__(self, passage: Passage, coding: Coding, cues: CueBook) -> None:
        self.passage = passage
        self.tokens = passage.tokens
        self.coding = coding
        self._cues = cues
        self._words = coding.words
        #: Indices right after each party; set once the parties are known (a verb can follow its subject).
        self.party_ends: frozenset[int] = frozenset()
        #: Tokens inside names: no verbs, whatever their spelling (``بنيه``).
        self.named: frozenset[int] = frozenset()

    def right(self, at: int, *, most: int = 22) -> int:
        """Index after the last token that a trigger at ``at`` governs: before a complementizer, relative or stop."""
        end = min(self.passage.sentence_of(at).last, at + most)
        for i in range(at, end):
            word = self.tokens[i].key
            if i in self.named:  # جاك لو
                continue
            if word in self._words["complements"] or word in self._words["relatives"] or word in MARKS:
                return i
            if i > at and word in ("،", ",") and i + 1 < end and self._begins_clause(i + 1):
                return i
        return end

    def reach_of_noun(self, at: int, needs: frozenset[str] = frozenset()) -> int:
        """Index after what belongs to a verbal noun: up to a verb, over ``التي جرت`` and a verb it needs."""
        end = self.right(at, most=20)
        while end < self.passage.sentence_of(at).last - 1 and self.tokens[end].key in self._words["relatives"]:
            if self.coding.carrier(self.tokens[end + 1].key) is None:
                break
            end = self.right(end + 2, most=14)
        for i in range(at + 1, end):
            if (
                i not in self.named
                and self.tokens[i].key not in needs
                and self.knows_verb(self.tokens[i].key)
                and self.coding.carrier(self.tokens[i].key) is None
                and not self.is_masdar(i)  # مذكرة تفاهم
            ):
                return i
        return end

    def to_pause(self, last: int, *, most: int = 30) -> int:
        """Index after the clause that goes on at ``last``: evidence ends at a pause, not in a phrase."""
        end = min(self.passage.sentence_of(last - 1).last, last + most)
        for i in range(last, end):
            if self.tokens[i].key in _PAUSES:
                return i
        while end > last and self.tokens[end - 1].key == ".":
            end -= 1
        return end

    def left(self, at: int, *, most: int = 25) -> int:
        """Index of the first token of the stretch before ``at`` that no stop or complementizer cuts off."""
        begin = max(self.passage.sentence_of(at).first, at - most)
        for i in range(at - 1, begin - 1, -1):
            if i in self.named:
                continue
            if self.tokens[i].key in self._words["complements"] or self.tokens[i].key in MARKS:
                return i + 1
        return begin

    def relative_before(self, at: int) -> int | None:
        """Index of the relative pronoun a verb at ``at`` follows, if it follows one."""
        for i in (at - 1, at - 2):
            if i >= 0 and self.tokens[i].key in self._words["relatives"]:
                return i
        return None

    def _begins_clause(self, at: int) -> bool:
        word = self.tokens[at].key
        if at in self.named:
            return False
        if word in self._words["complements"] or word in self._words["relatives"]:
            return True
        rest = word[1:] if word[:1] in "وف" else word
        return self.is_finite(rest) or any(
            s.trigger.form.tense == "participle" for s in self.coding.see(self.tokens, at, at + 7)
        )

    def is_finite(self, word: str) -> bool:
        """Whether a word looks like a finite verb: one the coding knows, or a present form."""
        if self.knows_verb(word):
            return True
        bare = word[1:] if word[:1] in ("و", "ف", "س") else word
        return (
            bare.startswith("ي")
            and len(bare) >= 4
            and word not in self._words["not-verbs"]  # سياسة is no future of a verb
            and bare not in self._words["not-verbs"]
            and bare.removesuffix("ا") not in self._words["not-verbs"]
        )

    def knows_verb(self, word: str) -> bool:
        """Whether the coding rules or the carriers hold the word as a finite verb."""
        if word in self._words["prepositions"]:  # بين is also a verb, but hardly ever
            return False
        if any(c.form.tense in ("past", "present") for _, c in self._cues.at(word)):
            return True
        return self.coding.is_verb(word)

    def attributes(self, word: str) -> bool:
        """Whether a word can attribute speech, in any form."""
        return any(c.form.tense != "masdar" for _, c in self._cues.at(word))

    def verb_expected(self, at: int) -> bool:
        """Whether a spelling that is both verb and noun is a verb at ``at``: at the start of a clause, after ``قد``."""
        if at == self.passage.sentence_of(at).first or self.tokens[at].key.startswith("و"):
            return True
        before = self.tokens[at - 1]
        if before.key in _SUBORDINATING and self.tokens[at].key in self._words["verb-or-noun"]:
            return at > 1 and self.tokens[at - 2].key in self._words["times-of"]  # إن رفع: a noun; بعد أن رفع: a verb
        heads = {before.key, before.key.removeprefix("و"), before.key.removeprefix("ف")}  # وقد رفض
        return before.kind != "word" or bool(heads & self._words["verb-after"]) or at in self.party_ends

    def is_masdar(self, at: int) -> bool:
        """Whether a spelling that is verb and verbal noun is the noun: no verb is due, or one stands before it."""
        if self._possessed_masdar(at):
            return True
        before = self.tokens[at - 1].key.removeprefix("و").removeprefix("ف") if at else ""
        if self.tokens[at].key not in self._words["verb-or-noun"] or before in ("قد", "لقد"):
            return False
        earlier = any(self.knows_verb(self.tokens[i].key) for i in range(self.left(at, most=10), at))
        return earlier or not self.verb_expected(at)

    def _possessed_masdar(self, at: int) -> bool:
        """Whether a pronoun on such a spelling is a possessive: ``ل`` brings the object (``دعمها للجماعة``)."""
        word = self.tokens[at].key.removeprefix("و")
        stem = next((word.removesuffix(p) for p in ("هما", "هم", "ها", "ه") if word.endswith(p)), "")
        following = self.tokens[at + 1].key if at + 1 < self.passage.sentence_of(at).last else ""
        brings = following.startswith("ل") and len(following) > 3 and following not in self.coding.little
        return stem in self._words["verb-or-noun"] and brings

    def negated(self, at: int) -> bool:
        """Whether the word at ``at`` is negated: ``لم``, ``لن``, ``لا`` before a verb, ``عدم`` before a noun."""
        begin = self.passage.sentence_of(at).first
        no_longer = range(max(at - 3, begin), at - 1)  # لم يعد أمرا مستبعدا
        if any(self.tokens[i].key.endswith("لم") and self.tokens[i + 1].key in ("يعد", "تعد") for i in no_longer):
            return True
        for i in range(at - 1, max(at - 3, begin) - 1, -1):
            word = self.tokens[i].key
            if self.is_finite(word) and word not in self._words["still"]:
                return False
            if word in self._words["still"]:  # لا يزال is no negation
                return False
            if word == "ما" and (i < at - 1 or not self._opens_negation(i) or self._takes_up(at)):
                return False  # وهو ما رفضته: a relative pronoun
            if word in self._words["negations"]:
                still = i + 1 < at and self.tokens[i + 1].key in self._words["still"]
                return not (still or self._excepts(at))
            if self.tokens[i].kind != "word":
                return False
        return False

    def _excepts(self, at: int) -> bool:
        """Whether an exception right behind the verb makes a negation none: ``لم تقدم سوى تنازلات``."""
        last = self.passage.sentence_of(at).last
        return any(self.tokens[i].key in ("سوي", "الا") for i in range(at + 1, min(at + 4, last)))

    def _opens_negation(self, at: int) -> bool:
        """Whether ``ما`` begins its clause: after another word it is a relative pronoun (``في ظل ما تمارسه``)."""
        first = at == self.passage.sentence_of(at).first
        return first or self.tokens[at - 1].kind != "word" or self.tokens[at - 1].key in self._words["complements"]

    def _takes_up(self, at: int) -> bool:
        """Whether a pronoun attached to the verb takes up the ``ما`` before it."""
        return self.tokens[at].key.endswith(("ه", "ها"))

    def opens_as_preposition(self, seen: Seen) -> bool:
        """Whether a preposition coded as a noun begins its clause: ``فإن أمام الكونغرس شهرين`` is no hearing."""
        if self.tokens[seen.token].key not in self._words["prepositions"] or seen.trigger.form.tense != "noun":
            return False
        begin = self.passage.sentence_of(seen.token).first
        before = self.tokens[seen.token - 1].key.removeprefix("ف") if seen.token > begin else ""
        return not before or before in self._words["complements"] or self.tokens[seen.token - 1].kind != "word"

    def opens(self, at: int) -> bool:
        """Whether the word at ``at`` is the first of a clause: after a complementizer, a mark, or of a sentence."""
        if at == self.passage.sentence_of(at).first:
            return True
        before = self.tokens[at - 1]
        return before.kind != "word" or before.key in self._words["complements"]

    def denies(self, at: int) -> bool:
        """Whether the word at ``at`` negates the noun right after it: ``عدم``, ``دون``, ``وقف``."""
        if at >= 0 and self.tokens[at].key in (self._words["negations"] | self._words["stops"]):
            return True
        begin = self.passage.sentence_of(max(at, 0)).first
        while at > begin and (at in self.named or self.tokens[at].key in self._words["prepositions"]):
            at -= 1  # رفض إيران استقبال الوفد, فشل الدولتين في إبرام اتفاق
        return at >= begin and self.tokens[at].key in self._words["refusals"]

    def called_off(self, at: int) -> bool:
        """Whether the noun at ``at`` is said to be called off or put off: ``إلغاء القمة``."""
        return at > 0 and self.tokens[at - 1].key in self._words["called-off"]

    def falls_short(self, at: int) -> bool:
        """Whether the noun at ``at`` is what a negated verb does not reach: ``لا يكفي لاتفاق``, ``لم يعلنا اتفاقا``."""
        for i in range(at - 1, max(at - 6, self.left(at)) - 1, -1):
            if self.tokens[i].key.removeprefix("و") in self._words["negations"]:
                return any(self.is_finite(self.tokens[j].key) for j in range(i + 1, at))
        return False

    def will_not(self, at: int) -> bool:
        """Whether ``لن`` negates the verb at ``at``."""
        return at > 0 and self.tokens[at - 1].key.removeprefix("و").removeprefix("ف") == "لن"

    def status(self, seen: Seen, published: str | None, date: str | None, carrier: EventStatus | None) -> EventStatus:
        """Whether the event has happened, from tense, carrier, the words around it and its date."""
        rule = seen.trigger.rule
        if rule.status is not None:
            return rule.status
        if rule.type == "CONSULT" and self.called_off(seen.token):
            return "denied"
        if carrier is not None:
            return carrier
        tense = seen.trigger.form.tense
        said = self._modality(seen)
        if tense == "future" or (tense == "present" and self._goes_on_with_future(seen)):
            return "planned" if said in (None, "ongoing") else said
        if said is not None and (tense != "past" or said in ("denied", "conditional")):
            return said
        if date and published and date[:10] > published[: len(date[:10])] and tense in ("noun", "present"):
            return "planned"
        return "happened"

    def _goes_on_with_future(self, seen: Seen) -> bool:
        """Whether a verb in the present goes on with one in the future: ``سيلتقي الوزير ثم يتناول العشاء``."""
        if not seen.conjoined and self.tokens[seen.token - 1].key != "ثم":
            return False
        for i in range(seen.token - 1, self.passage.sentence_of(seen.token).first - 1, -1):
            word = self.tokens[i].key
            bare = word.removeprefix("و")
            if self.tokens[i].key in self._words["complements"]:
                return False
            if i in self.named or not self.knows_verb(word):
                if word == "سوف":
                    return True
                continue
            if bare.startswith(("سي", "ست")) and self.knows_verb(bare[1:]):
                return True
            if not bare.startswith(("ي", "ت")):
                return False
        return False

    def _modality(self, seen: Seen) -> EventStatus | None:
        begin = self.passage.sentence_of(seen.token).first
        finite = seen.trigger.form.tense in ("past", "present", "future")
        reach = 4 if finite else 6
        floor = max(begin, seen.token - reach)
        for i in range(seen.token - 1, floor - 1, -1):
            if self.tokens[i].key in MARKS or self.tokens[i].key in ("،", ","):
                floor = i + 1
                break
        found = [f for f in self.coding.before.find(self.tokens, floor, seen.token) if f.first not in self.named]
        if found:
            return found[-1].value
        if finite:
            return None
        after = list(
            self.coding.after.find(
                self.tokens, seen.last, min(seen.last + 4, self.passage.sentence_of(seen.token).last)
            )
        )
        return after[0].value if after else None

    def takes_up(self, at: int) -> bool:
        """Whether a demonstrative at ``at`` takes up what was told before: ``هذه المطالب``."""
        if at + 1 >= len(self.tokens) or not stems(self.tokens[at].key) & self._words["pointing"]:
            return False
        return self.tokens[at + 1].key in self._words["taken-up"]

    def about(self, at: int) -> frozenset[str]:
        """The bare spellings of the word at ``at``."""
        return stems(self.tokens[at].key)
