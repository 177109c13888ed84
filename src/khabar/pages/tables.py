"""Tables of pages: JSON Lines, CSV, Parquet. Each row is a page; a field map says which column holds what.

A row's text is taken as it stands; if it is HTML, its article is taken out of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import orjson

from khabar.errors import ManifestError, PageError
from khabar.model import Page
from khabar.pages.items import Item, Limits, Raw, Skipped, failed, problem_of, unreadable
from khabar.pages.manifest import Known
from khabar.pages.metadata import iso_date
from khabar.pages.text import decode

#: For each field of a page the names that files give it, the commonest first. A field map comes before them.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "article_text", "maintext", "raw_text", "plain_text"),
    "html": ("html", "raw_html", "content_html"),
    "title": ("title", "headline"),
    "url": ("url", "link", "address", "source_url"),
    "outlet": ("outlet", "source", "site", "publisher", "newspaper", "domain"),
    "published": ("published", "date", "published_at", "date_published", "date_publish", "pubdate", "datetime"),
    "fetched": ("fetched", "date_extracted", "fetched_at", "crawled", "date_download"),
    "author": ("author", "authors", "byline"),
    "tags": ("tags", "keywords", "hashtags"),
    "name": ("name", "id", "file", "page"),
}
#: More than this of a line is not kept in memory.
STEP = 1 << 20


def read_jsonl(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """A page a line: a JSON object each."""
    for number, line in enumerate(_lines(file, limits.page_bytes), start=1):
        label = f"{name}:{number}"
        if line is None:
            said = f"the line has more than {limits.page_bytes / 1e6:.1f} MB"
            yield failed(label, known, "too-large", f"{said}: is the file JSON Lines?")
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield Skipped(label, "empty line")
            continue
        try:
            row = orjson.loads(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        except orjson.JSONDecodeError as error:
            yield failed(label, known, "invalid-json", f"the line is no valid JSON: {error}; mend it")
            continue
        yield _row(row, label, known, limits)


def _lines(file: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long, which is passed over without being kept."""
    while line := file.readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(STEP)) and not rest.endswith(b"\n"):
            pass
        yield None


def read_csv(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """A page a row; the first row names the columns. Comma, semicolon and tab are told apart."""
    encoding = _encoding(file)
    text = io.TextIOWrapper(io.BufferedReader(_Shared(file)), encoding=encoding, errors="replace", newline="")
    head = text.readline(STEP)
    separator = max(",;\t", key=head.count)
    csv.field_size_limit(max(limits.page_bytes, STEP))
    columns = [c.strip() for c in next(csv.reader([head], delimiter=separator), [])]
    if not _has_text(columns, limits):
        yield failed(name, known, "no-text", _no_text("column of the table", columns))
        return
    lines = _RowLines(text, limits.page_bytes)
    rows = csv.reader(lines, delimiter=separator)
    number = 1
    while True:
        number += 1
        label = f"{name}:{number}"
        lines.begin()
        try:
            row = next(rows, None)
        except _TooLongError:
            said = f"the row has more than {limits.page_bytes / 1e6:.1f} MB: is a quotation mark missing?"
            yield failed(label, known, "too-large", said)
            continue
        except csv.Error as error:
            yield failed(label, known, "invalid-csv", f"the row cannot be read: {error}; mend it")
            continue
        if row is None:
            return
        if not any(row):
            yield Skipped(label, "empty row")
        else:
            yield _row(dict(zip(columns, row, strict=False)), label, known, limits)


class _TooLongError(Exception):
    """A row is longer than a page; reading goes on behind its line."""


class _RowLines:
    """The lines of a file for a CSV reader, which asks for more where a quotation is not closed.

    The reader forgets what it has of a row when asking fails. So a row that is too long fails here, once.
    """

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text, self._longest, self._size = text, longest, 0

    def begin(self) -> None:
        """A row begins."""
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._longest - self._size + 1)
        if not line:
            raise StopIteration
        self._size += len(line)
        if self._size > self._longest:
            while not line.endswith("\n") and (line := self._text.readline(STEP)):
                pass
            raise _TooLongError
        return line.replace("\x00", "\ufffd")


class _Shared(io.RawIOBase):
    """A file that a text layer over it does not close."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _encoding(file: BinaryIO) -> str:
    start = file.read(STEP)
    file.seek(0)
    try:
        found = decode(start[: start.rfind(b"\n") + 1] or start, "").encoding
    except PageError:
        return "utf-8"
    return "utf-8-sig" if found == "utf-8" else found


def read_parquet(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """A page a row of a Parquet file; needs ``pyarrow`` (``pip install khabar[arrow]``)."""
    try:
        from pyarrow import parquet
    except ImportError:
        said = "reading Parquet needs pyarrow: pip install 'khabar[arrow]'"
        yield failed(name, known, "missing-library", said)
        return
    number = 0
    try:
        table = parquet.ParquetFile(file)
        wanted = [n for names in _names(limits).values() for n in names]
        names = table.schema_arrow.names
        columns = [c for c in names if c.strip().lower() in wanted]
        if not _has_text(names, limits):
            yield failed(name, known, "no-text", _no_text("column of the table", names))
            return
        for batch in table.iter_batches(batch_size=256, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _row(row, f"{name}:{number}", known, limits)
    except Exception as error:  # the library's errors share no root with ours; the file is named, the run goes on
        said = f"the Parquet file is damaged behind row {number}: {type(error).__name__}: {str(error)[:200]}"
        yield failed(name, known, "damaged-table", said)


# -- rows ------------------------------------------------------------------------------------------


def _names(limits: Limits) -> dict[str, tuple[str, ...]]:
    given = dict(limits.fields)
    return {field: (given[field].lower(),) if field in given else names for field, names in NAMES.items()}


def field_map(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """A field map as a user writes it: ``text=body``.

    Raises:
        ManifestError: If it does not hold to its form, or there is no such field.

    >>> field_map(["text=body"])
    (('text', 'body'),)
    """
    pairs = [tuple(part.strip() for part in entry.split("=", 1)) for entry in given]
    for entry, pair in zip(given, pairs, strict=True):
        if len(pair) != 2 or pair[0] not in NAMES or not pair[1]:
            hint = f"write FIELD=COLUMN; the fields are {', '.join(NAMES)}"
            raise ManifestError("this is no entry of a field map", where=f"--field {entry}", hint=hint)
    return tuple((field, column) for field, column in pairs)


def _first(values: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((v for n in names if (v := values.get(n)) not in (None, "")), None)


def _row(row: object, label: str, known: Known, limits: Limits) -> Page | Raw:
    if not isinstance(row, dict):
        return failed(label, known, "invalid-row", "the row is no object with named fields")
    values = {str(k).strip().lower(): v for k, v in row.items()}
    found = {
        f: next((v for n in names if (v := values.get(n)) not in (None, "")), None)
        for f, names in _names(limits).items()
    }
    said = Known(
        known.url or _text(found["url"]),
        known.outlet or _text(found["outlet"]),
        known.published or _date(found["published"]),
        known.fetched or _date(found["fetched"]),
    )
    name = _text(found["name"]) or _text(found["url"]) or label
    text, html = found["text"], found["html"]
    if isinstance(html, str) and html.strip():
        return Raw(name, html.encode("utf-8", "surrogatepass"), said, "text/html", "utf-8")
    if not isinstance(text, str) or not text.strip():
        return failed(label, said, "no-text", _no_text("field of the row", values))
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<p>", "<div", "<body")):
        return Raw(name, text.encode("utf-8", "surrogatepass"), said, "text/html", "utf-8")
    return _page(text, name, label, said, found, limits)


def _has_text(columns: Iterable[str], limits: Limits) -> bool:
    """Whether a column of a table holds the text, by its name."""
    names = _names(limits)
    return not {c.strip().lower() for c in columns}.isdisjoint(names["text"] + names["html"])


def _no_text(what: str, names: Iterable[str]) -> str:
    shown = ", ".join(list(names)[:12]) or "none"
    return f"no {what} holds the text (there are: {shown}); name it with --field text=…"


def _page(text: str, name: str, label: str, said: Known, found: Mapping[str, object], limits: Limits) -> Page:
    title = _text(found["title"])
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    try:
        decoded = decode(text.encode("utf-8", "surrogatepass"), label, max_bytes=limits.page_bytes)
    except PageError as error:
        return unreadable(name, said, problem_of(error))
    tags = found["tags"]
    return Page(
        name,
        decoded.text,
        url=said.url,
        outlet=said.outlet,
        published=said.published,
        fetched=said.fetched,
        title=title,
        author=_text(found["author"]),
        encoding=decoded.encoding,
        extracted=True,
        problems=decoded.problems,
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
    )


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = "، ".join(v for v in value if isinstance(v, str))
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


def _date(value: object) -> str | None:
    """A date in full, as text or as the table's own type; anything else is no date."""
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    return iso_date(value) if isinstance(value, str) else None
