"""Where names and references are looked for: roles, titles, head nouns, nouns for somebody, bodies of states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from khabar.arabic import key
from khabar.lexicon import Lexicon, Role, roles
from khabar.names.entries import BodyNoun, Gender, Head, Institution, Noun, Number, Title
from khabar.names.matcher import Haystack, Hit, Matcher, Start, tokenised
from khabar.names.words import Words

T = TypeVar("T")


class RoleForm(NamedTuple):
    """A form of a role: ``وزيرة الخارجية``."""

    role: Role
    gender: Gender
    number: Number
    definite: bool


class NounForm(NamedTuple):
    """A form of a noun that stands for somebody: ``المصدران``."""

    noun: Noun
    number: Number
    definite: bool


class HeadForm(NamedTuple):
    """A head noun, before its complement (``وزارة``) or with the article (``الهيئة``)."""

    head: Head
    definite: bool


class BodyForm(NamedTuple):
    """A form of a body every state has; ``bare`` if it is a name without its state."""

    institution: Institution
    bare: bool


class Counterpart(NamedTuple):
    """``نظيره الروسي``: who holds the same office elsewhere."""

    gender: Gender
    number: Number


class Administration(NamedTuple):
    """``إدارة`` before a president: his government."""


class Kinds(NamedTuple):
    """What a form may be, the first reading of each kind.

    Attributes:
        titled: Whether one word behind this title is a name.
    """

    role: RoleForm | None = None
    noun: NounForm | None = None
    head: HeadForm | None = None
    body: BodyForm | None = None
    body_noun: BodyNoun | None = None
    title: Title | None = None
    titled: bool = False
    peer: Counterpart | None = None
    administration: Administration | None = None

    @property
    def opens(self) -> bool:
        """Whether a role or a title begins here: another phrase for somebody."""
        return self.role is not None or self.title is not None


NOTHING = Kinds()
Anchor = RoleForm | NounForm | HeadForm | BodyForm | BodyNoun | Title | Counterpart | Administration

_COUNTERPARTS: tuple[tuple[str, Gender, Number], ...] = (
    ("نظير", "m", "singular"),
    ("نظيرت", "f", "singular"),
    ("نظيرا", "m", "dual"),
    ("نظراء", "m", "plural"),
    ("نظرائ", "m", "plural"),
    ("نظراو", "m", "plural"),
)
_PRONOUNS = ("ه", "ها", "هما", "هم", "ي", "نا")


class Anchors:
    """All anchors of a lexicon, by their first words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._anchors: dict[str, list[Anchor]] = {}
        words = Words(lexicon)
        for role in (*roles(lexicon).values(), *lexicon.table("words/posts.yaml", Role)):
            self._enter_role(role)
        for title in words.titles:
            self._enter(title.ar, title)
        for head in words.heads:
            self._enter(head.ar, HeadForm(head, False))
            self._enter((f"ال{f}" for f in head.ar if " " not in f), HeadForm(head, True))
        for body in words.institutions:
            self._enter(body.ar, BodyForm(body, True))
            self._enter(body.with_state, BodyForm(body, False))
        for noun in words.nouns:
            self._enter_noun(noun)
        for body_noun in words.body_nouns:
            self._enter(body_noun.ar, body_noun)
        self._enter(("إدارة",), Administration())
        for stem, gender, number in _COUNTERPARTS:
            self._enter((stem + p for p in _PRONOUNS), Counterpart(gender, number))
        self.forms = {form: _kinds(anchors) for form, anchors in self._anchors.items()}
        self.matcher = Matcher(self.forms)

    def scan(self, haystack: Haystack, begun: Iterable[tuple[int, tuple[Start, ...]]]) -> dict[int, Hit]:
        """The longest anchor at each token; ``begun`` as in :meth:`Matcher.find`."""
        found: dict[int, Hit] = {}
        for hit in self.matcher.find(haystack, begun):
            found.setdefault(hit.first, hit)  # the longest comes first
        return found

    def _enter(self, forms: Iterable[str], anchor: Anchor) -> None:
        for form in forms:
            known = self._anchors.setdefault(tokenised(key(form)), [])
            if anchor not in known:
                known.append(anchor)

    def _enter_role(self, role: Role) -> None:
        for form in (*role.ar, *role.construct):
            self._enter([form], RoleForm(role, "m", "singular", _is_definite(form) or form in role.construct))
        for form in role.feminine:
            self._enter([form], RoleForm(role, "f", "singular", _is_definite(form) or len(form.split()) > 1))
        for form in role.plural:
            dual = form.split()[0].endswith(("ان", "ا")) or form.split()[0] in ("وزيري", "رئيسي", "الرئيسين")
            number: Number = "dual" if dual and form.split()[0] not in ("نواب",) else "plural"
            self._enter([form], RoleForm(role, "m", number, _is_definite(form)))

    def _enter_noun(self, noun: Noun) -> None:
        numbers: tuple[tuple[tuple[str, ...], Number], ...] = (
            (noun.one, "singular"),
            (noun.two, "dual"),
            (noun.many, "plural"),
        )
        for forms, number in numbers:
            self._enter(forms, NounForm(noun, number, False))
            self._enter((f"ال{f}" for f in forms if " " not in f), NounForm(noun, number, True))
            if number == "singular":
                self._enter(
                    (f"{f}ا" for f in forms if " " not in f and not f.endswith("ة")), NounForm(noun, number, False)
                )


def _kinds(anchors: list[Anchor]) -> Kinds:
    def first(kind: type[T]) -> T | None:
        return next((a for a in anchors if isinstance(a, kind)), None)

    return Kinds(
        first(RoleForm),
        first(NounForm),
        first(HeadForm),
        first(BodyForm),
        first(BodyNoun),
        first(Title),
        any(isinstance(a, Title) and a.alone for a in anchors),
        first(Counterpart),
        first(Administration),
    )


def compile_anchors(lexicon: Lexicon) -> Anchors:
    """The anchors of a lexicon; use it through ``lexicon.compiled``."""
    return Anchors(lexicon)


def _is_definite(form: str) -> bool:
    """Whether a form is definite: by its article or by a definite second part."""
    return any(w.startswith(("ال", "لل")) for w in form.split())
