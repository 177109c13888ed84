"""The headline of an article, and the sub-headings inside it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from khabar.layout.lines import Line

_MARKED_END = regex.compile(r"[:،,؛]\s*$")
_LETTERS = regex.compile(r"^(?:وال|بال|فال|كال|لل|ال|و|ب|ل|ف|ك)(?=\w{3})")

#: A menu line or a kicker seldom has more words; a headline seldom fewer.
LEAST_WORDS = 3
#: More lines than this before a text are no headline with its standfirst.
FEW = 4
#: A candidate whose words come back in the body at least this much as those of the best one is as good as it.
NEARLY = 0.5


def choose_title(
    candidates: Sequence[Line], body: Sequence[Line], known: str | None = None, *, menu: bool = False
) -> Line | None:
    """The headline among the lines before an article's text.

    A headline shares its words with the text it heads; menus, tickers and other headlines do not. Of several that do
    the first one is it, the others are its standfirst.

    Args:
        candidates: Lines before the first paragraph, in order, furniture left out.
        body: The paragraphs of the article.
        known: The folded headline the container names, if any.
        menu: Whether furniture stands before the text; without any the first line that can be a headline is it.
    """
    able = [c for c in candidates if c.is_headline and not _MARKED_END.search(c.key)]
    if known and (same := next((c for c in able if c.bare == known), None)):
        return same
    able = [c for c in able if c.words >= LEAST_WORDS] or able
    if not able:
        return candidates[0] if len(candidates) == 1 and not candidates[0].full_stop else None
    if not menu and len(able) <= FEW and able[0] is candidates[0]:
        return able[0]
    words = content_words(" ".join(line.key[:2000] for line in body[:5]))
    shared = [_share(content_words(c.key), words) for c in able]
    best = max(shared)
    if best == 0:
        return max(able, key=lambda c: min(c.words, 5))
    chosen = next(c for c, part in zip(able, shared, strict=True) if part >= NEARLY * best)
    plain = (c for c in able if c is not chosen and _is_without_site(c, chosen))
    return next(plain, chosen)


def _is_without_site(line: Line, title: Line) -> bool:
    """Whether a line is the title without the name of the site behind it: ``العنوان - اسم الموقع``."""
    rest = title.key[len(line.key) :].strip()
    return title.key.startswith(line.key) and rest[:1] in ("-", "–", "—", "|", "«", ":") and len(rest.split()) <= 6


def shares_words(line: Line, body: Sequence[Line]) -> bool:
    """Whether a line and the beginning of a text have any longer word in common."""
    return bool(content_words(line.key) & content_words(" ".join(b.key[:2000] for b in body[:5])))


def _share(some: set[str], words: set[str]) -> float:
    """Which part of some words is among others; a single word says half as much."""
    return len(some & words) / max(2, len(some))


def content_words(key: str) -> set[str]:
    """The longer words of a text without attached letters: enough to tell whether two texts speak of one thing.

    >>> sorted(content_words("والمفاوضات في روما"))
    ['روما', 'مفاوضات']
    """
    return {w for w in (_LETTERS.sub("", w) for w in regex.findall(r"\w{3,}", key)) if len(w) >= 4}


def is_heading(line: Line, after: Line | None) -> bool:
    """Whether a text line inside an article is a sub-heading: short, no sentence, a paragraph behind it."""
    return (
        after is not None
        and 1 <= line.words <= 16
        and not line.full_stop
        and not _MARKED_END.search(line.key)
        and after.words > line.words
        and after.words >= 12
        and not line.key.startswith(("-", "•", "–"))
    )
