"""What belongs to a verbal noun: its owner, its agent, those it is between, and the verb that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.events.bearers import Bearers, Borne
from khabar.events.coding import Seen
from khabar.events.owners import Around
from khabar.lexicon.events import Carrier


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


class Nominals(Bearers):
    """Finds the arguments of verbal nouns of one passage."""

    def of_noun(self, seen: Seen, previous: tuple[str, ...]) -> Arguments:
        """The arguments of a verbal noun; ``previous`` acted in the clause before."""
        clauses, rule = self._clauses, seen.trigger.rule
        end, begin = clauses.reach_of_noun(seen.last, seen.trigger.needs), clauses.left(seen.token, most=18)
        borne = self._borne(seen, begin, previous)
        carrier, tense = (borne.carrier, borne.tense) if borne else (None, None)
        around, subject = self._recast(seen, self._around_noun(seen, end), borne, (begin, end), previous)
        nothing = Arguments((), (), carrier, tense, True, begin, end, borne is not None and borne.negated)
        actors: tuple[str, ...] = around.owners or around.agents or subject
        others = around.others
        if rule.predicate and not rule.spoken:
            held = rule.owner == "object"
            actors = (() if held else self.subject_before(seen.token)) or self.named_before(seen) or subject
            if not actors and seen.token and self._tokens[seen.token - 1].key in self._words["with-pronoun"]:
                actors = self._speaker_at(seen.token)  # قالت إنها غير مهتمة بحوار
            if held:  # مواطنين محتجزين في إيران: who is named before suffers it
                actors, others = around.agents, actors
        elif not (actors or rule.mutual or rule.spoken) and (ready := self._ready(seen, begin)):
            actors, tense = ready, "future"
        acts = borne is not None and borne.before and borne.carrier.subject == "acts"
        if around.owners and subject and not set(around.owners) & set(subject) and acts:
            actors, others = subject, (*around.owners, *others)
        if rule.mutual and around.mutual:
            actors = around.mutual
        elif rule.mutual and not actors and not others:
            actors = self._between_before(seen, begin)
        if not around.owners and (doers := self._performers(seen, begin)):  # وافق الملك على قيام الوزير بزيارة
            actors = tuple(e for e in doers if e not in others)
        if rule.mode == "phone" and around.agents and not others:  # اتصال من كينيا: whom she called is told before
            others = self._background(seen, begin, previous)
        actors, others = self._by_place(seen, begin, actors, others)
        if not actors:
            actors = self._hidden(seen, begin, others, borne, previous)
            meeting = rule.type == "CONSULT" and rule.mutual and borne is None
            if actors and others and meeting and not self._possessed(seen) and self._recalls(seen):
                return nothing
        if not actors and others and "signing" in rule.traits:
            actors, others = others, ()
        enough = around.mutual or around.agents or len(around.owners) > 1 or (around.owners and others)
        if rule.carriers and (rule.carried or not enough) and not (carrier and _past(carrier) in rule.carriers):
            return nothing
        if rule.suffers and not actors:  # مقتل جنود في هجوم لبوكو حرام
            actors = self._by_arms(seen.last, tuple(others))
        actors = tuple(dict.fromkeys(actors))
        recipients = tuple(e for e in dict.fromkeys(others) if e not in actors)
        if rule.receives and rule.mode == "visit":  # استقبال عمان للمبعوث: who is received is the visitor
            actors, recipients = recipients, tuple(dict.fromkeys(map(self._voices.host, actors)))
        if rule.owner == "object" and recipients and self._theirs(seen, actors):
            actors = ()
        if not recipients and rule.owner == "object":
            recipients = self._own_people(seen, end)
        off = rule.type == "CONSULT" and clauses.called_off(seen.token)  # told as denied
        negated = nothing.negated or (not off and clauses.denies(seen.token - 1))
        return Arguments(actors, recipients, carrier, tense, not actors and not recipients, begin, end, negated)

    def _theirs(self, seen: Seen, actors: tuple[str, ...]) -> bool:
        """Whether a possessive of several cannot mean the one actor found: ``تأييدهم`` is no doing of a state's."""
        return len(actors) == 1 and seen.pronoun and self._tokens[seen.token].key.endswith("هم")

    def _borne(self, seen: Seen, begin: int, previous: tuple[str, ...]) -> Borne | None:
        """The verb that carries the noun, before it or in a relative clause after it."""
        borne: Borne | None = None
        if not (seen.token > begin and self._tokens[seen.token - 1].key in self._words["times-of"]):
            borne = self._carried(seen, begin, previous)
        if borne is None:
            return self._carried_after(seen)
        if borne.subject and not seen.trigger.rule.mutual and self._under_noun(seen):
            return borne._replace(subject=())  # تأبين ضحايا تفجير: who mourns did not bomb
        return borne

    def _recast(
        self, seen: Seen, around: Around, borne: Borne | None, clause: tuple[int, int], previous: tuple[str, ...]
    ) -> tuple[Around, tuple[str, ...]]:
        """Those around a noun by what the rule and the carrier make of them, and the carrier's subject."""
        begin, end = clause
        rule, (owners, agents, others, mutual) = seen.trigger.rule, around
        subject = borne.subject if borne else ()
        if rule.type == "AID":  # وصلت إلى عدن: help for the state
            others = tuple(
                self._voices.host(e) for e in others or (self._reached(seen, begin) if "goods" in rule.traits else ())
            )
        if not agents:  # إطلاق الأردن سراح سجين: the subject inside the phrase
            inside = self._parties.within(seen.token + 1, seen.last)
            agents = tuple(e for p in inside if p.prep is None for e in p.entities)
        if rule.mode == "visit" and not rule.receives:
            others = tuple(self._voices.host(e) for e in (*(o for o in owners if o.startswith("place/")), *others))
            owners = tuple(o for o in owners if not o.startswith("place/"))
        if borne is not None and borne.carrier.subject == "sees":
            subject = ()
        if borne is not None and borne.carrier.subject in ("suffers", "receives"):
            owners, others = tuple(e for e in (*owners, *others) if e not in subject), subject or others
            subject, agents = (), agents or self._doers_after(seen, end)
        hits = rule.type == "ASSAULT" or "besets" in rule.traits
        lands = "besets" in rule.traits and all(map(self._voices.is_land, owners))  # تحرير محافظة ديالى
        if lands and others:
            owners = ()  # تحرير محافظة ديالى من التنظيم
        if hits and owners and not others and (lands or self._is_place_hit(seen, owners)):
            others, owners = owners, ()  # تفجير تركيا; of strikes with ل or على the owner is who strikes
        if rule.owner == "object" and owners and self._aimed_by_pronoun(seen, end):
            return Around((), tuple(owners), tuple(others), mutual), ()  # احتجاز الجيش لهم
        if rule.owner == "object" and owners and not others:
            others, owners = owners, ()
            if rule.type == "SUPPORT":
                subject = subject or self._own(seen.token) or previous
        return Around(owners, agents, others, mutual), subject

    def _aimed_by_pronoun(self, seen: Seen, end: int) -> bool:
        """Whether a pronoun behind the owner is whom it is done to: ``احتجاز الجيش لهم``."""
        for party in self._parties.within(seen.last, min(seen.last + 3, end)):
            return party.last < end and self._tokens[party.last].key in self._words["to-them"]
        return False

    def _by_place(
        self, seen: Seen, begin: int, actors: tuple[str, ...], others: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The participants where the words before say who they are: what lies before a body, who is invited."""
        rule = seen.trigger.rule
        if rule.type == "AGREE" and self._tokens[seen.token].key.startswith(("ل", "ول")):
            actors = self.charged(seen.token, begin) or actors
        if others and rule.mode == "visit" and self._invited(seen.token, begin):
            guest = self._nearest_before(seen.token, begin)
            if guest and set(actors) & set(self._voices.sides_within(others)):
                others = actors
            actors = guest or actors
        return actors, others

    def _hidden(
        self, seen: Seen, begin: int, others: tuple[str, ...], borne: Borne | None, previous: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Who does what a noun without an owner names: told by another noun, by a possessive, by the sentence."""
        rule = seen.trigger.rule
        if doers := tuple(e for e in self._performers(seen, begin) if e not in others):
            return doers
        if others and self._possessed(seen):
            named = self._possessor(seen.token, begin) or previous
            if named:
                return named
        if not others:
            unnamed = borne is None and rule.type == "CONSULT" and self.meets_unnamed(seen)
            return self._background(seen, begin, previous) if unnamed else ()
        free = borne is None or (rule.mutual and not borne.before)
        sought = rule.mutual or rule.mode == "visit" or bool(rule.whom)
        return self._background(seen, begin, previous) if free and sought else ()


def _past(carrier: Carrier) -> str:
    return carrier.verb.partition("/")[0]
