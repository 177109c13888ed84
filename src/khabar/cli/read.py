"""``khabar read``: a reading as an outline, or as JSON."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from khabar.cli.gather import lexicon_of, read_all, screen
from khabar.cli.options import CodebookFile, Fields, Jobs, Language, ManifestFile, Overlay, Pages, Tongue
from khabar.cli.outline import show_reading
from khabar.form import to_json
from khabar.pages import Tally
from khabar.pages.items import is_failed


def read_pages(
    pages: Pages,
    manifest: ManifestFile = None,
    json: Annotated[bool, typer.Option("--json", help="One khabar-reading/1 object a line.")] = False,
    published: Annotated[str | None, typer.Option(help="When the page was published (ISO date).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it: an id, a site code or a name.")] = None,
    lexicon: Overlay = None,
    codebook: CodebookFile = None,
    field: Fields = None,
    jobs: Jobs = 1,
    lang: Language = Tongue.ar,
) -> None:
    """Read pages and print what stands in them: articles, statements with their sources, events, positions.

    Of more than one record a summary on standard error says how many were read, skipped, failed.
    """
    known, tally = lexicon_of(lexicon, codebook), Tally()
    console, failed = screen(), False
    found = read_all(
        pages, known, manifest, published=published, outlet=outlet, fields=field or (), jobs=jobs, tally=tally
    )
    for reading in found:
        fatal = [problem.code for problem in reading.problems if problem.fatal]
        failed = failed or bool(fatal)
        if fatal and not is_failed(reading.page):
            tally.fail(fatal[0])
        if json:
            sys.stdout.buffer.write(to_json(reading) + b"\n")
            sys.stdout.buffer.flush()
        elif reading.articles:
            show_reading(reading, known, console, lang.value)
    if tally.records != 1:
        typer.echo(tally, err=True)
    if failed:
        raise typer.Exit(1)
