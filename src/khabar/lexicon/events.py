"""Coding rules for events, and what facts are made of: typed, and refused where they do not hold to PLOVER.

The files are ``events/*.yaml`` (:class:`CodingRule`), ``accords/*.yaml`` (:class:`Accord`), ``groups/*.yaml``
(:class:`Group`), ``facts/topics.yaml`` (:class:`Topic`), ``facts/outcomes.yaml`` (:class:`Outcome`), and of ``frames/``
``carriers.yaml`` (:class:`Carrier`), ``modality.yaml`` (:class:`Modality`) and ``words.yaml`` (:class:`WordList`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from khabar.errors import LexiconError
from khabar.lexicon.entries import read_entries
from khabar.lexicon.lexicon import Lexicon
from khabar.model import EventStatus

T = TypeVar("T")

#: PLOVER's sixteen types with their modes. Source: the PLOVER manual, draft 2.0.
PLOVER: dict[str, frozenset[str]] = {
    "AGREE": frozenset(),
    "CONSULT": frozenset(["visit", "third-party", "multilateral", "phone"]),
    "SUPPORT": frozenset(),
    "CONCEDE": frozenset(),
    "COOPERATE": frozenset(),
    "AID": frozenset(),
    "RETREAT": frozenset(["withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"]),
    "REQUEST": frozenset(["assist", "change", "yield", "meet"]),
    "ACCUSE": frozenset(["disapprove", "investigate", "allege"]),
    "REJECT": frozenset(["assist", "change", "yield", "meet"]),
    "THREATEN": frozenset(["restrict", "ban", "arrest", "relations", "expel", "territory", "violence", "rights"]),
    "PROTEST": frozenset(["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"]),
    "SANCTION": frozenset(["convict", "expel", "withdraw", "discontinue"]),
    "MOBILIZE": frozenset(["troops", "weapons", "police", "militia"]),
    "COERCE": frozenset(
        [
            "seize",
            "restrict",
            "ban",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ]
    ),
    "ASSAULT": frozenset(
        [
            "abduct",
            "beat",
            "torture",
            "execute",
            "assassinate",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ]
    ),
}

#: Where a recipient can stand: the verb's object, the noun's complement, or after a preposition.
SLOTS = (
    "object",
    "مع",
    "إلى",
    "ل",
    "على",
    "ضد",
    "ب",
    "من",
    "عن",
    "بين",
    "أمام",
    "في",
    "نحو",
    "لدى",
    "جانب",
    "بجانب",
    "بحق",
    "تجاه",
    "باتجاه",
    "فوق",
)


#: What sort of word a coding rule is of, and what follows from it.
TRAITS: Mapping[str, str] = MappingProxyType(
    {
        "accord": "a noun for the agreement itself; alone it tells of none that is new",
        "concludes": "it binds the parties of the agreement named beside it",
        "signing": "one named hand is enough",
        "accepts": "said of an agreement of others it is support",
        "adjective": "with the article it is an attribute and says nothing of whoever is named before",
        "courtesy": "a greeting or thanks, unless a deed is its object",
        "welcome": "of a person it is a greeting",
        "envoy": "done to an ambassador, it is done to his state",
        "blow": "of whoever bears arms it is an assault",
        "besets": "of a place it is what the place suffers, of anybody else his doing",
        "goods": "what it needs is goods that are given: their nationality is the giver's",
        "topical": "its object is a topic: one person or state who does it has met nobody",
        "beyond-speech": "no support by words: it is not dated by when its maker speaks",
        "gathering": "a noun for a meeting; of a state or of the press alone it tells of none",
    }
)


@dataclass(frozen=True, slots=True)
class CodingRule:
    """A verb or nominal, and the event it is coded as.

    Attributes:
        verbs: Past and present of each verb, ``التقى/يلتقي``.
        participles: Active participles that go on with a sentence: ``مطالب`` (``مطالباً``).
        nouns: Verbal nouns; a phrase where one word is not enough.
        frame: Where the recipient stands, the likeliest slot first (:data:`SLOTS`).
        mutual: True if those named by ``بين`` or together act on each other.
        needs: Words of which one must stand within six words after the trigger.
        without: Words of which none may stand there.
        carried: True if a noun only counts with a carrier verb (``قدم تنازلات``), not alone.
        agent: After which prepositions the actor of a noun stands, beside its owner and ``من قبل``.
        carriers: With one named party a noun only counts with one of these carrier verbs (their past).
        spoken: True if the word counts inside a statement alone: the speaker is the actor, the word's subject or
            owner the recipient (``تدخلات إيران``, said by her neighbour, accuses her).
        predicate: A word said of whoever is named last before it: with ``spoken`` the recipient (``خطابها استفزازي``),
            else the actor (``طهران مستعدة``).
        opens: True if the word only counts where it opens a clause (``إن على طهران وقف ...``).
        suffers: True if the verb's subject suffers it where no object is named (``قُتلوا``, written like ``قَتلوا``).
        as_state: True if a speaker who tells of it speaks of his state's doing (``المحادثات مع واشنطن``).
        receives: True if the verb's subject is the recipient: ``تلقت غانا قرضا من الصندوق``.
        owner: What the owner of a noun is: its subject (``رفض إيران``) or its object (``اعتقال صحفي``).
        by: The only actors the rule is for: entity ids, or how their ids end (``parliament``); a part that ends in
            ``/`` or ``-`` is how they begin.
        whom: The only recipients the rule is for, likewise.
        homographs: Spellings that mean something else and are left out (``قبل``: before).
        parties: How many participants must be known, 1 or 2.
        negated: The type if the trigger is negated (``لن تقبل`` is REJECT); ``keep`` makes it an event denied;
            left out, a negated trigger is no event.
        status: The status, where the word itself says it.
        directly: Words of which one must stand right behind the trigger (``يجب على``).
        traits: What sort of word it is, where the grammar asks (:data:`TRAITS`).
        example: A sentence written for the project.
    """

    id: str
    type: str
    example: str
    gloss: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    mutual: bool = False
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    carried: bool = False
    agent: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    spoken: bool = False
    predicate: bool = False
    opens: bool = False
    receives: bool = False
    suffers: bool = False
    as_state: bool = False
    owner: Literal["subject", "object"] = "subject"
    by: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    homographs: tuple[str, ...] = ()
    parties: Literal["1", "2"] = "2"
    negated: str | None = None
    status: EventStatus | None = None
    contexts: tuple[str, ...] = ()
    directly: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """A verb that says little itself and carries a verbal noun: ``أجرى محادثات``.

    Attributes:
        status: What it says of the event's status (``اقترح`` an event is proposed); None leaves it to the tense.
        subject: What its subject does: it acts; it speaks (``أعلن موافقة طهران``: the noun's owner acts, if it has
            one); it only sees the event happen (``شهدت جنيف محادثات``); it suffers it (``لقي الاقتراح رفضا``); or it
            receives what another does (``تلقى اتصالا من``).
        participle: Its active participle, where one goes on with a sentence (``معربا عن تضامنه``).
        denies: Whether it says that a meeting has not been or will not be (``نفى``), which is told as denied; what is
            only refused or ruled out (``رفض``) is no meeting.
    """

    verb: str
    gloss: str
    status: EventStatus | None = None
    subject: Literal["acts", "speaks", "sees", "suffers", "receives"] = "acts"
    participle: str | None = None
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Modality:
    """Words before or after a trigger that say whether it has happened."""

    status: EventStatus
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    """Words with one use in the grammar of clauses."""

    id: str
    gloss: str
    ar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What an event can be about; ``ar`` are the phrases that name it, ``label`` is what a reader is shown.

    A ``vague`` one says so little that it counts only where nothing else is told.
    """

    id: str
    en: str
    ar: tuple[str, ...]
    label: str | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result an account can report: ``دون إحراز تقدم``; ``label`` is what a reader is shown.

    Attributes:
        of: The PLOVER types of event it can be a result of.
    """

    id: str
    en: str
    of: tuple[str, ...]
    ar: tuple[str, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement or resolution known by name, with the parties it is between.

    Attributes:
        about: Words of which one must stand in the article.
        issue: The issue of the codebook it belongs to.
        topics: What an event is about that speaks of it; its issue if left out.
        subject: What it is about itself.
        talks: What events are about that speak of talks, in an article that knows no other accord.
    """

    id: str
    en: str
    ar: tuple[str, ...]
    parties: tuple[str, ...]
    about: tuple[str, ...] = ()
    issue: str | None = None
    topics: tuple[str, ...] = ()
    subject: str | None = None
    talks: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Several who act as one party and are named by a common phrase: ``القوى الكبرى``.

    Attributes:
        about: Words of which one must stand in the article, because the phrase alone could mean others.
    """

    id: str
    ar: tuple[str, ...]
    about: tuple[str, ...] = ()


def entries(lexicon: Lexicon, where: str, concept: type[T]) -> Iterator[tuple[T, str]]:
    """The entries of all folders of a lexicon with their places, the bundled ones first.

    Args:
        lexicon: The lexicon.
        where: A folder or file under its folders.
        concept: The dataclass an entry becomes.
    """
    for folder in lexicon.folders:
        path: Path = folder / where
        for file in [path] if path.is_file() else sorted(path.glob("*.yaml")):
            yield from read_entries(file, concept)


def coding_rules(lexicon: Lexicon) -> dict[str, CodingRule]:
    """All coding rules by id; a later folder's rule replaces an earlier one of the same id.

    Raises:
        LexiconError: If a rule has an unknown type, a mode its type does not have, an unknown slot, nothing that could
            trigger it, or says what another says.
    """
    rules: dict[str, CodingRule] = {}
    places: dict[str, str] = {}
    for rule, place in entries(lexicon, "events", CodingRule):
        check_rule(rule, place)
        rules[rule.id], places[rule.id] = rule, place
    said: dict[tuple[str, tuple[str, ...], tuple[str, ...], bool], str] = {}
    for rule in rules.values():
        for word in (*rule.verbs, *rule.nouns, *rule.participles):
            sense = (word, tuple(sorted(rule.needs)), tuple(sorted(rule.without)), rule.carried)
            if sense in said and said[sense] != rule.id:
                raise LexiconError(
                    f"'{word}' is coded by {said[sense]} and by {rule.id}",
                    where=places[rule.id],
                    hint="take it out of one, or tell them apart with 'needs'",
                )
            said[sense] = rule.id
    return rules


def check_rule(rule: CodingRule, place: str) -> None:
    """Refuse a rule that PLOVER or the grammar does not know; ``place`` is ``file:line``."""
    if rule.type not in PLOVER:
        raise LexiconError(f"unknown PLOVER type '{rule.type}'", where=place, hint=f"known: {', '.join(PLOVER)}")
    if rule.mode is not None and rule.mode not in PLOVER[rule.type]:
        known = ", ".join(sorted(PLOVER[rule.type])) or "none"
        raise LexiconError(f"{rule.type} has no mode '{rule.mode}'", where=place, hint=f"its modes: {known}")
    if rule.negated not in (None, "keep", *PLOVER):
        raise LexiconError(f"'negated' names no PLOVER type: '{rule.negated}'", where=place, hint="a type, or keep")
    if strange := [trait for trait in rule.traits if trait not in TRAITS]:
        raise LexiconError(f"unknown trait '{strange[0]}'", where=place, hint=f"known: {', '.join(TRAITS)}")
    if unknown := [slot for slot in (*rule.frame, *rule.agent) if slot not in SLOTS]:
        raise LexiconError(f"unknown slot '{unknown[0]}'", where=place, hint=f"known: {', '.join(SLOTS)}")
    if not (rule.verbs or rule.nouns or rule.participles):
        raise LexiconError(f"nothing can trigger {rule.id}", where=place, hint="give verbs, participles or nouns")
    for verb in rule.verbs:
        past, slash, present = verb.partition("/")
        if not slash or len(past) < 2 or not present.startswith("ي"):
            raise LexiconError(f"'{verb}' is no verb", where=place, hint="write past and present: زار/يزور")
