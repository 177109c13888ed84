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


@dataclass(slots=True)
class Robots:
    """The wishes of the sites asked so far."""

    rules: Rules
    _known: dict[str, tuple[float, Protego | None]] = field(default_factory=dict)

    def allows(self, url: str) -> bool:
        """Whether a site lets this reader have an address. A site whose wishes cannot be learned is left alone."""
        wishes = self._wishes(url)
        return wishes is not None and bool(wishes.can_fetch(url, self.rules.user_agent))

    def pause(self, url: str) -> float:
        """How many seconds a site asks to wait between two requests."""
        wishes = self._wishes(url)
        delay = wishes.crawl_delay(self.rules.user_agent) if wishes is not None else None
        return min(float(delay or 0.0), SLOWEST)

    def _wishes(self, url: str) -> Protego | None:
        site = read_address(url).site
        until, wishes = self._known.get(site, (0.0, None))
        if time.monotonic() >= until:
            wishes = self._ask(site)
            self._known[site] = (time.monotonic() + (REMEMBERED if wishes is not None else SILENT), wishes)
        return wishes

    def _ask(self, site: str) -> Protego | None:
        try:
            answer = fetch(f"{site}/robots.txt", self.rules)
        except FetchError:
            return None
        if answer.status >= 500 or answer.status == 429:
            return None
        text = answer.body[:LONGEST].decode("utf-8", "replace") if answer.status == 200 else ""
        try:
            return Protego.parse(text)
        except (ValueError, TypeError, RecursionError):
            return Protego.parse("")
