"""What is read on a page: names, times, statements with their chains, events, positions; all of it is a reading."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from khabar.model.page import Article, Dropped, Page, Problem, Span

EntityKind = Literal["person", "organization", "place", "platform"]
SourceKind = Literal["person", "organization", "group", "anonymous", "document"]
LinkKind = Literal[
    "outlet", "agency", "platform", "interview", "briefing", "statement", "person", "document", "aggregator"
]
SpeechMode = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
EventStatus = Literal["happened", "ongoing", "planned", "proposed", "denied", "conditional"]
Stand = Literal["demands", "offers", "accepts", "rejects", "conditions", "red-line"]
StatedBy = Literal["self", "opponent", "mediator", "anonymous", "other", "article"]

NO_FACTS: Mapping[str, object] = MappingProxyType({})


def _frozen(facts: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(facts)


# Readings are sent between processes, and Python sends no frozen mappings by itself.
copyreg.pickle(MappingProxyType, lambda facts: (_frozen, (dict(facts),)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a person, organization, place or platform; the span is the name alone."""

    id: str
    span: Span
    text: str
    kind: EntityKind
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that stands for somebody without being (only) a name: ``وزير الخارجية الإيراني``, ``الطرفان``.

    Attributes:
        span: The whole noun phrase, the name in apposition included.
        head: The head noun alone.
        entities: Who is meant; several for groups, none if nobody knows.
        role: Role id (``foreign-minister``) if the head names one.
        of: The state or organization the role belongs to.
        source_kind: What kind of source it would be.
        gender: ``m`` or ``f``.
        number: ``singular``, ``dual`` or ``plural``.
    """

    span: Span
    head: Span
    entities: tuple[str, ...]
    role: str | None
    of: str | None
    source_kind: SourceKind
    gender: Literal["m", "f"]
    number: Literal["singular", "dual", "plural"]
    rule: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression with its TIMEX3 type and value (ISO 8601).

    Attributes:
        value: ``2025-05-23``, ``2025-05``, ``2025-W22``, ``PT1H30M``, ``PAST_REF``.
        mod: ``APPROX``, ``MORE_THAN``, ``LESS_THAN``, ``START``, ``END`` or None.
        anchor: What a relative value was resolved against (an ISO date), None if absolute.
    """

    id: str
    span: Span
    text: str
    type: TimeType
    value: str
    mod: str | None
    anchor: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to have said it.

    Attributes:
        span: The full noun phrase, or None for a dropped subject or a pronoun.
        text: The phrase verbatim, kept because a source can grow on the way (``مصدران`` → ``المصادر``).
        entity: Entity id, or None if nobody knows.
        count: How many persons speak, where the grammar says so (2 for a dual).
    """

    span: Span | None
    text: str | None
    entity: str | None
    kind: SourceKind
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of an attribution chain; ``why`` says what a link without a span rests on."""

    kind: LinkKind
    entity: str | None
    span: Span | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution relation (after PARC): source – cue – content, with its chain.

    Attributes:
        sources: Who says it (several who say it together are several sources).
        alternatives: If two speakers are possible, the others.
        cue: The word that attributes; None for a headline colon.
        content: What is said, in one or more pieces, without closing marks.
        chain: The hops from the source to this article, nearest to the source first.
        cue_class: The cue's class in the lexicon (``neutral``, ``denial``, ``threat``, ...).
        stance: What the *writer* thinks of it: ``neutral``, ``distanced``, ``factive``.
        condition: The condition of a conditional threat or offer; ``consequence`` is what follows from it.
        fabricated: The page itself says that these words were faked.
        parent: Id of the statement it is nested in.
        confidence: How often the rule was right where it was checked, 0 to 1.
        notes: What a reader should know (``unclosed-quote``, ``mt-slip``).
    """

    id: str
    sources: tuple[Source, ...]
    cue: Span | None
    content: tuple[Span, ...]
    mode: SpeechMode
    chain: tuple[Link, ...] = ()
    cue_lemma: str | None = None
    cue_class: str = "neutral"
    stance: str = "neutral"
    alternatives: tuple[Source, ...] = ()
    addressee: Source | None = None
    channel: Span | None = None
    prompt: Span | None = None
    condition: Span | None = None
    consequence: Span | None = None
    fabricated: bool = False
    parent: str | None = None
    sentence: Span | None = None
    rule: str = ""
    confidence: float = 1.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER-coded act.

    Attributes:
        type: One of PLOVER's sixteen types; ``mode`` only means something with it.
        statement: Id of the statement it is claimed in; None where the article tells it in its own voice.
        facts: What an account could differ on: ``duration``, ``round``, ``venue``, ``format``, ``mediator``,
            ``delegation``, ``topics``, ``outcome``, ``quantity``, ``next-step``; normalised values.
        span: One clause that is the best evidence; ``trigger`` the word that was coded.
    """

    id: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    status: EventStatus
    span: Span
    trigger: Span
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS)
    negated: bool = False
    statement: str | None = None
    contexts: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A party's stand on an issue, resting on a statement (or on the article's own voice)."""

    id: str
    party: str
    issue: str
    stand: Stand
    statement: str | None
    stated_by: StatedBy
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """One article with all that was read in it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that Khabar read on one page: a pure function of the page and the lexicons."""

    page: Page
    dropped: tuple[Dropped, ...] = ()
    articles: tuple[ArticleReading, ...] = ()
    problems: tuple[Problem, ...] = ()
    reader: str = ""
