"""Happenings: which events of which articles are the same event.

Two records tell of one event if they are of one type, the same sides take part (and where both name persons of a side,
the same persons), and their days lie no more than one apart: outlets in different time zones date one call differently.
A record without a day is matched inside its story only.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.accounts.sides import Sides, compile_sides
from khabar.accounts.tellings import speakers, tell
from khabar.lexicon import Lexicon
from khabar.model import Account, Event, EventStatus, Happening, Story, Telling, fact_id
from khabar.stories import Piece, Pile
from khabar.stories.pile import day_number

#: How many days the accounts of one event may lie apart.
DAYS = 1
#: How many days before or after an article lies what it tells without a date.
RECENT = 7
_SETTLED: tuple[EventStatus, ...] = ("happened", "ongoing", "denied", "planned", "conditional", "proposed")
_DONE = frozenset(["happened", "ongoing"])
_ONE_SIDED = frozenset(["CONCEDE", "SUPPORT", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION", "ASSAULT", "COERCE"])


@dataclass(frozen=True, slots=True)
class _Told:
    """One event record where it stands."""

    piece: Piece
    event: Event
    story: str
    sides: frozenset[str]
    people: frozenset[str]

    @property
    def voice(self) -> tuple[str, ...]:
        """Who tells it; empty for the article itself."""
        return speakers(next((s for s in self.piece.reading.statements if s.id == self.event.statement), None))

    @property
    def day(self) -> int | None:
        return day_number(self.event.date)


def find_happenings(pile: Pile, stories: Iterable[Story], lexicon: Lexicon) -> tuple[Happening, ...]:
    """All happenings of a pile, in order of their days; every event of every article is in exactly one.

    Args:
        pile: The articles.
        stories: Their stories (:func:`khabar.stories.find_stories`).
        lexicon: For who acts for whom.
    """
    sides = lexicon.compiled(compile_sides)
    home = {a: s.id for s in stories for a in s.articles}
    groups: list[list[_Told]] = []
    near: dict[tuple[str, str, object], list[int]] = defaultdict(list)
    for told in _in_order(pile, home, sides):
        at = _best(told, groups, {g for block in _blocks(told) for g in near[block]})
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(told)
        for block in _blocks(told, wide=True):
            if at not in near[block]:
                near[block].append(at)
    found = [_happening(group, lexicon) for group in groups]
    return tuple(sorted(found, key=lambda h: (h.date or "9", h.id)))


def _in_order(pile: Pile, home: dict[str, str], sides: Sides) -> list[_Told]:
    told = []
    for piece in pile.pieces:
        for event in piece.reading.events:
            people = frozenset((*event.actors, *event.recipients))
            date = event.date or piece.article.published
            told.append(_Told(piece, event, home[piece.article.id], sides.all_of(people, date), people))
    # Records with a day first: those without find their place among them.
    return sorted(told, key=lambda t: t.day is None)


def _blocks(told: _Told, *, wide: bool = False) -> list[tuple[str, str, object]]:
    """Where a record looks for its like (its day), and where it lets itself be found (the days beside it too)."""
    type_, day = told.event.type, told.day
    around = range(day - DAYS, day + DAYS + 1) if wide and day is not None else [day] if day is not None else []
    keys = [(type_, side, d) for side in sorted(told.sides) for d in around]
    return [*keys, *((type_, side, told.story) for side in sorted(told.sides))]


def _best(told: _Told, groups: Sequence[list[_Told]], candidates: Iterable[int]) -> int | None:
    """The group with the most records that tell of the same event, if at least half of its records do."""
    best: tuple[float, int] | None = None
    for at in sorted(candidates):
        group = groups[at]
        agreeing = sum(same_event(told, other) for other in group)
        if 2 * agreeing >= len(group) and agreeing and (best is None or agreeing > best[0]):
            best = agreeing, at
    return best[1] if best else None


def same_event(a: _Told, b: _Told) -> bool:
    """Whether two records tell of one event."""
    if a.event.type != b.event.type or not _modes_fit(a.event, b.event) or not _days_fit(a, b):
        return False
    if a.piece is b.piece and a.voice == b.voice:  # the reader has already made one of what one voice tells twice
        return False
    if not _statuses_fit(a, b) or not _topics_fit(a.event, b.event):
        return False
    return _people_fit(a, b)


def _modes_fit(a: Event, b: Event) -> bool:
    return a.mode is None or b.mode is None or a.mode == b.mode


def _days_fit(a: _Told, b: _Told) -> bool:
    if a.day is not None and b.day is not None:
        return abs(a.day - b.day) <= DAYS
    if a.story != b.story:
        return False
    if a.event.date and b.event.date:
        return _within(a.event.date, b.event.date) if a.day is not None else _within(b.event.date, a.event.date)
    dated, undated = (a, b) if a.event.date else (b, a)
    return dated.event.date is None or _is_news(dated, undated.piece.day, undated.piece.article.published)


def _is_news(dated: _Told, day: int | None, published: str | None) -> bool:
    """Whether a record with a date can be what an article tells without one: no date means now."""
    if day is None or published is None or dated.event.date is None:
        return True
    if dated.day is not None:
        return abs(dated.day - day) <= RECENT
    return _within(published[:10], dated.event.date)


def _within(date: str, wider: str) -> bool:
    """Whether an ISO date lies in a week, month, season or year.

    >>> _within("2025-05-23", "2025-W21"), _within("2025-05-23", "2025-06")
    (True, False)
    """
    if "W" in wider and day_number(date) is not None:
        year, week, _ = datetime.date.fromisoformat(date[:10]).isocalendar()
        return wider == f"{year}-W{week:02}"
    return date.startswith(wider) or wider.startswith(date)


def _statuses_fit(a: _Told, b: _Told) -> bool:
    """What is planned can be what has happened on the same day; without days only like meets like.

    What one says happened and another denies is one happening told two ways.
    """
    mine, yours = a.event.status, b.event.status
    if "denied" in (mine, yours):
        return {mine, yours} <= _DONE | {"denied"}
    if a.day is not None and b.day is not None:
        return True
    return (mine in _DONE) == (yours in _DONE)


def _topics_fit(a: Event, b: Event) -> bool:
    """Records without a shared day must share a topic, if both have some."""
    if day_number(a.date) is not None and day_number(b.date) is not None:
        return True
    mine, yours = _topics(a), _topics(b)
    return not mine or not yours or bool(mine & yours)


def _topics(event: Event) -> frozenset[str]:
    topics = event.facts.get("topics", ())
    return frozenset([topics] if isinstance(topics, str) else topics if isinstance(topics, list | tuple) else ())


def _people_fit(a: _Told, b: _Told) -> bool:
    shared = a.sides & b.sides
    enough = 1 if a.event.type in _ONE_SIDED or min(len(a.sides), len(b.sides)) == 1 else 2
    if len(shared) < enough:
        return False
    if enough == 1 and min(len(a.sides), len(b.sides)) > 1 and not (a.people & b.people):
        return False
    mine, yours = (frozenset(p for p in x.people if p.startswith("person/")) for x in (a, b))
    return not mine or not yours or bool(mine & yours)


def _happening(group: Sequence[_Told], lexicon: Lexicon) -> Happening:
    first = min(group, key=lambda t: (t.piece.article.published or "9", t.event.id))
    modes = Counter(t.event.mode for t in group if t.event.mode)
    return Happening(
        id=fact_id(first.event.id, "happening"),
        type=first.event.type,
        mode=modes.most_common(1)[0][0] if modes else None,
        actors=_ranked(t.event.actors for t in group),
        recipients=_ranked(t.event.recipients for t in group),
        date=_date(group),
        status=min((t.event.status for t in group), key=_SETTLED.index),
        accounts=_accounts(group, lexicon),
    )


def _date(group: Sequence[_Told]) -> str | None:
    """The day most records give; among equals that of an article's own voice, then the first."""
    dated = [t for t in group if t.day is not None] or [t for t in group if t.event.date]
    days = Counter(t.event.date or "" for t in dated)
    own = {t.event.date for t in dated if not t.voice}
    return min(days, key=lambda d: (-days[d], d not in own, d)) if days else None


def _ranked(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    counts = Counter(x for names in lists for x in names)
    return tuple(sorted(counts, key=lambda x: (-counts[x], x)))


def _accounts(group: Sequence[_Told], lexicon: Lexicon) -> tuple[Account, ...]:
    """One account for each voice of each article, the article's own voice first."""
    voices: dict[tuple[str, tuple[str, ...]], tuple[list[Event], list[Telling]]] = {}
    outlets = {t.piece.article.id: t.piece.article.outlet for t in group}
    for told in sorted(group, key=lambda t: (t.piece.article.published or "9", t.piece.article.id)):
        for telling in tell(told.piece, told.event, lexicon):
            events, tellings = voices.setdefault((telling.article, telling.told_by), ([], []))
            tellings.append(telling)
            if told.event not in events:
                events.append(told.event)
    return tuple(
        Account(article, outlets[article], by, tuple(events), tuple(tellings))
        for (article, by), (events, tellings) in voices.items()
    )
