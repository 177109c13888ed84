"""The coding rules, compiled: which word can trigger which event, and what the word's form says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from khabar.arabic import Token, key
from khabar.events.inflection import Form, noun_forms, participle_forms, verb_forms
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Carrier, CodingRule, Modality, WordList, coding_rules
from khabar.lexicon.phrases import Phrases, stems
from khabar.model import EventStatus

#: Prepositions with a pronoun, for the bare ones: ``وافق عليه``.
_RESUMED = {
    stem + pronoun: frozenset([bare])
    for bare, stem in {"علي": "علي", "الي": "الي", "عن": "عن", "من": "من", "ب": "ب", "ل": "ل"}.items()
    for pronoun in ("ه", "ها", "هم", "هما")
}

FINITE = ("past", "present", "future")
_OBJECTS = ("هما", "هم", "ها", "نا", "ه")
#: How far behind a verb that has two objects the second can begin.
_FAR = 30
_STOPS = frozenset(".؟!؛")
_LITTLE = ("prepositions", "fillers", "particles", "through", "complements", "before-verb", "adverbs")
_ATTACHED_TO_NOUN = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


class Trigger(NamedTuple):
    """A word that can be coded.

    Attributes:
        needs: Bare words (:func:`khabar.lexicon.phrases.stems`) of which one must follow.
        tail: The rest of a nominal phrase: ``سراح`` after ``إطلاق``.
        phrases, barred: What is needed or must not follow, where it is of more than one word: ``إعلان حرب``.
    """

    rule: CodingRule
    form: Form
    tail: tuple[str, ...]
    needs: frozenset[str]
    without: frozenset[str]
    homographs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()
    barred: tuple[tuple[str, ...], ...] = ()


class Seen(NamedTuple):
    """A trigger seen in the text.

    Attributes:
        token: Index of the word.
        last: Index after its last word.
        pronoun: Whether an object or possessive pronoun is attached.
        conjoined: Whether ``و`` or ``ف`` is attached.
    """

    token: int
    last: int
    trigger: Trigger
    pronoun: bool
    conjoined: bool


class Coding:
    """All triggers by their first word, the carriers, and the words of modality."""

    def __init__(self, lexicon: Lexicon, rules: Iterable[CodingRule] | None = None) -> None:
        self.triggers: dict[str, list[Trigger]] = defaultdict(list)
        self.rules = coding_rules(lexicon) if rules is None else {rule.id: rule for rule in rules}
        for rule in self.rules.values():
            self._enter(rule)
        self.carriers: dict[str, tuple[Carrier, Form]] = {}
        for carrier in lexicon.table("frames/carriers.yaml", Carrier):
            for word, form in verb_forms(carrier.verb).items():
                self.carriers.setdefault(word, (carrier, form))
            for word, form in participle_forms(carrier.participle).items() if carrier.participle else ():
                self.carriers.setdefault(word, (carrier, form))
        lists = {w.id: w for w in lexicon.table("frames/words.yaml", WordList)}
        self.words = {name: frozenset(key(w) for w in words.ar) for name, words in lists.items()}
        #: Words that are no nouns.
        self.little = frozenset[str]().union(*(self.words[name] for name in _LITTLE))
        self.prepositions = {key(w): w for w in lists["prepositions"].ar}
        modality = lexicon.table("frames/modality.yaml", Modality)
        self.before: Phrases[EventStatus] = Phrases((p, m.status) for m in modality for p in m.before)
        self.after: Phrases[EventStatus] = Phrases((p, m.status) for m in modality for p in m.after)

    def _enter(self, rule: CodingRule) -> None:
        needs = frozenset(bare for word in rule.needs for bare in (key(word), key(word).removeprefix("ال")))
        without = frozenset(bare for word in rule.without for bare in (key(word), key(word).removeprefix("ال")))
        homographs = frozenset(map(key, rule.homographs))
        phrases, barred = _phrases(rule.needs), _phrases(rule.without)
        forms: list[tuple[str, Form]] = []
        for verb in rule.verbs:
            forms += verb_forms(verb).items()
        for participle in rule.participles:
            forms += participle_forms(participle).items()
        for noun in rule.nouns:
            forms += noun_forms(noun).items()
        for phrase, form in forms:
            first, *tail = phrase.split()
            rest = tuple(w.removeprefix("ال") for w in tail)
            trigger = Trigger(rule, form, rest, needs, without, homographs, phrases, barred)
            self.triggers[first].append(trigger)

    def see(self, tokens: Sequence[Token], at: int, last: int) -> Iterator[Seen]:
        """What the word at ``at`` can trigger, given the words up to ``last``."""
        word = tokens[at].key
        for stem, pronoun, conjoined, attached in _readings(word):
            for trigger in self.triggers.get(stem, ()):
                if stem in trigger.homographs or word in trigger.homographs:
                    continue
                finite = trigger.form.tense in FINITE
                if finite and word in self.words["not-verbs"]:
                    continue
                if attached and ((finite and attached != "ل") or trigger.form.tense == "participle"):
                    continue
                if attached and finite and trigger.form.tense != "present":  # لعرقلة is no verb, ليلتقي is one
                    continue
                if pronoun and not finite:
                    continue
                end = _tail(trigger.tail, tokens, at + 1, last)
                taken_up = finite and (pronoun or self._resumes(tokens, at, last))
                if end is not None and _holds(trigger, tokens, at if taken_up else None, end, last):
                    yield Seen(at, end, trigger, pronoun or (not finite and _possessed(word)), conjoined)

    def _resumes(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether a verb stands in a relative clause: what it needs can be the noun before it (``هجوم قام به``)."""
        if at + 1 < last and tokens[at + 1].key in self.words["resumed"]:
            return True
        return any(i >= 0 and tokens[i].key in self.words["relatives"] for i in (at - 1, at - 2))

    def is_verb(self, word: str) -> bool:
        """Whether a word is a finite form of a verb the rules or carriers know, pronouns attached or not."""
        if word in self.words["not-verbs"]:
            return False
        return any(
            attached in ("", "ل")
            and (self._carries(stem) or any(_is_verb(t, stem, word) for t in self.triggers.get(stem, ())))
            for stem, _, _, attached in _readings(word)
        )

    def is_noun(self, word: str) -> bool:
        """Whether a word is a verbal noun of the rules, spelled like a verb or not: ``دعوة``."""
        return any(t.form.tense == "noun" and not t.tail for t in self.triggers.get(word, ()))

    def _carries(self, stem: str) -> bool:
        return stem in self.carriers and self.carriers[stem][1].tense in FINITE

    def is_participle(self, word: str) -> bool:
        """Whether a word is an active participle that goes on with a sentence."""
        return any(t.form.tense == "participle" for t in self.triggers.get(word, ()))

    def carrier(self, word: str) -> tuple[Carrier, Form, bool] | None:
        """The carrier verb a word is, its form, and whether a pronoun is attached."""
        if word in self.words["not-verbs"]:  # قادة is no قاد with a pronoun
            return None
        for stem, pronoun, _, attached in _readings(word):
            if attached in ("", "ل") and stem in self.carriers:
                return (*self.carriers[stem], pronoun)
        return None


def _readings(word: str) -> Iterator[tuple[str, bool, bool, str]]:
    """Ways to read a word: its stem, whether a pronoun is attached, whether a conjunction, which preposition."""
    for attached in _ATTACHED_TO_NOUN:
        if not word.startswith(attached) or len(word) - len(attached) < (2 if attached in ("", "و") else 3):  # شن, وشن
            continue
        stem = word[len(attached) :]
        conjoined = attached[:1] in ("و", "ف")
        preposition = attached.lstrip("وف")
        if preposition == "ل" and stem.startswith("ل"):
            stem = "ا" + stem
        yield stem, False, conjoined, preposition
        for pronoun in _OBJECTS:
            if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 2:
                bare = stem[: -len(pronoun)]
                yield bare, True, conjoined, preposition
                if bare.endswith("ا"):  # التقاه: the yaa of التقى is written alef before a pronoun
                    yield bare[:-1] + "ي", True, conjoined, preposition
                elif bare.endswith("و"):
                    yield bare + "ا", True, conjoined, preposition


def _is_verb(trigger: Trigger, stem: str, word: str) -> bool:
    """Whether a trigger is a finite verb whose spelling here means nothing else."""
    return trigger.form.tense in FINITE and stem not in trigger.homographs and word not in trigger.homographs


def _possessed(word: str) -> bool:
    """Whether a possessive is attached to a noun; ``ه`` alone can be the feminine ending, after ``ت`` it is none."""
    return word.endswith(("ها", "هم", "هما", "نا", "ته", "اءه", "ائه", "اوه", "ايه", "اعه", "اله"))


def _tail(words: tuple[str, ...], tokens: Sequence[Token], at: int, last: int) -> int | None:
    """Index after the rest of a phrase; its subject can stand inside: ``إطلاق الأردن سراح``."""
    if words == ("سراح",):
        at += next((i for i, t in enumerate(tokens[at : min(at + 4, last)]) if t.key.startswith("سراح")), 0)
    for word in words:
        if at >= last or not any(s.startswith(word) for s in stems(tokens[at].key)):
            return None
        at += 1
    return at


def _holds(trigger: Trigger, tokens: Sequence[Token], verb: int | None, at: int, last: int) -> bool:
    """Whether what a trigger needs follows, and nothing it must not have; ``verb`` takes up a noun before it."""
    noun = trigger.form.tense == "noun" and not trigger.rule.mutual
    called = trigger.rule.type == "REQUEST" and "object" in trigger.rule.frame  # دعا فلان وفلان الأطراف إلى
    goods = "goods" in trigger.rule.traits  # طائرة تركية محملة بخيام
    far = called or "concludes" in trigger.rule.traits  # أبرمت فرنسا وروسيا والصين ... اتفاقا
    reach = 6 if noun and goods else 4 if noun else _FAR if far else 12
    following = tokens[at : min(at + reach, last)]
    if trigger.without and any(trigger.without & (stems(t.key) | _accusative(t.key)) for t in following[:4]):
        return False
    if any(_stands(phrase, following) for phrase in trigger.barred):
        return False
    if not trigger.needs or any(_answers(trigger.needs, t.key, i) for i, t in enumerate(following)):
        return True
    if any(_stands(phrase, following) for phrase in trigger.phrases):
        return True
    if verb is None:
        return False
    before = tokens[max(0, verb - 6) : verb]  # العقوبات التي فرضتها موسكو
    stop = max((i for i, t in enumerate(before) if t.key in _STOPS), default=-1)
    before = before[stop + 1 :]
    return any(trigger.needs & stems(t.key) for t in before) and not any(trigger.without & stems(t.key) for t in before)


def _phrases(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Those of a rule's words that are phrases, word by word and bare."""
    split = (key(word).split(" ") for word in words)
    return tuple(tuple(w.removeprefix("ال") for w in phrase) for phrase in split if len(phrase) > 1)


def _stands(phrase: tuple[str, ...], tokens: Sequence[Token]) -> bool:
    """Whether a phrase stands among the tokens: ``إعلان حرب``."""
    return any(
        all(word in stems(t.key) for word, t in zip(phrase, tokens[i : i + len(phrase)], strict=False))
        for i in range(len(tokens) - len(phrase) + 1)
    )


def _accusative(word: str) -> frozenset[str]:
    """The bare spellings of a noun whose final alef is the accusative's: ``فوزا``."""
    return stems(word[:-1]) if word.endswith("ا") and len(word) > 3 else frozenset()


def _answers(needs: frozenset[str], word: str, distance: int) -> bool:
    """Whether a word is one of those needed; a one-letter preposition counts where it is attached nearby."""
    if needs & stems(word) or needs & _RESUMED.get(word, frozenset()):
        return True
    if word.endswith("ا") and needs & stems(word[:-1]):  # the accusative: موقعا
        return True
    return word[0] in needs and word[0] in "بل" and len(word) > 3 and distance < 4
