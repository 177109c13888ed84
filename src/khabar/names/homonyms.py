"""Listed persons who are not meant: bearers of the same surname in another walk of life, or with another given name."""

from __future__ import annotations

from khabar.arabic.spelling import same_name
from khabar.lexicon import Actor
from khabar.names.matcher import Hit
from khabar.names.name_parts import is_strange
from khabar.names.scene import Name, Scene

_KINGLY = frozenset(["الملك", "للملك", "بالملك", "والملك", "الرئيس", "الرييس"])


def drop_homonyms(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Forget listed persons who are not meant, and take in the given name of those who are.

    Behind the noun of another walk of life (``المخرج كاميرون``) or before a strange surname no statesman is meant.
    """
    walks = scene.words.lists["other-walks"]
    for hit in anchors.values():
        name = scene.names.get(hit.last)
        if hit.form in walks and name and name.kind == "person" and not name.skip:
            _forget(scene, name)
    for name in scene.ordered():
        if name.kind != "person" or name.size > 1 or name.rule != "known-short":
            continue
        if _goes_on_strangely(scene, name):
            _forget(scene, name)
        elif name.actor and not name.skip and _is_his_given_name(scene, name.first - 1, name.actor):
            scene.replace(name, name._replace(first=name.first - 1))


def _forget(scene: Scene, name: Name) -> None:
    if name.actor is not None and name.actor.type != "other":
        scene.drop(name)


def _is_his_given_name(scene: Scene, i: int, actor: Actor) -> bool:
    """Whether the strange word before a surname is its bearer's given name in another spelling."""
    if i < 0 or i in scene.inside or not scene.same_line(i, i + 1) or not is_strange(scene, i):
        return False
    return is_given_of(scene.keys[i], scene.gazetteer.words_of(actor))


def _goes_on_strangely(scene: Scene, name: Name) -> bool:
    """Whether a surname that is a given name too goes on with a word seen nowhere: ``كاميرون`` + a strange one."""
    i = name.last
    form = scene.keys[name.first][name.skip :]
    if form not in scene.words.given or i in scene.inside or i >= len(scene.keys):
        return False
    word = scene.keys[i]
    if word.startswith(("ال", "و", "ف", "ل", "ب")) or word[-1] == "ا" or scene.key(name.first - 1) in _KINGLY:
        return False
    return scene.same_line(name.first, i) and is_strange(scene, i)


def is_given_of(word: str, own: set[str]) -> bool:
    """Whether a word is in a person's names, or, if long, in another spelling (``عبدالرازق``, ``عبدالرزاق``)."""
    return word in own or (len(word) > 5 and any(len(w) > 5 and same_name(word, w, most=2) for w in own))
