"""Near-copies: articles that print the same text, whole or cut.

MinHash over runs of four stems proposes pairs in linear time (``rensa``); a pair counts when the sequences of stems
themselves are alike (``rapidfuzz``), so that a hash never decides alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel
from rensa import RMinHash, RMinHashLSH

from khabar.stories.pile import Piece

#: Length of a run of stems: long enough that a stock phrase alone makes no copy.
RUN = 4
#: How alike two articles are to be copies: above what two reports of one press conference share.
ALIKE = 0.75
#: How much of the shorter one stands in the longer one, run by run, where an outlet prints a part.
CONTAINED = 0.8
_PERMUTATIONS, _SEED, _PROPOSED = 128, 7, 0.3
_BANDS = 32


def find_copies(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Pairs of article ids that print the same text, the earlier one first.

    Args:
        pieces: In order of their dates; articles under twelve words are never copies.
    """
    index = RMinHashLSH(_PROPOSED, _PERMUTATIONS, _BANDS)
    runs: list[frozenset[str]] = []
    pairs: list[tuple[str, str]] = []
    for at, piece in enumerate(pieces):
        runs.append(_runs(piece.terms))
        if len(piece.terms) < 12:
            continue
        sketch = RMinHash(_PERMUTATIONS, _SEED)
        sketch.update(sorted(runs[at]))
        for other in sorted(index.query(sketch)):
            if is_copy(pieces[other], piece, runs[other], runs[at]):
                pairs.append((pieces[other].article.id, piece.article.id))
        index.insert(at, sketch)
    return pairs


def is_copy(a: Piece, b: Piece, runs_a: frozenset[str], runs_b: frozenset[str]) -> bool:
    """Whether two articles print one text, or one a part of the other's."""
    fewer = min(len(runs_a), len(runs_b))
    if fewer and len(runs_a & runs_b) / fewer >= CONTAINED:
        return True
    return Indel.normalized_similarity(a.terms, b.terms, score_cutoff=ALIKE) >= ALIKE


def _runs(terms: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(terms[i : i + RUN]) for i in range(len(terms) - RUN + 1))
