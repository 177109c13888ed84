"""Who acts: the subject of a verb by where it stands, by what it takes up, and by who speaks."""

from __future__ import annotations

from khabar.arabic import key
from khabar.events.coding import Seen
from khabar.events.parties import Party
from khabar.events.surroundings import Surroundings
from khabar.lexicon.phrases import stems

#: What closes an aside between a subject and its verb.
_ASIDES = frozenset(["-", "–", "—", ")", "،", ","])


class Subjects(Surroundings):
    """Finds the subjects of verbs of one passage."""

    def _subject(self, seen: Seen, begin: int, end: int, previous: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        """The subject of a finite verb, and the token after which its objects stand."""
        at, form = seen.token, seen.trigger.form
        if form.person == 1:
            return self._we(seen) if form.number == "p" else self._speaker_at(at), seen.last
        relative = self._clauses.relative_before(at)
        if relative is not None and not seen.pronoun:
            if (party := self._ending_at(relative, begin)) is not None:
                origin = party.prep in ("من", "في") and party.entities[:1] and party.entities[0].startswith("place/")
                return (() if origin else self._with_joined(party)), seen.last
            if not self._resumed(seen):  # الضيف الذي سيلتقي الوزير: the noun before is the subject
                return (), seen.last
        elif not seen.conjoined and (aside := self._before_aside(at, begin)):
            return aside, seen.last
        elif not seen.conjoined and (party := self._ending_at(at, begin)) and party.prep is None:
            if self._opens_with_adverbial(party, at, begin) and (found := self._subject_after(seen, end)):
                return found[1], found[0]
            return self._with_joined(party), seen.last
        if own := self._own_before(at, begin):
            return own, seen.last
        if self.unnamed_doer(seen) is not None:
            return (), seen.last
        several = (
            form.number in ("p", "d") and relative is None
        )  # وهاجموا الحكومة: a verb before its subject is singular
        if not several and (found := self._subject_after(seen, end)):
            return found[1], found[0]
        us = seen.pronoun and self._tokens[at].key.endswith("نا")  # الاتفاق يهددنا: not who says so
        if relative is not None or us or not self._may_drop(seen) or self._names_another(seen):
            return (), seen.last
        return self._dropped(seen, previous), seen.last

    def _resumed(self, seen: Seen) -> bool:
        """Whether a preposition with a pronoun right after a verb takes up the noun of its relative clause."""
        last = self._clauses.passage.sentence_of(seen.token).last
        return seen.last < last and self._tokens[seen.last].key in self._words["resumed"]

    def _before_aside(self, at: int, begin: int) -> tuple[str, ...]:
        """The subject before an aside between dashes or commas: ``جون كيري - وهو مرشح سابق - التقى``."""
        mark = self._tokens[at - 1].key if at > begin else ""
        if mark not in _ASIDES:
            return ()
        for i in range(at - 2, max(begin, at - 25), -1):
            if self._tokens[i].key != mark and not (mark == ")" and self._tokens[i].key == "("):
                continue
            opening = self._tokens[i + 1].key
            if mark in ("،", ",") and opening not in self._words["relatives"] and opening not in ("وهو", "وهي"):
                return ()
            party = self._ending_at(i, begin)
            return self._with_joined(party) if party is not None and party.prep is None else ()
        return ()

    def _follows_adverbial(self, at: int, first: int) -> bool:
        """Whether only where or when stands before a verb in its sentence: ``وفي أديس أبابا سيلتقي``."""
        opening = self._tokens[first].key
        adverbial = opening in self._words["prepositions"] or opening in self._words["openers"]
        free = any(p.prep is None and not p.place for p in self._parties.within(first, at))
        return adverbial and at - first <= 6 and not free

    def _opens_with_adverbial(self, party: Party, at: int, begin: int) -> bool:
        """Whether a comma parts a verb from an adverbial: ``بعد لقائه وزراء أوروبا، زار المبعوث بكين``."""
        word = self._tokens[begin].key
        paused = any(self._tokens[i].key in ("،", ",") for i in range(party.last, at))
        return (
            paused and party.first > begin and (word in self._words["prepositions"] or word in self._words["openers"])
        )

    def _may_drop(self, seen: Seen) -> bool:
        """Whether a verb can leave its subject out: it begins a clause, or ``أنه`` stands before it."""
        sentence = self._clauses.passage.sentence_of(seen.token)
        if seen.conjoined or seen.token == sentence.first:
            return seen.conjoined
        if self._follows_adverbial(seen.token, sentence.first):
            return True
        at = seen.token - 1
        while at > sentence.first and self._tokens[at].key in self._words["adverbs"]:
            at -= 1
        before = self._tokens[at]
        if before.key in ("،", ","):  # القرار الذي أصدره المجلس، ألغى: whose verb it is nobody can tell
            return False
        return before.kind != "word" or before.key in self._words["open"] or before.key in self._words["prepositions"]

    def unnamed_doer(self, seen: Seen) -> int | None:
        """Index after a subject that nobody names right behind its verb: ``استنكرت عدة جهات``, ``دعت منظمات``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        for i in range(seen.last, min(seen.last + 2, last)):
            if self._tokens[i].key in self._words["unnamed-doers"]:
                if self._is_named_at(i):
                    return None
                while i + 1 < last and self._describes(i + 1):
                    i += 1
                return i + 1
            if self._tokens[i].key not in self._words["quantities"] and self._tokens[i].key not in ("عده", "عدد"):
                return None
        return None

    def _is_named_at(self, at: int) -> bool:
        """Whether a word for somebody without a name has one: ``منظمة العفو الدولية``, ``مسلحون حوثيون``.

        Lawmakers of a state are not the state.
        """
        party = next(iter(self._parties.within(at, at + 4)), None)
        if party is not None and party.first > at + 1 and not party.sided:  # مسلحون من جماعة بوكو حرام are the group
            return False
        if party is None or not party.entities or party.prep is not None or party.attached:
            return False
        return not any(e.startswith("place/") for e in party.entities)

    def _describes(self, at: int) -> bool:
        """Whether a word goes on with an indefinite noun phrase: an adjective (``حقوقية``) or ``بشدة``."""
        word = self._tokens[at].key
        return word == "بشده" or (word.endswith(("يه", "ون", "ين")) and not word.startswith("ال"))

    def _names_another(self, seen: Seen) -> bool:
        """Whether the word after a verb must be a subject nobody knows: ``ودعا التقرير``, not ``ودعا إلى``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        if seen.last < last and not seen.pronoun and self._parties.around(seen.last) is None:
            token = self._tokens[seen.last]
            if token.key in self._words["unnamed-doers"] or (token.kind == "number" and seen.trigger.rule.suffers):
                return True  # رفضت جماعة متشددة; قتل 50 شخصا: they were killed
        if seen.trigger.rule.type not in ("REQUEST", "ASSAULT", "COERCE", "ACCUSE", "SANCTION"):
            return False
        if seen.last >= last or seen.pronoun:
            return False
        token, word = self._tokens[seen.last], self._tokens[seen.last].key
        if token.kind != "word" or self._parties.around(seen.last) is not None:
            return False
        known = self._words["prepositions"] | self._words["complements"] | self._words["fillers"]
        known -= self._words["quantities"]
        return word not in known and not word.startswith(("ب", "ل"))

    def _subject_after(self, seen: Seen, end: int) -> tuple[int, tuple[str, ...]] | None:
        """The first free noun phrase after a verb, with what is coordinated to it."""
        at = seen.last
        for party in self._parties.within(seen.last, min(end, seen.last + 14)):
            if not self._fills(at, party):
                return None
            at = party.last
            itself = party.prep is not None and key(party.prep) == self._tokens[seen.token].key  # قبل مودي الدعوة
            if (party.prep is None or itself) and not party.headed and not party.place:
                return None if self._disagrees(seen, party) else self._extended(party, end)
        return None

    def _disagrees(self, seen: Seen, party: Party) -> bool:
        """Whether a noun right behind a verb cannot be its subject by gender: ``وطالب الحكومة``, ``ودعت أوباما``."""
        form = seen.trigger.form
        if form.tense != "past" or form.person != 3 or form.number != "s" or party.first != seen.last:
            return False
        if form.gender == "m":
            word = self._tokens[party.first].key
            return party.via == "reference" and party.kind != "person" and word.startswith("ال") and word.endswith("ه")
        man = len(party.entities) == 1 and self._voices.is_man(party.entities[0])
        return party.via == "mention" and party.kind == "person" and man

    def _own_before(self, at: int, begin: int) -> tuple[str, ...]:
        """The speaker's side where ``بلاده`` is the subject."""
        for i in range(at - 1, max(begin, at - 4) - 1, -1):
            if self._tokens[i].key in self._words["own"]:
                return self._own(at)
        return ()

    def _we(self, seen: Seen) -> tuple[str, ...]:
        """Who ``نحن`` are: the speaker's state; in ``اتفقنا`` the two named last, if the speaker is one of them."""
        speaker = self._speaker_at(seen.token)
        if seen.trigger.rule.mutual and seen.trigger.rule.type == "AGREE" and set(speaker) & set(self.pair):
            return self.pair
        return self._own(seen.token) or speaker

    def _own(self, at: int) -> tuple[str, ...]:
        states = [self._voices.state(e) for e in self._speaker_at(at)]
        return tuple(dict.fromkeys(s for s in states if s))

    def _speaker_at(self, at: int) -> tuple[str, ...]:
        statement = self._voices.around(self._tokens[at].start)
        return self._voices.entities(statement) if statement else ()

    def _goes_on_with(self, at: int) -> tuple[str, ...]:
        """Whose sentence a participle goes on with: who spoke last in it, else its subject, else who spoke before."""
        paragraph = self._clauses.passage.paragraph_of(at)
        sentence = self._clauses.passage.sentence_of(at)
        token = self._tokens[at]
        if statement := self._voices.last_before(token.start, sentence.span.start):
            return self._voices.entities(statement)
        if self.previous_at < sentence.first and (here := self._first_named(sentence.first, at)):
            return here
        if statement := self._voices.last_before(token.start, paragraph.span.start):
            return self._voices.entities(statement)
        return ()

    def _dropped(self, seen: Seen, previous: tuple[str, ...]) -> tuple[str, ...]:
        """Whose the dropped subject is: who acted last, inside a statement else its speaker."""
        if self._is_lifted(seen):
            return ()
        first = self._clauses.passage.sentence_of(seen.token).first
        here = self._first_named(first, seen.token)
        found = (here if self.previous_at < first else ()) or previous or self._speaker_at(seen.token) or here
        form = seen.trigger.form
        if form.number == "p" and form.person == 3 and len(found) == 1 and found[0].startswith("person/"):
            return ()
        if form.gender == "f" and form.number == "s" and found and not any(map(self._voices.may_be_she, found)):
            return ()
        return found

    def _is_lifted(self, seen: Seen) -> bool:
        """Whether what a verb of yielding needs is its subject, in the passive: ``سترفع العقوبات عن إيران``."""
        rule, at = seen.trigger.rule, seen.last
        if rule.type != "CONCEDE" or seen.trigger.form.tense == "past":
            return False
        while at < len(self._tokens) - 1 and self._tokens[at].key in ("كل", "جميع", "كافه"):
            at += 1
        word = self._tokens[at].key
        feminine = word.endswith(("ات", "ه"))
        return (
            word.startswith("ال")
            and bool(stems(word) & seen.trigger.needs)
            and feminine == (seen.trigger.form.gender == "f")
        )

    def subject_before(self, at: int) -> tuple[str, ...]:
        """Who stands right before a predicate: ``روسيا مستعدة``, ``بلاده مستعدة``."""
        begin = self._clauses.left(at)
        if (party := self._ending_at(at, begin)) is not None and party.prep is None:
            return self._with_joined(party)
        return self._own_before(at, begin)
