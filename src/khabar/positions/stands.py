"""The words that take a stand, seen in the text: which stand, whose, and how far they reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from khabar.arabic import Passage, Token, key
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE, Coding, Seen, Trigger
from khabar.events.inflection import Form
from khabar.lexicon import Lexicon
from khabar.lexicon.codebook import StandCue, read_codebook
from khabar.lexicon.events import CodingRule, WordList
from khabar.lexicon.phrases import Found, Phrases, stems
from khabar.model import Stand
from khabar.speech.cues import CueBook


def compile_scope_words(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The word lists of ``scopes/words.yaml`` by id, folded."""
    return {w.id: frozenset(map(key, w.ar)) for w in lexicon.table("scopes/words.yaml", WordList)}


_NO_SPEECH: Mapping[int, str] = MappingProxyType({})


class StandBook:
    """The stand cues of a codebook, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        codebook = read_codebook(lexicon)
        self.cues = {cue.id: cue for cue in codebook.stands}
        self.coding = Coding(
            lexicon, [_rule(cue) for cue in codebook.stands if cue.verbs or cue.nouns or cue.participles]
        )
        #: The stands of classes of speech cues.
        self.speech = {name: cue for cue in codebook.stands for name in cue.speech}
        #: What ``على إيران أن`` says.
        self.duty = self.cues["duty"]
        #: The finite verbs by which something is refused.
        self.refusals = frozenset(
            word
            for word, triggers in self.coding.triggers.items()
            if any(t.form.tense in FINITE and _is_refusal(self.cues[t.rule.id]) for t in triggers)
        )
        #: Whether a word is a finite form of a verb that takes a stand: asked for every noun phrase of a page.
        self.is_verb: Callable[[str], bool] = lru_cache(maxsize=65536)(self.coding.is_verb)
        #: What a threat or a promise hangs on.
        self.conditions = lexicon.compiled(compile_scope_words)["conditions"]
        #: What a refusal hangs on.
        self.unless = lexicon.compiled(compile_scope_words)["unless"]
        #: What is laid on a party: ``على إيران أن``, ``على إيران وقف``.
        self.dues = lexicon.compiled(compile_scope_words)["dues"]
        #: What is demanded against something: ``دعا إلى منع التخصيب``.
        self.prevention = lexicon.compiled(compile_scope_words)["prevention"]
        #: On whom it is laid, as a pronoun: ``عليها أن``.
        self.bound = lexicon.compiled(compile_scope_words)["bound"]
        self.words: Phrases[StandCue] = Phrases((w, cue) for cue in codebook.stands for w in cue.words)

    def is_refusal(self, tokens: Sequence[Token], at: int, stand: Stand, issues: Sequence[str]) -> bool:
        """Whether the word at a token is a noun that turns a stand on issues into refusal: ``رفض``, ``إحباط``."""
        readings = self.coding.see(tokens, at, min(at + 8, len(tokens)))
        if stand != "accepts" and stems(tokens[at].key) & self.prevention:
            return True
        nouns = (self.cues[s.trigger.rule.id] for s in readings if s.trigger.form.tense == "noun")
        return any(cue.refusal and (not cue.issues or set(issues) & set(cue.issues)) for cue in nouns)


def _is_refusal(cue: StandCue) -> bool:
    """Whether a cue refuses as it stands, not only if it is negated (``لن يقدم``)."""
    return cue.stand == "rejects" and cue.positive


class StandClauses(Clauses):
    """The passage as clauses, to which the verbs of stands are verbs too: ``ربط`` before a name is no noun."""

    def __init__(self, passage: Passage, coding: Coding, cues: CueBook, book: StandBook) -> None:
        super().__init__(passage, coding, cues)
        self._book = book

    def knows_verb(self, word: str) -> bool:
        """Whether the coding rules, the cues of speech or those of stands hold the word as a finite verb."""
        return super().knows_verb(word) or (word not in self.coding.words["prepositions"] and self._book.is_verb(word))

    def refuses(self, word: str) -> bool:
        """Whether a word is a finite verb by which something is refused or thwarted."""
        return word in self._book.refusals

    def negated(self, at: int) -> bool:
        """Whether a word is negated, ``وغير مشروط`` among them."""
        before = self.tokens[at - 1].key if at else ""
        if before.removeprefix("و") in self.coding.words["negations"]:
            return True
        # A complementizer between begins another clause: يبقى بلا تغيير وأنها مستعدة.
        between = (self.tokens[i].key.removeprefix("و") for i in range(max(0, at - 2), at))
        return super().negated(at) and not any(word in self.coding.words["with-pronoun"] for word in between)


def _rule(cue: StandCue) -> CodingRule:
    """A stand cue in the form of a coding rule, so that verbs, negation and subjects are read the same way."""
    return CodingRule(
        id=cue.id,
        # Of a demand the word after the verb is its subject; in what is refused or accepted it can be the object.
        type="REQUEST" if cue.stand == "demands" else "CONSULT",
        example=cue.example,
        gloss=cue.gloss,
        verbs=cue.verbs,
        participles=cue.participles,
        nouns=cue.nouns,
        needs=cue.needs,
        without=cue.without,
        homographs=cue.homographs,
        agent=cue.agent,
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A stand taken at a word.

    Attributes:
        seen: The word as a trigger, from which its subject is found.
        is_word: True for a phrase that is no verb or verbal noun.
    """

    cue: StandCue
    stand: Stand
    seen: Seen
    is_word: bool


def find_stands(clauses: Clauses, book: StandBook, speech: Mapping[int, str] = _NO_SPEECH) -> Iterator[list[Taken]]:
    """The words of the passage that take a stand, in order: for each what it can mean, the most particular first.

    Args:
        clauses: The passage's clauses.
        book: The stand cues.
        speech: The tokens that cue a statement, with the class of the cue.
    """
    words: dict[int, list[Found[StandCue]]] = defaultdict(list)
    for found in book.words.find(clauses.tokens):
        words[found.first].append(found)
    upto = 0
    for at in range(len(clauses.tokens)):
        if at < upto:
            continue
        meant = [*_phrasal(clauses, book, words.get(at, ())), *_verbal(clauses, book, at)]
        if not meant and (end := _duty(clauses, book, at)):
            meant = list(_phrasal(clauses, book, [Found(at, end, book.duty)]))
        if not meant and (cue := book.speech.get(speech.get(at, ""))) is not None:
            meant = list(_phrasal(clauses, book, [Found(at, at + 1, replace(cue, needs=(), holder="speaker"))]))
        if meant:
            meant.sort(key=lambda t: (not t.is_word, not t.cue.issues, not t.cue.needs, -t.seen.last))
            yield meant
            upto = meant[0].seen.last


def _duty(clauses: Clauses, book: StandBook, at: int) -> int | None:
    """Index after ``على إيران أن`` or ``عليها وقف``, which lay a duty on a party, if it begins at a token."""
    tokens = clauses.tokens
    sentence = clauses.passage.sentence_of(at)
    if tokens[at].key.removeprefix("و").removeprefix("ف") in book.bound:
        due = at + 1 < sentence.last and tokens[at + 1].key in book.dues
        opens = due and (tokens[at + 1].key == "ان" or clauses.opens(at) or at in clauses.party_ends)
        return (at + 2 if tokens[at + 1].key == "ان" else at + 1) if opens else None
    if tokens[at].key not in ("علي", "وعلي", "فعلي"):
        return None
    if not clauses.opens(at) and tokens[at].key == "علي":  # أكد على أن, اتفق على أن
        return None
    for i in range(at + 2, min(at + 8, sentence.last)):
        if tokens[i].key in book.dues and i in clauses.party_ends:
            return i + 1 if tokens[i].key == "ان" else i
    return None


def _phrasal(clauses: Clauses, book: StandBook, found: Sequence[Found[StandCue]]) -> Iterator[Taken]:
    """The stands of phrases at one token."""
    for phrase in found:
        cue, at = phrase.value, phrase.first
        if not _is_answered(clauses, cue, phrase.last) or clauses.tokens[at].key in map(key, cue.homographs):
            continue
        if cue.side == "before" and not cue.attributive and _is_attribute(clauses, cue, phrase):
            continue
        if stand := _stand(cue, clauses.negated(at)):
            form = Form("noun", 3, "s", "m")
            trigger = Trigger(_rule(cue), form, (), frozenset(), frozenset(), frozenset())
            conjoined = clauses.tokens[at].key.startswith("و")
            seen = Seen(at, phrase.last, trigger, pronoun=False, conjoined=conjoined)
            made = _conditioned(clauses, book, cue, stand, phrase.last)
            yield Taken(cue, made, seen, is_word=True)


def _is_attribute(clauses: Clauses, cue: StandCue, phrase: Found[StandCue]) -> bool:
    """Whether what would be said of an issue only qualifies a noun: ``التصريحات غير المقبولة``."""
    definite = clauses.tokens[phrase.last - 1].key.startswith("ال")
    return definite and not any(word.split()[-1].startswith("ال") for word in cue.words)


def _is_answered(clauses: Clauses, cue: StandCue, at: int) -> bool:
    """Whether one of the words follows that a phrase needs."""
    wanted, unwanted = {key(w) for w in cue.needs}, {key(w) for w in cue.without}
    following = clauses.tokens[at : min(at + 6, clauses.passage.sentence_of(at - 1).last)]
    if any(len(w) == 1 and following and following[0].key.startswith(w) for w in wanted):
        return True  # شروطها لوقف القتال
    if any(unwanted & stems(t.key) for t in following[:4]):
        return False  # ينبغي ألا ننسى أن
    return not wanted or any(wanted & stems(t.key) for t in following)


def _verbal(clauses: Clauses, book: StandBook, at: int) -> Iterator[Taken]:
    """The stands of a verb, participle or verbal noun."""
    if clauses.tokens[at].kind != "word":
        return
    readings = list(book.coding.see(clauses.tokens, at, clauses.passage.sentence_of(at).last))
    if not readings:
        return
    before = clauses.tokens[at - 1].key if at else ""
    verbal = clauses.verb_expected(at)
    if _joins_nouns(clauses, at) or (not verbal and _doubtful(clauses, at)):
        verbal = False
        readings = [s for s in readings if s.trigger.form.tense not in FINITE]
    if before in clauses.coding.words["prepositions"] or (not verbal and clauses.coding.carrier(before)):
        verbal = False  # في فتح صفحة, ناقشوا تبني عقوبات
        readings = [s for s in readings if s.trigger.form.tense not in FINITE]
    if len({s.trigger.form.tense in FINITE for s in readings}) == 2:
        readings = [s for s in readings if (s.trigger.form.tense in FINITE) == verbal]
    for seen in readings:
        cue = book.cues[seen.trigger.rule.id]
        if cue.main and seen.trigger.form.tense == "future":
            continue  # ستبدأ المفاوضات: it has not agreed yet
        if cue.future and seen.trigger.form.tense != "future" and not _will_not(clauses, at):
            continue
        negated = clauses.negated(at) or (seen.trigger.form.tense == "noun" and _negated_above(clauses, at))
        if stand := _stand(cue, negated):
            yield Taken(cue, _conditioned(clauses, book, cue, stand, seen.last), seen, is_word=False)


def _doubtful(clauses: Clauses, at: int) -> bool:
    """Whether a word is spelled like a past verb and like its verbal noun: ``دعم``, ``ودعمها``."""
    word = clauses.tokens[at].key.removeprefix("و")
    return any(word.removesuffix(p) in clauses.coding.words["verb-or-noun"] for p in ("ها", "هم", "ه", ""))


def _joins_nouns(clauses: Clauses, at: int) -> bool:
    """Whether a spelling that is verb and verbal noun is joined by ``و`` to a noun: ``للوقوف إلى جانبها ودعمها``."""
    if not (clauses.tokens[at].key.startswith("و") and _doubtful(clauses, at)):
        return False
    prepositions = clauses.coding.words["prepositions"]
    near = [clauses.tokens[i].key for i in range(max(0, at - 3), at)]
    if any(w in prepositions or (w[0] in "بل" and len(w) > 3 and not clauses.is_finite(w)) for w in near):
        return True  # في تنويع ودعم الاقتصاد
    return any(clauses.knows_verb(clauses.tokens[i].key) for i in range(clauses.left(at), at))


def _will_not(clauses: Clauses, at: int) -> bool:
    """Whether a verb is negated for the time to come: ``لن نتفاوض``, ``لا نتفاوض``, not ``لم نتفاوض``."""
    return clauses.will_not(at) or (at > 0 and clauses.tokens[at - 1].key.removeprefix("و") in ("لا", "الا"))


def _negated_above(clauses: Clauses, at: int) -> bool:
    """Whether the verb that governs a noun is negated: ``لم يقدموا أي تعهدات``."""
    for i in range(at - 1, max(clauses.passage.sentence_of(at).first, at - 3) - 1, -1):
        if clauses.tokens[i].kind != "word" or clauses.tokens[i].key in clauses.coding.words["complements"]:
            return False
        if clauses.knows_verb(clauses.tokens[i].key):
            return clauses.negated(i)
    return False


def _conditioned(clauses: Clauses, book: StandBook, cue: StandCue, stand: Stand, at: int) -> Stand:
    """The stand, or ``conditions`` where a condition follows on which a threat or promise hangs."""
    if not cue.conditional:
        return stand
    end = min(at + 16, clauses.passage.sentence_of(at - 1).last)
    words = [clauses.tokens[i].key for i in range(at, end)]
    if stand != "rejects":
        return "conditions" if any(word in book.conditions for word in words) else stand
    adversative = ("ان", "انه", "انها")  # إلا أن: but
    hangs = any(a in book.unless and b not in adversative for a, b in pairwise([*words, ""]))
    return "conditions" if hangs else stand


def _stand(cue: StandCue, negated: bool) -> Stand | None:
    if negated:
        return cue.negated
    return cue.stand if cue.positive else None
