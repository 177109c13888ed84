"""Who acts on whom: subject and recipients of a trigger by where they stand in its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.events.coding import Seen
from khabar.events.harm import HIT
from khabar.events.nominals import Arguments, Nominals
from khabar.events.owners import OF_DOINGS, OF_PEOPLE
from khabar.events.party import Party
from khabar.events.surroundings import QUOTES
from khabar.lexicon.phrases import stems

__all__ = ["ArgumentFinder", "Arguments"]


#: Types whose object can be people or things of a party: ``دربت جنودا أوكرانيين``.
_DONE_TO = HIT | {"AID"}

#: Types whose recipient stands behind a preposition and what is his: ``على مواقع المتمردين``, ``أمام مبنى البرلمان``.
_TOWARDS = HIT | {"PROTEST"}
#: Types that answer what another raised.
_ANSWERS = frozenset(["REJECT", "AGREE", "SUPPORT", "CONCEDE"])


def _praises(seen: Seen) -> bool:
    """Whether a word is said of what another did: praise and welcome."""
    return seen.trigger.rule.type == "SUPPORT" and "ب" in seen.trigger.rule.frame


class ArgumentFinder(Nominals):
    """Finds the participants of triggers of one passage."""

    def find(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        """The arguments of a trigger.

        Args:
            seen: The trigger.
            previous: Who acted in the clause before, for a verb whose subject is dropped.
        """
        noun = seen.trigger.form.tense == "noun"
        found = self.of_noun(seen, previous) if noun else self.of_verb(seen, previous)
        if seen.trigger.rule.type in _ANSWERS and found.actors and not found.recipients:
            found = replace(found, recipients=self._answered(seen, found))
        return found

    def _answered(self, seen: Seen, found: Arguments) -> tuple[str, ...]:
        """Who raised what is refused or accepted where a demonstrative takes it up: ``رفضت هذه المطالب``."""
        if not any(self._clauses.takes_up(i) for i in range(seen.last, min(seen.last + 6, found.end))):
            return ()
        ours = {self._voices.side_of(e) for e in found.actors}
        return tuple(e for e in self.raised if self._voices.side_of(e) not in ours)

    def of_verb(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        """The arguments of a finite verb or participle; ``previous`` acted in the clause before."""
        clauses, at = self._clauses, seen.token
        end = clauses.right(seen.last, most=45)
        begin = clauses.left(at)
        token = self._tokens[at]
        negated = clauses.negated(at)
        cued = self._voices.cued_by(token.start, token.end)
        subject: tuple[str, ...] = ()
        rest = seen.last
        unnamed = self.unnamed_doer(seen)
        if cued is not None and unnamed is None and (said := self._voices.entities(cued)):
            subject, after = self._subject(seen, begin, end, ())
            aimed = "object" in seen.trigger.rule.frame and subject and after == seen.last
            if aimed and all(s.span and s.span.start >= token.end for s in cued.sources):
                said = subject  # ليبيا تحذر أوروبا من: who stands after the verb is spoken to
            if not (subject and set(subject) <= set(said)):
                subject = said
            named = [
                self._clauses.passage.tokens_in(s.span).stop
                for s in cued.sources
                if s.span and s.span.start >= token.end and s.entity in subject
            ]
            rest = max([rest, *(n for n in named if n < end)])
        elif seen.trigger.form.tense == "participle":
            subject = self._goes_on_with(at) or previous
        else:
            subject, rest = self._subject(seen, begin, end, previous)
        if not subject and unnamed is not None:
            rest = max(rest, unnamed)
        if (whole := self._parties.around(rest)) is not None and set(whole.entities) & set(subject):
            rest = whole.last  # where the source's phrase ends before its name does
        recipients = self._recipients(seen, rest, end, subject)
        if not recipients and _praises(seen):
            recipients = tuple(e for e in self._author_of(rest) if e not in subject)
        threat = seen.trigger.rule.type == "THREATEN" and seen.trigger.rule.frame[1:]
        if threat and subject and not recipients:
            ours = frozenset(map(self._voices.side_of, subject))
            recipients = self.named_after(seen, end, ours)  # هدد بقصف إيران, لوح بوقف الغاز عن إسبانيا
        if self._is_lone_object(seen, rest, recipients, previous, subject):
            subject, recipients = previous, subject
        armed = self._words["aircraft"] | self._words["guns"]
        strikes = seen.last < end and bool(stems(self._tokens[seen.last].key) & armed)  # قتلت طائرة: it was not killed
        if seen.trigger.rule.suffers and not recipients and not strikes and not self._object_follows(seen, rest, end):
            told = rest > seen.last or self._ending_at(at, begin) is not None
            subject, recipients = (), subject if told else ()
        if seen.trigger.rule.suffers and not subject and (doers := self._by_arms(seen.last, recipients)):
            subject = doers
        if seen.trigger.rule.receives and seen.pronoun and not recipients:  # زار أربيل واستقبله بارزاني
            recipients = tuple(e for e in previous if e not in subject)
        if seen.trigger.rule.receives:
            subject, recipients = recipients, subject
        if seen.trigger.rule.mode == "visit":
            recipients = tuple(dict.fromkeys(self._voices.host(e) for e in recipients))
        return Arguments(subject, recipients, None, None, False, begin, end, negated)

    def _author_of(self, first: int) -> tuple[str, ...]:
        """Who did what a relative clause tells of the object: ``أشاد بالجهود التي تبذلها تركيا``."""
        last = self._clauses.passage.sentence_of(first).last if first < len(self._tokens) else first
        for i in range(first, min(first + 8, last - 2)):
            if self._tokens[i].key not in self._words["relatives"]:
                continue
            if not self._tokens[i + 1].key.endswith("ه") and not self._tokens[i + 1].key.endswith("ها"):
                return ()  # التي جرت
            for party in self._parties.within(i + 2, min(i + 5, last)):
                behind = party.first == i + 2 or (not party.headed and self._fills(i + 2, party))
                return party.entities if behind and party.prep is None and not party.place else ()
            return ()
        return ()

    def _is_lone_object(
        self, seen: Seen, rest: int, recipients: Sequence[str], previous: Sequence[str], subject: Sequence[str]
    ) -> bool:
        """Whether the one noun phrase after a verb is its object: ``حيث سيلتقي الرئيس``, the subject being known."""
        rule, before = seen.trigger.rule, self._tokens[seen.token - 1].key if seen.token else ""
        if before in self._words["with-pronoun"]:  # أنه سيلتقي الرئيس: the pronoun is the subject
            return bool(previous) and rest > seen.last and not recipients and "object" in rule.frame
        travels = rule.mode == "visit" and not rule.receives and all(e.startswith("place/") for e in subject)
        goes_on = seen.conjoined or before in self._words["goes-on"] or travels  # فقد زار الصين: a state visits nobody
        known = bool(previous) and not set(previous) & set(subject)
        takes_two = rule.parties == "2" or rule.type == "CONSULT"  # nobody meets alone
        return goes_on and known and rest > seen.last and not recipients and takes_two and "object" in rule.frame

    def _recipients(self, seen: Seen, rest: int, end: int, subject: Sequence[str]) -> tuple[str, ...]:
        rule = seen.trigger.rule
        frame = rule.frame
        found: list[str] = []
        at = rest
        free = "object" in frame and not (seen.pronoun and seen.trigger.form.tense != "participle")
        slot: str | None = None
        spot = refused = False
        for party in self._parties.within(rest, end):
            if party.first == at and spot and party.kind != "person":
                at = party.last  # على محافظة حلب شمالي سوريا: where the place lies
                continue
            spot = party.place
            if party.first - rest <= 1 and self._tokens[party.first - 1].key in self._words["belonging"] and subject:
                at = rest = party.last  # الجيش التابع للحكومة: part of who acts
                continue
            gap_ok = self._fills(at, party)
            direct = party.prep is None and (not party.headed or party.first == rest)
            direct = direct and not (slot is None and (party.joined or (refused and party.first == at)))
            where = "object" if direct and free and gap_ok and slot in (None, "object") else None
            near = party.first - rest <= 12 or (party.joined and slot is not None)
            penalty = rule.type in OF_PEOPLE and party.via == "nisba"  # عقوبات على شركات إيرانية
            if where is None and near and party.prep in frame and (penalty or not party.headed or party.sided):
                where = party.prep
            if where is None and party.prep == "من" and free and slot is None and self._counterpart(at, party.first):
                where = "object"
            if where is None and free and slot is None and rule.type in _DONE_TO and self._belongings(party, at):
                where = "object"  # أسقطت طائرة تجسس هندية; قصفت مواقع للمتمردين
            if where is None and free and party.prep == "من" and rule.type in HIT and self._harmed(party, at, slot):
                where = "object"
            if where is None and rule.type in _TOWARDS and slot is None and party.headed:
                where = self._hit_behind(party, at, frame)
            if where is None and rule.type in OF_DOINGS and near and slot is None and not found:
                where = self._doing_of(party, at, frame, free=free)
            if where == "object" and found and (party.via == "nisba" or not self._goes_on(at, party)):
                where = None
            if where and party.place and rule.mode != "visit":
                party = self._state_hit(party) if rule.type in HIT else replace(party, entities=())
            if (
                where
                and (slot is None or slot == where)
                and not (party.place and party.prep in ("في", "ب", "من", "على"))
            ):
                found += [e for e in party.entities if e not in subject]
                slot = where if found else slot
            at, refused = party.last, not found
        return tuple(dict.fromkeys(found))

    def _harmed(self, party: Party, at: int, slot: str | None) -> bool:
        """Whether ``من`` tells whose people are the object: ``قتلت الطائرات 30 من داعش والنصرة``."""
        return party.joined if slot is not None else self._some_of(at, party)

    def _goes_on(self, at: int, party: Party) -> bool:
        """Whether a party goes on with the object before it: joined, in apposition, or in a list."""
        return party.joined or all(self._tokens[i].key in QUOTES for i in range(at, party.first))

    def _hit_behind(self, party: Party, at: int, frame: Sequence[str]) -> str | None:
        """The slot in which somebody's places or forces are hit: ``شن فجرا نحو 15 غارة على مخازن المتمردين``."""
        for i in range(party.first - 1, max(at, party.first - 5) - 1, -1):
            token = self._tokens[i]
            if token.key in self._words["prepositions"]:
                slot = self._clauses.coding.prepositions[token.key]
                return slot if slot in frame and i < party.first - 1 else None
            if token.key.startswith("بال"):  # للتنديد بالاتفاق الإيراني
                return "ب" if "ب" in frame else None
            if token.kind != "word" or self._clauses.is_finite(token.key) or token.key in self._words["complements"]:
                return None
        return None

    def _belongings(self, party: Party, at: int) -> bool:
        """Whether a nationality or an owner with ``ل`` ends the object's phrase: only nouns stand before it."""
        gap = range(at, party.first)
        return (
            ((party.via == "nisba" and party.prep is None) or (party.prep == "ل" and not party.headed))
            and not party.place
            and 0 < len(gap) <= 4
            and all(
                self._tokens[i].kind in ("word", "number")
                and self._tokens[i].key not in self._words["prepositions"]
                and self._tokens[i].key not in self._words["complements"]
                and not self._clauses.is_finite(self._tokens[i].key)
                for i in gap
            )
        )

    def _state_hit(self, party: Party) -> Party:
        """The state a city or base belongs to, where an act is done to it; nobody where it is not known."""
        states = tuple(h for e in party.entities if (h := self._voices.host(e)) != e)
        return replace(party, entities=states)

    def _object_follows(self, seen: Seen, at: int, end: int) -> bool:
        """Whether an object nobody can name follows: ``قتلت الحركة عشرات المدنيين``, ``داعش يعدم ناشطين``."""
        if any(map(self._counts, range(at, min(at + 3, end)))):
            return True
        if at >= end or self._tokens[at].kind != "word" or seen.pronoun:
            return False
        word = self._tokens[at].key
        if at > seen.last:  # قتل الجيش مسلحين; behind the verb a name may follow the title of whom it killed
            return word.endswith(("ين", "ا")) and bool(stems(word) & self._words["harmed"])
        return not (word.startswith(("ال", "ب", "ل", "و")) or word in self._clauses.coding.little)

    def _counterpart(self, first: int, last: int) -> bool:
        """Whether the object is a group that ``من`` tells the side of: ``نظراءه من دول الخليج``."""
        return any(self._tokens[i].key in self._words["counterparts"] for i in range(first, last))
