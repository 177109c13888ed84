"""How a record's file is opened, brought to the newest version and written to, and what is said where that fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from khabar.errors import RecordError
from khabar.record.schema import APPLICATION, MIGRATIONS, VERSION

#: How long a process waits for another one that is writing, in seconds.
PATIENCE = 120.0
_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open a record, or make one where there is none.

    Args:
        path: The file.
        readonly: Never write; the file must be there. Works in a read-only folder too.

    Raises:
        RecordError: If the file is no record, of a newer version, damaged, locked, or cannot be made.
    """
    _refuse_strangers(path, readonly=readonly)
    with reported(path):
        db = _open(path, readonly=readonly)
        try:
            _check(db, path)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA cache_size = -65536")
            db.execute("PRAGMA temp_store = MEMORY")
            if not readonly:
                db.execute("PRAGMA page_size = 8192")
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                migrate(db, path)
        except BaseException:
            db.close()
            raise
    return db


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring a record to the newest version, one migration a transaction."""
    while (version := user_version(db)) < VERSION:
        with writing(db, path):
            if user_version(db) != version:  # another process was faster
                continue
            for statement in statements(MIGRATIONS[version]):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {version + 1}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (``executescript`` would end the transaction)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def user_version(db: sqlite3.Connection) -> int:
    """Which version of the schema the file has; 0 for an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def writing(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """A transaction: all of it is in the file afterwards, or nothing.

    Raises:
        RecordError: If the disk is full, the file is read-only, damaged, or another process holds it for too long.
    """
    with reported(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a :class:`RecordError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        _explain(error, path)


def _explain(error: sqlite3.Error, path: Path) -> NoReturn:
    said = str(error)
    name = getattr(error, "sqlite_errorname", "") or ""
    if "full" in said or name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        what, hint = "the disk is full or cannot be written; nothing of this batch was kept", "make room, add again"
    elif "readonly" in said or "read-only" in said or name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        what, hint = "the record cannot be opened for writing here", "check the folder's and the file's permissions"
    elif "locked" in said or "busy" in said:
        what, hint = "another process is writing to the record and does not end", "wait for it, then try again"
    elif "malformed" in said or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        what, hint = "the record is damaged", "run khabar doctor, or go back to a copy"
    else:
        what, hint = f"the record could not be used: {said}", "run khabar doctor"
    raise RecordError(what, where=str(path), hint=hint) from error


def _refuse_strangers(path: Path, *, readonly: bool) -> None:
    if path.is_dir():
        raise RecordError("this is a folder", where=str(path), hint="name the record's file")
    if not path.exists():
        if readonly:
            raise RecordError("there is no such record", where=str(path), hint="make one with khabar add")
        if not path.parent.is_dir():
            raise RecordError("there is no such folder", where=str(path.parent), hint="make it first")
        return
    try:
        with path.open("rb") as file:
            begin = file.read(len(_HEADER))
    except OSError as error:
        raise RecordError(f"the file cannot be read: {error.strerror}", where=str(path), hint="check it") from error
    if begin and begin != _HEADER:
        raise RecordError("this file is no record", where=str(path), hint="name a file made by khabar add")


def _open(path: Path, *, readonly: bool) -> sqlite3.Connection:
    if not readonly:
        return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    address = f"file:{quote(str(path.absolute()))}"
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # In a read-only folder SQLite cannot make the files that WAL needs. With an empty WAL none are needed.
        db.close()
        left = path.with_name(path.name + "-wal")
        if left.exists() and left.stat().st_size:
            raise
        db = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION and (tables or application):
        raise RecordError("this SQLite file is no record of Khabar", where=str(path), hint="name another file")
    if (version := user_version(db)) > VERSION:
        raise RecordError(
            f"the record is of version {version}, this Khabar knows {VERSION}",
            where=str(path),
            hint="upgrade khabar; nothing was changed",
        )
