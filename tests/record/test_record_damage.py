"""Files that are no record, are newer, cut off, or have a bit flipped: a clear error, nothing changed."""

from __future__ import annotations

import random
import shutil
import sqlite3

import pytest

from khabar.errors import KhabarError, RecordError
from khabar.record import Record
from khabar.record.schema import VERSION


@pytest.mark.parametrize("content", [b"not a record", b"\x00" * 4096, "خبر".encode(), b"SQLite format 3"])
def test_a_file_that_is_no_record(tmp_path, content):
    path = tmp_path / "a.db"
    path.write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(RecordError, match=r"no record|damaged"):
            Record.open(path, readonly=readonly)
    assert path.read_bytes() == content


def test_another_program_s_database(tmp_path):
    path = tmp_path / "a.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE pages (x)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="no record of Khabar"):
        Record.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_record(path):
    path.touch()
    with Record.open(path) as record:
        assert record.status().pages == 0


def test_a_newer_record_is_left_alone(path, filled):
    filled.close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(RecordError, match=f"version {VERSION + 1}.*upgrade"):
            Record.open(path, readonly=readonly)
    assert path.read_bytes() == before


def test_folders_and_missing_files(tmp_path):
    with pytest.raises(RecordError, match="a folder"):
        Record.open(tmp_path)
    with pytest.raises(RecordError, match="no such record"):
        Record.open(tmp_path / "none.db", readonly=True)
    with pytest.raises(RecordError, match="no such folder"):
        Record.open(tmp_path / "none" / "a.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_record(path, filled, share):
    filled.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert ends_in_an_error_or_is_found_ill(path)


def test_flipped_bits_are_found(path, filled, tmp_path):
    """A flipped bit either changes nothing that is kept (free space), or the doctor or the opening says so."""
    expected = list(filled.readings())
    filled.close()
    chance = random.Random(7)
    found = 0
    for n in range(40):
        flipped = tmp_path / f"{n}.db"
        shutil.copy(path, flipped)
        data = bytearray(flipped.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        flipped.write_bytes(data)
        if ends_in_an_error_or_is_found_ill(flipped):
            found += 1
        else:
            with Record.open(flipped, readonly=True) as record:
                assert list(record.readings()) == expected
    assert found


def ends_in_an_error_or_is_found_ill(path) -> bool:
    try:
        with Record.open(path) as record:
            list(record.readings())
            list(record.statements())
            record.search("المفاوضات")
            return not all(finding.well for finding in record.examine())
    except KhabarError:
        return True


def test_every_flipped_bit_of_a_text_is_found(path, filled):
    page = next(filled.readings()).page
    filled.close()
    db = sqlite3.connect(path)
    (blob,) = db.execute("SELECT text FROM pages WHERE hash = ?", (page.hash,)).fetchone()
    for at in range(0, len(blob), 7):
        flipped = blob[:at] + bytes([blob[at] ^ 4]) + blob[at + 1 :]
        db.execute("UPDATE pages SET text = ? WHERE hash = ?", (flipped, page.hash))
        db.commit()
        with Record.open(path) as record, pytest.raises(RecordError, match=r"damaged|not the one"):
            record.reading(page.hash)
    db.close()


def test_the_doctor_finds_and_repairs_an_index(path, filled):
    filled.close()
    db = sqlite3.connect(path)
    db.execute("DELETE FROM fact_index_data WHERE id > 10")
    db.commit()
    db.close()
    with Record.open(path) as record:
        ill = [f for f in record.examine() if not f.well]
        assert any("repair" in f.says for f in ill)
        record.repair()
        assert all(f.well for f in record.examine())
        assert len(record.search("المفاوضات", over=["statements"])) == 12


def test_the_doctor_finds_facts_that_are_not_listed(path, filled):
    filled.close()
    db = sqlite3.connect(path)
    db.execute("DELETE FROM facts WHERE fact = 3")
    db.commit()
    db.close()
    with Record.open(path) as record:
        assert any("reread --all" in f.says for f in record.examine() if not f.well)


def test_an_index_of_other_rules_is_made_anew(path, filled, monkeypatch):
    from khabar.record import doctor, index

    filled.close()
    monkeypatch.setattr(index, "folding_version", lambda: "next")
    monkeypatch.setattr(doctor, "folding_version", lambda: "next")
    with Record.open(path, readonly=True) as record:
        assert any(f.check == "folding" and not f.well for f in record.examine())
    with Record.open(path) as record:
        assert all(f.well for f in record.examine())
        assert len(record.search("مفاوضة", over=["statements"], limit=99)) == 12


def test_a_statement_with_its_settings(filled):
    settings = {s.name: s for s in filled.settings()}
    assert settings["lexicon"].origin == "bundled"
    assert settings["journal mode"].value == "wal"
