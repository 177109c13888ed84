"""The versions of a page: what was seen at one address over time, and what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from khabar.errors import RecordError
from khabar.model import Span
from khabar.record.store import Store

#: Beyond so many lines only what is before the first and after the last change is compared.
LINES = 4_000


@dataclass(frozen=True, slots=True)
class Version:
    """A text seen at an address: its content hash, and when it was fetched (or added, if nobody said)."""

    page: str
    seen: str


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that are other in the newer text.

    Attributes:
        kind: ``replaced``, ``removed`` or ``inserted``.
        old: Their characters in the older text (empty for ``inserted``).
        new: Their characters in the newer text (empty for ``removed``).
    """

    kind: Literal["replaced", "removed", "inserted"]
    old: Span
    new: Span


def versions(store: Store, url: str) -> list[Version]:
    """The texts seen at an address, the oldest first, each once."""
    rows = store.rows(
        "SELECT hash, min(seen) FROM sightings JOIN pages USING (page) WHERE url = ? "
        "GROUP BY page ORDER BY 2, min(sighting)",
        url,
    )
    return [Version(*row) for row in rows]


def changes(store: Store, old: str, new: str) -> list[Change]:
    """What changed between two pages.

    Raises:
        RecordError: If one of them is not in the record.
    """
    return compare(_text(store, old), _text(store, new))


def compare(old: str, new: str) -> list[Change]:
    r"""What changed between two texts, by lines.

    >>> compare("سطر\nقديم\n", "سطر\nجديد\n")
    [Change(kind='replaced', old=Span(start=4, end=9), new=Span(start=4, end=9))]
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts, ends = _offsets(before), _offsets(after)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(left) + len(right) > LINES:
        blocks = [("replace", 0, len(left), 0, len(right))]
    else:
        blocks = [b for b in SequenceMatcher(None, left, right, autojunk=False).get_opcodes() if b[0] != "equal"]
    kinds: dict[str, Literal["replaced", "removed", "inserted"]] = {
        "replace": "replaced",
        "delete": "removed",
        "insert": "inserted",
    }
    return [
        Change(kinds[tag], Span(starts[head + a], starts[head + b]), Span(ends[head + c], ends[head + d]))
        for tag, a, b, c, d in blocks
        if a != b or c != d
    ]


def _text(store: Store, page: str) -> str:
    number = store.number_of(page)
    if number is None:
        raise RecordError(f"there is no page {page}", where=str(store.path), hint="give a page's content hash")
    return store.text(number)


def _offsets(lines: list[str]) -> list[int]:
    at, offsets = 0, [0]
    for line in lines:
        at += len(line)
        offsets.append(at)
    return offsets


def _shared(left: list[str], right: list[str]) -> int:
    """How many lines are the same at the beginning."""
    n = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        n += 1
    return n
