"""Which characters Arabic news is written in, and which of them a reader does not see.

Source: the Unicode blocks Arabic (0600–06FF), Arabic Presentation Forms A and B, General Punctuation.
"""

from __future__ import annotations

import regex

#: Harakat, tanwin, shadda, sukun, superscript alef and Quranic marks: above or below a letter.
HARAKAT = "".join(chr(c) for c in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)))
TATWEEL = "\u0640"
#: Characters without ink: bidi marks, embeddings and isolates, joiners, soft hyphen, word joiner, BOM.
INVISIBLE = "".join(
    chr(c) for c in (0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
)

#: Digits of all three systems by their value.
DIGITS = {0x0660 + d: str(d) for d in range(10)} | {0x06F0 + d: str(d) for d in range(10)}

#: Persian and Urdu letters that stand for Arabic ones in copied text.
LOOKALIKES = {"ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ە": "ه"}

#: What is folded for matching keys only: one letter for one letter, so offsets stay.
FOLDED = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}

LETTER = regex.compile(r"[\p{L}\p{M}\u0640]")
ARABIC_LETTER = regex.compile(r"[\u0620-\u063F\u0641-\u064A\u066E-\u06D3\u06FA-\u06FF\uFB50-\uFDFF\uFE70-\uFEFC]")

#: Names of Latin letters as Arabic spells initials (``جي. دي. فانس``), folded.
LATIN_LETTER_NAMES = frozenset(
    [
        *("ايه", "بي", "سي", "دي", "اي", "اف", "جي", "جيه", "اتش", "كي", "كيه", "ال", "ام", "ان", "او", "كيو"),
        *("ار", "اس", "تي", "يو", "في", "دبليو", "اكس", "واي", "زد"),
    ]
)


def is_arabic(text: str, *, least: float = 0.3) -> bool:
    """Whether at least the part ``least`` of the letters of ``text`` is Arabic.

    >>> is_arabic("قال الوزير")
    True
    >>> is_arabic("The minister said")
    False
    """
    letters = len(LETTER.findall(text))
    return letters > 0 and len(ARABIC_LETTER.findall(text)) / letters >= least
