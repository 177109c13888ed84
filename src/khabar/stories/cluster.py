"""Stories: articles about one thing.

Average linkage over likeness (:mod:`khabar.stories.likeness`): two groups become one while their articles are alike on
average, so that a chain of half-related articles never runs together into one story. Candidate pairs share a telling
feature or are copies; nothing is compared with everything.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from khabar.lexicon import Lexicon
from khabar.model import Story, fact_id
from khabar.stories.copies import find_copies
from khabar.stories.likeness import Profile, compile_media, likeness, profiles
from khabar.stories.pile import Piece, Pile
from khabar.stories.roots import find_roots

#: How alike the articles of one story are on average; chosen by reading clusters of a news archive's days.
TOGETHER = 0.19
#: By how many of its heaviest features an article looks for its like, and how many articles may share one.
_TELLING, _CROWD = 24, 60
_NAMED = 12


def find_stories(pile: Pile, lexicon: Lexicon) -> tuple[Story, ...]:
    """All stories of a pile, that of the most independent roots first; every article is in exactly one.

    Args:
        pile: The articles.
        lexicon: For what is an agency or an outlet.
    """
    pieces = pile.pieces
    described = profiles(pieces, lexicon)
    copies = find_copies(pieces)
    place = {p.article.id: i for i, p in enumerate(pieces)}
    same = {(min(place[a], place[b]), max(place[a], place[b])) for a, b in copies}
    alike = {
        pair: 1.0 if pair in same else likeness(*(described[i] for i in pair)) for pair in _pairs(described) | same
    }
    media = lexicon.compiled(compile_media)
    stories = [
        _story([pieces[i] for i in group], _middle(group, alike), copies, media, lexicon)
        for group in _linked(len(pieces), alike)
    ]
    return tuple(sorted(stories, key=lambda s: (len(s.roots), s.last or "", s.id), reverse=True))


def _pairs(described: Sequence[Profile]) -> set[tuple[int, int]]:
    """Pairs that share one of their heaviest words, actors or acts."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for i, profile in enumerate(described):
        for vector in (profile.words, profile.actors, profile.acts):
            for feature in heapq.nlargest(_TELLING, vector, key=lambda f: (vector[f], f)):
                sharing[feature].append(i)
    crowd = max(_CROWD, len(described) // 100)
    return {pair for members in sharing.values() if len(members) <= crowd for pair in combinations(members, 2)}


def _linked(count: int, alike: dict[tuple[int, int], float]) -> list[list[int]]:
    """Groups by average linkage; a pair that was never compared counts as unlike."""
    groups = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in alike.items():
        sums[a][b] = sums[b][a] = value
    heap = [(-value, a, b) for (a, b), value in alike.items() if value >= TOGETHER]
    heapq.heapify(heap)
    following = count
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        groups[following] = groups.pop(a) + groups.pop(b)
        left, right = sums.pop(a), sums.pop(b)
        for other in sorted({*left, *right} - {a, b}):
            total = left.get(other, 0.0) + right.get(other, 0.0)
            sums[other].pop(a, None)
            sums[other].pop(b, None)
            sums[following][other] = sums[other][following] = total
            average = total / (len(groups[following]) * len(groups[other]))
            if average >= TOGETHER:
                heapq.heappush(heap, (-average, following, other))
        following += 1
    return [sorted(g) for _, g in sorted(groups.items())]


def _middle(group: Sequence[int], alike: dict[tuple[int, int], float]) -> int:
    """Which of a group is most like the others, by its place in the group; the earliest if none is."""
    total: Counter[int] = Counter()
    for a, b in combinations(group, 2):
        value = alike.get((a, b), 0.0)
        total[a] += value  # type: ignore[assignment]
        total[b] += value  # type: ignore[assignment]
    best = max(group, key=lambda i: (total[i], -i))
    return group.index(best)


def _story(
    pieces: Sequence[Piece],
    middle: int,
    copies: Iterable[tuple[str, str]],
    media: frozenset[str],
    lexicon: Lexicon,
) -> Story:
    dates = sorted(p.article.published[:10] for p in pieces if p.article.published)
    named = Counter(actor for p in pieces for actor in set(_named(p, media)))
    often = Counter(actor for p in pieces for actor in _named(p, media))
    return Story(
        id=fact_id(pieces[0].article.id, "story"),
        title=pieces[middle].headline,
        articles=tuple(p.article.id for p in pieces),
        roots=find_roots(pieces, copies, lexicon),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        actors=tuple(sorted(named, key=lambda a: (-named[a], -often[a], a))[:_NAMED]),
    )


def _named(piece: Piece, media: frozenset[str]) -> Iterator[str]:
    return (m.entity for m in piece.reading.mentions if m.entity not in media)
