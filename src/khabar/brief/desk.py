"""The desk: everything known across the pages of a pile, worked out once, for a brief or an export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khabar.accounts import find_claims, find_contradictions, find_differences, find_happenings
from khabar.lexicon import Lexicon
from khabar.model import Claim, Disagreement, Happening, Reading, Story, Track
from khabar.stories import Pile, find_stories
from khabar.tracks import find_tracks


@dataclass(frozen=True, slots=True)
class Desk:
    """A pile with its stories, happenings, claims, contradictions and tracks.

    Attributes:
        claims: By story id.
        contradictions: By story id.
    """

    pile: Pile
    stories: tuple[Story, ...]
    happenings: tuple[Happening, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    contradictions: Mapping[str, tuple[Disagreement, ...]]
    tracks: tuple[Track, ...]

    @classmethod
    def of(cls, readings: Iterable[Reading], lexicon: Lexicon) -> Desk:
        """Work through the readings of a pile of pages.

        Args:
            readings: One for each page, in any order.
            lexicon: Who is an agency, who acts for whom, words of negation.
        """
        pile = Pile(readings)
        stories = find_stories(pile, lexicon)
        happenings = tuple(find_differences(h, lexicon) for h in find_happenings(pile, stories, lexicon))
        claims = {s.id: find_claims(pile, s, lexicon) for s in stories}
        contradictions = {s.id: find_contradictions(pile, s, claims[s.id], lexicon) for s in stories}
        tracks = find_tracks(pile, stories, happenings, lexicon)
        return cls(pile, stories, happenings, claims, contradictions, tracks)

    def happenings_in(self, story: Story) -> list[Happening]:
        """What happened in a story, in order of the days; what nobody dates stands last."""
        inside = set(story.articles)
        return [h for h in self.happenings if inside & set(h.articles)]
