"""A reading as plain dictionaries and lists, and as one line of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import orjson

from khabar.model import (
    Article,
    ArticleReading,
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

FORMAT = "khabar-reading/1"
#: Half of a character that UTF-8 cannot write; its replacement is one character too, so offsets stay.
_SURROGATE = re.compile("[\ud800-\udfff]")
Json = dict[str, Any]


def to_json(reading: Reading) -> bytes:
    """One line of JSON, UTF-8, without a line end; lone surrogates are written as U+FFFD."""
    try:
        return orjson.dumps(as_dict(reading))
    except TypeError:
        return orjson.dumps(_without_surrogates(as_dict(reading)))


def as_dict(reading: Reading, *, references: bool = False) -> Json:
    """The reading as plain dictionaries and lists.

    Args:
        reading: What was read.
        references: Take in the phrases that stand for somebody too; ``from_dict`` then gives back all of it.
    """
    page = reading.page
    return {
        "format": FORMAT,
        "page": page.name,
        "text": page.text if page.extracted else None,
        "hash": page.hash,
        "url": page.url,
        "reader": reading.reader,
        "dropped": [{"span": _span(d.span), "reason": d.reason, "rule": d.rule} for d in reading.dropped],
        "articles": [_article(a, page.text, references) for a in reading.articles],
        "problems": [_problem(p) for p in reading.problems],
    }


def page_as_dict(page: Page) -> Json:
    """All of a page but its text."""
    known: Json = {f.name: getattr(page, f.name) for f in fields(Page) if f.name != "text"}
    return {**known, "problems": [_problem(p) for p in page.problems], "tags": list(page.tags)}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "message": problem.message,
        "where": problem.where,
        "offset": problem.offset,
        "fatal": problem.fatal,
    }


def _article(reading: ArticleReading, text: str, references: bool) -> Json:
    index = {s.id: i for i, s in enumerate(reading.statements)}
    return {
        **_head(reading.article),
        "mentions": [_mention(m) for m in reading.mentions],
        **({"references": [_reference(r) for r in reading.references]} if references else {}),
        "times": [_time(t) for t in reading.times],
        "statements": [_statement(s, text, index) for s in reading.statements],
        "events": [_event(e, index) for e in reading.events],
        "positions": [_position(p, index) for p in reading.positions],
    }


def _head(article: Article) -> Json:
    return {
        "id": article.id,
        "span": _span(article.span),
        "kept": [_span(s) for s in article.kept],
        "title": article.title,
        "title_span": _span(article.title_span),
        "headings": [_span(s) for s in article.headings],
        "outlet": article.outlet,
        "outlet_basis": article.outlet_basis,
        "outlet_span": _span(article.outlet_span),
        "published": article.published,
        "published_basis": article.published_basis,
        "published_span": _span(article.published_span),
        "byline": _span(article.byline),
        "language": article.language,
        "aggregator": article.aggregator,
        "tags": list(article.tags),
    }


def _mention(m: Mention) -> Json:
    return {"id": m.id, "span": _span(m.span), "text": m.text, "kind": m.kind, "entity": m.entity, "rule": m.rule}


def _reference(r: Reference) -> Json:
    return {
        "span": _span(r.span),
        "head": _span(r.head),
        "entities": list(r.entities),
        "role": r.role,
        "of": r.of,
        "source_kind": r.source_kind,
        "gender": r.gender,
        "number": r.number,
        "rule": r.rule,
    }


def _time(t: TimeExpression) -> Json:
    return {
        "id": t.id,
        "span": _span(t.span),
        "text": t.text,
        "type": t.type,
        "value": t.value,
        "mod": t.mod,
        "anchor": t.anchor,
        "rule": t.rule,
    }


def _source(s: Source | None) -> Json | None:
    if s is None:
        return None
    return {"span": _span(s.span), "text": s.text, "entity": s.entity, "kind": s.kind, "count": s.count}


def _link(link: Link) -> Json:
    return {"kind": link.kind, "entity": link.entity, "span": _span(link.span), "why": link.why}


def _statement(s: Statement, text: str, index: dict[str, int]) -> Json:
    return {
        "id": s.id,
        "sources": [_source(x) for x in s.sources],
        "cue": _span(s.cue),
        "content": [_span(x) for x in s.content],
        "mode": s.mode,
        "chain": [_link(x) for x in s.chain],
        "cue_text": s.cue.of(text) if s.cue else None,
        "cue_lemma": s.cue_lemma,
        "cue_class": s.cue_class,
        "stance": s.stance,
        "alternatives": [_source(x) for x in s.alternatives],
        "addressee": _source(s.addressee),
        "channel": _span(s.channel),
        "prompt": _span(s.prompt),
        "condition": _span(s.condition),
        "consequence": _span(s.consequence),
        "fabricated": s.fabricated,
        "parent": index.get(s.parent) if s.parent else None,
        "sentence": _span(s.sentence),
        "rule": s.rule,
        "confidence": s.confidence,
        "notes": list(s.notes),
    }


def _event(e: Event, index: dict[str, int]) -> Json:
    return {
        "id": e.id,
        "type": e.type,
        "mode": e.mode,
        "actors": list(e.actors),
        "recipients": list(e.recipients),
        "date": e.date,
        "place": e.place,
        "status": e.status,
        "negated": e.negated,
        "facts": dict(e.facts),
        "span": _span(e.span),
        "trigger": _span(e.trigger),
        "statement": index.get(e.statement) if e.statement else None,
        "contexts": list(e.contexts),
        "rule": e.rule,
    }


def _position(p: Position, index: dict[str, int]) -> Json:
    return {
        "id": p.id,
        "party": p.party,
        "issue": p.issue,
        "stand": p.stand,
        "statement": index.get(p.statement) if p.statement else None,
        "stated_by": p.stated_by,
        "span": _span(p.span),
        "rule": p.rule,
    }


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {k: _without_surrogates(v) for k, v in value.items()}
    if isinstance(value, Iterable):
        return [_without_surrogates(v) for v in value]
    return value
