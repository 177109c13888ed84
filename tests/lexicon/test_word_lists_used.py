"""No list of words in the lexicon that no code asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import khabar

PACKAGE = Path(khabar.__file__).parent


@pytest.mark.parametrize(
    ("file", "stage"), [("cues/function-words.yaml", "speech"), ("words/lists.yaml", "names")], ids=["cues", "words"]
)
def test_every_list_is_asked_for(file: str, stage: str) -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (PACKAGE / stage).glob("*.py"))
    lists = yaml.safe_load((PACKAGE / "lexicon" / "data" / file).read_text(encoding="utf-8"))
    assert [entry["id"] for entry in lists if f'"{entry["id"]}"' not in code] == []
