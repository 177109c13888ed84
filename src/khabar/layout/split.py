"""From a page to its articles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from khabar.arabic.view import View, fold
from khabar.layout.dates import build_months, parse_moment
from khabar.layout.edges import (
    build_advert_signs,
    drop_adverts,
    drop_before,
    drop_behind,
    drop_bylines,
    drop_menus,
    drop_opened,
    drop_teasers,
    settle_weak,
)
from khabar.layout.furniture import Label, Reader
from khabar.layout.imprint import read_imprint
from khabar.layout.language import language_of
from khabar.layout.lines import bare_words, line_key, make_line, read_lines, trim
from khabar.layout.outlets import Outlets, build_outlets
from khabar.layout.phrases import build_phrases
from khabar.layout.pieces import Piece, Region, dropped
from khabar.layout.regions import split_regions
from khabar.layout.repeats import find_repeats
from khabar.layout.titles import LEAST_WORDS, choose_title, is_heading, shares_words
from khabar.lexicon import Lexicon
from khabar.model import Article, Dropped, Page, Problem, Span, fact_id


@dataclass(frozen=True, slots=True)
class Layout:
    """The articles of a page, what was dropped, and what went wrong."""

    articles: tuple[Article, ...]
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()


def split_page(page: Page, lexicon: Lexicon) -> Layout:
    r"""The articles of a page, as spans of its unaltered text.

    Every character that is neither blank nor without ink is in exactly one place: in the kept spans of one article,
    or in one dropped span with its reason.

    Args:
        page: The page; what is known of it beside its text wins over what is inferred.
        lexicon: Holds furniture phrases, credits, outlets and months.

    >>> page = Page("a.txt", "سياسة\n\nجولة خامسة في روما\n\nاختتمت في روما جولة خامسة من المحادثات.\nشارك الخبر")
    >>> layout = split_page(page, Lexicon.bundled())
    >>> layout.articles[0].title
    'جولة خامسة في روما'
    >>> [(d.span.of(page.text), d.reason) for d in layout.dropped]
    [('سياسة', 'navigation'), ('شارك الخبر', 'navigation')]
    """
    view = fold(page.text)
    outlets = lexicon.compiled(build_outlets)
    moment = parse_moment(page.fetched) or parse_moment(page.published)
    reader = Reader(
        lexicon.compiled(build_phrases), lexicon.compiled(build_months), outlets, moment[0].date() if moment else None
    )
    pieces = [
        Piece(part, label or reader.label(part)) for line in read_lines(view) for part, label in reader.cut(view, line)
    ]
    drop_adverts(pieces, lexicon.compiled(build_advert_signs))
    regions = split_regions(pieces, outlets)
    printed: set[str] = set()
    for region in regions:
        _lay_out(region, page, view, reader)
        _drop_reprint(region, printed)
    pieces = [piece for region in regions for piece in region.pieces]
    articles = tuple(
        _article(page, view, region, pieces, reader, lexicon)
        for region in regions
        if any(p.is_text for p in region.pieces)
    )
    return Layout(articles, dropped(pieces), tuple(_problems(page, articles)))


def _lay_out(region: Region, page: Page, view: View, reader: Reader) -> None:
    """Settle for each piece of a region whether it is kept, and which ones are title and sub-headings."""
    pieces = region.pieces
    drop_opened(pieces)
    drop_teasers(pieces)
    settle_weak(pieces)
    region.pieces = pieces = _without_repeats(pieces, view)
    paragraphs = region.paragraphs
    if not paragraphs:
        paragraphs = _barest_text(pieces)
    if not paragraphs:
        for piece in pieces:
            if piece.is_text:
                piece.drop("navigation", "no-text")
        return
    title = _title(region, paragraphs, page)
    if title is not None:
        title.title, title.label = True, None
        drop_before(pieces, title)
    drop_menus(pieces)
    drop_bylines(pieces, paragraphs[0])
    drop_behind(pieces, paragraphs[-1])
    _cut_dateline(region, view, reader)
    texts = [p for p in region.pieces if p.is_text]
    for piece, after in pairwise(texts):
        piece.heading = not piece.title and piece is not texts[0] and is_heading(piece.line, after.line)


def _drop_reprint(region: Region, printed: set[str]) -> None:
    """Drop an article that the page has printed before, headline and all; a copy under another headline stays."""
    key = "\n".join(p.line.key for p in region.pieces if p.is_text)
    if key in printed:
        for piece in region.pieces:
            if piece.is_text:
                piece.drop("duplicate", "printed-before")
    printed.add(key)


def _barest_text(pieces: list[Piece]) -> list[int]:
    """Of a page without a paragraph: the lines that are the most of one."""
    return [i for i, p in enumerate(pieces) if p.is_text and (p.line.words >= 6 or (p.line.stop and p.line.words >= 3))]


def _without_repeats(pieces: list[Piece], view: View) -> list[Piece]:
    texts = [i for i, p in enumerate(pieces) if p.is_text]
    repeats = find_repeats(view, [pieces[i].line for i in texts])
    spans = {texts[i]: found for i, found in repeats.items()}
    settled: list[Piece] = []
    for i, piece in enumerate(pieces):
        settled.extend(_take_out(piece, spans[i], view) if i in spans else [piece])
    return settled


def _take_out(piece: Piece, spans: tuple[Span, ...], view: View) -> list[Piece]:
    """The piece with some spans of it dropped as duplicates."""
    parts: list[Piece] = []
    at = piece.line.span.start
    for span in (*spans, None):
        end = span.start if span else piece.line.span.end
        if rest := trim(view.original, Span(at, end)) if end > at else None:
            parts.append(Piece(make_line(view, rest)))
        if span is not None:
            if repeated := trim(view.original, span):
                parts.append(Piece(make_line(view, repeated), Label("duplicate", "said-before")))
            at = span.end
    return parts


def _title(region: Region, paragraphs: list[int], page: Page) -> Piece | None:
    """The piece that is the headline: before the text, else the one after which the page prints the text again."""
    pieces, first = region.pieces, paragraphs[0]
    start = next((i for i, p in enumerate(pieces) if region.item and region.head and p is region.head[-1]), -1) + 1
    before = [p for p in pieces[start:first] if p.is_text]
    body = [pieces[i].line for i in paragraphs]
    known = bare_words(line_key(page.title)) if page.title and not region.item else None
    menu = any(p.is_link for p in pieces[start:first])
    line = choose_title([p.line for p in before], body, known, menu=menu)
    reprint = next((p for p, after in pairwise(pieces[first:]) if _heads_reprint(p, after)), None)
    if reprint is not None and (line is None or not shares_words(line, body)):
        for piece in before:
            if piece.line.words < LEAST_WORDS:
                piece.drop("navigation", "before-title")
        return reprint
    if line is not None:
        return next(p for p in before if p.line is line)
    rescued = [p for p in pieces[start:first] if p.label and p.label.rule in _MAYBE_TITLE and p not in region.head]
    return rescued[0] if rescued and rescued[0] is pieces[start] else None


#: Rules that a headline can fall under by accident; the only line before the text is the headline all the same.
_MAYBE_TITLE = frozenset(["photo-credit", "byline", "widget-words", "sections-life", "sections-politics"])


def _heads_reprint(piece: Piece, after: Piece) -> bool:
    """Whether a line is the headline over the second printing of the text."""
    reprinted = after.label is not None and after.label.reason == "duplicate"
    return reprinted and piece.is_text and not piece.is_paragraph and piece.line.is_headline and piece.line.words >= 4


def _cut_dateline(region: Region, view: View, reader: Reader) -> None:
    """Cut the dateline off the first paragraph: ``الرياض - واس: أعلن ...``."""
    for i in region.paragraphs[:1]:
        if region.pieces[i].title:
            continue
        if cut := reader.dateline(view, region.pieces[i].line):
            head, label, rest = cut
            region.pieces[i : i + 1] = [Piece(head, label), Piece(rest)]


def _article(page: Page, view: View, region: Region, pieces: list[Piece], reader: Reader, lexicon: Lexicon) -> Article:
    kept = region.kept()
    span = Span(kept[0].start, kept[-1].end)
    title = next((p.line.span for p in region.pieces if p.title), None)
    imprint = read_imprint(page, view, region, reader.outlets, reader.months)
    return Article(
        fact_id(page.hash, "article", span),
        span,
        kept,
        title=title.of(page.text) if title else None,
        title_span=title,
        headings=tuple(p.line.span for p in region.pieces if p.heading and p.is_text),
        outlet=imprint.outlet,
        outlet_basis=imprint.outlet_basis,
        outlet_span=imprint.outlet_span,
        published=imprint.published,
        published_basis=imprint.published_basis,
        published_span=imprint.published_span,
        byline=imprint.byline,
        language=language_of("\n".join(s.of(page.text)[:20_000] for s in kept)),
        aggregator=_aggregator(page, pieces, reader.outlets),
        tags=_tags(page, region),
    )


def _aggregator(page: Page, pieces: list[Piece], outlets: Outlets) -> str | None:
    """The aggregator that is known beside the page, or that names itself in its head, its address or its furniture."""
    given = page.aggregator or (page.outlet and outlets.names_aggregator(page.outlet))
    if known := given or outlets.aggregator_of(page.url):
        return known
    for piece in pieces:
        if piece.label is None or piece.label.reason not in ("widget", "navigation", "disclaimer"):
            continue
        for name, found in outlets.aggregators.items():
            if name.isascii() and f" {name} " in f" {piece.line.key} ":
                return found
    return None


_HASHTAG = regex.compile(r"#\s?([\w_]+)")


def _tags(page: Page, region: Region) -> tuple[str, ...]:
    """Hashtags and keywords, as written, ``_`` for blanks undone."""
    tags = list(page.tags) if not region.item else []
    for piece in region.pieces:
        if piece.label and piece.label.reason == "tags":
            text = piece.line.span.of(page.text)
            if piece.label.rule == "under-tags" and "#" not in text:
                tags.append(text.strip(" ،,-•"))
            tags.extend(_HASHTAG.findall(text))
    return tuple(dict.fromkeys(t.replace("_", " ").strip() for t in tags if t.strip(" _")))


def _problems(page: Page, articles: tuple[Article, ...]) -> list[Problem]:
    if not page.text.strip():
        return []
    if not articles:
        return [Problem("no-article", "only menus and other furniture was found: no text of an article", page.name)]
    return [
        Problem(
            "not-arabic",
            f"this article is not in Arabic (it looks like '{a.language}'): little can be read in it",
            page.name,
            a.span.start,
        )
        for a in articles
        if a.language != "ar"
    ]
