"""The colon of a headline: ``فلان: ...``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.model import Span
from khabar.speech.content import mode_of, trim
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import of_reference
from khabar.speech.openers import Opener
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.phrases import read_middle
from khabar.speech.scene import Scene


def by_headline(scene: Scene) -> Draft | None:
    """``فلان: ...`` as a headline: the colon is the cue, who stands before it speaks."""
    if scene.title is None:
        return None
    inside = scene.passage.tokens_in(scene.title)
    colon = next((i for i in inside if scene.tokens[i].key == ":"), None)
    if colon is None or colon == inside.start or colon - inside.start > 12 or colon + 1 >= inside.stop:
        return None
    first = next((i for i in range(inside.start, colon) if scene.tokens[i].kind == "word"), inside.start)
    subject = _headline_speaker(scene, first, colon)
    if subject is None:
        return None
    start = colon + 1
    quotation = scene.opening.get(start)
    begin = quotation.inner.start if quotation else scene.tokens[start].start
    opener = Opener("colon", colon, begin, start)
    piece = trim(scene, Span(begin, scene.tokens[inside.stop - 1].end))
    if piece is None:
        return None
    if scene.is_in(start, "topic") and _is_place(subject):
        return None  # سوريا: مقتل ستة; but المرصد: مقتل ستة
    middle = read_middle(scene, subject.last, colon, subject=False) if subject.last < colon else Middle()
    mode = mode_of(scene, (piece,), opener)
    if mode == "direct" and scene.is_in(subject.first, "outlet-noun"):
        mode = "indirect"
    return Draft(
        start, "headline", (piece,), mode, subjects=[subject], middle=middle, links=list(middle.links), lemma=None
    )


def _headline_speaker(scene: Scene, first: int, colon: int) -> NounPhrase | None:
    """The reference that opens the headline; failing that, a short noun phrase before the colon that can speak.

    ``ختام الجولة: ...`` is what the headline is about; ``مختصون: ...`` and ``صحيفة: ...`` speak.
    """
    reference = scene.reference_at(first)
    if reference is not None:
        phrase = of_reference(scene, reference)
        if reference.entities or phrase.last >= colon or not _names_nobody(scene, phrase.last, colon):
            return phrase
    words_only = all(scene.tokens[i].kind == "word" for i in range(first, colon))
    if colon - first > 9 or not words_only or not (reference is not None or _can_speak(scene, first)):
        return None
    stop = next(
        (i for i in range(first + 1, colon) if scene.is_in(i, "preposition") or scene.key(i)[:2] == "لل"), colon
    )
    return NounPhrase(first, stop, Span(scene.tokens[first].start, scene.tokens[stop - 1].end), reference)


def _is_place(phrase: NounPhrase) -> bool:
    reference = phrase.reference
    return reference is None or any(e.startswith("place/") for e in reference.entities)


def _can_speak(scene: Scene, at: int) -> bool:
    """Whether a noun nobody listed is somebody: a kind of source, people in the plural, or a surname of the article."""
    word = scene.key(at)
    if any(scene.is_in(at, group) for group in ("anonymous", "group", "document", "outlet-noun")):
        return True
    surname = any(m.kind == "person" and scene.passage.view.slice(m.span).split()[-1] == word for m in scene.mentions)
    return surname or (len(word) > 5 and word.endswith(("ون", "يون")))


def _names_nobody(scene: Scene, first: int, colon: int) -> bool:
    return not scene.is_in(first, "preposition") and not scene.key(first).startswith("ل")


def name_headline_outlet(scene: Scene, drafts: Sequence[Draft]) -> None:
    """``صحيفة: ...``: the newspaper that the headline does not name is the first outlet that speaks in the article."""
    for draft in drafts:
        if draft.rule == "headline" and draft.subjects and scene.is_in(draft.subjects[0].first, "outlet-noun"):
            named = next((d.sources[0].entity for d in drafts if d.sources[0].entity in scene.outlets), None)
            draft.sources = tuple(replace(s, entity=s.entity or named) for s in draft.sources)
