"""Relays: ``نقلت وكالة X عن Y قوله إن``."""

from __future__ import annotations

from khabar.arabic import key
from khabar.model import Link
from khabar.speech.content import mode_of, read_content
from khabar.speech.cues import Noun, Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import entity_of, of_reference, read_noun_phrase
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.phrases import read_forefield, read_middle
from khabar.speech.scene import CueHit, Scene
from khabar.speech.subjects import subject_ending

#: Why a relay has no carrier: ``ونقلت عنه``, the outlet named before is meant.
DROPPED_CARRIER = "relayed, by whom is not said"
_REACH, _FAR = 25, 40  # tokens an outlet's name, or a source with its titles, may take


def by_relay(scene: Scene, hit: CueHit, cue: Verb, opener: Opener | None, end: int) -> Draft | None:
    """``نقلت وكالة X عن Y قوله إن``: the source is who stands after ``عن``, the agency is a hop."""
    about = _quoted_at(scene, hit, cue, end)
    saying = _saying_after(scene, about or hit.at, end, owned=about is not None)
    if about is None and saying is None:
        return None
    inner = find_opener(scene, saying.at, end) if saying else opener
    if inner is None:
        return None
    first = about if about is not None else saying.at if saying else inner.first
    carrier = read_middle(scene, hit.at + 1, first)
    if not carrier.subjects and (before := subject_ending(scene, hit.at)) is not None and not hit.chain:
        carrier.subjects = [of_reference(scene, before)]  # وكالة الأنباء نقلت عن
    if cue.cls != "transmission" and not (carrier.subjects and entity_of(scene, carrier.subjects[0]) in scene.outlets):
        return None
    limit = saying.at if saying and about is not None else inner.first
    pronoun = about is not None and scene.is_in(about, "prepositional-pronoun")
    middle = Middle() if pronoun else read_middle(scene, first + 1, limit)
    if not pronoun and not middle.subjects and about is not None and about + 1 < limit:
        middle.subjects = [read_noun_phrase(scene, about + 1, limit)]
    content = read_content(scene, inner, end)
    if not content:
        return None
    read_forefield(scene, hit.at, middle)
    if saying and about is not None:
        middle.links.extend(read_middle(scene, saying.at + 1, inner.first, subject=False).links)
    link = carrier_link(scene, carrier.subjects[0] if carrier.subjects else None, hit)
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


def _quoted_at(scene: Scene, hit: CueHit, cue: Verb, end: int) -> int | None:
    """The token of the preposition before who is quoted, a pronoun attached or not (``عن``, ``عنه``)."""
    word = key(cue.relay or "عن")
    for j in range(hit.at + 1, min(end, hit.at + _REACH)):
        known = scene.is_in(j, "prepositional-pronoun") and scene.key(j).startswith(word[:2])
        if scene.key(j) == word or (known and word != "من"):
            return j
    return None


def _saying_after(scene: Scene, at: int, end: int, *, owned: bool) -> CueHit | None:
    """The noun of saying of a relay: ``عن الوزير قوله``, or with its owner behind it: ``نقلت الوكالة قول الوزير``."""
    for j in range(at + 1, min(end, at + (_FAR if owned else _REACH))):
        for h in scene.cues.get(j, ()):
            if not isinstance(h.form.cue, Noun):
                continue
            article = h.form.cue.plain and h.chain == "ال"  # عن الوزير القول إن
            if (h.form.suffix or article) if owned else (h.form.cue.plain and not h.form.suffix and not h.chain):
                return h
    return None


def carrier_link(scene: Scene, carrier: NounPhrase | None, hit: CueHit) -> Link:
    """The hop of the outlet that relays."""
    if carrier is None:
        return Link("outlet", None, scene.cue_span(hit), DROPPED_CARRIER)
    entity = entity_of(scene, carrier)
    reference = carrier.reference
    if entity not in scene.outlets and reference is not None and reference.source_kind in ("person", "anonymous"):
        media = any(scene.is_in(i, "media") for i in range(carrier.first, carrier.last))
        return Link("outlet" if media else "person", entity, carrier.span, "relayed by")
    return Link(scene.outlets.get(entity or "", "agency"), entity, carrier.span, "relayed by")
