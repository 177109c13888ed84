"""Cards that lead elsewhere, a linked headline with a few words under it; and articles printed in full, which are none.

An aggregator prints an article in full under the name of its outlet and ``قبل ساعتين``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from khabar.pages.outline import LINKED, Block, Box, Outline, is_in, is_running

#: Under a linked headline: fewer words than this are a teaser.
TEASER = 50
#: One unlinked paragraph of so many words, under outlet and time, is an article an aggregator prints in full.
PRINTED = 25
#: Such an article has at most so many blocks before and behind the line of its time.
ITEM_BLOCKS = 80
#: Its first paragraph in full is at most so many blocks away from that line.
NEAR = 12

CUT_OFF = re.compile(r"(?:\.{2,}|…|\[…\])\W*$")
_NEVER = frozenset(["hidden", "share", "comments", "form", "advert"])
_AGO = re.compile(r"^\W*(?:(?:منذ|قبل)\s+\S+|\d+\s+\w+\s+ago)|(?:[|\-–—•]\s*)(?:منذ|قبل)\s+\S+", re.IGNORECASE)


def printed_items(blocks: Sequence[Block]) -> set[int]:
    """The blocks of articles that an aggregator prints in full: outlet and relative time, a headline, a paragraph."""
    found: set[int] = set()
    full = [i for i, b in enumerate(blocks) if _is_full(b)]
    for i, block in enumerate(blocks):
        if not says_ago(block) or not _NEVER.isdisjoint(block.box.hints):
            continue
        near = bisect_left(full, i - NEAR)
        if near < len(full) and full[near] <= i + NEAR:
            found.update(id(b) for b in _item_around(blocks, i))
    return found


def _is_full(block: Block) -> bool:
    return block.words >= PRINTED and block.link < LINKED and not CUT_OFF.search(block.text[-8:])


def says_ago(block: Block) -> bool:
    """Whether a block is a line that says how long ago something was printed: ``الجزيرة | قبل ساعتين``."""
    text = block.text
    return block.words <= 10 and ("منذ" in text or "قبل" in text or "ago" in text) and bool(_AGO.search(text))


def _item_around(blocks: Sequence[Block], at: int) -> list[Block]:
    """The blocks of the smallest box around a relative time that holds a text, if it is printed in full; else none."""
    for box in islice(blocks[at].box.above(), 6):
        first, last = at, at + 1
        while first > max(0, at - ITEM_BLOCKS) and is_in(blocks[first - 1], box):
            first -= 1
        while last < min(len(blocks), at + ITEM_BLOCKS) and is_in(blocks[last], box):
            last += 1
        inside = list(blocks[first:last])
        if any(map(is_running, inside)):
            alone = sum(map(says_ago, inside)) == 1 and any(map(_is_full, inside))
            return [b for b in inside if _NEVER.isdisjoint(b.box.hints)] if alone else []
    return []


def drop_cards(outline: Outline, text: Sequence[Block], items: set[int], title: str | None) -> None:
    """Drop boxes around linked headlines that hold little else: neither prose nor the headline of the page."""
    outline.count(text)
    held: set[Box] = set()
    for block in outline.blocks:
        if (block.tag == "h1" or block.text == title) and block.link < LINKED:
            held.update(block.box.above())
    for block in outline.blocks:
        if not block.leads or block.box.dropped or id(block) in items:
            continue
        for box in block.box.above():
            if box.dropped or box.prose or box.parent is None or box in held:
                break
            if box.running > TEASER * box.leads or box.words > TEASER + 3 * box.links:
                break
            box.dropped = True
    outline.spread_drops()
