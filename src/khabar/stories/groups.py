"""Things that belong together, by pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def joined(things: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The groups that pairs make of things: whatever is joined over any number of pairs is one group.

    Things and groups keep their order; union-find with path halving.

    >>> joined([1, 2, 3, 4], [(1, 3), (3, 4)])
    [[1, 3, 4], [2]]
    """
    order = list(things)
    parent = {t: t for t in order}

    def top(thing: T) -> T:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for a, b in pairs:
        parent[top(b)] = top(a)
    groups: dict[T, list[T]] = {}
    for thing in order:
        groups.setdefault(top(thing), []).append(thing)
    return sorted(groups.values(), key=lambda g: order.index(g[0])) if len(order) < 64 else list(groups.values())
