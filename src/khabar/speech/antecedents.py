"""Who can be meant by a dropped subject or a pronoun: subjects of clauses, heads of relative clauses, near names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.model import Reference, Source, Span
from khabar.speech.conjugation import Form
from khabar.speech.draft import Draft
from khabar.speech.scene import Scene
from khabar.speech.sources import kind_of_head

CLAUSE = 150  # tokens before a cue in which the subject of its clause is searched


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can be meant by a dropped subject."""

    at: int
    sources: tuple[Source, ...]
    gender: str
    number: str


def as_speaker(scene: Scene, reference: Reference) -> Speaker | None:
    """A reference as somebody who can speak; None for a text and for somebody nobody knows."""
    if reference.source_kind == "document" or not (reference.entities or reference.source_kind == "anonymous"):
        return None
    sources = tuple(
        Source(reference.span, reference.span.of(scene.text), e, reference.source_kind) for e in reference.entities
    ) or (Source(reference.span, reference.span.of(scene.text), None, reference.source_kind),)
    return Speaker(scene.passage.token_at(reference.span.start), sources, reference.gender, reference.number)


def agrees(speaker: Speaker, form: Form | None) -> bool:
    """Whether a verb of this gender and number can be said of a speaker; a state may take a plural."""
    if form is None:
        return True
    if form.number == "dual":
        return speaker.number == "dual"
    if form.number == "plural":
        return speaker.number in ("plural", "dual") or (speaker.number == "singular" and _is_state(speaker))
    if speaker.number == "plural":
        return form.gender == "f"
    if speaker.number == "dual":
        return False
    return speaker.gender == form.gender


def _is_state(speaker: Speaker) -> bool:
    return bool(speaker.sources) and (speaker.sources[0].entity or "").startswith("place/")


def spanned(scene: Scene, speaker: Speaker) -> Speaker:
    """The speaker with the words that name it, where it stands in the same clause."""
    reference = scene.reference_at(speaker.at)
    return (as_speaker(scene, reference) if reference else None) or speaker


def unspanned(speaker: Speaker) -> Speaker:
    """The same speaker without a span: here it is not named."""
    known = any(s.entity for s in speaker.sources)
    sources = tuple(Source(None, None if known else s.text, s.entity, s.kind, s.count) for s in speaker.sources)
    return Speaker(speaker.at, sources, speaker.gender, speaker.number)


def head_before(scene: Scene, pronoun: int, form: Form | None, *, clause_about_head: bool) -> Speaker | None:
    """The noun phrase that ends right before a relative pronoun (a comma may stand between), if it agrees.

    Args:
        clause_about_head: What is said is about the noun (``الخطة التي قالت إنها``), which then does not speak.
    """
    j = pronoun - (scene.tokens[pronoun - 1].kind == "mark")
    for reference in scene.references_before(scene.tokens[j].start)[-12:]:
        if scene.end_of(reference.span) == j:
            speaker = as_speaker(scene, reference)
            if speaker is not None and agrees(speaker, form):
                return speaker
    people = scene.key(pronoun).lstrip("و") in ("الذين", "اللذين", "اللذان")
    first = j
    if not people and (clause_about_head or scene.reference_ending(j)):
        return None
    while j - first < 3 and scene.key(first - 1).startswith("ال") and first > scene.sentence(pronoun).first:
        first -= 1
    feminine = scene.text[scene.tokens[first].end - 1] in "ةت"
    speaks = people or any(scene.is_in(first, g) for g in ("document", "anonymous", "group", "outlet-noun"))
    if first == j or not speaks or not (people or form is None or (form.gender == "f") == feminine):
        return None  # السياسة الخارجية، والتي أكدت: a thing or a policy says nothing
    span = Span(scene.tokens[first].start, scene.tokens[j - 1].end)
    kind = kind_of_head(scene, first)
    return Speaker(
        first,
        (Source(span, span.of(scene.text), None, kind),),
        form.gender if form else "m",
        "plural" if people else "singular",
    )


def subject_of(
    scene: Scene, draft: Draft, form: Form | None, spoken: Sequence[tuple[Draft, Speaker]]
) -> Speaker | None:
    """The subject of the clause that stands before the cue in its sentence (or opens the sentence before).

    Who is only spoken of, inside what somebody said before in the sentence, does not go on to speak.
    """
    sentence = scene.sentence(draft.at)
    said = [piece for d, _ in spoken if d.at >= sentence.first for piece in d.content]
    for reference in _clause_subjects(scene, max(sentence.first, draft.at - CLAUSE), draft.at):
        speaker = as_speaker(scene, reference)
        inside = any(reference.span in piece for piece in said)
        if speaker is not None and not inside and agrees(speaker, form):
            return unspanned(speaker)
    if sentence.first > scene.passage.paragraph_of(draft.at).first:
        before = scene.sentence(sentence.first - 1)
        for reference in _clause_subjects(scene, before.first, min(before.last, before.first + 12)):
            speaker = as_speaker(scene, reference)
            if speaker is not None and reference.source_kind == "person" and agrees(speaker, form):
                return unspanned(speaker)
    return None


def _clause_subjects(scene: Scene, first: int, last: int) -> list[Reference]:
    """References that can be subjects in tokens ``first:last``, the nearest clause first.

    A subject is bare and stands right after a verb that begins its clause, or begins the clause itself.
    """
    found: list[Reference] = []
    owners: list[Reference] = []  # تهديدات المرشد: who speaks only if no subject does
    i = first
    while i < last:
        reference = scene.reference_at(i)
        if reference is None:
            i += 1
            continue
        bare = not scene.attached(reference).strip("وف") and not scene.is_in(i - 1, "preposition")
        bare = bare and scene.passage.quotation_at(reference.span.start) is None
        noun = any(h.form.form.tense == "masdar" for h in scene.cues.get(i - 1, ())) or scene.is_in(i - 1, "remark")
        after_verb = scene.tokens[i - 1].kind == "word" and not scene.reference_ending(i) and not noun
        verb_first = after_verb and _begins_clause(scene, i - 1, first)
        speaks = not scene.is_in(i - 1, "publishing") and any(
            h.form.form.tense in ("past", "present") for h in scene.cues.get(i - 1, ())
        )
        opens = i <= first + 1 or scene.is_in(i - 1, "conjunction") or scene.is_in(i - 1, "complementizer")
        if bare and (opens or verb_first or speaks):
            found.append(reference)
        elif bare and noun:
            owners.append(reference)
        i = max(i + 1, scene.end_of(reference.span))
    return found[::-1] + owners[::-1]


def _begins_clause(scene: Scene, at: int, first: int) -> bool:
    if at <= first:
        return at == first
    if scene.sequence_at(first, "turn") == at:
        return True  # من جانبه هاجم فلان
    before = scene.tokens[at - 1]
    joined = scene.key(at)[:1] == "و" and len(scene.key(at)) > 3 and scene.commoner(scene.key(at)[1:], scene.key(at))
    return before.kind == "mark" or scene.is_in(at - 1, "adverb") or scene.is_in(at - 1, "particle") or joined


def nearest_reference(scene: Scene, draft: Draft, form: Form | None) -> Speaker | None:
    """For a relative clause or ``فيه``: the nearest noun phrase before it that agrees."""
    floor = scene.sentence(draft.at).span.start
    begin = scene.tokens[draft.at].start
    if draft.cls == "document":
        for reference in reversed(scene.references_before(begin)):
            if reference.source_kind == "document" and begin - reference.span.start < 400:
                return _document(scene, reference, subject_of(scene, draft, None, ()))
    for reference in reversed(scene.references_before(begin)):
        if reference.span.start < floor:
            break
        speaker = as_speaker(scene, reference)
        where = draft.inherits and any(e.startswith("place/") for e in reference.entities)  # مؤكدة: no province says so
        if speaker is not None and not where and agrees(speaker, form):
            return speaker
    return None


def _document(scene: Scene, reference: Reference, issuer: Speaker | None) -> Speaker:
    """A text as the speaker; one that does not say whose it is belongs to who issued it (``أصدرت الوزارة بيانا``)."""
    entity = reference.entities[0] if reference.entities else None
    if entity is None and issuer is not None and issuer.at < scene.passage.token_at(reference.span.start):
        entity = issuer.sources[0].entity
    source = Source(reference.span, reference.span.of(scene.text), entity, "document")
    return Speaker(scene.passage.token_at(reference.span.start), (source,), reference.gender, reference.number)
