"""What one word of the press may be, worked out once for each word and remembered: the one look-up for each token."""

from __future__ import annotations

from typing import NamedTuple

from khabar.lexicon import Lexicon
from khabar.names.anchors import compile_anchors
from khabar.names.gazetteer import compile_gazetteer
from khabar.names.matcher import MARKS, Start
from khabar.names.nisba import Nisba, compile_nisbas
from khabar.names.spellings import CHAINS, compile_spellings
from khabar.names.words import stem

#: How many words are remembered; an archive has no end of them.
_KEPT = 200_000


class Use(NamedTuple):
    """What a word may be, as far as the word alone can tell.

    Attributes:
        names: The listed names it may begin.
        anchors: The roles, titles, head nouns and nouns for somebody it may begin.
        given: As a given name: how many letters are attached, and whether it can only be a name.
        nisba: As an adjective of nationality.
        odd: Whether it may be a listed name in another spelling.
        noun: As a common noun that stands for an actor: how many letters are attached, and the noun.
        says: Whether it is a verb of speech.
        mark: Whether it is a bracket or a dot.
    """

    names: tuple[Start, ...]
    anchors: tuple[Start, ...]
    given: tuple[int, bool] | None
    nisba: Nisba | None
    odd: bool
    noun: tuple[int, str] | None
    says: bool
    mark: bool


#: The use of the many words that are nothing to this stage.
NOTHING = Use((), (), None, None, False, None, False, False)


class Uses:
    """Uses by word.

    Attributes:
        known: The uses of the words met so far.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.known: dict[str, Use] = {}
        gazetteer = lexicon.compiled(compile_gazetteer)
        self._names = gazetteer.matcher
        self._anchors = lexicon.compiled(compile_anchors).matcher
        self._nisbas = lexicon.compiled(compile_nisbas)
        self._spellings = lexicon.compiled(compile_spellings)
        words = gazetteer.words
        self._given = {chain + form: (len(chain), True) for chain in CHAINS for form in words.given if len(form) > 2}
        self._given |= dict.fromkeys(words.common_given - words.bridges, (0, False))
        self._given |= dict.fromkeys(words.given, (0, True))
        self._speech = words.lists["speech-verbs"]
        self._nouns = words.short_names.keys()

    def learn(self, word: str) -> Use:
        """Work out the use of a word met for the first time, and remember it."""
        if len(self.known) >= _KEPT:
            self.known.clear()
        nisba = self._nisbas.get(word)
        use = Use(
            tuple(self._names.starts(word)),
            tuple(self._anchors.starts(word)),
            self._given.get(word),
            nisba,
            nisba is None and self._spellings.may_be(word),
            stem(word, self._nouns),
            stem(word, self._speech) is not None,
            word in MARKS,
        )
        self.known[word] = use = use if any(use) else NOTHING
        return use


def compile_uses(lexicon: Lexicon) -> Uses:
    """The uses of all words under a lexicon; use it through ``lexicon.compiled``."""
    return Uses(lexicon)
