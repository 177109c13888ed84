"""Relays: ``نقلت وكالة X عن Y قوله إن``."""

from __future__ import annotations

from khabar.model import Link
from khabar.speech.content import mode_of, read_content
from khabar.speech.cues import Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import entity_of
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.phrases import read_forefield, read_middle
from khabar.speech.scene import CueHit, Scene


def by_relay(scene: Scene, hit: CueHit, cue: Verb, opener: Opener | None, end: int) -> Draft | None:
    """``نقلت وكالة X عن Y قوله إن``: the source is who stands after ``عن``, the agency is a hop."""
    about = next(
        (j for j in range(hit.at + 1, min(end, hit.at + 25)) if scene.key(j) in ("عن", "عنه", "عنها", "عنهم")), None
    )
    if about is None:
        return None
    saying = next(
        (
            h
            for j in range(about + 1, min(end, about + 40))
            for h in scene.cues.get(j, ())
            if h.form.suffix and h.form.form.tense == "masdar"
        ),
        None,
    )
    inner = find_opener(scene, saying.at, end) if saying else opener
    if inner is None:
        return None
    limit = saying.at if saying else inner.first
    carrier = read_middle(scene, hit.at + 1, about)
    middle = read_middle(scene, about + 1, limit) if scene.key(about) == "عن" else Middle()
    content = read_content(scene, inner, end)
    if not content:
        return None
    read_forefield(scene, hit.at, middle)
    if saying:
        middle.links.extend(read_middle(scene, saying.at + 1, inner.first, subject=False).links)
    link = _carrier_link(scene, carrier.subjects[0] if carrier.subjects else None, hit)
    cue_at = saying or hit
    return Draft(
        cue_at.at,
        "relay",
        content,
        mode_of(scene, content, inner, scene.tokens[hit.at].span),
        cue=scene.cue_span(cue_at),
        lemma=cue_at.form.cue.id,
        cls=cue_at.form.cue.cls,
        form=None,
        middle=middle,
        subjects=list(middle.subjects),
        links=[*middle.links, link],
    )


def _carrier_link(scene: Scene, carrier: NounPhrase | None, hit: CueHit) -> Link:
    if carrier is None:
        return Link("outlet", None, scene.cue_span(hit), "relayed, by whom is not said")
    entity = entity_of(scene, carrier)
    return Link(scene.outlets.get(entity or "", "agency"), entity, carrier.span, "relayed by")
