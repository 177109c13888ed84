"""The record's health: is every page, reading, index and judgement what it should be?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from khabar import __version__
from khabar.errors import KhabarError
from khabar.lexicon import Lexicon
from khabar.record.connection import PATIENCE, user_version
from khabar.record.judge import still_standing
from khabar.record.judgements import LISTS
from khabar.record.schema import VERSION
from khabar.record.stem import folding_version
from khabar.record.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at.

    Attributes:
        check: What was looked at.
        well: Whether it is as it should be.
        says: What was found, and what to do if it is not well.
    """

    check: str
    well: bool
    says: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A value in force and where it came from."""

    name: str
    value: str
    origin: str


def examine(store: Store) -> Iterator[Finding]:
    """Look at everything; takes as long as unpacking the whole record."""
    yield _file(store)
    yield from _pages(store)
    if not store.readonly:
        yield from _indexes(store)
    yield _folding(store)
    yield _judgements(store)


def settings(store: Store, lexicon: Lexicon) -> list[Setting]:
    """What the record and the reader run with."""
    folders = ", ".join(str(f) for f in lexicon.folders)
    overlay = "bundled" if lexicon is Lexicon.bundled() else f"--lexicon: {folders}"
    mode = store.one("PRAGMA journal_mode") or ("?",)
    return [
        Setting(
            "record", str(store.path), "--record" if "KHABAR_RECORD" not in os.environ else "KHABAR_RECORD or --record"
        ),
        Setting("record version", str(user_version(store.db)), f"PRAGMA user_version; this khabar knows {VERSION}"),
        Setting("reader", __version__, "the installed package"),
        Setting("lexicon", lexicon.version, overlay),
        Setting("folding", folding_version(), "khabar.record.stem and the installed wordfreq"),
        Setting("SQLite", sqlite3.sqlite_version, "the Python it runs in"),
        Setting("journal mode", str(mode[0]), "the record's file"),
        Setting("patience with other writers", f"{PATIENCE:.0f} s", "khabar.record.connection"),
    ]


def _file(store: Store) -> Finding:
    try:
        said = [row[0] for row in store.db.execute("PRAGMA integrity_check(5)")]
        strangers = store.db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return Finding("file", False, f"SQLite cannot read it: {error}; go back to a copy")
    if said != ["ok"]:
        return Finding("file", False, f"damaged: {'; '.join(said)}; go back to a copy")
    if strangers:
        return Finding("file", False, f"{len(strangers)} rows point nowhere; go back to a copy")
    return Finding("file", True, "whole")


def _pages(store: Store) -> Iterator[Finding]:
    pages = facts = 0
    for (number,) in store.rows("SELECT page FROM pages ORDER BY page"):
        pages += 1
        try:
            store.page(number)
            articles = store.articles(number, names=True)
        except KhabarError as error:
            yield Finding("page", False, f"{error}; add the page again to a new record")
            continue
        listed = store.one("SELECT count(*) FROM facts JOIN articles USING (article) WHERE page = ?", number) or (0,)
        read = sum(len(a[name]) for a in articles for name in LISTS.values())
        facts += read
        if listed[0] != read:
            yield Finding("page", False, f"page {number} lists {listed[0]} facts of {read}; run khabar reread --all")
    yield Finding("pages", True, f"{pages} texts with {facts} facts looked at")


def _indexes(store: Store) -> Iterator[Finding]:
    """FTS5's own check: each index against what its view shows."""
    for index in ("article_index", "fact_index"):
        try:
            with store.writing():
                store.db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except KhabarError as error:
            yield Finding("search", False, f"{index}: {error}; run khabar doctor --repair")
        else:
            yield Finding("search", True, f"{index} holds what the pages say")


def _folding(store: Store) -> Finding:
    row = store.one("SELECT value FROM settings WHERE name = 'folding'")
    made = row[0] if row else "nothing"
    if made == folding_version():
        return Finding("folding", True, made)
    return Finding("folding", False, f"indexed with {made}, asked with {folding_version()}; open it once for writing")


def _judgements(store: Store) -> Finding:
    lost = []
    for judgement in still_standing(store):
        if judgement.verdict == "reject":
            found = store.one("SELECT 1 FROM judged WHERE judgement = ?", judgement.number)
            if found is None:
                lost.append(judgement.number)
    if lost:
        return Finding("judgements", False, f"judgements {lost} stand on no page")
    return Finding("judgements", True, f"{len(store.log)} in the log, {len(still_standing(store))} hold")
