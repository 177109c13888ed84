"""``khabar explain``: why a fact is there: its sentence, its parts, the rule, and the chain as steps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from khabar.arabic import Passage, fold
from khabar.brief.said import Sayings
from khabar.brief.sources import Sources
from khabar.brief.wording import Wording
from khabar.cli.gather import lexicon_of, read_all, screen
from khabar.cli.options import DEFAULT, CodebookFile, Language, ManifestFile, Overlay, RecordFile, Tongue
from khabar.errors import QueryError
from khabar.model import Event, Mention, Position, Reading, Span, Statement, TimeExpression
from khabar.record import Record
from khabar.stories import Piece, Pile

Fact = Statement | Event | Position | Mention | TimeExpression
Part = tuple[str, Span | None, str]


def explain_fact(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, event, position, name or time.")],
    page: Annotated[Path | None, typer.Option("--page", help="The page it is on; the record if left out.")] = None,
    record: RecordFile = DEFAULT,
    manifest: ManifestFile = None,
    lexicon: Overlay = None,
    codebook: CodebookFile = None,
    lang: Language = Tongue.ar,
) -> None:
    """Show why a fact is there: the sentence, its parts, the rule that found it, the chain as steps."""
    known = lexicon_of(lexicon, codebook)
    if page is not None:
        readings = list(read_all([page], known, manifest))
    else:
        with Record.open(record, readonly=True, lexicon=known) as kept:
            found = kept.reading(kept.get(id_).page.hash)
            readings = [found] if found else []
    explain(readings, id_, Wording(known, lang.value, Pile(readings)), screen())


def explain(readings: list[Reading], id_: str, say: Wording, console: Console) -> None:
    """Print why a fact is there.

    Raises:
        QueryError: If no page has a fact with this id.
    """
    pile = Pile(readings)
    located = next(((p, f) for p in pile.pieces for f in _facts(p) if f.id == id_), None)
    if located is None:
        raise QueryError(f"no fact has the id {id_}", hint="copy it from khabar read, search or brief")
    piece, fact = located
    sentence = _sentence(piece, fact)
    console.print(Text(" ".join(piece.text(sentence).split()), style="italic"))
    console.print()
    for name, span, text in _parts(piece, fact, say):
        place = f"{span.start}–{span.end}" if span else ""
        console.print(Text.assemble((f"{name:12}", "cyan"), (f"{place:14}", "dim"), text))
    if isinstance(fact, Statement):
        _show_chain(piece, fact, say, console, Sayings(pile, say, Sources(pile, say)))


def _facts(piece: Piece) -> Iterator[Fact]:
    r = piece.reading
    for group in (r.statements, r.events, r.positions, r.mentions, r.times):
        yield from group


def _sentence(piece: Piece, fact: Fact) -> Span:
    start = (fact.cue or fact.content[0]).start if isinstance(fact, Statement) else fact.span.start
    passage = Passage(fold(piece.page.text), piece.article.kept)
    return passage.sentence_of(passage.token_at(start)).span


def _parts(piece: Piece, fact: Fact, say: Wording) -> Iterator[Part]:
    match fact:
        case Statement():
            yield from _statement_parts(piece, fact, say)
        case Event():
            yield "trigger", fact.trigger, piece.text(fact.trigger)
            yield "clause", fact.span, " ".join(piece.text(fact.span).split())
            yield "type", None, f"{fact.type}{f'/{fact.mode}' if fact.mode else ''}  {say.event(fact.type, fact.mode)}"
            yield "actors", None, ", ".join(fact.actors) or "-"
            yield "recipients", None, ", ".join(fact.recipients) or "-"
            yield "date", None, fact.date or "-"
            yield "status", None, fact.status + (", negated" if fact.negated else "")
            for name, value in fact.facts.items():
                yield name, None, str(value)
            yield "told in", None, fact.statement or "the article's own voice"
        case Position():
            yield "words", fact.span, " ".join(piece.text(fact.span).split())
            yield "position", None, f"{fact.party} {fact.stand} {fact.issue}"
            yield "stated by", None, fact.stated_by
            yield "told in", None, fact.statement or "the article's own voice"
        case Mention():
            yield "name", fact.span, fact.text
            yield "entity", None, f"{fact.entity}  {say.name(fact.entity)}"
        case TimeExpression():
            yield "time", fact.span, fact.text
            yield "value", None, f"{fact.type} {fact.value} {fact.mod or ''}".rstrip()
            yield "counted from", None, fact.anchor or "-"
    yield "rule", None, fact.rule or "-"
    yield "page", None, f"{piece.page.name}  {piece.article.id}"


def _statement_parts(piece: Piece, s: Statement, say: Wording) -> Iterator[Part]:
    for source in s.sources:
        who = source.entity or "?"
        yield "source", source.span, f"{source.text or '(not written out)'}  = {who}, {source.kind}"
    for source in s.alternatives:
        yield "or", source.span, f"{source.text or ''}  = {source.entity or '?'}"
    yield "cue", s.cue, f"{piece.text(s.cue) if s.cue else say('headline')}  {s.cue_lemma or ''} [{s.cue_class}]"
    for content in s.content:
        yield "content", content, " ".join(piece.text(content).split())
    others = {"channel": s.channel, "prompt": s.prompt, "condition": s.condition, "consequence": s.consequence}
    for name, span in others.items():
        if span:
            yield name, span, piece.text(span)
    if s.addressee:
        yield "addressee", s.addressee.span, s.addressee.text or s.addressee.entity or "?"
    yield "mode", None, f"{s.mode}; the writer is {s.stance}"
    yield "confidence", None, f"{s.confidence:.2f}"
    if s.fabricated:
        yield "fabricated", None, "the page itself says that these words were faked"
    if s.notes:
        yield "notes", None, ", ".join(s.notes)


def _show_chain(piece: Piece, s: Statement, say: Wording, console: Console, sayings: Sayings) -> None:
    """The chain as steps, the speaker first; each with the words it rests on, or why it has none."""
    console.print()
    console.print(Text(sayings.speaker(s), style="bold"))
    for depth, link in enumerate(s.chain, 1):
        name = say.name(link.entity) if link.entity else "?"
        rests = f"«{piece.text(link.span)}» {link.span.start}–{link.span.end}" if link.span else link.why
        console.print(Text.assemble("  " * depth, "↳ ", f"{say(f'link/{link.kind}')}: {name}  ", (rests, "dim")))
    depth = len(s.chain) + 1
    if piece.article.outlet:
        console.print(Text(f"{'  ' * depth}↳ {say('link/outlet')}: {say.name(piece.article.outlet)}"))
        depth += 1
    console.print(Text(f"{'  ' * depth}↳ {say('page')}: {piece.page.name}"))
