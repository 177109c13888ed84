"""One page that a stage cannot take ends no run."""

from __future__ import annotations

import pytest

import khabar.reader
from khabar.model import Page
from khabar.reader import read, read_safely


def test_a_failing_stage_becomes_a_problem_of_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr(khabar.reader, "split_page", fail)
    reading = read_safely(Page("a.txt", "قال الوزير إن الجولة انتهت."))
    (problem,) = reading.problems
    assert (problem.code, problem.where, problem.fatal) == ("reader-failed", "a.txt", True)
    assert "ZeroDivisionError" in problem.message
    assert reading.page.text


def test_a_page_that_can_be_read_is_read() -> None:
    page = Page("a.txt", "قال ماركو روبيو إن الجولة انتهت.", published="2025-05-23")
    assert read_safely(page) == read(page)
