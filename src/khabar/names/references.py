"""Noun phrases that stand for somebody: role with or without name, nameless sources, groups, documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.lexicon import Holder, Lexicon, Role, offices
from khabar.model import Reference, SourceKind, Span
from khabar.names.anchors import Counterpart, HeadForm, NounForm, RoleForm, compile_anchors
from khabar.names.gazetteer import Hit
from khabar.names.scene import QUOTES, Name, Scene
from khabar.names.words import Gender, Number, Title

_JOINS = frozenset(["في", "لدي", "الي", "باسم", "لشوون", "للشوون", "حول", "لسياسه", "بشان", "من"])


@dataclass(slots=True)
class Phrase:
    """A noun phrase under reading: tokens ``first:last`` without ``skip`` letters."""

    first: int
    skip: int
    last: int
    head_last: int
    gender: Gender
    number: Number
    definite: bool
    kind: SourceKind
    rule: str
    role: Role | None = None
    of: list[str] = field(default_factory=list)
    people: list[Name] = field(default_factory=list)
    entities: tuple[str, ...] = ()
    counterpart: bool = False


def find_references(scene: Scene, anchors: dict[int, Hit]) -> tuple[Reference, ...]:
    """All references of the article, in order."""
    phrases = _phrases(scene, anchors)
    _resolve(scene, phrases)
    covered = {i for p in phrases for i in range(p.first, p.last) if p.people}
    found = [_reference(scene, p) for p in phrases]
    for name in scene.ordered():
        if name.first not in covered:
            found.append(_of_name(scene, name, anchors))
    return tuple(sorted(found, key=lambda r: (r.span.start, -r.span.end)))


def _reference(scene: Scene, p: Phrase) -> Reference:
    head = scene.span(p.first, p.skip, max(p.head_last, p.first + 1))
    span = scene.span(p.first, p.skip, p.last)
    if (
        p.people
        and scene.key(p.last) == ")"
        and "(" in scene.keys[p.first : p.last]
        and ")" not in scene.keys[p.first : p.last]
    ):
        span = Span(span.start, scene.tokens[p.last].end)
    of = p.of[0] if p.of else None
    return Reference(span, head, p.entities, p.role.id if p.role else None, of, p.kind, p.gender, p.number, p.rule)


def _of_name(scene: Scene, name: Name, anchors: dict[int, Hit]) -> Reference:
    """A name that stands for itself, the head noun before it included (``صحيفة "كذا"``)."""
    span = scene.name_span(name)
    forms = scene.lexicon.compiled(compile_anchors).forms
    first = scene.skip_quotes(name.first - 1, -1)
    gender: Gender = "m"
    kind: SourceKind = "person" if name.kind == "person" else "organization"
    hit = next((h for h in (anchors.get(first), anchors.get(first - 1)) if h and h.last == first + 1), None)
    head = next((a for a in forms[hit.form] if isinstance(a, HeadForm)), None) if hit else None
    if hit and head and not name.skip and scene.same_line(hit.first, name.first):
        last = name.last + (scene.key(name.last) in QUOTES)
        span = scene.span(hit.first, hit.skip, last)
        gender = head.head.gender
    elif name.kind == "person":
        gender = _gender_of(scene, name)
    elif name.kind == "place" or scene.keys[name.first].endswith("ه"):
        gender = "f"
    if name.kind == "organization" and scene.keys[name.first][name.skip :].removeprefix("ال") in _FEMININE_HEADS:
        gender = "f"
    return Reference(span, scene.name_span(name), (name.entity,), None, None, kind, gender, "singular", "name")


_FEMININE_HEADS = frozenset(["حماس", "فتح", "وزاره", "امم", "خارجيه", "حكومه", "رئاسه", "كتائب", "سرايا", "قوات"])


def _gender_of(scene: Scene, name: Name) -> Gender:
    if name.actor:
        return name.actor.gender
    first = scene.keys[name.first][name.skip :]
    return "f" if first in scene.words.given and (first.endswith("ه") or first in _WOMEN) else "m"


_WOMEN = frozenset(
    [
        "مريم",
        "زينب",
        "هند",
        "سحر",
        "سمر",
        "سنام",
        "تامي",
        "كارولين",
        "جانيت",
        "سوزان",
        "نانسي",
        "ميشيل",
        "كاثرين",
        "كريستين",
        "هيلاري",
    ]
)


# -- reading the phrases ----------------------------------------------------------------------------


def _phrases(scene: Scene, anchors: dict[int, Hit]) -> list[Phrase]:
    found: list[Phrase] = []
    upto = -1
    named_at = {n.last: n for n in scene.ordered() if n.kind == "person"}
    for first in sorted(anchors):
        if first < upto:
            continue
        phrase = _read(scene, anchors, anchors[first])
        if phrase is None:
            continue
        _join_name_before(scene, phrase, named_at)
        found.append(phrase)
        upto = phrase.last if phrase.people or phrase.kind != "person" else phrase.head_last
        upto = max(upto, phrase.last)
    return found


def _read(scene: Scene, anchors: dict[int, Hit], hit: Hit) -> Phrase | None:
    """The phrase that begins at an anchor, if it is a role, a title before a name, or a noun for somebody."""
    forms = scene.lexicon.compiled(compile_anchors).forms[hit.form]
    role = next((a for a in forms if isinstance(a, RoleForm)), None)
    noun = next((a for a in forms if isinstance(a, NounForm)), None)
    title = next((a for a in forms if isinstance(a, Title)), None)
    peer = next((a for a in forms if isinstance(a, Counterpart)), None)
    if peer:
        phrase = Phrase(
            hit.first, hit.skip, hit.last, hit.last, peer.gender, peer.number, True, "person", "counterpart"
        )
        phrase.counterpart = True
    elif role:
        phrase = Phrase(
            hit.first, hit.skip, hit.last, hit.last, role.gender, role.number, role.definite, "person", "role"
        )
        phrase.role = role.role
    elif noun:
        phrase = Phrase(
            hit.first,
            hit.skip,
            hit.last,
            hit.last,
            noun.noun.gender,
            noun.number,
            noun.definite,
            noun.noun.kind,
            "noun",
        )
    elif title:
        phrase = Phrase(hit.first, hit.skip, hit.last, hit.last, title.gender, "singular", True, "person", "title")
    else:
        return None
    for name in scene.ordered():
        if hit.first <= name.first and name.last <= hit.last:
            _belong(scene, phrase, name)
    _extend(scene, anchors, phrase)
    if title and not role and not noun and not phrase.people:
        return None
    return _settle_kind(scene, phrase, noun)


def _settle_kind(scene: Scene, p: Phrase, noun: NounForm | None) -> Phrase | None:
    if p.people:
        p.kind, p.rule = "person", p.rule + "-name"
        return p
    if noun and p.role is None:
        if not noun.noun.alone and p.last == p.head_last and not (noun.definite and p.number != "singular"):
            return None
        return p
    if noun and not p.definite:
        p.kind, p.rule = "anonymous", "nameless"
    elif noun:
        p.kind, p.rule = noun.noun.kind, "noun"
    elif p.role and p.number != "singular":
        p.kind, p.rule = "group", "roles"
    elif p.role and not p.definite and not p.of:
        p.kind, p.rule = "anonymous", "nameless"
    return p


def _extend(scene: Scene, anchors: dict[int, Hit], p: Phrase) -> None:
    """Go on with what belongs to the phrase: adjectives, complements, further roles, the name."""
    line = scene.passage.paragraph_of(p.first).last
    forms = scene.lexicon.compiled(compile_anchors).forms
    i = p.last
    lists = scene.words.lists
    for _ in range(14):
        if i >= line:
            return
        word = scene.keys[i]
        if found := scene.nisba(i):
            if p.definite or not found[0].definite:
                p.of.append(found[0].of)
                i = p.last = found[1]
                continue
            return
        if word in lists["role-adjectives"] or (not p.definite and word in lists["nameless-adjectives"]):
            i = p.last = i + 1
            continue
        if (
            p.definite
            and word.startswith("ال")
            and word.endswith(("ي", "يه", "يون", "يين"))
            and len(word) > 5
            and i not in scene.inside
        ):
            i = p.last = i + 1
            continue
        if word == "(" and (scene.nisba(i + 1) or (i + 1) in scene.names):
            i += 1
            continue
        if word == ")" and "(" in scene.keys[p.first : i]:
            i += 1
            continue
        name = scene.names.get(i)
        if name is not None and name.kind == "person":
            if name.skip == 0 and p.number == "singular" and _fits(scene, p, name):
                p.people.append(name)
                p.last = name.last
                _after_name(scene, anchors, p)
                return
            if name.skip and p.kind != "person":
                i = p.last = name.last
                continue
            return
        if name is not None and (name.skip == 0 or scene.key(i)[: name.skip] in ("ل", "لل", "ب")):
            if p.kind == "group" and name.skip:
                return
            _belong(scene, p, name)
            i = p.last = name.last
            if scene.nisba(i) and scene.nisba(i)[0].definite and p.role:  # type: ignore[index]
                i = p.last = scene.nisba(i)[1]  # type: ignore[index]
            continue
        hit = anchors.get(i)
        kinds = forms[hit.form] if hit else []
        if (
            hit
            and hit.skip == 0
            and any(isinstance(a, Title) for a in kinds)
            and _leads_to_person(scene, anchors, hit.last)
        ):
            i = hit.last
            continue
        if (
            hit
            and hit.skip == 0
            and p.number == "singular"
            and any(isinstance(a, RoleForm) for a in kinds)
            and p.kind == "person"
        ):
            inner = Phrase(hit.first, 0, hit.last, hit.last, p.gender, "singular", True, "person", "role")
            _extend(scene, anchors, inner)
            if inner.people or p.head_last == i:
                p.last = inner.last
                p.of += [o for o in inner.of if o not in p.of]
                p.people += inner.people
                if inner.people:
                    return
                i = p.last
                continue
            return
        if (
            hit
            and hit.skip == 1
            and word.startswith("و")
            and any(isinstance(a, RoleForm) for a in kinds)
            and p.number == "singular"
        ):
            inner = Phrase(hit.first, 1, hit.last, hit.last, p.gender, "singular", True, "person", "role")
            _extend(scene, anchors, inner)
            if inner.people and _same_person(p, inner, scene):
                p.last, p.people = inner.last, inner.people
            return
        if word in _JOINS and p.kind != "group":
            following = scene.names.get(scene.skip_quotes(i + 1))
            if following is not None and following.kind != "person":
                if word in ("في", "باسم", "لدي") and not p.of:
                    _belong(scene, p, following)
                i = p.last = following.last
                continue
            if word in ("باسم", "لشوون", "للشوون", "لسياسه") or (
                word in ("في", "من") and p.role and scene.key(i + 1).startswith("ال")
            ):
                j = i + 1
                while (
                    j < line
                    and j < i + 5
                    and (scene.keys[j].startswith(("ال", "وال", "لل")))
                    and scene.tokens[j].kind == "word"
                ):
                    j += 1
                if j > i + 1:
                    i = p.last = j
                    continue
            return
        if (
            p.role
            and word.startswith(("لل", "لشو", "بال"))
            and len(word) > 4
            and scene.tokens[i].kind == "word"
            and p.last == i
        ):
            i = p.last = i + 1
            while (
                i < line
                and scene.keys[i].startswith("ال")
                and i not in scene.inside
                and scene.keys[i].endswith(("ي", "يه"))
            ):
                i = p.last = i + 1
            continue
        if word in ("،", ",", "-", "–") and p.number == "singular" and p.kind == "person" and p.definite:
            j = i + 1
            if (hit := anchors.get(j)) and any(isinstance(a, Title) for a in forms[hit.form]):
                j = hit.last
            name = scene.names.get(j)
            if name is not None and name.kind == "person" and name.skip == 0 and _fits(scene, p, name):
                p.people.append(name)
                p.last = name.last
            return
        return


def _same_person(p: Phrase, inner: Phrase, scene: Scene) -> bool:
    """Whether role, ``و`` and another role are one person: not two ministers."""
    return scene.keys[p.first][p.skip :].removeprefix("ال") != scene.keys[inner.first][inner.skip :].removeprefix("ال")


def _leads_to_person(scene: Scene, anchors: dict[int, Hit], i: int) -> bool:
    name = scene.names.get(i)
    if name is not None:
        return name.kind == "person" and name.skip == 0
    hit = anchors.get(i)
    return hit is not None and hit.skip == 0 and hit.last > i and _leads_to_person(scene, anchors, hit.last)


def _fits(scene: Scene, p: Phrase, name: Name) -> bool:
    """Whether a person can be the holder of the role: not one of another state."""
    if name.actor is None or name.actor.country is None or not p.of or p.role is None:
        return True
    states = [o for o in p.of if (a := scene.gazetteer.actors.get(o)) and a.type == "state"]
    return not states or name.actor.country in states or p.role.rank in ("envoy", "ambassador", "other", "expert")


def _belong(scene: Scene, p: Phrase, name: Name) -> None:
    if name.kind in ("place", "organization") and name.entity not in p.of:
        p.of.append(name.entity)


def _after_name(scene: Scene, anchors: dict[int, Hit], p: Phrase) -> None:
    """A role in apposition behind the name: ``X، المتحدث باسم Y``."""
    forms = scene.lexicon.compiled(compile_anchors).forms
    j = p.last
    if scene.key(j) in ("،", ",", "-", "–", "("):
        j += 1
    hit = anchors.get(j)
    if hit is None or hit.skip or not scene.same_line(p.first, j):
        return
    form = next((a for a in forms[hit.form] if isinstance(a, RoleForm)), None)
    if form is None or form.number != "singular":
        return
    inner = Phrase(
        hit.first, 0, hit.last, hit.last, form.gender, "singular", form.definite, "person", "role", form.role
    )
    for name in scene.ordered():
        if hit.first <= name.first and name.last <= hit.last:
            _belong(scene, inner, name)
    _extend(scene, anchors, inner)
    if inner.people:
        return
    p.last = inner.last
    if p.role is None:
        p.role = form.role
        p.of = [*inner.of, *p.of]


def _join_name_before(scene: Scene, p: Phrase, named_at: dict[int, Name]) -> None:
    """A role right behind a name belongs to it: ``إسماعيل بقائي، المتحدث باسم الخارجية``."""
    if p.people or p.role is None or p.skip or p.number != "singular":
        return
    j = p.first
    if scene.key(j - 1) in ("،", ","):
        j -= 1
    name = named_at.get(j)
    if name is None or not scene.same_line(name.first, p.first) or not _fits(scene, p, name):
        return
    if name.size < 2 and j != p.first:
        return
    p.people.append(name)
    p.first, p.skip, p.head_last = name.first, name.skip, name.last
    p.kind, p.rule = "person", "name-role"


# -- who is meant -----------------------------------------------------------------------------------


def _resolve(scene: Scene, phrases: list[Phrase]) -> None:
    held = scene.lexicon.compiled(compile_offices)
    named: dict[tuple[str, str], str] = {}
    for p in phrases:
        if p.people:
            p.entities = (p.people[-1].entity,)
            if p.role:
                for of in p.of or [""]:
                    named.setdefault((p.role.id, _state(scene, of)), p.entities[0])
            p.gender = _gender(scene, p)
    last: Phrase | None = None
    earlier: list[Phrase] = []
    for p in phrases:
        if p.counterpart and not p.entities:
            p.role = last.role if last else None
        if not p.entities and p.role and p.kind in ("person", "group") and p.definite:
            p.entities = _who(scene, p, named, held, earlier)
        elif p.kind == "group" and p.of and not p.entities and p.number == "singular":
            p.entities = (p.of[0],)
        if p.role and p.number == "singular" and not p.counterpart:
            last = p
        earlier.append(p)


def _gender(scene: Scene, p: Phrase) -> Gender:
    actor = p.people[-1].actor
    return actor.gender if actor else p.gender


def _state(scene: Scene, of: str) -> str:
    actor = scene.gazetteer.actors.get(of)
    return actor.country if actor and actor.country and actor.type != "state" else of


def _who(
    scene: Scene,
    p: Phrase,
    named: dict[tuple[str, str], str],
    held: dict[tuple[str, str], tuple[Holder, ...]],
    earlier: list[Phrase],
) -> tuple[str, ...]:
    assert p.role is not None
    if p.number != "singular":
        return _pair(p, earlier)
    for of in p.of:
        if entity := named.get((p.role.id, _state(scene, of))):
            return (entity,)
    date = scene.article.published
    for of in [o for whose in p.of for o in (whose, _state(scene, whose))]:
        holders = [h for h in held.get((p.role.id, of), ()) if date and h.held_on(date)]
        people = scene.gazetteer.actors
        fitting = [h for h in holders if h.person not in people or people[h.person].gender == p.gender]
        if len({h.person for h in fitting}) == 1:
            return (fitting[0].person,)
    if p.of and p.role.id not in ("minister", "president"):
        return ()
    return _earlier(scene, p, earlier)


def _earlier(scene: Scene, p: Phrase, earlier: list[Phrase]) -> tuple[str, ...]:
    """The last person before it with the same or a kindred role: ``الوزير`` after ``وزير الطاقة فلان``."""
    assert p.role is not None
    for other in reversed(earlier[-40:]):
        if other.role is None or other.number != "singular" or other.gender != p.gender or len(other.entities) != 1:
            continue
        same = other.role.id == p.role.id or (p.role.id in _GENERIC and other.role.rank == p.role.rank)
        if same and (not p.of or {_state(scene, o) for o in p.of} & {_state(scene, o) for o in other.of}):
            return other.entities
    return ()


_GENERIC = frozenset(
    ["minister", "president", "spokesperson", "special-envoy", "ambassador", "senator", "adviser", "general"]
)


def _pair(p: Phrase, earlier: list[Phrase]) -> tuple[str, ...]:
    """The last two holders of a role for a dual (``الرئيسان``)."""
    assert p.role is not None
    if p.number != "dual":
        return ()
    found: list[str] = []
    for other in reversed(earlier[-60:]):
        if (
            other.role
            and other.role.rank == p.role.rank
            and len(other.entities) == 1
            and other.entities[0] not in found
        ):
            found.append(other.entities[0])
            if len(found) == 2:
                return tuple(reversed(found))
    return ()


def compile_offices(lexicon: Lexicon) -> dict[tuple[str, str], tuple[Holder, ...]]:
    """Holders by (role, of)."""
    return offices(lexicon)
