"""Claims that contradict each other: what one asserts another denies."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.accounts.claims import SAME, Said, alike, said_in
from khabar.accounts.content import mutual, opposed
from khabar.accounts.tellings import speakers
from khabar.lexicon import Lexicon
from khabar.model import Claim, Disagreement, Story, Telling
from khabar.stories import Pile

#: Which part of the longer statement must stand in the shorter: two that only touch each other contradict nothing.
_MUTUAL = 0.5


def find_contradictions(
    pile: Pile, story: Story, claims: Iterable[Claim], lexicon: Lexicon
) -> tuple[Disagreement, ...]:
    """Pairs of claims of a story of which one denies what the other says, in another article (fact ``says``).

    Args:
        pile: The articles.
        story: One of its stories.
        claims: Its claims (:func:`khabar.accounts.find_claims`).
        lexicon: For words of negation.
    """
    home = {s: c.id for c in claims for _, s in c.statements}
    found: dict[tuple[str, str], tuple[list[Telling], list[Telling]]] = {}
    for a, b, part in alike(said_in(pile, story, lexicon)):
        if part < SAME or mutual(a.content, b.content) < _MUTUAL or a.piece is b.piece:
            continue
        if not opposed(a.content, b.content):
            continue
        asserts, denies = (a, b) if _negative(b, a) else (b, a)
        pair = found.setdefault((home[asserts.statement.id], home[denies.statement.id]), ([], []))
        for side, said, value in zip(pair, (asserts, denies), ("asserted", "denied"), strict=True):
            telling = _telling(said, value)
            if telling not in side:
                side.append(telling)
    return tuple(
        Disagreement(claim, "says", (("asserted", tuple(yes)), ("denied", tuple(no))))
        for (claim, _), (yes, no) in found.items()
    )


def _negative(a: Said, b: Said) -> bool:
    """Whether ``a`` negates more of what the two share than ``b``."""
    both = a.content.weights.keys() & b.content.weights.keys()
    return len(both & a.content.negated) > len(both & b.content.negated)


def _telling(said: Said, value: str) -> Telling:
    s = said.statement
    return Telling("says", value, said.piece.article.id, speakers(s), s.content[0], None, s.id)
