"""Manifests: what is known of pages beside their text, as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path, PurePath

import orjson

from khabar.errors import ManifestError


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one page beside its text; it wins over what is inferred.

    Attributes:
        url: The address it was published at.
        outlet: Who published it: an entity id, a site code or a name.
        published: ISO date or date-time of publication.
        fetched: ISO date or date-time of fetching; relative times on the page count back from it.
    """

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of pages, by the path or the file name a page is given with."""

    pages: Mapping[str, Known]

    def known_of(self, page: str | Path) -> Known | None:
        """What is known of a page: by its path as written, by the end of its path, by its file name.

        >>> Manifest({"a.txt": Known(outlet="aawsat")}).known_of("pages/a.txt")
        Known(url=None, outlet='aawsat', published=None, fetched=None)
        """
        parts = PurePath(page).parts
        ends = (str(PurePath(*parts[i:])) for i in range(len(parts)))
        return self.pages.get(str(page)) or next((self.pages[e] for e in ends if e in self.pages), None)


_KEYS = ("page", *(f.name for f in fields(Known)))


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file.

    Args:
        path: JSON: a list of objects with the keys ``page, url, outlet, published, fetched``, or one object with the
            page as the key; or CSV with these columns. All but ``page`` may be missing, null or empty.

    Raises:
        ManifestError: If there is no such file, it is neither JSON nor CSV, names no page, names one twice, has an
            unknown key, or a date that is none.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "check the path given with --manifest"
        raise ManifestError(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManifestError("is not UTF-8", where=str(path), hint="save it as UTF-8") from error
    is_json = path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{")
    rows = _json_rows(text, path) if is_json else _csv_rows(text, path)
    return Manifest(_by_page(rows, path))


def _json_rows(text: str, path: Path) -> list[tuple[str, Mapping[str, object]]]:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ManifestError(f"is no valid JSON: {error}", where=str(path), hint="mend the file") from error
    if isinstance(data, dict):
        data = [{"page": page, **_object(known, path, page)} for page, known in data.items()]
    if not isinstance(data, list):
        raise ManifestError("is neither a list of pages nor an object by page", where=str(path), hint=_form())
    return [(f"entry {i}", _object(row, path, f"entry {i}")) for i, row in enumerate(data, start=1)]


def _object(value: object, path: Path, what: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ManifestError(f"{what} is no object", where=str(path), hint=_form())
    return value


def _csv_rows(text: str, path: Path) -> list[tuple[str, Mapping[str, object]]]:
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        rows = [(f"line {reader.line_num}", {(k or "").strip().lower(): v for k, v in row.items()}) for row in reader]
    except csv.Error as error:
        raise ManifestError(f"is no valid CSV: {error}", where=f"{path}:{reader.line_num}", hint=_form()) from error
    if "page" not in [(name or "").strip().lower() for name in reader.fieldnames or ()]:
        raise ManifestError("has no column 'page'", where=str(path), hint=_form())
    return rows  # type: ignore[return-value]


def _by_page(rows: list[tuple[str, Mapping[str, object]]], path: Path) -> dict[str, Known]:
    pages: dict[str, Known] = {}
    for what, row in rows:
        where = f"{path}, {what}"
        if unknown := [k for k in row if k not in _KEYS]:
            said = f"unknown key '{unknown[0]}'" if unknown[0] else "more values than columns"
            raise ManifestError(said, where=where, hint=_form())
        values = {k: _text(v, k, where) for k, v in row.items()}
        page = values.pop("page", None)
        if page is None:
            raise ManifestError("names no page", where=where, hint=_form())
        if page in pages:
            raise ManifestError(f"page '{page}' stands twice", where=where, hint="give each page once")
        pages[page] = Known(**values)
    return pages


def _text(value: object, key: str, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ManifestError(f"'{key}' is no text", where=where, hint=_form())
    value = value.strip()
    if value and key in ("published", "fetched"):
        check_date(value, key, where)
    return value or None


def check_date(value: str, key: str, where: str) -> None:
    """Refuse a date that is not ISO 8601.

    Raises:
        ManifestError: If it is none.
    """
    try:
        datetime.fromisoformat(value)
    except ValueError:
        hint = "write 2025-05-24 or 2025-05-24T10:15"
        raise ManifestError(f"'{key}' is no date: '{value}'", where=where, hint=hint) from None


def _form() -> str:
    return f"each page has the keys {', '.join(_KEYS)}"
