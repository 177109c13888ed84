"""What a question to the record gives: the model's nouns, one by one, as a table, or shown in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import orjson

from khabar.errors import KhabarError
from khabar.model import Article, Event, Page, Position, Span, Statement

if TYPE_CHECKING:
    import pyarrow

T = TypeVar("T")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A noun with the article and the page it stands on.

    Attributes:
        noun: The statement, event, position or article.
        article: Its article.
        page: Its page, with the text its spans count in.
        accepted: Whether somebody accepted or corrected it.
    """

    noun: T
    article: Article
    page: Page
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor of the record.

    Attributes:
        id: Entity id, after merges.
        names: Under which names, the most frequent first.
        mentions: How often it is named.
        pages: On how many pages.
    """

    id: str
    names: tuple[str, ...]
    mentions: int
    pages: int

    @property
    def kind(self) -> str:
        """``person``, ``organization``, ``place`` or ``platform``."""
        return self.id.partition("/")[0]


class Found(Generic[T]):
    """The answer to a question, read from the file as it is iterated, as often as it is iterated.

    Args:
        ask: Gives the nouns with their places.
        kind: What they are: the columns of the table follow from it.
    """

    def __init__(self, ask: Callable[[], Iterator[Located[T]]], kind: str) -> None:
        self._ask = ask
        self.kind = kind

    def __iter__(self) -> Iterator[T]:
        return (located.noun for located in self._ask())

    def located(self) -> Iterator[Located[T]]:
        """The nouns with their article and page."""
        return self._ask()

    def first(self, n: int = 1) -> list[T]:
        """The first ``n`` of them."""
        return list(islice(self, n))

    def rows(self) -> Iterator[dict[str, Any]]:
        """One flat row each: what :meth:`to_arrow` makes columns of."""
        make = _ROWS[self.kind]
        return (make(located) for located in self._ask())

    def to_arrow(self) -> pyarrow.Table:
        """All of them as an Arrow table (``.to_pandas()`` makes a data frame of it).

        Raises:
            KhabarError: If ``pyarrow`` is not installed.
        """
        try:
            import pyarrow as pa
        except ImportError as error:
            raise KhabarError("pyarrow is not installed", hint="pip install 'khabar[arrow]'") from error
        kinds = {"s": pa.string(), "l": pa.list_(pa.string()), "f": pa.float64(), "b": pa.bool_(), "i": pa.int64()}
        schema = pa.schema([(name, kinds[kind]) for name, kind in _COLUMNS[self.kind].items()])
        return pa.Table.from_pylist(list(self.rows()), schema=schema)

    def _repr_html_(self) -> str:
        columns = list(_COLUMNS[self.kind])
        shown = list(islice(self.rows(), _SHOWN + 1))
        head = "".join(f"<th>{c}</th>" for c in columns)
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{escape(_cell(row[c]))}</td>' for c in columns) + "</tr>"
            for row in shown[:_SHOWN]
        )
        more = "<p>…</p>" if len(shown) > _SHOWN else ""
        return f'<div dir="rtl"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>'


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "، ".join(map(str, value)) if isinstance(value, list) else str(value)


_PLACE = {"id": "s", "page": "s", "url": "s", "article": "s", "outlet": "s", "published": "s", "title": "s"}
_COLUMNS: dict[str, dict[str, str]] = {
    "statements": {
        **_PLACE,
        "speakers": "l",
        "sources": "l",
        "cue": "s",
        "content": "s",
        "mode": "s",
        "stance": "s",
        "cue_class": "s",
        "chain": "l",
        "fabricated": "b",
        "confidence": "f",
        "accepted": "b",
    },
    "events": {
        **_PLACE,
        "type": "s",
        "mode": "s",
        "actors": "l",
        "recipients": "l",
        "date": "s",
        "place": "s",
        "status": "s",
        "negated": "b",
        "facts": "s",
        "text": "s",
        "statement": "s",
        "accepted": "b",
    },
    "positions": {
        **_PLACE,
        "party": "s",
        "issue": "s",
        "stand": "s",
        "stated_by": "s",
        "statement": "s",
        "text": "s",
        "accepted": "b",
    },
    "articles": {**_PLACE, "language": "s", "tags": "l", "characters": "i", "accepted": "b"},
    "actors": {"id": "s", "kind": "s", "names": "l", "mentions": "i", "pages": "i"},
}


def _place(at: Located[Any]) -> dict[str, Any]:
    article, page = at.article, at.page
    return {
        "id": at.noun.id,
        "page": page.hash,
        "url": page.url,
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "accepted": at.accepted,
    }


def _text(spans: tuple[Span, ...], page: Page) -> str:
    return " … ".join(s.of(page.text) for s in spans)


def _statement(at: Located[Statement]) -> dict[str, Any]:
    s = at.noun
    return {
        **_place(at),
        "speakers": [x.entity for x in s.sources if x.entity],
        "sources": [x.text for x in s.sources if x.text],
        "cue": s.cue.of(at.page.text) if s.cue else None,
        "content": _text(s.content, at.page),
        "mode": s.mode,
        "stance": s.stance,
        "cue_class": s.cue_class,
        "chain": [link.entity or link.kind for link in s.chain],
        "fabricated": s.fabricated,
        "confidence": s.confidence,
    }


def _event(at: Located[Event]) -> dict[str, Any]:
    e = at.noun
    return {
        **_place(at),
        "type": e.type,
        "mode": e.mode,
        "actors": list(e.actors),
        "recipients": list(e.recipients),
        "date": e.date,
        "place": e.place,
        "status": e.status,
        "negated": e.negated,
        "facts": orjson.dumps(dict(e.facts)).decode(),
        "text": e.span.of(at.page.text),
        "statement": e.statement,
    }


def _position(at: Located[Position]) -> dict[str, Any]:
    p = at.noun
    return {
        **_place(at),
        "party": p.party,
        "issue": p.issue,
        "stand": p.stand,
        "stated_by": p.stated_by,
        "statement": p.statement,
        "text": p.span.of(at.page.text),
    }


def _article(at: Located[Article]) -> dict[str, Any]:
    a = at.noun
    return {**_place(at), "language": a.language, "tags": list(a.tags), "characters": sum(len(s) for s in a.kept)}


def _actor(at: Located[ActorSeen]) -> dict[str, Any]:
    a = at.noun
    return {"id": a.id, "kind": a.kind, "names": list(a.names), "mentions": a.mentions, "pages": a.pages}


_ROWS: dict[str, Callable[[Located[Any]], dict[str, Any]]] = {
    "statements": _statement,
    "events": _event,
    "positions": _position,
    "articles": _article,
    "actors": _actor,
}
