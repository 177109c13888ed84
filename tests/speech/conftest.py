"""What the tests of speech share: the statements of a text and the scene a rule looks at, without other stages' rules.

Names and times are read, since sources are made of them; layout is not: all of the text is one article.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.arabic import Passage, fold
from khabar.lexicon import Lexicon
from khabar.model import Article, Span, Statement
from khabar.names import find_names
from khabar.speech import find_statements
from khabar.speech.scene import Scene
from khabar.times import find_times


def read_speech(text: str, title: str | None = None) -> tuple[Scene, list[Statement]]:
    """The scene and the statements of one article; ``title`` is its first line if it has a headline."""
    lexicon, whole = Lexicon.bundled(), Span(0, len(text))
    article = Article("a", whole, (whole,), title, Span(0, len(title)) if title else None, published="2025-05-23")
    passage = Passage(fold(text), article.kept)
    mentions, references = find_names(passage, article, lexicon, "page")
    times = find_times(passage, article.published, lexicon, "page")
    scene = Scene(passage, article, mentions, references, times, lexicon)
    return scene, list(find_statements(passage, article, mentions, references, times, lexicon, "page"))


@pytest.fixture(scope="session")
def spoken() -> Callable[..., list[Statement]]:
    """Statements of a text."""
    return lambda text, title=None: read_speech(text, title)[1]


@pytest.fixture(scope="session")
def scene_of() -> Callable[[str], Scene]:
    """The scene of a text."""
    return lambda text: read_speech(text)[0]
