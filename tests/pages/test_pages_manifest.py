"""Manifests: what is known of pages beside their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import ManifestError
from khabar.pages import Known, read_manifest

ROME = Known(url="https://example.org/1", outlet="aawsat", published="2025-05-24")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "m.json",
            '[{"page": "a.txt", "url": "https://example.org/1", "outlet": "aawsat",'
            ' "published": "2025-05-24", "fetched": null}]',
        ),
        ("m.json", '{"a.txt": {"url": "https://example.org/1", "outlet": " aawsat ", "published": "2025-05-24"}}'),
        ("m.csv", "page,url,outlet,published,fetched\na.txt,https://example.org/1,aawsat,2025-05-24,\n"),
        ("m.csv", "\ufeffpage;published;outlet;url\r\na.txt;2025-05-24;aawsat;https://example.org/1\r\n"),
        ("m.tsv", "Page\tURL\tOutlet\tPublished\na.txt\thttps://example.org/1\taawsat\t2025-05-24\n"),
    ],
)
def test_forms(tmp_path: Path, name: str, text: str) -> None:
    manifest = read_manifest(write(tmp_path, name, text))
    assert manifest.known_of("a.txt") == ROME
    assert manifest.known_of(Path("somewhere/pages/a.txt")) == ROME
    assert manifest.known_of("b.txt") is None


def test_a_path_is_told_from_another_with_the_same_name(tmp_path: Path) -> None:
    text = '[{"page": "x/a.txt", "outlet": "x"}, {"page": "a.txt", "outlet": "any"}]'
    manifest = read_manifest(write(tmp_path, "m.json", text))
    known = manifest.known_of("pages/x/a.txt"), manifest.known_of("pages/y/a.txt")
    assert [k.outlet for k in known if k] == ["x", "any"]


def test_an_empty_manifest_knows_nothing(tmp_path: Path) -> None:
    assert read_manifest(write(tmp_path, "m.json", "[]")).pages == {}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("m.json", "[{", "no valid JSON"),
        ("m.json", '"a.txt"', "neither a list"),
        ("m.json", '["a.txt"]', "entry 1 is no object"),
        ("m.json", '[{"outlet": "x"}]', "names no page"),
        ("m.json", '[{"page": "a.txt", "date": "2025"}]', "unknown key 'date'"),
        ("m.json", '[{"page": "a.txt"}, {"page": "a.txt"}]', "'a.txt' stands twice"),
        ("m.json", '[{"page": "a.txt", "published": "24/5/2025"}]', "'published' is no date"),
        ("m.json", '[{"page": "a.txt", "outlet": 7}]', "'outlet' is no text"),
        ("m.csv", "file,outlet\na.txt,x\n", "no column 'page'"),
        ("m.csv", "page,outlet\na.txt,x,y\n", "more values than columns"),
        ("m.csv", "page,fetched\na.txt,yesterday\n", "'fetched' is no date"),
        ("m.csv", "", "no column 'page'"),
    ],
)
def test_what_does_not_hold_to_the_form_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(ManifestError, match=said) as caught:
        read_manifest(write(tmp_path, name, text))
    assert name in str(caught.value)
    assert caught.value.hint


def test_a_missing_manifest_and_a_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.json")
    (tmp_path / "m.csv").write_bytes("page,outlet\na.txt,البلد".encode("windows-1256"))
    with pytest.raises(ManifestError, match="not UTF-8"):
        read_manifest(tmp_path / "m.csv")
