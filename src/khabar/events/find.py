"""What happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.arabic import Passage
from khabar.events.accords import Accords
from khabar.events.arguments import ArgumentFinder
from khabar.events.clauses import Clauses
from khabar.events.coder import Coder
from khabar.events.coding import Coding
from khabar.events.dating import Calendar
from khabar.events.facts import FactFinder
from khabar.events.parties import find_parties
from khabar.events.records import (
    drop_agreed,
    drop_announced,
    drop_repeated,
    is_done,
    merge_events,
    share_mediators,
    unite,
)
from khabar.events.timeline import Timeline, compile_order
from khabar.events.voices import Voices
from khabar.lexicon import Lexicon
from khabar.model import Article, Event, Mention, Reference, Statement, TimeExpression
from khabar.speech.cues import cue_book


def compile_coding(lexicon: Lexicon) -> Coding:
    """The coding rules of a lexicon, compiled."""
    return Coding(lexicon)


#: How a noun begins that speaks of what the reader knows.
_ARTICLES = ("ال", "وال", "بال", "لل", "فال")


def find_events(
    passage: Passage,
    article: Article,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    lexicon: Lexicon,
    root: str,
) -> tuple[Event, ...]:
    """Events of one article, in order of their evidence: one record for each, however often it is told.

    Args:
        passage: The article's text.
        article: For its date and title.
        mentions: The names found in it.
        references: The role phrases found in it.
        times: Its temporal expressions.
        statements: Who says what; an event told inside one carries its id.
        lexicon: Coding rules, groups, topics.
        root: The page's hash.
    """
    coding = lexicon.compiled(compile_coding)
    clauses = Clauses(passage, coding, lexicon.compiled(cue_book))
    parties = find_parties(passage, mentions, references, lexicon, clauses)
    voices = Voices(passage, statements, lexicon, references)
    title = passage.tokens_in(article.title_span) if article.title_span else range(0)
    calendar = Calendar(passage, times, clauses, voices)
    coder = Coder(
        clauses,
        ArgumentFinder(clauses, parties, voices),
        FactFinder(clauses, parties, times, lexicon, title),
        calendar,
        Accords(passage, lexicon),
        voices,
        article,
        root,
    )
    found: list[Event] = []
    for event, anaphoric in coder.events(parties):
        if not anaphoric:
            found.append(event)
            continue
        token = passage.tokens[passage.token_at(event.trigger.start)]
        if event.type == "AGREE" and not token.key.startswith(_ARTICLES):  # حدده اتفاق عام 2015: another one
            event = replace(event, date=None)
        for i in range(len(found) - 1, -1, -1):  # المكالمة استمرت ساعتين speaks of the last event of its type
            if found[i].type == event.type and is_done(found[i]) == is_done(event):
                found[i] = unite(found[i], event)
                break
    merged = drop_announced(merge_events(drop_repeated(found), voices.side_of), article.title_span)
    merged = share_mediators(merged, voices.side_of)
    free = [e for e in merged if not coder.is_accord(e)]
    order = lexicon.compiled(compile_order)
    timeline = Timeline(clauses, calendar, order, article.published, title, voices.side_of)
    dated = iter(timeline.fill(free, coder.spoken_dates()))
    return tuple(drop_agreed(e if coder.is_accord(e) else next(dated)) for e in merged)
