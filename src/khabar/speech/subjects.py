"""Whose verb it is: a subject before the verb, a text as the subject, or none."""

from __future__ import annotations

from khabar.model import Reference, Span
from khabar.speech.cues import Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import of_reference, read_noun_phrase
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.scene import CueHit, Scene

_LONG_SUBJECT = 12  # tokens
_NAME = 3  # words of a name
_DESCRIBED = 20  # tokens a subject may take with its relative clause
_ASIDE = 8  # tokens of an "according to" between a subject and its verb
_BESIDE = 3  # tokens that may stand between a subject and the verb after it: a comma, an adverb


def subject_fits(scene: Scene, cue: Verb, middle: Middle, at: int) -> bool:
    """Verbs that only texts say need a text as their subject."""
    if cue.subject != "document":
        return True
    located = scene.key(at + 1) in ("في", "فيه", "فيها")
    heads = [scene.key(p.first) for p in middle.subjects] if middle.subjects and not located else _located(scene, at)
    return any(h in scene.words["document"] or h.lstrip("وف") in scene.words["document"] for h in heads)


def _located(scene: Scene, at: int) -> list[str]:
    """``جاء في البيان``: the text is named after ``في``; ``جاء فيه`` points back to it; or it stands before it."""
    following = scene.key(at + 1)
    if following == "في":
        return [scene.key(at + 2)]
    if following in ("فيه", "فيها"):
        return ["بيان"]
    return [scene.bare(j) for j in range(at - 1, max(scene.sentence(at).first, at - 9) - 1, -1)]


def find_subject(scene: Scene, hit: CueHit, draft: Draft) -> None:
    """Where the verb has no subject after it: before it, in the clause it modifies, or nowhere (dropped)."""
    i = hit.at
    if isinstance(hit.form.cue, Verb) and hit.form.cue.located:
        _subject_is_text(scene, i, draft)
        return
    if relative_before(scene, i) is not None and not draft.subjects:
        draft.back = True
        return
    if _subject_opens_sentence(scene, hit, draft):
        return
    if draft.subjects or "و" in hit.chain or "ف" in hit.chain:
        return
    if hit.form.form.tense == "present" and (text := _text_before(scene, i)) is not None:
        draft.subjects = [text]
        return
    reference = subject_ending(scene, i)
    if reference is None and hit.form.form.tense == "present" and (phrase := _fake_before(scene, i)) is not None:
        draft.subjects = [phrase]
        return
    if reference is None and (described := _described_before(scene, i)) is not None:
        reference = described
    phrase = _noun_before(scene, i)
    inside = phrase is not None and reference is not None and reference.span.start > phrase.span.start
    if phrase is not None and (reference is None or (inside and _heads_subject(scene, phrase.first))):
        draft.subjects = [phrase]
        draft.rule = draft.rule.replace("verb", "subject-verb")
        return
    if reference is None and hit.form.form.tense == "past" and not hit.form.suffix:
        reference = _nameless_before(scene, i)
    if reference is not None and _agrees(hit, reference.gender, reference.number):
        draft.subjects = [of_reference(scene, reference)]
        draft.rule = draft.rule.replace("verb", "subject-verb")


def relative_before(scene: Scene, i: int) -> int | None:
    """The relative pronoun (or ``وهو``) whose clause begins with the verb at ``i``: ``الذين كانوا يأملون``."""
    for j in (i - 1, i - 2):
        if scene.is_relative(j) or scene.is_in(j, "and-he"):
            return j
        if not (scene.is_in(j, "auxiliary") or scene.is_in(j, "adverb")):
            return None
    return None


def demote_object(scene: Scene, hit: CueHit, draft: Draft) -> None:
    """A noun after the verb that cannot be its subject is whom it speaks to, or of.

    ``الذي اتهم موسكو``, ``أكد أنه يطالب الحكومة``: the subject stands before the verb.
    ``وأبلغت الوزير``: the verb agrees with somebody else.
    """
    cue = hit.form.cue
    if not draft.subjects or not isinstance(cue, Verb):
        return
    first = draft.subjects[0]
    relative = relative_before(scene, hit.at) is not None and cue.object and not hit.form.suffix
    many = hit.form.form.number != "singular"  # before its subject a verb is singular: أبلغوا القيادة
    elsewhere = relative or many or has_pronoun_subject(scene, hit.at)
    alone = draft.middle.addressee is None or hit.form.form.gender == "f"  # وطالب الحكومة المجتمع: a slip
    other = alone and disagrees(scene, hit, cue, first.reference)
    if scene.is_in(hit.at + 1, "prepositional-pronoun") or not (elsewhere or other):
        return
    if cue.object and draft.middle.addressee is None:
        draft.middle.addressee = first
    elif cue.predicate and draft.rule == "verb-noun":
        draft.content = (Span(first.span.start, draft.content[0].end), *draft.content[1:])
    draft.subjects = []


def disagrees(scene: Scene, hit: CueHit, cue: Verb, reference: Reference | None) -> bool:
    """Whether a noun after a verb that takes an object differs from it in gender: then it is the object.

    Only where the gender is sure: one man, a text, a woman, a party or council; a state, which but for a few is
    feminine.
    """
    form = hit.form.form
    if reference is None or reference.number != "singular" or form.number != "singular":
        return False
    if form.gender == reference.gender or not (cue.object or "NP" in cue.nominal):
        return False
    if form.gender == "f":
        head = scene.passage.token_at(reference.span.start)
        return reference.source_kind in ("person", "document") or scene.is_in(head, "masculine-body")
    state = (
        reference.source_kind == "organization"
        and reference.entities[:1]
        and reference.entities[0].startswith("place/")
    )
    return bool(cue.object and hit.form.form.tense == "present" and (reference.source_kind == "person" or state))


def has_pronoun_subject(scene: Scene, i: int) -> bool:
    """Whether a particle with its subject attached stands right before the verb at ``i``: ``أنه يطالب``."""
    j = i - 1 - scene.is_in(i - 1, "auxiliary")
    return scene.is_in(j, "pronoun-subject") or scene.bare(j) in scene.words["pronoun-subject"]


def _subject_opens_sentence(scene: Scene, hit: CueHit, draft: Draft) -> bool:
    """``أوباما يدعو إيران إلى``: subject first, then who is addressed stands after the verb."""
    cue = hit.form.cue
    reference = subject_ending(scene, hit.at)
    if hit.chain or not draft.subjects or reference is None or not (isinstance(cue, Verb) and cue.object):
        return False
    begin = scene.passage.token_at(reference.span.start)
    opens = begin == scene.sentence(hit.at).first or scene.is_in(begin - 1, "complementizer")
    opens = opens or scene.bare(begin - 1) in ("كان", "كانت")
    if not opens or scene.end_of(reference.span) != hit.at:
        return False
    draft.middle.addressee = draft.subjects[0]
    draft.subjects = [of_reference(scene, reference)]
    draft.rule = draft.rule.replace("verb", "subject-verb")
    return True


def _text_before(scene: Scene, i: int) -> NounPhrase | None:
    """``معلومات جديدة تشير إلى أن``, ``قرار مجلس الأمن ينص على أن``: a text right before its verb is the subject."""
    for j in range(i - 1, max(scene.sentence(i).first, i - 9) - 1, -1):
        ends = any(scene.is_in(j, g) for g in ("particle", "complementizer-with-b"))
        if scene.tokens[j].kind == "mark" or ends or scene.is_relative(j):
            return None
        if scene.bare(j) in scene.words["document"] and _opens_or_is_described(scene, j):
            start = scene.tokens[j].start + (scene.key(j) not in scene.words["document"])
            return NounPhrase(j, i, Span(start, scene.tokens[i - 1].end), None)
    return None


def _opens_or_is_described(scene: Scene, j: int) -> bool:
    """A text without an article is described by a verb anywhere; one with it is the subject where its clause begins."""
    if not scene.bare(j).startswith("ال") or j == scene.sentence(j).first:
        return True
    return scene.key(j) != scene.bare(j) or scene.tokens[j - 1].kind == "mark" or scene.is_in(j - 1, "clause-start")


def _fake_before(scene: Scene, i: int) -> NounPhrase | None:
    """``مكالمة آلية بصوت مستنسخ لفلان تدعو إلى``: a faked voice is the subject, and nobody's own."""
    for j in range(i - 1, max(scene.sentence(i).first, i - _LONG_SUBJECT) - 1, -1):
        if scene.tokens[j].kind == "mark" or scene.is_relative(j):
            return None
        if scene.sequence_at(j, "fabricated"):
            word, start = scene.key(j), scene.tokens[j].start
            start += word[0] == "ب" and scene.commoner(word[1:], word)
            return NounPhrase(j, i, Span(start, scene.tokens[i - 1].end), None)
    return None


def _noun_before(scene: Scene, i: int) -> NounPhrase | None:
    """``لكن صاحب متجر قرب المحطة قال``: the noun with which the verb's clause begins, though nobody is known by it."""
    first = i
    while first > scene.sentence(i).first and i - first < _LONG_SUBJECT and _goes_on_before(scene, first - 1):
        first -= 1
    begins = first == scene.sentence(i).first or scene.is_in(first - 1, "clause-start")
    if first == i or i - first == _LONG_SUBJECT or not begins:
        return None
    if not _heads_subject(scene, first) and not _is_unlisted_name(scene, first, i):
        return None
    return NounPhrase(first, i, Span(scene.tokens[first].start, scene.tokens[i - 1].end), None)


def _described_before(scene: Scene, i: int) -> Reference | None:
    """``المسؤول الذي رفض ذكر اسمه قال``: who opens the sentence, with a relative clause between him and the verb."""
    first = scene.sentence(i).first
    reference = scene.reference_at(first) or scene.reference_at(first + 1)
    if reference is None or i - first > _DESCRIBED or scene.attached(reference).strip("وف"):
        return None
    after = scene.end_of(reference.span)
    between = range(after + 1, i)
    again = any(scene.tokens[j].kind == "mark" and j < i - 1 for j in between)
    again = again or any(scene.is_in(j, g) for j in between for g in ("complementizer", "complementizer-with-b"))
    return reference if after < i and scene.is_relative(after) and not again else None


def _nameless_before(scene: Scene, i: int) -> Reference | None:
    """``تقريرا لمسؤول كبير في الوزارة قال إن``: after a source without an article the verb tells what it says."""
    for reference in reversed(scene.references_before(scene.tokens[i].start)[-4:]):
        first, last = scene.passage.token_at(reference.span.start), scene.end_of(reference.span)
        between = range(last, i)
        ends = any(scene.tokens[j].kind == "mark" or j in scene.cues or scene.is_in(j, "particle") for j in between)
        if ends or i - first > _DESCRIBED or any(scene.is_relative(j) for j in between):
            return None
        if reference.source_kind == "anonymous" and not reference.entities:
            return None if scene.passage.view.slice(reference.span).startswith("ال") else reference
    return None


def _goes_on_before(scene: Scene, j: int) -> bool:
    """Whether a noun phrase can run over token ``j``: no mark, no verb of saying, no word that opens a clause."""
    if scene.tokens[j].kind == "mark" or scene.is_relative(j) or j in scene.cues or scene.time_ending(j + 1):
        return False
    groups = ("clause-start", "particle", "adverb", "complementizer", "complementizer-with-b", "negation")
    return not any(scene.is_in(j, group) for group in groups)


def _is_unlisted_name(scene: Scene, first: int, last: int) -> bool:
    """Between ``أن`` and its verb stands a noun; one or two words without an article are a name nobody listed."""
    bare = all(not scene.key(j).startswith("ال") and not scene.is_in(j, "preposition") for j in range(first, last))
    named = all(len(scene.key(j)) > 1 and scene.reference_at(j) is None for j in range(first, last))
    named = named and not scene.is_in(first, "there-is")
    return bare and named and last - first <= _NAME and scene.is_in(first - 1, "clause-start")


def _heads_subject(scene: Scene, at: int) -> bool:
    words = (scene.bare(at), scene.bare(at).removesuffix("ا"))  # لكن متحدثا باسم الوزارة قال
    return any(word in scene.words[group] for group in ("anonymous", "group") for word in words)


def _subject_is_text(scene: Scene, i: int, draft: Draft) -> None:
    if scene.key(i + 1) == "في":
        draft.subjects = [read_noun_phrase(scene, i + 2, scene.passage.token_at(draft.hull.start))]
    else:
        draft.back = True
    draft.links = []


def subject_ending(scene: Scene, i: int) -> Reference | None:
    """The reference that ends right before token ``i`` (a comma or adverb may stand between) and can be its subject."""
    j = i
    while (
        j > 0
        and i - j < _BESIDE
        and (
            (scene.tokens[j - 1].kind == "mark" and scene.tokens[j - 1].key in ("،", ",", ")", '"', "»"))
            or scene.is_in(j - 1, "adverb")
        )
    ):
        j -= 1
    j = _before_aside(scene, j)
    best = None
    for reference in scene.references_before(scene.tokens[i].start)[-12:]:
        first, last = scene.passage.token_at(reference.span.start), scene.end_of(reference.span)
        if last != j or first < scene.sentence(i).first:
            continue
        if scene.is_in(first - 1, "preposition") or scene.attached(reference).strip("وف"):
            continue
        if best is None or len(reference.span) > len(best.span):
            best = reference
    return best


def _before_aside(scene: Scene, i: int) -> int:
    """``رئيس الأركان وفقا للمسؤول | أكد أن``: the token where an "according to" with a source begins that ends here."""
    for j in range(i - 2, max(scene.sentence(i - 1).first, i - _ASIDE), -1):
        if scene.tokens[j].kind == "mark" or j in scene.cues:
            return i
        if scene.according_at(j) and scene.reference_ending(i):
            return j
    return i


def _agrees(hit: CueHit, gender: str, number: str) -> bool:
    form = hit.form.form
    if form.gender == gender:
        return True
    return number == "plural" and form.gender == "f"
