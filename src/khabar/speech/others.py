"""Attribution without a finite verb: participles, verbal nouns, "according to", headlines, labels, quotations first."""

from __future__ import annotations

from khabar.arabic import Quotation
from khabar.model import Link, Span
from khabar.speech.content import content_end, continues_report, mode_of, read_content, trim
from khabar.speech.cues import According, Noun, Verb
from khabar.speech.draft import Draft
from khabar.speech.openers import Opener, find_opener
from khabar.speech.phrases import (
    OUTLET_WORDS,
    Middle,
    NounPhrase,
    entity_of,
    of_reference,
    read_forefield,
    read_middle,
    read_noun_phrase,
)
from khabar.speech.scene import CueHit, Scene
from khabar.speech.verbal import cue_span, find_subject, is_bare_name, nominal_opener

#: Who is named after an "according to": subjects, links, the token after them, whether a pronoun points back.
Told = tuple[list[NounPhrase], list[Link], int, bool]


def by_participle(scene: Scene, hit: CueHit) -> Draft | None:
    """``..., مضيفا أن``: a participle that goes on with the speech of the sentence it stands in."""
    cue = hit.form.cue
    if not isinstance(cue, Verb) or hit.form.form.tense != "participle" or hit.chain not in ("", "و"):
        return None
    if scene.is_in(hit.at - 1, "preposition"):
        return None
    end = scene.sentence(hit.at).last
    opener = find_opener(scene, hit.at, end, quote=cue.quote)
    after_mark = continues_report(scene, hit.at)
    if cue.nominal and (after_mark or opener is None or opener.first - hit.at > 3):
        nominal = nominal_opener(scene, hit, cue, end)
        if nominal and (opener is None or nominal.first < opener.first) and (after_mark or cue.cls != "demand"):
            opener = nominal if after_mark else opener
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
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        0.9,
        cue=cue_span(scene, hit),
        lemma=cue.id,
        cls=cue.cls,
        stance=cue.stance,
        form=hit.form.form,
        middle=middle,
        links=list(middle.links),
        forefield=fore.links,
        inherits=True,
    )


def by_noun(scene: Scene, hit: CueHit) -> Draft | None:
    """``إصرار طهران على``, ``ادعاءات فلان بأن``, ``قوله إن``: a noun of saying that somebody owns."""
    cue = hit.form.cue
    if not isinstance(cue, Noun):
        return None
    if "ال" in hit.chain:
        return _saying(scene, hit, cue)
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
    if opener is None or opener.kind != "clause":
        opener = _after_owner(scene, cue, hit, owner.last if owner else hit.at + 1, sentence.last)
    if opener is None or (owner is None and not hit.form.suffix):
        return None
    if owner is not None and opener.first > owner.last + 2:
        return None
    content = read_content(scene, opener, sentence.last)
    if not content:
        return None
    return Draft(
        hit.at,
        "noun",
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        0.75,
        cue=cue_span(scene, hit),
        lemma=cue.id,
        cls=cue.cls,
        stance=cue.stance,
        subjects=[owner] if owner else [],
        back=owner is None,
    )


def _saying(scene: Scene, hit: CueHit, cue: Noun) -> Draft | None:
    """``دأبت إيران على القول إن``, ``أنهى منشوره بالقول:``: a light verb lends its subject to the noun of saying."""
    if cue.id not in ("قول", "تأكيد", "إعلان", "إشارة") or not (
        hit.chain[0] in "وبل" or scene.is_in(hit.at - 1, "preposition")
    ):
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
    return Draft(
        hit.at,
        "noun-of-light-verb",
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        0.85,
        cue=cue_span(scene, hit),
        lemma=cue.id,
        cls=cue.cls,
        inherits=True,
    )


def _after_owner(scene: Scene, cue: Noun, hit: CueHit, at: int, end: int) -> Opener | None:
    if cue.weak:
        return None
    for preposition in cue.nominal:
        folded = preposition.replace("إ", "ا").replace("ى", "ي")
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


# -- according to -------------------------------------------------------------------------------------


def by_according(scene: Scene, at: int) -> Draft | None:
    """``وفقا لفلان، ...`` before its clause, ``...، بحسب فلان`` after it."""
    found = scene.according_at(at)
    if found is None:
        return None
    stop, entry = found
    sentence = scene.sentence(at)
    source = _according_source(scene, entry, stop, sentence.last)
    if source is None:
        return None
    subjects, links, end, back = source
    if not back and not all(_can_speak(scene, p) for p in subjects):
        return None
    quotation = scene.passage.quotation_at(scene.tokens[at].start)
    begin = max(sentence.first, scene.passage.token_at(quotation.inner.start)) if quotation else sentence.first
    fronted = all(scene.tokens[j].kind == "mark" or scene.is_in(j, "conjunction") for j in range(begin, at))
    content, opener = _according_content(scene, at, end, fronted)
    if not content or opener is None:
        return None
    token = scene.tokens[stop if "verb" in entry.after else at]
    return Draft(
        at,
        "according-before" if fronted else "according-after",
        content,
        mode_of(scene, content, opener, token.span),
        0.85,
        cue=Span(token.start + (token.key[0] == "و" and len(token.key) > 3 and entry.id != "وفق"), token.end)
        if not token.key.startswith("وف")
        else Span(token.start + token.key.startswith("وو"), token.end),
        lemma=entry.id,
        cls=entry.cls,
        stance="distanced" if entry.cls == "distancing" else "neutral",
        subjects=subjects,
        links=links,
        back=back,
    )


def _can_speak(scene: Scene, phrase: NounPhrase) -> bool:
    """Being in line with a schedule or a principle quotes nobody: the source must be somebody, or a text."""
    if phrase.reference is not None or entity_of(scene, phrase) is not None:
        return True
    first = [scene.bare(i) for i in range(phrase.first, min(phrase.first + 2, phrase.last))]
    heads = {h for head in first for h in (head, head[1:], "ا" + head[1:])}
    return any(h in scene.words[g] for h in heads for g in ("document", "anonymous", "group"))


def _according_source(scene: Scene, entry: According, at: int, last: int) -> Told | None:
    """Who is named after an "according to"."""
    if scene.key(at) == "ما" and "ما" in entry.after:
        return _said_by(scene, at + 1, last)
    if "verb" in entry.after:
        return _said_by(scene, at, last)
    if scene.key(at) in (
        "له",
        "لها",
        "لهم",
        "قوله",
        "قولها",
        "قولهم",
        "تعبيره",
        "تعبيرها",
        "وصفه",
        "وصفها",
        "زعمه",
        "رايه",
    ):
        return [], [], at + 1, True
    if "noun" in entry.after:
        if at + 1 < last and (reference := scene.reference_at(at + 1)):
            return [of_reference(scene, reference)], [], scene.end_of(reference.span), False
        return None
    if "عن" in entry.after or "الي" in [a.replace("إ", "ا").replace("ى", "ي") for a in entry.after]:
        at += 1
    if at >= last or scene.tokens[at].kind == "mark":
        return None
    if "ل" in entry.after and not scene.key(at).startswith("ل"):
        return None
    if scene.key(at) == "ل" and at + 1 < last:
        phrase = read_noun_phrase(scene, at + 1 + (at + 1 in scene.opening), min(last, at + 15))
        return [phrase], [], phrase.last, False
    phrase = _document_phrase(scene, at, last) or read_noun_phrase(scene, at, min(last, at + 14))
    if "ل" in entry.after and phrase.reference is None:
        view = scene.passage.view
        begin = view.index(scene.tokens[at].start)
        prefix = 2 if scene.key(at).startswith("لل") else 1
        start = view.span(begin + prefix, begin + prefix + 1).start
        phrase = NounPhrase(phrase.first, phrase.last, Span(start, phrase.span.end), None)
    return [phrase], [], phrase.last, False


def _document_phrase(scene: Scene, at: int, last: int) -> NounPhrase | None:
    """``وفقا لبيان صدر عن الوزارة فإن``: a text with what tells of its making, up to the ``ف`` that answers."""
    head = {scene.key(at), scene.key(at)[1:], "ا" + scene.key(at)[1:]}
    if not head & scene.words["document"]:
        return None
    answer = next(
        (j for j in range(at + 1, min(last, at + 18)) if scene.key(j) in ("فان", "فانه", "فانها", "فقد")), None
    )
    if answer is None:
        return None
    start = scene.tokens[at].start + (scene.key(at) not in scene.words["document"])
    stop = answer - 1 if scene.tokens[answer - 1].kind == "mark" else answer
    return NounPhrase(at, answer, Span(start, scene.tokens[stop - 1].end), scene.reference_at(at))


def _said_by(scene: Scene, at: int, last: int) -> Told | None:
    """``ما أفاد به مصدر``, ``كما قال فلان``: a verb of saying, then who said it."""
    hits = [h for h in scene.cues.get(at, ()) if h.form.form.tense in ("past", "present")]
    if not hits:
        return None
    i = at + 1
    if scene.key(i) in ("به", "بها", "عنه", "عنها", "ذلك"):
        i += 1
    middle = read_middle(scene, i, _end_of_tag(scene, i, last))
    if not middle.subjects:
        return ([], middle.links, i, True) if hits[0].form.form.tense == "past" else None
    return middle.subjects, middle.links, _end_of_tag(scene, i, last), False


def _end_of_tag(scene: Scene, at: int, last: int) -> int:
    for j in range(at, last):
        if scene.tokens[j].kind == "mark" and scene.tokens[j].key in (".", ":", ";", "؛", "!", "؟", "»", '"'):
            return j
        if scene.is_in(j, "complementizer"):
            return j
    return last


def _according_content(scene: Scene, at: int, end: int, fronted: bool) -> tuple[tuple[Span, ...], Opener | None]:
    sentence = scene.sentence(at)
    if fronted:
        first = end
        while first < sentence.last and (
            (scene.tokens[first].kind == "mark" and first not in scene.opening)
            or scene.key(first) in ("فان", "فانه", "فقد", "ان", "فانها")
        ):
            first += 1
        if first >= sentence.last:
            return (), None
        opener = Opener("clause", first, scene.tokens[first].start, first)
        stop = content_end(scene, first, sentence.last)
        piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end))
        return ((piece,) if piece else ()), opener
    first = _clause_start(scene, at, sentence.first)
    if first >= at:
        return (), None
    opener = Opener("clause", first, scene.tokens[first].start, first)
    piece = trim(scene, Span(_start_without_conjunction(scene, first), scene.tokens[at - 1].end))
    return ((piece,) if piece else ()), opener


def _clause_start(scene: Scene, at: int, first: int) -> int:
    """The clause before an "according to" reaches back to the sentence's start."""
    return first


def _start_without_conjunction(scene: Scene, first: int) -> int:
    token = scene.tokens[first]
    if token.key[0] == "و" and len(token.key) > 3 and scene.commoner(token.key[1:], token.key):
        return token.start + 1
    return token.start


# -- headlines ----------------------------------------------------------------------------------------


def by_headline(scene: Scene) -> Draft | None:
    """``فلان: ...`` as a headline: the colon is the cue, who stands before it speaks."""
    if scene.title is None:
        return None
    inside = scene.passage.tokens_in(scene.title)
    colon = next((i for i in inside if scene.tokens[i].key == ":"), None)
    if colon is None or colon == inside.start or colon - inside.start > 12 or colon + 1 >= inside.stop:
        return None
    first = next((i for i in range(inside.start, colon) if scene.tokens[i].kind == "word"), inside.start)
    subject = _headline_speaker(scene, first, colon)
    if subject is None:
        return None
    start = colon + 1
    quotation = scene.opening.get(start)
    begin = quotation.inner.start if quotation else scene.tokens[start].start
    opener = Opener("colon", colon, begin, start)
    piece = trim(scene, Span(begin, scene.tokens[inside.stop - 1].end))
    if piece is None:
        return None
    if scene.is_in(start, "topic"):
        return None
    middle = read_middle(scene, subject.last, colon, subject=False) if subject.last < colon else Middle()
    mode = mode_of(scene, (piece,), opener)
    if mode == "direct" and scene.key(subject.first) in OUTLET_WORDS:
        mode = "indirect"
    return Draft(
        start, "headline", (piece,), mode, 0.9, subjects=[subject], middle=middle, links=list(middle.links), lemma=None
    )


def _headline_speaker(scene: Scene, first: int, colon: int) -> NounPhrase | None:
    """The reference that opens the headline; failing that, a short noun phrase right before the colon."""
    reference = scene.reference_at(first)
    if reference is not None:
        phrase = of_reference(scene, reference)
        if reference.entities or phrase.last >= colon or not _names_nobody(scene, phrase.last, colon):
            return phrase
    if colon - first <= 9 and all(scene.tokens[i].kind == "word" for i in range(first, colon)):
        stop = next(
            (i for i in range(first + 1, colon) if scene.is_in(i, "preposition") or scene.key(i)[:2] == "لل"), colon
        )
        return NounPhrase(first, stop, Span(scene.tokens[first].start, scene.tokens[stop - 1].end), reference)
    return None


def _names_nobody(scene: Scene, first: int, colon: int) -> bool:
    return not scene.is_in(first, "preposition") and not scene.key(first).startswith("ل")


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
        0.7,
        cue=scene.tokens[at].span,
        lemma="زعم",
        cls="distancing",
        stance="distanced",
        subjects=[subject],
    )
    draft.notes.append("mt-slip")
    return draft


# -- labels and quotations that come first --------------------------------------------------------------


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
    participle = hit.form.form.tense == "participle"
    middle = read_middle(scene, hit.at + 1, first, subject=not participle, addressee=False)
    stop = min(content_end(scene, opener.token, end), _label_end(scene, opener.token, end))
    described = _described(scene, hit, middle, first)
    label = trim(scene, Span(start, scene.tokens[max(stop, opener.token + 1) - 1].end))
    content = tuple(piece for piece in (described, label) if piece)
    if label is None:
        return None
    draft = Draft(
        hit.at,
        "label",
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        0.85,
        cue=cue_span(scene, hit),
        lemma=cue.id,
        cls=cue.cls,
        form=hit.form.form,
        middle=middle,
        subjects=middle.subjects[:1],
        inherits=participle,
        links=list(middle.links),
    )
    if not participle:
        find_subject(scene, hit, draft)
    return draft


def _described(scene: Scene, hit: CueHit, middle: Middle, label: int) -> Span | None:
    """What is described, where it is a noun phrase of its own: between verb (or subject) and label."""
    if hit.form.suffix:
        return None
    begin = middle.subjects[0].last if middle.subjects else hit.at + 1
    while begin < label and (
        scene.key(begin).startswith("ايا") or scene.tokens[begin].kind == "mark" or scene.time_at(begin)
    ):
        begin = scene.time_at(begin) or begin + 1
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
        if scene.tokens[j].key in (".", ":"):
            return None
    return None


def _label_end(scene: Scene, first: int, end: int) -> int:
    quotation = scene.inside.get(scene.tokens[first].start)
    if quotation is not None:
        first = scene.passage.token_at(quotation.inner.end)
    return next((j for j in range(first, end) if scene.tokens[j].key in ("،", ",")), end)


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
    quotation = _quotation_ending(scene, at)
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
        0.85,
        cue=cue_span(scene, hit),
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


def link_of(scene: Scene, draft: Draft) -> Link | None:
    """The hop that an "according to" adds to the speech inside its clause, if its source is an outlet or a text."""
    if not draft.subjects:
        return None
    reference = draft.subjects[0].reference
    entity = entity_of(scene, draft.subjects[0])
    if entity in scene.outlets:
        return Link(scene.outlets[entity], entity, draft.subjects[0].span, "according to")
    if reference is not None and reference.source_kind == "document":
        return Link("document", entity, draft.subjects[0].span, "according to")
    if reference is not None and reference.source_kind in ("person", "organization", "anonymous"):
        return Link("person", entity, draft.subjects[0].span, "according to")
    return None
