"""Words as a search sees them: one key for the spellings, attached letters and endings of a word.

The same function folds what is indexed and what is asked; the text is never touched. It is *light* stemming: attached
letters (``و ف ب ل ك س``), the article and the endings of gender, number and possession come off; roots stay, so that
``المفاوضات`` meets ``مفاوضات`` and ``مفاوضة`` but not ``مفوض``. Snowball's Arabic stemmer strips blindly and by length,
and parts the first two.

Whether a letter belongs to the word is a question of evidence, and the evidence is how often Arabic writes the word
with and without it (``wordfreq``): ``وزير`` is far more frequent than ``زير``, so its ``و`` is its own; ``والوزير``
is far rarer than ``الوزير``. Source of the endings: Larkey, Ballesteros & Connell, *Light stemming for Arabic
information retrieval* (2007), each put under such a condition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.metadata import version

from khabar.arabic import key, normalise
from khabar.arabic.frequency import frequencies_of
from khabar.arabic.letters import FOLDED, HARAKAT, INVISIBLE, TATWEEL
from khabar.model import Span

#: Raised whenever the rules below change: an index made with other rules is made anew.
RULES = 2

#: A number, or letters with the harakat, tatweel and joiners between and after them: words are cut on the text as it
#: is, and only a word that was not seen before is folded.
_MARKS = f"[{HARAKAT}{TATWEEL}{INVISIBLE}]"
_TERM = re.compile(rf"\d+(?:[.,:/٬]\d+)*|[^\W\d_]+(?:{_MARKS}+[^\W\d_]*)*")
_ARABIC = re.compile(r"[ء-ي]+")
_FOLDING = str.maketrans(FOLDED)
#: Function words that begin with the letters of the article without having it.
_NO_ARTICLE = frozenset(
    ["الله", "اللهم", "الان", "الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين", "اللواتي", "اللاتي"]
)
_NO_ARTICLE |= {"اليه", "اليها", "اليهم", "الينا", "اليك", "الاف", "الف", "الفا", "الفين", "الا", "الي"}
_CONJUNCTIONS, _PREPOSITIONS = "وف", "بلك"
_PRONOUNS = ("هما", "ها", "هم", "نا", "كم")
_MEMORY = 400_000


def folding_version() -> str:
    """What the terms of an index depend on: our rules and the word frequencies."""
    return f"{RULES}+wordfreq-{version('wordfreq')}"


def terms(text: str) -> list[str]:
    """The stems of all words and numbers of a text, in order.

    >>> terms("المفاوضات ومفاوضاتٌ للمفاوضات")
    ['مفاوض', 'مفاوض', 'مفاوض']
    >>> terms("وزير الخارجية، وزيرة خارجية")
    ['وزير', 'خارجي', 'وزير', 'خارجي']
    """
    seen = _SEEN
    found = [seen[w] if w in seen else _remember(w) for w in _TERM.findall(text)]
    return found if all(found) else [t for t in found if t]  # a lone tatweel is no word


def located_terms(
    text: str, span: Span | None = None, only: Collection[str] | None = None
) -> Iterator[tuple[str, Span]]:
    """Each stem with the characters it comes from; offsets are those of ``text``.

    Args:
        text: A page's text.
        span: Only the words in it; all if left out. The spans yielded count from the start of ``text`` all the same.
        only: Only these stems; all if left out.

    >>> [(t, s.of("قال للوزير")) for t, s in located_terms("قال للوزير")]
    [('قال', 'قال'), ('وزير', 'للوزير')]
    """
    first, last = (0, len(text)) if span is None else (span.start, span.end)
    matches: Iterable[re.Match[str]] = _TERM.finditer(text, first, last)
    if only is not None:  # look at each different word once, and leave at once where none is wanted
        known = _SEEN.get
        wanted = {w for w in set(_TERM.findall(text, first, last)) if (known(w) or stem(w)) in only}
        matches = [m for m in matches if m.group() in wanted] if wanted else []
    for m in matches:
        if found := stem(m.group()):
            yield found, Span(m.start(), m.end())


def started_terms(text: str) -> tuple[list[int], list[str]]:
    """Where each word of a text begins, and its stem: two lists of one length.

    >>> started_terms("قال للوزير")
    ([0, 4], ['قال', 'وزير'])
    """
    seen = _SEEN
    found = [(m.start(), m.group()) for m in _TERM.finditer(text)]
    stems = [seen[w] if w in seen else _remember(w) for _, w in found]
    starts = [at for at, _ in found]
    if not all(stems):  # a lone tatweel is no word
        starts = [at for at, t in zip(starts, stems, strict=True) if t]
        stems = [t for t in stems if t]
    return starts, stems


def stem(word: str) -> str:
    """The stem of one word, given as it is written; empty if it has no letter (a lone tatweel).

    >>> [stem(w) for w in ("وكالة", "الوكالة", "بالوكالات", "ألمانية", "الألمانية", "لبنان", "قانون")]
    ['وكال', 'وكال', 'وكال', 'الماني', 'الماني', 'لبنان', 'قانون']
    """
    return _SEEN[word] if word in _SEEN else _remember(word)


_SEEN: dict[str, str] = {}


def _remember(word: str) -> str:
    if len(_SEEN) > _MEMORY:
        _SEEN.clear()
    found = _SEEN[word] = _stem(word)
    return found


def _stem(word: str) -> str:
    word = normalise(word).text
    folded = key(word)
    if len(folded) <= 3 or not _ARABIC.fullmatch(folded):
        return folded.casefold()
    bare = _without_proclitics(word, folded)
    return _without_ending(bare, written_taa=word.endswith("ة"))


class Frequencies:
    """How often Arabic writes a folded word, from ``wordfreq``.

    Attributes:
        of: Relative frequency by folded word.
        hamza: Words in ``ال`` that are mostly written ``أل`` or ``إل``: no article (``ألمانيا``).
        taa: Words in ``ه`` that are mostly written with ``ة``.
    """

    def __init__(self) -> None:
        raw = frequencies_of("best")
        words = [w for w in raw if _ARABIC.fullmatch(w)]
        self.of: dict[str, float] = {}
        hamza: dict[str, float] = {}
        taa: dict[str, float] = {}
        for written, folded in zip(words, "\n".join(words).translate(_FOLDING).split("\n"), strict=True):
            share = raw[written]
            self.of[folded] = self.of.get(folded, 0.0) + share
            if folded.startswith("ال"):
                hamza[folded] = hamza.get(folded, 0.0) + (-share if written[0] == "ا" else share)
            if folded.endswith("ه"):
                taa[folded] = taa.get(folded, 0.0) + (share if written[-1] == "ة" else -share)
        self.hamza = frozenset(w for w, weight in hamza.items() if weight > 0)
        self.taa = frozenset(w for w, weight in taa.items() if weight > 0)

    def prefers(self, rest: str, word: str) -> bool:
        """Whether ``rest`` stands more often alone than as ``word``."""
        return self.of.get(rest, 0.0) > self.of.get(word, 0.0)

    def takes_article(self, word: str) -> bool:
        """Whether the article is written before the whole word: then its first letter is its own."""
        return self.of.get("ال" + word, 0.0) * 30 > self.of.get(word, 0.0)


@cache
def frequencies() -> Frequencies:
    """Read once per process, when the first word is stemmed."""
    return Frequencies()


def _without_proclitics(word: str, folded: str) -> str:
    """The word without conjunction, preposition, article, future particle."""
    at = _conjunction(folded)
    at += _preposition(folded[at:])
    rest = folded[at:]
    if rest.startswith("لل") and frequencies().prefers("ال" + rest[2:], rest) and len(rest) > 4:
        return rest[2:]
    if rest[:3] in ("بال", "كال") and _has_article(word[at + 1 :], rest[1:]) and frequencies().prefers(rest[1:], rest):
        return rest[3:]
    if _has_article(word[at:], rest):
        return rest[2:]
    if rest[0] == "س" and len(rest) > 4 and rest[1] in "يتنا" and frequencies().prefers(rest[1:], rest):
        return rest if frequencies().takes_article(rest) else rest[1:]
    return rest


def _conjunction(word: str) -> int:
    """1 if the word begins with ``و`` or ``ف`` that is not its own, else 0."""
    known = frequencies()
    if word[0] not in _CONJUNCTIONS or len(word) < 4 or known.takes_article(word):
        return 0
    rest = word[1:]
    if known.prefers(rest, word):
        return 1
    unknown = word not in known.of and rest not in known.of
    return int(unknown and (rest.startswith(("ال", "لل", "بال")) or known.prefers(rest[1:], rest)) and len(rest) > 4)


def _preposition(word: str) -> int:
    """1 if the word begins with a ``ب``, ``ل`` or ``ك`` that is not its own and has no article after it, else 0."""
    known = frequencies()
    if len(word) < 4 or word[0] not in _PREPOSITIONS or word.startswith(("بال", "كال", "لل")):
        return 0
    return int(known.prefers(word[1:], word) and not known.takes_article(word))


def _has_article(word: str, folded: str) -> bool:
    """Whether ``ال`` at the beginning is the article; ``word`` is the written form."""
    if not folded.startswith("ال") or len(folded) < 4 or word[0] != "ا" or folded in _NO_ARTICLE:
        return False
    known = frequencies()
    return folded not in known.hamza and not known.takes_article(folded)


def _without_ending(word: str, *, written_taa: bool) -> str:
    """The word without possessive pronoun and the ending of gender and number."""
    word = _without_pronoun(word, written_taa=written_taa)
    known = frequencies()
    if word.endswith("ات") and len(word) >= 4:
        return word[:-2] if len(word) > 4 else word[:-2] + "ه"
    if word.endswith(("تان", "تين")) and len(word) >= 6 and known.prefers(word[:-3] + "ه", word):
        return word[:-3]
    # A dual is rarer than its singular; a plural can be the more frequent form (``لاجئين``).
    if word.endswith("ان") and len(word) >= 5:
        return word[:-2] if known.prefers(word[:-2], word) else word
    if word.endswith(("ون", "ين")) and len(word) >= 5:
        return word[:-2] if known.of.get(word[:-2], 0.0) * 4 > known.of.get(word, 0.0) else word
    if word.endswith("ه") and len(word) >= 4:
        return word[:-1] if written_taa or word in known.taa or known.prefers(word[:-1], word) else word
    if word.endswith("ا") and len(word) >= 4 and known.prefers(word[:-1], word):  # اتفاقاً
        return word[:-1]
    return word


def _without_pronoun(word: str, *, written_taa: bool) -> str:
    """``حكومتها`` and ``حكومته`` → ``حكومه``; ``قواتهم`` and ``قواته`` → ``قوات``."""
    known = frequencies()
    for ending in _PRONOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            rest = word[: -len(ending)]
            if rest.endswith("ت") and known.prefers(rest[:-1] + "ه", rest) and known.prefers(rest[:-1] + "ه", word):
                return rest[:-1] + "ه"
            return rest if known.prefers(rest, word) else word
    if word.endswith("ته") and len(word) >= 5 and known.prefers(word[:-2] + "ه", word[:-1]):
        return word[:-2] + "ه"
    its = word.endswith("اته") and not written_taa and word not in known.taa
    return word[:-1] if its and known.prefers(word[:-1], word) else word
