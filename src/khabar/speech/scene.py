"""All a rule may look at: the passage with its references, times and cues, found by token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.arabic import Block, Passage, Quotation, key
from khabar.arabic.frequency import frequency_of
from khabar.lexicon import Actor, Lexicon
from khabar.model import Article, LinkKind, Mention, Reference, Span, TimeExpression
from khabar.names.nisba import compile_nisbas
from khabar.speech.cues import According, Channel, CueBook, CueForm, Entry, Sequences, Verb, cue_book

_DEEP = 12  # quotations in one another that are still told apart


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A group of function words; its members are in ``cues/function-words.yaml``."""

    id: str
    words: tuple[str, ...]
    use: str


def word_groups(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The function words, folded, by group."""
    return {g.id: frozenset(key(w) for w in g.words) for g in lexicon.table("cues/function-words.yaml", WordGroup)}


def outlet_kinds(lexicon: Lexicon) -> dict[str, LinkKind]:
    """Every outlet of the lexicon with the kind of link it makes: ``agency`` or ``outlet``."""
    kinds: dict[str, LinkKind] = {}
    for actor in lexicon.table("actors", Actor):
        if actor.type == "agency":
            kinds[actor.id] = "agency"
        elif actor.type in ("newspaper", "broadcaster", "news-site", "magazine"):
            kinds[actor.id] = "outlet"
    return kinds


@dataclass(frozen=True, slots=True)
class NationalAgency:
    """A news agency that is called by its nationality alone; the members are in ``cues/agencies.yaml``."""

    id: str
    words: tuple[str, ...]
    example: str


def national_agencies(lexicon: Lexicon) -> dict[str, str]:
    """The agency of each adjective, folded.

    >>> national_agencies(Lexicon.bundled())["الفرنسيه"]
    'organization/afp'
    """
    return {key(w): a.id for a in lexicon.table("cues/agencies.yaml", NationalAgency) for w in a.words}


@dataclass(frozen=True, slots=True)
class CueHit:
    """A token that can be read as a cue.

    Attributes:
        at: Token index.
        chain: The letters attached before it (``و``).
    """

    at: int
    chain: str
    form: CueForm


class Scene:
    """One article as the grammar of attribution sees it.

    Attributes:
        references: By the index of the token in which they begin, the longest first.
        cues: Readings as a cue, by token index.
        content_ends: Whether a content that began earlier ends before a token, where that was asked already.
    """

    def __init__(
        self,
        passage: Passage,
        article: Article,
        mentions: Sequence[Mention],
        references: Sequence[Reference],
        times: Sequence[TimeExpression],
        lexicon: Lexicon,
    ) -> None:
        self.passage, self.article = passage, article
        self.tokens, self.text = passage.tokens, passage.text
        self.words = lexicon.compiled(word_groups)
        self.book: CueBook = lexicon.compiled(cue_book)
        self.nisbas = lexicon.compiled(compile_nisbas)
        self.agencies: dict[str, str] = lexicon.compiled(national_agencies)
        self.outlets: dict[str, LinkKind] = lexicon.compiled(outlet_kinds)
        self.mentions = sorted(mentions, key=lambda m: m.span)
        self._mention_starts = [m.span.start for m in self.mentions]
        self.references = self._by_token(references)
        self.ordered = sorted(references, key=lambda r: (r.span.start, -r.span.end))
        self._ordered_starts = [r.span.start for r in self.ordered]
        self._reference_ends = {passage.token_at(r.span.end - 1) + 1 for r in references}
        self._times = {i: passage.token_at(t.span.end - 1) + 1 for t in times for i in [passage.token_at(t.span.start)]}
        self._time_ends = set(self._times.values())
        people = [passage.tokens_in(m.span) for m in self.mentions if m.kind == "person"]
        self._names = frozenset(i for tokens in people for i in tokens)
        named = {i for tokens in people for i in tokens[1:]}  # a later part of a name can look like a verb
        self.cues = {
            i: hits
            for i, t in enumerate(self.tokens)
            if t.kind == "word" and i not in named and (hits := self._hits(i, t.key))
        }
        self.inside = {q.inner.start: q for q in passage.quotations}
        self._quotation_starts = [q.outer.start for q in passage.quotations]
        self.opening = {passage.token_at(q.outer.start): q for q in passage.quotations}
        self.title = article.title_span
        self.content_ends: dict[int, bool] = {}
        self.terms = Counter(passage.view.slice(q.inner).strip() for q in passage.quotations if len(q.inner) < 40)

    def _by_token(self, references: Sequence[Reference]) -> dict[int, list[Reference]]:
        found: dict[int, list[Reference]] = {}
        for r in references:
            found.setdefault(self.passage.token_at(r.span.start), []).append(r)
        for group in found.values():
            group.sort(key=lambda r: -r.span.end)
        return found

    def _hits(self, at: int, word: str) -> tuple[CueHit, ...]:
        """Readings as a cue; a feminine participle is written with taa marbuta, else it is a noun with a pronoun."""
        token = self.tokens[at]
        owned = self.text[token.end - 1] == "ه"
        doubled = "\u0651" in self.text[token.start : token.end]
        adverb = self.is_in(at, "adverb")
        if self.sequence_at(at + 1, "anonymity"):
            return ()
        return tuple(
            CueHit(at, chain, form)
            for chain, form in self.book.at(word)
            if form.form.tense != "participle" or not (adverb or (owned and form.form.gender == "f"))
            if doubled or not (isinstance(form.cue, Verb) and form.cue.shadda)
        )

    # -- words ------------------------------------------------------------------------------------

    def key(self, at: int) -> str:
        """The folded word at a token index; empty beyond the ends."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def bare(self, at: int) -> str:
        """The folded word without an attached ``و`` or ``ف``."""
        word = self.key(at)
        return word[1:] if len(word) > 2 and word[0] in "وف" else word

    def is_in(self, at: int, group: str) -> bool:
        """Whether the token belongs to a group of function words; ``علي`` as a name is no preposition."""
        return self.key(at) in self.words[group] and not (group == "preposition" and self.is_named(at))

    def is_named(self, at: int) -> bool:
        """Whether the token is part of a person's name."""
        return at in self._names

    def is_preposition(self, word: str) -> bool:
        """Whether a folded word is a preposition."""
        return word in self.words["preposition"]

    def is_reply(self, at: int) -> bool:
        """Whether ``ردا على`` begins at a token: what follows names the question, not the answer."""
        return self.bare(at) in self.words["reply"] and self.key(at + 1) == "علي"

    def is_relative(self, at: int) -> bool:
        """Whether the token is a relative pronoun, ``و`` attached or not (``والتي``)."""
        return self.is_in(at, "relative") or self.bare(at) in self.words["relative"]

    def sequence_at(self, at: int, group: str) -> int:
        """End of the longest word sequence of a group that begins at ``at``; 0 if there is none."""
        best = 0
        first = {self.key(at), self.bare(at)}
        for phrase in self.words[group]:
            parts = phrase.split()
            if parts[0] in first and all(self.key(at + n) == p for n, p in enumerate(parts) if n):
                best = max(best, at + len(parts))
        return best

    def cue_span(self, hit: CueHit) -> Span:
        """The cue without the letters attached before it."""
        token = self.tokens[hit.at]
        if not hit.chain:
            return token.span
        last = self.passage.view.index(token.end)
        kept = len(token.key) - len(hit.chain)
        return Span(self.passage.view.span(last - kept, last).start, token.end)

    # -- what stands where --------------------------------------------------------------------------

    def reference_at(self, at: int) -> Reference | None:
        """The longest reference that begins in the token."""
        group = self.references.get(at)
        return group[0] if group else None

    def attached(self, reference: Reference) -> str:
        """The folded letters attached before a reference (``وب``), without its own."""
        token = self.tokens[self.passage.token_at(reference.span.start)]
        if reference.span.start <= token.start:
            return ""
        return self.passage.view.slice(Span(token.start, reference.span.start))

    def is_joined(self, at: int) -> bool:
        """Whether a noun has ``و`` attached: it goes on with what stands before it (``فرنسا وبريطانيا``)."""
        word = self.key(at)
        if (reference := self.reference_at(at)) is not None:
            return self.attached(reference).startswith("و")
        written = self.tokens[at].span.of(self.text)  # folding would make وسائل a rare word
        return word[:1] == "و" and len(word) > 3 and self.commoner(written[1:], written)

    def past_joined(self, at: int) -> int:
        """The token after all references that are joined by ``و`` from token ``at`` on; ``at`` if there is none."""
        while (reference := self.reference_at(at)) is not None and self.attached(reference).startswith("و"):
            at = max(at + 1, self.end_of(reference.span))
        return at

    def end_of(self, span: Span) -> int:
        """Index of the first token after a span."""
        return self.passage.token_at(span.end - 1) + 1

    def time_at(self, at: int) -> int:
        """End (token index) of the time expression that begins at ``at``; 0 if there is none."""
        return self._times.get(at, 0)

    def time_ending(self, at: int) -> bool:
        """Whether a time expression ends right before the token."""
        return at in self._time_ends

    def reference_ending(self, at: int) -> bool:
        """Whether a reference ends right before the token."""
        return at in self._reference_ends

    def commoner(self, word: str, than: str) -> bool:
        """Whether a folded word is the more frequent of two in Arabic (``wordfreq``)."""
        own, other = frequency_of(word), frequency_of(than)
        return (
            own > other or (own == other == 0 and len(word) > 4) or (own > 0 and than[:1] in "بل" and word[:2] == "ال")
        )

    def mention_in(self, span: Span) -> Mention | None:
        """The first mention that lies inside a span."""
        at = bisect_right(self._mention_starts, span.start - 1)
        if at < len(self.mentions) and self.mentions[at].span in span:
            return self.mentions[at]
        return None

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """All mentions that lie inside a span, in order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [m for m in self.mentions[first:last] if m.span in span]

    def quotations_around(self, first: int, last: int) -> Sequence[Quotation]:
        """Quotations that can overlap the offsets ``first:last``, or end shortly before them, in order."""
        begin = bisect_left(self._quotation_starts, first) - _DEEP
        return self.passage.quotations[max(0, begin) : bisect_left(self._quotation_starts, last)]

    def references_before(self, offset: int) -> Sequence[Reference]:
        """References that begin before an offset, the nearest last."""
        return self.ordered[: bisect_right(self._ordered_starts, offset - 1)]

    def sentence(self, at: int) -> Block:
        """The sentence of a token."""
        return self.passage.sentence_of(at)

    def according_at(self, at: int) -> tuple[int, According] | None:
        """An "according to" that begins at a token (``و`` may be attached): its end and entry."""
        if self.key(at).startswith("ف") and self.bare(at) == "حسب":
            return None  # فحسب: "only"
        return self._entry(self.book.according, at, (self.key(at), self.bare(at)))

    def channel_at(self, at: int, *, bare: str | None = None) -> tuple[int, Channel] | None:
        """A channel noun at a token, article or not: its end and entry; ``bare`` is the word without a preposition."""
        return self._entry(self.book.channels, at, (bare,) if bare else (self.key(at), self.bare(at)))

    def _entry(self, table: Sequences[Entry], at: int, firsts: tuple[str, ...]) -> tuple[int, Entry] | None:
        for word in firsts:
            for words, entry in table.get(word, ()):
                if all(self.key(at + n) == w for n, w in enumerate(words) if n):
                    return at + len(words), entry
        return None

    def is_name_quotation(self, quotation: Quotation) -> bool:
        """Whether a quotation only sets off a name or a term (``"تاس"``): a mention fills it."""
        mention = self.mention_in(quotation.inner)
        return mention is not None and len(mention.span) >= 0.6 * len(quotation.inner)

    def is_term(self, quotation: Quotation) -> bool:
        """Whether a short quotation is a term that this article sets off again and again: then nobody is quoted."""
        inside = self.passage.view.slice(quotation.inner).strip()
        return len(inside.split()) <= 3 and self.terms.get(inside, 0) > 2
