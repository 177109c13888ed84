"""What an article tells of an event, fact by fact: each value with the voice that gives it.

One article can hold two accounts of one call: the Kremlin's duration and the president's. The event of the article is
one record; its tellings keep the voices apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.accounts.words import compile_words
from khabar.arabic import key
from khabar.lexicon import Lexicon
from khabar.lexicon.phrases import stems
from khabar.model import Event, Source, Span, Statement, Telling, TimeExpression
from khabar.stories import Piece

#: Facts that are lists or too loose to differ on.
_NOT_COMPARED = frozenset(["topics", "next-step"])
#: How far before or after a duration its verb can stand, in tokens.
_REACH = 4
#: How long talks can last, in days: what took years is the war they are about.
_LONGEST = 14
_BOUNDS = {"MORE_THAN": ">", "LESS_THAN": "<", "APPROX": "~"}


def tell(piece: Piece, event: Event, lexicon: Lexicon) -> tuple[Telling, ...]:
    """All that an article tells of one of its events.

    Args:
        piece: The article.
        event: One of its events.
        lexicon: For the verbs of lasting.
    """
    statement = next((s for s in piece.reading.statements if s.id == event.statement), None)
    return (*_own(piece, event, statement), *_durations(piece, event, lexicon))


def voice(piece: Piece, span: Span) -> Statement | None:
    """The innermost statement whose content holds a span."""
    around = [(len(c), s) for s in piece.reading.statements for c in s.content if span in c]
    return min(around, key=lambda x: x[0])[1] if around else None


def speakers(statement: Statement | None) -> tuple[str, ...]:
    """Who speaks in a statement: entity ids, or the words for a source without one; empty for the article itself.

    >>> from khabar.model import Source
    >>> speakers(Statement("s", (Source(None, "مصدران", None, "anonymous"),), None, (), "indirect"))
    ('مصدران',)
    """
    if statement is None:
        return ()
    return tuple(dict.fromkeys(name for s in statement.sources if (name := _name(s))))


def _name(source: Source) -> str:
    return source.entity or source.text or ""


def _own(piece: Piece, event: Event, statement: Statement | None) -> Iterator[Telling]:
    told = {"date": event.date, "place": event.place, "status": event.status}
    facts = {k: v for k, v in event.facts.items() if k not in _NOT_COMPARED and k != "duration"}
    for fact, value in {**told, **facts}.items():
        if isinstance(value, str | int) and value != "":
            by = speakers(statement)
            yield Telling(fact, str(value), piece.article.id, by, event.span, event.id, event.statement)


def _durations(piece: Piece, event: Event, lexicon: Lexicon) -> Iterator[Telling]:
    """Durations of talks: those a verb of lasting ties to them, and the one the event was read with.

    Of several talks it is that of those most of whose parties its paragraph names.
    """
    if event.type != "CONSULT":
        return
    lasting = lexicon.compiled(compile_words)["lasting"]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for time in piece.reading.times:
        if time.type != "DURATION" or not _is_short(time.value):
            continue
        tied = event.facts.get("duration") == time.value or any(stems(w) & lasting for w in _around(piece, time.span))
        if not tied or not _speaks_of(piece, event, time.span):
            continue
        said = voice(piece, time.span)
        value = _BOUNDS.get(time.mod or "", "") + time.value
        if (value, speakers(said)) not in seen:
            seen.add((value, speakers(said)))
            by, id_ = speakers(said), said.id if said else None
            yield Telling("duration", value, piece.article.id, by, _evidence(time, said), event.id, id_)


def _around(piece: Piece, span: Span) -> list[str]:
    """The folded words near a span, within its line."""
    text = piece.page.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - 160)
    end = text.find("\n", span.end)
    before = key(text[start : span.start]).split()[-_REACH:]
    after = key(text[span.end : min(len(text), span.end + 60) if end < 0 else min(end, span.end + 60)]).split()
    return [*before, *key(span.of(text)).split()[:1], *after[:_REACH]]


def _speaks_of(piece: Piece, event: Event, span: Span) -> bool:
    """Whether the duration at ``span`` is that of ``event``: no other talks stand nearer and fit as well."""
    same = [e for e in piece.reading.events if e.type == "CONSULT"]
    statement = voice(piece, span)
    speaking = {x.entity for x in statement.sources if x.entity} if statement else set()
    for near in (_bounds(piece, span, ".!؟\n"), _bounds(piece, span, "\n")):
        named = {m.entity for m in piece.reading.mentions if m.span in near}
        if found := _nearest(same, span, named | speaking if named else named):
            return found is event
    return False


def _bounds(piece: Piece, span: Span, stops: str) -> Span:
    """The stretch around a span up to the nearest stops: its sentence, or its line."""
    text = piece.page.text
    start = max(text.rfind(stop, 0, span.start) for stop in stops) + 1
    ends = [end for stop in stops if (end := text.find(stop, span.end)) >= 0]
    return Span(start, min(ends, default=len(text)))


def _is_short(value: str) -> bool:
    """Whether an ISO duration can be that of a meeting.

    >>> _is_short("PT1H30M"), _is_short("P3D"), _is_short("P30D"), _is_short("P3Y")
    (True, True, False, False)
    """
    if value.startswith("PT"):
        return True
    return value[1:-1].isdigit() and value.endswith("D") and int(value[1:-1]) <= _LONGEST


def _nearest(events: Sequence[Event], span: Span, named: set[str]) -> Event | None:
    """Whose participants are named most around a span; among equals what has happened, then what is told nearest."""
    ranked = []
    for event in events:
        people = {*event.actors, *event.recipients}
        shared = len(people & named) / len(people) if people else 0.0
        distance = abs(event.trigger.start - span.start)
        if shared > 0:
            ranked.append((shared, event.status in ("happened", "ongoing"), -distance, event.id, event))
    return max(ranked, key=lambda r: r[:4])[4] if ranked else None


def _evidence(time: TimeExpression, said: Statement | None) -> Span:
    """The piece of the statement that gives the value, or the words themselves."""
    if said is not None:
        return next((c for c in said.content if time.span in c), time.span)
    return time.span
