"""The brief in a terminal: in logical order, never reversed; ``--html`` is for terminals that know no Arabic."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from khabar.brief.lines import Brief, Cite, Comparison, EventLine, PositionLine, SaidLine, StoryBrief, TrackBrief
from khabar.brief.wording import Wording

#: How many statements of a story are shown; all of them are in Markdown and HTML.
SHOWN = 8


def show(brief: Brief, say: Wording, console: Console, *, shown: int = SHOWN) -> None:
    """Print a brief.

    Args:
        brief: The lines (:func:`khabar.brief.compose`).
        say: The words of the frame, in the language the brief was composed in.
        console: Where to.
        shown: How many statements of each story at most; how many more there are is said.
    """
    _Terminal(say, console, shown).brief(brief)


class _Terminal:
    def __init__(self, say: Wording, console: Console, shown: int) -> None:
        self._say, self._console, self._shown = say, console, shown

    def _print(self, *parts: tuple[str, str] | str, indent: int = 0) -> None:
        self._console.print(Padding(Text.assemble(*parts), (0, 0, 0, indent)))

    def _head(self, label: str) -> None:
        self._console.print()
        self._print((self._say(label), "bold cyan"))

    def brief(self, brief: Brief) -> None:
        self._print((self._say("brief"), "bold"), "  ", (brief.summary, "dim"))
        for story in brief.stories:
            self._story(story)
        if brief.tracks:
            self._console.print(Rule(self._say("tracks")))
            for track in brief.tracks:
                self._track(track)
        self._console.print()
        self._print((self._say("made-with"), "dim"))

    def _story(self, story: StoryBrief) -> None:
        say = self._say
        self._console.print()
        self._console.print(Rule(style="dim"))
        self._print((story.title, "bold"))
        span = " – ".join(dict.fromkeys(d for d in (story.first, story.last) if d)) or say("undated")
        self._print((" · ".join(x for x in (span, story.weight, story.actors) if x), "dim"))
        for a in story.articles:
            why = f" · {a.root_why} ({a.root})" if a.root_why else ""
            place = f"{a.outlet} · {a.date or say('undated')} · {a.cite.page}{why}"
            self._print(f"{a.number}. {a.title}  ", (place, "dim"), indent=2)
        if story.timeline:
            self._head("timeline")
            for event in story.timeline:
                self._event(event)
        if story.comparisons:
            self._head("differences")
            for comparison in story.comparisons:
                self._comparison(comparison)
        if story.opposed:
            self._head("contradictions")
            for o in story.opposed:
                for label, lines in (("asserted", o.asserted), ("denied-by", o.denied)):
                    for line in lines:
                        self._print((say(label), "yellow"), indent=2)
                        self._said(line)
        self._statements(story)
        if story.positions:
            self._head("positions")
            self._positions(story.positions)

    def _statements(self, story: StoryBrief) -> None:
        if story.said:
            self._head("statements")
            for line in story.said[: self._shown]:
                self._said(line)
            if (more := len(story.said) - self._shown) > 0:
                self._print((self._say("more", count=more), "dim"), indent=2)
        if story.fabricated:
            self._head("fabricated")
            for line in story.fabricated:
                self._said(line)

    def _event(self, event: EventLine) -> None:
        say = self._say
        to = f" ← {event.recipients}" if event.recipients else ""
        facts = "".join(f" · {name}: {value}" for name, value in event.facts)
        dispute = (f"  [{say('differences')}]", "yellow") if event.disputed else ""
        date = (event.date or say("undated"), "cyan")
        self._print(
            date, "  ", (event.what, "bold"), f": {event.actors}{to} ({event.status}){facts}", dispute, indent=2
        )
        self._print((event.quote, "italic"), indent=6)
        if event.voices:
            self._print((f"{say('told-by')} {event.voices}", "dim"), indent=6)
        self._cites(event.cites)

    def _said(self, line: SaidLine) -> None:
        weight = (f"  ({line.weight})", "green" if line.roots > 1 else "dim") if line.weight else ""
        self._print((line.speaker, "bold"), f" — {line.cue}", weight, indent=2)
        self._print((f"«{line.quote}»" if line.mode == "direct" else line.quote, "italic"), indent=6)
        self._print((" ← ".join(line.steps), "dim"), indent=6)
        self._cites(line.cites)

    def _cites(self, cites: Iterable[Cite]) -> None:
        for cite in cites:
            self._print((self._cite(cite), "dim"), indent=6)

    def _cite(self, cite: Cite) -> str:
        return " · ".join(x for x in (cite.outlet, f"{cite.page}:{cite.start}–{cite.end}", cite.id) if x)

    def _comparison(self, comparison: Comparison) -> None:
        say = self._say
        table = Table(title=f"{comparison.what}  {comparison.date or ''}", title_justify="left", expand=False)
        table.add_column(say("fact"))
        for outlet, voice, page in comparison.columns:
            table.add_column(Text.assemble(outlet, "\n", (voice, "dim"), "\n", (page, "dim")))
        for row in comparison.rows:
            cells = [
                Text.assemble(c.text, "\n", (f"{c.cite.start}–{c.cite.end}", "dim"))
                if c.cite
                else Text(say("not-told"), style="dim italic")
                for c in row.cells
            ]
            table.add_row(Text(row.fact), *cells, style="yellow" if row.differs else "")
        self._console.print(Padding(table, (0, 0, 0, 2)))
        if comparison.silent:
            self._print((f"{say.listed(comparison.silent)}: {say('silent')}", "dim"), indent=2)

    def _positions(self, positions: Iterable[PositionLine]) -> None:
        say = self._say
        table = Table(expand=False)
        for label in ("party", "issue", "stand", "stated-by", "when", "words"):
            table.add_column(say(label))
        for p in positions:
            voice = Text.assemble(p.voice, "\n", (p.said_by, "dim")) if p.said_by else Text(p.voice)
            words = Text.assemble(p.quote, *((f"\n{self._cite(c)}", "dim") for c in p.cites))
            table.add_row(Text(p.party), Text(p.issue), Text(p.stand), voice, Text(p.date or "—"), words)
        self._console.print(Padding(table, (0, 0, 0, 2)))

    def _track(self, track: TrackBrief) -> None:
        say = self._say
        self._console.print()
        self._print(
            (track.parties, "bold"), (f"  {say('mediators')}: {track.mediators}" if track.mediators else "", "dim")
        )
        for r in track.rounds:
            number = f"{say('number')} {r.number}" if r.number else ""
            said = " · ".join(
                x for x in (r.date or say("undated"), number, r.venue, r.format, r.status, r.mediators) if x
            )
            self._print(said, "  ", (self._cite(r.cite), "dim"), indent=2)
        if track.positions:
            self._positions(track.positions)
        for c in track.commitments:
            self._print((say("commitments"), "cyan"), f": {c.party} ({c.fate}) ", (c.quote, "italic"), indent=2)
            self._print((self._cite(c.cite), "dim"), indent=6)
