"""Letters that Arabic writes together with the next word: ``و ف ب ل ك س`` and their chains, ``ال``, ``لل``.

A word can often be split in several ways (``وزير`` is no ``و + زير``); these functions only offer candidates. Who knows
the lexicon, or how frequent the rest is, chooses.
"""

from __future__ import annotations

import regex

#: Chains of attached letters that can stand before a noun, longest first; article aside.
NOUN_PROCLITICS = ("وبال", "وكال", "فبال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال")
PARTICLE_CHAINS = frozenset(["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"])
VERB_CHAINS = ("وس", "فس", "و", "ف", "س", "ل")
_BEFORE_NAME = regex.compile(r"[وف]?[بلك]?")


def is_particle_chain(letters: str) -> bool:
    """Whether ``letters`` can stand attached before a proper name.

    >>> is_particle_chain("وب"), is_particle_chain("ست")
    (True, False)
    """
    return letters in PARTICLE_CHAINS


def candidates(word: str) -> list[tuple[str, str]]:
    """All ways to read a folded word as attached letters plus a rest of two letters or more, the whole word first.

    ``لل`` gives the rest its article back.

    >>> candidates("وبالرئيس")
    [('', 'وبالرئيس'), ('و', 'بالرئيس'), ('وب', 'الرئيس')]
    >>> candidates("للوزير")
    [('', 'للوزير'), ('ل', 'الوزير'), ('ل', 'لوزير')]
    """
    found = [("", word)]
    for chain in ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"):
        if word.startswith(chain) and len(word) - len(chain) >= 2:
            rest = word[len(chain) :]
            if chain.endswith("ل") and rest.startswith("ل"):
                found.append((chain, "ا" + rest))
            found.append((chain, rest))
    return found
