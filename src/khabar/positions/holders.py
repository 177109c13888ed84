"""Whose stand it is: the subject of its word, the owner of its noun, or whoever speaks there."""

from __future__ import annotations

from khabar.arabic import Passage
from khabar.events.arguments import ArgumentFinder
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE
from khabar.events.parties import Parties
from khabar.events.voices import Voices
from khabar.lexicon import Lexicon
from khabar.model import Statement
from khabar.positions.sides import Sides
from khabar.positions.stands import Taken, compile_scope_words

#: The class of speech cues that charge somebody with something.
_CHARGE = "criticism"
#: How many words a noun of standing can be away from the verb it is the subject of: ``الموقف السياسي البريطاني يدعم``.
_STANDING = 3
#: How many words can part a verb of saying from the necessity that is said: ``أكد الرئيسان في اتصال هاتفي أهمية``.
_STRESSED = 12


class Holders:
    """Whose the stands of one passage are."""

    def __init__(
        self,
        passage: Passage,
        arguments: ArgumentFinder,
        parties: Parties,
        voices: Voices,
        sides: Sides,
        clauses: Clauses,
        lexicon: Lexicon,
    ) -> None:
        words = clauses.coding.words
        self._clauses, self._relatives = clauses, words["relatives"]
        self._pronouns, self._negations = words["with-pronoun"], words["negations"]
        self._tokens, self._passage = passage.tokens, passage
        self._arguments, self._parties, self._voices, self._sides = arguments, parties, voices, sides
        listed = lexicon.compiled(compile_scope_words)
        self._standing, self._masculine = listed["standing"], listed["masculine-states"]
        self._taken_up = listed["with-pronouns"]

    def of(
        self, taken: Taken, cued: Statement | None, statement: Statement | None, previous: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The entities that take a stand.

        Args:
            taken: The stand.
            cued: The statement that its word is the cue of, if it is one.
            statement: That one, or else the one it is told in; None in the article's own voice.
            previous: Whose the stand before was.
        """
        if taken.cue.follows:
            return previous
        if statement is None:
            return () if taken.cue.own or self._is_object(taken) else self._told(taken)
        speaker = self._sides.voice(statement)
        if self._is_object(taken):
            return self._arguments.named_before(taken.seen)
        if self._are_others(taken, statement):
            return ()
        if cued is not None and speaker:
            named = self._arguments.find(taken.seen, ()).actors
            return named if named and set(named) <= set(speaker) else speaker
        if taken.cue.holder == "speaker":
            written = all(s.kind == "document" for s in statement.sources)
            return speaker or (self._arguments.named_before(taken.seen) if written else ())
        if taken.is_word:
            return self._arguments.subject_before(taken.seen.token) or speaker
        return self._governing(taken, statement, speaker, previous)

    def _are_others(self, taken: Taken, statement: Statement) -> bool:
        """Whether a verb in the plural cannot be that of the one man who speaks: ``الوزراء الذين رفضوا``."""
        form = taken.seen.trigger.form
        several = form.tense in FINITE and form.person == 3 and form.number == "p" and not taken.is_word
        one = len(statement.sources) == 1 and statement.sources[0].kind == "person"
        return several and one and self._clauses.relative_before(taken.seen.token) is not None

    def _is_object(self, taken: Taken) -> bool:
        """Whether the name right behind a verb is its object by gender: ``قرارات يطالب فيها إيران``, ``تدعو المبعوث``.

        All states and cities but a few are feminine.
        """
        form, last = taken.seen.trigger.form, taken.seen.last
        if taken.is_word or form.tense not in FINITE or form.person != 3 or form.number != "s":
            return False
        if self._tokens[taken.seen.token].key.removeprefix("و") in self._clauses.coding.words["verb-or-noun"]:
            return False  # رفض الولايات المتحدة تزويد الجيش: a noun with its owner
        if last < len(self._tokens) and self._tokens[last].key in self._taken_up:
            last += 1
        party = next(iter(self._parties.within(last, last + 1)), None)
        if party is None or party.prep is not None or not party.entities:
            return False
        if any(i not in self._clauses.named for i in range(party.first, party.last)):
            head = self._tokens[party.first].key  # a role phrase: its head tells the gender
            feminine = head.endswith("ه") if form.gender == "m" else head.endswith(("ه", "ات", "ي", "اء"))
            return party.via == "reference" and party.kind != "group" and feminine != (form.gender == "f")
        if form.gender == "f":
            return self._voices.is_man(party.entities[0])
        place = party.entities[0].startswith("place/")
        return place and self._tokens[party.first].key not in self._masculine

    def _governing(
        self, taken: Taken, statement: Statement, speaker: tuple[str, ...], previous: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Whose a verb or noun inside a statement is."""
        tense = taken.seen.trigger.form.tense
        found = self._arguments.find(taken.seen, speaker or previous).actors
        if tense in FINITE and self._follows_pronoun(taken.seen.token) and not self._stands_before(taken, found):
            found = self._meant_before(taken.seen.token, statement) or self._agreeing(taken.seen.token, statement)
        if not found and tense in FINITE:
            found = self._standing_before(taken.seen.token)
        if found == self._voices.entities(statement):
            found = speaker  # نواب أمريكيون speak for their parliament, not for their state
        if found == speaker and tense in FINITE and self._joins_verb(taken):
            return previous
        if found == speaker and tense in FINITE and not self._speaks_of_himself(taken, statement):
            return ()
        if not found and tense in FINITE and self.is_promised(taken, statement):
            return speaker
        if (tense in FINITE and not (taken.cue.own and taken.cue.positive)) or (
            tense == "noun" and not taken.seen.pronoun
        ):
            return found
        if tense in FINITE and taken.seen.trigger.form.person == 3 and self._follows_noun(taken):
            return found  # اتفاق فيينا سيقدم لإيران: whatever its subject is, it is not the speaker
        if tense == "noun" and not found and not self._possesses(taken, speaker):
            return ()
        return found or speaker

    def _possesses(self, taken: Taken, speaker: tuple[str, ...]) -> bool:
        """Whether the possessive of a noun can mean the speaker: ``دعمها`` is not a man's."""
        return not (self._tokens[taken.seen.token].key.endswith("ها") and all(map(self._voices.is_man, speaker)))

    def _follows_noun(self, taken: Taken) -> bool:
        """Whether a word that is no particle stands right before a verb: a subject that nobody knows."""
        at, words = taken.seen.token, self._clauses.coding.words
        if taken.seen.conjoined or self._clauses.opens(at) or self._follows_pronoun(at):
            return False
        before = self._tokens[at - 1].key.removeprefix("و").removeprefix("ف")
        particles = words["negations"] | words["verb-after"] | words["before-verb"] | words["relatives"] | words["own"]
        return before not in particles and before not in self._clauses.coding.little

    def _follows_pronoun(self, at: int) -> bool:
        """Whether a pronoun before a verb is its subject: ``قال إنه يرفض إقامة دولة``."""
        last = next(
            (i for i in range(at - 1, max(0, at - 3), -1) if self._tokens[i].key not in self._negations), at - 1
        )
        return at > 0 and self._tokens[last].key in self._pronouns

    def _speaks_of_himself(self, taken: Taken, statement: Statement) -> bool:
        """Whether a verb can be the speaker's own.

        In quotation marks only the first person is, or his side by its name; and he charges others, not himself
        (``اتهم الحزب الرئيس بأنه يريد``).
        """
        form = taken.seen.trigger.form
        if form.person == 1:
            return True
        if statement.mode == "direct" and form.tense == "past" and self._tokens[taken.seen.token].key.startswith("ا"):
            return not self._named_after(taken)  # آمل and أصر are spelled like أمل and أصر
        if self._goes_on_relative(taken):
            return False
        if statement.cue_class != _CHARGE and statement.mode != "direct":
            return True
        return bool(self._arguments.subject_before(taken.seen.token) or self._named_after(taken))

    def _joins_verb(self, taken: Taken) -> bool:
        """Whether a verb is joined to the one right before it and shares its subject: ``يدعم ويساند``."""
        at = taken.seen.token
        return taken.seen.conjoined and at > 0 and self._clauses.knows_verb(self._tokens[at - 1].key)

    def _goes_on_relative(self, taken: Taken) -> bool:
        """Whether a verb goes on with a relative clause, whose noun it speaks of: ``قرار صدر أمس الذي ... ويقر``."""
        if not taken.seen.conjoined:
            return False
        first = self._clauses.left(taken.seen.token, most=12)
        return any(self._tokens[i].key in self._relatives for i in range(first, taken.seen.token))

    def _named_after(self, taken: Taken) -> bool:
        """Whether a party is named right behind a verb: ``تريد روسيا``."""
        return bool(self._parties.within(taken.seen.last, taken.seen.last + 2))

    def _meant_before(self, at: int, statement: Statement) -> tuple[str, ...]:
        """Whom a statement speaks of before a pronoun: ``قال إن إيران مستعدة، لكنها لن تتنازل``."""
        piece = next((c for c in statement.content if c.start <= self._tokens[at].start < c.end), None)
        first = self._passage.token_at(piece.start) if piece else at
        for party in self._parties.within(first, at):
            if party.entities and party.prep is None and not (party.headed or party.place or party.via == "nisba"):
                return party.entities
        return ()

    def _agreeing(self, at: int, statement: Statement) -> tuple[str, ...]:
        """The speaker where a pronoun can mean him: ``أنها`` is no man, nor are several."""
        feminine = any(self._tokens[i].key.endswith(("نها", "نهي", "وهي")) for i in range(max(0, at - 3), at))
        speaker = self._sides.voice(statement)
        several = all(s.kind == "group" and s.entity is None for s in statement.sources)
        return () if feminine and (several or any(map(self._voices.is_man, speaker))) else speaker

    def _stands_before(self, taken: Taken, entities: tuple[str, ...]) -> bool:
        """Whether a subject was found, and not behind its verb, where an object stands if a pronoun is the subject."""
        behind = self._parties.within(taken.seen.last, taken.seen.last + 14)
        return bool(entities) and not any(set(party.entities) & set(entities) for party in behind)

    def _standing_before(self, at: int) -> tuple[str, ...]:
        """The state whose policy is the subject of a verb: ``الموقف السياسي البريطاني يدعم``."""
        for party in self._parties.before(at, max(0, at - _STANDING)):
            heads = {t.key.removeprefix("و") for t in self._tokens[max(0, party.first - _STANDING) : party.first]}
            if party.via == "nisba" and party.last == at and heads & self._standing:
                return party.entities
        return ()

    def is_promised(self, taken: Taken, statement: Statement) -> bool:
        """Whether a verb opens what somebody promises or threatens to do himself: ``تعهد بأن يعرقل``."""
        start = self._tokens[taken.seen.token].start
        promised = statement.cue_class in ("commitment", "threat")
        return promised and bool(statement.content) and statement.content[0].start == start

    def _told(self, taken: Taken) -> tuple[str, ...]:
        """Whose stand it is in the article's own voice: only a verb with its subject beside it is trusted."""
        if taken.is_word:
            at = taken.seen.token
            return self._arguments.subject_before(at) if taken.cue.holder == "subject" else self._stressing(at)
        if taken.seen.trigger.form.tense not in FINITE and not taken.cue.owned:
            return ()
        if taken.seen.token and self._tokens[taken.seen.token - 1].key == ":":
            return ()  # a dateline: الصخيرات (المغرب): وقعت
        return self._arguments.find(taken.seen, ()).actors or (
            self._standing_before(taken.seen.token) if taken.seen.trigger.form.tense in FINITE else ()
        )

    def _stressing(self, at: int) -> tuple[str, ...]:
        """Who says a necessity that no statement holds: ``أكد الرئيسان المصري والفرنسي في اتصال هاتفي أهمية``."""
        if self._tokens[at].key.startswith(("ب", "ل", "وب", "ول")):
            return ()  # طالب بضرورة, اتجاه لضرورة
        for i in range(at - 1, max(self._clauses.left(at), at - _STRESSED) - 1, -1):
            token = self._tokens[i]
            if not (self._clauses.attributes(token.key.removeprefix("و")) and self._clauses.knows_verb(token.key)):
                continue
            if (cued := self._voices.cued_by(token.start, token.end)) is not None:
                later = bool(cued.content) and self._tokens[at].start < cued.content[0].start
                return self._sides.voice(cued) if later else ()
            found: list[str] = []
            for party in self._parties.within(i + 1, at):
                if party.prep is not None or not party.entities or (found and not party.joined):
                    break
                found += party.entities
            return tuple(found)
        return ()
