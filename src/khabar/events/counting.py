"""What an event counts: people killed, held or freed, things taken, sums of money, weights."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.arabic import Block, Passage
from khabar.arabic.numbers import Number, find_numbers
from khabar.lexicon import Lexicon
from khabar.lexicon.phrases import stems
from khabar.lexicon.quantities import read_units
from khabar.names.nisba import compile_nisbas

#: Units of what an event is about; shares and distances are told beside it.
_COUNTED = ("count", "money", "measure")
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
#: How many words around a deed people are counted.
_REACH = 40
#: How far after a deed the one person or thing stands that suffers it.
_NEAR = 5
#: How far after a deed a number stands without a verb that brings it.
_FAR = 14
#: What is done to people, who are then counted.
_OF_PEOPLE = frozenset(["ASSAULT", "COERCE", "RETREAT", "REQUEST", "CONCEDE", "AGREE"])
#: What is done to one person or thing, named behind it without a number.
_OF_ONE = frozenset(["ASSAULT", "COERCE", "RETREAT"])
#: What is given or paid in money.
_OF_MONEY = frozenset(["AID", "COOPERATE"])


class Counter:
    """Finds what is counted beside the triggers of one article.

    Args:
        passage: The article's text.
        words: The words that say what is counted (``facts/words.yaml``) and those of the grammar.
        timed: Tokens inside temporal expressions: they count nothing.
        named: Tokens inside names: neither do they.
        lexicon: For units and currencies.
    """

    def __init__(
        self,
        passage: Passage,
        words: Mapping[str, frozenset[str]],
        timed: set[int],
        named: frozenset[int],
        lexicon: Lexicon,
    ) -> None:
        self._tokens, self._words, self._named = passage.tokens, words, named
        self._sides = words["sides"] | words["groups-of-people"]
        self._nisbas = lexicon.compiled(compile_nisbas)
        found = find_numbers(passage, read_units(lexicon))
        begun = [(passage.token_at(n.span.start), n) for n in found]
        self._numbers = {
            at: (number, passage.tokens_in(number.whole).stop)
            for at, number in begun
            if at not in timed and at not in named and self._tells(at, number)
        }

    def find(self, type_: str, trigger: int, sentence: Block) -> object | None:
        """What is counted: the number of people that stands nearest, else the first number after a trigger."""
        around = range(max(sentence.first, trigger - _REACH), min(sentence.last - 1, trigger + _REACH))
        people = [i for i in around if self._counts_people(i)]
        if people and type_ in _OF_PEOPLE:
            # أربعة مدنيين قتلوا: who suffers a deed can stand before it, but what follows is nearer to it
            nearest = min(people, key=lambda i: i - trigger if i > trigger else 2 * (trigger - i))
            return self._number(nearest)
        if trigger > sentence.first and self._tokens[trigger - 1].key in self._words["victims"] and type_ in _OF_PEOPLE:
            return 1  # أن رجلا قتل
        if type_ == "ASSAULT" and self._killed_one(around):
            return 1
        for i in range(trigger + 1, min(sentence.last, trigger + _FAR)):
            if (number := self._number(i)) is not None:
                return number
            one = self._tokens[i].key in self._words["victims"] | self._words["things"]
            if one and i - trigger <= _NEAR and type_ in _OF_ONE and not self._tokens[i - 1].key.endswith("ات"):
                return 1
        further = range(min(trigger + _FAR, sentence.last), sentence.last)
        return self._amounting(further) or (self._money(further) if type_ in _OF_MONEY else None)

    def _amounting(self, further: range) -> object | None:
        """A number further on in a sentence that a verb brings: ``ضبط شحنة ... وهي تضم 16 مركبة``."""
        brought = (i + 1 for i in further if stems(self._tokens[i].key) & self._words["amounting"])
        return next((n for i in brought if i < further.stop and (n := self._number(i)) is not None), None)

    def _money(self, further: range) -> object | None:
        """A sum told further on in a sentence on what is given or paid: ``مساعدات ... منها 100 مليون يورو``."""
        sums = (self._numbers[i][0] for i in further if i in self._numbers)
        return next((_told(n) for n in sums if n.kind == "money"), None)

    def _killed_one(self, around: range) -> bool:
        """Whether one person is told to be killed: ``رجلا قتل``, ``مقتل جندي``."""
        victims, killed = self._words["victims"], self._words["killed"]
        pairs = ((self._tokens[i - 1].key, self._tokens[i].key) for i in around if i > around.start)
        return any((a in victims and b in killed) or (a in killed and b in victims) for a, b in pairs)

    def _tells(self, at: int, number: Number) -> bool:
        """Whether a number tells how much: no share, no ``مئات``, no number of a document (``القرار 2231``)."""
        word = self._tokens[at].key
        if word in self._words["vague-numbers"] or word[1:] in self._words["vague-numbers"]:
            return False
        before = self._tokens[at - 1].key if at else ""
        after = self._tokens[at + 1].key if at + 1 < len(self._tokens) else ""
        single = number.value == 1 and self._tokens[at].kind == "word"  # في وقت واحد
        framed = before in "+(" if before else False
        return not (
            single or number.kind not in _COUNTED or framed or after in ("+", ")") or before in self._words["documents"]
        )

    def _counts_people(self, at: int) -> bool:
        """Whether a number counts people: ``32 شخصا``, ``نحو أربعة من الجنود``, ``جنديين``."""
        if self._tokens[at].key in self._words["two-people"]:
            return True
        if at not in self._numbers:
            return False
        end = self._numbers[at][1]
        after = [t.key for t in self._tokens[end : end + 2]]
        if after[:1] == ["من"]:
            return end + 1 in self._named or any(
                bool(stems(w) & (self._words["people"] | self._sides)) for w in after[1:]
            )
        return any(word in self._words["people"] or self._are_of_state(word) for word in after[:1])

    def _are_of_state(self, word: str) -> bool:
        """Whether a word behind a number means people of some state, no adjective: ``ثلاثة صوماليين``."""
        nisba = self._nisbas.get(word)
        return nisba is not None and not nisba.definite and nisba.gender == "m" and word.endswith(("ين", "ون", "يا"))

    def _number(self, at: int) -> object | None:
        """What is counted at a token: a plain number, or one with its scale and unit (``4.2 billion EUR``)."""
        if at in self._numbers:
            return _told(self._numbers[at][0])
        word = self._tokens[at].key
        if word in self._words["two-people"] or (len(word) > 5 and word.endswith("تين") and at not in self._named):
            return 2
        return None


def _told(number: Number) -> object:
    """A number as a fact: ``1000``, ``30 million``, ``4.2 billion EUR``, ``17 g``."""
    size, scale = next(((size, name) for size, name in _LARGE if number.value >= size), (1, None))
    if scale is None and number.unit is None:
        return number.value
    amount = f"{number.value / size:g}" if scale else f"{number.value}"
    return " ".join(part for part in (amount, scale, number.unit) if part)
