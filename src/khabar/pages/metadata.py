"""What an HTML page says of itself in its head: JSON-LD, Open Graph, Dublin Core, ``<meta>``, ``<link>``, ``<html>``.

Only what is said of the page's own article counts: a list of other articles in JSON-LD is none of it. A date is kept as
an ISO date or date-time if it is one in full; everything else is left to the dateline that a reader sees.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from resiliparse.parse.html import DocumentNode, HTMLTree

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Posting)$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_OFFSET = re.compile(r"\s?([+-]\d{2}):?(\d{2})$")
_SUFFIX = re.compile(r"\s+(?:[|»«•·–—]|-)\s+|\s*\|\s*")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}\b")
#: JSON-LD nested deeper, or longer, than this is not read.
DEEPEST, LONGEST = 12, 2_000_000

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "twitter:site"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"),
    "url": ("og:url",),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "publishdate",
        "publish-date",
        "publish_date",
        "pubdate",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
        "cxenseparse:recs:publishtime",
    ),
    "tags": ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags"),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


def read_metadata(tree: HTMLTree, address: str | None = None) -> Metadata:
    """What the head of a page says of its article.

    Args:
        tree: The parsed page, scripts still in it.
        address: Where the page was got from; a relative canonical address is completed with it.

    >>> tree = HTMLTree.parse('<html lang="ar"><meta property="og:title" content="جولة خامسة في روما"><title>x</title>')
    >>> read_metadata(tree).title, read_metadata(tree).language
    ('جولة خامسة في روما', 'ar')
    """
    metas = _metas(tree)
    linked = next(
        (found for found in map(_from_json_ld, _articles(tree)) if found.title or found.published), Metadata()
    )
    return Metadata(
        title=linked.title or _first(metas, "title") or _page_title(tree),
        outlet=linked.outlet or _first(metas, "outlet"),
        author=linked.author or _author(_first(metas, "author")),
        url=_address(_canonical(tree) or _first(metas, "url") or linked.url, address),
        published=linked.published
        or next(filter(None, map(iso_date, _all(metas, "published"))), None)
        or _marked(tree),
        language=_language(tree),
        tags=_split_tags((*linked.tags, *_all(metas, "tags"))),
    )


def iso_date(value: str | None) -> str | None:
    """An ISO date or date-time, if the value is a date in full; without seconds' fractions, its offset as it stands.

    None for what is no date, and up to 1970: that is a clock nobody has set.

    >>> iso_date("٢٠٢٥-٠٥-٢٤T10:15:00+0300")
    '2025-05-24T10:15:00+03:00'
    >>> iso_date("Sat, 24 May 2025 10:15:00 GMT")
    '2025-05-24T10:15:00+00:00'
    >>> iso_date("24/05") is None
    True
    """
    if not value:
        return None
    value = value.strip().translate(_DIGITS)
    try:
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", value):
            found = datetime(*map(int, value.split("-")))  # type: ignore[arg-type]
            return found.date().isoformat() if found.year > 1970 else None
        if not re.match(r"\d{4}-\d\d-\d\d", value):
            found = parsedate_to_datetime(value)
        else:
            found = datetime.fromisoformat(_OFFSET.sub(r"\1:\2", value.replace(" UTC", "Z")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(microsecond=0).isoformat() if found.year > 1970 else None


# -- <meta>, <link>, <title> -----------------------------------------------------------------------


def _root(tree: HTMLTree) -> DocumentNode:
    assert tree.document is not None, "a parsed page has a root"
    return tree.document


def _metas(tree: HTMLTree) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in _root(tree).query_selector_all("meta[content]"):
        name = node.getattr("property") or node.getattr("name") or node.getattr("itemprop")
        value = (node.getattr("content") or "").strip()
        if name and value:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _all(metas: Mapping[str, list[str]], what: str) -> list[str]:
    return [value for name in _NAMES[what] for value in metas.get(name, ())]


def _first(metas: Mapping[str, list[str]], what: str) -> str | None:
    return next((value.lstrip("@") for value in _all(metas, what)), None)


def _page_title(tree: HTMLTree) -> str | None:
    """``<title>`` without the name of the site behind a dash or a bar."""
    title = " ".join((tree.title or "").split())
    parts = [p for p in _SUFFIX.split(title) if p]
    longest = max(parts, key=lambda p: len(p.split()), default="")
    return (longest if len(longest.split()) >= 3 else title) or None


def _canonical(tree: HTMLTree) -> str | None:
    node = _root(tree).query_selector('link[rel="canonical"][href]')
    return node.getattr("href") if node is not None else None


def _address(found: str | None, base: str | None) -> str | None:
    """A full address of http(s), or the one the page was got from."""
    try:
        full = urljoin(base or "", found.strip()) if found else base
        parts = urlsplit(full or "")
        valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return base
    return full if valid else base


def _language(tree: HTMLTree) -> str | None:
    root = _root(tree).query_selector("html[lang]")
    said = root.getattr("lang") if root is not None else None
    match = _LANGUAGE.match(said or "")
    return match.group().lower() if match else None


def _marked(tree: HTMLTree) -> str | None:
    """A date in the page's body that names itself the date of publication."""
    for node in _root(tree).query_selector_all('[itemprop="datePublished"], time[pubdate]'):
        if found := iso_date(node.getattr("datetime") or node.getattr("content")):
            return found
    return None


def _author(value: str | None) -> str | None:
    return None if value is None or value.startswith(("http:", "https:")) else value


def _split_tags(values: tuple[str, ...]) -> tuple[str, ...]:
    pieces = [piece.strip(" #\u00a0") for value in values for piece in re.split(r"[,،;]", value)]
    return tuple(dict.fromkeys(p for p in pieces if p and len(p) <= 80))


# -- JSON-LD ---------------------------------------------------------------------------------------


def _articles(tree: HTMLTree) -> Iterator[Mapping[str, object]]:
    for node in _root(tree).query_selector_all('script[type="application/ld+json"]'):
        source = (node.text or "").strip()
        if not source or len(source) > LONGEST:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _find_articles(data, 0)


def _find_articles(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    """Articles that stand by themselves, in a list or a graph, or as the main thing of a page."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _find_articles(entry, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        for key in ("@graph", "mainEntity"):
            yield from _find_articles(data.get(key), depth + 1)


def _from_json_ld(data: Mapping[str, object]) -> Metadata:
    published = iso_date(_string(data.get("datePublished")))
    found = Metadata(
        title=_string(data.get("headline")) or _string(data.get("name")),
        outlet=_name(data.get("publisher")),
        author=_name(data.get("author")),
        url=_string(data.get("url")) or _string(data.get("mainEntityOfPage"), "@id"),
        published=published,
    )
    keywords = data.get("keywords")
    if isinstance(keywords, str):
        return replace(found, tags=(keywords,))
    if isinstance(keywords, list):
        return replace(found, tags=tuple(k for k in keywords if isinstance(k, str)))
    return found


def _string(value: object, key: str = "@value") -> str | None:
    if isinstance(value, dict):
        value = value.get(key)
    if isinstance(value, list):
        value = value[0] if value else None
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = list(filter(None, map(_name, value)))
        return "، ".join(names) or None
    return _author(_string(value, "name"))
