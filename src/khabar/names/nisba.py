"""Adjectives of nationality in all their forms: ``إيراني`` → ``الإيرانية``, ``إيرانيون``, ``الإيرانيين``."""

from __future__ import annotations

from typing import NamedTuple

from khabar.arabic import key
from khabar.lexicon import Lexicon, actors
from khabar.names.entries import Gender, Number
from khabar.names.words import Words

_ENDINGS: tuple[tuple[str, Gender, Number], ...] = (
    ("", "m", "singular"),
    ("ه", "f", "singular"),
    ("ون", "m", "plural"),
    ("ين", "m", "plural"),
    ("ات", "f", "plural"),
    ("ان", "m", "dual"),
    ("تان", "f", "dual"),
    ("تين", "f", "dual"),
    ("ا", "m", "singular"),
)


class Nisba(NamedTuple):
    """What an adjective of nationality says: whose, gender, number, and whether it is definite."""

    of: str
    gender: Gender
    number: Number
    definite: bool


def compile_nisbas(lexicon: Lexicon) -> dict[str, Nisba]:
    """All adjectives of nationality by their folded form.

    >>> compile_nisbas(Lexicon.bundled())["الايرانيه"]
    Nisba(of='place/iran', gender='f', number='singular', definite=True)
    """
    found: dict[str, Nisba] = {}
    states = [a for a in actors(lexicon).values() if a.nisba or a.nisba_plural]
    for actor in sorted(states, key=lambda a: a.type != "state"):
        for form in actor.nisba:
            _decline(found, form, actor.id)
        for form in actor.nisba_plural:
            _enter(found, key(form), Nisba(actor.id, "m", "plural", False))
    for adjective in Words(lexicon).adjectives:
        for form in adjective.ar:
            _decline(found, form, adjective.of, over=True)
    return found


def _decline(found: dict[str, Nisba], form: str, of: str, *, over: bool = False) -> None:
    words = key(form).split(" ")
    for ending, gender, number in _ENDINGS:
        last = words[-1] + ending
        _enter(found, " ".join([*_agree(words[:-1], gender), last]), Nisba(of, gender, number, False), over=over)


def _agree(words: list[str], gender: Gender) -> list[str]:
    """The first part of a compound nisba (``كوري شمالي``) in the gender of the second."""
    return [w + "ه" if gender == "f" and w.endswith("ي") else w for w in words]


def _enter(found: dict[str, Nisba], form: str, nisba: Nisba, *, over: bool = False) -> None:
    definite = " ".join("ال" + w for w in form.split(" "))
    for spelled, value in ((form, nisba), (definite, nisba._replace(definite=True))):
        if over:
            found[spelled] = value
        else:
            found.setdefault(spelled, value)
