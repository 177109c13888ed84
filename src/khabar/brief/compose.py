"""From the desk to the lines of a brief: a pure function; nothing is said here that no span says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.brief.compare import Comparer
from khabar.brief.desk import Desk
from khabar.brief.lines import (
    ArticleLine,
    Brief,
    CommitmentLine,
    EventLine,
    Opposed,
    PositionLine,
    RoundLine,
    StoryBrief,
    TrackBrief,
)
from khabar.brief.said import Sayings
from khabar.brief.sources import Sources
from khabar.brief.wording import Language, Wording
from khabar.lexicon import Lexicon
from khabar.model import Event, Happening, Position, Root, Story, Track
from khabar.stories import Piece

_SHOWN = ("round", "format", "mediator", "delegation", "quantity", "outcome")


def compose(desk: Desk, lexicon: Lexicon, language: Language = "ar") -> Brief:
    """The brief of a desk.

    Args:
        desk: The stories with all that is known of them (:meth:`khabar.brief.Desk.of`).
        lexicon: Labels and names.
        language: Of the brief's own words; what pages say stays as it is.
    """
    return _Composer(desk, lexicon, language).brief()


class _Composer:
    def __init__(self, desk: Desk, lexicon: Lexicon, language: Language) -> None:
        self._desk = desk
        self._say = Wording(lexicon, language, desk.pile)
        self._sources = Sources(desk.pile, self._say)
        self._sayings = Sayings(desk.pile, self._say, self._sources)
        self._comparer = Comparer(desk.pile, self._say, self._sources)

    def brief(self) -> Brief:
        desk, say = self._desk, self._say
        roots = sum(len(s.roots) for s in desk.stories)
        counts = {
            "articles": say.count("article", len(desk.pile)),
            "stories": say.count("story", len(desk.stories), governed=True),
            "roots": say.count("root", roots, governed=True),
        }
        return Brief(
            say("summary", **counts),
            tuple(self._story(s) for s in desk.stories),
            tuple(self._track(t) for t in desk.tracks),
        )

    def _story(self, story: Story) -> StoryBrief:
        desk, say = self._desk, self._say
        pieces = desk.pile.pieces_of(story.articles)
        happenings = desk.happenings_in(story)
        claims = desk.claims[story.id]
        said = {c.id: self._sayings.claim(c, story) for c in claims}
        opposed = [
            Opposed(*(tuple(self._sayings.telling(t) for t in tellings) for _, tellings in d.values))
            for d in desk.contradictions[story.id]
        ]
        return StoryBrief(
            id=story.id,
            title=story.title,
            first=story.first,
            last=story.last,
            actors=say.names(story.actors[:6]),
            weight=f"{say.count('article', len(story.articles))} · {say.count('root', len(story.roots))}",
            articles=tuple(self._article(p, n, story.roots) for n, p in enumerate(pieces, 1)),
            timeline=tuple(self._event(h) for h in happenings),
            said=tuple(said.values()),
            fabricated=tuple(self._sayings.fabricated(pieces)),
            comparisons=tuple(
                self._comparer.compare(h, story)
                for h in sorted(happenings, key=lambda h: not h.disagreements)
                if _is_compared(h)
            ),
            opposed=tuple(opposed),
            positions=self._stands(self._positions(pieces)),
        )

    def _article(self, piece: Piece, number: int, roots: Sequence[Root]) -> ArticleLine:
        article, say = piece.article, self._say
        place = next(i for i, r in enumerate(roots, 1) if article.id in r.articles)
        root = roots[place - 1]
        why = None
        if len(root.articles) > 1:
            why = say("root-copy") if root.why == "copy" else say("root-chain")
        if root.origin:
            why = f"{why or say('root-chain')}: {say.name(root.origin)}"
        return ArticleLine(
            number=number,
            outlet=self._sources.outlet(piece),
            title=piece.headline,
            date=article.published,
            basis=say(f"basis/{article.published_basis}") if article.published_basis else None,
            root=place,
            root_why=why,
            also=tuple(p.outlet or p.name for p in piece.printings),
            cite=self._sources.cite(piece, article.title_span or article.span, article.id),
        )

    def _event(self, happening: Happening) -> EventLine:
        say, desk = self._say, self._desk
        told = [(a, e) for a in happening.accounts for e in a.events]
        own = [(a, e) for a, e in told if not a.told_by]
        settled = happening.status
        _, best = max(own or told, key=lambda x: (x[1].status == settled, len(x[1].facts), -len(x[1].span)))
        first = desk.pile.event(best.id)
        assert first is not None
        others = {a.article: e for a, e in told if a.article != first[0].article.id}
        cites = [self._sources.cite(first[0], best.span, best.id)]
        cites += [self._sources.cite(desk.pile.piece(a), e.span, e.id) for a, e in others.items()]
        voices = () if own else tuple(dict.fromkeys(v for a, _ in told for v in a.told_by))
        return EventLine(
            date=happening.date,
            what=say.event(happening.type, happening.mode),
            actors=say.names(_leading(e.actors for _, e in told)) or say("unknown-actor"),
            recipients=say.names(_leading(e.recipients for _, e in told)),
            status=self._status(happening),
            status_code=happening.status,
            facts=tuple(self._facts(happening, best)),
            voices=say.names(voices),
            quote=self._sources.quote(first[0], (best.span,)),
            cites=tuple(cites),
            disputed=bool(happening.disagreements),
        )

    def _status(self, happening: Happening) -> str:
        """The status, or both where one account denies what another tells."""
        differing = next((d for d in happening.disagreements if d.fact == "status"), None)
        statuses = [v for v, _ in differing.values] if differing else [happening.status]
        return " / ".join(self._say(f"status/{s}") for s in statuses)

    def _facts(self, happening: Happening, event: Event) -> Iterable[tuple[str, str]]:
        """The facts of the best evidence; of a duration, what any account gives."""
        if event.place:
            yield self._say("fact/place"), self._say.name(event.place)
        told = [t.value for a in happening.accounts for t in a.tellings if t.fact == "duration"]
        if durations := dict.fromkeys(self._say.duration(v) for v in told):
            yield self._say("fact/duration"), " / ".join(durations)
        for fact in _SHOWN:
            value = event.facts.get(fact)
            if value not in (None, "", (), []) and not (fact == "format" and value == event.mode):
                yield self._say(f"fact/{fact}"), self._say.value(fact, value)

    def _positions(self, pieces: Sequence[Piece]) -> Iterable[tuple[Piece, Position, str]]:
        for piece in pieces:
            said = {s.id: s for s in piece.reading.statements}
            for position in piece.reading.positions:
                statement = said.get(position.statement or "")
                if not (statement and statement.fabricated):
                    yield piece, position, self._sayings.speaker(statement)

    def _stands(self, held: Iterable[tuple[Piece, Position, str]]) -> tuple[PositionLine, ...]:
        """Positions as lines, those that say the same in the same voice as one, by party, issue and date."""
        same: dict[tuple[str, ...], list[tuple[Piece, Position, str]]] = {}
        for piece, position, said_by in held:
            key = (position.party, position.issue, position.stand, position.stated_by, said_by)
            same.setdefault(key, []).append((piece, position, said_by))
        lines = [self._stand(group) for group in same.values()]
        return tuple(sorted(lines, key=lambda x: (x.party, x.issue, x.date or "9")))

    def _stand(self, group: Sequence[tuple[Piece, Position, str]]) -> PositionLine:
        say = self._say
        piece, position, said_by = group[0]
        return PositionLine(
            party=say.name(position.party),
            issue=say.issue(position.issue),
            stand=say(f"stand/{position.stand}"),
            stand_code=position.stand,
            voice=say(f"voice/{position.stated_by}"),
            said_by=said_by,
            date=piece.article.published,
            quote=self._sources.quote(piece, (position.span,)),
            cites=tuple(self._sources.cite(p, x.span, x.id) for p, x, _ in group),
        )

    def _track(self, track: Track) -> TrackBrief:
        say, desk = self._say, self._desk
        happenings = {h.id: h for h in desk.happenings}
        rounds = tuple(
            RoundLine(
                r.number,
                r.date,
                say.name(r.venue) if r.venue else "",
                say(f"format/{r.format}") if r.format else "",
                say(f"status/{r.status}"),
                say.names(r.mediators),
                self._event(happenings[r.happening]).cites[0],
            )
            for r in track.rounds
        )
        return TrackBrief(
            parties=" – ".join(say.name(p) for p in track.parties),
            mediators=say.names(track.mediators),
            rounds=rounds,
            positions=self._stands(
                (desk.pile.piece(h.article), h.position, say.names(h.said_by)) for h in track.positions
            ),
            commitments=tuple(
                self._commitment(c.party, c.date, c.status, happenings[c.made]) for c in track.commitments
            ),
        )

    def _commitment(self, party: str, date: str | None, fate: str, made: Happening) -> CommitmentLine:
        line = self._event(made)
        return CommitmentLine(self._say.name(party), date, self._say(f"fate/{fate}"), line.quote, line.cites[0])


def _is_compared(happening: Happening) -> bool:
    """Whether accounts stand side by side: those of several articles, or of voices of one article that differ."""
    return len(happening.articles) > 1 or bool(happening.disagreements)


def _leading(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The participants of the account that names the most of them."""
    return max(lists, key=len, default=())
