"""Facts as flat rows: CSV for a spreadsheet, Parquet for a data frame; the columns are those of the record's tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from khabar.errors import KhabarError
from khabar.model import Reading
from khabar.record.found import Found, Located

Table = Literal["statements", "events", "positions", "articles"]
TABLES: tuple[Table, ...] = get_args(Table)

#: A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(readings: Sequence[Reading], table: Table) -> Iterator[dict[str, Any]]:
    """The facts of one kind as flat rows, in the order of the pages."""
    return _found(readings, table).rows()


def write_csv(readings: Sequence[Reading], table: Table, path: Path) -> int:
    """Write a table as CSV (UTF-8 with a byte order mark, so that spreadsheets show Arabic).

    A cell that a spreadsheet would run as a formula gets an apostrophe before it; lists are joined with ``|``. Without
    a row the file is empty.

    Args:
        readings: The readings.
        table: Which facts.
        path: The file.

    Returns:
        How many rows were written.

    Raises:
        KhabarError: If the file cannot be written.
    """
    text = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in rows(readings, table):
        if writer is None:
            writer = csv.DictWriter(text, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})
        count += 1
    try:
        path.write_text(text.getvalue(), encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise KhabarError(f"cannot be written: {error.strerror}", where=str(path), hint="name another file") from error
    return count


def write_parquet(readings: Sequence[Reading], table: Table, path: Path) -> int:
    """Write a table as Parquet, with its types; without a row it has its columns all the same.

    Args:
        readings: The readings.
        table: Which facts.
        path: The file.

    Returns:
        How many rows were written.

    Raises:
        KhabarError: If ``pyarrow`` is not installed, or the file cannot be written.
    """
    arrow = _found(readings, table).to_arrow()
    from pyarrow import parquet

    try:
        parquet.write_table(arrow, path)
    except OSError as error:
        raise KhabarError(f"cannot be written: {error}", where=str(path), hint="name another file") from error
    return int(arrow.num_rows)


def _found(readings: Sequence[Reading], table: Table) -> Found[Any]:
    return Found(lambda: _located(readings, table), table)


def _located(readings: Iterable[Reading], table: Table) -> Iterator[Located[Any]]:
    for reading in readings:
        for article in reading.articles:
            nouns = (article.article,) if table == "articles" else getattr(article, table)
            for noun in nouns:
                yield Located(noun, article.article, reading.page)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "|".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
