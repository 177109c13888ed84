"""What belongs to a verbal noun: its owner, its agent, those it is between, and the verb that carries it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.events.coding import Seen
from khabar.events.parties import Party
from khabar.events.subjects import QUOTES, Subjects
from khabar.lexicon.events import Carrier
from khabar.lexicon.phrases import stems

#: Types that are done to people or things of a party where only their nationality is told: ``شركات إيرانية``.
OF_PEOPLE = frozenset(
    [
        "SANCTION",
        "COERCE",
        "AID",
        "ASSAULT",
        "THREATEN",
        "MOBILIZE",
        "RETREAT",
        "SUPPORT",
        "CONCEDE",
        "REJECT",
        "ACCUSE",
        "COOPERATE",
    ]
)


#: Types whose recipient can be named by what it does.
OF_DOINGS = frozenset(["SUPPORT", "ACCUSE", "REJECT", "SANCTION", "AGREE", "THREATEN", "ASSAULT", "COERCE"])


#: Marks that begin a quotation: the verb before does not carry a noun within.
_OPENING_QUOTES = frozenset(['"', "«", "“", "''"])


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


class Nominals(Subjects):
    """Finds the arguments of verbal nouns of one passage."""

    def of_noun(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        """The arguments of a verbal noun; ``previous`` acted in the clause before."""
        clauses, rule = self._clauses, seen.trigger.rule
        end, begin = clauses.reach_of_noun(seen.last), clauses.left(seen.token, most=18)
        carrier: Carrier | None = None
        tense: str | None = None
        subject: tuple[str, ...] = ()
        negated = aimed = False
        if not (seen.token > begin and self._tokens[seen.token - 1].key in self._words["times-of"]):
            carrier, tense, subject, negated = self._carried(seen, begin, previous)
        if subject and not rule.mutual and self._under_noun(seen):  # تأبين ضحايا تفجير: who mourns did not bomb
            subject = ()
        before = carrier is not None
        if carrier is None and (after := self._carried_after(seen)):
            carrier, tense, subject = after
        owners, agents, others, mutual = self._around_noun(seen, end)
        if not agents:  # إطلاق الأردن سراح سجين: the subject inside the phrase
            inside = self._parties.within(seen.token + 1, seen.last)
            agents = tuple(e for p in inside if p.prep is None for e in p.entities)
        if rule.mode == "visit":
            others = tuple(self._voices.host(e) for e in (*(o for o in owners if o.startswith("place/")), *others))
            owners = tuple(o for o in owners if not o.startswith("place/"))
        if carrier is not None and carrier.subject == "sees":
            subject = ()
        if carrier is not None and carrier.subject == "suffers":
            owners, others = tuple(e for e in (*owners, *others) if e not in subject), subject or others
            subject, agents = (), agents or self._doers_after(seen, end)
        if rule.type == "ASSAULT" and owners and not others and self._is_place_hit(seen, owners):
            others, owners = owners, ()  # تفجير تركيا; of strikes with ل or على the owner is who strikes
        if rule.owner == "object" and owners and not others:
            others, owners = owners, ()
            subject = subject or self._own(seen.token) or previous if rule.type == "SUPPORT" else subject
        actors: Iterable[str] = owners or agents or subject
        if rule.predicate and not rule.spoken:
            actors = self.subject_before(seen.token) or self.named_before(seen) or subject
        elif not (owners or agents or subject or rule.mutual or rule.spoken) and (ready := self._ready(seen, begin)):
            actors, aimed = ready, True
        if owners and subject and not set(owners) & set(subject) and before and carrier and carrier.subject == "acts":
            actors, others = subject, (*owners, *others)
        if rule.mutual and mutual:
            actors = mutual
        if rule.type == "AGREE" and self._tokens[seen.token].key.startswith(("ل", "ول")):
            actors = self._charged(seen.token, begin) or actors
        if others and rule.mode == "visit" and self._invited(seen.token, begin):
            guest, host = self._nearest_before(seen.token, begin), tuple(actors)
            if guest and set(host) & set(self._voices.sides_within(others)):
                others = host
            actors = guest or actors
        if not actors and (doers := self._performers(seen, begin)):
            actors = tuple(e for e in doers if e not in others)
        if not actors and others and self._possessed(seen):
            actors = self._nearest_before(seen.token, begin) or self._speaker_at(seen.token) or previous
        if not actors and not others and carrier is None and rule.type == "CONSULT" and self.meets_unnamed(seen):
            actors = self._background(seen, begin, previous)
        if (
            not actors
            and others
            and (carrier is None or (rule.mutual and not before))
            and (rule.mutual or rule.mode == "visit" or rule.whom)
        ):
            actors = self._background(seen, begin, previous)
            if carrier is None and rule.type == "CONSULT" and rule.mutual and self._recalls(seen):
                return Arguments((), (), carrier, tense, True, begin, end, negated)
        if not actors and others and rule.id == "agree-sign":
            actors, others = others, ()
        enough = mutual or agents or len(owners) > 1 or (owners and others)
        if rule.carriers and (rule.carried or not enough) and not (carrier and _past(carrier) in rule.carriers):
            return Arguments((), (), carrier, tense, True, begin, end, negated)
        actors = tuple(dict.fromkeys(actors))
        recipients = tuple(e for e in dict.fromkeys(others) if e not in actors)
        negated = negated or clauses.denies(seen.token - 1)
        if not recipients and rule.owner == "object":
            recipients = self._own_people(seen, end)
        anaphoric = not actors and not recipients
        return Arguments(actors, recipients, carrier, "future" if aimed else tense, anaphoric, begin, end, negated)

    def _recalls(self, seen: Seen) -> bool:
        """Whether a definite noun after a preposition only refers to talks known before: ``خلال المحادثات مع``."""
        word, before = self._tokens[seen.token].key, self._tokens[seen.token - 1].key if seen.token else ""
        return word.startswith(("ال", "بال", "لل")) and before in self._words["recalling"]

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

    def _performers(self, seen: Seen, begin: int) -> tuple[str, ...]:
        """Whose doing a noun is told to be: ``قيام القوات الكينية بقتل``."""
        for i in range(seen.token - 1, max(begin, seen.token - 9) - 1, -1):
            if stems(self._tokens[i].key) & self._words["performing"]:
                return tuple(e for p in self._parties.within(i + 1, seen.token) if not p.place for e in p.entities)
            if self._clauses.is_finite(self._tokens[i].key):
                break
        return ()

    def meets_unnamed(self, seen: Seen) -> bool:
        """Whether the other side of a meeting is there, though no name tells it: ``سيلتقي بعدد من القادة``."""
        last = self._clauses.passage.sentence_of(seen.token).last
        for i in range(seen.last, min(seen.last + 6, last)):
            word, before = self._tokens[i].key, self._tokens[i - 1].key
            if (before == "مع" or word.startswith(("ب", "لل"))) and stems(word) & self._words["unnamed-others"]:
                return True
        return False

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
                for party in self._parties.before(seen.token, self._clauses.passage.sentence_of(seen.token).first):
                    if party.entities and not party.place:
                        return tuple(self._voices.side_of(e) for e in party.entities)
        return ()

    def _charged(self, at: int, begin: int) -> tuple[str, ...]:
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
            elif close and (
                adjoins
                or (party.via == "nisba" and self._adjectives(gap, seen))
                or (party.via == "nisba" and seen.trigger.rule.owner == "object" and self._counted(gap))
            ):
                owners += party.entities
                at = party.last
            elif (
                party.prep == "من قبل"
                or party.prep in seen.trigger.rule.agent
                or (party.prep == "من" and party.sided and "من" not in frame)  # فرض عقوبات من الجانب الأوروبي
            ):
                agents += party.entities
            elif party.prep in ("بين", "مع") and self._claimed(seen, party.first):
                close = False
            elif party.prep == "بين" and not party.headed:
                mutual += self._meant(party)
                close = False
            elif (
                (party.prep in frame or (party.prep == "ل" and owners and self._suffers(seen, gap)))
                and (not party.headed or (party.via == "nisba" and seen.trigger.rule.type in OF_PEOPLE))
                and (not party.place or party.prep == "إلى" or seen.trigger.rule.mode == "visit")
            ) or (
                not others
                and seen.trigger.rule.type in OF_DOINGS
                and not seen.trigger.rule.mutual
                and self._doing_of(party, at, frame, free=False)
            ):
                others += party.entities
                close = False
            elif party.prep is not None:
                close = False
            elif "object" in frame and owners and party.prep is None and not party.headed and self._fills(at, party):
                others += party.entities
            if party.prep is not None:
                at = party.last
        return tuple(owners), tuple(agents), tuple(others), tuple(mutual)

    def _claimed(self, seen: Seen, last: int) -> bool:
        """Whether a noun between owns what ``بين`` and ``مع`` name: ``لمناقشة الاتفاق بين إيران والقوى``.

        What the trigger itself needs does not where it is known: ``توقيع الاتفاق مع إيران``.
        """
        for i in range(seen.last, last):
            if self._tokens[i].key.startswith("ال") and seen.trigger.needs & stems(self._tokens[i].key):
                continue
            for other in self._clauses.coding.see(self._tokens, i, last):
                if other.trigger.form.tense == "noun" and other.trigger.rule.mutual:
                    return True
        return False

    def _adjoining(self, gap: range, party: Party) -> bool:
        return (
            all(
                self._tokens[i].key in self._words["fillers"] or self._tokens[i].key in QUOTES or party.sided
                for i in gap
            )
            and len(gap) <= 3
        )

    def _adjectives(self, gap: range, seen: Seen) -> bool:
        """Whether only adjectives stand between a noun and a nationality: ``المحادثات النووية الإيرانية``.

        What the noun needs is no adjective but its object: ``تحرير المدن اليمنية``.
        """
        if any(seen.trigger.needs & stems(self._tokens[i].key) for i in gap):
            return False
        return len(gap) <= 3 and all(
            (self._tokens[i].key.startswith("ال") and self._tokens[i].kind == "word")
            or self._tokens[i].key in ("-", "–")
            or self._tokens[i].key.endswith(("ه", "ي", "يا"))
            for i in gap
        )

    def _doing_of(self, party: Party, at: int, frame: Sequence[str], *, free: bool) -> str | None:
        """The slot in which a party's doing stands: ``أشاد بجهود قطر``, ``انتقد سياسة واشنطن``."""
        gap = [self._tokens[i] for i in range(at, party.first) if self._tokens[i].key not in QUOTES]
        if (
            party.place
            or not 0 < len(gap) <= 3
            or any(t.kind != "word" for t in gap)
            or not (party.headed or party.via == "nisba")
        ):
            return None
        head = gap[0].key
        if self._clauses.is_finite(head) or head in self._words["complements"]:
            return None
        if head in self._words["prepositions"]:
            slot = self._clauses.coding.prepositions[head]
            return slot if slot in frame and len(gap) > 1 else None
        for letter in ("ب", "ل"):
            if head.startswith(letter) and len(head) > 4 and letter in frame:
                return letter
        return "object" if free and "object" in frame and not head.startswith(("ب", "ل", "و")) else None

    def _is_place_hit(self, seen: Seen, owners: Sequence[str]) -> bool:
        """Whether the owner of an attack is a state named by itself, right behind a noun in the singular."""
        party = self._parties.around(seen.last)
        named = party is not None and party.via != "nisba" and party.last - party.first == 1
        single = not self._tokens[seen.token].key.endswith("ات")
        return named and single and all(e.startswith("place/") for e in owners)

    def _suffers(self, seen: Seen, gap: range) -> bool:
        """Whether ``ل`` right behind the owner of a noun tells whom it is done to: ``استدعاء كينيا للسفير``."""
        return seen.trigger.rule.owner == "object" and len(gap) <= 1

    def _counted(self, gap: range) -> bool:
        """Whether a counted or indefinite noun stands before a nationality: ``اختطاف عشرة بحارة كوريين``."""
        return len(gap) <= 3 and all(
            self._tokens[i].kind == "number"
            or (self._tokens[i].kind == "word" and not self._clauses.is_finite(self._tokens[i].key))
            for i in gap
        )

    def _carried(
        self, seen: Seen, begin: int, previous: tuple[str, ...]
    ) -> tuple[Carrier | None, str | None, tuple[str, ...], bool]:
        """The carrier verb before a nominal, its tense and its subject: ``أجرى كيري محادثات``."""
        for i in range(seen.token - 1, max(begin, seen.token - 16) - 1, -1):
            paused = any(self._tokens[j].key in ("،", ",") for j in range(i, seen.token))
            if (self._tokens[i].key in self._words["relatives"] and not paused) or (
                self._tokens[i].key in _OPENING_QUOTES and i < seen.token - 1
            ):
                break
            if self.names(i):
                continue
            found = self._clauses.coding.carrier(self._tokens[i].key)
            if found is None and self._clauses.attributes(self._tokens[i].key):
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
            visitor = seen.trigger.rule.mode != "visit" or any(e.startswith("person/") for e in party.entities)
            if free and party.entities and visitor:
                return self._with_joined(party)
        speaker = self._own(seen.token) if seen.trigger.rule.as_state else self._speaker_at(seen.token)
        return speaker or (() if seen.trigger.rule.whom else previous)


def _past(carrier: Carrier) -> str:
    return carrier.verb.partition("/")[0]
