"""Claims: the same statement in several articles, and on how many independent roots it rests.

Six printings of one agency's quotation are one root; a statement that the page itself calls fabricated is no claim
of anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from khabar.accounts.content import Content, content_of, opposed, shared
from khabar.accounts.tellings import speakers
from khabar.lexicon import Lexicon
from khabar.model import Claim, Statement, Story, fact_id
from khabar.stories import Piece, Pile, statement_root
from khabar.stories.groups import joined

#: Which part of the shorter statement must stand in the longer one, by weight of its stems.
SAME = 0.6
#: A statement with less weight than this (three or four telling words) says too little to be recognised.
_LEAST = 7.0
#: Pairs are sought among the statements of a story that share one of their heaviest stems.
_TELLING, _CROWD = 8, 40


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its article, what it says, and the first who says it (None for nobody known)."""

    piece: Piece
    statement: Statement
    content: Content
    speaker: str | None


def said_in(pile: Pile, story: Story, lexicon: Lexicon) -> list[Said]:
    """All genuine statements of a story's articles that have content."""
    return [
        Said(piece, s, content_of(piece, s, lexicon), next(iter(speakers(s)), None))
        for piece in pile.pieces_of(story.articles)
        for s in piece.reading.statements
        if not s.fabricated and s.content
    ]


def alike(said: Sequence[Said]) -> Iterator[tuple[Said, Said, float]]:
    """Pairs of statements that may speak of the same thing, with how much they share, from half of :data:`SAME` to 1.

    Nested ones are no pair.
    """
    sharing: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(said):
        weights = s.content.weights
        for term in sorted(weights, key=lambda t: (-weights[t], t))[:_TELLING]:
            sharing[term].append(i)
    pairs = {p for members in sharing.values() if len(members) <= _CROWD for p in combinations(members, 2)}
    for i, j in sorted(pairs):
        a, b = said[i], said[j]
        if a.content.terms == b.content.terms and not _nested(a, b):
            yield a, b, 1.0
            continue
        if min(a.content.total, b.content.total) < _LEAST or _nested(a, b):
            continue
        if (part := shared(a.content, b.content)) >= SAME / 2:
            yield a, b, part


def find_claims(pile: Pile, story: Story, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of a story, those on the most roots first; every genuine statement with content is in exactly one.

    Args:
        pile: The articles.
        story: One of its stories.
        lexicon: For words of negation.
    """
    said = said_in(pile, story, lexicon)
    by_id = {s.statement.id: s for s in said}
    same = [
        (a.statement.id, b.statement.id)
        for a, b, part in alike(said)
        if part >= SAME and _one_speaker(a, b) and not opposed(a.content, b.content)
    ]
    claims = [_claim([by_id[i] for i in group], story) for group in joined(by_id, same)]
    return tuple(sorted(claims, key=lambda c: (-len(c.roots), -len(c.statements))))


def _one_speaker(a: Said, b: Said) -> bool:
    return a.speaker == b.speaker if a.speaker and b.speaker else False


def _nested(a: Said, b: Said) -> bool:
    if a.piece is not b.piece:
        return False
    return any(x.overlaps(y) for x in a.statement.content for y in b.statement.content)


def _claim(group: Iterable[Said], story: Story) -> Claim:
    printings = list(group)
    roots = dict.fromkeys(statement_root(s.piece, s.statement, story.roots) for s in printings)
    return Claim(
        id=fact_id(printings[0].statement.id, "claim"),
        source=printings[0].speaker,
        statements=tuple((s.piece.article.id, s.statement.id) for s in printings),
        roots=tuple(roots),
    )
