"""Markdown to a page: the text a reader sees, with its breaks; what a YAML head says is known of the page."""

from __future__ import annotations

import re
from datetime import date

import yaml
from markdown_it import MarkdownIt
from resiliparse.parse.html import HTMLTree

from khabar.errors import PageError
from khabar.model import Page
from khabar.pages.blocks import read_blocks
from khabar.pages.body import Body
from khabar.pages.manifest import Known
from khabar.pages.metadata import iso_date
from khabar.pages.text import decode

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)

_LINE = re.compile(r"^([A-Za-z][\w-]{0,30})[ \t]*:[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)


def read_markdown(data: bytes, name: str, known: Known, max_bytes: int) -> Page:
    r"""The page in a Markdown file.

    Raises:
        PageError: If there is nothing to read, or no text in it.

    >>> read_markdown("# جولة خامسة\n\nاختتمت **الجولة** في روما.".encode(), "a.md", Known(), 1000).text
    'جولة خامسة\n\nاختتمت الجولة في روما.'
    """
    decoded = decode(data, name, max_bytes=max_bytes)
    text = decoded.text.replace("\r\n", "\n")
    head = _HEAD.match(text)
    said = _read_head(head.group(1)) if head else {}
    rendered = MarkdownIt("commonmark").enable("table").render(text[head.end() :] if head else text)
    outline = read_blocks(HTMLTree.parse(rendered.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()))
    if not outline.blocks:
        raise PageError("this Markdown file shows no text", where=name, hint="check the file", code="no-text")
    title = said.get("title") or next((b.text for b in outline.blocks if b.tag == "h1"), None)
    return Page(
        name,
        Body(tuple(outline.blocks)).text,
        url=known.url or said.get("url"),
        outlet=known.outlet or said.get("outlet"),
        published=known.published or iso_date(said.get("date") or said.get("published")),
        fetched=known.fetched,
        title=title,
        author=said.get("author"),
        encoding=decoded.encoding,
        extracted=True,
        problems=decoded.problems,
    )


def _read_head(source: str) -> dict[str, str]:
    """The simple values of a YAML head; of one that is not quite YAML (a title with a colon) its lines."""
    try:
        found = yaml.safe_load(source) if "&" not in source else None  # anchors can blow up
    except (yaml.YAMLError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return {key.lower(): value.strip("\"'") for key, value in _LINE.findall(source)}
    return {str(k).lower(): v.isoformat() if isinstance(v, date) else str(v) for k, v in found.items() if v is not None}
