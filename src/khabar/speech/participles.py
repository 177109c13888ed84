"""Participles that go on with a report: ``..., مضيفا أن``."""

from __future__ import annotations

from khabar.speech.content import is_bare_name, mode_of, read_content, with_charged
from khabar.speech.content_ends import continues_report
from khabar.speech.cues import Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import of_reference
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.phrases import read_forefield, read_middle
from khabar.speech.scene import CueHit, Scene
from khabar.speech.verb_nouns import nominal_opener


def by_participle(scene: Scene, hit: CueHit) -> Draft | None:
    """``..., مضيفا أن``: a participle that goes on with the speech of the sentence it stands in."""
    cue = hit.form.cue
    if not isinstance(cue, Verb) or hit.form.form.tense != "participle" or hit.chain not in ("", "و"):
        return None
    if scene.is_in(hit.at - 1, "preposition") or scene.bare(hit.at - 1) == "غير":
        return None
    end = scene.sentence(hit.at).last
    opener = find_opener(scene, hit.at, end, quote=cue.quote)
    after_mark = continues_report(scene, hit.at)
    if cue.nominal and (after_mark or opener is None or opener.first - hit.at > 3):
        nominal = nominal_opener(scene, hit, cue, end)
        if nominal and (opener is None or nominal.first < opener.first) and (after_mark or cue.cls != "demand"):
            opener = nominal if after_mark else opener
    subject = _named_after(scene, hit, cue)
    if subject is not None and (opener is None or opener.first < subject.last):
        opener = Opener("nominal", subject.last, scene.tokens[subject.last].start, subject.last)
    elif subject is not None and opener is not None and opener.first > subject.last + 1:
        subject = None
    if opener is None:
        return None
    content = read_content(scene, opener, end)
    if not content or (opener.kind == "nominal" and is_bare_name(scene, content)):
        return None
    middle = read_middle(scene, hit.at + 1, opener.first, subject=False, addressee=cue.object)
    fore = Middle()
    read_forefield(scene, hit.at, fore)
    return Draft(
        hit.at,
        "participle",
        with_charged(cue, middle, content),
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        cue=scene.cue_span(hit),
        lemma=cue.id,
        cls=cue.cls,
        stance=cue.stance,
        form=hit.form.form,
        middle=middle,
        links=list(middle.links),
        forefield=fore.links,
        subjects=[subject] if subject else [],
        inherits=subject is None,
    )


def _named_after(scene: Scene, hit: CueHit, cue: Verb) -> NounPhrase | None:
    """``مؤكدا الوزير حرص بلاده على``: now and then the participle has its own subject, a person, right after it."""
    reference = scene.reference_at(hit.at + 1)
    if cue.object or cue.predicate or "NP" not in cue.nominal or reference is None or scene.attached(reference):
        return None
    phrase = of_reference(scene, reference)
    known = reference.source_kind == "person" and bool(reference.entities or reference.role)
    return phrase if known and phrase.last < scene.sentence(hit.at).last else None
