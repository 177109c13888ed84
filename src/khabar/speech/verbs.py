"""Attribution by a finite verb: verb–subject and subject–verb order, clauses, quotations and nouns as content."""

from __future__ import annotations

from khabar.model import Link, Span
from khabar.speech.channels import outlet_told, read_channel
from khabar.speech.content import is_bare_name, mode_of, read_content, with_charged
from khabar.speech.content_ends import clause_end
from khabar.speech.cues import Verb
from khabar.speech.draft import Draft
from khabar.speech.noun_phrases import can_speak
from khabar.speech.openers import Opener, find_opener, own_preposition
from khabar.speech.parts import Middle
from khabar.speech.phrases import read_forefield, read_middle
from khabar.speech.relays import by_relay
from khabar.speech.said_in import text_said_in
from khabar.speech.scene import CueHit, Scene
from khabar.speech.subjects import demote_object, find_subject, relative_before, subject_ending, subject_fits
from khabar.speech.verb_nouns import nominal_opener
from khabar.speech.verb_places import (
    can_be_verb,
    is_background,
    is_negated,
    is_own_voice,
    is_passive,
    is_written_passive,
    nobody_says,
)

_REMARKS = 4  # tokens between remarks and the verb that tells what they say
_NEAR = 9  # tokens between a verb with other common senses and its content


def by_verb(scene: Scene, hit: CueHit) -> Draft | None:
    """A finite verb of saying with its content.

    Source of the order: Arabic news says verb – subject – content; headlines and translations put the subject first.
    """
    cue, i = hit.form.cue, hit.at
    if not isinstance(cue, Verb) or cue.light or not can_be_verb(scene, hit, cue):
        return None
    if is_negated(scene, i) and not cue.negated:
        return None
    if scene.is_in(i, "publishing") and (hit.form.suffix or scene.is_in(i + 1, "prepositional-pronoun")):
        return None  # في تصريح أدلى به
    if is_background(scene, hit) or is_own_voice(scene, hit, cue) or scene.is_in(i + 1, "veil"):
        return None  # كشف النقاب عن: a passive, nobody is named
    if nobody_says(scene, i) or (cue.cls != "transmission" and is_written_passive(scene, i)):
        return None
    end = scene.sentence(i).last
    opener = find_opener(scene, i, end, quote=cue.quote)
    if cue.predicate and opener is not None and opener.kind == "quote" and opener.first == i + 1 and not hit.chain:
        return None  # ما حدث اعتبر «صفعة»
    if cue.cls == "transmission":
        return by_relay(scene, hit, cue, opener, end)
    if cue.relay and (relay := by_relay(scene, hit, cue, opener, end)):
        return relay
    weak = cue.weak and not (cue.cls == "attitude" and _is_told_of(scene, hit))
    if opener is None and (weak or cue.strict or not cue.nominal):
        return None
    if opener is None:
        return None if is_passive(scene, hit, cue) else _with_noun(scene, hit, cue, end)
    if cue.cls == "description":
        return None
    led = scene.key(opener.first - 1) in ("ب", "ل")
    if opener.kind == "quote" and cue.prepositions and not _is_led_into(scene, opener):
        before = nominal_opener(scene, hit, cue, opener.first)
        led = led or (before is not None and before.first > i + 1)  # أعرب عن الأمل في تحسين «العلاقات»
    if opener.kind == "quote" and opener.first > i + 1 and cue.nominal and (led or not _is_long(scene, opener)):
        noun = _with_noun(scene, hit, cue, end)
        if noun is not None or not _leads_into(scene, hit, opener):
            return noun
    if opener.kind == "quote" and opener.first == i + 1 and cue.object and (noun := _with_noun(scene, hit, cue, end)):
        return noun  # تدعو «المؤتمر الوطني» إلى
    if cue.own and opener.kind == "clause" and not own_preposition(scene, cue, opener):
        return None
    located = cue.subject == "document" and scene.key(i + 1) == "في"  # جاء في النص الذي ... أن
    if cue.strict and opener.first - i > (2 * _NEAR if located else _NEAR):
        return None
    if opener.kind == "quote" and cue.strict and not _leads_into(scene, hit, opener):
        return None
    if nominal := _nominal_first(scene, hit, cue, opener, end):
        return nominal
    middle = read_middle(scene, i + 1, opener.first, addressee=cue.object)
    rule = "verb-clause" if opener.kind == "clause" else "verb-quote"
    return _draft(scene, hit, cue, opener, middle, end, rule)


def _is_told_of(scene: Scene, hit: CueHit) -> bool:
    """``قال إن واشنطن تريد التفاوض``: in a clause that somebody says, what its subject wants is a statement."""
    before = subject_ending(scene, hit.at)
    if before is None or not before.entities or scene.end_of(before.span) != hit.at:
        return False
    return scene.is_in(scene.passage.token_at(before.span.start) - 1, "complementizer")


def _is_led_into(scene: Scene, opener: Opener) -> bool:
    """Whether a quotation stands right after a mark, a name or a preposition, not in the flow of another phrase."""
    i = opener.first
    marked = scene.tokens[i - 1].kind == "mark" or scene.reference_ending(i) or scene.time_ending(i)
    return marked or scene.is_in(i - 1, "preposition") or scene.is_in(i - 1, "adverb")


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


def _nominal_first(scene: Scene, hit: CueHit, cue: Verb, opener: Opener, end: int) -> Draft | None:
    """Where the verb's own noun content stands before an opener that belongs to something inside it.

    ``أعرب عن أمله في أن``, ``دعت الأطراف إلى ضمان أن`` : the content begins at the noun, not at ``أن``.
    """
    if not cue.nominal or opener.kind != "clause" or opener.first - hit.at < 3:
        return None
    nominal = nominal_opener(scene, hit, cue, opener.first)
    if nominal is None or nominal.first >= opener.first:
        return None
    beside = nominal.first == hit.at + 1 or scene.reference_ending(nominal.first)
    if own_preposition(scene, cue, opener) and not beside:
        return None  # a verb takes its preposition once: صرح الوزير بعد لقائه بنظيره بأن
    bare_object = "NP" in cue.nominal and nominal.first == nominal.token
    if bare_object and scene.tokens[opener.first - 1].key in ("،", ","):
        return None  # أعلن الوزير لدى وصوله العاصمة، أن: after a comma the clause is the verb's own
    behind = nominal.first - (scene.tokens[nominal.first - 1].key in ("،", ","))  # ..., السفير فلان، أهمية أن
    if bare_object and not (subject_ending(scene, hit.at) or scene.reference_ending(behind)):
        return None
    middle = read_middle(scene, hit.at + 1, nominal.first, addressee=cue.object)
    if bare_object and any(p.reference is not None and not p.reference.entities for p in middle.subjects):
        return None  # who is not known by name may have a longer title than was read: no object is sure after it
    return _draft(scene, hit, cue, nominal, middle, end, "verb-noun")


def _with_noun(scene: Scene, hit: CueHit, cue: Verb, end: int) -> Draft | None:
    opener = nominal_opener(scene, hit, cue, end)
    if opener is None or (cue.invites and _invites(scene, opener)) or _only_means(scene, hit, cue, opener):
        return None
    middle = read_middle(scene, hit.at + 1, opener.first, addressee=cue.object)
    draft = _draft(scene, hit, cue, opener, middle, end, "verb-noun")
    if draft is None:
        return None
    known = any(p.reference is not None for p in draft.subjects)
    if _title_goes_on(scene, opener, draft):
        return None
    begins = (
        hit.chain in ("و", "ف") or hit.at == scene.sentence(hit.at).first or scene.tokens[hit.at - 1].kind == "mark"
    )
    turned = scene.sequence_at(scene.sentence(hit.at).first, "turn")  # وفي سياق متصل أعلنت
    begins = begins or scene.is_in(hit.at - 1, "before-verb") or 0 <= hit.at - turned <= 1 < turned
    begins = begins or (hit.form.suffix != "" and relative_before(scene, hit.at) is not None)
    by_rule = begins and draft.subjects and (opener.first != opener.token or can_speak(scene, draft.subjects[0].first))
    past_or_begins = begins or scene.is_in(hit.at - 1, "before-verb")
    before = bool(draft.subjects) and draft.subjects[0].last == hit.at
    told = draft.form is None  # تصريحات تحذر من
    return (
        draft if known or by_rule or before or told or (not draft.subjects and past_or_begins) or draft.back else None
    )


def _title_goes_on(scene: Scene, opener: Opener, draft: Draft) -> bool:
    """``أعلنت رئيسة | اتحاد الصحفيين فقدان``: after a title alone, of whom nobody knows, no object is sure."""
    title = draft.subjects[0] if draft.subjects else None
    if title is None or title.reference is None or title.reference.entities or opener.first != opener.token:
        return False
    alone = title.last == opener.first == title.first + 1 and title.reference.number == "singular"
    return alone and scene.key(opener.token)[:1] not in ("ب", "ل")


def _only_means(scene: Scene, hit: CueHit, cue: Verb, opener: Opener) -> bool:
    """``وكان الوزير يشير إلى القرار``, ``شخصية تشير إلى``, ``أعلن نفسه خليفة``: what is meant, or made, is not said."""
    if scene.key(opener.token) in ("نفسه", "نفسها", "انفسهم"):
        return True
    if cue.declares and any(scene.is_in(j, "declared") for j in (hit.at + 1, opener.token)):
        return True
    if not cue.means or hit.form.form.tense != "present":
        return False
    explains = any(scene.bare(j) in ("كان", "كانت") for j in range(scene.sentence(hit.at).first, hit.at))
    return explains or relative_before(scene, hit.at) is not None or scene.is_in(opener.first - 1, "by-that")


def _invites(scene: Scene, opener: Opener) -> bool:
    """``دعا نظيره إلى زيارة موسكو``: an invitation is an act, no speech."""
    words = (scene.key(opener.token), scene.key(opener.token)[1:])
    return any(word in scene.words["invited-to"] for word in words)


def _draft(scene: Scene, hit: CueHit, cue: Verb, opener: Opener, middle: Middle, end: int, rule: str) -> Draft | None:
    if not subject_fits(scene, cue, middle, hit.at):
        return None
    if hit.chain in ("", "ف"):
        read_forefield(scene, hit.at, middle)
    if scene.is_relative(hit.at - 1) and opener.kind in ("clause", "nominal"):
        end = clause_end(scene, opener.token, end)
    content = read_content(scene, opener, end)
    if not content:
        return None
    if scene.key(after := scene.end_of(content[-1])) == "وذلك":
        read_channel(scene, after + 1, scene.sentence(hit.at).last, middle)  # ... وذلك في مقابلة مع القناة
    draft = Draft(
        hit.at,
        rule,
        content,
        mode_of(scene, content, opener, scene.tokens[hit.at].span),
        cue=scene.cue_span(hit),
        weak=cue.weak,
        lemma=cue.id,
        cls=cue.cls,
        stance=cue.stance,
        form=hit.form.form,
        middle=middle,
        subjects=list(middle.subjects),
        links=list(middle.links),
    )
    demote_object(scene, hit, draft)
    _take_object(scene, cue, draft)
    find_subject(scene, hit, draft)
    if (outlet := outlet_told(scene, draft.middle)) is not None:
        draft.links = [*draft.links, outlet]  # أبلغ مسؤول رويترز أن
    draft.content = with_charged(cue, draft.middle, draft.content)
    if draft.content != content:
        draft.mode = mode_of(scene, draft.content, opener, scene.tokens[hit.at].span)
    if (remarks := _remarks_before(scene, hit, draft)) is not None:
        draft.form, draft.links = None, [Link("statement", None, remarks, "remarks that say it"), *draft.links]
        draft.subjects, draft.back = [], False
        return draft
    if _is_modifier(scene, hit, draft) or (opener.kind == "nominal" and is_bare_name(scene, content)):
        return None
    if cue.weak and not draft.subjects:
        return None
    if cue.cls == "refusal" and scene.is_in(scene.passage.token_at(content[0].start), "no-comment"):
        return None
    if cue.weak and opener.kind == "quote" and not _is_led_into(scene, opener):
        return None
    if (said_in := text_said_in(scene, hit)) is not None:
        draft.links = [said_in.link, *(x for x in draft.links if x.kind != said_in.link.kind)]
        draft.subjects = draft.subjects or said_in.owners
    return draft


def _take_object(scene: Scene, cue: Verb, draft: Draft) -> None:
    """``كما أدان النظام القضائي «المعيب»``: a noun nobody knows, described by a quotation, is what is blamed."""
    first = draft.subjects[0] if draft.subjects else None
    if draft.rule != "verb-noun" or cue.cls not in ("criticism", "praise") or "NP" not in cue.nominal:
        return
    if first is None or first.reference is not None:
        return
    beside = scene.passage.token_at(draft.content[0].start) - 1 == first.last
    if beside and draft.content[0].start in scene.inside and scene.key(first.first).startswith("ال"):
        draft.content, draft.subjects = (Span(first.span.start, draft.content[0].end), *draft.content[1:]), []


def _remarks_before(scene: Scene, hit: CueHit, draft: Draft) -> Span | None:
    """``أطلقت الوزارة تصريحات تحذر من``: remarks are said by who is the subject of their clause; their span."""
    if draft.subjects or hit.chain or hit.form.form.tense != "present" or hit.form.form.gender != "f":
        return None
    for j in range(hit.at - 1, max(scene.sentence(hit.at).first, hit.at - _REMARKS) - 1, -1):
        if scene.tokens[j].kind == "mark" or scene.is_relative(j):
            return None
        if scene.is_in(j, "made-remarks"):
            return scene.tokens[j].span
    return None


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
