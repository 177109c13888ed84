"""Which kind of content some bytes are, and who reads it: one entry a kind.

There are two sorts: content that is one page (:data:`READERS`) and content that holds many (:data:`CONTAINERS`). A
kind's module is imported when its first page comes, so that reading text never waits for an HTML parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO

from khabar.model import Page
from khabar.pages.items import Item, Limits
from khabar.pages.manifest import Known
from khabar.pages.plain import read_plain

#: Bytes, the page's name, what is known of it, the largest page read; raises ``PageError`` for what cannot be read.
PageReader = Callable[[bytes, str, Known, int], Page]
#: A seekable file, its name, what is known of all its pages, the limits; bad input becomes a page with a problem.
ContainerReader = Callable[[BinaryIO, str, Known, Limits], Iterator[Item]]

TEXT, HTML, MARKDOWN, PDF = "text/plain", "text/html", "text/markdown", "application/pdf"
WARC, ZIP, TAR, GZIP = "application/warc", "application/zip", "application/x-tar", "application/gzip"
JSONL, CSV, PARQUET = "application/jsonl", "text/csv", "application/vnd.apache.parquet"
MAIL, MBOX, FEED = "message/rfc822", "application/mbox", "application/feed"


def _reader(kind: str) -> PageReader:
    def read(data: bytes, name: str, known: Known, max_bytes: int) -> Page:
        module = import_module(f"khabar.pages.{kind}")
        page: Page = getattr(module, f"read_{kind}")(data, name, known, max_bytes)
        return page

    return read


def _container(module: str, kind: str) -> ContainerReader:
    def read(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
        found: Iterator[Item] = getattr(import_module(f"khabar.pages.{module}"), f"read_{kind}")(
            file, name, known, limits
        )
        return found

    return read


READERS: Mapping[str, PageReader] = {
    TEXT: read_plain,
    HTML: _reader("html"),
    MARKDOWN: _reader("markdown"),
    PDF: _reader("pdf"),
}
CONTAINERS: Mapping[str, ContainerReader] = {
    WARC: _container("warc", "warc"),
    ZIP: _container("archives", "zip"),
    TAR: _container("archives", "tar"),
    GZIP: _container("archives", "gzip"),
    JSONL: _container("tables", "jsonl"),
    CSV: _container("tables", "csv"),
    PARQUET: _container("tables", "parquet"),
    MAIL: _container("mail", "mail"),
    MBOX: _container("mail", "mbox"),
    FEED: _container("feeds", "feed_items"),
}

_SUFFIXES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".pdf": PDF,
    ".warc": WARC,
    ".wet": WARC,
    ".zip": ZIP,
    ".tar": TAR,
    ".tgz": TAR,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": CSV,
    ".parquet": PARQUET,
    ".eml": MAIL,
    ".mbox": MBOX,
    ".rss": FEED,
    ".atom": FEED,
}
_MAGIC = (
    (b"%PDF-", PDF),
    (b"WARC/", WARC),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"PAR1", PARQUET),
)
#: How the names of packed files end.
PACKED = (".gz", ".bz2", ".xz", ".zst")
_PACKED_START = re.compile(rb"\x1f\x8b|\x28\xb5\x2f\xfd|\xfd7zXZ\x00|BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_OPENING = rb"\s*+(?:<\?xml[^>]*>\s*+)?(?><!--.*?-->\s*+)*+"
_HTML_START = re.compile(_OPENING + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_INSIDE = re.compile(rb"<(?:html|head|body|meta|title|div|p|h1|article)\b[^>]*>", re.I)
_JSON_FEED = re.compile(rb"\s*\{.{0,2000}?\"version\"\s*:\s*\"https?://(?:www\.)?jsonfeed\.org/", re.S)
#: An object that is not cut off in its line.
_JSON_LINE = re.compile(rb"\s*\{\s*\"[^\"\n]{1,100}\"\s*:[^\n]*(?:\}\s*(?:\n|\Z)|\Z)")
_FEED_START = re.compile(_OPENING + rb"<(?:rss|feed|rdf:RDF)\b", re.S)
#: So many bytes tell what a file is.
HEAD = 4096


def content_type(data: bytes, name: str) -> str:
    """The kind of content of some bytes, by what they begin with and the name they come with.

    >>> content_type("خبر".encode(), "a.txt"), content_type(b"<!DOCTYPE html><p>", "a.txt")
    ('text/plain', 'text/html')
    """
    head = data[:HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    suffixes = [s.lower() for s in PurePath(name).suffixes[-2:]]
    if _PACKED_START.match(head):
        return _compressed(head, suffixes)
    if head[257:262] == b"ustar":
        return TAR
    if head[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<"):
        return HTML
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _FEED_START.match(bare) or _JSON_FEED.match(bare):
        return FEED
    if _HTML_START.match(bare):
        return HTML
    known = _SUFFIXES.get(suffixes[-1]) if suffixes else None
    if known in (PDF, ZIP, PARQUET, TAR, WARC, FEED):  # these would have shown by how they begin
        known = None
    if known is None and _JSON_LINE.match(bare):
        return JSONL
    if known is None and len(_HTML_INSIDE.findall(bare)) >= 3:
        return HTML
    return known or TEXT


def _compressed(head: bytes, suffixes: list[str]) -> str:
    from khabar.pages.packings import first_bytes

    if suffixes[-1:] in ([".tgz"], [".tbz2"], [".txz"]) or suffixes[:1] == [".tar"]:
        return TAR
    if head.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):  # what the WARC reader unpacks itself, record by record
        named = ".warc" in suffixes or ".wet" in suffixes
        return WARC if named or first_bytes(head).startswith(b"WARC/") else GZIP
    return GZIP
