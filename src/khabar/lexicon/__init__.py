"""What Khabar knows: reviewed data files and their typed loader."""

from khabar.lexicon.actors import Actor, Holder, Office, Role, actors, offices, roles
from khabar.lexicon.entries import read_entries
from khabar.lexicon.lexicon import BUNDLED, Lexicon

__all__ = [
    "BUNDLED",
    "Actor",
    "Holder",
    "Lexicon",
    "Office",
    "Role",
    "actors",
    "offices",
    "read_entries",
    "roles",
]
