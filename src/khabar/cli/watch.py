"""``khabar watch``: new pages of feeds and sites into the record, and alerts for saved searches."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import orjson
import typer

from khabar.alerts import (
    Alert,
    Channel,
    Search,
    Told,
    find_alerts,
    post_webhook,
    read_searches,
    remember,
    tell,
    write_rss,
)
from khabar.cli.gather import lexicon_of
from khabar.cli.options import DEFAULT, Jobs, Json, Overlay, RecordFile
from khabar.errors import FetchError
from khabar.pages.addresses import read_address
from khabar.pages.fetch import Rules
from khabar.pages.sources import MOST_UNTOLD, Memory
from khabar.pages.watch import Heard, Watch
from khabar.record import Added, Record


def watch_sources(
    sources: Annotated[list[str], typer.Argument(help="Addresses of feeds, sitemaps or sites; files of OPML.")],
    record: RecordFile = DEFAULT,
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

    Ends with 1 if a source is failing, or alerts are not taken (with --once).
    """
    saved = read_searches(searches) if searches else []
    if webhook:
        _check_webhook(webhook)
    channels = _channels(rss, webhook, json=json)
    memory = Memory(state or record.with_name(record.name + ".watch"))
    try:
        watch = Watch(sources, memory, Rules(contact=contact), pace=pace)
        while True:
            heard = list(watch.ask())
            for source in heard:
                _say_heard(source)
            with Record.open(record, lexicon=lexicon_of(lexicon)) as kept:
                keep_round(watch, kept, saved, [channel.name for channel in channels], jobs=jobs)
            told = [tell(memory, channel) for channel in channels]
            for one in told:
                _say_told(one)
            if once:
                failing = any(h.status == "failing" for h in heard) or any(t.problem for t in told)
                raise typer.Exit(1 if failing else 0)
            time.sleep(every)
    finally:
        memory.close()


def keep_round(
    watch: Watch, record: Record, searches: Sequence[Search], channels: Sequence[str], *, jobs: int = 1
) -> None:
    """Fetch what is waiting, keep it, find what it says to saved searches, and put down who is to be told.

    A page counts as done once the record reports it, and its facts are to be told once they are put down, so that a
    round cut off loses nothing.
    """

    def report(added: Added) -> None:
        # A page that is known may have come in a round that was cut off; what was told of it is not told again.
        if added.outcome in ("added", "new-version", "completed", "known"):
            watch.memory.add_fresh(added.page)
        watch.settle([added.name])

    summary = record.add(watch.pages(), jobs=jobs, report=report)
    typer.echo(f"pages: {summary}", err=True)
    fresh = watch.memory.fresh()
    lost = remember(watch.memory, find_alerts(record, searches, fresh), channels, fresh)
    if lost:
        typer.echo(f"alerts: the {lost} oldest that waited are given up: more than {MOST_UNTOLD} wait", err=True)


def _say_heard(heard: Heard) -> None:
    said = f"{heard.new} new" if heard.new else heard.status
    again = f" ({heard.failures} times in a row)" if heard.failures > 1 else ""
    problem = f": {heard.problem}" if heard.problem else ""
    typer.echo(f"{heard.url}: {said}{again}{problem}", err=True)


def _say_told(told: Told) -> None:
    if told.problem:
        again = f" ({told.failures} times in a row)" if told.failures > 1 else ""
        lost = f", {told.lost} are given up" if told.lost else ""
        typer.echo(f"{told.channel}: failing{again}: {told.problem}; {told.waiting} alerts wait{lost}", err=True)


def _channels(rss: Path | None, webhook: str | None, *, json: bool) -> list[Channel]:
    """All who are told; whoever cannot be reached does not keep the alerts from the others."""
    channels = [Channel("output", partial(_print, json=json))]
    if rss:
        channels.append(Channel("rss", partial(write_rss, rss)))
    if webhook:
        channels.append(Channel("webhook", partial(post_webhook, webhook)))
    return channels


def _check_webhook(webhook: str) -> None:
    try:
        read_address(webhook)
    except FetchError as error:
        raise typer.BadParameter(str(error), param_hint="--webhook") from error


def _print(alerts: Sequence[Alert], *, json: bool) -> None:
    """An alert a line as JSON; else what it says between where it stands and its address, each on a line of its own.

    So Arabic stands alone in its line: a terminal need not guess where its direction ends.
    """
    for alert in alerts:
        if json:
            sys.stdout.buffer.write(orjson.dumps(asdict(alert), default=str) + b"\n")
            continue
        where = " · ".join(part for part in (alert.title, alert.outlet, alert.published) if part)
        lines = [f"[{alert.search}] {where}", f"  {alert.text}", f"  {alert.url}" if alert.url else ""]
        typer.echo("\n".join(line for line in lines if line) + "\n")
    sys.stdout.flush()
