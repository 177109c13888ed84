"""The options that several verbs share, each with its help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Tongue(StrEnum):
    """The language of Khabar's own words."""

    ar = "ar"
    en = "en"


#: The record of whoever names none.
DEFAULT = Path("news.khabar")

Pages = Annotated[
    list[Path],
    typer.Argument(metavar="PAGE", help="Files, folders, archives, addresses; - is standard input.", allow_dash=True),
]
SomePages = Annotated[list[Path] | None, typer.Argument(metavar="[PAGE]...", help="Files; the record if left out.")]
RecordFile = Annotated[Path, typer.Option("--record", envvar="KHABAR_RECORD", help="The record's file.")]
ManifestFile = Annotated[Path | None, typer.Option("--manifest", help="What is known of the pages (JSON or CSV).")]
Overlay = Annotated[list[Path] | None, typer.Option("--lexicon", help="A folder laid over the bundled lexicon.")]
CodebookFile = Annotated[list[Path] | None, typer.Option("--codebook", help="Issues laid over the bundled codebook.")]
Fields = Annotated[list[str] | None, typer.Option("--field", help="Of tables: FIELD=COLUMN, as in text=body.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Language = Annotated[Tongue, typer.Option("--lang", help="Language of the labels; pages are never translated.")]
