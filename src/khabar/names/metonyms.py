"""A capital named for its government: ``طهران ترفض`` means Iran, ``في طهران`` the city."""

from __future__ import annotations

from khabar.lexicon import Lexicon, actors
from khabar.names.scene import Name, Scene

_BULLETS = frozenset(["*", "•", "●", "-", "–"])
_DASHES = frozenset(["-", "–", "—", "/"])


def settle_metonyms(scene: Scene) -> None:
    """Decide for each capital (and for the White House) whether the place or its state is meant."""
    states = scene.lexicon.compiled(states_by_capital)
    before: Name | None = None
    was_place = False
    for name in scene.ordered():
        seat = _seat_of(scene, name)
        state = states.get(name.entity) or seat
        if state is None:
            continue
        joined = before is not None and before.last == name.first and scene.key(name.first).startswith("و")
        place = was_place if joined else _is_place(scene, name, seat=seat is not None)
        if not place:
            meant = name._replace(kind="place", entity=state, rule="capital-for-state")
            scene.replace(name, meant)
        before, was_place = name, place


def states_by_capital(lexicon: Lexicon) -> dict[str, str]:
    """States by the capital whose name stands for them."""
    return {a.capital: a.id for a in actors(lexicon).values() if a.capital}


def _seat_of(scene: Scene, name: Name) -> str | None:
    """The state whose government sits in a house and is called by it."""
    form = " ".join([scene.keys[name.first][name.skip :], *scene.keys[name.first + 1 : name.last]])
    if name.actor is None or (form not in scene.words.lists["seats"] and f"ال{form}" not in scene.words.lists["seats"]):
        return None
    return name.actor.country


def _is_place(scene: Scene, name: Name, *, seat: bool) -> bool:
    lists = scene.words.lists
    letters = scene.key(name.first)[: name.skip]
    i = scene.skip_quotes(name.first - 1, -1)
    while i >= scene.line(name.first).first and scene.keys[i] in _BULLETS:
        i -= 1
    begins = i < scene.line(name.first).first
    before = "" if begins else scene.key(i)
    if "ب" in letters or "مدينه" in scene.keys[name.first : name.last]:
        return True
    if "ل" in letters:
        return before in lists["visits"]
    if before in lists["city-prepositions"]:
        return scene.stem(i - 1, lists["state-holders"]) is None
    if seat:
        return before in lists["city-verbs"] or before in lists["visits"]
    if _is_dateline(scene, name, begins=begins, before=before) or scene.key(name.last) in lists["and-the-rest"]:
        return True
    if begins:
        return False
    if scene.nisba(i) and scene.stem(i - 1, lists["city-before"]):
        return True
    return scene.stem(i, lists["city-before"]) is not None or before in lists["city-verbs"]


def _is_dateline(scene: Scene, name: Name, *, begins: bool, before: str) -> bool:
    """``القاهرة - فلان``, ``سبق - القاهرة:``: where the report was written."""
    after = scene.key(name.last)
    return (begins and after in _DASHES) or (after == ":" and before in _DASHES | {"،", ")", "("})
