"""The words that numbers are written with, in all their forms: ``ثلاثة``, ``وعشرون``, ``مئتي``, ``المليار``.

Number words are a closed class of the language, so they stand here and not in the lexicon. Gender and case make no
difference to the value and are accepted in every form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Size = Literal["unit", "ten", "teen", "hundred", "scale"]

_UNITS = {
    1: "واحد واحده احدي",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاثه ثلاث",
    4: "اربعه اربع",
    5: "خمسه خمس",
    6: "سته ست",
    7: "سبعه سبع",
    8: "ثمانيه ثماني ثمان",
    9: "تسعه تسع",
    10: "عشره عشر",
}
_TENS = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
_HUNDREDS = {
    200: "ميتان ميتين ميتا ميتي مايتان مايتين مايتا مايتي",
    **{
        n * 100: " ".join(f"{stem}{hundred}" for hundred in ("ميه", "مايه"))
        for n, stem in zip(range(3, 10), ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"), strict=True)
    },
}
SCALES = {
    1_000: ("الف الفا الاف", "الفان الفين الفي"),
    1_000_000: ("مليون مليونا ملايين", "مليونان مليونين مليوني"),
    1_000_000_000: ("مليار مليارا مليارات بليون بليونا بلايين", "ملياران مليارين ملياري بليونين"),
    1_000_000_000_000: ("تريليون تريليونا تريليونات ترليون", "تريليونين"),
}
FRACTIONS = {"نصف": 0.5, "النصف": 0.5, "ربع": 0.25, "الربع": 0.25, "ثلث": 1 / 3, "الثلث": 1 / 3}
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_ARTICLES = ("ال", "وال", "فال", "بال", "وبال", "كال", "لل", "ولل")
#: Forms that are other words too: ``لست`` "I am not", ``الست`` "the lady".
_NOT_NUMBERS = frozenset(["لست", "ولست", "فلست", "بست", "كست", "للف", "كسبع", "والف", "فالف"])


class NumberWord(NamedTuple):
    """A number word as it can stand in text: value, size class, its attached letters, whether it has the article."""

    value: int
    size: Size
    prefix: str
    definite: bool


def _word_table() -> dict[str, NumberWord]:
    bare: dict[str, tuple[int, Size]] = {}
    for value, words in _UNITS.items():
        bare.update((w, (value, "unit")) for w in words.split())
    for value, words in _TENS.items():
        bare.update((w, (value, "ten")) for w in words.split())
    bare.update((w, (100, "hundred")) for w in ("ميه", "مايه", "ميات", "مايات"))
    for value, words in _HUNDREDS.items():
        bare.update((w, (value, "hundred")) for w in words.split())
    for scale, (one, two) in SCALES.items():
        bare.update((w, (scale, "scale")) for w in one.split())
        bare.update((w, (2 * scale, "scale")) for w in two.split())
    table = {}
    for word, (value, size) in bare.items():
        for prefix in _PREFIXES:
            table[prefix + word] = NumberWord(value, size, prefix, False)
    for word, (value, size) in bare.items():
        for article in _ARTICLES:
            prefix = article[:-1] if article.endswith("لل") else article[:-2]
            table.setdefault(article + word, NumberWord(value, size, prefix, True))
    return {key: word for key, word in table.items() if key not in _NOT_NUMBERS}


#: Every number word in every form it takes with attached letters, by its folded spelling.
NUMBER_WORDS: Mapping[str, NumberWord] = _word_table()
