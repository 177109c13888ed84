"""Labels (``ما وصفه بـ``), verbs after the quotation they report, and a slip of machine translation."""

from __future__ import annotations

from khabar.arabic import Quotation
from khabar.model import Span
from khabar.speech.channel_nouns import begins_channel
from khabar.speech.channels import read_channel
from khabar.speech.content import mode_of, read_content, trim
from khabar.speech.content_ends import content_end
from khabar.speech.cues import Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import of_reference
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle, NounPhrase
from khabar.speech.phrases import read_middle
from khabar.speech.scene import CueHit, Scene
from khabar.speech.subjects import find_subject, subject_ending


def by_label(scene: Scene, hit: CueHit) -> Draft | None:
    """``ما وصفه بـ"..."``, ``وصفها بأنها ...``: a description with its label as content."""
    cue = hit.form.cue
    if not isinstance(cue, Verb) or cue.cls != "description" or hit.form.form.tense == "masdar":
        return None
    end = scene.sentence(hit.at).last
    at = _label_at(scene, hit.at, end)
    if at is None:
        return None
    first, start = at
    opener = Opener("clause", first, start, scene.passage.token_at(start))
    if opener.token >= end:
        return None  # a mark that opens nothing, at the very end
    participle = hit.form.form.tense == "participle"
    before = None if hit.chain or participle or hit.form.suffix else subject_ending(scene, hit.at)
    if before is not None and not (before.entities and scene.end_of(before.span) == hit.at):
        before = None
    noun = scene.is_in(hit.at - 1, "preposition") and not hit.chain  # دفع الوزير إلى وصف القرار بأنه
    last = first - (first - 1 in scene.opening)  # the mark before the label opens it
    middle = read_middle(scene, hit.at + 1, last, subject=not (participle or noun) and before is None)
    if middle.subjects and not hit.form.suffix and not _can_describe(scene, middle.subjects[0]):
        middle.subjects = []  # ووصف المحادثات بأنها: what is described, the speaker is dropped
    stop = min(
        content_end(scene, opener.token, end),
        _label_end(scene, opener.token, end, led_by_clause=scene.is_in(first, "complementizer-with-b")),
    )
    described = _described(scene, hit, middle, first)
    label = trim(scene, Span(start, scene.tokens[max(stop, opener.token + 1) - 1].end))
    content = tuple(piece for piece in (described, label) if piece)
    passive = not (participle or noun or hit.form.suffix or middle.subjects or before or described)
    if label is None or passive or (cue.naming and not hit.form.suffix and scene.key(hit.at - 1) == "ما"):
        return None  # توصف بأنها، ما يسمى: nobody is named
    draft = Draft(
        hit.at,
        "label",
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        cue=scene.cue_span(hit),
        lemma=cue.id,
        cls=cue.cls,
        form=hit.form.form,
        middle=middle,
        subjects=[of_reference(scene, before)] if before else middle.subjects[:1],
        inherits=participle or noun,
        links=list(middle.links),
    )
    if not (participle or noun):
        find_subject(scene, hit, draft)
    return draft


def _can_describe(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether who stands after a verb of describing is somebody, and not the thing that is described."""
    if phrase.reference is not None:
        return phrase.reference.source_kind != "document"
    return any(scene.bare(phrase.first) in scene.words[g] for g in ("anonymous", "group")) or scene.is_named(
        phrase.first
    )


def _described(scene: Scene, hit: CueHit, middle: Middle, label: int) -> Span | None:
    """What is described, where it is a noun phrase of its own: between verb (or subject) and label."""
    if hit.form.suffix:
        return None
    begin = middle.subjects[0].last if middle.subjects else hit.at + 1
    while begin < label and (
        scene.key(begin).startswith("ايا")
        or scene.tokens[begin].kind == "mark"
        or scene.time_at(begin)
        or begins_channel(scene, begin, label)
    ):
        begin = scene.time_at(begin) or read_channel(scene, begin, label, Middle()) or begin + 1
    return trim(scene, Span(scene.tokens[begin].start, scene.tokens[label - 1].end)) if begin < label else None


def _label_at(scene: Scene, at: int, end: int) -> tuple[int, int] | None:
    """The token of ``بأنه`` or ``بـ`` after a verb of description, and the label's first offset."""
    for j in range(at + 1, min(end, at + 25)):
        word = scene.key(j)
        if word in scene.words["complementizer-with-b"] and j + 1 < end:
            following = scene.opening.get(j + 1)
            return j, following.inner.start if following else scene.tokens[j + 1].start
        if word == "ب" and j + 1 < end:
            following = scene.opening.get(j + 1)
            return j, following.inner.start if following else scene.tokens[j + 1].start
        if word.startswith("بال") and len(word) > 5:
            return j, scene.tokens[j].start + 1
        if j == at + 1 and word[0] == "ب" and len(word) > 3 and scene.commoner(word[1:], word):
            return j, scene.tokens[j].start + 1  # وصفه باتفاق
        if scene.tokens[j].key in (".", ":"):
            return None
    return None


def _label_end(scene: Scene, first: int, end: int, *, led_by_clause: bool) -> int:
    quotation = scene.inside.get(scene.tokens[first].start)
    if quotation is not None:
        first = scene.passage.token_at(quotation.inner.end)
        if scene.key(first + 1)[:1] != "و" and not led_by_clause:
            return min(end, first)  # ما سمته "..."
    return next((j for j in range(first, end) if scene.tokens[j].key in ("،", ",") or scene.is_in(j, "answer")), end)


def by_tag(scene: Scene, hit: CueHit) -> Draft | None:
    """``"..."، قال فلان``: the verb after the quotation it reports."""
    cue, at = hit.form.cue, hit.at
    if (
        not isinstance(cue, Verb)
        or hit.chain
        or not cue.quote
        or cue.strict
        or hit.form.form.tense not in ("past", "present")
    ):
        return None
    quotation = _quotation_ending(scene, at - scene.is_in(at - 1, "thus"))
    if quotation is None or len(scene.passage.tokens_in(quotation.inner)) < 3:
        return None
    sentence = scene.sentence(at)
    end = next((j for j in range(at + 1, sentence.last) if scene.tokens[j].kind == "mark"), sentence.last)
    middle = read_middle(scene, at + 1, end)
    piece = trim(scene, quotation.inner)
    if piece is None:
        return None
    return Draft(
        at,
        "tag-after-quote",
        (piece,),
        "direct",
        cue=scene.cue_span(hit),
        lemma=cue.id,
        cls=cue.cls,
        stance=cue.stance,
        form=hit.form.form,
        middle=middle,
        subjects=list(middle.subjects),
        links=list(middle.links),
    )


def _quotation_ending(scene: Scene, at: int) -> Quotation | None:
    """The quotation whose closing mark stands right before a token, a comma aside."""
    offset = scene.tokens[at].start
    for q in reversed(scene.quotations_around(offset, offset)):
        if q.outer.end <= offset:
            between = scene.text[q.outer.end : offset].strip()
            return q if between in ("", "،", ",") and q.closed and not scene.is_name_quotation(q) else None
    return None


def by_slip(scene: Scene, at: int) -> Draft | None:
    """``زعيم فلان أن``: machine translation writes a noun for ``زعم``; read as the verb, and noted."""
    if scene.bare(at) != "زعيم":
        return None
    following = Span(scene.tokens[at].end, scene.tokens[min(at + 8, len(scene.tokens) - 1)].end)
    mention = next((m for m in scene.mentions_in(following) if scene.passage.token_at(m.span.start) == at + 1), None)
    if mention is None or mention.kind != "person":
        return None
    after = scene.end_of(mention.span)
    sentence = scene.sentence(at)
    if after >= sentence.last or not scene.is_in(after, "complementizer"):
        return None
    opener = find_opener(scene, after - 1, sentence.last)
    content = read_content(scene, opener, sentence.last) if opener else ()
    if opener is None or not content:
        return None
    subject = NounPhrase(at + 1, after, mention.span, next(iter(scene.references.get(at + 1, ())), None))
    draft = Draft(
        at,
        "machine-translation-slip",
        content,
        mode_of(scene, content, opener, scene.tokens[at].span),
        cue=scene.tokens[at].span,
        lemma="زعم",
        cls="distancing",
        stance="distanced",
        subjects=[subject],
    )
    draft.notes.append("mt-slip")
    return draft
