"""The codebook: issues with the phrases by which statements touch them, and the words by which somebody takes a stand.

The bundled one is ``issues/*.yaml`` (:class:`Issue`) and ``stands/*.yaml`` (:class:`StandCue`). A user lays issues of
their own over it with ``--codebook FILE``: an issue with the id of an earlier one replaces it, all others are added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from khabar.arabic import is_arabic, key
from khabar.errors import LexiconError
from khabar.lexicon.entries import read_entries
from khabar.lexicon.events import entries
from khabar.lexicon.lexicon import Lexicon
from khabar.model import Stand

_GAP = ".."


@dataclass(frozen=True, slots=True)
class Issue:
    """What a position can be about.

    Attributes:
        en: What it takes in.
        ar: The phrases by which a statement touches it (see :mod:`khabar.lexicon.phrases`).
        under: The issue it refines; positions then carry that one, and their rule names this one.
        besides: Phrases that look like it and are not (``قانون العقوبات``); the key is ``except``.
        near: Phrases too common to count wherever they stand (``لقاء``): only as the very object of a stand.
        about: Words of which one must stand in the article, for phrases that mean something else elsewhere.
        rest: True of the issue that takes in a plain demand or refusal which touches no other issue.
    """

    id: str
    en: str
    ar: tuple[str, ...] = ()
    under: str | None = None
    besides: tuple[str, ...] = field(default=(), metadata={"key": "except"})
    near: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    rest: bool = False


@dataclass(frozen=True, slots=True)
class StandCue:
    """Words that take a stand.

    Attributes:
        verbs: Past and present of each verb, ``طالب/يطالب``; ``participles`` and ``nouns`` likewise in one form.
        words: Phrases that are no verb: ``مستعد``, ``خط أحمر``.
        needs: Words of which one must follow within a few words.
        without: Words of which none may follow there.
        homographs: Spellings that mean something else.
        negated: The stand if the word is negated; None if it then takes none.
        positive: False if the word takes a stand only when it is negated (``لن نسمح``).
        holder: Whose stand it is: the subject of the word, or always the speaker.
        side: Where the issue stands: after the word, on either side, or rather before it (``التخصيب خط أحمر``).
        agent: Prepositions after which the owner of a noun stands (``المطلب الأساسي للحكومة``).
        follows: The stands of which one must have been taken before in the sentence (``مقابل`` after an offer).
        issues: The only issues the stand is taken on with these words (``صفقة جيدة`` of an accord).
        future: True if only the future takes the stand (``سنعزز``, ``لن نتفاوض``).
        conditional: True if a condition named after it makes it one (``هدد بعقوبات إذا``): the stand is ``conditions``.
        own: True if only who takes the stand says it of himself (what an opponent says one will never do is blame).
        speech: Classes of speech cues (``cues/verbs.yaml``) that take the stand where no word of a stand cue does.
        accord: True if it is on the accord the article is about where it names no other issue (``تعرضتم للخداع``).
        attributive: True if it says the same as an adjective with the article (``العقوبات الجائرة``).
        main: True if a relative clause takes no stand with it (``الاتفاق الذي أبرمته الدولتان`` only recalls it).
        owned: True if the owner of its noun is trusted in the article's own voice too (``بموافقة مصر على``).
        refusal: True if its noun turns a demand or promise into a refusal (``دعا إلى رفض الاتفاق``).
        open: True if it is a stand even where no known issue is named: it is then one on the issue that has ``rest``.
        example: A sentence written for the project.
    """

    id: str
    stand: Stand
    gloss: str
    example: str
    verbs: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    homographs: tuple[str, ...] = ()
    negated: Stand | None = None
    positive: bool = True
    holder: Literal["subject", "speaker"] = "subject"
    side: Literal["after", "both", "before"] = "after"
    agent: tuple[str, ...] = ()
    follows: tuple[Stand, ...] = ()
    issues: tuple[str, ...] = ()
    future: bool = False
    conditional: bool = False
    own: bool = False
    speech: tuple[str, ...] = ()
    accord: bool = False
    attributive: bool = False
    main: bool = False
    owned: bool = False
    refusal: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """Issues by id, and the cues of stands."""

    issues: dict[str, Issue]
    stands: tuple[StandCue, ...]

    def main(self, issue: str) -> str:
        """The main issue that an issue is or refines.

        >>> from khabar.lexicon import Lexicon
        >>> read_codebook(Lexicon.bundled()).main("snapback")
        'sanctions'
        """
        while (under := self.issues[issue].under) is not None:
            issue = under
        return issue


def read_codebook(lexicon: Lexicon) -> Codebook:
    """The codebook of a lexicon, a user's codebooks laid over it.

    Raises:
        LexiconError: If an issue has no phrase that could match, refines one that does not exist (or itself), or has a
            phrase that another issue has; if a stand cue has no word at all, or one that another cue has.
    """
    issues: dict[str, Issue] = {}
    places: dict[str, str] = {}
    found = list(entries(lexicon, "issues", Issue))
    for path in lexicon.codebooks:
        found += _read_user_file(path)
    for issue, place in found:
        issues[issue.id], places[issue.id] = issue, place
    _check_issues(issues, places)
    cues: dict[str, StandCue] = {}
    for cue, place in entries(lexicon, "stands", StandCue):
        cues[cue.id], places[f"stand {cue.id}"] = cue, place
    _check_cues(cues, issues, places)
    return Codebook(issues, tuple(cues.values()))


def _read_user_file(path: Path) -> list[tuple[Issue, str]]:
    if not path.is_file():
        raise LexiconError("no such codebook", where=str(path), hint="give --codebook FILE, a YAML list of issues")
    found = read_entries(path, Issue)
    seen: dict[str, str] = {}
    for issue, place in found:
        if issue.id in seen:
            raise LexiconError(f"issue '{issue.id}' stands twice", where=place, hint=f"first at {seen[issue.id]}")
        seen[issue.id] = place
    return found


def _check_issues(issues: dict[str, Issue], places: dict[str, str]) -> None:
    said: dict[str, str] = {}
    for issue in issues.values():
        place = places[issue.id]
        _check_parents(issue, issues, place)
        refined = any(i.under == issue.id for i in issues.values())
        phrases = (*issue.ar, *issue.near)
        if not any(_can_match(p) for p in phrases) and not refined and not issue.rest:
            raise LexiconError(
                f"no phrase can match issue '{issue.id}'", where=place, hint="give Arabic phrases in 'ar'"
            )
        for phrase in phrases:
            if not _can_match(phrase):
                raise LexiconError(
                    f"'{phrase}' can match nothing", where=place, hint="a phrase begins with an Arabic word"
                )
            sense = " ".join(key(w).removeprefix("ال") for w in phrase.split())
            if sense in said and said[sense] != issue.id:
                raise LexiconError(
                    f"'{phrase}' stands under '{said[sense]}' and under '{issue.id}'",
                    where=place,
                    hint="keep it in one",
                )
            said[sense] = issue.id


def _check_parents(issue: Issue, issues: dict[str, Issue], place: str) -> None:
    seen = {issue.id}
    under = issue.under
    while under is not None:
        if under not in issues:
            raise LexiconError(f"'{issue.id}' is under '{under}', which is no issue", where=place)
        if under in seen:
            raise LexiconError(f"'{issue.id}' is under itself", where=place)
        seen.add(under)
        under = issues[under].under


def _can_match(phrase: str) -> bool:
    words = phrase.split()
    return words[0] != _GAP and all(w == _GAP or is_arabic(w, least=0.5) or w.isdigit() for w in words)


def _check_cues(cues: dict[str, StandCue], issues: dict[str, Issue], places: dict[str, str]) -> None:
    said: dict[tuple[str, str, tuple[str, ...], bool, tuple[str, ...], bool], str] = {}
    for cue in cues.values():
        place = places[f"stand {cue.id}"]
        kinds = {"verb": cue.verbs, "participle": cue.participles, "noun": cue.nouns, "word": cue.words}
        words = [(kind, word) for kind, forms in kinds.items() for word in forms]
        if not words:
            raise LexiconError(f"no word can take stand '{cue.id}'", where=place, hint="give verbs, nouns or words")
        if unknown := next((i for i in cue.issues if i not in issues), None):
            raise LexiconError(f"'{cue.id}' is for issue '{unknown}', which is none", where=place)
        for kind, word in words:
            sense = (kind, word, cue.needs, cue.positive, cue.issues, cue.future)
            if sense in said:
                raise LexiconError(f"'{word}' stands under '{said[sense]}' and under '{cue.id}'", where=place)
            said[sense] = cue.id
