"""Alerts: what pages new to the record say to the searches somebody saved, each told once.

They go to an RSS file that any feed reader follows, to a webhook as JSON, or to standard output. Each of these takes an
alert or it waits for the next round, however the last one ended: an alert may come twice, and it is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import orjson
import yaml

from khabar.errors import FetchError, KhabarError, PageError, QueryError
from khabar.pages.fetch import post
from khabar.pages.sources import Memory
from khabar.pages.xml import parse_xml
from khabar.record import Hit, Record
from khabar.record.query import parse

_NO_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: So many hits of one search on the new pages of a round are told.
MOST = 20_000
#: So many alerts are given at once.
BATCH = 100
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
        QueryError: If it cannot be read, is none, or holds a query that cannot be understood.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise QueryError(
            f"the saved searches cannot be read: {error}", where=str(path), hint="check the file"
        ) from error
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise QueryError("this is no mapping of names to queries", where=str(path), hint="write  name: query  a line")
    for query in found.values():
        parse(query)
    return [Search(str(name), query) for name, query in found.items()]


def find_alerts(record: Record, searches: Iterable[Search], pages: Collection[str]) -> list[tuple[Search, Alert]]:
    """What some pages of a record say to saved searches.

    Args:
        record: The record.
        searches: The searches.
        pages: The content hashes of the pages to look at.

    Raises:
        QueryError: If a query cannot be understood.
    """
    return [
        (search, _alert(search, hit))
        for search in searches
        for hit in (record.search(search.query, limit=MOST, among=pages) if pages else ())
    ]


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
    items = [_rss_item(alert) for alert in alerts]
    told = {item.findtext("guid") for item in items}
    items += [item for item in _old_items(path) if item.findtext("guid") not in told]
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    about = {"title": "Khabar", "link": "about:blank", "description": "خبر: نتائج البحوث المحفوظة", "language": "ar"}
    for name, value in about.items():
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
    body = orjson.dumps({"alerts": [asdict(alert) for alert in alerts]}, default=str)
    status = post(url, body, "application/json", seconds=seconds)
    if not 200 <= status < 300:
        raise FetchError(f"the server answers with status {status}", where=url, hint="check it")


# -- telling ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Channel:
    """One who is told of alerts.

    Attributes:
        name: Under this alerts wait.
        send: Gives alerts; raises ``KhabarError`` if they are not taken.
    """

    name: str
    send: Callable[[Sequence[Alert]], None]


@dataclass(frozen=True, slots=True)
class Told:
    """How telling one channel went.

    Attributes:
        sent: How many alerts it took.
        waiting: How many it did not take yet.
        lost: How many were offered so often that they are given up.
        problem: Why not.
        failures: How often those were offered.
    """

    channel: str
    sent: int
    waiting: int = 0
    lost: int = 0
    problem: str | None = None
    failures: int = 0


def remember(
    memory: Memory, found: Iterable[tuple[Search, Alert]], channels: Iterable[str], pages: Iterable[str]
) -> int:
    """Put down who has to be told of what, before anybody is.

    Args:
        memory: What a watch remembers.
        found: What :func:`find_alerts` found; what was told before is left out.
        channels: The names of those who are told.
        pages: The pages it was found on; they need not be looked at again.

    Returns:
        How many alerts that waited were given up because too many do.
    """
    rows = ((search.query, alert.id, orjson.dumps(asdict(alert), default=str)) for search, alert in found)
    return memory.tell(rows, channels, pages)[1]


def tell(memory: Memory, channel: Channel) -> Told:
    """Give a channel all alerts that wait for it, also those of earlier rounds; the first refusal ends the round."""
    sent = 0
    while waiting := memory.untold(channel.name, BATCH):
        try:
            channel.send([_read_alert(one.alert) for one in waiting])
        except KhabarError as error:
            lost, left = memory.not_told(waiting), memory.count_untold(channel.name)
            return Told(channel.name, sent, left, lost, str(error), waiting[0].attempts + 1)
        memory.told(waiting)
        sent += len(waiting)
    return Told(channel.name, sent)


def _read_alert(data: bytes) -> Alert:
    found = orjson.loads(data)
    return Alert(**{field.name: found.get(field.name) for field in fields(Alert)})
