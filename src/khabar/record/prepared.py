"""A reading made ready for the file, in any process: packed, with the terms it will be found by; and unpacked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from khabar.form import Json, as_dict, page_as_dict
from khabar.model import Problem, Reading
from khabar.record.judgements import LISTS
from khabar.record.pack import columns, pack_json, pack_text, rows_of
from khabar.record.terms import ArticleTerms, index_terms

#: What of an article's reading is large and seldom asked for.
_NAMES = ("mentions", "references", "times")
#: Id, outlet, date and title of an article.
Head = tuple[str, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready to be written: packed, with its terms. Made outside the transaction, in any process."""

    hash: str
    size: int
    meta: Json
    text: bytes
    reader: str
    lexicon: str
    facts: bytes
    names: bytes
    heads: tuple[Head, ...]
    terms: tuple[ArticleTerms, ...]
    named: tuple[tuple[str, str, int], ...]
    problems: tuple[Problem, ...]


def prepare(reading: Reading, lexicon: str) -> Prepared:
    """Pack a reading and make its terms: a pure function.

    Args:
        reading: What was read on a page.
        lexicon: The version of the lexicon it was read with.
    """
    page = reading.page
    data = as_dict(reading, references=True)
    articles = data["articles"]
    facts = [_packed_facts(a) for a in articles]
    names = [_packed_names(a, page.text) for a in articles]
    named = Counter((m["entity"], m["text"]) for a in articles for m in a["mentions"])
    return Prepared(
        page.hash,
        len(page.text.encode("utf-8", "surrogatepass")),
        page_as_dict(page),
        pack_text(page.text),
        reading.reader,
        lexicon,
        pack_json({"articles": facts, "dropped": data["dropped"], "problems": data["problems"]}),
        pack_json(names),
        heads_of(articles),
        tuple(index_terms(page.text, articles)),
        tuple((entity, name, n) for (entity, name), n in sorted(named.items())),
        reading.problems,
    )


def _packed_facts(article: Json) -> Json:
    """An article's head and facts, the facts in columns; what the text says anyway is left out."""
    for statement in article["statements"]:
        statement.pop("cue_text", None)
    return {k: columns(v) if k in LISTS.values() else v for k, v in article.items() if k not in _NAMES}


def unpacked_facts(packed: Json) -> Json:
    """An article's head and facts again."""
    return {k: rows_of(v) if k in LISTS.values() else v for k, v in packed.items()}


def _packed_names(article: Json, text: str) -> Json:
    """An article's names, references and times in columns; their texts only where the page has other characters."""
    cut = {k: [{**x, "text": None} if _is_cut(x, text) else x for x in article[k]] for k in _NAMES}
    return {k: columns(v) for k, v in cut.items()}


def unpacked_names(packed: Json, text: str) -> Json:
    """An article's names, references and times again; ``text`` is the page's."""
    names = {k: rows_of(v) for k, v in packed.items()}
    for x in chain(*names.values()):
        if x.get("text", "") is None:
            x["text"] = text[slice(*x["span"])]
    return names


def _is_cut(fact: Json, text: str) -> bool:
    return "text" in fact and fact["text"] == text[slice(*fact["span"])]


def heads_of(articles: Sequence[Json]) -> tuple[Head, ...]:
    """What the table of articles holds of each."""
    return tuple((a["id"], a["outlet"], a["published"], a["title"]) for a in articles)
