"""``khabar watch``: new pages of feeds and sites into the record, and alerts for saved searches."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from khabar.alerts import Alert, Search, find_alerts, post_webhook, read_searches, write_rss
from khabar.cli.record import DEFAULT, Jobs, Json, Overlay, Where, opened
from khabar.errors import KhabarError
from khabar.pages.fetch import Rules
from khabar.pages.sources import Memory
from khabar.pages.watch import Heard, Watch
from khabar.record import Added, Record


def watch_sources(
    sources: Annotated[list[str], typer.Argument(help="Addresses of feeds, sitemaps or sites; files of OPML.")],
    record: Where = DEFAULT,
    lexicon: Overlay = None,
    jobs: Jobs = 1,
    once: Annotated[bool, typer.Option("--once", help="Ask once and end, for cron.")] = False,
    every: Annotated[float, typer.Option(min=60, help="Seconds between two rounds.")] = 900,
    pace: Annotated[float, typer.Option(min=1, help="Least seconds between two requests to one host.")] = 5,
    contact: Annotated[str | None, typer.Option(help="Where site owners can write to; in the user agent.")] = None,
    searches: Annotated[Path | None, typer.Option(help="Saved searches: YAML, a name and a query a line.")] = None,
    rss: Annotated[Path | None, typer.Option(help="Alerts go into this RSS file.")] = None,
    webhook: Annotated[str | None, typer.Option(help="Alerts go to this address as JSON.")] = None,
    state: Annotated[Path | None, typer.Option(help="What is remembered between rounds; beside the record.")] = None,
    json: Json = False,
) -> None:
    """Ask feeds, sitemaps and sites for new pages, keep them, and tell what they say to saved searches.

    Ends with 1 if a source is failing (with --once).
    """
    saved = read_searches(searches) if searches else []
    memory = Memory(state or record.with_name(record.name + ".watch"))
    try:
        watch = Watch(sources, memory, Rules(contact=contact), pace=pace)
        while True:
            heard = list(watch.ask())
            for source in heard:
                _say_heard(source)
            with opened(record, lexicon=lexicon) as kept:
                alerts = keep_round(watch, kept, saved, jobs=jobs)
            _deliver(alerts, rss, webhook, json=json)
            if once:
                raise typer.Exit(1 if any(h.status == "failing" for h in heard) else 0)
            time.sleep(every)
    finally:
        memory.close()


def keep_round(watch: Watch, record: Record, searches: list[Search], *, jobs: int = 1) -> list[Alert]:
    """Fetch what is waiting, keep it, and find what it says to saved searches.

    A page counts as done once the record reports it, so that a round cut off loses nothing.
    """
    new: set[str] = set()

    def report(added: Added) -> None:
        watch.settle([added.name])
        if added.outcome in ("added", "new-version", "completed"):
            new.add(added.page)

    summary = record.add(watch.pages(), jobs=jobs, report=report)
    typer.echo(f"pages: {summary}", err=True)
    return find_alerts(record, searches, new, watch.memory.is_new)


def _say_heard(heard: Heard) -> None:
    said = f"{heard.new} new" if heard.new else heard.status
    again = f" ({heard.failures} times in a row)" if heard.failures > 1 else ""
    problem = f": {heard.problem}" if heard.problem else ""
    typer.echo(f"{heard.url}: {said}{again}{problem}", err=True)


def _deliver(alerts: list[Alert], rss: Path | None, webhook: str | None, *, json: bool) -> None:
    """Give the alerts to all who asked; whoever cannot be reached does not keep them from the others."""
    if not alerts:
        return
    for alert in alerts:
        if json:
            sys.stdout.buffer.write(orjson.dumps(asdict(alert), default=str) + b"\n")
        else:
            typer.echo(f"[{alert.search}] {alert.outlet or ''} {alert.published or ''} {alert.text} {alert.url or ''}")
    sys.stdout.flush()
    try:
        if rss:
            write_rss(rss, alerts)
        if webhook:
            post_webhook(webhook, alerts)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
