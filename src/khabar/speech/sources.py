"""From a noun phrase to the sources it names."""

from __future__ import annotations

from khabar.model import Source, SourceKind
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import entity_of
from khabar.speech.parts import NounPhrase
from khabar.speech.scene import Scene

_COUNTS = {"dual": 2}


def to_sources(scene: Scene, phrase: NounPhrase) -> list[Source]:
    """The sources a noun phrase names: one for each entity it stands for."""
    text = phrase.span.of(scene.text)
    reference = phrase.reference
    if reference is None or not reference.entities:
        entity = entity_of(scene, phrase)
        if entity is not None:
            return [Source(phrase.span, text, entity, "person" if entity.startswith("person/") else "organization")]
    if reference is None:
        return [Source(phrase.span, text, None, kind_of_head(scene, phrase.first))]
    count = _COUNTS.get(reference.number)
    if not reference.entities:
        return [Source(phrase.span, text, None, reference.source_kind, count)]
    kind: SourceKind = reference.source_kind
    return [Source(phrase.span, text, entity, kind, count) for entity in reference.entities]


def kind_of_head(scene: Scene, at: int) -> SourceKind:
    """What kind of source a noun nobody listed is."""
    word = scene.bare(at)
    if word in scene.words["document"]:
        return "document"
    return "group" if word in scene.words["group"] else "anonymous"


def carries(scene: Scene, draft: Draft) -> bool:
    """Whether an outlet or a text is the source: it tells what others say, and the report goes on with those."""
    source = draft.sources[0]
    return source.kind == "document" or source.entity in scene.outlets
