"""Where each party stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khabar.arabic import Passage
from khabar.events.accords import Accords
from khabar.events.arguments import ArgumentFinder
from khabar.events.clauses import Clauses
from khabar.events.coding import FINITE
from khabar.events.find import compile_coding
from khabar.events.parties import find_parties
from khabar.events.voices import Voices
from khabar.lexicon import Lexicon
from khabar.lexicon.codebook import Codebook, read_codebook
from khabar.lexicon.phrases import Found, Phrases
from khabar.model import Article, Mention, Position, Reference, Span, StatedBy, Statement, fact_id
from khabar.positions.sides import Sides
from khabar.positions.stands import StandBook, Taken, find_stands
from khabar.speech.cues import cue_book


def compile_codebook(lexicon: Lexicon) -> tuple[Codebook, Phrases[str], StandBook]:
    """The codebook, its phrases by issue, and its stands."""
    codebook = read_codebook(lexicon)
    said = [(phrase, issue.id) for issue in codebook.issues.values() for phrase in issue.ar]
    not_meant = [(phrase, "") for issue in codebook.issues.values() for phrase in issue.besides]
    phrases = Phrases([*said, *not_meant])
    return codebook, phrases, StandBook(lexicon)


def find_positions(
    passage: Passage,
    article: Article,
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    statements: Sequence[Statement],
    lexicon: Lexicon,
    root: str,
) -> tuple[Position, ...]:
    """Positions of one article, in the order of the text: one for each party, issue and stand.

    Args:
        passage: The article's text.
        article: For its date: offices change hands.
        mentions: The names found in it.
        references: The role phrases found in it.
        statements: Who says what: a position rests on one of them, or on the article's own voice.
        lexicon: The codebook, offices and actors.
        root: The page's hash.
    """
    reader = _Reader(passage, article, mentions, references, statements, lexicon, root)
    found: dict[tuple[str, str, str], Position] = {}
    for position in reader.positions():
        key = position.party, position.issue, position.stand
        if key not in found or (found[key].statement is None and position.statement is not None):
            found[key] = position
    return tuple(sorted(found.values(), key=lambda p: p.span))


#: How many words after a stand its issue is looked for.
_REACH = 16


class _Reader:
    """Reads the positions of one article."""

    def __init__(
        self,
        passage: Passage,
        article: Article,
        mentions: Sequence[Mention],
        references: Sequence[Reference],
        statements: Sequence[Statement],
        lexicon: Lexicon,
        root: str,
    ) -> None:
        self._codebook, phrases, self._book = lexicon.compiled(compile_codebook)
        self._passage, self._tokens, self._root = passage, passage.tokens, root
        self._clauses = Clauses(passage, lexicon.compiled(compile_coding), lexicon.compiled(cue_book))
        self._voices = Voices(passage, statements, lexicon)
        self._sides = Sides(lexicon, self._voices, article.published)
        parties = find_parties(passage, mentions, references, lexicon, self._clauses)
        self._arguments = ArgumentFinder(self._clauses, parties, self._voices)
        accords = Accords(passage, lexicon).mentions()
        named = [Found(f.first, f.last, f.value.issue) for f in accords if f.value.issue in self._codebook.issues]
        self._issues = [f for f in _longest([*phrases.find(passage.tokens), *named]) if f.value]

    def positions(self) -> Iterator[Position]:
        """Every stand on an issue, as often as it is taken."""
        previous: tuple[str, ...] = ()
        before: Taken | None = None
        for taken in find_stands(self._clauses, self._book):
            if not self._counts(taken, before):
                continue
            before = taken
            token = self._tokens[taken.seen.token]
            cued = self._voices.cued_by(token.start, token.end)
            statement = cued or self._voices.around(token.start)
            holders = self._holders(taken, cued, statement, previous)
            previous = holders or previous
            for issue in self._issues_of(taken, cued):
                for party in self._sides.parties(holders):
                    yield self._position(taken, party, issue, statement, cued is not None)

    def _holders(
        self, taken: Taken, cued: Statement | None, statement: Statement | None, previous: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Whose stand it is: the subject of the word, else whoever speaks there."""
        if statement is None:
            return self._told(taken)
        speaker = self._voices.entities(statement)
        if cued is not None and speaker:
            named = self._arguments.find(taken.seen, ()).actors
            return named if named and set(named) <= set(speaker) else speaker
        if taken.cue.holder == "speaker":
            return speaker
        if taken.cue.follows:
            return previous
        if taken.is_word:
            return self._arguments.subject_before(taken.seen.token) or speaker
        found = self._arguments.find(taken.seen, speaker or previous).actors
        if not found and taken.seen.trigger.form.tense == "noun" and not taken.seen.pronoun:
            return ()
        return found or speaker

    def _told(self, taken: Taken) -> tuple[str, ...]:
        """Whose stand it is in the article's own voice: only a verb with its subject beside it is trusted."""
        if taken.is_word:
            return self._arguments.subject_before(taken.seen.token) if taken.cue.holder == "subject" else ()
        if taken.seen.trigger.form.tense not in FINITE:
            return ()
        return self._arguments.find(taken.seen, ()).actors

    def _counts(self, taken: Taken, before: Taken | None) -> bool:
        """Whether a stand is taken on its own: ``ترفض الموافقة`` is one, and ``مقابل`` needs an offer before it."""
        at, noun = taken.seen.token, taken.seen.trigger.form.tense == "noun"
        if before is None:
            return not taken.cue.follows
        if noun and 0 <= at - before.seen.last <= 2 and not taken.cue.follows:
            return False
        here = before.seen.token >= self._passage.sentence_of(at).first
        return not taken.cue.follows or (here and before.stand in taken.cue.follows)

    def _issues_of(self, taken: Taken, cued: Statement | None) -> list[str]:
        """The issues the stand is about: the nearest after the word, or before it where the cue allows."""
        seen = taken.seen
        sentence = self._passage.sentence_of(seen.token)
        last = min(sentence.last, seen.last + _REACH)
        if cued is not None and cued.content and taken.cue.side == "after":
            inside = [i for c in cued.content for i in self._passage.tokens_in(c)]
            if inside:
                return self._among(min(inside), max(inside) + 1)
        found = self._among(seen.last, last)
        before = [f.value for f in self._issues if sentence.first <= f.first < seen.token]
        if taken.cue.side == "before" and before:
            return before[-1:]
        if taken.cue.side == "both" and not found:
            return before[-1:]
        return found

    def _among(self, first: int, last: int) -> list[str]:
        """The first issue named among tokens, and those coordinated to it."""
        named = [f for f in self._issues if first <= f.first < last]
        if not named:
            return []
        chosen = [named[0]]
        for found in named[1:]:
            if self._tokens[found.first].key.startswith("و") and found.first - chosen[-1].last <= 8:
                chosen.append(found)
        return list(dict.fromkeys(f.value for f in chosen))

    def _position(self, taken: Taken, party: str, issue: str, statement: Statement | None, cued: bool) -> Position:
        sentence = self._passage.sentence_of(taken.seen.token)
        span = statement.content[0] if statement is not None and statement.content else sentence.span
        main = self._codebook.main(issue)
        rule = taken.cue.id if main == issue else f"{taken.cue.id}@{issue}"
        trigger = self._tokens[taken.seen.token]
        return Position(
            id=fact_id(self._root, "position", Span(trigger.start, trigger.end), also=f"{party} {main} {taken.stand}"),
            party=party,
            issue=main,
            stand=taken.stand,
            statement=statement.id if statement else None,
            stated_by=self._stated_by(party, statement, cued),
            span=span,
            rule=rule,
        )

    def _stated_by(self, party: str, statement: Statement | None, cued: bool) -> StatedBy:
        """Whether the party says it itself, or who else says it of the party."""
        if statement is None:
            return "article"
        if (teller := self._told_by(party, statement)) is not None:
            return teller
        if cued or party in self._sides.speaker(statement):
            return "anonymous" if all(s.kind == "anonymous" for s in statement.sources) else "self"
        if self._sides.mediates(statement):
            return "mediator"
        if all(s.kind == "anonymous" and s.entity is None for s in statement.sources):
            return "anonymous"
        return "opponent" if self._sides.speaker(statement) else "other"

    def _told_by(self, party: str, statement: Statement) -> StatedBy | None:
        """Who passes the words of a party on, if the chain goes through another one."""
        for link in statement.chain:
            if link.kind == "person" and link.entity is not None:
                other = self._sides.party(link.entity)
                if other is not None and other != party:
                    return "mediator" if self._sides.is_mediator(link.entity) else "opponent"
        return None


def _longest(found: Iterable[Found[str]]) -> list[Found[str]]:
    """Of phrases that overlap the longest."""
    kept: list[Found[str]] = []
    for phrase in sorted(found, key=lambda f: (f.first, -f.last)):
        if kept and phrase.first < kept[-1].last:
            if phrase.last - phrase.first > kept[-1].last - kept[-1].first:
                kept[-1] = phrase
            continue
        kept.append(phrase)
    return kept
