"""The words that take a stand, seen in the text: which stand, whose, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khabar.arabic import key
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE, Coding, Seen, Trigger
from khabar.events.inflection import Form
from khabar.lexicon import Lexicon
from khabar.lexicon.codebook import StandCue, read_codebook
from khabar.lexicon.events import CodingRule
from khabar.lexicon.phrases import Found, Phrases, stems
from khabar.model import Stand


class StandBook:
    """The stand cues of a codebook, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        codebook = read_codebook(lexicon)
        self.cues = {cue.id: cue for cue in codebook.stands}
        self.coding = Coding(
            lexicon, [_rule(cue) for cue in codebook.stands if cue.verbs or cue.nouns or cue.participles]
        )
        self.words: Phrases[StandCue] = Phrases((w, cue) for cue in codebook.stands for w in cue.words)


def _rule(cue: StandCue) -> CodingRule:
    """A stand cue in the form of a coding rule, so that verbs, negation and subjects are read the same way."""
    return CodingRule(
        id=cue.id,
        type="REQUEST",
        example=cue.example,
        gloss=cue.gloss,
        verbs=cue.verbs,
        participles=cue.participles,
        nouns=cue.nouns,
        needs=cue.needs,
        homographs=cue.homographs,
        agent=cue.agent,
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A stand taken at a word.

    Attributes:
        seen: The word as a trigger, from which its subject is found.
        is_word: True for a phrase that is no verb or verbal noun.
    """

    cue: StandCue
    stand: Stand
    seen: Seen
    is_word: bool


def find_stands(clauses: Clauses, book: StandBook) -> Iterator[Taken]:
    """All words of the passage that take a stand, in order; of two at one word the longer."""
    tokens = clauses.tokens
    words: dict[int, Found[StandCue]] = {}
    for found in book.words.find(tokens):
        if found.first not in words or found.last > words[found.first].last:
            words[found.first] = found
    upto = 0
    for at in range(len(tokens)):
        if at < upto:
            continue
        if (word := words.get(at)) is not None:
            form = Form("noun", 3, "s", "m")
            trigger = Trigger(_rule(word.value), form, (), frozenset(), frozenset(), frozenset())
            seen = Seen(at, word.last, trigger, pronoun=False, conjoined=tokens[at].key.startswith("و"))
            stand = _stand(word.value, clauses.negated(at))
            if stand and _is_answered(clauses, word.value, word.last):
                yield Taken(word.value, stand, seen, is_word=True)
            upto = word.last
            continue
        if (taken := _verbal(clauses, book, at)) is not None:
            yield taken
            upto = taken.seen.last


def _is_answered(clauses: Clauses, cue: StandCue, at: int) -> bool:
    """Whether one of the words follows that a phrase needs."""
    wanted = {key(w) for w in cue.needs}
    following = clauses.tokens[at : min(at + 6, clauses.passage.sentence_of(at - 1).last)]
    return not wanted or any(wanted & stems(t.key) for t in following)


def _verbal(clauses: Clauses, book: StandBook, at: int) -> Taken | None:
    last = clauses.passage.sentence_of(at).last
    readings = list(book.coding.see(clauses.tokens, at, last))
    verbal = clauses.verb_expected(at)
    if len({s.trigger.form.tense in FINITE for s in readings}) == 2:
        readings = [s for s in readings if (s.trigger.form.tense in FINITE) == verbal]
    readings.sort(key=lambda s: not s.trigger.needs)
    for seen in readings:
        cue = book.cues[seen.trigger.rule.id]
        negated = clauses.negated(at)
        if not cue.positive and not negated:
            continue
        if stand := _stand(cue, negated):
            return Taken(cue, stand, seen, is_word=False)
    return None


def _stand(cue: StandCue, negated: bool) -> Stand | None:
    if negated:
        return cue.negated
    return cue.stand if cue.positive else None
