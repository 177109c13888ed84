"""``khabar``: the command line; its help reads like a table of contents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from khabar import __version__
from khabar.cli import brief, explain, export, judge, read, record, search, watch
from khabar.errors import KhabarError, LexiconError, ManifestError, QueryError

#: The chapters of the help, and which verb stands in which.
CHAPTERS = {
    "Read": ("demo", "read", "explain"),
    "Keep": ("add", "reread", "watch", "status", "problems", "doctor"),
    "Ask": ("brief", "search"),
    "Decide": ("judge",),
    "Give away": ("export",),
}
CHAPTER_OF = {verb: chapter for chapter, verbs in CHAPTERS.items() for verb in verbs}
_USAGE = (LexiconError, ManifestError, QueryError)


class TableOfContents(TyperGroup):
    """Lists the verbs chapter by chapter; a verb without a chapter stands last."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all verbs, in the order of the help."""
        order = list(CHAPTER_OF)
        names = super().list_commands(ctx)
        return sorted(names, key=lambda n: order.index(n) if n in order else len(order))


app = typer.Typer(cls=TableOfContents, no_args_is_help=True, pretty_exceptions_enable=False)
VERBS: dict[str, Callable[..., None]] = {
    "demo": brief.demonstrate,
    "read": read.read_pages,
    "explain": explain.explain_fact,
    "add": record.add_pages,
    "reread": record.reread_pages,
    "watch": watch.watch_sources,
    "status": record.show_status,
    "problems": record.show_problems,
    "doctor": record.examine_record,
    "brief": brief.brief_pages,
    "search": search.search_record,
    "export": export.export_pages,
}
for _verb, _act in VERBS.items():
    app.command(_verb, rich_help_panel=CHAPTER_OF[_verb])(_act)
app.add_typer(judge.app, name="judge", rich_help_panel=CHAPTER_OF["judge"])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {__version__}")
        raise typer.Exit


@app.callback()
def khabar(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read raw Arabic news pages; keep a sourced record of who said and did what, through whom it came.

    Exit codes: 0 all went well, 1 something of some page could not be read (or nothing was found), 2 wrong usage.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point: an error is one line on standard error, never a traceback.

    Args:
        arguments: Those of the process if left out.
    """
    try:
        app(args=list(arguments) if arguments is not None else None)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        sys.exit(2 if isinstance(error, _USAGE) else 1)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
