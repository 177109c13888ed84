"""Commitments: what a party said it would do, and what became of it as far as the record shows.

A promise is a CONCEDE, or an AGREE that is still to come. It is kept by an act of the kind it promises by the same
party (a withdrawal or release for a CONCEDE, a meeting or cooperation for an AGREE), withdrawn by its own denial,
broken by force against the other party.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from khabar.accounts.sides import Sides
from khabar.model import Commitment, Happening

Fate = Literal["open", "kept", "broken", "withdrawn"]

_KEPT = {"CONCEDE": frozenset(["RETREAT", "COOPERATE", "AID"]), "AGREE": frozenset(["CONSULT", "COOPERATE", "RETREAT"])}
_BREAKS = frozenset(["ASSAULT", "MOBILIZE"])
_TO_COME = frozenset(["planned", "proposed", "conditional"])
_DONE = frozenset(["happened", "ongoing"])


def find_commitments(pair: tuple[str, str], happenings: Sequence[Happening], sides: Sides) -> tuple[Commitment, ...]:
    """The commitments of two parties to each other.

    Args:
        pair: The parties of a track.
        happenings: All happenings of the pile, in order of their days.
        sides: Who acts for whom.
    """
    found = []
    for made in happenings:
        party = _promises(made, pair, sides)
        if party is None:
            continue
        later = [h for h in happenings if made.date and h.date and h.date > made.date]
        fate, evidence = _fate(made, party, pair, later, sides)
        found.append(Commitment(party, made.id, made.date, fate, evidence))
    return tuple(found)


def _promises(happening: Happening, pair: tuple[str, str], sides: Sides) -> str | None:
    """Which of two parties promises something to the other in a happening."""
    by = sides.all_of(happening.actors, happening.date)
    to = sides.all_of(happening.recipients, happening.date)
    promise = happening.type == "CONCEDE" and happening.status in _DONE | _TO_COME
    promise = promise or (happening.type == "AGREE" and happening.status in _TO_COME)
    if not promise:
        return None
    return next((p for p in pair if p in by and (not to or to & set(pair) - {p})), None)


def _fate(
    made: Happening, party: str, pair: tuple[str, str], later: Sequence[Happening], sides: Sides
) -> tuple[Fate, tuple[str, ...]]:
    other = next(p for p in pair if p != party)
    own = [h for h in later if party in sides.all_of(h.actors, h.date)]
    toward = [h for h in own if other in sides.all_of((*h.actors, *h.recipients), h.date)]
    if withdrawn := [h.id for h in toward if h.type in (made.type, "REJECT") and h.status == "denied"]:
        return "withdrawn", tuple(withdrawn)
    if broken := [h.id for h in toward if h.type in _BREAKS and h.status in _DONE]:
        return "broken", tuple(broken)
    if kept := [h.id for h in toward if h.type in _KEPT[made.type] and h.status in _DONE]:
        return "kept", tuple(kept)
    return "open", ()
