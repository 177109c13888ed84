"""The working state of layout: the pieces of a page, each a line or part of one, with what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from khabar.layout.furniture import Label
from khabar.layout.lines import Line
from khabar.model import Dropped, DropReason, Span

#: Rules that look at nothing but a line's form: poems and tables have such lines too.
BY_FORM = frozenset(["no-words", "digits", "latin", "menu-line", "address"])


@dataclass(slots=True)
class Piece:
    """A line or part of one; ``label`` None means that it is text (as far as is known)."""

    line: Line
    label: Label | None = None
    title: bool = False
    heading: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is kept so far."""
        return self.label is None

    @property
    def is_sure(self) -> bool:
        """Whether it is furniture beyond doubt."""
        return self.label is not None and not self.label.weak

    @property
    def is_link(self) -> bool:
        """Whether its words are those of menus and boxes (not only its form)."""
        return (
            self.label is not None and self.label.reason in ("navigation", "widget") and self.label.rule not in BY_FORM
        )

    @property
    def is_paragraph(self) -> bool:
        """Whether it is kept running text."""
        return self.label is None and self.line.is_paragraph

    def drop(self, reason: DropReason, rule: str) -> None:
        """Say that it is no text."""
        self.label = Label(reason, rule)


@dataclass(slots=True)
class Region:
    """The pieces of one article: the main one, or one under its own head line on an aggregator's page.

    Attributes:
        pieces: In page order.
        head: The lines that name outlet and time, if the region begins with such.
        item: Whether it stands behind another article of the page.
    """

    pieces: list[Piece]
    head: list[Piece] = field(default_factory=list)
    item: bool = False

    @property
    def paragraphs(self) -> list[int]:
        """Indices of the pieces that are running text."""
        return [i for i, p in enumerate(self.pieces) if p.is_paragraph]

    def kept(self) -> tuple[Span, ...]:
        """The kept spans: runs of kept pieces, from the first character of each to the last."""
        runs = (list(run) for keep, run in groupby(self.pieces, key=lambda p: p.is_text) if keep)
        return tuple(Span(run[0].line.span.start, run[-1].line.span.end) for run in runs)


def dropped(pieces: list[Piece]) -> tuple[Dropped, ...]:
    """What is dropped, neighbours of one reason together; the rule is that of the first."""
    spans: list[Dropped] = []
    for reason, run in groupby(pieces, key=lambda p: p.label.reason if p.label else None):
        if reason is not None:
            group = list(run)
            span = Span(group[0].line.span.start, group[-1].line.span.end)
            spans.append(Dropped(span, reason, group[0].label.rule if group[0].label else ""))
    return tuple(spans)
