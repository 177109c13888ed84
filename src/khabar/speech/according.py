"""Sources named by an "according to" before or after its clause, or by ``كما قال``."""

from __future__ import annotations

from khabar.arabic import Quotation, key
from khabar.model import Link, Reference, Span
from khabar.speech.channels import outlet_told
from khabar.speech.content import mode_of, trim
from khabar.speech.content_ends import LONGEST, content_end
from khabar.speech.cues import According, Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import entity_of, of_reference, read_noun_phrase
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import NounPhrase
from khabar.speech.phrases import read_middle
from khabar.speech.relays import carrier_link
from khabar.speech.scene import CueHit, Scene
from khabar.speech.verb_nouns import nominal_opener

_BESIDE = 5  # tokens between "as said" and who said it: a time, a place
_ASIDE = 8  # tokens of a source between a subject and its verb
_OWN = 60  # tokens: "in his words" stands close to them

#: Who is named after an "according to": subjects, links, the token after them, whether a pronoun points back.
Told = tuple[list[NounPhrase], list[Link], int, bool]


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
    if not back and not all(_can_speak(scene, p, entry) for p in subjects):
        return None
    quotation = scene.passage.quotation_at(scene.tokens[at].start)
    begin = max(sentence.first, scene.passage.token_at(quotation.inner.start)) if quotation else sentence.first
    fronted = all(scene.tokens[j].kind == "mark" or scene.is_in(j, "conjunction") for j in range(begin, at))
    alone = fronted and end >= sentence.last - 1 and sentence.first > scene.passage.paragraph_of(at).first
    alone = alone and not entry.quotes and all(entity_of(scene, p) in scene.outlets for p in subjects)
    if alone:  # ... . وفقا لوكالة الأنباء. : the source of the sentence before
        fronted = False
    content, opener = _according_content(scene, sentence.first - 1 if alone else at, end, fronted)
    if not content or opener is None or (back and end - scene.passage.token_at(content[0].start) > _OWN):
        return None
    noun = stop > at + 1 and scene.is_preposition(scene.key(at))  # من وجهة نظر: the noun attributes
    token = scene.tokens[stop if "verb" in entry.after else at + noun]
    return Draft(
        at,
        "according-before" if fronted else "according-after",
        content,
        mode_of(scene, content, opener, token.span),
        cue=Span(token.start + (not noun and _is_joined(token.key)), scene.tokens[stop - 1].end if noun else token.end),
        lemma=entry.id,
        cls=entry.cls,
        stance="distanced" if entry.cls == "distancing" else "neutral",
        subjects=subjects,
        links=links,
        back=back,
        quotes=entry.quotes,
    )


def _is_joined(word: str) -> bool:
    """Whether ``و`` is attached before an "according to" (``وبحسب``, ``ووفق``) and not its own first letter."""
    return word[0] == "و" and len(word) > 3 and not word.startswith("وف")


def _can_speak(scene: Scene, phrase: NounPhrase, entry: According) -> bool:
    """Being in line with a schedule or a principle quotes nobody: the source must be somebody, or a text."""
    if entry.cls != "document" and any(word in scene.words["law"] for word in _unattached(scene.bare(phrase.first))):
        return False  # وفقا للقانون: in line with it
    if phrase.reference is not None or entity_of(scene, phrase) is not None:
        return True
    first = [scene.bare(i) for i in range(phrase.first, min(phrase.first + 2, phrase.last))]
    heads = {h for head in first for h in _unattached(head)}
    return any(h in scene.words[g] for h in heads for g in ("document", "anonymous", "group"))


def _unattached(word: str) -> tuple[str, ...]:
    """A word without an attached ``ل`` or ``ب``; ``لل`` gives the article back."""
    return (word, word[1:], "ا" + word[1:]) if word[:1] in ("ل", "ب") else (word,)


def _according_source(scene: Scene, entry: According, at: int, last: int) -> Told | None:
    """Who is named after an "according to"."""
    if scene.key(at) in ("ما", "لما") and "ما" in entry.after:
        return _said_by(scene, at + 1, last)
    if "verb" in entry.after:
        return _said_by(scene, at, last)
    if scene.is_in(at, "own-words"):
        return [], [], at + 1, True
    if "noun" in entry.after:
        if at + 1 < last and (reference := scene.reference_at(at + 1)):
            return [of_reference(scene, reference)], [], scene.end_of(reference.span), False
        return None
    if "عن" in entry.after or "إلى" in entry.after:
        at += 1
    if at < last and (quotation := scene.opening.get(at)) is not None:
        return _named_in_marks(scene, quotation, at, last)
    if at >= last or scene.tokens[at].kind == "mark":
        return None
    if "ل" in entry.after and not scene.key(at).startswith("ل"):
        return None
    if scene.key(at) == "ل" and at + 1 < last:
        noun = at + 1 + (at + 1 in scene.opening)
        if noun >= last or scene.tokens[noun].kind == "mark":
            return None
        if (quotation := scene.opening.get(at + 1)) is not None:
            return _named_in_marks(scene, quotation, at + 1, last)
        phrase = read_noun_phrase(scene, noun, min(last, at + 15))
        return [phrase], [], phrase.last, False
    if (agency := _agency_of_nation(scene, at)) is not None:
        return [agency], [], at + 1, False
    last = _before_verb(scene, at, last)
    phrase = _document_phrase(scene, at, last) or read_noun_phrase(scene, at, min(last, at + 14))
    if "ل" in entry.after and phrase.reference is None:
        view = scene.passage.view
        begin = view.index(scene.tokens[at].start)
        prefix = 2 if scene.key(at).startswith("لل") else 1
        if len(scene.key(at)) <= prefix:
            return None
        start = view.span(begin + prefix, begin + prefix + 1).start
        phrase = NounPhrase(phrase.first, phrase.last, Span(start, phrase.span.end), None)
    return [phrase], [], phrase.last, False


def _before_verb(scene: Scene, at: int, last: int) -> int:
    """``رئيس الأركان وفقا للمسؤول | أكد أن``: a known source ends before the verb whose subject stands in front."""
    for j in range(at + 1, min(last, at + _ASIDE)):
        verb = any(
            isinstance(h.form.cue, Verb) and h.form.form.tense == "past" and not (h.chain or h.form.suffix)
            for h in scene.cues.get(j, ())
        )
        verb = verb and scene.reference_ending(j) and not scene.is_in(j, "publishing")
        if verb and find_opener(scene, j, last) is not None:
            return j
    return last


def _named_in_marks(scene: Scene, quotation: Quotation, at: int, last: int) -> Told | None:
    """``بحسب "رويترز"``, ``وفقا لـ"الألمانية"``: marks set off the name of who is quoted."""
    end = min(last, scene.passage.token_at(quotation.inner.end) + 1)
    phrase = _agency_of_nation(scene, at + 1) if end == at + 3 else None
    if phrase is None and at + 1 < end:
        phrase = read_noun_phrase(scene, at + 1, end - 1)
    return ([phrase], [], end, False) if phrase is not None and quotation.closed else None


def _agency_of_nation(scene: Scene, at: int) -> NounPhrase | None:
    """``وفقا للألمانية``: newspapers call an agency by its nationality alone."""
    word = scene.key(at)
    entity = scene.agencies.get("ا" + word[1:] if word.startswith("لل") else word)
    after = scene.tokens[at + 1] if at + 1 < len(scene.tokens) else None
    if entity is None or (after is not None and after.kind == "word" and scene.sentence(at).last > at + 1):
        return None
    start = scene.tokens[at].start + (2 if word.startswith("لل") else 0)
    span = Span(start, scene.tokens[at].end)
    agency = Reference(span, span, (entity,), None, None, "organization", "f", "singular", "nationality")
    return NounPhrase(at, at + 1, span, agency)


def _document_phrase(scene: Scene, at: int, last: int) -> NounPhrase | None:
    """``وفقا لبيان صدر عن الوزارة فإن``: a text with what tells of its making, up to the ``ف`` that answers."""
    head = {scene.key(at), scene.key(at)[1:], "ا" + scene.key(at)[1:]}
    if not head & scene.words["document"]:
        return None
    answer = next((j for j in range(at + 1, min(last, at + 18)) if scene.is_in(j, "answer")), None)
    if answer is None:
        return None
    start = scene.tokens[at].start + (scene.key(at) not in scene.words["document"])
    stop = answer - 1 if scene.tokens[answer - 1].kind == "mark" else answer
    return NounPhrase(at, answer, Span(start, scene.tokens[stop - 1].end), scene.reference_at(at))


def _said_by(scene: Scene, at: int, last: int) -> Told | None:
    """``ما أفاد به مصدر``, ``كما قال فلان``: a verb of saying, then who said it."""
    hits = [h for h in scene.cues.get(at, ()) if h.form.form.tense in ("past", "present")]
    if not hits or (scene.bare(at - 1) == "كما" and _says_more(scene, hits, last)):
        return None
    i = at + 1
    if scene.is_in(i, "said-of"):
        i += 1
    if relayed := _relayed_by(scene, hits[0], i, last):
        return relayed
    middle = read_middle(scene, i, _end_of_tag(scene, i, last), addressee=True)
    if (outlet := outlet_told(scene, middle)) is not None:
        middle.links.append(outlet)  # بحسب ما أفاد مسؤول وكالة الأنباء
    if middle.subjects and middle.subjects[0].first > i + _BESIDE:
        return None  # كما ورد على غلاف كتاب فلان: nobody is named as saying it
    if not middle.subjects:
        return ([], middle.links, i, True) if hits[0].form.form.tense == "past" else None
    return middle.subjects, middle.links, _end_of_tag(scene, i, last), False


def _relayed_by(scene: Scene, hit: CueHit, at: int, last: int) -> Told | None:
    """``وفقا لما نقلته الوكالة عن الوزير``: who is quoted is the source, the outlet a hop."""
    cue, end = hit.form.cue, _end_of_tag(scene, at, last)
    if not isinstance(cue, Verb) or not cue.relay:
        return None
    about = next((j for j in range(at, end - 1) if scene.key(j) == key(cue.relay)), None)
    if about is None:
        return None
    carrier = read_middle(scene, at, about).subjects
    return (
        [read_noun_phrase(scene, about + 1, end)],
        [carrier_link(scene, carrier[0] if carrier else None, hit)],
        end,
        False,
    )


def _says_more(scene: Scene, hits: list[CueHit], last: int) -> bool:
    """``كما دعا الوزير إلى``, ``كما أكد أن``: the verb has a content of its own; ``كما`` only joins."""
    end = min(last, scene.sentence(hits[0].at).last)
    verbs = [h for h in hits if isinstance(h.form.cue, Verb)]
    if not verbs or find_opener(scene, hits[0].at, end) is not None:
        return bool(verbs)
    return any(
        h.form.cue.nominal and nominal_opener(scene, h, h.form.cue, end) for h in verbs if isinstance(h.form.cue, Verb)
    )


def _end_of_tag(scene: Scene, at: int, last: int) -> int:
    for j in range(at, last):
        if scene.tokens[j].kind == "mark" and scene.tokens[j].key in (".", ":", ";", "؛", "!", "؟", "»", '"'):
            return j
        if scene.is_in(j, "complementizer") or scene.is_in(j, "answer"):
            return j
        if scene.tokens[j].key in ("،", ",") and _says_next(scene, j + 1):
            return j
    return last


def _says_next(scene: Scene, at: int) -> bool:
    """``بحسب ما ذكر المرصد، وقال مديره``: after the comma the next statement begins."""
    return any(h.chain in ("و", "ف") and h.form.form.tense in ("past", "present") for h in scene.cues.get(at, ()))


def _according_content(scene: Scene, at: int, end: int, fronted: bool) -> tuple[tuple[Span, ...], Opener | None]:
    sentence = scene.sentence(at)
    if fronted:
        first = end
        while first < sentence.last and (
            (scene.tokens[first].kind == "mark" and first not in scene.opening)
            or scene.is_in(first, "answer")
            or scene.key(first) == "ان"
        ):
            first += 1
        if first >= sentence.last:
            return (), None
        opener = Opener("clause", first, scene.tokens[first].start, first)
        stop = content_end(scene, first, sentence.last)
        piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end))
        return ((piece,) if piece else ()), opener
    first = max(sentence.first, at - LONGEST)
    while at - 1 > first and scene.key(at - 1) in ("،", ",", "وذلك"):
        at -= 1  # ...، وذلك بحسب ما أعلنه الوزير
    if first >= at:
        return (), None
    if (embedded := _inside_relative(scene, first, at, end)) is not None:
        return embedded
    opener = Opener("clause", first, scene.tokens[first].start, first)
    subject = scene.reference_at(first)
    if subject is not None and scene.end_of(subject.span) == at and end < sentence.last:
        at = content_end(scene, end, sentence.last)  # between a subject and its verb it stands around the clause
    piece = trim(scene, Span(_start_without_conjunction(scene, first), scene.tokens[at - 1].end))
    return ((piece,) if piece else ()), opener


def _inside_relative(scene: Scene, first: int, at: int, end: int) -> tuple[tuple[Span, ...], Opener] | None:
    """``الحرب، والتي يسعى، بحسب قوله، إلى إنهائها``: between commas in a relative clause it is said of that alone."""
    sentence = scene.sentence(at)
    begin = next((j for j in range(at - 1, first, -1) if scene.is_relative(j) or scene.is_in(j, "and-he")), None)
    if begin is None or end >= sentence.last - 1 or scene.tokens[end].key not in ("،", ","):
        return None
    if scene.tokens[begin - 1].kind != "mark" or any(scene.tokens[j].kind == "mark" for j in range(begin, at - 1)):
        return None
    pronoun = scene.is_relative(begin)
    start = scene.tokens[begin + 1].start if pronoun else scene.tokens[begin].start + 1
    stop = content_end(scene, end + 1, sentence.last)
    pieces = (Span(start, scene.tokens[at - 1].end), Span(scene.tokens[end + 1].start, scene.tokens[stop - 1].end))
    said = tuple(piece for p in pieces if (piece := trim(scene, p)) is not None)
    return said, Opener("clause", begin, start, begin + pronoun)


def _start_without_conjunction(scene: Scene, first: int) -> int:
    token = scene.tokens[first]
    joined = token.key[0] == "و" and len(token.key) > 3 and scene.commoner(token.key[1:], token.key)
    if joined or (token.key[0] == "و" and scene.is_preposition(token.key[1:])):
        return token.start + 1
    return token.start


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
