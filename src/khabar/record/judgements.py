"""What people decided: an append-only log, and what a reading becomes under it.

The reading in the file stays as the reader read it. Judgements are laid over it whenever it is looked at, so they
outlive every rereading: an accepted fact that a newer reader no longer finds comes back from the judgement itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from khabar.form import Json
from khabar.record.terms import FactKind

Verdict = Literal["accept", "reject", "correct", "merge", "split", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
LISTS: dict[FactKind, str] = {"statement": "statements", "event": "events", "position": "positions"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one person.

    Attributes:
        number: Its place in the log, from 1.
        verdict: What was decided.
        target: Id of the fact, article or actor it is about; for an undo the number of the judgement taken back.
        user: Who decided.
        at: When, ISO 8601 in UTC.
        reason: Why.
        data: ``fields`` of a correction; ``into`` of a merge; ``into`` and ``facts`` of a split; for an accepted,
            rejected or corrected fact also the ``fact`` as it was read, its ``kind`` and its ``article``.
    """

    number: int
    verdict: Verdict
    target: str
    user: str
    at: str
    reason: str
    data: Mapping[str, Any]


def standing(log: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that hold: without the undone ones and the undos; an undone undo restores.

    >>> at = "2025-05-23T10:00:00Z"
    >>> log = [Judgement(1, "reject", "st-1", "a", at, "", {}), Judgement(2, "undo", "1", "a", at, "", {})]
    >>> standing(log)
    []
    """
    undone: set[int] = set()
    for judgement in reversed(log):
        if judgement.verdict == "undo" and judgement.number not in undone:
            undone.add(int(judgement.target))
    return [j for j in log if j.number not in undone and j.verdict != "undo"]


def merged(log: Iterable[Judgement]) -> dict[str, str]:
    """Each merged actor with the one it became, over several merges; takes what :func:`standing` gives."""
    into: dict[str, str] = {}
    for judgement in log:
        if judgement.verdict == "merge":
            last = str(judgement.data["into"])
            into = {old: last if new == judgement.target else new for old, new in into.items()}
            into.pop(last, None)
            into[judgement.target] = last
    return into


def laid_over(articles: Sequence[Json], judgements: Sequence[Judgement]) -> list[Json]:
    """The articles of a page as the judgements on that page have them.

    A rejected fact stays in its place with ``rejected`` set, and so does what rests on a rejected statement (an event
    claimed in it must not become the article's own word).

    Args:
        articles: In the form of :func:`khabar.form.as_dict`; not changed.
        judgements: Those standing, in their order.
    """
    if not judgements:
        return list(articles)
    laid = [{**a, **{name: [dict(f) for f in a.get(name, ())] for name in LISTS.values()}} for a in articles]
    _bring_back(laid, judgements)
    facts = {f["id"]: f for a in laid for name in LISTS.values() for f in a[name]}
    facts |= {a["id"]: a for a in laid}
    for judgement in judgements:
        if judgement.verdict == "split":
            for target in judgement.data["facts"]:
                if target in facts:
                    rename_in(facts[target], {judgement.target: str(judgement.data["into"])})
        elif fact := facts.get(judgement.target):
            _lay(fact, judgement)
    for article in laid:
        rejected = {i for i, s in enumerate(article["statements"]) if s.get("rejected")}
        for fact in (*article["events"], *article["positions"]):
            if fact["statement"] in rejected:
                fact["rejected"] = True
    return laid


def _lay(fact: Json, judgement: Judgement) -> None:
    match judgement.verdict:
        case "reject":
            fact["rejected"] = True
        case "accept":
            fact.pop("rejected", None)
            fact["accepted"] = True
        case "correct":
            fact.pop("rejected", None)
            fact["accepted"] = True
            fact.update(judgement.data["fields"])


def _bring_back(articles: Sequence[Json], judgements: Sequence[Judgement]) -> None:
    """Put accepted and corrected facts that the reader no longer finds at the end of their list again."""
    here = {f["id"] for a in articles for name in LISTS.values() for f in a[name]}
    homes = {a["id"]: a for a in articles}
    for judgement in judgements:
        kind = judgement.data.get("kind")
        if judgement.verdict not in ("accept", "correct") or kind not in LISTS or judgement.target in here:
            continue
        fact = dict(judgement.data["fact"])
        home = homes.get(judgement.data["article"]) or _around(articles, fact)
        if home is None:
            continue
        ids = [s["id"] for s in home["statements"]]
        for name in ("parent", "statement"):
            if name in fact:
                fact[name] = ids.index(fact[name]) if fact[name] in ids else None
        home[LISTS[kind]].append(fact)
        here.add(judgement.target)


def _around(articles: Sequence[Json], fact: Json) -> Json | None:
    """The article that now holds the characters of a fact."""
    start = fact["content"][0][0] if fact.get("content") else (fact.get("span") or [0])[0]
    return next((a for a in articles if a["span"][0] <= start < a["span"][1]), None)


def detached(fact: Json, article: Json) -> Json:
    """A fact with ids instead of places in its article's list of statements: as a judgement keeps it."""
    ids = [s["id"] for s in article["statements"]]
    return {k: ids[v] if k in ("parent", "statement") and v is not None else v for k, v in fact.items()}


def rename_in(value: Any, renamed: Mapping[str, str]) -> None:
    """Put other entity ids into a fact or an article, in place; texts, ids of facts and spans are left alone."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key not in ("id", "text", "title"):
                value[key] = renamed.get(inner, inner)
            elif isinstance(inner, list) and inner and isinstance(inner[0], str):
                value[key] = [renamed.get(x, x) if isinstance(x, str) else x for x in inner]
            elif isinstance(inner, dict | list):
                value[key] = inner = [*inner] if isinstance(inner, list) else {**inner}
                rename_in(inner, renamed)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            if isinstance(inner, dict):
                value[i] = inner = {**inner}
                rename_in(inner, renamed)
