"""Files to pages. Whatever is wrong with a file becomes a problem of its page; the other pages of a run are read."""

from __future__ import annotations

from pathlib import Path

from khabar.errors import PageError
from khabar.model import Page
from khabar.pages.items import problem_of, unreadable
from khabar.pages.kinds import READERS, PageReader, content_type
from khabar.pages.manifest import Known
from khabar.pages.text import MAX_BYTES, too_large


def load_page(path: Path | str, *, known: Known | None = None, max_bytes: int = MAX_BYTES) -> Page:
    """The page in a file.

    Never raises for bad input: a file that is missing, empty, binary or too large gives a page without text whose
    problem says what happened and what to do.

    Args:
        path: The file.
        known: What is known of it beside its text.
        max_bytes: The largest file that is read.

    >>> load_page("no-such-page.txt").problems[0].code
    'missing-page'
    """
    path, known = Path(path), known or Known()
    try:
        data = read_bytes(path, max_bytes)
        return _reader_of(data, path)(data, path.name, known, max_bytes)
    except PageError as error:
        return unreadable(path.name, known, problem_of(error))


def _reader_of(data: bytes, path: Path) -> PageReader:
    kind = content_type(data, path.name)
    if kind not in READERS:
        hint = "read it with open_pages"
        raise PageError(f"this holds many pages ({kind})", where=str(path), hint=hint, code="many-pages")
    return READERS[kind]


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file.

    Raises:
        PageError: If it cannot be read, or is larger than ``max_bytes``.
    """
    try:
        if path.is_file() and (size := path.stat().st_size) > max_bytes:
            raise too_large(size, str(path), max_bytes)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PageError("there is no such file", where=str(path), hint="check the path", code="missing-page") from error
    except IsADirectoryError as error:
        raise PageError("this is a folder", where=str(path), hint="give its files", code="folder") from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        hint = "check its permissions"
        raise PageError(f"the file cannot be read: {said}", where=str(path), hint=hint) from error
