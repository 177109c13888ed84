"""Judgements: append-only, undoable, laid over what was read."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import orjson
import pytest

from khabar.errors import QueryError, RecordError
from khabar.record import Judgement, Record
from khabar.record.judgements import merged, standing


def test_a_rejected_fact_is_no_longer_found(filled):
    statement = filled.statements().first()[0]
    judgement = filled.reject(statement.id, user="نورة", reason="ليس تصريحا")
    assert (judgement.user, judgement.reason, judgement.number) == ("نورة", "ليس تصريحا", 1)
    assert statement.id not in {s.id for s in filled.statements()}
    assert statement.id not in {h.id for h in filled.search("المفاوضات", limit=99)}
    with pytest.raises(QueryError, match="rejected"):
        filled.get(statement.id)
    assert all(f.well for f in filled.examine())


def test_what_rests_on_a_rejected_statement_goes_with_it(filled):
    position = filled.positions().first()[0]
    filled.reject(position.statement, user="a")
    assert position.id not in {p.id for p in filled.positions()}


def test_undo_brings_it_back_and_undo_of_undo_takes_it_away(filled):
    statement = filled.statements().first()[0]
    filled.reject(statement.id, user="a")
    filled.undo(1, user="a", reason="مراجعة")
    assert filled.get(statement.id).noun == statement
    assert len(filled.search("المفاوضات", over=["statements"], limit=99)) == 12
    filled.undo(2, user="a")
    assert statement.id not in {s.id for s in filled.statements()}
    with pytest.raises(QueryError, match="undone already"):
        filled.undo(2, user="a")
    assert [j.verdict for j in filled.judgements()] == ["reject", "undo", "undo"]
    assert all(f.well for f in filled.examine())


def test_a_correction_is_found_by_what_it_says_now(filled):
    event = filled.events(type="CONSULT").first()[0]
    filled.correct(event.id, user="a", type="AGREE", date="2024-01-02", actors=["place/oman"])
    (corrected,) = filled.events(type="AGREE")
    assert corrected == replace(event, type="AGREE", date="2024-01-02", actors=("place/oman",))
    assert [h.id for h in filled.search("about:place/oman date:2024")] == [event.id]
    assert filled.search("about:place/oman")[0].accepted
    filled.undo(1, user="a")
    assert list(filled.events(type="AGREE")) == []
    assert all(f.well for f in filled.examine())


def test_a_corrected_speaker(filled):
    statement = filled.statements(speaker="person/sergey-lavrov").first()[0]
    filled.correct(statement.id, user="a", speaker="person/maria-zakharova")
    (found,) = filled.statements(speaker="person/maria-zakharova")
    assert found.id == statement.id
    assert found.sources[0].text == statement.sources[0].text


def test_a_corrected_article(filled):
    article = filled.articles().first()[0]
    filled.correct(article.id, user="a", outlet="organization/wafa", published="2023-01-01")
    assert [a.id for a in filled.articles(outlet="organization/wafa")] == [article.id]
    assert {h.article.id for h in filled.search("outlet:organization/wafa")} == {article.id}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"colour": "red"},
        {"id": "st-0"},
        {"mode": "shouted"},
        {"content": [[0, 10**6]]},
        {"content": [[5, 5]]},
        {"content": "x"},
        {"cue": [-1, 3]},
        {"sources": [{"kind": "robot"}]},
        {"sources": [{"kind": "person"}]},
        {"sources": ["x"]},
        {"chain": [{"kind": "pigeon", "entity": None}]},
        {"content": [[0, 1, 2]]},
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(filled, fields):
    statement = filled.statements().first()[0]
    with pytest.raises(QueryError):
        filled.correct(statement.id, user="a", **fields)
    assert filled.judgements() == []
    assert filled.get(statement.id).noun == statement


def test_merged_actors_are_one(filled):
    filled.merge("person/sergey-lavrov", "person/john-kerry", user="a")
    ids = {a.id for a in filled.actors()}
    assert "person/sergey-lavrov" not in ids
    assert len(list(filled.statements(speaker="person/sergey-lavrov"))) == 6
    assert len(list(filled.statements(speaker="لافروف"))) == 6
    assert {s.sources[0].entity for s in filled.statements(speaker="كيري")} == {"person/john-kerry"}
    assert next(filled.readings()).articles[0].mentions[0].entity == "person/john-kerry"
    filled.merge("place/rome", "place/iran", user="a")
    assert len(list(filled.positions(party="place/rome"))) == 12
    filled.undo(2, user="a")
    with pytest.raises(QueryError, match="one already"):
        filled.merge("person/sergey-lavrov", "person/john-kerry", user="a")
    filled.undo(1, user="a")
    assert len(list(filled.statements(speaker="كيري"))) == 3


def test_an_actor_split_in_two(filled):
    mine = filled.statements(speaker="كيري").first(2)
    filled.split("person/john-kerry", "person/another-kerry", [mine[0].id], user="a")
    assert [s.id for s in filled.statements(speaker="person/another-kerry")] == [mine[0].id]
    assert mine[0].id not in {s.id for s in filled.statements(speaker="person/john-kerry")}
    assert mine[1].id in {s.id for s in filled.statements(speaker="person/john-kerry")}
    filled.undo(1, user="a")
    assert list(filled.statements(speaker="person/another-kerry")) == []
    assert all(f.well for f in filled.examine())


def test_merges_follow_each_other():
    def merge(number, old, new):
        return Judgement(number, "merge", old, "a", "2025-05-23", "", {"into": new})

    assert merged([merge(1, "a", "b"), merge(2, "b", "c")]) == {"a": "c", "b": "c"}
    assert merged([merge(1, "a", "b"), merge(2, "b", "a")]) == {"b": "a"}
    assert merged(standing([merge(1, "a", "b"), Judgement(2, "undo", "1", "a", "", "", {})])) == {}


def test_the_log_cannot_be_rewritten(filled, path):
    filled.accept(filled.statements().first()[0].id, user="a")
    other = sqlite3.connect(path)
    for attack in ("UPDATE judgements SET user = 'b'", "DELETE FROM judgements"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute(attack)
    other.close()


def test_judgements_without_a_target_are_refused(filled):
    for judge in (filled.accept, filled.reject):
        with pytest.raises(RecordError, match="nothing in the record"):
            judge("st-0000000000000000", user="a")
    with pytest.raises(RecordError, match="nobody"):
        filled.merge("person/nobody", "person/john-kerry", user="a")
    with pytest.raises(RecordError, match="no judgement 9"):
        filled.undo(9, user="a")
    with pytest.raises(QueryError, match="who decides"):
        filled.accept(filled.statements().first()[0].id, user=" ")
    with pytest.raises(QueryError, match="cannot be rejected"):
        filled.reject(filled.articles().first()[0].id, user="a")
    assert filled.judgements() == []


def test_a_second_connection_sees_what_the_first_decided(filled, path):
    statement = filled.statements().first()[0]
    with Record.open(path) as other:
        other.reject(statement.id, user="b")
        assert statement.id not in {s.id for s in filled.statements()}
        filled.undo(1, user="a")
        assert statement.id in {s.id for s in other.statements()}
        assert all(f.well for f in other.examine())


def test_judged_pages_become_gold(filled, tmp_path, press):
    first, second, third = filled.statements().first(3)
    event = filled.events().first(3)[2]
    filled.reject(first.id, user="a")
    filled.correct(second.id, user="a", mode="direct")
    filled.correct(event.id, user="a", date="2024-01-02")
    assert filled.write_gold(tmp_path / "gold") == 3
    pages = [press.press_page(n) for n in range(3)]
    golds = [orjson.loads((tmp_path / "gold" / f"{p.hash}.json").read_bytes()) for p in pages]
    assert [len(g["articles"][0]["statements"]) for g in golds] == [0, 1, 1]
    assert golds[1]["articles"][0]["statements"][0]["mode"] == "direct"
    assert golds[2]["articles"][0]["events"][0]["date"] == "2024-01-02"
    assert golds[2]["articles"][0]["positions"][0]["statement"] == 0
    assert golds[2]["articles"][0]["statements"][0]["content"] == [[s.start, s.end] for s in third.content]
    assert (tmp_path / "gold" / "pages" / f"{pages[0].hash}.txt").read_text(encoding="utf-8") == pages[0].text
    manifest = orjson.loads((tmp_path / "gold" / "pages" / "manifest.json").read_bytes())
    assert [m["page"] for m in manifest] == [f"{p.hash}.txt" for p in pages]
