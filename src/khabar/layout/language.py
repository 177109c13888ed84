"""Which language an article is written in, as far as Khabar has to know."""

from __future__ import annotations

from collections import Counter

import regex

from khabar.arabic.letters import ARABIC_LETTER, LETTER

_PERSIAN = "پچژگ"
_URDU = "ٹڈڑںھے"
_PERSIAN_WORD = regex.compile(r"(?<!\w)(?:است|این|که|را|می|های|برای|شود|کرد|اين)(?!\w)")
_ENGLISH_WORD = regex.compile(r"(?<!\w)(?:the|of|and|to|in|is|that|for)(?!\w)", regex.IGNORECASE)

_OTHERS = frozenset(_PERSIAN + _URDU)
#: The high byte of U+0600 to U+06FF.
_ARABIC_BLOCK = 6

#: So many characters of an article are looked at.
SAMPLE = 1_000


def language_of(text: str) -> str:
    """The ISO 639 code of the language a text begins in: ``ar``, ``fa``, ``ur``, ``en``, else ``und``.

    >>> language_of("قال الوزير إن المحادثات مستمرة"), language_of("The minister said that talks go on")
    ('ar', 'en')
    """
    sample = text[:SAMPLE]
    if _is_plainly_arabic(sample):
        return "ar"
    signs = Counter(sample)  # each sign is looked at once: this runs for every article
    letters = sum(n for sign, n in signs.items() if LETTER.match(sign))
    arabic = sum(n for sign, n in signs.items() if ARABIC_LETTER.match(sign))
    if not letters:
        return "und"
    if arabic < 0.3 * letters:
        words = max(1, len(sample.split()))
        return "en" if len(_ENGLISH_WORD.findall(sample)) > 0.08 * words else "und"
    if sum(signs[sign] for sign in _URDU) > 0.03 * arabic:
        return "ur"
    if sum(signs[sign] for sign in _PERSIAN) <= 0.005 * arabic:
        return "ar"
    return "fa" if len(_PERSIAN_WORD.findall(sample)) > 0.06 * max(1, len(sample.split())) else "ar"


def _is_plainly_arabic(sample: str) -> bool:
    """Whether most characters are of the Arabic block and none is a letter of its other languages; counted as bytes."""
    high = sample.encode("utf-16-le", "surrogatepass")[1::2]
    return high.count(_ARABIC_BLOCK) > 0.6 * len(high) and _OTHERS.isdisjoint(sample)
