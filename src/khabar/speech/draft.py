"""A statement in the making: what a rule found, before speakers are resolved and chains are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.model import Link, Source, Span, SpeechMode
from khabar.speech.conjugation import Form
from khabar.speech.parts import Middle, NounPhrase


@dataclass(slots=True)
class Draft:
    """What one rule found.

    Attributes:
        at: Token of the cue, or of the content's first word if there is no cue.
        subjects: The noun phrases that speak; empty for a dropped subject.
        inherits: The speaker is that of the speech this one continues (a participle, ``قائلا``).
        back: The speaker is an earlier noun phrase (relative clause, ``فيه``), searched before this token.
        links: Hops that the sentence itself names, nearest to the source first.
        forefield: Channels named in the sentence before a participle, for when nothing there speaks before it.
        hops: Hops that an "according to" around the speech adds.
        sources: Filled in by :mod:`khabar.speech.speakers`.
        chain: Filled in by :mod:`khabar.speech.chains`.
        weak: The cue is a verb of doing as often as of saying: another rule's reading goes first.
        quotes: The outlet named before it quotes its source (``نقلا عن``).
        parent: The draft whose content this one stands in.
    """

    at: int
    rule: str
    content: tuple[Span, ...]
    mode: SpeechMode
    cue: Span | None = None
    lemma: str | None = None
    cls: str = "neutral"
    stance: str = "neutral"
    form: Form | None = None
    subjects: list[NounPhrase] = field(default_factory=list)
    middle: Middle = field(default_factory=Middle)
    inherits: bool = False
    back: bool = False
    links: list[Link] = field(default_factory=list)
    forefield: list[Link] = field(default_factory=list)
    hops: list[Link] = field(default_factory=list)
    sources: tuple[Source, ...] = ()
    alternatives: tuple[Source, ...] = ()
    chain: tuple[Link, ...] = ()
    parent: Draft | None = None
    notes: list[str] = field(default_factory=list)
    fabricated: bool = False
    weak: bool = False
    quotes: bool = False
    sentence: Span | None = None

    @property
    def start(self) -> int:
        """Offset of the first character of cue or content."""
        begin = self.content[0].start
        return min(begin, self.cue.start) if self.cue else begin

    @property
    def hull(self) -> Span:
        """From the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)
