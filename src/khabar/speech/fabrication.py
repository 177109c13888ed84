"""Speech that the page itself says was faked: it is nobody's words."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Source, Span
from khabar.speech.draft import Draft
from khabar.speech.scene import Scene

_REACH = 200  # characters before the speech in which a page says that it is a fake


def mark_fabricated(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Mark drafts whose own sentence, before the content, says that a voice, clip or quotation was faked."""
    for draft in drafts:
        sentence = scene.sentence(draft.at)
        before = Span(max(sentence.span.start, draft.start - _REACH), max(sentence.span.start, draft.start))
        if _says_faked(scene, before) and not _is_reporter(scene, draft):
            draft.fabricated = True
            draft.notes.append("fabricated")


def _says_faked(scene: Scene, span: Span) -> bool:
    return any(scene.sequence_at(i, "fabricated") for i in scene.passage.tokens_in(span))


def _is_reporter(scene: Scene, draft: Draft) -> bool:
    """Who speaks *about* a fake (experts, an outlet) is no fake."""
    source: Source = draft.sources[0]
    return source.kind in ("anonymous", "organization", "group") or draft.rule.startswith("according")
