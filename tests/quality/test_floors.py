"""Khabar reads the gold pages at least as well as the floors say; skipped where the gold is not at hand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from khabar.form import to_json
from khabar.pages import load_page, read_manifest
from khabar.reader import read

GOLD = Path(__file__).parents[3] / "shared" / "gold"
FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="the gold pages are not at hand")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """The F1 of every measure that the scorer prints."""
    readings = tmp_path_factory.mktemp("quality") / "readings.jsonl"
    manifest = read_manifest(GOLD / "pages" / "manifest.json")
    pages = sorted((GOLD / "pages").glob("*.txt"))
    lines = (to_json(read(load_page(p, known=manifest.known_of(p)))) for p in pages)
    readings.write_bytes(b"\n".join(lines) + b"\n")
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD), str(readings), "--pages", str(GOLD / "pages")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    rows = re.findall(r"^(\S.*?)\s{2,}([\d.]+)\s+([\d.]+)\s+([\d.]+)\s", printed, flags=re.MULTILINE)
    return {name: float(f1) for name, _, _, f1 in rows}


@pytest.mark.parametrize("pinned", FLOORS, ids=lambda x: x["measure"])
def test_floor(scores: dict[str, float], pinned: dict[str, object]) -> None:
    measure, floor = str(pinned["measure"]), float(str(pinned["floor"]))
    assert measure in scores, f"the scorer knows no {measure}"
    assert scores[measure] >= floor, f"{measure} fell to {scores[measure]:.3f}, below its floor {floor}"


def test_every_floor_says_why() -> None:
    assert all(0 < f["floor"] <= 1 and f["why"] for f in FLOORS)
