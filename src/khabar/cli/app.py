"""``khabar``: the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer

from khabar.form import to_json
from khabar.model import Page
from khabar.reader import read

app = typer.Typer(no_args_is_help=True)


@app.callback()
def khabar() -> None:
    """Read raw Arabic news pages; keep a sourced record of who said and did what, through whom it came."""


@app.command("read")
def read_pages(
    pages: list[Path],
    manifest: Annotated[Path | None, typer.Option(help="What is known of the pages beside their text.")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the reading of each page."""
    known = {e["page"]: e for e in orjson.loads(manifest.read_bytes())} if manifest else {}
    for path in pages:
        e = known.get(path.name, {})
        page = Page(
            path.name,
            path.read_text(encoding="utf-8"),
            url=e.get("url"),
            outlet=e.get("outlet"),
            published=e.get("published"),
            fetched=e.get("fetched"),
        )
        sys.stdout.buffer.write(to_json(read(page)) + b"\n")


def main() -> None:
    """The entry point."""
    app()
