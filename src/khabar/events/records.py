"""One record per event per article: mentions of one event are merged, their facts united."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from khabar.model import Event

_FACE_TO_FACE = frozenset(["consult-meet", "consult-meeting", "consult-visit", "consult-travel", "consult-receive"])
_DONE = frozenset(["happened", "ongoing"])


def merge_events(events: Sequence[Event], side: Callable[[str], str]) -> list[Event]:
    """The events of an article, each once, in the order of their best evidence.

    Two are one if type, time (what is done, what is to come, what is denied) and participants agree, and neither
    dates nor places contradict each other. The first mention with both sides named is the evidence.

    Args:
        events: In the order of the text.
        side: The state or body an entity acts for: ``ترامب`` and ``واشنطن`` are one side of a call.
    """
    merged: list[Event] = []
    for event in events:
        at = next((i for i in range(len(merged) - 1, -1, -1) if same_event(merged[i], event, side)), None)
        if at is None:
            merged.append(event)
        else:
            merged[at] = unite(merged[at], event)
    return merged


def same_event(a: Event, b: Event, side: Callable[[str], str]) -> bool:
    """Whether two records of one article tell of the same event."""
    if a.type != b.type or (a.status in _DONE) != (b.status in _DONE):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if a.place and b.place and a.place != b.place and a.type == "ASSAULT":
        return False
    mine, yours = _who(a), _who(b)
    if mine <= yours or yours <= mine or len(mine & yours) >= 2:
        return True
    if a.type == "CONSULT" and not (mine & yours and a.status == b.status and not _calls_one(a, b)):
        return False
    return _covers(mine, yours, side) or _covers(yours, mine, side)


def _calls_one(a: Event, b: Event) -> bool:
    """Whether one is a call and the other a meeting face to face."""
    return "consult-phone" in (a.rule, b.rule) and bool(_FACE_TO_FACE & {a.rule, b.rule})


def _covers(larger: frozenset[str], smaller: frozenset[str], side: Callable[[str], str]) -> bool:
    """Whether each of the smaller is in the larger, as itself, as its state, or as a person of its state."""
    if not smaller:
        return False
    sides = {side(e) for e in larger}
    return all(e in larger or (side(e) in larger if _is_person(e) else side(e) in sides) for e in smaller)


def _is_person(entity: str) -> bool:
    return entity.startswith("person/")


def _who(event: Event) -> frozenset[str]:
    return frozenset((*event.actors, *event.recipients))


def unite(a: Event, b: Event) -> Event:
    """Both in one: the fuller one's participants, the more exact date, all facts (the fuller one's first)."""
    fuller, other = (b, a) if len(_who(b)) > len(_who(a)) else (a, b)
    facts = dict(fuller.facts)
    for name, value in other.facts.items():
        mine = facts.get(name)
        if isinstance(mine, list) and isinstance(value, list):
            facts[name] = list(dict.fromkeys([*mine, *value]))
        else:
            facts.setdefault(name, value)
    return replace(
        fuller,
        id=a.id,
        date=max(a.date or "", b.date or "", key=len) or None,
        place=fuller.place or other.place,
        mode=fuller.mode or other.mode,
        facts=MappingProxyType(facts),
        statement=a.statement if a.statement is None or b.statement is None else fuller.statement,
    )
