"""Attribution by a verb: verb–subject and subject–verb order, dropped subjects, relays, verbal nouns as content."""

from __future__ import annotations

from khabar.model import Link, Reference, Span
from khabar.speech.content import clause_end, mode_of, read_content
from khabar.speech.cues import Verb
from khabar.speech.draft import Draft
from khabar.speech.openers import Opener, find_opener
from khabar.speech.phrases import (
    Middle,
    NounPhrase,
    entity_of,
    is_addressed,
    is_circumstance,
    of_reference,
    read_forefield,
    read_middle,
    read_noun_phrase,
)
from khabar.speech.scene import CueHit, Scene

_NEAR = 9  # tokens between a verb with other common senses and its content
_BESIDE = 3  # tokens that may stand between a subject and the verb after it: a comma, an adverb


def by_verb(scene: Scene, hit: CueHit) -> Draft | None:
    """A finite verb of saying with its content.

    Source of the order: Arabic news says verb – subject – content; headlines and translations put the subject first.
    """
    cue, i = hit.form.cue, hit.at
    if not isinstance(cue, Verb) or cue.light or not _can_be_verb(scene, hit, cue):
        return None
    if _is_negated(scene, i) or scene.sequence_at(i, "background") or _is_own_voice(scene, hit, cue):
        return None
    end = scene.sentence(i).last
    opener = find_opener(scene, i, end, quote=cue.quote)
    if cue.cls == "transmission":
        return _relay(scene, hit, cue, opener, end)
    if opener is None and (cue.weak or cue.strict or not cue.nominal):
        return None
    if opener is None:
        return _with_noun(scene, hit, cue, end)
    if cue.cls == "description":
        return None
    led = scene.key(opener.first - 1) in ("ب", "ل")
    if opener.kind == "quote" and opener.first > i + 1 and cue.nominal and (led or not _is_long(scene, opener)):
        noun = _with_noun(scene, hit, cue, end)
        if noun is not None or not _leads_into(scene, hit, opener):
            return noun
    if cue.strict and opener.first - i > _NEAR:
        return None
    if opener.kind == "quote" and cue.strict and not _leads_into(scene, hit, opener):
        return None
    middle = read_middle(scene, i + 1, opener.first, subject=True, addressee=cue.object)
    if nominal := _nominal_first(scene, hit, cue, middle, opener, end):
        return nominal
    return _draft(
        scene, hit, cue, opener, middle, end, "verb-clause" if opener.kind == "clause" else "verb-quote", 0.95
    )


def _leads_into(scene: Scene, hit: CueHit, opener: Opener) -> bool:
    """Whether a quotation follows the verb with nothing but subject, time, channel and marks between."""
    i = opener.first
    before = scene.tokens[i - 1]
    known = scene.reference_ending(i) or scene.time_ending(i) or scene.is_in(i - 1, "adverb")
    return i - 1 == hit.at or before.kind == "mark" or known or _is_long(scene, opener)


def _is_long(scene: Scene, opener: Opener) -> bool:
    """A quotation of more than six words is a sentence, not a term."""
    return len(scene.passage.tokens_in(_inner(scene, opener))) > 6


def _inner(scene: Scene, opener: Opener) -> Span:
    return scene.inside[opener.start].inner


def _is_own_voice(scene: Scene, hit: CueHit, cue: Verb) -> bool:
    """Inside a quotation ``أعتقد`` is the speaker: folded, it looks like the past of the third person."""
    token = scene.tokens[hit.at]
    first_person = cue.id[0] in "اأ" and token.key[0] == "ا" and hit.form.form.tense == "past" and not hit.chain
    quotation = scene.passage.quotation_at(token.start)
    return first_person and cue.cls in ("belief", "attitude") and quotation is not None


def _draft(
    scene: Scene, hit: CueHit, cue: Verb, opener: Opener, middle: Middle, end: int, rule: str, confidence: float
) -> Draft | None:
    if not _subject_fits(scene, cue, middle, hit.at):
        return None
    if not hit.chain:
        read_forefield(scene, hit.at, middle)
    if scene.is_relative(hit.at - 1) and opener.kind in ("clause", "nominal"):
        end = clause_end(scene, opener.token, end)
    content = read_content(scene, opener, end)
    if not content:
        return None
    draft = Draft(
        hit.at,
        rule,
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        confidence,
        cue=cue_span(scene, hit),
        lemma=cue.id,
        cls=cue.cls,
        stance=cue.stance,
        form=hit.form.form,
        middle=middle,
        subjects=list(middle.subjects),
        links=list(middle.links),
    )
    find_subject(scene, hit, draft)
    if _is_modifier(scene, hit, draft) or (opener.kind == "nominal" and is_bare_name(scene, content)):
        return None
    if cue.weak:
        draft.confidence = 0.6
        if not draft.subjects:
            return None
    if draft.back and scene.key(hit.at + 1) in ("فيه", "فيها", "خلاله", "خلالها"):
        draft.links = [Link("statement", None, scene.tokens[hit.at + 1].span, "said in it")]
    return draft


def _is_modifier(scene: Scene, hit: CueHit, draft: Draft) -> bool:
    """``في لغة تشير إلى``: a present verb right after an indefinite noun describes that noun; nobody speaks."""
    if draft.subjects or hit.chain or hit.form.form.tense != "present" or hit.at == scene.sentence(hit.at).first:
        return False
    before = scene.tokens[hit.at - 1]
    function = any(
        scene.is_in(hit.at - 1, g) or scene.bare(hit.at - 1) in scene.words[g]
        for g in (
            "particle",
            "adverb",
            "conjunction",
            "relative",
            "complementizer",
            "negation",
            "complementizer-with-b",
        )
    )
    return before.kind == "word" and not function and not scene.time_ending(hit.at)


def is_bare_name(scene: Scene, content: tuple[Span, ...]) -> bool:
    """Whether all that is "said" is one word or a name: then it is only spoken *of*."""
    tokens = scene.passage.tokens_in(content[0])
    mention = scene.mention_in(content[0])
    return len(content) == 1 and (
        len(tokens) < 2 or (mention is not None and len(mention.span) > 0.8 * len(content[0]))
    )


def cue_span(scene: Scene, hit: CueHit) -> Span:
    """The cue without the letters attached before it."""
    token = scene.tokens[hit.at]
    kept = token.key[len(hit.chain) :]
    span = token.span
    if not hit.chain:
        return span
    view = scene.passage.view
    last = view.index(token.end)
    return Span(view.span(last - len(kept), last).start, span.end)


# -- is it a verb, and whose? -----------------------------------------------------------------------


def _can_be_verb(scene: Scene, hit: CueHit, cue: Verb) -> bool:
    """Keeps nouns out that are spelled like verbs (رد، طلب، بين): a verb stands where a clause can begin."""
    i, form = hit.at, hit.form.form
    before = scene.key(i - 1)
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
    if _reference_ending(scene, i) is not None or scene.time_ending(i):
        return True
    return before in scene.words["conjunction"] or form.gender == "f"


def _close_clause(scene: Scene, i: int) -> bool:
    """``بين الوزير أن``: a verb spelled like a preposition has its clause right after it or its subject."""
    after = scene.end_of(r.span) if (r := scene.reference_at(i + 1)) else i + 1
    return scene.is_in(after, "complementizer")


def _close_preposition(scene: Scene, i: int, cue: Verb) -> bool:
    """``عبر النواب عن``: the verb's own preposition follows before any comma."""
    wanted = [p for p in cue.nominal if p != "NP"]
    for j in range(i + 1, min(scene.sentence(i).last, i + 14)):
        if scene.tokens[j].kind == "mark":
            return False
        if scene.key(j) in wanted:
            return j > i + 1
    return False


def _is_negated(scene: Scene, i: int) -> bool:
    return scene.key(i - 1) in scene.words["negation"]


def _subject_fits(scene: Scene, cue: Verb, middle: Middle, at: int) -> bool:
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
    if draft.lemma in ("جاء", "ورد"):
        _subject_is_text(scene, i, draft)
        return
    if scene.is_relative(i - 1) and not draft.subjects:
        draft.back = True
        return
    if _subject_opens_sentence(scene, hit, draft):
        return
    if draft.subjects or "و" in hit.chain or "ف" in hit.chain:
        return
    if hit.form.form.tense == "present" and (text := _text_before(scene, i)) is not None:
        draft.subjects = [text]
        return
    if (reference := _reference_ending(scene, i)) is not None and _agrees(hit, reference.gender, reference.number):
        draft.subjects = [of_reference(scene, reference)]
        draft.rule = draft.rule.replace("verb", "subject-verb")


def _subject_opens_sentence(scene: Scene, hit: CueHit, draft: Draft) -> bool:
    """``أوباما يدعو إيران إلى``: subject first, then who is addressed stands after the verb."""
    cue = hit.form.cue
    reference = _reference_ending(scene, hit.at)
    if hit.chain or not draft.subjects or reference is None or not (isinstance(cue, Verb) and cue.object):
        return False
    begin = scene.passage.token_at(reference.span.start)
    opens = begin == scene.sentence(hit.at).first or scene.is_in(begin - 1, "complementizer")
    if not opens or scene.end_of(reference.span) != hit.at:
        return False
    draft.middle.addressee = draft.subjects[0]
    draft.subjects = [of_reference(scene, reference)]
    draft.rule = draft.rule.replace("verb", "subject-verb")
    return True


def _text_before(scene: Scene, i: int) -> NounPhrase | None:
    """``معلومات جديدة تشير إلى أن``, ``قرار مجلس الأمن ينص على أن``: a text right before its verb is the subject."""
    for j in range(i - 1, max(scene.sentence(i).first, i - 9) - 1, -1):
        if scene.tokens[j].kind == "mark" or scene.is_in(j, "particle") or scene.is_relative(j):
            return None
        if scene.bare(j) in scene.words["document"]:
            start = scene.tokens[j].start + (scene.key(j) not in scene.words["document"])
            return NounPhrase(j, i, Span(start, scene.tokens[i - 1].end), None)
    return None


def _subject_is_text(scene: Scene, i: int, draft: Draft) -> None:
    if scene.key(i + 1) == "في":
        draft.subjects = [read_noun_phrase(scene, i + 2, scene.passage.token_at(draft.hull.start))]
    else:
        draft.back = True
    draft.links = []


def _reference_ending(scene: Scene, i: int) -> Reference | None:
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


def _agrees(hit: CueHit, gender: str, number: str) -> bool:
    form = hit.form.form
    if form.gender == gender:
        return True
    return number == "plural" and form.gender == "f"


# -- a noun phrase as content -------------------------------------------------------------------------


def _nominal_first(scene: Scene, hit: CueHit, cue: Verb, middle: Middle, opener: Opener, end: int) -> Draft | None:
    """Where the verb's own noun content stands before an opener that belongs to something inside it.

    ``أعرب عن أمله في أن``, ``دعت الأطراف إلى ضمان أن`` : the content begins at the noun, not at ``أن``.
    """
    if not cue.nominal or opener.kind != "clause" or opener.first - hit.at < 3:
        return None
    nominal = nominal_opener(scene, hit, cue, opener.first)
    if nominal is None or nominal.first >= opener.first:
        return None
    bare_object = "NP" in cue.nominal and nominal.first == nominal.token
    if bare_object and not (_reference_ending(scene, hit.at) or scene.reference_ending(nominal.first)):
        return None
    middle = read_middle(scene, hit.at + 1, nominal.first, addressee=cue.object)
    return _draft(scene, hit, cue, nominal, middle, end, "verb-noun", 0.85)


def _with_noun(scene: Scene, hit: CueHit, cue: Verb, end: int) -> Draft | None:
    opener = nominal_opener(scene, hit, cue, end)
    if opener is None:
        return None
    middle = read_middle(scene, hit.at + 1, opener.first, addressee=cue.object)
    draft = _draft(scene, hit, cue, opener, middle, end, "verb-noun", 0.8)
    if draft is None:
        return None
    known = any(p.reference is not None for p in draft.subjects)
    begins = (
        hit.chain in ("و", "ف") or hit.at == scene.sentence(hit.at).first or scene.tokens[hit.at - 1].kind == "mark"
    )
    by_rule = (
        begins and draft.subjects and (opener.first != opener.token or scene.key(draft.subjects[0].first)[:2] == "ال")
    )
    past_or_begins = begins or scene.key(hit.at - 1) in ("كما", "قد", "وقد", "فيما", "لكنه", "لكنها")
    return draft if known or by_rule or (not draft.subjects and past_or_begins) or draft.back else None


def nominal_opener(scene: Scene, hit: CueHit, cue: Verb, end: int) -> Opener | None:
    """Where the noun phrase begins that is the content: at the verb's preposition, or as its object."""
    at = hit.at + 1
    stop = min(end, hit.at + 40)
    prepositions = [p.replace("إ", "ا").replace("ى", "ي") for p in cue.nominal if p != "NP"]
    subject_read = hit.form.suffix != "" and not cue.object
    if _takes_pronoun(scene, hit.at + 1, prepositions):
        return None
    while at < stop:
        if found := _at_preposition(scene, at, stop, prepositions, hit.at):
            return found
        token = scene.tokens[at]
        if scene.is_relative(at):
            at = next((j for j in range(at, stop) if scene.tokens[j].key in ("،", ",")), stop)
            continue
        if end_of_time := scene.time_at(at):
            at = end_of_time
            continue
        if token.kind == "mark" or scene.is_in(at, "adverb"):
            if token.key in (":", ";", "؛"):
                return None
            if "NP" in cue.nominal and (q := scene.opening.get(at)) and subject_read and not scene.is_name_quotation(q):
                return Opener("nominal", at, q.inner.start, scene.passage.token_at(q.inner.start))
            at += 1
            continue
        if scene.is_in(at, "preposition"):
            at = _past_phrase(scene, at, stop)
            continue
        if scene.is_in(at, "prepositional-pronoun"):
            at += 1
            continue
        if scene.key(at) == "ل" and "ل" not in prepositions:
            at = _past_receiver(scene, at)
            continue
        reference = scene.reference_at(at)
        if reference is not None and (not subject_read or (cue.object and "NP" not in cue.nominal)):
            bare = not scene.attached(reference).strip("وف")
            at = max(at + 1, scene.end_of(reference.span))
            if not reference.entities and (told := _told_to(scene, at, stop)):
                at = told
            subject_read = subject_read or bare
            continue
        if at in scene.cues and is_circumstance(scene, at):
            return None
        if is_circumstance(scene, at):
            at += 1
            continue
        if not subject_read and scene.key(at).startswith("ال"):
            at += 1
            while at < stop and scene.key(at).startswith("ال") and scene.key(at).endswith(("ي", "يه", "يين", "يون")):
                at += 1
            subject_read = True
            continue
        if not subject_read and (after := _past_apposition(scene, at, stop)):
            at, subject_read = after, True
            continue
        if not subject_read and prepositions and (found := _later_preposition(scene, at, stop, prepositions, hit.at)):
            return found
        if "NP" in cue.nominal and _can_begin_object(scene, at, hit, subject_read):
            return Opener("nominal", at, token.start, at)
        if not prepositions:
            return None
        at += 1
    return None


def _past_apposition(scene: Scene, at: int, stop: int) -> int:
    """``منسقة السياسات الخارجية، فلانة``: a noun phrase with a name after the comma is the subject; its end."""
    comma = next((j for j in range(at, min(stop, at + 8)) if scene.tokens[j].key in ("،", ",")), None)
    reference = scene.reference_at(comma + 1) if comma is not None else None
    if reference is None or reference.source_kind != "person" or scene.attached(reference):
        return 0
    return scene.end_of(reference.span)


def _later_preposition(scene: Scene, at: int, stop: int, prepositions: list[str], verb: int) -> Opener | None:
    """``أعلنت نقابات المعلمين عن``: the verb's preposition before the next comma shows that the noun is the subject."""
    for j in range(at + 1, min(stop, at + 12)):
        if scene.tokens[j].kind == "mark":
            return None
        if scene.key(j) in prepositions:
            return _at_preposition(scene, j, stop, prepositions, verb)
    return None


def _takes_pronoun(scene: Scene, at: int, prepositions: list[str]) -> bool:
    """``أوصى بها``, ``أعلن عنها``: the verb's preposition is taken by a pronoun, and what is said stands before."""
    word = scene.key(at)
    if not scene.is_in(at, "prepositional-pronoun"):
        return False
    return any(word.startswith(p[:2]) for p in prepositions if p)


def _told_to(scene: Scene, at: int, stop: int) -> int:
    """``قيادات رفيعة في الحزب لـ«الصحيفة»``: a source without a name reaches to whom it spoke; that token, or 0."""
    for j in range(at, min(stop, at + 8)):
        if scene.tokens[j].kind == "mark":
            return 0
        if is_addressed(scene, j):
            return j
    return 0


def _past_phrase(scene: Scene, at: int, stop: int) -> int:
    j = at + 1
    if (r := scene.reference_at(j)) is not None:
        return max(j + 1, scene.end_of(r.span))
    while j < stop and scene.tokens[j].kind != "mark" and not scene.is_in(j, "preposition"):
        if scene.time_at(j) or scene.reference_at(j) is not None or scene.key(j)[:1] in ("ب", "ل"):
            break
        j += 1
    return j


def _past_receiver(scene: Scene, at: int) -> int:
    """Past ``لـ"الصحيفة"``: who was told, between verb and subject."""
    if (quotation := scene.opening.get(at + 1)) is not None:
        return scene.passage.token_at(quotation.inner.end) + 1
    reference = scene.reference_at(at + 1)
    return scene.end_of(reference.span) if reference else at + 2


def _at_preposition(scene: Scene, at: int, stop: int, prepositions: list[str], verb: int) -> Opener | None:
    word = scene.key(at)
    if word in prepositions and at + 1 < stop:
        return Opener("nominal", at, _inside(scene, at + 1), at + 1)
    if word in ("عما", "مما") and word[0] + "ن" in prepositions and at + 1 < stop:
        return Opener("nominal", at, scene.tokens[at + 1].start, at + 1)
    for letter in ("ب", "ل"):
        if letter in prepositions and word.startswith(letter) and _is_attached(scene, at, verb):
            if len(word) == 1:
                return Opener("nominal", at, _inside(scene, at + 1), at + 1)
            view = scene.passage.view
            return Opener(
                "nominal",
                at,
                view.span(view.index(scene.tokens[at].start) + 1, view.index(scene.tokens[at].end)).start,
                at,
            )
    return None


def _inside(scene: Scene, at: int) -> int:
    quotation = scene.opening.get(at)
    return quotation.inner.start if quotation else scene.tokens[at].start


def _is_attached(scene: Scene, at: int, verb: int) -> bool:
    """Whether a word that begins with ``ب`` or ``ل`` begins with a preposition: the rest is the commoner word."""
    word = scene.key(at)
    if len(word) == 1:
        return True
    if len(word) < 4:
        return False
    reference = scene.reference_at(at)
    if reference is not None and reference.span.start <= scene.tokens[at].start:
        return False
    return scene.commoner(word[1:], word)


def _can_begin_object(scene: Scene, at: int, hit: CueHit, subject_read: bool) -> bool:
    """A bare noun after the subject, or after a verb whose subject is dropped, can be the object that is said."""
    if hit.form.cue.cls == "belief" and scene.key(at) in ("ذلك", "هذا", "هذه", "تلك"):
        return True
    if scene.tokens[at].kind != "word" or scene.is_in(at, "particle") or scene.is_in(at, "preposition"):
        return False
    return subject_read or hit.chain in ("و", "ف") or scene.reference_at(hit.at + 1) is None


# -- relays -------------------------------------------------------------------------------------------


def _relay(scene: Scene, hit: CueHit, cue: Verb, opener: Opener | None, end: int) -> Draft | None:
    """``نقلت وكالة X عن Y قوله إن``: the source is who stands after ``عن``, the agency is a hop."""
    about = next(
        (j for j in range(hit.at + 1, min(end, hit.at + 25)) if scene.key(j) in ("عن", "عنه", "عنها", "عنهم")), None
    )
    if about is None:
        return None
    saying = next(
        (
            h
            for j in range(about + 1, min(end, about + 40))
            for h in scene.cues.get(j, ())
            if h.form.suffix and h.form.form.tense == "masdar"
        ),
        None,
    )
    inner = find_opener(scene, saying.at, end) if saying else opener
    if inner is None:
        return None
    limit = saying.at if saying else inner.first
    carrier = read_middle(scene, hit.at + 1, about)
    middle = read_middle(scene, about + 1, limit) if scene.key(about) == "عن" else Middle()
    content = read_content(scene, inner, end)
    if not content:
        return None
    read_forefield(scene, hit.at, middle)
    if saying:
        middle.links.extend(read_middle(scene, saying.at + 1, inner.first, subject=False).links)
    link = _carrier_link(scene, carrier.subjects[0] if carrier.subjects else None, hit)
    cue_at = saying or hit
    return Draft(
        cue_at.at,
        "relay",
        content,
        mode_of(scene, content, inner, scene.tokens[hit.at].span),
        0.95,
        cue=cue_span(scene, cue_at),
        lemma=cue_at.form.cue.id,
        cls=cue_at.form.cue.cls,
        form=None,
        middle=middle,
        subjects=list(middle.subjects),
        links=[*middle.links, link],
    )


def _carrier_link(scene: Scene, carrier: NounPhrase | None, hit: CueHit) -> Link:
    if carrier is None:
        return Link("outlet", None, cue_span(scene, hit), "relayed, by whom is not said")
    entity = entity_of(scene, carrier)
    return Link(scene.outlets.get(entity or "", "agency"), entity, carrier.span, "relayed by")
