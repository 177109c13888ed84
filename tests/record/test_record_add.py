"""Adding: once, again, elsewhere, changed; what went in comes out."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from khabar.errors import RecordError
from khabar.model import Article, ArticleReading, Page, Problem, Reading, Span
from khabar.record import Record


def test_what_went_in_comes_out(record, press):
    readings = [press.press_reading(press.press_page(n)) for n in range(6)]
    assert str(record.keep(readings)) == "6 added"
    assert list(record.readings()) == readings
    assert record.reading(readings[3].page.hash) == readings[3]


def test_the_same_page_twice_is_one(record, press):
    readings = [press.press_reading(press.press_page(n)) for n in range(6)]
    record.keep(readings[:4])
    summary = record.keep(readings)
    assert (summary["known"], summary["added"]) == (4, 2)
    assert str(record.keep(readings + readings)) == "12 known"
    assert record.status().pages == 6


def test_one_page_twice_in_one_batch_is_one(record, press):
    reading = press.press_reading(press.press_page(1))
    assert str(record.keep([reading, reading])) == "1 added, 1 known"
    assert len(record.search("مفاوضات")) == 2


def test_the_real_reader_reads_what_is_added(record):
    text = "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو مستعدة للمفاوضات."
    assert record.add([Page("a.txt", text, published="2025-05-23")])["added"] == 1
    (hit,) = record.search("مستعد مفاوضة", over=["articles"])
    assert hit.page.text == text
    assert record.add([Page("a.txt", text, published="2025-05-23")])["known"] == 1


@pytest.mark.skipif("KHABAR_SLOW" not in os.environ, reason="each process reads all lexicons: set KHABAR_SLOW")
def test_reading_in_several_processes_gives_the_same(record, tmp_path):
    pages = [Page(f"{n}.txt", f"انتهت الجولة {n} من المفاوضات في جنيف.", published="2025-05-23") for n in range(5)]
    record.add(pages)
    with Record.open(tmp_path / "other.db") as other:
        assert other.add(pages, jobs=2)["added"] == 5
        assert list(other.readings()) == list(record.readings())


def test_the_same_text_elsewhere_is_one_page_seen_twice(record, press):
    page = press.press_page(1, url="https://example.org/a")
    record.keep([press.press_reading(page)])
    other = replace(page, url="https://example.com/b", outlet="organization/irna")
    assert record.keep([press.press_reading(other)])["seen-again"] == 1
    assert record.status().pages == 1
    assert [v.page for v in record.versions("https://example.com/b")] == [page.hash]


def test_a_changed_page_is_a_new_version(record, press):
    url = "https://example.org/a"
    old = press.press_page(1, url=url, fetched="2025-05-23T10:00:00")
    new = press.press_page(1, url=url, fetched="2025-05-23T12:00:00", more=" وغادروا المدينة.")
    assert record.keep([press.press_reading(old)])["added"] == 1
    assert record.keep([press.press_reading(new)])["new-version"] == 1
    assert [v.page for v in record.versions(url)] == [old.hash, new.hash]
    (change,) = record.changes(old.hash, new.hash)
    assert "وغادروا" in change.new.of(new.text)
    assert "وغادروا" not in change.old.of(old.text)
    assert {hit.page.hash for hit in record.search("المفاوضات")} == {new.hash}
    assert record.reading(old.hash).page == old
    assert [r.page for r in record.readings()] == [new]
    assert {r.page.hash for r in record.readings(all_versions=True)} == {old.hash, new.hash}


def test_an_older_version_that_comes_later_does_not_hide_the_newer(record, press):
    url = "https://example.org/a"
    new = press.press_page(1, url=url, fetched="2025-05-23T12:00:00", more=" وغادروا المدينة.")
    old = press.press_page(1, url=url, fetched="2025-05-23T10:00:00")
    record.keep([press.press_reading(new)])
    record.keep([press.press_reading(old)])
    assert {hit.page.hash for hit in record.search("المفاوضات")} == {new.hash}
    assert all(f.well for f in record.examine())


def test_adding_versions_again_changes_nothing(record, press):
    url = "https://example.org/a"
    pages = [press.press_page(1, url=url, more=more) for more in ("", " وغادروا.", " وعادوا.")]
    readings = [press.press_reading(p) for p in pages]
    record.keep(readings)
    before = [hit.id for hit in record.search("المفاوضات")]
    assert str(record.keep(readings)) == "3 known"
    assert [hit.id for hit in record.search("المفاوضات")] == before
    assert {hit.page.hash for hit in record.search("المفاوضات")} == {pages[2].hash}


def test_a_date_that_becomes_known_completes_the_page(record):
    bare = Page("a.txt", "انتهت المفاوضات في روما أمس.")
    dated = replace(bare, published="2025-05-24", url="https://example.org/a")
    record.add([bare])
    assert record.add([dated])["completed"] == 1
    assert record.reading(bare.hash).page.published == "2025-05-24"
    assert len(record.search("date:2025-05 مفاوضات", over=["articles"])) == 1
    assert record.add([bare, dated])["known"] == 2


def test_a_page_without_text_is_a_problem(record):
    gone = Page("gone.txt", "", problems=(Problem("missing-page", "there is no such file", "gone.txt", None, True),))
    assert record.add([gone, Page("empty.txt", " \n")])["failed"] == 2
    assert record.add([gone])["failed"] == 1
    assert [(p.code, p.where) for p in record.problems()] == [("missing-page", "gone.txt"), ("empty-page", "empty.txt")]
    assert (record.status().pages, record.status().failed) == (0, 2)


def test_a_failing_reader_loses_one_reading_and_no_page(record, monkeypatch):
    from khabar import reader

    def read(page, lexicon):
        if "لعنة" in page.text:
            raise ZeroDivisionError("boom")
        return real(page, lexicon)

    real = reader.read
    monkeypatch.setattr(reader, "read", read)
    pages = [Page("a.txt", "لعنة"), Page("b.txt", "انتهت المفاوضات.")]
    assert record.add(pages)["added"] == 2
    assert [p.code for p in record.problems() if p.where == "a.txt"] == ["reader-failed"]
    monkeypatch.undo()
    assert record.reread(everything=True)["completed"] == 2
    assert [p.code for p in record.problems() if p.code == "reader-failed"] == []


def test_surrogates_and_nul_survive(record):
    page = Page("\udce9.txt", "قال \ud800 الوزير\x00 إن المفاوضات انتهت.", title="\udfff")
    whole = Span(0, len(page.text))
    reading = Reading(
        page,
        articles=(ArticleReading(Article("ar-1", whole, (whole,), title="\ud801", outlet="\ud802")),),
        problems=(Problem("odd", "\ud803", page.name),),
    )
    assert record.keep([reading])["added"] == 1
    assert record.reading(page.hash) == reading
    assert len(record.search("المفاوضات", over=["articles"])) == 1
    other = replace(page, text="\ud800")
    assert record.add([other])["added"] == 1
    assert record.reading(other.hash).page == other


def test_a_record_opened_for_reading_is_not_written(filled, path, press):
    with Record.open(path, readonly=True) as record:
        assert record.status().pages == 12
        with pytest.raises(RecordError, match="reading only"):
            record.keep([press.press_reading(press.press_page(99))])
        with pytest.raises(RecordError, match="reading only"):
            record.accept(record.statements().first()[0].id, user="a")


def test_status_counts(filled):
    status = filled.status()
    assert (status.pages, status.articles, status.statements, status.events) == (12, 12, 12, 12)
    assert status.outlets == (("organization/tass", 12),)
    assert (status.problems, status.failed, status.stale) == (3, 0, 12)  # read by the press, not by this reader
