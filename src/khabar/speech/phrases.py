"""What stands between a cue and its content: the subject, to whom, through which channel, on what occasion."""

from __future__ import annotations

from khabar.speech.channel_nouns import begins_channel
from khabar.speech.channels import add_receiver, read_channel
from khabar.speech.noun_phrases import (
    attached_preposition,
    can_speak,
    end_of_phrase,
    is_circumstance,
    of_reference,
    past_mark,
    read_noun_phrase,
    span_of,
    to_comma,
)
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.scene import Scene

_NAME = 9  # words of a name in quotation marks
_FOREFIELD = 80  # tokens before a verb in which its channel can stand: farther sentences are lists without full stops


def read_middle(scene: Scene, first: int, last: int, *, subject: bool = True, addressee: bool = False) -> Middle:
    """Read tokens ``first:last``, from after a cue to its opener.

    Args:
        subject: Whether a bare noun phrase here can be the subject (not after a participle or a suffixed noun).
        addressee: Whether a second bare noun phrase is the one spoken to (أبلغ فلان فلانا).
    """
    middle = Middle()
    at = first
    while at < last:
        at = _read_one(scene, at, last, middle, subject, addressee)
    return middle


def _read_one(scene: Scene, at: int, last: int, middle: Middle, subject: bool, addressee: bool) -> int:
    subject = subject and not middle.passed
    token = scene.tokens[at]
    if token.kind == "mark":
        if subject and not middle.subjects and (quoted := _quoted_subject(scene, at, last)):
            middle.subjects.append(quoted)
        return past_mark(scene, at, last)
    if scene.key(at) in ("كل", "كلا") and scene.key(at + 1) == "من":
        return at + 2  # ``قال كل من فلان وفلان``: both are the subject
    if scene.is_relative(at) or scene.is_in(at, "and-he"):
        return to_comma(scene, at, last)
    if scene.is_reply(at):
        end = to_comma(scene, at, last)
        middle.prompt = span_of(scene, at + 2, end)
        return end
    if end := scene.time_at(at):
        return min(end, last)
    if subject and not middle.subjects and scene.according_at(at):
        return to_comma(scene, at, last)
    if end := read_channel(scene, at, last, middle):
        return end
    if scene.is_in(at, "preposition"):
        return _past_prepositional(scene, at, last, middle)
    if scene.is_in(at, "adverb") or scene.is_in(at, "particle") or token.kind == "number":
        return at + 1
    if scene.is_in(at, "prepositional-pronoun") or scene.is_in(at, "honorific"):
        return at + 1
    if is_circumstance(scene, at):
        return _past_circumstance(scene, at, last, middle)
    if attached := attached_preposition(scene, at):
        owned = attached == "ل" and _is_text(scene, middle, at)  # ``بيان للوزارة``: whose text it is, not to whom
        return _past_attached(scene, at, last, Middle() if owned else middle, attached)
    if subject and not middle.subjects and scene.is_in(at, "there-is"):
        return last
    if subject and not middle.subjects and scene.is_in(at, "conjunction"):
        return last  # يقولون أو يفعلون: no subject comes any more
    if subject and not middle.subjects and scene.reference_at(at) and scene.past_joined(at) > at:
        return min(last, scene.past_joined(at))
    if subject and not middle.subjects and (names := _names_behind(scene, at)):
        return names
    if subject and not middle.subjects:
        phrase = read_noun_phrase(scene, at, last, told=addressee)
        beside = at - 1 in scene.cues or scene.time_ending(at)
        beside = beside or any(scene.is_in(at - 1, g) for g in ("adverb", "prepositional-pronoun"))
        unlisted = phrase.reference is None and (
            scene.is_in(phrase.last - 1, "preposition") or not (beside or can_speak(scene, at))
        )
        if not unlisted:
            middle.subjects.append(phrase)
        middle.passed = unlisted
        return max(phrase.last, at + 1)
    if subject and middle.subjects and scene.is_joined(at) and middle.subjects[-1].last == at:
        if reference := scene.reference_at(at):
            middle.subjects.append(of_reference(scene, reference))
            return max(scene.end_of(reference.span), at + 1)
        return at + 1
    if addressee and middle.addressee is None and (reference := scene.reference_at(at)):
        middle.addressee = of_reference(scene, reference)
        return max(scene.end_of(reference.span), at + 1)
    return at + 1


def _names_behind(scene: Scene, at: int) -> int:
    """``قال الوزيران | فلان وفلان``: their names follow their title; the first token, or 0."""
    several = scene.reference_at(at)
    if several is None or several.entities or several.number == "singular":
        return 0
    named = scene.reference_at(end := scene.end_of(several.span))
    person = named is not None and named.source_kind == "person" and bool(named.entities) and not scene.attached(named)
    return end if person and named is not None and scene.past_joined(scene.end_of(named.span)) > end + 1 else 0


def _quoted_subject(scene: Scene, at: int, last: int) -> NounPhrase | None:
    """``وقال «الائتلاف الوطني» في بيان``: a name in quotation marks that nothing leads in is who speaks."""
    quotation = scene.opening.get(at)
    if quotation is None or not quotation.closed or scene.is_in(at - 1, "preposition"):
        return None
    first, after = scene.passage.token_at(quotation.inner.start), scene.passage.token_at(quotation.inner.end) + 1
    reference = scene.reference_at(first)
    if reference is not None and reference.entities and scene.is_name_quotation(quotation):
        return of_reference(scene, reference)
    unlisted = at - 1 in scene.cues and after - 1 - first <= _NAME
    return NounPhrase(first, after, quotation.inner) if unlisted and len(quotation.inner) > 1 else None


def _is_text(scene: Scene, middle: Middle, at: int) -> bool:
    """Whether the subject that ends right before a token is a text."""
    subject = middle.subjects[-1] if middle.subjects else None
    if subject is None or subject.last != at or scene.bare(subject.first) in scene.words["anonymous"]:
        return False
    return scene.bare(subject.first) in scene.words["document"]


def _past_circumstance(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """``موجها كلامه إلى فلان``: to its comma, reading the one addressed."""
    end = next((j for j in range(at + 1, last) if scene.tokens[j].kind == "mark"), last)
    for j in range(at + 1, end):
        if scene.key(j) in ("الي", "لل") and (reference := scene.reference_at(j + 1)) and middle.addressee is None:
            middle.addressee = of_reference(scene, reference)
    return end


def read_forefield(scene: Scene, cue: int, middle: Middle) -> None:
    """Channels and questions named before the verb: ``وفي مقابلة مع القناة، قال``, ``وردا على سؤال عن الموعد، قال``."""
    at = max(scene.sentence(cue).first, cue - _FOREFIELD)
    while at < cue:
        if scene.is_reply(at) and middle.prompt is None:
            end = to_comma(scene, at, cue)
            middle.prompt = span_of(scene, at + 2, end - (end > at + 3 and scene.tokens[end - 1].kind == "mark"))
        if at in scene.cues and any(h.form.form.tense in ("past", "present") for h in scene.cues[at]):
            at += 1
            continue
        end = read_channel(scene, at, cue, middle)
        at = end or at + 1


def _past_attached(scene: Scene, at: int, last: int, middle: Middle, letter: str) -> int:
    """Read ``لشبكة CNN``, ``للصحفيين``, ``لنظيره``: an outlet is a hop, a person the addressee."""
    reference = scene.reference_at(at)
    if scene.key(at) == "ل":
        reference = scene.reference_at(at + 1) or scene.reference_at(at + 2)
        quotation = scene.opening.get(at + 1)
        end = scene.passage.token_at(quotation.inner.end) + 1 if quotation else at + 2
        end = min(last, max(end, scene.end_of(reference.span) if reference else 0))
    else:
        end = min(last, max(scene.end_of(reference.span), at + 1)) if reference else end_of_phrase(scene, at, last)
    if letter == "ل":
        add_receiver(scene, at, end, reference, middle)
    return max(end, at + 1)


def _past_prepositional(scene: Scene, at: int, last: int, middle: Middle) -> int:
    """Past a preposition and its noun phrase; a reference right after the preposition ends it."""
    if scene.key(at) in ("لدي", "امام", "الي") and (r := scene.reference_at(at + 1)):
        if scene.key(at) == "الي" and middle.addressee is None:
            middle.addressee = of_reference(scene, r)
        return min(last, scene.end_of(r.span))
    i = at + 1
    while i < last:
        token = scene.tokens[i]
        if token.kind == "mark":
            if i in scene.opening:
                return min(last, scene.passage.token_at(scene.opening[i].inner.end) + 1)
            return _past_parenthesis_or_stay(scene, i, last)
        if reference := scene.reference_at(i):
            return min(last, max(scene.end_of(reference.span), i + 1))
        if scene.is_in(i, "preposition") or scene.time_at(i) or scene.is_relative(i):
            return i
        if begins_channel(scene, i, last):
            return i
        i += 1
    return i


def _past_parenthesis_or_stay(scene: Scene, i: int, last: int) -> int:
    return past_mark(scene, i, last) if scene.tokens[i].key == "(" else i
