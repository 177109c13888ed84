"""Organizations, platforms and places nobody listed, found by the noun that heads their name."""

from __future__ import annotations

from khabar.arabic.letters import LATIN_LETTER_NAMES
from khabar.names.anchors import HeadForm, compile_anchors
from khabar.names.matcher import Hit
from khabar.names.rarity import is_unseen, is_word
from khabar.names.scene import CLOSING, QUOTES, Name, Scene
from khabar.names.slug import slug

_LONGEST = 8
#: Heads of names of what is called after a person without his title: ``كتائب أبو الفضل``.
_HONOURING = frozenset(["party", "university", "building"])


def find_bodies(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Add organizations, platforms and places that no lexicon lists to the scene."""
    _find_glossed(scene)
    forms = scene.lexicon.compiled(compile_anchors).forms
    for hit in sorted(hit for hit in anchors.values() if forms[hit.form].head):
        head = forms[hit.form].head
        if head is None or hit.first in scene.inside or hit.last >= len(scene.keys):
            continue
        if not scene.same_line(hit.first, hit.last):
            continue
        if head.head.id == "unit":
            _unit(scene, hit, head)
        elif head.head.name == "rest" and not head.definite:
            _name_after(scene, hit, head)
        elif head.definite:
            _definite(scene, hit, head)
        else:
            _construct(scene, anchors, hit, head)


def _name_after(scene: Scene, hit: Hit, head: HeadForm) -> None:
    """``صحيفة "كذا"``, ``مدينة كذا``: what follows the head is the name, if it is a proper one."""
    i = hit.last
    if scene.key(i) in QUOTES or scene.key(i) == "(":
        end = next((j for j in range(i + 1, min(i + 6, len(scene.keys))) if scene.keys[j] in CLOSING), None)
        if end is None or end == i + 1 or not _may_be_renamed(scene, hit, i + 1, end):
            return
        inner = scene.keys[i + 1 : end]
        if (
            len(inner) > 1
            and head.head.id in ("agency", "group")
            and all(is_word(k) for k in inner)
            and not _is_paper(scene, hit)
        ):
            return
        if any(scene.tokens[j].kind == "mark" and scene.keys[j] not in ("-", ".") for j in range(i + 1, end)):
            return
        known = scene.gazetteer.senses.get(" ".join([hit.form, *inner]))
        if known and known[0].kind == head.head.kind:  # تنظيم «القاعدة» is listed without the marks
            actor = known[0].actor
            scene.add(Name(i + 1, 0, end, head.head.kind, actor.id, "known-full", actor=actor))
            return
        _add(scene, i + 1, 0, end, head)
        _gloss(scene, i + 1, end)
        return
    if i in scene.inside or scene.tokens[i].kind != "word":
        return
    last = i
    if scene.keys[i].isascii():
        while scene.key(last).isascii() and scene.key(last)[:1].isalpha():
            last += 1
    else:
        line = scene.line(i).last
        while last < line and last - i < 3 and last not in scene.inside and _is_proper(scene, last):
            if last > i and scene.keys[last].startswith(("و", "ت", "ي", "ن")):
                break
            last += 1
    if last > i:
        _add(scene, i, 0, last, head)


def _may_be_renamed(scene: Scene, hit: Hit, first: int, end: int) -> bool:
    """Whether what stands in quotation marks holds no name, or a place that is a part of a paper's name."""
    inside = {id(n): n for j in range(first, end) if (n := scene.inside.get(j))}
    if not inside:
        return True
    part = all(n.kind == "place" and n.size < end - first for n in inside.values())
    return part and scene.key(first - 1) in QUOTES and _is_paper(scene, hit)


def _is_paper(scene: Scene, hit: Hit) -> bool:
    """Whether the head is that of an outlet, which may be called by common words (``صحيفة "الشرق الأوسط"``)."""
    return hit.form in scene.words.lists["outlet-nouns"]


def _find_glossed(scene: Scene) -> None:
    """``"كذا" (Latin)``: an unseen word in quotation marks with its Latin spelling behind it is a name."""
    for i in [i for i, use in scene.noted if use.mark]:
        if scene.keys[i] != "(" or not scene.key(i + 1).isascii() or not scene.key(i + 1)[:1].isalpha():
            continue
        end = i - 1 if scene.key(i - 1) in CLOSING else -1
        start = next((j for j in range(end - 1, max(end - 5, -1), -1) if scene.keys[j] in QUOTES), -1)
        inner = range(start + 1, end)
        if start < 0 or not inner or any(j in scene.inside or scene.tokens[j].kind != "word" for j in inner):
            continue
        if all(is_unseen(scene.keys[j]) or scene.keys[j] in LATIN_LETTER_NAMES for j in inner):
            text = slug(" ".join(scene.keys[j] for j in inner))
            scene.add(Name(start + 1, 0, end, "organization", f"organization/{text}", "glossed"))
            _gloss(scene, start + 1, end)


def _gloss(scene: Scene, first: int, end: int) -> None:
    """The Latin spelling in brackets behind a name is the same name and gives it its id: ``"كذا" (Latin)``."""
    i = end + 1
    if scene.key(i) == "(":
        i += 1
    last = i
    while scene.key(last).isascii() and scene.key(last)[:1].isalpha():
        last += 1
    name = scene.names.get(first)
    if last == i or name is None or i in scene.inside:
        return
    entity = f"{name.kind}/{slug(' '.join(scene.keys[i:last]))}" if name.actor is None else name.entity
    scene.replace(name, name._replace(entity=entity))
    scene.add(Name(i, 0, last, name.kind, entity, "latin-gloss", actor=name.actor))


def _is_proper(scene: Scene, i: int) -> bool:
    """Whether a word is no common word and no word with letters attached."""
    word = scene.keys[i]
    if scene.tokens[i].kind != "word" or word in scene.words.lists["name-enders"] or word in scene.nisbas:
        return False
    return is_unseen(word)


def _construct(scene: Scene, anchors: dict[int, Hit], hit: Hit, head: HeadForm) -> None:
    """``لجنة التخطيط``, ``وزارة شؤون الأسرى والمحررين``, ``مطار عدن``: head, complement, adjectives."""
    i, line = hit.last, scene.line(hit.first).last
    lists = scene.words.lists
    if (name := scene.names.get(i)) is not None:
        if name.skip == 0 and head.head.of_names and name.kind == "place":
            _add(scene, hit.first, hit.skip, name.last, head)
        return
    if i < line and scene.keys[i] in lists["construct-nouns"]:
        i += 1
        if (name := scene.names.get(i)) is not None and name.rule == "body-of-state" and name.skip == 0:
            _add(scene, hit.first, hit.skip, name.last, head)
            return
    titled = i < line and scene.keys[i] in lists["name-titles"]
    if titled or (i < line and head.head.id in _HONOURING and scene.keys[i] in scene.words.prefixes):
        last = _honoured(scene, i + titled)
        if last > i + 1:
            _add(scene, hit.first, hit.skip, last, head)
        return
    if i >= line or not _is_definite(scene, i):
        if head.head.of_names and i < line and _is_proper(scene, i):
            _add(scene, hit.first, hit.skip, i + 1, head)
        return
    if scene.keys[i].removeprefix("ال") in lists["no-names"] or _is_title(scene, anchors, i):
        return
    last = i = i + 1
    while i < line and i - hit.first < _LONGEST:
        word = scene.keys[i]
        if i in scene.inside or scene.tokens[i].kind != "word":
            break
        if nisba := scene.nisba(i):
            if nisba[0].definite:
                last = nisba[1]
            break
        if i in anchors and _is_somebody(scene, anchors[i]):
            break
        if (word.startswith("وال") and word[1:] in lists["portfolios"]) or _is_definite(scene, i):
            i += 1
            last = i
            continue
        break
    _add(scene, hit.first, hit.skip, last, head)


def _unit(scene: Scene, hit: Hit, head: HeadForm) -> None:
    """A unit of an army by its number (``اللواء 35 مدرع``, ``الفرقة الرابعة``) or, without article, by its name."""
    lists, i, line = scene.words.lists, hit.last, scene.line(hit.first).last
    numbered = i < line and (scene.keys[i].isdigit() or (head.definite and scene.keys[i] in lists["ordinals"]))
    if numbered:
        last = i + 1
        while last < line and scene.keys[last] in lists["unit-arms"]:
            last += 1
        if scene.keys[i].isdigit() or last > i + 1 or hit.form != "اللواء":
            noun = hit.form if head.definite else f"ال{hit.form}"
            _add(scene, hit.first, hit.skip, last, head, text=f"{noun} {scene.keys[i]}")
        return
    banner = not lists["raised"].isdisjoint((scene.key(hit.first - 1), scene.key(hit.first - 2)))
    if head.definite or i >= line or banner or hit.form not in lists["named-units"]:
        return
    titled = scene.keys[i] in lists["name-titles"]
    if titled or scene.keys[i] in scene.words.prefixes:
        last = _honoured(scene, i + titled)
        if last > i + 1:
            _add(scene, hit.first, hit.skip, last, head)
    elif _is_definite(scene, i) and not scene.nisba(i) and scene.keys[i] not in lists["no-names"]:
        _add(scene, hit.first, hit.skip, i + 1, head)


def _is_somebody(scene: Scene, hit: Hit) -> bool:
    """Whether a role or a title begins here: it opens another phrase."""
    return not hit.skip and scene.lexicon.compiled(compile_anchors).forms[hit.form].opens


def _is_title(scene: Scene, anchors: dict[int, Hit], i: int) -> bool:
    """Whether a title begins here: it goes with the name behind it, or is a unit (``سلاح اللواء``)."""
    hit = anchors.get(i)
    return hit is not None and scene.lexicon.compiled(compile_anchors).forms[hit.form].title is not None


def _honoured(scene: Scene, i: int) -> int:
    """The end of the name of whom a place is named after: ``مستشفى الملك فيصل``."""
    words = scene.words
    while i < len(scene.keys) and scene.keys[i] not in words.lists["name-enders"]:
        name = scene.names.get(i)
        if name is not None and name.kind == "person" and not name.skip:
            i = name.last
        elif {scene.keys[i], scene.keys[i].removeprefix("ال")} & (words.given | words.common_given):
            i += 1
        elif scene.keys[i] in words.prefixes and scene.keys[i] not in words.bridges:
            i += 2
        elif scene.keys[i] in words.bridges:
            i += 1
        else:
            break
    return i


def _is_definite(scene: Scene, i: int) -> bool:
    word = scene.keys[i]
    return (
        word.startswith("ال")
        and len(word) > 4
        and i not in scene.inside
        and word not in scene.words.lists["no-complement"]
    )


def _definite(scene: Scene, hit: Hit, head: HeadForm) -> None:
    """``الهيئة العليا للمفاوضات``, ``المؤسسة الوطنية للنفط``: article, adjective, and then a nationality or ``لل``."""
    lists, i, line = scene.words.lists, hit.last, scene.line(hit.first).last
    if head.head.name == "rest" or i >= line or not _is_definite(scene, i) or hit.form in lists["no-bodies-alone"]:
        return
    if nisba := scene.nisba(i):
        last = nisba[1]
        if scene.key(last) in scene.words.lists["of-nouns"] and scene.key(last + 1).startswith("ال"):
            last += 2
        if nisba[0].definite and head.head.kind == "organization" and nisba[0].number == "singular":
            _add(scene, hit.first, hit.skip, last, head)
        return
    if not scene.keys[i].endswith(("يه", "ي", "ا", "م", "ه")) or scene.keys[i] in scene.words.lists["name-enders"]:
        return
    last = i = i + 1
    parts = 1
    while i < line and i - hit.first < _LONGEST:
        word = scene.keys[i]
        if i in scene.inside or scene.tokens[i].kind != "word":
            break
        if nisba := scene.nisba(i):
            i = last = nisba[1]
            parts += 1
            continue
        if word.startswith("وال") and scene.keys[i - 1].startswith("لل") and len(word) > 5:
            i = last = i + 1
            break
        if (word.startswith("لل") and len(word) > 5) or _is_definite(scene, i):
            i += 1
            last, parts = i, parts + 1
            continue
        if word.startswith("ل") and scene.key(i + 1).startswith("ال") and word in scene.words.lists["of-nouns"]:
            i += 2
            last, parts = i, parts + 1
            continue
        break
    if parts > 1:
        _add(scene, hit.first, hit.skip, last, head)


def _add(scene: Scene, first: int, skip: int, last: int, head: HeadForm, *, text: str = "") -> None:
    """Add a name; its id is made of ``text``, or of its words."""
    inside = {id(n): n for i in range(first, last) if (n := scene.inside.get(i))}
    for name in inside.values():
        scene.drop(name)
    text = text or " ".join(w for w in [scene.keys[first][skip:], *scene.keys[first + 1 : last]] if w not in QUOTES)
    kind = head.head.kind
    scene.add(Name(first, skip, last, kind, f"{kind}/{slug(text)}", f"{kind}-by-head"))
