"""How often Arabic writes a word, by ``wordfreq``: its lists are read when the first word is asked for.

Importing that library takes a fifth of the time in which a command starts, and many commands ask for no word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal


def frequency_of(word: str) -> float:
    """The share of a word, as it is written, among all words of Arabic; 0.0 for one that no list has.

    >>> frequency_of("وزير") > frequency_of("سفير") > 0.0
    True
    """
    from wordfreq import word_frequency

    return float(word_frequency(word, "ar"))


def zipf_of(word: str) -> float:
    """The same as the logarithm of how often it stands among a thousand million words: 3 is rare, 6 is everyday.

    >>> 3 < zipf_of("مفاوضات") < zipf_of("قال") < 7
    True
    """
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "ar"))


def frequencies_of(size: Literal["small", "best"]) -> Mapping[str, float]:
    """A whole list, by the word as it is written: ``small`` has the words seen once in a million, ``best`` all."""
    from wordfreq import get_frequency_dict

    listed: Mapping[str, float] = get_frequency_dict("ar", size)
    return listed
