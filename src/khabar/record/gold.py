"""What people judged as gold: pages in the form the scorer reads, for measuring the reader on one's own material."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from khabar.errors import RecordError
from khabar.form import Json
from khabar.record.store import Store
from khabar.record.view import renamed

_HEAD = ("id", "span", "kept", "title", "title_span", "outlet", "published")
_KEYS = {
    "mentions": ("span", "text", "kind", "entity"),
    "times": ("span", "text", "type", "value", "mod"),
    "sources": ("span", "text", "entity", "kind"),
    "chain": ("kind", "entity", "span"),
    "events": ("type", "mode", "actors", "recipients", "date", "place", "status", "facts", "span"),
    "positions": ("party", "issue", "stand"),
}


def gold(store: Store) -> Iterator[Json]:
    """Each judged page as one gold object: what was read, without what was rejected, with what was corrected.

    A page is taken as a whole, so judge all of it before scoring against it: what nobody looked at is in the gold as
    the reader read it.
    """
    for number in store.judged_pages():
        articles = renamed(store.articles(number, names=True), store.renamed)
        dropped, _, _ = store.rest(number)
        text = store.text(number)
        yield {
            "page": page_name(store, number),
            "dropped": [{"span": d["span"], "reason": d["reason"]} for d in dropped],
            "articles": [_article(a, text) for a in articles],
        }


def write_gold(store: Store, folder: Path) -> int:
    """Write ``HASH.json`` for each judged page, its text in ``pages/HASH.txt``, and ``pages/manifest.json``.

    Args:
        store: The record.
        folder: Where to; made if it is not there.

    Returns:
        How many pages were written.

    Raises:
        RecordError: If a file cannot be written.
    """
    try:
        return _write(store, folder)
    except OSError as error:
        where = str(error.filename or folder)
        raise RecordError(f"cannot be written: {error.strerror}", where=where, hint="name another folder") from error


def _write(store: Store, folder: Path) -> int:
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    manifest = []
    for number, one in zip(store.judged_pages(), gold(store), strict=True):
        page = store.page(number)
        (folder / f"{Path(one['page']).stem}.json").write_bytes(orjson.dumps(one, option=orjson.OPT_INDENT_2))
        with (pages / one["page"]).open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(page.text)
        known = {"url": page.url, "outlet": page.outlet, "published": page.published, "fetched": page.fetched}
        manifest.append({"page": one["page"], **known})
    (pages / "manifest.json").write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return len(manifest)


def page_name(store: Store, number: int) -> str:
    """A file name for a page that no other page has and that stays in its folder: its hash."""
    row = store.one("SELECT hash FROM pages WHERE page = ?", number)
    return f"{row[0] if row else number}.txt"


def _article(article: Json, text: str) -> Json:
    standing = [i for i, s in enumerate(article["statements"]) if not s.get("rejected")]
    place = {old: new for new, old in enumerate(standing)}
    statements = [_statement(article["statements"][i]) for i in standing]
    events = [{**_cut(e, "events"), "text": text[slice(*e["span"])]} for e in _held(article["events"])]
    positions = [{**_cut(p, "positions"), "statement": place.get(p["statement"])} for p in _held(article["positions"])]
    return {
        **{k: article[k] for k in _HEAD},
        "mentions": [_cut(m, "mentions") for m in article["mentions"]],
        "times": [_cut(t, "times") for t in article["times"]],
        "statements": statements,
        "events": events,
        "positions": positions,
    }


def _statement(s: Json) -> Json:
    return {
        "sources": [_cut(x, "sources") for x in s["sources"]],
        "cue": s["cue"],
        "content": s["content"],
        "mode": s["mode"],
        "chain": [_cut(link, "chain") for link in s["chain"]],
    }


def _held(facts: Sequence[Json]) -> Iterator[Json]:
    return (f for f in facts if not f.get("rejected"))


def _cut(fact: Json, kind: str) -> dict[str, Any]:
    return {k: fact.get(k) for k in _KEYS[kind]}
