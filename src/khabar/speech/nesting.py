"""Statements in each other: which stands in which, what is said twice, and "according to" around speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from khabar.model import Link, Span
from khabar.speech.according import link_of
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import entity_of
from khabar.speech.scene import Scene
from khabar.speech.speakers import LOOK_BACK

_CELL = 64  # characters: contents that can be the same begin near each other
_RANK = {
    "relay": 0,
    "verb-clause": 1,
    "verb-quote": 1,
    "subject-verb-clause": 1,
    "label": 1,
    "participle": 2,
    "headline": 1,
}


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Of two drafts with nearly the same content keep the better rule, then the nearer cue."""
    near: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (d.weak, _RANK.get(d.rule, 3), -d.start)):
        reach = len(draft.hull) // 5 // _CELL + 1
        cell = draft.hull.start // _CELL
        around = [k for c in range(cell - reach, cell + reach + 1) for k in near.get(c, ())]
        if not any(_same(draft.hull, k.hull) and _one_speech(draft, k) for k in around):
            near.setdefault(cell, []).append(draft)
    return sorted((d for kept in near.values() for d in kept), key=lambda d: (d.start, -d.hull.end))


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0.85 * max(len(one), len(other))


def _one_speech(one: Draft, other: Draft) -> bool:
    """Two cues before the same content are one speech unless one cue stands inside the other's content."""
    return not any(a.cue and any(a.cue in piece for piece in b.content) for a, b in ((one, other), (other, one)))


def nest(drafts: Sequence[Draft]) -> None:
    """Set each draft's parent: the smallest content that holds its cue (or, without a cue, its content)."""
    open_: list[Draft] = []
    for draft in drafts:
        begin = draft.cue or draft.hull
        open_ = [d for d in open_ if d.hull.end > begin.start]
        inside = [d for d in open_ if any(begin in piece for piece in d.content) and d is not draft]
        draft.parent = min(inside, key=lambda d: len(d.hull), default=None)
        open_.append(draft)


def turn_into_hops(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """An "according to" whose clause is itself speech adds a hop to that speech and is no statement of its own.

    An outlet named so after the last sentence of a paragraph stands for all the speech of that paragraph.
    """
    gone: set[int] = set()
    starts = [d.start for d in drafts]
    for draft in drafts:
        if not draft.rule.startswith("according"):
            continue
        near = drafts[bisect_left(starts, draft.hull.start) : bisect_left(starts, draft.hull.end)]
        inner = [d for d in near if d is not draft and d.cue and any(d.cue in piece for piece in draft.content)]
        inner = [d for d in inner if not d.rule.startswith("according")]
        link = link_of(scene, draft)
        if draft.quotes and (other := _quotes_through(scene, draft, near, inner)) is not None:
            gone.add(id(other))
            continue
        if inner and draft.back:
            gone.add(id(draft))
            _take_stance(draft, inner)
            continue
        if not inner or link is None or not (link.kind in ("agency", "outlet") or _leads(draft, inner[0], scene)):
            continue
        gone.add(id(draft))
        for d in inner:
            d.hops.append(link)
        if draft.rule == "according-after" and link.kind in ("agency", "outlet"):
            _reach_back(scene, draft, drafts, inner, link)
    kept = [d for d in drafts if id(d) not in gone]
    nest(kept)
    return kept


def _quotes_through(scene: Scene, draft: Draft, near: Sequence[Draft], inner: Sequence[Draft]) -> Draft | None:
    """``ذكرت الوكالة نقلا عن مصدر أن``: who is quoted speaks, through the outlet. The draft to drop.

    The outlet may itself be named by an "according to": ``وفق ما أوردته الصحيفة نقلا عن مصدر``.
    """
    outer = next((d for d in near if d is not draft and d.rule == "according-after"), None)
    if outer is not None and (through := link_of(scene, outer)) is not None:
        draft.content, draft.links = outer.content, [*draft.links, through]
        return outer
    first = inner[0] if inner else None
    if first is None or not first.subjects or not draft.subjects:
        return None
    entity = entity_of(scene, first.subjects[0])
    if entity not in scene.outlets:
        return None
    first.links.append(Link(scene.outlets[entity], entity, first.subjects[0].span, "quotes another"))
    first.subjects = list(draft.subjects)
    return draft


def _take_stance(draft: Draft, inner: Sequence[Draft]) -> None:
    """``على حد تعبيره`` after speech: the writer's distance to it."""
    if draft.stance == "distanced":
        inner[-1].stance = "distanced"


def _leads(draft: Draft, inner: Draft, scene: Scene) -> bool:
    """Whether the speech inside is the clause itself and not a detail of it."""
    return (
        inner.cue is not None
        and scene.passage.token_at(inner.cue.start) - scene.passage.token_at(draft.hull.start) <= 8
    )


def _reach_back(scene: Scene, draft: Draft, drafts: Sequence[Draft], inner: Sequence[Draft], link: Link) -> None:
    paragraph = scene.passage.paragraph_of(draft.at)
    upto = bisect_left(drafts, draft.start, key=lambda d: d.start)
    if any(d.subjects for d in inner):
        return
    for d in reversed(drafts[max(0, upto - LOOK_BACK) : upto]):
        if d.at < paragraph.first:
            return
        if d.at < draft.at and d not in inner and not d.rule.startswith("according"):
            d.hops.append(link)
            if d.subjects:
                return


def without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Without statements nested in one of the same source: a speaker's own ``أعتقد`` says nothing new."""
    echoes = {id(d) for d in drafts if d.parent is not None and _same_source(d, d.parent)}
    for d in drafts:
        while d.parent is not None and id(d.parent) in echoes:
            d.parent = d.parent.parent
    return [d for d in drafts if id(d) not in echoes]


def without_nobodys(drafts: list[Draft]) -> list[Draft]:
    """Without what nobody is found to say, where a cue is no sure sign: nouns (``وشجب الكتاب التركيز``), participles.

    So is a present without ``و`` (``وما أعلن يؤكد أن``): the writer concludes.
    """

    def is_sure(d: Draft) -> bool:
        if d.rule in ("verb-noun", "participle", "noun-adverbial"):
            return d.cls == "document"
        return d.form is None or d.form.tense != "present" or d.cue is None

    return [d for d in drafts if "unresolved-speaker" not in d.notes or is_sure(d)]


def _same_source(one: Draft, other: Draft) -> bool:
    a, b = one.sources[0], other.sources[0]
    if a.entity or b.entity:
        return a.entity == b.entity
    return a.span is None or a.span == b.span
