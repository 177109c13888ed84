"""Agreements known by name: who is bound by them, where the text takes that for granted."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic import Passage, key
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Accord
from khabar.lexicon.phrases import Found, Phrases, stems

_DEAL = frozenset(map(key, ("اتفاق", "الاتفاق", "اتفاقية", "صفقة")))


def compile_accords(lexicon: Lexicon) -> Phrases[Accord]:
    """The names of the accords of ``accords/*.yaml``."""
    return Phrases((phrase, accord) for accord in lexicon.table("accords", Accord) for phrase in accord.ar)


class Accords:
    """The known agreements an article speaks of."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self._tokens = passage.tokens
        present = {t.key for t in passage.tokens}
        self._found: list[Found[Accord]] = [
            f
            for f in lexicon.compiled(compile_accords).find(passage.tokens)
            if not f.value.about or present & {key(w) for w in f.value.about}
        ]
        ids = {f.value.id for f in self._found}
        self._only = self._found[0].value if len(ids) == 1 else None

    def near(self, first: int, last: int) -> Accord | None:
        """The accord named among tokens ``first:last``, or the article's only one where they say ``الاتفاق``."""
        named = next((f.value for f in self._found if first <= f.first < last), None)
        if named is not None or self._only is None:
            return named
        said = any(
            self._tokens[i].key.endswith("الاتفاق") and stems(self._tokens[i].key) & _DEAL for i in range(first, last)
        )
        return self._only if said else None

    def mentions(self) -> list[Found[Accord]]:
        """Where known accords are meant: by name, or as ``الاتفاق`` where the article knows only one."""
        found = list(self._found)
        if self._only is not None:
            found += [
                Found(i, i + 1, self._only)
                for i, t in enumerate(self._tokens)
                if t.key.endswith("الاتفاق") or t.key in ("للاتفاق", "وللاتفاق")
            ]
        return sorted(found, key=lambda f: (f.first, -f.last))

    def bind(self, actors: Sequence[str]) -> bool:
        """Whether these are the parties of an accord the article knows."""
        return any(tuple(actors) == f.value.parties for f in self._found)

    @staticmethod
    def fits(accord: Accord, people: Sequence[str], others: Sequence[str] = ()) -> bool:
        """Whether those found can be speaking of this accord: none of them is a stranger to it."""
        return all(p in accord.parties or p in others for p in people)
