"""Texts and occasions that a verb points back to: ``أصدرت الوزارة بيانا قالت فيه``, ``ألقى كلمة أكد في مستهلها``."""

from __future__ import annotations

from typing import NamedTuple

from khabar.model import Link, LinkKind
from khabar.speech.noun_phrases import of_reference
from khabar.speech.parts import NounPhrase
from khabar.speech.scene import CueHit, Scene
from khabar.speech.subjects import relative_before

_REACH = 16  # tokens between the noun of a text and the verb said in it


class SaidIn(NamedTuple):
    """The hop of a text, and whose text it is if it says so (``تصريحا للوزير``)."""

    link: Link
    owners: list[NounPhrase]


def text_said_in(scene: Scene, hit: CueHit) -> SaidIn | None:
    """The text or occasion to which ``فيه``, ``خلالها`` or ``في ختامه`` right after a verb points back."""
    at = hit.at + 1
    if not scene.is_in(at, "in-it") and not (scene.key(at) in ("في", "من") and scene.is_in(at + 1, "in-it")):
        return None
    for j in range(hit.at - 1, max(scene.sentence(hit.at).first, hit.at - _REACH) - 1, -1):
        if (kind := _kind_at(scene, j)) is not None:
            return SaidIn(Link(kind, None, scene.tokens[j].span, "said in it"), _owners(scene, j, hit.at))
    pronoun = relative_before(scene, hit.at)
    if pronoun is None or scene.is_in(pronoun - 1, "time-noun"):
        return None  # في الوقت الذي قال فيه
    return SaidIn(Link("statement", None, scene.tokens[at].span, "said in it"), [])


def _kind_at(scene: Scene, at: int) -> LinkKind | None:
    """The kind of link that a noun makes, whatever letters stand attached before it or for its case (``بيانا``)."""
    word = scene.bare(at)
    for noun in (word, word.removeprefix("ب"), word.removeprefix("ال"), word.removesuffix("ا")):
        if found := scene.channel_at(at, bare=noun):
            return found[1].link
        if noun in scene.words["remarks"]:
            return "statement"
    return None


def _owners(scene: Scene, at: int, verb: int) -> list[NounPhrase]:
    reference = scene.reference_at(at + 1)
    if reference is None or not scene.attached(reference).startswith("ل") or scene.end_of(reference.span) > verb:
        return []
    return [of_reference(scene, reference)]
