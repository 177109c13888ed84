"""How texts and readings lie in the file: compressed, with a check that they come back as they went in."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

import orjson

from khabar.errors import RecordError


def pack_text(text: str) -> bytes:
    """A text as it lies in the file; lone surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack_text(blob: bytes, where: str) -> str:
    """The text again.

    Raises:
        RecordError: If the bytes are damaged (zlib carries a checksum).
    """
    return _inflate(blob, where).decode("utf-8", "surrogatepass")


def pack_json(value: Any) -> bytes:
    """Plain dictionaries and lists as they lie in the file."""
    return zlib.compress(_plain(value), 6)


def unpack_json(blob: bytes, where: str) -> Any:
    """The value again.

    Raises:
        RecordError: If the bytes are damaged.
    """
    plain = _inflate(blob, where)
    try:
        return orjson.loads(plain)
    except orjson.JSONDecodeError:
        return json.loads(plain)


def columns(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rows with the same keys turned into columns, which compress to half; :func:`rows_of` turns them back.

    A column whose values are all the same is kept once; spans are kept as distance from the one before and length.

    >>> columns([{"kind": "place", "span": [4, 9]}, {"kind": "place", "span": [12, 14]}])
    {'rows': 2, 'same': {'kind': 'place'}, 'spans': {'span': [4, 5, 8, 2]}, 'each': {}}
    """
    made: dict[str, Any] = {"rows": len(rows), "same": {}, "spans": {}, "each": {}}
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows]
        if all(value == values[0] for value in values):
            made["same"][name] = values[0]
        elif all(_is_span(value) for value in values):
            starts = [0, *(start for start, _ in values)]
            made["spans"][name] = [
                x for (start, end), before in zip(values, starts, strict=False) for x in (start - before, end - start)
            ]
        else:
            made["each"][name] = values
    return made


def rows_of(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows again; the order of their keys may be another.

    >>> rows_of(columns([{"kind": "place", "span": [4, 9]}, {"kind": "time", "span": [12, 14]}]))
    [{'span': [4, 9], 'kind': 'place'}, {'span': [12, 14], 'kind': 'time'}]
    """
    rows: list[dict[str, Any]] = [dict(made["same"]) for _ in range(made["rows"])]
    for name, values in made["spans"].items():
        start = 0
        for row, step, length in zip(rows, values[::2], values[1::2], strict=True):
            start += step
            row[name] = [start, start + length]
    for name, values in made["each"].items():
        for row, value in zip(rows, values, strict=True):
            row[name] = value
    return rows


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(x) is int for x in value)


def key_of(id_: str) -> int:
    """An id as the 64-bit number under which the file finds it.

    >>> key_of("st-00ff") == key_of("st-00ff")
    True
    """
    return int.from_bytes(hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def digest_of(value: Any) -> bytes:
    """A short hash of plain dictionaries and lists."""
    return hashlib.blake2b(_plain(value), digest_size=8).digest()


def _plain(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # a lone surrogate, which JSON in UTF-8 cannot hold
        return json.dumps(value, ensure_ascii=True).encode("ascii")


def _inflate(blob: bytes, where: str) -> bytes:
    try:
        return zlib.decompress(blob)
    except (zlib.error, TypeError) as error:
        raise RecordError("the record is damaged here", where=where, hint="run khabar doctor") from error


def storable(text: Any) -> Any:
    """SQLite's text is UTF-8: a lone surrogate becomes a question mark."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
