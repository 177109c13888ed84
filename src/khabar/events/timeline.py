"""The dates that undated acts share with others of their article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from khabar.arabic import Block
from khabar.events.clauses import Clauses
from khabar.events.dating import Calendar
from khabar.events.records import SAID, is_done, participants
from khabar.lexicon import Lexicon
from khabar.lexicon.events import WordList
from khabar.lexicon.phrases import Phrases
from khabar.model import Event

#: What is done within a meeting or call.
_WITHIN = frozenset(["AGREE", "SUPPORT"])
#: How many words around a trigger say in what order things happened.
_NEAR = 12
#: Among how many sentences behind the title the lead is that tells the day.
_LEADING = 3


def compile_order(lexicon: Lexicon) -> Phrases[str]:
    """The phrases that put an act behind another."""
    return Phrases((p, w.id) for w in lexicon.table("frames/words.yaml", WordList) if w.id == "order" for p in w.ar)


class Timeline:
    """Gives undated acts of one article the date they share with others.

    What two sides agree on or thank each other for, they do in the meeting the article dates; a demand, refusal or
    accusation is made when its maker is first said to speak; what is done at once or later (``لاحقا``), or in the
    sentence that goes on with the first one, is of the day told before.
    """

    def __init__(
        self,
        clauses: Clauses,
        calendar: Calendar,
        order: Phrases[str],
        published: str | None,
        title: range,
        side: Callable[[str], str],
    ) -> None:
        self._clauses, self._calendar, self._words = clauses, calendar, clauses.coding.words
        self._published = published[:10] if published else None
        self._order = order
        self._lead, self._today = self._leading(title)
        self._side = side

    def fill(self, events: Sequence[Event], spoken: Mapping[str, str]) -> list[Event]:
        """The events with the dates they share.

        Args:
            events: The merged events.
            spoken: For each speaker the first day on which it is said to speak.
        """
        done = [replace(e, date=None) if e.status == "denied" else e for e in events]
        done = [replace(e, date=self._following(e, done)) if e.date is None and is_done(e) else e for e in done]
        dated = [e for e in done if e.type == "CONSULT" and e.date and e.status == "happened"]
        return [self._shared(e, dated, spoken) if e.date is None and is_done(e) else e for e in done]

    def _following(self, event: Event, others: Sequence[Event]) -> str | None:
        """The day told before, where an act goes on from it: ``ثم``, ``لاحقا``, or the sentence behind the lead."""
        at = self._clauses.passage.token_at(event.trigger.start)
        sentence = self._clauses.passage.sentence_of(at)
        in_order = range(max(sentence.first, at - _NEAR), min(sentence.last, at + _NEAR))
        if next(self._order.find(self._clauses.tokens, in_order.start, in_order.stop), None) is not None:
            paragraph = self._clauses.passage.paragraph_of(at)
            day = self._calendar.last_told(paragraph.first, at)
            return day or self._day_of(event, others) or (self._today if at >= self._lead else None)
        if not self._narrates(event, at):
            return None
        return self._today if sentence.first == self._lead else self._told_behind(sentence)

    def _told_behind(self, sentence: Block) -> str | None:
        """The day that the sentence behind tells of this one: ``جاء ذلك في مقابلة أمس``."""
        tokens = self._clauses.tokens
        if sentence.last + 1 >= len(tokens):
            return None
        verb, that = tokens[sentence.last].key.removeprefix("و"), tokens[sentence.last + 1].key
        if verb not in self._words["came"] or that not in self._words["pointing"]:
            return None
        after = self._clauses.passage.sentence_of(sentence.last)
        return self._calendar.last_told(after.first, after.last)

    def _leading(self, title: range) -> tuple[int, str | None]:
        """Index after the lead, the first sentence that tells a day, and that day."""
        sentences = self._clauses.passage.sentences
        begin = next((i for i, s in enumerate(sentences) if s.first >= title.stop), 0)
        for sentence in sentences[begin : begin + _LEADING]:
            day = self._calendar.last_told(sentence.first, sentence.last)
            if day is not None and (self._published is None or day <= self._published):
                return sentence.last, day
        return -1, None

    def _day_of(self, event: Event, others: Sequence[Event]) -> str | None:
        """The day of the act before that has a side in common."""
        sides = set(map(self._side, participants(event)))
        before = [
            e
            for e in others
            if e.date and len(e.date) == 10 and e.status == "happened" and e.trigger.start < event.trigger.start
        ]
        near = [e for e in before if sides & set(map(self._side, participants(e)))]
        return max(near, key=lambda e: e.trigger.start).date if near else None

    def _narrates(self, event: Event, at: int) -> bool:
        """Whether a verb in the past tells an act of the news in the article's own voice, not what was before it."""
        tokens = self._clauses.tokens
        if event.statement is not None or any(t.key in self._words["had-been"] for t in tokens[max(0, at - 4) : at]):
            return False
        seen = self._clauses.coding.see(tokens, at, self._clauses.passage.sentence_of(at).last)
        tenses = {s.trigger.form.tense for s in seen if s.trigger.rule.id == event.rule}
        verb = any(self._clauses.knows_verb(t.key) for t in tokens[max(0, at - 2) : at])
        return "past" in tenses or ("noun" in tenses and verb)

    def _is_beyond_speech(self, event: Event) -> bool:
        rule = self._clauses.coding.rules.get(event.rule or "")
        return rule is not None and "beyond-speech" in rule.traits

    def _shared(self, event: Event, dated: Sequence[Event], spoken: Mapping[str, str]) -> Event:
        sides = set(map(self._side, participants(event)))
        within = event.type in _WITHIN and len(sides) > 1
        held = [e for e in dated if within and sides <= set(map(self._side, participants(e)))]
        day = min(held, key=lambda e: _apart(e, event)).date if held else None
        if day is None and event.type in SAID and not self._is_beyond_speech(event):
            day = next((spoken[a] for a in event.actors if a in spoken), None)
        if day is not None and self._published is not None and day[:10] > self._published[: len(day)]:
            day = None
        return replace(event, date=day)


def _apart(meeting: Event, event: Event) -> tuple[bool, int]:
    """How far a meeting is from what may have been done in it: those of a known day first, then the nearest."""
    exact = meeting.date is not None and len(meeting.date) == 10
    return not exact, abs(meeting.trigger.start - event.trigger.start)
