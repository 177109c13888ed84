"""What the place of a line on the page says: before the headline, between headline and text, in the text, behind it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

import regex

from khabar.layout.entries import AdvertSign
from khabar.layout.furniture import Label
from khabar.layout.lines import line_key
from khabar.layout.pieces import Piece
from khabar.lexicon import Lexicon

#: So many short lines in a row are a menu, if furniture stands among them.
MENU = 3
#: So many very short lines in a row behind an article are a menu even alone.
BARE_MENU = 4
#: The text of a teaser has at most so many words.
TEASER_WORDS = 40
_QUOTE = regex.compile(r"[\"«»“”]")
_LISTED = regex.compile(r"^[\-–•*]|\d")
CUT_OFF = regex.compile(r"(?:\.{2,}|…)\W*$")


@dataclass(frozen=True, slots=True)
class AdvertSigns:
    """All signs of adverts as one pattern."""

    pattern: regex.Pattern[str]
    sign: dict[str, str]

    def count(self, key: str) -> int:
        """How many different signs a line shows."""
        return len({self.sign[m.group(1)] for m in self.pattern.finditer(key)})


def build_advert_signs(lexicon: Lexicon) -> AdvertSigns:
    """Compile the signs of adverts (for :meth:`Lexicon.compiled`)."""
    signs = {line_key(f): s.id for s in lexicon.table("layout/advert-words.yaml", AdvertSign) for f in s.ar}
    ordered = sorted(signs, key=len, reverse=True)
    return AdvertSigns(regex.compile(rf"(?<!\w)[وف]?({'|'.join(map(regex.escape, ordered))})(?!\w)"), signs)


def drop_adverts(pieces: list[Piece], signs: AdvertSigns) -> None:
    """Lines that speak to the reader, at the page's end and beside furniture; beside an advert one sign is enough."""
    for i, piece in enumerate(pieces):
        if not piece.is_text or piece.line.words > 60 or i == 0 or _QUOTE.search(piece.line.key):
            continue
        beside = [p for p in (pieces[i - 1], pieces[i + 1] if i + 1 < len(pieces) else None) if p and p.is_sure]
        if not beside and i + 1 < len(pieces):
            continue
        notice = any(p.label and p.label.reason in ("advert", "disclaimer") for p in beside)
        if signs.count(piece.line.key) >= (1 if notice else 2):
            piece.drop("advert", "advert-words")


def drop_opened(pieces: list[Piece]) -> None:
    """What stands under a heading of comments, tags or other articles."""
    for i, piece in enumerate(pieces):
        opens = piece.label.opens if piece.is_sure and piece.label else None
        if opens == "comments":
            _drop_comments(pieces, i)
        elif opens == "tags":
            _drop_tags(pieces, i)
        elif opens == "headlines":
            _drop_headlines(pieces, i)


def _drop_comments(pieces: list[Piece], at: int) -> None:
    """Readers' comments: all text behind the heading, if the article stands before it."""
    before = sum(p.line.words for p in pieces[:at] if p.is_paragraph)
    behind = [p for p in pieces[at + 1 :] if p.is_text]
    if before and sum(p.line.words for p in behind) < before:
        for piece in behind:
            piece.drop("widget", "comments")


def _drop_tags(pieces: list[Piece], at: int) -> None:
    for piece in pieces[at + 1 : at + 16]:
        if piece.label is not None and piece.is_sure:
            if piece.label.reason != "tags":
                break
        elif piece.line.words > 4 or piece.line.stop:
            break
        else:
            piece.drop("tags", "under-tags")


def _drop_headlines(pieces: list[Piece], at: int) -> None:
    """Headlines of other articles: the lines up to the next paragraph, a sub-heading right before it left alone."""
    under: list[Piece] = []
    for piece in pieces[at + 1 :]:
        if piece.is_paragraph and not CUT_OFF.search(piece.line.key[-6:]):
            if under and under[-1].line.words <= 5 and len(under) > 1 and under[-1].line.gap:
                under.pop()
            break
        if piece.is_text:
            under.append(piece)
        elif piece.label and piece.label.opens and piece.is_sure:
            break
    for piece in under:
        piece.drop("navigation", "under-related")


def drop_teasers(pieces: list[Piece]) -> None:
    """``اقرأ المزيد``, a headline, a sentence cut off with dots: the box of another article."""
    for i, piece in enumerate(pieces):
        if not piece.is_text or piece.line.words > TEASER_WORDS or not CUT_OFF.search(piece.line.key[-6:]):
            continue
        if i >= 1 and pieces[i - 1].is_link:
            piece.drop("navigation", "teaser")
        elif i >= 2 and pieces[i - 2].is_link and pieces[i - 1].is_text and not pieces[i - 1].line.stop:
            pieces[i - 1].drop("navigation", "teaser")
            piece.drop("navigation", "teaser")


def settle_weak(pieces: list[Piece]) -> None:
    """Decide on lines that are furniture only by a common word: yes at the edges and beside furniture, else text."""
    paragraphs = [i for i, p in enumerate(pieces) if p.is_paragraph]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(pieces), -1)
    for i, piece in enumerate(pieces):
        if piece.label is None or not piece.label.weak:
            continue
        beside = (i > 0 and pieces[i - 1].is_sure) or (i + 1 < len(pieces) and pieces[i + 1].is_sure)
        in_run = _run_of_furniture(pieces, i) >= MENU
        if first < i < last and not beside and not in_run:
            piece.label = None


def _run_of_furniture(pieces: list[Piece], at: int) -> int:
    """How many lines of furniture stand together around a line, itself included; no more than needed are counted."""
    count = 1
    for step in (-1, 1):
        for i in range(at + step, at + step * (MENU + 1), step):
            if not 0 <= i < len(pieces) or pieces[i].label is None:
                break
            count += pieces[i].is_link or pieces[i].is_sure
    return count


def drop_menus(pieces: list[Piece]) -> None:
    """Runs of short lines with furniture among them: menus, wherever they stand."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and not piece.title and (piece.label is not None or piece.line.is_short):
            run.append(piece)
            continue
        texts = [p for p in run if p.is_text]
        links = sum(p.is_link for p in run)
        if len(run) >= MENU + 1 and links >= max(2, len(texts) // 4):
            for p in texts:
                p.drop("navigation", "menu-run")
        run = []


def drop_before(pieces: list[Piece], title: Piece) -> None:
    """The lines before the headline, if that stands before the text and they are a menu, not just a kicker."""
    head = list(takewhile(lambda p: p is not title and not p.is_paragraph, pieces))
    if len(head) == len(pieces) or not (any(p.is_link for p in head) or len(head) > MENU):
        return
    for piece in head:
        if piece.is_text:
            piece.drop("navigation", "before-title")


def drop_bylines(pieces: list[Piece], first: int) -> None:
    """Names between headline and text that stand beside a date line."""
    for i, piece in enumerate(pieces[:first]):
        if not piece.is_text or piece.title or piece.line.words > 4 or piece.line.stop:
            continue
        near = [pieces[j] for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
        if any(p.label and p.label.reason == "dateline" for p in near):
            rule = "date-line" if any(c.isdigit() for c in piece.line.key) else "author-line"
            piece.label = Label("dateline", rule, pieces=(piece.line.key,))


def drop_behind(pieces: list[Piece], last: int) -> None:
    """What stands behind the last paragraph once furniture has closed the article, and bare menus and headlines."""
    tail = pieces[last + 1 :]
    _drop_headlines_behind(tail)
    closed = False
    for piece in tail:
        if piece.label is not None:
            closed = closed or piece.is_link or piece.label.reason in ("disclaimer", "advert", "tags")
        elif closed and not piece.title:
            piece.drop("navigation", "behind-article")
    short = all(p.line.words <= 3 and not p.line.stop and not _LISTED.search(p.line.key) for p in tail if not p.is_sure)
    if len(tail) >= BARE_MENU and short:
        for piece in tail:
            if piece.is_text and not piece.title:
                piece.drop("navigation", "bare-menu")


def _drop_headlines_behind(tail: list[Piece]) -> None:
    """Three and more headlines between the text and a menu, without a heading over them."""
    run = list(takewhile(lambda p: p.is_text, tail))
    links = sum(p.is_link for p in tail[len(run) :])
    heads = all(p.line.words >= 3 and p.line.is_headline and not p.line.stop and not p.title for p in run)
    if len(run) >= MENU and links >= 2 and heads:
        for piece in run:
            piece.drop("navigation", "headlines")
