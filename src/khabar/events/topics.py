"""What an event is about: the topics told beside its trigger.

What stands behind the trigger in its clause is what it is about, and what the sentence goes on to say is discussed.
Where nothing does, the words before it, the rest of the sentence and the headline are asked, the nearest first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from khabar.arabic import Block, key
from khabar.events.accords import Accords
from khabar.events.clauses import Clauses
from khabar.events.parties import Parties
from khabar.events.records import SAID
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Topic
from khabar.lexicon.phrases import Found, Phrases, stems

#: Types that are about nothing but whom they are done to.
_NONE = frozenset(["ASSAULT"])
#: Types whose topics the headline tells where their sentence does not.
_HEADLINED = frozenset(["CONSULT", "AGREE"])
#: Types done to somebody for what a relative clause tells of him.
_FOR = frozenset(["SANCTION", "COERCE"])
_RESOLUTION = frozenset(map(key, ["القرار", "قرار"]))


def compile_topics(lexicon: Lexicon) -> Phrases[str]:
    """The phrases of ``facts/topics.yaml``."""
    return Phrases((p, t.id) for t in lexicon.table("facts/topics.yaml", Topic) for p in t.ar)


def compile_vague(lexicon: Lexicon) -> frozenset[str]:
    """The topics that say little."""
    return frozenset(t.id for t in lexicon.table("facts/topics.yaml", Topic) if t.vague)


class TopicFinder:
    """Finds what the events of one article are about."""

    def __init__(
        self, clauses: Clauses, parties: Parties, lexicon: Lexicon, words: Mapping[str, frozenset[str]], title: range
    ) -> None:
        passage = clauses.passage
        self._clauses, self._passage, self._tokens = clauses, passage, passage.tokens
        self._parties, self._words = parties, words
        self._talks: set[int] = set()
        known = Accords(passage, lexicon).mentions()
        self._known = [f.value for f in known]
        self._vague = lexicon.compiled(compile_vague)
        talks = {f.value.talks for f in known}
        accords = [
            Found(f.first, f.last, topic) for f in known for topic in f.value.topics or (f.value.issue or f.value.id,)
        ]
        free = [f for f in lexicon.compiled(compile_topics).find(passage.tokens) if f.first not in parties.named]
        if len(talks) == 1 and (topic := next(iter(talks))) is not None:
            self._talks = {i for i, t in enumerate(passage.tokens) if stems(t.key) & words["talks"]}
            accords += [Found(i, i + 1, topic) for i in self._talks]
        self._topics = sorted([*_outermost(free), *accords], key=lambda f: f.first)
        self._begins = [f.first for f in self._topics]
        self._title = title

    def find(self, type_: str, trigger: int, begin: int, end: int, participants: Sequence[str]) -> list[str]:
        """The topics of an event.

        Args:
            type_: The event's type.
            trigger: Index of the trigger.
            begin: First token of its clause.
            end: Index after the clause's last token.
            participants: Who takes part: no topics.
        """
        if type_ in _NONE:
            return []
        tiers = [t for t in self._tiers(type_, trigger, begin, end, participants) if t]
        told = next((t for t in tiers if not self._vague.issuperset(t)), next(iter(tiers), []))
        if type_ == "AGREE":
            told = [self._subject(t, participants) for t in told]
        return list(dict.fromkeys([t for t in told if t not in self._vague] or told))

    def _tiers(
        self, type_: str, trigger: int, begin: int, end: int, participants: Sequence[str]
    ) -> Iterator[list[str]]:
        """Topics by how near they stand, the nearest first."""
        sentence = self._passage.sentence_of(trigger)
        behind = min(max(end, trigger + 1), sentence.last)
        aside = range(behind, behind) if type_ in _FOR else self._aside(behind, sentence, participants)
        end = self._reach(type_, aside.stop, sentence)
        talks = trigger in self._talks  # the talks themselves are about what the clause says, else about their accord
        yield [
            *self._topics_in(trigger + talks, aside.start, participants),
            *self._topics_in(aside.stop, end, participants),
            *self._discussed(end, sentence, participants),
            *self._topics_around(type_, begin, end, sentence, participants),
        ]
        yield self._topics_in(begin, trigger, participants) + self._topics_in(end, sentence.last, participants)
        if talks:
            yield list(self._known[0].topics)
        yield self._topics_in(sentence.first, begin, participants)
        if type_ in _HEADLINED:
            yield self._topics_in(self._title.start, self._title.stop, participants)

    def _subject(self, topic: str, participants: Sequence[str]) -> str:
        """What an agreement is about, where its own parties agree: they do not agree about the agreement."""
        for accord in self._known:
            if topic in accord.topics and accord.subject and set(participants) <= set(accord.parties):
                return accord.subject
        return topic

    def _aside(self, at: int, sentence: Block, participants: Sequence[str]) -> range:
        """What a relative clause tells of who takes part, which is no topic: ``الجبهة التي تحتجز جنودا، بالإفراج``."""
        if at >= sentence.last or self._tokens[at].key not in self._words["relatives"]:
            return range(at, at)
        party = self._parties.around(at - 1)
        if party is None or not set(party.entities) & set(participants):
            return range(at, at)
        return range(at, min(self._clauses.to_pause(at) + 1, sentence.last))

    def _reach(self, type_: str, behind: int, sentence: Block) -> int:
        """Index after what an act is about: up to a pause, and over ``، وأنها`` in what somebody says."""
        end = min(self._clauses.to_pause(behind), sentence.last) if behind < sentence.last else sentence.last
        while type_ in SAID and end + 1 < sentence.last and self._tokens[end + 1].key in self._words["and-that"]:
            end = self._clauses.to_pause(end + 2)
        return min(end, sentence.last)

    def _discussed(self, first: int, sentence: Block, participants: Sequence[str]) -> list[str]:
        """What the rest of a sentence says is discussed: ``، وبحثا العلاقات الثنائية``, ``، حول الأوضاع في ليبيا``."""
        for i in range(first, sentence.last):
            if stems(self._tokens[i].key) & self._words["discussing"]:
                return self._topics_in(i + 1, sentence.last, participants)
        return []

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

    def _resolutions(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Resolutions of the Security Council by their number: ``القرار الدولي 2216``."""
        for i in range(first, last):
            if stems(self._tokens[i].key) & _RESOLUTION:
                number = next((t.key for t in self._tokens[i + 1 : min(i + 5, last)] if t.kind == "number"), "")
                if number.isdigit() and 3 <= len(number) <= 4:
                    yield i, f"un-resolution-{number}"

    def _topics_in(self, first: int, last: int, participants: Sequence[str]) -> list[str]:
        """What the tokens ``first:last`` name, in their order."""
        found = self._topics[bisect_left(self._begins, first) : bisect_left(self._begins, last)]
        named = [(f.first, f.value) for f in found]
        named += self._resolutions(first, last)
        named += self._states(first, last, participants)
        return list(dict.fromkeys(topic for _, topic in sorted(named, key=lambda n: n[0])))

    def _states(self, first: int, last: int, participants: Sequence[str]) -> Iterator[tuple[int, str]]:
        """States and regions that something is about: ``الأوضاع في ليبيا``, ``بشأن اليمن وسوريا``."""
        told = False
        for party in self._parties.within(first, last):
            is_place = len(party.entities) == 1 and party.entities[0].startswith("place/")
            if is_place and party.entities[0] not in participants:
                around = {self._tokens[i].key for i in range(max(first, party.first - 2), party.first)}
                told = bool(around & self._words["about"]) or party.prep in ("حول", "بشأن") or (told and party.joined)
                if told:
                    yield party.first, party.entities[0].partition("/")[2]


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
