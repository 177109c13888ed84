"""The chain: every hop from the source to this article, nearest to the source first.

Source of the rules: the annotation guidelines' sections on chains, carried and nested. A continuation carries the
chain of the speech it continues; a sentence that names its speaker again begins anew, unless its verb is one of
continuation (``وأضاف فلان``). What stands inside another's speech came through that other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from khabar.arabic import key
from khabar.model import Article, Link, LinkKind
from khabar.speech.channels import read_channel
from khabar.speech.draft import Draft
from khabar.speech.parts import Middle
from khabar.speech.relays import DROPPED_CARRIER
from khabar.speech.scene import Scene
from khabar.speech.sources import carries
from khabar.speech.speakers import LOOK_BACK

_CARRIERS = ("outlet", "agency")


def add_occasions(scene: Scene, drafts: Sequence[Draft]) -> None:
    """``جاء ذلك خلال مؤتمر صحفي``: a later sentence names the channel of the speech just reported."""
    for sentence in scene.passage.sentences:
        if scene.bare(sentence.first) not in ("جاء", "جاءت") or not _points_back(scene, sentence.first + 1):
            continue
        middle = Middle()
        at = sentence.first + 1
        while at < min(sentence.last, sentence.first + 8) and not middle.links:
            at = read_channel(scene, at, sentence.last, middle) or at + 1
        upto = bisect_left(drafts, sentence.first, key=lambda d: d.at)
        recent = drafts[max(0, upto - LOOK_BACK) : upto]
        before = [d for d in recent if d.parent is None and d.rule != "headline"]
        for draft in reversed(before):
            if draft.links or not _same_speaker(draft, before[-1]):
                break
            draft.links = list(middle.links)


def _points_back(scene: Scene, at: int) -> bool:
    return scene.is_in(at, "just-said")


def draw_chains(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Fill in the chains of all drafts, whose sources are known, in the order of the text."""
    for i, draft in enumerate(drafts):
        before = drafts[max(0, i - LOOK_BACK) : i]
        outer = draft.parent
        own = [_known_outlet(scene, link, before) for link in draft.links]
        if outer is not None:  # what stands before the outer speech is the way of that
            own = [link for link in own if link.span is None or link.span in outer.hull]
        if own and _refers_back(scene, draft) and not any(x.kind in ("outlet", "agency") for x in own):
            own += [x for x in _carried(scene, draft, before) or () if x.kind in ("outlet", "agency")]
        if (
            not own
            and not (draft.inherits and draft.forefield and not _speaks_before(scene, draft, before))
            and (carried := _carried(scene, draft, before)) is not None
        ):
            draft.chain = _with_hops(draft, carried)
            continue
        if not own and draft.inherits and not _speaks_before(scene, draft, before):
            own = list(draft.forefield)
        if outer is not None:
            own += [_link_to(scene, outer), *outer.chain]
        draft.chain = _with_hops(draft, own)


def _with_hops(draft: Draft, links: Sequence[Link]) -> tuple[Link, ...]:
    """A chain with the hops that an "according to" adds at its end, each once."""
    named = {x.entity for x in links if x.entity}
    return (*links, *(h for h in draft.hops if h.entity not in named))


def _known_outlet(scene: Scene, link: Link, before: Sequence[Draft]) -> Link:
    """``للصحيفة``: the outlet that an earlier statement was given to by name."""
    if link.entity or link.span is None or link.kind not in ("outlet", "agency"):
        return link
    named_again = len(scene.passage.tokens_in(link.span)) == 1
    named_again = named_again and scene.key(scene.passage.token_at(link.span.start))[:2] == "لل"
    if not named_again and link.why != DROPPED_CARRIER:
        return link
    kinds = (
        ("outlet",) if named_again and "وكال" not in scene.key(scene.passage.token_at(link.span.start)) else _CARRIERS
    )
    for draft in reversed(before):
        for known in draft.chain:
            if known.entity and known.kind in kinds:
                return Link(known.kind, known.entity, link.span, "the outlet named before")
    return link


def _speaks_before(scene: Scene, draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether the sentence already holds speech of the same level."""
    first = scene.sentence(draft.at).first
    return any(d.at >= first and d.parent is draft.parent and d.cue for d in before)


def _carried(scene: Scene, draft: Draft, before: Sequence[Draft]) -> tuple[Link, ...] | None:
    """The chain of the speech this one continues; None if it continues none."""
    continues = draft.inherits or not draft.subjects or draft.cls == "continuation" or _refers_back(scene, draft)
    if not continues or _on_another_occasion(scene, draft):
        return None
    for earlier in reversed(before):
        outer = earlier.parent
        if outer is not draft.parent and not (outer is not None and draft.parent is None and carries(scene, outer)):
            continue
        if _refers_back(scene, draft) and not _of_one_kind(earlier, draft):
            continue
        if earlier.rule == "headline":
            return None
        if _same_speaker(earlier, draft):
            return tuple(Link(x.kind, x.entity, x.span, "carried over") for x in earlier.chain)
        return None
    return None


def _on_another_occasion(scene: Scene, draft: Draft) -> bool:
    """``وأضاف في وقت لاحق``, ``وقال لاحقا``: what was said then came by a way of its own."""
    return any(scene.key(at) in ("لاحق", "لاحقا") for at in range(draft.at + 1, draft.at + 4))


def _refers_back(scene: Scene, draft: Draft) -> bool:
    """``المسؤول``, ``المصدران``: a source without a name that is already known goes on with what it said."""
    source = draft.sources[0]
    definite = source.kind == "anonymous" and source.entity is None and (source.text or "").startswith("ال")
    return definite and not scene.is_relative(draft.at - 1)


def _of_one_kind(one: Draft, other: Draft) -> bool:
    """Whether two nameless sources are called by one noun: a broken plural keeps its first consonants (مصدر، مصادر)."""
    first, second = one.sources[0], other.sources[0]
    if first.entity or first.text is None or second.text is None:
        return False
    return key(first.text).removeprefix("ال")[:2] == key(second.text).removeprefix("ال")[:2]


def _same_speaker(one: Draft, other: Draft) -> bool:
    first, second = one.sources[0], other.sources[0]
    if first.entity or second.entity:
        return first.entity == second.entity
    return True


def _link_to(scene: Scene, outer: Draft) -> Link:
    source = outer.sources[0]
    kind: LinkKind = "document" if source.kind == "document" else scene.outlets.get(source.entity or "", "person")
    return Link(kind, source.entity, source.span, "speaks of it")


def close_chain(chain: Sequence[Link], article: Article) -> tuple[Link, ...]:
    """The whole way of a statement: its chain, then the outlet that prints the article, then the page that collects it.

    >>> from khabar.model import Span
    >>> article = Article("a", Span(0, 9), (), outlet="organization/okaz", aggregator="organization/daily8")
    >>> [(link.kind, link.entity) for link in close_chain((Link("agency", "organization/tass"),), article)]
    [('agency', 'organization/tass'), ('outlet', 'organization/okaz'), ('aggregator', 'organization/daily8')]
    """
    closing: list[Link] = []
    if article.outlet:
        closing.append(Link("outlet", article.outlet, article.outlet_span, "prints the article"))
    if article.aggregator:
        closing.append(Link("aggregator", article.aggregator, None, "collects the article"))
    told = {link.entity for link in chain}
    return (*chain, *(link for link in closing if link.entity not in told))
