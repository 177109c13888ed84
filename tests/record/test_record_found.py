"""The query API: lazy nouns, tables, notebooks."""

from __future__ import annotations

import pyarrow as pa
import pytest

from khabar.errors import QueryError


def test_nouns_come_back_as_they_were(filled, press):
    readings = [press.press_reading(press.press_page(n)) for n in range(12)]
    assert list(filled.statements()) == [s for r in readings for a in r.articles for s in a.statements]
    assert list(filled.events()) == [e for r in readings for a in r.articles for e in a.events]
    assert list(filled.positions()) == [p for r in readings for a in r.articles for p in a.positions]
    assert list(filled.articles()) == [a.article for r in readings for a in r.articles]


def test_an_answer_is_lazy_and_can_be_asked_again(filled, press):
    found = filled.statements(speaker="كيري")
    before = len(list(found))
    filled.keep([press.press_reading(press.press_page(15))])
    assert len(list(found)) == before + 1
    assert len(found.first(2)) == 2


def test_fields_narrow(filled):
    assert len(list(filled.statements(since="2025-05-03", until="2025-05-04"))) == 2
    assert len(list(filled.statements(speaker=["لافروف", "كيري"]))) == 6
    assert len(list(filled.statements(speaker="لافروف", issue="ceasefire"))) == 1
    assert len(list(filled.statements("النقطة near/1 4"))) == 1
    assert len(list(filled.events(about="place/rome", type="CONSULT", outlet="organization/tass"))) == 12
    assert len(list(filled.positions(issue="ceasefire", stand="demands"))) == 4
    assert len(list(filled.articles(since="2025-05-12"))) == 1
    with pytest.raises(QueryError, match="no field colour"):
        filled.statements(colour="red")
    with pytest.raises(QueryError, match="no value"):
        filled.statements(speaker=" ")
    with pytest.raises(QueryError, match="no value"):
        filled.statements(speaker=[])


def test_actors_by_how_often_they_are_named(filled):
    actors = list(filled.actors())
    assert (actors[0].id, actors[0].mentions, actors[0].pages, actors[0].kind) == ("place/rome", 12, 12, "place")
    assert actors[1].names == ("عباس عراقجي",)


def test_located_knows_page_and_article(filled):
    located = next(filled.statements(speaker="عراقجي").located())
    assert located.noun.content[0].of(located.page.text).startswith("المفاوضات")
    assert located.article.outlet == "organization/tass"


@pytest.mark.parametrize("kind", ["statements", "events", "positions", "articles", "actors"])
def test_tables(filled, record, kind):
    table = getattr(filled, kind)().to_arrow()
    assert isinstance(table, pa.Table)
    assert table.num_rows == len(list(getattr(filled, kind)()))
    assert not any(table.column(name).null_count == table.num_rows for name in ("id",))


def test_an_empty_table_has_its_columns(record):
    assert "speakers" in record.statements().to_arrow().column_names


def test_notebooks_read_from_right_to_left_and_nothing_is_markup(record, press):
    from dataclasses import replace

    page = press.press_page(1, outlet="<script>alert(1)</script>")
    record.keep([press.press_reading(replace(page, text=page.text.replace("والتقى", "<b>والتقى", 1)))])
    html = record.articles()._repr_html_() + record.events()._repr_html_()
    assert html.startswith('<div dir="rtl">')
    assert "<script>" not in html
    assert "<b>" not in html
