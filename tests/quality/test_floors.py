"""Khabar reads annotated pages at least as well as the floors say; skipped where the pages are not at hand."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from khabar.form import to_json
from khabar.pages import load_page, read_manifest
from khabar.reader import read

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus" / "saudinewsnet-2015-07-21_24.jsonl.gz"
FRESH = Path(__file__).parents[1] / "gold"
FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="the gold pages are not at hand")


def rebuild() -> ModuleType:
    """The module beside the fresh annotations that makes their pages from the corpus."""
    spec = importlib.util.spec_from_file_location("rebuild", FRESH / "rebuild.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def scores(pages: str, folder: Path) -> dict[str, float]:
    """The F1 of every measure that the scorer prints, for the gold or the fresh pages."""
    gold, texts = GOLD, GOLD / "pages"
    if pages == "fresh":
        gold, texts = FRESH, folder / "fresh"
        rebuild().write_pages(CORPUS, texts)
    manifest = read_manifest(texts / "manifest.json")
    readings = folder / f"{pages}.jsonl"
    lines = (to_json(read(load_page(p, known=manifest.known_of(p)))) for p in sorted(texts.glob("*.txt")))
    readings.write_bytes(b"\n".join(lines) + b"\n")
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(readings), "--pages", str(texts)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    rows = re.findall(r"^(\S.*?)\s{2,}([\d.]+)\s+([\d.]+)\s+([\d.]+)\s", printed, flags=re.MULTILINE)
    return {name: float(f1) for name, _, _, f1 in rows}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quality")


@pytest.mark.parametrize("pinned", FLOORS, ids=lambda x: f"{x['pages']}-{x['measure']}")
def test_floor(folder: Path, pinned: dict[str, object]) -> None:
    if pinned["pages"] == "fresh" and not CORPUS.is_file():
        pytest.skip("the corpus of the fresh pages is not at hand")
    measure, floor = str(pinned["measure"]), float(str(pinned["floor"]))
    found = scores(str(pinned["pages"]), folder)
    assert measure in found, f"the scorer knows no {measure}"
    assert found[measure] >= floor, f"{measure} fell to {found[measure]:.3f}, below its floor {floor}"


def test_each_measure_is_pinned_once() -> None:
    pinned = [(f["pages"], f["measure"]) for f in FLOORS]
    assert len(pinned) == len(set(pinned))
    assert all(0 < f["floor"] <= 1 for f in FLOORS)
