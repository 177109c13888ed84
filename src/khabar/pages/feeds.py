"""Feeds: RSS, Atom, JSON Feed, sitemaps of news, and OPML lists of feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, BinaryIO, Literal
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, tostring

import orjson
from resiliparse.parse.html import HTMLTree

from khabar.errors import PageError
from khabar.pages.items import Item, Limits, Raw, Skipped, over, problem_of, unreadable
from khabar.pages.manifest import Known
from khabar.pages.metadata import iso_date
from khabar.pages.packings import PackingError, unpack
from khabar.pages.text import too_large
from khabar.pages.xml import parse_xml

FeedKind = Literal["rss", "atom", "json", "sitemap", "sitemaps", "opml", "html"]

#: An entry whose own text has fewer words is a teaser of its page.
FULL_TEXT = 80
#: So many entries of a feed are looked at, the first of the feed first.
MOST = 2000
_MARKUP = re.compile(r"<[^>]*>")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        url: The address of its page.
        published: ISO date or date-time.
        html: Its text as the feed gives it, if any.
    """

    url: str
    title: str | None = None
    published: str | None = None
    html: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether the feed gives the whole text."""
        return self.html is not None and len(_MARKUP.sub(" ", self.html).split()) >= FULL_TEXT


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds: entries, or for lists of feeds the addresses of these."""

    kind: FeedKind
    title: str | None
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()


def parse_feed(data: bytes, address: str, max_bytes: int = 10_000_000) -> Feed:
    """The feed in some bytes; an HTML page is searched for the feeds it names.

    Args:
        data: The bytes.
        address: Where they come from: relative addresses are completed with it.
        max_bytes: The largest feed.

    Raises:
        PageError: If it is no feed and names none.

    >>> source = "<rss><channel><title>أخبار</title><item><link>/1</link><title>جولة</title></item></channel></rss>"
    >>> parse_feed(source.encode(), "https://example.com/rss").entries[0].url
    'https://example.com/1'
    """
    if data.startswith(b"\x1f\x8b"):  # sitemaps are often kept packed
        data = _unpacked(data, address, max_bytes)
    if len(data) > max_bytes:
        raise too_large(len(data), address, max_bytes)
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return _json_feed(data, address)
    if start.startswith((b"<!doctype html", b"<html")):
        return _named_feeds(data, address)
    root = parse_xml(data, address, max_bytes)
    readers: dict[str, Callable[[Element, str], Feed]] = {
        "rss": _rss,
        "RDF": _rss,
        "feed": _atom,
        "urlset": _sitemap,
        "sitemapindex": _sitemaps,
        "opml": _opml,
        "html": lambda _, where: _named_feeds(data, where),
    }
    reader = readers.get(root.tag)
    if reader is None:
        raise PageError(f"<{root.tag[:40]}> is no feed", where=address, hint="give RSS, Atom, JSON Feed or a sitemap")
    return reader(root, address)


def _unpacked(data: bytes, address: str, max_bytes: int) -> bytes:
    try:
        return unpack(data, ["gzip"], max_bytes)
    except PackingError as error:
        raise PageError(str(error), where=address, hint="is it a feed?", code="damaged-archive") from error


def _text(element: Element, *names: str) -> str | None:
    for name in names:
        for child in element.iterfind(name):
            if value := "".join(child.itertext()).strip():
                return value
    return None


def _link(found: str | None, base: str) -> str | None:
    try:
        full = urljoin(base, found.strip()) if found else ""
        parts = urlsplit(full)
    except ValueError:
        return None
    return full if parts.scheme in ("http", "https") and parts.hostname else None


def _title(value: str | None) -> str | None:
    return " ".join(_MARKUP.sub(" ", value).split()) or None if value else None


def _rss(root: Element, base: str) -> Feed:
    channel = root.find("channel")
    items = list(root.iter("item"))[:MOST]
    entries = []
    for item in items:
        guid = item.find("guid")
        permalink = guid is not None and guid.get("isPermaLink") != "false"
        url = _link(_text(item, "link"), base) or (_link(_text(item, "guid"), base) if permalink else None)
        if url:
            published = iso_date(_text(item, "pubDate", "date", "published"))
            body = _text(item, "encoded", "description")
            entries.append(Entry(url, _title(_text(item, "title")), published, body))
    return Feed("rss", _title(_text(channel, "title")) if channel is not None else None, tuple(entries))


def _atom(root: Element, base: str) -> Feed:
    entries = []
    for item in list(root.iter("entry"))[:MOST]:
        links = [e for e in item.iterfind("link") if e.get("rel", "alternate") == "alternate"]
        url = next(filter(None, (_link(e.get("href"), base) for e in links)), None)
        if url:
            published = iso_date(_text(item, "published", "updated"))
            body = next((b for n in ("content", "summary") for e in item.iterfind(n) if (b := _atom_body(e))), None)
            entries.append(Entry(url, _title(_text(item, "title")), published, body))
    return Feed("atom", _title(_text(root, "title")), tuple(entries))


def _atom_body(element: Element) -> str | None:
    """A text of Atom as HTML, whichever of the three ways it is given in."""
    match element.get("type", "text"):
        case "xhtml":
            return "".join(tostring(child, encoding="unicode", method="html") for child in element) or None
        case "html" | "text/html":
            return "".join(element.itertext()).strip() or None
        case _:
            return _as_html("".join(element.itertext()))


def _as_html(text: str) -> str | None:
    """Plain text as HTML, paragraph by paragraph."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip()) or None


def _sitemap(root: Element, base: str) -> Feed:
    entries = []
    for place in list(root.iterfind("url"))[: MOST * 10]:
        if url := _link(_text(place, "loc"), base):
            news = place.find("news")
            title = _title(_text(news, "title")) if news is not None else None
            published = iso_date(_text(news, "publication_date")) if news is not None else None
            entries.append(Entry(url, title, published or iso_date(_text(place, "lastmod"))))
    entries.sort(key=lambda e: e.published or "", reverse=True)
    return Feed("sitemap", None, tuple(entries[:MOST]))


def _sitemaps(root: Element, base: str) -> Feed:
    maps = [(_text(m, "lastmod") or "", _link(_text(m, "loc"), base)) for m in root.iterfind("sitemap")]
    maps.sort(key=lambda m: m[0], reverse=True)
    return Feed("sitemaps", None, feeds=tuple(url for _, url in maps if url))


def _opml(root: Element, base: str) -> Feed:
    feeds = (_link(o.get("xmlUrl") or o.get("xmlurl"), base) for o in root.iter("outline"))
    return Feed("opml", None, feeds=tuple(dict.fromkeys(f for f in feeds if f)))


def _json_feed(data: bytes, base: str) -> Feed:
    try:
        found: Any = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise PageError(f"this is no JSON: {error}", where=base, hint="is it a feed?", code="invalid-json") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise PageError("this JSON is no feed", where=base, hint="a JSON Feed has 'items'", code="no-feed")
    entries = []
    for item in items[:MOST]:
        if not isinstance(item, dict):
            continue
        text = {k: v for k, v in item.items() if isinstance(v, str)}
        if url := _link(text.get("url") or text.get("external_url") or text.get("id"), base):
            body = text.get("content_html") or _as_html(text.get("content_text") or text.get("summary") or "")
            entries.append(Entry(url, _title(text.get("title")), iso_date(text.get("date_published")), body))
    title = found.get("title")
    return Feed("json", _title(title) if isinstance(title, str) else None, tuple(entries))


def _named_feeds(data: bytes, base: str) -> Feed:
    """The feeds that an HTML page names in its head."""
    tree = HTMLTree.parse(data.decode("utf-8", "replace").replace("\x00", "\ufffd"))
    assert tree.document is not None, "a parsed page has a root"
    links = tree.document.query_selector_all('link[rel~="alternate"][href]')
    named = [_link(n.getattr("href"), base) for n in links if n.getattr("type") in _FEED_TYPES]
    if not any(named):
        hint = "give the address of a feed or a sitemap"
        raise PageError("this page names no feed", where=base, hint=hint, code="no-feed")
    return Feed("html", None, feeds=tuple(dict.fromkeys(f for f in named[:3] if f)))


def read_feed_items(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The pages in a saved feed: entries whose whole text the feed gives; the others have to be fetched."""
    try:
        feed = parse_feed(file.read(limits.page_bytes + 1), known.url or name, limits.page_bytes)
    except PageError as error:
        yield unreadable(name, known, problem_of(error))
        return
    for entry in feed.entries:
        yield page_of_entry(entry, known) if entry.is_full else Skipped(entry.url, "feed entry without its text")
    if not feed.entries:
        yield Skipped(name, "feed without entries")


def page_of_entry(entry: Entry, known: Known) -> Raw:
    """The page of an entry from the feed's own text."""
    said = over(Known(url=entry.url, published=entry.published), known)
    title = escape(entry.title or "")
    source = f"<title>{title}</title><h1>{title}</h1><article>{entry.html}</article>"
    return Raw(entry.url, source.encode("utf-8", "replace"), said, "text/html", "utf-8")
