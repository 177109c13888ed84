"""The same event and the same statement in several articles, and where the accounts of them differ."""

from khabar.accounts.claims import find_claims
from khabar.accounts.contradictions import find_contradictions
from khabar.accounts.differences import find_differences
from khabar.accounts.happenings import find_happenings
from khabar.accounts.sides import Sides

__all__ = ["Sides", "find_claims", "find_contradictions", "find_differences", "find_happenings"]
