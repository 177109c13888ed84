"""Where a channel phrase begins: at a platform's name, at the noun of a channel, at remarks somebody gave."""

from __future__ import annotations

from typing import NamedTuple

from khabar.arabic import key
from khabar.model import Mention, Span
from khabar.speech.cues import Channel
from khabar.speech.scene import Scene

_LEADING = ("في", "علي", "عبر", "خلال", "عن")  # prepositions of channels that may have ``و`` attached


class ChannelNoun(NamedTuple):
    """The noun of a channel: the token after it, its entry, and the preposition before it."""

    end: int
    channel: Channel
    preposition: str

    @property
    def fits(self) -> bool:
        """Whether the channel is used with this preposition."""
        return any(self.preposition == key(b) for b in self.channel.before)


def begins_channel(scene: Scene, at: int, last: int) -> bool:
    """Whether a channel phrase begins at a token: ``في مقابلة``, ``للصحفيين``, ``على منصة إكس``, ``في تصريحات``."""
    if platform_at(scene, at, last):
        return True
    noun = channel_noun_at(scene, at, last)
    return noun.fits if noun else begins_remarks(scene, at)


def channel_noun_at(scene: Scene, at: int, last: int) -> ChannelNoun | None:
    """The noun of a channel after the preposition that begins in token ``at``."""
    word = _preposition(scene, at)
    if scene.is_preposition(word):
        start = at + 1 + (word == "من" and scene.key(at + 1) == "خلال")
        found = scene.channel_at(start)
        return ChannelNoun(*found, word) if found and found[0] <= last else None
    for letter in "لب":
        if word.startswith(letter):
            rest = "ا" + word[1:] if word.startswith("لل") else word[1:]
            if found := scene.channel_at(at, bare=rest):
                return ChannelNoun(*found, letter) if found[0] <= last else None
    return None


def platform_at(scene: Scene, at: int, last: int) -> Mention | None:
    """The platform of ``على "إكس"``, ``عبر موقع تروث سوشيال``."""
    if _preposition(scene, at) not in ("علي", "عبر", "في") or at + 1 >= last:
        return None
    i = at + 1
    while i < min(last, at + 5) and (scene.is_in(i, "platform-noun") or scene.tokens[i].kind == "mark"):
        i += 1
    if i >= last:
        return None
    mention = scene.mention_in(Span(scene.tokens[i].start, scene.tokens[min(last, i + 4) - 1].end))
    here = mention is not None and mention.kind == "platform" and mention.span.start == scene.tokens[i].start
    return mention if here else None


def begins_remarks(scene: Scene, at: int) -> bool:
    """``في تصريحات``, ``خلال حديثه``: remarks are a channel through whom they were given to."""
    return scene.key(at).lstrip("وف") in ("في", "ي", "خلال", "ضمن") and scene.is_in(at + 1, "remarks")


def _preposition(scene: Scene, at: int) -> str:
    word = scene.key(at)
    return word[1:] if word[:1] in ("و", "ف") and word[1:] in _LEADING else word
