"""Names nobody listed: persons by title, role and given name; organizations and places by head noun."""

from __future__ import annotations

from functools import cache

import wordfreq

from khabar.arabic import key
from khabar.arabic.letters import LATIN_LETTER_NAMES
from khabar.lexicon import Lexicon
from khabar.names.anchors import BodyForm, HeadForm, NounForm, RoleForm, compile_anchors
from khabar.names.gazetteer import Hit
from khabar.names.scene import CLOSING, QUOTES, Name, Scene
from khabar.names.slug import slug
from khabar.names.words import Title

_LONGEST = 5
_RARE = 2e-5


@cache
def frequencies() -> dict[str, float]:
    """How frequent folded Arabic words are (wordfreq's small list: words seen at least once in a million)."""
    listed = wordfreq.get_frequency_dict("ar", "small")
    folded: dict[str, float] = {}
    for word, frequency in zip(key("\n".join(listed)).split("\n"), listed.values(), strict=True):
        folded[word] = folded.get(word, 0.0) + frequency
    return folded


def find_unknown(scene: Scene, anchors: dict[int, Hit]) -> None:
    """Add to the scene names that no lexicon lists."""
    _find_by_head(scene, anchors)
    _find_persons(scene, anchors)


# -- persons ----------------------------------------------------------------------------------------


def _find_persons(scene: Scene, anchors: dict[int, Hit]) -> None:
    forms = scene.lexicon.compiled(compile_anchors).forms
    introduced = set()
    for hit in anchors.values():
        if any(isinstance(a, Title | RoleForm) for a in forms[hit.form]):
            introduced.add(hit.last)
    given, common = scene.words.given | scene.words.common_given, scene.words.common_given
    for i, word in enumerate(scene.keys):
        if i in scene.inside:
            continue
        after_role = i in introduced or _after_role(scene, anchors, i)
        if after_role:
            _person_at(scene, anchors, i, 0, least=1 if i in introduced else 2, sure=True)
        elif word in given and word not in common:
            _person_at(scene, anchors, i, 0, least=2, sure=False)
        elif (cut := _without_chain(word, given - common)) is not None:
            _person_at(scene, anchors, i, cut, least=2, sure=False)


def _without_chain(word: str, given: frozenset[str]) -> int | None:
    for length in (1, 2):
        if word[:length] in ("و", "ف", "ل", "ب", "ول", "وب") and word[length:] in given and len(word) > length + 2:
            return length
    return None


def _after_role(scene: Scene, anchors: dict[int, Hit], i: int) -> bool:
    """Whether a role's phrase ends right before ``i``: role, nationality or definite adjectives, perhaps a comma."""
    j = i - 1
    if scene.key(j) in ("،", ",") or scene.key(j) in QUOTES:
        j -= 1
    steps = 0
    while j >= 0 and steps < 4:
        ending = [h for h in (anchors.get(k) for k in range(max(0, j - 6), j + 1)) if h and h.last == j + 1]
        forms = scene.lexicon.compiled(compile_anchors).forms
        if any(isinstance(a, RoleForm) for h in ending for a in forms[h.form]):
            return True
        if scene.nisba(j) or scene.key(j) in scene.words.lists["role-adjectives"]:
            j -= 1
        elif (name := scene.inside.get(j)) and name.kind in ("place", "organization") and steps < 3:
            j = name.first - 1
            if scene.key(j) in ("في", "باسم", "لدي"):
                j -= 1
        else:
            return False
        steps += 1
    return False


def _person_at(scene: Scene, anchors: dict[int, Hit], first: int, skip: int, *, least: int, sure: bool) -> None:
    last = person_end(scene, anchors, first, skip, sure=sure)
    if last - first < least or last == first:
        return
    inside = {id(n): n for i in range(first, last) if (n := scene.inside.get(i))}
    for name in inside.values():
        scene.drop(name)
    if last - first == 1 and (scene.keys[first] in scene.words.given or len(scene.keys[first]) < 3):
        return
    text = " ".join(w for w in [scene.keys[first][skip:], *scene.keys[first + 1 : last]] if w not in QUOTES)
    scene.add(Name(first, skip, last, "person", f"person/{slug(text)}", "unknown-person"))


def person_end(scene: Scene, anchors: dict[int, Hit], first: int, skip: int, *, sure: bool) -> int:
    """Where a person's name that begins at ``first`` ends; ``first`` itself if none begins there."""
    words = scene.words
    i, line = first, scene.passage.paragraph_of(first).last
    last = first
    while i < line and last - first < _LONGEST:
        word = scene.keys[i][skip:] if i == first else scene.keys[i]
        if i in scene.inside and scene.inside[i].kind != "person":
            break
        if (word in words.bridges and i > first) or word in words.prefixes:
            i += 1
            if (
                word in words.prefixes
                and i < line
                and (scene.keys[i] in words.seconds or is_name_word(scene, i, sure=True))
            ) or (word in words.bridges and i < line and is_name_word(scene, i, sure=True)):
                i += 1
                last = i
            else:
                break
            continue
        if word in LATIN_LETTER_NAMES and scene.key(i + 1) == ".":
            i += 2
            continue
        if not is_name_word(scene, i, sure=sure and i == first, skip=skip if i == first else 0):
            break
        if i in anchors and i > first and not word.startswith("ال") and anchors[i].last - i > 1:
            break
        i += 1
        last = i
    return last


def is_name_word(scene: Scene, i: int, *, sure: bool, skip: int = 0) -> bool:
    """Whether a word can be part of a person's name."""
    words, word = scene.words, scene.keys[i][skip:]
    if scene.tokens[i].kind != "word" or word in words.lists["name-enders"] or len(word) < 2:
        return False
    if word in scene.nisbas and word not in words.given and word not in scene.gazetteer.name_words:
        return False
    if word in words.given or word in words.common_given or word in scene.gazetteer.name_words:
        return True
    if word.isascii():
        return scene.keys[i][:1].isalpha()
    frequency = frequencies().get(word, 0.0)
    if frequency == 0.0:
        return not _is_inflected(word)
    return frequency < (_RARE if sure else _RARE / 4) and not _is_inflected(word)


def _is_inflected(word: str) -> bool:
    """Whether a rare word is likely a common one with letters attached (``وبمشاركتهم``, ``سيناقشون``)."""
    known = frequencies()
    for chain in ("وال", "بال", "لل", "ول", "وب", "ال", "و", "ف", "ب", "ل", "س", "ك", "ي", "ت", "ن"):
        if word.startswith(chain) and known.get(word[len(chain) :], 0.0) > _RARE / 2 and len(word) - len(chain) > 2:
            return True
    for ending in ("ها", "هم", "هما", "ه", "نا", "وا", "ون", "ين", "ات", "ا", "تها", "ته", "يه", "يا", "ان", "تين"):
        stem = word[: -len(ending)]
        if (
            word.endswith(ending)
            and len(stem) > 2
            and (known.get(stem, 0.0) > _RARE / 2 or known.get(stem + "ه", 0) > _RARE)
        ):
            return True
    return False


# -- organizations and places -----------------------------------------------------------------------


def _find_by_head(scene: Scene, anchors: dict[int, Hit]) -> None:
    forms = scene.lexicon.compiled(compile_anchors).forms
    for hit in sorted(anchors.values()):
        head = next((a for a in forms[hit.form] if isinstance(a, HeadForm)), None)
        if head is None or hit.first in scene.inside:
            continue
        if head.head.name == "rest" and not head.definite:
            _name_after(scene, hit, head)
        elif head.head.name == "whole":
            _name_with(scene, anchors, hit, head)


def _name_after(scene: Scene, hit: Hit, head: HeadForm) -> None:
    """``صحيفة "كذا"``, ``مدينة كذا``: what follows the head is the name."""
    i = hit.last
    quoted = scene.key(i) in QUOTES or scene.key(i) == "("
    if quoted:
        end = next((j for j in range(i + 1, min(i + 6, len(scene.keys))) if scene.keys[j] in CLOSING), None)
        if end is None or end == i + 1 or any(j in scene.inside for j in range(i + 1, end)):
            return
        if any(scene.tokens[j].kind == "mark" and scene.keys[j] not in ("-", ".") for j in range(i + 1, end)):
            return
        _add_other(scene, i + 1, 0, end, head)
        return
    if i in scene.inside or i >= len(scene.keys):
        return
    word, last = scene.keys[i], i
    if scene.tokens[i].kind != "word" or not scene.same_line(hit.first, i):
        return
    if word.isascii():
        while scene.key(last).isascii() and scene.key(last)[:1].isalpha():
            last += 1
        _add_other(scene, i, 0, last, head)
    elif head.head.kind == "place" or head.head.kind == "organization":
        while last - i < 3 and scene.tokens[last].kind == "word" and _is_proper(scene, last):
            last += 1
            if last >= len(scene.tokens) or last in scene.inside:
                break
        if last > i:
            _add_other(scene, i, 0, last, head)


def _is_proper(scene: Scene, i: int) -> bool:
    """Whether a word is no common word: seen less than once in a million, and not one with letters attached."""
    word = scene.keys[i]
    if word in scene.words.lists["name-enders"] or word in scene.nisbas:
        return False
    return frequencies().get(word, 0.0) == 0.0 and not _is_inflected(word)


def _name_with(scene: Scene, anchors: dict[int, Hit], hit: Hit, head: HeadForm) -> None:
    """``لجنة التخطيط``, ``الهيئة الاستشارية``: the head is part of the name."""
    i, line = hit.last, scene.passage.paragraph_of(hit.first).last
    last, parts = i, 0
    while i < line and last - hit.first < 8:
        word = scene.keys[i]
        name = scene.names.get(i)
        if name is not None and name.skip == 0 and (parts == 0 or name.kind == "place") and not head.definite:
            if parts and name.actor and name.actor.type == "state":
                break
            i = last = name.last
            parts += 1
            break
        if name is not None and name.skip and parts and scene.key(i)[: name.skip] in ("ل", "لل"):
            i = last = name.last
            break
        if scene.tokens[i].kind != "word" or i in scene.inside:
            break
        if (
            word.startswith("ال")
            and len(word) > 4
            and word
            not in (
                "التي",
                "الذي",
                "الذين",
                "اللذين",
                "اليوم",
                "الماضي",
                "الان",
                "الماضيه",
                "المقبل",
                "المقبله",
                "التابعه",
                "التابع",
                "السابق",
                "الحالي",
                "الجديد",
                "الجديده",
                "المذكوره",
                "المعنيه",
                "الخاصه",
                "الحاليه",
                "السابقه",
            )
        ):
            nisba = scene.nisba(i)
            if head.definite and parts == 0 and not (nisba or word.endswith(("يه", "ي"))):
                break
            i += 1
            last = i
            parts += 1
            if nisba:
                break
            continue
        if parts and word.startswith("وال") and word[1:] in scene.words.lists["portfolios"]:
            i += 1
            last = i
            continue
        if parts and word.startswith("لل") and len(word) > 5 and parts < 3:
            i += 1
            last = i
            continue
        if parts == 0 and not head.definite and _opens_construct(scene, i):
            i += 1
            continue
        break
    if parts == 0 or last <= hit.last:
        if head.head.kind == "place" and hit.last < line and not head.definite and _is_proper(scene, hit.last):
            last = hit.last + 1
        else:
            return
    if head.definite and (last - hit.last) < 2:
        return
    _add_other(scene, hit.first, hit.skip, last, head)


def _opens_construct(scene: Scene, i: int) -> bool:
    """Whether an indefinite noun before a definite one goes on a construct: ``وزارة شؤون الأسرى``."""
    return scene.key(i + 1).startswith("ال") and scene.keys[i] in (
        "شوون",
        "حقوق",
        "دعم",
        "تنسيق",
        "اداره",
        "مكافحه",
        "علماء",
        "اركان",
        "اعيان",
        "محافظي",
        "امناء",
        "نواب",
        "شوري",
        "وزراء",
        "قياده",
        "صيانه",
        "تنميه",
        "خدمات",
        "رعايه",
        "حمايه",
        "التعاون",
        "اهالي",
        "قدامي",
        "رجال",
        "اصحاب",
        "تحقيق",
        "متابعه",
        "مراقبه",
        "تقصي",
        "تحرير",
        "انصار",
        "احرار",
        "شباب",
        "طلبه",
        "كبار",
        "مشاه",
        "قضاه",
        "اعاده",
        "بلديه",
        "شهداء",
    )


def _add_other(scene: Scene, first: int, skip: int, last: int, head: HeadForm) -> None:
    while scene.key(last - 1) in QUOTES and last > first:
        last -= 1
    inside = {id(n): n for i in range(first, last) if (n := scene.inside.get(i))}
    for name in inside.values():
        scene.drop(name)
    text = " ".join(w for w in [scene.keys[first][skip:], *scene.keys[first + 1 : last]] if w not in QUOTES)
    kind = head.head.kind
    scene.add(Name(first, skip, last, kind, f"{kind}/{slug(text)}", f"unknown-{kind}"))


__all__ = ["BodyForm", "Lexicon", "NounForm", "find_unknown", "frequencies", "is_name_word", "person_end"]
