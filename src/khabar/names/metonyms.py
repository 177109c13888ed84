"""A capital named for its government: ``طهران ترفض`` means Iran, ``في طهران`` the city."""

from __future__ import annotations

from khabar.names.scene import Name, Scene

_JOINED = frozenset(["و", "ف"])


def settle_metonyms(scene: Scene) -> None:
    """Decide for each capital whether the city or its state is meant, and for each seat whether house or body."""
    states = scene.lexicon.compiled(_states_by_capital)
    before: Name | None = None
    was_city = False
    for name in scene.ordered():
        state = states.get(name.entity)
        if state is None:
            continue
        if before and before.last == name.first and scene.key(name.first).startswith("و"):
            city = was_city
        else:
            city = _is_city(scene, name)
        if not city:
            scene.replace(name, name._replace(entity=state, rule="capital-for-state"))
            scene.glued = [g if g is not name else g._replace(entity=state) for g in scene.glued]
        before, was_city = name, city


def _states_by_capital(lexicon: object) -> dict[str, str]:
    from khabar.lexicon import Lexicon, actors

    assert isinstance(lexicon, Lexicon)
    return {a.capital: a.id for a in actors(lexicon).values() if a.capital}


def _is_city(scene: Scene, name: Name) -> bool:
    lists = scene.words.lists
    chain = scene.key(name.first)[: name.skip]
    i = scene.skip_quotes(name.first - 1, -1)
    before = scene.key(i)
    if "ب" in chain:
        return True
    if name.actor and any(w in ("مدينه",) for w in scene.keys[name.first : name.last]):
        return True
    paragraph = scene.passage.paragraph_of(name.first)
    if (
        name.first == paragraph.first
        and scene.key(name.last) in ("-", "–", "—", "/", "،")
        and name.last - name.first < 3
    ):
        return True
    if scene.key(name.last) == ":" and scene.key(i) in ("-", "–", "/", "،", ")", "("):
        return True
    if "ل" in chain:
        return before in ("زياره", "زيارته", "زيارتها", "وصوله", "وصولها", "مغادرته")
    if chain and chain in _JOINED and scene.key(name.last) in lists["city-parallel"]:
        return True
    if before in lists["city-prepositions"]:
        holder = scene.key(i - 1)
        return scene.stem(i - 1, lists["state-holders"]) is None and holder not in lists["state-holders"]
    if scene.key(name.last).startswith("و") and scene.key(name.last)[1:] in ("باقي", "بقيه", "ضواحيها"):
        return True
    if i < paragraph.first:
        return False
    if scene.nisba(i) and scene.stem(i - 1, lists["city-before"]):
        return True
    return scene.stem(i, lists["city-before"]) is not None or before in lists["city-verbs"]
