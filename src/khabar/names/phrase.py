"""A noun phrase under reading, and the questions its reading asks of what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.lexicon import Role
from khabar.model import SourceKind
from khabar.names.anchors import NOTHING, Kinds, compile_anchors
from khabar.names.entries import Gender, Number
from khabar.names.matcher import Hit
from khabar.names.scene import Name, Scene

#: Ranks whose holder belongs to a person: ``مستشار خامنئي`` is not Khamenei.
ATTENDING = frozenset(["adviser", "spokesperson", "deputy", "envoy", "ambassador", "other"])


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


class Surroundings:
    """The article's words about a phrase, as its reading asks for them."""

    def __init__(self, scene: Scene, anchors: dict[int, Hit]) -> None:
        self.scene = scene
        self.anchors = anchors
        self.forms = scene.lexicon.compiled(compile_anchors).forms
        self.lists = scene.words.lists

    def kinds(self, i: int, skip: int | None = 0) -> Kinds:
        """What the anchor at token ``i`` may be; nothing if other letters stand attached before it."""
        hit = self.anchors.get(i)
        return self.forms[hit.form] if hit and (skip is None or hit.skip == skip) else NOTHING

    def belong(self, p: Phrase, name: Name) -> None:
        """Note whose a role is."""
        if name.kind in ("place", "organization") and name.entity not in p.of:
            p.of.append(name.entity)

    def attends(self, p: Phrase) -> bool:
        """Whether a name right behind the head is whom the person serves: ``مستشار ترامب``."""
        return p.role is not None and p.role.rank in ATTENDING and not self.has_article(p) and p.last == p.head_last

    def has_article(self, p: Phrase) -> bool:
        """Whether the head stands with the article, attached letters aside."""
        word = self.scene.keys[p.first]
        return word[p.skip :].startswith("ال") or word.startswith(("لل", "ولل"))

    def hears(self, i: int) -> bool:
        """Whether those spoken to stand at token ``i``: ``الرئيس للصحفيين``."""
        noun = self.kinds(i, None).noun
        return noun is not None and noun.number == "plural" and noun.noun.kind == "anonymous"

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
        states = self.states(p.of)
        return not states or name.actor.country in states or p.role.rank in ("envoy", "ambassador", "other", "expert")

    def states(self, of: list[str]) -> set[str]:
        """Those of some actors that are states."""
        known = self.scene.gazetteer.actors
        return {o for o in of if (a := known.get(o)) and a.type == "state"}
