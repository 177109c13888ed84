"""Watching sources: feeds are asked politely, and the pages they name come as they appear.

Polite means: robots.txt is kept, a host is asked at most once in a while (``pace``, or longer if it says so), unchanged
feeds are not sent again (ETag, Last-Modified), ``Retry-After`` is obeyed, and the user agent says who asks.
A source that fails is reported as failing, and is asked less and less often; it never looks like a quiet one.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

from khabar.errors import FetchError, KhabarError, PageError
from khabar.model import Page
from khabar.pages.addresses import read_address
from khabar.pages.bulk import read_raw
from khabar.pages.feeds import Entry, Feed, page_of_entry, parse_feed
from khabar.pages.fetch import Answer, Rules, fetch, page_of_answer
from khabar.pages.items import Raw, failed, over
from khabar.pages.manifest import Known
from khabar.pages.robots import Robots
from khabar.pages.sources import FIRST_PAUSE, LONGEST_PAUSE, Memory, Waiting

#: So many pages of one source are fetched in one round, and so many in all.
PER_SOURCE, PER_ROUND = 50, 1000
#: Lists of feeds in lists of feeds, deeper than this, are not followed; of a list so many.
DEEPEST, BRANCHES = 2, 200
#: Of a list of sitemaps only the newest: the others are the archive.
NEWEST = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """How asking one source went.

    Attributes:
        status: ``new`` (it names pages not known yet), ``quiet``, ``unchanged`` (its server says so), ``waiting``
            (it may not be asked yet), ``failing``.
        new: How many new pages it names.
        problem: Why it fails.
        failures: How often in a row.
    """

    url: str
    status: Literal["new", "quiet", "unchanged", "waiting", "failing"]
    new: int = 0
    problem: str | None = None
    failures: int = 0


class Watch:
    """Asks sources and fetches the pages they name.

    Args:
        sources: Addresses of feeds, sitemaps, sites; files of OPML.
        memory: What is remembered between rounds.
        rules: How far fetching goes.
        pace: At least so many seconds between two requests to one host.
        sleep: Waits; for tests.
    """

    def __init__(
        self,
        sources: Iterable[str],
        memory: Memory,
        rules: Rules | None = None,
        *,
        pace: float = 5.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.memory, self.rules, self.pace, self._sleep = memory, rules or Rules(), pace, sleep
        self.sources = tuple(dict.fromkeys(address for source in sources for address in _addresses(source)))
        self.robots = Robots(self.rules)
        self._asked: dict[str, float] = {}

    # -- asking -----------------------------------------------------------------------------------

    def ask(self) -> Iterator[Heard]:
        """Ask each source once; what it names is remembered, to be fetched with :meth:`pages`."""
        for source in self.sources:
            yield self._ask(source, source, DEEPEST)

    def _ask(self, url: str, source: str, depth: int) -> Heard:
        known = self.memory.source(url)
        if known.next > time.time():
            return Heard(source, "failing" if known.failures else "waiting", 0, known.problem, known.failures)
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        try:
            answer = self._get(url, {k: v for k, v in asked.items() if v})
            if answer.status == 304:
                self.memory.heard(url, time.time(), known.etag, known.modified)
                return Heard(source, "unchanged")
            if answer.status != 200:
                return self._failed(url, source, f"the server answers with status {answer.status}", _pause(answer))
            feed = parse_feed(answer.body, answer.url, self.rules.max_bytes)
        except (FetchError, PageError) as error:
            return self._failed(url, source, str(error), None)
        heard = self._follow(feed, source, depth) if feed.feeds else self._remember(feed, source)
        if heard.status != "failing":
            self.memory.heard(url, time.time(), answer.header("ETag"), answer.header("Last-Modified"))
        return heard

    def _failed(self, url: str, source: str, problem: str, pause: float | None) -> Heard:
        self.memory.failed(url, time.time(), problem, pause)
        return Heard(source, "failing", 0, problem, self.memory.source(url).failures)

    def _remember(self, feed: Feed, source: str) -> Heard:
        entries = [
            Waiting(e.url, source, e.title, e.published, e.html if e.is_full else None)
            for e in feed.entries[:PER_SOURCE]
        ]
        new = self.memory.add(entries, time.time())
        return Heard(source, "new" if new else "quiet", new)

    def _follow(self, feed: Feed, source: str, depth: int) -> Heard:
        """Ask the feeds of a list; it fails if all of them do."""
        if depth <= 0:
            return Heard(source, "failing", 0, "lists of feeds stand in lists of feeds too deep", 1)
        wanted = feed.feeds[: NEWEST if feed.kind == "sitemaps" else BRANCHES]
        heard = [self._ask(url, source, depth - 1) for url in wanted]
        new = sum(h.new for h in heard)
        problems = [h for h in heard if h.status == "failing"]
        if problems and len(problems) == len(heard):
            return problems[0]
        return Heard(source, "new" if new else "quiet", new, problems[0].problem if problems else None)

    # -- fetching ---------------------------------------------------------------------------------

    def pages(self) -> Iterator[Page]:
        """The pages that sources named and that the record does not have yet; call :meth:`settle` when it has them."""
        queue = _by_host(self.memory.waiting(time.time(), PER_ROUND))
        resting: set[str] = set()
        for entry in queue:
            if _site(entry.url) in resting:
                continue
            known = Known(url=entry.url, published=entry.published)
            try:
                raw = self._page(entry)
            except KhabarError as error:
                if isinstance(error, _BusyError):
                    resting.add(_site(entry.url))
                    self.memory.rest(_site(entry.url), time.time() + error.pause)
                for_good = isinstance(error, _GoneError)
                if self.memory.missed(entry.url, time.time(), str(error), for_good=for_good):
                    yield failed(entry.url, known, "not-fetched", error.what)
                continue
            page = read_raw(raw, self.rules.max_bytes)
            # The record knows the page by the address it was named with, which settle is told.
            yield replace(page, name=entry.url, published=page.published or entry.published)

    def settle(self, pages: Iterable[str]) -> None:
        """The record has these pages (or has their problems), by name."""
        self.memory.settle(pages)

    def _page(self, entry: Waiting) -> Raw:
        try:
            answer = self._get(entry.url, {})
        except _ForbiddenError:
            if entry.html is None:
                raise
            return page_of_entry(_entry(entry), Known())
        if answer.status in (404, 410):
            raise _GoneError(f"the page is gone (status {answer.status})", where=entry.url)
        if answer.status in (429, 503):
            raise _BusyError(answer.status, entry.url, _pause(answer))
        if answer.status != 200:
            raise FetchError(
                f"the server answers with status {answer.status}", where=entry.url, hint="it is asked again"
            )
        raw = page_of_answer(answer)
        return replace(raw, known=over(raw.known, Known(url=entry.url)))

    def _get(self, url: str, headers: dict[str, str]) -> Answer:
        """Ask for an address, as its host wishes."""
        if refusal := self.robots.refusal(url):
            raise _ForbiddenError(refusal, where=url, hint="ask the site")
        host = read_address(url).host
        wait = self._asked.get(host, 0.0) + max(self.pace, self.robots.pause(url)) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        try:
            return fetch(url, self.rules, headers)
        finally:
            self._asked[host] = time.monotonic()


class _ForbiddenError(FetchError):
    """A site does not want it."""


class _GoneError(FetchError):
    """A page will not come back."""


class _BusyError(FetchError):
    """A server wants to be left alone for a while, in seconds."""

    def __init__(self, status: int, where: str, pause: float | None) -> None:
        super().__init__(f"the server answers with status {status}", where=where, hint="it is asked again")
        self.pause = FIRST_PAUSE if pause is None else pause


def _site(url: str) -> str:
    """Scheme and host of an address as it is written."""
    return "/".join(url.split("/", 3)[:3])


def _entry(waiting: Waiting) -> Entry:
    return Entry(waiting.url, waiting.title, waiting.published, waiting.html)


def _addresses(source: str) -> Iterator[str]:
    """The addresses that a source stands for: itself, or those in a file of OPML or of one address a line."""
    if source.startswith(("http://", "https://")):
        yield source
        return
    if "://" in source:
        raise PageError("only http and https are watched", where=source, hint="check the address")
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "give an address, or a file of OPML"
        raise PageError(f"the list of sources cannot be read: {error.strerror}", where=source, hint=hint) from error
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        feeds = parse_feed(data, path.resolve().as_uri()).feeds
        if not feeds:
            raise PageError("the list names no feed", where=source, hint="an outline of OPML needs xmlUrl")
        yield from feeds
        return
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _by_host(entries: list[Waiting]) -> Iterator[Waiting]:
    """The entries with the hosts taking turns, so that waiting for one does not hold up the others."""
    hosts: dict[str, deque[Waiting]] = {}
    for entry in entries:
        try:
            host = read_address(entry.url).host
        except FetchError:
            host = ""
        hosts.setdefault(host, deque()).append(entry)
    while hosts:
        for host in list(hosts):
            yield hosts[host].popleft()
            if not hosts[host]:
                del hosts[host]


def _pause(answer: Answer) -> float | None:
    """How long a server asks to be left alone (``Retry-After``), in seconds."""
    value = (answer.header("Retry-After") or "").strip()
    if value.isdigit():
        return min(float(value), LONGEST_PAUSE)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - time.time()), LONGEST_PAUSE) if value else None
    except (ValueError, TypeError, OverflowError):
        return None
