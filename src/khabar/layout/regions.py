"""Composite pages: where one article ends and the next one begins.

An aggregator prints each article under a head: the outlet's name, a relative time, the outlet's name again with a
dash, in any order. The head is known by a time line beside a line that is a known outlet, begins with a dash, or is
said twice.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from khabar.layout.furniture import Label
from khabar.layout.outlets import Outlets, name_key
from khabar.layout.pieces import Piece, Region

_DASH = regex.compile(r"^[\-–—•]\s*\w")
#: A head has at most so many lines on either side of its time line.
REACH = 3
#: An article of its own has at least this many words of running text; less is a teaser.
LEAST_WORDS = 25
#: Text cut off with dots is a teaser unless it is longer than this many words.
CUT_OFF_WORDS = 60


def split_regions(pieces: list[Piece], outlets: Outlets) -> list[Region]:
    """The page's articles-to-be: the pieces between one head and the next.

    Lines before the first text belong to it; a head without an article behind it (a list of teasers) is furniture.
    """
    regions: list[Region] = [Region([])]
    heads = find_heads(pieces, outlets)
    at = 0
    for first, last in heads:
        regions[-1].pieces.extend(pieces[at:first])
        region = Region(pieces[first:last], head=pieces[first:last])
        for piece in region.head:
            if piece.label is None or piece.label.reason != "dateline":
                piece.label = Label("dateline", "outlet-line", pieces=(piece.line.key,))
            piece.label = replace(piece.label, weak=False)
        regions.append(region)
        at = last
    regions[-1].pieces.extend(pieces[at:])
    return _merge_empty(regions)


def _merge_empty(regions: list[Region]) -> list[Region]:
    """Give lines before the first article to it, and drop what stands under a head without being an article."""
    merged: list[Region] = []
    waiting: list[Piece] = []
    for region in regions:
        if not _is_article(region):
            if merged:
                _drop_teaser(region)
                merged[-1].pieces.extend(region.pieces)
            else:
                waiting.extend(region.pieces)
            continue
        region.pieces = waiting + region.pieces
        region.item = bool(merged)
        waiting = []
        merged.append(region)
    if not merged:
        return [Region(waiting)]
    return merged


def _is_article(region: Region) -> bool:
    texts = [region.pieces[i].line for i in region.paragraphs]
    words = sum(line.words for line in texts)
    if not region.head:
        return words > 0
    if len(texts) == 1 and regex.search(r"(?:\.{2,}|…)\W*$", texts[0].key[-6:]):
        return words > CUT_OFF_WORDS
    return words >= LEAST_WORDS


def _drop_teaser(region: Region) -> None:
    for piece in region.pieces:
        if piece.is_text:
            piece.drop("navigation", "teaser")


def find_heads(pieces: list[Piece], outlets: Outlets) -> list[tuple[int, int]]:
    """The heads of articles as ``(first, last)`` indices of pieces, end exclusive, in order."""
    heads: list[tuple[int, int]] = []
    floor = 0
    for i, piece in enumerate(pieces):
        if i < floor or piece.label is None or not (piece.label.ago or piece.label.day):
            continue
        before = range(i - 1, max(floor, i - REACH) - 1, -1)
        behind = range(i + 1, min(len(pieces), i + 1 + REACH))
        sources = [j for side in (before, behind) for j in _sources(pieces, side, i, outlets)]
        if sources or any(outlets.publisher(p) for p in piece.label.pieces):
            heads.append((min(i, *sources, i), max(i, *sources, i) + 1))
            floor = heads[-1][1]
    return heads


def _sources(pieces: list[Piece], side: range, time_line: int, outlets: Outlets) -> list[int]:
    """The lines on one side of a time line that name a source, names of sections between them left out."""
    found = []
    for j in side:
        if _names_source(pieces, j, time_line, outlets):
            found.append(j)
        elif not _names_section(pieces[j]):
            break
    return found


def _names_section(piece: Piece) -> bool:
    rule = piece.label.rule if piece.label else ""
    return rule.startswith("sections") or rule == "hashtags"


def _names_source(pieces: list[Piece], at: int, time_line: int, outlets: Outlets) -> bool:
    line, label = pieces[at].line, pieces[at].label
    if line.stop or line.words > 5 or (label and label.opens):
        return False
    if outlets.publisher(line.key) or _DASH.match(line.key):
        return True
    name = name_key(line.key)
    return bool(name) and any(name_key(pieces[j].line.key) == name for j in _head_around(pieces, time_line) if j != at)


def _head_around(pieces: list[Piece], time_line: int) -> list[int]:
    """The lines near a time line with no paragraph between, itself left out."""
    near: list[int] = []
    for step in (-1, 1):
        for j in range(time_line + step, time_line + step * (REACH + 1), step):
            if not 0 <= j < len(pieces) or pieces[j].line.is_paragraph:
                break
            near.append(j)
    return near
