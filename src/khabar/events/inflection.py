"""The forms of a verb or a noun, as news writes them: without short vowels, with folded letters.

A verb is given as its past and present, third person masculine singular: ``التقى/يلتقي``. That is enough to tell
strong, hollow (``زار/يزور``) and defective verbs (``دعا/يدعو``) apart and to write down every form the press uses.
Attached object pronouns are not listed; :mod:`khabar.events.coding` takes them off.

Source of the paradigms: W. Wright, *A Grammar of the Arabic Language*, I, §§ 90–176; only what survives without vowels.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from khabar.arabic import key

Tense = Literal["past", "present", "future", "noun", "participle"]

_PRONOUNS = ("ه", "ها", "هم", "هما", "نا", "ي")


class Form(NamedTuple):
    """What a form says: tense, person (1 or 3), number (``s``, ``d``, ``p``), gender (``m``, ``f``)."""

    tense: Tense
    person: int
    number: str
    gender: str


def verb_forms(verb: str) -> dict[str, Form]:
    """All forms of a verb by their matching key; where two fall together the likelier one in news.

    Args:
        verb: Past and present, ``التقى/يلتقي``.

    >>> sorted(f for f, form in verb_forms("التقى/يلتقي").items() if form.tense == "past")
    ['التقت', 'التقتا', 'التقوا', 'التقي', 'التقيا', 'التقيت', 'التقين', 'التقينا']
    >>> verb_forms("زار/يزور")["سيزور"]
    Form(tense='future', person=3, number='s', gender='m')
    >>> "زرنا" in verb_forms("زار/يزور")
    True
    """
    past, _, present = verb.partition("/")
    forms: dict[str, Form] = {}
    defective = present.endswith(("ي", "ى", "و"))
    hollow = _is_hollow(key(past), key(present))
    for form, said in (*_past(past, key(present)), *_present(key(present), hollow, defective)):
        forms.setdefault(form, said)
    return forms


def _past(written: str, present: str) -> list[tuple[str, Form]]:
    past = key(written)
    third = past
    if written.endswith(("ى", "ا")):
        return _defective_past(past, present)
    # Hollow: the long vowel falls out before a suffix that begins with a consonant (زار، زرنا).
    first = past[:-2] + past[-1] if _is_hollow(past, present) else past
    return [
        (third, Form("past", 3, "s", "m")),
        (third + "ت", Form("past", 3, "s", "f")),
        (third + "ا", Form("past", 3, "d", "m")),
        (third + "تا", Form("past", 3, "d", "f")),
        (third + "وا", Form("past", 3, "p", "m")),
        (third + "و", Form("past", 3, "p", "m")),
        (first + "ت", Form("past", 1, "s", "m")),
        (first + "نا", Form("past", 1, "p", "m")),
        (first + "ن", Form("past", 3, "p", "f")),
    ]


def _defective_past(past: str, present: str) -> list[tuple[str, Form]]:
    stem = past[:-1]
    long = "و" if present.endswith("و") else "ي"
    return [
        (past, Form("past", 3, "s", "m")),
        (stem + "ت", Form("past", 3, "s", "f")),
        (stem + long + "ا", Form("past", 3, "d", "m")),
        (stem + "تا", Form("past", 3, "d", "f")),
        (stem + "وا", Form("past", 3, "p", "m")),
        (stem + long + "ت", Form("past", 1, "s", "m")),
        (stem + long + "نا", Form("past", 1, "p", "m")),
        (stem + long + "ن", Form("past", 3, "p", "f")),
    ]


def _is_hollow(past: str, present: str) -> bool:
    """Whether the middle radical is a long vowel in both tenses: ``زار/يزور``, ``أدان/يدين``."""
    return 2 < len(past) <= 6 and past[-2] == "ا" and present[-2] in "ويا" and past[-1] == present[-1]


def _present(present: str, hollow: bool, defective: bool) -> list[tuple[str, Form]]:
    stem = present[1:]
    short = stem[:-1] if defective else stem
    third: list[tuple[str, int, str, str]] = [
        ("ي" + stem, 3, "s", "m"),
        ("ت" + stem, 3, "s", "f"),
        ("ن" + stem, 1, "p", "m"),
        ("ا" + stem, 1, "s", "m"),
        ("ي" + stem.removesuffix("ا") + "ان", 3, "d", "m"),  # يبدأ: يبدآن
        ("ت" + stem.removesuffix("ا") + "ان", 3, "d", "f"),
        ("ي" + stem.removesuffix("ا") + "ا", 3, "d", "m"),
        ("ي" + short + "ون", 3, "p", "m"),
        ("ي" + short + "وا", 3, "p", "m"),
        ("ي" + stem + "ن", 3, "p", "f"),
    ]
    if defective:  # the jussive after لم loses the last letter: لم يلتق
        third += [("ي" + short, 3, "s", "m"), ("ت" + short, 3, "s", "f"), ("ن" + short, 1, "p", "m")]
    if hollow:  # لم يزر
        bare = stem[:-2] + stem[-1]
        third += [("ي" + bare, 3, "s", "m"), ("ت" + bare, 3, "s", "f"), ("ن" + bare, 1, "p", "m")]
    found = [(form, Form("present", p, n, g)) for form, p, n, g in third if len(form) > 2]
    found += [("س" + form, Form("future", said.person, said.number, said.gender)) for form, said in found]
    return found


def noun_forms(noun: str) -> dict[str, Form]:
    """A verbal noun with and without article and possessive: ``زيارة`` gives ``الزياره``, ``زيارته``, ``للزياره``.

    The first word of a phrase is inflected, the rest is kept: ``إطلاق سراح``.

    >>> [form for form in ("لقاء", "اللقاءات", "لقاؤه", "زيارته") if form in noun_forms("لقاء") | noun_forms("زيارة")]
    ['لقاء', 'اللقاءات', 'زيارته']
    >>> "لقاوه" in noun_forms("لقاء")
    True
    """
    said = Form("noun", 3, "s", "m")
    first, _, rest = key(noun).partition(" ")
    tail = f" {rest}" if rest else ""
    forms = {first + tail: said, ("ال" + first if not first.startswith("ال") else first) + tail: said}
    if not first.endswith(("ه", "ء", "ات", "ا")):
        forms[first + "ا" + tail] = said  # the accusative: عقد اجتماعا
    if tail:
        return forms
    stem = first[:-1] + "ت" if first.endswith("ه") else first
    plural = first[:-1] + "ات" if first.endswith("ه") else first + "ات"
    for form in (stem, plural):
        forms |= {form + p: said for p in _PRONOUNS if p != "ي"}
    forms[plural] = said
    forms["ال" + plural] = said
    if first.endswith("ء"):  # لقاؤه، لقائه
        forms |= {first[:-1] + seat + p: said for seat in "وي" for p in _PRONOUNS if p != "ي"}
    for dual in ("ان", "ين"):
        forms[stem + dual] = said
        forms["ال" + stem + dual] = said
    return forms


def participle_forms(participle: str) -> dict[str, Form]:
    """An active participle that goes on with a sentence: ``مطالب`` gives ``مطالبا``, ``مطالبه``, ``مطالبين``.

    With the article it is a noun of another meaning (``المطالب``: the demands) and left out.

    >>> sorted(participle_forms("مطالب"))
    ['مطالبا', 'مطالبه', 'مطالبين']
    """
    stem = key(participle)
    said = Form("participle", 3, "s", "m")
    whole = stem + "ا" if not stem.endswith(("ي", "ا")) else stem
    return {whole: said, stem + "ه": Form("participle", 3, "s", "f"), stem + "ين": Form("participle", 3, "p", "m")}
