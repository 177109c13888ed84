"""``khabar brief`` and ``khabar demo``: the brief of a record, of some pages, or of the samples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.brief import Desk, as_html, as_markdown, compose, show
from khabar.brief.wording import Wording
from khabar.cli.gather import gathered, lexicon_of, read_all, screen, unread
from khabar.cli.options import DEFAULT, CodebookFile, Language, ManifestFile, Overlay, RecordFile, SomePages, Tongue
from khabar.errors import KhabarError
from khabar.lexicon import Lexicon
from khabar.model import Reading
from khabar.samples import MANIFEST, sample_pages

Html = Annotated[Path | None, typer.Option("--html", help="Write it as one HTML page.")]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write it as Markdown.")]


def brief_pages(
    pages: SomePages = None,
    record: RecordFile = DEFAULT,
    html: Html = None,
    markdown: Markdown = None,
    lang: Language = Tongue.ar,
    manifest: ManifestFile = None,
    lexicon: Overlay = None,
    codebook: CodebookFile = None,
) -> None:
    """Print the brief of a record, or of some pages: stories, timelines, who said what, where accounts differ."""
    known = lexicon_of(lexicon, codebook)
    readings = gathered(pages, record, known, manifest)
    give_brief(readings, known, lang, html, markdown)
    if unread(readings):
        raise typer.Exit(1)


def demonstrate(
    html: Annotated[Path, typer.Option("--html", help="Where to write the brief as HTML.")] = Path("brief.html"),
    lang: Language = Tongue.ar,
) -> None:
    """Read the sample pages that come with Khabar; print their brief, and write it as HTML."""
    lexicon = Lexicon.bundled()
    give_brief(list(read_all(sample_pages(), lexicon, MANIFEST)), lexicon, lang, html, None)


def give_brief(
    readings: list[Reading], lexicon: Lexicon, lang: Tongue, html: Path | None, markdown: Path | None
) -> None:
    """Print a brief, and write it where that was asked for.

    Raises:
        KhabarError: If a file cannot be written.
    """
    desk = Desk.of(readings, lexicon)
    say = Wording(lexicon, lang.value, desk.pile)
    brief = compose(desk, lexicon, lang.value)
    show(brief, say, screen())
    for path, text in ((html, as_html), (markdown, as_markdown)):
        if path is not None:
            write(path, text(brief, say))


def write(path: Path, text: str) -> None:
    """Write a file and say so on standard error.

    Raises:
        KhabarError: If it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise KhabarError(f"cannot be written: {error.strerror}", where=str(path), hint="name another file") from error
    typer.echo(f"wrote {path}", err=True)
