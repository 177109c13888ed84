"""Statements and the chains of sources through which they reached the page.

Which module answers which question:

* Is this word a cue, and in which form? ``cues`` (read from ``lexicon/data/cues``), ``conjugation``.
* What stands at this token? ``scene``: the one place that answers questions about tokens.
* Where does the content begin, where does it end, is it direct? ``openers``, ``content_ends``, ``content``.
* Which rule finds it? ``verbs`` (``verb_places``, ``subjects``, ``verb_nouns`` and ``relays`` beside it),
  ``participles``, ``nouns``, ``according``, ``headlines``, ``labels``.
* What is a rule's pattern, and how often is it right? ``rules``.
* Which noun phrase is the source, to whom, through which channel? ``noun_phrases``, ``phrases``, ``channel_nouns``,
  ``channels``; what they find is a ``parts.Middle``.
* Who is meant by a dropped subject? ``speakers``, ``antecedents``. Which statement stands in which? ``nesting``.
* Through whom did it reach the page? ``chains``. Is it a threat with a condition? ``conditions``. A fake?
  ``fabrication``.

``find`` puts them in a row; a rule gives a ``draft``, the last step makes statements of the drafts.
"""

from khabar.speech.chains import close_chain
from khabar.speech.find import find_statements

__all__ = ["close_chain", "find_statements"]
