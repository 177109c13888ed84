"""Negotiations: parties, mediators, rounds, positions, commitments."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from khabar.accounts import find_differences, find_happenings
from khabar.lexicon import Lexicon
from khabar.model import Article, ArticleReading, Event, Page, Position, Reading, Source, Span, Statement, Story
from khabar.stories import Pile
from khabar.tracks import find_tracks

IRAN, US, OMAN = "place/iran", "place/united-states", "place/oman"
TEXT = "محادثات"


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.bundled()


def event(id_, date, type_="CONSULT", actors=(IRAN, US), recipients=(), status="happened", **facts):
    span = Span(0, len(TEXT))
    known = MappingProxyType(facts)
    return Event(id_, type_, None, actors, recipients, date, facts.pop("place", None), status, span, span, known)


def tracks(lexicon, *events, positions=(), statements=()):
    span = Span(0, len(TEXT))
    article = Article("ar-1", span, (span,), published="2025-05-24")
    reading = Reading(
        Page("a.txt", TEXT),
        articles=(ArticleReading(article, statements=statements, events=events, positions=positions),),
    )
    pile = Pile([reading])
    story = Story("st", "", ("ar-1",), (), None, None, ())
    happenings = [find_differences(h, lexicon) for h in find_happenings(pile, [story], lexicon)]
    return find_tracks(pile, [story], happenings, lexicon)


def test_rounds_with_number_venue_form_and_mediator(lexicon):
    fourth = event("e4", "2025-05-11", round=4, mediator=OMAN, place="place/muscat")
    fifth = event("e5", "2025-05-23", round=5, mediator=OMAN, place="place/rome", format="indirect")
    (track,) = tracks(lexicon, fourth, fifth)
    assert track.parties == (IRAN, US)
    assert track.mediators == (OMAN,)
    assert [(r.number, r.date, r.venue, r.format) for r in track.rounds] == [
        (4, "2025-05-11", "place/muscat", None),
        (5, "2025-05-23", "place/rome", "indirect"),
    ]


def test_the_mediator_is_no_party(lexicon):
    found = tracks(lexicon, event("e5", "2025-05-23", actors=(IRAN, US, OMAN), round=5, mediator=OMAN))
    assert [t.parties for t in found] == [(IRAN, US)]


def test_one_meeting_alone_is_no_negotiation(lexicon):
    assert tracks(lexicon, event("e1", "2025-05-23")) == ()


def test_positions_say_who_stated_them_and_faked_words_count_for_nothing(lexicon):
    span = Span(0, 3)
    minister = Source(None, None, "person/abbas-araghchi", "person")
    real = Statement("s1", (minister,), None, (span,), "indirect")
    faked = Statement("s2", (minister,), None, (span,), "indirect", fabricated=True)
    held = [
        Position(f"p{n}", IRAN, "uranium-enrichment", "red-line", s.id, "self", span)
        for n, s in enumerate((real, faked))
    ]
    (track,) = tracks(lexicon, event("e5", "2025-05-23", round=5), positions=tuple(held), statements=(real, faked))
    assert [(h.position.id, h.said_by) for h in track.positions] == [("p0", ("person/abbas-araghchi",))]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ((), "open"),
        (("RETREAT", "happened"), "kept"),
        (("ASSAULT", "happened"), "broken"),
        (("CONCEDE", "denied"), "withdrawn"),
        (("RETREAT", "planned"), "open"),
    ],
)
def test_what_became_of_a_promise(lexicon, after, fate):
    promise = event("e1", "2025-05-10", "CONCEDE", actors=(US,), recipients=(IRAN,), status="planned")
    events = [promise, event("e5", "2025-05-11", round=5)]
    if after:
        events.append(event("e6", "2025-05-20", after[0], actors=(US,), recipients=(IRAN,), status=after[1]))
    (track,) = tracks(lexicon, *events)
    made = [c for c in track.commitments if c.date == "2025-05-10"]
    assert [(c.party, c.status) for c in made] == [(US, fate)]
