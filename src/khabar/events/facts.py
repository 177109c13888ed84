"""The facts of an event on which accounts can differ: duration, round, mediator, topics, outcome, quantity and others.

Values are normalised so that two accounts can be compared: ISO 8601 durations, numbers, entity ids, ids of
``facts/topics.yaml`` and ``facts/outcomes.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from khabar.arabic import Block, key
from khabar.events.clauses import Clauses
from khabar.events.counting import Counter
from khabar.events.parties import Parties
from khabar.events.topics import TopicFinder
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Outcome, WordList
from khabar.lexicon.phrases import Phrases, stems
from khabar.model import Span, TimeExpression

_ORDINALS = {
    key(word): n
    for n, words in enumerate(
        [
            ("أولى", "أول"),
            ("ثانية", "ثان", "ثاني"),
            ("ثالثة", "ثالث"),
            ("رابعة", "رابع"),
            ("خامسة", "خامس"),
            ("سادسة", "سادس"),
            ("سابعة", "سابع"),
            ("ثامنة", "ثامن"),
            ("تاسعة", "تاسع"),
            ("عاشرة", "عاشر"),
        ],
        1,
    )
    for word in words
}
_COUNTED = frozenset(["ASSAULT", "COERCE", "RETREAT", "AGREE", "AID", "COOPERATE", "REQUEST", "SANCTION", "CONCEDE"])
#: Types that put people into prison.
_PUNISHES = frozenset(["COERCE", "SANCTION"])
#: How far from an act its outcome is told.
_NEAR = 24
#: How far behind a trigger its own complementizer can stand.
_OWN = 5
_BRACKETS = frozenset('("«“')
_SHAPES = {
    "direct": ("مباشرة", "مباشر", "وجها لوجه"),
    "indirect": ("غير مباشرة", "غير مباشر"),
    "shuttle": ("مكوكية", "مكوكي"),
    "phone": ("هاتفي", "هاتفية", "هاتفيا", "مكالمة"),
    "video": ("عبر الفيديو", "تقنية الفيديو", "الاتصال المرئي"),
}


def compile_outcomes(lexicon: Lexicon) -> Phrases[Outcome]:
    """The phrases of ``facts/outcomes.yaml``."""
    return Phrases((p, o) for o in lexicon.table("facts/outcomes.yaml", Outcome) for p in o.ar)


def compile_shapes(lexicon: Lexicon) -> Phrases[str]:
    """The words that say in what format sides talk."""
    return Phrases((p, shape) for shape, phrases in _SHAPES.items() for p in phrases)


def compile_fact_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The word lists of ``facts/words.yaml`` by id, folded; each adds to a list of the coding rules of the same id."""
    return {w.id: frozenset(map(key, w.ar)) for w in lexicon.table("facts/words.yaml", WordList)}


class FactFinder:
    """Finds the facts of events of one article."""

    def __init__(
        self, clauses: Clauses, parties: Parties, times: Sequence[TimeExpression], lexicon: Lexicon, title: range
    ) -> None:
        passage = clauses.passage
        self._clauses = clauses
        self._passage = passage
        self._words = {**clauses.coding.words, **lexicon.compiled(compile_fact_words)}
        self._tokens = passage.tokens
        self._parties = parties
        self._durations = [
            (passage.token_at(t.span.start), t.value)
            for t in times
            if t.type == "DURATION" and t.value.startswith("P") and self._lasts(t.span)
        ]
        timed = {i for t in times for i in passage.tokens_in(t.span)}
        self._counter = Counter(passage, self._words, timed, parties.named, lexicon)
        self._topics = TopicFinder(clauses, parties, lexicon, self._words, title)
        self._outcomes = list(lexicon.compiled(compile_outcomes).find(passage.tokens))
        self._shapes = list(lexicon.compiled(compile_shapes).find(passage.tokens))

    def find(self, type_: str, trigger: int, begin: int, end: int, participants: Sequence[str]) -> Mapping[str, object]:
        """The facts told in the sentence of a trigger.

        Args:
            type_: The event's PLOVER type: not every fact makes sense with every type.
            trigger: Index of the trigger.
            begin: First token of its clause.
            end: Index after the clause's last token.
            participants: The event's participants, who are not its topics.
        """
        sentence = self._passage.sentence_of(trigger)
        facts: dict[str, object] = {}
        if length := self._duration(trigger, sentence.first, sentence.last):
            facts["sentence" if type_ in _PUNISHES and self._is_term(length[0]) else "duration"] = length[1]
        if type_ in ("CONSULT", "AGREE"):
            self._talks(facts, max(sentence.first, begin - 6), min(sentence.last, end + 6), trigger)
        if type_ in _COUNTED and (quantity := self._counter.find(type_, trigger, sentence)):
            facts["quantity"] = quantity
        if outcome := self._outcome(type_, trigger, sentence):
            facts["outcome"] = outcome
        if topics := self._topics.find(type_, trigger, begin, end, participants):
            facts["topics"] = topics
        return MappingProxyType(facts)

    def _outcome(self, type_: str, trigger: int, sentence: Block) -> str | None:
        """What came of an act, the nearest told in its sentence; a relative clause tells of another one."""
        told = [
            f
            for f in self._outcomes
            if type_ in f.value.of
            and max(sentence.first, trigger - _NEAR) <= f.first < min(sentence.last, trigger + _NEAR)
            and not self._is_of_another(trigger, f.first)
            and not any(self._tokens[i].key in self._words["relatives"] for i in range(f.last, trigger))
        ]
        if not told and type_ == "CONSULT":
            return self._outcome_behind(sentence)
        return min(told, key=lambda f: abs(f.first - trigger)).value.id if told else None

    def _is_of_another(self, trigger: int, at: int) -> bool:
        """Whether a result behind an act is another's: ``والذي`` or what somebody goes on to say stands between."""
        between = range(trigger, at)
        said = range(trigger + _OWN, at)  # اتفقا على أن: his own complement stands at the verb
        return any(self._tokens[i].key in ("والذي", "والتي") for i in between) or any(
            self._tokens[i].key in self._words["complements"] for i in said
        )

    def _outcome_behind(self, sentence: Block) -> str | None:
        """What the next sentence says came of a meeting, where it begins with it: ``وانتهت المحادثات دون اتفاق``."""
        if sentence.last >= len(self._tokens):
            return None
        after = self._passage.sentence_of(sentence.last)
        opening = range(after.first, min(after.first + 5, after.last))
        if not any(stems(self._tokens[i].key) & self._words["talks-told"] for i in opening):
            return None
        told = (f for f in self._outcomes if after.first <= f.first < after.last and "CONSULT" in f.value.of)
        return next((f.value.id for f in told), None)

    def _lasts(self, span: Span) -> bool:
        """Whether a length of time tells how long something takes: no age, and neither ``منذ`` nor ``الماضيين``."""
        at, end = self._passage.token_at(span.start), self._passage.tokens_in(span).stop
        before = [t.key for t in self._tokens[max(0, at - 3) : at]]
        after = self._tokens[end].key if end < len(self._tokens) else ""
        if before and (stems(before[-1]) & self._words["since"] or before[-1] in _BRACKETS):
            return False
        return not (self._words["age"] & set(before) or after in self._words["bygone"])

    def _duration(self, trigger: int, first: int, last: int) -> tuple[int, str] | None:
        """The length of time told nearest to a trigger in its sentence, and its first token."""
        near = [
            (abs(at - trigger), at, value)
            for at, value in self._durations
            if first <= at < last and abs(at - trigger) <= 16
        ]
        return min(near)[1:] if near else None

    def _is_term(self, at: int) -> bool:
        """Whether a length of time is one in prison: ``السجن لمدة 14 عاما``."""
        before = self._tokens[max(0, at - 3) : at]
        return any(stems(t.key) & self._words["prison"] for t in before)

    def _talks(self, facts: dict[str, object], begin: int, end: int, trigger: int) -> None:
        for i in range(begin, end):
            if (number := self._round(i)) is not None:
                facts["round"] = number
            word = self._tokens[i].key
            if word in self._words["mediation"]:
                party = self._parties.around(i) or next(iter(self._parties.within(i + 1, i + 8)), None)
                if party is not None and party.entities:
                    facts["mediator"] = party.entities[0]
            elif word in self._words["heading"]:
                party = next(iter(self._parties.within(i + 1, i + 8)), None)
                if party is not None and party.entities and party.kind == "person":
                    facts["delegation"] = party.entities[0]
        shapes = [f.value for f in self._shapes if begin <= f.first < end and abs(f.first - trigger) <= 8]
        if shapes:
            facts["format"] = "indirect" if "indirect" in shapes else shapes[0]

    def _round(self, at: int) -> int | None:
        """The number of a round: ``جولة خامسة``, ``الجولة الخامسة``, ``خامس جولة``."""
        word = self._tokens[at].key
        if word == "الاولي" and at and self._tokens[at - 1].key in ("هي", "وهي"):
            return 1  # محادثات ... وهي الأولى منذ بداية الحرب
        if not (stems(word) & self._words["rounds"]):
            return None
        for i in (at + 1, at - 1):
            if 0 <= i < len(self._tokens):
                for stem in stems(self._tokens[i].key):
                    if stem in _ORDINALS:
                        return _ORDINALS[stem]
        return None
