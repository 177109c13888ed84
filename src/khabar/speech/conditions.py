"""Conditional threats and offers: the condition and what would follow, as two spans of the content."""

from __future__ import annotations

from khabar.model import Span
from khabar.speech.content import trim
from khabar.speech.draft import Draft
from khabar.speech.scene import Scene

#: How the consequence begins after a condition: ``ف`` with a future, a nominal clause, a finished act.
_THEN = ("فس", "فل", "فان", "فقد")


def split_condition(scene: Scene, draft: Draft) -> tuple[Span | None, Span | None]:
    """(condition, consequence) of a content with ``إذا`` or ``لو``; (None, None) if it has none.

    ``إذا رفعت العقوبات، فسنعود``: the condition reaches to the word that takes ``ف``. ``سنعود إذا رفعت العقوبات``: to
    the end.
    """
    for piece in draft.content:
        inside = scene.passage.tokens_in(piece)
        for i in inside:
            if scene.sequence_at(i, "condition") and scene.key(i - 1) not in ("ما", "عما"):
                return _split(scene, piece, inside, i)
    return None, None


def _split(scene: Scene, piece: Span, inside: range, at: int) -> tuple[Span | None, Span | None]:
    start = scene.tokens[at].start
    answer = next(
        (j for j in range(at + 2, inside.stop) if scene.key(j).startswith(_THEN) and len(scene.key(j)) > 3),
        None,
    )
    if answer is None and at == inside.start:
        answer = next((j + 1 for j in range(at, inside.stop - 1) if scene.tokens[j].key in ("،", ",")), None)
    if answer is not None:
        then = scene.tokens[answer].start
        return trim(scene, Span(start, then)), trim(scene, Span(then, piece.end))
    if at - inside.start >= 2:
        return trim(scene, Span(start, piece.end)), trim(scene, Span(piece.start, start))
    return None, None
