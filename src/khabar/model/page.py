"""A page, its articles, what was dropped and what went wrong; spans of its text, and the ids of what rests on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

DropReason = Literal["navigation", "advert", "disclaimer", "tags", "widget", "caption", "dateline", "duplicate"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a page's text: ``text[start:end]``.

    >>> Span(0, 4).of("خبر عاجل")
    'خبر '
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters this span covers in ``text``."""
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


def page_hash(text: str) -> str:
    """The content hash of a page's text, 16 hexadecimal digits (BLAKE2b)."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fact_id(page: str, kind: str, *spans: Span | None, also: str = "") -> str:
    """The id of a fact: derived from the page's hash, the fact's kind and the characters it rests on.

    Args:
        page: The page's content hash.
        kind: ``statement``, ``event``, ...
        spans: The spans that make the fact what it is, in order.
        also: What tells apart two facts on the same characters (an event's type, a mention's entity).

    >>> fact_id("00ff", "mention", Span(3, 9)) == fact_id("00ff", "mention", Span(3, 9))
    True
    """
    key = "|".join([page, kind, also, *[f"{s.start}-{s.end}" if s is not None else "-" for s in spans]])
    return f"{kind[:2]}-{hashlib.blake2b(key.encode(), digest_size=8).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong, recorded with the page instead of raised.

    Attributes:
        code: A stable short name (``empty-page``, ``not-arabic``).
        message: What happened and what to do, for a person.
        where: The page, file or address.
        offset: The character it happened at, if there is one.
        fatal: True if nothing of the page could be read.
    """

    code: str
    message: str
    where: str
    offset: int | None = None
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its decoded text, unaltered, and what is known of it beside the text.

    Attributes:
        name: File name or address.
        text: The decoded (for HTML and other containers: extracted) text.
        url: The address it was published at.
        outlet: Who published it: an entity id, a site code or a name, as it was given.
        published: ISO date or date-time of publication, as given.
        fetched: ISO date or date-time of fetching.
        title: The headline the container names (HTML, feeds), if any.
        encoding: How the bytes were decoded.
        extracted: True if ``text`` is not the file itself.
        problems: What went wrong while getting it.
        aggregator: The aggregator (entity id) it was taken from, if known beside the text.
        tags: Keywords and hashtags the container names.
    """

    name: str
    text: str
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    fetched: str | None = None
    title: str | None = None
    author: str | None = None
    encoding: str = "utf-8"
    extracted: bool = False
    problems: tuple[Problem, ...] = ()
    aggregator: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """The content hash of the text: the root of all ids on this page."""
        return page_hash(self.text)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the page that no reader would keep, with the reason."""

    span: Span
    reason: DropReason
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: the spans a reader would keep, and whose they are.

    Attributes:
        kept: The kept spans in order, title included, never overlapping.
        headings: Sub-headings inside the article.
        published: ISO date; ``published_basis`` says what it rests on (``manifest``, ``dateline``,
            ``relative``, ``text``, ``fetched``) and ``published_span`` where.
        outlet: Entity id of who published it; ``outlet_basis`` as above.
        aggregator: Entity id of the aggregator whose page prints it, if any.
    """

    id: str
    span: Span
    kept: tuple[Span, ...]
    title: str | None = None
    title_span: Span | None = None
    headings: tuple[Span, ...] = ()
    outlet: str | None = None
    outlet_basis: str | None = None
    outlet_span: Span | None = None
    published: str | None = None
    published_basis: str | None = None
    published_span: Span | None = None
    byline: Span | None = None
    language: str = "ar"
    aggregator: str | None = None
    tags: tuple[str, ...] = ()
