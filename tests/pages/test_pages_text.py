"""Bytes to text: encodings, refusals, problems."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.errors import PageError
from khabar.pages.text import LARGE_BYTES, decode

TEXT = (
    "اختتمت في روما الجولة الخامسة من المحادثات بين إيران والولايات المتحدة، بوساطة سلطنة عمان.\n"
    "وقال الوزير العماني إن التقدم الذي أحرز على الطاولة غير حاسم، "
    "وإن المسائل الباقية ستبحث من جديد في الأيام المقبلة.\n"
)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_encodings_are_detected(encoding: str, named: str) -> None:
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert decoded.text == TEXT
    assert decoded.encoding == named
    assert [p.code for p in decoded.problems] == ([] if named == "utf-8" else ["encoding"])


def test_a_page_in_another_script_is_read_all_the_same() -> None:
    decoded = decode("Décidé à Rome, l'été dernier".encode("latin-1"), "a.txt")
    assert (decoded.text, decoded.encoding) == ("Décidé à Rome, l'été dernier", "windows-1252")
    assert [p.code for p in decoded.problems] == ["encoding"]


def test_a_declared_encoding_helps_where_bytes_do_not_tell() -> None:
    data = "خبر".encode("iso-8859-6")
    assert decode(data, "a.txt", declared="ISO-8859-6").text == "خبر"
    assert decode(data, "a.txt", declared="no-such-encoding").encoding in ("windows-1256", "iso-8859-6")


def test_line_ends_and_byte_order_mark_stay() -> None:
    assert decode(b"\xef\xbb\xbf" + "خبر\r\nآخر\r".encode(), "a.txt").text == "\ufeffخبر\r\nآخر\r"


def test_broken_bytes_are_shown_and_reported() -> None:
    data = TEXT.encode()
    decoded = decode(data[:40] + b"\xff" + data[40:], "a.txt")
    (problem,) = decoded.problems
    assert problem.code == "broken-bytes"
    assert problem.offset == decoded.text.index("\ufffd")


def test_lone_surrogates_are_kept_and_reported() -> None:
    assert decode("\ud800 خبر".encode("utf-8", "surrogatepass"), "a.txt").text == "\ud800 خبر"
    data = (TEXT + "\ud83d").encode("utf-8", "surrogatepass")
    decoded = decode(data, "a.txt")
    assert decoded.text == TEXT + "\ud83d"
    (problem,) = decoded.problems
    assert (problem.code, problem.offset, problem.fatal) == ("lone-surrogates", len(TEXT), False)


def test_control_characters_are_kept_and_reported() -> None:
    decoded = decode(f"خبر\x00 من\x07 روما {TEXT}".encode(), "a.txt")
    (problem,) = decoded.problems
    assert (problem.code, problem.offset) == ("control-characters", 3)
    assert decoded.text.startswith("خبر\x00 من\x07")


def test_a_large_page_is_read_with_a_word_about_it() -> None:
    data = (TEXT * (LARGE_BYTES // len(TEXT.encode()) + 1)).encode()
    decoded = decode(data, "a.txt")
    assert [p.code for p in decoded.problems] == ["large-page"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-page"),
        (b" \r\n\t\n", "empty-page"),
        ("\ufeff\u200f \n".encode(), "empty-page"),
        (b"\xff\xfe", "empty-page"),
        (b"\x00" * 64, "empty-page"),
        (b"%PDF-1.7 ...", "binary-page"),
        (b"PK\x03\x04....", "binary-page"),
        (b"\x1f\x8b\x08....", "binary-page"),
        (bytes(range(256)) * 20, "binary-page"),
        (b"\x00\x01\x02\x03" * 200, "binary-page"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(PageError) as caught:
        decode(data, "a.txt")
    assert caught.value.code == code
    assert "a.txt" in str(caught.value)
    assert caught.value.hint


def test_too_much_is_refused_by_its_size() -> None:
    with pytest.raises(PageError, match=r"50\.0 MB") as caught:
        decode(b"a" * 50_000_000, "a.txt")
    assert caught.value.code == "too-large"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except PageError:
        return
    assert isinstance(decoded.text, str)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1).filter(lambda s: s.strip()))
def test_valid_utf8_comes_back_unaltered_or_is_refused(text: str) -> None:
    try:
        decoded = decode(text.encode(), "a.txt")
    except PageError:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text == text
