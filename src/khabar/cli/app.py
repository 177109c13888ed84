"""``khabar``: the command line."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from khabar.errors import ManifestError
from khabar.cli import record
from khabar.form import to_json
from khabar.pages import Known, Manifest, load_page, read_manifest
from khabar.pages.manifest import check_date
from khabar.reader import read

app = typer.Typer(no_args_is_help=True)
app.add_typer(record.app)


@app.callback()
def khabar() -> None:
    """Read raw Arabic news pages; keep a sourced record of who said and did what, through whom it came."""


@app.command("read")
def read_pages(
    pages: list[Path],
    manifest: Annotated[Path | None, typer.Option(help="What is known of the pages beside their text.")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    published: Annotated[str | None, typer.Option(help="When the page was published (ISO date).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the page: an id, a site code or a name.")] = None,
) -> None:
    """Print the reading of each page."""
    try:
        known = read_manifest(manifest) if manifest else Manifest({})
        if published:
            check_date(published, "published", "--published")
    except ManifestError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    unread = False
    for path in pages:
        of_page = known.known_of(path) or Known()
        of_page = replace(of_page, published=published or of_page.published, outlet=outlet or of_page.outlet)
        reading = read(load_page(path, known=of_page))
        for problem in reading.problems:
            typer.echo(f"{problem.where}: {problem.message}", err=True)
        unread = unread or any(problem.fatal for problem in reading.problems)
        sys.stdout.buffer.write(to_json(reading) + b"\n")
    if unread:
        raise typer.Exit(1)


def main() -> None:
    """The entry point."""
    app()
