"""A minister and his counterpart are two, whether or not the lexicon knows who holds the offices."""

import pytest

from khabar.model import Page
from khabar.reader import read


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("التقى وزير الدفاع التركي نظيره القطري.", ("place/turkey",), ("place/qatar",)),
        ("بحث وزير الخارجية المصري مع نظيره السوداني ملف المياه.", ("place/egypt",), ("place/sudan",)),
    ],
)
def test_a_role_and_its_counterpart(text, actors, recipients):
    events = read(Page("a.txt", text + "\n")).articles[0].events
    assert [(e.type, e.actors, e.recipients) for e in events] == [("CONSULT", actors, recipients)]


def test_both_sides_agree():
    text = "التقى وزير الخارجية المصري نظيره السوداني في القاهرة. واتفق الجانبان على استئناف المفاوضات.\n"
    events = read(Page("a.txt", text)).articles[0].events
    assert [(e.type, e.actors) for e in events if e.type == "AGREE"] == [("AGREE", ("place/egypt", "place/sudan"))]
