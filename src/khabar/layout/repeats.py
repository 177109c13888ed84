"""Text that repeats an earlier part of the same article: a body printed twice, a headline printed three times."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from khabar.arabic.view import View
from khabar.layout.lines import Line, bare_words
from khabar.model import Span

_SENTENCE = regex.compile(r"[^.!؟?…]+(?:[.!؟?…]+[\"»”'’›)\]]*|$)")

#: A sentence shorter than this (letters and blanks) may well be said twice.
LEAST = 30
#: A line is a repeat if this part of it was said before.
SHARE = 0.8
#: So many characters in a row, said before inside a longer line, are a repeat as well.
RUN = 240
#: The ending of a teaser, whose text goes on elsewhere on the page.
_CUT_OFF = regex.compile(r"(?:\.{2,}|…|\[…\])\W*$")


def find_repeats(view: View, lines: Sequence[Line]) -> dict[int, tuple[Span, ...]]:
    """Which lines repeat what an earlier line says, and which part of them.

    Args:
        view: The folded view of the page.
        lines: The text lines of one article, in order.

    Returns:
        For the index of a repeating line the spans in it that repeat. A beginning cut off with ``...`` counts as
        the repeat of the full text behind it.
    """
    seen: set[str] = set()
    found: dict[int, tuple[Span, ...]] = {}
    for i, line in enumerate(lines):
        sentences = _sentences(view, line)
        if (
            line.bare
            and line.bare in seen
            and (len(line.bare) >= LEAST or i - 1 in found or line.bare == lines[0].bare)
        ):
            found[i] = (line.span,)
        elif spans := _said_before(line, sentences, seen):
            found[i] = spans
        seen.update(key for _, key in sentences)
        if line.bare:
            seen.add(line.bare)
    found.update(_teasers(lines, found))
    return found


def _sentences(view: View, line: Line) -> list[tuple[Span, str]]:
    start, end = view.index(line.span.start), view.index(line.span.end)
    found = []
    for match in _SENTENCE.finditer(view.text, start, end):
        if key := bare_words(match.group()):
            found.append((view.span(*match.span()), key))
    return found


def _said_before(line: Line, sentences: list[tuple[Span, str]], seen: set[str]) -> tuple[Span, ...]:
    again = []
    here: set[str] = set()
    for _, key in sentences:
        again.append(len(key) >= LEAST and (key in seen or key in here))
        here.add(key)
    if not any(again):
        return ()
    said = sum(len(key) for (_, key), old in zip(sentences, again, strict=True) if old)
    if said >= SHARE * sum(len(key) for _, key in sentences):
        return (line.span,)
    return tuple(_runs(sentences, again))


def _runs(sentences: list[tuple[Span, str]], again: list[bool]) -> list[Span]:
    """Runs of two and more repeated sentences inside a line that says new things too."""
    runs: list[Span] = []
    first: int | None = None
    for i in range(len(sentences) + 1):
        if i < len(sentences) and again[i]:
            first = i if first is None else first
        elif first is not None:
            span = Span(sentences[first][0].start, sentences[i - 1][0].end)
            if i - first >= 2 and len(span) >= RUN:
                runs.append(span)
            first = None
    return runs


def _teasers(lines: Sequence[Line], found: dict[int, tuple[Span, ...]]) -> dict[int, tuple[Span, ...]]:
    """Lines cut off with ``...`` that a later line tells in full."""
    cut = {
        i: _CUT_OFF.sub("", line.key)
        for i, line in enumerate(lines)
        if line.words >= 6 and _CUT_OFF.search(line.key[-8:])
    }
    teasers: dict[int, tuple[Span, ...]] = {}
    for i, beginning in cut.items():
        if i in found or len(beginning) < LEAST:
            continue
        if any(line.key.startswith(beginning) for line in lines[i + 1 : i + 40]):
            teasers[i] = (lines[i].span,)
    return teasers
