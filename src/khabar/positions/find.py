"""Where each party stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.arabic import Passage, key
from khabar.events.arguments import ArgumentFinder
from khabar.events.find import compile_coding
from khabar.events.parties import find_parties
from khabar.events.voices import Voices
from khabar.lexicon import Lexicon
from khabar.lexicon.phrases import stems
from khabar.model import Article, Mention, Position, Reference, Span, Stand, StatedBy, Statement, fact_id
from khabar.positions.holders import Holders
from khabar.positions.scope import IssueBook, Scope
from khabar.positions.sides import Sides
from khabar.positions.stands import StandBook, StandClauses, Taken, compile_scope_words, find_stands
from khabar.speech.cues import cue_book


def compile_codebook(lexicon: Lexicon) -> tuple[IssueBook, StandBook]:
    """The codebook of a lexicon, compiled: its issues and its stands."""
    return IssueBook(lexicon), StandBook(lexicon)


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
    first: dict[tuple[str, str, Span], Stand] = {}
    for position in reader.positions():
        # One sentence takes one stand on an issue, apart from what it makes it hang on and what it never gives up.
        if position.stand not in ("conditions", "red-line"):
            stand = first.setdefault((position.party, position.issue, position.span), position.stand)
            if position.stand != stand:
                continue
        said = position.party, position.issue, position.stand
        if said not in found or (found[said].statement is None and position.statement is not None):
            found[said] = position
    known = {(p.party, p.span) for p in found.values() if p.issue != reader.rest}
    # What is told of a known issue needs no other: طالب بضرورة تطبيق القرار.
    kept = (p for p in found.values() if p.issue != reader.rest or (p.party, p.span) not in known)
    return tuple(sorted(kept, key=lambda p: p.span))


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
        issues, self._book = lexicon.compiled(compile_codebook)
        self._codebook, self.rest = issues.codebook, issues.rest
        self._passage, self._tokens, self._root = passage, passage.tokens, root
        self._clauses = StandClauses(passage, lexicon.compiled(compile_coding), lexicon.compiled(cue_book), self._book)
        self._voices = Voices(passage, statements, lexicon)
        self._speech = {passage.token_at(s.cue.start): s.cue_class for s in statements if s.cue}
        self._parties = parties = find_parties(passage, mentions, references, lexicon, self._clauses)
        self._sides = Sides(lexicon, passage, self._voices, references, parties, article.published)
        arguments = ArgumentFinder(self._clauses, parties, self._voices)
        self._holders = Holders(passage, arguments, parties, self._voices, self._sides, self._clauses, lexicon)
        words = lexicon.compiled(compile_scope_words)
        self._supposed, self._prayed_to = words["suppositions"], words["prayed-to"]
        self._between_states, self._persons_meant = words["between-states"], words["persons-meant"]
        self._elected = words["elected"]
        self._scope = Scope(passage, self._clauses, issues, lexicon, parties.named)

    def positions(self) -> Iterator[Position]:
        """Every stand on an issue, as often as it is taken."""
        previous: tuple[str, ...] = ()
        before: Taken | None = None
        for meant in find_stands(self._clauses, self._book, self._speech):
            for taken in meant:
                if not self._counts(taken, before):
                    continue
                token = self._tokens[taken.seen.token]
                cued = self._voices.cued_by(token.start, token.end)
                statement = cued or self._voices.around(token.start)
                issues = self._issues_of(taken, cued)
                turns = taken.stand in ("demands", "offers") or (taken.stand == "accepts" and not taken.is_word)
                if turns and issues != [self.rest] and self._is_refusal(taken, cued, issues):
                    taken = replace(taken, stand="rejects")  # دعا إلى رفض الاتفاق
                holders = self._holders.of(taken, cued, statement, previous) if issues or not taken.cue.issues else ()
                previous = holders or previous
                before = taken if issues else before
                for issue in issues:
                    for party in self._sides.parties(holders):
                        if taken.cue.own and statement is not None and party not in self._sides.speaker(statement):
                            continue
                        if not self._matters(issue, party) and not self._concerns_another(taken, cued, party):
                            continue
                        yield self._position(taken, party, issue, statement, cued is not None)
                if issues:
                    break

    def _counts(self, taken: Taken, before: Taken | None) -> bool:
        """Whether a stand is taken on its own: ``ترفض الموافقة`` is one, and ``مقابل`` needs an offer before it."""
        at, noun = taken.seen.token, taken.seen.trigger.form.tense == "noun"
        if taken.seen.last < len(self._tokens) and self._tokens[taken.seen.last].key in self._prayed_to:
            return False  # دعا الله أن يحفظ البلاد
        if taken.cue.stand != "conditions" and self._is_supposed(at):
            return False
        if taken.cue.main and (taken.seen.pronoun or (taken.is_word and self._clauses.relative_before(at) is not None)):
            return False
        if (taken.cue.without and self._declines(taken)) or self._is_sport(taken):
            return False
        if taken.seen.last < len(self._tokens) and self._tokens[taken.seen.last].key in self._persons_meant:
            return False  # ندد بالذين يرفضون الاتفاق
        if (
            noun
            and not taken.is_word
            and ((self._scope.is_adjunct(at) and not taken.cue.owned) or self._is_purpose(taken))
        ):
            return False
        if self._is_wished(taken):
            return False
        if self._scope.holds(at):
            return False
        if before is None:
            return not taken.cue.follows
        if noun and not taken.is_word and 0 <= at - before.seen.last <= 2:
            return False
        here = before.seen.token >= self._passage.sentence_of(at).first
        return not taken.cue.follows or (here and before.stand in taken.cue.follows)

    def _declines(self, taken: Taken) -> bool:
        """Whether what a stand cannot be on is said behind an aside: ``رفضت واشنطن، من جانبها، أن تعلق``."""
        last = min(taken.seen.last + 9, self._passage.sentence_of(taken.seen.token).last)
        for i in range(taken.seen.last, last - 1):
            if self._tokens[i].key == "ان":
                return bool(stems(self._tokens[i + 1].key) & set(map(key, taken.cue.without)))
        return False

    def _is_sport(self, taken: Taken) -> bool:
        """Whether a word stands in a sentence of sport."""
        sentence = self._passage.sentence_of(taken.seen.token)
        sport = self._clauses.coding.words["sport"] - self._elected
        return any(stems(word) & sport for word in self._passage.keys[sentence.first : sentence.last])

    def _matters(self, issue: str, party: str) -> bool:
        """Whether a stand is of politics by its issue, and taken by a party that the lexicon knows."""
        return issue != self.rest and self._sides.is_known(party)

    def _concerns_another(self, taken: Taken, cued: Statement | None, party: str) -> bool:
        """Whether another party is named as addressee or in what is said: a stand on no known issue is politics then.

        What a body tells its own people (``دعت المواطنين إلى الإبلاغ``) is none.
        """
        last = self._content(cued).stop or self._passage.sentence_of(taken.seen.token).last
        named = (e for other in self._parties.within(taken.seen.last, last) for e in other.entities)
        if any(self._sides.is_foreign(e, party) for e in named):
            return True
        return self._sides.is_known(party) and any(
            stems(word) & self._between_states for word in self._passage.keys[taken.seen.last : last]
        )

    def _is_purpose(self, taken: Taken) -> bool:
        """Whether an assent or refusal is only what something is for: ``أمام البرلمان شهران للموافقة``."""
        return taken.stand in ("accepts", "rejects") and self._tokens[taken.seen.token].key.startswith(("ل", "ول"))

    def _is_wished(self, taken: Taken) -> bool:
        """Whether a verb stands in what another wishes or judges: ``من الطبيعي أن تستأنف إيران العلاقات``."""
        at, form = taken.seen.token, taken.seen.trigger.form
        before = self._tokens[at - 1].key if at else ""
        if taken.is_word or form.tense != "present" or before.lstrip("وب") != "ان" or taken.cue.holder == "speaker":
            return False
        statement = self._voices.around(self._tokens[at].start)
        return statement is None or not self._holders.is_promised(taken, statement)

    def _is_supposed(self, at: int) -> bool:
        """Whether a stand is only supposed or asked about: ``إذا أرادت الحرب``, ``ما إذا كان يجب أن تشارك``."""
        begin = self._passage.sentence_of(at).first
        for i in range(at - 1, max(begin, at - 6) - 1, -1):
            if self._tokens[i].kind != "word":
                return False
            if self._tokens[i].key in self._supposed:
                return at - i <= 3 or self._tokens[i - 1].key == "ما"
        return False

    def _issues_of(self, taken: Taken, cued: Statement | None) -> list[str]:
        """The issues the stand is about: those of its complement, or before the word where the cue allows."""
        seen, cue = taken.seen, taken.cue
        content = self._content(cued)
        if content and cue.side == "after":
            found = self._scope.inside(content, cue.issues, offered=taken.stand == "offers")
        else:
            noun = not taken.is_word and seen.trigger.form.tense == "noun"
            begin = self._governed(taken)
            after = self._scope.after(
                seen.token, begin, cue.issues, nominal=noun, offered=taken.stand == "offers", close=cue.main
            )
            resumed = not taken.is_word and not noun and seen.pronoun  # الاتفاق الذي تعارضه
            before = self._scope.before(seen.last, cue.issues) if cue.side != "after" or resumed else []
            found = (before or after) if cue.side == "before" or resumed else (after or before)
        found = found or self._scope.taken_up(content.start if content else seen.last, cue.issues)
        if not found and cue.accord and self._scope.main_accord in cue.issues:
            return [self._scope.main_accord]
        if found or not cue.open or self.rest is None:
            return found
        said = content or (range(seen.last, self._scope.stop_after(seen.last)) if self._is_spoken(taken) else range(0))
        if not said or self._scope.is_deed(said):
            return []
        further = self._scope.further(said, cue.issues) if taken.stand == "demands" else []
        return further or [self.rest]

    def _is_spoken(self, taken: Taken) -> bool:
        """Whether a noun of refusal or demand is itself what a statement says: ``أعرب عن رفضه للتصريحات``."""
        token = self._tokens[taken.seen.token]
        statement = self._voices.around(token.start)
        return statement is not None and bool(statement.content) and statement.content[0].start == token.start

    def _governed(self, taken: Taken) -> int:
        """Where the complement begins: after the preposition the word needs, if that stands apart (``دعا ... إلى``)."""
        last = taken.seen.last
        for i in range(last, min(last + 8, self._passage.sentence_of(taken.seen.token).last)):
            if self._tokens[i].key in ("علي", "الي", "عن") and self._tokens[i].key in map(key, taken.cue.needs):
                return i + 1
        return last

    def _is_refusal(self, taken: Taken, cued: Statement | None, issues: Sequence[str]) -> bool:
        """Whether what is demanded or promised is to refuse or thwart something."""
        content = self._content(cued)
        at = content.start if content else taken.seen.last
        first = range(at, min(at + 2, self._passage.sentence_of(taken.seen.token).last))
        main = [self._codebook.main(issue) for issue in issues]
        return any(self._book.is_refusal(self._tokens, i, taken.stand, main) for i in first)

    def _content(self, statement: Statement | None) -> range:
        """The tokens of what a statement says first, with the one to which its preposition is attached (``بوقف``)."""
        if statement is None or not statement.content:
            return range(0)
        piece = statement.content[0]
        return range(self._passage.token_at(piece.start), self._passage.tokens_in(piece).stop)

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
