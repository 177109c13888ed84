"""A reading, a page and each noun again, from the plain dictionaries they were written as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from types import MappingProxyType

from khabar.form.write import Json
from khabar.model import (
    Article,
    ArticleReading,
    Dropped,
    Event,
    Link,
    Mention,
    Page,
    Position,
    Problem,
    Reading,
    Reference,
    Source,
    Span,
    Statement,
    TimeExpression,
)


def from_dict(data: Json, page: Page) -> Reading:
    """The reading again, from what ``as_dict`` made of it; lists inside an event's facts come back as tuples.

    Args:
        data: The plain form. Keys that are left out take the noun's default, if it has one.
        page: The page it was read on.

    Raises:
        KeyError, TypeError, ValueError: If the form does not hold.

    >>> from khabar.form import as_dict
    >>> page = Page("a.txt", "قال الوزير")
    >>> reading = Reading(page, articles=(ArticleReading(Article("ar-1", Span(0, 10), (Span(0, 10),))),))
    >>> from_dict(as_dict(reading), page) == reading
    True
    """
    return Reading(
        page,
        tuple(Dropped(span_of(d["span"]), d["reason"], d.get("rule", "")) for d in data["dropped"]),
        tuple(article_reading_of(a) for a in data["articles"]),
        tuple(problem_of(p) for p in data["problems"]),
        data.get("reader", ""),
    )


def page_of(data: Json, text: str) -> Page:
    """The page again, from what :func:`khabar.form.page_as_dict` made of it and its text."""
    return Page(
        text=text, **{**data, "problems": tuple(problem_of(p) for p in data["problems"]), "tags": tuple(data["tags"])}
    )


def article_reading_of(data: Json) -> ArticleReading:
    """One article with all that was read in it."""
    ids = [s["id"] for s in data.get("statements", ())]
    return ArticleReading(
        article_of(data),
        tuple(Mention(**{**m, "span": span_of(m["span"])}) for m in data.get("mentions", ())),
        tuple(_reference_of(r) for r in data.get("references", ())),
        tuple(TimeExpression(**{**t, "span": span_of(t["span"])}) for t in data.get("times", ())),
        tuple(statement_of(s, ids) for s in data.get("statements", ())),
        tuple(event_of(e, ids) for e in data.get("events", ())),
        tuple(position_of(p, ids) for p in data.get("positions", ())),
    )


def article_of(data: Json) -> Article:
    """An article's head."""
    known = {f.name: data[f.name] for f in fields(Article) if f.name in data}
    known |= {k: _span_or_none(known.get(k)) for k in ("title_span", "outlet_span", "published_span", "byline")}
    known |= {k: tuple(span_of(s) for s in known.get(k, ())) for k in ("kept", "headings")}
    return Article(**{**known, "span": span_of(data["span"]), "tags": tuple(data.get("tags", ()))})


def statement_of(data: Json, ids: Sequence[str]) -> Statement:
    """A statement; ``ids`` are those of all statements of its article, in order."""
    known = {f.name: data[f.name] for f in fields(Statement) if f.name in data}
    spans = ("cue", "channel", "prompt", "condition", "consequence", "sentence")
    known |= {k: _span_or_none(known.get(k)) for k in spans}
    known |= {k: tuple(source_of(s) for s in known.get(k, ())) for k in ("sources", "alternatives")}
    known["content"] = tuple(span_of(s) for s in data["content"])
    known["chain"] = tuple(Link(**{**x, "span": _span_or_none(x.get("span"))}) for x in known.get("chain", ()))
    known["addressee"] = source_of(data["addressee"]) if data.get("addressee") else None
    known["parent"] = ids[data["parent"]] if data.get("parent") is not None else None
    return Statement(**{**known, "notes": tuple(known.get("notes", ()))})


def source_of(data: Json) -> Source:
    """Who is said to have said it."""
    return Source(**{**data, "span": _span_or_none(data.get("span"))})


def event_of(data: Json, ids: Sequence[str]) -> Event:
    """An event; ``ids`` as for a statement."""
    known = {f.name: data[f.name] for f in fields(Event) if f.name in data}
    known |= {k: tuple(known.get(k, ())) for k in ("actors", "recipients", "contexts")}
    known |= {k: span_of(data[k]) for k in ("span", "trigger")}
    facts = {k: tuple(v) if isinstance(v, list) else v for k, v in known.get("facts", {}).items()}
    statement = ids[data["statement"]] if data.get("statement") is not None else None
    return Event(**{**known, "facts": MappingProxyType(facts), "statement": statement})


def position_of(data: Json, ids: Sequence[str]) -> Position:
    """A position; ``ids`` as for a statement."""
    statement = ids[data["statement"]] if data.get("statement") is not None else None
    return Position(**{**data, "span": span_of(data["span"]), "statement": statement})


def problem_of(data: Json) -> Problem:
    """A recorded problem."""
    return Problem(**data)


def span_of(pair: Sequence[int]) -> Span:
    """A span from its two offsets."""
    start, end = pair
    return Span(int(start), int(end))


def _span_or_none(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else span_of(pair)


def _reference_of(data: Json) -> Reference:
    spans = {"span": span_of(data["span"]), "head": span_of(data["head"])}
    return Reference(**{**data, **spans, "entities": tuple(data["entities"])})
