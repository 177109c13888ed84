"""Run every benchmark of this folder: ``python -m benchmarks [NAME...]``.

A benchmark is a module with a function ``run()`` that measures something, prints it beside its bar, and is short by
default; ``python -m benchmarks.NAME --help`` says what a longer run takes.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """The benchmarks of this folder; a file whose name begins with ``_`` is a part of one."""
    return sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> None:
    """Run the modules named, or all, in the order of their names."""
    for name in sys.argv[1:] or names():
        print(f"== {name}", flush=True)
        import_module(f"benchmarks.{name}").run()


if __name__ == "__main__":
    main()
