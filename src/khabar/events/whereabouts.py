"""Where: the place that belongs to a trigger."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.events.clauses import Clauses
from khabar.events.coding import Seen
from khabar.events.parties import Parties
from khabar.events.party import Party
from khabar.events.records import SAID
from khabar.lexicon.phrases import stems

_IN = frozenset(["في", "قرب", "داخل"])
#: How many nouns can stand between a preposition and the name of a place: ``في وسط مدينة نيروبي``.
_DEEP = 4


def place_of(parties: Parties, clauses: Clauses, seen: Seen, type_: str, begin: int, end: int) -> str | None:
    """The place an event is said to happen at: the nearest one in its clause that it is in, goes to, or hits.

    What stands behind a demand, an accusation or a refusal is where its object is: only what stands before it counts.

    Args:
        parties: Those named in the passage.
        clauses: The passage's clauses.
        seen: The trigger.
        type_: The event's type.
        begin: First token of its clause.
        end: Index after the last token.
    """
    within: list[Party] = []
    aims: list[Party] = []
    for party in _places(parties, begin, end):
        behind = party.first > seen.token
        if type_ in SAID and behind:
            continue
        if _is_within(party, clauses):
            within.append(party)
        elif behind and _is_aim(party, seen, type_):
            aims.append(party)
    return min(within or aims, key=lambda p: abs(p.first - seen.token)).entities[0] if within or aims else None


def _places(parties: Parties, begin: int, end: int) -> Iterator[Party]:
    for party in parties.within(begin, end):
        if len(party.entities) == 1 and party.entities[0].startswith("place/") and party.via != "nisba":
            yield party


def _is_aim(party: Party, seen: Seen, type_: str) -> bool:
    """Whether a place behind the trigger is where a journey goes, or what an attack hits."""
    if party.prep == "إلى" and party.place and not party.headed:
        return type_ != "AGREE"
    if seen.trigger.rule.mode == "visit":
        return party.prep in (None, "إلى", "ل")
    return type_ == "ASSAULT" and party.place and party.prep is None


def _is_within(party: Party, clauses: Clauses) -> bool:
    """Whether something is said to be in a place, whatever part of it is told: ``في شمال مدينة مومباسا``."""
    if not party.headed and party.prep in ("في", "ب", "قرب", "داخل"):
        return True
    for i in range(party.first - 1, max(party.first - _DEEP, 0) - 1, -1):
        word = clauses.tokens[i].key
        if word.removeprefix("و") in _IN:
            return True
        if not stems(word) & clauses.coding.words["sites"]:
            return False
        if word.startswith(("ب", "وب")) and not word.startswith("بل"):
            return True
    return False
