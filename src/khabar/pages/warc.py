"""WARC files: the pages a crawler saved, one record at a time, however large the file is.

A damaged record ends nothing: it is reported with its offset, and reading goes on at the next place where a record
begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from khabar.pages.items import Item, Limits, Raw, Skipped, failed
from khabar.pages.manifest import Known
from khabar.pages.packings import BombError, PackingError, first_bytes, packings_of, unpack

_PACKED = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd")
_PLAIN = re.compile(rb"(WARC/\d\.\d\r?\n[A-Za-z\-]+:)")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")
#: What packed bytes are full of and text has none of.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_PAGES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
    "text/markdown": "text/markdown",
}
#: So many bytes are read at a time while looking for the next record.
STEP = 1 << 20


def read_warc(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The records of a WARC file, compressed or not.

    Args:
        file: The file, seekable.
        name: Its name, for messages.
        known: What is known of all its pages.
        limits: How large a page may be.

    Yields:
        A page for each response that is HTML, text or PDF, and for each record of extracted text; what was skipped; for
        each damaged stretch of the file a page without text and with a problem.
    """
    start: int | None = 0
    reported = False
    while start is not None:
        damage: _Damage | None = None
        for item in _read_from(file, start, name, known, limits):
            if isinstance(item, _Damage):
                damage = item
            else:
                reported = False
                yield item
        start = None if damage is None else _next_record(file, damage.last + 1)
        if damage is not None and not reported:
            place = "the rest of the file is not read" if start is None else "reading goes on at the next record"
            said = f"a damaged record: {damage.said}; {place}"
            yield failed(name, known, "damaged-record", said, f"{name}, behind byte {damage.last}")
            reported = True


@dataclass(frozen=True, slots=True)
class _Damage:
    """Where the last record begins that could be told, and what went wrong there or behind it."""

    last: int
    said: str


def _read_from(file: BinaryIO, start: int, name: str, known: Known, limits: Limits) -> Iterator[Item | _Damage]:
    """The records from ``start`` on, up to the end or the first damage."""
    last = start
    try:
        for record in ArchiveIterator(
            _From(file, start), record_types=WarcRecordType.any_type, auto_decode="none", max_header_len=1 << 20
        ):
            last = start + record.stream_pos
            item = _item(record, name, known, limits)
            if item is None:
                yield _Damage(last, "it ends before its time")
                return
            yield item
    except (OSError, ValueError, EOFError) as error:
        yield _Damage(last, str(error) or type(error).__name__)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a failed check in the library's Rust becomes
            raise
        yield _Damage(last, "the library that reads it failed")


class _From:
    """A file from a place on, which counts as its beginning."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        file.seek(start)
        self._file, self._start = file, start

    def read(self, size: int = -1) -> bytes:
        """Some bytes."""
        return self._file.read(size)

    def tell(self) -> int:
        """How many bytes behind the place."""
        return self._file.tell() - self._start

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._file.seek(offset + self._start if whence == 0 else offset, whence) - self._start

    def close(self) -> None:
        """Nothing: the file belongs to somebody else."""


def _item(record: WarcRecord, name: str, known: Known, limits: Limits) -> Item | None:
    """What a record is; None if it is cut off."""
    kind = record.record_type
    if kind is None:
        return None
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    where = address or f"{name}, byte {record.stream_pos}"
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return Skipped(where, f"{(record.headers.get('WARC-Type') or 'other')[:20]} record")
    content, charset = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower(), None
    if kind == WarcRecordType.response:
        if record.http_headers is None:
            return None if record.content_length == 0 else Skipped(where, "no web page")
        status = record.http_headers.status_code
        if status is None:
            return failed(where, known, "damaged-record", "the record holds no HTTP answer", f"{name}: {where}")
        if status != 200:
            return Skipped(where, f"HTTP status {status}")
        content, charset = (record.http_content_type or "").lower(), record.http_charset
    if content and content not in _PAGES and content != "application/octet-stream":
        return Skipped(where, f"content type {content[:40]}")
    said = Known(
        known.url or address, known.outlet, known.published, known.fetched or record.headers.get("WARC-Date") or None
    )
    data = record.reader.read(limits.page_bytes + 1)
    if len(data) < min(record.content_length, limits.page_bytes):
        return None
    if record.http_headers is not None:
        try:
            data = _unpack(data, record.http_headers, limits.page_bytes)
        except PackingError as error:
            code = "too-large" if isinstance(error, BombError) else "damaged-page"
            return failed(where, said, code, f"the page cannot be unpacked: {error}", f"{name}: {where}")
    if kind == WarcRecordType.response and not data:
        return Skipped(where, "empty answer")
    return Raw(where, data, said, _PAGES.get(content), charset)


# -- bodies ----------------------------------------------------------------------------------------


def _unpack(data: bytes, headers: HeaderMap, limit: int) -> bytes:
    """A body as a browser would have it.

    Crawlers often store a body unpacked and leave the server's headers as they were: what does not unpack and is text
    is taken as it is.

    Raises:
        PackingError: If it breaks off, is damaged, or has more than the limit.
    """
    if len(data) > limit:
        raise BombError(limit)
    moved = packings_of(_values(headers, "transfer-encoding"))
    try:
        if "chunked" in moved:
            data = _unchunked(data)
        stored = packings_of(_values(headers, "content-encoding"))
        return unpack(data, stored + [name for name in moved if name != "chunked"], limit)
    except PackingError:
        if _CONTROL.search(data, 0, 1024):
            raise
        return data


def _values(headers: HeaderMap, name: str) -> list[str]:
    return [value for key, value in headers.items() if key.lower() == name]


def _unchunked(data: bytes) -> bytes:
    r"""The body in chunks (RFC 9112, 7.1); one without them as it is.

    >>> _unchunked(b"3\r\nabc\r\n0\r\n\r\n"), _unchunked(b"<html>")
    (b'abc', b'<html>')
    """
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(data, at):
        size = int(head.group(1), 16)
        if size == 0:
            return b"".join(parts)
        start, at = head.end(), head.end() + size + 2
        if data[at - 2 : at] != b"\r\n":
            break
        parts.append(data[start : at - 2])
    if not parts:
        return data
    raise PackingError("its chunks break off")


def _next_record(file: BinaryIO, start: int) -> int | None:
    """Where the next record begins, at or behind ``start``."""
    file.seek(start)
    at, window = start, b""
    while True:
        chunk = file.read(STEP)
        window += chunk
        for offset in _beginnings(window):
            if offset + 512 <= len(window) or not chunk:
                return at + offset
        if not chunk:
            return None
        keep = min(len(window), 1024)
        at += len(window) - keep
        window = window[-keep:]


def _beginnings(window: bytes) -> Iterator[int]:
    plain = _PLAIN.search(window)
    end = plain.start(1) if plain is not None else len(window)
    for packed in _PACKED.finditer(window, 0, end):
        if first_bytes(window[packed.start() : packed.start() + 4096]).startswith(b"WARC/"):
            yield packed.start()
    if plain is not None:
        yield end
