"""Benchmarks: whatever ``make bench`` runs can be run."""

from __future__ import annotations

from importlib import import_module

import pytest
from benchmarks.__main__ import names


@pytest.mark.parametrize("name", names())
def test_each_benchmark_can_be_run(name: str) -> None:
    assert callable(import_module(f"benchmarks.{name}").run)
