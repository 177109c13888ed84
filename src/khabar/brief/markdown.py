"""The brief as Markdown: plain text that says the same, with isolates around Latin names and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from khabar.brief.isolate import isolate_plain
from khabar.brief.lines import Brief, Cite, Comparison, EventLine, PositionLine, SaidLine, StoryBrief, TrackBrief
from khabar.brief.wording import Wording

_SYNTAX = regex.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(brief: Brief, say: Wording) -> str:
    """The whole brief.

    Args:
        brief: The lines (:func:`khabar.brief.compose`).
        say: The words of the frame, in the language the brief was composed in.
    """
    return "\n".join(_Markdown(say).lines(brief)) + "\n"


class _Markdown:
    def __init__(self, say: Wording) -> None:
        self._say = say

    def lines(self, brief: Brief) -> Iterator[str]:
        say = self._say
        yield from (f"# {say('brief')}", "", self._text(brief.summary), "")
        for story in brief.stories:
            yield from self._story(story)
        if brief.tracks:
            yield from (f"## {say('tracks')}", "")
            for track in brief.tracks:
                yield from self._track(track)

    def _story(self, story: StoryBrief) -> Iterator[str]:
        say = self._say
        span = " – ".join(dict.fromkeys(d for d in (story.first, story.last) if d)) or say("undated")
        yield from (f"## {self._text(story.title)}", "", self._text(f"{span} · {story.weight} · {story.actors}"), "")
        for a in story.articles:
            why = f" · {a.root_why} ({a.root})" if a.root_why else ""
            place = f"{a.outlet} · {a.date or say('undated')} · {a.cite.page}{why}"
            yield f"{a.number}. {self._text(a.title)} — {self._text(place)}"
        if story.timeline:
            yield from ("", f"### {say('timeline')}", "")
            for event in story.timeline:
                yield from self._event(event)
        if story.comparisons:
            yield from ("", f"### {say('differences')}")
            for comparison in story.comparisons:
                yield from self._comparison(comparison)
        if story.opposed:
            yield from ("", f"### {say('contradictions')}", "")
            for o in story.opposed:
                for label, lines in (("asserted", o.asserted), ("denied-by", o.denied)):
                    for line in lines:
                        yield f"- **{say(label)}**"
                        yield from (f"  {x}" for x in self._said(line))
        for label, lines in (("statements", story.said), ("fabricated", story.fabricated)):
            if lines:
                yield from ("", f"### {say(label)}", "")
                for line in lines:
                    yield from self._said(line)
        if story.positions:
            yield from self._positions(story.positions)
        yield ""

    def _event(self, event: EventLine) -> Iterator[str]:
        to = f" ← {event.recipients}" if event.recipients else ""
        facts = "".join(f" · {name}: {value}" for name, value in event.facts)
        voices = f" · {self._say('told-by')} {event.voices}" if event.voices else ""
        head = f"{event.what}: {event.actors}{to} ({event.status}){facts}{voices}"
        yield f"- **{self._text(event.date or self._say('undated'))}** {self._text(head)}"
        yield f"  > {self._text(event.quote)}"
        yield from (f"  - {self._cite(c)}" for c in event.cites)

    def _comparison(self, comparison: Comparison) -> Iterator[str]:
        say = self._say
        yield from ("", f"**{self._text(comparison.what)}** {self._text(comparison.date or '')}", "")
        heads = [
            say("fact"),
            *(self._text(f"{outlet} — {voice} ({page})") for outlet, voice, page in comparison.columns),
        ]
        rows = []
        for row in comparison.rows:
            cells = [
                f"{self._text(c.text)} ({self._offsets(c.cite)})" if c.cite else f"*{say('not-told')}*"
                for c in row.cells
            ]
            rows.append([f"**{row.fact}**" if row.differs else row.fact, *cells])
        yield from _table(heads, rows)
        if comparison.silent:
            yield from ("", f"{self._text(say.listed(comparison.silent))}: {say('silent')}")

    def _said(self, line: SaidLine) -> Iterator[str]:
        weight = f" ({line.weight})" if line.weight else ""
        yield f"- **{self._text(line.speaker)}** — {self._text(line.cue + weight)}"
        quote = f"«{line.quote}»" if line.mode == "direct" else line.quote
        yield f"  > {self._text(quote)}"
        yield f"  - {' ← '.join(self._text(s) for s in line.steps)}"
        yield from (f"  - {self._cite(c)}" for c in line.cites)

    def _positions(self, positions: Sequence[PositionLine]) -> Iterator[str]:
        say = self._say
        yield from ("", f"### {say('positions')}", "")
        heads = [say(x) for x in ("party", "issue", "stand", "stated-by", "when", "words", "source")]
        rows = [
            [
                self._text(x)
                for x in (p.party, p.issue, p.stand, f"{p.voice} {p.said_by}".strip(), p.date or "—", p.quote)
            ]
            + [" ; ".join(self._cite(c) for c in p.cites)]
            for p in positions
        ]
        yield from _table(heads, rows)

    def _track(self, track: TrackBrief) -> Iterator[str]:
        say = self._say
        yield from (f"### {self._text(track.parties)}", "")
        if track.mediators:
            yield from (f"{say('mediators')}: {self._text(track.mediators)}", "")
        heads = [say(x) for x in ("number", "when", "venue", "format", "status", "mediators", "source")]
        rows = [
            [self._text(str(x or "—")) for x in (r.number, r.date, r.venue, r.format, r.status, r.mediators)]
            + [self._cite(r.cite)]
            for r in track.rounds
        ]
        yield from _table(heads, rows)
        if track.positions:
            yield from self._positions(track.positions)
        if track.commitments:
            yield from ("", f"#### {say('commitments')}", "")
            for c in track.commitments:
                yield f"- **{self._text(c.party)}** {self._text(c.date or '')} ({c.fate})"
                yield f"  > {self._text(c.quote)}"
                yield f"  - {self._cite(c.cite)}"
        yield ""

    def _cite(self, cite: Cite) -> str:
        outlet = f"{self._text(cite.outlet)} · " if cite.outlet else ""
        return f"{outlet}`{cite.page.replace('`', '')}` {self._offsets(cite)} · `{cite.id}`"

    def _offsets(self, cite: Cite) -> str:
        return self._text(self._say("characters", start=cite.start, end=cite.end))

    def _text(self, text: str) -> str:
        """What a page says must not become markup."""
        return isolate_plain(_SYNTAX.sub(r"\\\1", " ".join(text.split())))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| {' | '.join(row)} |" for row in rows)
