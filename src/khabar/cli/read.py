"""``khabar read``: a reading as an outline, or as JSON."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from khabar.cli.gather import (
    CodebookFile,
    Language,
    ManifestFile,
    Overlay,
    Pages,
    Tongue,
    lexicon_of,
    read_all,
    screen,
)
from khabar.cli.outline import show_reading
from khabar.form import to_json


def read_pages(
    pages: Pages,
    manifest: ManifestFile = None,
    json: Annotated[bool, typer.Option("--json", help="One khabar-reading/1 object a line.")] = False,
    published: Annotated[str | None, typer.Option(help="When the page was published (ISO date).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it: an id, a site code or a name.")] = None,
    lexicon: Overlay = None,
    codebook: CodebookFile = None,
    lang: Language = Tongue.ar,
) -> None:
    """Read pages and print what stands in them: articles, statements with their sources, events, positions."""
    known = lexicon_of(lexicon, codebook)
    console, failed = screen(), False
    for reading in read_all(pages, known, manifest, published=published, outlet=outlet):
        failed = failed or any(problem.fatal for problem in reading.problems)
        if json:
            sys.stdout.buffer.write(to_json(reading) + b"\n")
            sys.stdout.buffer.flush()
        else:
            show_reading(reading, known, console, lang.value)
    if failed:
        raise typer.Exit(1)
