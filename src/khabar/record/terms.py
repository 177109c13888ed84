"""What a search finds a fact or an article by: its stems, and its marks.

A *mark* is a field's value as one term of the index (``s:person/vladimir-putin``, ``d:2025-05``), so that SQLite's
full-text engine intersects words and fields in one pass. Marks never weigh in the rank.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from khabar.form import Json
from khabar.record.stem import started_terms, terms

FactKind = Literal["statement", "event", "position"]
#: How kinds of facts are numbered in the file.
KINDS: dict[FactKind, int] = {"statement": 1, "event": 2, "position": 3}
KIND_NAMES: dict[int, FactKind] = {number: kind for kind, number in KINDS.items()}

_PLAIN_MARK = re.compile(r"[a-z0-9ء-ي][a-z0-9ء-ي/._-]*")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Terms:
    """The three columns of an index, each a string of terms with blanks between them.

    Attributes:
        first: An article's title, or the words of a fact.
        second: An article's text, or who speaks.
        marks: The values of the fields.
    """

    first: str
    second: str
    marks: str


@dataclass(frozen=True, slots=True)
class FactTerms:
    """A fact's place in its article and the terms it is found by (none for a position: its statement has them)."""

    kind: FactKind
    place: int
    id: str
    terms: Terms | None


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """An article's terms and those of its facts: statements, then events, then positions."""

    terms: Terms
    facts: tuple[FactTerms, ...]


def mark(field: str, value: str) -> str:
    """A field's value as one term.

    >>> mark("s", "person/Vladimir-Putin")
    's:person/vladimir-putin'
    """
    low = value.casefold()
    if not _PLAIN_MARK.fullmatch(low):
        low = "x" + hashlib.blake2b(low.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{field}:{low}"


def date_marks(date: str | None) -> list[str]:
    """A date's year, month and day as marks, as far as it says them.

    >>> date_marks("2025-05-23T10:00")
    ['d:2025', 'd:2025-05', 'd:2025-05-23']
    """
    if not date or not (m := _ISO_DATE.match(date)):
        return []
    year, month, day = m.groups()
    return [f"d:{year}"] + ([f"d:{year}-{month}"] if month else []) + ([f"d:{year}-{month}-{day}"] if day else [])


def index_terms(text: str, articles: Sequence[Json]) -> list[ArticleTerms]:
    """The terms of all articles of a page.

    Args:
        text: The page's text.
        articles: Its articles in the form of :func:`khabar.form.as_dict`, names included.
    """
    words = _Words(text)
    return [_article(words, article) for article in articles]


class _Words:
    """A page's stems, cut out by spans."""

    def __init__(self, text: str) -> None:
        self.starts, self.stems = started_terms(text)

    def of(self, spans: Iterable[Sequence[int]]) -> str:
        cut = (self.stems[bisect_left(self.starts, s) : bisect_left(self.starts, e)] for s, e in spans)
        return " ".join(" ".join(piece) for piece in cut)


def _article(words: _Words, article: Json) -> ArticleTerms:
    names = _Names(article)
    statements, events, positions = (article.get(k, []) for k in ("statements", "events", "positions"))
    shared = [mark("o", article["outlet"])] if article.get("outlet") else []
    issues: dict[int, list[str]] = {}
    for p in positions:
        if p["statement"] is not None:
            issues.setdefault(p["statement"], []).append(p["issue"])
    facts = [
        *(
            FactTerms("statement", i, s["id"], _statement(words, s, names, article, issues.get(i, [])))
            for i, s in enumerate(statements)
        ),
        *(FactTerms("event", i, e["id"], _event(words, e, statements, article)) for i, e in enumerate(events)),
        *(FactTerms("position", i, p["id"], None) for i, p in enumerate(positions)),
    ]
    about = {mark("a", m["entity"]) for m in article.get("mentions", [])} | {mark("i", p["issue"]) for p in positions}
    marks = [*shared, *sorted(about), *date_marks(article.get("published"))]
    title = " ".join(terms(article["title"])) if article.get("title") else ""
    own = Terms(title, words.of(article["kept"]), " ".join(marks))
    return ArticleTerms(
        own, tuple(FactTerms(f.kind, f.place, f.id, _with(f.terms, shared) if f.terms else None) for f in facts)
    )


def _with(terms_: Terms, shared: Sequence[str]) -> Terms:
    return Terms(terms_.first, terms_.second, " ".join([*shared, terms_.marks]))


class _Names:
    """Who is named where in an article."""

    def __init__(self, article: Json) -> None:
        mentions = sorted(article.get("mentions", []), key=lambda m: m["span"][0])
        self._starts = [m["span"][0] for m in mentions]
        self._entities = [m["entity"] for m in mentions]
        self.longest: dict[str, str] = {}
        for m in mentions:
            if len(m["text"]) > len(self.longest.get(m["entity"], "")):
                self.longest[m["entity"]] = m["text"]

    def within(self, spans: Iterable[Sequence[int]]) -> Iterator[str]:
        for start, end in spans:
            yield from self._entities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _statement(words: _Words, s: Json, names: _Names, article: Json, issues: Sequence[str]) -> Terms:
    speakers = [*s["sources"], *s["alternatives"]]
    said = [x.get("text") or "" for x in speakers] + [names.longest.get(x.get("entity") or "", "") for x in speakers]
    marks = {mark("s", x["entity"]) for x in speakers if x.get("entity")}
    marks |= {mark("sk", x["kind"]) for x in speakers}
    marks |= {mark("v", link["entity"]) for link in s["chain"] if link.get("entity")}
    marks |= {mark("v", link["kind"]) for link in s["chain"]}
    marks |= {mark("v", closing) for closing in (article.get("outlet"), article.get("aggregator")) if closing}
    marks |= {mark("a", entity) for entity in names.within(s["content"])} | {mark("i", issue) for issue in issues}
    marks |= {mark("m", s["mode"]), mark("st", s["stance"]), mark("st", s["cue_class"]), "k:statement"}
    ordered = [*sorted(marks), *date_marks(article.get("published"))]
    return Terms(words.of(s["content"]), " ".join(terms(" ".join(said))), " ".join(ordered))


def _event(words: _Words, e: Json, statements: Sequence[Json], article: Json) -> Terms:
    marks = {mark("a", x) for x in (*e["actors"], *e["recipients"], e["place"]) if x}
    marks |= {mark("t", e["type"]), mark("m", e["mode"] or "none"), mark("m", e["status"]), "k:event"}
    told = statements[e["statement"]] if e["statement"] is not None else None
    if told:
        marks |= {mark("s", x["entity"]) for x in told["sources"] if x.get("entity")}
        marks |= {mark("v", link["entity"]) for link in told["chain"] if link.get("entity")}
    ordered = [*sorted(marks), *date_marks(e["date"] or article.get("published"))]
    return Terms(words.of([e["span"]]), "", " ".join(ordered))
