"""Exports: what comes out is what its readers expect."""

from __future__ import annotations

import csv

import pytest

from khabar.errors import KhabarError
from khabar.export import TABLES, as_entities, as_linked_data, as_ris, rows, write_csv, write_parquet
from khabar.lexicon import Lexicon
from khabar.model import Article, ArticleReading, Event, Link, Mention, Page, Position, Reading, Source, Span, Statement

TEXT = "لافروف: =1+1 المحادثات مفيدة"


def made(*, fabricated=False, url="https://example.org/a"):
    page = Page("a.txt", TEXT, url=url, outlet="organization/tass", published="2025-05-19")
    whole, words = Span(0, len(TEXT)), Span(8, len(TEXT))
    speaker = Source(Span(0, 6), "لافروف", "person/sergei-lavrov", "person")
    said = Statement(
        "st-1", (speaker,), None, (words,), "direct", (Link("agency", "organization/tass"),), fabricated=fabricated
    )
    event = Event(
        "ev-1", "CONSULT", "phone", ("person/sergei-lavrov",), (), "2025-05-19", None, "happened", words, words
    )
    position = Position("po-1", "place/russia", "negotiations", "accepts", "st-1", "self", words)
    mention = Mention("me-1", Span(0, 6), "لافروف", "person", "person/sergei-lavrov", "test")
    article = Article(
        "ar-1",
        whole,
        (whole,),
        title="محادثات",
        title_span=Span(0, 6),
        outlet="organization/tass",
        published="2025-05-19",
    )
    return [Reading(page, articles=(ArticleReading(article, (mention,), (), (), (said,), (event,), (position,)),))]


@pytest.mark.parametrize("table", TABLES)
def test_tables_have_one_row_for_each_fact(table):
    (row,) = rows(made(), table)
    assert row["page"] == made()[0].page.hash
    assert row["published"] == "2025-05-19"


def test_csv_comes_back_and_runs_no_formula(tmp_path):
    path = tmp_path / "s.csv"
    assert write_csv(made(), "statements", path) == 1
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["speakers"] == "person/sergei-lavrov"
    assert row["content"] == f"'{TEXT[8:]}"


def test_csv_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(KhabarError, match="cannot be written"):
        write_csv(made(), "statements", tmp_path / "no" / "s.csv")


def test_parquet_keeps_lists(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "s.parquet"
    assert write_parquet(made(), "statements", path) == 1
    assert parquet.read_table(path).to_pylist()[0]["speakers"] == ["person/sergei-lavrov"]


def test_without_pyarrow_the_error_says_what_to_install(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(KhabarError, match="pip install"):
        write_parquet(made(), "statements", tmp_path / "s.parquet")


def test_annotations_select_by_position_and_by_quotation():
    document = as_linked_data(made())
    items = {i["id"]: i for i in document["items"]}
    assert set(items) == {"urn:khabar:st-1", "urn:khabar:ev-1", "urn:khabar:po-1"}
    target = items["urn:khabar:st-1"]["target"][0]
    position, quotation = target["selector"]
    assert target["source"] == "https://example.org/a"
    assert TEXT[position["start"] : position["end"]] == quotation["exact"]
    assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] == TEXT


def test_the_chain_becomes_provenance():
    body = as_linked_data(made())["items"][0]["body"]
    assert body["wasAttributedTo"] == ["urn:khabar:person:sergei-lavrov"]
    assert body["hadPrimarySource"] == "urn:khabar:organization:tass"
    assert body["wasQuotedFrom"] == ["urn:khabar:organization:tass"] * 2


def test_fabricated_words_are_attributed_to_nobody():
    body = as_linked_data(made(fabricated=True))["items"][0]["body"]
    assert "wasAttributedTo" not in body
    assert body["khabar:fabricated"] is True


def test_entities_are_followthemoney_shaped_and_refer_to_each_other():
    entities = list(as_entities(made(), Lexicon.bundled()))
    ids = {e["id"] for e in entities}
    assert {e["schema"] for e in entities} == {"Person", "Article", "Mention", "Event"}
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert all(isinstance(v, list) and all(isinstance(x, str) for x in v) for v in entity["properties"].values())
        for name in ("document", "resolved", "involved", "proof"):
            assert set(entity["properties"].get(name, ())) <= ids


def test_ris_holds_one_reference_an_article():
    lines = as_ris(made(), Lexicon.bundled()).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2025/05/19" in lines
    assert "UR  - https://example.org/a" in lines
    assert lines[-2] == "ER  - "
