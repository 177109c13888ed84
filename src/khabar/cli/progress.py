"""The progress bar: on standard error, on a terminal only, and only where there is something to wait for."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

#: The names of files that are one page each.
_ONE_PAGE = {".txt", ".html", ".htm", ".md", ".pdf", ".eml"}


def count_pages(paths: Iterable[Path]) -> int | None:
    """How many pages there are, if that can be told: not of archives, addresses and standard input."""
    files = [f for p in paths for f in ([p] if not p.is_dir() else p.rglob("[!.]*")) if not f.is_dir()]
    return len(files) if all(f.suffix.lower() in _ONE_PAGE for f in files) else None


def progress(total: int | None, *, quiet: bool = False) -> Progress:
    """A bar with one task, to be advanced page by page.

    Args:
        total: How many pages there are, if that is known.
        quiet: No bar, also on a terminal.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = quiet or not sys.stderr.isatty() or (total is not None and total < 2)
    bar = Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True)
    bar.add_task("reading", total=total)
    return bar
