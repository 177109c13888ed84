"""Who speaks: from the subject to a source, and dropped subjects and pronouns to the right earlier speaker."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Reference, Source, Span
from khabar.speech.antecedents import (
    CLAUSE,
    Speaker,
    agrees,
    as_speaker,
    head_before,
    nearest_reference,
    spanned,
    subject_of,
    unspanned,
)
from khabar.speech.conjugation import Form
from khabar.speech.draft import Draft
from khabar.speech.scene import Scene
from khabar.speech.sources import carries, to_sources
from khabar.speech.subjects import relative_before

#: Statements that are searched for an earlier speaker: farther back nobody is meant by a pronoun.
LOOK_BACK = 60

_PRONOUNS = {"ه": ("m", "singular"), "ها": ("f", "singular"), "هم": ("m", "plural"), "هما": ("m", "dual")}


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
        last, subject = _last_speaker(scene, own, form, None), subject_of(scene, draft, form, spoken)
        if draft.rule == "noun-adverbial" and subject is not None:
            return spanned(scene, subject)
        if last is not None and (subject is None or subject.at <= last.at):
            return last
        return subject or nearest_reference(scene, draft, form) or _last_speaker(scene, spoken, form, None)
    last = _last_speaker(scene, spoken, form, None)
    if draft.cls == "continuation" and last is not None:
        return last
    subject = subject_of(scene, draft, form, spoken)
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
        subject, last = subject_of(scene, draft, form, ()), _last_speaker(scene, spoken, form, None)
        nearest = nearest_reference(scene, draft, form)
        near = [s for s in (subject, last) if s is not None]
        return max(near, key=lambda s: s.at, default=None) or nearest
    if pronoun is None or scene.is_in(draft.at + 1, "in-it"):
        return nearest_reference(scene, draft, form) or _last_speaker(scene, spoken, form, None)
    opener = scene.key(scene.passage.token_at(draft.hull.start) - 1)
    resumed = opener not in ("ان", "بان") and (opener in scene.words["complementizer"])
    head = head_before(scene, pronoun, form, clause_about_head=resumed)
    if head is not None:
        return head
    subject = subject_of(scene, draft, form, ())
    last = _last_speaker(scene, spoken, form, None)
    if subject is not None and (last is None or subject.at > last.at):
        return subject
    nearest = nearest_reference(scene, draft, form)
    if last or nearest or form is None or form.gender != "f":
        return last or nearest
    return nearest_reference(scene, draft, None)  # خطة فلان، والتي أكدت: whose it is


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
    found = [s for r in others if r.source_kind == "person" and (s := as_speaker(scene, r)) and agrees(s, form)]
    return tuple(x for s in found for x in unspanned(s).sources if x.entity and x.entity not in mine)


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


def _last_speaker(
    scene: Scene, spoken: list[tuple[Draft, Speaker]], form: Form | None, parent: Draft | None
) -> Speaker | None:
    """The last one who spoke at a level; an outlet or a text only carries what those speak whom it quotes."""
    said = [(d, s) for d, s in spoken if not (d.rule.startswith("according") and s.sources[0].kind == "document")]
    for draft, speaker in (*reversed(said), *reversed(spoken)):  # a text in passing (وفقا للتقرير) does not go on
        level = draft.parent is parent or (parent is None and draft.parent is not None and carries(scene, draft.parent))
        if level and agrees(speaker, form):
            return unspanned(speaker)
    return None


def _nameless_before(scene: Scene, draft: Draft, spoken: list[tuple[Draft, Speaker]]) -> Speaker | None:
    """``أكدت مصادر ... وأوضح``: of a nameless source papers write now one, now many; nobody else is there."""
    before = next((s for d, s in reversed(spoken) if d.parent is None), None)
    if draft.rule == "verb-noun" or before is None or draft.links or scene.is_in(draft.at - 1, "auxiliary"):
        return None
    if before.sources[0].kind not in ("anonymous", "group") or before.sources[0].entity:
        return None
    if draft.at - before.at >= CLAUSE:
        return None
    form = draft.form or Form("past", before.gender, before.number)  # type: ignore[arg-type]
    return Speaker(before.at, unspanned(before).sources, form.gender, form.number)


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
            speaker = as_speaker(scene, reference)
            subject = draft.back or not scene.attached(reference).strip("وف")
            if speaker is not None and subject and agrees(speaker, form):
                return speaker if draft.back else unspanned(speaker)
    outer = next((s for d, s in spoken if d is parent), None)
    if outer is not None and carries(scene, parent) and scene.is_in(draft.at - 1, "honorific"):
        told = [(d, s) for d, s in spoken if not carries(scene, d)]
        return _last_speaker(scene, told, form, parent.parent)  # أفاد البيان أن سموه قال
    return unspanned(outer) if outer else None
