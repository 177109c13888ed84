"""Whose an article is and when it was published: from what is known beside the page, its head lines, address, text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from khabar.arabic.view import View
from khabar.layout.dates import WEEKDAYS, Ago, Months, find_date, parse_moment
from khabar.layout.outlets import Outlets, outlet_id
from khabar.layout.pieces import Piece, Region
from khabar.model import Page, Span

_DAY = "|".join(WEEKDAYS)
_TODAY = regex.compile(rf"(?<!\w)(?P<when>اليوم|امس|غدا?|مساء امس|صباح اليوم)\s*،?\s*\(?\s*(?P<day>{_DAY})(?!\w)")
_BARE_DAY = regex.compile(rf"(?<!\w)(?:يوم )?(?P<day>{_DAY})(?!\w)(?!\s+(?:المقبل|القادم|الماضي|الاسبوع))")
_URL_DATE = regex.compile(r"(?<!\d)(20[0-3]\d)[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FUTURE = frozenset(["غد", "غدا"])

#: So many characters at the beginning of an article say when it was written.
LEAD = 1500


@dataclass(frozen=True, slots=True)
class Imprint:
    """Outlet and date of an article, each with what it rests on and where."""

    outlet: str | None = None
    outlet_basis: str | None = None
    outlet_span: Span | None = None
    published: str | None = None
    published_basis: str | None = None
    published_span: Span | None = None
    byline: Span | None = None


def read_imprint(page: Page, view: View, region: Region, outlets: Outlets, months: Months) -> Imprint:
    """Whose an article is and when it was published.

    For the page's own article what is known beside the page comes first. An article under its own head on an
    aggregator's page takes both from the head; the date counts back from the day the page was fetched.
    """
    head = region.head if region.item else _top(region)
    outlet = _outlet(page, region, head, outlets)
    published = _published(page, view, region, head, months)
    byline = next(
        (
            p.line.span
            for p in _top(region)
            if p.label and p.label.rule in ("byline", "written-by", "inline-dateline", "author-line")
        ),
        None,
    )
    return Imprint(*outlet, *published, byline)


def _top(region: Region) -> list[Piece]:
    """The furniture before the first paragraph, and the head lines."""
    first = next(iter(region.paragraphs), len(region.pieces))
    return [p for p in region.pieces[:first] if p.label is not None]


Found = tuple[str | None, str | None, Span | None]


def _outlet(page: Page, region: Region, head: list[Piece], outlets: Outlets) -> Found:
    if region.item:
        return _named_in(head, outlets, item=True) or _guess_name(head, page.text) or (None, None, None)
    if page.outlet and not outlets.names_aggregator(page.outlet):
        return _given(page.outlet, page, outlets), "manifest", None
    if found := _named_in(head, outlets, item=False):
        return found
    if page.url and not outlets.aggregator_of(page.url):
        return outlets.of_site(page.url), "url", None
    return None, None, None


def _given(name: str, page: Page, outlets: Outlets) -> str:
    """The outlet by a name that came with the page; the address says it better than a name nobody knows."""
    found = outlets.resolve(name)
    if page.extracted and page.url and found == outlet_id(name) and (site := outlets.known_site(page.url)):
        return site
    return found


def _named_in(head: list[Piece], outlets: Outlets, *, item: bool) -> Found | None:
    """The outlet that head lines name; the agency of a dateline wrote the text and need not have published it."""
    for piece in head:
        if piece.label is None or piece.label.rule not in _NAMING:
            continue
        for name in (piece.line.key, piece.line.key.rpartition(":")[2], *piece.label.pieces):
            found = outlets.publisher(name)
            if found and (item or found not in outlets.agencies):
                return found, "dateline", piece.line.span
    for piece in head:
        if piece.label and piece.label.rule == "outlet-line" and (found := outlets.named(piece.line.key)):
            return found, "dateline", piece.line.span
    return None


#: Rules of lines that name who published.
_NAMING = frozenset(["outlet-line", "date-and-name", "byline", "inline-dateline", "source-line"])


def _guess_name(head: list[Piece], text: str) -> Found | None:
    """The name in the head of an item, of an outlet the lexicon does not know."""
    for piece in head:
        if piece.label and not (piece.label.ago or piece.label.day):
            return outlet_id(piece.line.span.of(text)), "dateline", piece.line.span
    return None


def _published(page: Page, view: View, region: Region, head: list[Piece], months: Months) -> Found:
    moment = parse_moment(page.fetched)
    if not region.item and page.published:
        return page.published, "manifest", None
    for piece in head:
        if piece.label and piece.label.day:
            return piece.label.day.isoformat(), "dateline", piece.line.span
        if piece.label and piece.label.ago and moment:
            return _counted_back(piece.label.ago, moment), "relative", piece.line.span
    if not region.item and page.url and (found := _URL_DATE.search(page.url)):
        return "-".join(found.groups()), "url", None
    if found_in_text := _from_text(page, view, region, months):
        return found_in_text
    if page.fetched:
        return page.fetched[:10], "fetched", None
    return (page.published[:10], "manifest", None) if page.published else (None, None, None)


def _counted_back(ago: Ago, moment: tuple[object, bool]) -> str:
    return ago.before(moment[0], known_hour=moment[1]).isoformat()  # type: ignore[arg-type]


def _from_text(page: Page, view: View, region: Region, months: Months) -> Found | None:
    """A date the text lets on: ``اليوم الأحد 19 يوليو``, ``أمس الأربعاء``, or the last weekday it reports on.

    News told by a bare weekday is of the week before publication and is mostly printed that day or the next one;
    both ways need the day the page was fetched, except for a full date with ``اليوم``.
    """
    moment = parse_moment(page.fetched)
    fetched = moment[0].date() if moment else None
    paragraphs = [region.pieces[i].line for i in region.paragraphs]
    if not paragraphs:
        return None
    start, end = view.index(paragraphs[0].span.start), view.index(paragraphs[-1].span.end)
    end = min(end, start + LEAD)
    for match in _TODAY.finditer(view.text, start, end):
        weekday, shift = WEEKDAYS[match.group("day")], {"امس": 1, "مساء امس": 1}.get(match.group("when"), 0)
        if match.group("when") in _FUTURE:
            shift = -1
        near = find_date(view.text[match.end() : match.end() + 30].lower(), months, fetched)
        if near and near[1] <= 3 and near[0].weekday() == weekday:
            return (near[0] + timedelta(days=shift)).isoformat(), "text", view.span(*match.span())
        if fetched:
            said = _last(weekday, fetched - timedelta(days=shift)) + timedelta(days=shift)
            return said.isoformat(), "text", view.span(*match.span())
    return _from_weekday(view, start, end, fetched) if fetched else None


def _from_weekday(view: View, start: int, end: int, fetched: date) -> Found | None:
    best: tuple[date, regex.Match[str]] | None = None
    for match in _BARE_DAY.finditer(view.text, start, end):
        day = _last(WEEKDAYS[match.group("day")], fetched)
        if best is None or day > best[0]:
            best = day, match
    if best is None or best[0] >= fetched:
        return None
    return min(fetched, best[0] + timedelta(days=1)).isoformat(), "text", view.span(*best[1].span("day"))


def _last(weekday: int, upto: date) -> date:
    return upto - timedelta(days=(upto.weekday() - weekday) % 7)
