"""The way by which speech reached the page: interviews, statements, posts, agencies, to whom remarks were given."""

from __future__ import annotations

from khabar.arabic import candidates
from khabar.model import Link, LinkKind, Mention, Reference, Span
from khabar.speech.channel_nouns import begins_remarks, channel_noun_at, platform_at
from khabar.speech.noun_phrases import attached_preposition, end_of_phrase, entity_of, is_addressed, span_of
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.scene import Scene

_NAMED_IN: dict[str, tuple[str, ...]] = {"interview": ("person", "organization"), "platform": ("platform",)}


def read_channel(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """Read a channel phrase (``في مقابلة مع القناة``, ``على منصة إكس``) into ``middle``; the token after it, or 0."""
    if platform := platform_at(scene, at, last):
        return _add_platform(scene, platform, last, middle)
    noun = channel_noun_at(scene, at, last)
    if noun is None:
        return _read_remarks(scene, at, last, middle) if begins_remarks(scene, at) else 0
    if not noun.fits:
        return 0
    stop = _end_of_channel(scene, noun.end, last)
    _add_channel(scene, noun.channel.link, at, stop, middle)
    return stop


def _add_platform(scene: Scene, platform: Mention, last: int, middle: Middle) -> int:
    middle.links.append(Link("platform", platform.entity, platform.span, "named platform"))
    middle.channel = middle.channel or platform.span
    end = scene.end_of(platform.span)
    closed = end < last and scene.tokens[end].kind == "mark" and scene.tokens[end].key in ('"', "»", "”")
    return end + 1 if closed else end


def _read_remarks(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """``في تصريحات لشبكة X``, ``في حديث إلى X``: remarks are a channel only through whom they were given to."""
    stop = _end_of_channel(scene, at + 2, last)
    inner = Middle()
    for i in range(at + 2, stop):
        inside = i + 1 + (scene.tokens[min(i + 1, last - 1)].kind == "mark")  # مع «الصحيفة»
        if is_addressed(scene, i) or (scene.key(i) in ("الي", "مع", "علي", "عبر") and scene.reference_at(inside)):
            begin = i if is_addressed(scene, i) else inside
            reference = scene.reference_at(begin)
            end = max(scene.end_of(reference.span), begin + 1) if reference else stop
            add_receiver(scene, begin, end, reference, inner)
        if scene.is_in(i, "to-reporters"):
            inner.links.append(Link("briefing", None, scene.tokens[i].span, "told to reporters"))
    middle.links.extend(inner.links)
    middle.addressee = middle.addressee or inner.addressee
    if any(scene.is_in(i, "publishing") for i in range(at + 2, stop)):
        middle.links.append(Link("statement", None, span_of(scene, at, at + 2), "channel without a name"))
        _add_publisher(scene, at, stop, middle)
    if inner.links:
        middle.channel = middle.channel or span_of(scene, at, stop)
    return stop


def _end_of_channel(scene: Scene, at: int, last: int) -> int:
    """A channel phrase takes along its adjectives, its owner and prepositional phrases, and ends before what is said.

    ``في بيان صحفي مشترك مع الوزارة | ...``, ``في منشور على منصة إكس | ...``
    """
    i = at
    while i < last:
        token = scene.tokens[i]
        if token.key in ("،", ",", ":") or scene.time_at(i):
            return i
        if quotation := scene.opening.get(i):
            if not (scene.is_name_quotation(quotation) or len(scene.passage.tokens_in(quotation.inner)) <= 2):
                return i
            i = min(last, scene.passage.token_at(quotation.inner.end) + 1)
        elif scene.is_in(i, "channel-modifier"):
            i += 1
        elif scene.is_relative(i) or scene.is_in(i, "publishing"):
            return next((j for j in range(i, last) if scene.tokens[j].key in ("،", ",", ":")), last)
        elif scene.is_in(i, "preposition") or attached_preposition(scene, i):
            i = _past_inner_phrase(scene, i, last)
        elif i == at or token.kind == "mark":
            reference = scene.reference_at(i)
            i = min(last, max(i + 1, scene.end_of(reference.span) if reference else 0))
        elif i == at + 1 and scene.key(i).startswith("ال") and not scene.key(i - 1).startswith("ال"):
            i += 1  # في خطبة عيد الفطر
        else:
            return i
    return i


def _past_inner_phrase(scene: Scene, at: int, last: int) -> int:
    """Past a preposition and its noun phrase inside a channel phrase."""
    i = at + 1 if scene.is_in(at, "preposition") or len(scene.key(at)) == 1 else at
    while i < last and scene.tokens[i].kind == "mark" and scene.tokens[i].key not in ("،", ",", ":"):
        i += 1
    if i < last and (reference := scene.reference_at(i)) is not None:
        i = max(i + 1, scene.end_of(reference.span))
    else:
        i = end_of_phrase(scene, i, last) if i < last else i
    while i < last and scene.key(i).startswith("ال") and scene.reference_at(i) is None and not scene.is_relative(i):
        i += 1
    if i < last and (quotation := scene.opening.get(i)) and scene.is_name_quotation(quotation):
        i = scene.passage.token_at(quotation.inner.end) + 1
    return min(i, last)


def _add_channel(scene: Scene, kind: LinkKind, at: int, stop: int, middle: Middle) -> None:
    span = span_of(scene, at, stop)
    middle.channel = middle.channel or span
    named = [m for m in scene.mentions_in(span) if m.kind in _NAMED_IN.get(kind, ())]
    if kind == "platform":
        named = named[-1:]
    middle.links.extend(Link(kind, m.entity, m.span, "named channel") for m in named)
    if not named:
        middle.links.append(Link(kind, None, span, "channel without a name"))
    _add_publisher(scene, at, stop, middle)


def _add_publisher(scene: Scene, at: int, stop: int, middle: Middle) -> None:
    """``في مؤتمر صحفي نقله التلفزيون``, ``في بيان نشرته الوكالة``: who published it is the next hop."""
    for i in range(at + 1, stop):
        if scene.is_in(i, "publishing"):
            after = Span(scene.tokens[i].end, scene.tokens[stop - 1].end)
            mention = next((m for m in scene.mentions_in(after) if m.kind == "organization"), None)
            if mention is not None and mention.entity not in {x.entity for x in middle.links}:
                kind = scene.outlets.get(mention.entity, "outlet")
                middle.links.append(Link(kind, mention.entity, mention.span, "published by"))
            return


def add_receiver(scene: Scene, at: int, end: int, reference: Reference | None, middle: Middle) -> None:
    """Add whom tokens ``at:end`` say it was told to: an outlet is a hop, a person the addressee."""
    outlet = _outlet_in(scene, at, end)
    if outlet is not None:
        kind = scene.outlets.get(outlet[0] or "", "outlet")
        middle.links.append(Link(kind, outlet[0], outlet[1], "given to an outlet"))
        middle.channel = middle.channel or outlet[1]
    elif reference is not None and middle.addressee is None:
        middle.addressee = NounPhrase(at, end, reference.span, reference)


def outlet_told(scene: Scene, middle: Middle) -> Link | None:
    """The hop of an outlet that is the verb's object (``أبلغ مسؤول رويترز``); it is no addressee then."""
    told = middle.addressee
    entity = entity_of(scene, told) if told is not None else None
    if told is None or entity not in scene.outlets:
        return None
    middle.addressee, middle.channel = None, middle.channel or told.span
    return Link(scene.outlets[entity], entity, told.span, "given to an outlet")


def _outlet_in(scene: Scene, at: int, end: int) -> tuple[str | None, Span] | None:
    """The outlet named in tokens ``at:end``: its entity and span."""
    span = span_of(scene, at, end)
    said = any(
        c.removeprefix("ال") in scene.words["outlet-noun"] for i in range(at, end) for _, c in candidates(scene.key(i))
    )
    mention = scene.mention_in(span)
    if (
        mention is not None
        and mention.kind == "organization"
        and (said or mention.entity in scene.outlets or scene.key(at) == "ل")
    ):
        return mention.entity, mention.span
    return (None, span) if said and mention is None else None
