"""Actors, articles, mentions and events as FollowTheMoney entities: plain JSON, readable by its tools without ours.

An entity is ``{"id", "schema", "properties"}`` with lists of strings. Source: the FollowTheMoney model (schemata
``Person``, ``Organization``, ``PublicBody``, ``Company``, ``Address``, ``Article``, ``Mention``, ``Event``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from khabar.lexicon import Actor, Lexicon
from khabar.model import ArticleReading, Event, Page, Reading

Json = dict[str, Any]

_PUBLIC = frozenset(["government", "ministry", "parliament", "presidency", "court", "army", "security-service"])
_SCHEMA = {"person": "Person", "place": "Address", "platform": "Organization"}


def as_entities(readings: Iterable[Reading], lexicon: Lexicon) -> Iterator[Json]:
    """The entities of some readings: every actor that is named once, then articles with their mentions and events.

    Args:
        readings: The readings.
        lexicon: Names and kinds of the actors it knows.
    """
    known = {a.id: a for a in lexicon.table("actors", Actor)}
    given = list(readings)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for reading in given:
        for article in reading.articles:
            for mention in article.mentions:
                names[mention.entity][mention.text] = None
    for entity in sorted(names):
        yield _actor(entity, known.get(entity), list(names[entity]))
    for reading in given:
        for article in reading.articles:
            yield _article(reading.page, article)
            yield from _mentions(article)
            yield from (_event(e, article, reading.page, names) for e in article.events)


def _entity(id_: str, schema: str, **properties: Iterable[str | None]) -> Json:
    filled = {k: [x for x in dict.fromkeys(v) if x] for k, v in properties.items()}
    return {"id": id_.replace("/", "-"), "schema": schema, "properties": {k: v for k, v in filled.items() if v}}


def _actor(entity: str, actor: Actor | None, seen: list[str]) -> Json:
    kind = entity.partition("/")[0]
    schema = _SCHEMA.get(kind) or ("PublicBody" if actor and actor.type in _PUBLIC else "Organization")
    if actor is None:
        return _entity(entity, schema, name=seen)
    name = "full" if schema == "Address" else "name"
    country = actor.country.partition("/")[2] if actor.country else None
    properties: dict[str, list[str | None]] = {name: [actor.en], "alias": [*actor.ar, *seen], "notes": [country]}
    return _entity(entity, schema, **properties)


def _article(page: Page, reading: ArticleReading) -> Json:
    article = reading.article
    publisher = article.outlet.replace("/", "-") if article.outlet else None
    return _entity(
        article.id,
        "Article",
        title=[article.title or page.title],
        publisher=[publisher],
        publishedAt=[article.published],
        sourceUrl=[page.url],
        language=[{"ar": "ara"}.get(article.language, article.language)],
        fileName=[page.name],
        contentHash=[page.hash],
    )


def _mentions(reading: ArticleReading) -> Iterator[Json]:
    for mention in reading.mentions:
        yield _entity(
            mention.id,
            "Mention",
            document=[reading.article.id],
            resolved=[mention.entity.replace("/", "-")],
            name=[mention.text],
            detectedSchema=[_SCHEMA.get(mention.kind, "Organization")],
        )


def _event(event: Event, reading: ArticleReading, page: Page, known: dict[str, dict[str, None]]) -> Json:
    involved = [e.replace("/", "-") for e in (*event.actors, *event.recipients) if e in known]
    return _entity(
        event.id,
        "Event",
        name=[f"{event.type} {event.mode}" if event.mode else event.type],
        date=[event.date],
        involved=involved,
        location=[event.place.partition("/")[2] if event.place else None],
        summary=[event.span.of(page.text)],
        proof=[reading.article.id],
        notes=[event.status, f"claimed in {event.statement}" if event.statement else None],
    )
