"""One record per event per article: mentions of one event are merged, their facts united."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from khabar.model import Event, Span

_FACE_TO_FACE = frozenset(["consult-meet", "consult-meeting", "consult-visit", "consult-travel", "consult-receive"])
#: What is done by speaking.
SAID = frozenset(["REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT"])
#: Types in which another amount is another act, not another account of one.
_COUNTED_APART = frozenset(["AID", "COOPERATE"])
#: Types in which all participants act on each other.
_BY_ALL = frozenset(["CONSULT", "AGREE"])
#: Facts that have one value in one telling.
_TOLD = ("duration", "round", "quantity")
#: How many topics a record unites from all its mentions: beyond that they only tell what the article is about.
_MOST = 6
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
        same = [i for i in range(len(merged) - 1, -1, -1) if same_event(merged[i], event, side)]
        exact = [i for i in same if participants(merged[i]) == participants(event)]
        at = next(iter([*exact, *same]), None)
        if at is None:
            merged.append(event)
        else:
            merged[at] = unite(merged[at], event)
    return merged


def drop_repeated(events: Sequence[Event]) -> list[Event]:
    """The events without refusals that only say of a wrong that it is unacceptable: one clause accuses of it."""
    accused = [e for e in events if e.type == "ACCUSE"]
    return [e for e in events if e.type != "REJECT" or not any(_says_again(e, wrong) for wrong in accused)]


def _says_again(event: Event, wrong: Event) -> bool:
    same = (event.statement, event.actors, event.recipients) == (wrong.statement, wrong.actors, wrong.recipients)
    return same and event.span.overlaps(wrong.span)


def is_done(event: Event) -> bool:
    """Whether an event has begun: it happened or goes on."""
    return event.status in _DONE


def same_event(a: Event, b: Event, side: Callable[[str], str]) -> bool:
    """Whether two records of one article tell of the same event."""
    if a.type != b.type or is_done(a) != is_done(b):
        return False
    if a.date and b.date and not _same_time(a.date, b.date):
        return False
    if a.place and b.place and a.place != b.place and a.type == "ASSAULT":
        return False
    if a.type == "CONSULT" and not is_done(a) and a.status != b.status:  # a visit proposed is no meeting agreed upon
        return False
    aimed = a.type not in _BY_ALL and a.recipients and b.recipients
    if aimed and not {side(x) for x in a.recipients} & {side(x) for x in b.recipients}:
        return False
    amounts = a.facts.get("quantity"), b.facts.get("quantity")
    if a.type in _COUNTED_APART and None not in amounts and amounts[0] != amounts[1]:
        return False
    if a.type == "AID" and _halves_of_one(a, b, side):
        return True
    mine, yours = participants(a), participants(b)
    if mine <= yours or yours <= mine or (a.type in _BY_ALL and len(mine & yours) >= 2):
        return True
    if a.type not in _BY_ALL and a.actors and b.actors and not set(a.actors) & set(b.actors):
        return {side(x) for x in a.actors} == {side(x) for x in b.actors} and _covers(mine | yours, mine & yours, side)
    if a.type == "CONSULT" and not (mine & yours and a.status == b.status and not _calls_one(a, b)):
        return False
    if a.type == "AGREE" and a.rule != b.rule and not mine & yours:
        return False
    return _covers(mine, yours, side) or _covers(yours, mine, side)


def _halves_of_one(a: Event, b: Event, side: Callable[[str], str]) -> bool:
    """Whether one names only the giver of help and the other only who gets it, or both the same giver."""
    givers, others = {side(x) for x in a.actors}, {side(x) for x in b.actors}
    split = (givers and not a.recipients and not others) or (others and not b.recipients and not givers)
    return bool(split) or (bool(givers) and givers == others and not (a.recipients and b.recipients))


def drop_announced(events: Sequence[Event], title: Span | None) -> list[Event]:
    """The events without those of the headline that the text tells as still to come.

    A headline says ``لقاء``, ``يزور`` or ``تحصل`` of yesterday and of tomorrow.
    """
    to_come = [e for e in events if e.status in ("planned", "proposed")]
    return [
        e
        for e in events
        if title is None
        or e.status != "happened"
        or e.date is not None
        or e.span.start >= title.end
        or not any(e.type == later.type and participants(e) <= participants(later) for later in to_come)
    ]


def _same_time(a: str, b: str) -> bool:
    """Whether two dates can be the same day: one is part of the other.

    >>> _same_time("2015-W31", "2015-07-29"), _same_time("2015-07", "2015-08-01")
    (True, False)
    """
    if a.startswith(b) or b.startswith(a):
        return True
    for week, day in ((a, b), (b, a)):
        if "-W" in week and len(day) == 10 and day[:4].isdigit():
            year, number, _ = date.fromisoformat(day).isocalendar()
            return week == f"{year}-W{number:02}"
    return False


def _calls_one(a: Event, b: Event) -> bool:
    """Whether one is a call and the other a meeting face to face."""
    return "consult-phone" in (a.rule, b.rule) and bool(_FACE_TO_FACE & {a.rule, b.rule})


def _covers(larger: frozenset[str], smaller: frozenset[str], side: Callable[[str], str]) -> bool:
    """Whether each of the smaller is in the larger, as itself, as its state, or as a person of its state.

    A body is not covered by a person: who answers before the parliament is not the parliament.
    """
    if not smaller:
        return False
    sides = {side(e) for e in larger}
    return all(e in larger or side(e) in (sides if e.startswith("place/") else larger) for e in smaller)


def participants(event: Event) -> frozenset[str]:
    """Everyone who takes part in an event."""
    return frozenset((*event.actors, *event.recipients))


def with_teller(facts: Mapping[str, object], statement: str | None) -> Mapping[str, object]:
    """Facts with a note of the statement that gives those on which tellings can differ."""
    told = {name: {str(facts[name]): statement} for name in _TOLD if name in facts}
    return MappingProxyType({**facts, "told": told}) if told else facts


def drop_agreed(event: Event) -> Event:
    """The event without notes of who tells a fact on which all tellings agree."""
    told = {name: by for name, by in _mapping(event.facts.get("told")).items() if len(_mapping(by)) > 1}
    facts = {name: value for name, value in event.facts.items() if name != "told"}
    return replace(event, facts=MappingProxyType({**facts, "told": told} if told else facts))


def _mapping(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, Mapping) else {}


def _known(event: Event) -> tuple[int, int]:
    """How much a record says of who takes part: how many, and how many by name."""
    who = participants(event)
    return len(who), sum(w.startswith("person/") for w in who)


def unite(a: Event, b: Event) -> Event:
    """Both in one: the fuller one's participants, the more exact date, all facts (the fuller one's first)."""
    fuller, other = (b, a) if _known(b) > _known(a) else (a, b)
    facts = dict(fuller.facts)
    for name, value in other.facts.items():
        mine = facts.get(name)
        if isinstance(mine, list) and isinstance(value, list):
            facts[name] = list(dict.fromkeys([*mine, *value]))[: max(_MOST, len(mine))]
        elif name == "told":
            both = {**_mapping(value), **_mapping(mine)}
            facts[name] = {k: {**_mapping(_mapping(value).get(k)), **_mapping(_mapping(mine).get(k))} for k in both}
        else:
            facts.setdefault(name, value)
    return replace(
        fuller,
        id=a.id,
        actors=fuller.actors or (other.actors if a.type == "AID" else ()),
        recipients=fuller.recipients or (other.recipients if a.type == "AID" else ()),
        date=max(a.date or "", b.date or "", key=len) or None,
        place=None if "phone" in (a.mode, b.mode) else fuller.place or other.place,  # a call has no place
        mode=fuller.mode,
        facts=MappingProxyType(facts),
        statement=a.statement if a.statement is None or b.statement is None else fuller.statement,
    )


def share_mediators(events: Sequence[Event], side: Callable[[str], str]) -> list[Event]:
    """The events, each meeting with the mediator that another one of the same sides has.

    Who mediates a round of talks mediates the next one: if not the same man, then his state.
    """
    told = [e for e in events if e.type == "CONSULT" and e.mode != "phone" and len(participants(e)) > 1]
    mediators = {frozenset(map(side, participants(e))): m for e in told if (m := e.facts.get("mediator"))}
    done: list[Event] = []
    for event in events:
        mediator = mediators.get(frozenset(map(side, participants(event))))
        if mediator is not None and event in told and "mediator" not in event.facts:
            done.append(replace(event, facts=MappingProxyType({**event.facts, "mediator": side(str(mediator))})))
        else:
            done.append(event)
    return done
