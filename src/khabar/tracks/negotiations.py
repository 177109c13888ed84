"""Tracks: who negotiates with whom, through whom, when, where and in what form, and who stands where.

A track is a pair of sides that talk (CONSULT) or reach something (AGREE) with each other, as states, movements or
organizations; its positions are those of the two in the stories that tell of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from khabar.accounts.sides import Sides, compile_sides
from khabar.accounts.tellings import speakers
from khabar.lexicon import Lexicon
from khabar.model import Happening, Held, Round, Story, Track, fact_id
from khabar.stories import Pile
from khabar.tracks.commitments import find_commitments

_TALKS = frozenset(["CONSULT", "AGREE"])
#: A pair of sides is a track if it is told of in at least so many happenings, or if one of them is a numbered round.
_LEAST = 2


def find_tracks(
    pile: Pile, stories: Iterable[Story], happenings: Sequence[Happening], lexicon: Lexicon
) -> tuple[Track, ...]:
    """The negotiations of a pile, the one with the most rounds first.

    Args:
        pile: The articles.
        stories: Their stories.
        happenings: Their happenings (:func:`khabar.accounts.find_happenings`).
        lexicon: For who acts for whom, and what can be a party.
    """
    sides = lexicon.compiled(compile_sides)
    home = {a: s.id for s in stories for a in s.articles}
    pairs: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.type in _TALKS:
            for pair in combinations(sorted(_parties(happening, sides)), 2):
                pairs[pair].append(happening)
    tracks = [
        _track(pair, met, happenings, pile, home, sides)
        for pair, met in pairs.items()
        if len(met) >= _LEAST or any(_fact(h, "round") for h in met)
    ]
    return tuple(sorted(tracks, key=lambda t: (-len(t.rounds), -len(t.positions), t.id)))


def _parties(happening: Happening, sides: Sides) -> frozenset[str]:
    """The sides that talk with each other; of an envoy's talks with two sides, who mediates is no party."""
    mediators = {sides.of(m) for m in _facts(happening, "mediator")}
    who = sides.all_of((*happening.actors, *happening.recipients), happening.date) - mediators
    return frozenset(s for s in who if sides.is_party(s))


def _facts(happening: Happening, fact: str) -> list[str]:
    """The values the accounts give to a fact, the most frequent first."""
    told = Counter(t.value for a in happening.accounts for t in a.tellings if t.fact == fact)
    return sorted(told, key=lambda v: (-told[v], v))


def _fact(happening: Happening, fact: str) -> str | None:
    return next(iter(_facts(happening, fact)), None)


def _track(
    pair: tuple[str, str],
    met: Sequence[Happening],
    happenings: Sequence[Happening],
    pile: Pile,
    home: dict[str, str],
    sides: Sides,
) -> Track:
    rounds = tuple(_round(h) for h in met if h.type == "CONSULT")
    stories = tuple(dict.fromkeys(home[a] for h in met for a in h.articles))
    mediators = Counter(m for r in rounds for m in r.mediators)
    return Track(
        id=fact_id("|".join(pair), "track"),
        parties=pair,
        mediators=tuple(m for m, _ in mediators.most_common()),
        rounds=rounds,
        positions=_positions(pair, pile, set(stories), home),
        commitments=find_commitments(pair, happenings, sides),
        stories=stories,
    )


def _round(happening: Happening) -> Round:
    number = _fact(happening, "round")
    return Round(
        number=int(number) if number and number.isdigit() else None,
        date=happening.date,
        venue=_fact(happening, "place"),
        format=_fact(happening, "format") or happening.mode,
        status=happening.status,
        mediators=tuple(_facts(happening, "mediator")),
        happening=happening.id,
    )


def _positions(pair: tuple[str, str], pile: Pile, stories: set[str], home: dict[str, str]) -> tuple[Held, ...]:
    held = []
    for piece in pile.pieces:
        if home[piece.article.id] not in stories:
            continue
        said = {s.id: s for s in piece.reading.statements}
        for position in piece.reading.positions:
            statement = said.get(position.statement or "")
            if position.party in pair and not (statement and statement.fabricated):
                held.append(Held(piece.article.published, piece.article.id, speakers(statement), position))
    return tuple(sorted(held, key=lambda h: (h.date or "9", h.position.issue, h.position.party, h.position.id)))
