"""The verbs, as a user runs them: what they print, what they write, how they end."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys

import pytest

from khabar.cli.app import CHAPTERS, main
from khabar.samples import FOLDER, MANIFEST, sample_pages

PAGE = "أعلن الكرملين أن الرئيس الروسي فلاديمير بوتين أجرى اليوم اتصالا هاتفيا بنظيره الأميركي دونالد ترامب.\n"


def run(capsys, *arguments):
    """What a command prints, says on standard error, and ends with."""
    with pytest.raises(SystemExit) as end:
        main([str(a) for a in arguments])
    captured = capsys.readouterr()
    code = end.value.code
    return captured.out, captured.err, 0 if code is None else code


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_help_reads_like_a_table_of_contents(capsys):
    out, _, code = run(capsys, "--help")
    assert code == 0
    places = [out.index(f" {chapter} ") for chapter in CHAPTERS if f"─ {chapter} ─" in out]
    assert len(places) == len(CHAPTERS)
    assert places == sorted(places)


def test_read_prints_sentences_with_the_facts_under_them(capsys, page):
    out, err, code = run(capsys, "read", page, "--published", "2025-05-19", "--outlet", "aawsat")
    assert (code, err) == (0, "")
    assert "2025-05-19" in out
    assert "❝" in out
    assert out.index("أعلن الكرملين") < out.index("❝")


def test_read_json_is_one_line_a_page(capfdbinary, page):
    with pytest.raises(SystemExit) as end:
        main(["read", str(page), str(page), "--json"])
    lines = capfdbinary.readouterr().out.splitlines()
    assert end.value.code in (0, None)
    assert [json.loads(line)["format"] for line in lines] == ["khabar-reading/1"] * 2


def test_a_bad_page_is_said_and_the_others_are_read(capsys, page, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    out, err, code = run(capsys, "read", tmp_path / "missing.txt", empty, page)
    assert code == 1
    assert "missing.txt" in err
    assert "empty.txt" in err
    assert "الكرملين" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("read",), 2),
        (("read", "{page}", "--published", "yesterday"), 2),
        (("read", "{page}", "--manifest", "{page}"), 2),
        (("read", "{page}", "--lexicon", "{page}"), 2),
        (("brief", "--record", "{folder}/none.khabar"), 1),
        (("explain", "st-0", "--page", "{page}"), 2),
        (("export", "csv", "{page}"), 2),
        (("export", "word", "{page}"), 2),
        (("nonsense",), 2),
    ],
)
def test_what_goes_wrong_is_one_clear_line(capsys, page, tmp_path, arguments, code):
    filled = [a.format(page=page, folder=tmp_path) for a in arguments]
    _, err, ended = run(capsys, *filled)
    assert ended == code
    assert err.strip()
    assert "Traceback" not in err


def test_explain_shows_the_parts_the_rule_and_the_chain(capfdbinary, page):
    with pytest.raises(SystemExit):
        main(["read", str(page), "--json"])
    reading = json.loads(capfdbinary.readouterr().out)
    statement = reading["articles"][0]["statements"][0]
    with pytest.raises(SystemExit):
        main(["explain", statement["id"], "--page", str(page)])
    out = capfdbinary.readouterr().out.decode()
    start, end = statement["cue"]
    assert f"{start}–{end}" in out
    assert statement["rule"] in out
    assert "↳" in out
    assert "page.txt" in out


def test_brief_of_pages_in_all_faces(capsys, tmp_path):
    html, markdown = tmp_path / "b.html", tmp_path / "b.md"
    out, _, code = run(
        capsys, "brief", *sample_pages()[:2], "--manifest", MANIFEST, "--html", html, "--markdown", markdown
    )
    assert code == 0
    assert "موجز" in out
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert markdown.read_text(encoding="utf-8").startswith("# موجز")


def test_brief_of_a_record_is_that_of_its_pages(capsys, tmp_path):
    record = tmp_path / "r.khabar"
    pages = sample_pages()[:2]
    assert run(capsys, "add", *pages, "--record", record, "--manifest", MANIFEST)[2] == 0
    from_record, _, code = run(capsys, "brief", "--record", record)
    assert code == 0
    assert from_record == run(capsys, "brief", *pages, "--manifest", MANIFEST)[0]


def test_demo_tells_the_stories_and_where_they_differ(capsys, tmp_path):
    html = tmp_path / "brief.html"
    out, err, code = run(capsys, "demo", "--html", html)
    assert code == 0
    assert html.exists()
    assert f"wrote {html}" in err.replace("\n", "")
    assert "أين تختلف الروايات" in out
    assert "2025-05-18" in out
    assert "2025-05-19" in out


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "ftm"])
def test_export_writes_json(capsys, page, tmp_path, form):
    out = tmp_path / "out"
    assert run(capsys, "export", form, page, "--out", out)[2] == 0
    text = out.read_text(encoding="utf-8")
    for line in [text] if form == "jsonld" else text.splitlines():
        json.loads(line)


KHABAR = [sys.executable, "-c", "from khabar.cli.app import main; main()"]


def test_a_folder_is_read_in_order_with_a_summary_by_one_process_and_by_two_alike(capfdbinary, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(PAGE.replace("اليوم", f"في اليوم {n}"), encoding="utf-8")
    (folder / "3.txt").write_bytes(b"")
    (folder / "6.jsonl").write_text(json.dumps({"matn": PAGE}) + "\n\n", encoding="utf-8")
    (folder / ".hidden").write_bytes(b"x")
    told = []
    for jobs in ("1", "2"):
        with pytest.raises(SystemExit) as end:
            main(["read", str(folder), "--json", "--field", "text=matn", "--jobs", jobs])
        assert end.value.code == 1
        told.append(capfdbinary.readouterr())
    assert told[0] == told[1]
    out, err = told[0]
    readings = [json.loads(line) for line in out.splitlines()]
    assert [r["page"] for r in readings] == [*(f"{n}.txt" for n in range(6)), "6.jsonl:1"]
    assert [bool(r["articles"]) for r in readings] == [n != 3 for n in range(7)]
    assert err.decode().splitlines() == [
        "3.txt: the page is empty (check that it was saved or fetched in full)",
        "9 records, 6 pages, 1 skipped (hidden file), 1 skipped (empty line), 1 failed (empty-page)",
    ]


def test_one_page_needs_no_summary_and_standard_input_is_a_page(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    out, err, code = run(capsys, "read", "-")
    assert (err, code) == ("", 0)
    assert "الكرملين" in out


def test_a_page_the_reader_fails_on_is_no_page_of_the_summary(capsys, monkeypatch, page):
    import khabar.reader

    def fail(*_):
        raise ValueError("x")

    monkeypatch.setattr(khabar.reader, "find_names", fail)
    _, err, code = run(capsys, "read", page, page)
    assert code == 1
    assert "2 records, 0 pages, 2 failed (reader-failed)" in err


def test_a_progress_bar_on_a_terminal_while_the_results_go_elsewhere(tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    out = tmp_path / "out"
    with out.open("wb") as file:
        command = [*KHABAR, "read", "--json", *map(str, sample_pages()[:2])]
        process = subprocess.Popen(command, stdout=file, stderr=theirs, env={**os.environ, "TERM": "xterm"})
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal ends whose other side is closed
            while part := os.read(ours, 65536):
                shown += part
        process.wait(timeout=60)
    os.close(ours)
    assert b"2/2" in shown
    assert b"2 records, 2 pages" in shown
    assert len(out.read_bytes().splitlines()) == 2


def test_no_progress_bar_and_no_colour_where_there_is_no_terminal():
    command = [*KHABAR, "read", *map(str, sample_pages()[:2])]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert b"\x1b" not in done.stdout + done.stderr


def test_the_samples_have_a_manifest():
    known = {entry["page"] for entry in json.loads(MANIFEST.read_text(encoding="utf-8"))}
    assert known == {p.name for p in FOLDER.glob("*.txt")}


def test_the_outline_in_english_has_english_commas(capsys, tmp_path):
    page = tmp_path / "p.txt"
    page.write_text("بحث جون كيري مع سيرغي لافروف في جنيف أمس وقف إطلاق النار والعقوبات.", encoding="utf-8")
    out, _, _ = run(capsys, "read", str(page), "--lang", "en", "--published", "2016-01-15")
    assert "topics: " in out
    assert "،" not in out.split("topics: ")[1].split("·")[0]
