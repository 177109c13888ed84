"""Statements, events and positions as JSON-LD: W3C Web Annotations on the pages, with PROV for the chains.

Each fact is an annotation whose target selects its characters twice: by position (offsets count Unicode code points,
as the recommendation asks) and by quotation with what stands around it, so that it is found again on a page that
moved a little. Sources: *Web Annotation Data Model* (2017), *PROV-O* (2013).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from khabar.model import ArticleReading, Event, Link, Page, Position, Reading, Span, Statement

Json = dict[str, Any]

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "khabar": "urn:khabar:",
        "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
        "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
        "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    },
]
#: How many characters before and after a quotation are given with it.
_AROUND = 32


def as_linked_data(readings: Iterable[Reading]) -> Json:
    """One JSON-LD document: a page of annotations.

    Args:
        readings: The readings.
    """
    return {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "items": [
            item for reading in readings for article in reading.articles for item in _items(reading.page, article)
        ],
    }


def _items(page: Page, article: ArticleReading) -> Iterator[Json]:
    for statement in article.statements:
        yield _annotation(page, article, statement.id, statement.content, _said(page, statement, article))
    for event in article.events:
        yield _annotation(page, article, event.id, (event.span,), _happened(event))
    for position in article.positions:
        yield _annotation(page, article, position.id, (position.span,), _held(position))


def _annotation(page: Page, article: ArticleReading, id_: str, spans: Iterable[Span], body: Json) -> Json:
    return {
        "id": urn(id_),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": [{"source": address(page), "selector": _selectors(page.text, span)} for span in spans],
        "wasDerivedFrom": urn(article.article.id),
    }


def _selectors(text: str, span: Span) -> list[Json]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]


def _said(page: Page, statement: Statement, article: ArticleReading) -> Json:
    """The statement; a fabricated one is attributed to nobody."""
    body: Json = {
        "type": "khabar:Statement",
        "khabar:mode": statement.mode,
        "khabar:cue": statement.cue.of(page.text) if statement.cue else None,
        "khabar:cueClass": statement.cue_class,
        "khabar:speaker": [s.text for s in statement.sources if s.text],
        "khabar:rule": statement.rule,
        "khabar:confidence": statement.confidence,
    }
    speakers = [urn(s.entity) for s in statement.sources if s.entity]
    if statement.fabricated:
        return {**body, "khabar:fabricated": True, "khabar:attributedFalselyTo": speakers}
    hops = [_hop(link) for link in statement.chain]
    outlet = article.article.outlet
    return {
        **body,
        "wasAttributedTo": speakers,
        "hadPrimarySource": hops[0] if hops else None,
        "wasQuotedFrom": [*hops, *([urn(outlet)] if outlet else [])],
    }


def _happened(event: Event) -> Json:
    return {
        "type": "khabar:Event",
        "khabar:plover": f"{event.type}/{event.mode}" if event.mode else event.type,
        "khabar:actor": [urn(a) for a in event.actors],
        "khabar:recipient": [urn(r) for r in event.recipients],
        "khabar:date": event.date,
        "khabar:place": urn(event.place) if event.place else None,
        "khabar:status": event.status,
        "khabar:facts": dict(event.facts),
        "khabar:claimedIn": urn(event.statement) if event.statement else None,
    }


def _held(position: Position) -> Json:
    return {
        "type": "khabar:Position",
        "khabar:party": urn(position.party),
        "khabar:issue": position.issue,
        "khabar:stand": position.stand,
        "khabar:statedBy": position.stated_by,
        "khabar:restsOn": urn(position.statement) if position.statement else None,
    }


def _hop(link: Link) -> str:
    return urn(link.entity) if link.entity else urn(f"unnamed-{link.kind}")


def urn(id_: str) -> str:
    """The name of a fact or an actor as an URN.

    >>> urn("person/vladimir-putin")
    'urn:khabar:person:vladimir-putin'
    """
    return "urn:khabar:" + ":".join(quote(part, safe="-._~") for part in id_.split("/"))


def address(page: Page) -> str:
    """The page's address, or its content hash as an URN."""
    return page.url or urn(f"page/{page.hash}")
