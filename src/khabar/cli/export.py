"""``khabar export``: the readings of a record, or of some pages, for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from khabar.cli.gather import gathered, lexicon_of
from khabar.cli.options import DEFAULT, CodebookFile, ManifestFile, Overlay, RecordFile, SomePages
from khabar.errors import KhabarError, QueryError
from khabar.export import Table, as_entities, as_linked_data, as_ris, write_csv, write_parquet
from khabar.form import to_json
from khabar.lexicon import Lexicon
from khabar.model import Reading


class Format(StrEnum):
    """What can be written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    jsonld = "jsonld"
    ftm = "ftm"
    ris = "ris"


class Facts(StrEnum):
    """Which table a CSV or Parquet file holds."""

    statements = "statements"
    events = "events"
    positions = "positions"
    articles = "articles"


def export_pages(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="jsonl, csv, parquet, jsonld, ftm or ris.")],
    pages: SomePages = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file; standard output if left out.")] = None,
    of: Annotated[Facts, typer.Option("--of", help="Which table, for csv and parquet.")] = Facts.statements,
    record: RecordFile = DEFAULT,
    manifest: ManifestFile = None,
    lexicon: Overlay = None,
    codebook: CodebookFile = None,
) -> None:
    """Write readings for other programs: lines, tables, W3C annotations, FollowTheMoney entities, references."""
    known = lexicon_of(lexicon, codebook)
    if form in (Format.csv, Format.parquet) and out is None:
        raise QueryError(f"{form.value} needs a file", hint="add --out FILE")
    readings = gathered(pages, record, known, manifest)
    if out is not None and form in (Format.csv, Format.parquet):
        write_table = write_csv if form is Format.csv else write_parquet
        table: Table = of.value
        typer.echo(f"{write_table(readings, table, out)} {table} in {out}", err=True)
        return
    _write(_bytes(form, readings, known), out)


def _bytes(form: Format, readings: list[Reading], lexicon: Lexicon) -> bytes:
    match form:
        case Format.jsonld:
            return _json(as_linked_data(readings), indent=True)
        case Format.ftm:
            return b"".join(_json(e) for e in as_entities(readings, lexicon))
        case Format.ris:
            return as_ris(readings, lexicon).encode("utf-8", "replace")
        case _:
            return b"".join(to_json(r) + b"\n" for r in readings)


def _json(value: object, *, indent: bool = False) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0))


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise KhabarError(f"cannot be written: {error.strerror}", where=str(out), hint="name another file") from error
