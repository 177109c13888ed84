"""Quotation marks, paired within a paragraph, even where one of them is missing.

Arabic pages use ``"``, ``«»``, ``“”`` (often swapped in right-to-left copy), ``''`` and ``‹›``, and what is left of
HTML's names for them. Marks with two shapes are paired by shape, unless the paragraph swaps them; the others by order.
A quotation that is never closed ends with its paragraph and says so; marks are never paired across paragraphs, so one
missing mark spoils one paragraph at most.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from khabar.model import Span

_MARK = regex.compile(r"''|[\"«»“”„‟‹›]|&#822[01];|&[lr]aquo;|&quot;")
_FAMILY = {'"': "straight", "&quot;": "straight", "''": "double", "‹": "single", "›": "single"}
_FAMILY |= dict.fromkeys(("«", "»", "&laquo;", "&raquo;"), "angle")
_CLOSING = frozenset(["»", "”", "&raquo;", "&#8221;"])
_SHAPED = frozenset(["angle", "curly"])


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks (``outer``) and without (``inner``).

    Attributes:
        closed: False if no closing mark was found before the paragraph's end.
        depth: 0 for an outermost quotation, 1 for one inside it, ...
    """

    outer: Span
    inner: Span
    closed: bool
    depth: int


def pair_quotes(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations of one paragraph, in order of their opening marks.

    Args:
        text: The page's text.
        paragraph: Offsets of the paragraph in it.

    >>> [q.inner.of('قال: «نعم» ثم «لا')  for q in pair_quotes('قال: «نعم» ثم «لا', Span(0, 17))]
    ['نعم', 'لا']
    """
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    odd = {f for f in set(map(_family, marks)) if sum(_family(m) == f for m in marks) % 2}
    shaped = {f for f in _SHAPED if len({m.group() in _CLOSING for m in marks if _family(m) == f}) == 2}
    swapped = {f for f in shaped if _is_swapped(text, [m for m in marks if _family(m) == f])}
    stack: list[regex.Match[str]] = []
    open_families: dict[str, int] = {}
    found: list[Quotation] = []
    for mark in marks:
        family = _family(mark)
        if _closes(text, mark, open_families, odd, shaped, swapped):
            if open_families.get(family):
                _close_until(family, stack, open_families, found, mark.start(), mark.end())
            continue
        if open_families.get(family):
            if _reopens(text, mark):
                continue
            if family in odd and family not in shaped:
                _close_until(family, stack, open_families, found, mark.start(), None)
        stack.append(mark)
        open_families[family] = open_families.get(family, 0) + 1
    while stack:
        mark = stack.pop()
        outer = Span(mark.start(), paragraph.end)
        found.append(Quotation(outer, Span(mark.end(), paragraph.end), closed=False, depth=len(stack)))
    return sorted(found, key=lambda q: q.outer)


def _family(mark: regex.Match[str]) -> str:
    return _FAMILY.get(mark.group(), "curly")


def _closes(
    text: str,
    mark: regex.Match[str],
    open_families: dict[str, int],
    odd: set[str],
    shaped: set[str],
    swapped: set[str],
) -> bool:
    family = _family(mark)
    if family in shaped:
        return (mark.group() in _CLOSING) != (family in swapped)
    return bool(open_families.get(family)) and not (family in odd and _looks_opening(text, mark))


def _is_swapped(text: str, marks: list[regex.Match[str]]) -> bool:
    """Whether a paragraph writes ``»...«``: more of its closing marks than of its opening ones begin a word."""
    opening = sum((m.group() in _CLOSING) * 2 - 1 for m in marks if _looks_opening(text, m))
    return opening > 0


def _reopens(text: str, mark: regex.Match[str]) -> bool:
    """Whether a mark only repeats the opening one after a full stop: long quotations are re-opened, not nested."""
    return text[max(0, mark.start() - 4) : mark.start()].rstrip().endswith((".", "؟", "!"))


def _looks_opening(text: str, mark: regex.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return (before.isspace() or before in "([:،") and (after.isalnum() or after in "…([")


def _close_until(
    family: str,
    stack: list[regex.Match[str]],
    open_families: dict[str, int],
    found: list[Quotation],
    inner_end: int,
    outer_end: int | None,
) -> None:
    """Pop to the last open mark of ``family``; whatever stood open inside it was never closed."""
    while stack:
        mark = stack.pop()
        own = _family(mark)
        open_families[own] -= 1
        closed = own == family and outer_end is not None
        end = outer_end if closed and outer_end is not None else inner_end
        found.append(Quotation(Span(mark.start(), end), Span(mark.end(), inner_end), closed=closed, depth=len(stack)))
        if own == family:
            return
