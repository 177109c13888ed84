"""The facts of an event on which accounts can differ: duration, round, mediator, topics, outcome, quantity and others.

Values are normalised so that two accounts can be compared: ISO 8601 durations, numbers, entity ids, ids of
``facts/topics.yaml`` and ``facts/outcomes.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from khabar.arabic import Block, key
from khabar.events.accords import Accords
from khabar.events.clauses import Clauses
from khabar.events.counting import Counter
from khabar.events.parties import Parties
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Outcome, Topic, WordList
from khabar.lexicon.phrases import Found, Phrases, stems
from khabar.model import TimeExpression

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
_RESULTS = frozenset(["CONSULT", "SUPPORT", "AGREE", "ASSAULT", "CONCEDE", "COOPERATE"])
_RESOLUTION = frozenset(map(key, ["القرار", "قرار"]))
_SHAPES = {
    "direct": ("مباشرة", "مباشر", "وجها لوجه"),
    "indirect": ("غير مباشرة", "غير مباشر"),
    "shuttle": ("مكوكية", "مكوكي"),
    "phone": ("هاتفي", "هاتفية", "هاتفيا", "مكالمة"),
    "video": ("عبر الفيديو", "تقنية الفيديو", "الاتصال المرئي"),
}


def compile_topics(lexicon: Lexicon) -> Phrases[str]:
    """The phrases of ``facts/topics.yaml``."""
    return Phrases((p, t.id) for t in lexicon.table("facts/topics.yaml", Topic) for p in t.ar)


def compile_outcomes(lexicon: Lexicon) -> Phrases[str]:
    """The phrases of ``facts/outcomes.yaml``."""
    return Phrases((p, o.id) for o in lexicon.table("facts/outcomes.yaml", Outcome) for p in o.ar)


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
            (at, t.value)
            for t in times
            if t.type == "DURATION" and t.value.startswith("P")
            # منذ ثلاث سنوات says since when, not how long something took
            if not (at := passage.token_at(t.span.start)) or not stems(passage.keys[at - 1]) & self._words["since"]
        ]
        timed = {i for t in times for i in passage.tokens_in(t.span)}
        self._counter = Counter(passage, self._words, timed, parties.named, lexicon)
        known = Accords(passage, lexicon).mentions()
        talks = {f.value.talks for f in known}
        accords = [
            Found(f.first, f.last, topic) for f in known for topic in f.value.topics or (f.value.issue or f.value.id,)
        ]
        free = [f for f in lexicon.compiled(compile_topics).find(passage.tokens) if f.first not in parties.named]
        if len(talks) == 1 and (topic := next(iter(talks))) is not None:
            words = self._words["talks"]
            accords += [Found(i, i + 1, topic) for i, t in enumerate(passage.tokens) if stems(t.key) & words]
        self._topics = sorted([*_outermost(free), *accords], key=lambda f: f.first)
        self._begins = [f.first for f in self._topics]
        self._outcomes = list(lexicon.compiled(compile_outcomes).find(passage.tokens))
        self._shapes = list(lexicon.compiled(compile_shapes).find(passage.tokens))
        self._main = self._topics_in(title.start, title.stop, ())

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
        if type_ in _RESULTS:
            told = [f for f in self._outcomes if sentence.first <= f.first < sentence.last]
            if told:
                facts["outcome"] = min(told, key=lambda f: abs(f.first - trigger)).value
        near = self._topics_in(sentence.first, sentence.last, participants)
        around = self._topics_around(type_, begin, end, sentence, participants)
        if topics := list(dict.fromkeys([*near, *around, *self._main])):
            facts["topics"] = topics
        return MappingProxyType(facts)

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

    def _topics_around(
        self, type_: str, begin: int, end: int, sentence: Block, participants: Sequence[str]
    ) -> list[str]:
        """Topics told beside the sentence: before it, where ``هذه المطالب`` takes them up; after, where talks go on."""
        found: list[str] = []
        if sentence.first and any(self._clauses.takes_up(i) for i in range(begin, min(end + 3, sentence.last - 1))):
            before = self._passage.sentence_of(sentence.first - 1)
            found += self._topics_in(before.first, before.last, participants)
        if type_ == "CONSULT" and sentence.last < len(self._tokens):
            after = self._passage.sentence_of(sentence.last)
            opening = range(after.first, min(after.first + 6, after.last))
            if any(self._tokens[i].key in self._words["in-talks"] for i in opening):
                found += self._topics_in(after.first, after.last, participants)
        return found

    def _resolutions(self, first: int, last: int) -> list[str]:
        """Resolutions of the Security Council by their number: ``القرار الدولي 2216``."""
        found = []
        for i in range(first, last):
            if not stems(self._tokens[i].key) & _RESOLUTION:
                continue
            number = next((t.key for t in self._tokens[i + 1 : min(i + 5, last)] if t.kind == "number"), "")
            if number.isdigit() and 3 <= len(number) <= 4:
                found.append(f"un-resolution-{number}")
        return found

    def _topics_in(self, first: int, last: int, participants: Sequence[str]) -> list[str]:
        found = [t.value for t in self._topics[bisect_left(self._begins, first) : bisect_left(self._begins, last)]]
        found += self._resolutions(first, last)
        told = False
        for party in self._parties.within(first, last):
            is_place = len(party.entities) == 1 and party.entities[0].startswith("place/")
            if is_place and party.entities[0] not in participants:
                around = {self._tokens[i].key for i in range(max(first, party.first - 2), party.first)}
                told = bool(around & self._words["about"]) or party.prep in ("حول", "بشأن") or (told and party.joined)
                if told:
                    found.append(party.entities[0].partition("/")[2])
        return list(dict.fromkeys(found))


def _outermost(found: Iterable[Found[str]]) -> list[Found[str]]:
    """Topics without those named inside a longer phrase: ``أمن`` in ``أمن الخليج``."""
    ordered = sorted(found, key=lambda f: (f.first, -f.last))
    kept: list[Found[str]] = []
    widest: Found[str] | None = None
    for topic in ordered:
        if widest is None or topic.last > widest.last or (topic.first, topic.last) == (widest.first, widest.last):
            kept.append(topic)
        if widest is None or topic.last > widest.last:
            widest = topic
    return kept
