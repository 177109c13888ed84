"""The verbs of the record: add, search, status, doctor, problems, judge, reread."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.progress import Progress

from khabar.cli.progress import count_pages, progress
from khabar.errors import KhabarError, QueryError
from khabar.lexicon import Lexicon
from khabar.model import Event, Statement
from khabar.pages import Limits, Manifest, Tally, open_pages, read_manifest
from khabar.pages.fetch import fetch_page
from khabar.pages.tables import field_map
from khabar.record import Added, Hit, Record
from khabar.record.search import EVERYTHING, Over

app = typer.Typer(no_args_is_help=True)
judging = typer.Typer(no_args_is_help=True, help="Accept, reject and correct facts; merge and split actors.")
app.add_typer(judging, name="judge")

Where = Annotated[Path, typer.Option("--record", envvar="KHABAR_RECORD", help="The record's file.")]
Overlay = Annotated[list[Path] | None, typer.Option("--lexicon", help="A folder laid over the bundled lexicon.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
User = Annotated[str | None, typer.Option("--user", envvar="KHABAR_USER", help="Who decides; you if left out.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
DEFAULT = Path("news.khabar")


@contextmanager
def opened(path: Path, *, readonly: bool = False, lexicon: list[Path] | None = None) -> Iterator[Record]:
    """An open record; an error is said in one line, and the command ends with 1."""
    try:
        with Record.open(path, readonly=readonly, lexicon=Lexicon.with_overlay(lexicon or [])) as record:
            yield record
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(1) from error


@app.command("add")
def add_pages(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders, archives, addresses; - is standard input.", allow_dash=True)
    ],
    record: Where = DEFAULT,
    manifest: Annotated[Path | None, typer.Option(help="What is known of the pages beside their text.")] = None,
    lexicon: Overlay = None,
    jobs: Jobs = 1,
    field: Annotated[list[str] | None, typer.Option(help="Of tables: FIELD=COLUMN, as in text=body.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the summary.")] = False,
) -> None:
    """Read pages and keep them. Adding again goes on where it stopped; what is there is not read again."""
    limits, tally = Limits(fields=field_map(field or [])), Tally()
    with opened(record, lexicon=lexicon) as kept:
        known = read_manifest(manifest) if manifest else Manifest({})
        but = [path for path in (record, manifest) if path]
        pages = open_pages(paths, manifest=known, limits=limits, jobs=jobs, tally=tally, fetch=fetch_page, but=but)
        with progress(count_pages(paths), quiet=quiet) as bar:
            summary = kept.add(pages, jobs=jobs, report=_reporting(bar, quiet=quiet))
        typer.echo(f"{tally}: {summary}")
        if summary["failed"]:
            typer.echo("khabar problems says what failed and why", err=True)
            raise typer.Exit(1)


def _reporting(bar: Progress, *, quiet: bool = False) -> Callable[[Added], None]:
    """What moves a bar on, and names the pages that went otherwise than expected."""

    def report(added: Added) -> None:
        bar.advance(bar.task_ids[0])
        if added.outcome in ("failed", "new-version") and not quiet:
            bar.console.print(f"{added.name}: {added.outcome}", markup=False, highlight=False)

    return report


@app.command("reread")
def reread_pages(
    record: Where = DEFAULT,
    everything: Annotated[bool, typer.Option("--all", help="All pages, not only those read otherwise.")] = False,
    lexicon: Overlay = None,
    jobs: Jobs = 1,
) -> None:
    """Read pages again that another reader or lexicon has read; judgements, and ids that still hold, stay."""
    with opened(record, lexicon=lexicon) as kept:
        with progress(kept.status().pages if everything else kept.status().stale) as bar:
            summary = kept.reread(everything=everything, jobs=jobs, report=_reporting(bar))
        typer.echo(f"{summary['completed']} pages read again")


@app.command("search")
def search_record(
    query: Annotated[list[str], typer.Argument(help='Words, "phrases", AND OR NOT, near/5, field:value.')],
    record: Where = DEFAULT,
    over: Annotated[list[str] | None, typer.Option(help="statements, events or articles; all if left out.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1)] = 10,
    json: Json = False,
) -> None:
    """Search what was said, what happened, and the articles."""
    with opened(record, readonly=True) as kept:
        if strangers := set(over or ()) - set(EVERYTHING):
            raise QueryError(f"cannot search over {', '.join(strangers)}", hint=f"one of {', '.join(EVERYTHING)}")
        where: list[Over] = [o for o in EVERYTHING if not over or o in over]
        for hit in kept.search(" ".join(query), over=where, limit=limit):
            _show(hit, json=json)


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


@app.command("status")
def show_status(record: Where = DEFAULT, json: Json = False) -> None:
    """What is in the record, and what failed."""
    with opened(record, readonly=True) as kept:
        status = kept.status()
        if json:
            typer.echo(orjson.dumps(status).decode())
            return
        ratio = f" ({status.file / status.size:.2f} x the text)" if status.size else ""
        for name, value in (
            ("pages", f"{status.pages} ({status.pages - status.current} superseded by a newer version)"),
            ("articles", f"{status.articles}, {status.first or '?'} to {status.last or '?'}"),
            ("statements", status.statements),
            ("events", status.events),
            ("positions", status.positions),
            ("actors", status.actors),
            ("judgements", status.judgements),
            ("problems", f"{status.problems}, {status.failed} of them fatal (khabar problems)"),
            ("to be reread", f"{status.stale} (khabar reread)"),
            ("text", f"{status.size / 1e6:.1f} MB"),
            ("file", f"{status.file / 1e6:.1f} MB{ratio}"),
        ):
            typer.echo(f"{name:14}{value}")
        for outlet, count in status.outlets[:20]:
            typer.echo(f"{'':14}{count:6} {outlet}")


@app.command("problems")
def show_problems(record: Where = DEFAULT, json: Json = False) -> None:
    """What went wrong, where, and what to do."""
    with opened(record, readonly=True) as kept:
        for p in kept.problems():
            if json:
                typer.echo(orjson.dumps(p).decode())
            else:
                at = f":{p.offset}" if p.offset is not None else ""
                typer.echo(f"{p.where}{at}: {p.code}{' (fatal)' if p.fatal else ''}: {p.message}")


@app.command("doctor")
def examine_record(
    record: Where = DEFAULT,
    lexicon: Overlay = None,
    repair: Annotated[bool, typer.Option(help="Make the search indexes again first.")] = False,
) -> None:
    """Check the file, every page, the indexes and judgements; show the settings and where each came from."""
    readonly = not (repair or os.access(record.parent, os.W_OK))
    if not record.exists():
        readonly = True  # a doctor makes no new record
    with opened(record, readonly=readonly, lexicon=lexicon) as kept:
        if repair:
            kept.repair()
        for setting in kept.settings():
            typer.echo(f"{setting.name}: {setting.value}  [{setting.origin}]")
        ill = 0
        for finding in kept.examine():
            ill += not finding.well
            typer.echo(f"{'well' if finding.well else 'ILL '}  {finding.check}: {finding.says}")
    if ill:
        raise typer.Exit(1)


# -- judging ----------------------------------------------------------------------------------------


def _user(user: str | None) -> str:
    return user or getpass.getuser()


@judging.command("accept")
def accept(ids: list[str], record: Where = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Say that facts are right."""
    with opened(record) as kept:
        for id_ in ids:
            typer.echo(f"{kept.accept(id_, user=_user(user), reason=reason).number}  accept {id_}")


@judging.command("reject")
def reject(ids: list[str], record: Where = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Say that facts are wrong."""
    with opened(record) as kept:
        for id_ in ids:
            typer.echo(f"{kept.reject(id_, user=_user(user), reason=reason).number}  reject {id_}")


@judging.command("correct")
def correct(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="A value is JSON, or a plain text.")],
    record: Where = DEFAULT,
    user: User = None,
    reason: Reason = "",
) -> None:
    """Correct a fact: speaker=person/badr-albusaidi, content=[[120,180]], date=2025-05-23."""
    with opened(record) as kept:
        judgement = kept.correct(id_, user=_user(user), reason=reason, **dict(_field(f) for f in fields))
        typer.echo(f"{judgement.number}  correct {id_}")


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise QueryError(f"{text!r} is no field=value", hint="write speaker=person/badr-albusaidi")
    try:
        return name, orjson.loads(value)
    except orjson.JSONDecodeError:
        return name, value


@judging.command("merge")
def merge(actor: str, into: str, record: Where = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Say that ACTOR is INTO."""
    with opened(record) as kept:
        typer.echo(f"{kept.merge(actor, into, user=_user(user), reason=reason).number}  merge {actor} into {into}")


@judging.command("split")
def split(
    actor: str, into: str, ids: list[str], record: Where = DEFAULT, user: User = None, reason: Reason = ""
) -> None:
    """Say that in the facts IDS what was read as ACTOR is INTO."""
    with opened(record) as kept:
        typer.echo(f"{kept.split(actor, into, ids, user=_user(user), reason=reason).number}  split {actor}: {into}")


@judging.command("undo")
def undo(number: int, record: Where = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Take judgement NUMBER back."""
    with opened(record) as kept:
        typer.echo(f"{kept.undo(number, user=_user(user), reason=reason).number}  undo {number}")


@judging.command("log")
def log(record: Where = DEFAULT, json: Json = False) -> None:
    """Every judgement, the oldest first."""
    with opened(record, readonly=True) as kept:
        for j in kept.judgements():
            row = {k: getattr(j, k) for k in ("number", "verdict", "target", "user", "at", "reason")}
            if json:
                typer.echo(orjson.dumps({**row, "data": dict(j.data)}).decode())
            else:
                typer.echo("  ".join(str(v) for v in row.values()))


@judging.command("gold")
def export_gold(folder: Path, record: Where = DEFAULT) -> None:
    """Write the judged pages as gold files into FOLDER, to score a reader against them."""
    with opened(record, readonly=True) as kept:
        typer.echo(f"{kept.write_gold(folder)} pages")
