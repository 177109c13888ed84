"""Noun phrases that can be a source: where they end, who is meant, which are no source at all."""

from __future__ import annotations

from khabar.arabic import candidates
from khabar.model import Reference, Span
from khabar.speech.channel_nouns import begins_channel
from khabar.speech.parts import NounPhrase
from khabar.speech.scene import Scene

_ADJECTIVES = ("ي", "يه", "ون", "ين", "ان", "ات", "ير")  # endings of adjectives: أميركي، حكوميون، كبير
_PAUSES = frozenset("،,-–—")


def of_reference(scene: Scene, reference: Reference) -> NounPhrase:
    """A reference as a noun phrase."""
    first = scene.passage.token_at(reference.span.start)
    return NounPhrase(first, scene.end_of(reference.span), reference.span, reference)


def read_noun_phrase(scene: Scene, at: int, last: int, *, told: bool = False) -> NounPhrase:
    """The noun phrase that begins at a token: a reference if the names stage knows one, else to the phrase's end.

    A reference to nobody known (``مسؤول كبير``) takes along what describes it (``مشارك في المحادثات``).

    Args:
        told: Whether the verb before it takes an object: then the phrase ends where who is told begins.
    """
    reference = scene.reference_at(at)
    if reference is None:
        end = end_of_phrase(scene, at, last, told=told)
        named = scene.reference_at(end + 1) if end < last and scene.tokens[end].key in ("،", ",") else None
        if named is not None and named.source_kind == "person" and not scene.attached(named):
            return NounPhrase(at, scene.end_of(named.span), Span(scene.tokens[at].start, named.span.end), named)
        return NounPhrase(at, end, span_of(scene, at, end))
    end = min(scene.end_of(reference.span), last)
    if stop := next((i for i in range(at + 1, end) if _is_over(scene, reference, i, end)), 0):
        return NounPhrase(at, stop, Span(reference.span.start, scene.tokens[stop - 1].end), reference)
    if reference.entities:
        cut = end < scene.end_of(reference.span)  # what is said begins inside what was read as the title
        span = Span(reference.span.start, scene.tokens[end - 1].end) if cut else reference.span
        return NounPhrase(at, end, span, reference)
    end = max(end, end_of_phrase(scene, at, last, told=told))
    return NounPhrase(at, end, Span(reference.span.start, span_of(scene, at, end).end), reference)


def _is_over(scene: Scene, reference: Reference, at: int, end: int) -> bool:
    """Whether whom it told, or the channel of somebody not known by name, was read into a reference."""
    if is_told(scene, at) or scene.is_in(at, "to-reporters"):
        return True
    return not reference.entities and begins_channel(scene, at, end)  # الوزراء | في بيانهم


def end_of_phrase(scene: Scene, at: int, last: int, *, told: bool = False) -> int:
    """Where a noun phrase nobody listed ends: at a mark, a time, a channel, a particle, a verb of saying."""
    end = at + 1
    while end < last:
        token = scene.tokens[end]
        if token.kind == "mark":
            if token.key == "(" and (close := past_mark(scene, end, last)) <= last:
                end = close
                continue
            if (quotation := scene.opening.get(end)) and (
                scene.is_name_quotation(quotation) or (end == at + 1 and scene.is_in(at, "naming"))
            ):
                end = min(last, scene.passage.token_at(quotation.inner.end) + 1)
                continue
            break
        if scene.time_at(end) or scene.is_in(end, "particle") or scene.is_in(end, "adverb"):
            break
        if begins_channel(scene, end, last) or is_told(scene, end) or _begins_anew(scene, end):
            break
        if told and _begins_object(scene, at, end):
            break
        if scene.sequence_at(end + 1, "anonymity"):
            end -= scene.is_relative(end - 1)  # المسؤول الذي طلب عدم ذكر اسمه
            break
        if any(scene.is_in(end, group) for group in ("phrase-end", "answer", "by-saying")):
            break
        end += 1
    return end


def _begins_object(scene: Scene, first: int, at: int) -> bool:
    """``أبلغ مسؤولون حكوميون | رويترز``, ``أبلغت السلطات الإيرانية | محامية المتهم``: who is told begins.

    Somebody known after an adjective; a noun with an owner after a definite noun, unless it is a given name.
    """
    before, word = scene.key(at - 1), scene.key(at)
    if scene.is_in(at - 1, "preposition") or scene.is_joined(at) or attached_preposition(scene, at):
        return False
    if word in ("الصحفيين", "الصحافيين", "المراسلين"):
        return True
    reference = scene.reference_at(at)
    if reference is not None and reference.entities:
        described = at > first + 1 and before.endswith(_ADJECTIVES)
        return not scene.attached(reference) and (described or before.startswith("ال"))
    if not before.startswith("ال") or word.startswith("ال") or scene.is_named(at):
        return False
    owned = scene.key(at + 1).startswith("ال") and not scene.key(at + 1).endswith(_ADJECTIVES)
    return owned or scene.key(at + 1).endswith(("ها", "هم", "ده", "ته"))


def _begins_anew(scene: Scene, at: int) -> bool:
    """After a definite noun a noun with a pronoun and its preposition, or somebody known, is no part of the phrase.

    ``أكدت عائلة الشاب | تصميمها على``, ``دعت بعض الأطراف | الحكومة إلى``
    """
    if not scene.key(at - 1).startswith("ال"):
        return False
    reference = scene.reference_at(at)
    known = reference is not None and reference.source_kind == "organization" and bool(reference.entities)
    owned = scene.key(at).endswith(("ها", "هم", "هما")) and scene.is_in(at + 1, "preposition")
    return owned or (known and scene.key(at).startswith("ال"))


def entity_of(scene: Scene, phrase: NounPhrase) -> str | None:
    """Who a noun phrase is: by its reference, or by the name in it that owns it (``وكالة "تاس"``, ``تصريحات فلان``)."""
    if phrase.reference is not None and phrase.reference.entities:
        return phrase.reference.entities[0]
    mention = scene.mention_in(phrase.span)
    if mention is not None and mention.span == phrase.span:
        return mention.entity
    if scene.is_in(phrase.first + 1, "body-adjective") and mention is not None and mention.kind == "organization":
        return mention.entity  # الأمانة العامة لمنظمة التعاون: an organ speaks for its body
    if scene.bare(phrase.first) in scene.words["remark"]:
        mention = scene.mention_in(phrase.span)
        return mention.entity if mention else None
    if scene.bare(phrase.first) in scene.words["outlet-noun"] or any(
        w in scene.words["outlet-noun"] for _, w in candidates(scene.key(phrase.first))
    ):
        mention = scene.mention_in(phrase.span)
        return mention.entity if mention and mention.kind in ("organization", "platform") else None
    return None


def can_speak(scene: Scene, at: int) -> bool:
    """Whether a noun nobody listed can be the one who speaks: definite, or a word for people or texts."""
    groups = ("anonymous", "group", "document")
    many = len(scene.key(at)) > 4 and scene.key(at).endswith("ون")  # مشرعون
    return many or scene.key(at)[:2] == "ال" or any(scene.bare(at) in scene.words[group] for group in groups)


def is_circumstance(scene: Scene, at: int) -> bool:
    """``قائلا``, ``موجها كلامه``, ``متحدثا``: an indefinite accusative is a circumstance, never a subject."""
    written = scene.tokens[at].span.of(scene.text)
    if scene.reference_at(at) is not None:
        return False
    return written.endswith(("اً", "ًا")) or (written.endswith("ا") and len(written) > 4 and scene.key(at)[0] in "م")


def is_addressed(scene: Scene, at: int) -> bool:
    """Whether a token is ``ل`` with a name or an outlet word attached."""
    if attached_preposition(scene, at) != "ل":
        return False
    word = scene.key(at)
    return (
        len(word) == 1 or scene.reference_at(at) is not None or word[1:].removeprefix("ل") in scene.words["outlet-noun"]
    )


def is_told(scene: Scene, at: int) -> bool:
    """Whether ``ل`` begins whom a source told, not whose it is (``المتحدث الرسمي لوزارة الداخلية`` is one title)."""
    reference = scene.reference_at(at)
    body = reference is not None and reference.source_kind == "organization" and bool(reference.entities)
    if body and reference is not None and not any(e in scene.outlets or e[:6] == "place/" for e in reference.entities):
        return False
    return is_addressed(scene, at)


def attached_preposition(scene: Scene, at: int) -> str:
    """``ل`` or ``ب`` if the token is a noun with that letter attached, else the empty string."""
    reference = scene.reference_at(at)
    if reference is not None:
        return next((p for p in scene.attached(reference) if p in "لب"), "")
    word = scene.key(at)
    if word == "ل" and (at + 1 in scene.opening or scene.key(at + 1) == "(" or scene.reference_at(at + 1) is not None):
        return "ل"
    if word.startswith(("لل", "بال", "وبال")):
        return "ل" if word[0] == "ل" else "ب"
    if len(word) > 3 and word[0] in "لب":
        rest = word[1:]
        if word[0] == "ل" and len(word) > 4 and scene.commoner(rest, word):
            return "ل"
        if rest in scene.words["outlet-noun"] or (word[0] == "ب" and rest.startswith("ال")):
            return word[0]
        if word[0] == "ب" and len(word) > 4 and scene.commoner(rest, word):
            return "ب"
    return ""


def past_mark(scene: Scene, at: int, last: int) -> int:
    """The token after a mark; after all it opens, if it opens a parenthesis or a quotation."""
    if scene.tokens[at].key == "(":
        for j in range(at + 1, min(last, at + 25)):
            if scene.tokens[j].key == ")":
                return j + 1
    if quotation := scene.opening.get(at):
        return min(last, scene.passage.token_at(quotation.inner.end) + 1)
    return at + 1


def to_comma(scene: Scene, at: int, last: int) -> int:
    """The token after the next comma or dash, at most ``last``."""
    for j in range(at, last):
        if scene.tokens[j].key in _PAUSES:
            return j + 1
    return last


def span_of(scene: Scene, first: int, last: int) -> Span:
    """The characters of tokens ``first:last``, at least those of the first."""
    last = max(first + 1, last)
    return Span(scene.tokens[first].start, scene.tokens[last - 1].end)
