"""Where a content begins: at a complementizer, a colon, a quotation mark, or after the verb's own preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.arabic import Quotation
from khabar.speech.cues import Noun, Verb
from khabar.speech.scene import Scene

_NAME, _TITLE = 9, 20  # words of a name in quotation marks; tokens its title may take
_TERM, _NEAR = 2, 6  # words of a term; tokens behind it in which a colon tells that what is said comes later
REACH = 60  # tokens a subject with its appositions and circumstances may take


@dataclass(frozen=True, slots=True)
class Opener:
    """How a content is opened.

    Attributes:
        kind: ``clause`` (إن، أن), ``colon``, ``quote`` or ``nominal``.
        first: Token where the opener begins, its preposition included: the subject ends before it.
        start: Offset of the content's first character.
        token: Index of the content's first token.
        pronoun: True if the clause's subject is a pronoun attached to the complementizer.
    """

    kind: Literal["clause", "colon", "quote", "nominal"]
    first: int
    start: int
    token: int
    pronoun: bool = False


def find_opener(scene: Scene, at: int, end: int, *, quote: bool = True, subjunctive: bool = False) -> Opener | None:
    """The opener of the content that the cue at token ``at`` brings, looking up to token ``end``.

    An opener belongs to the nearest cue before it; relative clauses that are closed by a comma are passed over.
    """
    i = at + 1
    while i < min(end, at + REACH):
        token = scene.tokens[i]
        if scene.is_reply(i):
            i = _past_prompt(scene, i, end)
            continue
        if token.kind == "mark":
            opener, i = _at_mark(scene, at, i, end, quote)
            if opener:
                return opener
            continue
        if complementizer := _at_complementizer(scene, i, at, end):
            return complementizer
        if scene.tokens[i - 1].kind == "mark" and scene.according_at(i):
            i = _past_aside(scene, i, end)
            continue
        if scene.is_relative(i):
            after = _past_relative(scene, i, end)
            if after is None:
                return None
            i = after
            continue
        if i in scene.cues and (after := _past_mention(scene, i, end)):
            i = after
            continue
        if i in scene.cues and not _only_describes(scene, i) and _owns_what_follows(scene, i):
            return None
        i += 1
    return None


def own_preposition(scene: Scene, cue: Verb, opener: Opener) -> bool | None:
    """Whether a clause is led in by the verb's own preposition (``شدد على أن``, ``صرح بأن``); None without one."""
    word = scene.key(opener.first)
    if opener.kind != "clause" or word in scene.words["complementizer"]:
        return None
    return (word if scene.is_preposition(word) else word[0]) in cue.prepositions


def _past_aside(scene: Scene, i: int, end: int) -> int:
    """``كشفت الصحيفة، نقلا عن مسؤولين، أن``: an according-to between commas; the token after it."""
    closing = ("-", "–") if scene.tokens[i - 1].key in ("-", "–") else ("،", ",", ":")
    return next((j for j in range(i, end) if scene.tokens[j].key in closing), i + 1)


def _past_prompt(scene: Scene, i: int, end: int) -> int:
    """A reply names its question (``ردا على سؤال حول ما إذا``); what opens the answer comes after it."""
    return next((j for j in range(i, end) if scene.tokens[j].key in ("،", ",", ":") or j in scene.opening), end)


def _at_mark(scene: Scene, at: int, i: int, end: int, quote: bool) -> tuple[Opener | None, int]:
    mark = scene.tokens[i].key
    if mark == "(":
        return None, _past_parenthesis(scene, i, end)
    if mark == ":":
        return _after_colon(scene, i, end), i + 1
    if mark in ("-", "–") and (after := _past_dashes(scene, i, end)):
        return None, after
    if quotation := scene.opening.get(i):
        if scene.is_name_quotation(quotation) or _sets_off_a_term(scene, at, i, quotation):
            return None, scene.passage.token_at(quotation.inner.end) + 1
        if not quote:
            return None, scene.passage.token_at(quotation.inner.end) + 1
        first = scene.passage.token_at(quotation.inner.start)
        return Opener("quote", i, quotation.inner.start, first), i + 1
    return None, i + 1


def _past_dashes(scene: Scene, i: int, end: int) -> int:
    """The token after an aside between dashes that has no clause to say, or 0."""
    closing = next((j for j in range(i + 2, min(end, i + 25)) if scene.tokens[j].key in ("-", "–")), 0)
    inside = range(i + 1, closing)
    return closing + 1 if closing and not any(scene.is_in(j, "complementizer") for j in inside) else 0


def _sets_off_a_term(scene: Scene, at: int, i: int, quotation: Quotation) -> bool:
    """Whether a short quotation in the flow of a noun phrase only sets off words.

    It then follows none of these: the cue, a mark, a time, a name, a complementizer.
    """
    if scene.is_term(quotation):
        return True
    words = len(scene.passage.tokens_in(quotation.inner))
    if i - 1 == at:  # وأضاف «فلان» أن: right after the cue one word is who speaks
        return quotation.closed and (words == 1 or (words <= _NAME and _speaks(scene, quotation)))
    if words > 6:
        return False
    after = scene.passage.token_at(quotation.inner.end) + 1
    if words <= _TERM and any(
        scene.tokens[j].key == ":" for j in range(after, min(scene.sentence(i).last, after + _NEAR))
    ):
        return True  # قالت مديرة «الشركة»: ...
    before = scene.tokens[i - 1]
    if before.kind == "mark":
        return False
    if scene.is_in(i - 1, "adverb") or scene.time_ending(i) or scene.key(i - 1) in scene.words["complementizer"]:
        return False
    return not scene.reference_ending(i) or scene.is_in(i - 1, "platform-noun")


def _speaks(scene: Scene, quotation: Quotation) -> bool:
    """``وقال «تجمع الأهالي» في بيان إن``: words go on after the mark, up to an opener of their own."""
    after = scene.passage.token_at(quotation.inner.end) + 1
    if after >= len(scene.tokens) or scene.sentence(after).first > scene.passage.token_at(quotation.inner.start):
        return False
    if scene.tokens[after].kind == "mark" or after in scene.cues:
        return False
    opener = find_opener(scene, after, min(scene.sentence(after).last, after + _TITLE), quote=False)
    return opener is not None and opener.kind in ("clause", "colon")


def _after_colon(scene: Scene, i: int, end: int) -> Opener | None:
    first = i + 1
    while first < end and scene.tokens[first].key in (":", "-", "–", "."):
        first += 1
    if first >= end:
        return None
    if quotation := scene.opening.get(first):
        token = scene.passage.token_at(quotation.inner.start)
        return Opener("colon", i, quotation.inner.start, token)
    if scene.is_in(first, "complementizer") or scene.is_in(first, "complementizer-with-b"):
        return Opener("colon", i, _after(scene, first, end), first + 1)
    return Opener("colon", i, scene.tokens[first].start, first)


def _at_complementizer(scene: Scene, i: int, at: int, end: int) -> Opener | None:
    word = scene.key(i)
    with_b = word in scene.words["complementizer-with-b"]
    if word == "عما" and scene.key(i + 1) == "اذا":
        return Opener("clause", i, scene.tokens[i + 1].start, i + 1)
    if word == "ما" and scene.key(i + 1) == "اذا" and scene.key(i - 1) in ("عن", "حول", "بشان"):
        return Opener("clause", i - 1, scene.tokens[i + 1].start, i + 1)
    if not with_b and word not in scene.words["complementizer"]:
        return None
    before = scene.bare(i - 1)
    earlier = before == "قبل" and scene.key(i - 2) == "من" and scene.key(i + 1)[:1] not in "يتن"  # من قبل أن الاتفاق
    if (
        i - 1 != at
        and not earlier
        and (before in scene.words["clause-blocker"] or scene.key(i - 1) in scene.words["clause-blocker"])
    ):
        return None
    if word == "بان" and (named := scene.reference_at(i)) is not None and named.source_kind == "person":
        return None  # بان كي مون
    if with_b and word.startswith("لا") and not (i - 1 == at and scene.bare(at).startswith("اسف")):
        return None
    if i + 1 >= end:
        return None
    first = i - 1 if i - 1 > at and before in ("الي", "علي", "من", "عن", "في") else i
    start = _after(scene, i, end)
    pronoun = word not in ("ان", "بان")
    return Opener("clause", first, start, scene.passage.token_at(start), pronoun)


def _after(scene: Scene, i: int, end: int) -> int:
    """Offset of what follows token ``i``, past an opening quotation mark and commas."""
    j = i + 1
    while j < end and scene.tokens[j].kind == "mark" and scene.tokens[j].key in ("،", ",", ":", "-"):
        j += 1
    if j < end and (quotation := scene.opening.get(j)) and not scene.is_name_quotation(quotation):
        return quotation.inner.start
    return scene.tokens[j].start if j < end else scene.tokens[i].end


def _past_parenthesis(scene: Scene, i: int, end: int) -> int:
    for j in range(i + 1, min(end, i + 25)):
        if scene.tokens[j].key == ")":
            return j + 1
    return i + 1


def _past_relative(scene: Scene, i: int, end: int) -> int | None:
    """The token after the comma that closes a relative clause; None if the clause has the next opener itself."""
    for j in range(i + 1, min(end, i + 30)):
        key = scene.tokens[j].key
        if key in ("،", ","):
            return j
        if key == ":" or j in scene.opening:
            return j
        if j > i + 1 and (key in scene.words["complementizer"] or key in scene.words["complementizer-with-b"]):
            inner = any(
                k in scene.cues and _is_finite(scene, k) and not _only_describes(scene, k) for k in range(i + 1, j)
            )
            return None if inner else j
    return None


def _is_finite(scene: Scene, i: int) -> bool:
    return any(h.form.form.tense in ("past", "present") for h in scene.cues[i])


def _past_mention(scene: Scene, i: int, end: int) -> int:
    """``قال الوزير مشيرا إلى نظيره: ...``: a participle that only says who is meant; the token after it, or 0."""
    participle = any(
        isinstance(h.form.cue, Verb)
        and h.form.form.tense == "participle"
        and scene.key(i + 1) in h.form.cue.prepositions
        for h in scene.cues[i]
    )
    if not participle or scene.tokens[i - 1].kind != "word":
        return 0
    after = next((j for j in range(i + 2, min(end, i + REACH)) if scene.tokens[j].kind == "mark"), 0)
    quotation = scene.opening.get(after)
    named = quotation is not None and scene.is_name_quotation(quotation)
    clause = any(scene.is_in(j, "complementizer") for j in range(i + 1, after))
    return after if (quotation is not None or scene.key(after) == ":") and not named and not clause else 0


def _only_describes(scene: Scene, i: int) -> bool:
    """``مصدر لم يكشف عن اسمه``, ``تصريحات أوردتها الوكالة``: the verb tells of the source or its words."""
    denied = scene.key(i - 1) in scene.words["negation"] and not scene.is_in(i + 1, "complementizer")
    return denied or scene.is_in(i, "publishing") or scene.bare(i) in scene.words["publishing"]


def _owns_what_follows(scene: Scene, i: int) -> bool:
    """Whether the cue at ``i`` would take the next opener for itself."""
    for hit in scene.cues[i]:
        cue, tense = hit.form.cue, hit.form.form.tense
        if tense == "participle":
            return cue.cls != "demand" or scene.key(i + 1) in scene.words["complementizer"]
        if isinstance(cue, Noun):
            following = scene.key(_past_owner(scene, i, hit.chain))
            if following in scene.words["complementizer-with-b"]:
                return True  # رد الوزير على اتهامات كييف بأنها
            following = scene.key(i + 1)
            if cue.plain or following in scene.words["complementizer"]:
                return bool(following in scene.words["complementizer"])
            continue
        if not cue.strict and not cue.weak and _is_verb_here(scene, i, hit.chain, cue):
            return True
    return False


def _past_owner(scene: Scene, i: int, chain: str) -> int:
    """The token after the adjectives of a noun with the article, or after the owner of one without it."""
    j = i + 1
    if "ال" in chain:
        while scene.key(j).startswith("ال") and not scene.is_in(j, "preposition"):
            j += 1
    elif (owner := scene.reference_at(j)) is not None and not scene.attached(owner):
        j = scene.end_of(owner.span)
    return j


def _is_verb_here(scene: Scene, i: int, chain: str, cue: Verb) -> bool:
    """Whether a token that looks like a verb stands where a verb can: not after a preposition or as a genitive."""
    before = scene.key(i - 1)
    if before in scene.words["preposition"]:
        return False
    if scene.is_in(i, "preposition"):
        return scene.is_in(i + 1, "complementizer")
    if not cue.homograph:
        return True
    return (
        "و" in chain
        or "ف" in chain
        or scene.tokens[i - 1].kind == "mark"
        or scene.is_relative(i - 1)
        or (scene.key(i)[0] in "يت" or scene.is_in(i - 1, "particle") or scene.is_in(i - 1, "adverb"))
    )
