"""Independent roots: where the reports of many articles converge.

Six outlets that print one agency text are one source. Two things make articles one root: they print the same text
(:mod:`khabar.stories.copies`), or all they report comes from one named agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.lexicon import Actor, Lexicon
from khabar.model import Root, Statement, fact_id
from khabar.stories.groups import joined
from khabar.stories.pile import Piece

_CARRIERS = ("agency", "outlet", "platform", "document")


def compile_agencies(lexicon: Lexicon) -> frozenset[str]:
    """Entity ids of all news agencies."""
    return frozenset(a.id for a in lexicon.table("actors", Actor) if a.type == "agency")


def origin_of(piece: Piece, lexicon: Lexicon) -> str | None:
    """The one agency an article's report comes from, if it names one and only one.

    It is the outlet itself, or stands alone in the byline, or speaks or carries each of the article's statements, at
    least two, that have a cue and are neither fabricated nor nested in another (which has its speaker's chain).
    """
    agencies = lexicon.compiled(compile_agencies)
    article = piece.article
    if article.outlet in agencies:
        return article.outlet
    if article.byline:
        named = {m.entity for m in piece.reading.mentions if m.span in article.byline} & agencies
        if len(named) == 1:
            return named.pop()
    said = [s for s in piece.reading.statements if s.cue and not s.fabricated and s.parent is None]
    through = [{link.entity for link in s.chain if link.entity} & agencies for s in said]
    through = [t | ({x.entity for x in s.sources if x.entity} & agencies) for t, s in zip(through, said, strict=True)]
    shared = set.intersection(*through) if len(through) > 1 else set()
    return min(shared) if len(shared) == 1 else None


def find_roots(pieces: Sequence[Piece], copies: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[Root, ...]:
    """The independent origins of some articles of one story, in the order of their first article.

    Args:
        pieces: The articles, the earliest first.
        copies: Pairs of near-copies (:func:`khabar.stories.find_copies`).
        lexicon: For what is an agency.
    """
    ids = [p.article.id for p in pieces]
    inside = set(ids)
    same = [(a, b) for a, b in copies if a in inside and b in inside]
    origins = {p.article.id: origin_of(p, lexicon) for p in pieces}
    first: dict[str, str] = {}
    shared = [(first.setdefault(o, a), a) for a, o in origins.items() if o]
    roots = []
    for group in joined(ids, [*same, *((a, b) for a, b in shared if a != b)]):
        named = next((o for a in group if (o := origins[a])), None)
        copied = any(a in group and b in group for a, b in same)
        why = "copy" if copied else "chain" if named else "single"
        roots.append(Root(fact_id(group[0], "root"), tuple(group), named, why))  # type: ignore[arg-type]
    return tuple(roots)


def statement_root(piece: Piece, statement: Statement, roots: Iterable[Root]) -> str:
    """What one printing of a statement rests on, as far as the page says.

    The hop nearest to the speaker that has a name (the agency that heard him, the outlet that interviewed him, the
    platform he wrote on) is where all printings of it converge; without one it is the root of the article.
    """
    for link in statement.chain:
        if link.entity and link.kind in _CARRIERS:
            return link.entity
    return next((r.origin or r.id for r in roots if piece.article.id in r.articles), piece.article.id)
