"""Which articles are copies of each other, which origins are independent, and what belongs to one story."""

from khabar.stories.cluster import find_stories
from khabar.stories.copies import find_copies
from khabar.stories.pile import Piece, Pile
from khabar.stories.roots import find_roots, origin_of, statement_root

__all__ = ["Piece", "Pile", "find_copies", "find_roots", "find_stories", "origin_of", "statement_root"]
