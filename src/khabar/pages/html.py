"""HTML to a page: encoding, what the page says of itself, and the text of its article or articles."""

from __future__ import annotations

import re

from resiliparse.parse.html import HTMLTree

from khabar.errors import PageError
from khabar.model import Page, Problem
from khabar.pages.blocks import read_blocks
from khabar.pages.body import find_body
from khabar.pages.manifest import Known
from khabar.pages.metadata import iso_date, read_metadata
from khabar.pages.text import decode, look_at

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-:.]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w\-:.]+)", re.IGNORECASE)
#: Browsers look for the encoding in so many bytes; pages of old systems have it later.
HEAD = 8192
_HALF = re.compile(r"[\ud800-\udfff]")


def read_html(data: bytes, name: str, known: Known, max_bytes: int, *, charset: str | None = None) -> Page:
    r"""The page in an HTML file.

    What is known beside the page wins over what it says of itself.

    Args:
        data: The file.
        name: Its name or address.
        known: What is known of it beside its text.
        max_bytes: The largest file that is read.
        charset: The encoding the HTTP header names.

    Raises:
        PageError: If there is nothing to read, or no text in it.

    >>> source = "<title>جولة خامسة - الموقع</title><p>اختتمت في روما جولة خامسة من المحادثات بين الطرفين، الجمعة.</p>"
    >>> read_html(source.encode(), "a.html", Known(), 1000).text
    'اختتمت في روما جولة خامسة من المحادثات بين الطرفين، الجمعة.'
    """
    decoded = decode(data, name, declared=charset or declared_charset(data), max_bytes=max_bytes, look=False)
    source = decoded.text.replace("\x00", "\ufffd")
    problems = list(decoded.problems)
    try:
        tree = HTMLTree.parse(source)
    except UnicodeEncodeError:  # the parser takes no halves of characters
        problem = "lone surrogates (halves of characters) are in the page: shown as \ufffd"
        problems.append(Problem("lone-surrogates", problem, name))
        tree = HTMLTree.parse(_HALF.sub("\ufffd", source))
    said = read_metadata(tree, known.url)
    body = find_body(read_blocks(tree), said.title)
    if not body.blocks:
        raise PageError(
            "this HTML page shows no text", where=name, hint="is it built by a script? Save it from a browser"
        )
    text = body.text
    moments = map(iso_date, body.moments)
    return Page(
        name,
        text,
        url=known.url or said.url,
        outlet=known.outlet or said.outlet,
        published=known.published or said.published or next(filter(None, moments), None),
        fetched=known.fetched,
        title=said.title,
        author=said.author,
        encoding=decoded.encoding,
        extracted=True,
        problems=(*problems, *look_at(text, 0, name)),
        tags=tuple(dict.fromkeys((*body.tags, *said.tags))),
    )


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML page names in its head, as it stands there.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
    'windows-1256'
    """
    head = data[:HEAD]
    match = _CHARSET.search(head) or _XML.search(head)
    return match.group(1).decode("ascii", "replace") if match else None
