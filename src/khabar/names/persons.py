"""Persons nobody listed: after a title or role, by a given name, before a role in apposition, in a list."""

from __future__ import annotations

from khabar.arabic.letters import LATIN_LETTER_NAMES
from khabar.arabic.spelling import same_name
from khabar.lexicon import Actor
from khabar.names.anchors import compile_anchors
from khabar.names.matcher import Hit
from khabar.names.rarity import COMMON, frequencies, is_attached, is_unseen, is_word
from khabar.names.scene import QUOTES, Name, Scene
from khabar.names.slug import slug

_LONGEST = 6
_KINGLY = frozenset(["الملك", "للملك", "بالملك", "والملك", "الرئيس", "الرييس"])
_PAUSES = frozenset(["،", ","])
_ATTACHED_ARTICLES = ("بال", "وال", "لل", "كال", "فال")


def find_persons(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Add persons that no lexicon lists to the scene, and complete the listed ones (``سلمان`` + ``بن عبدالعزيز``)."""
    _drop_homonyms(scene, anchors)
    for at, titled in sorted(_introduced(scene, anchors).items()):
        _try(scene, anchors, at, 0, least=1 if titled else 2, titled=titled is not None)
    for i, use in scene.noted:
        if use.given and (i not in scene.names or scene.names[i].rule == "known-derived"):
            _try_given(scene, anchors, i, *use.given)
    _before_roles(scene, anchors)
    _after_speech(scene)
    _in_lists(scene, anchors)


def _drop_homonyms(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Forget listed persons behind the noun of another walk of life: ``المخرج كاميرون`` is no statesman."""
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
    if i < 0 or i in scene.inside or not scene.same_line(i, i + 1) or not _is_strange(scene, i):
        return False
    return _is_given_of(scene.keys[i], scene.gazetteer.words_of(actor))


def _goes_on_strangely(scene: Scene, name: Name) -> bool:
    """Whether a surname that is a given name too goes on with a word seen nowhere: ``كاميرون`` + a strange one."""
    i = name.last
    form = scene.keys[name.first][name.skip :]
    if form not in scene.words.given or i in scene.inside or i >= len(scene.keys):
        return False
    word = scene.keys[i]
    if word.startswith(("ال", "و", "ف", "ل", "ب")) or word[-1] == "ا" or scene.key(name.first - 1) in _KINGLY:
        return False
    return scene.same_line(name.first, i) and _is_strange(scene, i)


def _introduced(scene: Scene, anchors: dict[int, Hit]) -> dict[int, bool | None]:
    """Where the phrase of a title or a singular role ends and a name may begin.

    True behind a title if one word is enough, False behind another title, None behind a role.
    """
    forms = scene.lexicon.compiled(compile_anchors).forms
    found: dict[int, bool | None] = {}
    adjectives = scene.words.lists["role-adjectives"]
    for hit in anchors.values():
        kinds = forms[hit.form]
        if kinds.title:
            at = hit.last + (scene.key(hit.last) == ".")
            found[at] = kinds.titled
            if nisba := scene.nisba(at):
                found.setdefault(nisba[1], False)
            continue
        if kinds.role is None or kinds.role.number != "singular":
            continue
        at = hit.last
        for _ in range(8):
            if nisba := scene.nisba(at):
                at = nisba[1]
            elif scene.key(at) in adjectives or _is_adjective(scene, at):
                at += 1
            elif ((name := scene.names.get(at)) and name.kind != "person") or (
                scene.key(at) in ("في", "لدي", "الي", "باسم")
                and (name := scene.names.get(at + 1))
                and name.kind != "person"
            ):
                at = name.last
            elif (
                scene.key(at) in ("في", "باسم") and scene.key(at + 1).startswith("ال") and (at + 1) not in scene.inside
            ):
                at += 2
            else:
                break
        if scene.key(at) in _PAUSES:
            at += 1
        found.setdefault(at, None)
    return found


def _is_adjective(scene: Scene, i: int) -> bool:
    word = scene.key(i)
    return word.startswith("ال") and word.endswith(("ي", "يه")) and is_word(word) and i not in scene.inside


def _try(scene: Scene, anchors: dict[int, Hit], first: int, skip: int, *, least: int, titled: bool) -> None:
    """A name right after a title or a role."""
    if first + 1 < len(scene.keys) and _is_adjective_of_origin(scene, first):
        first += 1
    elif first < len(scene.keys) and _is_definite_noun(scene, scene.keys[first]):
        return
    if first >= len(scene.keys) or _is_settled(scene, first) or scene.keys[first].startswith(_ATTACHED_ARTICLES):
        return
    last = _end(scene, anchors, first, skip)
    if titled and last == first + 1 and _is_plain_surname(scene, first, last):
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
    elif not any(_is_listed(scene, w) for w in words) and not all(is_unseen(w) for w in words):
        return
    _add(scene, first, skip, last, "person-after-title")


def _is_plain_surname(scene: Scene, first: int, i: int) -> bool:
    """Whether a word that looks like any other ends a name between title, given name and a pause or a verb.

    ``العقيد حامد بالخير،``: nobody is called by his given name alone where his rank is told.
    """
    word, after = scene.key(i), scene.key(i + 1)
    enders = scene.words.lists["name-enders"]
    if scene.keys[first] not in scene.words.given or i in scene.inside or word in enders or word in scene.nisbas:
        return False
    closed = after in _PAUSES or after in enders or after == ":"
    return closed and len(word) > 3 and scene.tokens[i].kind == "word" and not word.endswith("ا") and word[0] != "ل"


def _is_definite_noun(scene: Scene, word: str) -> bool:
    """Whether a word has the article: no given name has it, those listed aside (``مدير الاحتراف فلان``)."""
    if not word.startswith("ال") or _is_listed(scene, word):
        return False
    return len(word) > 5 or is_word(word[2:])


def _is_adjective_of_origin(scene: Scene, i: int) -> bool:
    """An adjective of a place no lexicon lists before a given name: ``اللاعب الأوروغواني خورخي``."""
    word, after = scene.keys[i], scene.keys[i + 1]
    listed = _is_listed(scene, word) or i in scene.inside
    return word.startswith("ال") and word.endswith("ي") and not listed and after in scene.words.given


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


def _try_given(scene: Scene, anchors: dict[int, Hit], first: int, skip: int, sure: bool) -> None:
    """A given name with something behind it that can be a name."""
    inside = scene.inside.get(first)
    if inside is not None and not (inside.kind == "person" and inside.first == first and _goes_on(scene, inside)):
        return
    if _is_preposition(scene, first, skip) or scene.keys[first] in scene.words.lists["superlatives"]:
        return
    if skip == 0 and scene.key(first - 1) in scene.words.lists["kunyas"] and (first - 1) not in scene.inside:
        first -= 1
        first -= scene.key(first - 1) in scene.words.given and (first - 1) not in scene.inside
    last = _end(scene, anchors, first, skip)
    if last - first < 2:
        return
    rest = scene.keys[first + 1 : last - (last == first + 3 and _is_nisba_of_kunya(scene, first, last - 1))]
    if not sure and rest[0] != "بن" and not (_is_rare_name(scene, rest[0]) and last - first < 4):
        return
    unseen = [
        w
        for w in rest
        if (w not in frequencies() and not is_attached(w)) or w in LATIN_LETTER_NAMES - scene.words.lists["name-enders"]
    ]
    joining = scene.words.bridges | scene.words.prefixes | scene.words.seconds
    if all(_is_listed(scene, w) or w in joining or w in unseen or _looks_surname(w) for w in rest):
        _add(scene, first, skip, last, "person-by-given-name")


def _is_rare_name(scene: Scene, word: str) -> bool:
    """What must follow a given name that is a common word too: a name that is none."""
    if word in scene.nisbas or len(word) < 4:
        return False
    unseen = word not in frequencies() and not is_attached(word)
    return (
        unseen
        or _looks_surname(word)
        or (word in scene.gazetteer.name_words and frequencies().get(word, 0.0) < COMMON / 2)
    )


def _looks_surname(word: str) -> bool:
    """``الزهراني``, ``السقا``: definite, rare, and the word without its article is no common word."""
    return word.startswith("ال") and frequencies().get(word, 0.0) < COMMON and not is_word(word)


def _is_preposition(scene: Scene, i: int, skip: int) -> bool:
    """``على`` is folded to ``علي`` but written with another letter; so is ``الآن`` to ``ألان``."""
    if scene.keys[i][skip:] == "الان":
        return "آ" in scene.passage.text[scene.tokens[i].start : scene.tokens[i].end]
    if scene.keys[i][skip:] != "علي":
        return False
    token = scene.tokens[i]
    if not scene.passage.text[token.start : token.end].rstrip("\u064b\u0650").endswith("ى"):
        return False
    if scene.key(i - 1) not in scene.words.given:
        return True
    after, words = scene.key(i + 1), scene.words  # a slip of the pen (محمد على) only where a name or a pause follows
    named = (
        _is_listed(scene, after)
        or is_unseen(after)
        or after in words.bridges
        or after in words.prefixes
        or (i + 1) in scene.names
    )
    return not named and i + 1 < len(scene.keys) and scene.tokens[i + 1].kind == "word"


def _is_listed(scene: Scene, word: str) -> bool:
    words = scene.words
    if word in words.given or word in words.common_given:
        return True
    return word in scene.gazetteer.name_words and frequencies().get(word, 0.0) < 10 * COMMON


def _end(scene: Scene, anchors: dict[int, Hit], first: int, skip: int) -> int:
    """Where a person's name that begins at ``first`` ends; ``first`` itself if none begins there."""
    words = scene.words
    line = scene.line(first).last
    i = last = first
    while i < line and last - first < _LONGEST:
        word = scene.keys[i][skip:] if i == first else scene.keys[i]
        inside = scene.inside.get(i)
        if inside is not None:
            if inside.kind != "person" or inside.first != i:
                break
            if i > first and inside.skip:
                break
            i = last = inside.last
            continue
        if i > first and word == "بني":  # a tribe, and so a place: خان بني سعد
            break
        if (word in words.bridges and i > first) or word in words.prefixes:
            if i + 2 < line and scene.keys[i + 1] in words.prefixes and _has_second(scene, anchors, i + 2):
                i += 1  # محمد بن | عبد الرحمن
                continue
            if i + 1 < line and (
                scene.keys[i + 1] in words.seconds
                or (word == "بن" and _is_fathers_name(scene, i + 1))
                or _can_be_part(scene, anchors, i + 1, 0, i + 1 == first)
            ):
                i = last = i + 2
                continue
            if word not in words.given and word not in words.common_given:
                break
        if word in LATIN_LETTER_NAMES and scene.key(i + 1) == "." and i + 2 < line:
            i += 2
            continue
        initial = i == first + 1 and word in LATIN_LETTER_NAMES - words.lists["name-enders"]
        if initial and i + 1 < line and _is_listed(scene, scene.keys[i + 1]):
            i += 1  # سوزان إي رايس
            continue
        if i == first + 2 and _is_nisba_of_kunya(scene, first, i):
            return i + 1
        follows = i == first + 1 or (i > first + 1 and scene.keys[i - 2] in words.bridges)
        if follows and _is_family_name(scene, i):
            return i + 1
        if not _can_be_part(scene, anchors, i, skip if i == first else 0, i == first):
            break
        if i > first + 1 and _is_object(scene, i):
            break
        if i > first + 1 and word in words.common_given and frequencies().get(word, 0.0) > 2 * COMMON:
            break
        i += 1
        last = i
    return last


def _has_second(scene: Scene, anchors: dict[int, Hit], i: int) -> bool:
    """Whether the word at ``i`` completes a name of two words: ``عبد | الرحمن``, ``أبو | بكر``."""
    return scene.keys[i] in scene.words.seconds or _can_be_part(scene, anchors, i, 0, False)


def _is_nisba_of_kunya(scene: Scene, first: int, i: int) -> bool:
    """``أبو حمزة المصري``: behind a kunya the adjective of a country is the bearer's surname, no state."""
    nisba = scene.nisbas.get(scene.keys[i])
    return (
        nisba is not None
        and nisba.definite
        and (nisba.gender, nisba.number) == ("m", "singular")
        and scene.keys[first] in scene.words.lists["kunyas"]
    )


def _is_fathers_name(scene: Scene, i: int) -> bool:
    """Behind ``بن`` stands a name, also one that nobody listed; only a number, a mark or a short word is none."""
    return scene.tokens[i].kind == "word" and len(scene.keys[i]) > 2 and i not in scene.inside


def _is_object(scene: Scene, i: int) -> bool:
    """Whether a word behind a surname with the article is a noun with the article: ``فلان الفلاني الاستنفار``."""
    word, before = scene.keys[i], scene.keys[i - 1]
    both = word.startswith("ال") and before.startswith("ال") and not word.endswith("ي")
    return both and not _is_listed(scene, word) and i not in scene.inside


def _is_family_name(scene: Scene, i: int) -> bool:
    """``الحربي`` behind a given name, though it is also an adjective; no adjective of nationality."""
    word = scene.keys[i]
    named = scene.keys[i - 1].lstrip("ولفب") in scene.words.given or scene.keys[i - 1] in scene.words.given
    if scene.key(i - 2) in ("الملك", "الملكه"):  # kings have no family name: مركز الملك فهد الثقافي
        return False
    return (
        named
        and word.startswith("ال")
        and word.endswith("ي")
        and len(word) > 5
        and frequencies().get(word, 0.0) < 3 * COMMON
        and word not in scene.nisbas
        and word not in scene.words.lists["no-complement"]
        and word not in scene.words.lists["name-enders"]
        and scene.tokens[i].kind == "word"
    )


def _can_be_part(scene: Scene, anchors: dict[int, Hit], i: int, skip: int, first: bool) -> bool:
    """Whether a word can be part of a person's name."""
    words, word = scene.words, scene.keys[i][skip:]
    if scene.tokens[i].kind != "word" or word in words.lists["name-enders"] or len(word) < 2:
        return False
    if word in scene.nisbas and (first or word not in words.given):
        return False
    if i in anchors and not skip and _is_anchor_of_another(scene, anchors[i], word):
        return False
    if not first and _is_passive_participle(scene, word):
        return False
    if word == "علي":
        return not _is_preposition(scene, i, skip)
    if word in words.given or word in words.common_given:
        return True
    if word in scene.gazetteer.name_words and frequencies().get(word, 0.0) < 10 * COMMON:
        return True
    if word.isascii():
        return word[:1].isalpha()
    if word.startswith("و") and not first:
        return False
    return not is_word(word) if first else not is_attached(word)


def _is_passive_participle(scene: Scene, word: str) -> bool:
    """``مرفوض``, ``مقبولة`` behind a name is what is said of its bearer, unless it is a name itself (``محمود``)."""
    bare = word.removesuffix("ه")
    shaped = len(bare) == 5 and bare[0] == "م" and bare[3] == "و" and bare in frequencies()
    return shaped and not _is_listed(scene, word) and bare not in scene.words.lists["participle-names"]


def _is_anchor_of_another(scene: Scene, hit: Hit, word: str) -> bool:
    """Whether a role, a title or a head noun begins here: no name goes on over it."""
    kinds = scene.lexicon.compiled(compile_anchors).forms[hit.form]
    return hit.skip == 0 and (kinds.opens or kinds.head is not None) and word not in scene.words.given


def _before_roles(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Two or three unseen words before a role in apposition: ``سنام فاكيل، مديرة البرنامج``."""
    forms = scene.lexicon.compiled(compile_anchors).forms
    for hit in sorted(hit for hit in anchors.values() if forms[hit.form].role and not hit.skip):
        if scene.key(hit.first - 1) not in _PAUSES:
            continue
        end = hit.first - 1
        first = end
        while first > 0 and end - first < 3 and (first - 1) not in scene.inside and _is_free_name(scene, first - 1):
            first -= 1
        if end - first >= 2 and scene.same_line(first, hit.first):
            _add(scene, first, 0, end, "person-before-role")


def _after_speech(scene: Scene) -> None:
    """Two or three words seen nowhere else right behind a verb of speech: ``قال كوستاس سيميتيس``."""
    for i in [i for i, use in scene.noted if use.says]:
        first = last = i + 1
        line = scene.line(i).last
        while last < line and last - first < 3 and last not in scene.inside and _is_strange(scene, last):
            last += 1
        if last - first >= 2:
            _add(scene, first, 0, last, "person-after-speech")


def _is_strange(scene: Scene, i: int) -> bool:
    word = scene.keys[i]
    return scene.tokens[i].kind == "word" and len(word) > 2 and is_unseen(word) and word not in scene.nisbas


def _is_free_name(scene: Scene, i: int) -> bool:
    word = scene.keys[i]
    return scene.tokens[i].kind == "word" and (is_unseen(word) or _is_listed(scene, word)) and word not in scene.nisbas


def _in_lists(scene: Scene, anchors: dict[int, Hit]) -> None:
    """What ``و`` joins to a person, of two words of which one is unseen: ``فلان الفلاني ورسول بداقي``."""
    for name in scene.ordered():
        i = name.last
        if scene.key(i) in _PAUSES:
            i += 1
        word = scene.key(i)
        if name.kind != "person" or name.size < 2 or not word.startswith("و") or len(word) < 4 or i in scene.inside:
            continue
        if (hit := anchors.get(i)) and _is_anchor_of_another(scene, hit._replace(skip=0), word[1:]):
            continue
        rest = scene.key(i + 1)
        rare = len(rest) > 3 and is_unseen(rest) and rest not in scene.nisbas and scene.tokens[i + 1].kind == "word"
        if rare and word not in frequencies():
            _add(scene, i, 1, max(i + 2, _end(scene, anchors, i, 1)), "person-in-list")


def _is_given_of(word: str, own: set[str]) -> bool:
    """Whether a word is in a person's names, or, if long, in another spelling (``عبدالرازق``, ``عبدالرزاق``)."""
    return word in own or (len(word) > 5 and any(len(w) > 5 and same_name(word, w, most=2) for w in own))


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
        if not another and ((known.first == first and known.size >= 2) or _is_given_of(words[0], own)):
            entity, actor = known.entity, known.actor
        elif another:
            pass
        elif known.first == first and scene.key(known.last) not in scene.words.bridges:
            return
    for name in inside:
        scene.drop(name)
    scene.add(Name(first, skip, last, "person", entity, rule, actor=actor))
