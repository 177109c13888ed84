"""How texts and readings lie in the file: compressed, with a check that they come back as they went in."""

from __future__ import annotations

import hashlib
import json
import zlib
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
