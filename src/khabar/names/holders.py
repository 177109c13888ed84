"""Who is meant by a role: who is named with it or was before, or the holder of the office on the article's date."""

from __future__ import annotations

from khabar.lexicon import Lexicon, offices
from khabar.names.phrase import Phrase
from khabar.names.scene import Scene

#: Roles that stand for all of their rank when the article speaks again of one: ``الوزير``.
_GENERIC = frozenset(
    [
        "minister",
        "president",
        "spokesperson",
        "special-envoy",
        "un-envoy",
        "ambassador",
        "senator",
        "mp",
        "adviser",
        "general",
        "envoy",
        "negotiator",
        "expert",
        "commander",
        "leader",
    ]
)
#: Offices that many hold at once, one in each country: the list of holders never is complete.
_MANY = frozenset(["ambassador", "consul", "charge-d-affaires"])
_FAR_BACK = 60


def compile_sole_offices(lexicon: Lexicon) -> dict[str, str]:
    """Roles that only one state or body has (``المرشد الأعلى``), and whose they are."""
    whose: dict[str, set[str]] = {}
    for role, of in lexicon.compiled(offices):
        whose.setdefault(role, set()).add(of)
    return {role: min(ofs) for role, ofs in whose.items() if len(ofs) == 1}


def resolve(scene: Scene, phrases: list[Phrase]) -> None:
    """Say of each phrase who is meant, if that is sure."""
    named: dict[tuple[str, str], str] = {}
    for p in phrases:
        if p.people:
            p.entities = (p.people[-1].entity,)
            actor = p.people[-1].actor
            p.gender = actor.gender if actor else p.gender
            if p.role:
                for of in p.of or [""]:
                    named.setdefault((p.role.id, _state(scene, of)), p.entities[0])
    earlier: list[Phrase] = []
    for p in phrases:
        if p.counterpart:
            p.role = next((e.role for e in reversed(earlier) if e.role and e.number == "singular"), None)
        if not p.entities:
            p.entities = _meant(scene, p, named, earlier)
        earlier.append(p)


def _state(scene: Scene, of: str) -> str:
    """The state of a body; a state and what belongs to none stay what they are."""
    actor = scene.gazetteer.actors.get(of)
    return actor.country if actor and actor.country and actor.type != "state" else of


def _meant(scene: Scene, p: Phrase, named: dict[tuple[str, str], str], earlier: list[Phrase]) -> tuple[str, ...]:
    if p.kind == "document":
        return _issuer(p, earlier)
    if p.kind == "group":
        return _group(scene, p, earlier)
    if p.role is None or p.kind != "person" or not (p.definite or p.of) or (p.counterpart and not p.of):
        return ()
    if not _in_office(scene, p):
        return ()
    for of in p.of:
        if entity := named.get((p.role.id, _state(scene, of))):
            return (entity,)
    if holder := _holder(scene, p):
        return (holder,)
    if p.of and p.role.id not in _GENERIC:
        return ()
    return _earlier(scene, p, earlier)


def _in_office(scene: Scene, p: Phrase) -> bool:
    """Whether nothing says that the office is another's now: ``وزير الخارجية السابق``, ``الرئيس المنتخب``."""
    words = {*scene.keys[p.first : p.last], scene.key(p.last)}
    return not words & scene.words.lists["not-in-office"]


def _holder(scene: Scene, p: Phrase) -> str | None:
    """The holder of the office on the article's date, if there was one only."""
    date = scene.article.published
    if p.role is None or not date or p.role.id in _MANY:
        return None
    held = scene.lexicon.compiled(offices)
    sole = scene.lexicon.compiled(compile_sole_offices).get(p.role.id)
    whose = [o for of in p.of for o in (of, _state(scene, of))] or ([sole] if sole else [])
    people = scene.gazetteer.actors
    for of in whose:
        holders = {h.person for h in held.get((p.role.id, of), ()) if h.held_on(date)}
        if p.gender == "f":
            holders = {h for h in holders if h not in people or people[h].gender == "f"}
        if len(holders) == 1:
            return holders.pop()
    return None


def _earlier(scene: Scene, p: Phrase, earlier: list[Phrase]) -> tuple[str, ...]:
    """The last person before it with the same or a kindred role: ``الوزير`` after ``وزير الطاقة فلان``."""
    assert p.role is not None
    of = {_state(scene, o) for o in p.of}
    for other in reversed(earlier[-_FAR_BACK:]):
        if other.role is None or other.number != "singular" or other.gender != p.gender or len(other.entities) != 1:
            continue
        same = other.role.id == p.role.id or (p.role.id in _GENERIC and other.role.rank == p.role.rank)
        if same and (not of or of & {_state(scene, o) for o in other.of}):
            return other.entities
    return ()


def _issuer(p: Phrase, earlier: list[Phrase]) -> tuple[str, ...]:
    """Whose document it is: the body named with it, or that of the same document before."""
    if p.of and p.complement:
        return (p.of[0],)
    if p.definite and p.last == p.head_last:
        for other in reversed(earlier[-_FAR_BACK:]):
            if other.kind == "document" and other.entities:
                return other.entities
    return ()


def _group(scene: Scene, p: Phrase, earlier: list[Phrase]) -> tuple[str, ...]:
    """``الجانب الأميركي`` is the state, ``قادة الحرس`` the body, ``الرئيسان`` the last two presidents."""
    body = p.complement and len(p.of) == 1 and p.of[0].startswith("organization/")
    if p.number == "singular" or body:
        return (p.of[0],) if p.of else ()
    if p.number != "dual" or p.role is None:
        return ()
    found: list[str] = []
    for other in reversed(earlier[-_FAR_BACK:]):
        kin = other.role is not None and other.role.rank == p.role.rank and len(other.entities) == 1
        if kin and other.entities[0] not in found:
            found.append(other.entities[0])
            if len(found) == 2:
                return tuple(reversed(found))
    return ()
