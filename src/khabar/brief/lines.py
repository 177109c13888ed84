"""What a brief is made of: lines in words, each with its source. The three faces only lay them out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a line rests: page, characters, and the id of the fact.

    Attributes:
        outlet: Whose article it is, as shown; empty where nobody knows.
        page: Name of the page; ``url`` its address, if known.
        start: Offsets into the page's text, end exclusive.
        id: Id of the statement, event or position (``khabar explain ID``); of the article where it is neither.
    """

    outlet: str
    page: str
    url: str | None
    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article of a story: whose it is, when, and which independent root it belongs to."""

    number: int
    outlet: str
    title: str
    date: str | None
    basis: str | None
    root: int
    root_why: str | None
    also: tuple[str, ...]
    cite: Cite


@dataclass(frozen=True, slots=True)
class EventLine:
    """A happening in the timeline.

    Attributes:
        voices: Who tells it, where no article tells it in its own voice: a claim is no event.
        quote: The clause that is the best evidence.
        cites: One for each article that tells it, that of the quote first.
    """

    date: str | None
    what: str
    actors: str
    recipients: str
    status: str
    status_code: str
    facts: tuple[tuple[str, str], ...]
    voices: str
    quote: str
    cites: tuple[Cite, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A claim: who says it, in whose words, through whom it came, and on how many roots it rests.

    Attributes:
        steps: The chain, the speaker first and the page last.
        weight: ``three independent sources``, or that there is one alone.
    """

    date: str | None
    speaker: str
    cue: str
    quote: str
    mode: str
    steps: tuple[str, ...]
    weight: str
    printings: int
    roots: int
    notes: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says of one fact; ``text`` is empty where it is silent."""

    text: str
    cite: Cite | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One row of a comparison: a fact, and what each account gives for it."""

    fact: str
    differs: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of one happening side by side.

    Attributes:
        columns: Outlet, who tells it there, and the page.
        silent: Articles of the story that do not tell of it.
    """

    what: str
    date: str | None
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[ComparedFact, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opposed:
    """Statements of which some deny what the others assert."""

    asserted: tuple[SaidLine, ...]
    denied: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class PositionLine:
    """Where a party stands on an issue, and by whom that is stated; one cite for each time it is, the first quoted."""

    party: str
    issue: str
    stand: str
    stand_code: str
    voice: str
    said_by: str
    date: str | None
    quote: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class StoryBrief:
    """One story."""

    id: str
    title: str
    first: str | None
    last: str | None
    actors: str
    weight: str
    articles: tuple[ArticleLine, ...]
    timeline: tuple[EventLine, ...]
    said: tuple[SaidLine, ...]
    fabricated: tuple[SaidLine, ...]
    comparisons: tuple[Comparison, ...]
    opposed: tuple[Opposed, ...]
    positions: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One meeting of a negotiation."""

    number: int | None
    date: str | None
    venue: str
    format: str
    status: str
    mediators: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A promise and what became of it."""

    party: str
    date: str | None
    fate: str
    quote: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class TrackBrief:
    """One negotiation."""

    parties: str
    mediators: str
    rounds: tuple[RoundLine, ...]
    positions: tuple[PositionLine, ...]
    commitments: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief."""

    summary: str
    stories: tuple[StoryBrief, ...]
    tracks: tuple[TrackBrief, ...]
