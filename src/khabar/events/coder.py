"""Codes the triggers of an article: what the rules, the statement around and the known accords make of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from khabar.events.accords import Accords
from khabar.events.arguments import ArgumentFinder, Arguments
from khabar.events.casting import Casting
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE, Seen
from khabar.events.dating import Calendar, first_day, last_day
from khabar.events.facts import FactFinder
from khabar.events.party import Parties
from khabar.events.records import with_teller
from khabar.events.significance import Significance, suffices
from khabar.events.voices import Voices
from khabar.events.whereabouts import place_of
from khabar.lexicon.events import CodingRule
from khabar.lexicon.phrases import stems
from khabar.model import Article, Event, EventStatus, Span, fact_id

#: Types of which a denial is told: talks called off or said not to have been.
_DENIED = frozenset(["CONCEDE", "CONSULT", "AGREE"])
#: Types of which what is only threatened, wished or possible is no event.
_NEVER_PROPOSED = frozenset(["ASSAULT", "ACCUSE"])
#: Types that raise what others answer: ``رفضت هذه المطالب``.
_RAISED = frozenset(["REQUEST", "ACCUSE", "THREATEN"])


class Coder:
    """Codes the triggers of one article one after the other."""

    def __init__(
        self,
        clauses: Clauses,
        arguments: ArgumentFinder,
        facts: FactFinder,
        calendar: Calendar,
        accords: Accords,
        voices: Voices,
        article: Article,
        root: str,
    ) -> None:
        self._clauses, self._arguments, self._facts = clauses, arguments, facts
        self._calendar, self._accords, self._voices = calendar, accords, voices
        self._article, self._root = article, root
        self._worth = Significance(clauses, arguments, voices)
        self._casting = Casting(clauses, arguments, accords, voices)
        #: The rule coded last by a verb, and where its clause ends: a noun of the rule there tells nothing new.
        self._told: tuple[str, int] = ("", 0)

    def events(self, parties: Parties) -> Iterator[tuple[Event, bool]]:
        """Every event told, and whether it only speaks of one told before."""
        tokens = self._clauses.tokens
        previous: tuple[str, ...] = ()
        for paragraph in self._clauses.passage.paragraphs:
            previous = ()
            for at in range(paragraph.first, paragraph.last):
                token = tokens[at]
                if token.kind != "word" or self._arguments.names(at) or self._inside_name(at):
                    continue
                if cued := self._voices.cued_by(token.start, token.end):
                    previous, self._arguments.previous_at = self._voices.entities(cued) or previous, at
                last = self._clauses.passage.sentence_of(at).last
                for seen in self._choose(at, last):
                    if self._told[0] == seen.trigger.rule.id and at < self._told[1]:
                        continue  # سيدلي بشهادته أمام اللجنة
                    arguments = self._arguments.find(seen, previous)
                    if seen.trigger.form.tense in FINITE and arguments.actors:
                        previous, self._arguments.previous_at = arguments.actors, at
                    if event := self._event(seen, arguments, parties):
                        pair = tuple(dict.fromkeys((*event.actors, *event.recipients)))
                        if len(pair) == 2 and event.type in ("CONSULT", "AGREE"):
                            self._arguments.pair = pair
                        if event.type in _RAISED and event.actors:
                            self._arguments.raised = event.actors
                        if seen.trigger.form.tense in FINITE and seen.trigger.rule.whom:
                            self._told = seen.trigger.rule.id, arguments.end
                        yield event, not pair
                        break

    def is_accord(self, event: Event) -> bool:
        """Whether an event is the conclusion of a known accord, dated by its own clause alone."""
        return event.type == "AGREE" and self._accords.bind(event.actors)

    def spoken_dates(self) -> dict[str, str]:
        """The first date in a sentence in which somebody speaks, for each who does."""
        found: dict[str, str] = {}
        for statement in self._voices.statements:
            at = self._clauses.passage.token_at(statement.cue.start) if statement.cue else None
            if at is None or at >= len(self._clauses.tokens):
                continue
            if (date := self._calendar.of_saying(at)) is not None:
                for entity in self._voices.entities(statement):
                    found.setdefault(entity, date)
        return found

    def _inside_name(self, at: int) -> bool:
        """Whether a token is a later word of a name: ``آباد`` in ``إسلام آباد``."""
        return at in self._clauses.named and at - 1 in self._clauses.named

    def _choose(self, at: int, last: int) -> list[Seen]:
        """The readings of a word as a trigger, the likeliest first: verb or verbal noun by what stands before it."""
        found = list(self._clauses.coding.see(self._clauses.tokens, at, last))
        verbal = self._clauses.verb_expected(at) and not self._clauses.is_masdar(at)
        before = self._clauses.tokens[at - 1].key if at else ""
        if before in self._clauses.coding.words["prepositions"]:
            found = [s for s in found if s.trigger.form.tense not in FINITE]
        if self._clauses.tokens[at].key.lstrip("و") in self._clauses.coding.words["participle-or-noun"]:
            kept = "participle" if before in ("،", ",") else "noun"
            found = [s for s in found if s.trigger.form.tense == kept]  # أكدت القاهرة رفضها، مطالبة بانسحاب
        if before in ("ان", "لان") and self._clauses.tokens[at].key.endswith("ا"):
            verbal = False  # إن قصفا: after إن stands a noun in the accusative
        kinds = {s.trigger.form.tense in FINITE for s in found}
        if len(kinds) == 2:
            found = [s for s in found if (s.trigger.form.tense in FINITE) == verbal]
        return sorted(
            found,
            key=lambda s: (
                (s.trigger.form.tense in FINITE) != verbal,
                -(s.last - s.token),
                not s.trigger.needs,
            ),
        )

    def _event(self, seen: Seen, found: Arguments, parties: Parties) -> Event | None:
        rule, tokens = seen.trigger.rule, self._clauses.tokens
        if seen.token and tokens[seen.token - 1].key in self._clauses.coding.words["attendance"]:
            return None
        if rule.opens and not self._clauses.opens(seen.token):
            return None
        if self._worth.is_sought(seen) or self._worth.is_circumstance(seen):
            return None
        if seen.token and tokens[seen.token - 1].key in self._clauses.coding.words["questions"]:
            return None  # هل استنكر مسؤول التصريحات
        if rule.spoken:
            found = self._casting.spoken(seen, found)
        found = self._casting.bound(seen, found)
        if not (_are(found.actors, rule.by) and _are(found.recipients, rule.whom)):
            return None
        people = tuple(dict.fromkeys((*found.actors, *found.recipients)))
        if (
            not found.anaphoric
            and len(people) < int(rule.parties)
            and not suffices(rule, people, carried=found.carrier is not None, noun=seen.trigger.form.tense == "noun")
            and not (len(people) == 1 and rule.type == "CONSULT" and self._arguments.meets_unnamed(seen))
        ):
            return None
        if self._is_purpose(seen, found) or self._is_missed(seen):
            return None
        if rule.type != "THREATEN" and self._worth.threatened(seen):
            return None
        if not found.anaphoric and not self._worth.matters(seen, found, people):
            return None
        if len(people) == 1 and rule.type == "CONSULT" and not self._worth.is_meeting_of(seen, people[0], found):
            return None
        if not (found.actors or found.anaphoric or self._worth.tellable(seen, found)) or self._worth.wished(
            seen, found
        ):
            return None
        if rule.carried and seen.trigger.form.tense == "noun" and found.carrier is None:
            return None
        type_, status = rule.type, cast(EventStatus | None, None)
        if "blow" in rule.traits and found.actors and all(map(self._voices.bears_arms, found.actors)):
            type_ = "ASSAULT"
        if endorsed := self._casting.endorses(seen, found):
            type_, found = "SUPPORT", replace(found, recipients=endorsed)
            people = tuple(dict.fromkeys((*found.actors, *found.recipients)))
        if found.negated:
            if rule.negated is None:
                return None
            if rule.negated != "keep":
                if rule.type == "CONCEDE" and not self._clauses.will_not(seen.token):
                    return None
                type_ = rule.negated
                if rule.type == "AGREE" and found.actors and not found.recipients:  # لن تقبل تمديدا للعقوبات الأميركية
                    ours = frozenset(map(self._voices.side_of, found.actors))
                    found = replace(found, recipients=self._arguments.named_after(seen, found.end, ours))
            else:
                status = "denied"
        elif rule.negated == type_:
            return None
        trigger = Span(tokens[seen.token].start, tokens[seen.last - 1].end)
        date = self._date(seen, found)
        carrier = found.carrier.status if found.carrier else None
        if carrier is None and found.carrier_tense == "future":
            carrier = "planned"
        elif carrier is None and found.carrier and found.carrier.subject != "speaks" and found.carrier_tense == "past":
            carrier = "happened"
        elif carrier == "denied" and not self._is_denied(found, rule.type):
            return None
        status = status or (
            "happened" if type_ != rule.type else self._clauses.status(seen, self._article.published, date, carrier)
        )
        if "concludes" in rule.traits and self._accords.bind(found.actors):
            status = "happened"
        if self._arguments.awaits(seen):
            date, status = self._date(seen, found, later=self._article.published, until=True), "proposed"
        if status == "planned" and date and self._article.published and first_day(date) <= self._article.published:
            date = self._date(seen, found, later=self._article.published) or date  # the other is the day it was told
        if status == "denied" or (date and self._clashes(date, status)):
            date = None
        if (status == "conditional" and type_ != "THREATEN") or (status == "proposed" and self._is_guess(seen, type_)):
            return None
        if (not rule.opens and self._clauses.opens_as_preposition(seen)) or (
            type_ == "REJECT" and tokens[seen.token - 1].key == "او"
        ):
            return None
        called = rule.mode == "phone"  # a call has no place
        statement = self._voices.around(trigger.start)
        first, last = found.begin, self._clauses.to_pause(max(found.end, seen.last))
        span = Span(tokens[first].start, tokens[last - 1].end)
        return Event(
            id=fact_id(self._root, "event", trigger, also=type_),
            type=type_,
            mode=self._mode(rule, found) if type_ == rule.type else None,
            actors=(doers := self._casting.doers(type_, found.actors)),
            recipients=tuple(
                r for r in self._casting.addressed(rule, type_, found) if r not in found.actors and r not in doers
            ),
            date=date,
            place=None if called else place_of(parties, self._clauses, seen, type_, found.begin, found.end),
            status=status,
            span=span,
            trigger=trigger,
            facts=with_teller(
                self._facts.find(type_, seen.token, found.begin, found.end, people), statement.id if statement else None
            ),
            negated=found.negated,
            statement=statement.id if statement else None,
            contexts=rule.contexts,
            rule=rule.id,
        )

    def _is_purpose(self, seen: Seen, found: Arguments) -> bool:
        """Whether an act is only what something else is done for: ``دهم القوات لاعتقال ناشطين``."""
        noun = seen.trigger.form.tense == "noun" and found.carrier is None and not found.actors
        purpose = self._clauses.tokens[seen.token].key.startswith("ل") and not seen.trigger.rule.spoken
        return noun and purpose and seen.trigger.rule.type in ("COERCE", "SANCTION")

    def _is_denied(self, found: Arguments, type_: str) -> bool:
        """Whether what the carrier says was not done is told as denied, and is not merely nothing."""
        denies = found.carrier is not None and found.carrier.denies
        return type_ in _DENIED and (denies or type_ == "CONCEDE")

    def _is_missed(self, seen: Seen) -> bool:
        """Whether an agreement is one that was not reached: ``تقدم لا يكفي لاتفاق``."""
        known = self._clauses.tokens[seen.token].key.startswith(("ال", "لل", "بال"))
        return "accord" in seen.trigger.rule.traits and not known and self._clauses.falls_short(seen.token)

    def _is_guess(self, seen: Seen, type_: str) -> bool:
        """Whether what is not done is no proposal either: a killing threatened, ``قد تدعو`` in a forecast."""
        before = self._clauses.tokens[seen.token - 1].key.removeprefix("و") if seen.token else ""
        might = seen.trigger.form.tense == "present" and before in ("قد", "ربما")
        return type_ in _NEVER_PROPOSED or (might and type_ in ("REQUEST", "REJECT"))

    def _mode(self, rule: CodingRule, found: Arguments) -> str | None:
        """The rule's mode; of shelling what the clause says it is done with: aircraft, guns, or nothing."""
        if rule.mode != "aerial":
            return rule.mode
        words, tokens = self._clauses.coding.words, self._clauses.tokens[found.begin : found.end]
        said = frozenset[str]().union(*(stems(t.key) for t in tokens))
        return "aerial" if said & words["aircraft"] else "heavy-weapons" if said & words["guns"] else None

    def _date(self, seen: Seen, found: Arguments, later: str | None = None, *, until: bool = False) -> str | None:
        """The date that belongs to the trigger; an accord spoken of has only that of its own clause."""
        rule = seen.trigger.rule
        return self._calendar.nearest(
            seen,
            found.begin,
            found.end,
            after="concludes" in rule.traits and ("accord" in rule.traits or self._accords.bind(found.actors)),
            since=rule.status == "ongoing" or until,
            later=later,
            cue=self._own_cue(seen, found),
        )

    def _own_cue(self, seen: Seen, found: Arguments) -> int | None:
        """Token of the word by which somebody tells of his own doing: ``أعلن أمس أنه تلقى دعوة``."""
        statement = self._voices.around(self._clauses.tokens[seen.token].start)
        if statement is None or statement.cue is None:
            return None
        side = self._voices.side_of
        own = not set(map(side, found.actors)).isdisjoint(side(s.entity) for s in statement.sources if s.entity)
        return self._clauses.passage.token_at(statement.cue.start) if own else None

    def _clashes(self, date: str, status: EventStatus) -> bool:
        """Whether what happened would lie after the article's day, or what is to come before it."""
        published = self._article.published
        if published is None:
            return False
        today = published[:10]
        return first_day(date) > today if status in ("happened", "ongoing") else last_day(date) < today


def _are(entities: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether all entities are of those a rule is for; with none wanted, any will do."""
    return not wanted or (
        bool(entities)
        and all(any(e == w or e.endswith(w) or (w[-1] in "/-" and e.startswith(w)) for w in wanted) for e in entities)
    )
