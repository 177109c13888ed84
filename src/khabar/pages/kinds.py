"""Which kind of content some bytes are, and who reads it: one entry a kind.

A kind's module is imported when its first page comes, so that reading text never waits for an HTML parser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from khabar.model import Page
from khabar.pages.manifest import Known
from khabar.pages.plain import read_plain

#: Bytes, the page's name, what is known of it, the largest page read; raises ``PageError`` for what cannot be read.
PageReader = Callable[[bytes, str, Known, int], Page]

TEXT = "text/plain"

READERS: Mapping[str, PageReader] = {TEXT: read_plain}


def content_type(data: bytes, name: str) -> str:
    """The kind of content of some bytes, by what they begin with and the name they come with.

    >>> content_type("خبر".encode(), "a.txt")
    'text/plain'
    """
    return TEXT
