"""A noun phrase as content: at the verb's own preposition (``دعا إلى``) or as its object (``أعلن استعداده``)."""

from __future__ import annotations

from khabar.speech.channel_nouns import begins_channel
from khabar.speech.channels import read_channel
from khabar.speech.cues import Verb
from khabar.speech.noun_phrases import attached_preposition, is_addressed, is_circumstance
from khabar.speech.openers import Opener, find_opener
from khabar.speech.parts import Middle
from khabar.speech.scene import CueHit, Scene
from khabar.speech.subjects import subject_ending

_NAME = 2  # words of a name in quotation marks behind its noun
_REACH = 40  # tokens between a verb and its noun content


def nominal_opener(scene: Scene, hit: CueHit, cue: Verb, end: int) -> Opener | None:
    """Where the noun phrase begins that is the content: at the verb's preposition, or as its object.

    ``دعا الأمين العام الأطراف إلى | وقف القتال``, ``أعلن الكرملين | استعداده للحوار``

    Args:
        hit: The verb (or participle).
        end: The token after the last one to look at, at most the sentence's end.
    """
    if _takes_pronoun(scene, hit.at + 1, cue.prepositions):
        return None
    return _Search(scene, hit, cue, min(end, hit.at + _REACH)).run()


class _Search:
    """The way from a verb to its noun content: over the subject and over circumstances, token by token."""

    __slots__ = ("at", "cue", "hit", "prepositions", "scene", "stop", "subject_read")

    def __init__(self, scene: Scene, hit: CueHit, cue: Verb, stop: int) -> None:
        self.scene, self.hit, self.cue = scene, hit, cue
        self.at, self.stop = hit.at + 1, stop
        self.prepositions = cue.prepositions
        self.subject_read = hit.form.suffix != "" and not cue.object and not cue.predicate
        self.subject_read = self.subject_read or (hit.form.form.tense == "participle" and not cue.object)
        before = None if hit.chain or cue.object else subject_ending(scene, hit.at)
        if before is not None and before.entities and scene.end_of(before.span) == hit.at:
            self.subject_read = True  # واشنطن طلبت السماح لها

    def run(self) -> Opener | None:
        scene = self.scene
        while self.at < self.stop:
            if self._next_verb():
                return None
            if found := _at_preposition(scene, self.at, self.stop, self.prepositions, self.hit.at):
                return found
            if scene.tokens[self.at].kind == "mark":
                if self._closes():
                    return None
                if found := self._quoted_object():
                    return found
                self.at += 1
            elif scene.is_in(self.at, "honorific"):
                self.at, self.subject_read = self.at + 1, True
            elif after := self._past_circumstance() or self._past_reference():
                self.at = after
            elif is_circumstance(scene, self.at):
                if self.at in scene.cues:
                    return None
                self.at += 1
            elif after := self._past_subject():
                self.at, self.subject_read = after, True
            elif (found := self._behind_subject()) or (found := self._object()) or not self.prepositions:
                return found
            else:
                self.at += 1
        return None

    def _next_verb(self) -> bool:
        """``أكد الوزير | وشدد على أن``: a second verb takes what follows."""
        following = self.scene.key(self.at + 1)
        return any(
            hit.chain == "و"
            and isinstance(hit.form.cue, Verb)
            and hit.form.form.tense == "past"
            and (following in hit.form.cue.prepositions or following in self.scene.words["complementizer"])
            for hit in self.scene.cues.get(self.at, ())
        )

    def _closes(self) -> bool:
        return self.scene.tokens[self.at].key in (":", ";", "؛")

    def _quoted_object(self) -> Opener | None:
        """``أعلن الوزير «بدء الجولة»``: a quotation that is the verb's object."""
        quotation = self.scene.opening.get(self.at)
        if "NP" not in self.cue.nominal or quotation is None or not self.subject_read:
            return None
        if self.scene.is_name_quotation(quotation):
            return None
        start = quotation.inner.start
        return Opener("nominal", self.at, start, self.scene.passage.token_at(start))

    def _past_circumstance(self) -> int:
        """The token after a relative clause, an aside, a time, an adverb, a preposition, who was told; else 0."""
        scene, at = self.scene, self.at
        if scene.is_relative(at) or (scene.according_at(at) and scene.tokens[at - 1].kind == "mark"):
            return next((j for j in range(at, self.stop) if scene.tokens[j].key in ("،", ",", "–", "-")), self.stop)
        if end := scene.time_at(at):
            self.subject_read = self.subject_read or at > self.hit.at + 1  # إدارة كذا أمس | السيطرة على
            return end
        if scene.is_in(at, "adverb"):
            return at + 1
        end = read_channel(scene, at, self.stop, Middle())
        own = any(scene.key(j) in self.prepositions for j in range(at + 1, end))
        if end and (not own or any(scene.is_in(j, "publishing") for j in range(at, end))):
            return end  # ``في بيان أصدرته اليوم``: the clause belongs to the channel
        if scene.is_in(at, "preposition"):
            asked = self.cue.cls == "demand" and "NP" in self.cue.nominal and scene.key(at) in ("علي", "من")
            return (_past_asked(scene, at, self.stop) if asked else 0) or _past_phrase(scene, at, self.stop)
        if scene.is_in(at, "prepositional-pronoun"):
            return at + 1
        if scene.key(at) == "ل" and "ل" not in self.prepositions:
            return _past_receiver(scene, at)
        if scene.is_in(at - 1, "body-adjective") and attached_preposition(scene, at) == "ل":
            owner = scene.reference_at(at)  # الأمانة العامة لمنظمة التعاون
            return scene.end_of(owner.span) if owner else 0
        return 0

    def _past_reference(self) -> int:
        """The token after a reference that is the subject, or the one addressed; 0 if it is neither."""
        scene, at = self.scene, self.at
        reference = scene.reference_at(at)
        if reference is None:
            return 0
        if self.subject_read and (not self.cue.object or "NP" in self.cue.nominal):
            aside = scene.tokens[at - 1].key in ("،", ",") and reference.source_kind == "person"
            bare = aside and not scene.attached(reference)
            return scene.end_of(reference.span) if bare else 0  # المتحدث باسم الوزارة، السفير فلان، | أهمية
        after = self._attached_inside(scene.end_of(reference.span))
        after = scene.past_joined(max(at + 1, after))
        after = self._own_preposition(after) or after
        if not reference.entities:
            after = _told_to(scene, after, self.stop) or after
        self.subject_read = self.subject_read or not scene.attached(reference).strip("وف")
        return after

    def _attached_inside(self, end: int) -> int:
        """``رئيس الوزراء | بالحفاظ على``: ``بال`` belongs to the verb, though a title was read over it."""
        inside = range(self.at + 1, end) if "ب" in self.prepositions else range(0)
        words = (j for j in inside if self.scene.key(j).startswith("بال") and self.scene.key(j) != "بالله")
        return next(words, end)

    def _own_preposition(self, after: int) -> int:
        """The verb's preposition inside a nameless noun phrase, if none follows: ``الجنود | إلى إلقاء السلاح``."""
        named = self.scene.is_named
        inside = [j for j in range(self.at + 1, after) if self.scene.key(j) in self.prepositions and not named(j)]
        if not inside or _later_preposition(self.scene, after - 1, self.stop, self.prepositions, self.hit.at):
            return 0
        return inside[0]

    def _past_subject(self) -> int:
        """The token after a subject nobody listed: a definite noun with its adjectives, or one with a name; else 0."""
        scene, at = self.scene, self.at
        if self.subject_read:
            return 0
        if not scene.key(at).startswith("ال"):
            return _past_apposition(scene, at, self.stop) or _past_group(scene, at, self.stop)
        at += 1
        while at < self.stop and self._is_adjective(at):
            at += 1
        while at < self.stop and scene.key(at).startswith("لل") and _goes_on_with(scene, at, self.prepositions):
            at += 1  # القيادة العامة للقوات المسلحة
            while at < self.stop and self._is_adjective(at):
                at += 1
        named = scene.opening.get(at)  # دار النشر «كذا»
        if named is not None and named.closed and len(scene.passage.tokens_in(named.inner)) <= _NAME:
            after = min(self.stop, scene.passage.token_at(named.inner.end) + 1)
            aside = scene.time_at(after) or scene.is_in(after, "adverb")
            return after if aside else at
        return at

    def _is_adjective(self, at: int) -> bool:
        scene, word = self.scene, self.scene.key(at)
        function = scene.is_in(at, "preposition") or scene.is_relative(at)  # إلى, التي
        if scene.is_in(at, "body-adjective"):
            return True
        return word.startswith("ال") and word.endswith(("ي", "يه", "يين", "يون")) and not function

    def _behind_subject(self) -> Opener | None:
        if self.subject_read or not self.prepositions:
            return None
        return _later_preposition(self.scene, self.at, self.stop, self.prepositions, self.hit.at)

    def _object(self) -> Opener | None:
        if "NP" in self.cue.nominal and _can_begin_object(self.scene, self.at, self.hit, self.subject_read):
            return Opener("nominal", self.at, self.scene.tokens[self.at].start, self.at)
        return None


def _past_apposition(scene: Scene, at: int, stop: int) -> int:
    """``منسقة السياسات الخارجية، فلانة``: a noun phrase with a name after the comma is the subject; its end."""
    comma = next((j for j in range(at, min(stop, at + 8)) if scene.tokens[j].key in ("،", ",")), None)
    reference = scene.reference_at(comma + 1) if comma is not None else None
    if reference is None or reference.source_kind != "person" or scene.attached(reference):
        return 0
    return scene.end_of(reference.span)


def _goes_on_with(scene: Scene, at: int, prepositions: tuple[str, ...]) -> bool:
    """Whether ``لل`` goes on with a body's name and is not the verb's preposition: ``دعت المديرية العامة للجوازات``."""
    return "ل" not in prepositions or scene.is_in(at - 1, "body-adjective")


def _past_group(scene: Scene, at: int, stop: int) -> int:
    """``دانت دول ومنظمات | الهجوم``: people or states without an article are the subject; where the object begins."""
    if not any(scene.bare(at) in scene.words[group] for group in ("group", "anonymous")):
        return 0
    end = at + 1
    while end < stop and scene.tokens[end].kind == "word" and not scene.key(end).startswith("ال"):
        if scene.is_in(end, "particle") or scene.is_in(end, "preposition") or attached_preposition(scene, end):
            return 0
        end += 1
    return end if end < stop and scene.key(end).startswith("ال") and end > at + 1 else 0


def _later_preposition(scene: Scene, at: int, stop: int, prepositions: tuple[str, ...], verb: int) -> Opener | None:
    """``أعلنت نقابات المعلمين عن``: the verb's preposition before the next comma shows that the noun is the subject."""
    for j in range(at + 1, min(stop, at + 12)):
        if scene.tokens[j].kind == "mark":
            return None
        if scene.key(j) in prepositions:
            return _at_preposition(scene, j, stop, prepositions, verb)
    return None


def _takes_pronoun(scene: Scene, at: int, prepositions: tuple[str, ...]) -> bool:
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


def _past_asked(scene: Scene, at: int, stop: int) -> int:
    """``اشترطت على المتقدمين | الحصول على``, ``طلب من وزيره | العودة``: past who is asked; 0 where it is not clear."""
    known = scene.reference_at(at + 1)
    if at + 2 >= stop or known is not None:
        return scene.end_of(known.span) if known is not None else 0
    written = scene.tokens[at + 1].span.of(scene.text)
    definite = scene.key(at + 1).startswith("ال") or written.endswith(("ه", "ها", "هم"))
    function = any(scene.is_in(at + 2, group) for group in ("preposition", "body-adjective"))
    return at + 2 if definite and scene.key(at + 2).startswith("ال") and not function else 0


def _past_receiver(scene: Scene, at: int) -> int:
    """Past ``لـ"الصحيفة"``: who was told, between verb and subject."""
    if (quotation := scene.opening.get(at + 1)) is not None:
        return scene.passage.token_at(quotation.inner.end) + 1
    reference = scene.reference_at(at + 1)
    return scene.end_of(reference.span) if reference else at + 2


def _at_preposition(scene: Scene, at: int, stop: int, prepositions: tuple[str, ...], verb: int) -> Opener | None:
    word = scene.key(at)
    construct = word[:1] in prepositions and scene.tokens[at + 1].kind == "word" if at + 1 < stop else False
    construct = construct and not (scene.is_preposition(scene.key(at + 1)) or scene.key(at + 1).startswith("ال"))
    if (
        scene.is_named(at)
        or (scene.is_in(at, "adverb") and not (construct and word[:1] == "ب"))  # بسرعة تأهيل المدينة
        or begins_channel(scene, at, stop)
        or scene.is_in(at + 1, "place-of-speech")
    ):
        return None  # بالإجماع، في مقابلة، على متن الطائرة
    if scene.is_in(at, "by-saying"):
        return find_opener(scene, at, stop)
    if word in prepositions and at + 1 < stop:
        return Opener("nominal", at, _inside(scene, at + 1), at + 1)
    if word in ("عما", "مما") and word[0] + "ن" in prepositions and at + 1 < stop:
        return Opener("nominal", at, scene.tokens[at + 1].start, at + 1)
    for letter in ("ب", "ل"):
        if scene.is_in(at, "preposition"):
            break  # بعيد
        adverbial = construct and scene.is_in(at, "adverb")
        if letter in prepositions and word.startswith(letter) and (adverbial or _is_attached(scene, at, verb)):
            if len(word) == 1:
                return Opener("nominal", at, _inside(scene, at + 1), at + 1)
            view, letters = scene.passage.view, 2 if word.startswith("لل") else 1
            first = view.index(scene.tokens[at].start) + letters
            return Opener("nominal", at, view.span(first, view.index(scene.tokens[at].end)).start, at)
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
        return word[1:] in ("اي", "كل")
    reference = scene.reference_at(at)
    if reference is not None and reference.span.start <= scene.tokens[at].start:
        return False
    return scene.commoner("ا" + word[1:] if word.startswith("لل") else word[1:], word)


def _can_begin_object(scene: Scene, at: int, hit: CueHit, subject_read: bool) -> bool:
    """A bare noun after the subject, or after a verb whose subject is dropped, can be the object that is said."""
    if hit.form.cue.cls == "belief" and scene.key(at) in ("ذلك", "هذا", "هذه", "تلك"):
        return True
    if (
        scene.tokens[at].kind != "word"
        or scene.is_in(at, "particle")
        or scene.is_in(at, "answer")
        or scene.is_in(at, "preposition")
    ):
        return False
    if scene.is_joined(at) or attached_preposition(scene, at):
        return False
    opens = hit.at == scene.sentence(hit.at).first  # a sentence that opens with its verb names the subject
    return subject_read or hit.chain in ("و", "ف") or (scene.reference_at(hit.at + 1) is None and not opens)
