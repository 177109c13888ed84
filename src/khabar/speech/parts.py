"""The parts of an attribution: noun phrases, and what stands between a cue and its content."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.model import Link, Reference, Span


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase that can be a source: its tokens ``first:last``, its span, and who is meant if that is known."""

    first: int
    last: int
    span: Span
    reference: Reference | None = None


@dataclass(slots=True)
class Middle:
    """What was found between a cue and its content.

    Attributes:
        passed: A noun that cannot speak stood where the subject would: there is none.
    """

    subjects: list[NounPhrase] = field(default_factory=list)
    addressee: NounPhrase | None = None
    links: list[Link] = field(default_factory=list)
    channel: Span | None = None
    prompt: Span | None = None
    passed: bool = False
