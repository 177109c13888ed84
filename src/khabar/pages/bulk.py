"""Whatever a user names, as pages one after another: files, folders, archives, addresses, standard input.

Memory stays flat however much is named: one record at a time is in it, and with ``jobs`` a few more.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from khabar.errors import KhabarError, PageError
from khabar.jobs import in_order
from khabar.model import Page
from khabar.pages.items import Item, Limits, Raw, Skipped, Tally, failed, over, problem_of, unreadable
from khabar.pages.kinds import CONTAINERS, CSV, HEAD, HTML, READERS, TEXT, content_type
from khabar.pages.manifest import Known, Manifest
from khabar.pages.text import MAX_BYTES, too_large

Fetch = Callable[[str], Raw]
#: An address; a path made of one has lost a slash.
_ADDRESS = re.compile(r"(https?):/+(.+)", re.DOTALL)
#: The name of standard input.
STDIN = "standard-input"
#: Standard input is kept in memory up to this, then on the disk.
SPOOL = 64 * 1024 * 1024


def open_pages(
    sources: Iterable[Path | str],
    *,
    manifest: Manifest | None = None,
    known: Known | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    fetch: Fetch | None = None,
    but: Iterable[Path] = (),
) -> Iterator[Page]:
    """The pages of files, folders, archives, addresses (with ``fetch``) and standard input (``-``), in order.

    Never raises for bad input: what cannot be read is a page without text whose problem says why.

    Args:
        sources: What to read. Of a folder all files, in the order of their names; hidden ones are skipped.
        manifest: What is known of the pages, by path, name or address.
        known: What is known of all of them; it wins over the manifest.
        limits: How large pages and archives may be.
        jobs: How many processes take pages apart.
        tally: Counts what became of every record.
        fetch: Gets a page at an address (:func:`khabar.pages.fetch.fetch_page`); without it addresses are refused.
        but: Files that are left out (the record itself, the manifest).

    >>> list(open_pages(["no-such-file.html"]))[0].problems[0].code
    'missing-page'
    """
    limits, tally = limits or Limits(), tally if tally is not None else Tally()
    out = {p.resolve() for p in but}
    opener = _Opener(manifest or Manifest({}), known or Known(), limits, fetch, out)
    items = (item for source in sources for item in opener.open(source))
    for page in _read_all(items, limits, jobs):
        tally.note(page)
        if isinstance(page, Page):
            yield page


class _Opener:
    """Turns what a user names into items."""

    def __init__(self, manifest: Manifest, known: Known, limits: Limits, fetch: Fetch | None, out: set[Path]) -> None:
        self.manifest, self.known, self.limits, self.fetch, self.out = manifest, known, limits, fetch, out

    def open(self, source: Path | str) -> Iterator[Item]:
        """The items of one source."""
        name = str(source)
        if name == "-":
            with tempfile.SpooledTemporaryFile(SPOOL) as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
                yield from self._read(cast("BinaryIO", file), STDIN, self._known(STDIN))
        elif address := _ADDRESS.match(name):
            yield from self._expand([self._fetched(f"{address.group(1)}://{address.group(2)}")], self.limits)
        elif Path(source).is_dir():
            yield from self._folder(Path(source))
        else:
            yield from self._file(Path(source))

    def _folder(self, folder: Path) -> Iterator[Item]:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            if any(part.startswith(".") for part in file.relative_to(folder).parts):
                yield Skipped(str(file), "hidden file")
            elif file.resolve() in self.out or file.name.endswith(("-wal", "-shm")):
                yield Skipped(str(file), "the record itself")
            else:
                yield from self._file(file)

    def _file(self, path: Path) -> Iterator[Item]:
        known = self._known(path)
        try:
            with path.open("rb") as file:
                yield from self._read(file, path.name, known)
        except (OSError, ValueError) as error:
            missing = isinstance(error, FileNotFoundError)
            said = "there is no such file (check the path)" if missing else f"the file cannot be read: {error}"
            yield failed(path.name, known, "missing-page" if missing else "unreadable-page", said, str(path))

    def _read(self, file: BinaryIO, name: str, known: Known) -> Iterator[Item]:
        file.seek(0)
        kind = content_type(file.read(HEAD), name)
        file.seek(0)
        if kind == TEXT and name == STDIN and self.limits.fields:
            kind = CSV  # nothing says what it is but the field map that is given with it
        if kind in CONTAINERS:
            yield from self._expand(_members(kind, file, name, known, self.limits), self.limits)
            return
        data = file.read(self.limits.page_bytes + 1)
        if len(data) > self.limits.page_bytes:
            file.seek(0, io.SEEK_END)
            yield unreadable(name, known, problem_of(too_large(file.tell(), name, self.limits.page_bytes)))
        else:
            yield Raw(name, data, known, kind)

    def _expand(self, items: Iterable[Item], limits: Limits) -> Iterator[Item]:
        """The items, those that are archives themselves opened, and what the manifest knows of each added."""
        for item in items:
            if not isinstance(item, Raw):
                yield item
                continue
            kind = item.kind or content_type(item.data[:HEAD], item.name)
            known = over(self._known(item.name), item.known)
            if kind not in CONTAINERS:
                yield replace(item, known=known, kind=kind)
            elif limits.depth <= 0:
                yield failed(
                    item.name, known, "nested-too-deep", "archives stand in archives too deep: unpack them first"
                )
            elif len(item.data) > limits.page_bytes:
                yield unreadable(item.name, known, problem_of(too_large(len(item.data), item.name, limits.page_bytes)))
            else:
                inner = limits.inner()
                yield from self._expand(_members(kind, io.BytesIO(item.data), item.name, known, inner), inner)

    def _known(self, name: Path | str) -> Known:
        return over(self.known, self.manifest.known_of(name) or Known())

    def _fetched(self, address: str) -> Item:
        known = over(self._known(address), Known(url=address))
        if self.fetch is None:
            return failed(
                address, known, "not-fetched", "addresses are not fetched here (use khabar add or khabar watch)"
            )
        try:
            item = self.fetch(address)
        except KhabarError as error:
            said = f"{error.what} ({error.hint})" if error.hint else error.what
            return failed(address, known, "not-fetched", said)
        return replace(item, known=over(self._known(address), item.known))


# -- bytes to pages --------------------------------------------------------------------------------


def read_raw(raw: Raw, page_bytes: int = MAX_BYTES) -> Page:
    """The page that some bytes are; never raises for bad input."""
    try:
        kind = raw.kind or content_type(raw.data[:HEAD], raw.name)
        if kind == HTML:
            from khabar.pages.html import read_html

            return read_html(raw.data, raw.name, raw.known, page_bytes, charset=raw.charset)
        return READERS[kind](raw.data, raw.name, raw.known, page_bytes)
    except PageError as error:
        return unreadable(raw.name, raw.known, problem_of(error))
    except Exception as error:  # one page must not end the reading of thousands; the problem names it
        return _unforeseen(raw.name, raw.known, "page", error)


def _members(kind: str, file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """What a file of many pages holds; should its reader fail, the other files are read."""
    try:
        yield from CONTAINERS[kind](file, name, known, limits)
    except Exception as error:  # as in read_raw
        yield _unforeseen(name, known, "rest of the file", error)


def _unforeseen(name: str, known: Known, what: str, error: Exception) -> Page:
    said = f"the {what} cannot be taken apart: {type(error).__name__}: {error}; report it with the file"
    return failed(name, known, "reader-failed", said)


def _read_all(items: Iterator[Item], limits: Limits, jobs: int) -> Iterator[Page | Skipped]:
    """The items with their bytes read, in order; with several jobs, in other processes."""
    read = partial(_read_item, page_bytes=limits.page_bytes)
    for item, page in in_order(items, read, jobs, aside=_is_quick):
        yield page if page is not None else read(item)


def _is_quick(item: Item) -> bool:
    """Whether taking an item apart costs less than sending it to another process."""
    return not isinstance(item, Raw) or item.kind == TEXT


def _read_item(item: Item, page_bytes: int) -> Page | Skipped:
    return read_raw(item, page_bytes) if isinstance(item, Raw) else item
