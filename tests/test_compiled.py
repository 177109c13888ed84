"""The stages that are compiled for speed can be: mypyc takes them, up to the C it writes.

``make test-compiled`` builds the wheel and runs all tests with it; that takes minutes, this seconds.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]
WRITE_C = """
import sys
from mypyc.build import mypycify
mypycify(sys.argv[2:], target_dir=sys.argv[1], separate=False)
"""


def compiled_modules() -> list[Path]:
    """The modules that pyproject.toml has compiled."""
    places = [ROOT / place for place in HOOK["mypyc"]["include"]]
    modules = [m for place in places for m in (sorted(place.glob("*.py")) if place.is_dir() else [place])]
    left_out = {Path(pattern).name for pattern in HOOK["mypyc"]["exclude"]}
    return [m for m in modules if m.name not in left_out]


def test_all_that_is_named_exists():
    modules = compiled_modules()
    assert len(modules) > 40
    assert all(m.is_file() for m in modules)


def test_no_compiled_class_is_read_from_the_lexicon():
    """A compiled class has no annotations, so the lexicon could not fill it: such classes stand in ``entries.py``."""
    for module in compiled_modules():
        source = module.read_text(encoding="utf-8")
        for concept in re.findall(r"\.table\([^)]*?(\w+)\)", source):
            assert not re.search(rf"^class {concept}\b", source, re.MULTILINE), f"{module.name}: {concept}"


def test_mypyc_takes_the_stages(tmp_path):
    pytest.importorskip("mypyc")
    done = subprocess.run(
        [sys.executable, "-c", WRITE_C, str(tmp_path), *HOOK["mypyc"]["mypy-args"], *map(str, compiled_modules())],
        cwd=ROOT / "src",
        env={"MYPY_CACHE_DIR": str(tmp_path / "cache"), "PATH": "", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert list(tmp_path.rglob("__native*.c"))
