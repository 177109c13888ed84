"""All forms of a verb from its lemma and its present: by rule, in folded spelling.

Arabic news speaks of speakers in the third person; first and second persons stand inside quotations, where the
speaker is known. Passives look like actives without harakat. Sources: the regular paradigms of the strong,
hollow and defective verb; hollow verbs need no rule of their own here, since their past keeps its long vowel in
the third person (``قال، قالت، قالوا``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f"]
Number = Literal["singular", "dual", "plural"]
Tense = Literal["past", "present", "participle", "masdar"]

SUFFIXES = ("", "ه", "ها", "هم", "هما", "نا", "ني")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says of its subject."""

    tense: Tense
    gender: Gender
    number: Number


def conjugate(past: str, present: str) -> Iterator[tuple[str, Form, str]]:
    """The third persons of past and present, with and without an attached object pronoun.

    Args:
        past: Third person masculine singular, folded.
        present: The same in the present, folded.

    Yields:
        (surface, form, suffix).

    >>> sorted(s for s, f, x in conjugate("دعا", "يدعو") if f.number == "plural" and not x)
    ['تدعون', 'دعوا', 'يدعوا', 'يدعون']
    """
    for stem, joined, form in (*_past(past), *_present(present)):
        yield stem, form, ""
        for suffix in SUFFIXES[1:]:
            yield joined + suffix, form, suffix


def _past(past: str) -> Iterator[tuple[str, str, Form]]:
    """(surface, what a suffix is joined to, form)."""
    weak = past[-1] == "ي" or (past[-1] == "ا" and len(past) == 3)
    stem = past[:-1] if weak else past
    dual = stem + ("يا" if past[-1] == "ي" else "وا") if weak else stem + "ا"
    yield past, stem + "ا" if weak else past, Form("past", "m", "singular")
    yield stem + "ت", stem + "ت", Form("past", "f", "singular")
    yield stem + "وا", stem + "و", Form("past", "m", "plural")
    yield dual, dual, Form("past", "m", "dual")
    yield stem + "تا", stem + "تا", Form("past", "f", "dual")


def _present(present: str) -> Iterator[tuple[str, str, Form]]:
    rest = present[1:]
    weak = rest[-1] in "يو"
    stem = rest[:-1] if weak else rest
    yield present, present, Form("present", "m", "singular")
    yield "ت" + rest, "ت" + rest, Form("present", "f", "singular")
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        plural, dual = Form("present", "m", "plural"), Form("present", "m" if gender == "m" else "f", "dual")
        yield prefix + stem + "ون", prefix + stem + "ون", plural
        yield prefix + rest + "ان", prefix + rest + "ان", dual
    yield "ي" + stem + "وا", "ي" + stem + "و", Form("present", "m", "plural")


def participles(participle: str, present: str) -> Iterator[tuple[str, Form]]:
    """The forms of an active participle that continue a report as circumstance (``مؤكدا، مضيفة، مشيرين``).

    Args:
        participle: Masculine singular indefinite, folded (``داع`` for a defective verb).
        present: The verb's present, folded: tells whether the participle lost a ``ي``.

    >>> [s for s, _ in participles("داع", "يدعو")]
    ['داعيا', 'داعيه', 'داعين', 'داعيين']
    """
    stem = participle + "ي" if present[-1] in "يو" else participle
    yield stem + "ا", Form("participle", "m", "singular")
    yield stem + "ه", Form("participle", "f", "singular")
    yield participle + "ين", Form("participle", "m", "plural")
    if stem != participle:
        yield stem + "ين", Form("participle", "m", "dual")


def with_suffixes(noun: str) -> Iterator[tuple[str, str]]:
    """A noun with and without an attached possessive.

    >>> list(with_suffixes("دعوه"))[:2]
    [('دعوه', ''), ('دعوته', 'ه')]
    """
    joined = noun[:-1] + "ت" if noun.endswith("ه") and len(noun) > 2 else noun
    for suffix in SUFFIXES[:5]:
        yield (joined + suffix if suffix else noun), suffix
