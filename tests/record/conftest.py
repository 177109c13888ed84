"""A record in a temporary folder, and the press that fills it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from khabar.record import Record

PRESS = Path(__file__).with_name("press.py")


def load_press() -> ModuleType:
    if "khabar_test_press" not in sys.modules:
        spec = importlib.util.spec_from_file_location("khabar_test_press", PRESS)
        assert spec
        assert spec.loader
        sys.modules["khabar_test_press"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["khabar_test_press"]


@pytest.fixture(scope="session")
def press() -> ModuleType:
    return load_press()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "khabar.db"


@pytest.fixture
def record(path: Path):
    with Record.open(path) as record:
        yield record


@pytest.fixture
def filled(record: Record, press: ModuleType) -> Record:
    """Twelve pages, 0 to 11."""
    record.keep(press.press_reading(press.press_page(n)) for n in range(12))
    return record
