"""Pages and their readings, written into the tables and taken out of them.

All of it happens inside a transaction of :meth:`khabar.record.store.Store.writing`.
"""

from __future__ import annotations

from khabar.record.index import index_anew, index_page, take_out
from khabar.record.pack import pack_json, storable
from khabar.record.prepared import Prepared
from khabar.record.stem import terms
from khabar.record.store import Store, now

#: How many names are remembered with their numbers.
_MEMORY = 100_000


def insert_page(store: Store, new: Prepared) -> int:
    """Write a page that is not there yet, and index it; it is taken for current."""
    cursor = store.db.execute(
        "INSERT INTO pages (hash, meta, text, size, current, added) VALUES (?, ?, ?, ?, 1, ?)",
        (new.hash, pack_json(new.meta), new.text, new.size, now()),
    )
    page = int(cursor.lastrowid or 0)
    insert_reading(store, page, new)
    return page


def insert_reading(store: Store, page: int, new: Prepared) -> None:
    """Write the reading of a page that has none, and index it."""
    store.db.execute(
        "INSERT INTO readings (page, reader, lexicon, read, facts, names) VALUES (?, ?, ?, ?, ?, ?)",
        (page, new.reader, new.lexicon, now(), new.facts, new.names),
    )
    store.db.executemany(
        "INSERT INTO problems (page, place, code, message, at_character, fatal, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((page, storable(p.where), p.code, storable(p.message), p.offset, p.fatal, now()) for p in new.problems),
    )
    for entity, name, times in new.named:
        number = number_of_name(store, entity, storable(name))
        store.db.execute("INSERT INTO named VALUES (?, ?, ?)", (page, number, times))
    store.forget_terms()
    if store.judgements_on(page):
        index_anew(store, page)
    else:
        index_page(store, page, new.heads, new.terms, None)


def forget_reading(store: Store, page: int) -> None:
    """Remove a page's reading, to write another one; its judgements and its text stay."""
    take_out(store, page)
    store.db.execute("DELETE FROM named WHERE page = ?", (page,))
    store.db.execute("DELETE FROM problems WHERE page = ?", (page,))
    store.db.execute("DELETE FROM readings WHERE page = ?", (page,))


def set_current(store: Store, page: int, current: bool) -> None:
    """Say whether a page is the newest text at some address: only such pages are searched."""
    row = store.one("SELECT current FROM pages WHERE page = ?", page)
    if row is None or bool(row[0]) == current:
        return
    take_out(store, page)
    store.db.execute("UPDATE pages SET current = ? WHERE page = ?", (current, page))
    index_anew(store, page)


def number_of_name(store: Store, entity: str, name: str) -> int:
    """The number of a name of an actor, made if it is new."""
    if (entity, name) not in store.names:
        store.db.execute("INSERT OR IGNORE INTO actors (id) VALUES (?)", (storable(entity),))
        actor = store.db.execute("SELECT actor FROM actors WHERE id = ?", (storable(entity),)).fetchone()[0]
        store.db.execute("INSERT OR IGNORE INTO names (actor, text) VALUES (?, ?)", (actor, name))
        row = store.db.execute("SELECT name FROM names WHERE actor = ? AND text = ?", (actor, name)).fetchone()
        stems = terms(name)
        asked = {" ".join(stems), stems[-1] if entity.startswith("person/") else ""} if stems else set()
        store.db.executemany("INSERT OR IGNORE INTO asked VALUES (?, ?)", ((a, actor) for a in asked if a))
        if len(store.names) > _MEMORY:
            store.names.clear()
        store.names[entity, name] = int(row[0])
    return store.names[entity, name]
