"""Persons nobody listed: after a title or role, by a given name, before a role in apposition, in a list."""

from __future__ import annotations

from khabar.arabic.letters import LATIN_LETTER_NAMES
from khabar.names.anchors import compile_anchors
from khabar.names.homonyms import is_given_of
from khabar.names.matcher import Hit
from khabar.names.name_parts import (
    is_adjective_of_origin,
    is_anchor_of_another,
    is_definite_noun,
    is_free_name,
    is_like_surname,
    is_listed,
    is_nisba_of_kunya,
    is_plain_surname,
    is_preposition,
    is_rare_name,
    is_strange,
    name_end,
)
from khabar.names.rarity import frequencies, is_attached, is_unseen, is_word
from khabar.names.scene import QUOTES, Name, Scene
from khabar.names.slug import slug

_PAUSES = frozenset(["،", ","])
_ATTACHED_ARTICLES = ("بال", "وال", "لل", "كال", "فال")


def find_persons(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Add persons that no lexicon lists to the scene, and complete the listed ones (``سلمان`` + ``بن عبدالعزيز``)."""
    _after_titles_and_roles(scene, anchors)
    _by_given_names(scene, anchors)
    _before_roles(scene, anchors)
    _after_speech(scene)
    _in_lists(scene, anchors)


# -- behind a title or a role -----------------------------------------------------------------------


def _after_titles_and_roles(scene: Scene, anchors: dict[int, Hit]) -> None:
    """``العقيد فلان``, ``وزير الدفاع الإيراني فلان الفلاني``."""
    for at, titled in sorted(_introduced(scene, anchors).items()):
        _read_introduced(scene, anchors, at, least=1 if titled else 2, titled=titled is not None)


def _introduced(scene: Scene, anchors: dict[int, Hit]) -> dict[int, bool | None]:
    """Where the phrase of a title or a singular role ends and a name may begin.

    True behind a title if one word is enough, False behind another title, None behind a role.
    """
    forms = scene.lexicon.compiled(compile_anchors).forms
    found: dict[int, bool | None] = {}
    for hit in anchors.values():
        kinds = forms[hit.form]
        if kinds.title:
            at = hit.last + (scene.key(hit.last) == ".")
            found[at] = kinds.titled
            if nisba := scene.nisba(at):
                found.setdefault(nisba[1], False)
        elif kinds.role is not None and kinds.role.number == "singular":
            found.setdefault(_role_end(scene, hit.last), None)
    return found


def _role_end(scene: Scene, at: int) -> int:
    """Where a role phrase whose head ends at a token is over: nationalities, adjectives, what it is the role of."""
    adjectives = scene.words.lists["role-adjectives"]
    for _ in range(8):
        word = scene.key(at)
        if nisba := scene.nisba(at):
            at = nisba[1]
        elif word in adjectives or _is_adjective(scene, at):
            at += 1
        elif ((name := scene.names.get(at)) and name.kind != "person") or (
            word in ("في", "لدي", "الي", "باسم") and (name := scene.names.get(at + 1)) and name.kind != "person"
        ):
            at = name.last
        elif word in ("في", "باسم") and scene.key(at + 1).startswith("ال") and (at + 1) not in scene.inside:
            at += 2
        else:
            break
    return at + (scene.key(at) in _PAUSES)


def _is_adjective(scene: Scene, i: int) -> bool:
    word = scene.key(i)
    return word.startswith("ال") and word.endswith(("ي", "يه")) and is_word(word) and i not in scene.inside


def _read_introduced(scene: Scene, anchors: dict[int, Hit], first: int, *, least: int, titled: bool) -> None:
    """A name of at least so many words right after a title or a role."""
    if first + 1 < len(scene.keys) and is_adjective_of_origin(scene, first):
        first += 1
    elif first < len(scene.keys) and is_definite_noun(scene, scene.keys[first]):
        return
    if first >= len(scene.keys) or _is_settled(scene, first) or scene.keys[first].startswith(_ATTACHED_ARTICLES):
        return
    last = name_end(scene, anchors, first, 0)
    if titled and last == first + 1 and is_plain_surname(scene, first, last):
        last += 1
    size = last - first
    if size < least:
        return
    words = scene.keys[first:last]
    if size == 1:
        if not (words[0] in scene.words.given or words[0] in scene.words.common_given or is_unseen(words[0])):
            return
        if scene.key(last) == "،" and words[0] not in scene.words.given:
            return
    elif not any(is_listed(scene, w) for w in words) and not all(is_unseen(w) for w in words):
        return
    _add(scene, first, 0, last, "person-after-title")


def _is_settled(scene: Scene, i: int) -> bool:
    """Whether a known name of a person that needs no completing, or another name, stands here."""
    name = scene.inside.get(i)
    if name is None:
        return False
    return name.kind != "person" or name.first != i or not _goes_on(scene, name)


def _goes_on(scene: Scene, name: Name) -> bool:
    after = scene.key(name.last)
    if after in scene.words.bridges or after == "ال":
        return True
    return name.rule == "known-derived" and after in scene.words.given and name.last not in scene.inside


# -- by a given name --------------------------------------------------------------------------------


def _by_given_names(scene: Scene, anchors: dict[int, Hit]) -> None:
    """``فلان`` that is a given name, with what can be the rest of a name behind it."""
    for i, use in scene.noted:
        if use.given and (i not in scene.names or scene.names[i].rule == "known-derived"):
            _read_by_given_name(scene, anchors, i, *use.given)


def _read_by_given_name(scene: Scene, anchors: dict[int, Hit], first: int, skip: int, sure: bool) -> None:
    """A given name with something behind it that can be a name."""
    inside = scene.inside.get(first)
    if inside is not None and not (inside.kind == "person" and inside.first == first and _goes_on(scene, inside)):
        return
    if is_preposition(scene, first, skip) or scene.keys[first] in scene.words.lists["superlatives"]:
        return
    if skip == 0 and scene.key(first - 1) in scene.words.lists["kunyas"] and (first - 1) not in scene.inside:
        first -= 1
        first -= scene.key(first - 1) in scene.words.given and (first - 1) not in scene.inside
    last = name_end(scene, anchors, first, skip)
    if last - first < 2:
        return
    rest = scene.keys[first + 1 : last - (last == first + 3 and is_nisba_of_kunya(scene, first, last - 1))]
    if not sure and rest[0] != "بن" and not (is_rare_name(scene, rest[0]) and last - first < 4):
        return
    unseen = [
        w
        for w in rest
        if (w not in frequencies() and not is_attached(w)) or w in LATIN_LETTER_NAMES - scene.words.lists["name-enders"]
    ]
    joining = scene.words.bridges | scene.words.prefixes | scene.words.seconds
    if all(is_listed(scene, w) or w in joining or w in unseen or is_like_surname(w) for w in rest):
        _add(scene, first, skip, last, "person-by-given-name")


# -- by what stands around --------------------------------------------------------------------------


def _before_roles(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Two or three unseen words before a role in apposition: ``سنام فاكيل، مديرة البرنامج``."""
    forms = scene.lexicon.compiled(compile_anchors).forms
    for hit in sorted(hit for hit in anchors.values() if forms[hit.form].role and not hit.skip):
        if scene.key(hit.first - 1) not in _PAUSES:
            continue
        end = hit.first - 1
        first = end
        while first > 0 and end - first < 3 and (first - 1) not in scene.inside and is_free_name(scene, first - 1):
            first -= 1
        if end - first >= 2 and scene.same_line(first, hit.first):
            _add(scene, first, 0, end, "person-before-role")


def _after_speech(scene: Scene) -> None:
    """Two or three words seen nowhere else right behind a verb of speech: ``قال كوستاس سيميتيس``."""
    for i in [i for i, use in scene.noted if use.says]:
        first = last = i + 1
        line = scene.line(i).last
        while last < line and last - first < 3 and last not in scene.inside and is_strange(scene, last):
            last += 1
        if last - first >= 2:
            _add(scene, first, 0, last, "person-after-speech")


def _in_lists(scene: Scene, anchors: dict[int, Hit]) -> None:
    """What ``و`` joins to a person, of two words of which one is unseen: ``فلان الفلاني ورسول بداقي``."""
    for name in scene.ordered():
        i = name.last
        if scene.key(i) in _PAUSES:
            i += 1
        word = scene.key(i)
        if name.kind != "person" or name.size < 2 or not word.startswith("و") or len(word) < 4 or i in scene.inside:
            continue
        if (hit := anchors.get(i)) and is_anchor_of_another(scene, hit._replace(skip=0), word[1:]):
            continue
        rest = scene.key(i + 1)
        rare = len(rest) > 3 and is_unseen(rest) and rest not in scene.nisbas and scene.tokens[i + 1].kind == "word"
        known = (i + 1) in scene.inside or word[1:] in scene.nisbas  # والباكستاني نواز شريف
        if rare and not known and word not in frequencies():
            _add(scene, i, 1, max(i + 2, name_end(scene, anchors, i, 1)), "person-in-list")


def _add(scene: Scene, first: int, skip: int, last: int, rule: str) -> None:
    """Add a person; if a listed one is a part of the name, it is that one where the rest fits him."""
    inside = list({id(n): n for i in range(first, last) if (n := scene.inside.get(i))}.values())
    words = [w for w in [scene.keys[first][skip:], *scene.keys[first + 1 : last]] if w not in QUOTES]
    entity, actor = f"person/{slug(' '.join(words))}", None
    if len(words) == 3 and words[1] in LATIN_LETTER_NAMES:  # an initial is left out elsewhere
        for sense in scene.gazetteer.senses.get(f"{words[0]} {words[2]}", ())[:1]:
            entity, actor = (sense.actor.id, sense.actor) if sense.kind == "person" else (entity, actor)
    if len(inside) == 1 and inside[0].kind == "person":
        known = inside[0]
        own = scene.gazetteer.words_of(known.actor) if known.actor else set[str]()
        another = known.rule == "known-derived" and words[-1] not in own
        if not another and ((known.first == first and known.size >= 2) or is_given_of(words[0], own)):
            entity, actor = known.entity, known.actor
        elif another:
            pass
        elif known.first == first and scene.key(known.last) not in scene.words.bridges:
            return
    for name in inside:
        scene.drop(name)
    scene.add(Name(first, skip, last, "person", entity, rule, actor=actor))
