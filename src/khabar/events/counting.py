"""What an event counts: people killed, held or freed, things taken, sums of money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.arabic import Block, Token, key
from khabar.lexicon.phrases import stems

_COUNTS = {
    key(word): n
    for n, words in {
        2: ("اثنين", "اثنان", "شخصين", "محطتين"),
        3: ("ثلاثة", "ثلاث"),
        4: ("أربعة", "أربع"),
        5: ("خمسة", "خمس"),
        6: ("ستة", "ست"),
        7: ("سبعة", "سبع"),
        8: ("ثمانية", "ثماني", "ثمان"),
        9: ("تسعة", "تسع"),
        10: ("عشرة", "عشر"),
        20: ("عشرين", "عشرون"),
        100: ("مئة", "مائة"),
        1000: ("ألف",),
        2000: ("ألفي", "ألفا"),
    }.items()
    for word in words
}
_SCALES = {
    key(word): scale
    for scale, words in {
        "million": ("مليون", "مليونا", "ملايين", "الملايين"),
        "billion": ("مليار", "مليارا", "مليارات", "بليون", "بليونا", "بلايين"),
        "trillion": ("تريليون", "تريليونا", "تريليونات"),
        "thousand": ("ألف", "ألفا", "آلاف"),
    }.items()
    for word in words
}
#: Two of a scale in one word: ``مليوني دولار``.
_DUALS = {
    key(word): scale
    for scale, words in {"million": ("مليوني", "مليونين"), "billion": ("ملياري", "مليارين")}.items()
    for word in words
}
_CURRENCIES = {"يورو": "EUR", "دولار": "USD", "دولارا": "USD", "ريال": "SAR", "جنيه": "GBP", "درهم": "AED"}
#: How many words around a deed people are counted.
_REACH = 40
#: How far after a deed the one person or thing stands that suffers it.
_NEAR = 5
#: What is done to people, who are then counted.
_OF_PEOPLE = frozenset(["ASSAULT", "COERCE", "RETREAT", "REQUEST", "CONCEDE", "AGREE"])


class Counter:
    """Finds what is counted beside the triggers of one article."""

    def __init__(
        self, tokens: Sequence[Token], words: Mapping[str, frozenset[str]], timed: set[int], named: frozenset[int]
    ) -> None:
        self._tokens, self._words, self._timed, self._named = tokens, words, timed, named

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
        for i in range(trigger + 1, min(sentence.last, trigger + 14)):
            if (number := self._number(i)) is not None:
                return number
            one = self._tokens[i].key in self._words["victims"] | self._words["things"]
            if one and i - trigger <= _NEAR and type_ in _OF_PEOPLE:
                return 1
        return None

    def _counts_people(self, at: int) -> bool:
        """Whether a number counts people: ``32 شخصا``, ``نحو أربعة من الجنود``."""
        if self._number(at) is None:
            return False
        after = [t.key for t in self._tokens[at + 1 : at + 3]]
        return any(word in self._words["people"] for word in (after[:1] if after[:1] != ["من"] else after))

    def _number(self, at: int) -> object | None:
        """The number a token tells, with its scale and currency; None for dates, names and shares."""
        token = self._tokens[at]
        if at in self._timed:
            return None
        if token.kind == "number":
            digits = token.key.replace(",", "")
            if not digits.replace(".", "", 1).isdigit() or self._follows_name(at):
                return None
            return self._scaled(at + 1, float(digits) if "." in digits else int(digits))
        for word, scale in _DUALS.items():
            if token.key in (word, f"و{word}"):
                return self._scaled(at, 2, scale)
        if (count := _counted(token)) is not None:
            return self._scaled(at + 1, count)
        word = token.key
        return 2 if len(word) > 5 and word.endswith("تين") and at not in self._named else None

    def _follows_name(self, at: int) -> bool:
        """Whether a number belongs to a name or a document: ``القرار 2231``."""
        before = self._tokens[at - 1].key if at else ""
        return (
            before in self._words["documents"]
            or before in "+("
            or (at + 1 < len(self._tokens) and self._tokens[at + 1].key in ("+", ")"))
        )

    def _scaled(self, at: int, number: float, scale: str | None = None) -> object:
        """A number with the scale and currency that follow it: ``4.2 billion EUR``."""
        following = [t.key for t in self._tokens[at : at + 3]]
        scale = scale or (_SCALES.get(following[0]) if following else None)
        currency = next((_CURRENCIES[w] for w in following[:3] if w in _CURRENCIES), None)
        if scale == "thousand" and not currency:
            return int(number * 1000)
        said = " ".join(part for part in (f"{number:g}", scale, currency) if part)
        return said if scale or currency else number


def _counted(token: Token) -> int | None:
    for stem in stems(token.key):
        if stem in _COUNTS:
            return _COUNTS[stem]
    return None
