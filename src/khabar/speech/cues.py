"""The words that attribute, read from ``lexicon/data/cues`` and compiled for look-up by folded surface form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeVar

from khabar.arabic import key
from khabar.lexicon import Lexicon
from khabar.model import LinkKind
from khabar.speech.conjugation import Form, conjugate, participles, with_suffixes

CueClass = Literal[
    "neutral",
    "continuation",
    "explanation",
    "assertive",
    "distancing",
    "denial",
    "refusal",
    "disclosure",
    "concession",
    "commitment",
    "agreement",
    "threat",
    "warning",
    "demand",
    "proposal",
    "criticism",
    "praise",
    "belief",
    "attitude",
    "description",
    "question",
    "reply",
    "transmission",
    "document",
]

#: What the writer says about the truth of the content by choosing a cue of the class; all others are neutral.
STANCES = {"distancing": "distanced", "disclosure": "factive", "concession": "factive"}


@cache
def folded_prepositions(nominal: tuple[str, ...]) -> tuple[str, ...]:
    """An entry's prepositions, folded; ``NP`` (a direct object) is none.

    >>> folded_prepositions(("NP", "إلى"))
    ('الي',)
    """
    return tuple(key(word) for word in nominal if word != "NP")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that attributes; its keys are explained at the head of ``cues/verbs.yaml``."""

    id: str
    en: str
    present: str
    example: str
    cls: CueClass = field(metadata={"key": "class"})
    participle: str | None = None
    nominal: tuple[str, ...] = ()
    object: bool = False
    quote: bool = True
    strict: bool = False
    weak: bool = False
    light: bool = False
    homograph: bool = False
    negated: bool = False
    charge: bool = False
    predicate: bool = False
    shadda: bool = False
    past: bool = False
    own: bool = False
    invites: bool = False
    declares: bool = False
    means: bool = False
    naming: bool = False
    located: bool = False
    relay: Literal["", "عن", "إلى", "من"] = ""
    subject: Literal["any", "document"] = "any"

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The prepositions before a noun phrase that is its content, folded."""
        return folded_prepositions(self.nominal)

    @property
    def stance(self) -> str:
        """The writer's stance that comes with the verb."""
        return STANCES.get(self.cls, "neutral")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that attributes what follows it to whom it belongs."""

    id: str
    en: str
    cls: CueClass = field(metadata={"key": "class"})
    forms: tuple[str, ...]
    example: str
    nominal: tuple[str, ...] = ()
    weak: bool = False
    people: bool = False
    adverbial: Literal["", "bare", "ب"] = ""
    saying: bool = False
    plain: bool = False

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The prepositions before a noun phrase that is its content, folded."""
        return folded_prepositions(self.nominal)

    @property
    def stance(self) -> str:
        """The writer's stance that comes with the noun."""
        return STANCES.get(self.cls, "neutral")


@dataclass(frozen=True, slots=True)
class According:
    """An "according to"."""

    id: str
    en: str
    forms: tuple[str, ...]
    after: tuple[str, ...]
    cls: CueClass = field(metadata={"key": "class"})
    example: str
    quotes: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A noun of the way by which speech reached the page."""

    id: str
    en: str
    forms: tuple[str, ...]
    link: LinkKind
    before: tuple[str, ...]
    example: str


Entry = TypeVar("Entry", According, Channel)
#: Entries by the first word of their folded word sequence, the longest sequence first.
Sequences = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a verb or noun that attributes.

    Attributes:
        suffix: An attached pronoun (``ه``, ``هم``), folded, or the empty string.
    """

    cue: Verb | Noun
    form: Form
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class CueBook:
    """All cues by folded surface form (verbs, nouns) or as folded word sequences (the others)."""

    forms: dict[str, tuple[CueForm, ...]]
    according: Sequences[According]
    channels: Sequences[Channel]

    def at(self, word: str) -> Iterator[tuple[str, CueForm]]:
        """Every reading of a folded word as a cue: (attached letters before it, form).

        ``و``, ``ف`` and the future ``س`` may stand before a verb, prepositions and the article before a noun.
        """
        for cue in self.forms.get(word, ()):
            yield "", cue
        for chain in ("و", "ف", "س", "وس", "فس", "ل"):
            if word.startswith(chain):
                for cue in self.forms.get(word[len(chain) :], ()):
                    if cue.form.tense == "masdar" and "س" in chain:
                        continue
                    if "س" in chain and cue.form.tense != "present":
                        continue
                    if chain == "ل" and cue.form.tense not in ("present", "masdar"):
                        continue
                    yield chain, cue
        for chain in ("ال", "وال", "بال", "لل", "ب", "ك", "وب"):
            if word.startswith(chain):
                for cue in self.forms.get(word[len(chain) :], ()):
                    if cue.form.tense == "masdar":
                        yield chain, cue


def cue_book(lexicon: Lexicon) -> CueBook:
    """Compile the cues of a lexicon; ask for it with ``lexicon.compiled(cue_book)``."""
    forms: dict[str, list[CueForm]] = {}
    for verb in lexicon.table("cues/verbs.yaml", Verb):
        _add_verb(forms, verb)
    for noun in lexicon.table("cues/nouns.yaml", Noun):
        for text in noun.forms:
            for surface, suffix in with_suffixes(key(text)):
                forms.setdefault(surface, []).append(CueForm(noun, Form("masdar", "m", "singular"), suffix))
    according = _sequences((text, a) for a in lexicon.table("cues/according-to.yaml", According) for text in a.forms)
    channels = _sequences((text, c) for c in lexicon.table("cues/channels.yaml", Channel) for text in _owned(c.forms))
    return CueBook({k: tuple(v) for k, v in forms.items()}, according, channels)


def _owned(forms: Iterable[str]) -> list[str]:
    """The forms of a channel's noun, those of one word without an article with pronouns too (``بيانهم``)."""
    owned = (s for f in forms if " " not in f and not f.startswith("ال") for s, _ in with_suffixes(key(f)))
    return list(dict.fromkeys([*(key(form) for form in forms), *owned]))


def _add_verb(forms: dict[str, list[CueForm]], verb: Verb) -> None:
    for surface, form, suffix in conjugate(key(verb.id), key(verb.present)):
        forms.setdefault(surface, []).append(CueForm(verb, form, suffix))
    if verb.participle:
        for surface, form in participles(key(verb.participle), key(verb.present)):
            forms.setdefault(surface, []).append(CueForm(verb, form))


def _sequences(entries: Iterable[tuple[str, Entry]]) -> Sequences[Entry]:
    """Word sequences by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for text, entry in entries:
        words = tuple(key(text).split())
        found.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(rest, key=lambda r: -len(r[0]))) for first, rest in found.items()}
