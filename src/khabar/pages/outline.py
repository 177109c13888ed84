"""What an HTML page is made of, for whoever looks for its article: blocks of text, each in its box among boxes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from khabar.pages.hints import Hint

#: A block with this share of its characters in links is a link; a paragraph of so many words is no teaser.
LEAD, PROSE = 0.8, 60
#: Running text has at least so many words, not in links; a sentence that ends with a stop may be shorter.
RUNNING, SENTENCE = 12, 6
#: A block with a greater share of its characters in links is no running text.
LINKED = 0.5

_STOP = re.compile(r"[.!؟?…:][\s\"»”)]*$")


@dataclass(slots=True, eq=False)
class Box:
    """A block element: where it stands, what its name hints at, and how much text is in it.

    Attributes:
        parent: The box around it.
        hint: What its own name says; ``hints`` what its name and those around it say.
        outer: The outermost box around it, or itself, that names itself furniture.
        words: How many words are in it; ``links`` of them in links; ``running`` in running text.
        texts: How many blocks of running text; ``leads`` how many blocks that are nothing but a link of some words.
        prose: Whether it is, or holds, text that goes on: a long paragraph, or several and few links among them.
        dropped: Whether it is no part of an article; it then holds for all boxes in it.
    """

    parent: Box | None
    tag: str
    hint: Hint | None
    depth: int
    hints: frozenset[Hint]
    outer: Box | None
    words: int = 0
    links: float = 0.0
    running: int = 0
    texts: int = 0
    leads: int = 0
    prose: bool = False
    dropped: bool = False

    def above(self) -> Iterator[Box]:
        """This box and all around it, from the inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True, eq=False)
class Block:
    """A stretch of text that stands apart on the screen.

    Attributes:
        text: Without blanks at both ends, runs of blanks made one; a line break is kept.
        link: The share of its characters that are in links.
        box: The innermost element around it.
        moments: What ``<time datetime>`` in it says.
        tags: Its links that name keywords: by ``rel="tag"`` or by the box they stand in.
        imprint: Whether it names itself a date or a byline.
        anchors: How many links begin in it.
    """

    text: str
    tag: str
    box: Box
    words: int
    link: float
    moments: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    imprint: bool = False
    anchors: int = 0

    @property
    def leads(self) -> bool:
        """Whether it is nothing but one link of some words, as the headline of a card is; a bar of links is none."""
        return self.link >= LEAD and self.anchors <= 1 and self.text.count(" ") >= 2

    @property
    def is_heading(self) -> bool:
        """Whether the page marks it as a headline."""
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag != "hr"


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a page in order, and all boxes, each behind the one around it."""

    blocks: list[Block]
    boxes: list[Box]

    def spread_drops(self) -> None:
        """What stands in a dropped box is dropped."""
        for box in self.boxes:
            if box.parent is not None and box.parent.dropped:
                box.dropped = True

    def count(self, text: Collection[Block]) -> None:
        """Count what is in each box; ``text`` are the blocks of running text."""
        for block in self.blocks:
            box = block.box
            if not box.dropped:
                box.words += block.words
                box.links += block.words * block.link
                box.leads += block.leads
        for block in text:
            box = block.box
            box.running += block.words
            box.texts += 1
            box.prose = box.prose or block.words >= PROSE
        for box in reversed(self.boxes):
            box.prose = box.prose or (box.texts >= 2 and box.leads * 2 <= box.texts)
            above = box.parent
            if above is not None:
                above.words += box.words
                above.links += box.links
                above.running += box.running
                above.texts += box.texts
                above.leads += box.leads
                above.prose = above.prose or box.prose


def is_running(block: Block) -> bool:
    """Whether a block is running text: words enough, few of them in links."""
    if block.link >= LINKED or block.is_heading:
        return False
    return block.words >= RUNNING or (block.words >= SENTENCE and bool(_STOP.search(block.text[-12:])))


def is_in(block: Block, box: Box) -> bool:
    """Whether a block stands in a box."""
    around: Box | None = block.box
    while around is not None and around.depth > box.depth:
        around = around.parent
    return around is box
