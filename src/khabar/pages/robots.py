"""What a site asks of those who read it by machine: robots.txt (RFC 9309), read with ``protego``."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from protego import Protego

from khabar.errors import FetchError
from khabar.pages.addresses import read_address
from khabar.pages.fetch import Rules, fetch

#: How long a site's wishes are remembered, in seconds, and its silence.
REMEMBERED, SILENT = 24 * 3600.0, 600.0
#: More of a robots.txt than this is not read (RFC 9309 asks for at least 500 kB).
LONGEST = 512_000
#: A site may ask for more time between two requests; more than this many seconds is not waited.
SLOWEST = 60.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a site wishes, or why that cannot be learned.

    Attributes:
        until: Until when this holds, by the monotonic clock.
    """

    until: float
    rules: Protego | None
    problem: str = ""


@dataclass(slots=True)
class Robots:
    """The wishes of the sites asked so far."""

    rules: Rules
    _known: dict[str, Wishes] = field(default_factory=dict)

    def refusal(self, url: str) -> str | None:
        """Why this reader must not have an address, None if it may; who does not tell its wishes is left alone."""
        wishes = self._wishes(url)
        if wishes.rules is None:
            return f"the site's robots.txt cannot be had: {wishes.problem}"
        return None if wishes.rules.can_fetch(url, self.rules.user_agent) else "the site's robots.txt forbids it"

    def pause(self, url: str) -> float:
        """How many seconds a site asks to wait between two requests; at most :data:`SLOWEST`, 0 if it asks nothing."""
        wishes = self._wishes(url).rules
        delay = wishes.crawl_delay(self.rules.user_agent) if wishes is not None else None
        return min(float(delay or 0.0), SLOWEST)

    def _wishes(self, url: str) -> Wishes:
        site = read_address(url).site
        known = self._known.get(site)
        if known is None or time.monotonic() >= known.until:
            known = self._known[site] = self._ask(site)
        return known

    def _ask(self, site: str) -> Wishes:
        try:
            answer = fetch(f"{site}/robots.txt", self.rules)
        except FetchError as error:
            return Wishes(time.monotonic() + SILENT, None, error.what)
        if answer.status >= 500 or answer.status == 429:
            return Wishes(time.monotonic() + SILENT, None, f"the server answers with status {answer.status}")
        text = answer.body[:LONGEST].decode("utf-8", "replace") if answer.status == 200 else ""
        try:
            rules = Protego.parse(text)
        except (ValueError, TypeError, RecursionError):
            rules = Protego.parse("")
        return Wishes(time.monotonic() + REMEMBERED, rules)
