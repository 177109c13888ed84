"""What a role or source is further said to be, behind its head: whose, of what, for what matters."""

from __future__ import annotations

from khabar.names.phrase import Phrase, Surroundings

#: Ranks that a state makes complete; where they are is no part of who they are.
_COMPLETE = frozenset(["head-of-state", "head-of-government", "minister"])
_LONGEST_UNIT = 6


def read_complement(around: Surroundings, p: Phrase, i: int, line: int) -> bool:
    """What a role or source is further said to be: ``في إدارة ترامب``, ``لشؤون الطاقة``, ``مكتب السياسات``."""
    word = around.scene.keys[i]
    nameless = p.kind in ("anonymous", "document") or (p.kind == "person" and not p.definite)
    if nameless and word in around.lists["participles"]:
        p.last = i + 1
        return True
    if word == "في" and p.kind == "group":
        name = around.scene.names.get(i + 1)
        if name is not None and name.kind == "place":
            p.last = name.last
        return False
    if word == "في" and p.of and p.role is not None and p.role.rank in _COMPLETE:
        return False  # استقبل وزير الخارجية الأمريكي في الدوحة: where it happened
    if word in around.lists["complement-prepositions"] and p.kind != "group":
        if p.kind == "document" and word not in ("عن", "من"):
            return False
        name = around.scene.names.get(around.scene.skip_quotes(i + 1))
        if name is not None and name.kind != "person":
            if word in ("في", "باسم", "لدي") and not p.of:
                around.belong(p, name)
            p.last, p.complement = name.last, True
            return True
        return _nouns(around, p, i + 1, line, least=2 if word == "الي" else 1)
    attached = word.startswith(("لل", "بال", "بوز")) or (
        word.startswith("ل") and around.scene.key(i + 1).startswith("ال")
    )
    if attached and len(word) > 3 and i not in around.scene.inside and p.role is not None and not around.hears(i):
        p.last = i + 1
        _nouns(around, p, i + 1, line, least=1)
        return True
    speaks_for = around.scene.keys[p.head_last - 1] == "باسم"
    if (speaks_for or not around.has_article(p)) and p.last == p.head_last and p.role is not None:
        return _nouns(around, p, i, line, least=1) or _belonging(around, p, i, line)
    return False


def _nouns(around: Surroundings, p: Phrase, i: int, line: int, *, least: int) -> bool:
    """Definite nouns and adjectives, names, and the indefinite nouns that lead to them."""
    scene, first = around.scene, i
    end = i
    while i < line and i - first < 8:
        word = scene.keys[i]
        if scene.tokens[i].kind != "word" or word in around.lists["no-complement-nouns"]:
            break
        name = scene.names.get(i)
        if name is not None:
            if name.skip and scene.keys[i][: name.skip] not in ("ل", "لل", "ب", "و"):
                break
            if name.kind == "person" and i > first and not (i == first + 1 and end == first):
                break
            if (not name.skip or name.kind != "person") and not p.of:
                around.belong(p, name)
            i = end = name.last
            if name.kind == "person":
                break
            continue
        if around.kinds(i).opens and i > first:
            break
        if word.startswith(("ال", "وال", "لل", "بال")) and len(word) > 4:
            i += 1
            end = i
            continue
        opens = scene.key(i + 1).startswith("ال") or scene.names.get(i + 1) is not None
        if opens and not word.startswith("وال") and i < first + 2 and word not in scene.words.lists["name-enders"]:
            i += 1
            continue
        break
    if end - first < least:
        return False
    p.last, p.complement = end, True
    return True


def _belonging(around: Surroundings, p: Phrase, i: int, line: int) -> bool:
    """A unit of indefinite nouns up to what says whose it is: ``كتيبة لواء أول مدرعات التابعة للجيش``."""
    scene = around.scene
    for j in range(i, min(i + _LONGEST_UNIT, line)):
        if scene.keys[j] in ("التابع", "التابعه"):
            p.last, p.complement = j + 1, True
            return True
        if scene.tokens[j].kind != "word" or j in scene.inside or scene.keys[j].startswith(("ال", "و")):
            return False
    return False
