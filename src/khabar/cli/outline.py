"""A reading as an outline: each article with its head, and under each sentence the facts that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from khabar.arabic import Passage, fold
from khabar.brief.said import Sayings
from khabar.brief.sources import Sources
from khabar.brief.wording import Language, Wording
from khabar.lexicon import Lexicon
from khabar.model import Event, Position, Reading, Span, Statement
from khabar.stories import Piece, Pile

Fact = Statement | Event | Position


def show_reading(reading: Reading, lexicon: Lexicon, console: Console, language: Language) -> None:
    """Print the outline of one page.

    Args:
        reading: What was read on it.
        lexicon: Labels and names.
        console: Where to.
        language: Of the labels.
    """
    pile = Pile([reading])
    console.print(Rule(Text(reading.page.name), style="dim"))
    pieces = sorted(pile.pieces, key=lambda p: p.article.span)
    for piece in pieces:
        _Outline(piece, Wording(lexicon, language, pile), pile, console).show()


class _Outline:
    def __init__(self, piece: Piece, say: Wording, pile: Pile, console: Console) -> None:
        self._piece, self._say, self._console = piece, say, console
        sources = Sources(pile, say)
        self._sources, self._sayings = sources, Sayings(pile, say, sources)

    def _print(self, *parts: tuple[str, str] | str, indent: int = 0) -> None:
        self._console.print(Padding(Text.assemble(*parts), (0, 0, 0, indent)))

    def show(self) -> None:
        """Head, then sentence by sentence."""
        article, say = self._piece.article, self._say
        self._print((self._piece.headline, "bold"))
        basis = f" ({say(f'basis/{article.published_basis}')})" if article.published_basis else ""
        date = f"{article.published or say('undated')}{basis}"
        place = f"{article.span.start}–{article.span.end}"
        self._print((" · ".join([self._sources.outlet(self._piece), date, place, article.id]), "dim"))
        for sentence, facts in self._by_sentence():
            self._console.print()
            self._print((" ".join(sentence.of(self._piece.page.text).split()), "italic"))
            for fact in facts:
                self._fact(fact)
        self._console.print()

    def _by_sentence(self) -> Iterator[tuple[Span, list[Fact]]]:
        """The sentences on which facts rest, in order, each with its facts in order."""
        reading = self._piece.reading
        passage = Passage(fold(self._piece.page.text), reading.article.kept)
        resting: dict[int, list[tuple[int, Fact]]] = defaultdict(list)
        facts = [(_evidence(f), f) for group in (reading.statements, reading.events, reading.positions) for f in group]
        for span, fact in facts:
            at = passage.token_at(span.start)
            block = passage.sentence_of(min(at, len(passage.tokens) - 1)) if passage.tokens else None
            if block is not None:
                resting[block.span.start].append((span.start, fact))
        for block in passage.sentences:
            if block.span.start in resting:
                yield block.span, [f for _, f in sorted(resting[block.span.start], key=lambda x: x[0])]

    def _fact(self, fact: Fact) -> None:
        match fact:
            case Statement():
                self._statement(fact)
            case Event():
                self._event(fact)
            case Position():
                self._position(fact)

    def _statement(self, s: Statement) -> None:
        piece = self._piece
        cue = piece.text(s.cue) if s.cue else self._say("headline")
        content = " … ".join(" ".join(piece.text(c).split()) for c in s.content)
        self._print(
            ("❝ ", "green"), (self._sayings.speaker(s), "bold green"), f" — {cue} ({s.mode}): {content}", indent=2
        )
        notes = " · ".join(["fabricated"] * s.fabricated + [*s.notes])
        steps = " ← ".join(self._sayings.steps(piece, s))
        self._print((" · ".join(x for x in (steps, notes, s.id) if x), "dim"), indent=6)

    def _event(self, e: Event) -> None:
        say = self._say
        who = say.names(e.actors) or say("unknown-actor")
        to = f" ← {say.names(e.recipients)}" if e.recipients else ""
        facts = "".join(f" · {say(f'fact/{k}')}: {self._value(e, k, v)}" for k, v in e.facts.items() if k != "told")
        place = f" · {say.name(e.place)}" if e.place else ""
        told = self._told(e.statement)
        head = (f"{say.event(e.type, e.mode)} [{e.type}{f'/{e.mode}' if e.mode else ''}]", "bold cyan")
        when = f" · {e.date or say('undated')} · {say(f'status/{e.status}')}"
        self._print(("● ", "cyan"), head, f": {who}{to}{when}{place}{facts}{told}", indent=2)
        self._print((f"{e.span.start}–{e.span.end} · {e.id}", "dim"), indent=6)

    def _value(self, e: Event, fact: str, value: object) -> str:
        """A fact's value; where voices of the page differ, each value with who gives it."""
        told = e.facts.get("told")
        voices = told.get(fact) if isinstance(told, Mapping) else None
        if not isinstance(voices, Mapping):
            return _listed(self._say, fact, value)
        return " / ".join(f"{self._say.value(fact, v)}{self._told(str(by))}" for v, by in voices.items())

    def _position(self, p: Position) -> None:
        say = self._say
        voice = f"{say('stated-by')} {say(f'voice/{p.stated_by}')}"
        head = f"{say.name(p.party)} {say(f'stand/{p.stand}')}: {say.issue(p.issue)} ({voice}){self._told(p.statement)}"
        self._print(("▲ ", "yellow"), (head, "yellow"), indent=2)
        self._print((f"{p.span.start}–{p.span.end} · {p.id}", "dim"), indent=6)

    def _told(self, statement: str | None) -> str:
        said = next((s for s in self._piece.reading.statements if s.id == statement), None)
        return f" · {self._say('told-by')} {self._sayings.speaker(said)}" if said else ""


def _evidence(fact: Fact) -> Span:
    match fact:
        case Statement():
            return fact.cue or fact.content[0]
        case Event():
            return fact.trigger
        case Position():
            return fact.span


def _listed(say: Wording, fact: str, value: object) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    return say.listed(say.value(fact, v) for v in values)
