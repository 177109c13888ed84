"""Phrases that stand for somebody: role with or without name, nameless sources, groups, documents, names alone."""

from __future__ import annotations

from khabar.model import Reference, SourceKind, Span
from khabar.names.anchors import HeadForm, Kinds, compile_anchors
from khabar.names.entries import Gender
from khabar.names.holders import resolve
from khabar.names.matcher import Hit
from khabar.names.phrase import Phrase
from khabar.names.phrase_reader import PhraseReader
from khabar.names.scene import CLOSING, QUOTES, Name, Scene

_FEMININE_HEADS = frozenset(
    ["حماس", "فتح", "وزاره", "امم", "خارجيه", "حكومه", "رئاسه", "كتائب", "سرايا", "قوات", "طالبان", "داخليه"]
)


def find_references(scene: Scene, anchors: dict[int, Hit]) -> tuple[Reference, ...]:
    """All references of the article, by where they begin, of several the longest first.

    They are its phrases, the names that no phrase with a name covers, and the descriptions that name nobody.
    """
    reader = PhraseReader(scene, anchors)
    phrases = _phrases(scene, reader, anchors)
    resolve(scene, phrases)
    covered = {i for p in phrases for n in p.people for i in range(n.first, n.last)}
    found = [_reference(scene, p) for p in phrases]
    found += [_of_name(scene, name, anchors) for name in scene.ordered() if name.first not in covered]
    found += [_of_description(scene, name) for name in scene.described.values()]
    return tuple(sorted(found, key=lambda r: (r.span.start, -r.span.end)))


def _reference(scene: Scene, p: Phrase) -> Reference:
    head = scene.span(p.first, p.skip, max(p.head_last, p.first + 1))
    span = scene.span(p.first, p.skip, p.last)
    inner = scene.keys[p.first : p.last]
    if p.people and scene.key(p.last) == ")" and "(" in inner and ")" not in inner:
        span = Span(span.start, scene.tokens[p.last].end)
    of = p.of[0] if p.of else None
    return Reference(span, head, p.entities, p.role.id if p.role else None, of, p.kind, p.gender, p.number, p.rule)


# -- names that stand for themselves ----------------------------------------------------------------


def _of_name(scene: Scene, name: Name, anchors: dict[int, Hit]) -> Reference:
    """A name, with the noun before it and what is said of it behind (``وكالة "كذا" الروسية للأنباء``)."""
    alone = scene.name_span(name)
    kind: SourceKind = "person" if name.kind == "person" else "organization"
    gender = _gender(scene, name)
    head = _head_before(scene, name, anchors)
    span = alone
    if head is not None and kind == "organization":
        hit, form = head
        gender = form.head.gender
        span = scene.span(hit.first, hit.skip, max(_behind(scene, name), name.last))
    elif kind == "organization" and scene.key(name.last) in CLOSING and scene.nisba(name.last + 1):
        first = name.first - (scene.key(name.first - 1) in QUOTES)
        span = scene.span(first, 0 if first < name.first else name.skip, _behind(scene, name))
    return Reference(span, alone, (name.entity,), None, None, kind, gender, "singular", "name")


def _head_before(scene: Scene, name: Name, anchors: dict[int, Hit]) -> tuple[Hit, HeadForm] | None:
    first = scene.skip_quotes(name.first - 1, -1)
    hit = anchors.get(first)
    if hit is None or hit.last != first + 1 or name.skip or not scene.same_line(hit.first, name.first):
        return None
    form = scene.lexicon.compiled(compile_anchors).forms[hit.form].head
    return (hit, form) if form else None


def _behind(scene: Scene, name: Name) -> int:
    """The end of what belongs to an outlet's name: quotation mark, Latin name, nationality, ``للأنباء``."""
    i = name.last
    while i < len(scene.keys) and scene.same_line(name.first, i):
        word = scene.keys[i]
        latin = word.isascii() and word[:1].isalpha()
        if (word in CLOSING and i == name.last) or latin or word in ("للانباء", "الرسميه", "الاخباريه", "الاخباري"):
            i += 1
        elif word == "(" and scene.key(i + 1).isascii() and ")" in scene.keys[i + 1 : i + 6]:
            i = scene.keys.index(")", i) + 1
        elif nisba := scene.nisba(i):
            i = nisba[1]
        else:
            break
    return i


def _gender(scene: Scene, name: Name) -> Gender:
    first = scene.keys[name.first][name.skip :]
    if name.kind == "person":
        if name.actor:
            return name.actor.gender
        return "f" if first in scene.words.women else "m"
    bare = first.removeprefix("ال")
    return "f" if name.kind == "place" or bare.endswith("ه") or bare in _FEMININE_HEADS else "m"


def _of_description(scene: Scene, name: Name) -> Reference:
    """``القوى العالمية الست``: nobody is named, but who is meant is known."""
    span = scene.name_span(name)
    first = scene.keys[name.first].removeprefix("ال")
    gender: Gender = "f" if first in ("دول", "قوي", "قوات", "سلطات", "ميليشيات", "مليشيات", "شرعيه") else "m"
    return Reference(span, span, (name.entity,), None, None, "group", gender, "plural", "description")


# -- phrases ----------------------------------------------------------------------------------------


def _phrases(scene: Scene, reader: PhraseReader, anchors: dict[int, Hit]) -> list[Phrase]:
    found: list[Phrase] = []
    upto = -1
    named_at = {n.last: n for n in scene.ordered() if n.kind == "person"}
    for first in sorted(anchors):
        if first < upto or first in scene.described:
            continue
        phrase = _begin(scene, reader, anchors[first])
        if phrase is None:
            continue
        _join_name_before(scene, reader, phrase, named_at)
        _reach_back(scene, phrase)
        found.append(phrase)
        upto = max(upto, phrase.last)
    return found


def _begin(scene: Scene, reader: PhraseReader, hit: Hit) -> Phrase | None:
    """The phrase whose head is an anchor, read to its end; None if the anchor heads no phrase for somebody."""
    kinds = reader.forms[hit.form]
    if kinds.head and kinds.head.head.id == "unit" and hit.first in scene.inside:
        return None
    at = (hit.first, hit.skip, hit.last, hit.last)
    role, noun, title, peer = kinds.role, kinds.noun, kinds.title, kinds.peer
    if peer:
        p = Phrase(*at, peer.gender, peer.number, True, "person", "counterpart", counterpart=True)
    elif role:
        nameless = noun is not None and not role.definite
        p = Phrase(
            *at, role.gender, role.number, role.definite, "anonymous" if nameless else "person", "role", role.role
        )
    elif noun:
        definite = noun.definite or scene.keys[hit.first].startswith(("لل", "ولل"))
        p = Phrase(*at, noun.noun.gender, noun.number, definite, noun.noun.kind, "noun")
    elif title:
        p = Phrase(*at, title.gender, "singular", True, "person", "title")
    else:
        return _begin_body(scene, kinds, hit)
    reader.read(p)
    if title and not role and not noun and not p.people:
        return None
    return _settle(p, noun is not None and (noun.noun.alone or noun.definite), noun.noun.kind if noun else None)


def _begin_body(scene: Scene, kinds: Kinds, hit: Hit) -> Phrase | None:
    """``الوزارة`` for the one named before; ``إدارة ترامب`` for his government."""
    if hit.first in scene.inside:
        return None
    body = kinds.body_noun
    if body is not None and not hit.skip:
        named = [n for n in scene.ordered() if n.first < hit.first and n.actor and n.actor.type in body.types]
        p = Phrase(hit.first, 0, hit.last, hit.last, body.gender, "singular", True, "organization", "body-noun")
        p.entities = (named[-1].entity,) if named else ()
        return p
    if kinds.administration is not None:
        i = hit.last + (scene.key(hit.last) == "الرئيس")
        i = nisba[1] if (nisba := scene.nisba(i)) else i
        name = scene.names.get(i)
        if name and name.kind == "person" and not name.skip and name.actor and name.actor.country:
            p = Phrase(
                hit.first, hit.skip, name.last, hit.last, "f", "singular", True, "organization", "administration"
            )
            p.entities = (name.actor.country,)
            return p
    return None


def _settle(p: Phrase, may_stand_alone: bool, noun_kind: SourceKind | None) -> Phrase | None:
    """What kind of somebody the phrase is, now that it is read."""
    if p.people:
        p.kind, p.rule = "person", f"{p.rule}-name"
    elif noun_kind and p.role is None:
        bare = p.last == p.head_last
        return None if bare and not may_stand_alone else p
    elif noun_kind and p.construct and p.number == "plural" and p.of[0].startswith("organization/"):
        p.kind, p.rule = "group", "leaders"
    elif noun_kind and not p.definite:
        p.kind, p.rule = "anonymous", "nameless"
    elif noun_kind:
        p.kind, p.rule = noun_kind, "noun"
    elif p.role and p.number != "singular":
        p.kind, p.rule = "group", "roles"
    elif p.role and not p.definite:
        p.kind, p.rule = "anonymous", "nameless"
    return p


def _join_name_before(scene: Scene, reader: PhraseReader, p: Phrase, named_at: dict[int, Name]) -> None:
    """A role right behind a name belongs to it: ``فلان الفلاني، المتحدث باسم الخارجية``."""
    if p.people or p.role is None or p.skip or p.number != "singular":
        return
    paused = scene.key(p.first - 1) in ("،", ",")
    name = named_at.get(p.first - paused)
    if name is None or not scene.same_line(name.first, p.first) or not reader.fits(p, name):
        return
    if paused and (name.size < 2 or p.last - p.first < 2):
        return
    p.people.append(name)
    p.first, p.skip, p.head_last = name.first, name.skip, name.last
    p.kind, p.rule = "person", "name-role"


def _reach_back(scene: Scene, p: Phrase) -> None:
    """Words before a plural that belong to it: ``بعض النواب``, ``عدد من المسؤولين``; ``أحد المسؤولين`` is one."""
    lists, before = scene.words.lists, scene.key(p.first - 1)
    if p.skip or p.people or p.number == "singular" or not scene.same_line(max(p.first - 1, 0), p.first):
        return
    if before in lists["one-of"]:
        p.first, p.number, p.kind, p.rule = p.first - 1, "singular", "anonymous", "one-of"
        p.entities = ()
    elif before in lists["quantifiers"]:
        p.first -= 1
    elif before == "من" and scene.key(p.first - 2) in ("عدد", "عددا"):
        p.first -= 2
