"""What a word can be in a person's name (given name, father's, kunya, family name), and where the name ends."""

from __future__ import annotations

from khabar.arabic.letters import LATIN_LETTER_NAMES
from khabar.names.anchors import compile_anchors
from khabar.names.matcher import Hit
from khabar.names.rarity import COMMON, frequencies, is_attached, is_unseen, is_word
from khabar.names.scene import Scene

#: So many words a name has at most.
_LONGEST = 6
_PAUSES = frozenset(["،", ","])


def is_plain_surname(scene: Scene, first: int, i: int) -> bool:
    """Whether a word that looks like any other ends a name between title, given name and a pause or a verb.

    ``العقيد حامد بالخير،``: nobody is called by his given name alone where his rank is told.
    """
    word, after = scene.key(i), scene.key(i + 1)
    enders = scene.words.lists["name-enders"]
    if scene.keys[first] not in scene.words.given or i in scene.inside or word in enders or word in scene.nisbas:
        return False
    closed = after in _PAUSES or after in enders or after == ":"
    return closed and len(word) > 3 and scene.tokens[i].kind == "word" and not word.endswith("ا") and word[0] != "ل"


def is_definite_noun(scene: Scene, word: str) -> bool:
    """Whether a word has the article: no given name has it, those listed aside (``مدير الاحتراف فلان``)."""
    if not word.startswith("ال") or is_listed(scene, word):
        return False
    return len(word) > 5 or is_word(word[2:])


def is_adjective_of_origin(scene: Scene, i: int) -> bool:
    """An adjective of a place no lexicon lists before a given name: ``اللاعب الأوروغواني خورخي``."""
    word, after = scene.keys[i], scene.keys[i + 1]
    listed = is_listed(scene, word) or i in scene.inside
    return word.startswith("ال") and word.endswith("ي") and not listed and after in scene.words.given


def is_rare_name(scene: Scene, word: str) -> bool:
    """What must follow a given name that is a common word too: a name that is none."""
    if word in scene.nisbas or len(word) < 4:
        return False
    unseen = word not in frequencies() and not is_attached(word)
    return (
        unseen
        or is_like_surname(word)
        or (word in scene.gazetteer.name_words and frequencies().get(word, 0.0) < COMMON / 2)
    )


def is_like_surname(word: str) -> bool:
    """``الزهراني``, ``السقا``: definite, rare, and the word without its article is no common word."""
    return word.startswith("ال") and frequencies().get(word, 0.0) < COMMON and not is_word(word)


def is_preposition(scene: Scene, i: int, skip: int) -> bool:
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
    if after in words.lists["no-complement-nouns"]:  # صحفي تركي على أيدي مسلحين
        return True
    named = (
        is_listed(scene, after)
        or is_unseen(after)
        or after in words.bridges
        or after in words.prefixes
        or (i + 1) in scene.names
    )
    return not named and i + 1 < len(scene.keys) and scene.tokens[i + 1].kind == "word"


def is_listed(scene: Scene, word: str) -> bool:
    """Whether a folded word is a given name, or part of a listed person's name and no everyday word."""
    words = scene.words
    if word in words.given or word in words.common_given:
        return True
    return word in scene.gazetteer.name_words and frequencies().get(word, 0.0) < 10 * COMMON


def name_end(scene: Scene, anchors: dict[int, Hit], first: int, skip: int) -> int:
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
                _has_second(scene, anchors, i + 1) or (word == "بن" and _is_fathers_name(scene, i + 1))
            ):
                i = last = i + 2
                continue
            if word not in words.given and word not in words.common_given:
                break
        if word in LATIN_LETTER_NAMES and scene.key(i + 1) == "." and i + 2 < line:
            i += 2
            continue
        initial = i == first + 1 and word in LATIN_LETTER_NAMES - words.lists["name-enders"]
        if initial and i + 1 < line and is_listed(scene, scene.keys[i + 1]):
            i += 1  # سوزان إي رايس
            continue
        if i == first + 2 and is_nisba_of_kunya(scene, first, i):
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
    servant = scene.keys[i - 1] == "عبد" and scene.keys[i].startswith("ال")  # عبد | الكريم
    return servant or scene.keys[i] in scene.words.seconds or _can_be_part(scene, anchors, i, 0, False)


def is_nisba_of_kunya(scene: Scene, first: int, i: int) -> bool:
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
    return both and not is_listed(scene, word) and i not in scene.inside


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
    if i in anchors and not skip and is_anchor_of_another(scene, anchors[i], word):
        return False
    if not first and _is_passive_participle(scene, word):
        return False
    if word == "علي":
        return not is_preposition(scene, i, skip)
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
    return shaped and not is_listed(scene, word) and bare not in scene.words.lists["participle-names"]


def is_anchor_of_another(scene: Scene, hit: Hit, word: str) -> bool:
    """Whether a role, a title or a head noun begins here: no name goes on over it."""
    kinds = scene.lexicon.compiled(compile_anchors).forms[hit.form]
    return hit.skip == 0 and (kinds.opens or kinds.head is not None) and word not in scene.words.given


def is_strange(scene: Scene, i: int) -> bool:
    """Whether a token is a word seen nowhere else: no word of the language, no nationality."""
    word = scene.keys[i]
    return scene.tokens[i].kind == "word" and len(word) > 2 and is_unseen(word) and word not in scene.nisbas


def is_free_name(scene: Scene, i: int) -> bool:
    """Whether a token is a word seen nowhere else or part of a name."""
    word = scene.keys[i]
    return scene.tokens[i].kind == "word" and (is_unseen(word) or is_listed(scene, word)) and word not in scene.nisbas
