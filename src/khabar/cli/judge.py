"""``khabar judge``: accept, reject and correct facts; merge and split actors; take it back."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from khabar.cli.options import DEFAULT, Json, RecordFile
from khabar.errors import QueryError
from khabar.record import Record

app = typer.Typer(no_args_is_help=True, help="Accept, reject and correct facts; merge and split actors.")

User = Annotated[str | None, typer.Option("--user", envvar="KHABAR_USER", help="Who decides; you if left out.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


def _user(user: str | None) -> str:
    return user or getpass.getuser()


@app.command("accept")
def accept(ids: list[str], record: RecordFile = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Say that facts are right."""
    with Record.open(record) as kept:
        for id_ in ids:
            typer.echo(f"{kept.accept(id_, user=_user(user), reason=reason).number}  accept {id_}")


@app.command("reject")
def reject(ids: list[str], record: RecordFile = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Say that facts are wrong."""
    with Record.open(record) as kept:
        for id_ in ids:
            typer.echo(f"{kept.reject(id_, user=_user(user), reason=reason).number}  reject {id_}")


@app.command("correct")
def correct(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="A value is JSON, or a plain text.")],
    record: RecordFile = DEFAULT,
    user: User = None,
    reason: Reason = "",
) -> None:
    """Correct a fact: speaker=person/badr-albusaidi, content=[[120,180]], date=2025-05-23."""
    with Record.open(record) as kept:
        judgement = kept.correct(id_, user=_user(user), reason=reason, **dict(_field(f) for f in fields))
        typer.echo(f"{judgement.number}  correct {id_}")


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise QueryError(f"{text!r} is no field=value", hint="write speaker=person/badr-albusaidi")
    try:
        return name, orjson.loads(value)
    except orjson.JSONDecodeError:
        return name, value


@app.command("merge")
def merge(actor: str, into: str, record: RecordFile = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Say that ACTOR is INTO."""
    with Record.open(record) as kept:
        typer.echo(f"{kept.merge(actor, into, user=_user(user), reason=reason).number}  merge {actor} into {into}")


@app.command("split")
def split(
    actor: str, into: str, ids: list[str], record: RecordFile = DEFAULT, user: User = None, reason: Reason = ""
) -> None:
    """Say that in the facts IDS what was read as ACTOR is INTO."""
    with Record.open(record) as kept:
        typer.echo(f"{kept.split(actor, into, ids, user=_user(user), reason=reason).number}  split {actor}: {into}")


@app.command("undo")
def undo(number: int, record: RecordFile = DEFAULT, user: User = None, reason: Reason = "") -> None:
    """Take judgement NUMBER back."""
    with Record.open(record) as kept:
        typer.echo(f"{kept.undo(number, user=_user(user), reason=reason).number}  undo {number}")


@app.command("log")
def log(record: RecordFile = DEFAULT, json: Json = False) -> None:
    """Every judgement, the oldest first."""
    with Record.open(record, readonly=True) as kept:
        for j in kept.judgements():
            row = {k: getattr(j, k) for k in ("number", "verdict", "target", "user", "at", "reason")}
            if json:
                typer.echo(orjson.dumps({**row, "data": dict(j.data)}).decode())
            else:
                typer.echo("  ".join(str(v) for v in row.values()))


@app.command("gold")
def export_gold(folder: Path, record: RecordFile = DEFAULT) -> None:
    """Write the judged pages as gold files into FOLDER, to score a reader against them."""
    with Record.open(record, readonly=True) as kept:
        typer.echo(f"{kept.write_gold(folder)} pages")
