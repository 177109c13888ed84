"""How well a reading does, on every set of annotated pages that lies at hand: the scorer's F1 beside what is asked.

The sets are ``../shared/gold`` and the folders of ``tests/gold``, whose pages are made from the corpus
(``tests/gold/README.md`` says how each came to be and how far its pages were seen). One row for each measure, as
``docs/reference/scores.md`` shows them. ``python -m benchmarks.scores unseen`` reads one set alone.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from khabar.form import to_json
from khabar.pages import load_page, read_manifest
from khabar.reader import read

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
CORPUS = ROOT.parent / "shared" / "corpus" / "saudinewsnet-2015-07-21_24.jsonl.gz"
OURS = ROOT / "tests" / "gold"
SETS = {"gold": GOLD, "fresh": OURS, "later": OURS / "later", "events": OURS / "events", "unseen": OURS / "unseen"}
ASKED = {
    "kept text": 0.985,
    "articles": 0.95,
    "mentions": 0.90,
    "mentions typed": 0.88,
    "mention linking (B-cubed)": 0.93,
    "times": 0.92,
    "times with value": 0.85,
    "statements": 0.85,
    "statements with source": 0.78,
    "statements with cue": 0.80,
    "statements with mode": 0.80,
    "chain links": 0.70,
    "events": 0.58,
    "events with date": 0.50,
    "event facts (recall)": 0.45,
    "positions": 0.45,
}
#: Of these pages only events and positions are annotated.
_EVENTS_ALONE = ("event", "positions")


def run(names: Sequence[str] = tuple(SETS)) -> None:
    """Print the table."""
    if not (GOLD / "score.py").is_file() or not CORPUS.is_file():
        print("skipped: no annotated pages beside the project")
        return
    with tempfile.TemporaryDirectory() as folder:
        found = {name: scores(name, Path(folder)) for name in names}
    print(f"| measure | asked | {' | '.join(found)} |\n|---|---|{'---|' * len(found)}")
    for measure, asked in ASKED.items():
        cells = [_cell(name, measure, printed.get(measure)) for name, printed in found.items()]
        print(f"| {measure} | {asked:g} | {' | '.join(cells)} |")


def scores(name: str, folder: Path) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each measure on one set; its pages and readings are written under ``folder``."""
    texts = GOLD / "pages" if name == "gold" else folder / name
    if name != "gold":
        _rebuild(texts, SETS[name])
    manifest = read_manifest(texts / "manifest.json")
    readings = folder / f"{name}.jsonl"
    lines = (to_json(read(load_page(p, known=manifest.known_of(p)))) for p in sorted(texts.glob("*.txt")))
    readings.write_bytes(b"\n".join(lines) + b"\n")
    command = [sys.executable, str(GOLD / "score.py"), str(SETS[name]), str(readings), "--pages", str(texts)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = re.findall(r"^(\S.*?)\s{2,}([\d.]+)\s+([\d.]+)\s+([\d.]+)\s", printed, flags=re.MULTILINE)
    return {measure: (float(p), float(r), float(f1)) for measure, p, r, f1 in rows}


def _cell(name: str, measure: str, found: tuple[float, float, float] | None) -> str:
    if found is None or (name == "events" and not measure.startswith(_EVENTS_ALONE)):
        return "–"
    return f"{found[2]:.3f}"


def _rebuild(texts: Path, annotations: Path) -> None:
    spec = importlib.util.spec_from_file_location("rebuild", OURS / "rebuild.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write_pages(CORPUS, texts, annotations)


if __name__ == "__main__":
    run(sys.argv[1:] or tuple(SETS))
