"""What holds across pages: roots, stories, happenings with their accounts, disagreements, claims, negotiations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.model.facts import Event, EventStatus, Position
from khabar.model.page import Span


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
