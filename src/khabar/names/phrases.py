"""Noun phrases around an anchor: head, adjectives, complements, further roles, and the name in apposition."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.lexicon import Role
from khabar.model import SourceKind
from khabar.names.anchors import NOTHING, Kinds, compile_anchors
from khabar.names.entries import Gender, Number
from khabar.names.matcher import Hit
from khabar.names.scene import Name, Scene

_PAUSES = frozenset(["،", ",", "-", "–"])
#: Ranks whose holder belongs to a person: ``مستشار خامنئي`` is not Khamenei.
_ATTENDING = frozenset(["adviser", "spokesperson", "deputy", "envoy", "ambassador", "other"])
#: Ranks that a state makes complete; where they are is no part of who they are.
_COMPLETE = frozenset(["head-of-state", "head-of-government", "minister"])
_MOST_STEPS = 16
_LONGEST_UNIT = 6


@dataclass(slots=True)
class Phrase:
    """A noun phrase under reading: tokens ``first:last`` without ``skip`` letters of the first.

    Attributes:
        of: Whose it is, in the order of the text.
        people: The person named with it; the last one is meant.
        complement: More than adjectives has been read behind the head.
        construct: A name stands right behind the head (``قادة الحرس``).
    """

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
    complement: bool = False
    construct: bool = False


class PhraseReader:
    """Reads on from the head of a phrase, token by token."""

    def __init__(self, scene: Scene, anchors: dict[int, Hit]) -> None:
        self.scene = scene
        self.anchors = anchors
        self.forms = scene.lexicon.compiled(compile_anchors).forms
        self.lists = scene.words.lists

    def kinds(self, i: int, skip: int | None = 0) -> Kinds:
        """What the anchor at token ``i`` may be; nothing if other letters stand attached before it."""
        hit = self.anchors.get(i)
        return self.forms[hit.form] if hit and (skip is None or hit.skip == skip) else NOTHING

    def read(self, p: Phrase) -> None:
        """Extend a phrase by all that belongs to it."""
        scene = self.scene
        for name in scene.names_in(p.first, p.head_last):
            self.belong(p, name)
            p.last = max(p.last, name.last)
        line = scene.line(p.first).last
        for _ in range(_MOST_STEPS):
            if p.last >= line or not self._step(p, p.last, line):
                break

    def belong(self, p: Phrase, name: Name) -> None:
        """Note whose a role is."""
        if name.kind in ("place", "organization") and name.entity not in p.of:
            p.of.append(name.entity)

    # -- one step: True if the phrase goes on -----------------------------------------------------

    def _step(self, p: Phrase, i: int, line: int) -> bool:
        word = self.scene.keys[i]
        if word in ("(", ")"):
            return self._bracket(p, i, line)
        if self._adjective(p, i):
            return True
        name = self.scene.names.get(i)
        if name is not None:
            return self._name(p, name)
        if word in _PAUSES:
            self._after_pause(p, i)
            return False
        return self._further_role(p, i) or self._complement(p, i, line)

    def _bracket(self, p: Phrase, i: int, line: int) -> bool:
        """``الرئيس (الإيراني حسن) روحاني``: what an editor put into brackets belongs to the phrase."""
        scene = self.scene
        inner = scene.keys[p.first : i]
        if (scene.keys[i] == "(" and (scene.nisba(i + 1) or (i + 1) in scene.names) and p.kind == "person") or (
            scene.keys[i] == ")" and "(" in inner and ")" not in inner
        ):
            after = i + 1
        else:
            return False
        before = p.last
        p.last = after
        if after < line and self._step(p, after, line):
            return True
        p.last = max(p.last, before) if p.last != after else before
        return False

    def _adjective(self, p: Phrase, i: int) -> bool:
        scene, word = self.scene, self.scene.keys[i]
        found = scene.nisba(i)
        if found is None and word.startswith("و") and p.number != "singular" and p.last > p.head_last:
            joined = scene.nisbas.get(word[1:])
            if joined and joined.number == "plural":
                p.last = i + 1
                return True
        if found:
            if self._has_article(p) and p.last == p.head_last and not found[0].definite:
                return False  # القرار أوروبي is a clause
            if p.definite or not found[0].definite or p.last > p.head_last:
                if not p.complement:
                    p.of.append(found[0].of)
                p.last = found[1]
                return True
            return False
        vague = (
            p.kind == "anonymous"
            and not p.definite
            and word.endswith(("ي", "يه", "يون", "يين", "يان"))
            and len(word) > 3
        )
        if vague and i not in scene.inside and i not in self.anchors and not word.startswith(("ال", "و")):
            p.last = i + 1
            return True
        plain = word in self.lists["role-adjectives"] or (not p.definite and word in self.lists["nameless-adjectives"])
        if plain or (p.definite and i not in scene.inside and _is_definite_adjective(word, p)):
            p.last = i + 1
            return True
        return False

    def _name(self, p: Phrase, name: Name) -> bool:
        scene = self.scene
        letters = scene.keys[name.first][: name.skip]
        if name.kind == "person":
            if name.skip:
                if letters in ("ل", "لل") and p.kind != "person":
                    p.last = name.last
                return False
            if self._attends(p) and not p.people:
                p.last, p.complement = name.last, True
                return True
            if p.number == "singular" and self.fits(p, name):
                p.people.append(name)
                p.last = name.last
                if not self._own_name_behind(p):
                    self._role_behind(p)
            elif p.kind == "document" or (p.kind == "group" and not p.definite):
                p.last = name.last
            return False
        if letters not in ("", "ل", "لل", "ب") or (p.kind == "group" and name.skip):
            return False
        if p.definite and not name.skip and p.last == p.head_last and self._has_article(p) and p.role is None:
            return False
        self.belong(p, name)
        p.construct = p.construct or (p.last == p.head_last and not name.skip)
        p.last, p.complement = name.last, True
        return True

    def _attends(self, p: Phrase) -> bool:
        """Whether a name right behind the head is whom the person serves: ``مستشار ترامب``."""
        return p.role is not None and p.role.rank in _ATTENDING and not self._has_article(p) and p.last == p.head_last

    def _has_article(self, p: Phrase) -> bool:
        word = self.scene.keys[p.first]
        return word[p.skip :].startswith("ال") or word.startswith(("لل", "ولل"))

    def _after_pause(self, p: Phrase, i: int) -> None:
        """``وزير الخارجية الأمريكي، فلان``: the name behind a comma."""
        if p.number != "singular" or p.kind != "person" or not (p.definite or (p.complement and p.of)):
            return
        j = i + 1
        while self.kinds(j).title:
            j = self.anchors[j].last
        name = self.scene.names.get(j)
        if name is not None and name.kind == "person" and name.skip == 0 and self.fits(p, name):
            p.people.append(name)
            p.last = name.last

    def _further_role(self, p: Phrase, i: int) -> bool:
        """A title before the name, a second role of the same person, or whose man he is (``مبعوث الرئيس``)."""
        if p.number != "singular" or p.kind != "person":
            return False
        kinds = self.kinds(i)
        if kinds.title and self.leads_to_person(self.anchors[i].last):
            p.last = self.anchors[i].last
            return True
        if kinds.role and kinds.role.number == "singular":
            return self._second_role(p, i)
        if i in self.anchors and self.kinds(i, None).role:
            letters = self.scene.keys[i][: self.anchors[i].skip]
            if letters == "و":
                return self._joined_role(p, i)
            if letters in ("ل", "لل") and not self._hears(i):
                inner = self._inner(i)
                p.last, p.complement = inner.last, True
                p.of += [o for o in inner.of if o not in p.of]
                return True
        return False

    def _inner(self, i: int) -> Phrase:
        hit = self.anchors[i]
        form = self.forms[hit.form].role
        assert form is not None
        inner = Phrase(
            i, hit.skip, hit.last, hit.last, form.gender, form.number, form.definite, "person", "role", form.role
        )
        self.read(inner)
        return inner

    def _second_role(self, p: Phrase, i: int) -> bool:
        inner = self._inner(i)
        if p.last == p.head_last and self._attends(p):
            p.last, p.complement = inner.last, True
            p.of += [o for o in inner.of if o not in p.of]
            return True
        if inner.people and not self._of_another(p, inner):
            p.last, p.people = inner.last, inner.people
        return False

    def _of_another(self, p: Phrase, inner: Phrase) -> bool:
        """Whether a role belongs to another state, and so to another man: ``ملك الأردن | الرئيس المصري فلان``."""
        mine, theirs = (self._states(x.of) for x in (p, inner))
        return bool(mine and theirs and not mine & theirs) or not self.fits(p, inner.people[-1])

    def _states(self, of: list[str]) -> set[str]:
        known = self.scene.gazetteer.actors
        return {o for o in of if (a := known.get(o)) and a.type == "state"}

    def _joined_role(self, p: Phrase, i: int) -> bool:
        """``وزير الخارجية والوسيط فلان`` is one person, ``وزير الخارجية ووزير الدفاع فلان`` two."""
        inner = self._inner(i)
        heads = [self.scene.keys[x.first][x.skip :].removeprefix("ال") for x in (p, inner)]
        if inner.people and heads[0] != heads[1]:
            p.last, p.people = inner.last, inner.people
        return False

    def _complement(self, p: Phrase, i: int, line: int) -> bool:
        """What a role or source is further said to be: ``في إدارة ترامب``, ``لشؤون الطاقة``, ``مكتب السياسات``."""
        word = self.scene.keys[i]
        nameless = p.kind in ("anonymous", "document") or (p.kind == "person" and not p.definite)
        if nameless and word in self.lists["participles"]:
            p.last = i + 1
            return True
        if word == "في" and p.kind == "group":
            name = self.scene.names.get(i + 1)
            if name is not None and name.kind == "place":
                p.last = name.last
            return False
        if word == "في" and p.of and p.role is not None and p.role.rank in _COMPLETE:
            return False  # استقبل وزير الخارجية الأمريكي في الدوحة: where it happened
        if word in self.lists["complement-prepositions"] and p.kind != "group":
            if p.kind == "document" and word not in ("عن", "من"):
                return False
            name = self.scene.names.get(self.scene.skip_quotes(i + 1))
            if name is not None and name.kind != "person":
                if word in ("في", "باسم", "لدي") and not p.of:
                    self.belong(p, name)
                p.last, p.complement = name.last, True
                return True
            return self._nouns(p, i + 1, line, least=2 if word == "الي" else 1)
        attached = word.startswith(("لل", "بال", "بوز")) or (
            word.startswith("ل") and self.scene.key(i + 1).startswith("ال")
        )
        if attached and len(word) > 3 and i not in self.scene.inside and p.role is not None and not self._hears(i):
            p.last = i + 1
            self._nouns(p, i + 1, line, least=1)
            return True
        speaks_for = self.scene.keys[p.head_last - 1] == "باسم"
        if (speaks_for or not self._has_article(p)) and p.last == p.head_last and p.role is not None:
            return self._nouns(p, i, line, least=1) or self._belonging(p, i, line)
        return False

    def _belonging(self, p: Phrase, i: int, line: int) -> bool:
        """A unit of indefinite nouns up to what says whose it is: ``كتيبة لواء أول مدرعات التابعة للجيش``."""
        scene = self.scene
        for j in range(i, min(i + _LONGEST_UNIT, line)):
            if scene.keys[j] in ("التابع", "التابعه"):
                p.last, p.complement = j + 1, True
                return True
            if scene.tokens[j].kind != "word" or j in scene.inside or scene.keys[j].startswith(("ال", "و")):
                return False
        return False

    def _hears(self, i: int) -> bool:
        """Whether those spoken to stand at token ``i``: ``الرئيس للصحفيين``."""
        noun = self.kinds(i, None).noun
        return noun is not None and noun.number == "plural" and noun.noun.kind == "anonymous"

    def _nouns(self, p: Phrase, i: int, line: int, *, least: int) -> bool:
        """Definite nouns and adjectives, names, and the indefinite nouns that lead to them."""
        scene, first = self.scene, i
        end = i
        while i < line and i - first < 8:
            word = scene.keys[i]
            if scene.tokens[i].kind != "word" or word in self.lists["no-complement-nouns"]:
                break
            name = scene.names.get(i)
            if name is not None:
                if name.skip and scene.keys[i][: name.skip] not in ("ل", "لل", "ب", "و"):
                    break
                if name.kind == "person" and i > first and not (i == first + 1 and end == first):
                    break
                if (not name.skip or name.kind != "person") and not p.of:
                    self.belong(p, name)
                i = end = name.last
                if name.kind == "person":
                    break
                continue
            if self.kinds(i).opens and i > first:
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

    def _own_name_behind(self, p: Phrase) -> bool:
        """``المبعوث الخاص للرئيس فلان، علان``: whoever serves somebody is named behind him."""
        scene, j = self.scene, p.last
        if p.role is None or p.role.rank not in _ATTENDING or scene.key(j) not in _PAUSES:
            return False
        name = scene.names.get(j + 1)
        if name is None or name.kind != "person" or name.skip or name.size < 2 or not scene.same_line(j, name.first):
            return False
        p.people[:], p.last, p.complement = [name], name.last, True
        return True

    def _role_behind(self, p: Phrase) -> None:
        """A role in apposition behind the name: ``فلان، المتحدث باسم الخارجية``."""
        scene, j = self.scene, p.last
        paused = scene.key(j) in _PAUSES
        j += paused
        form = self.kinds(j).role
        if form is None or form.number != "singular" or not scene.same_line(p.first, j):
            return
        inner = self._inner(j)
        if inner.people or (paused and inner.last - inner.first < 2):
            return
        p.last = inner.last
        if p.role is None:
            p.role, p.of = form.role, [*inner.of, *p.of]

    # -- questions ----------------------------------------------------------------------------------

    def leads_to_person(self, i: int) -> bool:
        """Whether a person's name stands at token ``i``, titles aside."""
        name = self.scene.names.get(i)
        if name is not None:
            return name.kind == "person" and name.skip == 0
        hit = self.anchors.get(i)
        return hit is not None and hit.skip == 0 and hit.last > i and self.leads_to_person(hit.last)

    def fits(self, p: Phrase, name: Name) -> bool:
        """Whether a person can be the holder of the role: not one of another state."""
        if name.actor is None or name.actor.country is None or not p.of or p.role is None:
            return True
        states = self._states(p.of)
        return not states or name.actor.country in states or p.role.rank in ("envoy", "ambassador", "other", "expert")


def _is_definite_adjective(word: str, p: Phrase) -> bool:
    if not word.startswith("ال") or len(word) < 6:
        return False
    if p.number == "plural":
        return word.endswith(("ون", "ين", "يه"))
    return word.endswith(("ي", "يه", "يون", "يين", "يان"))
