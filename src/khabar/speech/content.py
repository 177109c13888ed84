"""Where a content ends, what is trimmed from it, and whether it is direct, indirect or mixed."""

from __future__ import annotations

from khabar.arabic import Quotation
from khabar.model import Span, SpeechMode
from khabar.speech.channel_nouns import begins_channel
from khabar.speech.cues import Noun, Verb
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle
from khabar.speech.scene import Scene

#: Classes whose verbs, joined by a conjunction, begin the next statement instead of going on with this one.
_TURNING = frozenset(
    [
        *("neutral", "continuation", "explanation", "assertive", "belief", "reply", "warning", "demand", "denial"),
        *("criticism", "disclosure", "concession", "distancing", "attitude", "praise", "commitment"),
    ]
)
#: Tokens one content may have: longer ones are lists of clauses that no full stop divides, and scanning stays linear.
LONGEST = 300
_NAME = 3  # words of a name that marks set off
_SOON, _FAR = 14, 30  # tokens between a verb that turns to the next statement and its content
_PARAGRAPH = "   "  # some papers print three blanks where a paragraph ends
_OWN = 12  # tokens between a participle and its preposition
_CHARGED = 60  # characters that may stand between who is charged and the charge
_EDGE = " \t\u00a0\n\r،,؛;:.…-–—\"«»“”„‟'‹›*"
_JOINED = frozenset(["و", "،", ","])


def read_content(scene: Scene, opener: Opener, end: int) -> tuple[Span, ...]:
    """The pieces of a content, trimmed; empty if nothing is left.

    Args:
        opener: Where it begins.
        end: The token after its sentence.
    """
    if opener.token >= len(scene.tokens):
        return ()  # a mark that opens nothing, at the very end
    if opener.kind in ("quote", "colon") and (pieces := _quoted(scene, opener, end)):
        return pieces
    if opener.token >= end:
        return ()
    stop = content_end(scene, opener.token, end)
    if opener.kind == "nominal":
        stop = noun_end(scene, opener.token, stop)
    piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end)) if stop > opener.token else None
    return (piece,) if piece else ()


def with_charged(cue: Verb, middle: Middle, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """``اتهم الوزير موسكو بخرق الهدنة``: what is said begins with who is charged."""
    charged = middle.addressee
    if not cue.charge or charged is None or not 0 < content[0].start - charged.span.end < _CHARGED:
        return content
    return (Span(charged.span.start, content[0].end), *content[1:])


def noun_end(scene: Scene, first: int, end: int) -> int:
    """The end of a noun phrase that is a content: at a comma, unless it is a list, a relative clause or an addition."""
    i = first
    while i < end:
        if (q := scene.opening.get(i)) is not None:
            if i > first and len(scene.passage.tokens_in(q.inner)) > 5 and scene.tokens[i - 1].kind == "word":
                previous = scene.key(i - 1)
                if scene.time_ending(i) or (scene.reference_ending(i) and previous not in scene.words["preposition"]):
                    return i
            i = max(i + 1, scene.passage.token_at(q.inner.end))
            continue
        while_ = scene.key(i) == "فيما" and not scene.is_in(i + 1, "as-to")
        if i > first and (while_ or _gives_reason(scene, i) or scene.sequence_at(i, "adverbial-clause")):
            return i
        if scene.tokens[i].key in ("،", ",", "؛") and i > first and not _goes_on(scene, i + 1, end):
            return i
        i += 1
    return end


def _gives_reason(scene: Scene, i: int) -> bool:
    """``رحب بالاتفاق | باعتبار أنه``: the reason is a statement of its own."""
    return any(
        isinstance(h.form.cue, Noun) and h.form.cue.adverbial == h.chain == "ب" and scene.is_in(i + 1, "complementizer")
        for h in scene.cues.get(i, ())
    )


def _goes_on(scene: Scene, i: int, end: int) -> bool:
    if i >= end:
        return False
    word = scene.key(i)
    if scene.is_in(i, "relative") or scene.is_in(i, "addition"):
        return True
    joined = word[0] == "و" and len(word) > 2
    cue = i in scene.cues and not scene.is_preposition(scene.bare(i))
    return joined and not cue and scene.bare(i) not in scene.words["new-clause"]


def clause_end(scene: Scene, first: int, end: int) -> int:
    """The end of a content inside a relative clause: the comma with which the main clause goes on."""
    i = first
    while i < end:
        if (q := scene.opening.get(i)) is not None:
            i = max(i + 1, scene.passage.token_at(q.inner.end))
            continue
        if scene.tokens[i].key in ("،", ",") and i > first + 1:
            return i
        i += 1
    return end


def _quoted(scene: Scene, opener: Opener, end: int) -> tuple[Span, ...]:
    """The inside of the quotation that the opener stands at, and of those joined to it."""
    quotation = scene.inside.get(opener.start)
    if quotation is None:
        return ()
    if not quotation.closed and (piece := _to_next_speech(scene, opener, quotation)) is not None:
        return (piece,)
    pieces = [quotation]
    while True:
        after = scene.passage.token_at(pieces[-1].outer.end)
        while after < len(scene.tokens) and scene.tokens[after].key in _JOINED:
            after += 1
        following = scene.opening.get(after)
        near = following is not None and following.outer.start - pieces[-1].outer.end <= 4
        if following is None or not (near if pieces[-1].closed else _opens_paragraph(scene, after)):
            break
        pieces.append(following)
    if opener.kind == "quote" and _led_by_preposition(scene, opener):
        stop = content_end(scene, opener.token, end)
        piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end))
        return (piece,) if piece else ()
    if opener.kind == "colon" and (rest := _runs_on(scene, opener, pieces[-1].outer.end, end)):
        return rest
    return tuple(t for q in pieces if (t := trim(scene, q.inner)))


def _to_next_speech(scene: Scene, opener: Opener, quotation: Quotation) -> Span | None:
    """A quotation that is never closed ends where a later sentence of its paragraph begins with a verb of saying."""
    last = min(scene.passage.token_at(quotation.inner.end - 1), opener.token + LONGEST)
    at = scene.sentence(opener.token).last
    while at <= last:
        for hit in scene.cues.get(at, ()):
            finite = isinstance(hit.form.cue, Verb) and hit.form.form.tense == "past" and hit.chain in ("و", "ف")
            if finite and find_opener(scene, at, scene.sentence(at).last) is not None:
                return trim(scene, Span(opener.start, scene.tokens[at - 1].end))
        at = max(at + 1, scene.sentence(at).last)
    return None


def _opens_paragraph(scene: Scene, at: int) -> bool:
    """A quotation over several paragraphs opens each of them anew and is closed in the last only."""
    return at == scene.passage.paragraph_of(at).first


def _led_by_preposition(scene: Scene, opener: Opener) -> bool:
    """``اتفقا على «ضرورة» كذا``: the quotation is the beginning of a noun phrase that goes on after it."""
    return scene.is_in(opener.first - 1, "preposition") or scene.key(opener.first - 1) in ("ب", "ل")


def _runs_on(scene: Scene, opener: Opener, closed: int, end: int) -> tuple[Span, ...]:
    """After a colon, a short quotation at the head may only be the first words of what is said."""
    after = scene.passage.token_at(closed)
    if after >= end or scene.tokens[after].kind == "mark" or scene.tokens[after].key.startswith("و"):
        return ()
    if len(scene.passage.tokens_in(Span(opener.start, closed))) > 4 or after in scene.cues:
        return ()
    stop = content_end(scene, after, end)
    piece = trim(scene, Span(opener.start, scene.tokens[stop - 1].end))
    return (piece,) if piece else ()


def content_end(scene: Scene, first: int, end: int) -> int:
    """The token after the last one that belongs to what is said, scanning from token ``first``.

    What is said ends before a participle that continues the report (``، مضيفا أن``), an "according to", a conjoined
    verb of saying with a content of its own, and the writer's own comment (``، في إشارة إلى``).
    """
    i, end = first, min(end, first + LONGEST)
    opened = scene.passage.quotation_at(scene.tokens[first].start)
    if opened is not None and opened.inner.start == scene.tokens[first].start:
        i = max(first, min(end, scene.passage.token_at(opened.inner.end)))
    while i < end:
        quotation = scene.opening.get(i)
        if quotation is not None and quotation.outer.end <= scene.tokens[end - 1].end + 1:
            i = max(i + 1, scene.passage.token_at(quotation.inner.end))
            continue
        if i > first:
            if _PARAGRAPH in scene.text[scene.tokens[i - 1].end : scene.tokens[i].start]:
                return i
            if i not in scene.content_ends:
                scene.content_ends[i] = _ends_before(scene, i, scene.sentence(i).last)
            if scene.content_ends[i]:
                return _without_comma(scene, i, first)
        i += 1
    return end


def _ends_before(scene: Scene, i: int, end: int) -> bool:
    after_mark = scene.tokens[i - 1].kind == "mark"
    if scene.according_at(i) and (after_mark or scene.key(i)[0] != "و"):
        return _is_according(scene, i, after_mark)
    if scene.key(i) == "وذلك" and begins_channel(scene, i + 1, end):
        return True
    if (after_mark or scene.key(i) in ("وهو", "وهي")) and scene.sequence_at(i, "comment"):
        return True
    if _turns_to_another(scene, i, end, after_mark):
        return True
    if after_mark and _comments_in_relative(scene, i, end):
        return True
    if i not in scene.cues:
        return _adverse(scene, i, end)
    return any(_turns(scene, i, hit.chain, hit.form.cue, hit.form.form.tense, end) for hit in scene.cues[i])


def _is_according(scene: Scene, i: int, after_mark: bool) -> bool:
    """``كما`` and ``من وجهة نظر`` only end a content after a mark and before a verb of saying or a source."""
    found = scene.according_at(i)
    if found is None:
        return False
    stop, according = found
    if "verb" in according.after:
        return after_mark and stop in scene.cues
    return after_mark or not according.apart


def _turns_to_another(scene: Scene, i: int, end: int, after_mark: bool) -> bool:
    """``، في سياق آخر أعلن فلان`` / ``وقد أعلن``: a turn of the page, if a verb of saying follows soon."""
    stop = scene.sequence_at(i, "turn")
    if not stop:
        return False
    if not (after_mark or scene.key(i) in ("وقد", "فقد")):  # no mark stands before: the verb must follow at once
        said = isinstance(next((h.form.cue for h in scene.cues.get(stop, ())), None), Verb)
        return stop - i > 1 and said and find_opener(scene, stop, end) is not None
    reach = stop + 1 if scene.key(i) in ("وقد", "فقد") else stop + 5
    return any(
        isinstance(h.form.cue, Verb) and h.form.form.tense in ("past", "present")
        for j in range(stop, min(end, reach))
        for h in scene.cues.get(j, ())
    )


def _comments_in_relative(scene: Scene, i: int, end: int) -> bool:
    """``، والتي يقول فلان إنها`` / ``، وهو المطلب الذي يقول``: the writer brings in another speaker."""
    word = scene.bare(i)
    if word in ("هو", "هي"):
        i = next((j for j in range(i + 1, min(end, i + 4)) if scene.is_relative(j)), -1)
    elif not (word in scene.words["relative"] and word != scene.key(i)):
        return False
    if i < 0:
        return False
    return any(
        isinstance(h.form.cue, Verb) and h.form.form.tense in ("past", "present") and find_opener(scene, j, end)
        for j in range(i + 1, min(end, i + 3))
        for h in scene.cues.get(j, ())
    )


def _adverse(scene: Scene, i: int, end: int) -> bool:
    """``، لكنه شدد`` / ``، إلا أنه أوضح`` / ``، فيما قال``: a turn to the next statement."""
    word = scene.bare(i)
    j = i + 1
    if word == "الا" and scene.key(i + 1).startswith("ان"):
        j = i + 2
    elif word not in scene.words["adverse"]:
        return False
    if j < end and scene.is_in(j, "adverb"):
        j += 1
    if word in ("لكن", "فيما", "بينما") and (reference := scene.reference_at(j)) is not None:
        j = max(j + 1, scene.end_of(reference.span))
    return j in scene.cues and any(_turns(scene, j, "و", h.form.cue, h.form.form.tense, end) for h in scene.cues[j])


def _turns(scene: Scene, i: int, chain: str, cue: object, tense: str, end: int) -> bool:
    if not isinstance(cue, Verb) or tense == "masdar":
        return False
    if tense == "participle":
        return continues_report(scene, i) and (find_opener(scene, i, end) is not None or _takes_noun(scene, i, cue))
    if cue.cls == "description":
        return _labels(scene, i, end)
    if cue.cls not in _TURNING:
        return False
    if "و" not in chain and "ف" not in chain and not _begins_main_clause(scene, i, tense):
        return False
    if scene.key(i - 1) in scene.words["negation"]:
        return False
    if tense == "past" and scene.key(i + 1) in cue.prepositions:
        return True  # ودعا إلى; a present verb goes on with the clause that is said (ويصر على)
    opener = find_opener(scene, i, end, quote=cue.quote)
    said_next = tense == "past" and scene.tokens[i - 1].kind == "mark"  # ، وقالت فلانة في تصريح لقناة ...: «
    return opener is not None and opener.first - i <= (_FAR if said_next else _SOON)


def _begins_main_clause(scene: Scene, i: int, tense: str) -> bool:
    """``وفيما قال المندوب إن ...، | أكد الخبير أن``: after a comma a past verb with its subject right behind it."""
    named = scene.reference_at(i + 1)
    if tense != "past" or scene.tokens[i - 1].kind != "mark" or named is None or scene.attached(named):
        return False
    return named.source_kind in ("person", "organization") and scene.is_in(scene.sentence(i).first, "subordinator")


def _takes_noun(scene: Scene, i: int, cue: Verb) -> bool:
    """Whether a participle has a noun to say: an object, or its own preposition soon (``مشيرا أيضا إلى``)."""
    if "NP" in cue.nominal:
        return True
    words = [scene.key(j) for j in range(i + 1, i + _OWN)]
    return any(w == p or (len(p) == 1 and w.startswith(p)) for w in words for p in cue.prepositions)


def _labels(scene: Scene, i: int, end: int) -> bool:
    """``فيما وصف نظيره القرار بأنه خطأ``: a verb of description with its label turns to another speaker."""
    return any(scene.is_in(j, "complementizer-with-b") for j in range(i + 1, min(end, i + 12)))


def continues_report(scene: Scene, i: int) -> bool:
    """Whether a participle is a circumstance of the report and not the adjective of an indefinite noun before it."""
    before = scene.tokens[i - 1]
    if scene.is_in(i - 1, "copula"):
        return False  # كانت مفيدة
    if before.kind != "word" or scene.time_ending(i):
        return True
    if scene.reference_ending(i):
        return scene.key(i).endswith("ا") or _follows_subject(scene, i)
    if scene.key(i).endswith("ا") and any(
        isinstance(h.form.cue, Verb)
        and h.form.form.tense == "participle"
        and scene.key(i + 1) in h.form.cue.prepositions
        for h in scene.cues.get(i, ())
    ):
        return True  # معربا عن، مشيرا إلى
    written = before.span.of(scene.text)
    agrees = written.endswith(("ا", "اً", "ًا") if scene.key(i).endswith("ا") else ("ة", "ات"))  # عقوبات مشددة
    return not agrees and not scene.is_in(i - 1, "preposition")


def _follows_subject(scene: Scene, i: int) -> bool:
    """``قالت الوزيرة مؤكدة أن``, but not ``أن واشنطن متمسكة ب``: before it stands the subject of a verb of saying."""
    named = scene.references_before(scene.tokens[i].start)[-4:]
    heads = (scene.passage.token_at(r.span.start) for r in named if scene.end_of(r.span) == i)
    return any(h.form.form.tense in ("past", "present") for head in heads for h in scene.cues.get(head - 1, ()))


def _without_comma(scene: Scene, i: int, first: int) -> int:
    while i > first + 1 and scene.tokens[i - 1].key in ("،", ",", "و", "-", "(", "لكن", "ولكن", "فيما", "بينما"):
        i -= 1
    return i


def trim(scene: Scene, span: Span) -> Span | None:
    """Without white space, quotation marks, commas and the full stop at the edges; None if nothing is left.

    A closing mark stays out even where its opening one is inside: the content is what was said, not how it is set.
    """
    start, end, text = span.start, span.end, scene.text
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    return Span(start, end) if end - start > 1 else None


def mode_of(scene: Scene, content: tuple[Span, ...], opener: Opener, cue: Span | None = None) -> SpeechMode:
    """``direct`` if all is in quotation marks or stands after a colon, ``mixed`` if a part is, else ``indirect``.

    A quotation that holds the cue itself is another's. Marks that set off a name, or a term that the article always
    sets off, quote nobody.
    """
    around = scene.quotations_around(content[0].start, content[-1].end)
    quotations = [q for q in around if cue is None or not q.inner.overlaps(cue)]
    if all(any(piece in q.inner for q in quotations) for piece in content):
        return "direct"
    partly = any(
        q.inner in piece or (q.inner.overlaps(piece) and q.outer.start >= piece.start)
        for piece in content
        for q in quotations
        if q.depth == 0 and len(q.inner) and not _sets_off_a_name(scene, q)
    )
    begins = any(q.inner.start <= content[0].start < q.inner.end for q in quotations)
    if partly or begins:
        return "mixed"
    reported = any(scene.is_in(opener.token - 1, g) for g in ("complementizer-with-b", "complementizer"))
    own = not reported or any(_in_first_person(scene, piece) for piece in content)
    return "direct" if opener.kind == "colon" and own else "indirect"


def _in_first_person(scene: Scene, piece: Span) -> bool:
    """Whether a speaker says I or we of himself: after ``قال: إن`` only that shows that the words are his own."""
    return any(scene.is_in(i, "first-person") for i in scene.passage.tokens_in(piece))


def _sets_off_a_name(scene: Scene, quotation: Quotation) -> bool:
    """Whether marks set off a name or a term: a mention, a term, what a naming noun calls (السفينة «نور»)."""
    if scene.is_name_quotation(quotation) or scene.is_term(quotation):
        return True
    before = scene.passage.token_at(quotation.outer.start) - 1
    words = len(scene.passage.tokens_in(quotation.inner))
    noun = scene.bare(before).removeprefix("ب").removeprefix("ل").removeprefix("ال")
    return words <= _NAME and (noun in scene.words["naming"] or scene.bare(before) in scene.words["naming"])


def is_bare_name(scene: Scene, content: tuple[Span, ...]) -> bool:
    """Whether all that is "said" is one word or a name: then it is only spoken *of*."""
    tokens = range(scene.passage.token_at(content[0].start), scene.end_of(content[0]))
    mention = scene.mention_in(content[0])
    named = mention is not None and len(mention.span) > 0.8 * len(content[0])
    return len(content) == 1 and (len(tokens) < 2 or named)
