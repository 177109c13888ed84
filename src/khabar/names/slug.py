"""Ids of what no lexicon lists, derived from the Arabic name."""

from __future__ import annotations

from functools import lru_cache

import regex

from khabar.arabic import key

_LETTERS = (
    "ا a|ب b|ت t|ث th|ج j|ح h|خ kh|د d|ذ dh|ر r|ز z|س s|ش sh|ص s|ض d|ط t|ظ z|ع a|غ gh|ف f|ق q|ك k|ل l|م m|ن n|ه h|و w"
    "|ي y|ء a|پ p|چ ch|ژ zh|گ g|ڤ v"
)
_LATIN = dict(pair.split(" ") for pair in _LETTERS.split("|"))
_OTHER = regex.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=20_000)
def slug(name: str) -> str:
    """A name in plain Latin letters, a letter for a letter, so that one spelling always gives one id.

    >>> slug("سنام فاكيل")
    'snam-fakyl'
    >>> slug("Sensity AI")
    'sensity-ai'
    """
    letters = "".join(_LATIN.get(c, c) for c in key(name).lower())
    return _OTHER.sub("-", letters).strip("-") or "unnamed"
