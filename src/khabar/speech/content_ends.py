"""Where a content ends: before the next speech, an "according to", the writer's own comment."""

from __future__ import annotations

from khabar.speech.channel_nouns import begins_channel
from khabar.speech.cues import Noun, Verb
from khabar.speech.openers import find_opener
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
_SOON, _FAR = 14, 30  # tokens between a verb that turns to the next statement and its content
_PARAGRAPH = "   "  # some papers print three blanks where a paragraph ends
_OWN = 12  # tokens between a participle and its preposition


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
