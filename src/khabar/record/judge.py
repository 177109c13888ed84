"""Judging: the checks before a decision enters the log, and what it changes in the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

import orjson

from khabar.errors import QueryError, RecordError
from khabar.form import Json, article_of, span_of
from khabar.model import EventStatus, LinkKind, SourceKind, Span, SpeechMode, Stand, StatedBy
from khabar.record.index import index_anew, take_out
from khabar.record.judgements import LISTS, Judgement, Verdict, detached, standing
from khabar.record.store import Store, now
from khabar.record.terms import KIND_NAMES
from khabar.record.view import fact_of, whereabouts

#: What of each kind of fact can be corrected; ``speaker`` stands for the entity of a statement's only source.
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "statement": (
        *("speaker", "sources", "cue", "content", "mode", "chain", "stance", "cue_class", "fabricated"),
        *("addressee", "channel", "prompt", "condition", "consequence", "alternatives"),
    ),
    "event": ("type", "mode", "actors", "recipients", "date", "place", "status", "negated", "facts", "span"),
    "position": ("party", "issue", "stand", "stated_by", "span"),
    "article": ("title", "outlet", "published", "aggregator", "language"),
}
_VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("statement", "mode"): get_args(SpeechMode),
    ("event", "status"): get_args(EventStatus),
    ("position", "stand"): get_args(Stand),
    ("position", "stated_by"): get_args(StatedBy),
}
_TEXTS = ("type", "date", "place", "party", "issue", "title", "outlet", "published", "aggregator", "language", "stance")
_SPANS = ("cue", "span", "channel", "prompt", "condition", "consequence")


def decide(
    store: Store, verdict: Verdict, target: str, user: str, reason: str, data: Mapping[str, Any], pages: Iterable[int]
) -> Judgement:
    """Append a judgement and index the pages it touches anew, in one transaction.

    Raises:
        QueryError: If nobody is named who decides.
        RecordError: If it cannot be written.
    """
    if not user.strip():
        raise QueryError("a judgement needs the name of who decides", hint="give user, or --user")
    touched = sorted(set(pages))
    with store.writing():
        for page in touched:
            take_out(store, page)
        cursor = store.db.execute(
            "INSERT INTO judgements (verdict, target, user, at, reason, data) VALUES (?, ?, ?, ?, ?, ?)",
            (verdict, target, user, now(), reason, orjson.dumps(dict(data))),
        )
        number = int(cursor.lastrowid or 0)
        store.db.executemany("INSERT INTO judged VALUES (?, ?)", ((page, number) for page in touched))
        store.load_judgements()
        for page in touched:
            index_anew(store, page)
    return store.log[-1]


def on_fact(store: Store, verdict: Verdict, id_: str, user: str, reason: str, fields: Mapping[str, Any]) -> Judgement:
    """Accept, reject or correct a fact or an article; it is kept in the judgement as it was read.

    Raises:
        RecordError: If there is no such id.
        QueryError: If a correction does not fit, or an article is to be rejected.
    """
    store.look_again()
    page, at, kind, place = whereabouts(store, id_)
    article = store.articles(page)[at]
    if kind is None or place is None:
        if verdict == "reject":
            raise QueryError("an article cannot be rejected, only corrected", where=id_, hint="reject its facts")
        data: Json = {"kind": "article", "article": id_}
        whole: Json = article
    else:
        whole = article[LISTS[KIND_NAMES[kind]]][place]
        kept = {k: v for k, v in whole.items() if k not in ("accepted", "rejected")}
        data = {"kind": KIND_NAMES[kind], "article": article["id"], "fact": detached(kept, article)}
    if verdict == "correct":
        data["fields"] = _checked(whole, data["kind"], fields, store.text(page), id_)
        corrected = {**whole, **data["fields"]}
        try:
            article_of(corrected) if kind is None else fact_of(corrected, kind, article)
        except (KeyError, TypeError, ValueError) as error:
            raise QueryError(
                "the correction does not have the form of a reading", where=id_, hint=str(error)
            ) from error
    return decide(store, verdict, id_, user, reason, data, [page])


def merge(store: Store, actor: str, into: str, user: str, reason: str) -> Judgement:
    """Say that two actors are one.

    Raises:
        RecordError: If nobody in the record has the first id.
        QueryError: If they are one already.
    """
    store.look_again()
    if store.one("SELECT 1 FROM actors WHERE id = ?", actor) is None:
        raise RecordError(
            f"nobody in the record has the id {actor}", where=str(store.path), hint="copy it from khabar search"
        )
    if store.renamed.get(into, into) == store.renamed.get(actor, actor):
        raise QueryError(f"{actor} and {into} are one already", hint="undo the judgement that merged them first")
    return decide(store, "merge", actor, user, reason, {"into": into}, ())


def split(store: Store, actor: str, into: str, facts: Iterable[str], user: str, reason: str) -> Judgement:
    """Say that in some facts an actor is somebody else.

    Raises:
        RecordError: If one of the facts is not in the record.
        QueryError: If no facts are named, or no other actor.
    """
    store.look_again()
    ids = list(facts)
    if not ids or actor == into:
        raise QueryError("a split needs another actor and the facts that are theirs", where=actor, hint="name them")
    pages = [whereabouts(store, id_)[0] for id_ in ids]
    return decide(store, "split", actor, user, reason, {"into": into, "facts": ids}, pages)


def undo(store: Store, number: int, user: str, reason: str) -> Judgement:
    """Take a judgement back (an undo can be undone as well).

    Raises:
        RecordError: If the log has no such number.
        QueryError: If it is undone already.
    """
    store.look_again()
    if not 1 <= number <= len(store.log):
        raise RecordError(f"there is no judgement {number}", where=str(store.path), hint="see khabar judge log")
    judgement = store.log[number - 1]
    undone = {int(j.target) for j in _undos(store.log)}
    if number in undone:
        raise QueryError(f"judgement {number} is undone already", hint="see khabar judge log")
    last = judgement
    while last.verdict == "undo":
        last = store.log[int(last.target) - 1]
    pages = [p for (p,) in store.rows("SELECT page FROM judged WHERE judgement = ?", last.number)]
    return decide(store, "undo", str(number), user, reason, {}, pages)


def _undos(log: list[Judgement]) -> list[Judgement]:
    """The undos that hold."""
    holding: list[Judgement] = []
    off: set[int] = set()
    for judgement in reversed(log):
        if judgement.verdict == "undo" and judgement.number not in off:
            holding.append(judgement)
            off.add(int(judgement.target))
    return holding


# -- corrections ------------------------------------------------------------------------------------


def _checked(fact: Json, kind: str, fields: Mapping[str, Any], text: str, id_: str) -> Json:
    """The fields of a correction in plain form."""
    if not fields:
        raise QueryError("a correction needs a field", where=id_, hint=f"fields are {', '.join(CORRECTABLE[kind])}")
    made: Json = {}
    for name, value in fields.items():
        if name not in CORRECTABLE[kind]:
            hint = f"fields are {', '.join(CORRECTABLE[kind])}"
            raise QueryError(f"a {kind} has no field {name} to correct", where=id_, hint=hint)
        allowed = _VALUES.get((kind, name))
        if allowed and value not in allowed:
            raise QueryError(f"{name} cannot be {value!r}", where=id_, hint=f"it is one of {', '.join(allowed)}")
        if name in _TEXTS and not (value is None or isinstance(value, str)):
            raise QueryError(f"{name} must be a text", where=id_, hint=f"not {value!r}")
        if name == "speaker":
            made["sources"] = [_speaker(fact, str(value))]
        elif name in _SPANS:
            made[name] = None if value is None else _span(value, text, id_)
        elif name == "content":
            made[name] = [_span(v, text, id_) for v in value]
        else:
            made[name] = value
    _check_kinds(made, text, id_)
    return made


def _speaker(fact: Json, entity: str) -> Json:
    first = fact["sources"][0] if fact.get("sources") else {"span": None, "text": None, "count": None}
    kind = entity.partition("/")[0]
    return {**first, "entity": entity, "kind": kind if kind in ("person", "organization") else "organization"}


def _check_kinds(made: Json, text: str, id_: str) -> None:
    lists = {"sources": get_args(SourceKind), "alternatives": get_args(SourceKind), "chain": get_args(LinkKind)}
    for name, kinds in lists.items():
        for one in made.get(name, ()):
            if not isinstance(one, dict) or one.get("kind") not in kinds:
                raise QueryError(f"each of {name} needs a kind", where=id_, hint=f"one of {', '.join(kinds)}")
            if one.get("span") is not None:
                _span(one["span"], text, id_)


def _span(value: Any, text: str, id_: str) -> list[int]:
    try:
        span: Span = span_of(value)
    except (TypeError, ValueError) as error:
        raise QueryError(f"{value!r} is no span", where=id_, hint="write [start, end]") from error
    if not 0 <= span.start < span.end <= len(text):
        raise QueryError(f"the span {span.start}:{span.end} is not on the page", where=id_, hint=f"it has {len(text)}")
    return [span.start, span.end]


def still_standing(store: Store) -> list[Judgement]:
    """The judgements that hold."""
    store.look_again()
    return standing(store.log)
