"""Bodies that every state has: which state's ``البرلمان`` or ``الخارجية`` is meant."""

from __future__ import annotations

from khabar.arabic import key
from khabar.lexicon import Lexicon, actors
from khabar.names.anchors import NOTHING, Anchors, BodyForm, compile_anchors
from khabar.names.matcher import Hit
from khabar.names.nisba import compile_nisbas
from khabar.names.scene import QUOTES, Name, Scene

_FAR = 400
#: How many words back the person stands to whom an office is apposed.
_APPOSED = 12
#: Ministries called by an adjective.
_ADJECTIVES = frozenset(["الخارجيه", "الداخليه"])


def find_institutions(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Add bodies of states to the scene, linked to the state that is named beside them or that the article is about."""
    forms = scene.lexicon.compiled(compile_anchors).forms
    bodies = scene.lexicon.compiled(bodies_by_state)
    known_of: dict[str, str] = {}
    for hit in sorted(hit for hit in anchors.values() if forms[hit.form].body):
        body = forms[hit.form].body
        if body is None:
            continue
        inside = scene.inside.get(hit.first)
        if inside is not None:
            if inside.kind == "organization" and inside.actor and inside.actor.country:
                known_of[body.institution.id] = inside.actor.country
            continue
        if any(i in scene.inside for i in range(hit.first, hit.last)) or _is_portfolio(scene, hit):
            continue
        last, state, quoted = _state_beside(scene, hit, body)
        if state is None and not (body.bare or quoted):
            continue
        state = (
            state
            or _state_of_bearer(scene, hit.first)
            or known_of.get(body.institution.id)
            or _state_before(scene, hit.first)
        )
        entity = f"organization/{body.institution.id}"
        if state is not None:
            known_of[body.institution.id] = state
            listed = bodies.get((state, hit.form)) or bodies.get((state, body.institution.id))
            entity = listed or f"organization/{state.partition('/')[2]}-{body.institution.id}"
        scene.add(
            Name(
                hit.first,
                hit.skip,
                last,
                "organization",
                entity,
                "body-of-state",
                actor=scene.gazetteer.actors.get(entity),
            )
        )


def _is_portfolio(scene: Scene, hit: Hit) -> bool:
    """Whether the body is only the portfolio of a minister: ``وزير الخارجية الإيراني``."""
    before = scene.key(hit.first - 1)
    if not hit.skip and hit.form in _ADJECTIVES and before in scene.words.lists["foreign-or-domestic"]:
        return True
    if hit.form == "الحكومه" and before.lstrip("ولب") in ("رييس", "رييسه", "رئيس", "رئيسه"):
        return True
    return not hit.skip and before.removeprefix("و").startswith(("وزير", "وزراء", "لوزير", "بوزير", "الوزير"))


def _state_beside(scene: Scene, hit: Hit, body: BodyForm) -> tuple[int, str | None, bool]:
    """The end of the name, the state named right behind it, and whether the name stands in quotation marks."""
    after = scene.skip_quotes(hit.last)
    quoted = after > hit.last
    modifier = after
    while scene.key(modifier) in scene.words.lists["body-adjectives"]:
        modifier += 1
    found = scene.nisba(modifier)
    agrees = found and (found[0].gender == body.institution.gender or hit.last - hit.first > 1)
    if found and agrees and found[0].definite and found[0].number == "singular":
        last = found[1]
        while scene.key(last) in scene.words.lists["body-adjectives"]:
            last += 1
        return (hit.last if quoted else last), found[0].of, quoted
    name = scene.names.get(after)
    if name is not None and name.actor is not None and name.actor.type == "state" and name.skip == 0 and not quoted:
        return hit.last, name.entity, False
    if scene.key(after) in ("في",) and (name := scene.names.get(after + 1)) and name.kind == "place":
        return hit.last, (name.actor.country if name.actor and name.actor.country else name.entity), False
    return hit.last, None, quoted and scene.key(hit.first - 1) in QUOTES and body.institution.type == "ministry"


def _state_of_bearer(scene: Scene, at: int) -> str | None:
    """The state of the listed person of whose office the body is a part: ``فلان نائب رئيس مجلس الوزراء``."""
    if scene.key(at - 1) not in scene.words.lists["heads-of-bodies"]:
        return None
    for i in range(at - 2, max(at - _APPOSED, scene.line(at).first) - 1, -1):
        name = scene.inside.get(i)
        if name is not None:
            return name.actor.country if name.kind == "person" and name.actor else None
        if scene.tokens[i].kind != "word" and scene.keys[i] not in ("،", ","):
            return None
    return None


def _state_before(scene: Scene, at: int) -> str | None:
    """The state the article speaks of before ``at``: by nationalities and names, the near ones weighing more.

    Where it speaks of none, the state of the outlet.
    """
    weight: dict[str, float] = {}
    spoken = {i: n.entity if n.kind == "place" else n.actor and n.actor.country for i, n in scene.names.items()}
    spoken |= {i: use.nisba.of for i, use in scene.noted if use.nisba}
    for i, state in sorted(spoken.items()):
        if state and i < at:
            weight[state] = weight.get(state, 0.0) + 1.0 / (1.0 + (at - i) / _FAR)
    states = scene.gazetteer.actors
    best = [s for s in weight if s in states and states[s].type == "state"]
    if best:
        return max(best, key=lambda s: weight[s])
    outlet = states.get(scene.article.outlet or "")
    return outlet.country if outlet else None


def bodies_by_state(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    """The listed bodies by (state, their form without the state, and the id of the institution)."""
    nisbas = compile_nisbas(lexicon)
    anchors: Anchors = lexicon.compiled(compile_anchors)
    found: dict[tuple[str, str], str] = {}
    for actor in actors(lexicon).values():
        if actor.kind != "organization" or not actor.country:
            continue
        for form in (*actor.ar, *actor.short):
            words = key(form).split(" ")
            bare = [w for w in words if not ((n := nisbas.get(w)) and n.of == actor.country)]
            base = " ".join(bare)
            if body := anchors.forms.get(base, NOTHING).body:
                found.setdefault((actor.country, base), actor.id)
                found.setdefault((actor.country, body.institution.id), actor.id)
    return found
