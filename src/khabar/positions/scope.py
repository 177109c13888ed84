"""What a stand is about: the issues named in the complement of its word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from khabar.arabic import Passage, key
from khabar.events.accords import Accords
from khabar.lexicon import Lexicon
from khabar.lexicon.codebook import Codebook, Issue, read_codebook
from khabar.lexicon.phrases import Found, Phrases, stems
from khabar.positions.stands import StandClauses, compile_scope_words

#: How many words after a stand its issue is looked for, and how near a common word must stand to be its object.
_REACH = 18
_NEAR = 3
#: How many words behind a word of accord its object can begin, the subject between: ``استأنفت الحكومة المفاوضات``.
_CLOSE = 6
#: How many words the headline and the lead have at most.
_LEAD = 45
_MARKS = frozenset(".؛:!?؟…")


class IssueBook:
    """The phrases of a codebook, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.codebook: Codebook = read_codebook(lexicon)
        issues = self.codebook.issues.values()
        self.rest = next((i.id for i in issues if i.rest), None)
        self._phrases: Phrases[tuple[Issue | None, bool]] = Phrases(_phrases(issues))

    def find(self, passage: Passage) -> list[Found[tuple[str, bool]]]:
        """Issues named in a passage, of overlapping phrases the longest; and whether each is a common word."""
        present = frozenset(t.key for t in passage.tokens)
        found: list[Found[tuple[str, bool]]] = []
        for phrase in self._phrases.find(passage.tokens):
            issue, near = phrase.value
            if issue is not None and issue.about and not present & {key(w) for w in issue.about}:
                continue
            found.append(Found(phrase.first, phrase.last, (issue.id if issue else "", near)))
        return found


def _phrases(issues: Iterable[Issue]) -> list[tuple[str, tuple[Issue | None, bool]]]:
    found: list[tuple[str, tuple[Issue | None, bool]]] = []
    for issue in issues:
        found += [(phrase, (issue, False)) for phrase in issue.ar]
        found += [(phrase, (issue, True)) for phrase in issue.near]
        found += [(phrase, (None, False)) for phrase in issue.besides]
    found.sort(key=lambda entry: ".." in entry[0])  # of two that are equally long, the one without a gap is found first
    return found


class Scope:
    """The issues of one passage, seen from the words that take a stand."""

    def __init__(
        self, passage: Passage, clauses: StandClauses, book: IssueBook, lexicon: Lexicon, names: frozenset[int]
    ) -> None:
        self._passage, self._tokens, self._clauses = passage, passage.tokens, clauses
        self._words = lexicon.compiled(compile_scope_words)
        self._taken_up = clauses.coding.words["taken-up"]
        self._relatives, self._complements = clauses.coding.words["relatives"], clauses.coding.words["complements"]
        self._codebook = book.codebook
        accords = Accords(passage, lexicon).mentions()
        known = {f.value.issue for f in accords if f.value.issue in book.codebook.issues}
        named = [Found(f.first, f.last, (f.value.issue, False)) for f in accords if f.value.issue in known]
        first = min((f.first for f in accords if f.value.issue in known), default=len(passage.tokens))
        #: The issue of the one accord the article knows, if it knows one: الصفقة is that one.
        self.accord = next(iter(known)) if len(known) == 1 else ""
        #: Likewise, if the article is about it: it is named in the headline or the lead.
        self.main_accord = self.accord if first < _LEAD else ""
        if self.accord:
            named += [
                Found(i, i + 1, (self.accord, False))
                for i, t in enumerate(passage.tokens)
                if stems(t.key) & self._words["deals"]
            ]
        # A phrase inside a name is no issue: المؤسسة الوطنية للنفط.
        found = [f for f in book.find(passage) if not _is_inside(f, names)]
        #: The tokens inside the short name of an issue, its first word apart.
        self._inside = {i for f in found for i in range(f.first + 1, f.last) if f.last - f.first <= 3}
        self._issues = [f for f in _longest([*found, *named]) if f.value[0]]
        self._firsts = [f.first for f in self._issues]

    def after(
        self,
        first: int,
        last: int,
        only: Sequence[str],
        *,
        nominal: bool = False,
        offered: bool = False,
        close: bool = False,
    ) -> list[str]:
        """The issues in the complement of the word at tokens ``first:last`` that takes a stand.

        Args:
            first: Index of the word; the name of an issue may begin with it (``دعم الشرعية``).
            last: Index after it, where its complement begins.
            only: The main issues it takes a stand on; all if empty.
            nominal: True for a verbal noun: its complement ends before the next verb.
            offered: True for an offer: what it is on ends before a refusal (``تعهد بأن يعرقل الاتفاق``).
            close: True if only what stands near is its object.
        """
        end = self._complement_end(last, offered=offered)
        if close:
            end = min(end, last + _CLOSE)
        if nominal:
            end = next((i for i in range(last, end) if self._is_verb(i)), end)
        return self._among(first, last, end, only)

    def _is_verb(self, at: int) -> bool:
        """Whether a word is a finite verb: ``فتح`` is none after a preposition (``رغبة إيران في فتح صفحة``)."""
        word, before = self._tokens[at].key, self._tokens[at - 1].key if at else ""
        if before in self._clauses.coding.words["prepositions"] or (word[0] == "ل" and word[1:2] not in "يتن"):
            return False
        if word in self._clauses.coding.words["verb-or-noun"] and not self._clauses.verb_expected(at):
            return False  # رفضها تدخل إيران
        return self._clauses.knows_verb(word)

    def inside(self, content: range, only: Sequence[str], *, offered: bool = False) -> list[str]:
        """The issues at the beginning of what a statement says."""
        end = self._complement_end(content.start, offered=offered)
        return self._among(content.start, content.start, end, only)

    def stop_after(self, at: int) -> int:
        """Index of the next stop, or after the sentence."""
        last = self._passage.sentence_of(at - 1).last
        return next((i for i in range(at, last) if self._tokens[i].key in _MARKS), last)

    def further(self, content: range, only: Sequence[str]) -> list[str]:
        """The one issue named later in what is said, in a relative clause or a reason, if it is but one."""
        found = [f for f in self._within(content.start, content.stop) if not f.value[1] and self._is_of(f, only)]
        issues = dict.fromkeys(f.value[0] for f in found if not self._is_adjunct(f, content.start))
        return list(issues) if len(issues) == 1 else []

    def before(self, at: int, only: Sequence[str]) -> list[str]:
        """The issue named last before token ``at`` in its sentence."""
        begin = self._passage.sentence_of(at - 1).first
        for found in reversed(self._within(begin, at)):
            if not found.value[1] and not self._is_adjunct(found, begin) and self._is_of(found, only):
                return [found.value[0]]
        return []

    def _within(self, first: int, last: int) -> Sequence[Found[tuple[str, bool]]]:
        """The issues whose names begin at tokens ``first:last``."""
        return self._issues[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def _is_of(self, found: Found[tuple[str, bool]], only: Sequence[str]) -> bool:
        return not only or self._codebook.main(found.value[0]) in only

    def holds(self, at: int) -> bool:
        """Whether a word stands inside the name of an issue: ``دعم`` in ``مجموعة دعم دولية``."""
        return at in self._inside

    def _complement_end(self, begin: int, *, offered: bool = False) -> int:
        """Index after the complement: over one ``أن``, up to a stop, a reason, or a relative clause."""
        last = min(self._passage.sentence_of(begin).last, begin + _REACH)
        opened = False
        for i in range(begin, last):
            word = self._tokens[i].key
            if word in _MARKS or word in self._words["cuts"] or (word in self._relatives and i > begin + 1):
                return i
            if i > begin and word[0] in "وف" and self._opens_clause(word[1:]) and not self._names(i):
                return i
            if i > begin and word.removeprefix("و") in self._words["bound"] and word.startswith("و"):
                return i
            if word in ("،", ",") and i + 1 < last and self._clauses.knows_verb(self._tokens[i + 1].key):
                return i
            if offered and self._clauses.refuses(word):
                return i
            if word in self._complements:
                if opened or i > begin + 8 or (word.startswith("و") and i > begin):
                    return i
                opened = True
        return last

    def _opens_clause(self, word: str) -> bool:
        """Whether a word joined by ``و`` is a finite verb, the future tense among them: ``وستظل``."""
        return self._clauses.is_finite(word) or (word.startswith(("ست", "سي", "سن")) and len(word) >= 4)

    def _names(self, at: int) -> bool:
        """Whether an issue is named at a token: ``وقف`` is no verb there."""
        return any(f.last > at for f in self._within(at - 4, at + 1))

    def _among(self, first: int, begin: int, last: int, only: Sequence[str]) -> list[str]:
        """The first issue named among tokens, and those coordinated to it."""
        named = [f for f in self._within(first, last) if f.last >= begin]
        named = [f for f in named if not self._is_adjunct(f, begin) and self._is_of(f, only)]
        named = [f for f in named if not f.value[1] or f.first - begin <= _NEAR]
        if not named:
            return []
        chosen = [named[0]]
        for found in named[1:]:
            if self._is_joined(found) and found.first - chosen[-1].last <= 8:
                chosen.append(found)
        return list(dict.fromkeys(f.value[0] for f in chosen))

    def _is_joined(self, found: Found[tuple[str, bool]]) -> bool:
        """Whether an issue is coordinated to what stands before it: by ``و``, or as a part of it (``بما في ذلك``)."""
        before = tuple(t.key for t in self._tokens[max(0, found.first - 3) : found.first])
        return self._tokens[found.first].key.startswith("و") or before == ("بما", "في", "ذلك")

    def taken_up(self, at: int, only: Sequence[str]) -> list[str]:
        """The issue of the sentence before, where the complement that begins at a token takes it up: ``هذه الفكرة``."""
        sentence = self._passage.sentence_of(at)
        for i in range(at, min(at + 4, sentence.last - 1)):
            if stems(self._tokens[i].key) & self._words["pointing"] and self._tokens[i + 1].key in self._taken_up:
                floor = self._passage.sentence_of(sentence.first - 1).first if sentence.first else 0
                return self._named_last(floor, i, only)
        return []

    def _named_last(self, first: int, last: int, only: Sequence[str]) -> list[str]:
        """The issue named last among tokens, common words apart."""
        found = [f for f in self._within(first, last) if not f.value[1] and self._is_of(f, only)]
        return [found[-1].value[0]] if found else []

    def is_adjunct(self, at: int) -> bool:
        """Whether a noun only tells a cause or a time: ``بسبب دعمها``."""
        return at > 0 and self._tokens[at - 1].key.lstrip("و") in self._words["adjuncts"]

    def is_deed(self, content: range) -> bool:
        """Whether what is condemned is a crime rather than a policy."""
        return any(stems(self._tokens[i].key) & self._words["deeds"] for i in content[:4])

    def _is_adjunct(self, found: Found[tuple[str, bool]], begin: int) -> bool:
        """Whether an issue only dates or places what is said: ``خلال المحادثات``."""
        before = self._tokens[found.first - 1].key.lstrip("و") if found.first else ""
        if before in self._words["adjuncts"]:
            return True
        return found.value[1] and before in self._words["placed"] and found.first - 1 > begin


def _is_inside(found: Found[tuple[str, bool]], names: frozenset[int]) -> bool:
    """Whether a phrase begins inside a name, or is its first word alone: ``المؤتمر`` in ``المؤتمر الوطني العام``."""
    begun = {found.first, found.first - 1} <= names
    return begun or (found.last - found.first == 1 and {found.first, found.last} <= names)


def _longest(found: Sequence[Found[tuple[str, bool]]]) -> list[Found[tuple[str, bool]]]:
    """Of phrases that overlap the longest."""
    kept: list[Found[tuple[str, bool]]] = []
    for phrase in sorted(found, key=lambda f: (f.first, -f.last)):
        if kept and phrase.first < kept[-1].last:
            if phrase.last - phrase.first > kept[-1].last - kept[-1].first:
                kept[-1] = phrase
            continue
        kept.append(phrase)
    return kept
