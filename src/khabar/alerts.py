"""Alerts: what pages new to the record say to the searches somebody saved, each told once.

They go to an RSS file that any feed reader follows, to a webhook as JSON, or to standard output.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import orjson
import yaml

from khabar.errors import FetchError, KhabarError, PageError, QueryError
from khabar.pages.addresses import read_address
from khabar.pages.xml import parse_xml
from khabar.record import Hit, Record

_NO_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: So many hits of one search are looked through for those on new pages.
MOST = 5000
#: So many alerts stay in the RSS file.
KEPT = 200
#: So many characters of a fact are told.
TEXT = 400


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search: a name for people and a query in the search language."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One fact on a new page that answers a saved search.

    Attributes:
        search: The search's name.
        id: The id of the fact, or of the article.
        kind: ``statement``, ``event`` or ``article``.
        text: Its words on the page.
    """

    search: str
    id: str
    kind: str
    text: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


def read_searches(path: Path) -> list[Search]:
    """Saved searches from a YAML file: a mapping of names to queries.

    Raises:
        QueryError: If it cannot be read or is none.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise QueryError(
            f"the saved searches cannot be read: {error}", where=str(path), hint="check the file"
        ) from error
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise QueryError("this is no mapping of names to queries", where=str(path), hint="write  name: query  a line")
    return [Search(str(name), query) for name, query in found.items()]


def find_alerts(
    record: Record, searches: Iterable[Search], pages: Collection[str], is_new: Callable[[str, str], bool]
) -> list[Alert]:
    """What some pages of a record say to saved searches.

    Args:
        record: The record.
        searches: The searches.
        pages: The content hashes of the pages to look at.
        is_new: Whether a fact was not told yet for a search, by the search's query and the fact's id.

    Raises:
        QueryError: If a query cannot be understood.
    """
    found = []
    for search in searches:
        for hit in record.search(search.query, limit=MOST) if pages else ():
            if hit.page.hash in pages and is_new(search.query, hit.id):
                found.append(_alert(search, hit))
    return found


def _alert(search: Search, hit: Hit) -> Alert:
    shown = " … ".join(span.of(hit.page.text) for span in hit.spans) or hit.context().of(hit.page.text)
    return Alert(
        search.name,
        hit.id,
        hit.kind,
        " ".join(shown.split())[:TEXT],
        hit.article.title or hit.page.title,
        hit.article.outlet,
        hit.article.published,
        hit.page.url,
    )


def write_rss(path: Path, alerts: Sequence[Alert]) -> None:
    """Put alerts at the top of an RSS file, which is replaced in one step.

    Raises:
        KhabarError: If the file cannot be written, or is no RSS file of ours.
    """
    items = [_rss_item(alert) for alert in alerts] + _old_items(path)
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    for name, value in (("title", "Khabar"), ("link", "about:blank"), ("description", "خبر: نتائج البحوث المحفوظة")):
        SubElement(channel, name).text = value
    channel.extend(items[:KEPT])
    indent(root)
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(tostring(root, encoding="utf-8", xml_declaration=True))
        beside.replace(path)
    except OSError as error:
        raise KhabarError(f"the alerts cannot be written: {error}", where=str(path), hint="check the folder") from error


def _old_items(path: Path) -> list[Element]:
    if not path.exists():
        return []
    try:
        return list(parse_xml(path.read_bytes(), str(path)).iter("item"))
    except (OSError, PageError) as error:
        raise KhabarError("this is no RSS file", where=str(path), hint="give another file") from error


def _rss_item(alert: Alert) -> Element:
    item = Element("item")
    SubElement(item, "title").text = _printable(f"{alert.search}: {alert.title or alert.text}")
    if alert.url:
        SubElement(item, "link").text = _printable(alert.url)
    SubElement(item, "description").text = _printable(alert.text)
    SubElement(item, "guid", isPermaLink="false").text = f"{alert.search}/{alert.id}"
    SubElement(item, "category").text = alert.kind
    SubElement(item, "pubDate").text = format_datetime(datetime.now(UTC))
    return item


def _printable(text: str) -> str:
    """Text without what XML cannot carry."""
    return _NO_XML.sub("\ufffd", text)


def post_webhook(url: str, alerts: Sequence[Alert], *, seconds: float = 10.0) -> None:
    """Send alerts to an address of the user's own choice, as one JSON object with the key ``alerts``.

    Raises:
        FetchError: If the address is none of http(s), or the server does not take them.
    """
    address = str(read_address(url))
    body = orjson.dumps({"alerts": [asdict(alert) for alert in alerts]}, default=str)
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - checked above
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=seconds):
            pass
    except (OSError, ValueError) as error:
        raise FetchError(f"the webhook does not take the alerts: {error}", where=url, hint="check it") from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """None: alerts go where the user said."""
