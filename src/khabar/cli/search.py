"""``khabar search``: what was said, what happened, the articles; the best first."""

from __future__ import annotations

from typing import Annotated

import orjson
import typer

from khabar.brief.wording import Wording
from khabar.cli.options import DEFAULT, Json, Language, RecordFile, Tongue
from khabar.errors import QueryError
from khabar.lexicon import Lexicon
from khabar.model import Event, Statement
from khabar.record import Hit, Record
from khabar.record.search import EVERYTHING, Over


def search_record(
    query: Annotated[list[str], typer.Argument(help='Words, "phrases", AND OR NOT, near/5, field:value.')],
    record: RecordFile = DEFAULT,
    over: Annotated[list[str] | None, typer.Option(help="statements, events or articles; all if left out.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1)] = 10,
    json: Json = False,
    lang: Language = Tongue.ar,
) -> None:
    """Search what was said, what happened, and the articles.

    Ends with 1, and says so on standard error, if nothing is found.
    """
    asked, found = " ".join(query), False
    with Record.open(record, readonly=True) as kept:
        if strangers := set(over or ()) - set(EVERYTHING):
            raise QueryError(f"cannot search over {', '.join(strangers)}", hint=f"one of {', '.join(EVERYTHING)}")
        where: list[Over] = [o for o in EVERYTHING if not over or o in over]
        for hit in kept.search(asked, over=where, limit=limit):
            found = True
            _show(hit, json=json)
    if not found:
        typer.echo(f"khabar: {Wording(Lexicon.bundled(), lang.value)('nothing-found', query=asked)}", err=True)
        raise typer.Exit(1)


def _show(hit: Hit, *, json: bool) -> None:
    if json:
        span = hit.context()
        row = {
            "id": hit.id,
            "kind": hit.kind,
            "score": hit.score,
            "accepted": hit.accepted,
            "spans": [[s.start, s.end] for s in hit.spans],
            "context": [span.start, span.end],
            "text": span.of(hit.page.text),
            "words": [[s.start, s.end] for s in hit.words(span)],
            "article": hit.article.id,
            "title": hit.article.title,
            "outlet": hit.article.outlet,
            "published": hit.article.published,
            "page": hit.page.hash,
            "url": hit.page.url,
        }
        typer.echo(orjson.dumps(row).decode())
        return
    head = [hit.id, hit.kind, *_who(hit)]
    typer.secho("  ".join(head), bold=True)
    typer.echo(f"  {' '.join(hit.excerpt().split())}")
    place = (hit.article.title or hit.page.name, hit.article.outlet, hit.article.published, hit.page.url)
    typer.secho(f"  {' · '.join(x for x in place if x)}\n", dim=True)


def _who(hit: Hit) -> list[str]:
    match hit.fact:
        case Statement(sources=sources, mode=mode):
            return [", ".join(s.entity or s.text or "?" for s in sources) or "?", mode]
        case Event(type=type_, actors=actors, recipients=recipients, date=date):
            return [type_, ", ".join(actors) + (f" > {', '.join(recipients)}" if recipients else ""), date or ""]
        case _:
            return []
