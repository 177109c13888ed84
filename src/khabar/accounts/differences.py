"""Where the accounts of a happening differ, fact by fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from khabar.accounts.sides import Sides, compile_sides
from khabar.lexicon import Lexicon
from khabar.model import Disagreement, Happening, Telling
from khabar.stories.pile import day_number

#: What accounts can differ on, in the order it is shown; an outcome or a topic more is no difference.
FACTS = ("date", "status", "duration", "round", "place", "format", "mediator", "delegation", "quantity", "sentence")
_DONE = frozenset(["happened", "ongoing"])


def find_differences(happening: Happening, lexicon: Lexicon) -> Happening:
    """The happening with the facts its accounts differ on.

    A value that says less is no difference: a week that holds the day, the state of the city named elsewhere, ``about
    two hours`` beside ``two hours``. A plan is no contradiction of what became of it.
    """
    sides = lexicon.compiled(compile_sides)
    told: dict[str, list[Telling]] = defaultdict(list)
    for account in happening.accounts:
        for telling in account.tellings:
            told[telling.fact].append(telling)
    found = []
    for fact in FACTS:
        groups = _groups(fact, told.get(fact, ()), sides)
        if len(groups) < 2:
            continue
        speaking = {t.article for t in told[fact]}
        left_out = tuple(a for a in happening.articles if a not in speaking)
        found.append(Disagreement(happening.id, fact, groups, left_out))
    return replace(happening, disagreements=tuple(found))


def _groups(fact: str, tellings: Sequence[Telling], sides: Sides) -> tuple[tuple[str, tuple[Telling, ...]], ...]:
    """The tellings by value, values that agree together under the more exact one, the most frequent first."""
    same = _SAME.get(fact, _equal)
    groups: list[tuple[str, list[Telling]]] = []
    for telling in sorted(tellings, key=lambda t: -len(t.value)):
        if fact == "status" and telling.value not in _DONE | {"denied"}:
            continue
        if fact == "date" and day_number(telling.value) is None:
            continue
        home = next((g for v, g in groups if same(v, telling.value, sides)), None)
        if home is None:
            groups.append((telling.value, [telling]))
        else:
            home.append(telling)
    ranked = sorted(groups, key=lambda g: (-len({t.article for t in g[1]}), g[0]))
    return tuple((value, tuple(given)) for value, given in ranked)


def _equal(a: str, b: str, _: Sides) -> bool:
    return a == b


def _same_status(a: str, b: str, _: Sides) -> bool:
    return (a in _DONE) == (b in _DONE)


def _same_duration(a: str, b: str, _: Sides) -> bool:
    """``~PT2H`` agrees with ``PT2H``; ``>PT2H`` does not."""
    return a.removeprefix("~") == b.removeprefix("~")


def _same_place(a: str, b: str, sides: Sides) -> bool:
    return a == b or sides.state_of(a) == b or sides.state_of(b) == a


def _same_side(a: str, b: str, sides: Sides) -> bool:
    return sides.of(a) == sides.of(b)


_SAME: dict[str, Callable[[str, str, Sides], bool]] = {
    "status": _same_status,
    "duration": _same_duration,
    "sentence": _same_duration,
    "place": _same_place,
    "mediator": _same_side,
}
