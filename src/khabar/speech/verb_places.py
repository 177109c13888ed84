"""Whether a word that is spelled like a verb of saying is one, and whether somebody says it."""

from __future__ import annotations

from khabar.speech.cues import Verb
from khabar.speech.scene import CueHit, Scene
from khabar.speech.subjects import disagrees, relative_before, subject_ending


def can_be_verb(scene: Scene, hit: CueHit, cue: Verb) -> bool:
    """Keeps nouns out that are spelled like verbs (رد، طلب، بين): a verb stands where a clause can begin."""
    i, form = hit.at, hit.form.form
    before = scene.key(i - 1)
    if cue.past and form.tense != "past":
        return False
    if hit.form.suffix == "ه" and scene.text[scene.tokens[i].end - 1] == "ة":
        return False  # دعوة
    if cue.own and "\u0651" in scene.tokens[i].span.of(scene.text):
        return False  # وعدّ is the past of يعد
    if hit.form.suffix and not (cue.object or cue.cls in ("description", "belief")):
        return False
    if hit.form.suffix in ("نا", "ني") and form.number == "singular" and not cue.object:
        return False
    if form.number == "dual" and form.tense == "past" and not hit.chain and (cue.homograph or scene.is_in(i, "adverb")):
        return False
    if scene.is_in(i, "preposition") and not _close_clause(scene, i) and not _close_preposition(scene, i, cue):
        return False
    if form.tense == "present" or form.number != "singular" or hit.form.suffix:
        return before not in scene.words["preposition"] or before in ("بعدما", "منذ")
    if hit.chain or i == scene.sentence(i).first:
        return True
    if scene.is_in(i + 1, "in-it"):
        return True  # في وقت كشف فيه
    if not cue.homograph and before not in scene.words["preposition"]:
        return True
    if (reference := scene.reference_at(i + 1)) is not None and not scene.attached(reference):
        return before not in scene.words["preposition"]
    if scene.tokens[i - 1].kind == "mark":
        return True
    if before in scene.words["preposition"]:
        return before in ("عندما", "بعدما")
    if scene.is_relative(i - 1) or scene.is_in(i - 1, "particle") or scene.is_in(i - 1, "adverb"):
        return True
    if subject_ending(scene, i) is not None or scene.time_ending(i):
        return True
    return before in scene.words["conjunction"] or form.gender == "f"


def is_background(scene: Scene, hit: CueHit) -> bool:
    """``ويعتقد أن``: the writer's own voice, unless somebody stands right before the verb (``فلان يعتقد أن``)."""
    if not scene.sequence_at(hit.at, "background"):
        return False
    before = None if hit.chain else subject_ending(scene, hit.at)
    return before is None or scene.end_of(before.span) != hit.at


def nobody_says(scene: Scene, i: int) -> bool:
    """``دعوا من قبل فلان``: a passive; ``الأمر الذي يؤكد أن``: the writer's conclusion."""
    named = scene.reference_at(i + 1)
    after = scene.end_of(named.span) if named is not None and not named.entities else i + 1
    passive = any(
        scene.key(j) == "من" and scene.key(j + 1) in ("قبل", "جانب") and not scene.is_in(j + 2, "complementizer")
        for j in (i + 1, after)
    )
    pronoun = relative_before(scene, i)
    return passive or (pronoun is not None and scene.key(pronoun - 1) == "الامر")


def is_written_passive(scene: Scene, i: int) -> bool:
    """``أُعلن``, ``ذُكر``: a past with ``ُ`` after its first letter."""
    written = scene.tokens[i].span.of(scene.text).lstrip("وف")
    past = any(h.form.form.tense == "past" for h in scene.cues.get(i, ()))
    return past and len(written) > 1 and written[1] == "\u064f"


def is_own_voice(scene: Scene, hit: CueHit, cue: Verb) -> bool:
    """Inside a quotation ``أعتقد`` is the speaker: folded, it looks like the past of the third person."""
    token = scene.tokens[hit.at]
    first_person = cue.id[0] in "اأ" and token.key[0] == "ا" and hit.form.form.tense == "past" and not hit.chain
    quotation = scene.passage.quotation_at(token.start)
    return first_person and cue.cls in ("belief", "attitude") and quotation is not None


def is_passive(scene: Scene, hit: CueHit, cue: Verb) -> bool:
    """``ويعتبر فلان أحد الوسطاء``, ``تعتبر هذه أول زيارة``: without an object nobody is said to hold the view.

    What is held to be something is definite or a pronoun; a predicate alone is indefinite or a superlative.
    """
    if not cue.predicate or hit.form.suffix or hit.form.form.tense != "present" or hit.form.form.number != "singular":
        return False
    at = hit.at + 1
    if scene.is_in(at, "demonstrative"):
        return True
    if (reference := scene.reference_at(at)) is not None and not disagrees(scene, hit, cue, reference):
        at = scene.end_of(reference.span)
    return not (scene.key(at).startswith("ال") or scene.reference_at(at) is not None or at in scene.opening)


def is_negated(scene: Scene, i: int) -> bool:
    """``لم يوضح``: a particle right before the verb denies it."""
    return scene.key(i - 1) in scene.words["negation"]


def _close_clause(scene: Scene, i: int) -> bool:
    """``بين الوزير أن``: a verb spelled like a preposition has its clause right after it or its subject."""
    after = scene.end_of(r.span) if (r := scene.reference_at(i + 1)) else i + 1
    return scene.is_in(after, "complementizer")


def _close_preposition(scene: Scene, i: int, cue: Verb) -> bool:
    """``عبر النواب عن``: the verb's own preposition follows before any comma."""
    wanted = cue.prepositions
    for j in range(i + 1, min(scene.sentence(i).last, i + 14)):
        if scene.tokens[j].kind == "mark":
            return False
        if scene.key(j) in wanted:
            return True
    return False
