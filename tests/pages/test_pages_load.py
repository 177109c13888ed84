"""Files to pages: bad input becomes a problem of its page, and the rest of a run is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.pages import Known, load_page
from khabar.reader import read

TEXT = "ختام جولة روما\n\nاختتمت في روما الجولة الخامسة من المحادثات بين إيران والولايات المتحدة بوساطة سلطنة عمان.\n"


def test_a_page_of_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    page = load_page(path, known=Known(outlet="aawsat", published="2025-05-24"))
    assert (page.name, page.text, page.encoding, page.problems) == ("a.txt", TEXT, "utf-8", ())
    assert (page.outlet, page.published, page.fetched) == ("aawsat", "2025-05-24", None)


@pytest.mark.parametrize(
    ("data", "code", "fatal"),
    [
        (b"", "empty-page", True),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary-page", True),
        (TEXT.encode("windows-1256"), "encoding", False),
        (TEXT.encode("utf-16"), "encoding", False),
        ((TEXT + "\ud800").encode("utf-8", "surrogatepass"), "lone-surrogates", False),
        (f"\x01{TEXT}".encode(), "control-characters", False),
        (
            b"The talks in Rome ended on Friday, and the mediator of them said that they had made progress.",
            "not-arabic",
            False,
        ),
    ],
)
def test_bad_input_is_a_problem_of_its_page(tmp_path: Path, data: bytes, code: str, fatal: bool) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    reading = read(load_page(path))
    assert [(p.code, p.fatal) for p in reading.problems] == [(code, fatal)]
    assert reading.problems[0].message
    assert bool(reading.articles) is not fatal


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert [p.code for p in load_page(tmp_path / "none.txt").problems] == ["missing-page"]
    assert [p.code for p in load_page(tmp_path).problems] == ["folder"]
    assert [p.code for p in load_page("a\x00b").problems] == ["unreadable-page"]


def test_fifty_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (problem,) = load_page(path).problems
    assert (problem.code, problem.fatal) == ("too-large", True)
    assert "50.0 MB" in problem.message


def test_the_largest_size_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    assert [p.code for p in load_page(path, max_bytes=20).problems] == ["too-large"]
