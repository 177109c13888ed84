"""Who acts on whom: subject and recipients of a trigger by where they stand in its clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.events.clauses import Clauses
from khabar.events.coding import Seen
from khabar.events.parties import Parties, Party
from khabar.events.voices import Voices
from khabar.lexicon.events import Carrier

_QUOTES = frozenset(('"', "«", "»", "“", "”", "''", "(", ")", "،", ",", "-", "–"))


@dataclass(frozen=True, slots=True)
class Arguments:
    """The participants of a trigger: entity ids, actors first named first.

    Attributes:
        carrier: The carrier verb that holds a nominal trigger, and its tense.
        anaphoric: A definite nominal without participants of its own: it speaks of an event told before.
        begin, end: The tokens of the clause the event rests on.
    """

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    carrier: Carrier | None
    carrier_tense: str | None
    anaphoric: bool
    begin: int
    end: int
    negated: bool


class ArgumentFinder:
    """Finds the participants of triggers of one passage.

    Attributes:
        pair: The two sides named last, whom ``الطرفان`` means where the names stage does not know; the caller sets it.
    """

    def __init__(self, clauses: Clauses, parties: Parties, voices: Voices) -> None:
        self._clauses = clauses
        self._tokens = clauses.tokens
        self._words = clauses.coding.words
        self.pair: tuple[str, ...] = ()
        self._parties = parties
        self._voices = voices

    def names(self, at: int) -> bool:
        """Whether the token belongs to a name and is no word of its own: ``المؤتمر الوطني``."""
        return at in self._parties.named

    def named_before(self, seen: Seen) -> tuple[str, ...]:
        """The party named last before a word in its clause: whom a predicate speaks of."""
        for party in self._parties.before(seen.token, self._clauses.left(seen.token)):
            if party.entities and not party.place:
                return party.entities
        return ()

    def find(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        """The arguments of a trigger.

        Args:
            seen: The trigger.
            previous: Who acted in the clause before, for a verb whose subject is dropped.
        """
        if seen.trigger.form.tense == "noun":
            return self._nominal(seen, previous)
        return self._verbal(seen, previous)

    # -- verbs ------------------------------------------------------------------------------------

    def _verbal(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        clauses, at = self._clauses, seen.token
        end = clauses.right(seen.last, most=45)
        begin = clauses.left(at)
        token = self._tokens[at]
        negated = clauses.negated(at)
        cued = self._voices.cued_by(token.start, token.end)
        subject: tuple[str, ...] = ()
        rest = seen.last
        if cued is not None and (said := self._voices.entities(cued)):
            subject, _ = self._subject(seen, begin, end, ())
            if not (subject and set(subject) <= set(said)):
                subject = said
            named = [
                self._clauses.passage.tokens_in(s.span).stop
                for s in cued.sources
                if s.span and s.span.start >= token.end
            ]
            rest = max([rest, *(n for n in named if n < end)])
        elif seen.trigger.form.tense == "participle":
            subject = self._speaker_before(at) or previous
        else:
            subject, rest = self._subject(seen, begin, end, previous)
        recipients = self._recipients(seen, rest, end, subject)
        if self._is_lone_object(seen, rest, recipients, previous, subject):
            subject, recipients = previous, subject
        if seen.trigger.rule.suffers and not recipients:
            told = rest > seen.last or self._ending_at(at, begin) is not None
            subject, recipients = (), subject if told else ()
        if seen.trigger.rule.mode == "visit":
            recipients = tuple(dict.fromkeys(self._voices.host(e) for e in recipients))
        return Arguments(subject, recipients, None, None, False, begin, end, negated)

    def _subject(self, seen: Seen, begin: int, end: int, previous: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        """The subject of a finite verb, and the token after which its objects stand."""
        at, form = seen.token, seen.trigger.form
        if form.person == 1:
            return self._we(seen) if form.number == "p" else self._speaker_at(at), seen.last
        relative = self._clauses.relative_before(at)
        if relative is not None and not seen.pronoun:
            if party := self._ending_at(relative, begin):
                return self._with_joined(party), seen.last
        elif not seen.conjoined and (party := self._ending_at(at, begin)) and party.prep is None:
            return self._with_joined(party), seen.last
        if own := self._own_before(at, begin):
            return own, seen.last
        if found := self._subject_after(seen, end):
            return found[1], found[0]
        if relative is not None or not self._may_drop(seen):
            return (), seen.last
        return self._dropped(seen, previous), seen.last

    def _is_lone_object(
        self, seen: Seen, rest: int, recipients: Sequence[str], previous: Sequence[str], subject: Sequence[str]
    ) -> bool:
        """Whether the one noun phrase after a verb is its object: ``حيث سيلتقي الرئيس``, the subject being known."""
        rule, before = seen.trigger.rule, self._tokens[seen.token - 1].key if seen.token else ""
        if before in self._words["with-pronoun"]:  # أنه سيلتقي الرئيس: the pronoun is the subject
            return bool(previous) and rest > seen.last and not recipients and "object" in rule.frame
        goes_on = seen.conjoined or before in self._words["goes-on"]
        known = bool(previous) and not set(previous) & set(subject)
        return (
            goes_on and known and rest > seen.last and not recipients and rule.parties == "2" and "object" in rule.frame
        )

    def _may_drop(self, seen: Seen) -> bool:
        """Whether a verb can leave its subject out: it begins a clause, or ``أنه`` stands before it."""
        sentence = self._clauses.passage.sentence_of(seen.token)
        if seen.conjoined or seen.token == sentence.first:
            return seen.conjoined
        before = self._tokens[seen.token - 1]
        return before.kind != "word" or before.key in self._words["open"] or before.key in self._words["prepositions"]

    def _subject_after(self, seen: Seen, end: int) -> tuple[int, tuple[str, ...]] | None:
        """The first free noun phrase after a verb, with what is coordinated to it."""
        at = seen.last
        for party in self._parties.within(seen.last, min(end, seen.last + 14)):
            if not self._fills(at, party):
                return None
            at = party.last
            if party.prep is None and not party.headed and not party.place:
                return self._extended(party, end)
        return None

    def _extended(self, party: Party, end: int) -> tuple[int, tuple[str, ...]]:
        entities, last = list(self._meant(party)), party.last
        for other in self._parties.within(party.last, end):
            if not other.joined:
                break
            entities += other.entities
            last = other.last
        return last, tuple(dict.fromkeys(entities))

    def _meant(self, party: Party) -> tuple[str, ...]:
        """Who is meant by a party: those known, or for two without a name the two named last."""
        if party.entities or party.kind != "group":
            return party.entities
        words = {self._tokens[i].key.lstrip("و") for i in range(party.first, party.last)}
        return self.pair if words & self._words["pairs"] else ()

    def _fills(self, first: int, party: Party) -> bool:
        """Whether all between ``first`` and a party can stand between a verb and its argument."""
        for i in range(first, party.first):
            word = self._tokens[i].key
            bare = word.lstrip("و")
            if (
                word in self._words["fillers"]
                or bare in self._words["fillers"]
                or word in _QUOTES
                or word in self._words["prepositions"]
            ):
                continue
            if self._tokens[i].kind == "number" or party.sided:
                continue
            return False
        return True

    def _ending_at(self, at: int, begin: int) -> Party | None:
        """The party whose phrase ends right before ``at`` (particles and marks aside)."""
        i = at
        while i > begin and (
            self._tokens[i - 1].key in _QUOTES or self._tokens[i - 1].key in self._words["before-verb"]
        ):
            i -= 1
        for party in self._parties.before(at, begin):
            return party if party.last >= i and not party.headed else None
        return None

    def _with_joined(self, party: Party) -> tuple[str, ...]:
        """A party with those it is coordinated to: ``بوتين وترامب يتوقعان``."""
        entities = list(self._meant(party))
        if party.joined:
            for other in self._parties.before(party.first, max(0, party.first - 12)):
                entities = [*other.entities, *entities]
                if not other.joined:
                    break
        return tuple(dict.fromkeys(entities))

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

    def _speaker_before(self, at: int) -> tuple[str, ...]:
        """Who spoke or acted last before a participle in the same paragraph."""
        paragraph = self._clauses.passage.paragraph_of(at)
        sentence = self._clauses.passage.sentence_of(at)
        token = self._tokens[at]
        if statement := self._voices.last_before(token.start, sentence.span.start):
            return self._voices.entities(statement)
        if statement := self._voices.last_before(token.start, paragraph.span.start):
            return self._voices.entities(statement)
        return ()

    def _dropped(self, seen: Seen, previous: tuple[str, ...]) -> tuple[str, ...]:
        """Whose the dropped subject is: who acted last, inside a statement else its speaker."""
        found = previous or self._speaker_at(seen.token)
        form = seen.trigger.form
        if form.number == "p" and form.person == 3 and len(found) == 1 and found[0].startswith("person/"):
            return ()
        if form.gender == "f" and form.number == "s" and found and all(self._voices.is_man(e) for e in found):
            return ()
        return found

    def subject_before(self, at: int) -> tuple[str, ...]:
        """Who stands right before a predicate: ``روسيا مستعدة``, ``بلاده مستعدة``."""
        begin = self._clauses.left(at)
        if (party := self._ending_at(at, begin)) is not None and party.prep is None:
            return self._with_joined(party)
        return self._own_before(at, begin)

    # -- nominals ---------------------------------------------------------------------------------

    def _nominal(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        clauses, rule = self._clauses, seen.trigger.rule
        end, begin = clauses.reach_of_noun(seen.last), clauses.left(seen.token, most=18)
        carrier: Carrier | None = None
        tense: str | None = None
        subject: tuple[str, ...] = ()
        negated = False
        if not (seen.token > begin and self._tokens[seen.token - 1].key in self._words["times-of"]):
            carrier, tense, subject, negated = self._carried(seen, begin, previous)
        if carrier is None and (after := self._carried_after(seen)):
            carrier, tense, subject = after
        owners, agents, others, mutual = self._around_noun(seen, end)
        if rule.mode == "visit":
            others = tuple(self._voices.host(e) for e in (*(o for o in owners if o.startswith("place/")), *others))
            owners = tuple(o for o in owners if not o.startswith("place/"))
        if carrier is not None and carrier.subject == "sees":
            subject = ()
        if rule.owner == "object" and owners and not others:
            others, owners = owners, ()
            subject = subject or self._own(seen.token) or previous if rule.type == "SUPPORT" else subject
        actors: Iterable[str] = owners or agents or subject
        if owners and subject and not set(owners) & set(subject) and carrier and carrier.subject == "acts":
            actors, others = subject, (*owners, *others)
        if rule.mutual and mutual:
            actors = mutual
        if rule.type == "AGREE" and self._tokens[seen.token].key.startswith(("ل", "ول")):
            actors = self._charged(seen.token, begin) or actors
        if not actors and others and self._possessed(seen):
            actors = self._nearest_before(seen.token, begin) or self._speaker_at(seen.token) or previous
        if not actors and others and carrier is None and (rule.mutual or rule.mode == "visit" or rule.whom):
            actors = self._background(seen, begin, previous)
        enough = mutual or agents or len(owners) > 1 or (owners and others)
        if rule.carriers and not enough and not (carrier and _past(carrier) in rule.carriers):
            return Arguments((), (), carrier, tense, True, begin, end, negated)
        actors = tuple(dict.fromkeys(actors))
        recipients = tuple(e for e in dict.fromkeys(others) if e not in actors)
        negated = negated or clauses.denies(seen.token - 1)
        anaphoric = not actors and not recipients
        return Arguments(actors, recipients, carrier, tense, anaphoric, begin, end, negated)

    def _charged(self, at: int, begin: int) -> tuple[str, ...]:
        """Who has something before it: ``أمام البرلمان شهران للموافقة على الاتفاق``."""
        for party in self._parties.before(at, begin):
            if party.prep == "أمام" and party.entities:
                return party.entities
        return ()

    def _possessed(self, seen: Seen) -> bool:
        """Whether a possessive is attached to the noun: ``مكالمته مع بوتين``."""
        word = self._tokens[seen.token].key
        return seen.last == seen.token + 1 and word.endswith(("ه", "ها", "هم", "هما")) and seen.pronoun

    def _nearest_before(self, at: int, begin: int) -> tuple[str, ...]:
        """Who is named last before a possessive."""
        for party in self._parties.before(at, begin):
            if party.entities and not party.place and party.via != "nisba":
                return party.entities
        return ()

    def _around_noun(
        self, seen: Seen, end: int
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Owners (idafa, nisba), agents (من قبل), recipients by frame, and those named by ``بين``."""
        frame = seen.trigger.rule.frame
        owners: list[str] = []
        agents: list[str] = []
        others: list[str] = []
        mutual: list[str] = []
        at = seen.last
        close = True
        first = (
            seen.token
            if seen.last - seen.token == 1 and self._tokens[seen.token].key in self._words["prepositions"]
            else seen.last
        )
        for party in self._parties.within(first, end):
            gap = range(at, party.first)
            adjoins = party.prep is None and (not gap or not party.headed) and self._adjoining(gap, party)
            if party.place and adjoins and seen.trigger.rule.mode != "visit":
                at = party.last
            elif close and (adjoins or (party.via == "nisba" and self._adjectives(gap))):
                owners += party.entities
                at = party.last
            elif party.prep == "من قبل" or party.prep in seen.trigger.rule.agent:
                agents += party.entities
            elif party.prep in ("بين", "مع") and self._claimed(seen.last, party.first):
                close = False
            elif party.prep == "بين" and not party.headed:
                mutual += self._meant(party)
                close = False
            elif party.prep in frame and not party.headed and (not party.place or party.prep == "إلى"):
                others += party.entities
                close = False
            elif party.prep is not None:
                close = False
            elif "object" in frame and owners and party.prep is None and not party.headed and self._fills(at, party):
                others += party.entities
            if party.prep is not None:
                at = party.last
        return tuple(owners), tuple(agents), tuple(others), tuple(mutual)

    def _claimed(self, first: int, last: int) -> bool:
        """Whether a noun between owns what ``بين`` and ``مع`` name: ``لمناقشة الاتفاق بين إيران والقوى``."""
        for i in range(first, last):
            for other in self._clauses.coding.see(self._tokens, i, last):
                if other.trigger.form.tense == "noun" and other.trigger.rule.mutual:
                    return True
        return False

    def _adjoining(self, gap: range, party: Party) -> bool:
        return (
            all(
                self._tokens[i].key in self._words["fillers"] or self._tokens[i].key in _QUOTES or party.sided
                for i in gap
            )
            and len(gap) <= 3
        )

    def _adjectives(self, gap: range) -> bool:
        """Whether only adjectives stand between a noun and a nationality: ``المحادثات النووية الإيرانية``."""
        return len(gap) <= 3 and all(
            (self._tokens[i].key.startswith("ال") and self._tokens[i].kind == "word")
            or self._tokens[i].key in ("-", "–")
            or self._tokens[i].key.endswith(("ه", "ي", "يا"))
            for i in gap
        )

    def _carried(
        self, seen: Seen, begin: int, previous: tuple[str, ...]
    ) -> tuple[Carrier | None, str | None, tuple[str, ...], bool]:
        """The carrier verb before a nominal, its tense and its subject: ``أجرى كيري محادثات``."""
        for i in range(seen.token - 1, max(begin, seen.token - 16) - 1, -1):
            found = self._clauses.coding.carrier(self._tokens[i].key)
            if found is None and self._clauses.attributes(self._tokens[i].key):
                break
            if found is None or (
                i > begin and self._tokens[i - 1].key in self._words["prepositions"]
            ):  # على عقد لقاء: a noun
                if self._clauses.is_finite(self._tokens[i].key) and found is None:
                    break
                continue
            carrier, form, pronoun = found
            word = self._tokens[i].key
            verb = Seen(
                i,
                i + 1,
                seen.trigger._replace(form=form),
                pronoun,
                word[:1] in "وف" and word not in self._clauses.coding.carriers,
            )
            subject, _ = self._subject(verb, self._clauses.left(i), seen.token, previous)
            return carrier, form.tense, subject, self._clauses.negated(i)
        return None, None, (), False

    def _carried_after(self, seen: Seen) -> tuple[Carrier, str, tuple[str, ...]] | None:
        """The carrier verb in a relative clause after a nominal: ``محادثات أجراها كيري``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        for i in range(seen.last, min(seen.last + 5, last)):
            found = self._clauses.coding.carrier(self._tokens[i].key)
            if found and found[1].tense != "noun":
                carrier, form, pronoun = found
                resumed = i + 1 < last and self._tokens[i + 1].key in self._words["resumed"]
                if not pronoun and not resumed:
                    return carrier, form.tense, ()
                verb = Seen(i, i + 1 + resumed, seen.trigger._replace(form=form), pronoun, False)
                after = self._subject_after(verb, min(i + 10, last))
                return carrier, form.tense, after[1] if after else ()
        return None

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
            if free and party.entities:
                return self._with_joined(party)
        speaker = self._own(seen.token) if seen.trigger.rule.as_state else self._speaker_at(seen.token)
        return speaker or previous

    # -- recipients -------------------------------------------------------------------------------

    def _recipients(self, seen: Seen, rest: int, end: int, subject: Sequence[str]) -> tuple[str, ...]:
        frame = seen.trigger.rule.frame
        found: list[str] = []
        at = rest
        free = "object" in frame and not (seen.pronoun and seen.trigger.form.tense != "participle")
        slot: str | None = None
        for party in self._parties.within(rest, end):
            gap_ok = self._fills(at, party)
            where = (
                "object"
                if party.prep is None and not party.headed and free and gap_ok and slot in (None, "object")
                else None
            )
            near = party.first - rest <= 12 or (party.joined and slot is not None)
            if where is None and near and party.prep in frame and not (party.headed and not party.sided):
                where = party.prep
            if where is None and party.prep == "من" and free and slot is None and self._counterpart(at, party.first):
                where = "object"
            if party.via == "nisba" and where == "object" and found:
                where = None
            if (
                where
                and (slot is None or slot == where)
                and not (party.place and party.prep in ("في", "ب", "من", "على"))
            ):
                found += [e for e in party.entities if e not in subject]
                slot = where if found else slot
            at = party.last
        return tuple(dict.fromkeys(found))

    def _counterpart(self, first: int, last: int) -> bool:
        """Whether the object is a group that ``من`` tells the side of: ``نظراءه من دول الخليج``."""
        return any(self._tokens[i].key in self._words["counterparts"] for i in range(first, last))


def _past(carrier: Carrier) -> str:
    return carrier.verb.partition("/")[0]
