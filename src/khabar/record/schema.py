"""The record's file: its tables, the migrations between their versions, and how it is opened.

``PRAGMA application_id`` says that a file is a record, ``PRAGMA user_version`` which of :data:`MIGRATIONS` it has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from khabar.errors import RecordError

#: ``KHBR``: what ``PRAGMA application_id`` of a record says.
APPLICATION = 0x4B484252
#: How long a process waits for another one that is writing, in seconds.
PATIENCE = 120.0
_HEADER = b"SQLite format 3\x00"

_FIRST = """
-- What the record itself rests on: the folding of its indexes.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row for one text, however often it was seen; meta is all of the page but its text (JSON), text is compressed.
CREATE TABLE pages (
  page INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  meta BLOB NOT NULL,
  text BLOB NOT NULL,
  size INTEGER NOT NULL,          -- of the text, in bytes of UTF-8
  current INTEGER NOT NULL,       -- 0 if at every address it was seen at a newer text stands
  added TEXT NOT NULL
);

-- Where and when a text was seen. The texts seen at one url, in the order of seen, are the versions of that page.
CREATE TABLE sightings (
  sighting INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages,
  url TEXT,
  name TEXT NOT NULL,
  seen TEXT NOT NULL,
  digest BLOB NOT NULL,           -- of all that was known of it: the same sighting twice is one
  meta BLOB,                      -- all that was known of it; NULL if that is the meta of the page
  UNIQUE (page, digest)
);
CREATE INDEX sightings_by_url ON sightings (url, seen, sighting) WHERE url IS NOT NULL;

-- What the reader read: heads and facts, and beside them (large, seldom asked for) names, references and times.
CREATE TABLE readings (
  page INTEGER PRIMARY KEY REFERENCES pages,
  reader TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  read TEXT NOT NULL,
  facts BLOB NOT NULL,
  names BLOB NOT NULL
);

-- key is the first eight bytes of the BLAKE2b hash of an id.
CREATE TABLE articles (
  article INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages,
  place INTEGER NOT NULL,         -- which article of the page, from 0
  key INTEGER NOT NULL,
  outlet TEXT,
  published TEXT,
  title TEXT
);
CREATE INDEX articles_by_page ON articles (page);
CREATE INDEX articles_by_key ON articles (key);

CREATE TABLE facts (
  fact INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles,
  kind INTEGER NOT NULL,          -- 1 statement, 2 event, 3 position
  place INTEGER NOT NULL,         -- which of its kind in the article, from 0
  key INTEGER NOT NULL,
  indexed INTEGER NOT NULL        -- 0 for what a search does not find: positions, what was rejected
);
CREATE INDEX facts_by_article ON facts (article);
CREATE INDEX positions ON facts (article) WHERE kind = 3;
CREATE INDEX facts_by_key ON facts (key);

-- Ids that were in the record once and that the reader no longer finds, with what stands there now.
CREATE TABLE retired (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages,
  successor TEXT,
  reader TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE actors (actor INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE names (
  name INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL REFERENCES actors,
  text TEXT NOT NULL,
  UNIQUE (actor, text)
);
CREATE TABLE named (
  page INTEGER NOT NULL REFERENCES pages,
  name INTEGER NOT NULL REFERENCES names,
  times INTEGER NOT NULL,
  PRIMARY KEY (page, name)
) WITHOUT ROWID;
-- By what an actor can be asked for: the stems of a name with a blank between them, a person by the last of them too.
CREATE TABLE asked (stems TEXT NOT NULL, actor INTEGER NOT NULL REFERENCES actors, PRIMARY KEY (stems, actor))
  WITHOUT ROWID;

-- What went wrong: with a page, or with a file that never became one.
CREATE TABLE problems (
  problem INTEGER PRIMARY KEY,
  page INTEGER REFERENCES pages,
  place TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  at_character INTEGER,
  fatal INTEGER NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX problems_by_page ON problems (page);
CREATE UNIQUE INDEX problems_without_page ON problems (place, code, message) WHERE page IS NULL;

-- Append-only: nothing is ever changed or deleted here; undo is a row of its own.
CREATE TABLE judgements (
  judgement INTEGER PRIMARY KEY AUTOINCREMENT,
  verdict TEXT NOT NULL,
  target TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  data BLOB NOT NULL
);
CREATE TABLE judged (
  page INTEGER NOT NULL REFERENCES pages,
  judgement INTEGER NOT NULL REFERENCES judgements,
  PRIMARY KEY (page, judgement)
) WITHOUT ROWID;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;

-- The searched columns exist only in the indexes; terms_of() makes them from the page and its reading (index.py).
CREATE VIEW article_terms AS
  SELECT article AS id, terms_of(page, place, 0, 0, 0) AS title, terms_of(page, place, 0, 0, 1) AS body,
         terms_of(page, place, 0, 0, 2) AS marks
  FROM articles JOIN pages USING (page) WHERE current;
CREATE VIEW fact_terms AS
  SELECT fact AS id, terms_of(page, a.place, kind, f.place, 0) AS words,
         terms_of(page, a.place, kind, f.place, 1) AS speaker, terms_of(page, a.place, kind, f.place, 2) AS marks
  FROM facts f JOIN articles a USING (article) JOIN pages USING (page) WHERE current AND indexed;
CREATE VIRTUAL TABLE article_index USING fts5(title, body, marks, content='article_terms', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 tokenchars './:-_'");
CREATE VIRTUAL TABLE fact_index USING fts5(words, speaker, marks, content='fact_terms', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 tokenchars './:-_'");
INSERT INTO article_index (article_index, rank) VALUES ('rank', 'bm25(3.0, 1.0, 0.0)');
INSERT INTO fact_index (fact_index, rank) VALUES ('rank', 'bm25(1.0, 0.5, 0.0)');
"""

#: What brings a record from version *n* to *n* + 1.
MIGRATIONS: tuple[str, ...] = (_FIRST,)
VERSION = len(MIGRATIONS)


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
