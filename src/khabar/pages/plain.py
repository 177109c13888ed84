"""Pages that are text already: the file is the page."""

from __future__ import annotations

from khabar.model import Page
from khabar.pages.manifest import Known
from khabar.pages.text import decode


def read_plain(data: bytes, name: str, known: Known, max_bytes: int) -> Page:
    """The page whose text is ``data``, decoded.

    Raises:
        PageError: If there is nothing to read (see :func:`khabar.pages.text.decode`).
    """
    decoded = decode(data, name, max_bytes=max_bytes)
    return Page(
        name,
        decoded.text,
        url=known.url,
        outlet=known.outlet,
        published=known.published,
        fetched=known.fetched,
        encoding=decoded.encoding,
        problems=decoded.problems,
    )
