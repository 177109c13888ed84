"""What verbs ask about: the readings of pages, or of a record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typer
from rich.console import Console

from khabar.cli.progress import count_pages, progress
from khabar.lexicon import Lexicon
from khabar.model import Reading
from khabar.pages import Known, Limits, Manifest, Tally, open_pages, read_manifest
from khabar.pages.fetch import fetch_page
from khabar.pages.manifest import check_date
from khabar.pages.tables import field_map
from khabar.reader import read_many
from khabar.record import Record


def lexicon_of(folders: Sequence[Path] | None, codebooks: Sequence[Path] | None = None) -> Lexicon:
    """The bundled lexicon with what a user lays over it."""
    return Lexicon.with_overlay(folders or (), codebooks or ())


def read_all(
    paths: Iterable[Path],
    lexicon: Lexicon,
    manifest: Path | None = None,
    *,
    published: str | None = None,
    outlet: str | None = None,
    fields: Sequence[str] = (),
    jobs: int = 1,
    tally: Tally | None = None,
) -> Iterator[Reading]:
    """Read pages, in their order; what went wrong with them is said on standard error.

    Args:
        paths: Their files.
        lexicon: What they are read with.
        manifest: What is known of them beside their text.
        published: When they were published; wins over the manifest, as ``outlet`` does.
        outlet: Who published them.
        fields: Of tables: which column holds what, as ``text=body``.
        jobs: How many processes read.
        tally: Counts what became of every record.

    Raises:
        ManifestError: If the manifest, the date or a field does not hold to its form.
    """
    known = read_manifest(manifest) if manifest else Manifest({})
    if published:
        check_date(published, "published", "--published")
    given = list(paths)
    said, limits = Known(published=published, outlet=outlet), Limits(fields=field_map(fields))
    but = [manifest] if manifest else []
    pages = open_pages(
        given, manifest=known, known=said, limits=limits, jobs=jobs, tally=tally, fetch=fetch_page, but=but
    )
    # On a terminal that shows the readings themselves a bar would stand in their way.
    with progress(count_pages(given), quiet=sys.stdout.isatty()) as bar:
        for reading in read_many(pages, lexicon, jobs=jobs):
            report(reading)
            yield reading
            bar.advance(bar.task_ids[0])


def report(reading: Reading) -> None:
    """Say on standard error what went wrong with a page."""
    for problem in reading.problems:
        at = f":{problem.offset}" if problem.offset is not None else ""
        typer.echo(f"{problem.where}{at}: {problem.message}", err=True)


def gathered(pages: Sequence[Path] | None, record: Path, lexicon: Lexicon, manifest: Path | None) -> list[Reading]:
    """The readings of some pages, or those of a record if none are named.

    Raises:
        RecordError: If there is no record.
        ManifestError: As :func:`read_all`.
    """
    if pages:
        return list(read_all(pages, lexicon, manifest))
    with Record.open(record, readonly=True, lexicon=lexicon) as kept:
        return list(kept.readings())


def unread(readings: Iterable[Reading]) -> bool:
    """Whether something of some page could not be read."""
    return any(problem.fatal for reading in readings for problem in reading.problems)


def screen() -> Console:
    """Standard output: as wide as the terminal, 120 columns where there is none."""
    return Console(soft_wrap=False) if sys.stdout.isatty() else Console(width=120, highlight=False)
