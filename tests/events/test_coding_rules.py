"""The coding rules: each is triggered by its own example; one that does not hold is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.arabic import Passage
from khabar.errors import LexiconError
from khabar.events.find import compile_coding
from khabar.lexicon import Lexicon
from khabar.lexicon.events import CodingRule, coding_rules
from khabar.lexicon.lexicon import BUNDLED

RULES = coding_rules(Lexicon(BUNDLED))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.id)
def test_a_rule_is_triggered_by_its_example(rule: CodingRule) -> None:
    coding = Lexicon.bundled().compiled(compile_coding)
    tokens = Passage.of(rule.example).tokens
    seen = {s.trigger.rule.id for at in range(len(tokens)) for s in coding.see(tokens, at, len(tokens))}
    assert rule.id in seen


GOOD = {"id": "x", "type": "CONSULT", "verbs": "[التقى/يلتقي]", "example": "التقى الوزيران.", "gloss": "meet"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "MEET"}, "unknown PLOVER type 'MEET'"),
        ({"mode": "drone"}, "CONSULT has no mode 'drone'"),
        ({"frame": "[تحت]"}, "unknown slot 'تحت'"),
        ({"traits": "[polite]"}, "unknown trait 'polite'"),
        ({"verbs": "[التقى]"}, "is no verb"),
        ({"verbs": "[]"}, "nothing can trigger x"),
        ({"negated": "DENY"}, "names no PLOVER type"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_with_its_line(tmp_path: Path, change: dict[str, str], said: str) -> None:
    (tmp_path / "events").mkdir()
    entry = GOOD | change
    text = "# a comment\n- " + "\n  ".join(f"{k}: {v}" for k, v in entry.items()) + "\n"
    (tmp_path / "events" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.yaml:\d+: .*") as error:
        coding_rules(Lexicon(tmp_path))
    assert said in str(error.value)


def test_two_rules_that_say_the_same_are_refused(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    entries = [GOOD, GOOD | {"id": "y"}]
    text = "".join("- " + "\n  ".join(f"{k}: {v}" for k, v in e.items()) + "\n" for e in entries)
    (tmp_path / "events" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match="coded by x and by y") as error:
        coding_rules(Lexicon(tmp_path))
    assert error.value.where == "mine.yaml:6"


def test_a_users_rule_replaces_the_bundled_one_of_its_id(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    text = "- " + "\n  ".join(f"{k}: {v}" for k, v in (GOOD | {"id": "consult-meet"}).items()) + "\n"
    (tmp_path / "events" / "mine.yaml").write_text(text, encoding="utf-8")
    rules = coding_rules(Lexicon.with_overlay([tmp_path]))
    assert rules["consult-meet"].verbs == ("التقى/يلتقي",)
    assert len(rules) == len(RULES)
