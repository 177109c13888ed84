"""What an article is about, as far as it decides whether there is politics in it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from khabar.arabic import Passage, candidates
from khabar.lexicon import Lexicon
from khabar.lexicon.fields import Field, fields_by_word


def field_of(passage: Passage, lexicon: Lexicon) -> str | None:
    """The field without politics that an article is of (``sport``), or None.

    A match report names states, cities and attacks, but no event between political actors and no position.

    Args:
        passage: The article's kept text.
        lexicon: Its ``fields/`` say which words give a field away.

    >>> text = "فاز المنتخب في المباراة الأخيرة، وسجل المهاجم هدفين في مرمى الضيوف قبل نهاية الشوط الأول."
    >>> field_of(Passage.of(text), Lexicon.bundled())
    'sport'
    >>> field_of(Passage.of("هاجم الوزير قرار المجلس وقال إن بلاده لن تفتح ملعبا لأحد."), Lexicon.bundled()) is None
    True
    """
    words = lexicon.compiled(fields_by_word)
    said: dict[Field, Counter[str]] = {}
    for word, after in pairwise([*passage.keys, ""]):
        form = next((form for _, rest in candidates(word) for form in _forms(rest, after) if form in words), "")
        for field in words.get(form, ()):
            said.setdefault(field, Counter())[form] += 1
    size = max(1, len(passage.keys))
    for field, forms_said in said.items():
        if len(forms_said) >= field.least and 100 * forms_said.total() >= field.share * size:
            return field.id
    return None


def _forms(word: str, after: str) -> tuple[str, str, str]:
    """How the lexicon may list a word: with the next one, as it stands, without its article."""
    return f"{word} {after}", word, word.removeprefix("ال")
