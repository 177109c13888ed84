"""How common a word is: what tells a name from a word of the language."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import key
from khabar.arabic.frequency import frequencies_of

#: Seen more often than once in this many words, a word is common (per word, from wordfreq).
COMMON = 1e-5

_BEFORE = (
    "وال",
    "بال",
    "كال",
    "فال",
    "لل",
    "ول",
    "وب",
    "ال",
    "و",
    "ف",
    "ب",
    "ل",
    "س",
    "ك",
    "ي",
    "ت",
    "ن",
    "است",
    "وي",
    "وت",
    "سي",
    "ست",
    "لي",
    "لت",
)
_PRONOUNS = ("ها", "هم", "هما", "هن", "ه", "نا", "كم", "ته", "تها", "تهم")
_SUFFIXES = (*_PRONOUNS, "ات", "ون", "ين", "ا")
_PROCLITICS = ("وال", "بال", "كال", "فال", "لل", "ول", "وب", "ال", "و", "ف", "ب", "ل", "س", "وس")
_AFTER = (
    "ها",
    "هم",
    "هما",
    "هن",
    "كم",
    "ه",
    "نا",
    "وا",
    "ون",
    "ين",
    "ات",
    "ا",
    "تها",
    "ته",
    "تهم",
    "يه",
    "يا",
    "ان",
    "تين",
    "تان",
    "ت",
    "ني",
    "اتها",
    "اته",
    "اتهم",
)


@cache
def frequencies() -> dict[str, float]:
    """How frequent folded Arabic words are (wordfreq's small list: words seen at least once in a million)."""
    listed = frequencies_of("small")
    folded: dict[str, float] = {}
    for word, frequency in zip(key("\n".join(listed)).split("\n"), listed.values(), strict=True):
        folded[word] = folded.get(word, 0.0) + frequency
    return folded


@lru_cache(maxsize=1 << 16)
def is_word(word: str) -> bool:
    """Whether a folded word is likely a word of the language: a common one, or one with letters attached to it.

    >>> is_word("وبمشاركتهم"), is_word("فاكيل")
    (True, False)
    """
    known = frequencies()
    if known.get(word, 0.0) >= COMMON:
        return True
    if (
        (middle := word.find("ال", 2)) > 0
        and known.get(word[middle:], 0.0) >= COMMON
        and word[:middle].lstrip("و") in known
    ):
        return True
    stems = {word}
    for before in _BEFORE:
        if word.startswith(before) and len(word) - len(before) > 2:
            stems.add(word[len(before) :])
    for stem in list(stems):
        if stem != word and known.get(stem, 0.0) >= COMMON:
            return True
        for after in _AFTER:
            rest = stem[: -len(after)]
            if (
                stem.endswith(after)
                and len(rest) > 2
                and max(known.get(rest, 0.0), known.get(rest + "ه", 0.0)) >= COMMON
            ):
                return True
    return False


@lru_cache(maxsize=1 << 16)
def is_attached(word: str) -> bool:
    """Whether a folded word is common itself or a common one with letters or a pronoun attached, endings aside.

    Names end like words (``حكمتي``): behind a given name only this speaks against a name.

    >>> is_attached("بالمفاوضات"), is_attached("حكمتي")
    (True, False)
    """
    known = frequencies()
    if known.get(word, 0.0) >= COMMON:
        return True
    stems = {word} | {word[len(b) :] for b in _PROCLITICS if word.startswith(b) and len(word) - len(b) > 2}
    if any(s != word and known.get(s, 0.0) >= (COMMON if len(s) < 4 else 0.0) and s in known for s in stems):
        return True
    return any(
        s.endswith(p)
        and len(s) - len(p) > 2
        and max(known.get(s[: -len(p)], 0.0), known.get(s[: -len(p)] + "ه", 0.0)) >= _least(s, p)
        for s in stems
        for p in _SUFFIXES
    )


def _least(stem: str, ending: str) -> float:
    """How common what precedes an ending must be: a long pronoun behind a long word leaves little doubt."""
    return 1e-9 if len(ending) > 1 and ending in _PRONOUNS and len(stem) - len(ending) > 3 else COMMON


def is_unseen(word: str) -> bool:
    """Whether a folded word is not even among the words seen once in a million, with letters attached or without.

    >>> is_unseen("ساينيكات")
    True
    """
    return word not in frequencies() and not is_word(word) and not is_attached(word)
