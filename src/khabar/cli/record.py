"""The verbs that keep a record: add, reread, status, problems, doctor."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.progress import Progress

from khabar.cli.gather import lexicon_of
from khabar.cli.options import DEFAULT, Fields, Jobs, Json, ManifestFile, Overlay, RecordFile
from khabar.cli.progress import count_pages, progress
from khabar.pages import Limits, Manifest, Tally, open_pages, read_manifest
from khabar.pages.fetch import fetch_page
from khabar.pages.tables import field_map
from khabar.record import Added, Record


def add_pages(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders, archives, addresses; - is standard input.", allow_dash=True)
    ],
    record: RecordFile = DEFAULT,
    manifest: ManifestFile = None,
    lexicon: Overlay = None,
    jobs: Jobs = 1,
    field: Fields = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the summary.")] = False,
) -> None:
    """Read pages and keep them. Adding again goes on where it stopped; what is there is not read again."""
    limits, tally = Limits(fields=field_map(field or [])), Tally()
    with Record.open(record, lexicon=lexicon_of(lexicon)) as kept:
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


def reread_pages(
    record: RecordFile = DEFAULT,
    everything: Annotated[bool, typer.Option("--all", help="All pages, not only those read otherwise.")] = False,
    lexicon: Overlay = None,
    jobs: Jobs = 1,
) -> None:
    """Read pages again that another reader or lexicon has read; judgements, and ids that still hold, stay."""
    with Record.open(record, lexicon=lexicon_of(lexicon)) as kept:
        with progress(kept.status().pages if everything else kept.status().stale) as bar:
            summary = kept.reread(everything=everything, jobs=jobs, report=_reporting(bar))
        typer.echo(f"{summary['completed']} pages read again")


def show_status(record: RecordFile = DEFAULT, json: Json = False) -> None:
    """What is in the record, and what failed."""
    with Record.open(record, readonly=True) as kept:
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


def show_problems(record: RecordFile = DEFAULT, json: Json = False) -> None:
    """What went wrong, where, and what to do."""
    with Record.open(record, readonly=True) as kept:
        for p in kept.problems():
            if json:
                typer.echo(orjson.dumps(p).decode())
            else:
                at = f":{p.offset}" if p.offset is not None else ""
                typer.echo(f"{p.where}{at}: {p.code}{' (fatal)' if p.fatal else ''}: {p.message}")


def examine_record(
    record: RecordFile = DEFAULT,
    lexicon: Overlay = None,
    repair: Annotated[bool, typer.Option(help="Make the search indexes again first.")] = False,
) -> None:
    """Check the file, every page, the indexes and judgements; show the settings and where each came from."""
    readonly = not (repair or os.access(record.parent, os.W_OK))
    if not record.exists():
        readonly = True  # a doctor makes no new record
    with Record.open(record, readonly=readonly, lexicon=lexicon_of(lexicon)) as kept:
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
