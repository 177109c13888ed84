"""Which blocks of an HTML page are its article, or its articles.

In three steps, each from the page itself and none from a list of sites:

1. What names itself furniture (a menu, an advert, a comment box) is left out, unless nothing would be left.
2. Cards that lead elsewhere are left out (:mod:`khabar.pages.cards`); an article that an aggregator prints in full is
   no card.
3. The smallest box that holds nearly all running text is the article; the headline may stand before it, and what
   stands between the two (date, byline, standfirst) belongs to it.

What still gets through, ``khabar.layout`` finds by its words. It also reads the dateline: its characters are the
evidence of the date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from khabar.pages.cards import CUT_OFF, drop_cards, printed_items, says_ago
from khabar.pages.outline import LINKED, RUNNING, Block, Box, Outline, is_in, is_running

#: If the page without its furniture has fewer running words than this, its names may be wrong.
ENOUGH = 40
#: A box that holds this share of all running text holds the article.
NEARLY_ALL = 0.8
#: A text of fewer words that is alone in so many boxes, one in the other, says nothing of where the article is.
SHORT, ALONE = 25, 3
#: More such texts than this are the paragraphs of the article.
NOTICES = 2
#: Before a headline: so many lines are looked at for who printed it first; such a line has at most so many words.
SOURCE_LINES, SOURCE = 4, 5

_ALWAYS = frozenset(["hidden", "share", "tags", "comments", "form", "advert", "caption"])
#: Elements that are one paragraph each, however long: none of them is a box around an article.
_PARAGRAPHS = frozenset(["p", "blockquote", "li", "dd", "dt", "pre", "h1", "h2", "h3", "h4", "h5", "h6"])
_NO_HEADLINE = frozenset(["hidden", "related", "comments", "form"])
_DATED = re.compile(r"(?:19|20|١٩|٢٠)[\d٠-٩]{2}|[\d٠-٩]{1,2}:[\d٠-٩]{2}|(?:^|\s)(?:منذ|قبل)\s")
_HASHTAG = re.compile(r"#\s?(\w+)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Body:
    """What of a page is read.

    Attributes:
        blocks: The blocks of its article or articles, in order.
        headline: Which of them is the headline, if it is known.
        tags: Keywords and hashtags that stand in a box of their own.
        moments: What ``<time datetime>`` says between the headline and the text.
    """

    blocks: tuple[Block, ...]
    headline: Block | None = None
    tags: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The blocks as text: an empty line between them, entries of a list right under each other."""
        parts: list[str] = []
        for i, block in enumerate(self.blocks):
            if i:
                both = block.tag == self.blocks[i - 1].tag
                parts.append("\n" if both and block.tag in ("li", "dd", "dt", "td") else "\n\n")
            parts.append(block.text)
        return "".join(parts)


def find_body(outline: Outline, title: str | None) -> Body:
    """The article or articles among the blocks of a page.

    Args:
        outline: All blocks, in order.
        title: The headline the page names in its head, if any.
    """
    blocks = outline.blocks
    running = [b for b in blocks if is_running(b)]
    tags = _tags(blocks)
    items = printed_items(blocks)
    _drop_furniture(outline, running)
    drop_cards(outline, [b for b in running if not b.box.dropped], items, title)
    text = [b for b in running if not b.box.dropped or id(b) in items]
    if not text:
        return Body(tuple(b for b in blocks if not b.box.dropped and b.link < LINKED), None, tags)
    return _cut_out(blocks, text, _main_box(text), items, title, tags)


# -- 1. furniture by its name ----------------------------------------------------------------------


def _drop_furniture(outline: Outline, running: Sequence[Block]) -> None:
    """Drop the boxes that name themselves furniture, unless the page would be left without text."""
    held: dict[Box, int] = {box: 0 for box in outline.boxes if box.outer is box}
    outside = 0
    for block in running:
        if block.box.outer is not None:
            held[block.box.outer] += block.words
        elif not CUT_OFF.search(block.text[-8:]):
            outside += block.words
    wrong: list[Box] = []
    for box, words in sorted(held.items(), key=lambda item: -item[1]):
        if box.hint == "hidden" or words == 0 or outside >= ENOUGH:
            box.dropped = True
        else:
            outside += words
            wrong.append(box)
    for box in outline.boxes if wrong else ():
        if box.outer in wrong and box.hint in _ALWAYS and box is not box.outer:
            box.dropped = True
    outline.spread_drops()


def _tags(blocks: Sequence[Block]) -> tuple[str, ...]:
    found: list[str] = []
    for block in blocks:
        found.extend(block.tags)
        if block.words <= 30 and ("tags" in block.box.hints or block.text.startswith("#")):
            found.extend(_HASHTAG.findall(block.text))
    return tuple(dict.fromkeys(t.strip("# \u00a0") for t in found if 1 <= len(t.split()) <= 6))


# -- 3. the article --------------------------------------------------------------------------------


def _main_box(text: Sequence[Block]) -> Box:
    """The smallest box that holds nearly all running text; a box named after the text wins with half of it."""
    held: dict[Box, int] = {}
    total = 0
    alone = {id(b) for b in text if _stands_alone(b)}
    if len(alone) > NOTICES:  # a page builder that wraps every paragraph
        alone = set()
    for block in [b for b in text if id(b) not in alone] or text:
        total += block.words
        for box in block.box.above():
            if box.tag not in _PARAGRAPHS:
                held[box] = held.get(box, 0) + block.words
    enough = [box for box, words in held.items() if words >= NEARLY_ALL * total]
    named = [box for box, words in held.items() if box.hint == "body" and words >= 0.5 * total]
    inner = max(enough, key=lambda b: b.depth)
    if named:
        best = max(named, key=lambda b: (held[b], -b.depth))
        return best if best.depth > inner.depth or held[best] >= NEARLY_ALL * total else inner
    return inner


def _stands_alone(block: Block) -> bool:
    """Whether a short text is the only one in box upon box, as an advert or a notice is."""
    if block.words >= SHORT:
        return False
    boxes = islice(block.box.above(), ALONE)
    return all(box.texts == 1 and box.parent is not None for box in boxes)


def _cut_out(
    blocks: Sequence[Block], text: Sequence[Block], main: Box, items: set[int], title: str | None, tags: tuple[str, ...]
) -> Body:
    inside = [i for i, b in enumerate(blocks) if is_in(b, main)]
    wanted = {id(b) for b in text}
    first_text = next((i for i in inside if id(blocks[i]) in wanted), inside[0])
    headline = _headline(blocks, first_text, title)
    start = headline if headline is not None else inside[0]
    head = _head_of_source(blocks, start)
    kept: list[Block] = []
    moments: list[str] = []
    for i, block in enumerate(blocks):
        if id(block) in items:
            kept.append(block)
        elif block.box.dropped and i != headline:
            continue
        elif i == headline:
            kept.append(block)
        elif i < start:
            if i in head or (start - i <= 4 and _is_date(block)):
                kept.append(block)
                moments.extend(block.moments)
        elif i < first_text:
            if block.link < LINKED or (block.words <= 8 and (_is_imprint(block) or _is_date(block))):
                kept.append(block)
            moments.extend(block.moments)
        elif is_in(block, main) and (
            block.link < 0.8 or (block.link < 1 and block.anchors <= 1 and block.words >= RUNNING)
        ):
            kept.append(block)
    return Body(tuple(kept), blocks[headline] if headline is not None else None, tags, tuple(moments))


def _head_of_source(blocks: Sequence[Block], start: int) -> set[int]:
    """Of an aggregator's lines before a headline those that name the source: they stand beside a relative time."""
    before = range(max(0, start - SOURCE_LINES), start)
    at = next((i for i in reversed(before) if says_ago(blocks[i]) and not blocks[i].box.dropped), None)
    if at is None:
        return set()
    time = blocks[at].box
    beside = [i for i in before if i >= at - 1 and blocks[i].words <= SOURCE and not blocks[i].box.dropped]
    return {i for i in beside if blocks[i].box is time or blocks[i].box.parent is time.parent}


def _is_date(block: Block) -> bool:
    return block.words <= 16 and bool(block.moments or _DATED.search(block.text))


def _is_imprint(block: Block) -> bool:
    return block.imprint or "imprint" in block.box.hints


def _headline(blocks: Sequence[Block], first_text: int, title: str | None) -> int | None:
    """Which block before the text is the headline: the one the page's head names, else the nearest marked as one."""
    able = [i for i in range(first_text) if _may_be_headline(blocks[i])]
    if title:
        named = _words(title)
        for i in reversed(able):
            words = _words(blocks[i].text)
            shared = len(words & named)
            if words == named or (shared >= 2 and shared >= 0.8 * len(words) and shared >= 0.5 * len(named)):
                return i
    for level in ("h1", "h2"):
        marked = [i for i in able if blocks[i].tag == level and blocks[i].words >= 3 and not blocks[i].box.dropped]
        if marked:
            return marked[-1]
    return None


def _may_be_headline(block: Block) -> bool:
    if block.words > 40 or not _NO_HEADLINE.isdisjoint(block.box.hints):
        return False
    return block.is_heading or block.link < 1


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))
