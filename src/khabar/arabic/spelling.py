"""How one foreign name is spelled in several ways, by rule: ``ترامب``/``ترمب``, ``موغيريني``/``موغريني``.

Arabic has no letter for g, v, p or ch and writes foreign short vowels with or without a long one, so that papers
spell a name differently. Two spellings are one name if their skeletons (consonants, with the letters that stand for one
foreign sound made one) are equal and what remains differs by little.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

#: Two letters for one foreign sound.
_DIGRAPHS = (("تش", "ج"), ("دج", "ج"))
#: Letters that stand for one foreign sound, made one.
_LETTERS = str.maketrans(
    {
        "غ": "ج",
        "ق": "ج",
        "ك": "ج",
        "گ": "ج",
        "چ": "ج",
        "ش": "ج",
        "ڤ": "ف",
        "ب": "ف",
        "پ": "ف",
        "ط": "ت",
        "ض": "د",
        "ص": "س",
        "ث": "س",
        "ذ": "ز",
        "ظ": "ز",
        "ژ": "ز",
        "خ": "ه",
        "ح": "ه",
    }
)
_VOWELS = "اويع"
_CONSONANTS = _LETTERS | dict.fromkeys(map(ord, _VOWELS + "ء"))


def skeleton(word: str) -> str:
    """What all spellings of a foreign name have in common.

    Args:
        word: A folded word without attached letters.

    >>> skeleton("ترامب") == skeleton("ترمب"), skeleton("غارديان") == skeleton("جارديان")
    (True, True)
    """
    for two, one in _DIGRAPHS:
        if two in word:
            word = word.replace(two, one)
    return (word[:-1] if word.endswith("ه") else word).translate(_CONSONANTS)


def same_name(one: str, other: str, *, most: int | None = None) -> bool:
    """Whether two folded words are likely two spellings of one foreign name.

    The consonants must agree sound by sound; vowel letters may be more, less or others.

    Args:
        one: A folded word.
        other: Another.
        most: How many vowel letters may differ; one for each three letters of the longer word if left out.

    >>> same_name("موغيريني", "موغريني"), same_name("بوتين", "بوتن")
    (True, True)
    >>> same_name("لندن", "ليدن"), same_name("كيري", "كوريا")
    (False, False)
    """
    if one == other:
        return True
    return min(len(one), len(other)) >= 4 and skeleton(one) == skeleton(other) and differ_little(one, other, most=most)


def differ_little(one: str, other: str, *, most: int | None = None) -> bool:
    """Whether two folded words of one skeleton differ by few vowel letters; ``most`` as in :func:`same_name`.

    >>> differ_little("كيري", "كوريا")
    False
    """
    if (
        abs(len(one) - len(other)) > 3
        or one.startswith("ال") != other.startswith("ال")
        or not _same_beginning(one, other)
    ):
        return False
    allowed = max(1, max(len(one), len(other)) // 3) if most is None else most
    return Levenshtein.distance(one.translate(_LETTERS), other.translate(_LETTERS), score_cutoff=allowed) <= allowed


def _same_beginning(one: str, other: str) -> bool:
    """Whether both begin with a vowel, or with letters for one sound (``تش`` and ``ش`` aside)."""
    if one[0] in _VOWELS or other[0] in _VOWELS:
        return one[0] in _VOWELS and other[0] in _VOWELS
    return one[0].translate(_LETTERS) == other[0].translate(_LETTERS) or one[0] == "ت" or other[0] == "ت"
