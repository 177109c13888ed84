"""Speech that the page itself says was faked: it is nobody's words."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Source, Span
from khabar.speech.draft import Draft
from khabar.speech.scene import Scene

_REACH = 200  # characters before the speech in which a page says that it is a fake


def mark_fabricated(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Mark drafts whose own sentence, before the content, says that a voice, clip or quotation was faked.

    ``نسب إليه زورا قوله إن``, ``مكالمة آلية بصوت مستنسخ تدعو إلى``. Who speaks *of* a fake (an expert, a ministry that
    denies it) is quoted as anybody else; so is the fake itself where it is only what is denied.
    """
    for draft in drafts:
        if _is_faked(scene, draft):
            draft.fabricated = True
            draft.notes.append("fabricated")


def _is_faked(scene: Scene, draft: Draft) -> bool:
    sentence = scene.sentence(draft.at)
    floor = max(sentence.span.start, draft.start - _REACH)
    outer = draft.parent
    if outer is not None and floor <= outer.start < draft.start:
        floor = outer.hull.start
    before = Span(min(floor, draft.start), draft.start)
    if not _says_faked(scene, before):
        return False
    return not _is_reporter(draft) or _is_fake_itself(scene, draft)


def _says_faked(scene: Scene, span: Span) -> bool:
    return any(scene.sequence_at(i, "fabricated") for i in scene.passage.tokens_in(span))


def _is_fake_itself(scene: Scene, draft: Draft) -> bool:
    """``تسجيل مفبرك يقول فيه فلان``: the faked recording is the grammatical subject."""
    spans = [source.span for source in draft.sources if source.span is not None]
    whole = [Span(scene.tokens[scene.passage.token_at(span.start)].start, span.end) for span in spans]
    return any(_says_faked(scene, span) for span in whole)


def _is_reporter(draft: Draft) -> bool:
    """Who speaks *about* a fake (experts, an outlet) is no fake."""
    source: Source = draft.sources[0]
    return source.kind in ("anonymous", "organization", "group") or draft.rule.startswith("according")
