"""Reads a noun phrase on from its head: adjectives, complements, further roles, and the name in apposition."""

from __future__ import annotations

from khabar.names.complements import read_complement
from khabar.names.phrase import ATTENDING, Phrase, Surroundings
from khabar.names.scene import Name

_PAUSES = frozenset(["،", ",", "-", "–"])
_MOST_STEPS = 16


class PhraseReader(Surroundings):
    """Reads on from the head of a phrase, token by token."""

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

    # -- one step: True if the phrase goes on -----------------------------------------------------

    def _step(self, p: Phrase, i: int, line: int) -> bool:
        """What stands behind the phrase so far, taken in if it belongs to it."""
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
        return self._further_role(p, i) or read_complement(self, p, i, line)

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
        """A nationality (whose the role is), an adjective of roles, of the nameless, or one with the article."""
        scene, word = self.scene, self.scene.keys[i]
        found = scene.nisba(i)
        if found is None and word.startswith("و") and p.number != "singular" and p.last > p.head_last:
            joined = scene.nisbas.get(word[1:])
            if joined and joined.number == "plural":
                p.last = i + 1
                return True
        if found:
            if self.has_article(p) and p.last == p.head_last and not found[0].definite:
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
        """The person in the role, whom he serves, or the body or state the role belongs to."""
        scene = self.scene
        letters = scene.keys[name.first][: name.skip]
        if name.kind == "person":
            if name.skip:
                if letters in ("ل", "لل") and p.kind != "person":
                    p.last = name.last
                return False
            if self.attends(p) and not p.people:
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
        if p.definite and not name.skip and p.last == p.head_last and self.has_article(p) and p.role is None:
            return False
        self.belong(p, name)
        p.construct = p.construct or (p.last == p.head_last and not name.skip)
        p.last, p.complement = name.last, True
        return True

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
            if letters in ("ل", "لل") and not self.hears(i):
                inner = self._inner(i)
                p.last, p.complement = inner.last, True
                p.of += [o for o in inner.of if o not in p.of]
                return True
        return False

    def _inner(self, i: int) -> Phrase:
        """The role that begins at a token, read as a phrase of its own."""
        hit = self.anchors[i]
        form = self.forms[hit.form].role
        assert form is not None
        inner = Phrase(
            i, hit.skip, hit.last, hit.last, form.gender, form.number, form.definite, "person", "role", form.role
        )
        self.read(inner)
        return inner

    def _second_role(self, p: Phrase, i: int) -> bool:
        """``مستشار الرئيس الأميركي`` serves the second role; ``النائب رئيس اللجنة فلان`` has both."""
        inner = self._inner(i)
        if p.last == p.head_last and self.attends(p):
            p.last, p.complement = inner.last, True
            p.of += [o for o in inner.of if o not in p.of]
            return True
        if inner.people and not self._of_another(p, inner):
            p.last, p.people = inner.last, inner.people
        return False

    def _of_another(self, p: Phrase, inner: Phrase) -> bool:
        """Whether a role belongs to another state, and so to another man: ``ملك الأردن | الرئيس المصري فلان``."""
        mine, theirs = (self.states(x.of) for x in (p, inner))
        return bool(mine and theirs and not mine & theirs) or not self.fits(p, inner.people[-1])

    def _joined_role(self, p: Phrase, i: int) -> bool:
        """``وزير الخارجية والوسيط فلان`` is one person, ``وزير الخارجية ووزير الدفاع فلان`` two."""
        inner = self._inner(i)
        heads = [self.scene.keys[x.first][x.skip :].removeprefix("ال") for x in (p, inner)]
        if inner.people and heads[0] != heads[1]:
            p.last, p.people = inner.last, inner.people
        return False

    def _own_name_behind(self, p: Phrase) -> bool:
        """``المبعوث الخاص للرئيس فلان، علان``: whoever serves somebody is named behind him."""
        scene, j = self.scene, p.last
        if p.role is None or p.role.rank not in ATTENDING or scene.key(j) not in _PAUSES:
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


def _is_definite_adjective(word: str, p: Phrase) -> bool:
    if not word.startswith("ال") or len(word) < 6:
        return False
    if p.number == "plural":
        return word.endswith(("ون", "ين", "يه"))
    return word.endswith(("ي", "يه", "يون", "يين", "يان"))
