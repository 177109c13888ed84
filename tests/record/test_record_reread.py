"""Reading again: readings are renewed, ids that hold stay, judgements outlive it."""

from __future__ import annotations

import pytest

from khabar import reader
from khabar.errors import RecordError
from khabar.record import add


@pytest.fixture
def read_as(monkeypatch, press):
    """Let the record's reader read the press's pages in one way or another."""

    def use(**how):
        monkeypatch.setattr(reader, "read", lambda page, lexicon: press.press_reading(page, **how))

    return use


def test_ids_that_hold_stay_and_others_are_retired(filled, read_as, press):
    statement, event = filled.statements().first()[0], filled.events().first()[0]
    read_as(shift=10)
    assert filled.reread()["completed"] == 12
    assert filled.get(event.id).noun == event
    with pytest.raises(RecordError, match="no longer read") as raised:
        filled.get(statement.id)
    successor = filled.statements().first()[0]
    assert successor.id in raised.value.hint
    read_as()
    filled.reread(everything=True)
    assert filled.get(statement.id).noun == statement
    assert all(f.well for f in filled.examine())


def test_what_is_up_to_date_is_not_read_again(filled, read_as, monkeypatch):
    monkeypatch.setattr(add, "__version__", "press/1")
    assert filled.reread()["completed"] == 0


def test_judgements_outlive_rereading(filled, read_as):
    first, second, third = filled.statements().first(3)
    filled.accept(first.id, user="a")
    filled.reject(second.id, user="a")
    filled.correct(third.id, user="a", speaker="person/john-kerry")
    read_as(without=("statement",))
    filled.reread(everything=True)
    assert [s.id for s in filled.statements()] == [first.id, third.id]
    assert filled.get(first.id).noun == first
    assert filled.get(third.id).noun.sources[0].entity == "person/john-kerry"
    read_as()
    filled.reread(everything=True)
    assert second.id not in {s.id for s in filled.statements()}
    assert len(list(filled.statements())) == 11
    assert all(f.well for f in filled.examine())
