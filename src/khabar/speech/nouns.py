"""Nouns of saying: ``إصرار طهران على``, ``قوله إن``, ``بالقول``."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Reference, Span
from khabar.speech.content import is_bare_name, mode_of, read_content
from khabar.speech.content_ends import clause_end
from khabar.speech.cues import Noun, Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import of_reference
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import NounPhrase
from khabar.speech.scene import CueHit, Scene


def by_noun(scene: Scene, hit: CueHit) -> Draft | None:
    """``إصرار طهران على``, ``ادعاءات فلان بأن``, ``قوله إن``: a noun of saying that somebody owns."""
    cue = hit.form.cue
    if not isinstance(cue, Noun):
        return None
    if adverbial := _adverbial(scene, hit, cue):
        return adverbial
    if "ال" in hit.chain or hit.chain == "لل":
        return _of_owner(scene, hit, cue) or _saying(scene, hit, cue)
    written = scene.tokens[hit.at].span.of(scene.text)
    if hit.form.suffix == "ه" and written.endswith("ة"):
        return None
    sentence = scene.sentence(hit.at)
    opener = find_opener(scene, hit.at, min(sentence.last, hit.at + 14))
    owner = None
    if not hit.form.suffix and "ال" not in hit.chain and (reference := scene.reference_at(hit.at + 1)) is not None:
        if scene.attached(reference):
            return None
        owner = of_reference(scene, reference)
    elif not hit.form.suffix and cue.people and scene.key(hit.at + 1).startswith("ال"):
        span = scene.tokens[hit.at + 1].span
        owner = NounPhrase(hit.at + 1, hit.at + 2, span)  # خوف السكان من أن
    if opener is None or opener.kind != "clause":
        opener = _after_owner(scene, cue, hit, owner.last if owner else hit.at + 1, sentence.last)
    if opener is None or (owner is None and not hit.form.suffix):
        return None
    if owner is not None and opener.first > owner.last + 2:
        return None
    verbs = (h.form.cue for h in scene.cues.get(hit.at - 1, ()) if isinstance(h.form.cue, Verb))
    if any(scene.key(opener.first) in verb.prepositions for verb in verbs):
        return None  # أشارت تصريحات الوزير إلى أن: the verb says it
    content = read_content(scene, opener, clause_end(scene, opener.token, sentence.last))
    if not content:
        return None
    return _draft(scene, hit, cue, "noun", content, opener, subjects=[owner] if owner else [], back=owner is None)


def _draft(
    scene: Scene,
    hit: CueHit,
    cue: Noun,
    rule: str,
    content: tuple[Span, ...],
    opener: Opener,
    *,
    subjects: Sequence[NounPhrase] = (),
    inherits: bool = False,
    back: bool = False,
) -> Draft:
    """What a noun says: its own word is the cue, and who says it is told as for :class:`Draft`."""
    mode = mode_of(scene, content, opener, scene.tokens[hit.at].span)
    said = Draft(hit.at, rule, content, mode, cue=scene.cue_span(hit), lemma=cue.id, cls=cue.cls, stance=cue.stance)
    said.subjects, said.inherits, said.back = list(subjects), inherits, back
    return said


def _adverbial(scene: Scene, hit: CueHit, cue: Noun) -> Draft | None:
    """``بحجة أن``, ``خشية أن``, ``باعتبار أنه``: the reason that the subject of the clause gives for what it does."""
    if not cue.adverbial or hit.form.suffix or hit.chain != ("" if cue.adverbial == "bare" else cue.adverbial):
        return None
    end = scene.sentence(hit.at).last
    opener = find_opener(scene, hit.at, end)
    if opener is None or opener.kind != "clause" or opener.first > hit.at + 2:
        return None
    between = [scene.key(j) for j in range(hit.at + 1, opener.first)]
    if any(word not in ("من", "منه", "منها", "منهم") for word in between):
        return None
    content = read_content(scene, opener, end)
    if not content:
        return None
    return _draft(scene, hit, cue, "noun-adverbial", content, opener, inherits=True)


def _of_owner(scene: Scene, hit: CueHit, cue: Noun) -> Draft | None:
    """``المطالب الأمريكية بوقف التخصيب``, ``كان المطلب الأساسي لواشنطن وقف التخصيب``: whose a noun with the article is.

    An adjective of nationality says it, or ``ل`` with a name behind the adjectives.
    """
    end = scene.sentence(hit.at).last
    owner, at = _owner_behind(scene, hit.at + 1, end)
    if owner is None:
        return None
    opener = _after_owner(scene, cue, hit, at, end) or _is_what(scene, hit, cue, at, end)
    opener = opener or find_opener(scene, at - 1, min(end, at + 3))
    if opener is None or opener.kind not in ("clause", "nominal") or opener.first > at + 1:
        return None
    content = read_content(scene, opener, clause_end(scene, opener.token, end))
    if not content or is_bare_name(scene, content):
        return None
    return _draft(scene, hit, cue, "noun", content, opener, subjects=[owner])


def _owner_behind(scene: Scene, at: int, end: int) -> tuple[NounPhrase | None, int]:
    """The owner named by the adjectives from token ``at`` on or by ``ل`` right after them, and the token after it."""
    owner = None
    while at < end and scene.key(at).startswith("ال") and scene.reference_at(at) is None and not scene.is_relative(at):
        if scene.is_in(at, "preposition"):
            break
        nisba = scene.nisbas.get(scene.key(at))
        if nisba is not None and nisba.definite:
            span = scene.tokens[at].span
            state = Reference(span, span, (nisba.of,), None, nisba.of, "organization", "f", "singular", "nationality")
            owner = NounPhrase(at, at + 1, span, state)
        at += 1
    at += scene.is_in(at, "prepositional-pronoun")  # الاتهامات الأوكرانية لها بخرق
    reference = scene.reference_at(at)
    if owner is None and reference is not None and scene.attached(reference).startswith("ل"):
        return of_reference(scene, reference), scene.end_of(reference.span)
    return owner, at


def _is_what(scene: Scene, hit: CueHit, cue: Noun, at: int, end: int) -> Opener | None:
    """``وكان المطلب الأمريكي | وقف التخصيب``, ``والمطلب الأمريكي هو | وقف التخصيب``: the predicate is what is said."""
    links = scene.is_in(at, "copula") or scene.key(at) in ("هو", "هي")
    if links:
        at += 1
    elif scene.bare(hit.at - 1) not in scene.words["copula"]:
        return None
    noun = at < end and scene.tokens[at].kind == "word" and at not in scene.cues
    noun = noun and not any(scene.is_in(at, g) for g in ("preposition", "particle", "adverb", "negation"))
    noun = noun and (scene.key(at + 1).startswith("ال") or scene.reference_at(at + 1) is not None)  # no adjective
    return Opener("nominal", at, scene.tokens[at].start, at) if noun and cue.prepositions and not cue.weak else None


def _saying(scene: Scene, hit: CueHit, cue: Noun) -> Draft | None:
    """``دأبت إيران على القول إن``, ``أنهى منشوره بالقول:``: a light verb lends its subject to the noun of saying."""
    if not cue.saying or not (hit.chain[0] in "وبل" or scene.is_in(hit.at - 1, "preposition")):
        return None
    end = scene.sentence(hit.at).last
    opener = find_opener(scene, hit.at, end)
    if opener is None or opener.first > hit.at + 2:
        opener = _after_owner(scene, cue, hit, hit.at + 1, end)
    if opener is None:
        return None
    content = read_content(scene, opener, end)
    if not content:
        return None
    return _draft(scene, hit, cue, "noun-of-light-verb", content, opener, inherits=True)


def _after_owner(scene: Scene, cue: Noun, hit: CueHit, at: int, end: int) -> Opener | None:
    if cue.weak or scene.is_in(at, "complementizer-with-b"):
        return None
    for folded in cue.prepositions:
        if scene.key(at) == folded and at + 1 < end:
            return Opener("nominal", at, scene.tokens[at + 1].start, at + 1)
        if (
            folded == "ب"
            and at < end
            and scene.key(at).startswith("ب")
            and scene.commoner(scene.key(at)[1:], scene.key(at))
        ):
            return Opener("nominal", at, scene.tokens[at].start + 1, at)
    return None
