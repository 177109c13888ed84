"""The nouns: everything Khabar knows is made of these.

All offsets are Python ``str`` indices into the text of the *page*, end exclusive: for any fact,
``page.text[span.start:span.end]`` is its evidence, to the character. All classes are frozen and slotted; a
stage takes some of them and returns others. Ids are derived from content (:func:`fact_id`), so reading a
page twice gives the same ids.
"""

from __future__ import annotations

import copyreg
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

EntityKind = Literal["person", "organization", "place", "platform"]
SourceKind = Literal["person", "organization", "group", "anonymous", "document"]
LinkKind = Literal[
    "outlet", "agency", "platform", "interview", "briefing", "statement", "person", "document", "aggregator"
]
SpeechMode = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
DropReason = Literal["navigation", "advert", "disclaimer", "tags", "widget", "caption", "dateline", "duplicate"]
EventStatus = Literal["happened", "ongoing", "planned", "proposed", "denied", "conditional"]
Stand = Literal["demands", "offers", "accepts", "rejects", "conditions", "red-line"]
StatedBy = Literal["self", "opponent", "mediator", "anonymous", "other", "article"]

NO_FACTS: Mapping[str, object] = MappingProxyType({})


def _frozen(facts: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(facts)


# Readings are sent between processes, and Python sends no frozen mappings by itself.
copyreg.pickle(MappingProxyType, lambda facts: (_frozen, (dict(facts),)))


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


# -- pages and articles ---------------------------------------------------------------------------


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


# -- what an article says -------------------------------------------------------------------------


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


# -- across pages ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin: the text or source on which a set of articles converges.

    Attributes:
        articles: Ids of the articles that print it, the earliest first.
        origin: Entity id of the origin the articles name (an agency), if any.
        why: ``copy`` (near-identical text), ``chain`` (one named origin) or ``single``.
    """

    id: str
    articles: tuple[str, ...]
    origin: str | None
    why: Literal["copy", "chain", "single"]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one thing.

    Attributes:
        title: The headline of the article that is most like the others.
        articles: Ids, the earliest first.
        roots: The independent origins of its articles.
        first, last: ISO dates of its first and last article, None if no article has a date.
        actors: Who is named in it, the most widely named first.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    roots: tuple[Root, ...]
    first: str | None
    last: str | None
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One value given to one fact of a happening, in one voice, with the characters it rests on.

    Attributes:
        fact: ``date``, ``duration``, ``round``, ``place``, ``status``, ``quantity``, ... or ``says``.
        value: Normalised; a duration keeps its bound (``>PT1H``, ``~PT1H30M``).
        article: Id of the article.
        told_by: Who tells it there; empty where the article tells it in its own voice.
        span: The evidence on the article's page.
        event: Id of the event it is a fact of, if any.
        statement: Id of the statement it is told in, None for the article's own voice.
    """

    fact: str
    value: str
    article: str
    told_by: tuple[str, ...]
    span: Span
    event: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one voice of one article says of a happening.

    An article that lets two sources tell one call holds two accounts of it.

    Attributes:
        told_by: Who tells it (entity ids, or the words for a source without one); empty for the article's own voice.
    """

    article: str
    outlet: str | None
    told_by: tuple[str, ...]
    events: tuple[Event, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact on which accounts differ.

    Attributes:
        about: Id of the happening, or of the claim if the fact is ``says``.
        values: (value, who gives it), the most frequent first.
        left_out: Articles that tell of it and are silent on this fact.
    """

    about: str
    fact: str
    values: tuple[tuple[str, tuple[Telling, ...]], ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """The same event in one or more articles.

    Attributes:
        actors, recipients: Everyone an account names, the most often named first.
        date: The day most accounts give.
        status: That of the most settled account: what has happened wins over what was planned.
    """

    id: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    status: EventStatus
    accounts: tuple[Account, ...]
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that tell of it, each once."""
        return tuple(dict.fromkeys(a.article for a in self.accounts))


@dataclass(frozen=True, slots=True)
class Claim:
    """The same statement in one or more articles, and on how many independent roots it rests.

    Attributes:
        source: Entity id of the speaker, or the words for a speaker without one.
        statements: (article, statement) ids, the earliest first.
        roots: The agency, outlet or post each printing names as its origin, or else the root of the article.
    """

    id: str
    source: str | None
    statements: tuple[tuple[str, str], ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting of a negotiation; ``happening`` is where it is told."""

    number: int | None
    date: str | None
    venue: str | None
    format: str | None
    status: EventStatus
    mediators: tuple[str, ...]
    happening: str


@dataclass(frozen=True, slots=True)
class Held:
    """A position with the day and the article it was stated in, and who stated it."""

    date: str | None
    article: str
    said_by: tuple[str, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a party said it would do, and what became of it as far as the record shows.

    Attributes:
        made: Id of the happening in which it was made.
        evidence: Ids of the happenings that kept or broke it.
    """

    party: str
    made: str
    date: str | None
    status: Literal["open", "kept", "broken", "withdrawn"]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A negotiation over time: its parties, mediators, rounds, positions and commitments."""

    id: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    rounds: tuple[Round, ...]
    positions: tuple[Held, ...]
    commitments: tuple[Commitment, ...] = ()
    stories: tuple[str, ...] = ()
