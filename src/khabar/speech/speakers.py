"""Who speaks: from the subject to a source, and dropped subjects and pronouns to the right earlier speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.model import Reference, Source, Span
from khabar.speech.conjugation import Form
from khabar.speech.draft import Draft
from khabar.speech.scene import Scene
from khabar.speech.sources import carries, kind_of_head, to_sources
from khabar.speech.subjects import relative_before

#: Statements that are searched for an earlier speaker: farther back nobody is meant by a pronoun.
LOOK_BACK = 60

_CLAUSE = 150  # tokens before a cue in which the subject of its clause is searched
_PRONOUNS = {"ه": ("m", "singular"), "ها": ("f", "singular"), "هم": ("m", "plural"), "هما": ("m", "dual")}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can be meant by a dropped subject."""

    at: int
    sources: tuple[Source, ...]
    gender: str
    number: str


def resolve(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Fill in the sources of all drafts, in the order of the text."""
    spoken: list[tuple[Draft, Speaker]] = []
    for draft in drafts:
        speaker = _named(scene, draft) or _antecedent(scene, draft, spoken[-LOOK_BACK:])
        if speaker is None:
            draft.sources = (Source(None, None, None, "anonymous"),)
            draft.notes.append("unresolved-speaker")
            continue
        draft.sources = speaker.sources
        draft.alternatives = _alternatives(scene, draft, speaker, spoken[-LOOK_BACK:])
        if draft.alternatives:
            draft.notes.append("two-speakers-possible")
        at = max([draft.at, *(phrase.first for phrase in draft.subjects)])
        spoken.append((draft, Speaker(at, speaker.sources, speaker.gender, speaker.number)))


# -- a subject that is there ------------------------------------------------------------------------


def _named(scene: Scene, draft: Draft) -> Speaker | None:
    if not draft.subjects:
        return None
    sources = tuple(s for phrase in draft.subjects for s in to_sources(scene, phrase))
    reference = draft.subjects[0].reference
    gender = reference.gender if reference else (draft.form.gender if draft.form else "m")
    number = reference.number if reference else (draft.form.number if draft.form else "singular")
    return Speaker(draft.at, sources, gender, "plural" if len(sources) > 2 else "dual" if len(sources) == 2 else number)


# -- a subject that is not ----------------------------------------------------------------------------


def _antecedent(scene: Scene, draft: Draft, spoken: list[tuple[Draft, Speaker]]) -> Speaker | None:
    form = _wanted(scene, draft)
    if draft.parent is not None:
        return _inside_content(scene, draft, form, spoken)
    if draft.back:
        return _referred_to(scene, draft, form, spoken)
    if draft.inherits:
        sentence = scene.sentence(draft.at)
        own = [(d, s) for d, s in spoken if d.at >= sentence.first and d.parent is None]
        last, subject = _last_speaker(scene, own, form, None), _subject_of(scene, draft, form, spoken)
        if draft.rule == "noun-adverbial" and subject is not None:
            return _spanned(scene, subject)
        if last is not None and (subject is None or subject.at <= last.at):
            return last
        return subject or _nearest_reference(scene, draft, form) or _last_speaker(scene, spoken, form, None)
    last = _last_speaker(scene, spoken, form, None)
    if draft.cls == "continuation" and last is not None:
        return last
    subject = _subject_of(scene, draft, form, spoken)
    if subject is not None and (last is None or subject.at > last.at):
        return subject
    return last or subject or _nameless_before(scene, draft, spoken)


def _referred_to(scene: Scene, draft: Draft, form: Form | None, spoken: list[tuple[Draft, Speaker]]) -> Speaker | None:
    """Who a relative clause, ``وهو`` or ``فيه`` points back to.

    ``الوزير الذي قال``: the noun before the pronoun. ``الاتفاق الذي قالت إنه``: what cannot speak is spoken of, by the
    subject of the sentence or by who spoke last.
    """
    pronoun = relative_before(scene, draft.at)
    if draft.rule.startswith("according"):  # كما قال، بحسب قوله: the subject of the clause, or who spoke last
        subject, last = _subject_of(scene, draft, form, ()), _last_speaker(scene, spoken, form, None)
        nearest = _nearest_reference(scene, draft, form)
        near = [s for s in (subject, last) if s is not None]
        return max(near, key=lambda s: s.at, default=None) or nearest
    if pronoun is None or scene.is_in(draft.at + 1, "in-it"):
        return _nearest_reference(scene, draft, form) or _last_speaker(scene, spoken, form, None)
    opener = scene.key(scene.passage.token_at(draft.hull.start) - 1)
    resumed = opener not in ("ان", "بان") and (opener in scene.words["complementizer"])
    head = _head_before(scene, pronoun, form, clause_about_head=resumed)
    if head is not None:
        return head
    subject = _subject_of(scene, draft, form, ())
    last = _last_speaker(scene, spoken, form, None)
    if subject is not None and (last is None or subject.at > last.at):
        return subject
    nearest = _nearest_reference(scene, draft, form)
    if last or nearest or form is None or form.gender != "f":
        return last or nearest
    return _nearest_reference(scene, draft, None)  # خطة فلان، والتي أكدت: whose it is


def _head_before(scene: Scene, pronoun: int, form: Form | None, *, clause_about_head: bool) -> Speaker | None:
    """The noun phrase that ends right before a relative pronoun (a comma may stand between), if it agrees.

    Args:
        clause_about_head: What is said is about the noun (``الخطة التي قالت إنها``), which then does not speak.
    """
    j = pronoun - (scene.tokens[pronoun - 1].kind == "mark")
    for reference in scene.references_before(scene.tokens[j].start)[-12:]:
        if scene.end_of(reference.span) == j:
            speaker = _as_speaker(scene, reference)
            if speaker is not None and _agrees(speaker, form):
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


def _alternatives(
    scene: Scene, draft: Draft, chosen: Speaker, spoken: list[tuple[Draft, Speaker]]
) -> tuple[Source, ...]:
    """Who else a dropped subject can be: whom the last speaker addressed or met, if gender and number fit as well.

    ``أبلغ فلان فلانا أن العرض نهائي. وقال إن ...``: the verb agrees with both.
    """
    if draft.subjects or draft.inherits or draft.back or draft.parent is not None or draft.cls == "continuation":
        return ()
    sentence, form = scene.sentence(draft.at), _wanted(scene, draft)
    if sentence.first == scene.passage.paragraph_of(draft.at).first:
        return ()
    before = scene.sentence(sentence.first - 1)
    others: list[Reference] = []
    if spoken and spoken[-1][0].at >= before.first and (told := spoken[-1][0].middle.addressee) is not None:
        others += [told.reference] if told.reference else []
    elif before.first <= chosen.at < before.last and (met := _met(scene, chosen.at)) is not None:
        others.append(met)
    mine = {s.entity for s in chosen.sources}
    found = [s for r in others if r.source_kind == "person" and (s := _as_speaker(scene, r)) and _agrees(s, form)]
    return tuple(x for s in found for x in _unspanned(s).sources if x.entity and x.entity not in mine)


def _met(scene: Scene, at: int) -> Reference | None:
    """The bare reference right after another one: the object of a meeting, a visit, a call."""
    reference = scene.reference_at(at)
    following = scene.reference_at(scene.end_of(reference.span)) if reference else None
    return following if following is not None and not scene.attached(following) else None


def _wanted(scene: Scene, draft: Draft) -> Form | None:
    """The agreement the cue asks for: of the verb, or of the pronoun attached to a noun."""
    if draft.form is not None:
        return draft.form
    if draft.cue is None:
        return None
    own = [at for at in range(draft.at + 1, draft.at + 3) if scene.is_in(at, "own-words")]
    for at in (draft.at, *own[:1]):
        word = scene.key(at)
        if scene.text[scene.tokens[at].end - 1] == "ة":
            continue
        for suffix in ("هما", "هم", "ها", "ه"):
            if word.endswith(suffix):
                gender, number = _PRONOUNS[suffix]
                return Form("masdar", gender, number)  # type: ignore[arg-type]
    return None


def _agrees(speaker: Speaker, form: Form | None) -> bool:
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


def _last_speaker(
    scene: Scene, spoken: list[tuple[Draft, Speaker]], form: Form | None, parent: Draft | None
) -> Speaker | None:
    """The last one who spoke at a level; an outlet or a text only carries what those speak whom it quotes."""
    said = [(d, s) for d, s in spoken if not (d.rule.startswith("according") and s.sources[0].kind == "document")]
    for draft, speaker in (*reversed(said), *reversed(spoken)):  # a text in passing (وفقا للتقرير) does not go on
        level = draft.parent is parent or (parent is None and draft.parent is not None and carries(scene, draft.parent))
        if level and _agrees(speaker, form):
            return _unspanned(speaker)
    return None


def _nameless_before(scene: Scene, draft: Draft, spoken: list[tuple[Draft, Speaker]]) -> Speaker | None:
    """``أكدت مصادر ... وأوضح``: of a nameless source papers write now one, now many; nobody else is there."""
    before = next((s for d, s in reversed(spoken) if d.parent is None), None)
    if draft.rule == "verb-noun" or before is None or draft.links or scene.is_in(draft.at - 1, "auxiliary"):
        return None
    if before.sources[0].kind not in ("anonymous", "group") or before.sources[0].entity:
        return None
    if draft.at - before.at >= _CLAUSE:
        return None
    form = draft.form or Form("past", before.gender, before.number)  # type: ignore[arg-type]
    return Speaker(before.at, _unspanned(before).sources, form.gender, form.number)


def _spanned(scene: Scene, speaker: Speaker) -> Speaker:
    """The speaker with the words that name it, where it stands in the same clause."""
    reference = scene.reference_at(speaker.at)
    return (_as_speaker(scene, reference) if reference else None) or speaker


def _unspanned(speaker: Speaker) -> Speaker:
    """The same speaker without a span: here it is not named."""
    known = any(s.entity for s in speaker.sources)
    sources = tuple(Source(None, None if known else s.text, s.entity, s.kind, s.count) for s in speaker.sources)
    return Speaker(speaker.at, sources, speaker.gender, speaker.number)


def _subject_of(
    scene: Scene, draft: Draft, form: Form | None, spoken: Sequence[tuple[Draft, Speaker]]
) -> Speaker | None:
    """The subject of the clause that stands before the cue in its sentence (or opens the sentence before).

    Who is only spoken of, inside what somebody said before in the sentence, does not go on to speak.
    """
    sentence = scene.sentence(draft.at)
    said = [piece for d, _ in spoken if d.at >= sentence.first for piece in d.content]
    for reference in _clause_subjects(scene, max(sentence.first, draft.at - _CLAUSE), draft.at):
        speaker = _as_speaker(scene, reference)
        inside = any(reference.span in piece for piece in said)
        if speaker is not None and not inside and _agrees(speaker, form):
            return _unspanned(speaker)
    if sentence.first > scene.passage.paragraph_of(draft.at).first:
        before = scene.sentence(sentence.first - 1)
        for reference in _clause_subjects(scene, before.first, min(before.last, before.first + 12)):
            speaker = _as_speaker(scene, reference)
            if speaker is not None and reference.source_kind == "person" and _agrees(speaker, form):
                return _unspanned(speaker)
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


def _as_speaker(scene: Scene, reference: Reference) -> Speaker | None:
    if reference.source_kind == "document" or not (reference.entities or reference.source_kind == "anonymous"):
        return None
    sources = tuple(
        Source(reference.span, reference.span.of(scene.text), e, reference.source_kind) for e in reference.entities
    ) or (Source(reference.span, reference.span.of(scene.text), None, reference.source_kind),)
    return Speaker(scene.passage.token_at(reference.span.start), sources, reference.gender, reference.number)


def _nearest_reference(scene: Scene, draft: Draft, form: Form | None) -> Speaker | None:
    """For a relative clause or ``فيه``: the nearest noun phrase before it that agrees."""
    floor = scene.sentence(draft.at).span.start
    begin = scene.tokens[draft.at].start
    if draft.cls == "document":
        for reference in reversed(scene.references_before(begin)):
            if reference.source_kind == "document" and begin - reference.span.start < 400:
                return _document(scene, reference, _subject_of(scene, draft, None, ()))
    for reference in reversed(scene.references_before(begin)):
        if reference.span.start < floor:
            break
        speaker = _as_speaker(scene, reference)
        where = draft.inherits and any(e.startswith("place/") for e in reference.entities)  # مؤكدة: no province says so
        if speaker is not None and not where and _agrees(speaker, form):
            return speaker
    return None


def _document(scene: Scene, reference: Reference, issuer: Speaker | None) -> Speaker:
    """A text as the speaker; one that does not say whose it is belongs to who issued it (``أصدرت الوزارة بيانا``)."""
    entity = reference.entities[0] if reference.entities else None
    if entity is None and issuer is not None and issuer.at < scene.passage.token_at(reference.span.start):
        entity = issuer.sources[0].entity
    source = Source(reference.span, reference.span.of(scene.text), entity, "document")
    return Speaker(scene.passage.token_at(reference.span.start), (source,), reference.gender, reference.number)


def _inside_content(
    scene: Scene, draft: Draft, form: Form | None, spoken: list[tuple[Draft, Speaker]]
) -> Speaker | None:
    """Inside what another says: the last speaker there, the nearest fitting name there, or the outer speaker."""
    parent = draft.parent
    if parent is None:
        return None
    if sibling := _last_speaker(scene, spoken, form, parent):
        return sibling
    inside = Span(parent.hull.start, draft.start)
    people = [r for r in scene.references_before(draft.start) if r.span in inside]
    if draft.at > scene.passage.token_at(parent.hull.start):
        ordered = reversed(people) if draft.back else people
        for reference in ordered:
            speaker = _as_speaker(scene, reference)
            subject = draft.back or not scene.attached(reference).strip("وف")
            if speaker is not None and subject and _agrees(speaker, form):
                return speaker if draft.back else _unspanned(speaker)
    outer = next((s for d, s in spoken if d is parent), None)
    if outer is not None and carries(scene, parent) and scene.is_in(draft.at - 1, "honorific"):
        told = [(d, s) for d, s in spoken if not carries(scene, d)]
        return _last_speaker(scene, told, form, parent.parent)  # أفاد البيان أن سموه قال
    return _unspanned(outer) if outer else None
