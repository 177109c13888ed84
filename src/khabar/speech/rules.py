"""The pattern families by their ids, with what they look like and how often they were right (``cues/rules.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khabar.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern family of the grammar of attribution.

    Attributes:
        id: What stands after ``speech.`` in a statement's rule.
        pattern: The order of its parts.
        seen, right: How often it spoke on the annotated pages, and how often it was right there.
    """

    id: str
    en: str
    pattern: str
    seen: int
    right: int
    example: str

    @property
    def confidence(self) -> float:
        """How often the rule is right, by the rule of succession.

        >>> Rule("new", "", "", seen=0, right=0, example="").confidence
        0.5
        """
        return round((self.right + 1) / (self.seen + 2), 2)


def attribution_rules(lexicon: Lexicon) -> Mapping[str, Rule]:
    """All rules by id; ask for them with ``lexicon.compiled(attribution_rules)``.

    >>> attribution_rules(Lexicon.bundled())["verb-clause"].confidence > 0.9
    True
    """
    return {rule.id: rule for rule in lexicon.table("cues/rules.yaml", Rule)}
